"""Every container that pages come in gives the same article, with what it says of it; what is broken is told."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import containers as made
from onrecord.ingest import Columns, extract, sources
from onrecord.ingest.source import Piped
from onrecord.model import Document, Misused, OnRecordError, Page, Refused


def pages(*paths: object, **options: object) -> tuple[list[Page], list[str]]:
    """The pages of what is named, and what is said of those that are refused."""
    found, refused = [], []
    for source in sources(list(paths), **options):  # type: ignore[arg-type]
        for offer in source.offers():
            try:
                found.append(offer.fetch())
            except Refused as told:
                assert "\n" not in str(told) and str(told).startswith(f"{offer.name}: ")
                refused.append(str(told))
    return found, refused


def one(*paths: object, **options: object) -> Document:
    found, refused = pages(*paths, **options)
    assert len(found) == 1 and not refused, refused
    return extract(found[0])


def the_story(document: Document) -> bool:
    text = " ".join(document.text.split())
    return document.title == made.TITLE and all(" ".join(p.split()[8:]) in text for p in made.PARAGRAPHS)


def test_every_kind_of_file_gives_the_same_article(tmp_path: Path) -> None:
    files = {
        "a.html": made.HTML,
        "b.txt": f"{made.TITLE}\n\n{made.BODY}".encode(),
        "c.docx": made.word(),
        "d.eml": made.message(),
        "e.mht": made.message(related=True),
        "f.pdf": made.printed(),
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    found, refused = pages(tmp_path)
    assert [page.name for page in found] == list(files) and not refused
    for page in found:
        assert the_story(extract(page)), page.name
        assert page.content == files[page.name]


@pytest.mark.parametrize(("name", "what"), [("a.pdf", "PDF"), ("a.docx", "Word file"), ("a.eml", "message")])
def test_a_file_that_is_not_what_its_name_says_is_told_so(tmp_path: Path, name: str, what: str) -> None:
    (tmp_path / name).write_text("not one of these\n", encoding="utf-8")
    (page,) = pages(tmp_path / name)[0]
    with pytest.raises(Refused, match=f"{name}: no {what}, though its name says so, and no article"):
        extract(page)
    (tmp_path / name).write_text(f"{made.TITLE}\n\n{made.BODY}", encoding="utf-8")
    assert the_story(one(tmp_path / name))  # what it holds is read all the same


def test_a_packed_page_is_unpacked(tmp_path: Path) -> None:
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(made.HTML[:90]) + gzip.compress(made.HTML[90:]))
    assert the_story(one(tmp_path / "a.html.gz"))


def test_a_message_gives_its_date_and_a_saved_page_its_address(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(made.message())
    (tmp_path / "b.mht").write_bytes(made.message(related=True))
    letter, saved = one(tmp_path / "a.eml"), one(tmp_path / "b.mht")
    assert [(d.text, d.place) for d in letter.dates if d.place] == [("Fri, 08 Mar 2019 10:00:00 +0000", "header Date")]
    assert letter.url is None and letter.retrieved is None
    assert saved.url == "https://news.example/2019/03/07/tarn"
    assert saved.retrieved == datetime(2019, 3, 8, 10, tzinfo=UTC)
    assert "2019/03/07" in [d.text for d in saved.dates] and not any(d.place for d in saved.dates)


# ── web archives ───────────────────────────────────────────────────────────────────────────────────────────


def test_an_archive_gives_its_pages_and_passes_over_the_rest(tmp_path: Path) -> None:
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(made.HTML), made.HTML)
    records = (
        made.record("http://news.example/1", made.HTML, "text/html; charset=utf-8"),
        made.record("http://news.example/2.png", b"\x89PNG", "image/png"),
        made.record("http://news.example/3", b"gone", status="404 Not Found"),
        made.record("http://news.example/robots.txt", b"User-agent: *", "text/plain"),
        made.record("http://news.example/4", gzip.compress(made.HTML), headers=b"Content-Encoding: gzip\r\n"),
        made.record("http://news.example/5", chunked, headers=b"Transfer-Encoding: chunked\r\n"),
        made.record("http://news.example/6", made.printed(), "application/pdf"),
    )
    whole = b"".join(records)
    for name, content in (("a.warc", whole), ("b.warc.gz", made.packed(*records)), ("c.warc.gz", gzip.compress(whole))):
        (tmp_path / name).write_bytes(content)
        found, refused = pages(tmp_path / name)
        assert [page.name[-1] for page in found] == list("1456") and not refused
        assert all(page.retrieved == datetime(2019, 3, 9, 3, 4, 5, tzinfo=UTC) for page in found)
        assert found[0].url == "http://news.example/1" and found[0].encoding == "utf-8"
        assert all(the_story(extract(page)) for page in found)


@pytest.mark.parametrize(
    ("damage", "told", "kept"),
    [
        (made.packed(made.record("http://e.example/3", made.HTML))[:-60] + b"garbage" * 20, "damaged behind record", 2),
        (b"no record at all", "damaged behind record 2", 2),
        (made.record("http://e.example/3", b"x", length=10**13), "10,000 GB", 2),
        (b"WARC/1.0\r\nX: " + b"a" * 100_000 + b"\r\n\r\n", "header", 2),
        (
            made.record("http://e.example/3", b"none", headers=b"Content-Encoding: gzip\r\n"),
            "http://e.example/3: a damaged gzip file",
            3,
        ),
        (
            made.record("http://e.example/3", made.HTML, headers=b"Content-Encoding: br\r\n"),
            "http://e.example/3: packed as br",
            3,
        ),
    ],
    ids=["cut", "garbage", "huge", "header", "gzip", "brotli"],
)
def test_what_is_wrong_with_an_archive_is_told_and_the_rest_is_read(
    tmp_path: Path, damage: bytes, told: str, kept: int
) -> None:
    good = [made.record(f"http://e.example/{n}", made.HTML) for n in (1, 2, 4)]
    file = tmp_path / "a.warc"
    file.write_bytes(b"".join([*good[:2], damage, *good[2:]]))
    if damage.startswith(b"\x1f\x8b"):
        file = tmp_path / "a.warc.gz"
        file.write_bytes(made.packed(*good[:2]) + damage + made.packed(*good[2:]))
    found, refused = pages(file)
    assert len(found) == kept
    assert len(refused) == 1 and told in refused[0]


@given(st.binary(max_size=300))
def test_no_archive_breaks_the_build(content: bytes) -> None:
    from contextlib import nullcontext

    from onrecord.ingest.warc import Archive

    whole = made.record("http://e.example/1", made.HTML) + b"WARC/1.0\r\n" + content
    offers = list(Archive("a.warc", "place", lambda: nullcontext(io.BytesIO(whole))).offers())
    assert offers and all(offer.name for offer in offers)


def chunked(address: str) -> bytes:
    content = b"%x\r\n%s\r\n0\r\n\r\n" % (len(made.HTML), made.HTML)
    return made.record(address, content, headers=b"Transfer-Encoding: chunked\r\n")


@pytest.mark.parametrize("cut", [3, 60, 300, 700])
@pytest.mark.parametrize("packing", [lambda r: r, gzip.compress], ids=["plain", "packed"])
@pytest.mark.parametrize("record", [lambda a: made.record(a, made.HTML), chunked], ids=["whole", "chunked"])
def test_an_archive_that_breaks_off_says_so(
    tmp_path: Path, cut: int, packing: Callable[[bytes], bytes], record: Callable[[str], bytes]
) -> None:
    first, last = (packing(record(f"http://e.example/{n}")) for n in (1, 2))
    whole = tmp_path / "whole.warc"
    whole.write_bytes(first + last)
    assert len(pages(whole)[0]) == 2 and not pages(whole)[1]
    broken = tmp_path / "broken.warc"
    broken.write_bytes((first + last)[: -min(cut, len(last) - 40)])
    found, refused = pages(broken)
    assert found[0].name == "http://e.example/1"
    assert "breaks off" in refused[-1] and refused[-1].startswith("broken.warc")
    assert all(the_story(extract(page)) for page in found)


# ── tables ─────────────────────────────────────────────────────────────────────────────────────────────────

ROW = {
    "title": made.TITLE,
    "text": made.BODY,
    "date": "2019-03-08",
    "outlet": "The Courier",
    "url": "https://e.example/1",
}
SHAPED = {
    "mediacloud": {
        **{
            "id": "1",
            "title": made.TITLE,
            "text": made.BODY,
            "publish_date": "2019-03-08",
            "media_name": "The Courier",
        },
        **{"url": "https://e.example/1", "indexed_date": "2019-03-09 03:04:05", "language": "en"},
    },
    "eventregistry": {
        **{
            "uri": "7",
            "title": made.TITLE,
            "body": made.BODY,
            "date": "2019-03-09",
            "dateTime": "2019-03-09T01:00:00Z",
        },
        **{"dateTimePub": "2019-03-08T10:00:00Z", "source": {"uri": "c.example", "title": "The Courier"}},
        "url": "https://e.example/1",
    },
    "ninjs": {
        **{"uri": "https://e.example/1", "versioncreated": "2019-03-08T10:00:00Z", "headline": made.TITLE},
        **{"body_html": made.FRAGMENT, "provider": {"name": "The Courier"}},
    },
}


def table(file: Path, *rows: dict[str, object]) -> Path:
    """A table in the form that its suffix says."""
    if file.suffix == ".csv":
        with file.open("w", newline="", encoding="utf-8") as out:
            writer = csv.DictWriter(out, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    elif file.suffix == ".parquet":
        arrow = pytest.importorskip("pyarrow")
        parquet = pytest.importorskip("pyarrow.parquet")
        parquet.write_table(arrow.Table.from_pylist(list(rows)), file)
    elif file.suffix == ".json":
        file.write_text(json.dumps({"articles": {"results": rows}}), encoding="utf-8")
    else:
        file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".json", ".parquet"])
def test_a_table_gives_a_page_a_row_with_what_its_columns_say(tmp_path: Path, suffix: str) -> None:
    document = one(table(tmp_path / f"t{suffix}", ROW))
    assert the_story(document)
    assert document.name == document.url == "https://e.example/1"
    assert document.outlet and document.outlet.value == "The Courier" and "column outlet" in document.outlet.why
    assert [(d.text, d.place) for d in document.dates if d.place] == [("2019-03-08", f"column date of t{suffix}")]


@pytest.mark.parametrize("shape", SHAPED)
@pytest.mark.parametrize("named", [True, False])
def test_a_shape_is_known_by_its_name_and_recognised_without(tmp_path: Path, shape: str, named: bool) -> None:
    file = table(tmp_path / "t.jsonl", SHAPED[shape])
    document = one(file, columns=Columns.of(shape) if named else None)
    assert the_story(document)
    assert document.outlet and document.outlet.value == "The Courier"
    assert [(d.year, d.month, d.day) for d in document.dates if d.place] == [(2019, 3, 8)]
    assert (document.retrieved is not None) == (shape == "mediacloud")


def test_columns_are_mapped_by_name_by_path_and_by_number(tmp_path: Path) -> None:
    file = table(tmp_path / "t.jsonl", {"a": {"b": ["x", made.BODY]}, "h": made.TITLE})
    assert the_story(one(file, columns=Columns.of("text=a.b.1,title=h")))
    (tmp_path / "t.tsv").write_text(f"7\t{made.TITLE}\t{' '.join(made.PARAGRAPHS)}\n")
    assert one(tmp_path / "t.tsv", columns=Columns.of("text=#3,title=#2")).title == made.TITLE


@pytest.mark.parametrize("said", ["nonsense", "text", "text=", "body=text", "title=#2"])
def test_a_map_that_says_nothing_is_told(said: str) -> None:
    with pytest.raises(OnRecordError, match=said):
        Columns.of(said)


def test_rows_that_cannot_be_used_are_told_by_number_and_the_rest_is_read(tmp_path: Path) -> None:
    rows = [json.dumps(ROW), "no json", "[1]", json.dumps({"url": "https://e.example/2"}), "[" * 100_000]
    rows += [json.dumps({**ROW, "text": "a" * 11_000_000}), json.dumps({**ROW, "url": None})]
    (tmp_path / "t.jsonl").write_text("\n".join(rows))
    found, refused = pages(tmp_path / "t.jsonl")
    assert [page.name for page in found] == ["https://e.example/1", "t.jsonl row 7"]
    assert [line.partition(": ")[0] for line in refused] == [
        *("t.jsonl row 2", "t.jsonl row 3", "https://e.example/2", "t.jsonl row 5", "t.jsonl row 6")
    ]
    assert "--follow" in refused[2] and "11 MB" in refused[4]


def test_a_table_that_does_not_say_what_it_holds_is_told_once(tmp_path: Path) -> None:
    for suffix in (".csv", ".jsonl", ".parquet"):
        _, refused = pages(table(tmp_path / f"t{suffix}", {"a": 1, "b": 2}, {"a": 3, "b": 4}))
        assert len(refused) == 1 and "--columns" in refused[0] and "a, b" in refused[0]
    _, refused = pages(tmp_path / "t.csv", columns=Columns.of("text=c"))
    assert len(refused) == 1 and "a, b" in refused[0]


def test_a_column_that_is_not_there_is_named(tmp_path: Path) -> None:
    for suffix in (".csv", ".jsonl", ".parquet"):
        file = table(tmp_path / f"t{suffix}", ROW)
        found, refused = pages(file, columns=Columns.of("text=text,date=dat"))
        assert refused == [
            f't{suffix}: no column "dat": did you mean date? its columns are title, text, date, outlet, url'
        ]
        assert len(found) == (suffix == ".jsonl")  # its rows may each have other names, so that shows at the end
    tabs = tmp_path / "t.tsv"
    tabs.write_text(f"7\t{' '.join(made.PARAGRAPHS)}\n")
    assert 'no column "#9"' in pages(tabs, columns=Columns.of("text=#2,date=#9"))[1][0]


def test_columns_are_told_in_a_mapping_too(tmp_path: Path) -> None:
    assert Columns.of({"text": "a.b.1", "title": ["h", "g"]}) == Columns.of("text=a.b.1,title=h,title=g")
    for said in ({"body": "text"}, {"text": ""}, {"text": [1]}, {}, 7):
        with pytest.raises(Misused, match="columns"):
            Columns.of(said)  # type: ignore[arg-type]


def test_names_of_columns_are_known_in_any_letters(tmp_path: Path) -> None:
    document = one(table(tmp_path / "t.csv", {name.upper(): value for name, value in ROW.items()}))
    assert the_story(document) and document.outlet
    assert [d.place for d in document.dates if d.place] == ["column DATE of t.csv"]
    named = one(tmp_path / "t.csv", columns=Columns.of("text=Text,date=date"))
    assert [d.place for d in named.dates if d.place] == ["column DATE of t.csv"]


@pytest.mark.parametrize(
    ("suffix", "content"), [(".csv", ""), (".csv", "title,text,date\n"), (".jsonl", ""), (".json", "[]")]
)
def test_an_empty_table_is_told(tmp_path: Path, suffix: str, content: str) -> None:
    (tmp_path / f"t{suffix}").write_text(content)
    assert pages(tmp_path / f"t{suffix}") == ([], [f"t{suffix}: an empty table: it has no rows"])


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet"])
def test_a_table_whose_dates_nothing_names_says_so_beside_its_pages(tmp_path: Path, suffix: str) -> None:
    row = {("when" if name == "date" else name): value for name, value in ROW.items()}
    found, refused = pages(table(tmp_path / f"t{suffix}", row))
    assert len(found) == 1 and len(refused) == 1
    assert "--columns date=" in refused[0] and refused[0].endswith("it may be when")
    assert pages(tmp_path / f"t{suffix}", columns=Columns.of("date=when"))[1] == []
    without = {name: value for name, value in ROW.items() if name != "date"}
    assert pages(table(tmp_path / f"u{suffix}", without))[1] == []


def test_dates_that_cannot_be_read_are_counted_and_stay_with_their_pages(tmp_path: Path) -> None:
    file = table(tmp_path / "t.csv", {**ROW, "date": "6.XII.2018"}, {**ROW, "url": "https://e.example/2"})
    found, refused = pages(file)
    assert len(found) == 2
    assert refused == ['t.csv: 1 date cannot be read ("6.XII.2018"): that page is dated by other things alone']
    kept = [d for d in extract(found[0]).dates if d.place]
    assert [(d.text, d.year, d.place) for d in kept] == [("6.XII.2018", None, "column date of t.csv")]


def test_a_table_in_windows_1252_keeps_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(
        f"title,outlet,text\nCafé,Zoë,“No”, {made.BODY[:200]}".replace("\n\n", " ").encode("cp1252")
    )
    found, _ = pages(tmp_path / "t.csv")
    assert [item.text for item in found[0].declared] == ["Café", "Zoë"]
    assert found[0].content.startswith(b"\x93No\x94")


def test_parquet_without_its_library_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = table(tmp_path / "t.parquet", ROW)
    monkeypatch.setattr("onrecord.ingest.table.find_spec", lambda name: None)
    with pytest.raises(OnRecordError, match="onrecord\\[parquet\\]"):
        sources([file])
    (tmp_path / "u.parquet").write_bytes(b"PAR1 and no more")
    monkeypatch.undo()
    assert "cannot be read as Parquet" in pages(tmp_path / "u.parquet")[1][0]


# ── feeds ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_feed_gives_the_entries_that_it_carries_whole(tmp_path: Path) -> None:
    (tmp_path / "f.xml").write_bytes(made.feed())
    found, refused = pages(tmp_path / "f.xml")
    document = extract(found[0])
    assert the_story(document) and document.url == "https://news.example/1"
    assert document.outlet and document.outlet.value == "The Courier"
    assert (2019, 3, 7) in [(d.year, d.month, d.day) for d in document.dates if d.place]
    assert refused == [
        "https://news.example/2: the feed carries no article for it; --follow fetches the page behind it"
    ]


def test_a_feed_without_end_is_cut_with_a_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.ingest.feed.MAX_FEED", 20_000)
    (tmp_path / "f.xml").write_bytes(made.feed(1000))
    found, refused = pages(tmp_path / "f.xml")
    assert len(found) == 1 and "cut after" in refused[-1] and len(refused) > 50
    monkeypatch.setattr("onrecord.ingest.feed.MAX_FEED", 1_000_000)
    monkeypatch.setattr("onrecord.ingest.feed.MAX_ENTRIES", 10)
    assert len(pages(tmp_path / "f.xml")[1]) == 10


def test_a_feed_with_entities_that_unfold_is_harmless(tmp_path: Path) -> None:
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "boom">{lines}]>'
    (tmp_path / "f.rss").write_text(f"{head}<rss><channel><title>&e9;</title></channel></rss>")
    assert pages(tmp_path / "f.rss")[1]


def test_an_address_that_is_not_fetched_from_is_told_as_such() -> None:
    with pytest.raises(OnRecordError, match="ftp:// is not fetched"):
        sources(["ftp://e.example/story.html"])


# ── standard input ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "content",
    [
        made.HTML,
        gzip.compress(made.HTML),
        made.message(),
        made.record("http://e.example/1", made.HTML),
        made.packed(made.record("http://e.example/1", made.HTML)),
        json.dumps(ROW).encode(),
        gzip.compress(json.dumps(ROW).encode()),
    ],
    ids=["html", "gzip", "message", "warc", "warc.gz", "jsonl", "jsonl.gz"],
)
def test_standard_input_is_what_its_bytes_are(content: bytes) -> None:
    assert the_story(one("-", piped=io.BufferedReader(io.BytesIO(content))))  # type: ignore[arg-type]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_table_on_standard_input_is_known_by_its_first_line(mark: str) -> None:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(ROW), delimiter=mark)
    writer.writeheader()
    writer.writerow(ROW)
    document = one("-", piped=io.BufferedReader(io.BytesIO(out.getvalue().encode())))  # type: ignore[arg-type]
    assert the_story(document) and document.url == "https://e.example/1"


@pytest.mark.parametrize(
    "text",
    [
        "World, Business, Text, Sport\n\nIt rained, and the harbour was closed.\n",
        "Text, title and date are what a page has.\n",
        "text\n",
        "url, and more\nof it, here, too\n",
    ],
)
def test_a_text_on_standard_input_is_no_table(text: str) -> None:
    (piped,) = sources(["-"], piped=io.BufferedReader(io.BytesIO(text.encode())))  # type: ignore[arg-type]
    assert isinstance(piped, Piped)


def test_standard_input_comes_once() -> None:
    named = sources(["-", "-"], piped=io.BufferedReader(io.BytesIO(b"text")))  # type: ignore[arg-type]
    assert len(named) == 1 and isinstance(named[0], Piped)
