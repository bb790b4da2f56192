"""The words of the calendar, and the stretches of days that they name."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from onrecord.model import Granularity, Interval
from onrecord.model.interval import calendar_day

MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), 1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number for number, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())
}
SHORT_WEEKDAYS = {
    short: number
    for number, names in enumerate(("mon", "tue tues", "wed weds", "thu thur thurs", "fri", "sat", "sun"))
    for short in names.split()
}
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}
SEASONS = (*_SEASONS, "winter")

_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SMALL = {w: n for n, w in enumerate(_ONES, 1)} | {w: 10 * n for n, w in enumerate(_TENS, 2)} | {"a": 1, "an": 1}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
# How many is meant by "a few", "several" or "many" is not told.
VAGUE = ("a few", "a couple of", "a couple", "several", "many", "some", "few", "dozens of")
ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(), 1,
    )
} | {"twenty-first": 21}  # fmt: skip
DECADES = {
    word: 10 * n
    for n, word in enumerate("twenties thirties forties fifties sixties seventies eighties nineties".split(), 2)
}  # fmt: skip


def _either(words: list[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))


_WORDED = _either([*_ONES, *_TENS])
NUMBER = (
    rf"(?:[0-9]{{1,3}}(?:,[0-9]{{3}}){{1,3}}|[0-9]{{1,4}}(?:\.[0-9])?(?![0-9,.]{{0,3}}[0-9])|(?:{_WORDED})(?:[-\s](?:{_WORDED}))?|an?)"
    rf"(?: (?:{_either(list(_SCALES))}))?"
)
COUNTS = frozenset({*_ONES, *_TENS, "a", "an", "several", "many", "some", "few", "dozens", "half"})


def amount(words: str) -> int:
    """A number in digits or words; a fraction is cut off.

    Raises ValueError where the words are no number.
    """
    total = 0
    for word in re.split(r"[-\s]+", words.lower().strip()):
        if word in _SCALES:
            total = max(total, 1) * _SCALES[word]
        elif word[:1].isdigit():
            total += int(float(word.replace(",", "")))
        elif word in _SMALL:
            total += _SMALL[word]
        else:
            raise ValueError(f"{words!r} is no number")
    return total


def day(year: int, month: int, number: int) -> Interval | None:
    """A day, where the calendar has it."""
    found = calendar_day(year, month, number)
    return Interval.day(found) if found else None


def month(year: int, number: int) -> Interval:
    """A whole month; months count on over the ends of the year."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    return Interval(date(year, number, 1), date(year, number, monthrange(year, number)[1]), Granularity.MONTH)


def year(number: int) -> Interval:
    """A whole year."""
    return Interval(date(number, 1, 1), date(number, 12, 31), Granularity.YEAR)


def week(of: date) -> Interval:
    """The week, Monday to Sunday, that a day lies in."""
    monday = of - timedelta(of.weekday())
    return Interval(monday, monday + timedelta(6), Granularity.WEEK)


def season(name: str, number: int) -> Interval:
    """A season of the northern year, in whole months; winter ends in the year named."""
    if name == "winter":
        return Interval(date(number - 1, 12, 1), date(number, 2, monthrange(number, 2)[1]), Granularity.SEASON)
    first, last = _SEASONS[name]
    return Interval(date(number, first, 1), date(number, last, monthrange(number, last)[1]), Granularity.SEASON)


def quarter(year: int, number: int) -> Interval:
    """A quarter of a calendar year, counted from 1; quarters count on over the ends of the year."""
    first = 3 * (number - 1) + 1
    return Interval(month(year, first).earliest, month(year, first + 2).latest, Granularity.QUARTER)


def decade(number: int) -> Interval:
    """The ten years that begin with a number: the 1980s from 1980 to 1989."""
    return Interval(date(max(1, number), 1, 1), date(number + 9, 12, 31), Granularity.DECADE)


def century(number: int) -> Interval:
    """A century as EDTF and everyday use have it: the 20th is 1900 to 1999."""
    first = 100 * (number - 1)
    return Interval(date(max(1, first), 1, 1), date(first + 99, 12, 31), Granularity.CENTURY)


def moved(start: date, unit: str, count: int) -> date:
    """A day so many units later, or earlier where the count is negative; the last of a month stands for missing days.

    Raises OverflowError or ValueError where the calendar does not reach.
    """
    if unit in _DAYS:
        return start + timedelta(_DAYS[unit] * count)
    if unit in ("second", "minute", "hour"):
        return start + timedelta(hours=count if unit == "hour" else 0)
    months = _MONTHS_OF[unit] * count
    there = month(start.year, start.month + months)
    first = there.earliest or start
    return first.replace(day=min(start.day, monthrange(first.year, first.month)[1]))


_DAYS = {"day": 1, "night": 1, "weekend": 7, "week": 7, "fortnight": 14}
_MONTHS_OF = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}


def around(when: date, unit: str) -> Interval:
    """The whole week, month, quarter, year, decade or century that a day lies in; for shorter units the day."""
    if unit == "fortnight":
        return Interval(when - timedelta(7), when + timedelta(6), Granularity.WEEK)
    if unit == "weekend":
        saturday = when - timedelta(when.weekday()) + timedelta(5)
        return Interval(saturday, saturday + timedelta(1), Granularity.DAY)
    if unit == "week":
        return week(when)
    if unit == "month":
        return month(when.year, when.month)
    if unit == "quarter":
        return quarter(when.year, (when.month - 1) // 3 + 1)
    if unit == "year":
        return year(when.year)
    if unit == "decade":
        return decade(when.year // 10 * 10)
    return century(when.year // 100 + 1) if unit == "century" else Interval.day(when)


def part_of(whole: Interval, edge: str) -> Interval:
    """The early or late half of a stretch, or the middle third of it; the whole where ``edge`` is none of these."""
    if whole.earliest is None or whole.latest is None:
        return whole
    days = (whole.latest - whole.earliest).days + 1
    if edge in ("early", "earlier", "first half", "beginning", "start", "outset", "dawn"):
        return Interval(whole.earliest, _half(whole), whole.granularity)
    if edge in ("late", "later", "second half", "latter half", "end", "close"):
        return Interval(_half(whole) + timedelta(1), whole.latest, whole.granularity) if days > 1 else whole
    if edge in ("mid", "middle", "midway") and days > 2:
        return Interval(whole.earliest + timedelta(days // 3), whole.latest - timedelta(days // 3), whole.granularity)
    return whole


def _half(whole: Interval) -> date:
    """The last day of the first half, by whole years or months where there are such halves."""
    first, last = whole.earliest or date.min, whole.latest or date.max
    if whole.granularity in (Granularity.DECADE, Granularity.CENTURY):
        return date(first.year // 10 * 10 + (4 if whole.granularity is Granularity.DECADE else 49), 12, 31)
    if whole.granularity is Granularity.YEAR:
        return date(first.year, 6, 30)
    if whole.granularity is Granularity.MONTH:
        return first.replace(day=15)
    return first + timedelta(((last - first).days + 1) // 2 - 1 if last > first else 0)
