"""Who holds what, by which statements, and who changed sides."""

from __future__ import annotations

from sqlalchemy import Column, Date, Float, ForeignKey, Integer, Table, Text

from onrecord.store.schema.base import WIDE, metadata, place, rank, row

positions = Table(
    "positions",
    metadata,
    place(),
    Column("issue", Text, nullable=False),
    Column("issue_key", Text, nullable=False, index=True),
    Column("by", Text, nullable=False, index=True),
    Column("stance", Text, nullable=False),
    Column("earliest", Date),
    Column("latest", Date),
    Column("statements", Integer, nullable=False),
    Column("confidence", Float, nullable=False),
    row(),
    rank(),
)

position_statement = Table(
    "position_statement",
    metadata,
    Column("position", WIDE, ForeignKey("positions.seq"), primary_key=True),
    Column("statement", Text, primary_key=True, index=True),
)

changes = Table(
    "changes",
    metadata,
    place(),
    Column("by", Text, nullable=False, index=True),
    Column("issue", Text, nullable=False),
    Column("issue_key", Text, nullable=False, index=True),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("earliest", Date, index=True),
    Column("latest", Date, index=True),
    row(),
    rank(),
)
