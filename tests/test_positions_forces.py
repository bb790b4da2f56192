"""Positions on troops, ships and weapons: whose they are, and which weapon a common noun means."""

from __future__ import annotations

import pytest

from onrecord.reference import Reference
from texts import WORLD, document, given, held, record

ARMED = Reference.parse(
    WORLD
    + """
- {name: Cape Orrin, state: Veyra, source: made up}
weapons:
- {name: Lapwing, aliases: [Lapwing frigate, Lapwings], of: Arlen, source: made up}
- {name: Thistle, aliases: [Thistle missile, Thistles], of: Veyra, source: made up}
"""
)
LAPWINGS = "Two Lapwing frigates lay off Grey Sound. "


def positions(text: str) -> set[tuple[str, str, str]]:
    """The positions in one text as (who, issue, stance), in the world with weapons."""
    return held(record(document(text, dates=[given("2018-11-08")]), reference=ARMED).positions)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LAPWINGS + "Oda Kell said the frigates would stay until the spring.", ("deploys(Arlen, Lapwing)", "affirm")),
        (
            LAPWINGS + "Oda Kell said the frigates would stay until the spring.",
            ("withdraws(Arlen, Grey Sound)", "deny"),
        ),
        (
            LAPWINGS + "“They stay until the last trawler is home,” Oda Kell said.",
            ("deploys(Arlen, Lapwing)", "affirm"),
        ),
        (LAPWINGS + "The ships were staying where they were, Oda Kell said.", ("withdraws(Arlen, Grey Sound)", "deny")),
        (LAPWINGS + "Oda Kell said our frigates weren’t going anywhere.", ("withdraws(Arlen, Grey Sound)", "deny")),
    ],
)
def test_who_keeps_ships_where_they_are(text: str, expected: tuple[str, str]) -> None:
    assert ("Arlen", *expected) in positions(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Bram Tovey said Arlen was playing with fire and demanded that its ships leave Grey Sound.",
            ("Veyra", "withdraws(Arlen, Grey Sound)", "affirm"),
        ),
        (
            "Arlenian frigates entered Grey Sound on Monday. Bram Tovey demanded that they be withdrawn.",
            ("Veyra", "withdraws(Arlen, Grey Sound)", "affirm"),
        ),
        (
            "“Arlenian warships have no business in Grey Sound,” Bram Tovey said.",
            ("Veyra", "deploys(Arlen, Grey Sound)", "deny"),
        ),
        (
            "Hale Morrant appealed to Arlen to bring its warships home from Grey Sound.",
            ("Castaly", "withdraws(Arlen, Grey Sound)", "affirm"),
        ),
        (
            "Veyra set up a Thistle missile at Cape Orrin. Oda Kell insisted that the missiles be taken down.",
            ("Arlen", "deploys(Veyra, Thistle)", "deny"),
        ),
        (
            LAPWINGS + "Bram Tovey said sending frigates would be the end of the treaty.",
            ("Veyra", "deploys(Arlen, Lapwing)", "deny"),
        ),
        (
            "Iskra Lund told Dunmoor to clear Cape Orrin.",
            ("Harbour League", "withdraws(Veyra, Cape Orrin)", "affirm"),
        ),
    ],
)
def test_the_doer_is_whose_ships_and_weapons_they_are(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in positions(text)


@pytest.mark.parametrize(
    ("text", "never"),
    [
        # A treaty is no place to stay at.
        ("“We do not leave the Lantern Treaty,” Bram Tovey said of Cape Orrin.", "withdraws"),
        # To bring ships home is no deployment.
        (LAPWINGS + "Oda Kell ruled out bringing the frigates home.", "deploys(Arlen, Lapwing)"),
        # An inspectorate has no troops.
        ("The Straits Commission said it had recalled all patrols from Grey Sound.", "withdraws"),
        # Whose missiles they are, is said.
        (LAPWINGS + "Bram Tovey said Tarnish frigates must leave Grey Sound.", "withdraws(Arlen"),
        # A verb is no ship.
        ("Veyra is to ship grain to Castaly. Oda Kell wanted it out of Grey Sound.", "withdraws(Veyra"),
        # A guarded building holds no ships.
        ("Oda Kell said the rocket range would be closed.", "deploys"),
    ],
)
def test_no_position_on_forces_without_them(text: str, never: str) -> None:
    assert not [p for p in positions(text) if p[1].startswith(never) and p[0] != "nobody"]


def test_a_body_named_once_with_a_state_is_of_it() -> None:
    text = "The Arlenian Admiralty sent ships to Grey Sound. The Admiralty said its ships would stay there until May."
    assert ("Arlen", "withdraws(Arlen, Grey Sound)", "deny") in positions(text)


def test_until_something_is_gone_asks_for_something_else() -> None:
    text = "Hale Morrant said the talks should go on until the last missile is gone from Cape Orrin."
    assert not [p for p in positions(text) if p[1].startswith("withdraws")]
