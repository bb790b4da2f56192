"""The timeline: episodes on a scale of their own each, so that a gap of decades does not flatten the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.export.dates import MONTHS, day, phrase, short
from onrecord.export.index import Index, Place, Step
from onrecord.export.wording import count, number, sure
from onrecord.model import Deadline, Interval, Moment, MomentKind

LONGEST_GAP = timedelta(days=300)
"""Moments further apart than this stand in two episodes: with less, a winter between two rounds of talks splits
one story; with more, a treaty's signing shares a scale with the crisis decades later."""

_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 300, 1200, 6000, 120_000)


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the scale; ``label`` is empty where there is no room for it."""

    x: str
    label: str


@dataclass(frozen=True, slots=True)
class Bar:
    """Where a time lies on the scale of its episode, in percent; an open side runs to the edge."""

    x: str
    width: str
    end: str
    point: bool
    open_left: bool
    open_right: bool


@dataclass(frozen=True, slots=True)
class Link:
    """A way from the timeline to what it stands for."""

    href: str
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
    """A line of the timeline; ``run`` is the stretch over which a deadline was counted."""

    kind: str
    when: str
    edtf: str
    label: str
    confidence: str
    links: tuple[Link, ...]
    dues: tuple[Due, ...]
    bar: Bar | None
    run: Bar | None


@dataclass(frozen=True, slots=True)
class Episode:
    """Moments that follow one another closely; ``gap`` is how long nothing happened before it."""

    title: str
    gap: str
    ticks: tuple[Tick, ...]
    lines: tuple[Line, ...]


class _Scale:
    """From days to percent, over whole months."""

    def __init__(self, first: date, last: date) -> None:
        self.first = first.replace(day=1)
        self.last = _next_month(last)
        self.days = (self.last - self.first).days

    def x(self, when: date, middle: bool = False) -> float:
        return 100 * ((when - self.first).days + (0.5 if middle else 0)) / self.days

    def bar(self, time: Interval) -> Bar:
        point = time.earliest is not None and time.earliest == time.latest
        left = self.x(time.earliest, point) if time.earliest else 0.0
        right = self.x(time.latest + (timedelta(0) if point else timedelta(1)), point) if time.latest else 100.0
        left, right = max(0.0, min(left, 100)), max(0.0, min(right, 100))
        return Bar(
            f"{left:.2f}%",
            f"{right - left:.2f}%",
            f"{right:.2f}%",
            point,
            time.earliest is None,
            time.latest is None,
        )

    def ticks(self) -> Iterator[Tick]:
        """Days of one month, or months, or years: about a dozen at the most."""
        if self.days <= 31:
            yield from (Tick(f"{self.x(self.first.replace(day=d)):.2f}%", str(d)) for d in (1, 8, 15, 22))
            return
        every = next(n for n in _STEPS if self.days / 30 / n <= 12)
        several = self.first.year != (self.last - timedelta(1)).year
        when = self.first
        while when < self.last:
            if (12 * when.year + when.month - 1) % every == 0:
                january = when.month == 1 and (several or every >= 12)
                yield Tick(f"{self.x(when):.2f}%", str(when.year) if january else MONTHS[when.month - 1][:3])
            when = _next_month(when)


def timeline(index: Index) -> tuple[Episode, ...]:
    """The record's timeline in episodes, in its own order; what cannot be dated comes last, without a scale."""
    groups: list[list[Moment]] = []
    undated: list[Moment] = []
    reached = date.min
    for moment in index.record.timeline:
        when = moment.time.earliest or moment.time.latest
        if when is None:
            undated.append(moment)
            continue
        if not groups or when - reached > LONGEST_GAP:
            groups.append([])
        groups[-1].append(moment)
        reached = max(reached, moment.time.latest or when)
    episodes: list[Episode] = []
    last: date | None = None
    for group in groups:
        days = [d for m in group for d in (m.time.earliest, m.time.latest) if d]
        scale = _Scale(min(days), max(days))
        gap = _gap((min(days) - last).days) if last else ""
        title = short(Interval(scale.first, scale.last - timedelta(1)))
        lines = tuple(_line(index, moment, scale) for moment in group)
        episodes.append(Episode(title, gap, tuple(scale.ticks()), lines))
        last = max(days)
    if undated:
        lines = tuple(_line(index, moment, None) for moment in undated)
        episodes.append(Episode("Without a date", "", (), lines))
    return tuple(episodes)


def _line(index: Index, moment: Moment, scale: _Scale | None) -> Line:
    links: list[Link] = []
    dues: list[Due] = []
    confidences: list[float] = []
    run = None
    for id_ in moment.items:
        if id_ in index.entry:
            entry = index.entry[id_]
            title = f"statement {entry.number}, {entry.paper.label}"
            links.append(Link(entry.anchor, str(entry.number), title))
            confidences.append(entry.statement.time.confidence)
        elif id_ in index.events:
            paper, event = index.events[id_]
            confidences.append(event.time.confidence)
            if place := index.place(paper.document, event.span):
                links.append(Link(place.anchor, paper.outlet or f"document {paper.number}", paper.label))
        elif id_ in index.deadlines:
            paper, deadline = index.deadlines[id_]
            confidences.append(deadline.falls.confidence)
            if place := index.place(paper.document, deadline.span):
                links.append(Link(place.anchor, paper.outlet or f"document {paper.number}", paper.label))
            dues.append(
                Due(
                    _counted(index, deadline),
                    deadline.bound,
                    index.place(paper.document, deadline.condition),
                    index.chain(paper.document, deadline.falls.evidence),
                )
            )
            setter = index.entry.get(deadline.statement)
            if scale and setter and setter.statement.time.value.known and moment.time.known:
                run = scale.bar(Interval(setter.statement.time.value.earliest, moment.time.earliest))
    best = max(confidences, default=None)
    return Line(
        str(moment.kind),
        short(moment.time),
        str(moment.time),
        moment.label,
        f"{sure(best)} ({number(best)})" if best else "",
        tuple(links),
        tuple(dues),
        scale.bar(moment.time) if scale else None,
        run if moment.kind is MomentKind.DEADLINE else None,
    )


def _counted(index: Index, deadline: Deadline) -> str:
    """How many days, from when: in words."""
    setter = index.entry.get(deadline.statement)
    if setter is None:
        return f"{count(deadline.days, 'day')}, counted from a statement that is not in the record"
    who = setter.statement.speaker.value if setter.statement.speaker else "somebody the page leaves open"
    time = setter.statement.time.value
    since = day(time.earliest) if time.earliest and time.earliest == time.latest else phrase(time)
    return f"{count(deadline.days, 'day')}, counted from {since}, when {who} set it"


def _gap(days: int) -> str:
    years = round(days / 365.25)
    return f"{count(years, 'year')} later" if years >= 2 else f"{count(round(days / 30.44), 'month')} later"


def _next_month(when: date) -> date:
    """The first day of the next month; the last day there is, where there is none."""
    if (when.year, when.month) == (date.max.year, 12):
        return date.max
    return date(when.year + when.month // 12, when.month % 12 + 1, 1)
