"""``onrecord build``: pages into a record."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.terminal import say, show

if TYPE_CHECKING:
    from rich.text import Text

    from onrecord.engine import Progress
    from onrecord.store import RecordFile

_LISTED = 20
"""How many pages set aside are listed by name."""


def build(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="RECORD", help="The record to make, or to add to.")],
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH",
            help="Files and folders of saved pages, web archives, feeds, tables of articles, addresses; - for input.",
        ),
    ] = None,
    codebook: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Your own issues (YAML), instead of those that come along.")
    ] = None,
    reference: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Your own tables (YAML), over those that come along.")
    ] = None,
    columns: Annotated[
        str | None,
        typer.Option(metavar="MAP", help="What a table's columns hold: text=body,date=printed, or a shape's name."),
    ] = None,
    follow: Annotated[
        bool, typer.Option("--follow", help="Fetch the page behind each entry of a feed or row without text.")
    ] = False,
    again: Annotated[
        bool, typer.Option("--again", help="Fetch pages from the web again whose address is in the record already.")
    ] = False,
    whole: Annotated[
        bool, typer.Option("--whole", help="Compile all of the record anew, not only what the new pages touch.")
    ] = False,
) -> None:
    """Reads pages into a record.

    The record is one file, which grows when you run this again, by what the new pages touch.
    Pages that are in the record already are not read again. A page that cannot be used is set aside, named
    and counted. The record keeps codebook and reference; give them again only when they change, then without
    any PATH if you like.
    """
    made = not output.exists()
    if made and not paths:
        raise typer.BadParameter("give files or folders with pages to read", param_hint="PATH...")
    from onrecord import engine

    with _progress() as progress:
        record = engine.build(
            paths or [],
            output,
            codebook=codebook,
            reference=reference,
            columns=columns,
            follow=follow,
            again=again,
            whole=whole,
            progress=progress,
        )
    with record:
        built = record.built
        used = not built or not built.set_aside or bool(built.added + built.unchanged + built.again)
        empty = made and not used
        show(*_told(record, None if empty else output))
    if empty:
        output.unlink(missing_ok=True)
    if not used:
        say(f"onrecord: no page could be used{'; no record was made' if empty else ''}")
        raise typer.Exit(1)


def _told(record: RecordFile, path: Path | None) -> Iterator[Text]:
    """What was done, what was set aside and why, and what to do next with the record, where one is kept."""
    from rich.text import Text

    from onrecord.store.plain import plain

    built = record.built
    if built is not None:
        yield Text(str(built), style="bold")
        for page in built.set_aside[:_LISTED]:
            yield Text("  " + plain(f"{page.name}: {page.reason}"))
        if len(built.set_aside) > _LISTED:
            yield Text(f"  … and {len(built.set_aside) - _LISTED} more")
    if path is None:
        return
    yield Text(repr(record))
    if why := record.unheld():
        yield Text(why)
    yield Text(plain(f"See it: onrecord show {shlex.quote(str(path))}"), style="dim")


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """A progress bar on standard error where that is a terminal; else nothing."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    from onrecord.store.plain import plain

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        # It goes on while one long page is read.
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[page]}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, page="loading the tables")

        def tell(done: int, total: int, page: str) -> None:
            bar.update(task, completed=done or None, total=total or None, page=plain(page)[:40])

        yield tell
