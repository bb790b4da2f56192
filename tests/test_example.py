"""The bundled example, as a newcomer builds it: everything that its pages were written to show is in its record.

The head of ``bench/example_gold.yaml`` says which page shows what; how much of it all is read right is measured in
``bench``. Here stands what must never be lost: the texts whole, the dates right, and one of each kind of thing.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import onrecord
from onrecord import RecordFile

Row = dict[str, Any]
GOLD = yaml.safe_load((Path(__file__).parents[1] / "bench" / "example_gold.yaml").read_text(encoding="utf-8"))
PAGES: list[Row] = GOLD["documents"]
COURIER, RADIO, GAZETTE = "courier-thirty-days.html", "radio-tovik-hangar.txt", "gazette-half-a-yes.txt"
HAWSER, LEDGER, SIDELINES = "hawser-weekly-premiums.html", "ledger-stopped-clock.html", "sidelines-in-ruhavel.txt"
TESPRES, LATER = "tespres-no-standing.txt", "tespres-walked-back.txt"
TREATY = "Skerran Strait Treaty"


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RecordFile]:
    folder = tmp_path_factory.mktemp("example") / "strait"
    command = [sys.executable, "-m", "onrecord", "example", str(folder)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    with onrecord.build(folder / "pages", reference=folder / "reference.yaml") as built:
        yield built


def only(rows: list[Row]) -> Row:
    assert len(rows) == 1, rows
    return rows[0]


def document(record: RecordFile, name: str) -> Row:
    return only(list(record.documents(document=name)))


def said(record: RecordFile, name: str, words: str) -> Row:
    """The statement of a page whose content holds these words; of several the innermost."""
    found = [row for row in record.statements(document=name) if words in row["content"]]
    assert found, f"{name}: no statement holds {words!r}"
    return min(found, key=lambda row: len(row["content"]))


def plain(text: str) -> str:
    return " ".join(text.split())


def test_a_misspelt_name_is_told_by_the_wording_it_is_near_to(record: RecordFile) -> None:
    for asked, near in (("Vashkal", "Vashkel (Tesmaria)"), ("Velkan", "Jamir Velkhan"), ("Tesmarya", "Tesmaria")):
        with pytest.raises(onrecord.OnRecordError) as told:
            record.statements(actor=asked)
        assert str(told.value) == f'no actor "{asked}" in this record: did you mean {near}?'


# ── pages ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_page_is_read(record: RecordFile) -> None:
    assert record.built is not None and not record.built.set_aside
    assert {row["document"] for row in record.documents()} == {page["file"] for page in PAGES}
    assert len(PAGES) == 8


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page["file"])
def test_a_page_is_whole_and_dated_and_without_furniture(record: RecordFile, page: Row) -> None:
    read = document(record, page["file"])
    assert (read["outlet"], read["title"]) == (page["outlet"], plain(page["title"]))
    assert read["published"] == [day.isoformat() for day in page["published"]], read["published_why"]
    text = plain(read["text"])
    assert plain(page["first_sentence"]) in text and plain(page["last_sentence"]) in text
    assert not [line for line in page["page_furniture"] if plain(line) in text]
    related = [plain(line["text"]) for line in read["lines"] if line["kind"] == "related"]
    for headline in page.get("related_headlines", ()):
        assert plain(headline["text"]) in related


def test_a_year_is_found_where_the_page_gives_none(record: RecordFile) -> None:
    for name, day in ((TESPRES, "2013-10-10"), (LATER, "2013-11-08")):
        read = document(record, name)
        assert "2013" not in read["dateline"] and read["published"] == [day, day]
        assert "without a year" in read["published_why"]


def test_the_clock_of_a_saved_page_is_rejected_with_the_reason(record: RecordFile) -> None:
    read = document(record, SIDELINES)
    clock = only([date for date in read["rejected"] if "2018" in date["text"]])
    assert "terms of office" in clock["why"]


def test_a_correction_is_kept_apart(record: RecordFile) -> None:
    assert any(line["kind"] == "correction" for line in document(record, LEDGER)["lines"])


# ── statements ─────────────────────────────────────────────────────────────────────────────────────────────


def test_direct_indirect_and_mixed(record: RecordFile) -> None:
    assert said(record, RADIO, "six Sandpipers on this cape")["kind"] == "direct"
    assert said(record, RADIO, "armed drones fly from Cape Tovik")["kind"] == "indirect"
    assert said(record, COURIER, "of sowing them")["kind"] == "mixed"


def test_a_quotation_over_two_paragraphs_is_one(record: RecordFile) -> None:
    row = said(record, COURIER, "For eleven years")
    assert "answered with explosives" in row["content"] and row["speaker"] == "Edda Thornquist"


def test_a_statement_inside_a_statement(record: RecordFile) -> None:
    for name, words, inner, outer in (
        (SIDELINES, "prepared to extend the Ruhavel Protocol", "Jamir Velkhan", "Tesmarian Foreign Ministry"),
        (TESPRES, "keep the treaty alive", "Teodar Brusk", "Jamir Velkhan"),
        (GAZETTE, "anchor off the Gull Bank", "Nadra Osheli", "Pavo Grendt"),
    ):
        row = said(record, name, words)
        holder = only([other for other in record.statements(document=name) if other["id"] == row["parent"]])
        assert (row["speaker"], holder["speaker"]) == (inner, outer)


def test_denials(record: RecordFile) -> None:
    for name, words, speaker in (
        (RADIO, "armed drones fly", "Brita Sollane"),
        (SIDELINES, "mining the shoal", "Tesmaria"),
        (GAZETTE, "offered anything at all", "Nadra Osheli"),
        (LEDGER, "had laid them there", "Nadra Osheli"),
        (LATER, "Halvern had broken the treaty", "Halvernian Foreign Ministry"),
    ):
        row = said(record, name, words)
        assert (row["act"], row["speaker"]) == ("DENY", speaker), row


def test_an_accusation_and_the_one_against_it(record: RecordFile) -> None:
    first = said(record, COURIER, "of sowing them")
    back = said(record, TESPRES, "gambling with the safety")
    assert (first["speaker"], first["act"], first["target"]) == ("Edda Thornquist", "ACCUSE", "Tesmaria")
    assert (back["speaker"], back["act"], back["target"]) == ("Jamir Velkhan", "ACCUSE", "Halvern")


def test_a_denial_answers_an_accusation(record: RecordFile) -> None:
    answered = {row["answers"] for row in record.statements(act="DENY")}
    assert answered & {row["id"] for row in record.statements(act="ACCUSE")}


def test_a_threat_sets_a_deadline(record: RecordFile) -> None:
    threat = said(record, COURIER, "suspend its part in the Skerran Strait Treaty")
    assert threat["act"] in ("THREATEN", "SANCTION") and threat["date"] == ["2013-10-08", "2013-10-08"]
    due = [row for row in record.timeline(kind="deadline") if row["date"] == "2013-11-07"]
    assert due and any("30 days" in row["what"] and "unless" in row["what"] for row in due)
    assert not [row for row in record.timeline(kind="deadline", actor="Thornquist") if row["date"] != "2013-11-07"]


def test_a_capital_and_a_seat_stand_for_a_government(record: RecordFile) -> None:
    assert said(record, SIDELINES, "mining the shoal")["speaker"] == "Tesmaria"
    assert said(record, GAZETTE, "that idea outright")["speaker"] == "Tesmaria"
    offer = only([row for row in record.statements(document=SIDELINES) if row["content"] == "the offer"])
    assert offer["speaker"] == "Halvern" and offer["act"] == "REJECT"


def test_pronouns_and_roles(record: RecordFile) -> None:
    for name, words, source, speaker in (
        (COURIER, "answered with explosives", "she", "Edda Thornquist"),
        (COURIER, "no Halvernian ship would fire first", "She", "Brita Sollane"),
        (GAZETTE, "never lied to me", "the envoy", "Pavo Grendt"),
        (TESPRES, "gambling with the safety", "The minister", "Jamir Velkhan"),
        (SIDELINES, "both delegations regard", "the secretary-general", "Mirel Ostane"),
    ):
        row = said(record, name, words)
        assert (row["source"], row["speaker"]) == (source, speaker), row


def test_two_spellings_are_one_person(record: RecordFile) -> None:
    assert said(record, HAWSER, "laid nothing, lost nothing")["speaker"] == "Jamir Velkhan"
    people = {row["name"] for row in record.actors(kind="person")}
    assert not {name for name in people if name.startswith(("Dzhamir", "Nadra Oshely"))}


def test_somebody_whom_the_reference_does_not_know_keeps_the_name_of_the_page(record: RecordFile) -> None:
    assert said(record, HAWSER, "closes the lane with mines")["speaker"] == "Corin Hask"
    assert said(record, RADIO, "slung beneath the drones")["speaker"] == "Olla Renske"


def test_headlines_of_both_forms_and_those_of_other_stories(record: RecordFile) -> None:
    behind = only([row for row in record.statements(document=TESPRES) if row["where"] == "title"])
    before = only([row for row in record.statements(document=GAZETTE) if row["where"] == "title"])
    assert (behind["speaker"], before["speaker"]) == ("Jamir Velkhan", "Pavo Grendt")
    for name in (COURIER, SIDELINES, RADIO):
        rows = [row for row in record.statements(document=name) if row["where"] == "related"]
        assert rows and all(row["line"] is not None for row in rows)


def test_an_act_without_content_and_one_in_the_passive(record: RecordFile) -> None:
    applause = only([row for row in record.statements(document=TESPRES) if row["cue"] == "applauded"])
    assert (applause["speaker"], applause["act"]) == ("Ilmara", "SUPPORT")
    criticised = [row for row in record.statements(document=HAWSER) if row["cue"] == "criticised"]
    assert {row["speaker"] for row in criticised} == {"Tesmaria", "Ganteria"}
    assert {row["act"] for row in criticised} == {"ACCUSE"}


def test_channel_audience_and_hedge(record: RecordFile) -> None:
    assert "press service" in said(record, SIDELINES, "The minister stressed that Tesmaria")["channel"]
    assert said(record, TESPRES, "A treaty is not a lease")["audience"] == "reporters"
    assert any(row["hedge"] for row in record.statements(document=TESPRES))


def test_when_it_was_said(record: RecordFile) -> None:
    for name, words, first, last in (
        (GAZETTE, "would not be swapped", "2013-10-22", "2013-10-22"),  # on Tuesday
        (TESPRES, "keep the treaty alive", "2013-10-09", "2013-10-09"),  # yesterday
        (TESPRES, "Tesmaria had broken the treaty", "2013-06-01", "2013-08-31"),  # last summer
        (SIDELINES, "unless the Gull Bank is as empty", "2013-10-08", "2013-10-08"),  # on October 8
    ):
        assert said(record, name, words)["date"] == [first, last]


def test_nothing_is_dated_after_the_page_or_to_another_year(record: RecordFile) -> None:
    published = {row["id"]: row["published"][1] for row in record.documents()}
    for row in record.statements():
        if row["date"] is not None:
            earliest, latest = row["date"]
            assert latest is not None and latest <= published[row["document_id"]], row
            assert earliest is None or earliest >= "2013-01-01", row


# ── across pages ───────────────────────────────────────────────────────────────────────────────────────────


def test_issues_on_which_both_sides_speak(record: RecordFile) -> None:
    for party, other in (("Halvern", "Tesmaria"), ("Tesmaria", "Halvern")):
        stances = {row["by"]: row["stance"] for row in record.positions(issue=f"breaches({party}, {TREATY})")}
        assert stances.get(other) == "affirm" and stances.get(party) == "deny", stances
    kept = {row["by"] for row in record.positions(issue=f"preserve({TREATY})", stance="affirm")}
    assert {"Tesmaria", "Littoral League"} <= kept


def test_the_reference_contradicts_and_confirms(record: RecordFile) -> None:
    differs = {(row["document"], row["value"]) for row in record.checks(verdict="differs")}
    assert {(TESPRES, "24 warships"), (HAWSER, "12 km"), (HAWSER, "1998-03-01")} <= differs
    assert (LATER, "30 inspections a year") in differs
    for page in PAGES:
        verdicts = {row["says"]: row["verdict"] for row in record.checks(document=page["file"])}
        for check in page.get("checks", ()):
            got = [verdict for says, verdict in verdicts.items() if check["says"] in says or says in check["says"]]
            assert got == [check["verdict"]], (page["file"], check, verdicts)


def test_two_outlets_differ(record: RecordFile) -> None:
    stated = {row["document"]: row["value"] for row in record.checks() if row["fact"] == "warships"}
    assert stated[COURIER] == "18 warships" and stated[TESPRES] == "24 warships"


def test_what_happened_is_in_the_timeline(record: RecordFile) -> None:
    events = {row["what"]: row for row in record.timeline(kind="event")}
    assert any(row["date"] == "1996-05-14" and COURIER in row["document"] for row in events.values())
    met = only([row for row in record.timeline(kind="event", document=SIDELINES) if "meet" in row["what"]])
    assert met["date"] == "2013-10-17" and "Ostane" in met["what"] and "Velkhan" in met["what"]


def test_every_line_opens_on_its_words(record: RecordFile) -> None:
    texts = {row["id"]: row for row in record.documents()}
    for row in record.statements():
        page = texts[row["document_id"]]
        text = page["text"] if row["line"] is None else page["lines"][row["line"]]["text"]
        assert plain(" ".join(text[start:end] for start, end in row["spans"]["content"])) == row["content"]
        if row["source"]:
            start, end = row["spans"]["source"]
            assert plain(text[start:end]) == row["source"]
