"""Who acts and speaks, what each is called, and which pages name whom."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, Table, Text

from onrecord.store.schema.base import metadata, place, rank, row

actors = Table(
    "actors",
    metadata,
    place(),
    Column("name", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("of", Text),
    Column("statements", Integer, nullable=False),
    Column("documents", Integer, nullable=False),
    row(),
    rank(),
)

actor_form = Table(
    "actor_form",
    metadata,
    Column("key", Text, primary_key=True, comment="a name or wording, folded for comparison"),
    Column("actor", Text, primary_key=True),
)

actor_document = Table(
    "actor_document",
    metadata,
    Column("actor", Text, primary_key=True),
    Column("document_id", ForeignKey("pages.id"), primary_key=True),
)
