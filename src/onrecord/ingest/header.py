"""Dates as pages write them: in lines of their head, in metadata, in addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.model.interval import calendar_day

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = r"(?P<{}>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
# A year may have the clock glued behind it ("202118:19"), never another digit.
_YEAR = r"(?P<{}>(?:19|20)\d\d)(?:(?!\d)|(?=\d{{1,2}}[:.]\d\d))"
_DAY = r"(?<![\d.:/])(?P<{}>[0-3]?\d)(?:st|nd|rd|th)?(?!\d)"
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"

_DATE = re.compile(
    "|".join(
        (
            rf"(?:{_WEEKDAY},?\s*)?{_DAY.format('d1')}\s?(?:of\s)?[\s.,-]?{_MONTH.format('m1')}[\s,-]{{0,2}}"
            rf"(?:{_YEAR.format('y1')})?",
            rf"(?:{_WEEKDAY},?\s*)?\b{_MONTH.format('m2')}\s?{_DAY.format('d2')}(?:[\s,]{{1,2}}{_YEAR.format('y2')})?",
            r"(?<!\d)(?P<y3>(?:19|20)\d\d)(?P<s3>[-./])(?P<m3>\d{1,2})(?P=s3)(?P<d3>\d{1,2})(?:(?!\d)|(?=T\d\d))",
            r"(?<![\d.])(?P<a4>\d{1,2})(?P<s4>[-./])(?P<b4>\d{1,2})(?P=s4)(?P<y4>(?:19|20)\d\d)(?!\d)",
            rf"\b{_MONTH.format('m5')}[\s,]{{1,2}}{_YEAR.format('y5')}",
        )
    ),
    re.IGNORECASE,
)
_SIGN = re.compile(
    r"\d[-./]\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?[\s,]{0,2}\d|\d(?:st|nd|rd|th)?[\s.,of-]{0,4}"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)
"""What every date has in it, told faster than the date."""
_CLOCK = re.compile(
    r"(?<!\d)(?:T?[0-2]?\d[:.][0-5]\d(?:[:.][0-5]\d(?:\.\d{1,9})?)?|[01]?\d(?=\s?[ap]\.?m\b)|[0-2]\d[0-5]\d(?=\s?(?:GMT|UTC)))"
    r"(?:\s?[ap]\.?m\b\.?|\s?hrs\b|h\b)?"
    r"(?:\s?\(?(?:GMT|UTC|[BCE]ST|CEST|CET|EET|MSK|[ECMP][DS]?T|IST|AEDT|AEST|Z)(?:\s?[+-]\d{1,2}(?::?\d\d)?)?\)?)?"
    r"(?:\s?[+-]\d\d:?\d\d)?",
    re.IGNORECASE,
)
_IN_ADDRESS = (
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[/_-](?P<m>\d{1,2})[/_-](?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?!\d)"),
    re.compile(rf"(?<!\d)(?P<y>(?:19|20)\d\d)[/_-](?P<m>{'|'.join(_MONTHS)})[/_-](?P<d>\d{{1,2}})(?!\d)", re.I),
    re.compile(r"/(?P<y>(?:19|20)\d\d)/(?P<m>\d{1,2})/"),
)


@dataclass(frozen=True, slots=True)
class GivenDate:
    """A date at [start, end) of a line, as far as it is given."""

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None


def dates(text: str) -> Iterator[GivenDate]:
    """Every date in a line of a head, in order; one that no calendar has is passed over.

    In ``11/05/2021`` day and month could be either, so the year alone is given.
    """
    for match in _DATE.finditer(text) if _SIGN.search(text) else ():
        year, month, day = _parts(match)
        if _exists(year, month, day):
            end = match.start() + len(match[0].rstrip(" ,-\n\t"))
            yield GivenDate(match.start(), end, year, month, day)


def date_at(text: str, place: int) -> GivenDate | None:
    """The date that starts at one place of a line and names a day, or None."""
    match = _DATE.match(text, place)
    if match is None:
        return None
    year, month, day = _parts(match)
    if day is None or not _exists(year, month, day):
        return None
    return GivenDate(place, place + len(match[0].rstrip(" ,-\n\t")), year, month, day)


def clocks(text: str) -> Iterator[tuple[int, int]]:
    """Every time of day in a line, as [start, end)."""
    for match in _CLOCK.finditer(text):
        yield match.span()


def in_address(address: str) -> Iterator[GivenDate]:
    """The dates in a URL or file name ("/2018/12/06/", "2018-12-06-talks.txt")."""
    for pattern in _IN_ADDRESS:
        for match in pattern.finditer(address):
            word = match["m"].lower()
            month = _MONTHS.get(word) or int(word)
            day = int(match["d"]) if "d" in pattern.groupindex else None
            if _exists(int(match["y"]), month, day):
                yield GivenDate(*match.span(), int(match["y"]), month, day)
                return


def _parts(match: re.Match[str]) -> tuple[int | None, int | None, int | None]:
    """Year, month and day of a match of ``_DATE``."""
    group = match.groupdict()
    if group["m1"]:
        return _number(group["y1"]), _MONTHS[group["m1"].lower()], int(group["d1"])
    if group["m2"]:
        return _number(group["y2"]), _MONTHS[group["m2"].lower()], int(group["d2"])
    if group["y3"]:
        return int(group["y3"]), int(group["m3"]), int(group["d3"])
    if group["y4"]:
        first, second = int(group["a4"]), int(group["b4"])
        if first > 12 or first == second or group["s4"] == ".":  # with points the day comes first everywhere
            return int(group["y4"]), second, first
        return int(group["y4"]), *((first, second) if second > 12 else (None, None))
    return int(group["y5"]), _MONTHS[group["m5"].lower()], None


def _number(digits: str | None) -> int | None:
    """The number, where there is one."""
    return int(digits) if digits else None


def _exists(year: int | None, month: int | None, day: int | None) -> bool:
    """Whether a calendar has such a date; a leap year is given the benefit of the doubt."""
    return calendar_day(year or 2000, month or 1, day or 1) is not None
