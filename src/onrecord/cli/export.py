"""``onrecord export``: a record in the format of another tool."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import Actor, Outlet, Since, Title, Until
from onrecord.cli.output import writing
from onrecord.cli.terminal import put_exact, say, show, warn_if_out_of_date
from onrecord.model import Misused, OnRecordError

if TYPE_CHECKING:
    from onrecord.export.excerpt import Excerpt
    from onrecord.export.format import Format


def export(
    record: Annotated[
        Path | None, typer.Argument(metavar="RECORD", help="A record, made by `onrecord build`.", show_default=False)
    ] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="FORMAT", help="The format; --list names them.")] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="PATH", help="The file to write, or the folder; else it goes to standard output."
        ),
    ] = None,
    actor: Actor = None,
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    title: Title = None,
    listed: Annotated[bool, typer.Option("--list", help="List the formats and exit.")] = False,
) -> None:
    """Takes a record out to another tool.

    Filters keep the documents that meet them or hold a statement that does, and the statements, positions and lines of
    the timeline that do.
    """
    if listed:
        _list()
        return
    if record is None or to is None:
        raise typer.BadParameter("give a record and --to FORMAT; --list names the formats")
    from onrecord.export.excerpt import Excerpt
    from onrecord.export.format import format_of
    from onrecord.store import RecordFile

    chosen = format_of(to)
    with RecordFile.open(record) as opened:
        warn_if_out_of_date(opened)
        asked = {"actor": actor, "outlet": outlet, "since": since, "until": until}
        _write(chosen, Excerpt(opened, title or record.stem, **asked), output, record)


def _write(chosen: Format, excerpt: Excerpt, output: Path | None, record: Path) -> None:
    """Writes the file or folder. Raises OnRecordError where it cannot be written, or would be the record itself."""
    if output is None:
        _print(chosen, chosen.file(excerpt))
        return
    folder = chosen.folder is not None and output.suffix.lower() != chosen.ending
    with writing(output, over=record):
        if output.is_dir() and not folder:
            raise Misused(f"{output} is a folder: name a file in it, such as {output / record.stem}{chosen.ending}")
        if output.is_file() and folder:
            raise Misused(f"{output} is a file: give the name of a folder, or one that ends in {chosen.ending}")
        files = {output / name: made for name, made in chosen.files(excerpt).items()} if folder else None
        if files:
            output.mkdir(parents=True, exist_ok=True)
        for path, made in (files or {output: chosen.file(excerpt)}).items():
            path.write_bytes(made)
    say(f"written: {output}" + (f" ({len(files)} files)" if files else ""))


def _print(chosen: Format, made: bytes) -> None:
    """Writes a file to standard output, unless that is a terminal and the file is none that a person reads."""
    try:
        put_exact(made.decode())
    except UnicodeDecodeError:
        if sys.stdout.isatty():
            raise OnRecordError(f"{chosen.name} is no text for a terminal: give a file with -o") from None
        sys.stdout.buffer.write(made)


def _list() -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from onrecord.export.format import FORMATS

    grid = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for head in ("format", "file", "for", "needs"):
        grid.add_column(head, no_wrap=head in ("format", "file"))
    for one in FORMATS.values():
        needs = f"onrecord[{one.extra}]" if one.extra else ""
        grid.add_row(*map(Text, (one.name, one.ending + (" or a folder" if one.folder else ""), one.purpose, needs)))
    show(grid)
