"""Times that are counted: from the day of the page, or on from the time that a text named before."""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.model import Granularity, Interval
from onrecord.reading.timex import calendar
from onrecord.reading.timex.words import TimeWords

_DAYS = {
    "yesterday": -1,
    "tomorrow": 1,
    "day before yesterday": -2,
    "day after tomorrow": 2,
    "last night": -1,
    "last evening": -1,
}
_SHORT = frozenset({"second", "minute", "hour", "day", "night"})
_DAYPARTS = frozenset({"morning", "afternoon", "evening", "night"})
_BACK = frozenset({"earlier", "before", "previously", "previous", "preceding"})
_STEPS = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}


def seen(words: TimeWords, today: date) -> tuple[Interval, ...]:
    """What a counted time means on a day."""
    if words.kind == "relative":
        said = " ".join((words.part("word") or "").split())
        if said == "overnight":
            return (Interval(today - timedelta(1), today, Granularity.DAY),)
        return (Interval.day(today + timedelta(_DAYS.get(said, 0))),)
    if words.kind == "period":
        return (_period(words, today),)
    if words.kind == "end":
        return _end(words, today)
    if words.kind == "span":
        return (_span(words, today),)
    if words.kind == "ago":
        return (_ago(words, today),)
    return (_term(words, today),) if words.kind == "term" else ()


def _period(words: TimeWords, today: date) -> Interval:
    """Last, this or next week, month, year: the whole of it, or the part that an early or late one leaves."""
    which = (words.part("which") or "this").split()[-1]
    step = 0 if words.part("which") == "this" else _STEPS.get(which, 0)
    unit = words.unit or "day"
    found = calendar.around(calendar.moved(today, unit, step), unit)
    edge = words.part("edge")
    if edge is None or found.earliest is None or found.latest is None:
        return found
    if step == 0 and edge == "earlier" and found.earliest <= today:
        return Interval(found.earliest, today, found.granularity)
    if step == 0 and edge == "later" and today <= found.latest:
        return Interval(today, found.latest, found.granularity)
    return calendar.part_of(found, edge)


def _end(words: TimeWords, today: date) -> tuple[Interval, ...]:
    """The end or the beginning of this, last or next week, month, year: its last or first days.

    "The end of the year" is its last day where the words leave it at that, as a term does ("by the end of the year").
    """
    step = _STEPS.get(words.part("which") or "", 0)
    unit = words.unit or "year"
    whole = calendar.around(calendar.moved(today, unit, step), unit)
    return (_edge(words, whole),)


def _edge(words: TimeWords, whole: Interval) -> Interval:
    """One edge of a stretch."""
    edge = words.part("edge") or words.part("edge2") or "end"
    if edge in ("end", "close") and whole.latest:
        return Interval.day(whole.latest)
    if edge in ("beginning", "start") and whole.earliest:
        return Interval.day(whole.earliest)
    return calendar.part_of(whole, edge)


def _count(words: TimeWords) -> int | None:
    """How many units are meant; None where that is not told ("several")."""
    said = words.part("count")
    if said is None:
        return 1 if (words.part("unit") or "").rstrip("s") == words.part("unit") else None
    if said in calendar.VAGUE or said.startswith("half"):
        return None
    return calendar.amount(said)


def _span(words: TimeWords, today: date) -> Interval:
    """The past or next so many units, up to or from today; of "recent years" the other end is not told."""
    way, unit, count = words.part("way") or "past", words.unit or "year", _count(words)
    back = way in ("last", "past", "previous", "recent")
    if count is None:
        return Interval(None, today, Granularity.OPEN) if back else Interval(today, None, Granularity.OPEN)
    other = calendar.moved(today, unit, -count if back else count)
    return Interval(other, today) if back else Interval(today, other)


def _ago(words: TimeWords, today: date) -> Interval:
    """A count of units back: days to the day, longer units to the unit; "several years ago" is before today."""
    count, unit = _count(words), words.unit or "day"
    if count is None:
        return Interval(None, today, Granularity.OPEN)
    if unit == "hour":
        return Interval.day(today - timedelta(count // 24))
    return _about(calendar.moved(today, unit, -count), unit)


def _about(day: date, unit: str) -> Interval:
    """A day counted in units, no finer than they are: weeks give the week around it."""
    if unit in ("week", "fortnight", "weekend"):
        return Interval(day - timedelta(3), day + timedelta(3), Granularity.WEEK)
    return calendar.around(day, "year" if unit in ("decade", "century") else unit)


def _term(words: TimeWords, today: date) -> Interval:
    """A term from today: "within 48 hours" lasts till then, "in 60 days" is then."""
    count, unit = calendar.amount(words.part("count") or "1"), words.unit or "day"
    then = today + timedelta(-(-count // 24)) if unit == "hour" else calendar.moved(today, unit, count)
    return Interval(today, then) if words.part("way") == "within" else _about(then, unit)


def on(words: TimeWords, before: Interval) -> tuple[Interval, ...]:
    """What "a week later", "the next day" or "that year" means after the time that was named before."""
    if before.earliest is None or before.latest is None:
        return ()
    unit, way = words.unit or "day", words.part("way") or "same"
    if unit in _DAYPARTS:
        unit = "day"
    if words.kind == "end":
        return (_edge(words, calendar.around(before.latest, unit)),)
    if words.kind == "next":
        return _neighbour(
            before, unit, {"before": -1, "previous": -1, "preceding": -1, "same": 0, "very same": 0}.get(way, 1)
        )
    count = _count(words)
    if count is None:
        back = way in _BACK
        return (
            Interval(None, before.latest, Granularity.OPEN)
            if back
            else Interval(before.earliest, None, Granularity.OPEN),
        )
    if way in _BACK:
        count = -count
    if unit in _SHORT and before.earliest != before.latest:
        return ()
    first = calendar.moved(before.earliest, unit, count)
    last = calendar.moved(before.latest, unit, count)
    if before.earliest == before.latest:
        return (_about(first, unit),)
    # A year counted from a year gives a year; a month counted from a year is not known.
    fine = list(Granularity)
    if fine.index(before.granularity) > fine.index(calendar.around(first, unit).granularity):
        return ()
    return (
        Interval(
            calendar.around(first, unit).earliest,
            calendar.around(last, unit).latest,
            calendar.around(first, unit).granularity,
        ),
    )


def _neighbour(before: Interval, unit: str, step: int) -> tuple[Interval, ...]:
    """The same, the next or the previous day, month or year, where the time before lies in one such."""
    if before.earliest is None or before.latest is None:
        return ()
    if unit in calendar.SEASONS:
        every = [calendar.season(unit, y) for y in range(before.earliest.year - 1, before.latest.year + 3)]
        if step == 0:
            return tuple(s for s in every if s.earliest and s.earliest.year == before.latest.year)[:1]
        after = [s for s in every if s.earliest and s.earliest > before.latest]
        return (
            tuple(after[:1]) if step > 0 else tuple([s for s in every if s.latest and s.latest < before.earliest][-1:])
        )
    if unit == "season":
        return ()
    whole = calendar.around(before.earliest, unit)
    if whole.latest is None or before.latest > whole.latest:
        return ()
    return (calendar.around(calendar.moved(before.earliest, unit, step), unit),)
