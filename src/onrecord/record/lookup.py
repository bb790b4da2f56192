"""Which item of a record a person means: by id, name, place, or wording."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import Any

from onrecord.model import Actor, Deadline, Document, Event, Record, Subject
from onrecord.record.attach import Place
from onrecord.record.field import CorrectionError, named, position_of
from onrecord.record.locate import located
from onrecord.record.sheet import mention_id


@dataclass(frozen=True, slots=True)
class Found:
    """An item of the record: what it is, where it stands, its id or name."""

    subject: Subject
    id: str
    item: Any
    document: Document | None = None
    place: Place | None = None


class Lookup:
    """The items of a record, by whatever a person calls them."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.documents = {d.id: d for d in record.documents}
        self.readings = {r.document: r for r in record.readings}
        self.actors = {a.name: a for a in record.actors}

    def find(self, item: str) -> Found:
        """The one item that a person means."""
        found = next(iter(self.items(item)), None)
        if found is not None:
            return found
        page = self.document(item)
        if page is not None:
            return Found(Subject.DOCUMENT, page.id, page, page)
        if (meant := position_of(item)) is not None:
            for position in self.record.positions:
                if (position.by, position.issue, position.stance) == meant:
                    return Found(Subject.POSITION, named(*meant), position)
            raise CorrectionError(f'nobody is found to hold the position "{item}"')
        name, _, at = item.rpartition("@")
        if name and (page := self.document(name)) is not None:
            span = located(page, "the mention", at)[0]
            for mention in self.readings[page.id].mentions:
                if mention.span == span:
                    key = mention_id(page.id, mention)
                    return Found(Subject.MENTION, key, mention, page, Place(key, (), (span,)))
            raise CorrectionError(f"nothing is named at {at} of {page.name}")
        actor = self.actor(item, "item")
        return Found(Subject.ACTOR, actor.name, actor)

    def items(self, id_: str) -> Iterator[Found]:
        """The items of an id."""
        yield from self._items.get(id_, ())

    @cached_property
    def _items(self) -> dict[str, list[Found]]:
        """Every item by its id."""
        found: defaultdict[str, list[Found]] = defaultdict(list)
        for reading in self.record.readings:
            page = self.documents[reading.document]
            for s in reading.statements:
                found[s.id].append(Found(Subject.STATEMENT, s.id, s, page, Place(s.id, s.cue, s.content)))
            events: list[Event | Deadline] = [*reading.events, *reading.deadlines]
            for e in events:
                subject = Subject.EVENT if isinstance(e, Event) else Subject.DEADLINE
                found[e.id].append(Found(subject, e.id, e, page, Place(e.id, (), (e.span,))))
        return dict(found)

    def document(self, name: str) -> Document | None:
        """A document by its id or name, or the end of its name."""
        if name in self.documents:
            return self.documents[name]
        fitting = [d for d in self.record.documents if d.name == name or d.name.endswith(f"/{name}")]
        if len(fitting) > 1:
            raise CorrectionError(f"{len(fitting)} pages are called {name}: give the id of one, as {fitting[0].id}")
        return fitting[0] if fitting else None

    def actor(self, name: str, what: str = "actor") -> Actor:
        """An actor by its name, or by a wording that only one goes by."""
        if name in self.actors:
            return self.actors[name]
        wanted = " ".join(name.split()).casefold()
        called = [a for a in self.record.actors if a.name.casefold() == wanted]
        called = called or [a for a in self.record.actors if wanted in (f.casefold() for f in a.forms)]
        called = called or [a for a in self.record.actors if wanted in (m.value.casefold() for m in a.merged)]
        if not called:
            raise CorrectionError(f'there is no {what} "{name}" in this record{hint(name, self.actors)}')
        if len(called) > 1:
            some = ", ".join(a.name for a in called[:4])
            raise CorrectionError(f'"{name}" may be any of {some}: give the whole name')
        return called[0]


def hint(value: str, known: Mapping[str, object]) -> str:
    """The nearest of what is known, as the end of a sentence; nothing where nothing is near."""
    nearest = get_close_matches(value, list(known), n=1, cutoff=0.5)
    return f": did you mean {nearest[0]}?" if nearest else ""
