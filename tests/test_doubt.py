"""Words that leave open what they speak of, and words that call what another said by a name."""

from __future__ import annotations

import pytest

from onrecord.model import Act, Statement
from onrecord.reading import read
from texts import document, given, held, record, seen, told, trained, words, world


def of_headline(title: str) -> list[Statement]:
    """The statements of a headline, read by the network beside the rules."""
    return list(read(document("Rain fell.", title, dates=[given("2018-11-08")]), trained(), world()).statements)


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("Bram Tovey doubts that Arlen has left the Lantern Treaty.", "doubts"),
        ("Bram Tovey was not sure that Arlen had left the Lantern Treaty.", "sure"),
        ("Bram Tovey is sceptical that Arlen has left the Lantern Treaty.", "sceptical"),
        ("Bram Tovey remained unconvinced that Arlen had left the Lantern Treaty.", "unconvinced"),
        ("Bram Tovey questioned whether Arlen had broken the Lantern Treaty.", "questioned"),
        ("Bram Tovey said he had doubts that Arlen would keep the Lantern Treaty.", "had doubts"),
        ("“I am far from certain that Arlen will leave the Lantern Treaty,” Bram Tovey said.", "am far from certain"),
        ("Bram Tovey said it was unclear whether Arlen had broken the Lantern Treaty.", "was unclear"),
    ],
)
def test_what_is_doubted_is_left_open(text: str, hedge: str) -> None:
    doc, found = told(text)
    one = found.statements[0]
    assert one.speaker is not None and one.speaker.value == "Bram Tovey"
    assert one.act.value is Act.SAY and one.act.evidence[0].rule == "left open"
    assert one.hedge is not None and words(doc, [one.hedge]) == [hedge]
    assert not held(record(doc).positions)


@pytest.mark.parametrize(
    "text",
    [
        "Bram Tovey did not doubt that Arlen had left the Lantern Treaty.",
        "Bram Tovey said there was no doubt that Arlen had broken the Lantern Treaty.",
        "Bram Tovey was sure that Arlen had broken the Lantern Treaty.",
        "Bram Tovey said Arlen did not know what it wanted.",
    ],
)
def test_who_has_no_doubt_leaves_nothing_open(text: str) -> None:
    _, found = told(text)
    assert [s.hedge for s in found.statements] == [None]
    assert found.statements[0].act.evidence[0].rule != "left open"


@pytest.mark.parametrize(
    ("title", "act"),
    [
        ('Arlen rejects Veyran claims as "election theatre"', Act.DENY),
        ('Arlen dismisses Veyran charges as "a bedtime story"', Act.DENY),
        ('Arlen denounces Veyra\'s words as "cheap drama"', Act.REJECT),
        ('Arlen describes Veyran claims about the mast as "pure theatre"', Act.DENY),
        ('Arlen brands Veyran complaints "a fisherman\'s tale"', Act.REJECT),
        ('Arlen scorns Veyra\'s offer as "a bribe with ribbons"', Act.REJECT),
    ],
)
def test_what_anothers_words_are_called_is_the_namers(title: str, act: Act) -> None:
    for found in (of_headline(title), list(told(f"{title}.")[1].statements)):
        outer = [s for s in found if s.parent is None]  # "Veyran claims about the mast" are Veyra's, inside.
        assert [(s.speaker and s.speaker.value, s.act.value, s.target and s.target.value) for s in outer] == [
            ("Arlen", act, "Veyra")
        ]


def test_what_another_claims_behind_that_is_still_the_others() -> None:
    _, found = told("Arlen rejects Veyran claims that it broke the treaty.")
    assert {s.speaker.value for s in found.statements if s.speaker} == {"Arlen", "Veyra"}


def test_words_that_are_believed_are_not_rejected() -> None:
    _, found = told("Bram Tovey described Oda Kell's report as “accurate”.")
    assert found.statements[0].act.value not in (Act.REJECT, Act.DENY)
    assert seen("Veyra says claims by Arlen are false.") == {"Veyra": "Veyra"}
