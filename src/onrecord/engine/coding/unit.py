"""The statements that hand codings are of: ours, or new ones where none was read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from onrecord.engine.coding.pairing import common, length
from onrecord.engine.coding.who import Names
from onrecord.model import HandCoding, Issue, LeftOut, PlacedCoding, Record, Span, Stance, Statement

ALIKE = 0.5
"""The share of a statement and a coded stretch, of all that either holds, from which on they are one, whoever is said
to speak. Below it the two are one only where the speaker is the same: a paragraph holds several statements."""
TOUCHING = 0.5
"""The share of the shorter of the two that must be common at all."""

Coded = tuple[HandCoding, PlacedCoding]


@dataclass
class Unit:
    """One statement, of ours or (None) to be added, with what coders say of it."""

    document: str
    spans: tuple[Span, ...]
    statement: Statement | None
    codings: list[Coded] = field(default_factory=list)

    @property
    def speaker(self) -> str | None:
        """Who is read to say it."""
        return self.statement.speaker.value if self.statement and self.statement.speaker else None


class Units:
    """The statements of a record, under the codings that are put to them."""

    def __init__(self, record: Record, names: Names) -> None:
        self.names = names
        self.held: defaultdict[str, set[tuple[str, Issue, Stance]]] = defaultdict(set)
        """What each statement was read to show."""
        for position in record.positions:
            for statement in position.statements:
                self.held[statement].add((position.by, position.issue, position.stance))
        self._by_document = {
            r.document: [Unit(r.document, s.content, s) for s in r.statements] for r in record.readings
        }

    def coded(self) -> Iterator[Unit]:
        """The statements of which something was coded."""
        for units in self._by_document.values():
            yield from (unit for unit in units if unit.codings)

    def take(self, coding: HandCoding, one: PlacedCoding) -> None:
        """Puts a coding to the statement that it is of: the same speaker's, then the one that shows the same issue,
        then the most alike; to a new one where it is of none.
        """
        units = self._by_document[one.document]
        fitting = [(score, -n) for n, unit in enumerate(units) if (score := self._fit(one, unit))]
        if fitting:
            units[-max(fitting)[1]].codings.append((coding, one))
        else:
            units.append(Unit(one.document, one.spans, None, [(coding, one)]))

    def _fit(self, one: PlacedCoding, unit: Unit) -> tuple[bool, bool, float] | None:
        """How well a coding fits a statement; None where it is not of it."""
        whole = (unit.statement.extent,) if unit.statement else unit.spans
        both = max(common(one.spans, whole), common(one.spans, unit.spans))
        if both < TOUCHING * min(map(length, (one.spans, whole, unit.spans))):
            return None
        alike = max(_alike(one.spans, whole), _alike(one.spans, unit.spans))
        speaks = self._speaks(one, unit)
        if not speaks and alike < ALIKE:
            return None
        shows = unit.statement is not None and any(i == one.issue for _, i, _ in self.held[unit.statement.id])
        return speaks, shows, alike

    def _speaks(self, one: PlacedCoding, unit: Unit) -> bool:
        """Whether a coding is of the one who speaks there; of their side, where it names no person."""
        if unit.statement is None:
            first = unit.codings[0][1]
            return bool(first.people & one.people) if one.people else first.holder == one.holder
        if unit.speaker is None:
            return False
        return unit.speaker in one.people or (not one.people and self.names.side(unit.speaker) == one.holder)


def agreed(unit: Unit, left: list[LeftOut]) -> dict[str, list[Coded]]:
    """The codings of a statement by coder; those on which coders differ go to ``left``, with what differs."""
    speakers = {_speaker(c) for _, c in unit.codings} - {frozenset()}
    if len(speakers) > 1 and not frozenset.intersection(*speakers):
        _differ(unit.codings, f"who speaks ({' or '.join(sorted({min(s) for s in speakers}))})", left)
        return {}
    sides: defaultdict[Issue, set[bool | None]] = defaultdict(set)
    holders: defaultdict[Issue, set[str | None]] = defaultdict(set)
    for _, c in unit.codings:
        if c.issue is not None:
            sides[c.issue].add(c.affirms)
            holders[c.issue].add(c.holder)
    found: defaultdict[str, list[Coded]] = defaultdict(list)
    for pair in unit.codings:
        issue = pair[1].issue
        if issue is not None and sides[issue] >= {True, False}:
            _differ([pair], f"whether {issue} is affirmed or denied", left)
        elif issue is not None and len(holders[issue]) > 1:
            _differ([pair], f"who takes a side on {issue}", left)
        else:
            found[pair[1].coder].append(pair)
    return found


def _differ(codings: Sequence[Coded], what: str, left: list[LeftOut]) -> None:
    why = f"codings of one statement differ on {what}: left as read"
    left += [LeftOut(f"{coding.where}, by {coding.coder}", why) for coding, _ in codings]


def _speaker(one: PlacedCoding) -> frozenset[str]:
    """Who speaks by a coding: its person, else whoever takes the side."""
    return one.people or frozenset([one.holder] if one.holder else [])


def _alike(some: Sequence[Span], others: Sequence[Span]) -> float:
    both = common(some, others)
    return both / (length(some) + length(others) - both)
