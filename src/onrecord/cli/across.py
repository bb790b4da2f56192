"""The commands that show what is gathered across documents."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.views import Act, Actor, Csv, Issue, Json, Kind, Outlet, Page, RecordPath, Since, Until, show_view

Exchange = Annotated[
    str | None, typer.Option(metavar="ID", help="One exchange, by the id of any statement that opens or belongs to it.")
]
Became = Annotated[str | None, typer.Option(metavar="OUTCOME", help="met, missed, extended, overtaken or unknown.")]
Differences = Annotated[
    bool, typer.Option("--differences", help="In what they differ: left out, shortened, hedged, figures, dates.")
]


def answers(
    record: RecordPath,
    actor: Actor = None,
    kind: Kind = None,
    issue: Issue = None,
    exchange: Exchange = None,
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    document: Page = None,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """Which statement answers which.

    KIND is denial, rejection, counter-accusation, agreement, concession or reply.
    """
    asked = {"actor": actor, "kind": kind, "issue": issue, "exchange": exchange, "outlet": outlet}
    when = {"since": since, "until": until, "document": document}
    show_view(record, "answers", asked | when, as_json, as_csv)


def utterances(
    record: RecordPath,
    actor: Actor = None,
    act: Act = None,
    issue: Issue = None,
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    document: Page = None,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """What is told on several pages, and where first."""
    asked = {"actor": actor, "act": act, "issue": issue, "outlet": outlet}
    when = {"since": since, "until": until, "document": document}
    show_view(record, "utterances", asked | when, as_json, as_csv)


def events(
    record: RecordPath,
    actor: Actor = None,
    act: Act = None,
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    document: Page = None,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """What happened, each event once."""
    asked = {"actor": actor, "act": act, "outlet": outlet, "since": since, "until": until, "document": document}
    show_view(record, "events", asked, as_json, as_csv)


def deadlines(
    record: RecordPath,
    actor: Actor = None,
    became: Became = None,
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    document: Page = None,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """What falls due, and what became of it."""
    asked = {"actor": actor, "became": became, "outlet": outlet, "since": since, "until": until, "document": document}
    show_view(record, "deadlines", asked, as_json, as_csv)


def outlets(
    record: RecordPath,
    outlet: Outlet = None,
    differences: Differences = False,
    kind: Kind = None,
    document: Page = None,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """What each outlet carries and leaves out.

    With --differences, in what outlets differ, one by one; KIND is 'left out', 'answer left out', shortened,
    paraphrased, hedged, figure or date.
    """
    if not differences and (kind or document):
        raise typer.BadParameter("--kind and --document go with --differences")
    if differences:
        asked = {"outlet": outlet, "kind": kind, "document": document}
        show_view(record, "contrasts", asked, as_json, as_csv)
    else:
        show_view(record, "outlets", {"outlet": outlet}, as_json, as_csv)


COMMANDS = (answers, utterances, events, deadlines, outlets)
"""These commands, in the order in which help lists them."""
