"""``onrecord network`` and ``onrecord polarisation``: who stands with whom, and how far a debate falls into camps."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli.options import Actor, Csv, Issue, Json, Outlet, RecordPath, Since, Until
from onrecord.cli.output import writing
from onrecord.cli.terminal import put_exact, say, show, show_table, warn_if_out_of_date
from onrecord.model import Aggregation, Mode

if TYPE_CHECKING:
    from onrecord.store import RecordFile, Table

ModeOf = Annotated[str, typer.Option(metavar="MODE", help="affiliation (actors by issues), actors or issues.")]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write a file instead; its ending says of which kind."),
]
Rule = Annotated[
    str,
    typer.Option(
        metavar="RULE",
        help="Within what one side of an actor on an issue counts once: all, document, week, month, year, ever, ...",
    ),
]


def network(
    record: RecordPath,
    mode: ModeOf = "affiliation",
    aggregation: Annotated[
        str | None, typer.Option(metavar="HOW", help="What a weight counts: subtract, congruence, conflict, ...")
    ] = None,
    normalisation: Annotated[str, typer.Option(metavar="HOW", help="By what a weight is divided.")] = "none",
    duplicates: Rule = "document",
    significant: Annotated[
        float | None,
        typer.Option(metavar="LEVEL", min=0.0, max=1.0, help="Only ties that chance gives less often: 0.05."),
    ] = None,
    actor: Actor = None,
    issue: Issue = None,
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    output: Output = None,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """Who is tied to whom, and by what.

    Ties actors to the issues that they affirm or deny, or those of a kind to one another through the sides that they
    share. FILE ends in .csv (the matrix), .graphml, .gexf, .svg or .png.
    """
    asked = {
        "mode": mode,
        "aggregation": aggregation,
        "normalisation": normalisation,
        "duplicates": duplicates,
        "significant": significant,
        **{"actor": actor, "issue": issue, "outlet": outlet, "since": since, "until": until},
    }
    _given(record, "network", asked, output, _network_file, as_json, as_csv)


def polarisation(
    record: RecordPath,
    window: Annotated[
        str | None, typer.Option(metavar="SIZE", help="Window by window: 30d, 6w, 3m, 1y or '50 statements'.")
    ] = None,
    step: Annotated[
        str | None, typer.Option(metavar="SIZE", help="How far a window moves on; else by its whole length.")
    ] = None,
    duplicates: Rule = "document",
    actor: Actor = None,
    issue: Issue = None,
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    output: Output = None,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """How far the debate falls into two camps.

    From 0, where nobody contradicts anybody, to 1, where all do across the camps and nobody within one. FILE ends in
    .svg or .png.
    """
    if step is not None and window is None:
        raise typer.BadParameter("--step goes with --window")
    asked = {
        **{"window": window, "step": step, "duplicates": duplicates},
        **{"actor": actor, "issue": issue, "outlet": outlet, "since": since, "until": until},
    }
    _given(record, "polarisation", asked, output, _polarisation_file, as_json, as_csv)


_Writer = Callable[["RecordFile", dict[str, Any], str, str], bytes]


def _given(
    path: Path, view: str, asked: dict[str, Any], output: Path | None, made: _Writer, as_json: bool, as_csv: bool
) -> None:
    """Writes a view to the terminal, or a file in its place."""
    if (as_json, as_csv, output is not None).count(True) > 1:
        raise typer.BadParameter("choose one of --json, --csv and --output")
    if output is not None and not output.suffix:
        raise typer.BadParameter("give FILE an ending: it says of which kind the file is")
    from onrecord.store import RecordFile

    with RecordFile.open(path) as record:
        warn_if_out_of_date(record)
        if output is not None:
            data = made(record, asked, output.suffix.lower().removeprefix("."), path.stem)
            with writing(output, over=path):
                output.write_bytes(data)
            say(f"written: {output}")
            return
        table: Table = getattr(record, view)(**asked)
        if as_json or as_csv:
            put_exact(table.json() if as_json else table.csv())
            return
        show_table(table)
        if view == "network" and len(table):
            _groups(record, asked)


def _groups(record: RecordFile, asked: dict[str, Any]) -> None:
    """Says who stands together, where the nodes are of a kind."""
    from rich.text import Text

    from onrecord.record import communities
    from onrecord.store.plain import plain

    made = record.matrix(**asked)
    if made.mode is Mode.AFFILIATION:
        return
    groups = [group for group in communities(made) if len(group) > 1]
    for group in groups:
        show(Text.assemble(("together  ", "bold"), plain(", ".join(group))))
    if made.aggregation is not Aggregation.CONGRUENCE:
        return
    together = {name: n for n, group in enumerate(groups) for name in group}
    against = record.matrix(
        **asked | {"aggregation": Aggregation.CONFLICT, "normalisation": "none", "significant": None}
    )
    pairs = [
        f"{tie.source} and {tie.target}"
        for tie in against.ties()
        if tie.source in together and together[tie.source] == together.get(tie.target)
    ]
    if pairs:
        show(Text.assemble(("though    ", "bold"), plain(f"{'; '.join(pairs)} are on opposite sides too")))
        show(Text("Shared sides alone count here: --aggregation subtract takes off the opposite ones.", style="dim"))


def _network_file(record: RecordFile, asked: dict[str, Any], form: str, name: str) -> bytes:
    from onrecord.export import graph, picture

    texts = {"csv": graph.matrix_csv, "graphml": graph.graphml, "gexf": graph.gexf}
    if form in texts:
        return texts[form](record.matrix(**asked)).encode()
    if form in picture.FORMATS:
        made = record.matrix(**asked)
        return picture.network_picture(made, f"{name}: {made.mode}, {made.aggregation}", form)
    raise typer.BadParameter(f"a network is written as .{', .'.join((*texts, *picture.FORMATS))}, not as .{form}")


def _polarisation_file(record: RecordFile, asked: dict[str, Any], form: str, name: str) -> bytes:
    from onrecord.export import picture

    if form not in picture.FORMATS:
        raise typer.BadParameter(f"polarisation is drawn as .{' or .'.join(picture.FORMATS)}, not as .{form}")
    return picture.polarisation_picture(record.polarisation(**asked), f"{name}: polarisation", form)
