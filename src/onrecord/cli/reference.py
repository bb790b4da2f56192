"""``onrecord reference``: look something up in the tables, check a file of one's own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli.options import Json
from onrecord.cli.terminal import put_exact, say, show
from onrecord.model import OnRecordError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from onrecord.reference.lookup import Entry

reference = typer.Typer(no_args_is_help=True, help="What the tables of facts hold, and whether yours can be used.")
_LABEL = 14
"""How wide the column of labels is."""
_ONE = {"people": "person"}
"""What one row of a table is, where that is not its name without an s."""


@reference.command("check")
def check(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="Reference files of your own (YAML)."),
    ],
) -> None:
    """Whether a reference file can be used, and what does not fit together in it.

    A file is checked by itself and as it lies over the shipped tables. Every problem is a line: file, line, table and
    row, field, and what to do. Exit status 1 where there is one.
    """
    from onrecord.reference.proof import proof

    problems = 0
    for file in files:
        found = proof(file)
        problems += len(found.problems)
        put_exact("".join(f"{file}: {problem}\n" for problem in found.problems))
        if not found.problems:
            put_exact(f"{file}: {found.rows}: nothing is wrong\n")
    if problems:
        say(f"onrecord: {problems} problem{'' if problems == 1 else 's'}")
        raise typer.Exit(1)


@reference.command("show")
def look_up(
    name: Annotated[list[str], typer.Argument(metavar="NAME", help="Any name: 'INF Treaty', Burma, SSC-8, NATO.")],
    own: Annotated[
        Path | None,
        typer.Option(
            "--reference", metavar="FILE", exists=True, dir_okay=False, help="Your own tables (YAML), over the shipped."
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """What the tables hold on a name: a state, organisation, person, agreement, event, weapon or place."""
    from onrecord.reference import Reference
    from onrecord.reference.lookup import entries, nearest, surnamed

    tables = Reference.load(own)
    asked = " ".join(name)
    found = entries(tables, asked) or surnamed(tables, asked)
    if not found:
        near = [f"{words} ({entry.table})" for words, entry in nearest(tables, asked)]
        hint = f"; nearest: {', '.join(near)}" if near else "; add a row to a file of your own and give --reference"
        raise OnRecordError(f'no row is called "{asked}"{hint}')
    if as_json:
        put_exact("".join(f"{json.dumps(_every_field(e), ensure_ascii=False)}\n" for e in found))
        return
    from onrecord.cli.entry import lines

    parts: list[RenderableType] = []
    for entry in found:
        parts += [*_shown(entry, list(lines(entry, tables))), ""]
    show(*parts[:-1])


def _shown(entry: Entry, lines: list[tuple[str, str]]) -> Iterator[RenderableType]:
    """An entry: its name, its table, and a line of two columns for each thing known."""
    from rich.table import Table as Grid
    from rich.text import Text

    from onrecord.store.plain import plain

    yield Text.assemble((plain(entry.row.name), "bold"), ("  " + _ONE.get(entry.table, entry.table[:-1]), "dim"))
    grid = Grid.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=_LABEL, style="dim")
    grid.add_column(overflow="fold")
    for label, text in lines:
        grid.add_row("  " + label, Text(plain(text)))
    yield grid


def _every_field(entry: Entry) -> dict[str, Any]:
    """A row with its table, and every field whether it holds anything or not."""
    from pydantic import TypeAdapter

    held: dict[str, Any] = TypeAdapter(type(entry.row)).dump_python(entry.row, mode="json")
    return {"table": entry.table} | held
