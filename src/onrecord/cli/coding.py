"""``onrecord import`` and ``onrecord score``: hand codings taken into a record, and held against one."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from itertools import compress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import Csv, Json, RecordPath
from onrecord.cli.terminal import console, put, put_exact, say, show, warn_if_out_of_date
from onrecord.model import LeftOut, OnRecordError

if TYPE_CHECKING:
    from onrecord.engine.coding.score import ScoreRow

_SHOWN = 20
"""How many of what does not fit are named; --json of a score has no bound, nor has --all."""
_WIDE = 120
_LEFT_OUT = frozenset({"matched", "coded", "expected", "units"})
"""On less than so many columns the counts are left out; --csv and --json have them."""

As = Annotated[
    str | None,
    typer.Option("--as", metavar="FORMAT", help="dna, annotations, csv or gold; else its name tells."),
]
By = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who coded, where the file does not say.")]
Map = Annotated[
    str | None, typer.Option("--columns", metavar="MAP", help="Which columns hold what: quote=text,actor=who.")
]
Concepts = Annotated[
    Path | None,
    typer.Option("--concepts", metavar="FILE", help="YAML that maps the coders' concepts to issues."),
]
All = Annotated[bool, typer.Option("--all", help="Name everything that is left out, not the first 20 alone.")]


def bring(
    record: RecordPath,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A .dna file, CSV, annotations or a gold YAML.")],
    as_: As = None,
    by: By = None,
    coder: Annotated[str | None, typer.Option(metavar="NAME", help="Take only what this coder coded.")] = None,
    columns: Map = None,
    concepts: Concepts = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and keep nothing.")] = False,
    every: All = False,
) -> None:
    """Takes hand codings into the record.

    Each becomes a correction in its coder's name: it confirms or corrects the statement of its words, or adds one.
    """
    from onrecord.engine.coding.bringing import import_codings
    from onrecord.store import RecordFile

    asked = {"as_": as_, "by": by, "coder": coder, "columns": columns, "concepts": concepts}
    with RecordFile.open(record) as opened:
        warn_if_out_of_date(opened)
        found = import_codings(opened, file, **asked, dry_run=dry_run)  # type: ignore[arg-type]
    tell(found.left_out, found.unmapped, found.unknown, found.moved, every)
    if found.waiting:
        say(f"{found.waiting} wait: onrecord corrections {record} --state waiting")
    put(f"{'would be kept: ' if dry_run else ''}{found}\n")
    if not (found.confirmed or found.corrected or found.added or found.again):
        raise OnRecordError(f"{file}: nothing of it fits this record")


def score(
    record: RecordPath,
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD", help="Hand codings: a .dna file, CSV, annotations or a gold YAML.")
    ],
    as_: As = None,
    by: By = None,
    columns: Map = None,
    concepts: Concepts = None,
    corrected: Annotated[
        bool, typer.Option("--corrected", help="Score it with its corrections, not as it was read.")
    ] = False,
    in_full: Annotated[
        bool, typer.Option("--in-full", help="Documents of GOLD in which a coder coded nothing count as well.")
    ] = False,
    every: All = False,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """How well the record agrees with hand codings.

    Holds it against each coder, and coders against one another.
    """
    if as_json and as_csv:
        raise typer.BadParameter("choose one of --json and --csv")
    from onrecord.engine.coding.score import COLUMNS
    from onrecord.engine.coding.score import score as scored
    from onrecord.store import RecordFile

    how = {"corrected": corrected, "in_full": in_full}
    with RecordFile.open(record) as opened:
        warn_if_out_of_date(opened)
        found = scored(opened, gold, as_=as_, by=by, columns=columns, concepts=concepts, **how)
    tell(found.left_out, found.unmapped, found.unknown, found.moved, every)
    if not found.documents:
        raise OnRecordError(f"no document of {gold} is in {record}: what was coded must be called, or worded, as there")
    if as_json:
        put_exact("".join(json.dumps(asdict(row), ensure_ascii=False) + "\n" for row in found.rows))
    elif as_csv:
        from onrecord.store.flat import inert

        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows([inert(_rounded(cell)) for cell in asdict(row).values()] for row in found.rows)
        put_exact(out.getvalue())
    else:
        _show(found.rows, found.documents)


def tell(
    left_out: Sequence[LeftOut], unmapped: dict[str, int], unknown: dict[str, int], moved: int, every: bool
) -> None:
    """Says on standard error what did not fit, and what stands for itself."""
    for one in left_out if every else left_out[:_SHOWN]:
        say(f"left out: {one.where}: {one.why}")
    if len(left_out) > _SHOWN and not every:
        say(f"… and {len(left_out) - _SHOWN} more: --all names them")
    if moved:
        say(f"{moved} on words that differ slightly from the coder's")
    if unmapped:
        say(f"not mapped, an issue of its own each: {_counted(unmapped, every)}")
    if unknown:
        say(f"names that neither the record nor its reference has: {_counted(unknown, every)}")


def _counted(found: dict[str, int], every: bool) -> str:
    most = sorted(found.items(), key=lambda one: (-one[1], one[0]))
    shown = most if every else most[:_SHOWN]
    more = f", and {len(most) - len(shown)} more" if len(most) > len(shown) else ""
    return ", ".join(f'"{name}" ({count})' for name, count in shown) + more


def _show(rows: Iterable[ScoreRow], documents: int) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from onrecord.store.plain import plain

    narrow = console().width < _WIDE
    grid = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, collapse_padding=narrow)
    for head in ("of", "against"):
        grid.add_column(head, min_width=len("OnRecord"), max_width=20, overflow="fold")
    grid.add_column("level", no_wrap=True)
    figures = ("matched", "coded", "expected", "precision", "recall", "F1", "units", "share", "kappa", "alpha")
    shown = [not narrow or head not in _LEFT_OUT for head in figures]
    for head in compress(figures, shown):
        grid.add_column(head, justify="right", no_wrap=True)
    before = None
    for row in rows:
        pair = row.of, row.against
        names = ("", "") if pair == before else pair
        counts = [row.matched, row.coded, row.expected]
        rates = [row.precision, row.recall, row.f1]
        agreed = [row.share, row.kappa, row.alpha]
        numbers = [*map(_count, counts), *map(_rate, rates), _count(row.units), *map(_rate, agreed)]
        grid.add_row(*(Text(plain(cell)) for cell in (*names, row.level, *compress(numbers, shown))))
        before = pair
    show(grid, Text(f"{documents} document{'' if documents == 1 else 's'}", style="dim"))


def _count(number: int | None) -> str:
    return "" if number is None else str(number)


def _rate(rate: float | None) -> str:
    return "" if rate is None else f"{rate:.2f}"


def _rounded(cell: object) -> object:
    return round(cell, 6) if isinstance(cell, float) else cell
