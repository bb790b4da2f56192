"""The commands that show one view of a record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from inspect import Parameter, Signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from onrecord.cli.options import Act, Actor, Csv, Document, Issue, Json, Kind, Outlet, RecordPath, Since, Until
from onrecord.cli.terminal import put_exact, say, show, show_table, warn_if_out_of_date

if TYPE_CHECKING:
    from onrecord.store import RecordFile, Table

Stance = Annotated[str | None, typer.Option(metavar="STANCE", help="affirm or deny.")]
Verdict = Annotated[str | None, typer.Option(metavar="VERDICT", help="agrees, differs or 'not covered'.")]
Changes = Annotated[bool, typer.Option("--changes", help="Who took the other side of an issue, and when.")]
Once = Annotated[bool, typer.Option("--once", help="Without what a story tells again on another page.")]
Exchange = Annotated[
    str | None, typer.Option(metavar="ID", help="One exchange, by the id of any statement that opens or belongs to it.")
]
Became = Annotated[str | None, typer.Option(metavar="OUTCOME", help="met, missed, extended, overtaken or unknown.")]
Differences = Annotated[
    bool, typer.Option("--differences", help="In what they differ: left out, shortened, hedged, figures, dates.")
]

_FILTERS: dict[str, Any] = {
    "actor": Actor,
    "act": Act,
    "kind": Kind,
    "issue": Issue,
    "stance": Stance,
    "verdict": Verdict,
    "exchange": Exchange,
    "became": Became,
    "outlet": Outlet,
    "since": Since,
    "until": Until,
    "document": Document,
    "once": Once,
    "changes": Changes,
    "differences": Differences,
}
"""What a view may be filtered by, under the name that the view itself has for it."""

_HELD = ("positions", "changes")
"""The views that are empty where nobody holds a position: then they say why."""

Asked = Mapping[str, Any]


def _view(name: str, filters: str, says: str, chosen: Callable[[Asked], tuple[str, Asked]] | None = None) -> Any:
    """The command that shows a view, with an option for each of its filters.

    ``chosen`` takes what was asked for and gives the view that is meant and its filters, where it is not always one.
    """

    def command(record: Path, as_json: bool, as_csv: bool, **asked: str | bool | None) -> None:
        view, kept = chosen(asked) if chosen else (name, asked)
        show_view(record, view, kept, as_json, as_csv)

    options = {"record": RecordPath, **{one: _FILTERS[one] for one in filters.split()}, "as_json": Json, "as_csv": Csv}
    command.__name__, command.__doc__, command.__annotations__ = name, says, options
    # Typer reads the options of a command from its signature.
    command.__signature__ = Signature([_parameter(*one) for one in options.items()])  # type: ignore[attr-defined]
    return command


def _parameter(name: str, option: Any) -> Parameter:
    """An option as a parameter; a switch is off and a filter none unless it is given."""
    of = get_args(option)[0]
    default = Parameter.empty if of is Path else False if of is bool else None
    return Parameter(name, Parameter.POSITIONAL_OR_KEYWORD, default=default, annotation=option)


def _positions(asked: Asked) -> tuple[str, Asked]:
    kept = {name: value for name, value in asked.items() if name != "changes"}
    if not asked["changes"]:
        return "positions", kept
    if kept.pop("outlet") or kept.pop("document"):
        raise typer.BadParameter("--changes goes with --actor, --issue, --stance, --since and --until")
    return "changes", kept


def _outlets(asked: Asked) -> tuple[str, Asked]:
    kept = {name: value for name, value in asked.items() if name != "differences"}
    if asked["differences"]:
        return "contrasts", kept
    if kept.pop("kind") or kept.pop("document"):
        raise typer.BadParameter("--kind and --document go with --differences")
    return "outlets", kept


def show_view(path: Path, view: str, asked: Asked, as_json: bool, as_csv: bool) -> None:
    """Writes a view, filtered, in the form that is asked for."""
    if as_json and as_csv:
        raise typer.BadParameter("choose one of --json and --csv")
    from rich.text import Text

    from onrecord.store import RecordFile

    with RecordFile.open(path) as record:
        warn_if_out_of_date(record)
        table = getattr(record, view)(**asked)
        why = record.unheld() if view in _HELD and not table else None
        left = _without_day(record, table, asked) if view == "timeline" and not (as_json or as_csv) else 0
    if as_json:
        put_exact(table.json())
    elif as_csv:
        put_exact(table.csv())
    else:
        show_table(table)
        if left:
            show(Text(f"{left} statement{'' if left == 1 else 's'} without a day: onrecord statements", style="dim"))
    if why:
        say(why)


def _without_day(record: RecordFile, table: Table, asked: Asked) -> int:
    """How many statements that were asked for have no line in a timeline: nothing says when they were made.

    Those inside another statement, or of nobody who is named, have none either, whenever they were made.
    """
    if asked["kind"] not in (None, "statement"):
        return 0
    shown = {item for row in table for item in row["items"]}
    said = record.statements(**{name: value for name, value in asked.items() if name != "kind"})
    return sum(row["id"] not in shown and not row["parent"] and row["speaker"] is not None for row in said)


COMMANDS = (
    _view("documents", "actor outlet since until document", "What was read, and when it was published."),
    _view(
        "statements",
        "actor act kind issue outlet since until document once",
        """Who said what, and what saying it does.

        KIND is direct, indirect or mixed; ACT an event type of PLOVER, SAY, DENY or unclassified.
        """,
    ),
    _view(
        "actors",
        "actor kind outlet document",
        """Who is named, who speaks most first.

        KIND is person, state, organisation or group.
        """,
    ),
    _view(
        "positions",
        "actor issue stance outlet since until document changes",
        """Who affirms and who denies what.

        With --changes, who took the other side of an issue, and when.
        """,
        _positions,
    ),
    _view(
        "timeline",
        "actor kind outlet since until document",
        """What happened, was said and falls due.

        KIND is event, statement or deadline.
        """,
    ),
    _view("checks", "verdict outlet document", "What pages say, held against the reference."),
    _view(
        "answers",
        "actor kind issue exchange outlet since until document",
        """Which statement answers which.

        KIND is denial, rejection, counter-accusation, agreement, concession or reply.
        """,
    ),
    _view(
        "utterances", "actor act issue outlet since until document", "What is told on several pages, and where first."
    ),
    _view("events", "actor act outlet since until document", "What happened, each event once."),
    _view("deadlines", "actor became outlet since until document", "What falls due, and what became of it."),
    _view(
        "outlets",
        "outlet differences kind document",
        """What each outlet carries and leaves out.

        With --differences, in what outlets differ, one by one; KIND is 'left out', 'answer left out', shortened,
        paraphrased, hedged, figure or date.
        """,
        _outlets,
    ),
)
"""The view commands, in the order in which help lists them."""
