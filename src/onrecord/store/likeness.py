"""The index of documents alike: each new one is compared with the few that share a band with it, no others."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from sqlalchemy import Connection, delete, func, insert, or_, select

from onrecord.model import Alike, Document
from onrecord.record import MOST_ALIKE, SCHEME, fingerprint, share
from onrecord.store import schema


def enter(connection: Connection, document: Document) -> None:
    """Enters a document, in the place of what was entered under its id, with its likeness to those before it."""
    prints, bands, alike = schema.fingerprints, schema.bands, schema.alike
    made = fingerprint(document)
    runs = made.runs.astype("<u4").tobytes()
    same = select(prints.c.document_id).where(
        prints.c.document_id == document.id, prints.c.scheme == SCHEME, prints.c.runs == runs
    )
    if connection.execute(same).first() is not None:
        return
    near = _partners(connection, document.id)
    for table in (bands, prints):
        connection.execute(delete(table).where(table.c.document_id == document.id))
    connection.execute(delete(alike).where(or_(alike.c.one == document.id, alike.c.other == document.id)))
    near += _candidates(connection, made.bands)
    connection.execute(insert(prints).values(document_id=document.id, scheme=SCHEME, runs=runs))
    if made.bands:
        connection.execute(insert(bands), [{"band": b, "document_id": document.id} for b in set(made.bands)])
    others = select(prints.c.document_id, prints.c.runs).where(prints.c.document_id.in_(set(near) - {document.id}))
    pairs = [
        {"one": document.id, "other": other, "share": much}
        for other, kept in connection.execute(others).all()
        if (much := share(made.runs, np.frombuffer(kept, "<u4"))) > 0
    ]
    if pairs:
        connection.execute(insert(alike), pairs)


def missing(connection: Connection, *, waiting: bool = False) -> list[str]:
    """The ids of the documents that are not entered, or in an earlier way; ``waiting`` asks only for those that are not
    in the views.
    """
    documents, prints = schema.documents, schema.fingerprints
    entered = select(prints.c.document_id).where(prints.c.scheme == SCHEME)
    query = select(documents.c.id).where(documents.c.json != "", documents.c.id.not_in(entered))
    if waiting:
        query = query.where(documents.c.seq.is_(None))
    return list(connection.execute(query.order_by(documents.c.id)).scalars())


def pairs(connection: Connection) -> list[Alike]:
    """Every two documents that were found to share text, in a fixed order."""
    alike = schema.alike
    query = select(alike.c.one, alike.c.other, alike.c.share).order_by(alike.c.one, alike.c.other)
    return [Alike(one, other, much) for one, other, much in connection.execute(query)]


def _partners(connection: Connection, document: str) -> list[str]:
    """Those that the document was like before: they must not lose it where only its own text changed."""
    alike = schema.alike
    query = select(alike.c.one, alike.c.other).where(or_(alike.c.one == document, alike.c.other == document))
    return [id_ for pair in connection.execute(query) for id_ in pair]


def _candidates(connection: Connection, sought: Iterable[int]) -> list[str]:
    """The documents that share a band, those that share most first."""
    bands = schema.bands
    found = func.count().label("found")
    query = select(bands.c.document_id, found).where(bands.c.band.in_(list(sought))).group_by(bands.c.document_id)
    return list(connection.execute(query.order_by(found.desc(), bands.c.document_id).limit(MOST_ALIKE)).scalars())
