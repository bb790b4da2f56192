"""Windows of time that move over codings, so that a debate can be watched as it changes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from onrecord.model import Coding, Misused, OnRecordError

_WRITTEN = re.compile(r"(\d{1,4}) ?(d|w|m|y|s)[a-z]*", re.IGNORECASE)
MOST = 2_000
"""So many windows at most: more are a mistake in the step, and no picture shows them."""


class Unit(StrEnum):
    """What a window is measured in; STATEMENTS counts codings whatever time they take."""

    DAYS = "d"
    WEEKS = "w"
    MONTHS = "m"
    YEARS = "y"
    STATEMENTS = "s"


@dataclass(frozen=True, slots=True)
class Size:
    """How long a window is, or how far it moves on."""

    count: int
    unit: Unit

    @classmethod
    def parse(cls, text: str) -> Size:
        """A size from ``30d``, ``6 weeks``, ``3m``, ``1 year`` or ``50 statements``.

        Raises Misused for others.
        """
        match = _WRITTEN.fullmatch(str(text).strip())
        if match is None or not int(match[1]):
            raise Misused(f'"{text}" is no size of a window: give 30d, 6w, 3m, 1y or 50 statements')
        return cls(int(match[1]), Unit(match[2].lower()))

    def after(self, day: date) -> date:
        """The day that lies this much later; the last there is, where that lies beyond."""
        try:
            if self.unit in (Unit.DAYS, Unit.WEEKS):
                return day + timedelta(days=self.count * (7 if self.unit is Unit.WEEKS else 1))
            months = day.year * 12 + day.month - 1 + self.count * (12 if self.unit is Unit.YEARS else 1)
            first = date(months // 12, months % 12 + 1, 1)
            # The 31st of a month that has none is its last day.
            return min(first + timedelta(days=day.day - 1), _end_of_month(first))
        except (OverflowError, ValueError):
            return date.max


@dataclass(frozen=True, slots=True)
class Window:
    """The codings from ``earliest`` to ``latest``, both included."""

    earliest: date
    latest: date
    codings: tuple[Coding, ...]


def windows(codings: Sequence[Coding], size: Size, step: Size | None = None) -> Iterator[Window]:
    """Windows over codings, from the first day to the last; codings without a day lie in none.

    Each begins ``step`` after the one before, without it where that ends. Windows in which nobody speaks are left out.
    Raises Misused where one of the two counts statements and the other time, OnRecordError where there are more than
    MOST.
    """
    step = step or size
    if (size.unit is Unit.STATEMENTS) != (step.unit is Unit.STATEMENTS):
        raise Misused("window and step must both be of time, or both of statements")
    dated = sorted(((c.day, n, c) for n, c in enumerate(codings) if c.day), key=lambda one: one[:2])
    if not dated:
        return
    found = _by_count(dated, size.count, step.count) if size.unit is Unit.STATEMENTS else _by_time(dated, size, step)
    for number, window in enumerate(found):
        if number >= MOST:
            raise OnRecordError(f"more than {MOST} windows: take a longer step")
        if window.codings:
            yield window


_Dated = list[tuple[date, int, Coding]]


def _by_count(dated: _Dated, size: int, step: int) -> Iterator[Window]:
    """Windows of so many codings; the last holds what is left, however few that are."""
    for start in range(0, len(dated), step):
        part = dated[start : start + size]
        yield Window(part[0][0], part[-1][0], tuple(c for _, _, c in part))
        if start + size >= len(dated):
            return


def _by_time(dated: _Dated, size: Size, step: Size) -> Iterator[Window]:
    """Windows of days."""
    begin, last = dated[0][0], dated[-1][0]
    first = until = 0
    while begin <= last:
        end = size.after(begin)
        latest = end if end == date.max else end - timedelta(days=1)
        while first < len(dated) and dated[first][0] < begin:
            first += 1
        until = max(until, first)
        while until < len(dated) and dated[until][0] <= latest:
            until += 1
        yield Window(begin, latest, tuple(c for _, _, c in dated[first:until]))
        following = step.after(begin)
        if following == date.max:
            return
        begin = following


def _end_of_month(first: date) -> date:
    """The last day of the month that a day begins."""
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
