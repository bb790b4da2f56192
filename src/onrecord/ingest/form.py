"""How a table of articles is written: its rows out of CSV, JSON lines, a JSON document or Parquet, one at a time."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import IO, Any

from onrecord.ingest.columns import Columns, recognised
from onrecord.ingest.limits import MAX_BYTES, MAX_PASSED_OVER, MAX_WRAPPED
from onrecord.model import Refused

Row = dict[str, Any]

SUFFIXES = {".csv": "csv", ".tsv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".parquet": "parquet"}
"""The suffixes of tables, with how each is written."""

_BATCH = 16
_LISTS = ("articles", "results", "data", "items", "docs", "stories")


@dataclass(frozen=True, slots=True)
class Header:
    """The names of all columns of a table."""

    names: tuple[str, ...]


def rows(stream: IO[bytes], form: str, columns: Columns | None) -> Iterator[Row | Header | Refused]:
    """The rows of a table in a form of SUFFIXES, one at a time, and before them the names of all columns where the form
    has them in one place; a Refused stands for a row that cannot be used.
    """
    if form == "csv":
        return _csv(stream, columns is not None and columns.counted)
    if form == "jsonl":
        return _json_lines(stream)
    return _json(stream) if form == "json" else _parquet(stream, columns)


class _Lines:
    """The lines of a stream, one at a time, none longer than a page may be; a longer one is passed over and told."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> bytes:
        """The next line. Raises Refused for one that is too long, after which the next can be had."""
        line = self._stream.readline(MAX_BYTES + 1)
        if not line:
            raise StopIteration
        if len(line) <= MAX_BYTES:
            return line
        passed = len(line)
        while not line.endswith(b"\n") and (line := self._stream.readline(1 << 20)):
            passed += len(line)
            if passed > MAX_PASSED_OVER:
                raise ValueError(f"a line of more than {MAX_PASSED_OVER / 1e9:.0f} GB")
        raise Refused(f"{passed / 1e6:.0f} MB in one line, larger than the {MAX_BYTES / 1e6:.0f} MB a page may have")


class _Decoded:
    """The same lines as text. Bytes that are no UTF-8 become surrogates, from which a page has them back."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._lines = _Lines(stream)
        self.first = next(self._lines, b"").removeprefix(b"\xef\xbb\xbf")
        self._again = [self.first]

    def __iter__(self) -> _Decoded:
        return self

    def __next__(self) -> str:
        line = self._again.pop() if self._again else next(self._lines)
        return line.decode("utf-8", "surrogateescape")


def delimited(text: str) -> str:
    """What parts the cells of a table, by its first line: tabs where it has any, else what it has more of, commas or
    semicolons.
    """
    first = text.partition("\n")[0]
    return "\t" if "\t" in first else max(",;", key=first.count)


def _csv(stream: IO[bytes], counted: bool) -> Iterator[Row | Header | Refused]:
    """The rows of a table in a text; its first line names the columns, unless they are counted."""
    lines = _Decoded(stream)
    delimiter = delimited(lines.first.decode("utf-8", "replace"))
    csv.field_size_limit(MAX_BYTES)
    reader = csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE if counted else csv.QUOTE_MINIMAL)
    names: list[str] | None = None
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Refused(str(error))
            continue
        except Refused as told:
            yield told
            continue
        if names is None and not counted:
            names = [cell.strip() for cell in cells]
            if any(names):
                yield Header(tuple(names))
        elif cells:
            yield (
                dict(zip_longest(names, cells[: len(names)])) if names else {f"#{i}": c for i, c in enumerate(cells, 1)}
            )


def _json_lines(stream: IO[bytes]) -> Iterator[Row | Refused]:
    """The objects of a file that has one on each line."""
    lines = _Lines(stream)
    while True:
        try:
            line = next(lines)
        except StopIteration:
            return
        except Refused as told:
            yield told
            continue
        if not line.strip():
            continue
        try:
            row = json.loads(line, strict=False)
        except (ValueError, RecursionError):
            yield Refused("no JSON; a table of JSON lines has one object on each line")
            continue
        yield row if isinstance(row, dict) else Refused("no JSON object")


def _json(stream: IO[bytes]) -> Iterator[Row | Refused]:
    """The objects of a JSON document: those of its list, wherever that stands, or the one that it is."""
    content = stream.read(MAX_WRAPPED + 1)
    if len(content) > MAX_WRAPPED:
        raise Refused(f"more than the {MAX_WRAPPED / 1e6:.0f} MB a JSON document may have; write it as JSON lines")
    try:
        found = json.loads(content, strict=False)
    except (ValueError, RecursionError):
        raise Refused("no JSON; get it again") from None
    for _ in range(3):
        inner = [found[name] for name in _LISTS if name in found] if isinstance(found, dict) else []
        if not inner:
            break
        found = inner[0]
    for row in found if isinstance(found, list) else [found]:
        yield row if isinstance(row, dict) else Refused("no JSON object")


def _parquet(stream: IO[bytes], columns: Columns | None) -> Iterator[Row | Header | Refused]:
    """The rows of a Parquet file, a few at a time and no more of its columns than are asked for."""
    from pyarrow import ArrowException, parquet

    try:
        file = parquet.ParquetFile(stream, pre_buffer=False, buffer_size=1 << 20)
        yield Header(tuple(file.schema_arrow.names))
        known = columns.spelled(file.schema_arrow.names) if columns else recognised(file.schema_arrow.names)
        tops = {column.partition(".")[0] for column in known.places} if known else set()
        names = [name for name in file.schema_arrow.names if name in tops or not known]
        if known is None or not names:
            return
        for batch in file.iter_batches(batch_size=_BATCH, columns=names):
            yield from batch.to_pylist()
    except ArrowException as error:
        raise Refused(f"cannot be read as Parquet: {' '.join(str(error).split())[:120]}") from None
