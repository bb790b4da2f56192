"""The dates that a page gives for itself, as constraints: where they stand, how far they go, what they may mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from onrecord.model import (
    CLOCK,
    SEARCHED,
    DateCandidate,
    DateSource,
    Document,
    Evidence,
    Granularity,
    Interval,
    LineKind,
    Rejected,
)
from onrecord.model.interval import calendar_day
from onrecord.reading.dating.constraint import Constraint, Tier, around, odds, tier
from onrecord.reading.timex import WEEKDAYS

# How sure a date is by where it stands. Of several in one place the first is the plainest.
_SURE = {DateSource.DATELINE: 0.96, DateSource.METADATA: 0.95, DateSource.URL: 0.9, DateSource.LINE: 0.7}
_LATER = {DateSource.DATELINE: 0.9, DateSource.METADATA: 0.85, DateSource.URL: 0.8, DateSource.LINE: 0.7}
# The shares of its weight that a date lends to the days beside it and to all before it: a line of a page is more often
# that of another day than what is declared, and then too late.
_NEAR = 0.2
_UNTIL = {DateSource.METADATA: 0.15, DateSource.URL: 0.15, DateSource.LINE: 0.25}
# A clock in front of a date is more often the page's own than the story's; a date that was only found by searching the
# markup may be any date that stands there.
_CLOCK_SURE = 0.6
_SEARCHED_SURE = 0.7
_PARTIAL_SURE = 0.6
_AGENCY_SURE = 0.9
# A dateline tells when a story was filed; it is posted within the week.
_WEEK = 6
# A day without a year is tried in the years from here on: no page is older than the web's oldest archives.
_FIRST_YEAR = 1900
# More dates than this no head of a page gives; what comes behind them is a list of other stories.
_MOST = 60
# A label stands right before its date.
_LABEL = 40
_UPDATED = re.compile(r"updated?|modif|lastmod|revised|edited|changed|correct(?:ion|ed)|editor's note", re.IGNORECASE)
_PUBLISHED = re.compile(r"publi|posted|first|created|issued|original", re.IGNORECASE)
_RIGHTS = re.compile(r"©|\(c\)|copyright|rights reserved", re.IGNORECASE)
_OWN_RIGHTS = "the agency's own note"
_WORD = re.compile(r"\w+")
_CLOCK_FIRST = re.compile(r"^\W*\d{1,2}[:.]\d\d")
_FIGURES = re.compile(r"(?<!\d)(?P<one>\d{1,2})(?P<mark>[-/.])(?P<two>\d{1,2})(?P=mark)(?P<year>\d{4})(?!\d)")
_NAMED_DAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)(?:s|r|rs|nes|ur)?(?:day)?\b", re.IGNORECASE)
_SHORT = {name[:3]: number for name, number in WEEKDAYS.items()}
# What programs write where they know no date.
_PLACEHOLDERS = frozenset({date(1970, 1, 1), date(1900, 1, 1), date(1, 1, 1), date(1899, 12, 30)})


def declared(document: Document, until: date) -> tuple[list[Constraint], list[Rejected]]:
    """The constraints of the dates that a page gives, and those that are no date at all with the reason.

    ``until`` is the last day that a date without a year is tried for.
    """
    found: list[Constraint] = []
    rejected: list[Rejected] = []
    seen: set[DateSource] = set()
    for candidate in document.dates[:_MOST]:
        made = _constraint(candidate, _around(document, candidate), candidate.source in seen, until)
        if isinstance(made, str):
            rejected.append(Rejected(candidate, made))
        elif made is not None:
            found.append(made)
            seen.add(candidate.source)
    rejected += [Rejected(c, f"the page gives more than {_MOST} dates") for c in document.dates[_MOST:]]
    return found, rejected


def at_most(retrieved: datetime) -> Constraint:
    """The time at which a page was fetched: it was out by then, give or take the zone of the clock."""
    day = retrieved.date()
    says = f"the page was fetched on {day}, so it is no younger"
    until = Interval(None, around(day, 0, 1).latest, Granularity.OPEN)
    return Constraint(
        "retrieved", "the time of retrieval", (tier([until], odds(0.999)),), (Evidence("retrieved", says),)
    )


def _constraint(candidate: DateCandidate, words: str, later: bool, until: date) -> Constraint | str | None:
    """What one candidate allows; a reason where it is no date, None where it says too little.

    ``words`` is what stands around it, ``later`` says that its place gave a date before it.
    """
    year, month, day = candidate.year, candidate.month, candidate.day
    sure = (_LATER if later else _SURE)[candidate.source]
    if year and month and day:
        meant = calendar_day(year, month, day)
        if meant is None:
            return "the calendar has no such day"
        if meant in _PLACEHOLDERS and candidate.source in (DateSource.METADATA, DateSource.LINE):
            return "no date, but what programs write where they have none"
        if candidate.place == CLOCK:
            says = "which is when the page was opened or saved, so it is no younger"
            return _made(candidate, _until_then(meant), says)
        if _UPDATED.search(words) and not _PUBLISHED.search(words):
            return _made(candidate, _until_then(meant), "when the page was changed, so it is no younger")
        if candidate.place == SEARCHED:
            sure = min(sure, _SEARCHED_SURE)
        if candidate.source is DateSource.LINE and _CLOCK_FIRST.match(candidate.text):
            sure = min(sure, _CLOCK_SURE)
        return _made(candidate, _tiers(candidate.source, [meant], odds(sure)), "")
    if year and (either := _either(candidate)):
        names = " or ".join(str(d) for d in either)
        how = f"which may be {names}" if len(either) > 1 else ""
        return _made(candidate, _tiers(candidate.source, either, odds(sure)), how)
    if year and not 1 <= year <= date.max.year:
        return "the calendar has no such year"
    if year and month:
        first = calendar_day(year, month, 1)
        if first is None:
            return "the calendar has no such month"
        whole = Interval(first, _last(first), Granularity.MONTH)
        return _made(candidate, (tier([whole], odds(_PARTIAL_SURE if later else sure)),), "and no day")
    if year:
        return _made(candidate, _of_year(year, words), "and no readable day")
    if month and day:
        days = [d for y in range(_FIRST_YEAR, until.year + 1) if (d := calendar_day(y, month, day)) and d <= until]
        named = _NAMED_DAY.search(candidate.text)
        fitting = [d for d in days if named and d.weekday() == _SHORT[named[1].lower()[:3]]]
        if not days:
            return "the calendar has no such day"
        how = "without a year" if not fitting else "with its weekday and without a year"
        return _made(candidate, _tiers(candidate.source, fitting or days, odds(sure)), how)
    return "it cannot be read as a date" if not (year or month or day) else None


def _around(document: Document, candidate: DateCandidate) -> str:
    """The words that tell what a date is for: its own, where it is declared, and the label it stands behind."""
    words = f"{candidate.text} {candidate.place or ''}"
    if candidate.year and candidate.month is None and _is_agencys(document, candidate.text):
        words += f" {_OWN_RIGHTS}"
    if candidate.span is None or candidate.span.line is None:
        return words
    number = candidate.span.line
    label = document.lines[number].text[: candidate.span.start][-_LABEL:]
    # The line itself, or the one right above it, is headed "Correction".
    corrects = any(line.kind is LineKind.CORRECTION for line in document.lines[max(0, number - 1) : number + 1])
    return f"{'correction' if corrects else ''} {label} {words}"


def _is_agencys(document: Document, note: str) -> bool:
    """Whether a note on rights is that of the agency whose dateline the page has: it came with the story, and its year
    is the story's, where the foot of a site has the year in which the page was looked at.
    """
    outlet = document.outlet
    if outlet is None or not any(e.rule == "dateline agency" for e in outlet.evidence):
        return False
    return (
        bool(_RIGHTS.search(note)) and f" {outlet.value.casefold()} " in f" {' '.join(_WORD.findall(note.casefold()))} "
    )


def _made(candidate: DateCandidate, tiers: tuple[Tier, ...], how: str) -> Constraint:
    """The constraint with its evidence."""
    where = f" ({candidate.place})" if candidate.place else ""
    says = f"the page gives {candidate.text}{where}" + (f", {how}" if how else "")
    rule = f"date: {candidate.source}"
    return Constraint(
        rule, f"{candidate.text} ({candidate.source})", tiers, (Evidence(rule, says, candidate.span),), candidate
    )


def _tiers(source: DateSource, days: Sequence[date], weight: float) -> tuple[Tier, ...]:
    """The day that is meant, and with less weight the days that it leaves possible.

    A dateline may be a few days older than the page. What else gives a day may be one off by the zone of its clock,
    and where it is wrong it is too late: pages are posted again, updated, saved.
    """
    exact = [Interval.day(d) for d in days]
    if source is DateSource.DATELINE:
        return tier(exact, 0.5 * weight), tier((around(d, 0, _WEEK) for d in days), 0.5 * weight)
    until = tier([Interval(None, max(days), Granularity.OPEN)], _UNTIL[source] * weight)
    near = tier((around(d, 1, 1) for d in days), _NEAR * weight)
    return tier(exact, (1 - _NEAR - _UNTIL[source]) * weight), near, until


def _until_then(day: date) -> tuple[Tier, ...]:
    """What the day of a change or of a clock leaves: any day up to it."""
    return (tier([Interval(None, day, Granularity.OPEN)], odds(0.85)),)


def _of_year(year: int, words: str) -> tuple[Tier, ...]:
    """What a year leaves; one in a note on rights may be the year in which the page was saved."""
    sure = _AGENCY_SURE if words.endswith(_OWN_RIGHTS) else _PARTIAL_SURE
    whole = tier([Interval(date(year, 1, 1), date(year, 12, 31), Granularity.YEAR)], odds(sure))
    if _RIGHTS.search(words):
        return whole, tier([Interval(None, date(year, 12, 31), Granularity.OPEN)], odds(_PARTIAL_SURE))
    return (whole,)


def _either(candidate: DateCandidate) -> list[date]:
    """The days that figures may mean whose order is not told: 12/06/2018 is in June or in December."""
    match = _FIGURES.search(candidate.text)
    if (
        match is None
        or candidate.month is not None
        or candidate.day is not None
        or int(match["year"]) != candidate.year
    ):
        return []
    one, two = int(match["one"]), int(match["two"])
    return sorted({d for m, n in ((one, two), (two, one)) if (d := calendar_day(candidate.year, m, n))})


def _last(first: date) -> date:
    """The last day of the month that begins on a day."""
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1) if first < date(9999, 12, 1) else date.max
    return following if following == date.max else around(following, 1, 0).earliest or first
