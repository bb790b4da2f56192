"""Who is meant by some of several, those joined, bodies in small letters, "it" and "she" between."""

from __future__ import annotations

import pytest

from onrecord.model import MentionKind, Span
from onrecord.reading.actors.cast import Cast
from onrecord.reading.actors.gazetteer import Gazetteer
from onrecord.reading.actors.naming import Phrase
from onrecord.reading.actors.unlisted import Names, Unlisted, as_seen
from onrecord.reading.encoder.noun import PERSON, stands_for
from onrecord.reading.referents.body import in_small_letters
from texts import document, given, reading, seen, who, world


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bram Tovey slept. Some of his advisers said it rained.", "Bram Tovey's advisers"),
        ("Bram Tovey slept. Many of Tovey's advisers said it rained.", "Bram Tovey's advisers"),
        ("Bram Tovey said it rained. One of the ministers said it snowed.", "Bram Tovey"),
        ("The Harbour Sentinel said it rained. Oda Kell left. The newspaper said it snowed.", "Harbour Sentinel"),
    ],
)
def test_some_of_several_and_whom_the_text_is_about(text: str, name: str) -> None:
    assert who(text)[-1] == name


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("The islanders wept as they said the ships had left.", "they", "islanders"),
        ("Kell's speeches drove her antagonists to distraction, though they said it was good.", "they", "antagonists"),
        ("Oda Kell slept. Though Ms. Kell lost the vote, the ministry has gained, she said.", "she", "Oda Kell"),
        ("The report said it rained on Harbour League ships. It said the ships left.", "It", "report"),
    ],
)
def test_whom_pronouns_and_small_letters_take_up(text: str, words: str, name: str) -> None:
    assert seen(text)[words] == name


def test_a_name_that_is_a_bodys_elsewhere_is_no_persons() -> None:
    text = "Save Our Rivers left. Save Our Rivers said it rained."
    source = Span(22, 37)
    phrase = Phrase("Save Our Rivers", None, None, None, "Save Our Rivers")
    body = Unlisted(Span(0, 15), MentionKind.ORGANISATION, 0.9)
    assert as_seen(Names(text, [body]), phrase, source).name is None
    person = Unlisted(Span(0, 15), MentionKind.PERSON, 0.9)
    assert as_seen(Names(text, [person]), phrase, source).name == "Save Our Rivers"


@pytest.mark.parametrize(("noun", "person"), [("antagonist", True), ("checklist", False), ("consist", False)])
def test_nouns_in_ist_are_persons(noun: str, person: bool) -> None:
    assert (stands_for(noun) == PERSON) is person


def test_a_body_is_called_in_small_letters_by_the_end_of_its_name() -> None:
    text = "Lake Board of Works left. The board of works said it rained."
    cast = Cast(text, world(), Gazetteer(world()))
    cast.body("Lake Board of Works", Span(0, 19), None)
    found = in_small_letters(cast, Span(26, 44))
    assert found is not None
    assert found.value == "Lake Board of Works"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("One group, Harbour League, said it rained.", "Harbour League"),
        ("Bram Tovey slept. Even his advisers said it rained.", "Bram Tovey's advisers"),
        ("“It rained,” Hale Morrant, 54, a retired teacher in Port Saltby, Sd., said.", "Hale Morrant"),
        ("Oda Kell left. Her campaign slept. On Monday the campaign said it rained.", "Oda Kell campaign"),
        ("Kell told of the reasons Arlen refused the Lantern Treaty.", "Arlen"),
    ],
)
def test_names_behind_nouns_and_whose_campaign_it_is(text: str, name: str) -> None:
    assert who(text)[-1] == name


def test_the_administration_is_the_one_named_before_wherever_it_stands() -> None:
    doc = document(
        "Bram Tovey slept. The Tovey administration left. Many fear the administration.", dates=[given("2018-11-08")]
    )
    meant = {doc.words(m.span): m.refers.value for m in reading(doc, world()).mentions if m.refers}
    assert meant["the administration"] == meant["The Tovey administration"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("President Oda Kell and former minister Rolf Anders said it rained.", "Oda Kell"),
        ("Minister Oda Kell met Senator Rolf Anders. The two leaders said it rained.", "Oda Kell"),
        (
            "Minister Oda Kell met Senator Rolf Anders and Mayor Tilda Marren. The two leaders said it rained.",
            "two leaders",
        ),
        ("The Sundmark newspaper Haven said it rained.", "Haven"),
        ("Rolf Anders, founder of a league, said it rained.", "Rolf Anders"),
        ("Minister Oda Reyes Marval left. Ms. Reyes said it rained.", "Oda Reyes Marval"),
        ("Mayor Rolf Anders met the envoys. The billionaire said it rained.", "Rolf Anders"),
        ("Rolf Anders said it rained. The Anders impersonator said it snowed.", "Anders impersonator"),
    ],
)
def test_several_at_once_and_whom_the_sentence_before_is_about(text: str, name: str) -> None:
    assert who(text)[-1] == name


def test_i_is_whom_the_last_line_of_a_page_is_about() -> None:
    page = "I like rain as Mayor Oda Kell.\nI slept while it was dry.\n“Go,” she said. I said it rained.\n"
    assert who(page + "Oda Kell is the mayor of Ruhn.")[-1] == "Oda Kell"
    assert who(page + "The rain goes on and Oda Kell sleeps.")[-1] is None
