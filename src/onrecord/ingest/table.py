"""Tables of articles: one page a row, from CSV, JSON lines, a JSON document or Parquet."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec

from onrecord.ingest.columns import Columns, filled, has, listed, moment, recognised
from onrecord.ingest.form import Header, Row, rows
from onrecord.ingest.metadata import clean, declared_date
from onrecord.ingest.offer import Offer, Stream, key, refusal
from onrecord.ingest.page import identified, made
from onrecord.ingest.web import Web
from onrecord.model import Declared, DeclaredKind, OnRecordError, Page, Refused

_ODD = re.compile("[\udc80-\udcff]")
_HALF = re.compile("[\ud800-\udc7f\udd00-\udfff]")
_MOST_NAMES = 1_000
"""How many names of columns are remembered of a table that has other ones in every row."""
_LOOKED_AT = 20
"""The rows in which columns of an unknown name are looked at for dates."""
_DATE = 40
"""The most characters of a cell that is nothing but a date."""


@dataclass(frozen=True, slots=True)
class Table(Stream):
    """A table of articles, each row a page.

    ``name`` is what the record calls it, ``place`` tells it from others, ``opened`` gives its bytes, ``form`` is how it
    is written (a value of SUFFIXES). ``columns`` says what they hold; without, they must say it themselves. ``web``
    fetches the page behind a row that has an address and no text; without, such a row is refused. ``held`` are
    addresses whose pages need not be fetched.
    """

    form: str
    columns: Columns | None = None
    web: Web | None = None
    held: Collection[str] = frozenset()

    def __post_init__(self) -> None:
        if self.form == "parquet" and find_spec("pyarrow") is None:
            raise OnRecordError(f"{self.name}: Parquet needs the extra of that name: pip install 'onrecord[parquet]'")

    @property
    def notes(self) -> tuple[str, ...]:
        """The keys under which it tells what is wrong with the table itself."""
        return tuple(self._key(0, about) for about in ("", "date column", "dates"))

    def offers(self) -> Iterator[Offer]:
        """A page for each row, in order. Of the same address the first row counts where the address is all there is.

        Behind them comes what is wrong with the table: that it is empty, that a column which was asked for is in no
        row, that no column is known to hold the dates, that some cannot be read.
        """
        columns = self.columns
        names: dict[str, None] = {}
        met: set[str] = set()
        unread: list[str] = []
        likely: dict[str, None] = {}
        number = 0
        try:
            with self.opened() as stream:
                for row in rows(stream, self.form, self.columns):
                    if isinstance(row, Header):
                        names = dict.fromkeys(row.names)
                        columns = columns.spelled(names) if columns else recognised(names)
                        if told := self._misfit(columns, names):
                            yield self._refused(0, told)
                            return
                        continue
                    number += 1
                    if isinstance(row, Refused):
                        yield self._refused(number, str(row))
                        continue
                    if len(names) < _MOST_NAMES:
                        names.update(dict.fromkeys(row))
                    if columns is None or number == 1:
                        columns = columns.spelled(row) if columns else recognised(row)
                        if columns is None or not any(has(names, place) for place in columns.places):
                            yield self._refused(0, self._misfit(None, row) or "")
                            return
                    if number <= _LOOKED_AT:
                        likely.update(dict.fromkeys(_dated(row) if len(row) >= len(names) else set(names) - set(row)))
                    url = filled(row, columns.url)
                    if url and not filled(row, columns.text):
                        if url[1] in met:
                            continue
                        met.add(url[1])
                    if (given := filled(row, columns.date)) and declared_date(given[1]) is None:
                        unread.append(given[1])
                    yield self._offer(number, row, columns)
        except Refused as told:
            yield self._refused(0, str(told))
            return
        except (OSError, EOFError, ValueError, MemoryError) as error:
            yield self._refused(0, f"damaged behind row {number}: {error}; what stands before it was read")
        yield from self._told(number, columns, names, likely, unread)

    def _told(
        self,
        rows: int,
        columns: Columns | None,
        names: Collection[str],
        likely: Collection[str],
        unread: Sequence[str],
    ) -> Iterator[Offer]:
        """What is wrong with the table, its rows read."""
        if not rows:
            yield self._refused(0, "an empty table: it has no rows")
            return
        if columns is None:
            return
        if told := columns.missing(names):
            yield self._refused(0, told)
        elif told := columns.undated(names, likely):
            yield self._refused(0, told, "date column")
        if unread:
            these = "1 date cannot be read" if len(unread) == 1 else f"{len(unread):,} dates cannot be read"
            those = "that page is" if len(unread) == 1 else "those pages are"
            first = _legible(unread[0])[:40]
            yield self._refused(0, f'{these} ("{first}"): {those} dated by other things alone', "dates")

    @staticmethod
    def _misfit(columns: Columns | None, names: Collection[str]) -> str | None:
        """What to say of a table whose columns do not tell what they hold, or that lacks one asked for; None else."""
        if columns and (told := columns.missing(names)):
            return told
        if columns and any(has(names, place) for place in columns.places):
            return None
        return (
            "which column holds the text? Say it: --columns text=...,title=...,date=...; "
            f"its columns are {listed(names)}"
        )

    def _key(self, number: int, about: str = "") -> str:
        return key(self.place, str(number), about) if about else key(self.place, str(number))

    def _refused(self, number: int, reason: str, about: str = "") -> Offer:
        """What is wrong with a row, or with the table (0)."""
        name = f"{self.name} row {number}" if number else self.name
        return refusal(name, self._key(number, about), reason)

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

        held = text is None and self.web is not None and address in self.held
        return Offer(name, key(self.place, str(number)), page, held)


def _dated(row: Row) -> Iterator[str]:
    """The columns under which a row has a date."""
    for name in row:
        found = filled(row, (name,))
        date = declared_date(found[1]) if found and len(found[1]) <= _DATE else None
        if date is not None and date.year and date.month:
            yield name


def _bytes(text: str) -> bytes:
    """The bytes of a text as the table has them; half a surrogate pair, which JSON can spell, is none."""
    return _HALF.sub("\ufffd", text).encode("utf-8", "surrogateescape")


def _legible(text: str) -> str:
    """What a table says of a row, on one line; bytes that are no UTF-8 are read as Windows-1252, the usual other."""
    return clean(_ODD.sub(lambda odd: bytes([ord(odd[0]) - 0xDC00]).decode("cp1252", "replace"), text))
