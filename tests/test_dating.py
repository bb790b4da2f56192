"""The solver of dates: what agrees is joined by weight, known traps are not stepped into, every step is in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given as each
from hypothesis import settings
from hypothesis import strategies as st

from onrecord.model import (
    CLOCK,
    SEARCHED,
    DateCandidate,
    DateSource,
    Evidence,
    Granularity,
    Interval,
    Line,
    LineKind,
    Reading,
    Span,
)
from onrecord.reading.actors.cast import Cast
from onrecord.reading.actors.gazetteer import Gazetteer
from onrecord.reading.dating.constraint import Constraint, Tier, tier
from onrecord.reading.dating.office import _folded, _role_before
from onrecord.reading.dating.solver import solve
from onrecord.reading.dating.sureness import sureness
from onrecord.reference import Reference
from texts import day, document, given, reading

LINE, DATELINE, METADATA, URL = DateSource.LINE, DateSource.DATELINE, DateSource.METADATA, DateSource.URL
TOVEY = "President Bram Tovey said that the strait was open."


def dated(text: str, *dates: DateCandidate, fetched: str | None = None) -> Reading:
    retrieved = datetime.fromisoformat(fetched).replace(tzinfo=UTC) if fetched else None
    return reading(replace(document(text, dates=dates), retrieved=retrieved))


def published(text: str, *dates: DateCandidate, fetched: str | None = None) -> str:
    return str(dated(text, *dates, fetched=fetched).published.value)


def line(text: str, iso: str, source: DateSource = LINE) -> DateCandidate:
    at = day(iso)
    return DateCandidate(source, text, at.year, at.month, at.day)


def hint(times: list[Interval], weight: float) -> Constraint:
    return Constraint("test", "a test", (tier(times, weight),), (Evidence("test", "said so"),))


DAYS = st.dates(date(1990, 1, 1), date(2030, 1, 1))
TIMES = st.builds(
    lambda a, b, left, right: Interval(None if left else min(a, b), None if right else max(a, b)),
    DAYS,
    DAYS,
    st.booleans(),
    st.booleans(),
)
HINTS = st.lists(st.builds(hint, st.lists(TIMES, min_size=1, max_size=3), st.floats(0.1, 5)), max_size=6)


@settings(max_examples=100, deadline=None)
@each(HINTS, st.lists(DAYS, min_size=1, max_size=20))
def test_no_day_outside_of_the_solution_has_more_weight_than_one_inside(
    hints: list[Constraint], days: list[date]
) -> None:
    solution = solve(hints)
    inside = [d for r in solution.regions for d in (r.earliest or date.min, r.latest or date.max)]
    most = sum(h.weight(inside[0]) for h in hints)
    assert all(sum(h.weight(d) for h in hints) == pytest.approx(most, abs=1e-5) for d in inside)
    assert all(sum(h.weight(d) for h in hints) <= most + 1e-5 for d in days)
    assert solve(hints[::-1]).regions == solution.regions
    assert 0 < sureness(hints, solution) <= 1


def test_without_hints_every_day_is_left() -> None:
    assert solve([]).regions == (Interval(None, None),)


@pytest.mark.parametrize("source", [METADATA, URL, LINE, DATELINE])
def test_a_clear_date_is_sure_by_where_it_stands(source: DateSource) -> None:
    assert dated("It rained.", given("2018-12-06", source)).published.confidence > 0.8


def test_dates_that_agree_are_surer_and_such_that_do_not_less_sure() -> None:
    alone, agreeing, other = given("2018-12-06", LINE), given("2018-12-06", URL), given("2019-05-01", METADATA)
    sure = dated("It rained.", alone).published.confidence
    assert dated("It rained.", alone, agreeing).published.confidence > sure
    assert (
        dated("It rained.", agreeing, other).published.confidence < dated("It rained.", agreeing).published.confidence
    )


@each(st.dates(date(2016, 6, 1), date(2020, 5, 1)), st.sampled_from(["", "on Monday", "on Friday", "on Sunday"]))
@settings(max_examples=60, deadline=None)
def test_a_year_among_several_that_fit_as_well_is_never_picked(at: date, when: str) -> None:
    head = DateCandidate(LINE, f"{at:%B} {at.day}", None, at.month, at.day)
    found = dated(f"President Bram Tovey said {when} that the strait was open.", head).published
    days = [
        d for d in (_that_day(y, at) for y in range(2016, 2021)) if d and date(2016, 5, 10) <= d <= date(2020, 5, 9)
    ]
    if when == "":
        assert {d for d in (found.value.earliest, found.value.latest) if d} == {min(days), max(days)}
    elif found.value.earliest == found.value.latest and len(days) > 1:
        assert found.confidence < 0.75
        assert "left aside" in found.why


def _that_day(year: int, at: date) -> date | None:
    try:
        return at.replace(year=year)
    except ValueError:
        return None


def test_times_of_one_hint_that_overlap_count_once() -> None:
    joined = tier([Interval(day("2018-01-01"), day("2018-03-01")), Interval(day("2018-02-01"), None)], 1)
    assert joined == Tier((Interval(day("2018-01-01"), None),), 1)


def test_month_and_day_that_may_be_swapped_are_both_kept_until_something_settles_it() -> None:
    figures = DateCandidate(LINE, "12/06/2018", 2018, None, None)
    found = dated("It rained.", figures)
    assert str(found.published.value) == "2018-06-12/2018-12-06"
    assert "2018-06-12 or 2018-12-06" in found.published.why
    assert published("It rained on Thursday.", figures) == "2018-06-12/2018-12-06"
    assert published("It rained.", figures, fetched="2018-09-01") == "2018-06-12"
    assert published("It rained.", figures, given("2018-12-06", DATELINE, year=False)) == "2018-12-06"


def test_of_a_day_and_month_that_may_be_swapped_the_reading_that_lost_is_named() -> None:
    figures = DateCandidate(LINE, "12/06/2018", 2018, None, None)
    found = dated("It rained.", figures, given("2018-12-06", DATELINE, year=False))
    assert "read as 2018-06-12, against which speaks" in found.published.why
    assert [(r.candidate.text, r.why) for r in found.rejected] == [
        ("12/06/2018", "read as 2018-06-12: against it speaks 12-06 (dateline)")
    ]
    fetched = dated("It rained.", figures, fetched="2018-09-01")
    assert [r.why for r in fetched.rejected] == ["read as 2018-12-06: against it speaks the time of retrieval"]


def test_of_two_dates_of_a_page_the_older_is_the_storys() -> None:
    assert (
        published("It rained.", line("30 May 2018", "2018-05-30"), line("12 March 2018", "2018-03-12")) == "2018-03-12"
    )


def test_the_day_of_a_change_is_not_that_of_publication() -> None:
    changed = line("Updated: 9 March 2018", "2018-03-09")
    assert published("It rained.", changed, line("7 March 2018", "2018-03-07")) == "2018-03-07"
    alone = dated("It rained.", changed).published
    assert str(alone.value) == "../2018-03-09"
    assert "when the page was changed, so it is no younger" in alone.why


def test_a_pages_own_clock_is_the_last_day_that_it_can_be_of() -> None:
    clock = replace(line("11 May 2021", "2021-05-11"), place=CLOCK)
    alone = dated("It rained.", clock).published
    assert str(alone.value) == "../2021-05-11"
    assert "opened or saved" in alone.why
    assert published("It rained.", clock, line("12 March 2018", "2018-03-12")) == "2018-03-12"


def test_what_was_only_found_by_searching_the_markup_gives_way_to_what_is_declared() -> None:
    searched = replace(given("2018-12-09", METADATA), place=SEARCHED)
    assert published("It rained.", searched) == "2018-12-09"
    assert published("It rained.", searched, given("2018-12-06", URL)) == "2018-12-06"


def test_where_only_the_tables_end_the_years_that_side_stays_open() -> None:
    head = given("2018-03-12", DATELINE, year=False)
    found = dated("Secretary-General Iskra Lund said that it rained.", head)
    assert str(found.published.value) == "2016-03-12/.."
    assert "tried" not in found.published.why
    assert published("Secretary-General Iskra Lund said that it rained.", head, fetched="2019-08-01") == (
        "2016-03-12/2019-03-12"
    )


def test_what_a_table_gives_as_a_date_and_is_none_is_rejected_by_name() -> None:
    found = dated("It rained.", DateCandidate(METADATA, "6.XII.2018", None, None, None, place="column date of t.csv"))
    assert [(r.candidate.text, r.why) for r in found.rejected] == [("6.XII.2018", "it cannot be read as a date")]


def test_the_day_of_a_correction_is_only_the_last_that_a_page_can_be_of() -> None:
    doc = document("It rained.", dates=[replace(line("Friday, 9 March 2018.", "2018-03-09"), span=Span(0, 21, 1))])
    lines = (Line(LineKind.CORRECTION, "CORRECTION:"), Line(LineKind.DATE, "Friday, 9 March 2018."))
    assert str(reading(replace(doc, lines=lines)).published.value) == "../2018-03-09"


def test_a_year_in_a_note_on_rights_gives_way_to_any_date_before_it() -> None:
    rights = DateCandidate(LINE, "© 2021 The Courier", 2021, None, None)
    assert published("It rained.", rights, line("7 March 2018", "2018-03-07")) == "2018-03-07"


def test_a_day_apart_is_told_as_what_two_zones_may_make() -> None:
    found = dated("It rained.", given("2018-12-07", METADATA), given("2018-12-06", URL))
    assert str(found.published.value) == "2018-12-07"
    assert "two zones" in found.rejected[0].why


def test_the_date_that_programs_write_where_they_have_none_is_thrown_out() -> None:
    found = dated("It rained.", given("1970-01-01", METADATA), given("2018-12-06", URL))
    assert str(found.published.value) == "2018-12-06"
    assert "programs" in found.rejected[0].why


def test_a_page_is_no_younger_than_when_it_was_fetched() -> None:
    assert published("It rained.", fetched="2020-03-04") == "../2020-03-05"
    found = dated("It rained.", given("2021-01-01", LINE), fetched="2020-03-04")
    assert [r.candidate.text for r in found.rejected] == ["2021-01-01"]


def test_what_is_told_as_past_bounds_a_page_from_below_and_its_year_is_not_taken() -> None:
    found = dated("The harbour was closed in May 2014. It rained.")
    assert found.published.value == Interval(day("2014-05-01"), None, Granularity.OPEN)
    assert published("The harbour has been closed since 2014.") == "2014-01-01/.."


@pytest.mark.parametrize(
    "text",
    [
        "The harbour would be closed by 2030.",
        "They demanded that the harbour be closed in 2030.",
        "The 2030 target was missed.",
        "A film of 1999 plays in 2030.",
    ],
)
def test_years_that_are_not_past_bound_nothing_from_below(text: str) -> None:
    assert dated(text).published.value.earliest is None


def test_what_will_be_bounds_a_page_from_above() -> None:
    assert published("The harbour will be closed in 2030.") == "../2030-12-31"


def test_somebody_who_does_something_now_holds_the_office_now() -> None:
    assert published("President Bram Tovey is in the north, where it rains.").startswith("2016-05-10/2020-05-")
    assert published("President Bram Tovey went north on Monday.").startswith("2016-05-10/2020-05-")
    assert published("The hat of President Bram Tovey was lost in the flood.") == "2016-05-10/.."


def test_two_dates_that_agree_outweigh_one_office_and_the_chain_says_what_was_left_aside() -> None:
    found = dated(TOVEY, given("2021-05-11", METADATA), given("2021-05-11", URL))
    assert str(found.published.value) == "2021-05-11"
    assert any(e.rule.startswith("left aside") and "Bram Tovey" in e.says for e in found.published.evidence)


def test_a_named_day_leaves_the_years_that_have_it() -> None:
    text = f"{TOVEY} The talks broke down on Tuesday, March 13."
    time = dated(text).published.value
    assert time.earliest and time.latest
    assert day("2018-03-13") in time
    assert (time.latest - time.earliest).days < 700


def test_a_page_with_endless_dates_is_dated_by_its_first() -> None:
    dates = [given("2018-03-12", LINE)] + [given("2019-03-12", LINE)] * 200
    found = dated("It rained.", *dates)
    assert found.published.value.known
    assert len(found.rejected) >= 140


def test_every_title_of_the_reference_is_found_before_a_name() -> None:
    reference = Reference.load()
    gazetteer = Gazetteer(reference)
    assert _role_before(Cast("The fall of Xan Yorrel", reference, gazetteer), Span(12, 22)) is None
    for title in sorted({o.title for actor in reference.actors.values() for o in actor.offices}):
        text = f"On Monday {title.title()} Xan Yorrel"
        role = _role_before(Cast(text, reference, gazetteer), Span(len(text) - 10, len(text)))
        assert role is not None, title
        assert _folded(title) <= role[0], (title, role)


def test_a_weekday_speaks_for_its_own_day_and_the_day_behind_it_alike() -> None:
    text = "President Bram Tovey said on Sunday that the strait was open."
    both = dated(text, given("2018-03-12", DateSource.DATELINE, year=False)).published
    assert {date(2017, 3, 12), date(2018, 3, 12)} <= {d for d in (both.value.earliest, both.value.latest) if d} or (
        both.confidence < 0.75
    )
