"""Which interval the words of a time mean, seen from a day and, where they count on, from the time before."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from onrecord.model import Granularity, Interval
from onrecord.reading.timex import calendar, counted
from onrecord.reading.timex.grammar import ERAS, HOLIDAYS
from onrecord.reading.timex.words import TimeWords


class Tense(StrEnum):
    """Which way a time looks from the day of the page."""

    PAST = "past"
    FUTURE = "future"
    UNKNOWN = "unknown"


# These name no day or stretch of the calendar by themselves.
UNDATED = frozenset({"duration", "age", "set", "clock"})
_CALENDAR = frozenset(
    {
        "date",
        "figures",
        "month",
        "months",
        "year",
        "bare year",
        "old year",
        "season",
        "decade",
        "century",
        "quarter",
        "era",
        "holiday",
    }
)
YEARLESS = frozenset({"date", "month", "months", "season", "bare season", "holiday"})
"""The kinds of times whose year the words may leave out."""
COUNTED_ON = frozenset({"later", "next", "end"})
"""The kinds of times that count from one told before."""


def resolve(
    words: TimeWords, today: Interval, *, future: bool = False, before: Interval | None = None
) -> Interval | None:
    """The interval that the words mean, seen from ``today`` (when the page was published).

    ``future`` says that the words look ahead; ``before`` is the time that "a week later" counts from. None where they
    need a known day and ``today`` is not one, and where they name no time of the calendar.
    """
    found = readings(words, today, Tense.FUTURE if future else Tense.PAST, before)
    return found[0] if found else None


def readings(words: TimeWords, today: Interval, tense: Tense, before: Interval | None = None) -> tuple[Interval, ...]:
    """Every interval that the words may mean, the likeliest first: both where past or future is not settled."""
    if words.kind in UNDATED:
        return ()
    try:
        return _readings(words, today, tense, before)
    except (ValueError, OverflowError):
        # The calendar begins in the year 1 and ends in 9999.
        return ()


def _readings(words: TimeWords, today: Interval, tense: Tense, before: Interval | None) -> tuple[Interval, ...]:
    """Every reading, where the calendar reaches that far."""
    if words.kind in _CALENDAR:
        full = _calendar(words)
        if full or words.part("year") is not None or words.part("era") is not None:
            return full
    if words.kind in COUNTED_ON and before is not None:
        return counted.on(words, before)
    if words.kind in ("later", "next") or today.earliest is None or today.latest is None:
        return ()
    # Seen from either end of what is known of the page's day it must mean the same.
    first = _seen(words, today.latest, tense)
    if today.earliest == today.latest:
        return first
    return first if first == _seen(words, today.earliest, tense) else ()


def _calendar(words: TimeWords) -> tuple[Interval, ...]:
    """What the words mean by themselves: with their year, their decade or century, or by a name."""
    if words.kind == "era":
        first, last = ERAS[plain(words.part("name"))]
        return (Interval(date.fromisoformat(first), date.fromisoformat(last)),)
    if words.kind == "century":
        return _edged(words, calendar.century(_nth(words))) if not _before_christ(words) else ()
    if words.kind == "decade":
        ten_from = _decade(words)
        # "The 1800s" are a hundred years; of "the 1900s" that is only likelier.
        whole = [calendar.century(ten_from // 100 + 1)] if ten_from % 100 == 0 and ten_from < 2000 else []
        ten = [calendar.decade(ten_from)] if ten_from >= 1900 or not whole else []
        return tuple(i for w in (*whole, *ten) for i in _edged(words, w))
    named = words.part("year") or words.part("era_year")
    if named is None or _before_christ(words):
        return ()
    return tuple(i for i in _in_year(words, int(named)) if i is not None)


def _in_year(words: TimeWords, year: int) -> tuple[Interval | None, ...]:
    """What the words mean in a year."""
    if words.kind == "figures":
        one, two = int(words.part("one") or 0), int(words.part("two") or 0)
        # 12/06/2018 is the 12th of June or the 6th of December: only a number above twelve tells.
        found = dict.fromkeys((calendar.day(year, two, one), calendar.day(year, one, two)))
        return tuple(i for i in found if i is not None)
    if words.kind == "date":
        return (_days(words, year),)
    if words.kind == "holiday":
        return (calendar.day(year, *HOLIDAYS[plain(words.part("holiday"))]),)
    if words.kind == "month":
        return _edged(words, calendar.month(year, _month(words)))
    if words.kind == "months":
        first, last = calendar.month(year, _month(words)), calendar.month(year, _month(words, "month2"))
        if last.earliest and first.earliest and last.earliest < first.earliest:
            first = calendar.month(year - 1, _month(words))
        return (Interval(first.earliest, last.latest, Granularity.MONTH),)
    if words.kind == "season":
        name = words.part("season") or ""
        return _edged(words, calendar.season(name, year + (name == "winter" and words.part("year2") is not None)))
    if words.kind == "quarter":
        return (_division(words, year),)
    return _edged(words, calendar.year(year))


def _days(words: TimeWords, year: int) -> Interval | None:
    """A day, or the days from one to another, in a year."""
    number = _nth(words) if words.part("nth") else int(words.part("day") or 0)
    first = calendar.day(year, _month(words), number)
    if words.part("day2") is None or first is None:
        return first
    last = calendar.day(year, _month(words), int(words.part("day2") or 0))
    return (
        Interval(first.earliest, last.latest)
        if last and last.latest and last.latest >= (first.earliest or date.max)
        else None
    )


def _division(words: TimeWords, year: int) -> Interval:
    """A quarter or a half of a year."""
    number = int(words.part("number") or 0) or _nth(words)
    if (words.part("division") or "q")[0] == "h":
        return Interval(
            calendar.quarter(year, 2 * number - 1).earliest,
            calendar.quarter(year, 2 * number).latest,
            Granularity.QUARTER,
        )
    return calendar.quarter(year, number)


def _month(words: TimeWords, name: str = "month") -> int:
    """The number of a month."""
    month = words.part(name) or ""
    return int(month) if month.isdigit() else calendar.MONTHS[month]


def _nth(words: TimeWords) -> int:
    """An ordinal as a number."""
    nth = plain(words.part("nth")).replace(" ", "-")
    return calendar.ORDINALS.get(nth) or int("".join(c for c in nth if c.isdigit()) or 0)


def _decade(words: TimeWords) -> int:
    """The first year of a decade; two figures or a word are of the twentieth century."""
    if words.part("decade"):
        return int(words.part("decade") or 0)
    return 1900 + (int(words.part("short") or 0) or calendar.DECADES[words.part("word") or "twenties"])


def _before_christ(words: TimeWords) -> bool:
    """Whether a year or century is counted back from our era."""
    return (words.part("era") or "").startswith("b")


def plain(name: str | None) -> str:
    """A name with one space between words and a straight apostrophe."""
    return " ".join((name or "").replace("’", "'").split())


def _edged(words: TimeWords, whole: Interval) -> tuple[Interval, ...]:
    """The early, middle or late part, where the words name one."""
    edge = words.part("edge")
    return (calendar.part_of(whole, edge) if edge else whole,)


def _seen(words: TimeWords, today: date, tense: Tense) -> tuple[Interval, ...]:
    """What the words mean on a day."""
    if words.kind == "date" and words.part("next"):
        tense = Tense.FUTURE if words.part("next") == "next" else Tense.PAST
    if words.kind in YEARLESS and words.part("which") is None:
        return _yearless(words, today, tense)
    if words.kind == "weekday":
        return _weekday(words, today, tense)
    if words.kind == "near":
        return _near(words, today, tense)
    if words.kind in ("month", "season"):
        named = _named(words, today)
        return _edged(words, named) if named else ()
    if words.kind == "quarter":
        return (_division(words, today.year + _step(words)),)
    return counted.seen(words, today)


def _step(words: TimeWords) -> int:
    """Whether the words name the one before, this one or the next."""
    which = (words.part("which") or words.part("way") or "this").split()[-1]
    if which == "past" or (words.part("which") or "") == "this past":
        return -1
    return {"last": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}.get(which, 0)


def _yearless(words: TimeWords, today: date, tense: Tense) -> tuple[Interval, ...]:
    """A day, month, season or feast without its year: the last one, the next one, or both."""
    # A 29 February can lie eight years off.
    candidates = [i for y in range(today.year - 8, today.year + 9) for i in _of_year(words, y)]
    # One that has begun counts as the last; one that is not over counts as the next.
    past = next((i for i in reversed(candidates) if i.earliest and i.earliest <= today), None)
    ahead = next((i for i in candidates if i.latest and i.latest >= today), None)
    return _chosen(past, ahead, today, tense)


def _of_year(words: TimeWords, year: int) -> tuple[Interval, ...]:
    """What words without a year mean in a year the calendar has, or nothing."""
    if not 1 < year < 9999:
        return ()
    if words.kind == "bare season":
        return (calendar.season((words.part("season") or "").removesuffix("s"), year),)
    return tuple(i for i in _in_year(words, year) if i is not None)


def _chosen(past: Interval | None, ahead: Interval | None, today: date, tense: Tense) -> tuple[Interval, ...]:
    """The reading that the tense asks for; without a tense both, the nearer first."""
    if tense is not Tense.UNKNOWN:
        one = past if tense is Tense.PAST else ahead
        return (one,) if one else ()
    both = dict.fromkeys(i for i in (past, ahead) if i)
    return tuple(sorted(both, key=lambda i: _far(i, today)))


def _far(interval: Interval, today: date) -> int:
    """How many days lie between a stretch and a day."""
    first, last = interval.earliest or today, interval.latest or today
    return max((first - today).days, (today - last).days, 0)


def _weekday(words: TimeWords, today: date, tense: Tense) -> tuple[Interval, ...]:
    """A weekday: the last one up to today, or the one to come; "Thursday" on a Thursday is that day."""
    wanted = calendar.WEEKDAYS[words.part("weekday") or "monday"]
    which = words.part("which") or ""
    back, on = (today.weekday() - wanted) % 7, (wanted - today.weekday()) % 7
    if words.part("of") == "week":
        return (Interval.day(today + timedelta(on + 7)),)
    if which == "this":
        return (Interval.day(today + timedelta(wanted - today.weekday())),)
    if which in ("next", "coming", "this coming", "following"):
        return (Interval.day(today + timedelta(on or 7)),)
    if which in ("last", "past", "previous", "this past"):
        return (Interval.day(today - timedelta(back or 7)),)
    return _chosen(Interval.day(today - timedelta(back)), Interval.day(today + timedelta(on)), today, tense)


def _near(words: TimeWords, today: date, tense: Tense) -> tuple[Interval, ...]:
    """The weekend, or the day of a month by its number alone: the last one or the next."""
    number = words.part("monthday")
    if number is None:
        week = timedelta(0 if today.weekday() >= calendar.WEEKDAYS["saturday"] else 7)
        return _chosen(calendar.around(today - week, "weekend"), calendar.around(today, "weekend"), today, tense)
    near = [calendar.month(today.year, today.month + step).earliest for step in (-2, -1, 0, 1, 2)]
    days = [day for first in near if first and (day := calendar.day(first.year, first.month, int(number)))]
    past = next((d for d in reversed(days) if d.latest and d.latest <= today), None)
    ahead = next((d for d in days if d.earliest and d.earliest >= today), None)
    return _chosen(past, ahead, today, tense)


def _named(words: TimeWords, today: date) -> Interval | None:
    """Last, this or next spring or March; "March last year". None where the calendar ends before it."""
    step = _step(words)
    if words.part("of_year"):
        return calendar.month(today.year + step, _month(words))
    every = [i for y in range(max(2, today.year - 2), min(9998, today.year + 2) + 1) for i in _of_year(words, y)]
    if words.kind == "month" and step == 0:
        return calendar.month(today.year, _month(words))
    if step < 0:
        return next((i for i in reversed(every) if i.latest and i.latest < today), None)
    if step > 0:
        return next((i for i in every if i.earliest and i.earliest > today), None)
    return next((i for i in every if i.latest and i.latest >= today), None)
