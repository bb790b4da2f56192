"""From YAML files to tables: a person's own file lies over the shipped ones, row by row."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import fields
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from onrecord.model import OnRecordError
from onrecord.reference.rows import Tables

# Both are safe; in C they take a tenth of the time.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BASE: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_TABLES = TypeAdapter(Tables)
NAMES = tuple(f.name for f in fields(Tables))
# Breaks of lines and signs that YAML does not let stand as they are.
_UNFIT = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


class TableError(OnRecordError):
    """A table that cannot be used; the message says which file, which row and what is wrong."""


def read_tables(text: str, name: str) -> Tables:
    """The tables of one YAML file: a mapping from table names to lists of rows.

    Raises TableError with one line that names the file and the place.
    """
    try:
        data = yaml.load(text, Loader=_LOADER) or {}  # noqa: S506 - a safe loader, in C where there is one
    except (yaml.YAMLError, ValueError) as error:
        # PyYAML gives a plain ValueError for a day that the calendar lacks.
        raise TableError(f"{name}: not YAML: {' '.join(str(error).split())}") from None
    return _checked(data, name)


def _checked(data: Any, name: str) -> Tables:
    """Data as tables, or TableError."""
    if not isinstance(data, dict) or not set(data) <= set(NAMES):
        raise TableError(f"{name}: expected a mapping with some of the tables {', '.join(NAMES)}")
    try:
        tables = _TABLES.validate_python({table: data[table] or () for table in data})
    except ValidationError as error:
        first = error.errors()[0]
        place = " ".join(str(step) for step in first["loc"])
        raise TableError(f"{name}: {place}: {first['msg']}") from None
    for table in NAMES:
        seen: set[str] = set()
        for row in getattr(tables, table):
            if row.name in seen:
                raise TableError(f"{name}: {table}: {row.name} stands twice; join the rows or rename one")
            seen.add(row.name)
    return tables


def shipped() -> Tables:
    """The tables that come with the package."""
    rows: dict[str, list[Any]] = {table: [] for table in NAMES}
    for file in _files(resources.files("onrecord.reference") / "tables"):
        tables = _checked(_plain(file.read_text(encoding="utf-8")), file.name)
        for table, found in rows.items():
            found += getattr(tables, table)
    return Tables(**{table: tuple(found) for table, found in rows.items()})


def _files(folder: Traversable) -> Iterator[Traversable]:
    """The YAML files of a folder and of those in it, in the order of their names."""
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.is_dir():
            yield from _files(file)
        elif file.name.endswith(".yaml"):
            yield file


class _Plain(_BASE):  # type: ignore[misc]
    """Reads YAML without asking what each word might be, a day or a number: the schema knows, in half the time."""

    def resolve(self, *_: Any) -> str:
        return "tag:yaml.org,2002:str"

    def descend_resolver(self, *_: Any) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


def _plain(text: str) -> Any:
    """YAML of our own files as mappings, lists and texts."""
    loader = _Plain(text)
    try:
        return _built(loader.get_single_node())
    finally:
        loader.dispose()


def _built(node: Any) -> Any:
    """A node as what it holds."""
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.MappingNode):
        return {key.value: _built(value) for key, value in node.value}
    return [_built(item) for item in node.value]


def own(path: Path) -> Tables:
    """The tables of a person's own file. Raises TableError where it cannot be read."""
    try:
        return read_tables(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise TableError(f"{path}: cannot be read: {error}") from None


def lay_over(under: Tables, over: Tables) -> Tables:
    """Both together; a row of ``over`` replaces the row of the same table and name."""

    def merged(table: str) -> tuple[Any, ...]:
        rows = {row.name: row for row in getattr(under, table)}
        rows.update({row.name: row for row in getattr(over, table)})
        return tuple(rows.values())

    return Tables(**{table: merged(table) for table in NAMES})


def as_yaml(tables: Tables) -> str:
    """The tables as one YAML text, a row a line, so that a record can carry the reference it was made with.

    Each row is written as JSON, which YAML understands, in a twentieth of the time.
    """
    lines = []
    for table, rows in _TABLES.dump_python(tables, mode="json", exclude_defaults=True).items():
        lines += [f"{table}:", *(f"- {json.dumps(row, ensure_ascii=False)}" for row in rows)]
    return _UNFIT.sub(lambda found: f"\\u{ord(found[0]):04x}", "\n".join(lines)) + "\n"
