"""Bytes to characters: what is refused, what a page is, and which encoding it is in."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.ingest import fetch
from onrecord.ingest.decode import decode
from onrecord.ingest.limits import MAX_BYTES
from onrecord.ingest.page import DOCX, HTML, MAIL, PDF, PLAIN, SAVED, made, media
from onrecord.model import Declared, DeclaredKind, Page, Refused

STORY = "The minister said on Tuesday that the treaty would stay in force. Nobody in the capital had doubted it."


def page(content: bytes, kind: str = PLAIN) -> Page:
    return Page("0" * 16, "page.txt", kind, content)


def test_a_page_is_its_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("news").mkdir()
    Path("news/a.txt").write_text(STORY)
    found = fetch("news/a.txt")
    assert found.id == hashlib.sha256(STORY.encode()).hexdigest()[:16]
    assert (found.name, found.media) == ("news/a.txt", PLAIN)
    assert found.content == STORY.encode()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b" \n\t \r\n", "empty"),
        (b"\xef\xbb\xbf\n", "empty"),
        (b"PK\x03\x04 and more", "ZIP"),
        (b"\x1f\x8b and more", "gzip"),
        (b"\x89PNG and more", "PNG"),
        (b"Text with a \0 in it", "binary"),
        (bytes(range(1, 256)) * 20, "binary"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes, why: str) -> None:
    file = tmp_path / "page.txt"
    file.write_bytes(content)
    with pytest.raises(Refused, match=why) as told:
        fetch(file)
    assert "\n" not in str(told.value)


def test_what_is_too_large_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "page.txt"
    with file.open("wb") as out:
        out.truncate(50_000_000)
    monkeypatch.setattr(Path, "open", lambda *_, **__: pytest.fail("it was opened"))
    with pytest.raises(Refused, match="50 MB"):
        fetch(file)


def test_the_limit_itself_is_read(tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_bytes(b"a" * MAX_BYTES)
    assert len(fetch(file).content) == MAX_BYTES


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    for path, why in ((tmp_path / "gone.txt", "cannot be read"), (tmp_path, "not a file")):
        with pytest.raises(Refused, match=why):
            fetch(path)
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(Refused, match="not a file"):
        fetch(tmp_path / "pipe.txt")


def test_a_name_in_another_encoding_can_be_written(tmp_path: Path) -> None:
    file = tmp_path / os.fsdecode(b"caf\xe9.txt")
    try:
        file.write_text(STORY)
    except OSError:
        pytest.skip("this file system takes UTF-8 names alone")
    fetch(file).name.encode("utf-8")


@pytest.mark.parametrize(
    ("content", "suffix", "kind"),
    [
        (b"<!DOCTYPE html><p>Text", ".txt", HTML),
        (b"\xef\xbb\xbf\n<html><body>Text", ".txt", HTML),
        (b"<div><p>One</p><p>Two</p></div>", ".txt", HTML),
        (b"Talks on <html> go on. The <p> tag was discussed.", ".txt", PLAIN),
        (b"<Agency> reports that talks go on.", ".txt", PLAIN),
        (b"<p>Text</p>", ".html", HTML),
        (b"%PDF-1.7 and more", ".txt", PDF),
        (b"Text about %PDF-1.7", ".txt", PLAIN),
        (b"PK\x03\x04 ... word/document.xml ...", "", DOCX),
        (b"Subject: Talks\r\nMIME-Version: 1.0\r\n\r\nText", "", MAIL),
        (b"Subject: Talks\r\nDate: today\r\n\r\nText", ".eml", MAIL),
        (b"Subject: Talks\nBy: Jane Doe\n\nText", ".txt", PLAIN),
        (b"From: <Saved by Blink>\nMIME-Version: 1.0\n\nText", "", SAVED),
        (b"Plain text that somebody saved under this name.", ".html", PLAIN),
        ("<html><body>Text".encode("utf-16"), ".txt", HTML),
    ],
)
def test_the_bytes_tell_what_a_page_is(content: bytes, suffix: str, kind: str) -> None:
    assert media(content, suffix) == kind


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le-bom", "utf-16-be-bom", "utf-32", "cp1252"]
)
def test_quotes_dashes_and_names_come_out_right(encoding: str) -> None:
    text = "“We will not”, Zoë Côté said — that’s all… It cost €30."
    boms = {"utf-16-le-bom": (b"\xff\xfe", "utf-16-le"), "utf-16-be-bom": (b"\xfe\xff", "utf-16-be")}
    bom, codec = boms.get(encoding, (b"", encoding))
    assert decode(page(bom + text.encode(codec))) == text


def test_a_declared_encoding_is_used_where_the_bytes_are_not_utf8() -> None:
    body = '<html><head><meta charset="{}"></head><body>Łukasz Żak z Łodzi</body></html>'
    assert "Łukasz Żak" in decode(page(body.format("iso-8859-2").encode("iso-8859-2"), HTML))
    assert "Łukasz Żak" in decode(page(body.format("iso-8859-2").encode("utf-8"), HTML))
    quoted = "<html><head><meta http-equiv=Content-Type content='text/html; charset=ISO-8859-1'></head>“Yes”"
    assert "“Yes”" in decode(page(quoted.encode("cp1252"), HTML))
    unknown = '<html><head><meta charset="klingon"></head>“Yes”'
    assert "“Yes”" in decode(page(unknown.encode("cp1252"), HTML))


def test_what_the_source_says_of_the_encoding_counts_before_the_page() -> None:
    text = "<html><head><meta charset=iso-8859-1></head><body>Łukasz Żak z Łodzi</body></html>"
    assert "Łukasz Żak" in decode(made(text.encode("cp1250"), "page", encoding="windows-1250"))
    assert "Łukasz" in decode(made(text.encode(), "page", encoding="windows-1250"))
    for name in ("klingon", "hex", "idna", "utf-16"):
        assert "“Yes”" in decode(made(f"“Yes”, {STORY}".encode("cp1252"), "page", encoding=name))


def test_the_same_bytes_from_two_places_are_two_pages() -> None:
    date = Declared(DeclaredKind.DATE, "2019-03-07", "column date")
    pages = [
        made(STORY.encode(), "page", url=url, declared=declared)
        for url in (None, "https://a.example/1", "https://b.example/1")
        for declared in ((), (date,))
    ]
    assert len({page.id for page in pages}) == 6
    assert made(STORY.encode(), "other").id == pages[0].id


def test_cyrillic_bytes_are_not_read_as_western() -> None:
    text = "Министр иностранных дел заявил в среду, что договор должен быть сохранён. " * 5
    assert decode(page(text.encode("cp1251"))) == text


@pytest.mark.parametrize("content", ["Text\0".encode("utf-16"), b"\xff\xfe\x00\xd8a\x00", b"\xef\xbb\xbfText \xff\xfe"])
def test_what_no_text_may_hold_never_gets_through(content: bytes) -> None:
    with pytest.raises(Refused, match="encoding"):
        decode(page(content))


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\r\ufeff")))
def test_nothing_but_the_ends_of_lines_is_changed(text: str) -> None:
    assert decode(page(text.encode("utf-8"))) == text
    assert decode(page(text.replace("\n", "\r\n").encode("utf-8"))) == text
    assert decode(page(text.replace("\n", "\r").encode("utf-8"))) == text
