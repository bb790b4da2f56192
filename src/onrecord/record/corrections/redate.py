"""A document whose date a person set: the times that its words count from it, counted anew."""

from __future__ import annotations

from dataclasses import replace

from onrecord.model import Deadline, Document, Evidence, Granularity, Interval, Judgement, Reading, Statement
from onrecord.reading.events.deadline import later
from onrecord.reading.timex import Time, find, resolve
from onrecord.reading.timex.anchor import evidence, past, told_times, within


def redated(document: Document, reading: Reading, published: Judgement[Interval]) -> Reading:
    """The reading with this date of publication, and the times of its items as seen from there.

    What has no time of its own was said no later than the page; what the words date ("on Thursday") is resolved
    again, and is no longer dated where its words do not fit the new day. Times from elsewhere stay.
    """
    told = told_times(document.text, published.value)
    said = tuple(replace(s, time=_seen(document, s.time, published.value, told)) for s in reading.statements)
    now = {s.id: s for s in said}
    before = {s.id: s for s in reading.statements}
    return replace(
        reading,
        published=published,
        statements=said,
        events=tuple(replace(e, time=_seen(document, e.time, published.value, told)) for e in reading.events),
        deadlines=tuple(
            _due(document, d, before[d.statement], now[d.statement], published.value)
            if d.statement is not None and d.statement in now
            else _told_due(document, d, published.value)
            for d in reading.deadlines
        ),
    )


def _seen(
    document: Document, time: Judgement[Interval], published: Interval, told: tuple[Time, ...]
) -> Judgement[Interval]:
    """One time as seen from the new day."""
    for link in time.evidence:
        if link.rule.startswith("time:") and link.span is not None and link.span.line is None:
            words = next((t for t in within(told, link.span) if t.span == link.span), None)
            interval = past(words, published) if words else None
            if words and interval:
                return Judgement(interval, time.confidence, (evidence(document.text, words, interval),))
        if link.rule == "published" or link.rule.startswith("time:"):
            says = f"no later than the page, whose date a person set, {published}"
            over = Interval(None, published.latest, Granularity.OPEN)
            return Judgement(over, time.confidence, (Evidence("published", says),))
    return time


def _due(document: Document, deadline: Deadline, before: Statement, now: Statement, published: Interval) -> Deadline:
    """A deadline counted from the statement that sets it, as that is dated now."""
    if deadline.start is None or deadline.start.value != before.time.value or now.time == before.time:
        return deadline
    if deadline.days is None:
        seen = now.time.value if now.time.value.known else published
        words = next((w for w in find(document.text, deadline.span)), None)
        time = resolve(words, seen, future=True) if words else None
        falls = Interval.day(time.latest) if time and time.latest else Interval()
    else:
        first, last = (later(day, deadline.days) for day in (now.time.value.earliest, now.time.value.latest))
        falls = Interval(first, last, Granularity.DAY if first == last and first else Granularity.OPEN)
    says = f'"{document.words(deadline.span)}" counted from {now.time.value}, as the page is dated now'
    why = (Evidence("deadline", says, deadline.span), *now.time.evidence)
    return replace(deadline, falls=Judgement(falls, now.time.confidence, why), start=now.time)


def _told_due(document: Document, deadline: Deadline, published: Interval) -> Deadline:
    """A deadline that the page tells of in its own voice, as seen from the new day."""
    if deadline.days is None:
        words = next(iter(find(document.text, deadline.span)), None)
        time = resolve(words, published, future=True) if words else None
        last = time.latest if time else None
    else:
        last = later(published.latest, deadline.days) if published.earliest == published.latest else None
    says = f'"{document.words(deadline.span)}" seen from {published}, as the page is dated now'
    falls = Interval.day(last) if last else Interval()
    return replace(
        deadline, falls=Judgement(falls, deadline.falls.confidence, (Evidence("deadline", says, deadline.span),))
    )
