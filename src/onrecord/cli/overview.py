"""The overview of a record, part by part."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from rich.console import RenderableType
from rich.rule import Rule
from rich.table import Table as Grid
from rich.text import Text

from onrecord.cli.matrix import Matrix
from onrecord.store import RecordFile, Table
from onrecord.store.grid import grid
from onrecord.store.plain import plain

_DOCUMENTS = 12
_ASIDE = 8
_SPEAKERS = 10
_MOMENTS = 24
_DIFFERS = 10
"""How many lines each part shows before it points to the command that shows them all."""

_BAR = 24
"""How wide the bar of whoever speaks most is."""


def overview(record: RecordFile, width: int) -> Iterator[RenderableType]:
    """The parts of the overview, for a terminal of this width."""
    yield Text("\n".join(wrap(repr(record), width)), style="bold")
    yield from _read(record, width)
    if speakers := [row for row in record.actors() if row["statements"]]:
        yield from _heading("Who speaks")
        yield _speakers(speakers)
        yield from _more(len(speakers), _SPEAKERS, "actors")
    if positions := record.positions():
        yield from _heading("Positions")
        yield from Matrix.of(positions).parts(width)
    elif why := record.unheld():
        yield from _heading("Positions")
        yield Text(why)
    if moments := record.timeline():
        yield from _heading("Timeline")
        yield from _moments(moments, width)
    yield from _compared(record, width)


def _heading(text: str) -> Iterator[RenderableType]:
    yield Text()
    yield Rule(Text(text, style="bold"), align="left", style="dim")


def _read(record: RecordFile, width: int) -> Iterator[RenderableType]:
    yield from _heading("Read")
    documents, aside = record.documents(), record.set_aside
    if documents:
        yield from _lines(documents, _DOCUMENTS, width)
        yield from _more(len(documents), _DOCUMENTS, "documents")
    else:
        yield Text("nothing yet")
    if aside:
        yield Text(f"Set aside: {len(aside)}", style="bold")
        for row in aside[:_ASIDE]:
            yield Text("  " + plain(f"{row['document']}: {row['reason']}"))
        if len(aside) > _ASIDE:
            yield Text(f"  … and {len(aside) - _ASIDE} more", style="dim")


def _speakers(rows: list[dict[str, object]]) -> Grid:
    """Names with a bar as long as they speak often."""
    laid = Grid.grid(padding=(0, 2, 0, 0))
    counts = [int(str(row["statements"])) for row in rows]
    for row, count in zip(rows[:_SPEAKERS], counts, strict=False):
        bar = "█" * max(round(_BAR * count / counts[0]), 1)
        of = plain(str(row["of"] or ""))
        laid.add_row(Text(plain(str(row["name"]))), Text(of, style="dim"), Text(bar, "blue"), Text(str(count)))
    return laid


def _moments(table: Table, width: int) -> Iterator[RenderableType]:
    """The timeline; where it is long, what happened and what falls due, without what was said."""
    turns = Table.of("timeline", [row for row in table if row["kind"] != "statement"])
    shown = turns if turns and len(table) > _MOMENTS else table
    yield from _lines(shown, _MOMENTS, width)
    yield from _more(len(table), min(len(shown), _MOMENTS), "timeline")


def _compared(record: RecordFile, width: int) -> Iterator[RenderableType]:
    """What differs from the reference, and how many facts were held against it."""
    checks = record.checks()
    if not checks:
        return
    yield from _heading("Against the reference")
    differs = record.checks(verdict="differs")
    if differs:
        yield from _lines(differs, _DIFFERS, width)
        yield from _more(len(differs), _DIFFERS, "checks")
    agrees = len(record.checks(verdict="agrees"))
    rest = len(checks) - agrees - len(differs)
    yield Text(f"{len(differs)} differ, {agrees} agree, {rest} are not covered", style="dim")


def _lines(table: Table, most: int, width: int) -> Iterator[RenderableType]:
    yield grid(table, width, most)


def _more(number: int, most: int, command: str) -> Iterator[RenderableType]:
    if number > most:
        yield Text(f"… and {number - most} more: onrecord {command}", style="dim")
