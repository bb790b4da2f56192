"""Hand codings of a ``.dna`` file, the SQLite database of Discourse Network Analyzer 3.

The file is foreign: it is opened so that nothing in it can run or be written, only plain tables are read, and what
they hold may be anything.
"""

from __future__ import annotations

import re
import sqlite3
import time
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from onrecord.engine.coding.bound import MAX_CHARS, MAX_CODINGS, MAX_DATABASE, MAX_TEXTS, SECONDS, unreadable
from onrecord.engine.coding.field import Fields, name
from onrecord.model import CodedText, HandCoding, HandCodings, LeftOut, OnRecordError
from onrecord.model.dna import DATA, OURS, TABLES

HEAD = b"SQLite format 3\0"
_NEEDED = ("CODERS", "DOCUMENTS", "STATEMENTTYPES", "VARIABLES", "STATEMENTS", "ENTITIES", *DATA.values())
_PAGE = re.compile(r"\bpage ([0-9a-f]{16})\b")
_URL = re.compile(r"https?://[^\s;]+")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def read_dna(path: Path, fields: Fields) -> HandCodings:
    """What was coded in a ``.dna`` file.

    Of each statement type the variables that hold actor, organisation, issue and stance are those of ``fields``, or of
    the names that say so (``person``, ``organization``, ``concept``, ``agreement``). A statement of a type without
    them is counted as left out. Raises OnRecordError where the file is no ``.dna`` file, or broken.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(len(HEAD))
    except OSError as error:
        raise unreadable(path, error) from None
    if head != HEAD:
        raise OnRecordError(f"{path} is no .dna file: it is not an SQLite database")
    if size > MAX_DATABASE:
        raise OnRecordError(f"{path} has {size:,} bytes: at most {MAX_DATABASE:,} are read")
    for ending in ("-wal", "-journal"):
        beside = path.with_name(path.name + ending)
        if beside.exists() and beside.stat().st_size:
            raise OnRecordError(f"{path} is open in another program, which has not saved all of it: close it there")
    try:
        with closing(_opened(path)) as file:
            _tables(file, path)
            return _Read(file, path, fields).everything()
    except UnicodeDecodeError:
        # What SQLite says of a damaged schema quotes it, and Python takes that for text.
        raise OnRecordError(f"{path} cannot be read: its list of tables is damaged") from None
    except sqlite3.Error as error:
        raise OnRecordError(f"{path} cannot be read: {error}") from None


def _opened(path: Path) -> sqlite3.Connection:
    """The file, read-only, with its schema not trusted and bounds on what a question may take."""
    file = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    file.text_factory = lambda data: data.decode("utf-8", "replace")
    for pragma in ("trusted_schema = OFF", "query_only = ON", "cell_size_check = ON", "mmap_size = 0"):
        file.execute(f"PRAGMA {pragma}")
    file.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 4 * MAX_CHARS + 1_000_000)
    file.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    file.setlimit(sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 50)
    until = time.monotonic() + SECONDS
    file.set_progress_handler(lambda: time.monotonic() > until, 100_000)
    return file


def _tables(file: sqlite3.Connection, path: Path) -> None:
    """That every table needed is there, a plain table of its columns. Raises OnRecordError where one is not."""
    query = "SELECT upper(name), type, sql FROM sqlite_master WHERE upper(name) IN ({})"
    rows = file.execute(query.format(", ".join("?" * len(_NEEDED))), _NEEDED).fetchall()
    plain = {n for n, kind, sql in rows if kind == "table" and not re.match(r"\s*create\s+virtual", str(sql), re.I)}
    missing = [table for table in _NEEDED if table not in plain]
    if missing:
        raise OnRecordError(f"{path} is no .dna file of version 3: it has no table {missing[0]}")
    for table in _NEEDED:
        wanted = set(re.findall(r"(?:^|, )([A-Za-z]+) (?:INTEGER|TEXT)", TABLES[table]))
        there = {row[1] for row in file.execute(f"PRAGMA table_info({table})")}
        wanted &= _USED.get(table, wanted)
        if lacking := sorted(wanted - there):
            raise OnRecordError(f"{path} is no .dna file of version 3: its table {table} has no column {lacking[0]}")


_USED = {
    "CODERS": {"ID", "Name"},
    "DOCUMENTS": {"ID", "Title", "Text", "Notes", "Source", "Date"},
    "STATEMENTTYPES": {"ID", "Label"},
    "ENTITIES": {"ID", "Value"},
}
"""The columns that are read, of tables that have more."""


class _Read:
    """A file that is being read."""

    def __init__(self, file: sqlite3.Connection, path: Path, fields: Fields) -> None:
        self.file = file
        self.path = path
        self.fields = fields
        self.texts: dict[int, CodedText] = {}
        self.left: list[LeftOut] = []

    def everything(self) -> HandCodings:
        """Texts and codings."""
        self._documents()
        self._known_variables()
        coders = {row: str(called) for row, called in self._rows("SELECT ID, Name FROM CODERS", 10_000, "coders")}
        codings: list[HandCoding] = []
        for kind, label in self._rows("SELECT ID, Label FROM STATEMENTTYPES ORDER BY ID", 1_000, "statement types"):
            columns = self._variables(kind)
            if columns is None:
                (count,) = self.file.execute(
                    "SELECT count(*) FROM STATEMENTS WHERE StatementTypeId = ?", (kind,)
                ).fetchone()
                if count and label != OURS:
                    why = f"the type has no variables for who takes a side on what ({count} statements)"
                    self.left.append(LeftOut(f'statement type "{label}"', why))
                continue
            codings += self._statements(kind, columns, coders, MAX_CODINGS - len(codings))
        return HandCodings(tuple(self.texts.values()), tuple(codings), tuple(self.left))

    def _known_variables(self) -> None:
        """That each variable which a person named is one of some statement type. Raises OnRecordError."""
        there = [str(row[0]) for row in self._rows("SELECT DISTINCT Variable FROM VARIABLES", 10_000, "variables")]
        self.fields.among(there, str(self.path))

    def _rows(self, query: str, most: int, what: str, given: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a question. Raises OnRecordError where there are more than ``most``."""
        for count, row in enumerate(self.file.execute(query, given)):
            if count >= most:
                raise OnRecordError(f"{self.path} has more than {most:,} {what}: divide it")
            yield row

    def _documents(self) -> None:
        query = "SELECT ID, Title, Text, Notes, Source, Date FROM DOCUMENTS ORDER BY ID"
        for row, title, text, notes, source, seconds in self._rows(query, MAX_TEXTS, "documents"):
            text, notes = str(text or ""), str(notes or "")
            where = f"document {row}"
            if len(text) > MAX_CHARS:
                self.left.append(LeftOut(where, f"its text has more than {MAX_CHARS:,} characters"))
                continue
            page, url = _PAGE.search(notes), _URL.search(f"{notes} {source}")
            self.texts[row] = CodedText(
                id=where,
                text=text.replace("\r\n", "\n"),
                title=str(title or "") or None,
                day=_day(seconds) if "DATE NOT KNOWN" not in notes else None,
                page=page[1] if page else None,
                url=url[0] if url else None,
            )

    def _variables(self, kind: int) -> dict[str, tuple[int, str]] | None:
        """Field by field the variable that holds it and its type of data; None where a side cannot be told."""
        query = "SELECT ID, Variable, DataType FROM VARIABLES WHERE StatementTypeId = ? ORDER BY ID"
        rows = list(self._rows(query, 1_000, "variables", (kind,)))
        by_name = {str(variable): (row, str(data)) for row, variable, data in rows if str(data) in DATA}
        try:
            found = self.fields.among(by_name, str(self.path))
        except OnRecordError:
            found = Fields({}).among(by_name, str(self.path))
        columns = {field: by_name[column] for field, column in found.items()}
        sided = "issue" in columns and ("actor" in columns or "organisation" in columns)
        return columns if sided else None

    def _values(self, kind: int, variable: int, data: str) -> dict[int, Any]:
        """The value of a variable by statement."""
        if data == "short text":
            query = (
                "SELECT d.StatementId, e.Value FROM DATASHORTTEXT d JOIN ENTITIES e ON e.ID = d.Entity "
                "JOIN STATEMENTS s ON s.ID = d.StatementId WHERE d.VariableId = ? AND s.StatementTypeId = ?"
            )
        else:
            query = (
                f"SELECT d.StatementId, d.Value FROM {DATA[data]} d "  # noqa: S608 - one of our own names
                "JOIN STATEMENTS s ON s.ID = d.StatementId WHERE d.VariableId = ? AND s.StatementTypeId = ?"
            )
        return dict(self._rows(query, MAX_CODINGS, "values of a variable", (variable, kind)))

    def _statements(
        self, kind: int, columns: dict[str, tuple[int, str]], coders: dict[Any, str], most: int
    ) -> Iterator[HandCoding]:
        """The codings of one statement type."""
        values = {field: self._values(kind, *column) for field, column in columns.items()}
        query = "SELECT ID, DocumentId, Start, Stop, Coder FROM STATEMENTS WHERE StatementTypeId = ? ORDER BY ID"
        units: dict[int, _Units] = {}
        for row, document, start, stop, coder in self._rows(query, most, "statements", (kind,)):
            where = f"statement {row}"
            text = self.texts.get(document)
            if text is None or text.text is None:
                self.left.append(LeftOut(where, f"there is no document {document}"))
                continue
            if document not in units:
                units[document] = _Units(text.text)
            begin, end = units[document].at(start), units[document].at(stop)
            if begin is None or end is None or begin >= end:
                self.left.append(LeftOut(where, f"{start} to {stop} is no stretch of its text"))
                continue

            def of(field: str, row: int = row) -> str:
                value = values.get(field, {}).get(row)
                return "" if value is None else str(value)

            try:
                person, body, concept = name(of("actor")), name(of("organisation")), name(of("issue"))
                affirms = _stance(of("stance"), columns["stance"][1]) if "stance" in columns else None
            except ValueError as error:
                self.left.append(LeftOut(where, str(error)))
                continue
            if not concept or not (person or body):
                self.left.append(LeftOut(where, "nobody is coded" if concept else "no concept is coded"))
                continue
            yield HandCoding(
                coder=coders.get(coder, "") or f"coder {coder}",
                text=text.id,
                words=text.text[begin:end],
                where=where,
                start=begin,
                end=end,
                people=(person,) if person else (),
                organisation=body or None,
                concept=concept,
                affirms=affirms,
                day=text.day,
                note=of("note"),
            )


class _Units:
    """Places in a text that the program counts in UTF-16 units, as code points.

    An article may hold characters that take two units; statements that were exported count alike, as the export leaves
    none in.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        wide = (n for n, letter in enumerate(text) if ord(letter) > 0xFFFF)
        self.wide = [n + before for before, n in enumerate(wide)]

    def at(self, place: Any) -> int | None:
        """A place in code points; None where it lies outside the text."""
        if not isinstance(place, int) or place < 0:
            return None
        point = place - bisect_left(self.wide, place)
        return point if point <= len(self.text) else None


def _stance(value: str, data: str) -> bool | None:
    """A boolean says it; of an integer, above nought affirms, below denies, and nought is no side."""
    if not value:
        return None
    try:
        number = int(value)
    except ValueError:
        raise ValueError(f"{value[:40]!r} is no stance") from None
    if data == "boolean":
        return number != 0
    return None if number == 0 else number > 0


def _day(seconds: Any) -> date | None:
    """The day of seconds since 1970, in UTC."""
    try:
        return (_EPOCH + timedelta(seconds=int(seconds))).date()
    except (TypeError, ValueError, OverflowError):
        return None
