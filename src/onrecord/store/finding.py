"""The items of a record in its file: what a person corrects is looked up, and nothing else of the record is read."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, and_, or_, select

from onrecord.model import Actor, Document, Issue, Position, Reading, Stance
from onrecord.record.corrections.field import named
from onrecord.record.corrections.lookup import Found, Lookup, items_of
from onrecord.store import schema
from onrecord.store.codec import load
from onrecord.store.grow.trace import mark
from onrecord.store.plain import folded
from onrecord.store.store import Store


class InStore(Lookup):
    """The items of a record that grows, by its views and traces."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def items(self, id_: str) -> Sequence[Found]:
        """The statements, events and deadlines of an id."""
        said, traces, marks = schema.statements, schema.traces, schema.marks
        keys = (mark("event", id_), mark("deadline", id_))
        held = select(traces.c.document_id).join(marks, marks.c.page == traces.c.number).where(marks.c.key.in_(keys))
        with self._store.reading() as connection:
            pages = set(connection.execute(select(said.c.document_id).where(said.c.id == id_)).scalars())
            pages |= set(connection.execute(held).scalars())
        return [found for page in self._read(pages) for found in items_of(*page) if found.id == id_]

    def reading(self, document: str) -> Reading:
        """What is read in the document of an id."""
        return self._read((document,))[0][1]

    def called(self, name: str) -> Sequence[Document]:
        """The document of this id; else those of this name, or of a name that ends so behind a slash."""
        table, made = schema.documents, schema.documents.c.seq.is_not(None)
        ends = table.c.document.endswith(f"/{name}", autoescape=True)
        called = and_(or_(table.c.document == name, ends), made)
        return self._documents(table.c.id == name, made) or self._documents(called)

    def position(self, by: str, issue: Issue, stance: Stance) -> Position | None:
        """The position of a holder, where there is one."""
        table, parts = schema.positions, schema.compiled
        this = and_(table.c.by == by, table.c.issue == str(issue), table.c.stance == str(stance))
        query = select(parts.c.json).where(
            parts.c.part == "positions", parts.c.key.in_(select(table.c.rank).where(this))
        )
        with self._store.reading() as connection:
            found = [load(Position, text) for text in connection.execute(query).scalars()]
        wanted = named(by, issue, stance)
        return next((one for one in found if named(one.by, one.issue, one.stance) == wanted), None)

    def cast(self, name: str) -> Sequence[Actor]:
        """The actors that go by a name or wording, in their order."""
        forms, parts = schema.actor_form, schema.compiled
        keys = select(forms.c.actor).where(forms.c.key == folded(name))
        query = select(parts.c.json).where(parts.c.part == "actors", or_(parts.c.key.in_(keys), parts.c.key == name))
        with self._store.reading() as connection:
            return [load(Actor, text) for text in connection.execute(query.order_by(parts.c.seq)).scalars()]

    def names(self) -> Sequence[str]:
        """The names of all actors."""
        query = select(schema.actors.c.name).order_by(schema.actors.c.seq)
        with self._store.reading() as connection:
            return list(connection.execute(query).scalars())

    def _documents(self, *which: ColumnElement[bool]) -> list[Document]:
        table = schema.documents
        query = select(table.c.json).where(*which).order_by(table.c.seq)
        with self._store.reading() as connection:
            return [load(Document, text) for text in connection.execute(query).scalars()]

    def _read(self, pages: Collection[str]) -> list[tuple[Document, Reading]]:
        """Documents and what the record has of them, in their order."""
        table, parts = schema.documents, schema.compiled
        query = (
            select(table.c.json, parts.c.json)
            .join(parts, and_(parts.c.part == "readings", parts.c.key == table.c.id))
            .where(table.c.id.in_(pages))
            .order_by(table.c.seq)
        )
        with self._store.reading() as connection:
            return [(load(Document, one), load(Reading, other)) for one, other in connection.execute(query)]
