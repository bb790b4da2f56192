"""``onrecord page``: a page as it was found."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import RecordPath
from onrecord.cli.output import writing
from onrecord.cli.terminal import put, say, show
from onrecord.model.span import clipped

if TYPE_CHECKING:
    from rich.text import Text

    from onrecord.model import Document, Page, Stretch

_SHOWN = 60
"""How many characters of a stretch are shown."""


def page(
    record: RecordPath,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The page: its file name, URL or id.")],
    original: Annotated[bool, typer.Option("--original", help="Write its bytes as they were found.")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where to, instead of standard output.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The map as JSON, one stretch a line.")] = False,
) -> None:
    """Shows where a text stands on its page.

    Each line is a stretch of the text: its offsets there, its offsets on the decoded page, and its words. With
    --original, writes the page itself, as it was found.
    """
    if original and as_json:
        raise typer.BadParameter("choose one of --original and --json")
    if output and not original:
        raise typer.BadParameter("--output goes with --original")
    if original and not output and sys.stdout.isatty():
        raise typer.BadParameter("a page may hold anything: give --output FILE, or send it through a pipe")
    from onrecord.store import RecordFile

    with RecordFile.open(record) as opened:
        found = opened.page(name)
        if not original:
            document, stretches = opened.document(found.id), opened.origin(found.id)
    if original:
        _write(found, output, record)
    elif as_json:
        put("".join(_json(stretch) for stretch in stretches))
    else:
        show(*_map(found, document, stretches))


def _write(page: Page, output: Path | None, record: Path) -> None:
    if output is None:
        sys.stdout.buffer.write(page.content)
        sys.stdout.buffer.flush()
        return
    with writing(output, over=record):
        output.write_bytes(page.content)
    say(f"written: {output} ({len(page.content):,} bytes, {page.media})")


def _json(stretch: Stretch) -> str:
    return f'{{"text": [{stretch.start}, {stretch.end}], "page": [{stretch.page_start}, {stretch.page_end}]}}\n'


def _map(page: Page, document: Document, stretches: tuple[Stretch, ...]) -> Iterator[Text]:
    from rich.text import Text

    from onrecord.store.plain import plain

    yield Text(plain(page.name), style="bold")
    yield Text(f"id {page.id}, {page.media}, {len(page.content):,} bytes", style="dim")
    if not stretches:
        yield Text("no map: this kind of page holds its text in a format of its own", style="dim")
    else:
        yield Text("in the text".rjust(12) + "on the page".rjust(16) + "  words", style="bold")
    for stretch in stretches:
        words = clipped(plain(document.text[stretch.start : stretch.end]), _SHOWN)
        places = f"{stretch.start}-{stretch.end}".rjust(12) + f"{stretch.page_start}-{stretch.page_end}".rjust(16)
        yield Text.assemble((places + "  ", "dim"), words)
