"""Records and tables in a notebook: small pieces of HTML, with everything from pages escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from onrecord.store.flat import flat
from onrecord.store.grid import LAYOUTS
from onrecord.store.plain import plain

if TYPE_CHECKING:
    from onrecord.store.file import RecordFile
    from onrecord.store.table import Table

_STYLE = "text-align:left;vertical-align:top;max-width:36em;white-space:normal"
_SPEAKERS = 5


def table_html(table: Table, most: int) -> str:
    """A table as HTML with at most so many rows, and a line that says how many there are."""
    columns = LAYOUTS[table.view][2]
    head = "".join(f'<th style="{_STYLE}">{escape(c.replace("_", " "))}</th>' for c in columns)
    rows = "".join(
        "<tr>" + "".join(f'<td style="{_STYLE}">{_cell(column, row[column])}</td>' for column in columns) + "</tr>"
        for row in table[:most]
    )
    total = f"{len(table)} rows" if len(table) <= most else f"{most} of {len(table)} rows"
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table><p>{total}</p>"


def record_html(record: RecordFile) -> str:
    """The overview of a record as HTML: its figures, who speaks most, what differs from the reference."""
    speakers = [row for row in record.actors()[:_SPEAKERS] if row["statements"]]
    parts = [f"<p><strong>{escape(repr(record))}</strong></p>"]
    if speakers:
        said = ", ".join(f"{_cell('name', row['name'])} ({row['statements']})" for row in speakers)
        parts.append(f"<p>Who speaks most: {said}</p>")
    differs = record.checks(verdict="differs")
    if differs:
        parts.append(f"<p>What differs from the reference:</p>{table_html(differs, _SPEAKERS)}")
    if record.set_aside:
        parts.append(f"<p>Set aside:</p>{table_html(record.set_aside, _SPEAKERS)}")
    return "".join(parts)


def _cell(column: str, value: object) -> str:
    return escape(plain(str(flat(column, value))))
