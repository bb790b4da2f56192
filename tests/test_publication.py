"""When a document was published: evidence that agrees is joined, what cannot be is thrown out and named."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given as each
from hypothesis import settings
from hypothesis import strategies as st

from onrecord.ingest import extract
from onrecord.model import DateCandidate, DateSource, Granularity, Interval, Page, Reading, Span
from onrecord.reading import read
from texts import document, given, reader, reading, told, world

KELL = "Foreign Minister Oda Kell said that the strait was open."
TOVEY = "President Bram Tovey said that the strait was open."
LINE, DATELINE, METADATA, URL = DateSource.LINE, DateSource.DATELINE, DateSource.METADATA, DateSource.URL


def dated(text: str, *dates: DateCandidate) -> Reading:
    return reading(document(text, dates=dates))


def published(text: str, *dates: DateCandidate) -> str:
    return str(dated(text, *dates).published.value)


def rules(found: Reading) -> list[str]:
    return [e.rule for e in found.published.evidence]


@pytest.mark.parametrize("source", list(DateSource))
def test_a_full_date_is_taken_and_says_where_it_stood(source: DateSource) -> None:
    found = dated(KELL, given("2018-03-12", source))
    assert found.published.value == Interval.day(date(2018, 3, 12))
    assert found.published.evidence[0].rule == f"date: {source}"
    assert "2018-03-12" in found.published.why
    assert found.rejected == ()


def test_sources_that_agree_make_it_surer() -> None:
    alone = dated("It rained.", given("2018-03-12", LINE))
    both = dated("It rained.", given("2018-03-12", LINE), given("2018-03-12", URL))
    assert both.published.value == alone.published.value
    assert both.published.confidence > alone.published.confidence
    assert both.rejected == ()


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_metadata_weighs_more_than_a_line(order: tuple[int, int]) -> None:
    dates = (given("2018-03-12", METADATA), given("2018-05-30", LINE))
    found = dated("It rained.", *(dates[i] for i in order))
    assert str(found.published.value) == "2018-03-12"
    assert [r.candidate.source for r in found.rejected] == [LINE]
    assert "2018-03-12" in found.rejected[0].why


def test_the_clock_of_a_saved_page_is_thrown_out_with_the_reason() -> None:
    found = dated(KELL, given("2021-05-11", LINE))
    assert [r.candidate.text for r in found.rejected] == ["2021-05-11"]
    assert "Oda Kell" in found.rejected[0].why
    assert found.published.value.earliest == date(2014, 1, 10)
    assert found.published.value.latest == date(2018, 12, 20)


def test_a_date_that_only_one_of_two_people_allows_names_the_other() -> None:
    found = dated(f"{KELL} {TOVEY}", given("2019-05-11", LINE))
    assert "Oda Kell" in found.rejected[0].why
    assert "Tovey" not in found.rejected[0].why


def test_a_dateline_without_a_year_is_solved_by_weekday_and_office() -> None:
    text = "President Bram Tovey said on Monday that the strait was open."
    found = dated(text, given("2018-03-12", DATELINE, year=False))
    assert str(found.published.value) == "2018-03-12"
    assert {"date: dateline", "weekday", "term of office"} <= set(rules(found))
    assert found.published.confidence < 0.95


@pytest.mark.parametrize(
    ("weekday", "time"),
    [("Sunday", "2017-03-12"), ("Monday", "2018-03-12"), ("Tuesday", "2019-03-12"), ("Thursday", "2020-03-12")],
)
def test_each_weekday_leaves_its_own_year(weekday: str, time: str) -> None:
    text = f"President Bram Tovey said on {weekday} that the strait was open."
    assert published(text, given("2018-03-12", DATELINE, year=False)) == time


def test_years_that_nothing_tells_apart_stay_an_interval() -> None:
    found = dated(TOVEY, given("2018-03-12", DATELINE, year=False))
    assert str(found.published.value) == "2017-03-12/2020-03-12"
    assert found.published.value.granularity is Granularity.OPEN


def test_a_weekday_that_no_year_has_leaves_the_years_as_they_were() -> None:
    text = "President Bram Tovey said on Friday that the strait was open."
    assert published(text, given("2018-03-12", DATELINE, year=False)) == "2017-03-12/2020-03-12"


def test_a_weekday_to_come_tells_nothing_of_the_page() -> None:
    text = f"{TOVEY} The talks will begin on Monday."
    assert published(text, given("2018-03-12", DATELINE, year=False)) == "2017-03-12/2020-03-12"


def test_two_terms_leave_one_year() -> None:
    text = f"{TOVEY} {KELL}"
    assert published(text, given("2018-06-01", DATELINE, year=False)) == "2016-06-01/2018-06-01"
    assert published(text, given("2018-03-12", DATELINE, year=False)) == "2017-03-12/2018-03-12"


def test_a_leap_day_has_only_leap_years() -> None:
    assert published(TOVEY, given("2016-02-29", DATELINE, year=False)) == "2020-02-29"


def test_terms_of_office_alone_bound_the_page() -> None:
    assert published(f"{KELL} {TOVEY}") == "2016-05-10/2018-12-20"


def test_a_term_that_still_runs_leaves_the_later_side_open() -> None:
    found = dated("Secretary-General Iskra Lund said that the strait was open.")
    assert found.published.value.earliest == date(2015, 10, 1)
    assert found.published.value.latest is None


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Prime Minister Hale Morrant said it.", "2009-03-01/2013-02-28"),
        ("President Hale Morrant said it.", "2017-03-01/2022-02-28"),
    ],
)
def test_the_office_that_is_named_decides_which_term(text: str, time: str) -> None:
    assert published(text) == time


@pytest.mark.parametrize(
    "text",
    ["Hale Morrant said that the strait was open.", "Then-president Bram Tovey said that the strait was open."],
)
def test_no_office_or_one_of_then_gives_no_bound(text: str) -> None:
    found = dated(text)
    assert found.published.value == Interval(None, None, Granularity.OPEN)
    assert str(published(text, given("2021-05-11", LINE))) == "2021-05-11"


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Former president Hale Morrant said that the strait was open.", "2022-02-28/.."),
        ("The former foreign minister Oda Kell said that the strait was open.", "2018-12-20/.."),
        ("Ex-president Bram Tovey said that the strait was open.", "2020-05-09/.."),
    ],
)
def test_a_former_office_dates_a_page_after_its_term(text: str, time: str) -> None:
    assert published(text) == time
    assert str(published(text, given("2025-05-11", LINE))) == "2025-05-11"
    assert [r.candidate.text for r in dated(text, given("2016-05-11", LINE)).rejected] == ["2016-05-11"]


def test_where_nothing_tells_the_interval_is_open_and_says_why() -> None:
    found = dated("The tide was low and the boats lay in the mud.")
    assert found.published.value == Interval(None, None, Granularity.OPEN)
    assert found.published.why != ""
    assert found.rejected == ()


@pytest.mark.parametrize(
    "text",
    [
        "When Foreign Minister Oda Kell visited Ruhn in 2015, it rained.",
        "The treaty, which President Bram Tovey signed in 2018, is dead, Castaly said.",
    ],
)
def test_an_office_of_the_past_that_a_page_recalls_throws_no_date_out(text: str) -> None:
    found = dated(text, given("2023-05-01", METADATA))
    assert str(found.published.value) == "2023-05-01"
    assert found.rejected == ()


def test_where_every_date_was_thrown_out_the_reason_says_so() -> None:
    found = dated("It rained.", DateCandidate(LINE, "30 February 2018", 2018, 2, 30))
    assert not found.published.value.known
    assert [r.why for r in found.rejected] == ["the calendar has no such day"]
    assert "thrown out" in found.published.why


def test_a_date_far_from_the_dateline_is_not_the_storys() -> None:
    dates = (given("2018-03-12", DATELINE, year=False), given("2018-10-01", METADATA))
    found = dated(f"{TOVEY} {KELL}", *dates)
    assert [r.candidate.source for r in found.rejected] == [METADATA]
    assert found.published.value == Interval(date(2017, 3, 12), date(2018, 3, 12), Granularity.OPEN)


def test_a_posting_within_the_week_of_the_dateline_agrees_with_it() -> None:
    dates = (given("2018-12-30", DATELINE, year=False), given("2019-01-02", METADATA))
    found = dated("It rained.", *dates)
    assert found.rejected == ()
    assert found.published.value.latest == date(2019, 1, 2)


def test_a_dated_event_that_is_reported_as_news_dates_the_page() -> None:
    found = dated("The ministers met at the Ruhn summit on Tuesday.")
    assert found.published.value.earliest == date(2018, 3, 13)
    assert found.published.value.latest is not None and found.published.value.latest < date(2018, 3, 20)
    assert "dated event" in rules(found)


def test_a_page_that_names_a_dated_event_is_no_older_than_it() -> None:
    time = dated("The ministers met at the Ruhn summit.").published.value
    assert time.earliest == date(2018, 3, 12)
    assert time.latest is None or time.latest >= date(2018, 3, 14)


def test_a_year_alone_is_that_year() -> None:
    found = dated("It rained.", DateCandidate(LINE, "(c) 2018", 2018, None, None))
    assert str(found.published.value) == "2018-01-01/2018-12-31"
    assert found.published.value.granularity is Granularity.YEAR


def test_the_evidence_points_at_the_page() -> None:
    text = "12 March. President Bram Tovey said on Monday that the strait was open."
    doc = document(text, dates=[DateCandidate(DATELINE, "12 March", None, 3, 12, Span(0, 8))])
    found = reading(doc)
    shown = {e.rule: doc.words(e.span) for e in found.published.evidence if e.span}
    assert shown["date: dateline"] == "12 March"
    assert shown["weekday"] == "Monday"
    assert shown["term of office"].endswith("Bram Tovey")


PIECES = st.sampled_from(
    [
        KELL, TOVEY, "President Hale Morrant left.", "Former president Hale Morrant left.", "It rained on Monday.",
        "He said on Tuesday that it rained.", "The ministers met at the Ruhn summit on Wednesday.",
        "The talks will begin on Friday.", "Signed on 3 June 1988.",
    ]
)  # fmt: skip
CANDIDATES = st.builds(
    DateCandidate,
    st.sampled_from(list(DateSource)),
    st.just("a date"),
    st.none() | st.integers(1900, 2100),
    st.none() | st.integers(1, 12),
    st.none() | st.integers(1, 31),
)


@settings(max_examples=150, deadline=None)
@each(st.lists(PIECES, max_size=4), st.lists(CANDIDATES, max_size=4))
def test_whatever_a_page_gives_the_interval_is_shown_and_every_full_date_is_used_or_rejected(
    pieces: list[str], dates: list[DateCandidate]
) -> None:
    found = dated(" ".join(pieces), *dates)
    time = found.published.value
    assert found.published.evidence
    assert all(r.why and r.candidate in dates for r in found.rejected)
    full = [c for c in dates if c.year and c.month and c.day]
    if time.known and time.earliest == time.latest and full:
        day = time.earliest
        used = [c for c in full if (c.year, c.month, c.day) == (day.year, day.month, day.day)] if day else []
        assert len(found.rejected) + len(used) >= len(full)


@pytest.mark.parametrize(
    ("note", "when"),
    [
        ("(c) Lakewire News 2015. All rights reserved.", "2015-03-04"),
        ("Copyright 2015 Lakewire", "2015-03-04"),
        ("(c) 1998-2015 Lakewire News", ".."),  # of two years neither is the story's
        ("(c) Tolm Courier 2015", ".."),  # the foot of whoever carries the story
    ],
)
def test_an_agencys_note_on_rights_has_the_year_of_its_dateline(note: str, when: str) -> None:
    head = "TOLM, March 4 (Lakewire) - The sluices of the lake were shut on Tuesday, and boats lay on dry ground.\n\n"
    rest = (
        "Nobody could say when they would be opened. The wardens waited on the bank, and the fishermen with them.\n\n"
    )
    page = Page("p", "p.txt", "text/plain", f"Sluices shut on the lake\n\n{head}{rest}{note}\n".encode())
    found = read(extract(page), reader(), world()).published
    assert str(found.value).strip("./") == when.strip("./")
    assert found.confidence > 0.5


def test_what_somebody_says_on_their_last_day_in_office_is_told_on_the_day_after() -> None:
    text = "President Bram Tovey said in an address that Veyra had given him no choice but to resign."
    _, found = told(text, on="2020-05-10")
    assert str(found.published.value) == "2020-05-10"
    _, alone = told(text, on=None)
    assert str(alone.published.value.latest) == "2020-05-09"
