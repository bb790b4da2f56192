"""A record as tables: one flat file with every attribute of every statement, or a file for each view."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from onrecord.export.excerpt import Excerpt, Row
from onrecord.store.flat import INTERVALS, flat, inert, offsets
from onrecord.store.plain import one_line

if TYPE_CHECKING:
    import pyarrow as pa

_DOCUMENT = (
    *("url", "agency", "authors", "title", "published", "published_confidence", "published_why"),
    *("language", "words", "story"),
)
_ACTOR = ("kind", "of", "offices", "roles")
_SPANS = ("source", "cue", "content")


def columns() -> tuple[str, ...]:
    """The columns of the flat file: those of the statement, its document, speaker and target, and of one position."""
    from onrecord.store.columns import STATEMENTS

    return (
        *_apart(name for name in STATEMENTS if name not in ("positions", "spans")),
        *(f"{part}_spans" for part in _SPANS),
        *(f"document_{name}" for name in _apart(iter(_DOCUMENT))),
        *(f"{who}_{name}" for who in ("speaker", "target") for name in _ACTOR),
        *("position_by", "position_issue", "position_in_words", "position_stance", "position_confidence"),
    )


def _apart(names: Iterator[str]) -> Iterator[str]:
    """The names, an interval as its two sides."""
    for name in names:
        yield from (f"{name}_earliest", f"{name}_latest") if name in INTERVALS else (name,)


def rows(excerpt: Excerpt) -> Iterator[Row]:
    """A row for each statement and each position that it shows, every value a text, a number or None."""
    sure = {(p["by"], p["issue"], p["stance"]): p["confidence"] for p in excerpt.file.positions()}
    for said in excerpt.statements:
        row = _plain({name: value for name, value in said.items() if name not in ("positions", "spans")})
        row |= {f"{part}_spans": offsets(said["spans"][part]) or None for part in _SPANS}
        document = excerpt.document[said["document_id"]]
        row |= {f"document_{k}": v for k, v in _plain({name: document[name] for name in _DOCUMENT}).items()}
        for who in ("speaker", "target"):
            actor = excerpt.actor.get(said[who]) or {}
            row |= {f"{who}_{name}": actor.get(name) or None for name in _ACTOR}
        for one in said["positions"] or [{"by": None, "issue": None, "stance": None}]:
            yield row | {
                "position_by": one["by"],
                "position_issue": one["issue"],
                "position_in_words": excerpt.words.get(one["issue"]),
                "position_stance": one["stance"],
                "position_confidence": sure.get((one["by"], one["issue"], one["stance"])),
            }


def _plain(values: Row) -> Row:
    """Values as texts and numbers, an interval as its two sides."""
    out: Row = {}
    for name, value in values.items():
        if name in INTERVALS:
            out[f"{name}_earliest"], out[f"{name}_latest"] = value or (None, None)
        else:
            out[name] = None if value is None else flat(name, value)
    return out


def flat_csv(excerpt: Excerpt) -> str:
    """The flat file as comma-separated values; nothing in it runs as a formula."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns(), lineterminator="\n")
    writer.writeheader()
    for row in rows(excerpt):
        writer.writerow({name: inert(value) for name, value in row.items()})
    return out.getvalue()


def csv_files(excerpt: Excerpt) -> dict[str, str]:
    """The flat file, and one for each view."""
    return {"flat.csv": flat_csv(excerpt)} | {f"{name}.csv": table.csv() for name, table in excerpt.tables.items()}


def jsonl(excerpt: Excerpt) -> str:
    """Every row of every view as a line of JSON, with the name of its view first."""
    return "".join(one_line({"view": name} | row) + "\n" for name, table in excerpt.tables.items() for row in table)


def jsonl_files(excerpt: Excerpt) -> dict[str, str]:
    """A file of JSON lines for each view."""
    return {f"{name}.jsonl": table.json() for name, table in excerpt.tables.items()}


def parquet(excerpt: Excerpt) -> bytes:
    """The flat file as Parquet: days are days, numbers numbers."""
    import pyarrow as pa

    from onrecord.store.arrow import column, days

    every = list(rows(excerpt))
    made: dict[str, Any] = {}
    for name in columns():
        values = [row[name] for row in every]
        if name.endswith(("_earliest", "_latest")):
            made[name] = days(values)
        elif name == "document_words" or name == "line":
            made[name] = pa.array(values, type=pa.int64())
        else:
            made[name] = column(name, values)
    return _bytes(pa.table(made))


def parquet_files(excerpt: Excerpt) -> dict[str, bytes]:
    """A Parquet file for each view, nested values nested."""
    return {f"{name}.parquet": _bytes(table.arrow()) for name, table in excerpt.tables.items()}


def _bytes(table: pa.Table) -> bytes:
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(table, out, compression="zstd")
    return out.getvalue()
