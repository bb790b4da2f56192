"""The bytes of pages are kept as found, given back, and mapped to the text; earlier records stay readable."""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
import subprocess
import sys
import zlib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import handmade
from onrecord.ingest import extract, fetch, origin
from onrecord.model import Declared, DeclaredKind, Document, OnRecordError, Page, Refused
from onrecord.store import RecordFile, Store, original

HTML = (
    "<!doctype html><html><head><title>Talks end</title><script>var talks = 'Talks end in the rain'</script></head>"
    "<body><nav><a href='/'>Home</a></nav><h1>Talks end</h1><p class='x'>Arden&#8217;s caf&eacute; closed &amp; the "
    "<a href='/t'>treaty</a> stays, the minister said on Tuesday.</p><!-- the minister said --><p>Nobody else came to "
    "the meeting in the old hall.</p></body></html>"
)
TEXT = (
    "Talks end\n\nArden’s café closed & the treaty stays, the minister said on Tuesday.\n\nNobody else came to the "
    "meeting in the old hall."
)


def keep(store: Store, page: Page) -> None:
    doc = handmade.document(page.id, page.name)
    store.keep(page, doc, handmade.reading(doc), "0.1.0")


def test_a_page_comes_back_with_all_that_came_with_it() -> None:
    page = replace(
        handmade.page(content=b"\x00\xff" * 1000),
        url="https://herald.example/1",
        retrieved=datetime(2019, 3, 7, 12, tzinfo=UTC),
        encoding="cp1252",
        declared=(Declared(DeclaredKind.DATE, "7 March", "column date"),),
    )
    store = Store.make(None)
    keep(store, page)
    assert store.page(page.id) == page


def test_the_same_bytes_are_kept_once() -> None:
    store = Store.make(None)
    for identity in ("a1", "b1"):
        keep(store, handmade.page(identity, f"{identity}.txt", b"the same" * 500))
    with store.reading() as connection:
        rows = connection.exec_driver_sql("SELECT hash, size, length(content) FROM originals").all()
    assert [(row[0], row[1]) for row in rows] == [(hashlib.sha256(b"the same" * 500).hexdigest(), 4000)]
    assert rows[0][2] < 400


def test_too_large_a_page_is_refused_and_damage_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store.make(None)
    keep(store, handmade.page("a1", "a.txt", b"x" * 100))
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE originals SET content = ?", (zlib.compress(b"x" * 10_000_000),))
    with pytest.raises(OnRecordError, match=r"original of a.txt is damaged"):
        store.page("a1")
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE originals SET content = ?", (b"nothing",))
    with pytest.raises(OnRecordError, match="damaged"):
        store.page("a1")
    monkeypatch.setattr(original, "MOST", 50)
    with pytest.raises(Refused, match=r"b\.txt: .* larger than"):
        keep(store, handmade.page("b1", "b.txt", b"y" * 51))


# ── the map ────────────────────────────────────────────────────────────────────────────────────────────────


def told(page: Page, text: str) -> list[tuple[str, str]]:
    source = page.content.decode("utf-8").replace("\r\n", "\n")
    found = origin(page, Document(page.id, page.name, text, ()))
    assert [s.start for s in found] == sorted(s.start for s in found)
    return [(text[s.start : s.end], source[s.page_start : s.page_end]) for s in found]


def test_each_stretch_of_a_text_opens_on_the_markup_that_shows_it() -> None:
    assert told(Page("a", "a.html", "text/html", HTML.encode()), TEXT) == [
        ("Talks end", "Talks end"),
        (
            "Arden’s café closed & the treaty stays, the minister said on Tuesday",
            "Arden&#8217;s caf&eacute; closed &amp; the <a href='/t'>treaty</a> stays, the minister said on Tuesday",
        ),
        ("Nobody else came to the meeting in the old hall", "Nobody else came to the meeting in the old hall"),
    ]


def test_lines_that_were_joined_and_what_stands_between_are_mapped() -> None:
    page = (
        b"Home\r\nTalks end\r\nShare this\r\nThe minister said on Tuesday\r\nthat nothing was agreed in the hall.\r\n"
    )
    text = "Talks end\n\nThe minister said on Tuesday that nothing was agreed in the hall."
    assert told(Page("a", "a.txt", "text/plain", page), text) == [
        ("Talks end", "Talks end"),
        (text[11:-1], "The minister said on Tuesday\nthat nothing was agreed in the hall"),
    ]


def test_what_the_page_does_not_show_has_no_place_and_other_kinds_no_map() -> None:
    assert told(Page("a", "a.txt", "text/plain", b"Something else altogether."), TEXT) == []
    assert origin(Page("a", "a.pdf", "application/pdf", b"%PDF-"), Document("a", "a", TEXT, ())) == ()


@settings(max_examples=60, deadline=None)
@given(st.text(), st.text(), st.sampled_from(["text/plain", "text/html"]))
def test_both_sides_of_every_stretch_hold_the_same_words(shown: str, more: str, media: str) -> None:
    text = f"{shown}\n\n{more}"
    page = Page("a", "a", media, f"<p>{shown}</p>{more} & {shown}".encode("utf-8", "replace"))
    try:
        found = origin(page, Document("a", "a", text, ()))
    except Refused:
        return
    for stretch in found:
        assert 0 <= stretch.start < stretch.end <= len(text)
        assert 0 <= stretch.page_start < stretch.page_end
        if media == "text/plain":
            source = page.content.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
            there = source[stretch.page_start : stretch.page_end]
            assert re.findall(r"\w+", there.casefold()) == re.findall(
                r"\w+", text[stretch.start : stretch.end].casefold()
            )


@pytest.mark.parametrize("piece", ["<", "<!", "&", "<script>", "<a ", "a ", "<p>a b c d e f", "&#1"])
def test_hostile_markup_takes_no_longer_than_its_length(piece: str) -> None:
    page = Page("a", "a.html", "text/html", (piece * 40_000).encode())
    assert isinstance(origin(page, Document("a", "a", "a b c d e f g " * 2_000, ())), tuple)


def test_nearly_all_of_a_real_page_of_the_example_is_mapped() -> None:
    folder = Path(__file__).parents[1] / "src" / "onrecord" / "example" / "pages"
    for name in ("courier-thirty-days.html", "tespres-no-standing.txt"):
        page = fetch(folder / name)
        document = extract(page)
        mapped = sum(stretch.end - stretch.start for stretch in origin(page, document))
        assert mapped > 0.95 * len(document.text), name


def test_the_command_writes_the_original_and_shows_the_map(tmp_path: Path) -> None:
    path = tmp_path / "a.record"
    store = Store.make(path)
    record = handmade.record()
    for doc, read in zip(record.documents, record.readings, strict=True):
        page = handmade.page(doc.id, doc.name, f"\x1b[2J\n\n{doc.text}".encode())
        store.keep(page, doc, read, "0.1.0")
    store.write(record, "0.1.0")
    store.close()

    def run(*words: str, code: int = 0) -> subprocess.CompletedProcess[bytes]:
        done = subprocess.run([sys.executable, "-m", "onrecord", "page", str(path), *words], capture_output=True)
        assert done.returncode == code, done.stderr
        return done

    assert run("herald.txt", "--original").stdout == f"\x1b[2J\n\n{handmade.TEXT}".encode()
    run("herald.txt", "--original", "-o", str(tmp_path / "out"))
    assert (tmp_path / "out").read_bytes().startswith(b"\x1b[2J")
    assert b"Sarnia rejects Velmark charge" in run("herald.txt").stdout
    assert b'{"text": [0, 29], "page": [6, 35]}' in run("herald.txt", "--json").stdout
    assert b"record itself" in run("herald.txt", "--original", "-o", str(path), code=1).stderr
    run("herald.txt", "-o", str(tmp_path / "out"), code=2)
    assert b"no document" in run("nowhere.txt", code=1).stderr


# ── records of an earlier schema ───────────────────────────────────────────────────────────────────────────


def made_by_schema_1(path: Path) -> None:
    """A record as OnRecord wrote it before originals and stories: the tables that differ are put back as they were."""
    store = Store.make(path)
    record = handmade.record()
    for doc, read in zip(record.documents, record.readings, strict=True):
        store.keep(handmade.page(doc.id, doc.name, b"bytes of " + doc.name.encode()), doc, read, "0.1.0")
    store.write(record, "0.1.0")
    store.close()
    db = sqlite3.connect(path)
    db.executescript(
        "CREATE TABLE old (id TEXT NOT NULL, name TEXT NOT NULL, media TEXT NOT NULL, content BLOB NOT NULL, "
        "added TEXT NOT NULL, PRIMARY KEY (id));"
        "INSERT INTO old SELECT id, name, media, content, added FROM pages JOIN originals ON hash = original;"
        "DROP TABLE pages; ALTER TABLE old RENAME TO pages; DROP TABLE originals; DROP TABLE fingerprints;"
        "DROP TABLE bands; DROP TABLE alike; DROP TABLE stories; DROP INDEX ix_documents_story;"
        "ALTER TABLE documents DROP COLUMN story; DROP INDEX ix_statements_repeats;"
        "DROP INDEX ix_statements_speaker; CREATE INDEX ix_statements_speaker ON statements (speaker);"
        "ALTER TABLE statements DROP COLUMN repeats; ALTER TABLE statements DROP COLUMN corrected;"
        "DROP TABLE corrections; DROP TABLE corrected; UPDATE meta SET value = '1' WHERE key = 'schema'"
    )
    across = (
        "event_document event_actor deadline_document utterances answers changes events deadlines outlets contrasts"
    )
    db.executescript(
        "".join(f"DROP TABLE {table};" for table in across.split())
        + "DROP INDEX ix_statements_side; DROP INDEX ix_statements_utterance;"
        "ALTER TABLE statements DROP COLUMN side; ALTER TABLE statements DROP COLUMN utterance;"
    )
    db.close()


def test_a_record_of_schema_1_is_brought_up_and_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "old.record"
    made_by_schema_1(path)
    with RecordFile.open(path) as record:
        assert not record.complete
        assert len(record.documents()) == 2 and len(record.statements()) == 6 and len(record.stories()) == 0
        assert record.page("herald.txt").content == b"bytes of herald.txt"
        assert record.record == handmade.record()
        assert repr(record).startswith("Record of 2 documents, 6 statements")
    store = Store.open(path)
    assert [pair.share for pair in store.alike()] == [1.0]
    store.write(handmade.record(), "0.1.0")
    with store.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    assert RecordFile(store).complete
    fresh, old = tmp_path / "fresh.record", sqlite3.connect(path)
    Store.make(fresh).close()
    names = "SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY 1, 2"
    assert old.execute(names).fetchall() == sqlite3.connect(fresh).execute(names).fetchall()


def test_a_record_of_schema_1_that_is_read_only_is_read_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.record"
    made_by_schema_1(path)
    before = path.read_bytes()
    monkeypatch.setattr(os, "access", lambda *_: False)
    with RecordFile.open(path) as record:
        assert len(record.statements()) == 6 and record.page("herald.txt").content == b"bytes of herald.txt"
    assert path.read_bytes() == before


def test_a_damaged_record_of_schema_1_is_told_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "old.record"
    made_by_schema_1(path)
    db = sqlite3.connect(path)
    db.execute("UPDATE pages SET content = ?", (b"no bytes",))
    db.commit()
    db.close()
    before = path.read_bytes()
    with pytest.raises(OnRecordError, match="made by an older OnRecord"):
        RecordFile.open(path)
    assert path.read_bytes() == before
