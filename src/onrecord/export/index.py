"""A record laid out for the page: everything numbered, named by an anchor, and found again by its id."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import count

from onrecord.model import Actor, Check, Deadline, Document, Event, Evidence, Interval, Reading, Record, Span, Statement

_NOT_PLAIN = re.compile(r"[^A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Place:
    """Words of a document that the page can jump to."""

    anchor: str
    words: str


@dataclass(frozen=True, slots=True)
class Step:
    """A link of a chain of evidence with the words it points to."""

    says: str
    rule: str
    place: Place | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Paper:
    """A document with its reading, anchor and number."""

    number: int
    anchor: str
    document: Document
    reading: Reading | None

    @property
    def outlet(self) -> str | None:
        """Who published it, where that is known."""
        return self.document.outlet.value if self.document.outlet else None

    @property
    def label(self) -> str:
        """A short name for it: its headline, or its file where the page carries none."""
        return self.document.title or self.document.name


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement with its number through the whole record, its anchors and the document it stands in.

    ``anchor`` is where it is entered in the list, ``words`` where its words begin in the text. Both follow
    from its id, so that a link to a statement outlives a rebuild.
    """

    number: int
    anchor: str
    words: str
    statement: Statement
    paper: Paper

    @property
    def at(self) -> Span:
        """Where it stands for a reader: its first words of content, or of all it has."""
        return min(self.statement.content, key=lambda span: span.start, default=self.statement.extent)

    @property
    def text(self) -> str:
        """The words of its content, pieces joined by an ellipsis."""
        return " … ".join(self.paper.document.words(span) for span in self.statement.content)


class Index:
    """All items of a record by id, in the order of the page: documents by date, statements by their place."""

    def __init__(self, record: Record) -> None:
        self.record = record
        readings = {reading.document: reading for reading in record.readings}
        documents = sorted(record.documents, key=lambda d: _published(readings.get(d.id), d))
        names = _Names()
        self.papers = tuple(
            Paper(n, names.of("d", document.id), document, readings.get(document.id))
            for n, document in enumerate(documents, 1)
        )
        self.entries: tuple[Entry, ...] = tuple(self._entries(names))
        self.entry = {entry.statement.id: entry for entry in self.entries}
        self.events: dict[str, tuple[Paper, Event]] = {}
        self.deadlines: dict[str, tuple[Paper, Deadline]] = {}
        for paper in self.papers:
            if paper.reading:
                self.events.update({event.id: (paper, event) for event in paper.reading.events})
                self.deadlines.update({due.id: (paper, due) for due in paper.reading.deadlines})
        self.moments = tuple((f"t{n}", moment) for n, moment in enumerate(record.timeline, 1))
        self.moment_of = {item: anchor for anchor, moment in self.moments for item in moment.items}
        self.actors: dict[str, Actor] = {actor.name: actor for actor in record.actors}
        self.repeats = {repeat.statement: repeat.of for story in record.stories for repeat in story.repeats}
        self.corrected: defaultdict[str, list[str]] = defaultdict(list)
        for held in record.corrections:
            if held.item is not None and held.correction.changes:
                fields = ", ".join(dict.fromkeys(change.field for change in held.correction.changes))
                self.corrected[held.item].append(f"{fields} {held.correction.says}")
        self.said_in: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            self.said_in[entry.paper.anchor].append(entry)
        self._places: defaultdict[str, dict[Span, Place]] = defaultdict(dict)
        self._numbers = count(1)

    def _entries(self, names: _Names) -> Iterable[Entry]:
        number = 0
        for paper in self.papers:
            statements = paper.reading.statements if paper.reading else ()
            for statement in sorted(statements, key=_place):
                number += 1
                anchor = names.of("s", statement.id)
                yield Entry(number, anchor, f"w{anchor[1:]}", statement, paper)

    def checks(self) -> list[tuple[Paper, Check]]:
        """Every check with its document, in the order of the documents."""
        by_document = {group.document: group.checks for group in self.record.checks}
        return [(paper, check) for paper in self.papers for check in by_document.get(paper.document.id, ())]

    def place(self, document: Document, span: Span | None) -> Place | None:
        """Where a span can be jumped to; None where there is no span or nothing in it."""
        if span is None or not document.words(span):
            return None
        places = self._places[document.id]
        if span not in places:
            places[span] = Place(f"x{next(self._numbers)}", document.words(span))
        return places[span]

    def places(self, document: Document) -> dict[Span, Place]:
        """The places of one document that something on the page points to."""
        return self._places[document.id]

    def chain(self, document: Document, evidence: Iterable[Evidence]) -> tuple[Step, ...]:
        """A chain of evidence that was drawn from one document."""
        return tuple(Step(e.says, e.rule, self.place(document, e.span), e.source) for e in evidence)

    def root(self, name: str) -> str:
        """The state or organisation at the end of what an actor is of (itself, where it is of nothing)."""
        seen = {name}
        while (actor := self.actors.get(name)) and actor.of and actor.of not in seen:
            name = actor.of
            seen.add(name)
        return name


class _Names:
    """Anchors from ids: only plain characters, none given twice."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def of(self, prefix: str, id_: str) -> str:
        """The anchor for an id."""
        name = base = f"{prefix}-{_NOT_PLAIN.sub('-', id_)}"
        again = 1
        while name in self._given:
            again += 1
            name = f"{base}-{again}"
        self._given.add(name)
        return name


def _published(reading: Reading | None, document: Document) -> tuple[date, date, str]:
    """By the day on which it was out for certain, so that a vague date does not come before all others."""
    time = reading.published.value if reading else Interval()
    return time.latest or date.max, time.earliest or date.min, document.name


def _place(statement: Statement) -> tuple[bool, int, int, int]:
    first = min(statement.content, key=lambda span: span.start, default=statement.extent)
    return first.line is not None, first.line or 0, first.start, -statement.extent.end
