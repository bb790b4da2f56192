"""Tables of articles: one page a row, from CSV, JSON lines, a JSON document or Parquet."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.util import find_spec
from typing import IO, Any

from onrecord.ingest.columns import Columns, filled, moment, recognised
from onrecord.ingest.limits import MAX_BYTES, MAX_PASSED_OVER, MAX_WRAPPED
from onrecord.ingest.metadata import clean
from onrecord.ingest.offer import Offer, Opened, key, refusal
from onrecord.ingest.page import identified, made
from onrecord.ingest.web import Web
from onrecord.model import Declared, DeclaredKind, OnRecordError, Page, Refused

Row = dict[str, Any]

SUFFIXES = {".csv": "csv", ".tsv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".parquet": "parquet"}
"""The suffixes of tables, with how each is written."""

_BATCH = 16
_ODD = re.compile("[\udc80-\udcff]")
_HALF = re.compile("[\ud800-\udc7f\udd00-\udfff]")
_LISTS = ("articles", "results", "data", "items", "docs", "stories")


@dataclass(frozen=True, slots=True)
class Table:
    """A table of articles, each row a page.

    ``name`` is what the record calls it, ``place`` tells it from others, ``opened`` gives its bytes, ``form`` is how it
    is written (a value of SUFFIXES). ``columns`` says what they hold; without, they must say it themselves. ``web``
    fetches the page behind a row that has an address and no text; without, such a row is refused.
    """

    name: str
    place: str
    opened: Opened
    form: str
    columns: Columns | None = None
    web: Web | None = None

    def __post_init__(self) -> None:
        if self.form == "parquet" and find_spec("pyarrow") is None:
            raise OnRecordError(f"{self.name}: Parquet needs the extra of that name: pip install 'onrecord[parquet]'")

    @property
    def count(self) -> int | None:
        """Not known before the last row is read."""
        return None

    def offers(self) -> Iterator[Offer]:
        """A page for each row, in order. Of the same address the first row counts where the address is all there is."""
        columns = self.columns
        met: set[str] = set()
        number = 0
        try:
            with self.opened() as stream:
                for row in self._rows(stream):
                    number += 1
                    if isinstance(row, Refused):
                        yield self._refused(number, str(row))
                        continue
                    if columns is None:
                        columns = recognised(row)
                    if columns is None or (number == 1 and not any(_has(row, place) for place in columns.places)):
                        yield self._refused(0, self._unknown(row))
                        return
                    url = filled(row, columns.url)
                    if url and not filled(row, columns.text):
                        if url[1] in met:
                            continue
                        met.add(url[1])
                    yield self._offer(number, row, columns)
        except Refused as told:
            yield self._refused(0, str(told))
        except (OSError, EOFError, ValueError, MemoryError) as error:
            yield self._refused(0, f"damaged behind row {number}: {error}; what stands before it was read")

    def _rows(self, stream: IO[bytes]) -> Iterator[Row | Refused]:
        """The rows, one at a time; a Refused stands for one that cannot be used."""
        if self.form == "csv":
            return _csv(stream, self.columns is not None and self.columns.counted)
        if self.form == "jsonl":
            return _json_lines(stream)
        return _json(stream) if self.form == "json" else _parquet(stream, self.columns)

    @staticmethod
    def _unknown(row: Row) -> str:
        """What to say of a table whose columns do not tell what they hold."""
        names = ", ".join(list(row)[:12])
        return f"which column holds the text? Say it: --columns text=...,title=...,date=...; its columns are {names}"

    def _refused(self, number: int, reason: str) -> Offer:
        """What is wrong with a row, or with the table (0)."""
        name = f"{self.name} row {number}" if number else self.name
        return refusal(name, key(self.place, str(number)), reason)

    def _offer(self, number: int, row: Row, columns: Columns) -> Offer:
        """The page of a row."""
        text, url = filled(row, columns.text), filled(row, columns.url)
        address = url[1].strip() if url and url[1].strip().startswith(("http://", "https://")) else None
        name = address or f"{self.name} row {number}"
        seen = filled(row, columns.seen)
        declared = tuple(
            Declared(kind, _legible(found[1]), f"column {found[0]} of {self.name}")
            for kind in DeclaredKind
            if (found := filled(row, getattr(columns, str(kind))))
        )

        def page() -> Page:
            if text:
                retrieved = moment(seen[1]) if seen else None
                return made(_bytes(text[1]), name, suffix=".html", url=address, retrieved=retrieved, declared=declared)
            if address is None:
                raise Refused(f"{name}: the row has neither text nor address")
            if self.web is None:
                raise Refused(f"{name}: the row has an address and no text; --follow fetches the page behind it")
            return identified(replace(self.web.page(address), name=name, declared=declared))

        return Offer(name, key(self.place, str(number)), page)


def _has(row: Row, place: str) -> bool:
    """Whether a row has a column, or one that it may stand in."""
    return place in row or place.partition(".")[0] in row


def _bytes(text: str) -> bytes:
    """The bytes of a text as the table has them; half a surrogate pair, which JSON can spell, is none."""
    return _HALF.sub("\ufffd", text).encode("utf-8", "surrogateescape")


def _legible(text: str) -> str:
    """What a table says of a row, on one line; bytes that are no UTF-8 are read as Windows-1252, the usual other."""
    return clean(_ODD.sub(lambda odd: bytes([ord(odd[0]) - 0xDC00]).decode("cp1252", "replace"), text))


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


def _csv(stream: IO[bytes], counted: bool) -> Iterator[Row | Refused]:
    """The rows of a table: tabs part its cells where the first line has any, else what it has more of, commas or
    semicolons.
    """
    lines = _Decoded(stream)
    delimiter = "\t" if b"\t" in lines.first else max(",;", key=lambda mark: lines.first.count(mark.encode()))
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
        elif cells:
            yield dict(zip(names, cells, strict=False)) if names else {f"#{i}": c for i, c in enumerate(cells, 1)}


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


def _parquet(stream: IO[bytes], columns: Columns | None) -> Iterator[Row | Refused]:
    """The rows of a Parquet file, a few at a time and no more of its columns than are asked for."""
    from pyarrow import ArrowException, parquet

    try:
        file = parquet.ParquetFile(stream, pre_buffer=False, buffer_size=1 << 20)
        known = columns or recognised(file.schema_arrow.names)
        tops = {column.partition(".")[0] for column in known.places} if known else set()
        names = [name for name in file.schema_arrow.names if name in tops or not known]
        if known is None or not names:
            yield dict.fromkeys(file.schema_arrow.names)
            return
        for batch in file.iter_batches(batch_size=_BATCH, columns=names):
            yield from batch.to_pylist()
    except ArrowException as error:
        raise Refused(f"cannot be read as Parquet: {' '.join(str(error).split())[:120]}") from None
