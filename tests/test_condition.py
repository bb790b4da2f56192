"""What somebody will do unless another does as told: a threat, its condition, and both of its days."""

from __future__ import annotations

import pytest

from onrecord.model import Act
from onrecord.reading.grammar.condition import conditional_threat
from onrecord.record.events.timeline import falling
from texts import told, words


@pytest.mark.parametrize(
    ("text", "days", "condition", "bound"),
    [
        (
            "Oda Kell said Arlen would quit it on 1 June unless Veyra dismantles its pumps by the end of April.",
            {"2019-06-01", "2019-04-30"},
            "unless Veyra dismantles its pumps by the end of April",
            "Veyra",
        ),
        (
            "Veyra would resume tests on 10 January if Arlen did not dismantle its mast, Bram Tovey said.",
            {"2019-01-10"},
            "if Arlen did not dismantle its mast",
            "Arlen",
        ),
        (
            "Unless Veyra pays by 20 November, Arlen will reopen the mine on 25 November, Oda Kell said.",
            {"2018-11-20", "2018-11-25"},
            "Unless Veyra pays by 20 November",
            "Veyra",
        ),
        (
            "“We will quit the accord on 15 January unless Veyra pays,” Oda Kell said.",
            {"2019-01-15"},
            "unless Veyra pays",
            "Veyra",
        ),
        (
            # A step on the day after is one with the end of the term.
            "Oda Kell said Arlen would close the strait on 1 December unless Veyra pays by 30 November.",
            {"2018-11-30"},
            "unless Veyra pays by 30 November",
            "Veyra",
        ),
        (
            # Of whom no table knows, and who holds an office, the state is whoever will act.
            "Foreign Minister Ilka Dornam spoke. Dornam said Varskia would go on 1 June unless Veyra pays by 30 April.",
            {"2019-06-01", "2019-04-30"},
            "unless Veyra pays by 30 April",
            "Veyra",
        ),
    ],
)
def test_a_threat_has_its_condition_and_both_days(text: str, days: set[str], condition: str, bound: str) -> None:
    doc, found = told(text)
    assert [s.act.value for s in found.statements] == [Act.THREATEN]
    assert {str(d.falls.value) for d in found.deadlines} == days
    assert {(words(doc, [d.condition])[0] if d.condition else None, d.bound) for d in found.deadlines} == {
        (condition, bound)
    }


@pytest.mark.parametrize(
    "text",
    [
        "Oda Kell said Arlen would stay in the treaty unless Veyra left it.",
        "Oda Kell said Veyra would lose its seat unless it paid by 30 November.",
        "Oda Kell said the talks would collapse unless both sides moved.",
        "Oda Kell said Arlen would sign on 3 December if it was ready.",
    ],
)
def test_what_threatens_nobody(text: str) -> None:
    _, found = told(text)
    assert Act.THREATEN not in [s.act.value for s in found.statements]


def test_a_condition_may_be_quoted_for_itself() -> None:
    said = 'that Veyra would suspend its part in 60 days "unless Arlen returned to full compliance with the pact"'
    found = conditional_threat(said)
    assert found is not None
    assert said[slice(*found.condition)] == "unless Arlen returned to full compliance with the pact"
    assert said[found.step :].startswith("would suspend")


def test_a_condition_ends_where_the_step_begins() -> None:
    said = "that unless Arlen complied by 1 December the league would impose sanctions on 10 December"
    found = conditional_threat(said)
    assert found is not None
    assert said[slice(*found.condition)] == "unless Arlen complied by 1 December"
    assert conditional_threat("Arlen would leave on 1 June") is None


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        (
            "Oda Kell said Arlen would leave the treaty on 1 June unless Veyra pays by 30 April.",
            {
                "The threat of Oda Kell falls due, unless Veyra pays by 30 April",
                "The term set by Oda Kell for Veyra ends, unless Veyra pays by 30 April",
            },
        ),
        (
            "Oda Kell demanded that Veyra withdraw its rockets by 1 March.",
            {"The term set by Oda Kell for Veyra ends: that Veyra withdraw its rockets by 1 March"},
        ),
        ("The Saltby Accord expires on 30 November.", {"The term ends: Accord expires on 30 November"}),
    ],
)
def test_a_term_says_what_is_due(text: str, labels: set[str]) -> None:
    doc, found = told(text)
    assert {one.label for one in falling(doc, found)} == labels
