"""The solver: the days that most hints, by weight, can agree on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import fsum

from onrecord.model import Interval
from onrecord.reading.dating.constraint import Constraint, meets

_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()
# Weights are compared to so many places: sums of the same weights in another order are the same.
_PLACES = 6


@dataclass(frozen=True, slots=True)
class Solution:
    """What the hints leave: ``regions`` are the stretches of days that have the most weight, in order."""

    regions: tuple[Interval, ...]

    @property
    def hull(self) -> tuple[date | None, date | None]:
        """The first and the last day left; None for a side that is open."""
        return self.regions[0].earliest, self.regions[-1].latest

    def __contains__(self, day: date) -> bool:
        return meets(self.regions, Interval.day(day))

    def with_days(self, days: Iterable[date]) -> Solution:
        """The same with more days, each a region of its own."""
        more = (Interval.day(day) for day in days if day not in self)
        return Solution(tuple(sorted((*self.regions, *more), key=lambda r: r.earliest or date.min)))

    def holds(self, constraint: Constraint) -> bool:
        """Whether a hint speaks for any day that is left."""
        return any(tier.meets(region) for tier in constraint.tiers for region in self.regions)


def solve(constraints: Sequence[Constraint]) -> Solution:
    """The days with the greatest sum of weights; all days where there is no hint.

    A sweep over the ends of all times: the weight changes nowhere else. In the number of times n it takes n log n.
    """
    changes: dict[int, list[tuple[int, float]]] = {}
    number = 0
    for constraint in constraints:
        for tier in constraint.tiers:
            for time in tier.times:
                start = time.earliest.toordinal() if time.earliest else _FIRST
                end = time.latest.toordinal() if time.latest else _LAST
                changes.setdefault(start, []).append((number, tier.weight))
                changes.setdefault(end + 1, []).append((number, -tier.weight))
            number += 1
    points = sorted({_FIRST, *(p for p in changes if p <= _LAST), _LAST + 1})
    holding: dict[int, float] = {}
    stretches: list[tuple[int, int, float]] = []
    for start, end in pairwise(points):
        for which, weight in sorted(changes.get(start, ()), key=lambda change: change[1]):
            if weight < 0:
                holding.pop(which, None)
            else:
                holding[which] = weight
        score = round(fsum(holding.values()), _PLACES)
        stretches.append((start, end - 1, score))
    most = max(score for _, _, score in stretches)
    regions: list[tuple[int, int]] = []
    for start, end, score in stretches:
        if score < most:
            continue
        if regions and regions[-1][1] + 1 == start:
            regions[-1] = regions[-1][0], end
        else:
            regions.append((start, end))
    return Solution(tuple(_interval(*region) for region in regions))


def _interval(start: int, end: int) -> Interval:
    """Days by number as an interval, open where the calendar ends."""
    return Interval(date.fromordinal(start) if start > _FIRST else None, date.fromordinal(end) if end < _LAST else None)
