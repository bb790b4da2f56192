"""The timeline: episodes on a scale of their own each, so that a gap of decades does not flatten the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from onrecord.export.dates import day, phrase, short
from onrecord.export.index import Index, Paper, Place, Step
from onrecord.export.scale import Bar, Scale, Tick
from onrecord.export.wording import count, graded
from onrecord.model import Deadline, Interval, Moment, MomentKind

LONGEST_GAP = timedelta(days=300)
"""Moments further apart than this stand in two episodes: with less, a winter between two rounds of talks
would split one story; with more, the signing of a treaty would share a scale with a crisis years later."""

_WEIGHT = (MomentKind.DEADLINE, MomentKind.EVENT, MomentKind.STATEMENT)


@dataclass(frozen=True, slots=True)
class Link:
    """A way from the timeline to what it stands for: the number of a statement, or who published it."""

    href: str
    number: int | None
    label: str
    title: str


@dataclass(frozen=True, slots=True)
class Due:
    """How a deadline was counted and for whom."""

    counted: str
    bound: str | None
    condition: Place | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the timeline: what it says and where it leads."""

    anchor: str
    kind: str
    label: str
    links: tuple[Link, ...]
    dues: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class Stop:
    """All that stands at one time; ``kind`` is the weightiest, ``runs`` how its deadlines were counted."""

    when: str
    edtf: str
    confidence: str
    kind: str
    lines: tuple[Line, ...]
    bar: Bar | None
    runs: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Episode:
    """Moments that follow one another closely; ``gap`` is how long nothing happened before it."""

    title: str
    gap: str
    ticks: tuple[Tick, ...]
    stops: tuple[Stop, ...]


def timeline(index: Index) -> tuple[Episode, ...]:
    """The record's timeline in episodes, in its own order; what has no date comes last, without a scale."""
    groups: list[list[tuple[str, Moment]]] = []
    undated: list[tuple[str, Moment]] = []
    reached = date.min
    for anchor, moment in index.moments:
        when = moment.time.earliest or moment.time.latest
        if when is None:
            undated.append((anchor, moment))
            continue
        if not groups or when - reached > LONGEST_GAP:
            groups.append([])
        groups[-1].append((anchor, moment))
        reached = max(reached, moment.time.latest or when)
    episodes: list[Episode] = []
    last: date | None = None
    for group in groups:
        days = [d for _, moment in group for d in (moment.time.earliest, moment.time.latest) if d]
        scale = Scale(min(days), max(days))
        gap = _gap((min(days) - last).days) if last else ""
        title = short(Interval(scale.first, scale.last - timedelta(1)))
        episodes.append(Episode(title, gap, tuple(scale.ticks()), tuple(_stops(index, group, scale))))
        last = max(days)
    if undated:
        episodes.append(Episode("Without a date", "", (), tuple(_stops(index, undated, None))))
    return tuple(episodes)


def _stops(index: Index, moments: Sequence[tuple[str, Moment]], scale: Scale | None) -> Iterator[Stop]:
    """Moments of the same time, taken together where they follow one another."""
    for time, group in groupby(moments, key=lambda pair: pair[1].time):
        here = list(group)
        kinds = {moment.kind for _, moment in here}
        runs = [_run(index, id_, time, scale) for _, moment in here for id_ in moment.items] if scale else []
        yield Stop(
            short(time),
            str(time),
            _confidence(index, [id_ for _, moment in here for id_ in moment.items]),
            next(str(kind) for kind in _WEIGHT if kind in kinds),
            tuple(_line(index, anchor, moment) for anchor, moment in here),
            scale.bar(time) if scale else None,
            tuple(run for run in runs if run),
        )


def _line(index: Index, anchor: str, moment: Moment) -> Line:
    deadlines = [index.deadlines[id_] for id_ in moment.items if id_ in index.deadlines]
    return Line(
        anchor,
        str(moment.kind),
        moment.label,
        tuple(_links(index, moment)),
        tuple(_due(index, paper, deadline) for paper, deadline in deadlines),
    )


def _confidence(index: Index, ids: Sequence[str]) -> str:
    """How sure the time is, of all items that stand there: the least is told."""
    judged = [
        *(index.entry[id_].statement.time.confidence for id_ in ids if id_ in index.entry),
        *(index.events[id_][1].time.confidence for id_ in ids if id_ in index.events),
        *(index.deadlines[id_][1].falls.confidence for id_ in ids if id_ in index.deadlines),
    ]
    least = min(judged, default=None)
    if least is None:
        return ""
    return f"{graded(least)} or more" if max(judged) > least else graded(least)


def _links(index: Index, moment: Moment) -> Iterator[Link]:
    """To the entries of statements, and to the words of events and deadlines."""
    for id_ in moment.items:
        if entry := index.entry.get(id_):
            yield Link(entry.anchor, entry.number, f"statement {entry.number}", entry.paper.label)
        elif found := index.events.get(id_) or index.deadlines.get(id_):
            paper, item = found
            if place := index.place(paper.document, item.span):
                yield Link(place.anchor, None, paper.outlet or f"document {paper.number}", paper.label)


def _due(index: Index, paper: Paper, deadline: Deadline) -> Due:
    condition = index.place(paper.document, deadline.condition)
    steps = index.chain(paper.document, deadline.falls.evidence)
    return Due(_counted(index, deadline), deadline.bound, condition, steps)


def _run(index: Index, id_: str, falls: Interval, scale: Scale) -> Bar | None:
    """From the statement that sets a deadline to the day it falls, where both are known."""
    found = index.deadlines.get(id_)
    setter = index.entry.get(found[1].statement) if found and found[1].statement else None
    start = setter.statement.time.value.earliest if setter else None
    end = falls.earliest
    return scale.bar(Interval(start, end)) if start and end and start < end else None


def _counted(index: Index, deadline: Deadline) -> str:
    """How many days, from when: in words."""
    length = "A day that is named" if deadline.days is None else count(deadline.days, "day")
    if deadline.statement is None:
        return f"{length}, set by {deadline.by}" if deadline.by else f"{length}, told by the page"
    setter = index.entry.get(deadline.statement)
    if setter is None:
        return f"{length}, counted from a statement that is not in the record"
    who = setter.statement.speaker.value if setter.statement.speaker else "somebody the page leaves open"
    time = setter.statement.time.value
    since = day(time.earliest) if time.earliest and time.earliest == time.latest else phrase(time)
    if deadline.days is None:
        return f"{length}, set by {who}, {since}"
    start = deadline.start.value if deadline.start else time
    if start != time:
        since = day(start.earliest) if start.earliest and start.earliest == start.latest else phrase(start)
        return f"{length}, counted from {since}, as {who} set it"
    return f"{length}, counted from {since}, when {who} set it"


def _gap(days: int) -> str:
    years = round(days / 365.25)
    return f"{count(years, 'year')} later" if years >= 2 else f"{count(round(days / 30.44), 'month')} later"
