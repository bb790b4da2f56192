"""Networks and camps as pictures: SVG or PNG, the same every time, that can be read without telling red from green."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from onrecord.model import Aggregation, Mode, Network, OnRecordError
from onrecord.record import communities
from onrecord.store import Table

FORMATS = ("svg", "png")
MOST = 60
"""Nodes of a side that a picture shows, those with the heaviest ties: more cannot be read. Files hold all."""
_FOR, _AGAINST, _NEUTRAL = "#2166ac", "#d6604d", "#f7f7f7"
_GROUPS = ["#2166ac", "#d6604d", "#7a5195", "#4d9221", "#8c6d31", "#525252", "#1b7f8c", "#c51b7d"]
_NEEDS = "a picture needs altair and vl-convert: pip install 'onrecord[pictures]'"
_SEED = 7
_SCALE = 2.0  # of a PNG: sharp on screens with two dots for one


def network_picture(made: Network, title: str, form: str) -> bytes:
    """A network drawn: an affiliation as a matrix of colours, others as nodes and ties.

    ``form`` is one of FORMATS. Raises OnRecordError where nothing is tied, or altair and vl-convert are not installed.
    """
    chart = network_chart(made)
    _convert()
    return _drawn(chart, title, form)


def network_chart(made: Network) -> Any:
    """The same as a chart of altair. Raises OnRecordError where nothing is tied, or altair is not installed."""
    if not any(any(row) for row in made.weights):
        raise OnRecordError("nothing to draw: the network has no ties")
    return _matrix(made) if made.mode is Mode.AFFILIATION else _nodes(made)


def polarisation_picture(table: Table, title: str, form: str) -> bytes:
    """Polarisation over time, a point for the middle of each window.

    ``table`` is that of ``RecordFile.polarisation``. Raises OnRecordError as ``network_picture``.
    """
    chart = polarisation_chart(table)
    _convert()
    return _drawn(chart, title, form)


def polarisation_chart(table: Table) -> Any:
    """The same as a chart of altair. Raises OnRecordError where no statement has a day, or altair is not installed."""
    altair = _altair()
    rows = [
        {
            "from": r["time"][0],
            "until": r["time"][1],
            "middle": _middle(*map(date.fromisoformat, r["time"])).isoformat(),
            "polarisation": r["polarisation"],
            "statements": r["statements"],
        }
        for r in table
        if r["time"]
    ]
    if not rows:
        raise OnRecordError("nothing to draw: no statement has a day")
    base = altair.Chart(altair.Data(values=rows)).encode(
        y=altair.Y("polarisation:Q", scale=altair.Scale(domain=[0, 1]), title="polarisation"),
    )
    spans = base.mark_rule(strokeWidth=2, color=_FOR, opacity=0.4).encode(
        x=altair.X("from:T", title=None), x2="until:T"
    )
    points = base.mark_circle(color=_FOR, opacity=1).encode(
        x="middle:T", size=altair.Size("statements:Q", title="statements")
    )
    return altair.layer(spans, points).properties(width=640, height=280)


def speakers_chart(table: Table) -> Any:
    """Statements by who makes them and what they do, those heard most above, as a chart of altair.

    ``table`` is that of ``RecordFile.statements``. Raises OnRecordError where it is empty, or altair is not installed.
    """
    altair = _altair()
    counts = Counter((row["speaker"] or "not known", row["act"]) for row in table)
    if not counts:
        raise OnRecordError("nothing to draw: no statements")
    heard: Counter[str] = Counter()
    for (speaker, _), number in counts.items():
        heard[speaker] += number
    shown = [speaker for speaker, _ in sorted(heard.items(), key=lambda one: (-one[1], one[0]))[:MOST]]
    rows = [
        {"speaker": speaker, "act": act, "statements": number}
        for (speaker, act), number in sorted(counts.items())
        if speaker in shown
    ]
    return (
        altair.Chart(altair.Data(values=rows))
        .mark_bar()
        .encode(
            x=altair.X("statements:Q", title="statements"),
            y=altair.Y("speaker:N", sort=shown, title=None, axis=altair.Axis(labelLimit=320)),
            color=altair.Color("act:N", scale=altair.Scale(scheme="tableau20")),
            tooltip=["speaker:N", "act:N", "statements:Q"],
        )
        .properties(width=560, height=altair.Step(18))
    )


def _middle(first: date, last: date) -> date:
    """The day halfway."""
    return first + (last - first) / 2


def _altair() -> Any:
    try:
        import altair
    except ImportError:
        raise OnRecordError(_NEEDS) from None
    return altair


def _convert() -> None:
    """Makes sure that what turns a chart into a file is there."""
    try:
        import vl_convert  # noqa: F401
    except ImportError:
        raise OnRecordError(_NEEDS) from None


def _drawn(chart: Any, title: str, form: str) -> bytes:
    """A chart as the bytes of a file."""
    import vl_convert

    styled = chart.properties(title=title).configure(font="sans-serif", background="white").configure_view(stroke=None)
    spec = styled.to_json()
    if form == "svg":
        return str(vl_convert.vegalite_to_svg(spec)).encode()
    return bytes(vl_convert.vegalite_to_png(spec, scale=_SCALE))


def _heaviest(names: Sequence[str], strength: Sequence[float]) -> list[str]:
    """The nodes of a side that are shown, in the order of the matrix."""
    ranked = sorted(zip(names, strength, strict=True), key=lambda one: (-one[1], one[0]))[:MOST]
    shown = {name for name, weight in ranked if weight}
    return [name for name in names if name in shown]


def _matrix(made: Network) -> Any:
    """Actors by issues: blue affirms, orange denies, the deeper the more."""
    altair = _altair()
    rows = _heaviest(made.rows, [sum(map(abs, row)) for row in made.weights])
    columns = _heaviest(made.columns, [sum(map(abs, column)) for column in zip(*made.weights, strict=True)])
    most = max(abs(tie.weight) for tie in made.ties())
    cells = [
        {"actor": tie.source, "issue": tie.target, "weight": round(tie.weight, 3)}
        for tie in made.ties()
        if tie.source in rows and tie.target in columns
    ]
    base = altair.Chart(altair.Data(values=cells)).encode(
        x=altair.X("issue:N", sort=columns, title=None, axis=altair.Axis(labelAngle=-40, labelLimit=320)),
        y=altair.Y("actor:N", sort=rows, title=None, axis=altair.Axis(labelLimit=320)),
    )
    scale = altair.Scale(domain=[-most, 0, most], range=[_AGAINST, _NEUTRAL, _FOR])
    tiles = base.mark_rect(stroke="white").encode(color=altair.Color("weight:Q", scale=scale, title=made.aggregation))
    figures = base.mark_text(fontSize=10).encode(
        text=altair.Text("weight:Q", format="~g"),
        color=altair.condition(f"abs(datum.weight) > {0.6 * most}", altair.value("white"), altair.value("black")),
    )
    return altair.layer(tiles, figures).properties(width=altair.Step(34), height=altair.Step(22))


def _nodes(made: Network) -> Any:
    """Nodes where a spring layout puts them, in the colour of their group; ties of conflict are broken lines."""
    import networkx

    altair = _altair()
    strength: Counter[str] = Counter()
    for tie in made.ties():
        strength.update({tie.source: abs(tie.weight), tie.target: abs(tie.weight)})
    shown = set(_heaviest(made.rows, [strength[n] for n in made.rows]))
    held = [tie for tie in made.ties() if tie.source in shown and tie.target in shown]
    drawn: networkx.Graph[str] = networkx.Graph()
    drawn.add_nodes_from(sorted(shown))
    drawn.add_weighted_edges_from((t.source, t.target, max(t.weight, 0.0)) for t in held)
    place = networkx.spring_layout(drawn, weight="weight", seed=_SEED, k=1.6 / max(len(drawn), 1) ** 0.5)
    group = {name: n for n, some in enumerate(communities(made)) for name in some}
    nodes = [
        {
            "name": n,
            "x": float(place[n][0]),
            "y": float(place[n][1]),
            "group": f"{group[n] % len(_GROUPS)}",
            "strength": strength[n],
        }
        for n in sorted(shown)
    ]
    heaviest = max(abs(tie.weight) for tie in held)
    ties = [
        {
            "x": float(place[tie.source][0]),
            "y": float(place[tie.source][1]),
            "x2": float(place[tie.target][0]),
            "y2": float(place[tie.target][1]),
            "weight": 0.6 + 5 * abs(tie.weight) / heaviest,
            "against": made.aggregation is Aggregation.CONFLICT or tie.weight < 0,
        }
        for tie in held
    ]
    hidden = {"axis": None}
    at = {"x": altair.X("x:Q", **hidden), "y": altair.Y("y:Q", **hidden)}
    lines = (
        altair.Chart(altair.Data(values=ties))
        .mark_rule(opacity=0.55)
        .encode(
            **at,
            x2="x2:Q",
            y2="y2:Q",
            strokeWidth=altair.StrokeWidth("weight:Q", scale=None),
            color=altair.condition("datum.against", altair.value(_AGAINST), altair.value("#8a8a8a")),
            strokeDash=altair.condition("datum.against", altair.value([5, 4]), altair.value([1, 0])),
        )
    )
    circles = altair.Chart(altair.Data(values=nodes)).encode(**at)
    colour = altair.Color("group:N", scale=altair.Scale(domain=[str(n) for n in range(8)], range=_GROUPS), legend=None)
    size = altair.Size("strength:Q", scale=altair.Scale(range=[60, 700]), legend=None)
    dots = circles.mark_circle(opacity=1, stroke="white").encode(color=colour, size=size)
    labels = circles.mark_text(dy=-16, fontSize=12, stroke="white", strokeWidth=3, strokeOpacity=0.8).encode(
        text="name:N"
    )
    names = circles.mark_text(dy=-16, fontSize=12).encode(text="name:N")
    return altair.layer(lines, dots, labels, names).properties(width=760, height=560)
