"""What the pages state as fact, held against the reference."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onrecord.export.dates import day
from onrecord.export.index import Entry, Index, Paper, Place
from onrecord.model import Check, Verdict


@dataclass(frozen=True, slots=True)
class Held:
    """A claim ready to be set beside the reference; ``entry`` is the statement that makes it, if one does."""

    anchor: str
    paper: Paper
    check: Check
    place: Place | None
    value: str
    reference: str
    entry: Entry | None


def held(index: Index) -> dict[Verdict, tuple[Held, ...]]:
    """The checks by verdict, each in the order of the documents."""
    found: dict[Verdict, list[Held]] = {verdict: [] for verdict in Verdict}
    for n, (paper, check) in enumerate(index.checks(), 1):
        claim = check.claim
        found[check.verdict].append(
            Held(
                f"c{n}",
                paper,
                check,
                index.place(paper.document, claim.span),
                _readable(claim.value),
                _readable(check.reference or ""),
                index.entry.get(claim.statement) if claim.statement else None,
            )
        )
    return {verdict: tuple(checks) for verdict, checks in found.items()}


def _readable(value: str) -> str:
    """A date in full words; other values as they are, with a dash between the ends of a range."""
    try:
        return day(date.fromisoformat(value))
    except ValueError:
        low, dash, high = value.partition("-")
        return f"{low}\N{EN DASH}{high}" if dash and low.strip().isdigit() else value
