"""The times of whole texts: resolved from the day of the page, the tense and the times told before."""

from __future__ import annotations

import gc
import time
from datetime import date

import pytest
from hypothesis import given as each
from hypothesis import strategies as st

from onrecord.model import Interval, Span
from onrecord.reading.timex import Named, Time, times

# A Thursday.
TODAY = Interval.day(date(2018, 11, 8))


def told(text: str, published: Interval = TODAY) -> dict[str, list[str]]:
    """Every time of a text with its readings."""
    return {text[t.span.start : t.span.end]: [str(r) for r in t.readings] for t in times(text, published)}


def only(text: str) -> Time:
    """The one time of a text."""
    (one,) = times(text, TODAY)
    return one


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("The envoy spoke on Thursday.", ["2018-11-08"]),
        ("The envoy spoke on Friday.", ["2018-11-02"]),
        ("The envoys will meet on Friday.", ["2018-11-09"]),
        ("The vote is to be held on 20 November.", ["2018-11-20"]),
        ("The vote was held on 20 November.", ["2017-11-20"]),
        ("Talks on Sunday", ["2018-11-11", "2018-11-04"]),
        ("Talks on 12/06/2018", ["2018-06-12", "2018-12-06"]),
        ("Talks on 25/12/2018", ["2018-12-25"]),
        ("They met on December 4-5, 2018.", ["2018-12-04/2018-12-05"]),
        ("They met on 5\u20136 September 2018.", ["2018-09-05/2018-09-06"]),
        ("The treaty lapsed in the late 1980s.", ["1985-01-01/1989-12-31"]),
        ("It was a 17th-century fort.", ["1600-01-01/1699-12-31"]),
        ("It was built in the 1800s.", ["1800-01-01/1899-12-31"]),
        ("It fell in the first quarter of 2018.", ["2018-01-01/2018-03-31"]),
        ("It was closed in the past five years.", ["2013-11-08/2018-11-08"]),
        ("It was closed in recent years.", ["../2018-11-08"]),
        ("It was closed several years ago.", ["../2018-11-08"]),
        ("They must leave by the end of the year.", ["2018-12-31"]),
        ("He came in March last year.", ["2017-03-01/2017-03-31"]),
    ],
)
def test_what_a_time_may_mean(text: str, readings: list[str]) -> None:
    assert [str(r) for r in only(text).readings] == readings


@pytest.mark.parametrize(
    ("text", "words", "readings"),
    [
        ("It was signed in April 2004 and came into force on 1 September of that year. They met on Monday.",
         "1 September", ["2004-09-01"]),
        ("It was signed on 12 April 2004 and lapsed in October of the same year, she said on Monday.",
         "October", ["2004-10-01/2004-10-31"]),
    ],
)  # fmt: skip
def test_a_day_of_that_year_is_of_the_year_told_last(text: str, words: str, readings: list[str]) -> None:
    assert told(text)[words] == readings


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("A five-year-old was there.", "age", "P5Y"),
        ("The truce held for three weeks.", "duration", "P3W"),
        ("They meet every Tuesday.", "set", "R/P1W"),
        ("They meet twice a year.", "set", "R/P1Y"),
        ("The siren sounded at 6:13 p.m.", "clock", ""),
    ],
)
def test_what_names_no_day_is_no_date(text: str, kind: str, value: str) -> None:
    one = only(text)
    assert (one.words.kind, one.value, one.readings, one.dated) == (kind, value, (), False)


@pytest.mark.parametrize(
    "text",
    [
        "a range of 1,500 km", "some 2000 troops", "Resolution 1929 of the council", "Windows 2000 was old",
        "version 2.0", "May said no", "they march on", "the sun", "a second decision", "won 3-1", "room 2018",
        "Section 1981 applies", "a fall of the house", "Good Friday accords", "the 25th OSCE meeting",
        "1/2 of them", "$2018", "tel. 461-1776",
    ],
)  # fmt: skip
def test_traps(text: str) -> None:
    assert [t for t in times(text, TODAY) if t.dated] == []


def test_a_page_at_either_end_of_the_calendar() -> None:
    text = "1 January 0001 came first; on 31 December 9999 nothing followed, and the council met in 2018."
    for day in (date.min, date.max):
        assert "2018" in " ".join(told(text, Interval.day(day)))


def test_a_week_later_counts_from_the_time_before() -> None:
    found = told("It was signed on 8 December 1987. A week later the guns left. The next day was calm.")
    assert found["A week later"] == ["1987-12-12/1987-12-18"]
    assert told("It was signed on 8 December 1987. The next day was calm.")["The next day"] == ["1987-12-09"]


def test_what_it_counts_from_is_never_guessed() -> None:
    assert told("A week later the guns left.")["A week later"] == []
    assert told("It was signed on 8 December 1987 and ended in 2005. The next day was calm.")["The next day"] == []


def test_the_ends_of_a_range_share_their_year_and_their_bounds() -> None:
    first, last = times("The talks ran from March to August 2011.", TODAY)
    assert str(first.interval) == "2011-03-01/2011-03-31"
    assert str(first.bounds) == str(last.bounds) == "2011-03-01/2011-08-31"


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("It has been closed since 2005.", "2005-01-01/.."),
        ("They must leave by 20 November 2018.", "../2018-11-20"),
        ("It was closed in 2005.", None),
    ],
)
def test_a_word_before_a_time_makes_a_bound_of_it(text: str, bounds: str | None) -> None:
    one = only(text).bounds
    assert (str(one) if one else None) == bounds


def test_a_tale_of_other_years_dates_by_its_own() -> None:
    text = "He was born in 1811. He left school in 1828. On 4 July 1831 he was tried. On July 14 he was held."
    assert told(text)["July 14"] == ["1831-07-14"]


def test_a_named_event_is_a_time_with_its_source() -> None:
    text = "Since the Harbour Talks nobody has met."
    named = Named(Span(10, 22), "Harbour Talks", Interval(date(2017, 3, 1), date(2017, 3, 2)), "a made-up almanac")
    (one,) = times(text, TODAY, (named,))
    assert str(one.interval) == "2017-03-01/2017-03-02"
    assert str(one.bounds) == "2017-03-01/.."
    assert "a made-up almanac" in one.why


def test_both_readings_are_written_as_one_of_a_set() -> None:
    assert only("Talks on Sunday").value == "[2018-11-11,2018-11-04]"
    assert only("about 1880").value == "1880~"


@each(st.text(alphabet=st.sampled_from("0123456789-/.:, \u00a0\nMarchMay2018ondaysthelastweekagoXVI'"), max_size=80))
def test_no_text_makes_it_fail(text: str) -> None:
    last = 0
    for one in times(text, TODAY):
        assert last <= one.span.start < one.span.end <= len(text)
        last = one.span.end


@pytest.mark.parametrize(
    "piece", ["the last ", "1,", "2018-", "a few ", "March 4 ", "A week later ", "from 1987 to 1991 ", "the  "]
)
def test_a_long_text_takes_no_more_than_its_length(piece: str) -> None:
    """Patterns take no steps that could be counted: the quickest of three, while nothing else is cleared away."""
    text = piece * (60_000 // len(piece))
    took = []
    gc.disable()
    try:
        for part in (text[: len(text) // 4], text):
            rounds = []
            for _ in range(3):
                start = time.process_time()
                times(part, TODAY)
                rounds.append(time.process_time() - start)
            took.append(min(rounds))
    finally:
        gc.enable()
    assert took[1] < 12 * max(took[0], 0.05)
