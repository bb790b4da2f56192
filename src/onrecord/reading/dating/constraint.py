"""A hint at the day of publication: which days it allows, how much it weighs, where it was seen."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import log

from onrecord.model import DateCandidate, Evidence, Interval


@dataclass(frozen=True, slots=True)
class Tier:
    """Days that speak for a hint, each with the same weight; ``times`` never overlap and stand in order."""

    times: tuple[Interval, ...]
    weight: float

    def __contains__(self, day: date) -> bool:
        return self.meets(Interval.day(day))

    def meets(self, stretch: Interval) -> bool:
        """Whether it speaks for any day of a stretch."""
        return meets(self.times, stretch)


def meets(times: Sequence[Interval], stretch: Interval) -> bool:
    """Whether a stretch shares a day with any of the times, which stand in order and never overlap."""
    last = bisect_right(times, stretch.latest or date.max, key=lambda time: time.earliest or date.min) - 1
    return last >= 0 and times[last].meet(stretch) is not None


@dataclass(frozen=True, slots=True)
class Constraint:
    """One hint. A day has the sum of the weights of its tiers: most on the day that is meant, less beside it.

    ``evidence`` says what was seen and where, ``name`` whose hint it is, for the reasons of others. ``candidate`` is
    the date of the page that it stands for, None where the text speaks.
    """

    rule: str
    name: str
    tiers: tuple[Tier, ...]
    evidence: tuple[Evidence, ...]
    candidate: DateCandidate | None = None

    def weight(self, day: date) -> float:
        """How much the hint speaks for a day; 0 where it speaks against it."""
        return sum(tier.weight for tier in self.tiers if day in tier)

    @property
    def days(self) -> tuple[date, ...]:
        """The days that it means, where it means single ones."""
        meant = self.tiers[0].times
        return tuple(t.earliest for t in meant if t.earliest and t.earliest == t.latest)


def odds(sure: float) -> float:
    """The weight of a hint that is right with a probability: its log-odds, so that weights of hints can be added."""
    return log(sure / (1 - sure))


def tier(times: Iterable[Interval], weight: float) -> Tier:
    """A tier of the times, those that overlap or touch joined."""
    joined: list[Interval] = []
    for time in sorted(times, key=lambda t: (t.earliest or date.min, t.latest or date.max)):
        last = joined[-1] if joined else None
        if last is not None and (last.latest is None or (time.earliest or date.min) <= after(last.latest, 1)):
            latest = None if last.latest is None or time.latest is None else max(last.latest, time.latest)
            joined[-1] = Interval(last.earliest, latest, last.granularity) if time != last else last
        else:
            joined.append(time)
    return Tier(tuple(joined), weight)


def after(day: date, days: int) -> date:
    """A day so many days later, no further than the calendar goes."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def around(day: date, before: int, behind: int) -> Interval:
    """A day with so many before and behind it."""
    return Interval(after(day, -before), after(day, behind))


def days_of(time: Interval) -> list[date]:
    """Every day of a closed interval."""
    if time.earliest is None or time.latest is None:
        return []
    return [time.earliest + timedelta(n) for n in range((time.latest - time.earliest).days + 1)]
