"""Discourse networks: the matrices of Discourse Network Analyzer, what any network promises, and the commands."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import networkx
import numpy as np
import pytest
from bench import networks as bench
from hypothesis import given
from hypothesis import strategies as st

import handmade
from onrecord.cli.network import _groups
from onrecord.export.graph import gexf, graphml, matrix_csv
from onrecord.model import Aggregation, Coding, Duplicates, Mode, Network, Normalisation, OnRecordError
from onrecord.model.network import FITTING
from onrecord.record import Size, backbone, communities, network, polarisation, windows
from onrecord.store import RecordFile, Store
from test_cli import run

shared = pytest.mark.skipif(not bench.DNA.exists(), reason="shared/data/dna is not beside the project")

DAYS = st.dates(date(2018, 11, 20), date(2020, 2, 10))
CODINGS = st.lists(
    st.builds(
        Coding,
        st.sampled_from(["Arlen", "Castaly", "Veyra", "Tarn Isles"]),
        st.sampled_from(
            ["breaches(Arlen, Lantern Treaty)", "preserve(Lantern Treaty)", "leaves(Veyra, Lantern Treaty)"]
        ),
        st.booleans(),
        st.sampled_from(["one", "two", "three"]),
        st.none() | DAYS,
        st.integers(0, 999).map(str),
    ),
    max_size=25,
)


def coding(actor: str, issue: str, affirms: bool, day: date | None = None, document: str = "one") -> Coding:
    return Coding(actor, issue, affirms, document, day, f"{actor}-{issue}-{affirms}-{day}")


# ── the matrices ───────────────────────────────────────────────────────────────────────────────────────────


@shared
@pytest.mark.parametrize("duplicates", ["include", "document", "week", "month", "year", "acrossrange"])
def test_every_matrix_is_that_of_discourse_network_analyzer(duplicates: str) -> None:
    given_ = bench.codings()
    cases = json.loads((bench.DNA / "fx_oracle.json").read_text(encoding="utf-8"))
    mine = [case for case in cases if case["duplicates"] == duplicates]
    assert len(mine) == 19
    assert [case for case in mine if not bench.equal(case, given_)] == []


def test_weeks_and_months_know_their_year_unless_asked_not_to() -> None:
    said = [coding("Arlen", "x", True, date(year, 3, 5), str(year)) for year in (2018, 2019)]
    weights = {rule: network(said, duplicates=rule).weight("Arlen", "x") for rule in Duplicates}
    assert weights[Duplicates.MONTH] == 2 and weights[Duplicates.MONTH_NUMBER] == 1
    assert weights[Duplicates.YEAR] == 2 and weights[Duplicates.EVER] == 1
    turn = [coding("Arlen", "x", True, day, str(day)) for day in (date(2018, 12, 31), date(2019, 1, 2))]
    assert network(turn, duplicates=Duplicates.WEEK).weight("Arlen", "x") == 1  # one week across two years


def test_what_has_no_day_counts_once_in_its_document() -> None:
    said = [coding("Arlen", "x", True, None, name) for name in ("one", "one", "two")]
    assert network(said, duplicates=Duplicates.MONTH).weight("Arlen", "x") == 2


@given(CODINGS, st.sampled_from(Mode), st.sampled_from(Aggregation), st.sampled_from(Normalisation), st.data())
def test_what_every_network_promises(
    codings: list[Coding], mode: Mode, aggregation: Aggregation, normalisation: Normalisation, data: st.DataObject
) -> None:
    rule = data.draw(st.sampled_from(Duplicates))
    aggregations, normalisations = FITTING[mode is Mode.AFFILIATION]
    if aggregation not in aggregations or normalisation not in normalisations:
        with pytest.raises(OnRecordError, match="does not go with"):
            network(codings, mode, aggregation, normalisation, rule)
        return
    made = network(codings, mode, aggregation, normalisation, rule)
    weights = np.array(made.weights).reshape(len(made.rows), len(made.columns))
    assert np.isfinite(weights).all()
    assert set(made.codings) <= set(codings)
    if mode is not Mode.AFFILIATION:
        assert (weights == weights.T).all() and not weights.diagonal().any()
    ties = list(made.ties())
    assert len(ties) == (weights != 0).sum() / (1 if mode is Mode.AFFILIATION else 2)
    known = {c.statement for c in made.codings}
    assert all(tie.statements and set(tie.statements) <= known for tie in ties)


@given(CODINGS, st.sampled_from([Mode.ACTORS, Mode.ISSUES]))
def test_sides_are_shared_or_opposed(codings: list[Coding], mode: Mode) -> None:
    by = {a: np.array(network(codings, mode, a, duplicates=Duplicates.ALL).weights) for a in FITTING[False][0]}
    assert np.array_equal(by[Aggregation.CONGRUENCE] + by[Aggregation.CONFLICT], by[Aggregation.IGNORE])
    assert np.array_equal(by[Aggregation.CONGRUENCE] - by[Aggregation.CONFLICT], by[Aggregation.SUBTRACT])


# ── camps, groups, backbone ────────────────────────────────────────────────────────────────────────────────


def two_sides(north: int = 3, south: int = 2) -> list[Coding]:
    sides = [(f"North {n}", True) for n in range(north)] + [(f"South {n}", False) for n in range(south)]
    return [coding(actor, issue, side) for actor, side in sides for issue in ("x", "y")]


def test_two_camps_are_found_and_agreement_is_none() -> None:
    found = polarisation(two_sides())
    assert found.value == 1.0
    assert found.camps == (("North 0", "North 1", "North 2"), ("South 0", "South 1"))
    alike = polarisation(two_sides(south=0))
    assert alike.value == 0.0 and len(alike.camps) == 1
    nobody = polarisation([])
    assert nobody.value == 0.0 and nobody.camps == ()


@given(CODINGS, st.randoms())
def test_polarisation_lies_between_nought_and_one_in_any_order(codings: list[Coding], random: object) -> None:
    found = polarisation(codings, Duplicates.ALL)
    assert 0 <= found.value <= 1
    assert sorted(a for camp in found.camps for a in camp) == sorted({c.actor for c in codings})
    random.shuffle(codings)  # type: ignore[attr-defined]
    assert polarisation(codings, Duplicates.ALL).value == found.value


def test_who_takes_the_same_side_is_a_group() -> None:
    made = network(two_sides(), Mode.ACTORS)
    assert communities(made) == (("North 0", "North 1", "North 2"), ("South 0", "South 1"))
    against = network(two_sides(), Mode.ACTORS, Aggregation.CONFLICT)
    assert all(len(group) == 1 for group in communities(against))
    with pytest.raises(OnRecordError, match="two kinds of nodes"):
        communities(network(two_sides()))


def test_the_backbone_keeps_what_chance_would_not_give() -> None:
    said = [coding("A", f"i{n}", True) for n in range(40)] + [coding("B", f"i{n}", True) for n in range(40)]
    said += [coding(other, f"i{n}", True) for n, other in enumerate("CDEFGH")]
    made = network(said, Mode.ACTORS)
    kept = backbone(made)
    assert [(t.source, t.target) for t in kept.ties()] == [("A", "B")]
    assert kept.rows == made.rows
    assert list(backbone(made, 1.0).ties()) == list(made.ties())


# ── windows ────────────────────────────────────────────────────────────────────────────────────────────────


@given(CODINGS, st.sampled_from(["1d", "10 days", "2w", "1m", "3 months", "1y"]))
def test_windows_end_to_end_hold_every_dated_coding_once(codings: list[Coding], size: str) -> None:
    found = list(windows(codings, Size.parse(size)))
    assert sorted(c.statement for w in found for c in w.codings) == sorted(c.statement for c in codings if c.day)
    assert all(w.earliest <= c.day <= w.latest for w in found for c in w.codings if c.day)
    assert all(one.latest < other.earliest for one, other in pairwise(found))


def test_windows_may_overlap_and_may_count_statements() -> None:
    said = [coding("A", "x", True, date(2019, 1, 31) + timedelta(days=n)) for n in range(10)]
    assert [len(w.codings) for w in windows(said, Size.parse("4d"), Size.parse("2d"))] == [4, 4, 4, 4, 2]
    assert [len(w.codings) for w in windows(said, Size.parse("4 statements"), Size.parse("3s"))] == [4, 4, 4]
    assert [len(w.codings) for w in windows(said, Size.parse("4 statements"))] == [4, 4, 2]  # none is lost at the end
    assert [len(w.codings) for w in windows(said, Size.parse("50 statements"))] == [10]
    assert next(windows(said, Size.parse("1m"))).latest == date(2019, 2, 27)
    assert Size.parse("1y").after(date(2020, 2, 29)) == date(2021, 2, 28)


@pytest.mark.parametrize("text", ["", "3", "0d", "-1d", "month", "1.5m", "99999d"])
def test_what_is_no_size_is_told(text: str) -> None:
    with pytest.raises(OnRecordError, match="no size of a window"):
        Size.parse(text)


def test_windows_without_an_end_are_refused() -> None:
    said = [coding("A", "x", True, day) for day in (date(1, 1, 1), date(9999, 12, 31))]
    assert [len(w.codings) for w in windows(said, Size.parse("5000y"))] == [1, 1]
    with pytest.raises(OnRecordError, match="both be of time"):
        list(windows(said, Size.parse("5d"), Size.parse("5s")))
    daily = [coding("A", "x", True, date(2000, 1, 1) + timedelta(days=n)) for n in range(2100)]
    with pytest.raises(OnRecordError, match="longer step"):
        list(windows(daily, Size.parse("1d")))


# ── out to files ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("mode", Mode)
def test_other_tools_read_the_graph(mode: Mode) -> None:
    said = [*two_sides(), coding("Odd\x00 <&> name", "x", True)]
    made = network(said, mode, Aggregation.SUBTRACT)
    ties = list(made.ties())
    for text, read in ((graphml(made), networkx.read_graphml), (gexf(made), networkx.read_gexf)):
        graph = read(io.BytesIO(text.encode()))
        assert graph.number_of_edges() == len(ties)
        signed = sum(float(d["weight"]) * int(d["sign"]) for *_, d in graph.edges(data=True))
        assert signed == pytest.approx(sum(t.weight for t in ties))
        assert all(d["statements"] for *_, d in graph.edges(data=True))
        assert len(graph) == len(set(made.rows) | set(made.columns))


def test_the_matrix_is_a_table_that_runs_nothing() -> None:
    rows = list(csv.reader(io.StringIO(matrix_csv(network([coding("=1+1", "x", False)])))))
    assert rows == [["", "x"], ["'=1+1", "-1"]]


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("networks") / "dispute.record"
    store = Store.make(path)
    handmade.keep(store)
    store.close()
    return path


def test_a_record_gives_its_codings_with_their_statements(record: Path) -> None:
    with RecordFile.open(record) as opened:
        said = opened.codings()
        assert {(c.actor, c.issue, c.affirms) for c in said} == {
            (p["by"], p["issue"], p["stance"] == "affirm") for p in opened.positions()
        }
        known = {row["id"] for row in opened.statements()}
        assert said and all(c.statement in known for c in said)
        assert opened.codings(since="2030") == () or all(c.day is None for c in opened.codings(since="2030"))
        made = opened.matrix(mode="Actors", aggregation="conflict")
        assert isinstance(made, Network) and made.mode is Mode.ACTORS
        with pytest.raises(OnRecordError, match="no mode"):
            opened.network(mode="both")


def test_the_commands_answer_and_write(record: Path, tmp_path: Path) -> None:
    shown = run("network", record, "--mode", "actors", "--aggregation", "conflict")
    assert shown.returncode == 0 and "Velmark" in shown.stdout and shown.stdout.rstrip().endswith("row")
    ties = [json.loads(line) for line in run("network", record, "--json").stdout.splitlines()]
    assert ties and all(tie["ids"] and len(tie["ids"]) == tie["statements"] for tie in ties)
    assert run("polarisation", record, "--csv").stdout.startswith("time,polarisation,camps,statements\n")
    for name, begins in {"n.csv": b",", "n.graphml": b"<", "n.gexf": b"<"}.items():
        assert run("network", record, "-o", tmp_path / name).returncode == 0
        assert (tmp_path / name).read_bytes().startswith(begins)


def test_pictures_are_drawn(record: Path, tmp_path: Path) -> None:
    pytest.importorskip("altair")
    pytest.importorskip("vl_convert")
    for mode, aggregation in (("affiliation", "subtract"), ("actors", "subtract")):
        out = tmp_path / f"{mode}.svg"
        done = run("network", record, "--mode", mode, "--aggregation", aggregation, "-o", out)
        assert done.returncode == 0, done.stderr
        assert out.read_text("utf-8").startswith("<svg") and "Velmark" in out.read_text("utf-8")
    out = tmp_path / "camps.png"
    assert run("polarisation", record, "--window", "1m", "-o", out).returncode == 0
    assert out.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("network", "--mode", "sideways"), 2, 'no mode "sideways"'),
        (("network", "--mode", "actors", "--aggregation", "combine"), 2, "combine does not go with"),
        (("network", "-o", "picture.jpg"), 2, "not as .jpg"),
        (("network", "--json", "-o", "x.csv"), 2, "choose one of"),
        (("network", "--significant", "7"), 2, "less than or equal to 1"),
        (("network", "--significant", "0.05"), 2, "two kinds of nodes"),
        (("polarisation", "--window", "fortnight"), 2, "no size of a window"),
        (("network", "-o", "no/such/folder/x.csv"), 1, "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_line(record: Path, arguments: tuple[str, ...], code: int, says: str) -> None:
    command, *options = arguments
    done = run(command, record, *options)
    assert done.returncode == code
    assert says in " ".join(done.stderr.replace("│", " ").split())
    assert "Traceback" not in done.stderr


def test_a_group_says_who_in_it_is_on_opposite_sides_too(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Asked:
        def matrix(self, mode: Mode, aggregation: Aggregation | None, **_: object) -> Network:
            return network([coding("Arlen", "a", True), coding("Tarn", "a", True), *opposite], mode, aggregation)

    asked = {"mode": Mode.ACTORS, "aggregation": None}
    monkeypatch.setenv("COLUMNS", "80")
    opposite = [coding("Arlen", "b", True), coding("Tarn", "b", False)]
    _groups(Asked(), asked)  # type: ignore[arg-type]
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["together  Arlen, Tarn", "though    Arlen and Tarn are on opposite sides too"]
    assert "--aggregation subtract" in lines[2]
    opposite = []
    _groups(Asked(), asked)  # type: ignore[arg-type]
    assert capsys.readouterr().out == "together  Arlen, Tarn\n"
