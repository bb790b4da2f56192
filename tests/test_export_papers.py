"""The ways out on paper, into spaCy and into a notebook."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import handmade
import onrecord
from onrecord import __version__
from onrecord.export import render
from onrecord.export.brief import brief
from onrecord.export.excerpt import Excerpt
from onrecord.export.notebook import chart, highlighted
from onrecord.model import OnRecordError
from onrecord.store import RecordFile, Store

EXAMPLE = Path(onrecord.__file__).parent / "example"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def record() -> Iterator[RecordFile]:
    with onrecord.build(EXAMPLE / "pages", reference=EXAMPLE / "reference.yaml") as made:
        yield made


@pytest.fixture(scope="module")
def hostile() -> Iterator[RecordFile]:
    """A record with text that means something to Typst, Word and HTML, and with an address."""
    plain = handmade.document(outlet="#pagebreak() <b>&")
    document = replace(plain, url="https://herald.example/a?b=1&c=2", text=plain.text.replace("this", "#x\x0b"))
    reading = handmade.reading(plain, None)
    accuses = replace(reading.statements[0], speaker=handmade.sure("#eval \ufffe</w:t>", 0.4), confidence=0.3)
    store = Store.make(None)
    store.keep(handmade.page(document.id, document.name), document, reading, __version__)
    reading = replace(reading, statements=(accuses, *reading.statements[1:]))
    store.write(
        replace(handmade.record(), documents=(document,), readings=(reading,), timeline=(), checks=()), __version__
    )
    with RecordFile(store) as opened:
        yield opened


def flat(text: str) -> str:
    return " ".join(text.split())


# ── the brief ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a_brief_holds_what_the_record_holds(record: RecordFile) -> None:
    whole, short = (brief(Excerpt(record, "Strait"), weighty=weighty) for weighty in (False, True))
    said = [one for _, held in whole.statements for one in held]
    assert len(said) == len(record.statements(once=True))
    assert len(whole.sources) == len(record.documents())
    held = [holding for question in whole.questions for holding in (*question.affirm, *question.deny)]
    assert len(held) == len(record.positions()) and all(one.sources for one in held)
    assert len(whole.differing) == len(record.checks(verdict="differs"))
    assert len(whole.timeline) == len(record.timeline()) - len(record.timeline(kind="statement"))
    assert [q.disputed for q in whole.questions] == sorted((q.disputed for q in whole.questions), reverse=True)
    fewer = [one for _, some in short.statements for one in some]
    left = len(said) - len(fewer)
    assert left > 0 and short.left_out.startswith(f"{left}\N{NO-BREAK SPACE}statements")
    assert all(re.search(r"\(0\.\d\d\)|\(1\.00\)", one.confidence) for one in said)


def test_what_is_doubtful_is_called_so(hostile: RecordFile) -> None:
    said = [one for _, held in brief(Excerpt(hostile), weighty=False).statements for one in held]
    doubts = [doubt for one in said for doubt in one.doubts]
    assert {"hedged by “Reportedly”", "doubtful who speaks", "from the headline of another story"} <= set(doubts)
    assert "doubtful whether it is a statement" in doubts
    assert any(one.speaker == "Somebody whom the page does not name" for one in said)
    assert "date not known" in brief(Excerpt(hostile), weighty=False).sources[0].published


# ── Word ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_line_of_the_brief_has_a_footnote_to_its_pages(record: RecordFile) -> None:
    docx = pytest.importorskip("docx")
    data = render(record, "docx", "The Skerran Strait dispute")
    document = docx.Document(io.BytesIO(data))
    assert document.core_properties.title == "The Skerran Strait dispute"
    body = document.element.body
    marks = [int(one.get(f"{W}id")) for one in body.iter(f"{W}footnoteReference")]
    assert marks == list(range(1, len(marks) + 1)) and len(marks) > 50
    part = next(rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/footnotes"))
    root = part.element if hasattr(part, "element") else docx.oxml.parse_xml(part.blob)
    notes = {int(one.get(f"{W}id")): "".join(t.text or "" for t in one.iter(f"{W}t")) for one in root}
    assert set(notes) == {-1, 0, *marks}
    titles = {row["title"] for row in record.documents()}
    assert all(any(title in note for title in titles) for id_, note in notes.items() if id_ > 0)
    text = "".join(t.text or "" for t in body.iter(f"{W}t"))
    made = brief(Excerpt(record), weighty=True)
    for _, held in made.statements:
        for one in held:
            assert one.words in text and one.confidence in text
    assert made.left_out in text


def test_footnotes_lead_to_the_address_of_the_page(hostile: RecordFile) -> None:
    pytest.importorskip("docx")
    with zipfile.ZipFile(io.BytesIO(render(hostile, "docx"))) as packed:
        assert packed.testzip() is None
        links = packed.read("word/_rels/footnotes.xml.rels").decode()
        assert 'Target="https://herald.example/a?b=1&amp;c=2" TargetMode="External"' in links
        types = packed.read("[Content_Types].xml").decode()
        assert "/word/footnotes.xml" in types
        body = packed.read("word/document.xml").decode()
        assert "#eval \ufffd&lt;/w:t&gt;" in body


# ── PDF ────────────────────────────────────────────────────────────────────────────────────────────────────


def pages(data: bytes) -> list[str]:
    pdfium = pytest.importorskip("pypdfium2")
    with pdfium.PdfDocument(data) as document:
        return [page.get_textpage().get_text_range() for page in document]


def test_the_report_on_paper_has_every_statement(record: RecordFile) -> None:
    pytest.importorskip("typst")
    data = render(record, "pdf", "The Skerran Strait dispute")
    assert data.startswith(b"%PDF-") and data == render(record, "pdf", "The Skerran Strait dispute")
    text = re.sub(r"\s|\ufffe|-", "", "".join(pages(data)))
    missing = [row["content"] for row in record.statements() if re.sub(r"\s|-", "", row["content"])[:30] not in text]
    assert not missing
    assert "INDISPUTE" in text and "Readbyamachine" in text
    for row in record.documents():
        assert re.sub(r"\s|-", "", row["title"])[:30] in text


def test_nothing_in_a_page_is_taken_for_markup(hostile: RecordFile) -> None:
    pytest.importorskip("typst")
    text = flat("".join(pages(render(hostile, "pdf", "#panic() *x*"))))
    assert "#panic() *x*" in text and "#pagebreak() <b>&" in text and "#eval" in text


# ── spaCy ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_documents_of_spacy_have_the_statements_as_spans(record: RecordFile) -> None:
    spacy = pytest.importorskip("spacy")
    from spacy.tokens import DocBin

    docs = list(DocBin().from_bytes(render(record, "spacy")).get_docs(spacy.blank("en").vocab))
    rows = list(record.documents())
    assert [doc.text for doc in docs] == [row["text"] for row in rows]
    for doc, row in zip(docs, rows, strict=True):
        held = json.loads(doc.user_data["onrecord"])
        said = {one["id"]: one for one in record.statements(document=row["id"])}
        assert {one["id"]: one for one in held["statements"]} == said
        assert held["document"]["published"] == row["published"]
        spans = {(span.id_, span.label_, span.text) for span in doc.spans["content"]}
        for one in said.values():
            for start, end in one["spans"]["content"] if one["line"] is None else ():
                words = doc.text[start:end]
                assert any(id_ == one["id"] and words.strip() in text for id_, _, text in spans), words
        assert {label for _, label, _ in spans} <= {one["act"] for one in said.values()}


def test_the_component_reads_a_doc(tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy")
    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord", config={"reference": str(EXAMPLE / "reference.yaml"), "published": "2013-10-10"})
    text = (
        "Halvern’s foreign minister, Joren Tveld, said on Tuesday that Tesmaria had broken the Skerran Strait Treaty."
    )
    doc = nlp(f"{text} Jamir Velkhan denied it.")
    speakers = [one.speaker.value for one in doc._.statements if one.speaker]
    assert speakers == ["Joren Tveld", "Jamir Velkhan"]
    first = doc._.statements[0]
    assert str(first.time.value) == "2013-10-08"
    assert doc.spans["content"][0].text in text and doc.spans["content"][0].id_ == first.id
    assert [span.label_ for span in doc.spans["cue"]][1] == "DENY"
    assert doc._.reading.statements == doc._.statements
    assert nlp("")._.statements == ()
    assert nlp.config["components"]["onrecord"]["published"] == "2013-10-10"
    with pytest.raises(OnRecordError, match="is no day"):
        spacy.blank("en").add_pipe("onrecord", config={"published": "soon"})


def test_a_missing_spacy_is_told(record: RecordFile, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    for name, extra in (("spacy", "spacy"), ("typst", "pdf")):
        monkeypatch.setitem(sys.modules, name, None)
        with pytest.raises(OnRecordError, match=rf"needs {name}: pip install 'onrecord\[{extra}\]'"):
            render(record, extra)


# ── notebooks ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a_text_is_shown_with_its_words_as_they_are(record: RecordFile, hostile: RecordFile) -> None:
    from html.parser import HTMLParser

    class Words(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.words, self.titles = "", list[str]()

        def handle_starttag(self, tag: str, attrs: Any) -> None:
            self.titles += [value for name, value in attrs if name == "title"]

        def handle_data(self, data: str) -> None:
            self.words += data

    for held in (record, hostile):
        for row in held.documents():
            shown = highlighted(held, row["id"])
            html = Words()
            html.feed(shown._repr_html_())
            assert re.sub(r"\s", "", html.words) == re.sub(r"\s", "", row["text"])
            told = " ".join(html.titles)
            for one in held.statements(document=row["id"]):
                if one["line"] is None and one["speaker"]:
                    assert one["speaker"] in told and one["act"] in told
            assert "statements" in repr(shown)


def test_charts_of_networks_and_views(record: RecordFile) -> None:
    pytest.importorskip("altair")
    for of in (record.matrix(), record.matrix(mode="actors"), record.polarisation(window="2w"), record.statements()):
        assert chart(of).to_dict()["$schema"].startswith("https://vega.github.io/schema/vega-lite")
    with pytest.raises(OnRecordError, match="no chart of checks"):
        chart(record.checks())
    with pytest.raises(OnRecordError, match="nothing to draw"):
        chart(record.statements()[:0])
