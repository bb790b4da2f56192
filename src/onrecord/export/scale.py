"""A scale of days: where a time stands between the first and the last month of an episode."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.export.dates import MONTHS
from onrecord.model import Interval

_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12_000, 24_000)
"""Months from one line to the next."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the scale with the month, day or year that begins there."""

    x: str
    label: str


@dataclass(frozen=True, slots=True)
class Bar:
    """Where a time lies on the scale of its episode, in percent; an open side runs to the edge."""

    x: str
    width: str
    end: str
    point: bool
    open_left: bool
    open_right: bool


class Scale:
    """From days to percent, over whole months."""

    def __init__(self, first: date, last: date) -> None:
        self.first = first.replace(day=1)
        self.last = _next_month(last)
        self.days = (self.last - self.first).days

    def x(self, when: date, after: float = 0) -> float:
        """Where a day begins, or stands ``after`` days on: from 0 to 100, never outside."""
        return max(0.0, min(100 * ((when - self.first).days + after) / self.days, 100.0))

    def bar(self, time: Interval) -> Bar:
        """A point in the middle of a day that is known, else from the first day to the end of the last."""
        point = time.earliest is not None and time.earliest == time.latest
        left = self.x(time.earliest, 0.5 if point else 0) if time.earliest else 0.0
        right = self.x(time.latest, 0.5 if point else 1) if time.latest else 100.0
        return Bar(
            f"{left:.2f}%",
            f"{right - left:.2f}%",
            f"{right:.2f}%",
            point,
            time.earliest is None,
            time.latest is None,
        )

    def ticks(self) -> Iterator[Tick]:
        """Days of one month, or months, or years: ten or so at the most."""
        if self.days <= 31:
            yield from (Tick(f"{self.x(self.first.replace(day=d)):.2f}%", str(d)) for d in (1, 8, 15, 22))
            return
        every = next(n for n in _STEPS if self.days / 30 / n <= 9)
        several = self.first.year != (self.last - timedelta(1)).year
        first, last = (12 * when.year + when.month - 1 for when in (self.first, self.last))
        for month in range(-(-first // every) * every, last, every):
            when = date(month // 12, month % 12 + 1, 1)
            january = when.month == 1 and (several or every >= 12)
            yield Tick(f"{self.x(when):.2f}%", str(when.year) if january else MONTHS[when.month - 1][:3])


def _next_month(when: date) -> date:
    """The first day of the next month; the last day there is, where there is none."""
    if (when.year, when.month) == (date.max.year, 12):
        return date.max
    return date(when.year + when.month // 12, when.month % 12 + 1, 1)
