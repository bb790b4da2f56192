"""Lines into tables: all of a record at once, or those that changed, each at its place among the others."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, bindparam, delete, insert, select, update
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from onrecord.store import schema
from onrecord.store.lines import Block, Line
from onrecord.store.rank import NEAR, STEP

BELONGS: dict[str, Table] = {
    "position": schema.positions,
    "moment": schema.timeline,
    "event": schema.events,
    "deadline": schema.deadlines,
}
"""The columns that say to which line another belongs, with the table of that."""
LINKS: dict[str, str] = {
    "position_statement": "position",
    "moment_document": "moment",
    "moment_actor": "moment",
    "event_document": "event",
    "event_actor": "event",
    "deadline_document": "deadline",
}

SAYING = "positions"
"""The table whose rows say all that belongs to them: to one that is as before belongs the same as before."""


class Crowded(Exception):
    """There is no room left between two rows: the view must be written anew."""


class _Listed(FunctionElement[Any]):
    """The values of a JSON list: made at a fraction of what a table of them costs, for hundreds of questions."""

    inherit_cache = True
    name = "listed"


@compiles(_Listed)
def _listed(element: _Listed, compiler: SQLCompiler, **how: Any) -> str:
    return f"(SELECT value FROM json_each({compiler.process(element.clauses, **how)}))"  # noqa: S608


def among(wanted: ColumnElement[Any], values: Collection[str] | Collection[int]) -> ColumnElement[bool]:
    """That a column has one of some values, however many."""
    return wanted.bool_op("IN")(_Listed(json.dumps(list(values))))


def write_whole(connection: Connection, blocks: Iterable[Block]) -> None:
    """Writes every line of a record, whose tables are empty, in the order in which they come."""
    places: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for table, lines in blocks:
        rows = list(lines)
        if not rows:
            continue
        if table is schema.compiled:
            for n, row in enumerate(rows):
                row["seq"] = (n + 1) * STEP
        elif table.name in LINKS:
            at = LINKS[table.name]
            for row in rows:
                row[at] = places[BELONGS[at].name][row[at]]
        elif "rank" in table.c:
            for n, row in enumerate(rows):
                row["seq"] = (n + 1) * STEP
                places[table.name][row["rank"]] = row["seq"]
        if table is schema.documents:
            for row in rows:
                connection.execute(update(table).where(table.c.id == row["id"]).values(**row))
        else:
            connection.execute(insert(table), rows)


class Writer:
    """Puts lines in the place of others, and touches only those that are new, other or gone."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        self._places: dict[str, dict[str, int]] = {
            name: {} for name in ("positions", "timeline", "events", "deadlines")
        }
        self._held: defaultdict[str, set[int]] = defaultdict(set)

    def settle(self, table: Table, replaced: ColumnElement[bool], lines: Iterable[Line]) -> None:
        """Makes these the lines of a table in the place of those for which ``replaced`` holds.

        Raises Crowded where a new one has no room at its place.
        """
        if "rank" not in table.c:
            self._settle_plain(table, replaced, lines)
            return
        part = table is schema.compiled
        known: dict[tuple[Any, str], dict[str, Any]] = {}
        for found in self.connection.execute(select(table).where(replaced)).mappings():
            known[found["part"] if part else None, found["rank"]] = dict(found)
        fresh: list[Line] = []
        changed: list[Line] = []
        if table.name in self._places:
            self._held[table.name] |= {row["seq"] for row in known.values()}
        for line in lines:
            old = known.pop((line["part"] if part else None, line["rank"]), None)
            if old is None:
                fresh.append(line)
            else:
                line["seq"] = old["seq"]
                if any(old[name] != value for name, value in line.items()):
                    changed.append(line)
                elif table.name == SAYING:
                    self._held[table.name].discard(line["seq"])
            if old is not None and table.name in self._places:
                self._places[table.name][line["rank"]] = line["seq"]
        self._drop(table, known.values())
        if changed:
            key = ("seq", "part") if part else ("seq",)
            at = update(table).where(*(table.c[name] == bindparam(f"{name}_") for name in key))
            self.connection.execute(at, [line | {f"{name}_": line[name] for name in key} for line in changed])
        self._place(table, fresh)
        if fresh:
            self.connection.execute(insert(table), fresh)

    def belonging(self, table: Table, lines: Iterable[Line]) -> None:
        """The lines that belong to those that were settled in another table."""
        at = LINKS[table.name]
        parent = BELONGS[at].name
        rows = [line | {at: self._places[parent][line[at]]} for line in lines]
        if parent == SAYING:
            rows = [row for row in rows if row[at] in self._held[parent]]
        self._settle_plain(table, among(table.c[at], self._held[parent]), rows)

    def documents(self, lines: Iterable[Line]) -> None:
        """The views of documents that are kept."""
        table = schema.documents
        for line in lines:
            query = select(table.c.seq).where(table.c.id == line["id"], table.c.rank == line["rank"])
            line["seq"] = self.connection.execute(query).scalar()
            if line["seq"] is None:
                self.connection.execute(update(table).where(table.c.id == line["id"]).values(rank=None))
                self._place(table, [line])
            self.connection.execute(update(table).where(table.c.id == line["id"]).values(**line))

    def _settle_plain(self, table: Table, replaced: ColumnElement[bool], lines: Iterable[Line]) -> None:
        """The same for a table whose rows have no place."""
        names = [c.name for c in table.columns]
        wanted = {tuple(line.get(name) for name in names) for line in lines}
        known = {tuple(found) for found in self.connection.execute(select(table).where(replaced))}
        key = [c.name for c in table.primary_key.columns]
        for row in known - wanted:
            at = dict(zip(names, row, strict=True))
            self.connection.execute(delete(table).where(*(table.c[name] == at[name] for name in key)))
        fresh = [dict(zip(names, row, strict=True)) for row in wanted - known]
        if fresh:
            self.connection.execute(insert(table), fresh)

    def _drop(self, table: Table, rows: Iterable[dict[str, Any]]) -> None:
        rows = list(rows)
        if not rows:
            return
        gone = among(table.c.seq, [row["seq"] for row in rows])
        if table is schema.compiled:
            gone = and_(gone, table.c.part == rows[0]["part"])
        self.connection.execute(delete(table).where(gone))

    def _place(self, table: Table, lines: list[Line]) -> None:
        """Gives new lines their numbers."""
        part = "AND part = ?" if table is schema.compiled else ""
        name = table.name
        before = f"SELECT rank, seq FROM {name} WHERE rank < ? {part} ORDER BY rank DESC LIMIT 1"  # noqa: S608
        behind = f"SELECT rank, seq FROM {name} WHERE rank > ? {part} ORDER BY rank LIMIT 1"  # noqa: S608
        last: tuple[str, int] | None = None
        for line in sorted(lines, key=lambda line: line["rank"]):
            asked = (line["rank"], line["part"]) if part else (line["rank"],)
            low = self.connection.exec_driver_sql(before, asked).first()
            high = self.connection.exec_driver_sql(behind, asked).first()
            under = max((found for found in (low and tuple(low), last) if found), default=None)
            if under is None:
                line["seq"] = high[1] - STEP if high else STEP
            elif high is None:
                line["seq"] = under[1] + STEP
            else:
                step = min(NEAR, (high[1] - under[1]) // 2)
                if step < 1:
                    raise Crowded(name)
                line["seq"] = under[1] + step
            last = (line["rank"], line["seq"])
            if name in self._places:
                self._places[name][line["rank"]] = line["seq"]
                self._held[name].add(line["seq"])
