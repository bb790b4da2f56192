"""Whom a page calls what: bynames, elections of the reference, campaigns, surnames that several bear."""

from __future__ import annotations

from functools import cache

import pytest

from onrecord.reference import Reference
from onrecord.reference.fault import faults
from texts import WORLD, document, given, reading, speakers

ELECTION = """
contests:
- name: 2018 Castalian presidential election
  office: president
  of: Castaly
  day: 2018-12-02
  candidates:
  - {name: Tilda Marren, party: [Reformist, RP], mate: Jon Askel}
  - {name: Pell Aurigan, party: [Conservative]}
  source: made up
"""


@cache
def world() -> Reference:
    """The made-up world with an election in it."""
    return Reference.parse(WORLD + ELECTION)


def who(text: str, on: str = "2018-11-08") -> list[str | None]:
    """The speakers of a text."""
    doc = document(text, dates=[given(on)])
    return [name for name, _ in speakers(doc, reading(doc, world()))]


def named(text: str, on: str = "2018-11-08") -> dict[str, str]:
    """Whom the mentions of a text stand for, by their words."""
    doc = document(text, dates=[given(on)])
    return {doc.words(m.span): m.refers.value for m in reading(doc, world()).mentions if m.refers}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Sen. Rolf Anders, a Conservative from Sundmark, left. The Sundmark senator said it rained.",
            ["Rolf Anders"],
        ),
        ("Rep. Rolf Anders left. The Ostmark congressman said it rained.", ["Rolf Anders"]),
        (
            "Minister Rolf Anders left. Shipping magnate Rolf Anders spoke. The businessman said it rained.",
            ["Rolf Anders"],
        ),
        (
            "Minister Rolf Anders ate. Rolf Anders, a columnist at a daily, left. The journalist said it rained.",
            ["Rolf Anders"],
        ),
        # One who is called otherwise, and two of whom the noun alone tells neither.
        (
            "Minister Rolf Anders left. Shipping magnate Rolf Anders spoke. The acting director said it rained.",
            ["acting director"],
        ),
        (
            "Conservative Sen. Rolf Anders left. The Reformist senator said it rained.",
            ["Reformist senator"],
        ),
    ],
)
def test_a_definite_noun_takes_up_who_was_called_so(text: str, names: list[str]) -> None:
    assert who(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Tilda Marren left. The Reformist nominee said it rained.", ["Tilda Marren"]),
        ("Tilda Marren met Pell Aurigan. The RP presidential candidate said it rained.", ["Tilda Marren"]),
        ("Tilda Marren met Pell Aurigan. The Conservative said it rained.", ["Pell Aurigan"]),
        ("Tilda Marren met Pell Aurigan. Her opponent said it rained.", ["Pell Aurigan"]),
        (
            "Tilda Marren and Jon Askel left. Marren said it rained. Her running mate said it snowed.",
            ["Tilda Marren", "Jon Askel"],
        ),
        ("Tilda Marren left. The Marren campaign said it rained.", ["Tilda Marren campaign"]),
        ("Tilda Marren left. The Marren team said it rained.", ["Tilda Marren campaign"]),
        ("Tilda Marren left. Her campaign said it rained. The campaign said it snowed.", ["Tilda Marren campaign"] * 2),
        # Nobody of the election is named, or it lies years away.
        ("Oda Kell left. The Reformist nominee said it rained.", ["Reformist nominee"]),
    ],
)
def test_who_stands_in_an_election_is_called_by_it(text: str, names: list[str]) -> None:
    introduced = (
        "Minister Tilda Marren and Minister Pell Aurigan and Minister Jon Askel met. " if "Oda" not in text else ""
    )
    assert who(introduced + text)[-len(names) :] == names


def test_an_election_of_another_time_names_nobody() -> None:
    text = "Minister Tilda Marren left. The Reformist nominee said it rained."
    assert who(text, on="2012-11-08") == ["Reformist nominee"]


def test_a_campaign_is_named_where_it_does_not_speak() -> None:
    text = "Minister Tilda Marren left. The Marren campaign did not answer. During the Marren campaign nobody met."
    assert named(text)["The Marren campaign"] == "Tilda Marren campaign"
    assert "the Marren campaign" not in named(text)


def test_an_office_is_that_of_who_held_it_when_the_page_came_out() -> None:
    text = "Hale Morrant met Bram Tovey. Morrant left. The prime minister said it rained."
    assert who(text, on="2012-05-01") == ["Hale Morrant"]
    assert who(text, on="2018-05-01") == ["prime minister"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Minister Rolf Anders left. Anders said it rained. His wife, Mrs. Rena Anders, slept.", "Rolf Anders"),
        ("Minister Rolf Anders met Judge Rena Anders. Anders said it rained.", "Anders"),
        ("Mr. Rolf Anders left. Mrs. Rena Anders stayed. Mrs. Anders said it rained.", "Rena Anders"),
    ],
)
def test_a_surname_of_several(text: str, name: str) -> None:
    assert who(text)[0] == name


def test_who_goes_back_to_the_name_before_it() -> None:
    text = "It helped Minister Rolf Anders, who said it rained."
    assert who(text) == ["Rolf Anders"]


def test_it_is_the_body_that_its_sentence_opens_with() -> None:
    text = "Bram Tovey said it rained. Although the Harbour League did not name him, it said it was dry."
    assert who(text)[-1] == "Harbour League"


def test_an_election_needs_two_and_a_known_state() -> None:
    wrong = ELECTION.replace("of: Castaly", "of: Nowhere").replace(
        "  - {name: Pell Aurigan, party: [Conservative]}\n", ""
    )
    found = {(f.table, f.field) for f in faults(Reference.parse(WORLD + wrong).tables)}
    assert {("contests", "of"), ("contests", "candidates")} <= found
    assert not [f for f in faults(Reference.load().tables) if f.table == "contests"]
