"""What a page states of an agreement, and what the reference says to it."""

from __future__ import annotations

import pytest

from onrecord.model import Verdict
from texts import document, given, record, told


def stated(text: str) -> list[tuple[str, str, str]]:
    """The claims of a text as (agreement, fact, value)."""
    _, found = told(text)
    return [(c.agreement, c.fact, c.value) for c in found.claims]


def verdicts(text: str) -> list[tuple[str, Verdict, str | None]]:
    """The checks of a text as (value, verdict, what the reference says)."""
    doc = document(text, dates=[given("2018-11-08")])
    return [(c.claim.value, c.verdict, c.reference) for c in record(doc).checks[0].checks]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("The Lantern Treaty was signed on 3 June 1988.", ("Lantern Treaty", "signed", "1988-06-03")),
        ("The Lantern Treaty took effect in 1989.", ("Lantern Treaty", "in force", "1989-01-01/1989-12-31")),
        ("The Lantern Treaty bans missiles with a range of 300 to 900 km.", ("Lantern Treaty", "range", "300-900 km")),
        ("The Lantern Treaty bans missiles with a range of 300–900 km.", ("Lantern Treaty", "range", "300-900 km")),
        (
            "The Lantern Treaty bans missiles with a range between 300 and 900 kilometres.",
            ("Lantern Treaty", "range", "300-900 km"),
        ),
        ("The Lantern Treaty bans missiles with a range of 1,200 km.", ("Lantern Treaty", "range", "1200 km")),
        (
            "The Saltby Accord obliges its parties to announce launches 72 hours ahead.",
            ("Saltby Accord", "notice of launches", "72 hours"),
        ),
        (
            "The Saltby Accord asks for 24 hours’ notice of launches.",
            ("Saltby Accord", "notice of launches", "24 hours"),
        ),
    ],
)
def test_claims(text: str, claim: tuple[str, str, str]) -> None:
    assert stated(text) == [claim]


@pytest.mark.parametrize(
    "text",
    [
        "The missile has a range of 900 km.",
        "The Lantern Treaty bans missiles. The wide range of goods is 12 m long.",
        "The Lantern Treaty has a range of uses; 300 km of coast are closed.",
        "The Lantern Treaty will be signed.",
    ],
)
def test_what_is_no_claim(text: str) -> None:
    assert stated(text) == []


@pytest.mark.parametrize(
    ("text", "verdict", "reference"),
    [
        ("The Lantern Treaty was signed on 3 June 1988.", Verdict.AGREES, "1988-06-03"),
        ("The Lantern Treaty was signed in June 1988.", Verdict.AGREES, "1988-06-03"),
        ("The Lantern Treaty was signed in 1988.", Verdict.AGREES, "1988-06-03"),
        ("The Lantern Treaty was signed in 1987.", Verdict.DIFFERS, "1988-06-03"),
        ("The Lantern Treaty was signed on 4 June 1988.", Verdict.DIFFERS, "1988-06-03"),
        ("The Lantern Treaty took effect on 1 January 1989.", Verdict.AGREES, "1989-01-01"),
        ("The Lantern Treaty lapsed in March 2018.", Verdict.NOT_COVERED, None),
        ("The Lantern Treaty bans missiles with a range of 300 to 900 km.", Verdict.AGREES, "300 to 900 km"),
        ("The Lantern Treaty bans missiles with a range of 500 to 900 km.", Verdict.DIFFERS, "300 to 900 km"),
        ("The Lantern Treaty bans missiles with a range of 900 to 300 km.", Verdict.DIFFERS, "300 to 900 km"),
        ("The Saltby Accord asks them to announce launches 48 hours ahead.", Verdict.DIFFERS, "at least 72 hours"),
        ("The Saltby Accord asks them to announce launches 72 hours ahead.", Verdict.AGREES, "at least 72 hours"),
    ],
)
def test_checks(text: str, verdict: Verdict, reference: str | None) -> None:
    ((_, found, said),) = verdicts(text)
    assert (found, said) == (verdict, reference)


def test_a_claim_inside_somebodys_words_is_that_statements() -> None:
    _, found = told(
        "Oda Kell said that the Lantern Treaty was signed on 3 June 1988. The Lantern Treaty took effect in 1989."
    )
    by = {c.fact: c.statement for c in found.claims}
    assert by == {"signed": found.statements[0].id, "in force": None}


def test_a_check_names_its_source() -> None:
    doc = document("The Lantern Treaty was signed on 3 June 1988.")
    (check,) = record(doc).checks[0].checks
    assert check.source == "made up"


def test_each_document_has_its_own_checks() -> None:
    one = document("The Lantern Treaty was signed in 1988.", identity="a" * 16)
    two = document("It rained.", identity="b" * 16)
    assert [(c.document, len(c.checks)) for c in record(one, two).checks] == [("a" * 16, 1), ("b" * 16, 0)]
