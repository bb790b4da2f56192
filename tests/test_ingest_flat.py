"""Flattened pages: the article and what stood around it, told apart line by line."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from onrecord.ingest import extract
from onrecord.ingest.kind import label
from onrecord.ingest.mend import rows
from onrecord.model import CLOCK, DateSource, Document, LineKind, Page, PartKind, Refused

FIRST = "The lake treaty will lapse in spring unless Orvia opens its sluices, Foreign Minister Ada Kell said on Monday."
SECOND = "“We have waited for two winters,” Kell told reporters in Tolm. “There will be no third.”"
THIRD = "Orvia denied that the sluices were shut and called the deadline “theatre”."
LAST = "The two states signed the treaty in 1994."
BODY = (FIRST, SECOND, THIRD, LAST)


def read(text: str, name: str = "page.txt") -> Document:
    return extract(Page("0" * 16, name, "text/plain", text.encode("utf-8")))


def lines(document: Document, kind: LineKind) -> list[str]:
    return [line.text for line in document.lines if line.kind is kind]


def test_a_page_of_furniture_and_an_article() -> None:
    document = read(
        "\n".join(
            (
                "07:31 GMT4 March 2015",
                "Listen Live",
                "    Get short URL",
                "",
                "    Treaty on the Lake Will Lapse in Spring — Kell",
                "    Orvia calls the deadline theatre",
                "",
                f"    {FIRST}",
                "",
                "    READ MORE: Who Shut the Sluices? — Lake Wardens",
                "",
                f"    {SECOND}",
                "",
                f"    {THIRD}",
                "",
                f"    {LAST}",
                "",
                "    Orvian MP Denies Sluices Were Shut in Winter",
                "    Wardens: Water Level Lowest Since the Treaty",
                "    No Third Winter Without Water - Tolm Mayor",
                "    sluices, Lake Treaty, Ada Kell, Orvia",
                "    Community standardsDiscussion",
            )
        )
    )
    assert document.title == "Treaty on the Lake Will Lapse in Spring — Kell"
    assert document.part(PartKind.STANDFIRST) == "Orvia calls the deadline theatre"
    assert document.part(PartKind.BODY) == "\n\n".join(BODY)
    assert lines(document, LineKind.LINK) == ["READ MORE: Who Shut the Sluices? — Lake Wardens"]
    assert lines(document, LineKind.RELATED) == [
        "Orvian MP Denies Sluices Were Shut in Winter",
        "Wardens: Water Level Lowest Since the Treaty",
        "No Third Winter Without Water - Tolm Mayor",
    ]
    assert lines(document, LineKind.TAGS) == ["sluices, Lake Treaty, Ada Kell, Orvia"]
    assert lines(document, LineKind.FURNITURE) == ["Listen Live", "Get short URL", "Community standardsDiscussion"]
    (date,) = document.dates
    assert (date.source, date.text, date.year, date.month, date.day) == (
        DateSource.LINE, "07:31 GMT4 March 2015", 2015, 3, 4,
    )  # fmt: skip
    assert date.span is not None
    assert document.words(date.span) == date.text


def test_a_page_without_a_title_has_none() -> None:
    document = read("\n\n".join(("All news", "World", "Ministry Press Service", *BODY)))
    assert document.title is None
    assert document.text == "\n\n".join(BODY)


def test_a_plain_article_with_single_line_breaks() -> None:
    document = read("\n".join(("Treaty on the lake will lapse in spring", *BODY)))
    assert document.title == "Treaty on the lake will lapse in spring"
    assert document.part(PartKind.BODY) == "\n\n".join(BODY)
    assert document.lines == ()


def test_a_dateline_is_cut_off_and_gives_date_and_agency() -> None:
    document = read("\n\n".join(("Lake treaty to lapse — Kell", f"TOLM, March 4. /NWA/. {FIRST}", *BODY[1:])))
    assert document.part(PartKind.BODY) == "\n\n".join(BODY)
    assert document.line(LineKind.DATELINE) == "TOLM, March 4. /NWA/."
    (date,) = document.dates
    assert (date.source, date.text, date.year, date.month, date.day) == (DateSource.DATELINE, "March 4", None, 3, 4)
    assert date.span is not None
    assert document.words(date.span) == "March 4"
    assert document.outlet is not None
    assert document.outlet.value == "NWA"
    (evidence,) = document.outlet.evidence
    assert evidence.span is not None
    assert document.words(evidence.span) == "NWA"


def test_an_agency_is_spelt_as_the_page_spells_it() -> None:
    end = "Subscribe to the Lakepress evening bulletin"
    document = read("\n\n".join((f"TOLM, March 4. /LAKEPRESS/. {FIRST}", *BODY[1:], end)))
    assert document.outlet is not None
    assert document.outlet.value == "Lakepress"


def test_the_name_at_the_top_of_a_page_is_its_outlet() -> None:
    document = read("\n\n".join(("The Tolm Gazette", "Home › Lake", "Treaty on the lake will lapse in spring", *BODY)))
    assert document.title == "Treaty on the lake will lapse in spring"
    assert document.outlet is not None
    assert document.outlet.value == "The Tolm Gazette"


def test_no_outlet_is_guessed() -> None:
    assert read("\n\n".join(("Foreign Ministry", "Treaty on the lake will lapse in spring", *BODY))).outlet is None


def test_a_standfirst_with_a_full_stop_stands_above_byline_or_dateline() -> None:
    deck = "Orvia says that the sluices of the lake were never shut."
    for below in (["By Jon Varr", "4 March 2015"], []):
        front = "" if below else "TOLM (AP) — "
        document = read("\n\n".join(("Treaty to lapse in spring, says Kell", deck, *below, front + FIRST, *BODY[1:])))
        assert document.part(PartKind.STANDFIRST) == deck
        assert document.part(PartKind.BODY) == "\n\n".join(BODY)


def test_a_title_may_be_a_question_or_end_in_a_quotation() -> None:
    for title in ("Will the lake treaty lapse in spring?", "Orvia calls sluices deadline “theatre”"):
        assert read("\n\n".join((title, *BODY))).title == title


@pytest.mark.parametrize(
    "extra",
    [
        "He agreed.",
        "“There will be no third”",
        "“Who shut them?”",
        "- Orvia opens two sluices by spring",
        "Sluices and seasons",
        "Kell set out three conditions:",
    ],
)
def test_short_paragraphs_items_and_headings_stay_in_the_body(extra: str) -> None:
    assert extra in read("\n\n".join((FIRST, SECOND, extra, THIRD, LAST))).text


def test_an_article_goes_on_behind_an_insertion() -> None:
    insertion = ("Advertisement", "Related articles", "Wardens count empty boats on lake", "Orvia elects a new speaker")
    document = read("\n".join((FIRST, *insertion, SECOND, THIRD, LAST)))
    assert document.text == "\n\n".join(BODY)


def test_comments_below_the_article_are_not_the_article() -> None:
    comment = "I have lived at the lake for forty years and have never seen it as low as it is this winter."
    document = read("\n".join((FIRST, SECOND, THIRD, FIRST, LAST, "Comments", "boatman7", comment, "greta", comment)))
    assert comment not in document.text


def test_the_name_of_the_site_is_no_title() -> None:
    headline = "Water of the lake: Tolm shuts the sluices until the spring"
    page = (
        "Evening Lake Press Weekly",
        headline,
        "Jon Varr in Tolm",
        "Published 2015-03-04",
        FIRST,
        SECOND,
        THIRD,
        LAST,
    )
    document = read("\n".join((*page, "© 2015 Evening Lake Press Weekly. All rights reserved.")))
    assert document.title == headline


def test_the_foot_names_the_outlet_where_the_head_does_not() -> None:
    menu = ("Skip to content", "Home", "World", "Sport", "Subscribe", "Log in", "THE TOLM CHRONICLE")
    story = (*menu, FIRST, SECOND, THIRD, FIRST, LAST, "Sign up for our newsletter")
    found = read("\n".join((*story, "(c) 2015 The Tolm Chronicle"))).outlet
    assert found is not None and found.value == "The Tolm Chronicle"
    assert found.evidence[0].says == "the page reserves its rights for The Tolm Chronicle"
    # A firm is no outlet, and of two names none is chosen.
    for foot in (("© 2015 Lakeside Holdings",), ("© 2015 The Tolm Chronicle", "© 2015 Orvia Gazette")):
        assert read("\n".join((*story, *foot))).outlet is None


def test_what_readers_write_is_no_headline_of_another_story() -> None:
    """However short and unended it is; a heading over other stories behind it opens these."""
    said = "The government said the same last year and nobody did anything!"
    other = "Ministry says the sluices stay shut until the spring"
    below = ("3 Comments", "boatman7", said, "2 hours ago", "Related stories", other)
    document = read("\n".join((FIRST, SECOND, THIRD, FIRST, LAST, *below)))
    kinds = {line.text: line.kind for line in document.lines}
    assert kinds[said] is LineKind.FURNITURE
    assert kinds[other] is LineKind.RELATED


def test_an_interview_is_a_body_with_its_questions() -> None:
    talk = (
        "Ida Kell has led the talks over the lake since 2013. The Courier met her in Tolm.",
        "Q: Will Varland leave the treaty?",
        "A: We will not be the first to leave. We have said so in every round.",
        "Q: And the sluices?",
        "A: They should be opened. The wardens have said the same.",
    )
    title = "Interview: “We will not be the first to leave,” says Varland's foreign minister"
    document = read("\n\n".join((title, "5 March 2015", *talk)))
    assert document.title == title
    assert document.part(PartKind.BODY) == "\n\n".join(talk)


def test_menus_above_and_stories_below_stay_out() -> None:
    menu = ("Skip to main content", "International edition", "The Courier - Back to home", "World", "Europe", "Orvia")
    title = "Orvia accuses Varland of 'water blackmail' over lake treaty"
    deck = "Prime minister says sluices will stay shut until neighbour drops deadline"
    head = ("This article is more than 3 years old", "Jon Varr in Tolm", "Thu 5 Mar 2015 14.05 GMT", "Share on Twitter")
    short = ("Why is the lake so low?", "The wardens say two dry winters are to blame.")
    insertion = ("Sign up for Lake Today, our daily newsletter", "Read more")
    last = "“The water does not know whose fault it is,” said the chief warden, Greta Lund."
    below = ("Topics", "Orvia", "Most viewed", "Live: Cabinet split over water plan", "The boatman who would not leave")
    document = read("\n".join((*menu, title, deck, *head, *BODY, *short, *insertion, last, *below)))
    assert document.title == title
    assert document.part(PartKind.STANDFIRST) == deck
    assert document.part(PartKind.BODY) == "\n\n".join((*BODY, *short, last))
    assert lines(document, LineKind.RELATED) == [*below[3:]]


def test_who_wrote_an_article_is_apart_from_it() -> None:
    about = "Jon Varr is a correspondent for the Courier in Tolm."
    credit = "Reporting by Jon Varr; editing by Ina Sorl"
    document = read("\n\n".join((*BODY, about, credit)))
    assert document.text == "\n\n".join(BODY)
    assert lines(document, LineKind.CREDIT) == [about, credit]


def test_hard_wrapped_lines_become_paragraphs_again() -> None:
    wrapped = (
        "The lake treaty will lapse in spring unless Orvia opens its sluices,\n"
        "Foreign Minister Ada Kell said on Monday. “We have waited for two\n"
        "winters,” Kell told reporters in Tolm, where the talks had failed. The\n"
        "deadline is the third.\n"
        "\n"
        "Orvia denied that the sluices were shut, and called the deadline a piece\n"
        "of theatre. The two states signed the treaty in 1994, after a war over\n"
        "the water that nobody had won.\n"
    )
    first, second = read(wrapped).text.split("\n\n")
    assert first.startswith("The lake treaty will lapse in spring unless Orvia opens its sluices, Foreign")
    assert first.endswith("The deadline is the third.")
    assert second.endswith("over the water that nobody had won.")


def test_a_sentence_cut_at_a_link_is_whole_again() -> None:
    cut = "The ministry had told the\nTolm Courier\n, which first wrote of it, that the sluices would stay shut."
    text = read("\n".join((FIRST, cut, THIRD, LAST))).text
    assert "told the Tolm Courier, which first wrote of it, that the sluices" in text


def test_dates_in_a_name_and_in_lines() -> None:
    head = "Published: 4 March 2015, 14:05 | Updated: 5 March 2015"
    tail = ("Wardens Count Empty Boats on the Lake", "9 May 2019")
    document = read("\n\n".join(("Lake treaty to lapse in spring", head, *BODY, *tail)), "courier/2015-03-04-lake.txt")
    assert [(d.source, d.text) for d in document.dates] == [
        (DateSource.LINE, "Published: 4 March 2015, 14:05"),
        (DateSource.LINE, "Updated: 5 March 2015"),
        (DateSource.URL, "2015-03-04"),
    ]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("ShareTweet 12", LineKind.FURNITURE),
        ("5 min read", LineKind.FURNITURE),
        ("* * *", LineKind.FURNITURE),
        ("Menu | Search | Subscribe", LineKind.FURNITURE),
        ("We use cookies to remember your settings.", LineKind.FURNITURE),
        ("© 2015 The Tolm Courier", LineKind.FURNITURE),
        ("ALSO READ: Wardens count empty boats", LineKind.LINK),
        ("See also: Wardens count empty boats", LineKind.LINK),
        ("By Ada Kell and Jon Varr, diplomatic correspondents", LineKind.BYLINE),
        ("BY JON VARR", LineKind.BYLINE),
        ("Reporting by Jon Varr; editing by Ina Sorl", LineKind.CREDIT),
        ("(Additional reporting by Jon Varr in Tolm.)", LineKind.CREDIT),
        ("The Associated Press contributed to this report.", LineKind.CREDIT),
        ("FILE PHOTO: Boats on the lake, March 4, 2015.", LineKind.CAPTION),
        ("Boats on the lake in March / Getty Images", LineKind.CAPTION),
        ("© Reuters / Jon Varr", LineKind.CAPTION),
        ("Boats on the lake [File: Reuters]", LineKind.CAPTION),
        ("Tags: sluices, Orvia", LineKind.TAGS),
        ("sluices, Lake Treaty, Ada Kell", LineKind.TAGS),
        ("Correction: an earlier version gave another year.", LineKind.CORRECTION),
        ("This article was amended on 5 March 2015.", LineKind.CORRECTION),
        ("4 March 2015", LineKind.DATE),
        ("Wednesday, March 4, 2015 - 40 pence where sold", LineKind.DATE),
        ("Lake Press | World | 4 March 2015", LineKind.DATE),
        ("Last updated at 14:05 GMT on 4 March 2015", LineKind.DATE),
    ],
)
def test_what_a_line_is_by_its_words(line: str, kind: LineKind) -> None:
    found = label(line)
    assert found is not None
    assert found.kind is kind


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell on Monday.",
        "By signing up to the accord, Orvia gave up its claim.",
        "The treaty was signed on 4 March 1994.",
        "Under the terms of the treaty, both sides open their sluices.",
        "Kell, Varr and Sorl met in Tolm.",
        "On March 4, Orvia, Varland and Brenn left the talks.",
        "Source of the river or not, the lake is ours",
        "By Monday, talks had collapsed.",
        "The talks resume on Tuesday. (AP)",
        "Correction officers left the border post.",
        "Orvia published a satellite image of the sluices (taken in March).",
        "Sources – two diplomats and a warden – said the talks had failed.",
        "10 days ago Orvia closed the sluices.",
        "Orvia rejected the terms and conditions of the loan.",
        "Fishing on the lake is strictly prohibited.",
        "You may also cross at Tolm.",
        "“Video: I have seen it,” Kell said.",
        "Published in March, the report names both sides.",
        "March 4 talks fail",
        "Support the wardens, Kell told the crowd.",
    ],
)
def test_sentences_are_not_labelled(line: str) -> None:
    assert label(line) is None


@pytest.mark.parametrize("text", ["Home\nNews\nContact", "Orvia", "one two three\nfour five", "?!\n...\n---"])
def test_a_page_without_an_article_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="no article found"):
        read(text)


_ODD = "\u00a0\u200f\u202b\u2066🕊️\u0301\u0308é\u2028\x1c\x0b"
_PIECES = st.one_of(
    st.sampled_from(
        (
            *BODY,
            "Listen Live",
            "Advertisement",
            "4 March 2015",
            "18:19 GMT",
            "Published: 4 March 2015, 14:05 | Updated: 5 March 2015",
            "11/05/2021 31 February 2021",
            "TOLM, March 4. /NWA/. The talks have failed again, as all had feared.",
            "TOLM (AP) — ",
            "READ MORE: Who Shut the Sluices?",
            "Wardens: Water Level Lowest Since the Treaty",
            "sluices, Orvia, Ada Kell",
            "Comments",
            "Related articles",
            "and then the lake rose",
            ", said Kell",
            "- an item",
            "By Jon Varr",
        )
    ),
    st.text(st.sampled_from(f"abc XYZ.,:;!?“”'-—()/|0123456789{_ODD}"), max_size=90),
    st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff"), max_size=40),
)
_PAGES = st.lists(st.tuples(_PIECES, st.sampled_from(("\n", "\n\n", "\r\n", "\r\n\r\n    ", "\r"))), max_size=25).map(
    lambda pairs: "".join(piece + end for piece, end in pairs)
)


def ink(text: str) -> Counter[str]:
    """The characters of a text that are not white space."""
    return Counter("".join(text.split()))


@settings(deadline=None, max_examples=300)
@given(_PAGES)
def test_nothing_of_a_page_is_lost_or_doubled(text: str) -> None:
    try:
        document = read(text)
    except Refused:
        assume(False)
    kept = document.text + "".join(line.text for line in document.lines)
    assert ink(kept) == ink(text)


@settings(deadline=None, max_examples=300)
@given(_PAGES)
def test_parts_and_spans_stand_where_they_say(text: str) -> None:
    try:
        document = read(text)
    except Refused:
        assume(False)
    end = 0
    for part in document.parts:
        words = document.words(part.span)
        assert words == words.strip() != ""
        assert document.text[end : part.span.start].strip() == ""
        end = part.span.end
    assert end == len(document.text)
    assert all(line.text == line.text.strip() != "" for line in document.lines)
    for date in document.dates:
        assert date.span is None or document.words(date.span) == date.text
    for evidence in document.outlet.evidence if document.outlet else ():
        assert evidence.span is None or document.words(evidence.span)


@given(_PAGES)
def test_rows_hold_every_character_in_order(text: str) -> None:
    assert "".join("".join(row.text.split()) for row in rows(text)) == "".join(text.split())


TITLE = "Treaty on the Lake Will Lapse in Spring"


@pytest.mark.parametrize(
    ("above", "below", "clock"),
    [
        (("18:19 GMT 11 May 2021",), (), True),
        (("18:19 GMT", "11 May 2021"), (), True),
        (("Tuesday, 11 May 2021", "18:19"), (), True),
        (("11 May 2021",), (), False),
        (("Published: 11 May 2021, 18:19 GMT",), (), False),
        ((), ("11 May 2021", "18:19 GMT"), False),
        ((), ("18:19 GMT 11 May 2021",), False),
    ],
)
def test_the_date_of_a_pages_own_clock_is_known_by_the_time_of_day_beside_it(
    above: tuple[str, ...], below: tuple[str, ...], clock: bool
) -> None:
    document = read("\n\n".join((*above, TITLE, *below, *BODY)))
    assert document.title == TITLE
    found = [date for date in document.dates if date.source is DateSource.LINE]
    assert [(d.year, d.month, d.day) for d in found] == [(2021, 5, 11)]
    assert [date.place for date in found] == [CLOCK if clock else None]


DEK = "How a quarrel over the weather became a quarrel over everything else on both shores"
MENU = ("Home", "World", "Politics", "Sport", "Sign in")


@pytest.mark.parametrize(
    "head",
    [
        ("Nothing left to drink", "4 March 2015"),
        ("Nothing left to drink", "Published 4 March 2015 | Updated 5 March 2015"),
        ("Nothing left to drink", "By Jon Varr", "4 March 2015, 10:00"),
        ("Nothing left to drink",),
    ],
)
@pytest.mark.parametrize("menu", [(), MENU])
def test_a_title_without_a_word_of_the_body_is_known_by_its_place(menu: tuple[str, ...], head: tuple[str, ...]) -> None:
    document = read("\n\n".join((*menu, *head, *BODY)))
    assert document.title == "Nothing left to drink"
    assert document.part(PartKind.BODY) == "\n\n".join(BODY)


@pytest.mark.parametrize("head", [(DEK, "4 March 2015"), ("4 March 2015", DEK), ("By Jon Varr", "4 March 2015", DEK)])
def test_so_is_the_standfirst_below_it(head: tuple[str, ...]) -> None:
    document = read("\n\n".join((*MENU, "Nothing left to drink", *head, *BODY)))
    assert document.title == "Nothing left to drink"
    assert document.part(PartKind.STANDFIRST) == DEK


@pytest.mark.parametrize(
    "head",
    [
        ("Tolm Courier", "4 March 2015"),
        ("Wind farm approved by mayor", "Bakers call off their strike", "New bridge for the south", "4 March 2015"),
    ],
)
def test_the_name_of_a_site_and_a_list_of_headlines_are_no_title(head: tuple[str, ...]) -> None:
    assert read("\n\n".join((*MENU, *head, *BODY))).title is None
