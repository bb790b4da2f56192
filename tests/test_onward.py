"""What somebody goes on saying without a cue, words behind a name and a colon, and the answers of an interview."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.model import Act, Document, Line, LineKind, Statement
from texts import document, given, reading, told


def _said(text: str) -> list[tuple[str | None, str, str]]:
    doc, found = told(text)
    return [_line(doc, s) for s in found.statements if s.parent is None]


def _line(doc: Document, one: Statement) -> tuple[str | None, str, str]:
    return one.speaker.value if one.speaker else None, one.rule, " ".join(doc.words(s) for s in one.content)


@pytest.mark.parametrize(
    ("text", "goes_on"),
    [
        ("Oda Kell said that Veyra had lied. The boats would stay where they were.", True),
        ("“Nobody asked me,” Oda Kell said. Arlen must be told before any launch.", True),
        ("The treaty was kept, Oda Kell insisted. There had been no launch and no test.", True),
        ("Oda Kell said that Veyra had lied. The treaty was signed in 1988.", False),
        ("Oda Kell said that Veyra had lied. She would not comment on the boats.", False),
        ("Oda Kell said that Veyra had lied.\n\nThe boats would be towed out on Monday.", False),
        ("Oda Kell said that Veyra had lied. Who would believe her?", False),
    ],
)
def test_what_would_or_should_be_goes_on_behind_what_is_said(text: str, goes_on: bool) -> None:
    more = [one for one in _said(text) if one[1] == "going on"]
    assert [one[0] for one in more] == (["Oda Kell"] if goes_on else [])


def test_a_body_that_would_do_something_is_another_than_who_spoke() -> None:
    text = "The ban must stay, Oda Kell said. Oddly, the Harbour League would lift it tomorrow."
    assert _said(text)[-1][:2] == ("Harbour League", "going on")


def test_what_follows_a_plan_is_that_of_whose_plan_it_is() -> None:
    text = "Foreign Minister Oda Kell had put a plan on the table. Veyra should take its boats home."
    assert _said(text)[-1] == ("Oda Kell", "going on", "Veyra should take its boats home.")


@pytest.mark.parametrize(
    ("lead", "words"),
    [
        ("Kell’s reply?", "“They can whistle for every crown of it.”"),
        ("Kell answered from the other staircase.", "It was a mine and no missile."),
        ("Kell’s answer was short and sweet.", "The marshal had better mind his roses."),
    ],
)
def test_what_a_reply_is_follows_its_announcement(lead: str, words: str) -> None:
    said = _said(f"Foreign Minister Oda Kell met President Bram Tovey.\n\n{lead} {words}")
    assert said[-1] == ("Oda Kell", "going on", words)


def test_words_without_a_cue_state_where_they_do_nothing_more() -> None:
    _, found = told("Foreign Minister Oda Kell was asked.\n\nKell answered at once. It was a mine in the hill.")
    assert [s.act.value for s in found.statements if s.rule == "going on"] == [Act.SAY]


@pytest.mark.parametrize(
    ("text", "more"),
    [
        (
            "They would not return, Oda Kell said, and no inspector will go there.",
            "no inspector will go there",
        ),
        (
            "The station would serve, said Oda Kell, its spokeswoman, and Arlen had kept the treaty.",
            "Arlen had kept the treaty",
        ),
    ],
)
def test_what_is_said_goes_on_past_who_says_it(text: str, more: str) -> None:
    assert _said(text)[0][2].endswith(more)


def test_the_agency_of_a_state_goes_on_in_the_present() -> None:
    text = "The treaty must go, Oda Kell declared. Only a new text has a future."
    head = Line(LineKind.FURNITURE, "ARLPRESS - State News Agency")
    for lines, more in (((), 0), ((head,), 1)):
        doc = replace(document(text, dates=[given("2018-11-08")]), lines=lines)
        assert sum(s.rule == "going on" for s in reading(doc).statements) == more


@pytest.mark.parametrize(
    ("text", "who", "what"),
    [
        ("Kell to us on the steps: “The boats stay where they are.”", "Oda Kell", "“The boats stay where they are.”"),
        ("19.05 Ms Kell again: the treaty would allow it.", "Oda Kell", "the treaty would allow it"),
        (
            "07.35 - Bram Tovey, at the airport: “They broke it and they know it.”",
            "Bram Tovey",
            "“They broke it and they know it.”",
        ),
    ],
)
def test_words_stand_behind_a_name_and_a_colon(text: str, who: str, what: str) -> None:
    said = _said(f"Foreign Minister Oda Kell met President Bram Tovey.\n\n{text}")
    assert (who, "colon", what) in said


@pytest.mark.parametrize(
    "text", ["Background: the treaty was signed in 1988.", "DUNMOOR: The talks have failed.", "At 19.05: it rained."]
)
def test_other_labels_say_nothing(text: str) -> None:
    assert _said(f"The page begins.\n\n{text}") == []


TALK = """Minister, the first crates arrived on Saturday. Dunmoor wants them sent back.

They stay. The radar goes up next week.

And the launch?

There was none. I have read the log of the hotline.

Will they pay for the roof?

They will have to. We sent the bill.

Bram Tovey says that the treaty is dead.

I would bet my pension that it is not.

You do not like him?

He keeps bees and I keep bees."""


def test_the_answers_of_an_interview_are_those_of_whom_its_head_names() -> None:
    head = Line(LineKind.FURNITURE, "Oda Kell, foreign minister, on a radar and a roof")
    doc = replace(document(TALK, dates=[given("2018-11-08")]), lines=(head,))
    said = [_line(doc, s) for s in reading(doc).statements if s.parent is None]
    own = [what for who, _, what in said if who == "Oda Kell"]
    assert own == [
        "They stay.",
        "The radar goes up next week.",
        "There was none.",
        "I have read the log of the hotline.",
        "They will have to.",
        "We sent the bill.",
        "I would bet my pension that it is not.",
        "He keeps bees and I keep bees.",
    ]
    assert ("Bram Tovey", "that the treaty is dead") in [(who, what) for who, _, what in said]


def test_without_a_name_at_its_head_nobody_answers() -> None:
    assert all(one[1] != "issued" for one in _said(TALK))
