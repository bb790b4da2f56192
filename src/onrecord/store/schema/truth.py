"""What cannot be made again without the pages: bytes, readings, corrections; and the documents."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Integer, LargeBinary, Table, Text

from onrecord.store.schema.base import WIDE, metadata, rank

meta = Table(
    "meta",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

originals = Table(
    "originals",
    metadata,
    Column("hash", Text, primary_key=True, comment="SHA-256 of the bytes"),
    Column("size", Integer, nullable=False, comment="how many bytes they are"),
    Column("content", LargeBinary, nullable=False, comment="the bytes as found, compressed with zlib"),
)

pages = Table(
    "pages",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("media", Text, nullable=False),
    Column("original", ForeignKey("originals.hash"), nullable=False),
    Column("added", Text, nullable=False, comment="ISO 8601, UTC"),
    Column("url", Text),
    Column("retrieved", Text, comment="ISO 8601"),
    Column("encoding", Text),
    Column("declared", Text, comment="a JSON list of what its source says of it"),
)

readings = Table(
    "readings",
    metadata,
    Column("document_id", ForeignKey("pages.id"), primary_key=True),
    Column("reader", Text, nullable=False, comment="what read it, with its tables"),
    Column("version", Text, nullable=False, comment="the OnRecord that ran it"),
    Column("json", Text, nullable=False),
)

corrections = Table(
    "corrections",
    metadata,
    Column("seq", Integer, primary_key=True, comment="in the order in which they were made; rows are only ever added"),
    Column("id", Text, nullable=False, unique=True),
    Column("at", Text, nullable=False, comment="ISO 8601, UTC"),
    Column("by", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("item", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("json", Text, nullable=False, comment="the Correction, whole"),
)

set_aside = Table(
    "set_aside",
    metadata,
    Column("key", Text, primary_key=True, comment="which source: a hash of where it lay, not the place itself"),
    Column("name", Text, nullable=False),
    Column("page_id", Text),
    Column("reason", Text, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("id", ForeignKey("pages.id"), primary_key=True),
    Column("json", Text, nullable=False, comment="the Document; the columns after it are its view"),
    Column("seq", WIDE, index=True, comment="null until the record is compiled with it"),
    Column("document", Text, index=True),
    Column("outlet", Text),
    Column("outlet_key", Text, index=True),
    Column("title", Text),
    Column("earliest", Date, index=True),
    Column("latest", Date, index=True),
    Column("language", Text),
    Column("words", Integer),
    Column("statements", Integer),
    Column("row", Text),
    Column("story", Text, index=True),
    rank(),
)
