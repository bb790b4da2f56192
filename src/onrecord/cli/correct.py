"""``onrecord correct``: what a person changes, kept for every build from then on."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import Csv, Document, Json, Outlet, RecordPath
from onrecord.cli.terminal import put, say, warn_if_out_of_date
from onrecord.cli.views import show_view

if TYPE_CHECKING:
    from onrecord.model import Correction
    from onrecord.record.corrections.draft import Value
    from onrecord.store import RecordFile


def correct(
    record: RecordPath,
    by: Annotated[str, typer.Option(metavar="NAME", help="Who corrects.")],
    why: Annotated[str, typer.Option(metavar="TEXT", help="The reason, for whoever reads the record.")],
    said: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ITEM] [FIELD=VALUE]...",
            help="What is wrong (an id, a page, an actor, a position), and what it should be.",
        ),
    ] = None,
    reject: Annotated[bool, typer.Option("--reject", help="It is none: no statement, event, position.")] = False,
    add: Annotated[bool, typer.Option("--add", help="Add a statement to the page that ITEM names.")] = False,
    same: Annotated[
        tuple[str, str] | None, typer.Option(metavar="NAME OTHER", help="Two actors are one, called by the first name.")
    ] = None,
    apart: Annotated[
        tuple[str, str] | None, typer.Option(metavar="NAME OTHER", help="Two names are of two actors: no merge.")
    ] = None,
    undo: Annotated[str | None, typer.Option(metavar="CORRECTION", help="Take a correction back, by its id.")] = None,
) -> None:
    """Corrects a line of the record.

    The correction is kept with your name and reason, outlives every build, and can be taken back.
    An empty VALUE takes a value away.
    """
    from onrecord.store import RecordFile

    words = said or []
    ways = [bool(words), same is not None, apart is not None, undo is not None]
    if sum(ways) != 1:
        raise typer.BadParameter("give one of: an ITEM with what it should be, --same, --apart, --undo")
    if (add or reject) and not words:
        raise typer.BadParameter("--add and --reject go with an ITEM")
    fields = _fields(words[1:])
    if (reject and fields) or (add and reject):
        raise typer.BadParameter("choose one of --reject, --add and FIELD=VALUE")
    with RecordFile.open(record) as opened:
        drafts = opened.drafts(by=by, why=why)
        if same is not None:
            made = drafts.same(*same)
        elif apart is not None:
            made = drafts.apart(*apart)
        elif undo is not None:
            made = drafts.undo(undo)
        elif reject:
            made = drafts.reject(words[0])
        else:
            made = drafts.add(words[0], fields) if add else drafts.set(words[0], fields)
        opened.keep((made,))
        for doubt in drafts.doubts:
            say(doubt)
        warn_if_out_of_date(opened)
        _tell(opened, made, record)


def _fields(words: list[str]) -> dict[str, Value]:
    """``speaker=Oda Kell`` as a field and its value; a field that stands twice has several."""
    found: dict[str, list[str]] = {}
    for word in words:
        name, sign, value = word.partition("=")
        if not sign or not name.isidentifier():
            raise typer.BadParameter(f'"{word}" sets nothing: write FIELD=VALUE, as speaker="Oda Kell"')
        found.setdefault(name, []).append(value)
    return {name: values if len(values) > 1 else values[0] for name, values in found.items()}


def _tell(record: RecordFile, made: Correction, path: Path) -> None:
    """What was done, under which id, and what became of it."""
    from onrecord.store.plain import plain

    row = next((row for row in record.corrections() if row["id"] == made.id), None)
    state = row["state"] if row else "kept, and applied by the next build"
    note = f": {row['note']}" if row and row["note"] else ""
    lines = [f"correction {made.id} ({made.kind} {made.subject} {made.item}): {state}{note}"]
    for change in row["changes"] if row else ():
        after = change["words"] or change["after"] or "none"
        known = change["before"] if change["before"] != _OPEN else "unknown"
        before = f"{known or 'none'} -> " if made.kind == "set" else ""
        lines.append(f"  {change['field']}: {before}{after}")
    if sys.stdout.isatty():
        lines.append(f"Take it back: onrecord correct {shlex.quote(str(path))} --undo {made.id} --by NAME --why TEXT")
    put("".join(plain(line) + "\n" if not line.startswith("  ") else f"  {plain(line)}\n" for line in lines))


_OPEN = "../.."
"""A time of which nothing is known, in EDTF."""
Who = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who made it.")]
State = Annotated[str | None, typer.Option(metavar="STATE", help="applied, waiting or undone.")]
Item = Annotated[str | None, typer.Option(metavar="ITEM", help="The id or name that it is about.")]


def corrections(
    record: RecordPath,
    by: Who = None,
    state: State = None,
    item: Item = None,
    outlet: Outlet = None,
    document: Document = None,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """What persons changed, when and why.

    STATE is applied, waiting (nothing in the record is what it is about) or undone.
    """
    asked = {"by": by, "state": state, "item": item, "outlet": outlet, "document": document}
    show_view(record, "corrections", asked, as_json, as_csv)
