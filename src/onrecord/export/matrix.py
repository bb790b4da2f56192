"""The positions as a matrix of issues by actors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from onrecord.export.dates import phrase
from onrecord.export.index import Entry, Index
from onrecord.export.wording import UNSURE, graded, proposition
from onrecord.model import Interval, Issue, Position, Stance


@dataclass(frozen=True, slots=True)
class Tile:
    """One actor's stance on one issue, with the statements that show it; ``count`` has a story on many pages once."""

    anchor: str
    actor: str
    stance: Stance
    entries: tuple[Entry, ...]
    count: int
    when: str
    confidence: str
    unsure: bool
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """An issue: in words, in its formal writing, and each actor's tiles (none, one or both)."""

    anchor: str
    words: str
    formal: str
    cells: tuple[tuple[Tile, ...], ...]
    disputed: bool

    def holders(self, stance: str) -> list[str]:
        """Who affirms, or who denies."""
        return [tile.actor for cell in self.cells for tile in cell if tile.stance == stance]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows with the most disputed first; columns so that those who agree stand side by side."""

    actors: tuple[str, ...]
    rows: tuple[Row, ...]
    key: dict[Issue, str]


def matrix(index: Index, words: Callable[[Issue], str]) -> Matrix:
    """The positions of a record, several of one actor, issue and stance taken together.

    ``words`` puts an issue as a proposition.
    """
    held: defaultdict[tuple[Issue, str, Stance], list[Position]] = defaultdict(list)
    for position in index.record.positions:
        held[position.issue, position.by, position.stance].append(position)
    actors = _columns(index.record.positions)
    issues = sorted({issue for issue, _, _ in held}, key=lambda issue: _weight(issue, held))
    key = {issue: f"i{n}" for n, issue in enumerate(issues, 1)}
    rows = []
    for issue in issues:
        cells = tuple(
            tuple(
                _tile(index, f"{key[issue]}-{column}-{stance}", held[issue, actor, stance])
                for stance in Stance
                if (issue, actor, stance) in held
            )
            for column, actor in enumerate(actors, 1)
        )
        stances = {tile.stance for cell in cells for tile in cell}
        rows.append(Row(key[issue], proposition(issue, words), str(issue), cells, len(stances) > 1))
    return Matrix(actors, tuple(rows), key)


def _tile(index: Index, anchor: str, positions: list[Position]) -> Tile:
    ids = dict.fromkeys(id_ for position in positions for id_ in position.statements)
    best = max(position.confidence for position in positions)
    entries = tuple(sorted((index.entry[i] for i in ids if i in index.entry), key=lambda entry: entry.number))
    return Tile(
        anchor,
        positions[0].by,
        positions[0].stance,
        entries,
        sum(entry.statement.id not in index.repeats for entry in entries) or len(entries),
        phrase(_hull([position.time for position in positions])),
        graded(best),
        best < UNSURE,
        tuple(dict.fromkeys(e.says for position in positions for e in position.evidence)),
    )


def _hull(times: list[Interval]) -> Interval:
    """The shortest interval that holds all of them; a side that is open in one is open."""
    earliest = [time.earliest for time in times]
    latest = [time.latest for time in times]
    return Interval(
        None if None in earliest else min(day for day in earliest if day),
        None if None in latest else max(day for day in latest if day),
    )


def _weight(issue: Issue, held: dict[tuple[Issue, str, Stance], list[Position]]) -> tuple[bool, int, str]:
    """Disputed issues first, then those on which most take a position."""
    stances = [stance for other, _, stance in held if other == issue]
    return len(set(stances)) < 2, -len(stances), str(issue)


def _columns(positions: tuple[Position, ...]) -> tuple[str, ...]:
    """Who holds a position: first the one with most, then the others by how far they agree with it."""
    stances: defaultdict[str, defaultdict[Issue, int]] = defaultdict(lambda: defaultdict(int))
    for position in positions:
        stances[position.by][position.issue] += 1 if position.stance is Stance.AFFIRM else -1
    if not stances:
        return ()
    by_count = sorted(stances, key=lambda actor: (-len(stances[actor]), actor))
    first = stances[by_count[0]]

    def agreement(actor: str) -> int:
        """Issues on which both take the same side, less those on which they take opposite ones."""
        return sum(
            (first[i] > 0) - (first[i] < 0) if n > 0 else (first[i] < 0) - (first[i] > 0)
            for i, n in stances[actor].items()
            if n and i in first
        )

    return (by_count[0], *sorted(by_count[1:], key=lambda actor: -agreement(actor)))
