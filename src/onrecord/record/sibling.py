"""Pages that report the same words or deeds narrow one another: what one dates, another that tells it is dated by."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from onrecord.model import (
    Act,
    Document,
    Event,
    Evidence,
    Granularity,
    Interval,
    Judgement,
    Kind,
    Reading,
    Span,
    Statement,
)
from onrecord.reading.dating.declared import declared
from onrecord.reading.events.anew import anew, events_on
from onrecord.reading.timex import WEEKDAYS, find
from onrecord.record.actors.side import side
from onrecord.reference import Reference

# So many words in a row, said by the same speaker, are the same words said once.
_RUN = 8
# A speech longer than this is told apart by its beginning.
_MOST_RUNS = 200
# Times beside the cue within so many characters say when the words were said.
_BESIDE = 60
# A weekday without a date is of the week before the page.
_WEEK = 6
_SURE = 0.85
# Of a page without its year so many are tried at most, the last.
_MOST_DAYS = 12
# How sure it is that a page without its year is of the year in which its deeds are dated.
_BY_DEED = 0.75
# Shorter words do not tell one deed from another.
_SHORT = 3
_WORD = re.compile(r"[^\W_]+")
_Run = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    """Words that one page dates to a day: the page, its name for people, the day and how surely."""

    document: str
    name: str
    day: date
    confidence: float


@dataclass(frozen=True, slots=True)
class _Deed:
    """A deed that one page dates to a day: the page, its name for people, who took part, and its words."""

    document: str
    name: str
    label: str
    act: Act
    day: date
    sides: frozenset[str]
    words: frozenset[str]


def narrowed(documents: Sequence[Document], readings: Sequence[Reading], reference: Reference) -> list[Reading]:
    """The readings, in their order, with the dates that sibling stories narrow.

    Only a page whose day is not known is narrowed, always within what it says itself; where its siblings do not agree
    with one another or with it, it stays as it is. What happened and falls due by a page that is dated so is read
    anew. A pure function of all readings: adding a page changes only those that share words or deeds with it.
    """
    told, deeds = _told(documents, readings), _deeds(documents, readings, reference)
    found = []
    for document, reading in zip(documents, readings, strict=True):
        new = _narrowed(document, reading, told) if told else reading
        new = _by_deeds(document, new, deeds, reference) if deeds else new
        dated = _is_day(new.published.value) and not _is_day(reading.published.value)
        found.append(anew(document, new, reference) if dated else new)
    return found


def _deeds(
    documents: Sequence[Document], readings: Sequence[Reading], reference: Reference
) -> dict[tuple[str, _Run], list[_Deed]]:
    """What the pages of a known day say was done on which day, by month, and by what was done and when."""
    found: dict[tuple[str, _Run], list[_Deed]] = defaultdict(list)
    for document, reading in zip(documents, readings, strict=True):
        for event in _done(reading):
            day = event.time.value.earliest
            assert day is not None
            sides, words = _matter(document, reading, event, reference)
            deed = _Deed(document.id, document.name, event.label, event.act, day, sides, words)
            found[_month(day.month)].append(deed)
            found[_deed(event.act, day)].append(deed)
    return found


def _done(reading: Reading) -> Iterator[Event]:
    """The events to which a page of a known day gives a day."""
    if _is_day(reading.published.value):
        yield from (e for e in reading.events if e.who and _is_day(e.time.value))


def _month(number: int) -> tuple[str, _Run]:
    """Under which key deeds are found: the month, of whatever year."""
    return "done", (f"{number:02}",)


def _deed(act: Act, day: date) -> tuple[str, _Run]:
    """Under which key deeds are found of which the day is known."""
    return "done", (str(act), day.isoformat())


def _matter(
    document: Document, reading: Reading, event: Event, reference: Reference
) -> tuple[frozenset[str], frozenset[str]]:
    """Who takes part in an event, as sides, and the words that tell it."""
    of = {a.name: a.of for a in reading.actors if a.of}
    sides = frozenset(side(name, of, reference) for name in event.who)
    return sides, frozenset(w.lower() for w in _WORD.findall(document.words(event.span)) if len(w) > _SHORT)


def _months(document: Document, reading: Reading) -> set[int]:
    """The months in which what a page tells may have been done, where it gives its day without the year."""
    if _is_day(reading.published.value):
        return set()
    own = {c.month for c in document.dates if c.month is not None and c.day is not None and c.year is None}
    return {month for one in own for month in (one, one - 1 or 12)}


def _few_days(document: Document, published: Interval) -> list[date] | None:
    """The days that a page may mean that came out in some time, where they are so few that each can be tried."""
    if published.latest is None:
        return None
    days = _possible(document, published, published.latest)
    return days if len(days) <= _MOST_DAYS else None


def _possible(document: Document, published: Interval, until: date) -> list[date]:
    """The days that a page may mean, in order."""
    given, _ = declared(document, until)
    return sorted({day for hint in given for day in hint.days if day in published})


def _done_by(
    document: Document, reading: Reading, day: date, reference: Reference
) -> Iterator[tuple[Event, tuple[str, _Run]]]:
    """What a page tells if it came out on a day: what was done on a day of that year or of the one before, each with
    the key under which others date it.
    """
    months = _months(document, reading)
    for event in events_on(document, reading, Judgement(Interval.day(day), 0.5, ()), reference):
        done = event.time.value.earliest
        if done is not None and _is_day(event.time.value) and done.month in months and 0 <= day.year - done.year <= 1:
            yield event, _deed(event.act, done)


def _by_deeds(
    document: Document, reading: Reading, deeds: dict[tuple[str, _Run], list[_Deed]], reference: Reference
) -> Reading:
    """A reading whose page tells what others date if it came out on one of the days that it may mean, on no other."""
    near = [d for m in sorted(_months(document, reading)) for d in deeds.get(_month(m), ())]
    near = [d for d in near if d.document != document.id]
    if not near:
        return reading
    published = reading.published.value
    days = _few_days(document, published)
    if days is None:
        years = {deed.day.year + later for deed in near for later in (0, 1)}
        until = date(min(max(years), date.max.year), 12, 31)
        days = [day for day in _possible(document, published, until) if day.year in years]
    fitting: dict[date, Evidence] = {}
    for day in days[-_MOST_DAYS:]:
        for event, key in _done_by(document, reading, day, reference):
            sides, words = _matter(document, reading, event, reference)
            alike = (d for d in deeds.get(key, ()) if d.document != document.id and d.sides & sides and d.words & words)
            sibling = min(alike, key=lambda d: (d.name, d.document), default=None)
            if sibling is not None:
                done = event.time.value.earliest
                says = f'"{sibling.label}" is dated {done} by {sibling.name}: of the days that the page may mean, {day}'
                fitting.setdefault(day, Evidence("sibling story", says, event.span, sibling.name))
    if len(fitting) != 1:
        return reading
    ((day, step),) = fitting.items()
    time = Interval.day(day)
    judged = Judgement(time, _BY_DEED, (step, *reading.published.evidence))
    said = tuple(_bounded(None, s, time) for s in reading.statements)
    return replace(reading, published=judged, statements=said)


def _told(documents: Sequence[Document], readings: Sequence[Reading]) -> dict[tuple[str, _Run], list[_Told]]:
    """What the pages date to a day, by speaker and run of words."""
    found: dict[tuple[str, _Run], list[_Told]] = defaultdict(list)
    for document, reading in zip(documents, readings, strict=True):
        for statement, runs in _dated(document, reading):
            assert statement.time.value.earliest
            words = _Told(document.id, document.name, statement.time.value.earliest, statement.time.confidence)
            for run in runs:
                found[run].append(words)
    return found


def dating(document: Document, reading: Reading) -> set[tuple[str, _Run]]:
    """The runs of words, with who says them, that a page dates to a day, and the deeds that it dates, with months."""
    done = {(e.act, e.time.value.earliest) for e in _done(reading)}
    deeds = {key for act, day in done if day is not None for key in (_month(day.month), _deed(act, day))}
    return {run for _, runs in _dated(document, reading) for run in runs} | deeds


def seeking(document: Document, reading: Reading, reference: Reference) -> set[tuple[str, _Run]]:
    """The runs of words, and the deeds, by which siblings may date a page; none where its day is known.

    Where a page may mean too many days to try each, it seeks whatever was done in the months of these.
    """
    if _is_day(reading.published.value):
        return set()
    runs = {run for _, runs in _quoted(document, reading) for run in runs}
    if not (months := _months(document, reading)):
        return runs
    days = _few_days(document, reading.published.value)
    if days is None:
        return runs | {_month(month) for month in months}
    return runs | {key for day in days for _, key in _done_by(document, reading, day, reference)}


def _dated(document: Document, reading: Reading) -> Iterator[tuple[Statement, list[tuple[str, _Run]]]]:
    """The statements in the words spoken that a page dates to a day, each with its runs of words."""
    for statement, runs in _quoted(document, reading):
        time = statement.time
        rule = time.evidence[0].rule if time.evidence else ""
        if _is_day(time.value) and rule.startswith(("time:", "dated event")):
            yield statement, runs


def _quoted(document: Document, reading: Reading) -> Iterator[tuple[Statement, list[tuple[str, _Run]]]]:
    """The statements in the words spoken, each with its runs of words."""
    for statement in reading.statements:
        if statement.kind is not Kind.DIRECT or statement.speaker is None:
            continue
        if any(span.line is not None for span in statement.content):
            continue
        words = [w.lower() for span in statement.content for w in _WORD.findall(document.words(span))]
        starts = range(min(len(words) - _RUN + 1, _MOST_RUNS))
        if starts:
            speaker = statement.speaker.value
            yield statement, [(speaker, tuple(words[i : i + _RUN])) for i in starts]


def _is_day(time: Interval) -> bool:
    """Whether a time is one day."""
    return time.earliest is not None and time.earliest == time.latest


def _narrowed(document: Document, reading: Reading, told: dict[tuple[str, _Run], list[_Told]]) -> Reading:
    """One reading with what its siblings tell of its day."""
    published = reading.published.value
    if _is_day(published):
        return reading
    steps: list[Evidence] = []
    dated: dict[str, Judgement[Interval]] = {}
    sure = _SURE
    for statement, runs in _quoted(document, reading):
        siblings = [t for run in runs for t in told.get(run, ()) if t.document != document.id]
        if len({t.day for t in siblings}) != 1:
            continue
        sibling = min(siblings, key=lambda t: (t.name, t.document))
        window, how = _window(document, statement, sibling.day)
        met = published.meet(window)
        if met is None:
            continue
        published = met
        opening = " ".join(document.words(statement.content[0]).split())[:60]
        says = f'the same words ("{opening} …") are dated {sibling.day} by {sibling.name}; {how}'
        step = Evidence("sibling story", says, statement.extent, sibling.name)
        steps.append(step)
        dated[statement.id] = Judgement(Interval.day(sibling.day), round(0.9 * sibling.confidence, 3), (step,))
        sure = min(sure, sibling.confidence)
    if not steps:
        return reading
    given, _ = declared(document, published.latest or date.max)
    days = sorted({d for hint in given for d in hint.days if d in published}) if published.known else []
    if len(days) == 1:
        steps.insert(0, Evidence("sibling story", f"of the days that the page gives, {days[0]} alone is left"))
        published = Interval.day(days[0])
    granularity = Granularity.DAY if _is_day(published) else Granularity.OPEN
    time = Interval(published.earliest, published.latest, granularity)
    confidence = round(min(sure, reading.published.confidence), 3)
    said = tuple(_bounded(dated.get(s.id), s, time) for s in reading.statements)
    return replace(
        reading, published=Judgement(time, confidence, (*steps, *reading.published.evidence)), statements=said
    )


def _window(document: Document, statement: Statement, day: date) -> tuple[Interval, str]:
    """When a page can have come out that tells of words said on a day, and why."""
    place = statement.cue[0] if statement.cue else statement.extent
    for words in find(document.text, Span(max(0, place.start - _BESIDE), min(len(document.text), place.end + _BESIDE))):
        if any(words.span in content for content in statement.content):
            continue
        surface = document.words(words.span)
        name = words.part("weekday")
        if words.kind == "weekday" and name in WEEKDAYS and not words.part("which") and WEEKDAYS[name] == day.weekday():
            until = day + timedelta(_WEEK)
            how = f'told here of "{surface}", so the page came out from {day} to {until}'
            return Interval(day, until, Granularity.OPEN), how
        if words.kind == "relative" and surface.lower() in ("today", "yesterday"):
            out = day + timedelta(surface.lower() == "yesterday")
            return Interval.day(out), f'told here of "{surface}", so the page came out on {out}'
    return Interval(day, None, Granularity.OPEN), f"so this page came out on {day} or later"


def _bounded(dated: Judgement[Interval] | None, statement: Statement, published: Interval) -> Statement:
    """A statement with the day that a sibling gives it, or said no later than its page, which is now better known."""
    untimed = statement.time.evidence and statement.time.evidence[0].rule == "published"
    if not untimed:
        return statement
    if dated is not None:
        return replace(statement, time=dated)
    says = f"no time is given: no later than the page, {published}"
    time = Interval(None, published.latest, Granularity.OPEN)
    return replace(statement, time=Judgement(time, statement.time.confidence, (Evidence("published", says),)))
