"""What a page says happened and falls due, read anew once its day is known."""

from __future__ import annotations

from dataclasses import replace

from onrecord.model import Document, Event, Interval, Judgement, PartKind, Reading
from onrecord.reading.events.deadline import deadlines
from onrecord.reading.events.happening import events
from onrecord.reading.events.told import Told, named_events
from onrecord.reading.grammar.order import Mentions
from onrecord.reading.grammar.sentence import sentences
from onrecord.reading.timex.anchor import told_times
from onrecord.reference import Reference


def anew(document: Document, reading: Reading, reference: Reference) -> Reading:
    """A reading with its events and deadlines as they follow from when it was published."""
    told = telling(document, reading, reading.published, reference)
    return replace(reading, events=events(told), deadlines=deadlines(told))


def events_on(
    document: Document, reading: Reading, published: Judgement[Interval], reference: Reference
) -> tuple[Event, ...]:
    """What a page says happened, if it was published then."""
    return events(telling(document, reading, published, reference))


def telling(document: Document, reading: Reading, published: Judgement[Interval], reference: Reference) -> Told:
    """A page as its events are found, if it was published then."""
    mentions = Mentions()
    mentions.add(m for m in reading.mentions if m.span.line is None)
    return Told(
        document.id,
        document.text,
        sentences(document.text),
        mentions,
        published,
        reference,
        tuple(s for s in reading.statements if s.content[0].line is None),
        told_times(document.text, published.value, named_events(mentions, reference)),
        [p.span for p in document.parts if p.kind is PartKind.TITLE],
        reading.clues,
    )
