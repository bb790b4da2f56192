"""Hand codings taken into a record: confirmed, corrected, added, named where they do not fit, and kept once."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

import handmade
import onrecord
from coded import BREACH, SAID, courier, dna, opened, sheet
from onrecord import __version__
from onrecord.cli.app import app
from onrecord.engine.coding.bringing import ImportReport, import_codings
from onrecord.engine.coding.score import score
from onrecord.export import render
from onrecord.model import OnRecordError, Record
from onrecord.store import RecordFile

DENIED = "Pavel Drunov denied this"


def positions(record: RecordFile) -> set[tuple[str, str, str, tuple[str, ...]]]:
    return {(p.by, str(p.issue), str(p.stance), tuple(sorted(p.statements))) for p in record.record.positions}


def silent(record: RecordFile) -> RecordFile:
    """The same record with a codebook of the same issues whose signals find nothing, and no positions."""
    codebook = yaml.safe_load(record.codebook)
    for predicate in codebook["predicates"]:
        for found in ("deny", "implied", "examples", "counterexamples"):
            predicate.pop(found, None)
        predicate["affirm"] = ["nothing of the kind"]
    held: Record = record.record
    record._store.say({"codebook": yaml.safe_dump(codebook)})
    record._store.write(replace(held, positions=()), __version__)
    return record


def imported(record: RecordFile, path: Path, *rows: list[str], **asked: object) -> ImportReport:
    return import_codings(record, sheet(path / "codings.csv", *rows), **asked)  # type: ignore[arg-type]


def test_what_goes_out_comes_back_the_same(tmp_path: Path) -> None:
    record = opened()
    path = tmp_path / "record.dna"
    path.write_bytes(render(record, "dna"))
    other = silent(opened())
    assert not positions(other)
    report = import_codings(other, path)
    assert not report.left_out and not report.unmapped and report.waiting == 0
    assert positions(other) == positions(record)
    # Statements are those that were there: nothing is added, no speaker changes.
    assert report.added == 0
    assert [s.speaker and s.speaker.value for s in other.record.readings[0].statements] == [
        s.speaker and s.speaker.value for s in record.record.readings[0].statements
    ]
    assert {c.correction.by for c in other.record.corrections} == {"OnRecord"}


def test_a_coding_of_what_was_read_confirms_it(tmp_path: Path) -> None:
    record = opened()
    report = imported(record, tmp_path, ["herald.txt", SAID, "Benning, Orla", BREACH, "agree", "Ana"])
    assert (report.confirmed, report.corrected, report.added, report.kept) == (1, 0, 0, 1)
    said = record.record.readings[0].statements[0]
    assert said.speaker is not None and (said.speaker.value, said.speaker.confidence) == ("Orla Benning", 1.0)
    (entry,) = record.record.corrections
    assert entry.correction.by == "Ana" and BREACH in entry.correction.why and "codings.csv" in entry.correction.why


def test_a_coding_of_something_else_corrects_it(tmp_path: Path) -> None:
    record = silent(opened())
    report = imported(
        record,
        tmp_path,
        ["herald.txt", SAID, "Pavel Drunov", BREACH, "deny", "Ana"],
        [
            "herald.txt",
            "Reportedly, Pavel Drunov denied this.",
            "Pavel Drunov",
            "preserve(Tarn Accord)",
            "affirm",
            "Ana",
        ],
    )
    assert (report.confirmed, report.corrected, report.added) == (0, 2, 0)
    first = record.record.readings[0].statements[0]
    assert first.speaker is not None and first.speaker.value == "Pavel Drunov"
    assert {(by, issue, stance) for by, issue, stance, _ in positions(record)} == {
        ("Velmark", BREACH, "deny"),
        ("Velmark", "preserve(Tarn Accord)", "affirm"),
    }


def test_a_coding_where_nothing_was_read_is_added(tmp_path: Path) -> None:
    record = opened()
    before = len(record.record.readings[0].statements)
    report = imported(
        record, tmp_path, ["herald.txt", "She gave it 30 days", "Orla Benning", "Ultimatum, short", "affirm", "Ana"]
    )
    assert (report.added, report.unmapped) == (1, {"Ultimatum, short": 1})
    statements = record.record.readings[0].statements
    assert len(statements) == before + 1
    new = next(s for s in statements if record.record.documents[0].words(s.content[0]) == "She gave it 30 days")
    assert new.speaker is not None and new.speaker.value == "Orla Benning"
    # What no map and no codebook knows stands as an issue of its own name.
    assert ("Sarnia", "concept(Ultimatum; short)", "affirm", (new.id,)) in positions(record)
    assert [row["by"] for row in record.positions(issue="concept")] == ["Sarnia"]


def test_nothing_is_rejected_because_nobody_coded_it(tmp_path: Path) -> None:
    record = opened()
    before = {s.id for s in record.record.readings[0].statements}
    imported(record, tmp_path, ["herald.txt", SAID, "Orla Benning", BREACH, "affirm", "Ana"])
    assert {s.id for s in record.record.readings[0].statements} == before


def test_the_same_file_twice_is_kept_once(tmp_path: Path) -> None:
    record = opened()
    rows = [
        ["herald.txt", SAID, "Orla Benning", BREACH, "affirm", "Ana"],
        ["herald.txt", "She gave it 30 days", "Orla Benning", "Ultimatum", "affirm", "Ana"],
        ["herald.txt", DENIED, "", BREACH, "deny", "Ana"],
    ]
    rows[2][2] = "Velmark"
    first = imported(record, tmp_path, *rows)
    assert first.kept == 3
    again = imported(record, tmp_path, *rows)
    assert (again.kept, again.again) == (0, 3)
    assert len(record.record.corrections) == 3


def test_a_state_confirms_whoever_speaks_for_it(tmp_path: Path) -> None:
    record = opened()
    imported(record, tmp_path, ["herald.txt", DENIED, "Velmark", BREACH, "deny", "Ana"])
    said = record.record.readings[0].statements[1]
    assert said.speaker is not None and said.speaker.value == "Pavel Drunov"
    assert "Velmark" in {by for by, issue, stance, _ in positions(record) if (issue, stance) == (BREACH, "deny")}


def test_where_coders_differ_what_was_read_stays(tmp_path: Path) -> None:
    record = opened()
    rows = [
        ["herald.txt", SAID, "Orla Benning", BREACH, "affirm", "Ana"],
        ["herald.txt", SAID, "Pavel Drunov", BREACH, "affirm", "Ben"],
        ["herald.txt", DENIED, "Pavel Drunov", BREACH, "deny", "Ana"],
        ["herald.txt", DENIED, "Pavel Drunov", BREACH, "affirm", "Ben"],
    ]
    report = imported(record, tmp_path, *rows)
    assert report.kept == 0 and len(report.left_out) == 4
    assert "differ on who speaks (Orla Benning or Pavel Drunov)" in report.left_out[0].why
    assert "whether breaches(Velmark, Tarn Accord) is affirmed or denied" in report.left_out[2].why
    # One coder's alone can be taken.
    assert imported(record, tmp_path, *rows, coder="Ana").kept == 2
    with pytest.raises(OnRecordError, match="its coders are Ana, Ben"):
        imported(record, tmp_path, *rows, coder="Cem")


def test_two_coders_of_one_new_statement_add_it_once(tmp_path: Path) -> None:
    record = opened()
    rows = [
        ["herald.txt", "She gave it 30 days", "Orla Benning", "Ultimatum", "affirm", "Ana"],
        ["herald.txt", "She gave it 30 days.", "Orla Benning", "Ultimatum", "affirm", "Ben"],
    ]
    before = len(record.record.readings[0].statements)
    report = imported(record, tmp_path, *rows)
    assert report.added == 2 and report.waiting == 0
    assert len(record.record.readings[0].statements) == before + 1


def test_a_paragraph_does_not_give_all_its_statements_to_one_speaker(tmp_path: Path) -> None:
    record = opened()
    body = handmade.BODY
    imported(record, tmp_path, ["herald.txt", body, "Somebody Else", "preserve(Tarn Accord)", "deny", "Ana"])
    speakers = [s.speaker.value for s in record.record.readings[0].statements if s.speaker]
    assert speakers.count("Somebody Else") == 1 and {"Orla Benning", "Pavel Drunov"} <= set(speakers)


def test_a_text_that_differs_slightly_is_attached_by_its_words(tmp_path: Path) -> None:
    record = opened()
    text = "From our own page.\n" + handmade.TEXT.replace("breached", "breeched")
    start = text.index("“Velmark")
    end = text.index("Accord,”") + len("Accord,”")
    path = dna(
        tmp_path / "a.dna", [("", text, 0)], (1, start, end, "Ana", {"person": "Orla Benning", "concept": BREACH})
    )
    report = import_codings(record, path)
    assert (report.moved, report.confirmed, report.left_out) == (1, 1, ())
    assert record.record.corrections[0].item == "aa-1"


def test_what_does_not_fit_is_named_and_counted(tmp_path: Path) -> None:
    record = opened()
    report = imported(
        record,
        tmp_path,
        ["herald.txt", "Words that nobody wrote on this page", "Orla Benning", BREACH, "affirm", "Ana"],
        ["elsewhere.txt", SAID, "Orla Benning", BREACH, "affirm", "Ana"],
        ["", "too few", "Orla Benning", BREACH, "affirm", "Ana"],
        ["", SAID, "Vera Lund", BREACH, "affirm", "Ana"],
    )
    assert [left.why.partition(":")[0] for left in report.left_out] == [
        '"Words that nobody wrote on this page" does not stand in herald.txt',
        "the record has no document like it",
        "it names no document, and no document has its words",
    ]
    assert report.unknown == {"Vera Lund": 1}
    assert str(report) == "0 confirmed, 1 corrected, 0 added, 3 left out"


def test_documents_go_by_title_address_date_and_words(tmp_path: Path) -> None:
    other = handmade.document("b" * 16, "courier.html", "Courier")
    other = replace(other, url="https://www.courier.example/talks/")
    first = replace(handmade.document(), text=handmade.TEXT + " The Herald adds a last line.")
    head = "document,title,url,quote,actor,issue,stance,coder,date"
    ways = [
        ("bb-1", "", "http://courier.example/talks?utm_source=x"),
        ("bb-1", "b" * 16, ""),
        ("bb-1", "archive/courier.htm", ""),
        ("aa-1", "HERALD", ""),
    ]
    for wanted, document, url in ways:
        record = opened(first, other)
        row = [document, "", url, SAID, "Orla Benning", BREACH, "affirm", "Ana", ""]
        report = import_codings(record, sheet(tmp_path / "a.csv", row, head=head))
        assert (report.confirmed, report.left_out) == (1, ()), (wanted, document, url)
        assert record.record.corrections[0].item == wanted
    record = opened(first, other)
    # Both pages have the title: the words of one alone tell which is meant.
    titled = ["", "Sarnia rejects Velmark Charge", "", "adds a last line", "Orla Benning", BREACH, "affirm", "Ana", ""]
    assert import_codings(record, sheet(tmp_path / "a.csv", titled, head=head), dry_run=True).added == 1
    late = [*titled[:3], SAID, *titled[4:8], "2024-05-05"]
    assert (
        import_codings(record, sheet(tmp_path / "a.csv", late, head=head))
        .left_out[0]
        .why.startswith("the record has no")
    )


def test_an_annotation_of_a_page_that_was_saved_finds_it(tmp_path: Path) -> None:
    record = opened(handmade.document(), replace(handmade.document("b" * 16, "courier.html"), text="Another page."))
    quote = {
        "type": "TextQuoteSelector",
        "exact": "has breached the Tarn",
        "prefix": "“Velmark ",
        "suffix": " Accord,” Orla",
    }
    for uri in ("https://herald.example/talks", "file:///home/ana/herald.txt"):
        told = {"user": "acct:ana@x", "text": f"actor: Benning, Orla; issue: {BREACH}; affirm", "uri": uri}
        path = tmp_path / "a.json"
        path.write_text(json.dumps({"rows": [told | {"target": [{"selector": [quote]}]}]}), encoding="utf-8")
        report = import_codings(record, path, dry_run=True)
        assert (report.confirmed, report.left_out) == (1, ()), uri


def test_who_names_nobody_and_takes_no_side_changes_nothing(tmp_path: Path) -> None:
    gold = tmp_path / "gold.yaml"
    gold.write_text(
        f"documents:\n- file: herald.txt\n  statements:\n  - content: {json.dumps(SAID)}\n", encoding="utf-8"
    )
    record = opened()
    report = import_codings(record, gold)
    assert report.kept == 0 and "nothing to correct" in report.left_out[0].why


def test_a_dry_run_keeps_nothing(tmp_path: Path) -> None:
    record = opened()
    report = imported(record, tmp_path, ["herald.txt", SAID, "Orla Benning", BREACH, "affirm", "Ana"], dry_run=True)
    assert (report.confirmed, report.kept) == (1, 0) and not record.record.corrections


def test_a_score_leaves_out_what_was_corrected(tmp_path: Path) -> None:
    record = silent(opened())
    rows = [["herald.txt", SAID, "Orla Benning", BREACH, "affirm", "Ana"]]
    imported(record, tmp_path, *rows)
    path = tmp_path / "codings.csv"
    read = next(r for r in score(record, path).rows if r.level == "stance")
    now = next(r for r in score(record, path, corrected=True).rows if r.level == "stance")
    assert (read.recall, now.recall) == (0, 1)


@pytest.fixture(scope="module")
def dispute(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return courier(tmp_path_factory.mktemp("import") / "dispute.record")


def test_a_built_record_takes_its_own_export(dispute: Path, tmp_path: Path) -> None:
    exported = tmp_path / "dispute.dna"
    with onrecord.open(dispute) as record:
        before = positions(record)
        exported.write_bytes(render(record, "dna"))
    assert before
    run = CliRunner()
    dry = run.invoke(app, ["import", str(dispute), str(exported), "--dry-run"])
    assert dry.exit_code == 0 and "0 corrected, 0 added" in dry.stdout
    done = run.invoke(app, ["import", str(dispute), str(exported)])
    assert done.exit_code == 0, done.output
    with onrecord.open(dispute) as record:
        assert positions(record) == before
        count = len(record.record.corrections)
    assert count and run.invoke(app, ["import", str(dispute), str(exported)]).exit_code == 0
    with onrecord.open(dispute) as record:
        assert len(record.record.corrections) == count


def test_the_command_says_in_a_line_what_is_wrong(dispute: Path, tmp_path: Path) -> None:
    gold = sheet(tmp_path / "a.csv", ["nowhere.txt", "some words", "X", "Y", "affirm", "Ana"])
    for asked, code, said in (
        ([str(gold), "--columns", "odd"], 2, "says of no column"),
        ([str(gold), "--columns", "quote=odd"], 1, "no column 'odd'"),
        ([str(gold), "--coder", "Ben"], 1, "nothing in"),
        ([str(gold), "--concepts", str(gold)], 1, "maps no concepts"),
        ([str(gold)], 1, "nothing of it fits"),
    ):
        done = CliRunner().invoke(app, ["import", str(dispute), *asked])
        assert (done.exit_code, said in done.output) == (code, True), done.output
