"""Turns of phrase that do an act, phrases that close around their object, and what is asked of somebody."""

from __future__ import annotations

import pytest

from onrecord.model import Act
from onrecord.reading.lexicon import table, words
from onrecord.reading.lexicon.turn import giving, turn
from texts import told


def made(body: str) -> list[tuple[Act, str | None]]:
    """The act and target of each statement of a text."""
    _, found = told(body)
    return [(s.act.value, s.target.value if s.target else None) for s in found.statements]


@pytest.mark.parametrize(
    ("written", "length", "act"),
    [
        ("issued a strongly worded warning to", 5, Act.THREATEN),
        ("lodged another formal request with", 4, Act.REQUEST),
        ("sent a message of congratulation to", 5, Act.SUPPORT),
        ("launched a scathing attack on", 4, Act.ACCUSE),
        ("retreated from its insistence that", 4, Act.CONCEDE),
    ],
)
def test_a_turn_of_phrase(written: str, length: int, act: Act) -> None:
    found = turn(written.split())
    assert found is not None
    assert (found[0], found[1].act) == (length, act)


@pytest.mark.parametrize(
    "written",
    [
        "launched a dawn attack on",  # force, not words
        "made no promise to",  # nothing was promised
        "issued him with a warning",  # too far away
        "made tea for",
    ],
)
def test_no_turn_of_phrase(written: str) -> None:
    assert turn(written.split()) is None


def test_every_turn_is_whole() -> None:
    for row in table("turns")["turns"]:
        assert Act(row["act"]) not in (Act.SAY, Act.UNCLASSIFIED)
        assert row["verbs"]
        assert all(isinstance(noun, str) and noun not in words("prepositions") for noun in row["nouns"])
    assert {"gave", "sent", "offers"} <= giving()


@pytest.mark.parametrize(
    ("body", "act", "target"),
    [
        # A verb that says little and a noun for the act.
        ("Arlen issued a strongly worded warning to Veyra over its ships.", Act.THREATEN, "Veyra"),
        ("Arlen issued a warning on Monday to Veyra over its ships.", Act.THREATEN, "Veyra"),
        ("Arlen lodged a request with Veyra for the release of a pilot.", Act.REQUEST, "Veyra"),
        ("Arlen levelled charges of fraud against Veyra.", Act.ACCUSE, "Veyra"),
        ("Arlen softened its stance towards Veyra.", Act.CONCEDE, "Veyra"),
        ("Arlen offered an amnesty to rebels who lay down their arms.", Act.CONCEDE, "rebels"),
        # Around whom it is done to.
        ("Arlen gave Veyra its word that no ship would be touched.", Act.AGREE, "Veyra"),
        ("Arlen took Veyra to task for jailing poets.", Act.ACCUSE, "Veyra"),
        ("Arlen put Veyra on notice that it would fire on intruders.", Act.THREATEN, "Veyra"),
        ("Arlen left a Veyran note unanswered.", Act.REJECT, "Veyra"),
        ("Arlen committed itself to buying gas from Veyra.", Act.AGREE, "Veyra"),
        # Somebody and what he is to do; what somebody vows not to do.
        ("Arlen is pushing Veyra to cut its catch.", Act.REQUEST, "Veyra"),
        ("Arlen promised not to tax Veyran pilgrims.", Act.AGREE, "Veyra"),
        ("Arlen swore to crush rebels hiding in the marshes.", Act.THREATEN, "rebels"),
        # Passives, and who is told before what is said.
        ("Veyra was warned by Arlen that its envoy might be sent home.", Act.THREATEN, "Veyra"),
        ("Veyra stands accused by Arlen of poisoning a well.", Act.ACCUSE, "Veyra"),
        ("Arlen cautioned students that marches would be broken up.", Act.THREATEN, "students"),
        ("Arlen warned Veyra of a crushing reply to any raid.", Act.THREATEN, "Veyra"),
        # What a noun for an act belongs to.
        ("Arlen's refusal to meet a Veyran delegation drew shrugs.", Act.REJECT, "Veyra"),
        # What is not wanted is refused, not asked for.
        ("Arlen does not want Veyran troops on its soil, its president said.", Act.REJECT, "Veyra"),
        # A letter that the words went with.
        ("Arlen took its case to the Harbour League, asking for a ruling.", Act.REQUEST, "Harbour League"),
    ],
)
def test_acts_by_construction(body: str, act: Act, target: str | None) -> None:
    assert (act, target) in made(body)


@pytest.mark.parametrize(
    "body",
    [
        "Arlen pushed the price of grain to a new height.",
        "Arlen made protest songs popular in Veyra.",
        "Arlen gave Veyra a ship.",
    ],
)
def test_no_act_where_none_is_done(body: str) -> None:
    assert made(body) == []
