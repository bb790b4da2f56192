"""What every table of a record is made of."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, MetaData, Text

metadata = MetaData()


def place() -> Column[int]:
    """The place of a row in its view, which is also its key."""
    return Column("seq", Integer, primary_key=True, autoincrement=False)


def row() -> Column[str]:
    """The whole row as one JSON object."""
    return Column("row", Text, nullable=False)


def page() -> Column[str]:
    """Which page, and so which document, a row belongs to."""
    return Column("document_id", ForeignKey("pages.id"), nullable=False, index=True)
