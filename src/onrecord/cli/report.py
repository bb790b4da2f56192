"""``onrecord report``: a record as one page to open in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.terminal import say, warn_if_out_of_date
from onrecord.cli.views import RecordPath
from onrecord.model import OnRecordError


def report(
    record: RecordPath,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The HTML file to write.")],
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="Its title; else the name of the record.")] = None,
) -> None:
    """Writes the record as one HTML page.

    It needs no network; every statement opens on its words.
    """
    from onrecord.store import RecordFile

    if output.exists() and record.exists() and output.samefile(record):
        raise OnRecordError(f"{output} is the record itself: give the page another name")
    from onrecord.export import report as page_of
    from onrecord.record import Codebook

    with RecordFile.open(record) as opened:
        warn_if_out_of_date(opened)
        page = page_of(opened.record, title or record.stem, Codebook.parse(opened.codebook).words)
    try:
        output.write_text(page, encoding="utf-8")
    except OSError as error:
        raise OnRecordError(f"{output} cannot be written: {error.strerror}") from None
    say(f"written: {output}")
