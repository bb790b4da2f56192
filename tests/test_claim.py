"""What a page states of an agreement, and what the reference says to it."""

from __future__ import annotations

import pytest

from onrecord.model import DateCandidate, DateSource, Verdict
from onrecord.reference import Reference
from texts import document, given, record, told


def stated(text: str) -> list[tuple[str, str, str]]:
    """The claims of a text as (agreement, fact, value)."""
    _, found = told(text)
    return [(c.about, c.fact, c.value) for c in found.claims]


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
        "The Lantern Treaty was signed into law in 1990.",
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


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Arlen, a party to the Lantern Treaty, is uneasy.", ("Lantern Treaty", "a party", "Arlen")),
        ("Arlen is still a member of the Lantern Treaty.", ("Lantern Treaty", "a party", "Arlen")),
        ("Castaly is not a party to the Lantern Treaty.", ("Lantern Treaty", "not a party", "Castaly")),
        ("Castaly has never ratified the Lantern Treaty.", ("Lantern Treaty", "never a party", "Castaly")),
        ("Castaly has signed the Lantern Treaty.", ("Lantern Treaty", "once a signatory", "Castaly")),
        ("Harbour League member Veyra objected.", ("Harbour League", "a member", "Veyra")),
        ("Castaly is a member of the Harbour League.", ("Harbour League", "a member", "Castaly")),
        (
            "Castaly joined the Harbour League in 2011.",
            ("Harbour League", "joined by Castaly", "2011-01-01/2011-12-31"),
        ),
        ("Castaly left the Harbour League on 2 May 2012.", ("Harbour League", "left by Castaly", "2012-05-02")),
        (
            "Either side may withdraw from the Lantern Treaty with six months’ notice.",
            ("Lantern Treaty", "notice of withdrawal", "6 months"),
        ),
        (
            "Leaving the Lantern Treaty takes a 90-day notice period.",
            ("Lantern Treaty", "notice of withdrawal", "90 days"),
        ),
        (
            "A party that quits the Lantern Treaty gives a year's notice.",
            ("Lantern Treaty", "notice of withdrawal", "1 years"),
        ),
    ],
)
def test_claims_of_who_is_bound_and_how_it_is_left(text: str, claim: tuple[str, str, str]) -> None:
    assert stated(text) == [claim]


@pytest.mark.parametrize(
    "text",
    [
        "If Castaly, a party to the Lantern Treaty, objects, nothing happens.",
        "Castaly wants to be a party to the Lantern Treaty.",
        "Non-Harbour League member Arlen objected.",
        "Former Harbour League member Arlen objected.",
        "Harbour League member Veyra’s army objected.",
        "The Veyran party to the Lantern Treaty talks went home.",
        "Castaly was a party to the Lantern Treaty.",
        "Castaly joined the Harbour League in talks on fish.",
        "Castaly has not signed a protocol to the Lantern Treaty.",
        "They gave six months’ notice of the Lantern Treaty ball.",
        "The Lantern Treaty is in force. Its range fell.",
    ],
)
def test_what_claims_nothing_of_who_is_bound(text: str) -> None:
    assert stated(text) == []


BOUND = """
states:
- {name: Old Arlen, source: made up, ended: 1990-01-01, successors: [Arlen, Midmark], continued_by: Arlen}
- {name: Arlen, source: made up}
- {name: Midmark, source: made up}
- {name: Veyra, source: made up}
- {name: Castaly, source: made up}
- {name: Sorrel, source: made up}
- {name: Tamber, source: made up}
organisations:
- name: Harbour League
  founded: 1990-05-01
  members: [Veyra, {name: Castaly, since: 2009-03-01}, {name: Sorrel, since: 1995-01-01, until: 2012-06-30}]
  source: made up
people:
- {name: Oda Kell, gender: she, source: made up, offices: ["foreign minister, Arlen, 2014-01-10/2017-12-20"]}
- {name: Bram Tovey, source: made up, offices: ["president, Veyra, 2016-05-10/2020-05-09"]}
agreements:
- name: Lantern Treaty
  parties: [Old Arlen, Veyra, {name: Sorrel, notice: 2015-01-10, until: 2015-07-10}]
  signed: 1988-06-03
  in_force: 1989-01-01
  withdrawal: {notice: 6, unit: months, article: "9"}
  provisions: [{name: warships, unit: warships, high: 40, kind: ceiling}, {name: removal, by: 1999-01-01}]
  source: made up
- name: Reef Pact
  left: [{name: Veyra, until: 2016-01-01}]
  signatories: [Castaly]
  outside: [Tamber]
  signed: 2001-01-01
  in_force: 2002-01-01
  source: made up
events:
- name: Sorrel says that it will leave the Lantern Treaty
  start: 2014-11-20
  end: 2014-11-20
  act: THREATEN
  who: [Sorrel]
  agreement: Lantern Treaty
  source: made up
- {name: Last fair, start: 2020-01-01, end: 2020-01-01, source: made up}
"""


def bound(text: str, *dates: DateCandidate) -> list[tuple[Verdict, str | None]]:
    """The checks of a text against a world of parties and members: the verdict, and what the reference says."""
    doc = document(text, dates=dates or [given("2018-11-08")])
    found = record(doc, reference=Reference.parse(BOUND)).checks[0].checks
    return [(c.verdict, c.reference and c.reference.replace("\N{NO-BREAK SPACE}", " ")) for c in found]


AGREES, DIFFERS, SILENT = Verdict.AGREES, Verdict.DIFFERS, Verdict.NOT_COVERED


@pytest.mark.parametrize(
    ("text", "verdict", "says"),
    [
        ("Veyra is a party to the Lantern Treaty.", AGREES, "party from 1 January 1989"),
        ("Sorrel is a party to the Lantern Treaty.", DIFFERS, "party from 1 January 1989 until 10 July 2015"),
        ("Tamber is a party to the Lantern Treaty.", DIFFERS, "no party"),
        ("Tamber is not a party to the Lantern Treaty.", AGREES, "no party"),
        ("Arlen is a party to the Lantern Treaty.", SILENT, None),  # through the state that it followed, or not
        ("Midmark is not a party to the Lantern Treaty.", SILENT, None),
        ("Veyra has never ratified the Lantern Treaty.", DIFFERS, "party from 1 January 1989"),
        ("Sorrel has ratified the Lantern Treaty.", AGREES, "party from 1 January 1989 until 10 July 2015"),
        ("Castaly is a party to the Reef Pact.", DIFFERS, "signed, but not bound"),
        ("Castaly has signed the Reef Pact.", AGREES, "signed, but not bound"),
        ("Castaly has not ratified the Reef Pact.", AGREES, "signed, but not bound"),
        ("Tamber has signed the Reef Pact.", DIFFERS, "neither signed nor joined"),
        ("Veyra is a party to the Reef Pact.", DIFFERS, "party from 1 January 2002 until 1 January 2016"),
        ("Sorrel is a party to the Reef Pact.", SILENT, None),  # nobody said that the list is whole
        ("Harbour League member Castaly objected.", AGREES, "member from 1 March 2009"),
        ("Harbour League member Sorrel objected.", DIFFERS, "member from 1 January 1995 until 30 June 2012"),
        ("Harbour League member Tamber objected.", DIFFERS, "no member"),
        ("Castaly joined the Harbour League in 2009.", AGREES, "1 March 2009"),
        ("Castaly joined the Harbour League in 2008.", SILENT, None),  # it may have signed in that year
        ("Castaly joined the Harbour League in 2012.", DIFFERS, "1 March 2009"),
        ("Sorrel left the Lantern Treaty in July 2015.", AGREES, "10 July 2015"),
        ("Sorrel left the Lantern Treaty in January 2015.", AGREES, "10 July 2015"),  # the day of its notice
        ("Sorrel left the Lantern Treaty in November 2014.", AGREES, "10 July 2015"),  # the day on which it said so
        ("Sorrel left the Lantern Treaty in March 2015.", SILENT, None),
        ("Sorrel left the Lantern Treaty in 2013.", DIFFERS, "10 July 2015"),
        ("Sorrel left the Lantern Treaty in 2016.", DIFFERS, "10 July 2015"),
        ("One may withdraw from the Lantern Treaty at six months’ notice.", AGREES, "6 months (Art. 9)"),
        ("One may withdraw from the Lantern Treaty at 180 days’ notice.", AGREES, "6 months (Art. 9)"),
        ("One may withdraw from the Lantern Treaty at three months’ notice.", DIFFERS, "6 months (Art. 9)"),
        ("One may withdraw from the Reef Pact at three months’ notice.", SILENT, None),
        ("The Lantern Treaty allows 40 warships.", AGREES, "at most 40 warships"),
        ("The Lantern Treaty allows 45 warships.", DIFFERS, "at most 40 warships"),
    ],
)
def test_who_is_bound_is_checked_on_the_day_of_the_page(text: str, verdict: Verdict, says: str | None) -> None:
    assert bound(text) == [(verdict, says)]


def test_a_page_later_than_the_tables_is_not_covered() -> None:
    assert bound("Tamber is a party to the Lantern Treaty.", given("2024-11-08")) == [(SILENT, None)]
    assert bound("Tamber is a party to the Lantern Treaty.", given("2019-11-08")) == [(DIFFERS, "no party")]


def test_what_a_speaker_states_of_a_party_is_the_speakers() -> None:
    _, found = told("Oda Kell said that Castaly is not a party to the Lantern Treaty.")
    assert [(c.fact, c.statement) for c in found.claims] == [("not a party", found.statements[0].id)]


OLD = (given("2013-11-08"), given("2013-11-08", DateSource.LINE), given("2013-11-08", DateSource.URL))


@pytest.mark.parametrize(
    ("text", "dates", "checked"),
    [
        ("Foreign Minister Oda Kell said that she was tired.", (given("2016-11-08"),), [AGREES]),
        # Several dates of the page speak louder than one office.
        ("President Bram Tovey said that he was tired.", OLD, [DIFFERS]),
        ("Former President Bram Tovey said that he was tired.", OLD, []),
        ("Then-President Bram Tovey said that he was tired.", OLD, []),
        ("In 2017 President Bram Tovey said that he was tired.", OLD, []),
        ("The book tells of President Bram Tovey.", OLD, []),
        ("Oda Kell said that she was tired.", OLD, []),
    ],
)
def test_an_office_is_held_against_its_term(
    text: str, dates: tuple[DateCandidate, ...], checked: list[Verdict]
) -> None:
    assert [verdict for verdict, _ in bound(text, *dates)] == checked


def test_an_office_says_nothing_where_it_dates_the_page() -> None:
    assert bound("Foreign Minister Oda Kell said that she was tired.", given("2019-11-08")) == []


def test_kin_are_the_states_that_followed_one_another() -> None:
    kin = Reference.parse(BOUND).kin
    assert kin["Old Arlen"] == {"Arlen", "Midmark"} and kin["Midmark"] == {"Old Arlen", "Arlen"}
    assert "Veyra" not in kin


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
