"""Which item of a record a person means: by id, name, place, or wording."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import Any

from onrecord.model import Actor, Deadline, Document, Event, Issue, Position, Reading, Record, Stance, Subject
from onrecord.record.corrections.attach import Place
from onrecord.record.corrections.field import CorrectionError, named, position_of
from onrecord.record.corrections.locate import located
from onrecord.record.corrections.sheet import mention_id


@dataclass(frozen=True, slots=True)
class Found:
    """An item of the record: what it is, where it stands, its id or name."""

    subject: Subject
    id: str
    item: Any
    document: Document | None = None
    place: Place | None = None


class Lookup(ABC):
    """The items of a record, by whatever a person calls them; what holds the record says where each is."""

    @abstractmethod
    def items(self, id_: str) -> Sequence[Found]:
        """The statements, events and deadlines of an id."""

    @abstractmethod
    def reading(self, document: str) -> Reading:
        """What is read in the document of an id."""

    @abstractmethod
    def called(self, name: str) -> Sequence[Document]:
        """The document of this id; else those of this name, or of a name that ends so behind a slash."""

    @abstractmethod
    def position(self, by: str, issue: Issue, stance: Stance) -> Position | None:
        """The position of a holder, where there is one."""

    @abstractmethod
    def cast(self, name: str) -> Sequence[Actor]:
        """The actors that may go by a name, in their order, among them all that have it as a name, form or merged."""

    @abstractmethod
    def names(self) -> Sequence[str]:
        """The names of all actors."""

    def find(self, item: str) -> Found:
        """The one item that a person means."""
        found = next(iter(self.items(item)), None)
        if found is not None:
            return found
        page = self.document(item)
        if page is not None:
            return Found(Subject.DOCUMENT, page.id, page, page)
        if (meant := position_of(item)) is not None:
            if (position := self.position(*meant)) is not None:
                return Found(Subject.POSITION, named(*meant), position)
            raise CorrectionError(f'nobody is found to hold the position "{item}"')
        name, _, at = item.rpartition("@")
        if name and (page := self.document(name)) is not None:
            span = located(page, "the mention", at)[0]
            for mention in self.reading(page.id).mentions:
                if mention.span == span:
                    key = mention_id(page.id, mention)
                    return Found(Subject.MENTION, key, mention, page, Place(key, (), (span,)))
            raise CorrectionError(f"nothing is named at {at} of {page.name}")
        actor = self.actor(item, "item")
        return Found(Subject.ACTOR, actor.name, actor)

    def document(self, name: str) -> Document | None:
        """A document by its id or name, or the end of its name."""
        fitting = self.called(name)
        if len(fitting) > 1:
            raise CorrectionError(f"{len(fitting)} pages are called {name}: give the id of one, as {fitting[0].id}")
        return fitting[0] if fitting else None

    def is_actor(self, name: str) -> bool:
        """Whether an actor has just this name."""
        return any(actor.name == name for actor in self.cast(name))

    def actor(self, name: str, what: str = "actor") -> Actor:
        """An actor by its name, or by a wording that only one goes by."""
        cast = self.cast(name)
        if (exact := next((a for a in cast if a.name == name), None)) is not None:
            return exact
        wanted = " ".join(name.split()).casefold()
        called = [a for a in cast if a.name.casefold() == wanted]
        called = called or [a for a in cast if wanted in (f.casefold() for f in a.forms)]
        called = called or [a for a in cast if wanted in (m.value.casefold() for m in a.merged)]
        if not called:
            near = hint(name, dict.fromkeys(self.names()))
            raise CorrectionError(f'there is no {what} "{name}" in this record{near}')
        if len(called) > 1:
            some = ", ".join(a.name for a in called[:4])
            raise CorrectionError(f'"{name}" may be any of {some}: give the whole name')
        return called[0]


class InMemory(Lookup):
    """The items of a record that is held whole."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self._documents = {d.id: d for d in record.documents}
        self._readings = {r.document: r for r in record.readings}

    def items(self, id_: str) -> Sequence[Found]:
        """The statements, events and deadlines of an id."""
        return self._items.get(id_, ())

    @cached_property
    def _items(self) -> dict[str, list[Found]]:
        """Every item by its id."""
        found: defaultdict[str, list[Found]] = defaultdict(list)
        for reading in self.record.readings:
            for one in items_of(self._documents[reading.document], reading):
                found[one.id].append(one)
        return dict(found)

    def reading(self, document: str) -> Reading:
        """What is read in the document of an id."""
        return self._readings[document]

    def called(self, name: str) -> Sequence[Document]:
        """The document of this id; else those of this name, or of a name that ends so behind a slash."""
        if name in self._documents:
            return (self._documents[name],)
        return [d for d in self.record.documents if d.name == name or d.name.endswith(f"/{name}")]

    def position(self, by: str, issue: Issue, stance: Stance) -> Position | None:
        """The position of a holder, where there is one."""
        every = self.record.positions
        return next((p for p in every if (p.by, p.issue, p.stance) == (by, issue, stance)), None)

    def cast(self, name: str) -> Sequence[Actor]:
        """The actors that go by a name or wording, in their order."""
        wanted = " ".join(name.split()).casefold()
        every = ((a, (a.name, *a.forms, *(m.value for m in a.merged))) for a in self.record.actors)
        return [a for a, called in every if name == a.name or wanted in (one.casefold() for one in called)]

    def names(self) -> Sequence[str]:
        """The names of all actors."""
        return [actor.name for actor in self.record.actors]


def items_of(document: Document, reading: Reading) -> Iterator[Found]:
    """The statements, events and deadlines of a page."""
    for s in reading.statements:
        yield Found(Subject.STATEMENT, s.id, s, document, Place(s.id, s.cue, s.content))
    events: list[Event | Deadline] = [*reading.events, *reading.deadlines]
    for e in events:
        subject = Subject.EVENT if isinstance(e, Event) else Subject.DEADLINE
        yield Found(subject, e.id, e, document, Place(e.id, (), (e.span,)))


def hint(value: str, known: Mapping[str, object], least: float = 0.6) -> str:
    """The nearest of what is known, as the end of a sentence; nothing where none is so near, as difflib counts it."""
    nearest = get_close_matches(value, list(known), n=1, cutoff=least)
    return f": did you mean {nearest[0]}?" if nearest else ""
