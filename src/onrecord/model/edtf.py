"""EDTF, the extended dates of ISO 8601-2, read and written: levels 0 and 1, and of level 2 what a record needs.

Level 0: days, months, years and intervals of them. Level 1: `?`, `~` and `%` for uncertain, approximate and both; open
(`..`) and unknown (empty) ends; unspecified digits from the right (`201X`, `2018-XX`); seasons (21 to 24). Level 2:
seasons of the northern year, quarters and halves (25 to 28, 33 to 36, 40, 41) and one of a set
(`[2018-11-01,2018-11-08]`), which says that a time is one of several. Years lie between 1 and 9999, as an `Interval`
has them; southern seasons (29 to 32), other years and dates such as `XXXX-12-25`, which are no stretch of days, are
refused.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from onrecord.model.error import OnRecordError
from onrecord.model.interval import Granularity, Interval

_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_DATE = re.compile(r"(?P<year>[0-9X]{4})(?:-(?P<month>[0-9X]{2})(?:-(?P<day>[0-9X]{2}))?)?(?P<mark>[?~%])?")
# Seasons, quarters and halves, by the numbers they are written with.
_CODES = (*range(21, 25), *range(33, 37), 40, 41)
_LONGEST = 500
_GRAINS = list(Granularity)


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date of EDTF: the interval or, for one of a set, the intervals that it may mean, and how sure it is of them."""

    readings: tuple[Interval, ...]
    uncertain: bool = False
    approximate: bool = False

    @property
    def interval(self) -> Interval:
        """The stretch that holds every reading."""
        if len(self.readings) == 1:
            return self.readings[0]
        first = (
            None
            if any(r.earliest is None for r in self.readings)
            else min(r.earliest for r in self.readings if r.earliest)
        )
        last = (
            None if any(r.latest is None for r in self.readings) else max(r.latest for r in self.readings if r.latest)
        )
        return Interval(first, last, Granularity.OPEN)

    def __str__(self) -> str:
        mark = "%" if self.uncertain and self.approximate else "?" * self.uncertain + "~" * self.approximate
        if len(self.readings) == 1:
            return edtf(self.readings[0], mark)
        return "[" + ",".join(edtf(r) + (mark if "/" not in edtf(r) else "") for r in self.readings) + "]"


def season_code(name: str) -> int:
    """The number by which EDTF knows a season.

    Raises KeyError where it is none.
    """
    return _SEASONS[name]


def edtf(interval: Interval, mark: str = "") -> str:
    """An interval in the shortest form that keeps both of its days: "2018", "2018-22", "199X", "2018-03-12/..".

    ``mark`` (`?`, `~` or `%`) is put behind each date that it is made of. A week has no form of its own and is written
    by its two days.
    """
    if short := _short(interval):
        return short + mark
    first, last = interval.earliest, interval.latest
    grain = interval.granularity
    if (
        first
        and last
        and grain is Granularity.YEAR
        and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    ):
        return f"{first.year:04d}{mark}/{last.year:04d}{mark}"
    if first and last and grain is Granularity.MONTH and first.day == 1 and last.day == _length(last):
        return f"{first.isoformat()[:7]}{mark}/{last.isoformat()[:7]}{mark}"
    return "/".join(f"{side.isoformat()}{mark}" if side else ".." for side in (first, last))


def _short(interval: Interval) -> str | None:
    """One date that is the whole interval, where EDTF has one."""
    first, last = interval.earliest, interval.latest
    if first is None or last is None:
        return None
    if first == last:
        return first.isoformat()
    divisions = [f"{y:04d}-{code}" for y in (first.year, last.year) for code in _CODES]
    years = [f"{first.year:04d}", f"{first.year // 10:03d}X", f"{first.year // 100:02d}XX"]
    for text in (*years, first.isoformat()[:7], *divisions):
        found = _date(text)
        if found is not None and (found.earliest, found.latest) == (first, last) and _fits(found, interval):
            return text
    return None


def _fits(written: Interval, interval: Interval) -> bool:
    """Whether a date says as finely what an interval says: spring and the months March to May are told apart."""
    return written.granularity is interval.granularity


def parse(text: str) -> Edtf:
    """A date of EDTF.

    Raises OnRecordError, in one line, where the text is none, or one that no interval of days between the years 1 and
    9999 stands for.
    """
    if len(text) > _LONGEST:
        raise OnRecordError(f"an EDTF date has at most {_LONGEST} characters, not {len(text)}")
    clean = text.strip()
    if clean.startswith("[") and clean.endswith("]"):
        members = [parse(member) for member in clean[1:-1].split(",")]
        found = tuple(dict.fromkeys(r for m in members for r in m.readings))
        return Edtf(found, any(m.uncertain for m in members), any(m.approximate for m in members))
    sides = clean.split("/")
    if len(sides) > 2:
        raise _refused(text)
    marks = {side[-1] for side in sides if side and side[-1] in "?~%"}
    return Edtf((_interval(text, sides),), bool(marks & {"?", "%"}), bool(marks & {"~", "%"}))


def _interval(text: str, sides: list[str]) -> Interval:
    """One date, or the stretch between two."""
    read = [None if side in ("", "..") else _date(side) for side in sides]
    if any(r is None and side not in ("", "..") for r, side in zip(read, sides, strict=True)) or sides == [""]:
        raise _refused(text)
    first, last = read[0], read[-1]
    if len(sides) == 1:
        if first is None:
            raise _refused(text)
        return first
    earliest, latest = first.earliest if first else None, last.latest if last else None
    if earliest and latest and earliest > latest:
        raise OnRecordError(f"the EDTF date {text!r} ends before it begins")
    closed = [r.granularity for r in (first, last) if r]
    grain = max(closed, key=_GRAINS.index) if len(closed) == 2 else Granularity.OPEN
    return Interval(earliest, latest, grain)


def _refused(text: str) -> OnRecordError:
    """That a text is no date which an interval can stand for."""
    return OnRecordError(f"{text!r} is no EDTF date of the years 1 to 9999: write 2018-11-08, 2018-11, 201X or 2018/..")


def _date(text: str) -> Interval | None:
    """A date without a stroke, or None."""
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    year, month, day = match["year"], match["month"], match["day"]
    try:
        if "X" in year:
            return _unspecified(year, month, day)
        return _in_year(int(year), month, day)
    except ValueError:
        return None


def _unspecified(year: str, month: str | None, day: str | None) -> Interval | None:
    """A decade or a century, written with digits left open from the right."""
    known = year.rstrip("X")
    if "X" in known or len(known) < 2 or (month or "XX") != "XX" or (day or "XX") != "XX":
        return None
    width = 10 ** (4 - len(known))
    first = int(known) * width
    grain = Granularity.DECADE if width == 10 else Granularity.CENTURY
    return Interval(date(max(first, 1), 1, 1), date(first + width - 1, 12, 31), grain)


def _in_year(year: int, month: str | None, day: str | None) -> Interval | None:
    """A year, or what its second and third number make of it."""
    if month is None or month == "XX":
        whole = Interval(date(year, 1, 1), date(year, 12, 31), Granularity.YEAR)
        return whole if (day or "XX") == "XX" else None
    if "X" in month or (day is not None and day != "XX" and "X" in day):
        return None
    number = int(month)
    if number > 12:
        return _division(year, number) if day is None else None
    if day is None or day == "XX":
        return Interval(date(year, number, 1), date(year, number, _last(year, number)), Granularity.MONTH)
    return Interval.day(date(year, number, int(day)))


def _division(year: int, code: int) -> Interval | None:
    """A season of the northern year (winter ends in the year it is named by), a quarter or a half."""
    if 21 <= code <= 28:
        season = (code - 21) % 4
        if season == 3:
            return Interval(date(year - 1, 12, 1), date(year, 2, _last(year, 2)), Granularity.SEASON)
        return Interval(
            date(year, 3 * season + 3, 1), date(year, 3 * season + 5, _last(year, 3 * season + 5)), Granularity.SEASON
        )
    if 33 <= code <= 36 or code in (40, 41):
        months = 3 if code < 40 else 6
        first = months * (code - (33 if code < 40 else 40)) + 1
        last = first + months - 1
        return Interval(date(year, first, 1), date(year, last, _last(year, last)), Granularity.QUARTER)
    return None


def _last(year: int, month: int) -> int:
    """The last day of a month."""
    return monthrange(year, month)[1]


def _length(day: date) -> int:
    """How many days the month of a day has."""
    return _last(day.year, day.month)
