"""The bytes of pages as they were found: each kept once, however many pages have them."""

from __future__ import annotations

import json
import zlib
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, insert, select

from onrecord.model import Declared, DeclaredKind, OnRecordError, Page, Refused
from onrecord.store import schema

MOST = 50_000_000
"""The largest page that is kept, in bytes: as large as any that is read."""


def keep(connection: Connection, page: Page) -> None:
    """Keeps a page with its bytes. Raises Refused where they are too many."""
    if len(page.content) > MOST:
        size = f"{len(page.content) / 1e6:.0f} MB"
        raise Refused(f"{page.name}: {size}, larger than the {MOST / 1e6:.0f} MB that a record keeps of a page")
    digest, originals = sha256(page.content).hexdigest(), schema.originals
    if connection.execute(select(originals.c.hash).where(originals.c.hash == digest)).first() is None:
        row = {"hash": digest, "size": len(page.content), "content": zlib.compress(page.content)}
        connection.execute(insert(originals).values(row))
    connection.execute(insert(schema.pages).values(_row(page, digest)))


def _row(page: Page, digest: str) -> dict[str, Any]:
    said = [[item.kind, item.text, item.place] for item in page.declared]
    return {
        "id": page.id,
        "name": page.name,
        "media": page.media,
        "original": digest,
        "added": datetime.now(UTC).isoformat(timespec="seconds"),
        "url": page.url,
        "retrieved": page.retrieved and page.retrieved.isoformat(),
        "encoding": page.encoding,
        "declared": json.dumps(said, ensure_ascii=False) if said else None,
    }


def given_back(connection: Connection, page: str) -> Page:
    """A page that is kept, by its id. Raises OnRecordError where its bytes are damaged."""
    pages, originals = schema.pages, schema.originals
    query = select(pages, originals.c.size, originals.c.content).join_from(pages, originals)
    row = connection.execute(query.where(pages.c.id == page)).one()
    return Page(
        id=row.id,
        name=row.name,
        media=row.media,
        content=_unpacked(row.content, row.size, row.name),
        url=row.url,
        retrieved=datetime.fromisoformat(row.retrieved) if row.retrieved else None,
        encoding=row.encoding,
        declared=tuple(
            Declared(DeclaredKind(kind), text, place) for kind, text, place in json.loads(row.declared or "[]")
        ),
    )


def _unpacked(content: bytes, size: int, name: str) -> bytes:
    """The bytes, never more than there were: a record from a stranger may hold anything."""
    fault = f"the original of {name} is damaged in this record: build the record again from its pages"
    try:
        unpacking = zlib.decompressobj()
        found = unpacking.decompress(content, min(size, MOST) + 1)
    except zlib.error:
        raise OnRecordError(fault) from None
    if len(found) != size:
        raise OnRecordError(fault)
    return found
