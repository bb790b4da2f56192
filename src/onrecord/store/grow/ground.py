"""What a record holds while it grows: read by page, and only the pages that are asked for."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Select, Table, delete, select

from onrecord.model import Document, Judgement, Reading
from onrecord.record.compile import Work
from onrecord.record.issues.codebook import Codebook
from onrecord.record.utterances.told import Told
from onrecord.reference import Reference
from onrecord.store import schema
from onrecord.store.codec import load
from onrecord.store.grow.trace import Telling
from onrecord.store.writer import among


class Ground:
    """A record in the midst of growing: ``work`` are the pages that are new or changed, as they are now.

    Whatever is asked for is given as it is now: of those pages from ``work``, of all others as the record holds it.
    """

    def __init__(
        self, connection: Connection, codebook: Codebook, reference: Reference, current: tuple[str, str]
    ) -> None:
        """``current`` are the reader and the version whose readings count."""
        self.connection = connection
        self.codebook = codebook
        self.reference = reference
        self.current = current
        self.work: dict[str, Work] = {}
        self.changed: set[str] = set()
        """The pages that are new, changed or gone."""
        self._raw: dict[str, tuple[Document, Reading]] = {}
        self._final: dict[str, tuple[Document, Reading]] = {}
        self._told: dict[str, tuple[Told, ...]] = {}
        self._ranks: dict[str, str] = {}

    # ── pages ──────────────────────────────────────────────────────────────────────────────────────────────

    def raw(self, pages: Collection[str]) -> dict[str, tuple[Document, Reading]]:
        """Pages as they were read, those that the current reader read."""
        missing = [page for page in pages if page not in self._raw]
        if missing:
            documents, readings = schema.documents, schema.readings
            query = (
                select(documents.c.id, documents.c.json, readings.c.json)
                .join_from(documents, readings, readings.c.document_id == documents.c.id)
                .where(among(documents.c.id, missing))
                .where(readings.c.reader == self.current[0], readings.c.version == self.current[1])
            )
            for page, document, reading in self.connection.execute(query):
                self._raw[page] = (load(Document, document), load(Reading, reading))
        return {page: self._raw[page] for page in pages if page in self._raw}

    def final(self, pages: Collection[str]) -> dict[str, tuple[Document, Reading]]:
        """Pages as the record has them."""
        found = {page: (self.work[page].document, self.work[page].reading) for page in pages if page in self.work}
        missing = [page for page in pages if page not in self.changed and page not in self._final]
        if missing:
            documents, parts, traces = schema.documents, schema.compiled, schema.traces
            query = (
                select(documents.c.id, documents.c.json, parts.c.json, traces.c.outlet)
                .join_from(documents, parts, (parts.c.key == documents.c.id) & (parts.c.part == "readings"))
                .join(traces, traces.c.document_id == documents.c.id)
                .where(among(documents.c.id, missing))
            )
            for page, text, reading, outlet in self.connection.execute(query):
                document = load(Document, text)
                if outlet != (document.outlet and document.outlet.value):  # a person set it
                    document = replace(document, outlet=Judgement(outlet, 1.0, ()) if outlet else None)
                self._final[page] = (document, load(Reading, reading))
        for page in pages:
            if page not in self.changed and page in self._final:
                found[page] = self._final[page]
        return found

    def told(self, pages: Collection[str]) -> dict[str, tuple[Told, ...]]:
        """The statements of pages as they are compared with others."""
        found = {page: self.work[page].told for page in pages if page in self.work}
        found |= self.told_before([page for page in pages if page not in self.changed])
        return found

    def told_before(self, pages: Collection[str]) -> dict[str, tuple[Told, ...]]:
        """The same, as the record had them before it began to grow."""
        missing = [page for page in pages if page not in self._told]
        if missing:
            rows = select(schema.tellings).where(among(schema.tellings.c.document_id, missing))
            for page, text in self.connection.execute(rows):
                self._told[page] = load(Telling, text).told
        return {page: self._told[page] for page in pages if page in self._told}

    def statements(self, statements: Collection[str], pages: Collection[str]) -> dict[str, Told]:
        """Some statements of some pages."""
        wanted = set(statements)
        return {one.id: one for told in self.told(pages).values() for one in told if one.id in wanted}

    def in_order(self, pages: Iterable[str]) -> list[str]:
        """Pages in their order."""
        every = list(pages)
        missing = [page for page in every if page not in self._ranks]
        if missing:
            names = select(schema.pages.c.id, schema.pages.c.name).where(among(schema.pages.c.id, missing))
            self._ranks |= {page: f"{name}\x01{page}" for page, name in self.connection.execute(names)}
        return sorted(every, key=lambda page: tuple(self._ranks[page].split("\x01")))

    # ── traces ─────────────────────────────────────────────────────────────────────────────────────────────

    def marked(self, keys: Collection[int]) -> set[str]:
        """The pages that have any of some keys."""
        if not keys:
            return set()
        traces, marks = schema.traces, schema.marks
        query = (
            select(traces.c.document_id)
            .distinct()
            .join(marks, marks.c.page == traces.c.number)
            .where(among(marks.c.key, list(keys)))
        )
        return set(self.connection.execute(query).scalars())

    def marks(self, pages: Collection[str]) -> dict[str, set[int]]:
        """The keys of pages."""
        traces = schema.traces
        query = select(traces.c.document_id, traces.c.marks).where(among(traces.c.document_id, pages))
        return {page: set(array("q", blob)) for page, blob in self.connection.execute(query)}

    def rows(self, table: Table, pages: Collection[str]) -> list[Any]:
        """The rows of a table that belong to some pages."""
        return list(self.connection.execute(select(table).where(among(table.c.document_id, pages))))

    def pages_of(self, statements: Collection[str]) -> dict[str, str]:
        """In which pages statements stood before the record began to grow."""
        table = schema.statements
        query = select(table.c.id, table.c.document_id).where(among(table.c.id, statements))
        return mapped(self.connection, query)

    def clear(self, table: Table, column: str, values: Collection[str]) -> None:
        """Takes the rows out of a table whose column has one of some values."""
        if values:
            self.connection.execute(delete(table).where(among(table.c[column], values)))


def mapped(connection: Connection, query: Select[Any]) -> dict[Any, Any]:
    """The two columns of a query, from one to the other."""
    return {row[0]: row[1] for row in connection.execute(query)}
