"""A reference file of somebody's own, proofread: what keeps it from being used, and what does not fit."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from onrecord.reference.fault import Fault, faults
from onrecord.reference.loader import NAMES, TableError, lay_over, own, shipped
from onrecord.reference.notation import parse


@dataclass(frozen=True, slots=True)
class Proof:
    """What a file holds (``rows``: "2 states, 1 agreement") and each of its problems, a line of its own."""

    rows: str
    problems: tuple[str, ...]


def proof(file: Path) -> Proof:
    """Everything wrong with a file, by itself and over the shipped tables; nothing is raised for it."""
    try:
        tables = own(file)
    except TableError as error:
        return Proof("", error.problems or (str(error).removeprefix(f"{file}: "),))
    counted = [_counted(len(rows), table) for table in NAMES if (rows := getattr(tables, table))]
    known = set(faults(shipped()))
    found = [fault for fault in faults(lay_over(shipped(), tables)) if fault not in known]
    data = parse(file.read_text(encoding="utf-8-sig")) or {}
    lines = {(table, row["name"]): row.line for table, rows in data.items() for row in rows or ()}
    problems = sorted((_line(fault, lines), str(fault)) for fault in found)
    return Proof(
        ", ".join(counted) or "no rows", tuple(f"line {line}: {says}" if line else says for line, says in problems)
    )


def _line(fault: Fault, lines: dict[tuple[str, str], int]) -> int:
    """The line of the row at fault; 0 where it is a shipped one that no longer fits."""
    return lines.get((fault.table, fault.row), 0)


def _counted(rows: int, table: str) -> str:
    """How many rows a table has: "1 agreement", "2 offices"."""
    one = {"people": "person"}.get(table, table.removesuffix("s"))
    return f"{rows} {one if rows == 1 else table}"
