"""From YAML files to tables: a person's own file lies over the shipped ones, row by row."""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass
from functools import cache
from hashlib import sha256
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, get_args, get_type_hints

from pydantic import TypeAdapter, ValidationError

from onrecord.model import OnRecordError
from onrecord.reference.notation import NotationError, in_line, parse
from onrecord.reference.rows import Tables

_TABLES = TypeAdapter(Tables)
NAMES = tuple(f.name for f in fields(Tables))
LIMIT = 32 * 1024 * 1024
"""The largest file that is read, in bytes: a hundred times the shipped tables."""
# What pydantic says, in words for somebody who writes a table.
_SAYS = {
    "missing": "this field is missing; every such row needs it",
    "string_type": "expected text",
    "tuple_type": "expected a list: [one, another]",
    "float_parsing": "expected a number",
    "int_parsing": "expected a whole number",
    "dataclass_type": "expected fields with values: {name: ...}",
}


class TableError(OnRecordError):
    """A table that cannot be used; the message says which file, which line and row, and what is wrong.

    ``problems`` are all that were found, each a line of its own without the name of the file.
    """

    def __init__(self, says: str, problems: tuple[str, ...] = ()) -> None:
        super().__init__(says)
        self.problems = problems


def read_tables(text: str, name: str) -> Tables:
    """The tables of one YAML file: a mapping from table names to lists of rows.

    Raises TableError with one line that names the file and the place.
    """
    try:
        data = parse(text)
    except NotationError as error:
        raise _refused(name, [(error.line, str(error))]) from None
    if data is None:
        return Tables()
    if not isinstance(data, dict):
        raise _refused(name, [(0, f"expected a mapping with some of the tables {', '.join(NAMES)}")])
    unknown = [table for table in data if table not in NAMES]
    if unknown:
        raise _refused(name, [(0, f"{table}: there is no such table{nearest(table, NAMES)}") for table in unknown])
    try:
        tables = _TABLES.validate_python({table: data[table] or () for table in data})
    except ValidationError as error:
        raise _refused(name, [_told(data, one) for one in error.errors()]) from None
    if wrong := [*_twice(data), *_backward(data, tables)]:
        raise _refused(name, wrong)
    return tables


def _twice(data: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    """The rows whose name another row of their table bears."""
    for table, rows in data.items():
        seen: set[str] = set()
        for row in rows or ():
            if row["name"] in seen:
                yield row.line, f"{table}: {row['name']} stands twice; join the rows or rename one"
            seen.add(row["name"])


def _backward(data: Mapping[str, Any], tables: Tables) -> Iterator[tuple[int, str]]:
    """Events that end before they start: no interval can hold them."""
    for raw, event in zip(data.get("events") or (), tables.events, strict=True):
        if event.end < event.start:
            yield raw.line, f"events, {event.name}: end: {event.end} lies before start ({event.start})"


def _refused(name: str, problems: list[tuple[int, str]]) -> TableError:
    lines = tuple(f"line {line}: {says}" if line else says for line, says in problems)
    more = f" (and {len(lines) - 1} more: `onrecord reference check` lists them)" if len(lines) > 1 else ""
    return TableError(f"{name}: {lines[0]}{more}", lines)


def _told(data: Any, error: Any) -> tuple[int, str]:
    """A problem of the schema: the line it stands on, and table, row, field and what to do."""
    line, places, here = 0, [], data
    for step in error["loc"]:
        if isinstance(step, int):
            here = here[step] if isinstance(here, list) and step < len(here) else None
            known = here.get("name") if isinstance(here, dict) else here
            places.append(str(known) if isinstance(known, str) and known else f"row {step + 1}")
        else:
            here = here.get(step) if isinstance(here, dict) else None
            places.append(str(step))
        line = getattr(here, "line", line)
    says = _SAYS.get(error["type"]) or error["msg"].removeprefix("Value error, ")
    if error["type"] == "unexpected_keyword_argument":
        says = f"there is no such field{nearest(str(error['loc'][-1]), _fields(error['loc']))}"
    elif error["type"].startswith("date"):
        says = f"there is no such day ({error['msg'].rpartition(', ')[2]}); a day is written as 2013-11-07"
    elif error["type"] == "literal_error":
        says = f"expected {error['ctx']['expected']}"
    return line, f"{', '.join(places[:2])}: {': '.join((*places[2:], says))}"


def _fields(loc: tuple[str | int, ...]) -> tuple[str, ...]:
    """The names of the fields that may stand where an unknown one does."""
    kind: Any = Tables
    for step in loc[:-1]:
        if isinstance(step, str) and is_dataclass(kind):
            kind = _inner(get_type_hints(kind)[step])
    return tuple(f.name for f in fields(kind)) if is_dataclass(kind) else ()


def _inner(hint: Any) -> Any:
    """The row type inside ``tuple[Row, ...]`` or ``Row | None``."""
    if is_dataclass(hint):
        return hint
    return next((found for one in get_args(hint) if (found := _inner(one)) is not None), None)


def nearest(word: str, known: tuple[str, ...]) -> str:
    """Which known word may have been meant, as the end of a sentence."""
    near = difflib.get_close_matches(word, known, 1)
    return f"; did you mean {near[0]}?" if near else f"; expected some of {', '.join(known)}" if known else ""


@cache
def shipped() -> Tables:
    """The tables that come with the package.

    What the files say is kept beside them in a form that is quicker to read, as Python keeps its own byte code: by
    the hash of the files, and only where the folder can be written to.
    """
    room = resources.files("onrecord.reference")
    folder = room / "tables"
    texts = [(file.name, file.read_bytes()) for file in _files(folder)]
    schema = (room.joinpath(name).read_bytes() for name in ("rows.py", "term.py"))
    key = sha256(b"\0".join((*schema, *(text for _, text in texts)))).hexdigest()[:16]
    kept = Path(str(folder)) / "__pycache__" / f"tables.{key}.json"
    with suppress(OSError, ValueError):  # also pydantic's, for a file cut short
        return _TABLES.validate_json(kept.read_bytes())
    rows: dict[str, list[Any]] = {table: [] for table in NAMES}
    for name, text in texts:
        tables = read_tables(text.decode(), name)
        for table, found in rows.items():
            found += getattr(tables, table)
    whole = Tables(**{table: tuple(found) for table, found in rows.items()})
    if not sys.dont_write_bytecode:
        with suppress(OSError):
            _keep(kept, _TABLES.dump_json(whole, exclude_defaults=True))
    return whole


def _files(folder: Traversable) -> Iterator[Traversable]:
    """The YAML files of a folder and of those in it, in the order of their names."""
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.is_dir():
            yield from _files(file)
        elif file.name.endswith(".yaml"):
            yield file


def _keep(file: Path, content: bytes) -> None:
    """Writes a file whole or not at all, in place of those that were kept of older tables."""
    file.parent.mkdir(exist_ok=True)
    part = file.with_suffix(f".{os.getpid()}")
    part.write_bytes(content)
    for old in file.parent.glob("tables.*.json"):
        old.unlink(missing_ok=True)
    part.replace(file)


def own(path: Path) -> Tables:
    """The tables of a person's own file. Raises TableError where it cannot be read."""
    try:
        if path.stat().st_size > LIMIT:
            raise TableError(f"{path}: larger than {LIMIT // 1024**2} MB; a reference file holds tables, not pages")
        return read_tables(path.read_text(encoding="utf-8-sig"), str(path))
    except UnicodeDecodeError as error:
        raise TableError(f"{path}: is not UTF-8 (byte {error.start}); save it as UTF-8") from None
    except OSError as error:
        raise TableError(f"{path}: cannot be read: {error.strerror or error}") from None


def lay_over(under: Tables, over: Tables) -> Tables:
    """Both together; a row of ``over`` replaces the row of the same table and name."""

    def merged(table: str) -> tuple[Any, ...]:
        rows = {row.name: row for row in getattr(under, table)}
        rows.update({row.name: row for row in getattr(over, table)})
        return tuple(rows.values())

    return Tables(**{table: merged(table) for table in NAMES})


def as_yaml(tables: Tables) -> str:
    """The tables as one YAML text, a row a line, so that a record can carry the reference it was made with."""
    lines = []
    for table, rows in _TABLES.dump_python(tables, mode="json", exclude_defaults=True).items():
        lines += [f"{table}:", *(f"- {in_line(row)}" for row in rows)]
    return "\n".join(lines) + "\n"
