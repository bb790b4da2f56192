"""What fills an issue's arguments: subjects, owners, parties, bodies of states, what the page calls by a noun."""

from __future__ import annotations

import pytest

from onrecord.reference import Reference
from texts import document, given, held, record

REFERENCE = Reference.parse("""
states:
- {name: Arlen, demonyms: [Arlenian], capital: Tessin, source: made up}
- {name: Veyra, demonyms: [Veyran], capital: Dunmoor, source: made up}
- {name: Castaly, demonyms: [Castalian], capital: Ruhn, source: made up}
organisations:
- {name: Harbour League, nouns: [league], members: [Arlen, Castaly], source: made up}
- {name: Straits Mission, nouns: [mission], source: made up}
people:
- {name: Oda Kell, gender: she, offices: [{title: foreign minister, of: Arlen, start: 2014-01-10}], source: made up}
- {name: Bram Tovey, gender: he, offices: [{title: president, of: Veyra, start: 2016-05-10}], source: made up}
- {name: Rena Moss, gender: she, offices: [{title: foreign minister, of: Castaly, start: 2016-05-10}], source: made up}
agreements:
- name: Lantern Treaty
  nouns: [treaty]
  parties: [Arlen, Veyra]
  signed: 1988-06-03
  provisions: [{name: inspections, unit: inspections a year, high: 20}]
  source: made up
- {name: Saltby Accord, aliases: [Saltby], nouns: [accord], parties: [Arlen, Veyra], source: made up}
places:
- {name: Gull Ridge, state: Veyra, source: made up}
- {name: Crane Island, source: made up}
- {name: Saltby, state: Castaly, source: made up}
weapons:
- {name: Heron, aliases: [Heron missile], of: Veyra, source: made up}
- {name: Gannet, aliases: [Gannet rocket], of: Arlen, source: made up}
""")


def positions(text: str) -> set[tuple[str, str, str]]:
    """The positions in one text as (who, issue, stance)."""
    return held(record(document(text, dates=[given("2018-11-08")]), reference=REFERENCE).positions)


@pytest.mark.parametrize(
    ("text", "position"),
    [
        # Who does it.
        (
            "Rena Moss urged Arlen and Veyra to settle their quarrel over the Lantern Treaty by negotiation.",
            ("Castaly", "negotiates(Veyra, Arlen)", "affirm"),
        ),
        (
            "“We urge Arlen and Veyra to settle their quarrel by negotiation,” Rena Moss said.",
            ("Castaly", "negotiates(Arlen, Veyra)", "affirm"),
        ),
        (
            "Rena Moss demanded that Arlen withdraw from Crane Island and Veyra open Gull Ridge to inspectors.",
            ("Castaly", "verifies(Veyra, Lantern Treaty)", "affirm"),
        ),
        (
            "Bram Tovey said that rockets had been placed at a Castalian port by Arlen contrary to the Lantern Treaty.",
            ("Veyra", "breaches(Arlen, Lantern Treaty)", "affirm"),
        ),
        (
            "Bram Tovey alleged that six of the rockets stood at Ruhn in Castaly in violation of the Lantern Treaty. "
            "A Gannet rocket flies far. He alleged that six of the rockets stood at Ruhn in violation of the treaty.",
            ("Veyra", "breaches(Arlen, Lantern Treaty)", "affirm"),
        ),
        (
            "Arlen and Veyra both suspended the Lantern Treaty. Rena Moss urged both to lift their suspensions.",
            ("Castaly", "suspends(Veyra, Lantern Treaty)", "deny"),
        ),
        (
            "Oda Kell told Veyra to withdraw from Crane Island.",
            ("Arlen", "withdraws(Veyra, Crane Island)", "affirm"),
        ),
        (
            "Bram Tovey announced a decree suspending Veyra's participation in the Lantern Treaty.",
            ("Veyra", "suspends(Veyra, Lantern Treaty)", "affirm"),
        ),
        # Nouns of doing, with the doer in or behind them.
        (
            "Rena Moss called for the withdrawal of Veyran forces from Crane Island.",
            ("Castaly", "withdraws(Veyra, Crane Island)", "affirm"),
        ),
        (
            "Oda Kell demanded the immediate evacuation of Crane Island by Veyra.",
            ("Arlen", "withdraws(Veyra, Crane Island)", "affirm"),
        ),
        (
            "Arlen and Veyra signed the Lantern Treaty. Bram Tovey demanded compensation from Arlen.",
            ("Veyra", "compensates(Arlen, Veyra)", "affirm"),
        ),
        (
            "Oda Kell condemned the stationing of Heron missiles on Gull Ridge.",
            ("Arlen", "deploys(Veyra, Heron)", "deny"),
        ),
        (
            "Bram Tovey denied that Veyra had any Heron missiles on Gull Ridge.",
            ("Veyra", "deploys(Veyra, Heron)", "deny"),
        ),
        (
            "Oda Kell ruled out Arlen's accession to the Saltby Accord.",
            ("Arlen", "joins(Arlen, Saltby Accord)", "deny"),
        ),
        (
            "Oda Kell accused Veyra of breaching the Lantern Treaty. "
            "Bram Tovey dismissed the Arlenian allegations of treaty violations as fiction.",
            ("Veyra", "breaches(Veyra, Lantern Treaty)", "deny"),
        ),
        # Who is required to do two things.
        (
            "Oda Kell said that Veyra was required to open the port of Crane Island by noon, and to admit "
            "the inspectors to Gull Ridge under the Lantern Treaty.",
            ("Arlen", "verifies(Veyra, Lantern Treaty)", "affirm"),
        ),
        # Who is inspected.
        (
            "Oda Kell said Arlen would formally request a special inspection of Gull Ridge under the Lantern Treaty.",
            ("Arlen", "verifies(Veyra, Lantern Treaty)", "affirm"),
        ),
        (
            "Rena Moss asked that the missiles at Gull Ridge be inspected under the Lantern Treaty.",
            ("Castaly", "verifies(Veyra, Lantern Treaty)", "affirm"),
        ),
        (
            "Bram Tovey ruled out any visit by inspectors under the Lantern Treaty.",
            ("Veyra", "verifies(Veyra, Lantern Treaty)", "deny"),
        ),
        # Which weapon, which agreement.
        (
            "The Heron missile is old. Oda Kell said Veyra had tested a missile over the sea.",
            ("Arlen", "tests(Veyra, Heron)", "affirm"),
        ),
        (
            "Arlen and Veyra met. Oda Kell said the accord should be extended.",
            ("Arlen", "extends(Saltby Accord)", "affirm"),
        ),
        (
            "Oda Kell said that Veyra was in breach of Saltby.",
            ("Arlen", "breaches(Veyra, Saltby Accord)", "affirm"),
        ),
        # Sanctions that nobody is said to impose.
        (
            "The Harbour League met. Arlen had accused Veyra of breaching the Lantern Treaty. "
            "Rena Moss said sanctions would be premature.",
            ("Castaly", "sanctions(Harbour League, Veyra)", "deny"),
        ),
        (
            "Arlen had accused Veyra of breaching the Lantern Treaty. "
            "Oda Kell said that Veyra should be hit with sanctions.",
            ("Arlen", "sanctions(Arlen, Veyra)", "affirm"),
        ),
        # What is demanded, and what blame goes with.
        (
            "Oda Kell said that Veyra must withdraw from Crane Island.",
            ("Arlen", "withdraws(Veyra, Crane Island)", "affirm"),
        ),
        (
            "Oda Kell said that Veyra had deployed the Heron in violation of the Lantern Treaty.",
            ("Arlen", "deploys(Veyra, Heron)", "deny"),
        ),
        (
            "Bram Tovey said Veyra would leave the Lantern Treaty. "
            "Rena Moss said that leaving the treaty would be a gift to whoever wants war.",
            ("Castaly", "leaves(Veyra, Lantern Treaty)", "deny"),
        ),
    ],
)
def test_arguments_are_found(text: str, position: tuple[str, str, str]) -> None:
    assert position in positions(text)


@pytest.mark.parametrize(
    "text",
    [
        "Oda Kell said that a journalist leaves in the evening.",
        "Oda Kell urged Veyra to leave the embargo of the Lantern Treaty where it is.",
        "Oda Kell said the mission could look at Gull Ridge if Veyra left the Lantern Treaty.",
        "Rena Moss spoke of a suspected breach of the Lantern Treaty in the quarrel of Arlen with Veyra.",
        "Rena Moss said that whoever leaves the Lantern Treaty pays for it.",
        "“Veyra told us it had nothing. It has the Heron,” Rena Moss said of the Lantern Treaty.",
    ],
)
def test_other_words_show_nothing_about_leaving_or_breaching(text: str) -> None:
    shown = {issue.partition("(")[0] for _, issue, _ in positions(text)}
    assert not shown & {"leaves", "breaches"}


def test_what_somebody_else_does_with_an_agreement_is_no_wish_of_the_speaker() -> None:
    assert positions("Oda Kell said that Veyra was trying to bury the Lantern Treaty.") == set()


def test_who_inspects_is_never_inspected() -> None:
    text = "Bram Tovey said that the Straits Mission had been invited to Gull Ridge under the Lantern Treaty."
    assert positions(text) == {("Veyra", "verifies(Veyra, Lantern Treaty)", "affirm")}
