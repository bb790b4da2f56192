"""The frames of deeds.yaml: a verb, what it is about, and where who takes part stands beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.model import Act
from onrecord.reading.lexicon import inflect, table


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame of deeds.yaml; see there."""

    act: Act
    label: str
    mode: str | None
    matter: frozenset[str]
    far: bool
    topic: frozenset[str]
    whom: tuple[str, ...]
    needs: bool
    swap: bool
    timed: bool
    never: frozenset[str]
    own: bool = False
    owned: bool = False


@cache
def frames() -> dict[str, tuple[tuple[tuple[str, ...], str, Frame], ...]]:
    """The frames of deeds.yaml under the first word of each form of their verbs: all its words, its form, the frame."""
    found: dict[str, list[tuple[tuple[str, ...], str, Frame]]] = {}
    for row in table("deeds"):
        frame = Frame(
            Act(row["act"]),
            row["label"],
            row.get("mode"),
            frozenset(row.get("matter", ())),
            bool(row.get("far")),
            frozenset(row.get("topic", ())),
            tuple(row["whom"]),
            row.get("needs") == "whom",
            bool(row.get("swap")),
            bool(row.get("timed") or row.get("own")),
            frozenset(row.get("never", ())),
            bool(row.get("own")),
            bool(row.get("owned")),
        )
        for entry in row["verbs"]:
            for form, written in written_forms(entry):
                found.setdefault(written[0], []).append((written, form, frame))
    return {first: tuple(sorted(rows, key=lambda r: -len(r[0]))) for first, rows in found.items()}


def written_forms(entry: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The forms of one verb with the words each is written in.

    Of a verb of several words the forms of the first will do ("pull back (pulls pulled)"), or none where it is regular.
    """
    base, _, listed = entry.partition("(")
    verb, *rest = base.split()
    if not listed:
        yield from ((form, (word, *rest)) for form, word in inflect(verb).items())
        return
    yield "base", (verb, *rest)
    if "ing" not in listed:
        yield "ing", (inflect(verb)["ing"], *rest)
    for word in listed.rstrip(")").split():
        written = tuple(word.split("-"))
        first = written[0]
        form = "ing" if first.endswith("ing") else "s" if first.endswith("s") and first != "was" else "past"
        yield form, written if len(written) > 1 else (first, *rest)


def plural(verb: str) -> str:
    """A verb of the third person as two do it: "visits", "visit"; "carries", "carry"."""
    if verb.endswith("ies"):
        return verb[:-3] + "y"
    return verb.removesuffix("es" if verb.endswith(("sses", "shes", "ches", "goes", "xes")) else "s")
