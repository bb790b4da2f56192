"""The open record: what a person holds, from Python or a notebook."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sql
from sqlalchemy import select

from onrecord.model import (
    Document,
    Interval,
    Page,
    Stretch,
)
from onrecord.store import filters, schema
from onrecord.store.built import BuildReport
from onrecord.store.desk import Desk
from onrecord.store.networks import Networks
from onrecord.store.store import Store


@dataclass(frozen=True, slots=True)
class Overview:
    """A record in figures: ``actors`` counts who speaks, ``statements`` a story on several pages once; ``related`` of
    the statements stand in headlines of other stories beside the article.

    ``time`` runs from the first to the last day of publication: of the pages whose day is known, else of all.
    """

    documents: int
    stories: int
    statements: int
    actors: int
    time: Interval
    related: int = 0

    def __str__(self) -> str:
        said = _count(self.documents, "document")
        if self.stories < self.documents:
            said += f" telling {self.stories} {'story' if self.stories == 1 else 'stories'}"
        said += f", {_count(self.statements, 'statement')}"
        said += f" ({self.related} in related headlines)" if self.related else ""
        said += f" by {_count(self.actors, 'actor')}"
        days = dict.fromkeys(str(day) for day in (self.time.earliest, self.time.latest) if day)
        return said + (f", published {' to '.join(days)}" if days else "")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


class RecordFile(Networks, Desk):
    """A record that is open: its views are methods, documented with their filters in ``Views``, and so is what
    corrects it.

    It closes as a context manager, or by ``close``.
    """

    def __init__(self, store: Store, built: BuildReport | None = None) -> None:
        """``built`` is what the build did that this record comes from."""
        super().__init__(store)
        self.built = built

    @classmethod
    def open(cls, path: str | Path) -> RecordFile:
        """The record in a file. Raises OnRecordError where there is none, or not one that can be read."""
        return cls(Store.open(Path(path)))

    def __enter__(self) -> RecordFile:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the file."""
        self._store.close()

    def page(self, document: str) -> Page:
        """The page of a document, by its name or id, with its bytes as they were found.

        Raises OnRecordError where there is none.
        """
        return self._store.page(self._one(document))

    def origin(self, document: str) -> tuple[Stretch, ...]:
        """Where on its page each stretch of a document's text stands; none where the page has its text in a format
        of its own. Raises OnRecordError where there is no such document.
        """
        from onrecord.ingest import origin

        return origin(self.page(document), self.document(document))

    def document(self, document: str) -> Document:
        """One document whole, by its name or id. Raises OnRecordError where there is none."""
        from onrecord.store.codec import load

        query = select(schema.documents.c.json).where(schema.documents.c.id == self._one(document))
        with self._store.reading() as connection:
            return load(Document, connection.execute(query).scalar_one())

    def _one(self, document: str) -> str:
        """The id of the one document of this name or id; of several of the name, the first."""
        order = schema.documents.c.seq
        with self._store.reading() as connection:
            chosen = filters.of_document(connection, document).order_by(order).limit(1)
            return str(connection.execute(chosen).scalar_one())

    def overview(self) -> Overview:
        """The record in figures."""
        d, s, a = schema.documents, schema.statements, schema.actors
        made = d.c.seq.is_not(None)
        queries = (
            select(sql.func.count()).select_from(d).where(made),
            select(sql.func.count(sql.func.distinct(sql.func.coalesce(d.c.story, d.c.id)))).where(made),
            select(sql.func.count()).select_from(s).where(s.c.repeats.is_(None)),
            select(sql.func.count()).select_from(a).where(a.c.statements > 0),
            select(sql.func.count()).select_from(s).where(s.c.repeats.is_(None), s.c.part == "related"),
        )
        days = select(sql.func.min(d.c.earliest), sql.func.max(d.c.latest)).where(made)
        with self._store.reading() as connection:
            counts = [connection.execute(query).scalar_one() for query in queries]
            first, last = connection.execute(days.where(d.c.earliest == d.c.latest)).one()
            if first is None:
                first, last = connection.execute(days).one()
        documents, stories, statements, actors, related = counts
        return Overview(documents, stories, statements, actors, Interval(first, last), related)

    def unheld(self) -> str | None:
        """Why nobody holds a position, in a line that says what the tables or the codebook lack; None where somebody
        does, or nobody is read to say anything.
        """
        from onrecord.store.unheld import unheld

        return unheld(self._store)

    def __repr__(self) -> str:
        figures = self.overview()
        return f"Record of {figures}" + ("" if self.complete else " (out of date: build it again)")

    def _repr_html_(self) -> str:
        from onrecord.store.notebook import record_html

        return record_html(self)
