"""`onrecord reference` as a person runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import onrecord
from onrecord.reference import Reference
from onrecord.reference.loader import NAMES
from onrecord.reference.lookup import entries, names, nearest
from onrecord.reference.proof import proof
from onrecord.reference.reference import Naming
from test_cli import run
from texts import world

OWN = """
states:
- {name: Veldoria, source: a made-up atlas, capital: Calverton, demonyms: [Veldorian]}
agreements:
- name: Tarn River Accord
  source: its text
  signed: 1994-03-02
  parties: [Veldoria, {name: Russia, since: 1995-01-01, until: 2001-12-31}]
  withdrawal: {notice: 1, unit: months, article: "9"}
  provisions: [{name: dams, unit: dams, high: 4, article: "3"}, {name: clearing, by: 1999-12-31, kind: deadline}]
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    file = tmp_path / "own.yaml"
    file.write_text(OWN, encoding="utf-8")
    return file


def test_a_name_is_looked_up_and_told(own: Path) -> None:
    shown = run("reference", "show", "tarn river accord", "--reference", own)
    assert (shown.returncode, shown.stderr) == (0, "")
    lines = [line.replace("\N{NO-BREAK SPACE}", " ") for line in shown.stdout.splitlines()]
    assert lines == [
        "Tarn River Accord  agreement",
        "  parties      Veldoria, Russia (since 1 January 1995 until 31 December 2001)",
        "  signed       2 March 1994",
        "  withdrawal   1 month’s notice (Art. 9)",
        "  provisions   dams: at most 4 dams (Art. 3)",
        "               clearing: by 31 December 1999",
        "  source       its text",
    ]


def test_the_answer_fits_the_terminal_and_goes_out_as_json() -> None:
    for columns in (60, 100):
        shown = run("reference", "show", "INF", "Treaty", columns=columns)
        assert shown.returncode == 0 and "\x1b" not in shown.stdout
        assert all(len(line) <= columns for line in shown.stdout.splitlines())
    (line,) = run("reference", "show", "INF Treaty", "--json").stdout.splitlines()
    row = json.loads(line)
    assert (row["table"], row["name"], row["signed"]) == ("agreements", "INF Treaty", "1987-12-08")
    assert {"low": 500.0, "high": 1000.0}.items() <= row["provisions"][0].items()


def test_nearest_names_are_told_where_there_is_none() -> None:
    shown = run("reference", "show", "INF Traety")
    assert (shown.returncode, shown.stdout) == (1, "")
    assert shown.stderr.startswith('onrecord: no row is called "INF Traety"; nearest: INF Treaty (agreements)')
    assert shown.stderr.count("\n") == 1


def test_a_surname_leads_to_who_alone_bears_it(own: Path) -> None:
    shown = run("reference", "show", "Ryabkov")
    assert shown.returncode == 0 and shown.stdout.startswith("Sergey Ryabkov")
    assert run("reference", "show", "Bush").returncode == 1  # there are two


def test_the_tables_of_the_example_are_right_and_may_give_an_exact_figure() -> None:
    shown = run("reference", "check", Path(onrecord.__file__).parent / "example" / "reference.yaml")
    assert (shown.returncode, shown.stderr) == (0, ""), shown.stdout
    assert "nothing is wrong" in shown.stdout


def test_a_file_that_is_right_is_said_to_be(own: Path) -> None:
    shown = run("reference", "check", own)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert shown.stdout == f"{own}: 1 state, 1 agreement: nothing is wrong\n"


def test_every_problem_of_a_file_is_a_line(tmp_path: Path) -> None:
    form = tmp_path / "form.yaml"
    form.write_text("states:\n- {name: A, source: b, captial: c}\n- {name: B}\n", encoding="utf-8")
    fit = tmp_path / "fit.yaml"
    fit.write_text("# mine\nagreements:\n- {name: Rill Pact, source: its text, parties: [Nowhere]}\n", encoding="utf-8")
    shown = run("reference", "check", form, fit)
    assert shown.returncode == 1
    assert shown.stdout.splitlines() == [
        f"{form}: line 2: states, A: captial: there is no such field; did you mean capital?",
        f"{form}: line 3: states, B: source: this field is missing; every such row needs it",
        f"{fit}: line 3: agreements, Rill Pact: parties: Nowhere is in no table; add a row, or use the name that its "
        "row bears",
    ]
    assert shown.stderr == "onrecord: 3 problems\n"


@pytest.mark.parametrize(
    "arguments", [("check", "missing.yaml"), ("check",), ("show",), ("show", "NATO", "--reference", "no.yaml")]
)
def test_bad_usage_is_told_apart(arguments: tuple[str, ...]) -> None:
    shown = run("reference", *arguments)
    assert shown.returncode == 2 and shown.stdout == ""


def test_a_file_of_any_bytes_is_refused_in_lines(tmp_path: Path) -> None:
    file = tmp_path / "bytes.yaml"
    for content in (
        b"\xff\xfe\x00",
        b"states: \x00",
        b"%%%",
        b"- - -",
        b"states: {a: b}",
        b"states: [[[]]]",
        b"a" * 100_000,
    ):
        file.write_bytes(content)
        problems = proof(file).problems
        assert problems and not any("\n" in problem or len(problem) > 1000 for problem in problems), content[:20]


def test_every_name_leads_to_its_row() -> None:
    reference = Reference.load()
    for name in reference.names[::211]:
        assert any(name.refers == entry.row.name for entry in entries(reference, name.words)), name
    for table in NAMES:
        for row in getattr(reference.tables, table)[::41]:
            assert any(entry.row is row for entry in entries(reference, names(row)[-1])), row.name


def test_codes_count_in_capitals_alone_and_a_place_leads_to_its_state() -> None:
    reference = Reference.load()
    assert [e.row.name for e in entries(reference, "UKR")] == ["Ukraine"]
    assert entries(reference, "ukr") == ()
    assert [e.row.name for e in entries(reference, "santiago")] == ["Chile"]
    assert [n.naming for n in reference.names if n.words == "Kyiv"] == [Naming.CAPITAL]


def test_nothing_is_near_to_what_is_no_name() -> None:
    assert nearest(world(), "qqqzzz") == ()
    assert [entry.row.name for _, entry in nearest(world(), "kell")][:1] == ["Oda Kell"]
    assert entries(world(), "  ") == ()
    assert [entry.row.name for _, entry in nearest(world(), "lantern treety")][:1] == ["Lantern Treaty"]
