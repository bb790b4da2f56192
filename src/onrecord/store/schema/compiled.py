"""The record itself, noun by noun."""

from __future__ import annotations

from sqlalchemy import Column, Integer, Table, Text

from onrecord.store.schema.base import metadata

compiled = Table(
    "compiled",
    metadata,
    Column("part", Text, primary_key=True, comment="which field of the Record"),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("json", Text, nullable=False),
)
