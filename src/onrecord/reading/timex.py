"""Time expressions: where a text says when, and which interval that is, seen from a day."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.model import Granularity, Interval, Span

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
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}
_SMALL = {w: n for n, w in enumerate("a two three four five six seven eight nine ten eleven twelve".split(), 1)} | {
    "an": 1, "one": 1, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "sixty": 60, "ninety": 90,
}  # fmt: skip

_MONTH = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
_YEAR = r"(?P<year>(?:1[5-9]|2[01])\d\d)"
_DAY = r"(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_NUMBER = r"\d{1,4}|" + "|".join(sorted(_SMALL, key=len, reverse=True))
_COUNT = rf"(?P<count>{_NUMBER})"
_UNIT = r"(?P<unit>hour|day|week|month|year)s?"
# "By 1900 soldiers" counts soldiers: a plural or a unit behind the number is no year.
_NO_COUNT = r"(?! (?!(?:was|is|has|as|its|this|us)\b)(?:[a-z]+s|km|kg|people|men|women)\b)"
_FULL_MONTH = "|".join(m for m in MONTHS if len(m) > 4 or m in ("may", "june", "july"))
_PATTERNS: tuple[tuple[str, str], ...] = (
    ("date", rf"\b{_MONTH} {_DAY}(?:,? {_YEAR}\b|\b(?!,?\d))"),
    ("date", rf"\b{_DAY}(?: of)? {_MONTH}(?:,? {_YEAR})?\b"),
    ("date", r"\b(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)\b"),
    ("month", rf"\b{_MONTH},? {_YEAR}\b"),
    ("relative", r"\b(?P<word>(?:earlier|later) (?:in|on) (?:the|that) (?:same )?day)\b"),
    ("relative", r"\b(?P<word>(?:the )?day before yesterday|(?:the )?day after tomorrow)\b"),
    ("relative", r"\b(?P<word>today|yesterday|tomorrow|tonight)\b"),
    ("weekday", r"\b(?:(?P<which>last|this|next) )?(?P<weekday>" + "|".join(WEEKDAYS) + r")\b"),
    (
        "period",
        r"\b(?:(?P<edge>earlier|later|late|early) )?(?P<which>last|this|next) "
        r"(?P<period>week|month|year|spring|summer|autumn|fall|winter)\b",
    ),
    ("ago", rf"\b{_COUNT} {_UNIT} ago\b"),
    ("season", rf"\b(?P<period>spring|summer|autumn|winter)(?: of)? {_YEAR}\b"),
    ("recent", r"\bin (?:recent|the past|past) (?P<unit>years|months|weeks|days)\b"),
    ("bare month", rf"\b(?:in|since|last|until) (?P<month>{_FULL_MONTH})\b(?! \d)"),
    ("year", rf"\b(?:in|since|of|from|by|until|during) {_YEAR}\b{_NO_COUNT}"),
)  # fmt: skip
_COMPILED = tuple((kind, re.compile(p.replace(" ", r"\s+"), re.IGNORECASE)) for kind, p in _PATTERNS)
_CASED = frozenset({"date", "month", "weekday", "bare month"})


@dataclass(frozen=True, slots=True)
class TimeWords:
    """A time expression: its span, which rule found it, and the parts it names."""

    span: Span
    kind: str
    parts: tuple[tuple[str, str], ...]

    def part(self, name: str) -> str | None:
        """One named part in lower case, or None."""
        return dict(self.parts).get(name)


def find(text: str, span: Span) -> list[TimeWords]:
    """The time expressions in a stretch of text, in order, none overlapping; longer rules come first."""
    taken: set[int] = set()
    found = []
    for kind, pattern in _COMPILED:
        for match in pattern.finditer(text, span.start, span.end):
            here = Span(match.start(), match.end())
            named = tuple((k, v.lower()) for k, v in match.groupdict().items() if v)
            places = range(here.start, here.end)
            if not taken.isdisjoint(places) or (kind in _CASED and not _is_cased(match)):
                continue
            taken.update(places)
            found.append(TimeWords(here, kind, named))
    return sorted(found, key=lambda t: t.span.start)


def _is_cased(match: re.Match[str]) -> bool:
    """Whether the month or weekday has its capital, so that "may 5" and "sun" are no dates."""
    word = match.groupdict().get("weekday") or match.groupdict().get("month") or ""
    return word[:1].isupper() or word.isdigit()


def resolve(words: TimeWords, today: Interval, *, future: bool = False) -> Interval | None:
    """The interval that the words mean, seen from ``today`` (when the page was published).

    None where they need a known day and ``today`` is not one. ``future`` says that the words look ahead.
    """
    try:
        return _resolved(words, today, future)
    except (ValueError, OverflowError):
        # The calendar begins in the year 1 and ends in 9999.
        return None


def _resolved(words: TimeWords, today: Interval, future: bool) -> Interval | None:
    """The interval, where the calendar reaches that far."""
    if words.kind in ("date", "month", "year", "season"):
        full = _calendar(words)
        if full is not None or words.part("year") is not None:
            return full
    if not today.known or today.latest is None or today.earliest is None:
        return None
    if words.kind in ("date", "bare month"):
        # Seen from either end of what is known of the page's day it must mean the same.
        seen = {_without_year(words, day, future) for day in (today.earliest, today.latest)}
        return seen.pop() if len(seen) == 1 else None
    if today.earliest != today.latest:
        return None
    return _from_day(words, today.latest, future)


def _calendar(words: TimeWords) -> Interval | None:
    """An expression that names its year."""
    if words.part("year") is None:
        return None
    year = int(words.part("year") or 0)
    if words.kind == "season":
        return season(words.part("period") or "", year)
    if words.part("month") is None:
        return Interval(date(year, 1, 1), date(year, 12, 31), Granularity.YEAR)
    name = words.part("month") or ""
    month = int(name) if name.isdigit() else MONTHS[name]
    if words.part("day") is None:
        return _month(year, month)
    return _safe_day(year, month, int(words.part("day") or 0))


def _safe_day(year: int, month: int, day: int) -> Interval | None:
    """A day, where the calendar has it."""
    try:
        return Interval.day(date(year, month, day))
    except ValueError:
        return None


def _month(year: int, month: int) -> Interval:
    """A whole month."""
    return Interval(date(year, month, 1), date(year, month, monthrange(year, month)[1]), Granularity.MONTH)


def season(name: str, year: int) -> Interval:
    """A season of the northern year, in whole months; winter ends in the year named."""
    if name == "winter":
        return Interval(date(year - 1, 12, 1), date(year, 2, monthrange(year, 2)[1]), Granularity.SEASON)
    first, last = _SEASONS[name]
    return Interval(date(year, first, 1), date(year, last, monthrange(year, last)[1]), Granularity.SEASON)


def _without_year(words: TimeWords, today: date, future: bool) -> Interval | None:
    """A day or month without its year, seen from a day."""
    if words.kind == "date":
        return _nearest(words, today, future)
    return _named_month(MONTHS[words.part("month") or "may"], today, future)


def _nearest(words: TimeWords, today: date, future: bool) -> Interval | None:
    """A month and day without a year: the last one up to today, or the next one from it."""
    month, day = MONTHS[words.part("month") or ""], int(words.part("day") or 0)
    # A 29 February can lie eight years off.
    for step in range(9):
        year = today.year + (step if future else -step)
        found = _safe_day(year, month, day)
        if found and found.earliest and (found.earliest >= today if future else found.earliest <= today):
            return found
    return None


def _named_month(month: int, today: date, future: bool) -> Interval:
    """A month without a year: the one that is or was last, or comes next."""
    year = today.year
    if future and month < today.month:
        year += 1
    elif not future and month > today.month:
        year -= 1
    return _month(year, month)


def _from_day(words: TimeWords, today: date, future: bool) -> Interval | None:
    """An expression that counts from a known day."""
    if words.kind == "relative":
        said = " ".join((words.part("word") or "").split()).removeprefix("the ")
        step = {"yesterday": -1, "tomorrow": 1, "day before yesterday": -2, "day after tomorrow": 2}.get(said, 0)
        return Interval.day(today + timedelta(step))
    if words.kind == "weekday":
        return _weekday(words, today, future)
    if words.kind == "period":
        return _period(words, today)
    if words.kind == "ago":
        return _ago(words, today)
    if words.kind == "recent":
        years = {"years": 10, "months": 1, "weeks": 1, "days": 1}[words.part("unit") or "years"]
        return Interval(date(today.year - years, 1, 1), today, Granularity.OPEN)
    return None


def _weekday(words: TimeWords, today: date, future: bool) -> Interval:
    """A weekday: the last one up to today; "next" and the future take the one to come."""
    wanted = WEEKDAYS[words.part("weekday") or "monday"]
    which = words.part("which")
    if which == "this":
        return Interval.day(today + timedelta(wanted - today.weekday()))
    if which == "next" or (future and which != "last"):
        return Interval.day(today + timedelta((wanted - today.weekday() - 1) % 7 + 1))
    back = (today.weekday() - wanted) % 7
    return Interval.day(today - timedelta(back or (7 if which == "last" else 0)))


def _period(words: TimeWords, today: date) -> Interval:
    """Last, this or next week, month, year or season."""
    step = {"last": -1, "this": 0, "next": 1}[words.part("which") or "this"]
    period = words.part("period") or "week"
    if period == "week":
        monday = today - timedelta(today.weekday()) + timedelta(7 * step)
        found = Interval(monday, monday + timedelta(6), Granularity.WEEK)
    elif period == "month":
        month = today.year * 12 + today.month - 1 + step
        found = _month(month // 12, month % 12 + 1)
    elif period == "year":
        found = Interval(date(today.year + step, 1, 1), date(today.year + step, 12, 31), Granularity.YEAR)
    else:
        found = _season_from(period, step, today)
    if step == 0 and words.part("edge") == "earlier" and found.earliest and found.earliest <= today:
        return Interval(found.earliest, today, found.granularity)
    return found


def _season_from(period: str, step: int, today: date) -> Interval:
    """The last season of a name that is over, the one of this year, or the next to begin."""
    years = [season(period, year) for year in range(today.year - 2, today.year + 3)]
    if step < 0:
        return next(s for s in reversed(years) if s.latest and s.latest < today)
    if step > 0:
        return next(s for s in years if s.earliest and s.earliest > today)
    return next(s for s in years if s.latest and s.latest >= today)


def _ago(words: TimeWords, today: date) -> Interval:
    """A count of units back: days to the day, longer units to the unit."""
    count = amount(words.part("count") or "1")
    unit = words.part("unit") or "day"
    if unit in ("hour", "day"):
        return Interval.day(today - timedelta(count if unit == "day" else count // 24))
    if unit == "week":
        day = today - timedelta(7 * count)
        return Interval(day - timedelta(3), day + timedelta(3), Granularity.WEEK)
    if unit == "month":
        month = today.year * 12 + today.month - 1 - count
        return _month(month // 12, month % 12 + 1)
    return Interval(date(max(1, today.year - count), 1, 1), date(max(1, today.year - count), 12, 31), Granularity.YEAR)


def amount(word: str) -> int:
    """A number in digits or as a small number word."""
    return int(word.replace(",", "")) if word[:1].isdigit() else _SMALL.get(word.lower(), 1)


_TERM = re.compile(
    rf"\b(?:(?:with)?in|after|over the next|for)\s+(?:the\s+next\s+)?(?P<count>{_NUMBER})[\s-]+"
    r"(?P<unit>hours?|days?|weeks?|months?)\b(?!\s+(?:ago|of))"
    rf"|\b(?P<count2>{_NUMBER})[\s-]+(?P<unit2>hours?|days?|weeks?)(?:\s+on\s+[A-Z]\w+)?\s+to\b"
    r"|\b(?P<count3>\d{1,4})-(?P<unit3>hour|day|week)\s+(?:deadline|ultimatum)\b",
    re.IGNORECASE,
)


def terms(text: str, span: Span) -> Iterator[tuple[Span, int]]:
    """The lengths of time set in a stretch ("in 60 days", "within 48 hours"): span and days, hours rounded up."""
    for match in _TERM.finditer(text, span.start, span.end):
        groups = match.groupdict()
        count = next(groups[k] for k in ("count", "count2", "count3") if groups[k])
        unit = next(groups[k] for k in ("unit", "unit2", "unit3") if groups[k]).lower().rstrip("s")
        number = amount(count)
        days = {"hour": -(-number // 24), "day": number, "week": 7 * number, "month": 30 * number}[unit]
        if days:
            yield Span(match.start(), match.end()), days
