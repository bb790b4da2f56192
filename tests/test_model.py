"""The nouns: spans, intervals, judgements and documents keep what they promise."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date, timedelta

import pytest
from hypothesis import given as each
from hypothesis import strategies as st

from onrecord.model import (
    Act,
    Attribution,
    Document,
    Evidence,
    Granularity,
    Interval,
    Issue,
    Judgement,
    Line,
    LineKind,
    OnRecordError,
    PartKind,
    Refused,
    Span,
)
from onrecord.model.interval import calendar_day
from onrecord.model.notation import shipped
from onrecord.model.span import surfaces
from texts import document

SPANS = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda p: Span(min(p), max(p)))
DAYS = st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1))


def ordered(pair: tuple[date | None, date | None]) -> Interval:
    earliest, latest = pair
    if earliest and latest and earliest > latest:
        earliest, latest = latest, earliest
    return Interval(earliest, latest)


INTERVALS = st.tuples(DAYS, DAYS).map(ordered)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 2), (-2, -1)])
def test_a_span_never_runs_backwards_or_starts_before_the_text(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="0 <= start <= end"):
        Span(start, end)


def test_what_is_made_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Span(1, 2).start = 3  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        Interval().latest = date(2018, 1, 1)  # type: ignore[misc]


def test_spans_of_other_lines_never_meet() -> None:
    assert not Span(0, 5).touches(Span(0, 5, 1))
    assert Span(1, 2, 1) not in Span(0, 5)
    assert Span(1, 2, 1) in Span(0, 5, 1)
    assert Span(2, 4, 1).shift(3) == Span(5, 7, 1)


@each(SPANS, SPANS)
def test_spans_behave_as_sets_of_places(one: Span, other: Span) -> None:
    places, others = set(range(one.start, one.end)), set(range(other.start, other.end))
    assert len(one) == len(places)
    assert one.touches(other) == other.touches(one)
    if one and other:
        assert one.touches(other) == bool(places & others)
        assert (other in one) == (others <= places)
    assert one in one


def test_an_interval_says_itself_in_edtf() -> None:
    assert str(Interval.day(date(2018, 11, 8))) == "2018-11-08"
    assert str(Interval(date(2018, 11, 8), date(2018, 11, 9))) == "2018-11-08/2018-11-09"
    assert str(Interval(None, date(2018, 11, 9))) == "../2018-11-09"
    assert str(Interval(date(2018, 11, 8), None)) == "2018-11-08/.."
    assert str(Interval()) == "../.."


def test_an_interval_never_runs_backwards() -> None:
    with pytest.raises(ValueError, match="cannot start on 2018-11-09"):
        Interval(date(2018, 11, 9), date(2018, 11, 8))


@each(INTERVALS, INTERVALS, st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_what_two_intervals_share_is_what_both_hold(one: Interval, other: Interval, day: date) -> None:
    shared = one.meet(other)
    assert shared == other.meet(one)
    assert (day in one and day in other) == (shared is not None and day in shared)


@each(INTERVALS)
def test_an_interval_meets_itself_and_the_open_one(one: Interval) -> None:
    assert one.meet(one) == one
    assert one.meet(Interval(None, None, Granularity.OPEN)) == one
    assert one.known == (one.earliest is not None and one.latest is not None)


def test_the_finer_granularity_is_kept() -> None:
    month = Interval(date(2018, 3, 1), date(2018, 3, 31), Granularity.MONTH)
    week = Interval(date(2018, 3, 5), date(2018, 3, 11), Granularity.WEEK)
    assert month.meet(week) == week == week.meet(month)
    assert month.meet(Interval.day(date(2018, 3, 31) + timedelta(1))) is None


@pytest.mark.parametrize("confidence", [0, -0.1, 1.01, 2])
def test_a_confidence_is_a_share(confidence: float) -> None:
    with pytest.raises(ValueError, match="confidence"):
        Judgement("Arlen", confidence)


def test_a_judgement_tells_why() -> None:
    chain = (Evidence("name", "Tessin is the capital"), Evidence("place", "it stands for Arlen"))
    assert Judgement("Arlen", 1.0, chain).why == "Tessin is the capital; it stands for Arlen"
    assert Judgement("Arlen", 0.5).why == ""


def test_an_attribution_reaches_from_its_first_to_its_last_word() -> None:
    one = Attribution(Span(20, 24), (Span(25, 29),), (Span(0, 18), Span(31, 40)), 0.9, "quote")
    assert one.extent == Span(0, 40)
    assert Attribution(None, (), (Span(3, 9, 2),), 0.9, "headline").extent == Span(3, 9, 2)


def test_a_document_knows_its_words_and_parts() -> None:
    doc = document("Kell said it rained.", "A title", related=["Other news"])
    assert doc.title == "A title"
    assert doc.part(PartKind.BODY) == "Kell said it rained."
    assert doc.part(PartKind.STANDFIRST) is None
    assert doc.line(LineKind.RELATED) == "Other news"
    assert doc.line(LineKind.BYLINE) is None
    assert doc.words(Span(0, 5, 0)) == "Other"
    assert [doc.where(s) for s in (Span(2, 7), Span(9, 13), Span(0, 5, 0))] == ["title", "body", "related"]


def test_a_document_without_a_title_has_none() -> None:
    assert document("It rained.").title is None
    assert Document("id", "name", "", (), (Line(LineKind.TAGS, "tags"),)).title is None


def test_issues_acts_and_errors_say_themselves() -> None:
    assert str(Issue("breaches", ("Veyra", "Lantern Treaty"))) == "breaches(Veyra, Lantern Treaty)"
    assert str(Act.ACCUSE) == "ACCUSE"
    assert issubclass(Refused, OnRecordError)


@each(st.integers(-1, 10_000), st.integers(-1, 13), st.integers(-1, 32))
def test_a_day_is_one_that_the_calendar_has(year: int, month: int, day: int) -> None:
    found = calendar_day(year, month, day)
    assert found is None or (found.year, found.month, found.day) == (year, month, day)
    if 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= 28:
        assert found == date(year, month, day)


def test_the_calendar_has_no_30_february() -> None:
    assert calendar_day(2020, 2, 30) is None and calendar_day(2019, 2, 29) is None
    assert calendar_day(2020, 2, 29) == date(2020, 2, 29)


def test_surfaces_are_joined_by_a_space() -> None:
    assert surfaces("he said it, he did", [Span(0, 2), Span(12, 14)]) == "he he"
    assert surfaces("he said it", []) == ""


def test_the_shipped_lists_hold_text_alone() -> None:
    """A country code NO or a button "on" that YAML takes for a truth value would be lost in silence."""
    for name, entries in shipped("onrecord.ingest", "furniture").items():
        assert entries and all(isinstance(entry, str) for entry in entries), name
