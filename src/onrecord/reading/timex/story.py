"""The times of a whole text: each resolved from the day of the page, from its tense and from the times before it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from onrecord.model import Granularity, Interval, Span
from onrecord.model.interval import shifted
from onrecord.reading.timex import calendar
from onrecord.reading.timex.find import find
from onrecord.reading.timex.resolve import COUNTED_ON, UNDATED, YEARLESS, Tense, readings
from onrecord.reading.timex.tense import firm, general, tense
from onrecord.reading.timex.value import value
from onrecord.reading.timex.words import TimeWords

# Kinds that only a text written on some day uses: it looks from that day.
_FROM_TODAY = frozenset({"relative", "weekday", "near", "period", "ago", "span"})
# A text that tells of so many dated years, and never looks from its own day, dates by what it tells.
_ENOUGH = 3
# A full date so near to publication is the page's own.
_NEAR = timedelta(14)
# A day without its year, so many days ahead at most, is not taken for one so long ago: that would have its year.
_SOON, _LATELY = 60, 290
# "A week later" counts from one of the last so many times.
_BACK = 3
# How many times, of whatever sort, may stand between.
_FAR = 30
_BOUND = re.compile(
    r"\b(since|until|till|by|before|after|from|through|between|to|and|prior to|as of|up to)\s{1,3}"
    r"(?:the\s{1,3}|(?:about|around)\s{1,3})?(?:(?:end|start|beginning|middle) of\s{1,3}(?:the\s{1,3})?)?$",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(?:about|around|circa|ca?\.|roughly|some|nearly|almost|approximately|c)\s{0,3}(?:the\s{1,3})?$", re.IGNORECASE
)
_STAGES = ("freshman", "sophomore", "junior", "senior")
_YEARS = re.compile(r"\s?\(([12][0-9]{3})\s?[-–—]\s?([12][0-9]{3})\)")
# "1 September of that year" is of the year that the text told of last.
_SAME_YEAR = re.compile(r",?\s{1,3}(?:of|in)\s{1,3}(?:that(?:\s{1,3}same)?|the\s{1,3}same)\s{1,3}year\b", re.IGNORECASE)
_RANGE = re.compile(r"\s{0,3}(?:[-–—]|to|until|till|through|and)\s{0,3}(?:about\s{1,3}|the\s{1,3})?")


@dataclass(frozen=True, slots=True)
class Named:
    """A dated event that a text names: where, what it is, when it was and where that is known from."""

    span: Span
    name: str
    time: Interval
    source: str


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression as read in its text.

    ``readings`` holds what it may mean, the likeliest first: one interval where that is settled, both where past or
    future is not, none where nothing tells, or where it names no stretch of the calendar (a length of time, an age).
    ``why`` says by which rule and from what. ``relation`` is the word that makes a bound of it ("since", "by"),
    ``bounds`` the stretch that it then leaves, with a side open, or the whole range of "from 1987 to 1991".
    ``value`` is EDTF, or a length of time of ISO 8601, as far as the words give one.
    """

    words: TimeWords
    readings: tuple[Interval, ...]
    why: str
    value: str
    relation: str | None = None
    bounds: Interval | None = None
    about: bool = False

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.words.span

    @property
    def interval(self) -> Interval | None:
        """What it means, where that is settled."""
        return self.readings[0] if len(self.readings) == 1 else None

    @property
    def dated(self) -> bool:
        """Whether it names a day or stretch of the calendar, not a length of time, an age or a time of the day."""
        sub_day = self.words.unit in ("second", "minute", "hour") and not self.readings
        return self.words.kind not in UNDATED and self.words.kind not in ("term", "nowadays") and not sub_day


def times(text: str, published: Interval, events: Sequence[Named] = ()) -> list[Time]:
    """Every time of a text, in order, none overlapping; ``events`` are those that it names and the reference dates."""
    found = _with_events(find(text), events)
    own_day = _looks_from_its_day(found, published)
    by_span = {e.span: e for e in events}
    told: list[Time] = []
    for index, words in enumerate(found):
        after = found[index + 1] if index + 1 < len(found) else None
        event = by_span.get(words.span) if words.kind == "event" else None
        told.append(_as_event(words, event) if event else _read(text, words, after, published, told, own_day=own_day))
    return [_bounded(text, told, index) for index in range(len(told))]


def _with_events(found: list[TimeWords], events: Sequence[Named]) -> list[TimeWords]:
    """The words of times and the names of events in the order of the text; inside a name there is no other time."""
    if not events:
        return found
    named = [TimeWords(e.span, "event", (("name", e.name.lower()),)) for e in events]
    named.sort(key=lambda w: w.span.start)
    starts = [w.span.start for w in named]
    free = [w for w in found if not any(w.span.touches(n.span) for n in named[_at(starts, w) : _at(starts, w) + 2])]
    return sorted((*free, *named), key=lambda w: w.span.start)


def _at(starts: Sequence[int], words: TimeWords) -> int:
    """The place of the last name that begins before a time, or of the first."""
    return max(0, bisect_left(starts, words.span.start) - 1)


def _as_event(words: TimeWords, event: Named) -> Time:
    """A dated event of the reference as a time."""
    why = f"event: {event.name} took place {event.time} ({event.source})"
    return Time(words, (event.time,), why, value(words, (event.time,)))


def _looks_from_its_day(found: Sequence[TimeWords], published: Interval) -> bool:
    """Whether a text speaks from the day it came out, as news and speeches do, and not of the past or at large."""
    years = 0
    for words in found:
        if words.kind in _FROM_TODAY and words.part("word") not in ("today", "this day"):
            if (words.part("way") or "") not in ("recent", "past", "last", "next", "following"):
                return True
        elif words.part("year") is not None:
            years += not (published.latest and words.part("year") == str(published.latest.year))
            if words.kind == "date" and (own := _own(words, published)):
                return own
    return years < _ENOUGH


def _own(words: TimeWords, published: Interval) -> bool:
    """Whether a full date is the day of publication or near to it."""
    full = readings(words, published, Tense.PAST)
    if not full or published.earliest is None or published.latest is None or full[0].earliest is None:
        return False
    return shifted(published.earliest, -_NEAR) <= full[0].earliest <= shifted(published.latest, _NEAR)


def _read(
    text: str, words: TimeWords, after: TimeWords | None, published: Interval, told: list[Time], *, own_day: bool
) -> Time:
    """One expression in its surroundings."""
    rule = f"{words.kind}: "
    if words.kind in UNDATED:
        return _time(text, words, (), rule + "a length of time, an age, a set or a time of the day")
    if words.kind in COUNTED_ON and not (words.kind == "end" and (own_day or words.part("which"))):
        for before in _before(text, told):
            if found := readings(words, Interval(), Tense.PAST, before.interval):
                surface = text[before.span.start : before.span.end]
                return _time(text, words, found, rule + f'counted from "{surface}", {before.interval}')
        return _time(text, words, (), rule + "what it counts from is not told")
    if words.kind in ("life", "epoch"):
        return _beside(text, words, told)
    yearless = all(words.part(name) is None for name in ("year", "era_year", "which"))
    if words.kind in YEARLESS and yearless:
        return _yearless(text, words, after, published, told, own_day=own_day)
    if not own_day and words.kind == "relative" and words.part("word") in ("today", "this day"):
        return _time(text, replace(words, kind="nowadays"), (), "relative: the present at large")
    way = tense(text, words.span) if words.kind in ("weekday", "near", "span") else Tense.PAST
    ahead = words.kind == "span" and words.part("way") in ("next", "coming", "following")
    if not own_day and (words.kind in ("weekday", "near") or (ahead and way is Tense.PAST)):
        return _time(text, words, (), rule + "the text does not speak from the day it came out")
    found = readings(words, published, way)
    return _time(text, words, found, rule + _seen(words, published, way))


_CALLED = re.compile(
    r"\s+(?:[\w-]+\s+){0,5}?(?i:treaty|agreement|accord|pact|deal|convention|protocol|truce|ceasefire|memorandum)\b"
)
_POINTED = re.compile(r"\b(?:the|an?|its|their|this|that)\s$")
_BESIDE = 8


def _beside(text: str, words: TimeWords, told: Sequence[Time]) -> Time:
    """A year at school, or an era by its name: what the text itself gives right beside, or for another such year."""
    if words.kind == "epoch" and (years := _YEARS.match(text, words.span.end)):
        first, last = int(years[1]), int(years[2])
        if first < last:
            found = Interval(date(first, 1, 1), date(last, 12, 31), Granularity.YEAR)
            return _time(text, words, (found,), f"{words.kind}: the years behind it")
    one = told[-1] if told else None
    between = text[one.span.end : words.span.start] if one else ""
    if words.kind == "life" and one and one.interval and between.strip(" ") in (",", "(") and _is_year(one):
        return _time(text, words, (one.interval,), f'{words.kind}: "{text[one.span.start : one.span.end]}" beside it')
    if words.kind == "life":
        for other in reversed(told):
            if other.words.kind == "life" and other.interval and other.interval.earliest:
                step = _STAGES.index(words.part("stage") or "") - _STAGES.index(other.words.part("stage") or "")
                found = calendar.year(other.interval.earliest.year + step)
                surface = text[other.span.start : other.span.end]
                return _time(text, words, (found,), f'{words.kind}: counted from "{surface}", {other.interval}')
    return _time(text, words, (), f"{words.kind}: the text does not date it")


def calls_agreement(text: str, time: Time) -> bool:
    """Whether a time is the year that an agreement is called by: "the 1988 Lantern Treaty", "a 2001 accord"."""
    start = time.span.start
    pointed = _is_year(time) and _POINTED.search(text, max(0, start - _BESIDE), start)
    return bool(pointed) and _CALLED.match(text, time.span.end) is not None


def _is_year(time: Time) -> bool:
    """Whether a time is a year with its number."""
    return time.words.kind in ("bare year", "year")


def _seen(words: TimeWords, published: Interval, way: Tense) -> str:
    """From where a time is seen, in words."""
    if words.part("year") or words.kind in ("decade", "century", "era"):
        return "by its own words"
    tensed = f", the words around it looking to the {way}" if way is not Tense.UNKNOWN else ", past or future not told"
    return f"seen from {published}{tensed if words.kind == 'weekday' else ''}"


def _time(text: str, words: TimeWords, found: tuple[Interval, ...], why: str) -> Time:
    """A time with its value."""
    about = _ABOUT.search(text, max(0, words.span.start - 20), words.span.start) is not None
    return Time(words, found, why, value(words, found, about=about), None, None, about)


def _before(text: str, told: Sequence[Time]) -> Iterator[Time]:
    """The time that others are counted from, the last one told; behind it those before that lie within it.

    "On 8 December 1987 they met. 1987 was hard. The next day" counts on from the day that the year holds; where the
    last time told is another year, what the next day was is not told.
    """
    last: Interval | None = None
    count = 0
    for time in reversed(told[-_FAR:]):
        if not _anchors(text, time) or time.interval is None:
            continue
        if last is not None and last.meet(time.interval) != time.interval:
            return
        last = time.interval
        count += 1
        yield time
        if count == _BACK:
            return


def _anchors(text: str, time: Time) -> bool:
    """Whether others can be counted from a time: settled, closed, no year in brackets, which cites a work, and none
    that an agreement is called by ("the 1988 treaty").
    """
    if calls_agreement(text, time):
        return False
    inside = time.words.kind == "bare year" and text[time.span.start - 1 : time.span.start] == "("
    vague = time.words.kind in ("decade", "century", "era")
    return time.interval is not None and time.interval.known and not vague and not inside


def _yearless(
    text: str, words: TimeWords, after: TimeWords | None, published: Interval, told: list[Time], *, own_day: bool
) -> Time:
    """A day, month or season without its year: from the other end of its range, the day of the page or the tale."""
    if after is not None and after.part("year") and after.kind in ("date", "month") and _is_range(text, words, after):
        year = int(after.part("year") or 0)
        for own in (year, year - 1):
            found = readings(_dated(words, own), published, Tense.PAST)
            end = readings(after, published, Tense.PAST)
            if found and end and (found[0].earliest or date.max) <= (end[0].latest or date.min):
                return _time(text, words, found, f"{words.kind}: the year is that of the end of the range")
    same_year = _SAME_YEAR.match(text, words.span.end) is not None
    if own_day and not same_year and not (words.kind == "bare season" and _at_large(text, words)):
        way = tense(text, words.span)
        found = readings(words, published, way)
        if way is Tense.PAST and words.kind == "date" and not firm(text, words.span):
            both = readings(words, published, Tense.UNKNOWN)
            if len(both) == 2 and _is_ahead(both[0], published) and not _is_lately(found[0], published):
                way, found = Tense.UNKNOWN, both
        return _time(text, words, found, f"{words.kind}: " + _seen(replace(words, kind="weekday"), published, way))
    if _at_large(text, words) and not same_year:
        return _time(text, words, (), f"{words.kind}: of every year")
    called = any(calls_agreement(text, time) for time in told[-_BACK:])
    if called and words.kind == "date" and published.earliest is not None and published.earliest == published.latest:
        found = readings(_dated(words, published.earliest.year), published, Tense.PAST)
        if found and (found[0].earliest, found[0].latest) == (published.earliest, published.latest):
            return _time(text, words, found, f"{words.kind}: the day on which the page came out, {published}")
    for before in _before(text, told):
        one = before.interval
        if one and one.earliest and one.latest and one.earliest.year == one.latest.year:
            found = readings(_dated(words, one.earliest.year), published, Tense.PAST)
            return _time(
                text, words, found, f"{words.kind}: in the year that the text told of last, {one.earliest.year}"
            )
    return _time(text, words, (), f"{words.kind}: no year is told")


def _is_ahead(day: Interval, published: Interval) -> bool:
    """Whether a day lies in the weeks behind the page."""
    soon = timedelta(_SOON)
    return bool(day.earliest and published.latest and published.latest < day.earliest <= published.latest + soon)


def _is_lately(day: Interval, published: Interval) -> bool:
    """Whether a day lies so little before the page that nobody would give its year."""
    return bool(day.latest and published.earliest and published.earliest - day.latest <= timedelta(_LATELY))


def _at_large(text: str, words: TimeWords) -> bool:
    """Whether a month or season is meant of every year."""
    return (words.part("season") or "").endswith("s") or general(text, words.span)


def _dated(words: TimeWords, year: int) -> TimeWords:
    """The same words with their year."""
    kind = "season" if words.kind == "bare season" else words.kind
    return TimeWords(words.span, kind, (*words.parts, ("year", str(year))))


def _is_range(text: str, first: TimeWords, last: TimeWords) -> bool:
    """Whether nothing but "to", "and" or a dash stands between two times."""
    between = text[first.span.end : last.span.start]
    return len(between) < 16 and _RANGE.fullmatch(between) is not None


def _bounded(text: str, told: Sequence[Time], index: int) -> Time:
    """A time with the bound that the word before makes of it, or the range that it is an end of."""
    one = told[index]
    if one.interval is None or not one.dated:
        return one
    match = _BOUND.search(text, max(0, one.span.start - 40), one.span.start)
    relation = match[1].lower() if match else None
    for first, last in ((index, index + 1), (index - 1, index)):
        if first >= 0 and last < len(told) and (whole := _whole(text, told[first], told[last])):
            return replace(one, relation=relation, bounds=whole)
    if relation in ("since", "from", "after", "as of"):
        start = one.interval.latest if relation == "after" else one.interval.earliest
        return replace(one, relation=relation, bounds=Interval(start, None, Granularity.OPEN))
    if relation in ("until", "till", "by", "before", "through", "prior to", "up to"):
        stop = one.interval.earliest if relation in ("before", "prior to") else one.interval.latest
        return replace(one, relation=relation, bounds=Interval(None, stop, Granularity.OPEN))
    return one


def _whole(text: str, first: Time, last: Time) -> Interval | None:
    """The stretch from one time to the other, where the text joins them to a range."""
    one, other = first.interval, last.interval
    if one is None or other is None or not _is_range(text, first.words, last.words):
        return None
    between = text[first.span.end : last.span.start].split()
    before = text[max(0, first.span.start - 12) : first.span.start].lower().split()
    if between[:1] == ["and"] and "between" not in before:
        return None
    if one.earliest is None or other.latest is None or one.earliest > other.latest:
        return None
    return Interval(one.earliest, other.latest, max(one.granularity, other.granularity, key=list(Granularity).index))
