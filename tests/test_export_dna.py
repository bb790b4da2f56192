"""The way out to Discourse Network Analyzer: the file's layout, its offsets, and the networks that come out of it."""

from __future__ import annotations

import base64
import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import handmade
import onrecord
from onrecord import __version__
from onrecord.export.dna import CODER, PASSWORD
from onrecord.export.format import render
from onrecord.model import Coding, Document, Duplicates, Interval, Mode, Reading, Record, Span
from onrecord.model.dna import ATTRIBUTES, CODED, MOST, OURS, TABLES, SafeText, password_hash, short
from onrecord.record import network
from onrecord.store import RecordFile, Store

EXAMPLE = Path(onrecord.__file__).parent / "example"


@pytest.fixture(scope="module")
def record() -> Iterator[RecordFile]:
    with onrecord.build(EXAMPLE / "pages", reference=EXAMPLE / "reference.yaml") as made:
        yield made


@pytest.fixture(scope="module")
def file(record: RecordFile) -> Iterator[sqlite3.Connection]:
    with closing(opened(render(record, "dna"))) as made:
        yield made


def opened(data: bytes) -> sqlite3.Connection:
    file = sqlite3.connect(":memory:")
    file.deserialize(data)
    return file


def values(file: sqlite3.Connection, label: str) -> list[dict[str, object]]:
    """Every statement of a type with its document, its words as the program reads them, and its variables."""
    rows = {
        id_: {"document": document, "text": text}
        for id_, document, text in file.execute(
            "SELECT s.ID, d.ID, SUBSTRING(d.Text, s.Start + 1, s.Stop - s.Start) FROM STATEMENTS s "
            "JOIN DOCUMENTS d ON d.ID = s.DocumentId JOIN STATEMENTTYPES t ON t.ID = s.StatementTypeId "
            "WHERE t.Label = ? ORDER BY s.ID",
            [label],
        )
    }
    entities = dict(file.execute("SELECT ID, Value FROM ENTITIES"))
    for table in ("DATABOOLEAN", "DATAINTEGER", "DATALONGTEXT", "DATASHORTTEXT"):
        held = "Entity" if table == "DATASHORTTEXT" else "Value"
        for id_, name, value in file.execute(
            f"SELECT t.StatementId, v.Variable, t.{held} FROM {table} t JOIN VARIABLES v ON v.ID = t.VariableId"
        ):
            if id_ in rows:
                rows[id_][name] = entities[value] if held == "Entity" else value
    return list(rows.values())


def test_the_file_is_whole_and_laid_out_as_it_has_to_be(file: sqlite3.Connection) -> None:
    assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert file.execute("PRAGMA foreign_key_check").fetchall() == []
    assert {name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")} == set(TABLES)
    assert dict(file.execute("SELECT * FROM SETTINGS"))["version"] == "3.0.11"
    columns = [row[1] for row in file.execute("PRAGMA table_info(CODERS)")]
    assert columns[:5] == ["ID", "Name", "Red", "Green", "Blue"]
    assert sum(name.startswith("Permission") for name in columns) == 16
    assert file.execute(
        "SELECT Variable, DataType FROM VARIABLES WHERE StatementTypeId = 1 ORDER BY ID"
    ).fetchall() == [
        ("person", "short text"),
        ("organization", "short text"),
        ("concept", "short text"),
        ("agreement", "boolean"),
    ]


def test_what_the_file_may_not_hold_it_refuses(file: sqlite3.Connection) -> None:
    for bad in (
        "INSERT INTO STATEMENTS (StatementTypeId, DocumentId, Start, Stop, Coder) VALUES (1, 1, 5, 5, 1)",
        "INSERT INTO ENTITIES (VariableId, Value) VALUES (1, '')",
        f"INSERT INTO ENTITIES (VariableId, Value) VALUES (1, '{'x' * 191}')",
        "INSERT INTO VARIABLES (Variable, DataType, StatementTypeId) VALUES ('x', 'real', 1)",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            file.execute(bad)


def test_every_statement_has_every_value_and_every_entity_every_attribute(file: sqlite3.Connection) -> None:
    for label in (CODED, OURS):
        expected = {
            name
            for (name,) in file.execute(
                "SELECT Variable FROM VARIABLES v JOIN STATEMENTTYPES t ON t.ID = v.StatementTypeId WHERE t.Label = ?",
                [label],
            )
        }
        rows = values(file, label)
        assert rows
        assert all(set(row) - {"document", "text"} == expected for row in rows)
    (short_texts,) = file.execute("SELECT COUNT(*) FROM VARIABLES WHERE DataType = 'short text'").fetchone()
    assert file.execute("SELECT COUNT(*) FROM ENTITIES WHERE Value = ''").fetchone() == (short_texts,)
    (entities,) = file.execute("SELECT COUNT(*) FROM ENTITIES").fetchone()
    assert file.execute("SELECT COUNT(*) FROM ATTRIBUTEVALUES").fetchone() == (entities * len(ATTRIBUTES),)


def test_the_coder_logs_in_with_the_password_that_is_told(file: sqlite3.Connection) -> None:
    name, kept = file.execute("SELECT Name, Password FROM CODERS").fetchone()
    data = base64.b64decode(kept)
    digest = data[:16] + PASSWORD.encode()
    for _ in range(100_000):
        digest = hashlib.sha256(digest).digest()
    assert (name, len(data), data[16:]) == (CODER, 48, digest)
    assert password_hash("another", data[:16]) != kept


def test_documents_stand_on_the_day_of_their_publication(record: RecordFile, file: sqlite3.Connection) -> None:
    told = file.execute("SELECT Title, Date, Source, Notes FROM DOCUMENTS ORDER BY ID").fetchall()
    assert len(told) == len(record.documents())
    for row, (title, seconds, source, notes) in zip(record.documents(), told, strict=True):
        assert (title, source) == (row["title"], row["outlet"] or "")
        assert datetime.fromtimestamp(seconds, UTC).date().isoformat() == row["published"][1]
        assert f"({row['published_confidence']:g})" in notes and row["id"] in notes


def test_the_networks_are_those_of_the_record(record: RecordFile, file: sqlite3.Connection) -> None:
    documents = [row["id"] for row in record.documents()]
    coded = [
        Coding(
            str(row["organization"] or row["person"]),
            str(row["concept"]),
            bool(row["agreement"]),
            documents[int(str(row["document"])) - 1],
            None,
            str(n),
        )
        for n, row in enumerate(values(file, CODED))
    ]
    assert len(coded) == len(record.codings()) > 20
    for mode in Mode:
        for duplicates in (Duplicates.ALL, Duplicates.DOCUMENT, Duplicates.EVER):
            made, mine = network(coded, mode, duplicates=duplicates), record.matrix(mode=mode, duplicates=duplicates)
            assert (made.rows, made.columns, made.weights) == (mine.rows, mine.columns, mine.weights)


def test_everything_of_ours_is_there_on_its_words(record: RecordFile, file: sqlite3.Connection) -> None:
    rows = values(file, OURS)
    said = {str(row["id"]): row for row in rows if row["item"] == "statement"}
    text = {row["id"]: row for row in record.documents()}
    assert set(said) == {row["id"] for row in record.statements()}
    for row in record.statements():
        mine = said[row["id"]]
        assert json.loads(str(mine["row"])) == row
        spans = row["spans"]["content"]
        where = text[row["document_id"]]
        source = where["text"] if row["line"] is None else where["lines"][row["line"]]["text"]
        assert mine["text"] == source[spans[0][0] : spans[-1][1]]
        assert mine["speaker"] == (row["speaker"] or "") and mine["act"] == row["act"]
        assert mine["hedged"] == (row["hedge"] is not None)
        assert 0 < int(str(mine["confidence"])) <= 100
    items = [row["item"] for row in rows]
    held = record.record.readings
    assert items.count("event") == sum(len(reading.events) for reading in held)
    assert items.count("deadline") == sum(len(reading.deadlines) for reading in held)
    assert items.count("check") == len(record.checks())
    assert items.count("document") == len(record.documents())


# ── what is hard ───────────────────────────────────────────────────────────────────────────────────────────


def kept(document: Document, reading: Reading) -> RecordFile:
    store = Store.make(None)
    store.keep(handmade.page(document.id, document.name), document, reading, __version__)
    store.write(replace(Record(), documents=(document,), readings=(reading,)), __version__)
    return RecordFile(store)


def test_text_that_the_program_would_count_otherwise_is_made_safe() -> None:
    plain = handmade.document()
    before = "🚢🚢 Ships\r\n\r\nand\r"
    shift = len(before)

    def moved(span: Span | None) -> Span | None:
        return span if span is None or span.line is not None else span.shift(shift)

    document = replace(
        plain,
        text=before + plain.text,
        parts=tuple(replace(part, span=part.span.shift(shift)) for part in plain.parts),
    )
    read = handmade.reading(plain, None)
    reading = replace(
        read,
        statements=tuple(
            replace(
                one,
                source=moved(one.source),
                cue=tuple(span.shift(shift) if span.line is None else span for span in one.cue),
                content=tuple(span.shift(shift) if span.line is None else span for span in one.content),
                hedge=moved(one.hedge),
            )
            for one in read.statements
        ),
        mentions=(),
        events=(),
        deadlines=(),
        claims=(),
    )
    with kept(document, reading) as record, closing(opened(render(record, "dna"))) as file:
        text, seconds, notes = file.execute("SELECT Text, Date, Notes FROM DOCUMENTS").fetchone()
        assert "\r" not in text and max(text) <= "\uffff"
        assert seconds == 0 and "DATE NOT KNOWN" in notes
        for row, mine in zip(
            record.statements(), (row for row in values(file, OURS) if row["item"] == "statement"), strict=True
        ):
            assert " ".join(str(mine["text"]).split()) == row["content"]


@given(st.text(st.sampled_from("ab\r\n\x00😀é"), max_size=30))
def test_a_safe_text_counts_alike_everywhere(text: str) -> None:
    safe = SafeText.of(text)
    assert len(safe.text.encode("utf-16-le")) == 2 * len(safe.text)
    assert "\r" not in safe.text and "\x00" not in safe.text
    for place, character in enumerate(text):
        if character in "abé":
            assert safe.text[safe.at(place)] == character
    assert safe.at(len(text)) == len(safe.text)


@given(st.text(max_size=400), st.text(max_size=400))
def test_a_short_value_fits_and_two_stay_two(one: str, other: str) -> None:
    assert len(short(one)) <= MOST
    long = "x" * MOST
    assert (short(long + one) == short(long + other)) == (SafeText.of(one) == SafeText.of(other))


def test_a_date_that_is_open_is_told(tmp_path: Path) -> None:
    document = handmade.document()
    reading = handmade.reading(document)
    vague = replace(reading.published, value=Interval(date(2019, 3, 1), date(2019, 3, 7)))
    with kept(document, replace(reading, published=vague)) as record:
        data = render(record, "dna")
    with closing(opened(data)) as file:
        seconds, notes = file.execute("SELECT Date, Notes FROM DOCUMENTS").fetchone()
    assert datetime.fromtimestamp(seconds, UTC) == datetime(2019, 3, 7, tzinfo=UTC)
    assert "DATE OPEN, published 2019-03-01/2019-03-07" in notes


def test_filters_leave_what_meets_them(record: RecordFile) -> None:
    with closing(opened(render(record, "dna", outlet="Tespres"))) as file:
        assert {source for (source,) in file.execute("SELECT Source FROM DOCUMENTS")} == {"Tespres"}
        said = [row for row in values(file, OURS) if row["item"] == "statement"]
    assert len(said) == len(record.statements(outlet="Tespres")) > 0
