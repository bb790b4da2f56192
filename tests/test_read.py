"""Whatever stands on a page, every item of its reading opens on the words it came from."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as each
from hypothesis import strategies as st

from onrecord.model import DateCandidate, DateSource, Document, LineKind, Reading, Span, Statement
from onrecord.reading import read
from texts import document, given, line, reader, reading, spans, told, world

# ── what holds of every reading ────────────────────────────────────────────────────────────────────────────


def check(doc: Document, found: Reading) -> None:
    """All that must hold of any reading of any document."""
    for name, span in spans(found):
        text = doc.text if span.line is None else doc.lines[span.line].text
        assert 0 <= span.start < span.end <= len(text), (name, span)
        assert doc.words(span) == text[span.start : span.end], (name, span)
        assert doc.words(span).strip(), (name, span)
        if span.line is not None:
            assert doc.lines[span.line].kind is LineKind.RELATED, (name, span)
    known = {s.id: s for s in found.statements}
    ids = [*known, *(e.id for e in found.events), *(d.id for d in found.deadlines)]
    assert len(known) == len(found.statements)
    assert len(ids) == len(set(ids))
    for statement in found.statements:
        check_statement(statement, known)
    for deadline in found.deadlines:
        assert deadline.statement is None or deadline.statement in known
        assert deadline.days is None or deadline.days > 0
    for claim in found.claims:
        assert claim.statement is None or claim.statement in known
    names = [a.name for a in found.actors]
    assert len(names) == len(set(names))
    assert {s.speaker.value for s in found.statements if s.speaker and s.content[0].line is None} <= set(names)


def check_statement(statement: Statement, known: dict[str, Statement]) -> None:
    """All that must hold of any statement."""
    assert statement.content
    for before, after in zip(statement.content, statement.content[1:], strict=False):
        assert before.end <= after.start, statement
    words = [*statement.cue, *statement.content, *([statement.source] if statement.source else [])]
    assert len({s.line for s in words}) == 1, statement
    assert not any(c.touches(k) for c in statement.cue for k in statement.content), statement
    assert 0 < statement.confidence <= 1
    assert statement.act.evidence and statement.time.evidence
    assert statement.answers is None or (statement.answers in known and statement.answers != statement.id)
    if statement.parent is not None:
        parent = known[statement.parent]
        assert parent is not statement
        inside = [*statement.cue, *statement.content]
        assert all(any(s in held for held in parent.content) for s in inside), (parent, statement)
        above = {statement.id}
        while parent.parent is not None:
            assert parent.id not in above
            above.add(parent.id)
            parent = known[parent.parent]


# ── texts ──────────────────────────────────────────────────────────────────────────────────────────────────

MARKS = list("“”\"'‘’«»„‹›,.?!…;:—–-()[]/")
ODD = [
    "\u00a0", "\r\n", "\n", "\n\n", "\t", "\u200f", "\u202a", "\u202e", "\u2066", "e\u0301", "\u0301", "😀",
    "👩\u200d🚀", "\u00ad", "\u200b", "\ufeff", "ﬁ", "İ", "ß", "\x00", "\u2028",
]  # fmt: skip
WORDS = [
    "Oda Kell", "Foreign Minister Oda Kell", "Bram Tovey", "President Bram Tovey", "Kell", "Tessin", "Dunmoor",
    "Veyra", "Veyra's", "Arlenian", "the Castalian president", "the Harbour League", "the alliance", "the treaty",
    "the Lantern Treaty", "she", "he", "it", "They", "we", "our country", "I", "nobody", "two officials in Dunmoor",
    "Kell’s office", "Mr.", "Gen.", "U.S.", "Rolf Anders", "a spokesman for", "Tam Hollis, a fisherman,", "Minister",
    "said", "says", "told reporters", "told", "asked", "added", "adding that", "saying", "according to", "accused",
    "of breaching the Lantern Treaty", "denied", "did not deny", "that", "the accusation", "rejected", "warned of",
    "warned that", "called on", "called", "“a farce”", "urged", "to leave", "threatened to", "vowed to stay",
    "described", "as dangerous", "by", "was accused by", "was criticised in", "Tessin, Ruhn and Dunmoor", "in its view",
    "in his opinion", "the claim that", "'s claim that", "gave Veyra 48 hours to leave", "in 60 days", "unless", "if",
    "because", "allegedly", "on Monday", "last week", "yesterday", "on 3 June 1988", "in 1987", "on 29 February",
    "2018-02-30", "2018-13-45", "0000-00-00", "two weeks ago", "9999 years ago", "9999 months ago", "9999 days ago",
    "in 9999 days", "last winter", "next year", "was signed on 3 June 1988", "entered into force in 1989", "met",
    "at the meeting", "a range of 300 to 900 km", "notice of launches 24 hours", "We will not wait", "violated", "and",
    "but", "while", "not", "no", "in a statement", "who", "which", "the", "The", "a", "0", "12", "1,000", "- Oda Kell",
    "Kell: no", "asked whether", "it rained", "said it rained", "it snowed, he said", "expressed deep concern over",
]  # fmt: skip
GAPS = [" "] * 9 + ["", "", "\u00a0", "\n", "  "]

TEMPLATES = [
    "{q}{c},{p} {who} {said} on Monday.",
    "{who} {said} that {c}.",
    "{who} {said} {c}.",
    "{who} {said}: {q}{c}.{p}",
    "{q}{c},{p} {said} {who}. {q}{c}.{p}",
    "{q}{c},{p} {who} {said}, {q}{c}.{p}",
    "According to {who}, {c}.",
    "{c}, according to {who}.",
    "{who} accused {who} of {c}.",
    "{who} denied that {c}.",
    "{who}, {who}, {said} that {who} had {said} that {c}.",
    "{q}{who} {said} that {c},{p} {who} {said}.",
    "{q}{c}.\n\n{q}{c},{p} {who} {said}.",
    "{who} was accused by {who} of {c}.",
    "In {who}’s view, {c}.",
    "{c}, in its view.",
    "{who} called on {who} to leave within 30 days unless {c}, adding that {c}.",
]
SAID = st.sampled_from(
    ["said", "told reporters", "warned", "insisted", "announced", "claimed", "wrote", "asked", "added"]
)
KNOWN = st.sampled_from(WORDS)
PIECE = st.sampled_from(WORDS * 3 + MARKS * 2 + ODD)
LOOSE = st.lists(st.tuples(PIECE, st.sampled_from(GAPS)), max_size=40).map(lambda p: "".join(a + b for a, b in p))


@st.composite
def sentences(draw: Callable[[st.SearchStrategy[str]], str]) -> str:
    """A sentence of news with whatever stands in its places."""
    template = draw(st.sampled_from(TEMPLATES))
    opening, closing = draw(st.sampled_from(["“ ”", '" "', "‘ ’", "' '", "« »", "„ “", "“ ", " ”", " "])).split(" ")
    parts = []
    for part in template.replace("{q}", opening).replace("{p}", closing).replace("{", "\0{").split("\0"):
        for place, choices in (
            ("{who}", st.sampled_from(WORDS)),
            ("{said}", SAID),
            ("{c}", LOOSE | st.sampled_from(WORDS)),
        ):
            if part.startswith(place):
                part = draw(choices) + part.removeprefix(place)
                break
        parts.append(part)
    return "".join(parts)


NEWS = st.lists(sentences(), min_size=1, max_size=4).map(" ".join)
MARKED = st.lists(st.sampled_from(MARKS + ODD + list("aK ")), max_size=120).map("".join)
TEXTS = LOOSE | NEWS | MARKED | st.text(max_size=120)
DATES = st.lists(
    st.builds(
        DateCandidate,
        st.sampled_from(list(DateSource)),
        st.just("a date"),
        st.none() | st.sampled_from([1, 1970, 2016, 2018, 2019, 9999]),
        st.none() | st.integers(1, 12),
        st.none() | st.integers(1, 31),
    ),
    max_size=2,
)
FUZZ = settings(
    max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@FUZZ
@each(NEWS, DATES)
def test_every_span_of_news_opens_on_its_words(text: str, dates: list[DateCandidate]) -> None:
    doc = document(text, dates=[*dates, given("2018-11-08")])
    check(doc, reading(doc))


@FUZZ
@each(TEXTS, st.none() | LOOSE.map(lambda t: " ".join(t.split())), st.lists(LOOSE, max_size=2), DATES)
def test_every_span_of_anything_opens_on_its_words(
    text: str, title: str | None, related: list[str], dates: list[DateCandidate]
) -> None:
    doc = document(text, title or None, related=related, dates=dates)
    found = reading(doc)
    check(doc, found)
    assert reading(doc) == found


@settings(max_examples=60, deadline=None)
@each(NEWS)
def test_what_was_really_found_is_not_little(text: str) -> None:
    """The texts above give statements, or the properties would hold of nothing."""
    found = told(f"Oda Kell said that it rained. {text}")[1]
    assert found.statements


@pytest.mark.parametrize("text", ["", " ", "\n\n", ".", "“", "\u200f", "\x00", "a", "said", "😀"])
def test_a_page_of_next_to_nothing_is_read(text: str) -> None:
    doc = document(text, related=[text])
    found = reading(doc)
    check(doc, found)
    assert found.statements == ()


@pytest.mark.parametrize("year", [1, 2, 9998, 9999])
def test_a_page_dated_to_the_edge_of_the_calendar_is_read(year: int) -> None:
    text = (
        "Oda Kell said two weeks ago that it rained. She said last winter that Arlen would leave the Lantern Treaty "
        "in 60 days. She spoke next year, tomorrow, 12 months ago, last summer and on 29 February."
    )
    whole = DateCandidate(DateSource.METADATA, str(year), year, 1, 1)
    alone = DateCandidate(DateSource.LINE, str(year), year, None, None)
    for chosen in ([whole, alone], [alone]):
        doc = document(text, dates=chosen)
        check(doc, reading(doc))


# ── one text, read ─────────────────────────────────────────────────────────────────────────────────────────

STORY = """\
Veyra must answer for the patrols - Arlenian minister

TESSIN, November 8. Foreign Minister Oda Kell on Thursday accused Veyra of breaching the Lantern Treaty, and gave
Dunmoor 30 days to withdraw its ships.

“We waited for a month,” Kell told reporters. “Nobody came.”

Dunmoor denied the accusation. President Bram Tovey said in a statement that Arlen had "lost its way".

The Lantern Treaty was signed on 3 June 1988.
"""


def test_a_story_is_read_as_a_reader_would() -> None:
    title, body = STORY.split("\n\n", 1)
    doc = document(body, title, dates=[given("2018-11-08", DateSource.DATELINE, year=False)])
    found = reading(doc)
    check(doc, found)
    assert str(found.published.value) == "2018-11-08"
    assert [(s.speaker.value if s.speaker else None, line(doc, s)[2]) for s in found.statements] == [
        ("Oda Kell", "Veyra must answer for the patrols"),
        ("Oda Kell", "Veyra of breaching the Lantern Treaty"),
        ("Oda Kell", "Dunmoor 30 days to withdraw its ships"),
        ("Oda Kell", "“We waited for a month,” | “Nobody came.”"),
        ("Veyra", "the accusation"),
        ("Bram Tovey", 'that Arlen had "lost its way"'),
    ]
    acts = [str(s.act.value) for s in found.statements]
    assert acts[:3] == ["REQUEST", "ACCUSE", "THREATEN"]
    assert acts[4] == "DENY"
    assert found.statements[4].answers == found.statements[1].id
    assert [str(d.falls.value) for d in found.deadlines] == ["2018-12-08"]
    assert [(c.fact, c.value) for c in found.claims] == [
        ("office", "foreign minister of Arlen"),
        ("signed", "1988-06-03"),
    ]


def test_a_reading_names_its_document_and_its_reader() -> None:
    doc, found = told("Oda Kell said it rained.")
    assert found.document == doc.id
    assert found.reader == reader().name


def test_the_same_words_on_another_page_have_other_ids() -> None:
    text = "Oda Kell said it rained."
    one, other = (reading(document(text, identity=i * 16)).statements[0].id for i in "ab")
    assert one != other


def test_ids_stay_when_something_is_added_behind() -> None:
    text = "Oda Kell said it rained."
    short, longer = reading(document(text)), reading(document(f"{text} Bram Tovey denied it."))
    assert short.statements[0].id == longer.statements[0].id


# ── time ───────────────────────────────────────────────────────────────────────────────────────────────────


def work(text: str) -> int:
    """How many calls it takes to read a text: the same in every run, and on any machine."""
    calls = 0

    def count(*_: object) -> None:
        nonlocal calls
        calls += 1

    doc = document(text, dates=[given("2018-11-08")])
    sys.setprofile(count)
    try:
        read(doc, reader(), world())
    finally:
        sys.setprofile(None)
    return calls


PLAIN = "Oda Kell accused Veyra of breaching the Lantern Treaty on Monday. "
REPEATED = {
    "sentences": PLAIN,
    "paragraphs": f"{PLAIN}\n\n",
    "quotations": "“We will not give up our waters,” Foreign Minister Oda Kell said on Tuesday. ",
    "denials": f"{PLAIN}Dunmoor denied the accusation. She said it rained. The treaty was signed in 1988. ",
    "meetings": "Arlen met Veyra on Monday. ",
    "marks": "\" “ ‘ ' « „ ",
    "stops": ". ",
    "dots": ".....",
    "commas": "a, ",
    "said": "said ",
    "and": " and ",
    "roles": "Minister Kell ",
    "days": "Monday ",
    "names": "Arlen ",
    "treaties": "the Lantern Treaty ",
    "nouns": "the treaty ",
    "nested": "Arlen said that Dunmoor denied that ",
    "sources": "according to Arlen, ",
    "quotes in quotes": "Arlen said “Veyra said ‘Castaly said ",
    "concern": "expressed deep concern ",
    "figures": "the Lantern Treaty range of 300 to 900 km ",
    "we": "Arlen said “we and our country breach the treaty” and ",
}


@pytest.mark.parametrize("name", REPEATED)
def test_reading_takes_time_in_proportion_to_the_text(name: str) -> None:
    piece = REPEATED[name]
    count = 3000 // len(piece)
    work(piece)
    assert work(piece * count * 4) < 7 * work(piece * count) + 20_000


def test_many_strangers_take_time_in_proportion_too() -> None:
    def strangers(number: int) -> str:
        letters = "abdefghiklmnoprstuvz"
        names = [letters[i % 20] + letters[i // 20 % 20] + letters[i * 7 % 20] for i in range(number)]
        return " ".join(f"Minister A{n} B{n[::-1]} said that it rained." for n in names)

    assert work(strangers(160)) < 9 * work(strangers(40))


LONG = ['"', "“", "'a ", "a", "A", ".", ". ", "?! ", "1", ",", "(", " ", "\n", "\u00a0", "U.S.", "a-", "1 ", "“a "]
HUGE = f"""
from texts import document, reading
for piece in {LONG!r}:
    reading(document((piece * 40_000)[:40_000]))
"""


def test_patterns_take_no_time_out_of_proportion() -> None:
    """What the count of calls cannot see: a pattern that goes back over the same characters again and again."""
    path = os.pathsep.join([str(Path(__file__).parent), *sys.path])
    environment = {**os.environ, "PYTHONPATH": path}
    subprocess.run([sys.executable, "-c", HUGE], env=environment, timeout=300, check=True)


def test_a_span_of_nothing_is_never_made_of_an_empty_quotation() -> None:
    doc, found = told('Oda Kell said “” and ‘’ and "".')
    check(doc, found)
    assert all(isinstance(s, Span) and len(s) > 0 for _, s in spans(found))
