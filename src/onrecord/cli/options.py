"""The options that several commands have, each said once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

RecordPath = Annotated[Path, typer.Argument(metavar="RECORD", help="A record, made by `onrecord build`.")]
Actor = Annotated[
    str | None, typer.Option(metavar="NAME", help="An actor: its name, or any wording that the pages use.")
]
Act = Annotated[str | None, typer.Option(metavar="ACT", help="What is done: ACCUSE, DENY, THREATEN, ...")]
Issue = Annotated[
    str | None, typer.Option(metavar="ISSUE", help="An issue, or how it starts: 'breaches', 'leaves(Arden'.")
]
Outlet = Annotated[str | None, typer.Option(metavar="NAME", help="Who published it.")]
Since = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="From then on: 2018, 2018-12 or 2018-12-06. What has no date stays in."),
]
Until = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Up to then: 2018, 2018-12 or 2018-12-06. What has no date stays in."),
]
Document = Annotated[str | None, typer.Option(metavar="NAME", help="One page: its file name, URL or id.")]
Kind = Annotated[str | None, typer.Option(metavar="KIND", help="Only this kind.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line, with every field.")]
Csv = Annotated[bool, typer.Option("--csv", help="Comma-separated values, for a spreadsheet.")]
Title = Annotated[str | None, typer.Option(metavar="TEXT", help="Its title; else the name of the record.")]
