"""The same text on several pages is one story: found, told apart from others, counted once, and its changes shown."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from bench.stories import Newsroom, kept, scored, written
from hypothesis import given, settings
from hypothesis import strategies as st

import handmade
from onrecord.export import report
from onrecord.model import Alike, Document, Part, PartKind, Span, Story
from onrecord.record import Change, differences, fingerprint, share
from onrecord.record.utterances.repeat import repeats
from onrecord.record.utterances.story import regrouped, stories, together
from onrecord.store import RecordFile, Store

SENTENCES = [
    "Arden's minister said on Thursday that Belmar had broken the accord on the lake.",
    "The ferry to the northern shore was cancelled for a second week without a reason given.",
    "Inspectors were turned away from the depot at Hale, two officials in the capital said.",
    "Belmar's envoy called the charge baseless and asked for a meeting of the commission.",
    "The accord was signed after a winter of clashes and limits the patrols of both sides.",
    "Nobody in either government would say when the talks are going to begin again.",
]


def document(body: str, title: str = "Lake talks", identity: str = "d1") -> Document:
    text = f"{title}\n\n{body}"
    parts = (Part(PartKind.TITLE, Span(0, len(title))), Part(PartKind.BODY, Span(len(title) + 2, len(text))))
    return Document(identity, f"{identity}.txt", text, parts)


def alike(one: str, other: str) -> float:
    return share(fingerprint(document(one)).runs, fingerprint(document(other)).runs)


def test_headline_case_punctuation_and_paragraphs_make_no_difference() -> None:
    body = " ".join(SENTENCES)
    one = fingerprint(document(body))
    other = fingerprint(document("\n\n".join(SENTENCES).upper().replace(",", ";"), "Another headline"))
    assert one.bands == other.bands and (one.runs == other.runs).all()


def test_what_is_cut_stands_wholly_in_the_longer_text_and_too_little_tells_nothing() -> None:
    assert alike(" ".join(SENTENCES), " ".join(SENTENCES[:4])) == 1.0
    assert alike(" ".join(SENTENCES), SENTENCES[0]) == 0.0
    assert alike(SENTENCES[0], SENTENCES[0]) == 1.0
    assert alike(SENTENCES[0], "Word") == 0.0


@settings(max_examples=50, deadline=None)
@given(st.text(), st.text())
def test_any_two_texts_can_be_compared(one: str, other: str) -> None:
    assert 0.0 <= alike(one, other) <= 1.0
    assert alike(one, other) == alike(other, one)


def test_copies_come_together_and_other_stories_of_the_day_stay_apart() -> None:
    reports = written(21, 2)
    store, documents, readings = kept(reports)
    found = stories(documents, readings, store.alike())
    assert sorted(id_ for story in found for id_ in story.documents) == sorted(d.id for d in documents)
    score, _ = scored(reports, [story.documents for story in found])
    assert score.wrong == 0 and score.missed < score.right / 10


def test_pages_one_by_one_in_any_order_give_the_same_stories() -> None:
    reports = written(22, 1)
    whole, documents, readings = kept(reports)
    random.Random(1).shuffle(reports)
    grown, _, _ = kept(reports)
    pairs = [{(frozenset((pair.one, pair.other)), pair.share) for pair in store.alike()} for store in (whole, grown)]
    assert pairs[0] == pairs[1]
    assert stories(documents, readings, whole.alike()) == stories(documents, readings, grown.alike())


def test_a_page_with_two_stories_on_it_does_not_make_them_one() -> None:
    room = Newsroom(3)
    bodies = [" ".join(room.sentence(("Arden", "Belmar")) for _ in range(12)) for _ in range(2)]
    both = document("\n\n".join(bodies), identity="both")
    documents = [both, *(document(body, identity=f"s{n}") for n, body in enumerate(bodies))]
    pairs = [Alike("both", "s0", 1.0), Alike("both", "s1", 1.0)]
    silent = [replace(handmade.reading(handmade.document(d.id)), statements=()) for d in documents]
    found = stories(documents, silent, pairs)
    assert len(found) == 2


def test_a_text_that_changed_is_entered_anew_and_keeps_its_likes() -> None:
    store = Store.make(None)
    body = " ".join(SENTENCES)
    for identity in ("a1", "b1"):
        doc = document(body, identity=identity)
        store.keep(handmade.page(identity, f"{identity}.txt"), doc, handmade.reading(handmade.document(identity)), "1")
    assert store.alike() == [Alike("b1", "a1", 1.0)]
    shorter = document(" ".join(SENTENCES[:4]), identity="a1")
    store.keep(handmade.page("a1"), shorter, handmade.reading(handmade.document("a1")), "2")
    assert store.alike() == [Alike("a1", "b1", 1.0)]


# ── what is told again ─────────────────────────────────────────────────────────────────────────────────────


def test_the_same_words_in_a_story_are_one_statement_told_again() -> None:
    one, other = handmade.document(), handmade.document("b" * 16, "courier.html", "Courier")
    told = repeats([(one, handmade.reading(one)), (other, handmade.reading(other))])
    assert [(r.statement, r.of) for r in told] == [("bb-1", "aa-1"), ("bb-2", "aa-2"), ("bb-3", "aa-3")]
    assert repeats([(one, handmade.reading(one))]) == ()


def test_another_speaker_or_a_turned_word_makes_another_statement() -> None:
    one, other = handmade.document(), handmade.document("b" * 16)
    first, second = handmade.reading(one), handmade.reading(other)
    someone = replace(second.statements[0], speaker=handmade.sure("Pavel Drunov"))
    shorter = replace(second.statements[1], speaker=handmade.sure("Drunov"))
    told = repeats([(one, first), (other, replace(second, statements=(someone, shorter)))])
    assert [r.statement for r in told] == ["bb-2"]
    text = one.text.replace("has breached", "has not breached")
    turned = replace(other, text=text)
    longer = Span(second.statements[0].content[0].start, second.statements[0].content[0].end + 4)
    said = replace(second.statements[0], content=(longer,))
    assert repeats([(one, first), (turned, replace(second, statements=(said,)))]) == ()


@pytest.fixture
def record(tmp_path: Path):  # type: ignore[no-untyped-def]
    store = Store.make(tmp_path / "dispute.record")
    made = handmade.record()
    for doc, read in zip(made.documents, made.readings, strict=True):
        store.keep(handmade.page(doc.id, doc.name), doc, read, "0.1.0")
    told = repeats(list(zip(made.documents, made.readings, strict=True)))
    whole = Story(tuple(doc.id for doc in made.documents), (1.0, 1.0), told)
    store.write(replace(made, stories=(whole,)), "0.1.0")
    with RecordFile(store) as opened:
        yield opened


def test_counts_take_a_story_once_and_its_appearances_are_shown(record: RecordFile) -> None:
    assert repr(record).startswith(
        "Record of 2 documents telling 1 story, 3 statements (1 in related headlines) by 2 actors"
    )
    assert {row["name"]: row["statements"] for row in record.actors()}["Orla Benning"] == 1
    assert [row["statements"] for row in record.positions()] == [1, 1, 1]
    assert len(record.statements()) == 6 and len(record.statements(once=True)) == 3
    assert [row["repeats"] for row in record.statements(document="courier.html")] == ["aa-1", "aa-2", "aa-3"]
    tiles = re.findall(
        r'href="#i\d+-\d+-(?:affirm|deny)"><span aria-hidden="true">[+−]</span>(\d+)', report(record.record)
    )
    assert tiles == ["1", "1", "1"]
    (story,) = record.stories()
    assert (story["appearances"], story["statements"], story["outlets"]) == (2, 3, ["The Herald", "Courier"])
    assert [page["document"] for page in story["pages"]] == ["herald.txt", "courier.html"]
    assert record.stories(document="courier.html") == record.stories()
    assert record.record.stories[0].repeats[0].of == "aa-1"


def test_the_report_shows_a_story_with_what_its_pages_change(record: RecordFile) -> None:
    page = report(record.record)
    assert 'id="stories"' in page and "The same words." in page and "told again" in page
    assert "2\N{NO-BREAK SPACE}documents telling 1\N{NO-BREAK SPACE}story" in page
    assert 'id="stories"' not in report(handmade.record())


def test_the_commands_show_a_story_and_its_differences(record: RecordFile, tmp_path: Path) -> None:
    def run(*words: str) -> str:
        command = [sys.executable, "-m", "onrecord", *words]
        return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout

    path = str(tmp_path / "dispute.record")
    assert json.loads(run("stories", path, "--json"))["appearances"] == 2
    shown = run("stories", path, "courier.html")
    assert "2 appearances, 3 statements" in shown and "the same words" in shown
    assert len(run("statements", path, "--once", "--json").splitlines()) == 3


# ── what an appearance changes ─────────────────────────────────────────────────────────────────────────────


def changed(old: str, new: str) -> list[tuple[str, str]]:
    found = differences(document(old), document(new))
    return [(str(d.change), " ".join(f"{change or 'same'}:{words}" for change, words in d.words)) for d in found]


def test_added_dropped_and_changed_passages_are_told() -> None:
    old = " ".join(SENTENCES)
    assert changed(old, "\n\n".join(SENTENCES)) == []
    assert changed(old, " ".join(SENTENCES[:4])) == [("dropped", f"dropped:{' '.join(SENTENCES[4:])}")]
    own = "The mayor of the harbour town had no comment."
    assert changed(old, " ".join([*SENTENCES[:2], own, *SENTENCES[2:]])) == [("added", f"added:{own}")]
    mended = old.replace("two officials", "three officials")
    ((kind, words),) = changed(old, mended)
    assert kind == "changed" and "dropped:two added:three" in words


@settings(max_examples=50, deadline=None)
@given(st.text(), st.text())
def test_differences_open_on_the_words_of_both_texts(one: str, other: str) -> None:
    old, new = document(one), document(other)
    for found in differences(old, new):
        for text, span in ((old, found.before), (new, found.after)):
            assert span is None or text.words(span).strip()
        assert (found.before is None) == (found.change is Change.ADDED)
        assert (found.after is None) == (found.change is Change.DROPPED)


class _Shelf:
    """Documents in stories, some of which come to the others."""

    def __init__(self, sizes: dict[str, int], pairs: list[Alike], coming: set[str]) -> None:
        self.sizes = sizes
        there = {one: size for one, size in sizes.items() if one not in coming}
        self.before = [set(g) for g in together(there, [p for p in pairs if {p.one, p.other} <= set(there)])]
        self._pairs = pairs

    def size(self, document: str) -> int:
        return self.sizes[document]

    def near(self, document: str) -> dict[str, float]:
        return {p.other if p.one == document else p.one: p.share for p in self._pairs if document in (p.one, p.other)}

    def story(self, document: str) -> set[str]:
        return next((group for group in self.before if document in group), set())


@pytest.mark.parametrize("most", (3, 5, 64))
def test_stories_that_others_come_to_are_those_of_all_together(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.record.utterances.story.MOST_ALIKE", most)
    for seed in range(150):
        draw = random.Random(seed)
        every = [f"{n:02}" for n in range(draw.randint(2, 16))]
        draw.shuffle(every)
        sizes = {one: draw.choice((100, 200, 300, 400)) for one in every}
        often = draw.choice((0.2, 0.5))
        pairs = [
            Alike(one, other, draw.choice((0.2, 0.5, 0.6, 0.9)))
            for one in every
            for other in every
            if one < other and draw.random() < often
        ]
        coming = set(every[-draw.randint(1, min(3, len(every) - 1)) :])
        shelf = _Shelf(sizes, pairs, coming)
        found = {frozenset(group) for group in regrouped(coming, shelf) if group not in shelf.before}
        assert found == {frozenset(group) for group in together(sizes, pairs) if set(group) not in shelf.before}, seed
