"""Who is meant by a party's short name before "leader", by a rank, by an adjective before what a side wants."""

from __future__ import annotations

import pytest

from onrecord.model import Stance
from onrecord.reference import Reference
from texts import WORLD, document, given, reading, record, speakers, told

PARTY = """
organisations:
- {name: Anchor Party, nouns: [party], source: made up}
people:
- name: Gid Pell
  gender: he
  offices: [{title: leader, of: Anchor Party, start: 2015-01-01}]
  source: made up
"""


def _with_party() -> Reference:
    organisations, people = PARTY.split("people:\n")
    body = organisations.split("organisations:\n")[1]
    world = WORLD.replace("organisations:\n", f"organisations:\n{body}", 1)
    return Reference.parse(world.replace("people:\n", f"people:\n{people}", 1))


@pytest.mark.parametrize("called", ["The Anchor leader", "The Anchor chief", "The Anchor man"])
def test_a_party_leader_is_called_by_the_party(called: str) -> None:
    doc = document(f"{called} said that Arlen should leave the treaty.", dates=[given("2018-11-08")])
    assert speakers(doc, reading(doc, _with_party())) == [("Gid Pell", "that Arlen should leave the treaty")]


def test_a_rank_is_whoever_bore_it_before_a_name() -> None:
    doc, found = told("Marshal Ilk Straw met Oda Kell in Tessin.\n\nThe radar must go, the marshal said.")
    assert speakers(doc, found) == [("Ilk Straw", "The radar must go")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Oda Kell rejected a Veyran demand for damages.", ("Veyra", "for damages")),
        (
            "Oda Kell denied the Veyran report that a missile had been launched.",
            ("Veyra", "that a missile had been launched"),
        ),
        ("Oda Kell spoke of the Veyran wish to leave it.", ("Veyra", "to leave it")),
        ("Oda Kell said that Veyran demand for oil had risen.", None),
        ("Oda Kell spoke of the Veyran threat to Arlen.", None),
    ],
)
def test_what_a_side_wants_stands_behind_its_adjective(text: str, wanted: tuple[str, str] | None) -> None:
    doc, found = told(text)
    nouns = [pair for pair, s in zip(speakers(doc, found), found.statements, strict=True) if s.rule == "noun of saying"]
    assert nouns == ([wanted] if wanted else [])


def test_the_day_behind_a_verb_is_nobody() -> None:
    doc, found = told("The fee must be paid, declared today the foreign minister of Arlen, Oda Kell.")
    assert speakers(doc, found) == [("Oda Kell", "The fee must be paid")]


@pytest.mark.parametrize(("on", "by"), [("2012-05-02", "Castaly"), ("2015-05-02", "Hale Morrant")])
def test_who_has_left_every_office_speaks_for_nobody_else(on: str, by: str) -> None:
    text = "Hale Morrant said that Veyra had violated the Lantern Treaty."
    found = record(document(text, dates=[given(on)])).positions
    assert [(p.by, p.stance) for p in found] == [(by, Stance.AFFIRM)]
