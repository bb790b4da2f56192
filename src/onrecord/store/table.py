"""What a view gives: rows that can be read, looped over, and handed to other tools."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, overload

from onrecord.model import OnRecordError
from onrecord.store.columns import COLUMNS
from onrecord.store.flat import INTERVALS, SPANS, cells, inert
from onrecord.store.plain import one_line

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

_SHOWN = 20
"""How many rows ``repr`` and a notebook show."""


class Table(Sequence[dict[str, Any]]):
    """The rows of a view, which never change: a sequence of dicts, all with the same columns in one order.

    Every access gives a row of its own, so that nothing done to it reaches the table.
    """

    def __init__(self, view: str, rows: Iterable[str]) -> None:
        """``view`` is one of ``COLUMNS``; each row a JSON object with its columns."""
        self.view = view
        self.columns = tuple(COLUMNS[view])
        self._rows = tuple(rows)

    @classmethod
    def of(cls, view: str, rows: Iterable[dict[str, Any]]) -> Table:
        """A table from rows that are plain dicts."""
        return cls(view, [one_line(row) for row in rows])

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> dict[str, Any]: ...
    @overload
    def __getitem__(self, index: slice) -> Table: ...
    def __getitem__(self, index: int | slice) -> dict[str, Any] | Table:
        if isinstance(index, slice):
            return Table(self.view, self._rows[index])
        row: dict[str, Any] = json.loads(self._rows[index])
        return row

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return map(json.loads, self._rows)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Table):
            return NotImplemented
        return self.view == other.view and self._rows == other._rows

    def __hash__(self) -> int:
        return hash((self.view, self._rows))

    def json(self) -> str:
        """One JSON object a line, whole."""
        return "".join(row + "\n" for row in self._rows)

    def csv(self) -> str:
        """Comma-separated values with a head; nested values flattened, and nothing that runs as a formula."""
        out = io.StringIO()
        columns = [c for c in self.columns if c != "spans"] + (list(SPANS) if "spans" in self.columns else [])
        writer = csv.DictWriter(out, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows({column: inert(cell) for column, cell in cells(row).items()} for row in self)
        return out.getvalue()

    def frame(self) -> pd.DataFrame:
        """A pandas data frame with these columns; after a column of intervals stand its two sides as dates.

        Raises OnRecordError where pandas is not installed.
        """
        try:
            import pandas as pd
        except ImportError:
            raise OnRecordError("a data frame needs pandas: pip install 'onrecord[pandas]'") from None
        rows = list(self)
        frame = pd.DataFrame(rows, columns=list(self.columns))
        for column in () if self.view == "timeline" else INTERVALS:
            if column not in self.columns:
                continue
            for side, name in ((1, "latest"), (0, "earliest")):
                days = pd.Series([row[column] and row[column][side] for row in rows], dtype="object")
                place = self.columns.index(column) + 1
                frame.insert(place, f"{column}_{name}", pd.to_datetime(days))
        return frame.astype({"line": "Int64"}) if "line" in frame else frame

    def arrow(self) -> pa.Table:
        """An Arrow table: nested values nested, an interval as two days. Raises OnRecordError without pyarrow."""
        try:
            from onrecord.store.arrow import arrow
        except ImportError:
            raise OnRecordError("an Arrow table needs pyarrow: pip install 'onrecord[parquet]'") from None
        return arrow(self)

    def polars(self) -> pl.DataFrame:
        """A polars data frame with the columns of ``arrow``. Raises OnRecordError without polars."""
        try:
            import polars as pl
        except ImportError:
            raise OnRecordError("a polars data frame needs polars: pip install 'onrecord[polars]'") from None
        frame = pl.from_arrow(self.arrow())
        assert isinstance(frame, pl.DataFrame)
        return frame

    def __repr__(self) -> str:
        from onrecord.store.grid import as_text

        return as_text(self, shutil.get_terminal_size((100, 24)).columns, _SHOWN)

    def _repr_html_(self) -> str:
        from onrecord.store.notebook import table_html

        return table_html(self, _SHOWN)
