"""Pages that a ministry or an organisation puts out itself, and pages of newsrooms that only write of them."""

from __future__ import annotations

import pytest

from onrecord.ingest import extract
from onrecord.model import Act, Attribution, Kind, Page, Reading, Span
from onrecord.reading import RuleReader, read
from onrecord.reading.actors.issuer import of_others
from onrecord.reference import Reference
from texts import WORLD, reader, world

RELEASE = """REPUBLIC OF ARLEN
MINISTRY OF FOREIGN AFFAIRS
The Minister | Press releases | Visas

Press release No. 12
3 March 2014

Statement on the so-called incident on the lake

1. The boats acted within the treaty. The allegation that they fired is rejected in its entirety.

2. Why were they there? Foreign Minister Oskar Brehm stated: "We were fishing for our supper on our own lake."

3. Arlen demands that Veyra withdraw its launches.
"""


def _read(text: str) -> Reading:
    content = text.encode()
    return read(extract(Page("p", "p.txt", "text/plain", content)), reader(), world())


def test_what_a_ministry_puts_out_is_said_by_its_state() -> None:
    reading = _read(RELEASE)
    own = [s for s in reading.statements if s.rule == "issued"]
    assert [s.act.value for s in own] == [Act.SAY, Act.DENY]
    assert all(s.speaker and s.speaker.value == "Arlen" and s.kind is Kind.DIRECT for s in own)
    assert own[0].speaker and own[0].speaker.evidence[0].rule == "issuer"


def test_whom_it_quotes_and_what_it_asks_are_not_its_own_words() -> None:
    reading = _read(RELEASE)
    by = {s.speaker.value for s in reading.statements if s.speaker and s.rule != "issued"}
    assert any("Brehm" in name for name in by)
    assert not [s for s in reading.statements if s.rule == "issued" and s.content[0].start > RELEASE.index("2. Why")]


def test_offices_and_bodies_without_a_state_are_its_own() -> None:
    text = RELEASE.replace("3. Arlen demands that", "3. The Foreign Minister demands that")
    text += "\n4. The Government said that it would answer in kind.\n"
    by = [s.speaker.value for s in _read(text).statements if s.speaker and s.rule != "issued"]
    assert "Oda Kell" in by and "Arlen" in by  # who held the office on the day, and the state


def test_what_is_rejected_with_a_noun_of_saying_is_still_its_own_word() -> None:
    text = RELEASE.replace("The allegation that they fired is rejected", "Veyra's claim that they fired is rejected")
    own = [s for s in _read(text).statements if s.rule == "issued"]
    assert Act.REJECT in [s.act.value for s in own]


HEAD = RELEASE[: RELEASE.index("Statement on")]


def _said(body: str) -> list[tuple[str | None, str]]:
    """Who says what on such a page."""
    text = f"{HEAD}{body}\n"
    page = extract(Page("p", "p.txt", "text/plain", text.encode()))
    found = read(page, reader(), world()).statements
    return [(s.speaker.value if s.speaker else None, page.words(s.content[0])) for s in found]


def test_the_government_and_the_minister_are_those_of_the_state_whose_page_it_is() -> None:
    assert _said("The boats are safe at home. The Government demands that Veyra withdraw.")[-1:] == [
        ("Arlen", "that Veyra withdraw")
    ]
    minister = "The boats are safe at home. The Minister of Foreign Affairs said that Veyra had lied."
    assert _said(minister)[-1:] == [("Oda Kell", "that Veyra had lied")]


def test_answers_are_said_and_questions_are_not() -> None:
    text = "Words of the day.\n\nQuestion: Will the boats leave the lake?\n\nAnswer: The boats stay where they are now."
    assert _said(text)[-1:] == [("Arlen", "The boats stay where they are now.")]
    assert not any("leave the lake" in words for _, words in _said(text))


def test_short_denials_and_what_a_sentence_says_before_its_verb_of_asking_are_the_bodys_own_words() -> None:
    said = _said("It has been alleged that boats were hidden. There are none. Press room. Boats again.")
    assert ("Arlen", "There are none.") in said and not [w for _, w in said if w in ("Press room.", "Boats again.")]
    both = _said("Arlen remains attached to the treaty, has no thought of leaving it and sees no reason to alter it.")
    assert ("Arlen", "Arlen remains attached to the treaty, has no thought of leaving it") in both
    assert ("Arlen", "to alter it") in both


def test_a_foreign_office_is_that_of_the_state_whose_crest_stands_above_it() -> None:
    page = (
        "<html><head><title>Statement on the boats - Foreign Office</title></head><body>"
        "<div id='crest'>{} Foreign Office</div><div><a href='#'>Passports</a> | <a href='#'>Press room</a></div>"
        "<h1>Statement on the boats</h1><p>The boats of the lake acted within the treaty on 3 March 2014.</p>"
        "<p>They left the lake at noon, and nobody on either shore was hurt by what they did.</p></body></html>"
    )
    body = "- {name: Veyran Foreign Office, aliases: [Foreign Office], of: Veyra, source: made up}"
    known = Reference.parse(WORLD.replace("organisations:", f"organisations:\n{body}"))
    for crest, whose in (("Republic of Arlen &middot;", "Arlen"), ("", "Veyran Foreign Office")):
        content = page.format(crest).encode()
        reading = read(extract(Page("p", "p.html", "text/html", content)), RuleReader(known), known)
        assert {s.speaker.value for s in reading.statements if s.speaker and s.rule == "issued"} == {whose}


@pytest.mark.parametrize(
    "top",
    [
        "THE LAKE HERALD\nForeign ministry rejects Arlen's claims",
        "THE LAKE HERALD\nForeign Ministry: Arlen lied",
        "THE LAKE HERALD\nMinistry of Slow News",
        "Ministry of Foreign Affairs\nPress releases",  # of which state nothing says
        "Ministry watch: what Arlen hides",
    ],
)
def test_a_newsroom_speaks_for_nobody(top: str) -> None:
    text = f"{top}\n\nThe boats acted within the treaty on Monday. They left the lake at noon, and nobody was hurt.\n"
    assert [s for s in _read(text).statements if s.rule == "issued"] == []


def test_where_to_reach_a_ministry_is_nothing_that_it_says() -> None:
    text = RELEASE + "\nPress desk: extension 40 on weekdays. The boats have left the lake.\n"
    content = text.encode()
    document = extract(Page("p", "p.txt", "text/plain", content))
    own = [document.words(s.content[0]) for s in read(document, reader(), world()).statements if s.rule == "issued"]
    assert not any("extension" in words for words in own)


def test_a_headline_about_an_embassy_is_no_letterhead() -> None:
    found = _read(
        "Veyran embassy seeks meeting with Kell over lake\n\nThe two states have quarrelled over it for years.\n"
    )
    assert all(s.rule != "issued" for s in found.statements)


COMMUNIQUE = """Harbour League · Council
About us | Members | Documents

Tessin, 16 October 2018

Communiqué of the Council at the level of Foreign Ministers

1. The Council reaffirms its support for Castaly. That presence is temporary and defensive.

2. The Council deplores the suspension by Arlen of the Lantern Treaty. It recalls that Veyra is still bound by it.

3. Allies do not accept the demand of Arlen. We call on Arlen to withdraw its boats.

4. The conduct of Arlen is noted with regret.

Harbour League, Press Division. This text may be reproduced.
"""


def test_a_council_its_allies_and_plain_sentences_speak_for_the_organisation_whose_communique_it_is() -> None:
    found = [s for s in _read(COMMUNIQUE).statements if s.rule != "noun of saying"]
    assert len(found) >= 7
    assert {s.speaker.value if s.speaker else None for s in found} == {"Harbour League"}


def test_a_title_says_whose_text_it_is_and_a_newspaper_about_it_does_not() -> None:
    page = (
        "Statement by the Harbour League on the lake\n\nThe boats of Arlen must be withdrawn. They serve no purpose.\n"
    )
    assert [s.speaker.value for s in _read(page).statements if s.speaker] == ["Harbour League", "Harbour League"]
    news = page.replace("Statement by", "Tessin rejects statement by")
    assert not [s for s in _read(news).statements if s.rule == "issued"]


def test_who_answers_under_his_name_says_each_sentence_and_who_asks_says_none() -> None:
    text = f"""{HEAD}Question (Dunmoor Post): The Veyrans count eleven launches. Do you?

Oda Kell: That does not correspond to reality. There have never been launches there.

Question: And the treaty?

Oda Kell: It expires in May. The Lantern Treaty answers to our interests.
"""
    found = [s for s in _read(text).statements if s.speaker]
    assert [s.speaker.value for s in found if s.speaker] == ["Oda Kell"] * 4


def test_of_its_own_sentence_the_whole_is_the_bodys() -> None:
    """What a network makes of "we" in a sentence is no part taken out of it; who else speaks keeps his words."""
    page = extract(Page("p", "p.txt", "text/plain", b"We expect an answer. Kell expects none."))

    def one(source: str | None, rule: str) -> Attribution:
        where = Span(page.text.index(source), page.text.index(source) + len(source)) if source else None
        return Attribution(where, (Span(3, 9),), (Span(10, 19),), 0.9, rule)

    found = [one("We", "trained"), one(None, "trained"), one("Kell", "trained"), one("We", "that")]
    assert of_others(page, found) == tuple(found[2:])
