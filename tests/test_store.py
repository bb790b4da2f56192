"""The record file: what is kept comes back whole, and bad files are told in one line."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import threading
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

import handmade
from onrecord import __version__
from onrecord.model import (
    Act,
    Actor,
    ActorKind,
    Attribution,
    Claim,
    DateCandidate,
    DateSource,
    Deadline,
    Document,
    Event,
    Evidence,
    Granularity,
    Interval,
    Judgement,
    Kind,
    Mention,
    MentionKind,
    Office,
    OnRecordError,
    Reading,
    Rejected,
    Span,
    Statement,
)
from onrecord.store import COLUMNS, RecordFile, Store, Table, schema
from onrecord.store.codec import dump, load
from onrecord.store.grid import spoken
from onrecord.store.plain import harmless, one_line, plain, writable

# ── the nouns as JSON and back ─────────────────────────────────────────────────────────────────────────────

texts = st.text(max_size=12)
maybe = st.none() | texts
days = st.dates(min_value=date(1, 1, 1))


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start, end = sorted((draw(st.integers(0, 10**6)), draw(st.integers(0, 10**6))))
    return Span(start, end, draw(st.none() | st.integers(0, 99)))


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    first, last = draw(st.none() | days), draw(st.none() | days)
    if first and last and first > last:
        first, last = last, first
    return Interval(first, last, draw(st.sampled_from(Granularity)))


evidence = st.builds(Evidence, texts, texts, st.none() | spans(), maybe)
confidences = st.floats(min_value=0, max_value=1, exclude_min=True, allow_subnormal=False)


def judged(values):  # type: ignore[no-untyped-def]
    return st.builds(Judgement, values, confidences, st.lists(evidence, max_size=2).map(tuple))


def some(values):  # type: ignore[no-untyped-def]
    return st.lists(values, max_size=2).map(tuple)


statements = st.builds(
    Statement,
    id=texts,
    source=st.none() | spans(),
    cue=some(spans()),
    content=some(spans()),
    kind=st.sampled_from(Kind),
    speaker=st.none() | judged(texts),
    act=judged(st.sampled_from(Act)),
    target=st.none() | judged(texts),
    time=judged(intervals()),
    confidence=confidences,
    rule=texts,
    channel=st.none() | spans(),
    audience=st.none() | spans(),
    hedge=st.none() | spans(),
    parent=maybe,
    answers=maybe,
)
candidates = st.builds(
    DateCandidate,
    st.sampled_from(DateSource),
    texts,
    st.none() | st.integers(1, 9999),
    st.none() | st.integers(1, 12),
    st.none() | st.integers(1, 31),
    st.none() | spans(),
)
readings = st.builds(
    Reading,
    document=texts,
    reader=texts,
    published=judged(intervals()),
    rejected=some(st.builds(Rejected, candidates, texts)),
    mentions=some(st.builds(Mention, spans(), st.sampled_from(MentionKind), st.none() | judged(texts))),
    actors=some(
        st.builds(
            Actor,
            texts,
            st.sampled_from(ActorKind),
            maybe,
            some(st.builds(Office, texts, texts, intervals())),
            some(texts),
        )
    ),
    statements=some(statements),
    events=some(
        st.builds(Event, texts, spans(), st.sampled_from(Act), texts, some(texts), judged(intervals()), maybe, maybe)
    ),
    deadlines=some(
        st.builds(Deadline, texts, spans(), texts, st.integers(), maybe, st.none() | spans(), judged(intervals()))
    ),
    claims=some(st.builds(Claim, spans(), texts, texts, texts, maybe)),
)


@settings(max_examples=60, deadline=None)
@given(readings)
def test_every_reading_comes_back_from_json_as_it_was(reading: Reading) -> None:
    assert load(Reading, dump(reading)) == reading


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(), max_size=3).map(tuple), st.text())
def test_every_text_comes_back_from_json_as_it_was(_: tuple[int, ...], text: str) -> None:
    document = Document("a", text, text, ())
    assert load(Document, dump(document)) == document
    assert json.loads(one_line({"text": text})) == {"text": text}
    assert len(harmless(text)) == len(text)
    assert "\n" not in one_line(text) and "\x1b" not in plain(text)


def test_a_reading_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="confidence"):
        load(
            Reading,
            dump(handmade.reading(handmade.document())).replace('"confidence":0.95', '"confidence":2'),
        )


def test_an_attribution_is_a_noun_too() -> None:
    found = Attribution(None, (Span(0, 1),), (Span(2, 3),), 0.5, "r")
    assert load(Attribution, dump(found)) == found


# ── keeping and giving back ────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "dispute.record"


@pytest.fixture
def made(path: Path):  # type: ignore[no-untyped-def]
    store = Store.make(path)
    handmade.keep(store)
    store.put_aside("k", "empty.txt", None, "empty; save the page again")
    with RecordFile(store) as record:
        yield record


def test_a_record_comes_back_whole(path: Path, made: RecordFile) -> None:
    made.close()
    with RecordFile.open(path) as record:
        assert record.record == handmade.record()
        assert (
            repr(record)
            == "Record of 2 documents, 6 statements (2 in related headlines) by 2 actors, published 2019-03-07"
        )
        assert list(record.set_aside) == [{"document": "empty.txt", "reason": "empty; save the page again"}]


def test_a_page_comes_back_as_it_was(path: Path) -> None:
    store = Store.make(path)
    document = handmade.document()
    page = handmade.page(content=bytes(range(256)) * 9)
    store.keep(page, document, handmade.reading(document), __version__)
    assert store.page(page.id) == page
    assert store.made_by() == {page.id: (handmade.READER, __version__)}


def test_writing_again_changes_nothing(path: Path) -> None:
    store = Store.make(path)
    handmade.keep(store)
    before = RecordFile(store).statements()
    handmade.keep(store)
    assert RecordFile(store).statements() == before
    assert RecordFile(store).record == handmade.record()


def test_a_write_that_fails_leaves_the_earlier_record(path: Path, made: RecordFile) -> None:
    store = Store.make(path)
    broken = handmade.record()
    stranger = replace(broken.readings[0], document="no such page")
    with pytest.raises(KeyError):
        store.write(replace(broken, readings=(*broken.readings, stranger)), __version__)
    assert made.record == handmade.record()
    assert made.complete


def test_a_page_kept_after_the_last_compile_makes_the_record_incomplete(path: Path, made: RecordFile) -> None:
    document = handmade.document("c" * 16, "third.txt")
    Store.make(path).keep(handmade.page(document.id, document.name), document, handmade.reading(document), __version__)
    assert not made.complete
    assert "out of date" in repr(made)
    assert len(made.documents()) == 2
    assert len(made.record.documents) == 2


def test_readings_of_another_reader_or_version_are_not_compiled(path: Path) -> None:
    store = Store.make(path)
    handmade.keep(store)
    assert len(store.documents(handmade.READER, __version__)[0]) == 2
    assert store.documents("rules-1 other", __version__) == ((), ())
    assert store.documents(handmade.READER, "another version") == ((), ())


def test_a_page_set_aside_is_cleared_by_its_source_or_its_bytes(path: Path) -> None:
    store = Store.make(path)
    store.put_aside("k1", "one.txt", "p1", "bad")
    store.put_aside("k2", "two.txt", None, "worse")
    store.put_aside("k2", "two.txt", None, "worst")
    assert [row["reason"] for row in RecordFile(store).set_aside] == ["bad", "worst"]
    store.clear_aside("elsewhere", "p1")
    store.clear_aside("k2", "p2")
    assert len(RecordFile(store).set_aside) == 0


def test_anybody_can_ask_with_plain_sql(path: Path, made: RecordFile) -> None:
    made.close()
    with sqlite3.connect(path) as connection:
        rows = connection.execute(
            "SELECT speaker, act, document, earliest FROM statements WHERE act = 'ACCUSE' ORDER BY seq"
        ).fetchall()
    assert rows[0] == ("Orla Benning", "ACCUSE", "herald.txt", "2019-03-07")


def test_a_record_can_be_asked_from_several_threads(made: RecordFile) -> None:
    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(len(made.statements()))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [6, 6, 6, 6]


def test_the_schema_is_one_that_postgresql_takes_too() -> None:
    for table in schema.metadata.sorted_tables:
        assert str(CreateTable(table).compile(dialect=postgresql.dialect())).strip().startswith("CREATE TABLE")


# ── rows ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_statement_row_says_where_its_words_stand(made: RecordFile) -> None:
    row = made.statements()[0]
    text = made.documents(document=row["document"])[0]["text"]
    start, end = row["spans"]["content"][0]
    assert text[start:end] == "“Velmark has breached\u00a0the Tarn Accord,”"
    assert row["content"] == "“Velmark has breached the Tarn Accord,”"
    assert text[slice(*row["spans"]["source"])] == row["source"] == "Orla Benning"
    assert (row["cue"], row["where"], row["line"], row["kind"]) == ("said", "body", None, "direct")
    assert row["date"] == ["2019-03-07", "2019-03-07"]
    assert row["date_why"] == "said Thursday"
    assert {"by": "Sarnia", "issue": "breaches(Velmark, Tarn Accord)", "stance": "affirm"} in row["positions"]


def test_a_related_headline_points_into_its_line(made: RecordFile) -> None:
    row = made.statements()[2]
    document = made.documents(document=row["document_id"])[0]
    line = document["lines"][row["line"]]
    start, end = row["spans"]["content"][0]
    assert (row["where"], line["kind"]) == ("related", "related")
    assert line["text"][start:end] == row["content"] == "Velmark Leaves Talks"
    assert row["speaker"] is None and row["cue"] is None and row["date"] == [None, "2019-03-07"]


def test_rows_have_the_columns_that_are_documented(made: RecordFile) -> None:
    for view in ("documents", "statements", "actors", "positions", "timeline", "checks"):
        table = getattr(made, view)()
        assert tuple(table[0]) == table.columns == tuple(COLUMNS[view]), view


def test_a_document_row_carries_its_date_and_its_checks(made: RecordFile) -> None:
    row = made.documents()[0]
    assert row["published"] == ["2019-03-07", "2019-03-07"]
    assert row["rejected"] == [{"text": "18:00 2021-05-11", "why": "the clock of the saved page"}]
    assert row["checks"][0]["says"] == "12 ships" and row["checks"][0]["verdict"] == "differs"
    assert (row["outlet"], row["statements"], row["dateline"]) == ("The Herald", 3, "SARNIA CITY, March 7")


# ── filters ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ({}, 6),
        ({"actor": "Orla Benning"}, 2),
        ({"actor": "she"}, 2),
        ({"actor": "DRUNOV"}, 2),
        ({"actor": "the  velmarkers"}, 4),
        ({"actor": "Sarnia"}, 2),
        ({"act": "accuse"}, 2),
        ({"act": Act.DENY}, 2),
        ({"kind": "indirect"}, 4),
        ({"issue": "breaches(Velmark, Tarn Accord)"}, 4),
        ({"issue": "BREACHES"}, 4),
        ({"issue": "preserve"}, 1),
        ({"outlet": "the herald"}, 3),
        ({"document": "courier.html"}, 3),
        ({"document": "a" * 16}, 3),
        ({"outlet": "Courier", "document": "herald.txt"}, 0),
        ({"since": "2019-03-08"}, 2),
        ({"until": "2019-03-06"}, 4),
        ({"since": "2019", "until": "2019-03"}, 6),
        ({"since": 2019, "until": "2019-03"}, 6),
        ({"since": date(2019, 3, 7), "until": datetime(2019, 3, 7, 12)}, 6),
        ({"actor": "Velmark", "act": "ACCUSE", "outlet": "Courier"}, 1),
    ],
)
def test_statements_are_filtered(made: RecordFile, asked: dict[str, object], number: int) -> None:
    assert len(made.statements(**asked)) == number  # type: ignore[arg-type]


def test_every_view_takes_its_filters(made: RecordFile) -> None:
    assert len(made.documents(actor="Sarnia")) == 2
    assert len(made.documents(outlet="COURIER", since="2019-03", until="2019-03-07")) == 1
    assert len(made.documents(until="2018")) == 0
    assert [row["name"] for row in made.actors(actor="velmark")] == ["Pavel Drunov", "Velmark"]
    assert [row["name"] for row in made.actors(kind="state")] == ["Sarnia", "Velmark"]
    assert len(made.actors(document="herald.txt", outlet="The Herald")) == 4
    assert len(made.actors(document="herald.txt", outlet="Courier")) == 0
    assert len(made.positions(actor="Drunov")) == 1
    assert len(made.positions(actor="Velmark")) == 3
    assert len(made.positions(issue="breaches", stance="deny")) == 1
    assert len(made.positions(document="courier.html")) == 2
    assert len(made.positions(until="2018")) == 1
    assert len(made.timeline(kind="deadline", actor="Velmark")) == 1
    assert len(made.timeline(until="1993")) == 0
    assert len(made.timeline(document="courier.html")) == 1
    assert len(made.checks(verdict="differs", outlet="courier")) == 1
    assert len(made.checks(verdict="not covered")) == 0


@pytest.mark.parametrize(
    ("view", "asked", "says"),
    [
        ("statements", {"act": "ACUSE"}, 'no act "ACUSE": did you mean ACCUSE?'),
        ("statements", {"act": "zzzz"}, 'no act "zzzz": it is one of AGREE, CONSULT'),
        ("statements", {"actor": "Orla Bening"}, 'no actor "Orla Bening" in this record: did you mean Orla'),
        ("statements", {"actor": ""}, 'no actor "" in this record'),
        ("statements", {"issue": "breeches"}, "did you mean breaches?"),
        ("statements", {"issue": "%"}, 'no issue "%" in this record'),
        ("statements", {"issue": "breaches_V"}, "did you mean breaches"),
        ("statements", {"outlet": "Heraldo"}, 'no outlet "Heraldo" in this record'),
        ("statements", {"document": "heralt.txt"}, "did you mean herald.txt?"),
        ("statements", {"document": "%txt"}, 'no document "%txt"'),
        ("statements", {"since": "soon"}, 'since: "soon" is no date'),
        ("statements", {"since": "2019-13"}, "is no date"),
        ("statements", {"until": "2019-02-30"}, "is no date"),
        ("statements", {"since": "2020", "until": "2019"}, "since 2020 lies after until 2019"),
        ("statements", {"actor": "x'; DROP TABLE statements; --"}, "no actor"),
        ("actors", {"kind": "persona"}, "did you mean person?"),
        ("positions", {"stance": "afirm"}, "did you mean affirm?"),
        ("timeline", {"kind": "dedline"}, "did you mean deadline?"),
        ("checks", {"verdict": "difers"}, "did you mean differs?"),
    ],
)
def test_what_cannot_be_meant_is_told_with_the_nearest(
    made: RecordFile, view: str, asked: dict[str, str], says: str
) -> None:
    with pytest.raises(OnRecordError) as told:
        getattr(made, view)(**asked)
    assert says in str(told.value)
    assert "\n" not in str(told.value)


def test_a_predicate_of_the_codebook_that_nobody_spoke_to_gives_no_rows(path: Path, made: RecordFile) -> None:
    Store.make(path).say({"predicates": "breaches preserve leaves"})
    assert len(made.positions(issue="leaves")) == 0


def test_a_document_can_be_asked_for_without_its_folder(path: Path) -> None:
    store = Store.make(path)
    handmade.keep(store, handmade.record(handmade.document(name="pages/may/herald.txt")))
    assert len(RecordFile(store).statements(document="herald.txt")) == 3


# ── files that are no record ───────────────────────────────────────────────────────────────────────────────


def newer(path: Path) -> None:
    Store.make(path).say({"schema": "99"})


def foreign(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE other (x)")


def damaged(path: Path) -> None:
    handmade.keep(Store.make(path))
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda path: None, "there is no such record; `onrecord build PAGES -o"),
        (lambda path: path.mkdir(), "is a folder, not a record"),
        (lambda path: path.touch(), "is empty: build the record first"),
        (lambda path: path.write_text("Good morning"), "is not a record"),
        (foreign, "is an SQLite file, but not a record"),
        (newer, "was made by a newer OnRecord (schema 99"),
        (damaged, "build the record again"),
    ],
)
def test_a_file_that_is_no_record_is_told_in_one_line(path: Path, make, says: str) -> None:  # type: ignore[no-untyped-def]
    make(path)
    with pytest.raises(OnRecordError) as told:
        RecordFile.open(path).record  # noqa: B018
    assert says in str(told.value) and str(path) in str(told.value)
    assert "\n" not in str(told.value)


def test_making_never_overwrites_what_is_no_record(path: Path) -> None:
    path.write_text("my notes")
    with pytest.raises(OnRecordError, match="not a record"):
        Store.make(path)
    assert path.read_text() == "my notes"


def test_a_blank_file_that_an_interrupt_left_becomes_a_record(path: Path) -> None:
    path.touch()
    handmade.keep(Store.make(path))
    assert len(RecordFile.open(path).documents()) == 2


def test_a_record_in_a_folder_that_is_not_there_cannot_be_made(tmp_path: Path) -> None:
    with pytest.raises(OnRecordError, match="there is no folder"):
        Store.make(tmp_path / "no" / "such" / "x.record")


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs a place where nobody may write")
def test_a_place_where_nobody_may_write_is_told() -> None:
    with pytest.raises(OnRecordError, match="cannot be opened: is its folder there"):
        Store.make(Path("/proc/x.record"))


def test_a_read_only_record_can_be_read_but_not_written(
    path: Path, made: RecordFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.close()
    monkeypatch.setattr("onrecord.store.database.os.access", lambda *_: False)
    store = Store.open(path)
    assert len(RecordFile(store).statements()) == 6
    with pytest.raises(OnRecordError, match="read-only"):
        store.say({"x": "y"})


def test_a_record_that_another_process_writes_is_told(
    path: Path, made: RecordFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.store.database._BUSY_SECONDS", 0.05)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(OnRecordError, match="is being written by another process"):
        Store.open(path)
    other.close()


def test_a_path_with_signs_of_an_address_is_just_a_path(tmp_path: Path) -> None:
    path = tmp_path / "50% of #1?mode=memory&x.record"
    handmade.keep(Store.make(path))
    assert path.exists()
    assert len(RecordFile.open(path).documents()) == 2


# ── tables ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_table_is_a_sequence_that_nothing_changes(made: RecordFile) -> None:
    table = made.statements()
    table[0]["speaker"] = "changed"
    table[0]["positions"].clear()
    assert table[0]["speaker"] == "Orla Benning" and table[0]["positions"]
    assert len(table[1:3]) == 2 and isinstance(table[1:3], Table)
    assert table[-1] == list(table)[-1]
    assert table == made.statements() and hash(table) == hash(made.statements())
    assert table != made.actors() and table != list(table)
    with pytest.raises(IndexError):
        table[6]


def test_a_table_as_json_lines_and_csv(made: RecordFile) -> None:
    table = made.statements()
    assert [json.loads(line) for line in table.json().split("\n") if line] == list(table)
    rows = list(csv.DictReader(io.StringIO(table.csv())))
    assert len(rows) == 6
    assert rows[0]["content_spans"] == "31-70" and rows[0]["source_span"] == "71-83"
    assert rows[0]["positions"].startswith("Sarnia: breaches(Velmark, Tarn Accord) (affirm); ")
    assert rows[0]["date"] == "2019-03-07" and rows[2]["date"] == "../2019-03-07" and rows[1]["date"] == ""
    assert made.checks().csv().splitlines()[1].endswith(",157-165,")


def test_no_cell_of_csv_runs_as_a_formula() -> None:
    row = {**dict.fromkeys(COLUMNS["set_aside"]), "document": "=HYPERLINK(1)", "reason": "-2+3"}
    assert Table.of("set_aside", [row]).csv() == "document,reason\n'=HYPERLINK(1),'-2+3\n"


@given(st.text(st.characters(exclude_categories=()), max_size=20))
def test_xml_holds_what_is_writable(text: str) -> None:
    made = writable(text)
    assert len(made) == len(text) and writable(made) == made
    element = ElementTree.fromstring(f"<x>{escape(made)}</x>")
    assert (element.text or "") == made.replace("\r\n", "\n").replace("\r", "\n")


def test_a_table_as_a_frame(made: RecordFile) -> None:
    pytest.importorskip("pandas")
    frame = made.statements().frame()
    assert len(frame) == 6
    assert frame["date_latest"].max().date() == date(2019, 3, 7)
    assert list(frame.columns).index("date_earliest") == list(frame.columns).index("date") + 1
    assert len(made.timeline().frame()) == 3
    assert len(made.statements(outlet="Courier", document="herald.txt").frame()) == 0


def test_a_frame_without_pandas_says_what_to_install(made: RecordFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pandas", None)
    with pytest.raises(OnRecordError, match="pip install"):
        made.actors().frame()


def test_a_table_reads_as_text_at_any_width(made: RecordFile, monkeypatch: pytest.MonkeyPatch) -> None:
    for width in (40, 80, 120, 200):
        monkeypatch.setenv("COLUMNS", str(width))
        for view in ("documents", "statements", "actors", "positions", "timeline", "checks"):
            lines = repr(getattr(made, view)()).splitlines()
            assert all(len(line) <= width for line in lines)
            assert lines[-1].endswith("rows")
    assert repr(made.statements(outlet="Courier", document="herald.txt")).endswith("0 rows")
    monkeypatch.setenv("COLUMNS", "80")
    for row in made.positions():
        assert row["words"] in " ".join(repr(made.positions()).split())
    many = Table.of("set_aside", [{"document": f"{n}.txt", "reason": "empty"} for n in range(30)])
    assert repr(many).endswith("… and 10 more rows")


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("2019-03-07", "2019-03-07"),
        ("1994-01-01/1994-12-31", "1994"),
        ("2020-02-01/2020-02-29", "2020-02"),
        ("2019-03-07/2019-04-06", "2019-03-07/\n2019-04-06"),
        ("../2019-03-07", "≤ 2019-03-07"),
        ("2019-03-07/..", "≥ 2019-03-07"),
        ("../..", "unknown"),
        ("", ""),
    ],
)
def test_a_time_fits_a_narrow_column(edtf: str, said: str) -> None:
    assert spoken(edtf) == said


HOSTILE = "\x1b[31mred\x07 \u202egnp.exe [bold]<script>alert(1)</script>"


def test_nothing_from_a_page_steers_a_terminal_or_a_notebook(path: Path) -> None:
    store = Store.make(path)
    handmade.keep(store, handmade.record(handmade.document(name=HOSTILE, outlet=HOSTILE)))
    store.put_aside("k", HOSTILE, None, HOSTILE)
    record = RecordFile(store)
    for table in (record.documents(), record.checks(), record.set_aside):
        assert "\x1b" not in repr(table) and "\u202e" not in repr(table) and "\x07" not in repr(table)
        assert "\x1b" not in table.json() and "\u202e" not in table.json()
        assert table[0]["document"] == HOSTILE
        html = table._repr_html_()
        assert "<script>" not in html and "&lt;script&gt;" in html
    assert "[bold]" in repr(record.set_aside)
    assert "<script>" not in record._repr_html_()


def test_a_notebook_shows_the_record(made: RecordFile) -> None:
    html = made._repr_html_()
    assert "Record of 2 documents" in html and "Orla Benning (2)" in html and "8 ships" in html
    assert "empty; save the page again" in html
