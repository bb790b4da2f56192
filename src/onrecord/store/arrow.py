"""A table as an Arrow table: what is nested stays nested, and a column has one type whatever its rows hold."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from onrecord.store.flat import INTERVALS
from onrecord.store.plain import one_line

if TYPE_CHECKING:
    from onrecord.store.table import Table

_TEXT, _WHOLE, _PART = pa.string(), pa.int64(), pa.float64()
_OFFSETS = pa.list_(_WHOLE)


def _rows(*names: str, **others: Any) -> Any:
    """A list of objects with these fields of text, and others of other types."""
    return pa.list_(pa.struct([*((name, _TEXT) for name in names), *others.items()]))


_TYPES: dict[str, Any] = {
    **dict.fromkeys(("words", "appearances", "documents", "statements", "line"), _WHOLE),
    **dict.fromkeys(("weight", "polarisation"), _PART),
    **dict.fromkeys(("authors", "forms", "ids", "items", "outlets"), pa.list_(_TEXT)),
    "camps": pa.list_(pa.list_(_TEXT)),
    "span": _OFFSETS,
    "spans": pa.struct([("source", _OFFSETS), ("cue", pa.list_(_OFFSETS)), ("content", pa.list_(_OFFSETS))]),
    "rejected": _rows("text", "why"),
    "credits": _rows("role", "by"),
    "notes": _rows("kind", "text"),
    "lines": _rows("kind", "text"),
    "positions": _rows("by", "issue", "stance"),
    "checks": _rows("says", "verdict", "about", "value", "reference", "source", span=_OFFSETS),
    "pages": _rows("document", "id", "outlet", published=pa.list_(_TEXT), words=_WHOLE, share=_PART),
}
_DAYS = frozenset({"earliest", "latest"})


def arrow(table: Table) -> pa.Table:
    """The rows of a view as an Arrow table; for each interval two columns of days, null where a side is open."""
    rows = list(table)
    columns: dict[str, pa.Array] = {}
    for name in table.columns:
        values = [row[name] for row in rows]
        if name in INTERVALS and table.view != "timeline":
            for side, end in enumerate(("earliest", "latest")):
                columns[f"{name}_{end}"] = days(value and value[side] for value in values)
        elif name in _DAYS:
            columns[name] = days(values)
        else:
            columns[name] = column(name, values)
    return pa.table(columns)


def column(name: str, values: list[Any]) -> pa.Array:
    """The values of a column in the type that its name has; of one without, in what holds them all, else as JSON."""
    values = [_valid(value) for value in values]
    chosen = _TYPES.get(name)
    if chosen is None and name.endswith("confidence"):
        chosen = _PART
    if chosen is None:
        kinds = {type(value) for value in values if value is not None}
        chosen = _TEXT if kinds <= {str} else {bool: pa.bool_(), int: _WHOLE, float: _PART}.get(kinds.pop())
    if chosen is not None and not all(_fits(value, chosen) for value in values):
        chosen = None
    try:
        return pa.array(values, type=chosen)
    except (pa.ArrowInvalid, pa.ArrowTypeError, TypeError):
        return pa.array([None if value is None else one_line(value) for value in values], type=_TEXT)


def days(values: Iterable[str | None]) -> pa.Array:
    """Days from their ISO form, null where there is none."""
    return pa.array([date.fromisoformat(value) if value else None for value in values], type=pa.date32())


def _fits(value: Any, kind: Any) -> bool:
    """Whether a type has a place for every field of a value: Arrow would drop the others without a word."""
    if isinstance(value, list) and pa.types.is_list(kind):
        return all(_fits(one, kind.value_type) for one in value)
    if isinstance(value, dict):
        return pa.types.is_struct(kind) and all(
            kind.get_field_index(key) >= 0 and _fits(one, kind.field(key).type) for key, one in value.items()
        )
    return True


def _valid(value: Any) -> Any:
    """A value without halves of characters, which no Arrow text may hold."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, list):
        return [_valid(one) for one in value]
    return {key: _valid(one) for key, one in value.items()} if isinstance(value, dict) else value
