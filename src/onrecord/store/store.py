"""What a build writes: pages and readings one by one, and then, in one go, the record compiled from them."""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, Table, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from onrecord.model import Alike, Correction, Document, Page, Reading, Record
from onrecord.store import original, schema
from onrecord.store.codec import dump, load
from onrecord.store.database import created, in_memory, opened, told
from onrecord.store.index import Index

if TYPE_CHECKING:
    from onrecord.record.compile import Compiled
    from onrecord.record.issues.codebook import Codebook
    from onrecord.reference import Reference
    from onrecord.store.lines import Sheaf

_log = logging.getLogger(__name__)


class Store:
    """An open record from the side of what makes it.

    Every method is one transaction. Where the file cannot be used, OnRecordError says so in a line.
    """

    def __init__(self, engine: Engine, path: Path | None) -> None:
        self.engine = engine
        self.path = path

    @classmethod
    def open(cls, path: Path) -> Store:
        """The record at a path, which must be one already."""
        return cls(opened(path), path)

    @classmethod
    def make(cls, path: Path | None) -> Store:
        """The record at a path, made empty where there is none; without a path, one held in memory."""
        return cls(in_memory(), None) if path is None else cls(created(path), path)

    @property
    def name(self) -> str:
        """What to call the record when speaking to a person."""
        return str(self.path) if self.path else "the record in memory"

    def close(self) -> None:
        """Lets go of the file."""
        self.engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to ask questions over."""
        with told(self.name), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection on which everything is written, or nothing."""
        with told(self.name), self.engine.begin() as connection:
            yield connection

    # ── meta ───────────────────────────────────────────────────────────────────────────────────────────────

    def said(self, key: str) -> str | None:
        """A line of ``meta``: ``codebook``, ``reference`` (YAML), ``onrecord`` (version), or None."""
        with self.reading() as connection:
            query = select(schema.meta.c.value).where(schema.meta.c.key == key)
            value: str | None = connection.execute(query).scalar()
            return value

    def say(self, lines: Mapping[str, str]) -> None:
        """Sets lines of ``meta``."""
        with self.writing() as connection:
            _say(connection, lines)

    # ── truth ──────────────────────────────────────────────────────────────────────────────────────────────

    def made_by(self) -> dict[str, tuple[str, str] | None]:
        """Every page by its id: which reader and version of OnRecord read it, None where none has yet."""
        pages, readings = schema.pages, schema.readings
        query = select(pages.c.id, readings.c.reader, readings.c.version).select_from(
            pages.outerjoin(readings, readings.c.document_id == pages.c.id)
        )
        with self.reading() as connection:
            return {
                page: (reader, version) if reader is not None else None
                for page, reader, version in connection.execute(query.order_by(pages.c.name, pages.c.id))
            }

    def addresses(self) -> set[str]:
        """Every address that a page of the record was asked for under, or was found at."""
        query = select(schema.pages.c.name, schema.pages.c.url).where(schema.pages.c.url.is_not(None))
        with self.reading() as connection:
            return {address for row in connection.execute(query) for address in row}

    def page(self, page: str) -> Page:
        """A page that is kept, by its id."""
        with self.reading() as connection:
            return original.given_back(connection, page)

    def keep(self, page: Page, document: Document, reading: Reading, version: str) -> None:
        """Keeps a page with what was read in it; the compiled views are out of date from here on.

        Raises Refused where the page is larger than a record keeps.
        """
        from onrecord.store import likeness  # loads numpy, of which views have no need

        read = {"reader": reading.reader, "version": version, "json": dump(reading)}
        with self.writing() as connection:
            if not _has(connection, schema.pages, page.id):
                original.keep(connection, page)
            connection.execute(delete(schema.readings).where(schema.readings.c.document_id == page.id))
            connection.execute(insert(schema.readings).values(document_id=page.id, **read))
            if not _has(connection, schema.documents, page.id):
                connection.execute(insert(schema.documents).values(id=page.id, json=""))
            this = schema.documents.c.id == page.id
            connection.execute(
                update(schema.documents).where(this).values(json=dump(document), seq=None, row=None, rank=None)
            )
            likeness.enter(connection, document)
            _say(connection, {"compiled": "no"})

    def put_aside(self, key: str, name: str, page: str | None, reason: str) -> None:
        """Notes that a source cannot be used, and why."""
        with self.writing() as connection:
            _clear(connection, key, page)
            connection.execute(insert(schema.set_aside).values(key=key, name=name, page_id=page, reason=reason))

    def clear_aside(self, key: str, page: str | None = None) -> None:
        """Notes that a source, or another with the same bytes, can be used after all."""
        with self.writing() as connection:
            _clear(connection, key, page)

    def documents(self, reader: str, version: str) -> tuple[tuple[Document, ...], tuple[Reading, ...]]:
        """All documents with what this reader made of them, by the name of the page."""
        documents, readings, pages = schema.documents, schema.readings, schema.pages
        query = (
            select(documents.c.json, readings.c.json)
            .join_from(documents, readings, readings.c.document_id == documents.c.id)
            .join(pages, pages.c.id == documents.c.id)
            .where(readings.c.reader == reader, readings.c.version == version)
            .order_by(pages.c.name, pages.c.id)
        )
        with self.reading() as connection:
            found = connection.execute(query).all()
        return tuple(load(Document, d) for d, _ in found), tuple(load(Reading, r) for _, r in found)

    def corrections(self) -> tuple[Correction, ...]:
        """The log of what persons changed, in the order in which they did."""
        log = schema.corrections
        with self.reading() as connection:
            return tuple(
                load(Correction, text) for text in connection.execute(select(log.c.json).order_by(log.c.seq)).scalars()
            )

    def log(self, corrections: Iterable[Correction]) -> int:
        """Adds corrections to the end of the log, but for those that it holds already; gives how many are new."""
        log = schema.corrections
        with self.writing() as connection:
            held = set(connection.execute(select(log.c.id)).scalars())
            new = list({one.id: one for one in corrections if one.id not in held}.values())
            for one in new:
                line = {"id": one.id, "at": one.at.isoformat(), "by": one.by, "kind": str(one.kind), "why": one.why}
                what = {"subject": str(one.subject), "item": one.item, "json": dump(one)}
                connection.execute(insert(log).values(**line, **what))
            return len(new)

    def lags(self) -> bool:
        """Whether pages came in since the views were made."""
        documents, readings = schema.documents, schema.readings
        both = documents.join(readings, readings.c.document_id == documents.c.id)
        query = select(documents.c.id).select_from(both).where(documents.c.seq.is_(None)).limit(1)
        with self.reading() as connection:
            return connection.execute(query).first() is not None

    def in_views(self) -> tuple[tuple[Document, ...], tuple[Reading, ...]] | None:
        """The documents and readings that the views were made from; None where others came in since."""
        documents, readings = schema.documents, schema.readings
        both = documents.join(readings, readings.c.document_id == documents.c.id)
        if self.lags():
            return None
        with self.reading() as connection:
            query = select(documents.c.json, readings.c.json).select_from(both).order_by(documents.c.seq)
            found = connection.execute(query).all()
        return tuple(load(Document, d) for d, _ in found), tuple(load(Reading, r) for _, r in found)

    def alike(self) -> list[Alike]:
        """Every two documents that share text; those of a record that an earlier OnRecord made are compared now."""
        from onrecord.store import likeness

        self._compare()
        with self.reading() as connection:
            return likeness.pairs(connection)

    def _compare(self, *, waiting: bool = False) -> None:
        """Sees to it that every document was compared with those before it; ``waiting`` are those not in the views."""
        from onrecord.store import likeness

        with self.reading() as connection:
            missing = likeness.missing(connection, waiting=waiting)
        if missing:
            with self.writing() as connection:
                for document in missing:
                    query = select(schema.documents.c.json).where(schema.documents.c.id == document)
                    likeness.enter(connection, load(Document, connection.execute(query).scalar_one()))

    # ── views ──────────────────────────────────────────────────────────────────────────────────────────────

    def write(self, record: Record, version: str) -> None:
        """Puts a record, compiled by this version of OnRecord, in the place of the earlier one, in one go."""
        from onrecord.store.lines import Sheaf  # loads what compiles, of which views have no need

        self._write(Sheaf(Index.of(record, self._labels())), version)

    def write_whole(self, made: Compiled, codebook: Codebook, reference: Reference, version: str) -> None:
        """The same with what the record was made from, so that it can ``grow`` from then on."""
        from onrecord.store.grow import write_traces
        from onrecord.store.lines import Sheaf

        told = {one.id: one for work in made.pages for one in work.told}
        sheaf = Sheaf(Index.of(made.record, _labels(codebook)), told)
        self._write(sheaf, version, lambda connection: write_traces(connection, made, codebook, reference))

    def _write(self, sheaf: Sheaf, version: str, also: Callable[[Connection], None] | None = None) -> None:
        from onrecord.store.writer import write_whole

        with self.writing() as connection:
            for table in (*schema.TRACES, *schema.VIEWS):
                connection.execute(delete(table))
            connection.execute(update(schema.documents).values(seq=None, row=None, rank=None))
            write_whole(connection, sheaf.whole(sheaf.index.record))
            if also is not None:
                also(connection)
            grows = _reader(connection, version) if also is not None else ""
            _say(connection, {"compiled": "yes", "onrecord": version, "grows": grows})

    def grow(self, codebook: Codebook, reference: Reference, reader: str, version: str) -> bool:
        """Brings the views up to date by what changed alone: pages that were kept since, corrections that were logged.

        Gives False, and leaves everything as it was, where that takes a whole compile: another reader, version,
        codebook or reference, or a change that reaches far.
        """
        from onrecord.store.grow import grown

        if self.said("grows") != reader or not reader or self.said("onrecord") != version:
            return False
        log, labels = self.corrections(), _labels(codebook)
        self._compare(waiting=True)
        with told(self.name), uncollected(), self.engine.connect() as connection, connection.begin() as transaction:
            try:
                grew = grown(connection, codebook, reference, (reader, version), log, labels)
            except (LookupError, ValueError, IntegrityError):
                # A fault of ours must not keep anybody from the record, which a whole compile makes all the same.
                _log.warning("%s could not grow and is compiled whole: please report it", self.name, exc_info=True)
                grew = False
            if not grew:
                transaction.rollback()
                return False
            _say(connection, {"compiled": "yes"})
        return True

    def _labels(self) -> dict[str, tuple[str, str | None]]:
        """Those of the record's codebook; none without one."""
        from onrecord.record.issues.codebook import Codebook  # views have no need of it

        text = self.said("codebook")
        return _labels(Codebook.parse(text)) if text else {}


@contextmanager
def uncollected() -> Iterator[None]:
    """Makes much that lives as long as this without looking for rings in it: each look takes in all that a process
    holds, and takes longer than what is made here.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _labels(codebook: Codebook) -> dict[str, tuple[str, str | None]]:
    """The predicates of a codebook, each with its proposition and what denying it says, in words."""
    return {p.name: (p.label, p.opposite) for p in codebook.predicates}


def _reader(connection: Connection, version: str) -> str:
    """The reader of all pages in the views, where it is one and of this version; else nothing."""
    readings, documents = schema.readings, schema.documents
    query = (
        select(readings.c.reader, readings.c.version)
        .distinct()
        .join(documents, documents.c.id == readings.c.document_id)
        .where(documents.c.seq.is_not(None))
    )
    found = connection.execute(query).all()
    return str(found[0].reader) if len(found) == 1 and found[0].version == version else ""


def _has(connection: Connection, table: Table, key: str) -> bool:
    return connection.execute(select(table.c.id).where(table.c.id == key)).first() is not None


def _say(connection: Connection, lines: Mapping[str, str]) -> None:
    connection.execute(delete(schema.meta).where(schema.meta.c.key.in_(list(lines))))
    connection.execute(insert(schema.meta), [{"key": k, "value": v} for k, v in lines.items()])


def _clear(connection: Connection, key: str, page: str | None) -> None:
    aside = schema.set_aside
    same = aside.c.key == key if page is None else (aside.c.key == key) | (aside.c.page_id == page)
    connection.execute(delete(aside).where(same))
