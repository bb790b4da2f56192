"""The record itself, noun by noun."""

from __future__ import annotations

from sqlalchemy import Column, Index, Table, Text

from onrecord.store.schema.base import WIDE, metadata

compiled = Table(
    "compiled",
    metadata,
    Column("part", Text, primary_key=True, comment="which field of the Record"),
    Column("seq", WIDE, primary_key=True, autoincrement=False),
    Column("json", Text, nullable=False),
    Column("key", Text, comment="what tells it from the others of its part"),
    Column("rank", Text),
    Index("ix_compiled_key", "part", "key"),
    Index("ix_compiled_rank", "part", "rank"),
)
