"""A nested value as text that a person reads in one cell."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

INTERVALS = ("published", "date", "to_date", "time", "falls", "last", "first")
"""The columns that hold [earliest, latest]."""


def flat(column: str, value: Any) -> str | int | float:
    """The value of a column as one text or number; what is not known is the empty text."""
    if value is None:
        return ""
    if isinstance(value, str | int | float):
        return value
    if column in _SHAPES:
        return _SHAPES[column](value)
    return "; ".join(map(str, value))


_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell starts that a spreadsheet may run as a formula."""


_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def inert(cell: Any) -> Any:
    """A cell so that no spreadsheet takes it for a formula: text that may start one gets an apostrophe before it.

    Control characters, at which readers of such files break off, become replacement characters.
    """
    if not isinstance(cell, str):
        return cell
    cell = _CONTROL.sub("\N{REPLACEMENT CHARACTER}", cell)
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def edtf(days: list[str | None]) -> str:
    """[earliest, latest] in EDTF: one day, or both with ``..`` for an open side."""
    earliest, latest = days
    return earliest if earliest is not None and earliest == latest else f"{earliest or '..'}/{latest or '..'}"


def offsets(spans: Any) -> str:
    """Spans as ``12-40 55-60``."""
    if not spans:
        return ""
    every = spans if isinstance(spans[0], list) else [spans]
    return " ".join(f"{start}-{end}" for start, end in every)


def stances(positions: list[dict[str, str]]) -> str:
    """Positions as ``Russia: breaches(Russia, INF Treaty) (deny)``."""
    return "; ".join(f"{p['by']}: {p['issue']} ({p['stance']})" for p in positions)


_SHAPES: dict[str, Callable[[Any], str]] = {
    **dict.fromkeys(INTERVALS, edtf),
    "positions": stances,
    "span": offsets,
    "rejected": lambda every: "; ".join(f"{r['text']} ({r['why']})" for r in every),
    "lines": lambda every: "; ".join(f"{line['kind']}: {line['text']}" for line in every),
    "checks": lambda every: "; ".join(f"{c['says']} ({c['verdict']})" for c in every),
    "camps": lambda every: " | ".join(", ".join(camp) for camp in every),
    "merged": lambda every: "; ".join(one["name"] for one in every),
    "changes": lambda every: "; ".join(f"{c['field']}: {c['words'] or c['after'] or 'none'}" for c in every),
    "pages": lambda every: "; ".join(dict.fromkeys(page["document"] for page in every)),
    "sides": lambda every: "; ".join(f"{one['side']} {one['statements']}" for one in every),
}

SPANS = {"source_span": "source", "cue_spans": "cue", "content_spans": "content"}
"""The columns into which the column ``spans`` falls apart."""


def cells(row: dict[str, Any]) -> dict[str, str | int | float]:
    """A row as flat cells, in its order."""
    flattened = {column: flat(column, value) for column, value in row.items() if column != "spans"}
    if "spans" in row:
        flattened |= {column: offsets(row["spans"][part]) for column, part in SPANS.items()}
    return flattened
