"""Who speaks in official and translated style: documents, offices of bodies, nouns for who spoke or is named later."""

from __future__ import annotations

import pytest

from onrecord.ingest import extract
from onrecord.model import Page
from onrecord.reading import read
from texts import reader, world

DATED = "TESSIN, March 3, 2016 (HPA) - "


def _said(text: str) -> list[tuple[str | None, str]]:
    """Who says what in a text."""
    page = extract(Page("p", "p.txt", "text/plain", text.encode()))
    found = read(page, reader(), world()).statements
    return [(s.speaker.value if s.speaker else None, page.words(s.content[0])) for s in found if s.content]


@pytest.mark.parametrize(
    "opening",
    [
        "Official representative of the Ministry Oda Kell stated that the boats were safe.",
        "Oda Kell was quoted by the HPA agency as saying in Tessin that the boats were safe.",
        'Oda Kell addressed a letter to the envoys. "The boats are safe," it is said in the letter.',
        "Oda Kell sent a letter to the envoys. It is noted in the letter that the boats were safe.",
    ],
)
def test_offices_of_bodies_and_texts_that_speak_are_those_of_the_person(opening: str) -> None:
    assert _said(f"{DATED}{opening}\n")[-1][0] == "Oda Kell"


def test_the_aides_of_somebody_are_others() -> None:
    assert _said(f"{DATED}Aides to the envoy Oda Kell said that the boats were safe.\n")[0][0] != "Oda Kell"


def test_the_expert_is_who_is_named_alone_in_the_sentence_before() -> None:
    before = 'Pavel Orn, head of a centre, said that Arlen was well. "It is Veyra that is ill," the expert said.'
    assert _said(f"{DATED}{before}\n")[-1][0] == "Pavel Orn"
    apart = before.replace(' "It is', '\n\n"It is')
    assert _said(f"{DATED}{apart}\n")[-1][0] != "Pavel Orn"


def test_a_document_behind_a_resolution_is_that_of_the_body_that_adopted_it() -> None:
    text = "The resolution was adopted by the Harbour League. The document, introduced by Arlen, was short."
    text += " It calls on Veyra to stop."
    assert _said(f"{DATED}{text}\n")[-1][0] == "Harbour League"


def test_a_headline_and_an_opening_call_the_one_organisation_by_its_noun() -> None:
    text = f"Alliance backs Castaly on boats\n\n{DATED}The Harbour League has endorsed the boats.\n"
    assert _said(text)[0][0] == "Harbour League"
    opening = "A commission said that the boats were unsafe. The Straits Commission had seen four."
    assert _said(f"{DATED}{opening}\n")[0][0] == "Straits Commission"


def test_it_goes_on_from_the_body_that_opens_the_sentence_before() -> None:
    text = "The Harbour League notes that the term set by Arlen went by. It considers that Veyra should be paid."
    assert _said(f"{DATED}{text}\n")[-1][0] == "Harbour League"


def test_the_secretary_of_state_is_no_secretary_general() -> None:
    text = "Iskra Lund, secretary-general of the Harbour League, spoke. The Secretary of State said that it was late."
    assert _said(f"{DATED}{text}\n")[-1][0] != "Iskra Lund"


@pytest.mark.parametrize(
    ("before", "ministry"),
    [
        ("There was no immediate reaction from Ruhn.", "Castalian Foreign Ministry"),
        ("No word came from Arlen on Monday.", "Arlenian Foreign Ministry"),
    ],
)
def test_its_ministry_is_that_of_whom_nothing_was_heard(before: str, ministry: str) -> None:
    text = f"{DATED}Oda Kell of Veyra spoke of guns. {before} Its foreign ministry denied that there were guns.\n"
    assert _said(text)[-1][0] == ministry


def test_its_ministry_is_not_that_of_who_spoke_last_where_nothing_says_so() -> None:
    text = f"{DATED}Oda Kell of Veyra said that it was late.\n\nThe fleet left. Its defence ministry denied that.\n"
    assert _said(text)[-1] == ("defence ministry", "that")


@pytest.mark.parametrize(
    "asked", ['"Will they stay?" a reporter asked.', "A journalist asked whether the boats would stay."]
)
def test_who_answers_is_not_the_reporter_who_asked(asked: str) -> None:
    text = f'{DATED}Oda Kell met the press. {asked} "They will stay," she said.\n'
    assert _said(text)[-1] == ("Oda Kell", '"They will stay,"')
    nobody = f'{DATED}It rained. {asked} "They will stay," she said.\n'
    assert _said(nobody)[-1] == (None, '"They will stay,"')
