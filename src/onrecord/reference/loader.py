"""From YAML files to tables: a person's own file lies over the shipped ones, row by row."""

from __future__ import annotations

from dataclasses import asdict, fields
from importlib import resources
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from onrecord.model import OnRecordError
from onrecord.reference.rows import Tables

# Both are the safe ones; in C they take a tenth of the time.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_TABLES = TypeAdapter(Tables)
NAMES = tuple(f.name for f in fields(Tables))


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
    tables = Tables()
    folder = resources.files("onrecord.reference") / "tables"
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".yaml"):
            tables = lay_over(tables, read_tables(file.read_text(encoding="utf-8"), file.name))
    return tables


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
    """The tables as one YAML text, so that a record can carry the reference it was made with."""
    plain = TypeAdapter(dict[str, Any]).dump_python(asdict(tables), mode="json")
    return yaml.dump(plain, Dumper=_DUMPER, allow_unicode=True, sort_keys=False)
