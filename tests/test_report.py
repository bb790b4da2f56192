"""The report: one page, whole and safe, every statement open on exactly its words."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from datetime import date
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html

from onrecord.export import report
from onrecord.export.dates import phrase, short
from onrecord.export.scale import Scale
from onrecord.export.segment import Mark, Role, blocks, cut, markup
from onrecord.export.wording import clip, graded, listed, proposition
from onrecord.model import (
    Act,
    Actor,
    ActorKind,
    Check,
    Claim,
    DateCandidate,
    DateSource,
    Deadline,
    Document,
    DocumentChecks,
    Event,
    Evidence,
    Granularity,
    Interval,
    Issue,
    Judgement,
    Kind,
    Line,
    LineKind,
    Moment,
    MomentKind,
    Office,
    Part,
    PartKind,
    Position,
    Reading,
    Record,
    Rejected,
    Span,
    Stance,
    Statement,
    Verdict,
)

HOSTILE = "</script><script>alert(1)</script><!-- ' \" & <img src=x onerror=alert(2)> \u202eevil"
TITLE = "Ostmark breaks the Lake Accord — Tarn"
BODY = (
    "“Ostmark has moved\xa0guns to the shore,” Ilva Tarn said on Friday,\r\nnaming no source. "
    "“It must leave in\n30 days.”\n\n"
    "The ministry’s press service said: “The minister stressed that the Accord stands, and that it binds "
    "all.” Ostmark denied the charge.\n\n"
    f"The Accord of 1991 allows 12 patrol boats. {HOSTILE} \U0001f6a4 e\u0301tat שלום."
)
TEXT = f"{TITLE}\n\n{BODY}"
RELATED = "Ostmark Will Not Leave the Shore: Envoy"


def find(words: str, text: str = TEXT, line: int | None = None) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), line)


def judged(value, confidence=0.9, where=None):
    return Judgement(value, confidence, (Evidence("rule", f"why {HOSTILE}", where, "Almanac of the Lake, p. 3"),))


def statement(name: str, who: str | None, cue: str | None, *content: str, **more) -> Statement:
    fields = {
        "id": name,
        "source": find(who) if who else None,
        "cue": (find(cue),) if cue else (),
        "content": tuple(find(words) for words in content),
        "kind": Kind.DIRECT,
        "speaker": judged("Ilva Tarn", 0.9, find("Ilva Tarn")),
        "act": judged(Act.ACCUSE),
        "target": judged("Ostmark", 0.7),
        "time": judged(Interval.day(date(2031, 5, 2)), 0.8, find("Friday")),
        "confidence": 0.9,
        "rule": "quote, then cue",
    }
    return Statement(**{**fields, **more})


DOCUMENT = Document(
    id="d0c1",
    name="lake.txt",
    text=TEXT,
    parts=(Part(PartKind.TITLE, find(TITLE)), Part(PartKind.BODY, Span(len(TITLE) + 2, len(TEXT)))),
    lines=(
        Line(LineKind.DATE, "12:00 1 Jan 2040"),
        Line(LineKind.RELATED, RELATED),
        Line(LineKind.FURNITURE, HOSTILE),
    ),
    outlet=judged(f"Shore Herald {HOSTILE}"),
    dates=(DateCandidate(DateSource.LINE, "12:00 1 Jan 2040", 2040, 1, 1, Span(0, 16, 0)),),
)
STATEMENTS = (
    statement(
        "one",
        "Ilva Tarn",
        "said on",
        "“Ostmark has moved\xa0guns to the shore,”",
        "“It must leave in\n30 days.”",
    ),
    statement(
        "service",
        "press service",
        "said:",
        "“The minister stressed that the Accord stands, and that it binds all.”",
        act=judged(Act.SAY),
        target=None,
        speaker=judged("Ministry of the Lake"),
    ),
    statement(
        "inside",
        "The minister",
        "stressed",
        "that the Accord stands, and that it binds all",
        parent="service",
        act=judged(Act.SUPPORT, 0.5),
        kind=Kind.INDIRECT,
        channel=find("press service"),
    ),
    statement("overlap", None, None, "the Accord stands, and that it binds all.” Ostmark denied", speaker=None),
    statement(
        "denial",
        "Ostmark denied"[:7],
        "denied",
        "the charge",
        speaker=judged("Ostmark", 0.55),
        act=judged(Act.DENY),
        answers="one",
        target=None,
        time=judged(Interval(date(2031, 5, 1), date(2031, 5, 31), Granularity.MONTH)),
    ),
    statement("title", None, None, "Ostmark breaks the Lake Accord", act=judged(Act.UNCLASSIFIED)),
    statement(
        "head line/2 <b>",
        None,
        None,
        source=find("Envoy", RELATED, 1),
        content=(find("Ostmark Will Not Leave the Shore", RELATED, 1),),
        speaker=judged(HOSTILE),
        time=judged(Interval(None, date(2031, 5, 2), Granularity.OPEN)),
    ),
)
EVENT = Event(
    "signed", find("The Accord of 1991"), Act.AGREE, "the Lake Accord is signed", ("Tarnland", "Ostmark"),
    judged(Interval(date(1991, 1, 1), date(1991, 12, 31), Granularity.YEAR)), "Lake Accord",
)  # fmt: skip
DEADLINE = Deadline(
    "due",
    find("in\n30 days"),
    "one",
    30,
    "Ostmark",
    find("must leave"),
    judged(Interval.day(date(2031, 6, 1))),
)
CLAIM = Claim(find("12 patrol boats"), "Lake Accord", "patrol boats", "12")
BREACH = Issue("breaches", ("Ostmark", "Lake Accord"))


def position(by: str, stance: Stance, *ids: str, confidence: float = 0.9) -> Position:
    time = Interval.day(date(2031, 5, 2))
    return Position(by, BREACH, stance, ids, time, confidence, (Evidence("signal", f"it says so {HOSTILE}"),))


RECORD = Record(
    documents=(DOCUMENT,),
    readings=(
        Reading(
            document="d0c1",
            reader="rules-1",
            published=judged(Interval.day(date(2031, 5, 2)), 0.9, find("Friday")),
            rejected=(Rejected(DOCUMENT.dates[0], f"the clock of the saved page {HOSTILE}"),),
            statements=STATEMENTS,
            events=(EVENT,),
            deadlines=(DEADLINE,),
            claims=(CLAIM,),
        ),
    ),
    actors=(
        Actor("Tarnland", ActorKind.STATE),
        Actor(
            "Ilva Tarn",
            ActorKind.PERSON,
            "Tarnland",
            (Office("minister", "Tarnland", Interval()),),
            ("Tarn",),
        ),
        Actor("Ostmark", ActorKind.STATE, forms=("Ostmark", HOSTILE)),
    ),
    positions=(
        position("Tarnland", Stance.AFFIRM, "one", "title"),
        position("Ostmark", Stance.DENY, "denial", confidence=0.5),
        position("Ostmark", Stance.AFFIRM, "head line/2 <b>"),
    ),
    timeline=(
        Moment(EVENT.time.value, MomentKind.EVENT, EVENT.label, ("signed",)),
        Moment(Interval(date(2031, 5, 1), date(2031, 5, 31)), MomentKind.STATEMENT, HOSTILE, ("denial",)),
        Moment(Interval.day(date(2031, 5, 2)), MomentKind.STATEMENT, "Tarn: guns on the shore", ("one",)),
        Moment(Interval.day(date(2031, 6, 1)), MomentKind.DEADLINE, "Ostmark must leave", ("due",)),
        Moment(Interval(), MomentKind.STATEMENT, "no date", ("title",)),
    ),
    checks=(
        DocumentChecks(
            "d0c1",
            (
                Check(CLAIM, Verdict.DIFFERS, "10", "Lake Accord, Article 4"),
                Check(
                    Claim(find("of 1991"), "Lake Accord", "signed", "1991"),
                    Verdict.AGREES,
                    "1991-03-04",
                    "Almanac",
                ),
                Check(CLAIM, Verdict.NOT_COVERED, None, None),
            ),
        ),
    ),
)
PAGE = report(RECORD, f"The lake {HOSTILE}")
TREE = html.document_fromstring(PAGE)


def by_id(name: str) -> html.HtmlElement:
    (found,) = TREE.xpath("//*[@id=$name]", name=name)
    return found


def entry(said: Statement) -> html.HtmlElement:
    """Its entry in the list, found through the id that the entry shows."""
    (found,) = [a for a in TREE.xpath("//article[@class='statement']") if a.xpath(".//code")[-1].text == said.id]
    return found


def marked(said: Statement, attribute: str) -> str:
    """The words of the segments that carry a statement's number in one role."""
    number = entry(said).xpath("string(p[@class='no'])")
    return "".join(e.text or "" for e in TREE.xpath(f"//*[@{attribute}]") if number in e.get(attribute).split())


def texts(of: html.HtmlElement) -> str:
    return "".join(part.text_content() for part in of.xpath(".//*[contains(@class, 'words')]"))


# The words


@pytest.mark.parametrize("said", STATEMENTS, ids=lambda said: said.id)
def test_exactly_the_words_of_a_statement_are_marked(said: Statement) -> None:
    assert marked(said, "data-c") == "".join(DOCUMENT.words(span) for span in said.content)
    assert marked(said, "data-q") == "".join(DOCUMENT.words(span) for span in said.cue)
    assert marked(said, "data-s") == (DOCUMENT.words(said.source) if said.source else "")


def test_the_text_on_the_page_is_the_text_of_the_document() -> None:
    (text,) = TREE.xpath("//*[@class='text']")
    assert texts(text) == DOCUMENT.text


def test_every_line_kept_apart_is_there() -> None:
    shown = [e.text_content() for e in TREE.xpath("//*[@class='read' or @class='apart']//*[@class='words']")]
    assert sorted(shown) == sorted(line.text for line in DOCUMENT.lines)


@pytest.mark.parametrize("said", STATEMENTS, ids=lambda said: said.id)
def test_a_statement_leads_to_its_words_and_back(said: Statement) -> None:
    (jump,) = entry(said).xpath(".//a[@class='jump']/@href")
    anchor = by_id(jump[1:])
    first = anchor.xpath("following::span[@data-c][1]")[0]
    assert entry(said).xpath("string(p[@class='no'])") in first.get("data-c").split()
    notes = anchor.xpath("ancestor::div[contains(@class, 'para')]//a[contains(@class, 'note')]/@href")
    assert f"#{entry(said).get('id')}" in notes


def test_the_quotation_in_the_list_has_the_words_of_the_page() -> None:
    quoted = entry(STATEMENTS[2]).xpath("string(blockquote)")
    assert quoted == "The minister stressed that the Accord stands, and that it binds all"


@st.composite
def marks_over(draw: st.DrawFn) -> tuple[str, list[Mark], list[tuple[int, str]]]:
    alphabet = st.one_of(
        st.characters(codec="utf-8", exclude_characters="\x00"),
        st.sampled_from("<>&\"' \xa0\r\n\t\u202e\u0301\U0001f6a4;#"),
    )
    text = draw(st.text(alphabet, max_size=80))
    offset = st.integers(0, len(text) + 2)
    marks = [
        Mark(min(a, b), max(a, b), role, str(n))
        for n, (a, b, role) in enumerate(draw(st.lists(st.tuples(offset, offset, st.sampled_from(Role)), max_size=8)))
    ]
    return text, marks, [(draw(offset), f"x{n}") for n in range(draw(st.integers(0, 3)))]


class Reader(HTMLParser):
    """What a browser would make of the markup: its text, and the text under each key."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.under: dict[str, str] = {}
        self.keys: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.keys = [k for name, value in attrs if name in set(Role) for k in (value or "").split()]

    def handle_endtag(self, tag: str) -> None:
        self.keys = []

    def handle_data(self, data: str) -> None:
        self.text += data
        for key in self.keys:
            self.under[key] = self.under.get(key, "") + data


@given(marks_over())
def test_segments_are_the_text_and_marks_are_their_words(
    drawn: tuple[str, list[Mark], list[tuple[int, str]]],
) -> None:
    text, marks, anchors = drawn
    segments = cut(text, marks, anchors)
    assert "".join(segment.text for segment in segments) == text
    reader = Reader()
    reader.feed(str(markup(segments)))
    reader.close()
    assert reader.text == text
    assert reader.under == {m.key: text[m.start : m.end] for m in marks if text[m.start : m.end]}
    if text:
        assert sorted(name for segment in segments for name in segment.anchors) == sorted(n for _, n in anchors)


@given(st.text(st.sampled_from("ab .\r\n\xa0\t"), max_size=60), st.integers(0, 60))
def test_paragraphs_cover_the_text(text: str, at: int) -> None:
    at = min(at, len(text))
    parts = (Part(PartKind.TITLE, Span(0, at)), Part(PartKind.BODY, Span(at, len(text))))
    found = blocks(Document("d", "d.txt", text, parts))
    assert "".join(text[block.start : block.end] for block in found) == text
    for block in found:
        assert block.start <= block.open <= block.close <= block.end
        assert text[block.open : block.close] == text[block.start : block.end].strip()


# One page, whole and safe


def test_it_asks_for_nothing_from_outside() -> None:
    assert not TREE.xpath("//@src | //link | //img | //iframe | //object | //base | //form/@action")
    assert all(href.startswith("#") for href in TREE.xpath("//@href"))
    for text in TREE.xpath("//style/text() | //script/text()"):
        assert not re.search(r"https?:|url\(|@import|fetch|XMLHttp|import\(", text)


def test_links_lead_somewhere_and_ids_are_given_once() -> None:
    ids = TREE.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in TREE.xpath("//@href")} <= set(ids)
    labels = " ".join(TREE.xpath("//@aria-labelledby")).split()
    assert set(labels) <= set(ids)


def test_the_policy_names_the_one_style_and_the_one_script() -> None:
    (policy,) = TREE.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none';")
    for kind in ("style", "script"):
        (found,) = re.findall(rf"<{kind}>(.*?)</{kind}>", PAGE, re.DOTALL)
        digest = b64encode(sha256(found.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy
    assert not TREE.xpath("//@style")


def test_hostile_words_stay_words() -> None:
    assert len(TREE.xpath("//script")) == len(TREE.xpath("//style")) == 1
    assert not [name for e in TREE.iter() for name in e.attrib if name.startswith("on")]
    assert not TREE.xpath("//comment()")
    assert "alert(" not in TREE.xpath("string(//script)")
    assert HOSTILE in TREE.xpath("string(//h1)")
    assert HOSTILE in TREE.xpath("string(//*[@class='apart'])")


def test_what_cannot_be_written_is_replaced() -> None:
    document = Document("d", "d.txt", "a\x00b", (Part(PartKind.BODY, Span(0, 3)),), outlet=judged("\ud800"))
    assert "a\N{REPLACEMENT CHARACTER}b" in report(Record(documents=(document,)))


def test_the_same_record_gives_the_same_page() -> None:
    assert report(RECORD, f"The lake {HOSTILE}") == PAGE


def test_an_empty_record_is_a_page() -> None:
    page = html.document_fromstring(report(Record()))
    assert "no document" in page.xpath("string(//header)")
    assert not page.xpath("//main//section")


def test_a_document_without_reading_text_or_parts_is_shown() -> None:
    page = report(Record(documents=(Document("e", "empty.txt", "", ()), Document("p", "plain.txt", "Words.", ()))))
    assert "empty.txt" in page
    assert "Words." in page


# What it says


def test_the_head_says_what_the_record_covers() -> None:
    head = TREE.xpath("string(//p[@class='lede'])")
    assert head.replace("\xa0", " ") == (
        "1 document from 1 outlet, published on 2 May 2031, with 7 statements by 3 speakers "
        "(1 of them in related headlines)."
    )


def test_the_head_counts_what_the_page_lists() -> None:
    told = replace(RECORD.readings[0], deadlines=RECORD.readings[0].deadlines * 2)
    page = html.fromstring(report(replace(RECORD, readings=(told, *RECORD.readings[1:]))))
    figures = {dt.text_content(): dt.getnext().text_content() for dt in page.xpath("//dl[@class='figures']//dt")}
    assert (
        figures["Deadlines"] == "1" == str(len(page.xpath("//section[@id='timeline']//li[@class='line is-deadline']")))
    )


def test_the_matrix_shows_both_sides_with_sign_and_count() -> None:
    (row,) = TREE.xpath("//table[@class='matrix']/tbody/tr[not(@class)]")
    assert row.xpath("string(th)").startswith("Ostmark breaches the Lake Accord")
    tiles = [(a.get("class"), re.match(r"[+−]\d+\??", a.text_content()).group()) for a in row.xpath("td/a")]
    assert tiles == [("tile affirm", "+1"), ("tile deny unsure", "−1?"), ("tile affirm", "+2")]
    assert [len(cell) for cell in row.xpath("td")] == [2, 1]
    for link in row.xpath(".//a/@href"):
        assert by_id(link[1:]).xpath(".//q/a/@href")


def test_an_interval_is_never_a_point() -> None:
    stops = TREE.xpath("//*[@class='stop']")
    shown = {s.xpath("p")[0].get("title"): s for s in stops}
    assert shown["2031-05-01/2031-05-31"].xpath("svg//rect")
    assert shown["2031-05-02"].xpath("svg/circle")
    assert shown["2031-06-01"].xpath("svg/line[@class='run']")
    assert not shown["../.."].xpath("svg")
    assert "30\xa0days, counted from 2\xa0May 2031, when Ilva Tarn set it" in shown["2031-06-01"].text_content()


def test_a_difference_stands_beside_its_reference() -> None:
    (differs,) = TREE.xpath("//article[@class='differs']")
    words = differs.text_content()
    assert "12 patrol boats" in words
    assert "Lake Accord, Article 4" in words
    assert len(TREE.xpath("//section[@id='checks']//details")) == 2


def test_a_rejected_date_says_why() -> None:
    (row,) = TREE.xpath("//table[@class='candidates']//tbody/tr")
    assert "12:00 1 Jan 2040" in row.text_content()
    assert "the clock of the saved page" in row.text_content()


def test_statements_say_how_they_hang_together_and_what_is_weak() -> None:
    inside, denial = entry(STATEMENTS[2]).text_content(), entry(STATEMENTS[4]).text_content()
    assert "stands inside" in inside
    assert "act more likely than not (0.50)" in inside
    assert "answers" in denial
    assert "speaker more likely than not (0.55)" in denial
    assert "May 2031" in denial
    assert "is answered by" in entry(STATEMENTS[0]).text_content()


def test_tables_and_fields_have_names() -> None:
    assert all(table.xpath("caption") for table in TREE.xpath("//table"))
    assert all(th.get("scope") for th in TREE.xpath("//th"))
    assert all(field.xpath("ancestor::label") for field in TREE.xpath("//select | //input"))
    assert TREE.xpath("//main") and TREE.xpath("//nav/@aria-label") and TREE.xpath("/html/@lang") == ["en"]


@pytest.mark.parametrize(
    ("first", "last", "column", "sentence"),
    [
        ("2031-05-02", "2031-05-02", "2 May 2031", "on 2 May 2031"),
        ("2031-05-01", "2031-05-31", "May 2031", "some day in May 2031"),
        ("2031-01-01", "2031-12-31", "2031", "some day in 2031"),
        ("2030-01-01", "2031-12-31", "2030 to 2031", "some day from 2030 to 2031"),
        ("2031-06-01", "2031-08-31", "June to August 2031", "some day from June to August 2031"),
        (
            "2030-12-01",
            "2031-01-31",
            "December 2030 to January 2031",
            "some day from December 2030 to January 2031",
        ),
        ("2031-05-02", "2031-05-04", "2 to 4 May 2031", "some day from 2 to 4 May 2031"),
        ("2031-05-02", "2031-06-04", "2 May to 4 June 2031", "some day from 2 May to 4 June 2031"),
        ("2030-12-30", "2031-01-02", "30 December 2030 to 2 January 2031", None),
        (None, "2031-05-02", "by 2 May 2031", "not after 2 May 2031"),
        ("2031-05-02", None, "from 2 May 2031 on", "not before 2 May 2031"),
        (None, None, "date not known", "at a time not known"),
    ],
)
def test_times_in_words(first: str | None, last: str | None, column: str, sentence: str | None) -> None:
    time = Interval(first and date.fromisoformat(first), last and date.fromisoformat(last))
    assert short(time).replace("\xa0", " ") == column
    assert sentence is None or phrase(time).replace("\xa0", " ") == sentence


@given(st.dates(), st.dates())
@example(date.min, date.max)
@example(date.max, date.max)
def test_a_scale_holds_what_it_was_made_for(one: date, other: date) -> None:
    first, last = sorted((one, other))
    scale = Scale(first, last)
    bar = scale.bar(Interval(first, last))
    assert 0 <= float(bar.x[:-1]) <= float(bar.end[:-1]) <= 100
    ticks = list(scale.ticks())
    assert 1 <= len(ticks) <= 14


@pytest.mark.parametrize(
    ("issue", "words"),
    [
        (Issue("breaches", ("Ostmark", "Lake Accord")), "Ostmark breaches the Lake Accord"),
        (Issue("preserve", ("Lake Accord",)), "Preserve the Lake Accord"),
        (Issue("sides_with", ("Isles", "Ostmark", "Tarnland")), "The Isles sides with Ostmark and Tarnland"),
        (Issue("endangers", ("Ostmark", "Lower Tarn Sea")), "Ostmark endangers the Lower Tarn Sea"),
        (Issue("stands", ()), "Stands"),
    ],
)  # fmt: skip
def test_an_issue_reads_as_a_sentence(issue: Issue, words: str) -> None:
    assert proposition(issue) == words


def test_confidence_in_words_and_number() -> None:
    assert graded(1) == "almost certain (1.00)"
    assert graded(0.999) == "almost certain (0.99)"
    assert graded(0.86) == "very likely (0.86)"
    assert graded(0.2) == "doubtful (0.20)"


def test_words_in_a_row() -> None:
    assert [listed([]), listed(["A"]), listed(["A", "B", "C"])] == ["", "A", "A, B and C"]
    assert clip("one  two\nthree", 20) == "one two three"
    assert clip("one two three", 9) == "one two\N{NO-BREAK SPACE}…"


def test_words_that_turn_the_writing_round_turn_nothing_else_round() -> None:
    for text in TREE.xpath("//body//text()[contains(., '\u202e')]"):
        holder = text.getparent()
        alone = "ancestor-or-self::*[self::bdi or self::option or self::code or @dir='auto']"
        assert holder.xpath(alone), html.tostring(holder)
