"""When: always an interval, never a point that hides what is not known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Granularity(StrEnum):
    """How finely the words that gave a time speak of it, from fine to coarse."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    OPEN = "open"


def calendar_day(year: int, month: int, day: int) -> date | None:
    """A day, where the calendar has it: None for 30 February, month 13 or year 0."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shifted(day: date, by: timedelta) -> date:
    """A day so much later or earlier, as far as the calendar goes."""
    try:
        return day + by
    except OverflowError:
        return date.max if by > timedelta() else date.min


@dataclass(frozen=True, slots=True)
class Interval:
    """A time that lies between two days, both included; None leaves that side open."""

    earliest: date | None = None
    latest: date | None = None
    granularity: Granularity = Granularity.DAY

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValueError(f"an interval cannot start on {self.earliest} and end on {self.latest}")

    @classmethod
    def day(cls, day: date) -> Interval:
        """One day."""
        return cls(day, day, Granularity.DAY)

    @property
    def known(self) -> bool:
        """Whether both sides are closed."""
        return self.earliest is not None and self.latest is not None

    def __contains__(self, day: date) -> bool:
        return (self.earliest is None or self.earliest <= day) and (self.latest is None or day <= self.latest)

    def meets(self, other: Interval) -> bool:
        """Whether the two have a day in common, or may have where a side is open."""
        before = self.earliest and other.latest and self.earliest > other.latest
        after = self.latest and other.earliest and other.earliest > self.latest
        return not (before or after)

    def meet(self, other: Interval) -> Interval | None:
        """What the two have in common, or None; the finer of the two granularities is kept."""
        earliest = max((d for d in (self.earliest, other.earliest) if d), default=None)
        latest = min((d for d in (self.latest, other.latest) if d), default=None)
        if earliest and latest and earliest > latest:
            return None
        order = list(Granularity)
        return Interval(earliest, latest, min(self.granularity, other.granularity, key=order.index))

    def __str__(self) -> str:
        """In EDTF (ISO 8601-2): one day, or earliest/latest with ``..`` for an open side (`edtf` has short forms)."""
        if self.known and self.earliest == self.latest:
            return str(self.earliest)
        return f"{self.earliest or '..'}/{self.latest or '..'}"
