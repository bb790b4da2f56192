"""From when a time counts: the words that set it, the time told before it, the page."""

from __future__ import annotations

import pytest

from onrecord.model import Reading
from texts import told


def times(found: Reading) -> list[str]:
    return [str(e.time.value) for e in found.events]


@pytest.mark.parametrize(
    ("text", "time"),
    [
        (
            "On 20 October 2018, it rained. Arlen withdrew from the Lantern Treaty a week later.",
            "2018-10-24/2018-10-30",
        ),
        ("On 20 October 2018, it rained. Arlen withdrew from the Lantern Treaty the next day.", "2018-10-21"),
        ("On 20 October 2018, it rained. Arlen withdrew from the Lantern Treaty three days later.", "2018-10-23"),
    ],
)
def test_what_counts_on_counts_from_the_time_before(text: str, time: str) -> None:
    _, found = told(text)
    assert time in times(found)
    why = next(e.time.why for e in found.events if str(e.time.value) == time)
    assert "counted from" in why and "20 October 2018" in why


def test_what_counts_on_from_nothing_is_not_known() -> None:
    _, found = told("Arlen withdrew from the Lantern Treaty a week later.")
    assert all(not e.time.value.known for e in found.events)


def test_a_statement_is_dated_by_what_counts_on() -> None:
    _, found = told('On 20 October 2018, Arlen left. The next day, Oda Kell said: "The strait is open to all of us."')
    assert "2018-10-21" in [str(s.time.value) for s in found.statements]


def test_a_term_counts_from_the_words_that_set_it_and_says_so() -> None:
    _, found = told("On 20 October 2018, Oda Kell gave Veyra 10 days to leave the Sound.")
    (due,) = found.deadlines
    assert due.start is not None
    assert (str(due.start.value), str(due.falls.value), due.bound) == ("2018-10-20", "2018-10-30", "Veyra")
    assert "when it was said" in due.falls.why


def test_a_term_counts_from_the_day_that_its_words_name() -> None:
    _, found = told(
        "Oda Kell said on Monday that Arlen would leave the Lantern Treaty in 60 days from 1 December 2018."
    )
    (due,) = found.deadlines
    assert due.start is not None
    assert (str(due.start.value), str(due.falls.value)) == ("2018-12-01", "2019-01-30")


def test_a_day_that_is_named_is_a_deadline_too() -> None:
    _, found = told("Oda Kell demanded on Monday that Veyra leave the Sound by 1 December.")
    (due,) = found.deadlines
    assert (due.days, str(due.falls.value), due.bound) == (None, "2018-12-01", "Veyra")


def test_who_a_condition_names_is_bound_by_it() -> None:
    _, found = told("Oda Kell said Arlen would leave the Lantern Treaty in 60 days unless Veyra stopped the patrols.")
    (due,) = found.deadlines
    assert due.bound == "Veyra"


def test_words_told_inside_others_are_no_younger_than_those() -> None:
    text = "On 20 October 2018, Oda Kell said that Bram Tovey had claimed that the strait was open."
    _, found = told(text)
    inner = [s for s in found.statements if s.parent]
    assert inner and all(str(s.time.value.latest) == "2018-10-20" for s in inner)


def test_nothing_was_said_after_the_page() -> None:
    _, found = told("Oda Kell said this year that the strait was open.")
    assert [str(s.time.value) for s in found.statements] == ["2018-01-01/2018-11-08"]
