"""Pages and outlets side by side: stories, checks, outlets, contrasts, and what became of corrections."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Integer, Table, Text

from onrecord.store.schema.base import metadata, page, place, rank, row

stories = Table(
    "stories",
    metadata,
    place(),
    Column("id", Text, nullable=False, index=True),
    Column("title", Text),
    Column("appearances", Integer, nullable=False),
    Column("statements", Integer, nullable=False),
    Column("earliest", Date, index=True),
    Column("latest", Date, index=True),
    row(),
    rank(),
)

checks = Table(
    "checks",
    metadata,
    place(),
    page(),
    Column("document", Text, nullable=False),
    Column("says", Text, nullable=False),
    Column("about", Text, nullable=False, index=True),
    Column("fact", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("verdict", Text, nullable=False, index=True),
    Column("reference", Text),
    Column("source", Text),
    row(),
    rank(),
)

outlets = Table(
    "outlets",
    metadata,
    place(),
    Column("outlet", Text, nullable=False),
    Column("outlet_key", Text, nullable=False, index=True),
    Column("documents", Integer, nullable=False),
    Column("statements", Integer, nullable=False),
    row(),
    rank(),
)

contrasts = Table(
    "contrasts",
    metadata,
    place(),
    Column("kind", Text, nullable=False, index=True),
    Column("outlet", Text, nullable=False),
    Column("outlet_key", Text, nullable=False, index=True),
    Column("document_id", ForeignKey("pages.id"), index=True),
    Column("other_id", ForeignKey("pages.id"), nullable=False, index=True),
    row(),
    Column("item", Text, index=True),
    Column("held", Text, index=True),
    rank(),
)

corrected = Table(
    "corrected",
    metadata,
    place(),
    Column("id", Text, nullable=False, index=True),
    Column("state", Text, nullable=False),
    Column("item", Text, index=True),
    Column("document_id", ForeignKey("pages.id"), index=True),
    row(),
    rank(),
)
