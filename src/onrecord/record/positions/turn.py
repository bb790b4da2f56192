"""How positions changed: who took the other side of an issue, and when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from onrecord.model import Interval, Issue, Position, Stance, Turn


def turns(positions: Sequence[Position], times: Mapping[str, Interval]) -> tuple[Turn, ...]:
    """Every change of side, by actor and issue, in the order of time; ``times`` is when each statement was made.

    Statements are put in the order of the last day on which each can have been made. Where the times of two leave open
    which came first, the change is given as not certain: the actor is on record with both.
    """
    shown: dict[tuple[str, Issue], list[tuple[date, date, str, Stance]]] = defaultdict(list)
    for position in positions:
        for statement in position.statements:
            time = times.get(statement, Interval())
            first = time.earliest or date.min
            shown[position.by, position.issue].append((time.latest or date.max, first, statement, position.stance))
    found = []
    for (by, issue), said in sorted(shown.items(), key=lambda item: (str(item[0][1]), item[0][0])):
        if len({stance for *_, stance in said}) < 2:
            continue
        said.sort()
        for before, after in pairwise(said):
            if before[3] is not after[3]:
                last, first_ = times.get(before[2], Interval()), times.get(after[2], Interval())
                certain = bool(last.latest and first_.earliest and last.latest < first_.earliest)
                found.append(Turn(by, issue, before[3], after[3], last, first_, (before[2], after[2]), certain))
    return tuple(found)
