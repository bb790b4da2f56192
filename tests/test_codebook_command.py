"""Codebooks from the command line: begun, checked, tried on their sentences, proposed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import onrecord
import onrecord.example
from onrecord.cli.app import app
from onrecord.record.proposal import Uncovered, proposals

EXAMPLE = Path(onrecord.example.__file__).parent


def run(*arguments: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["codebook", *map(str, arguments)])
    return done.exit_code, done.output


@pytest.mark.parametrize("options", [[], ["--treaty"]])
def test_a_new_codebook_passes_its_own_tests(options: list[str], tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    assert run("new", "mine", "-o", file, *options)[0] == 0
    assert "\nname: mine\n" in file.read_text(encoding="utf-8")
    status, told = run("check", file)
    assert status == 0 and "can be used" in told and told.count("\n") == 1
    status, told = run("test", file)
    assert status == 0 and "sentences show what they should" in told


def test_nothing_is_written_over_and_a_name_is_a_name(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("kept")
    status, told = run("new", "mine", "-o", file)
    assert status == 1 and "is there already" in told and file.read_text() == "kept"
    assert run("new", "../mine")[0] == 2


def test_what_a_codebook_lacks_and_what_its_sentences_do_not_show(tmp_path: Path) -> None:
    file = tmp_path / "poor.yaml"
    file.write_text(
        "name: poor\ndescription: Poor.\npredicates:\n- name: closes\n  arguments: [actor, place]\n"
        '  label: "{0} closes {1}"\n  about: doing\n  affirm: ["clos(?:e|ed)", "Shut"]\n  examples:\n'
        '  - text: "Joren Tveld said Halvern would seal the Skerran Strait."\n'
        '    issue: "closes(Halvern, Skerran Strait)"\n    stance: affirm\n'
    )
    status, told = run("check", file)
    assert status == 0 and "no counter-example" in told and "no opposite" in told and "'Shut' has a capital" in told
    status, told = run("test", file)
    assert status == 1 and "should show closes(Halvern, Skerran Strait) affirm, and shows nothing" in told
    file.write_text("name: poor\n")
    status, told = run("check", file)
    assert status == 1 and told.startswith("onrecord: ") and told.count("\n") == 1


def test_statements_that_say_alike_come_together() -> None:
    said = [
        "Arlen must return the ferry that it seized in the northern harbour",
        "the seized ferry had to be returned from the northern harbour at once",
        "grain prices would rise by a tenth before the winter",
        "by winter the price of grain would have risen by a tenth",
        "nobody had slept",
    ]
    pytest.importorskip("sklearn")
    found = proposals([Uncovered(str(n), words, "SAY", None) for n, words in enumerate(said)], ["Arlen"])
    assert {frozenset(one.id for one in group.statements) for group in found} == {
        frozenset({"0", "1"}),
        frozenset({"2", "3"}),
    }
    assert all(group.marks for group in found)
    assert proposals([], []) == ()


def test_a_record_proposes(tmp_path: Path) -> None:
    pytest.importorskip("sklearn")
    path = tmp_path / "e.record"
    pages = sorted((EXAMPLE / "pages").iterdir())[:3]
    onrecord.build(pages, path, reference=EXAMPLE / "reference.yaml").close()
    status, told = run("propose", path, "--json")
    assert status == 0
    for line in told.splitlines():
        group = json.loads(line)
        assert len(group["statements"]) >= 2 and set(group["statements"][0]) == {"id", "speaker", "act", "words"}
    assert "statements without a position" in run("propose", path, "--most", "1")[1]
