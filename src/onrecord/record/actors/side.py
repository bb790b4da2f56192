"""Whom somebody stands for, and who stands against whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.model import Act, Reading
from onrecord.reference import Reference

_HOSTILE = frozenset({Act.ACCUSE, Act.THREATEN, Act.REJECT, Act.DENY, Act.PROTEST, Act.SANCTION, Act.COERCE})


def side(name: str, of: Mapping[str, str], reference: Reference) -> str:
    """The state or organisation that an actor stands for in the end; ``of`` is what a page says of who is whose."""
    seen: set[str] = set()
    while name in of and name not in seen:
        seen.add(name)
        name = of[name]
    return reference.side(name)


def rivals(readings: Sequence[Reading], reference: Reference) -> frozenset[tuple[str, str]]:
    """The pairs of sides (in both orders) of which one accuses, threatens, denies or rejects the other somewhere."""
    found: set[tuple[str, str]] = set()
    for reading in readings:
        of = {a.name: a.of for a in reading.actors if a.of}
        for statement in reading.statements:
            if statement.act.value in _HOSTILE and statement.speaker and statement.target:
                one, other = (side(j.value, of, reference) for j in (statement.speaker, statement.target))
                if one != other:
                    found |= {(one, other), (other, one)}
    return frozenset(found)
