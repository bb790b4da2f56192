"""The commands that show one view of a record."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.terminal import put_exact, show_table, warn_if_out_of_date

RecordPath = Annotated[Path, typer.Argument(metavar="RECORD", help="A record, made by `onrecord build`.")]
Actor = Annotated[
    str | None, typer.Option(metavar="NAME", help="An actor: its name, or any wording that the pages use.")
]
Act = Annotated[str | None, typer.Option(metavar="ACT", help="What the statement does: ACCUSE, DENY, THREATEN, ...")]
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
Page = Annotated[str | None, typer.Option("--document", metavar="NAME", help="One page: its file name, URL or id.")]
Kind = Annotated[str | None, typer.Option(metavar="KIND", help="Only this kind.")]
Stance = Annotated[str | None, typer.Option(metavar="STANCE", help="affirm or deny.")]
Verdict = Annotated[str | None, typer.Option(metavar="VERDICT", help="agrees, differs or 'not covered'.")]
Changes = Annotated[bool, typer.Option("--changes", help="Who took the other side of an issue, and when.")]
Once = Annotated[bool, typer.Option("--once", help="Without what a story tells again on another page.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line, with every field.")]
Csv = Annotated[bool, typer.Option("--csv", help="Comma-separated values, for a spreadsheet.")]


def documents(
    record: RecordPath,
    actor: Actor = None,
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    document: Page = None,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """What was read, and when it was published."""
    asked = {"actor": actor, "outlet": outlet, "since": since, "until": until, "document": document}
    show_view(record, "documents", asked, as_json, as_csv)


def statements(
    record: RecordPath,
    actor: Actor = None,
    act: Act = None,
    kind: Kind = None,
    issue: Issue = None,
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    document: Page = None,
    once: Once = False,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """Who said what, and what saying it does.

    KIND is direct, indirect or mixed; ACT an event type of PLOVER, SAY, DENY or unclassified.
    """
    asked = {"actor": actor, "act": act, "kind": kind, "issue": issue, "outlet": outlet}
    when = {"since": since, "until": until, "document": document, "once": once}
    show_view(record, "statements", asked | when, as_json, as_csv)


def actors(
    record: RecordPath,
    actor: Actor = None,
    kind: Kind = None,
    outlet: Outlet = None,
    document: Page = None,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """Who is named, who speaks most first.

    KIND is person, state, organisation or group.
    """
    asked = {"actor": actor, "kind": kind, "outlet": outlet, "document": document}
    show_view(record, "actors", asked, as_json, as_csv)


def positions(
    record: RecordPath,
    actor: Actor = None,
    issue: Issue = None,
    stance: Stance = None,
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    document: Page = None,
    changes: Changes = False,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """Who affirms and who denies what.

    With --changes, who took the other side of an issue, and when.
    """
    asked = {"actor": actor, "issue": issue, "stance": stance, "since": since, "until": until}
    if changes and (outlet or document):
        raise typer.BadParameter("--changes goes with --actor, --issue, --stance, --since and --until")
    if changes:
        show_view(record, "changes", asked, as_json, as_csv)
    else:
        show_view(record, "positions", asked | {"outlet": outlet, "document": document}, as_json, as_csv)


def timeline(
    record: RecordPath,
    actor: Actor = None,
    kind: Kind = None,
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    document: Page = None,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """What happened, was said and falls due.

    KIND is event, statement or deadline.
    """
    asked = {"actor": actor, "kind": kind, "outlet": outlet}
    when = {"since": since, "until": until, "document": document}
    show_view(record, "timeline", asked | when, as_json, as_csv)


def checks(
    record: RecordPath,
    verdict: Verdict = None,
    outlet: Outlet = None,
    document: Page = None,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """What pages say, held against the reference."""
    show_view(record, "checks", {"verdict": verdict, "outlet": outlet, "document": document}, as_json, as_csv)


def show_view(path: Path, view: str, asked: Mapping[str, str | bool | None], as_json: bool, as_csv: bool) -> None:
    """Writes a view, filtered, in the form that is asked for."""
    if as_json and as_csv:
        raise typer.BadParameter("choose one of --json and --csv")
    from onrecord.store import RecordFile

    with RecordFile.open(path) as record:
        warn_if_out_of_date(record)
        table = getattr(record, view)(**asked)
    if as_json:
        put_exact(table.json())
    elif as_csv:
        put_exact(table.csv())
    else:
        show_table(table)


COMMANDS = (documents, statements, actors, positions, timeline, checks)
"""The view commands, in the order in which help lists them."""
