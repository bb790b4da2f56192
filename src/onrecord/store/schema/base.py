"""What every table of a record is made of."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, MetaData, Text

metadata = MetaData()
WIDE = BigInteger().with_variant(Integer, "sqlite")
"""Whole numbers of 64 bits, which SQLite calls integers."""


def place() -> Column[int]:
    """The place of a row in its view, which is also its key: ascending, with room between rows for those to come."""
    return Column("seq", WIDE, primary_key=True, autoincrement=False)


def rank() -> Column[str]:
    """Where a row belongs in its view, as a text that sorts as the view does; no two rows have the same."""
    return Column("rank", Text, index=True)


def row() -> Column[str]:
    """The whole row as one JSON object."""
    return Column("row", Text, nullable=False)


def page() -> Column[str]:
    """Which page, and so which document, a row belongs to."""
    return Column("document_id", ForeignKey("pages.id"), nullable=False, index=True)
