"""What falls due by the words of a page: who must act, until when, who set it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from texts import told


def falls(text: str, on: str | None = "2018-11-08") -> list[tuple[str, str | None, str | None]]:
    """The deadlines of a text as (day, bound, set by, where the page says so)."""
    _, found = told(text, on=on)
    said = {s.id: s.speaker.value for s in found.statements if s.speaker}
    return [(str(d.falls.value), d.bound, d.by or said.get(d.statement or "")) for d in found.deadlines]


@pytest.mark.parametrize(
    ("text", "day", "bound", "by"),
    [
        ("Arlen has until December 3 to take its troops off the island.", "2018-12-03", "Arlen", None),
        ("Veyra gave Arlen until 3 December to leave.", "2018-12-03", "Arlen", "Veyra"),
        ("Veyra gave Arlen until Friday to leave.", "2018-11-09", "Arlen", "Veyra"),
        ("Arlen was given 48 hours to leave the island.", "2018-11-10", "Arlen", None),
        ("On Monday Veyra gave Arlen ten days to open the border.", "2018-11-15", "Arlen", "Veyra"),
        ("Arlen must pay in full by 30 November.", "2018-11-30", "Arlen", None),
        ("Arlen is to clear the hill by December 20.", "2018-12-20", "Arlen", None),
        ("The mandate of the Straits Commission expires on 30 November.", "2018-11-30", "Straits Commission", None),
        ("The truce runs until 1 December.", "2018-12-01", None, None),
        ("Arlen was to have paid by Monday.", "2018-11-05", "Arlen", None),
        ("A deadline hangs over Arlen. Ten days remain.", "2018-11-18", None, None),
        ("Veyra's ultimatum to Arlen expires at midnight on Monday.", "2018-11-12", "Arlen", "Veyra"),
        ("The clock runs out for Arlen on 3 December.", "2018-12-03", "Arlen", None),
        ("Veyra granted Arlen a grace period of two weeks on Monday.", "2018-11-19", "Arlen", "Veyra"),
        ("Veyra ordered Arlen on Monday to stop digging within 30 days.", "2018-12-05", "Arlen", "Veyra"),
        ("Veyra extended the deadline for Arlen by ten days to 3 December.", "2018-12-03", "Arlen", "Veyra"),
        ("Veyra promised to extend the deadline for Arlen by ten days to 3 December.", "2018-12-03", "Arlen", "Veyra"),
        ("Arlen has 60 days from Monday to answer the complaint.", "2019-01-04", "Arlen", None),
        ("Veyra set a deadline of 3 December for Arlen to leave.", "2018-12-03", "Arlen", "Veyra"),
        ("Arlen has set itself a deadline of 3 December.", "2018-12-03", "Arlen", "Arlen"),
        ("Arlen must leave no later than 3 December.", "2018-12-03", "Arlen", None),
        ("The offer stands until 5 p.m. on Friday.", "2018-11-09", None, None),
        ("Arlen had been given time till Sunday to leave the island.", "2018-11-04", "Arlen", None),
        ("The ultimatum to Arlen was due to expire at the end of the day on Sunday.", "2018-11-04", "Arlen", None),
        ("Veyra said Arlen's mission in Castaly had been given 48 hours to leave.", "2018-11-10", "Arlen", "Veyra"),
        ("The truce with Arlen would be extended until Friday, November 16.", "2018-11-16", "Arlen", None),
        ("Arlen failed to meet another deadline today.", "2018-11-08", "Arlen", None),
        ("Arlen missed a 5 November deadline.", "2018-11-05", "Arlen", None),
        ("A Friday deadline set by the Harbour League for Arlen looms.", "2018-11-09", "Arlen", "Harbour League"),
        ("Veyra on Monday issued a seven-day ultimatum to Arlen.", "2018-11-12", "Arlen", "Veyra"),
        ("On Monday Veyra gave Arlen three months to clear the hill.", "2019-02-05", "Arlen", "Veyra"),
        ("The deadline for Arlen's answer, set long ago, is December 3.", "2018-12-03", "Arlen", None),
        (
            "Arlen was told on Monday to pay. It comes to 84 million, to be settled by 15 November.",
            "2018-11-15",
            None,
            None,
        ),
        ("Veyra had wanted the ships out of the bay by the end of October.", "2018-10-31", None, "Veyra"),
        ("Veyra wants Arlen out of the bay by 3 December.", "2018-12-03", "Arlen", "Veyra"),
        ("The day of 5 November, fixed by Veyra for Arlen's answer, has gone by.", "2018-11-05", "Arlen", "Veyra"),
        (
            "The talks broke down on Monday, leaving Arlen until Friday to give Veyra its river back.",
            "2018-11-09",
            "Arlen",
            "Veyra",
        ),
        (
            "The ultimatum that was to have run out at noon tomorrow will run out on 3 December.",
            "2018-12-03",
            None,
            None,
        ),
        ("The notice that Arlen gave in May still falls due on 12 November.", "2018-11-12", None, "Arlen"),
        ("A panel of three reports on the losses by 30 November.", "2018-11-30", None, None),
        ("The treaty between them runs out on 30 November.", "2018-11-30", None, None),
        ("Arlen's offer stands until Saturday.", "2018-11-10", None, "Arlen"),
        (
            "Two Arlenian attaches were expelled by Veyra. They are to be out within 48 hours.",
            "2018-11-10",
            "Arlen",
            "Veyra",
        ),
        ("The note allows Arlen ten days for an answer.", "2018-11-18", "Arlen", None),
        ("Arlen's decree obliges every skipper to register by 1 December.", "2018-12-01", None, "Arlen"),
        ("Arlen was ordered to leave on Monday. It has six weeks.", "2018-12-17", "Arlen", None),
        ("Veyra vowed to shut the border at midnight on Friday unless Arlen leaves.", "2018-11-09", "Arlen", "Veyra"),
    ],
)
def test_what_falls_due(text: str, day: str, bound: str | None, by: str | None) -> None:
    assert falls(text) == [(day, bound, by)]


def test_who_threatens_in_the_next_sentence_has_set_it() -> None:
    text = (
        "Arlen has until December 3 to take its troops off the island. If one is left, Veyra will leave the league, "
        "President Bram Tovey warned."
    )
    assert falls(text) == [("2018-12-03", "Arlen", "Bram Tovey")]


@pytest.mark.parametrize(
    "text",
    [
        "Arlen gave six months' notice to Veyra.",
        "Arlen sent a six-month notification to Veyra.",
        "Arlen has waited until today.",
        "Arlen could pay by 30 November.",
        "Nobody must pay by 30 November.",
        "Ten days remain until the carnival in Ruhn.",
        "The concert ends on 30 November.",
        "Oda Kell waited for ten days.",
        "Arlen told reporters that a missile fell before dawn on Wednesday.",
        "Arlen moved its troops to Ruhn on Monday.",
    ],
)
def test_what_sets_nothing(text: str) -> None:
    assert falls(text) == []


def test_more_time_runs_from_the_old_end() -> None:
    text = "Arlen had until Wednesday to leave. Castaly then gave Arlen 48 more hours."
    assert [day for day, _, _ in falls(text)] == ["2018-11-07", "2018-11-09"]


def test_of_a_threat_and_its_condition_the_condition_falls_due() -> None:
    text = "Veyra will leave the league on 1 December unless Arlen has left the island by midnight on 30 November."
    assert [day for day, _, _ in falls(text)] == ["2018-11-30"]


def test_no_day_is_counted_from_a_page_without_one() -> None:
    assert falls("Arlen was given 48 hours to leave.", on=None) == []


@given(st.integers(1, 300))
def test_a_length_given_ends_so_many_days_behind_the_page(days: int) -> None:
    expected = str(date(2018, 11, 8) + timedelta(days))
    assert falls(f"Arlen was given {days} days to open the border.") == [(expected, "Arlen", None)]


def test_a_length_beyond_all_numbers_ends_on_no_day() -> None:
    assert falls(f"Arlen was given {'9' * 400} days to open the border.") == []
    assert falls("Arlen was given 60 days to open the border.", on="9999-12-02") == []
