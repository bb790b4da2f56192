"""How a view is asked: its rows under conditions, and the conditions that several views share."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, select
from sqlalchemy import Table as Relation

from onrecord.store import filters, schema
from onrecord.store.table import Table

Day = str | date
"""A day as a date, or as text: 2018-12-06, 2018-12 for the month or 2018 for the year."""


def rows(connection: Connection, view: Relation, asked: list[ColumnElement[bool]]) -> Table:
    """The rows of a view that meet every condition, in their order."""
    query = select(view.c.row).where(*asked).order_by(view.c.seq)
    return Table(view.name, connection.execute(query).scalars())


def inside(
    connection: Connection, column: ColumnElement[Any], outlet: str | None, document: str | None
) -> list[ColumnElement[bool]]:
    """That a column of document ids lies with an outlet and a document, where these are asked for."""
    asked: list[ColumnElement[bool]] = []
    if outlet is not None:
        asked.append(column.in_(filters.of_outlet(connection, outlet)))
    if document is not None:
        asked.append(column.in_(filters.of_document(connection, document)))
    return asked


def shown_by(positions: Select[tuple[int]]) -> Select[tuple[str]]:
    """The ids of the statements that show one of these positions."""
    shown = schema.position_statement
    return select(shown.c.statement).where(shown.c.position.in_(positions))
