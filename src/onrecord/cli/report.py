"""``onrecord report``: a record as one page to open in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.options import RecordPath, Title
from onrecord.cli.output import writing
from onrecord.cli.terminal import say, warn_if_out_of_date


def report(
    record: RecordPath,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The HTML file to write.")],
    title: Title = None,
) -> None:
    """Writes the record as one HTML page.

    It needs no network; every statement opens on its words.
    """
    from onrecord.export import report as page_of
    from onrecord.record import Codebook
    from onrecord.store import RecordFile

    with RecordFile.open(record) as opened:
        warn_if_out_of_date(opened)
        page = page_of(opened.record, title or record.stem, Codebook.parse(opened.codebook).words)
    with writing(output, over=record):
        output.write_text(page, encoding="utf-8")
    say(f"written: {output}")
