"""Words told beside what somebody says, and words that go on behind who says them, by the rules alone."""

from __future__ import annotations

import pytest

from onrecord.reading.attributions.rules import RuleReader
from onrecord.reading.grammar.sentence import sentences
from texts import document, given, held, line, record, told, world

Line = tuple[str | None, str, str]


def _lines(text: str) -> list[Line]:
    return [
        (
            text[a.source.start : a.source.end] if a.source else None,
            " ".join(text[s.start : s.end] for s in a.cue),
            " | ".join(text[s.start : s.end] for s in a.content),
        )
        for a in RuleReader(world()).attributions(text)
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "They would not return, Oda Kell said, and no clerk will set foot there.",
            "They would not return | no clerk will set foot there",
        ),
        (
            "Arlen has to leave, Oda Kell demanded, and to make good the loss.",
            "Arlen has to leave | and to make good the loss",
        ),
        (
            "The pact had failed, Oda Kell told the hall, where she has ten seats; Arlen ought to leave it.",
            "The pact had failed | Arlen ought to leave it",
        ),
        (
            "She was not in the habit, Oda Kell said, of bowing to a gun.",
            "She was not in the habit | of bowing to a gun",
        ),
        ("The pact had failed, Oda Kell said; Bram Tovey warned of war.", "The pact had failed"),
    ],
)
def test_what_is_said_goes_on_behind_who_says_it(text: str, wanted: str) -> None:
    assert wanted in [content for _, _, content in _lines(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Kell would go to Dornau in May, as Bram Tovey had proposed.",
            ("Bram Tovey", "as had proposed", "Kell would go to Dornau in May"),
        ),
        (
            "It sees no need for a new text, as suggested by Arlen, and stays.",
            ("Arlen", "as suggested by", "a new text"),
        ),
        ("The wish of Arlen to join was noted.", ("Arlen", "wish", "to join")),
        (
            "The explanation offered by Arlen, that a mine gave way, is not accepted.",
            ("Arlen", "explanation", "that a mine gave way"),
        ),
        ("Arlen would like Veyra to leave.", ("Arlen", "like", "Veyra to leave")),
        ("Arlen has proposed to extend it.", ("Arlen", "proposed", "to extend it")),
        ("Oda Kell said no.", ("Oda Kell", "said", "no")),
    ],
)
def test_what_somebody_wants_is_his_where_it_is_told_beside(text: str, wanted: Line) -> None:
    assert wanted in _lines(text)


@pytest.mark.parametrize(
    "text",
    [
        "Arlen would not reply with sanctions, as Bram Tovey had demanded.",
        "Kell looked like Tovey and would, like him, leave.",
        "The dog gave way, as expected.",
    ],
)
def test_what_will_not_be_done_is_not_what_was_wanted(text: str) -> None:
    assert not [one for one in _lines(text) if one[1].startswith("as") or one[1] == "like"]


def test_no_ends_a_sentence_unless_a_number_follows() -> None:
    assert len(sentences("Oda Kell said no. He left.")) == 2
    assert len(sentences("She read out paragraph no. 4 of it.")) == 1


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Oda Kell, passing: “It stays.”", ("Oda Kell", "", "“It stays.”")),
        ("From Oda Kell: the boat was sold.", ("Oda Kell", "", "the boat was sold")),
        ("From Oda Kell, in Dornau: the boat was sold.", ("Oda Kell", "", "the boat was sold")),
    ],
)
def test_who_stands_before_a_colon_may_be_told_how_he_came_to_speak(text: str, wanted: Line) -> None:
    assert wanted in _lines(text)


def test_a_quotation_alone_goes_on_with_who_spoke() -> None:
    doc, found = told("Oda Kell rejected the offer of Veyra. “It is worth nothing.”")
    assert line(doc, found.statements[-1])[2] == "“It is worth nothing.”"
    assert found.statements[-1].speaker is not None and found.statements[-1].speaker.value == "Oda Kell"


def test_what_is_agreed_goes_on_as_what_is_to_be() -> None:
    doc, found = told("Arlen agreed that the pact should live. The boats are to leave by May. It rained.")
    assert "The boats are to leave by May." in [line(doc, s)[2] for s in found.statements]
    assert "It rained." not in [line(doc, s)[2] for s in found.statements]


def test_two_governments_hold_together_what_they_agree() -> None:
    text = "Oda Kell met Bram Tovey in Ruhn. The two governments agreed that Castaly had breached the Lantern Treaty."
    shown = held(record(document(text, dates=[given("2018-11-08")])).positions)
    assert {by for by, issue, _ in shown if issue.startswith("breaches(Castaly")} == {"Arlen", "Veyra"}
