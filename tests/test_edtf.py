"""EDTF: read and written, and what stands for no stretch of days refused in one line."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given as each
from hypothesis import strategies as st

from onrecord.model import Granularity, Interval, OnRecordError
from onrecord.model.edtf import Edtf, edtf, parse


@pytest.mark.parametrize(
    ("text", "days", "granularity"),
    [
        ("2018-11-08", "2018-11-08", Granularity.DAY),
        ("2018-02", "2018-02-01/2018-02-28", Granularity.MONTH),
        ("2018-02-XX", "2018-02-01/2018-02-28", Granularity.MONTH),
        ("2018", "2018-01-01/2018-12-31", Granularity.YEAR),
        ("2018-XX", "2018-01-01/2018-12-31", Granularity.YEAR),
        ("201X", "2010-01-01/2019-12-31", Granularity.DECADE),
        ("19XX", "1900-01-01/1999-12-31", Granularity.CENTURY),
        ("2018-22", "2018-06-01/2018-08-31", Granularity.SEASON),
        ("2018-24", "2017-12-01/2018-02-28", Granularity.SEASON),
        ("2018-33", "2018-01-01/2018-03-31", Granularity.QUARTER),
        ("2018-41", "2018-07-01/2018-12-31", Granularity.QUARTER),
        ("2018-11-08/2018-11-10", "2018-11-08/2018-11-10", Granularity.DAY),
        ("1987/1991", "1987-01-01/1991-12-31", Granularity.YEAR),
        ("2018-03/2018-05", "2018-03-01/2018-05-31", Granularity.MONTH),
        ("2018-11-08/..", "2018-11-08/..", Granularity.OPEN),
        ("/2018", "../2018-12-31", Granularity.OPEN),
    ],
)
def test_a_date_is_a_stretch_of_days(text: str, days: str, granularity: Granularity) -> None:
    read = parse(text)
    assert (str(read.interval), read.interval.granularity) == (days, granularity)
    assert not read.uncertain and not read.approximate


@pytest.mark.parametrize(
    ("text", "uncertain", "approximate"), [("1880~", False, True), ("2018-11?", True, False), ("2018%", True, True)]
)
def test_how_sure_a_date_is_comes_and_goes_with_it(text: str, uncertain: bool, approximate: bool) -> None:
    read = parse(text)
    assert (read.uncertain, read.approximate) == (uncertain, approximate)
    assert str(read) == text


def test_one_of_a_set_keeps_every_reading() -> None:
    read = parse("[2018-11-01,2018-11-08]")
    assert read.readings == (Interval.day(date(2018, 11, 1)), Interval.day(date(2018, 11, 8)))
    assert str(read.interval) == "2018-11-01/2018-11-08"
    assert str(read) == "[2018-11-01,2018-11-08]"


@pytest.mark.parametrize(
    "text",
    [
        "", "..", "/", "x", "2018-13", "2018-02-30", "0000", "XXXX", "XXXX-12-25", "20X8", "-0400", "Y17000000002",
        "2018-30", "1/2/3", "2018-11-08/", "[", "[]", "9" * 600, "12/06/2018", "2018-11-08T10:00",
    ],
)  # fmt: skip
def test_what_is_no_stretch_of_days_is_refused_in_one_line(text: str) -> None:
    if text in ("2018-11-08/",):
        assert str(parse(text).interval) == "2018-11-08/.."
        return
    if text in ("/",):
        assert parse(text).interval == Interval(None, None, Granularity.OPEN)
        return
    with pytest.raises(OnRecordError) as refused:
        parse(text)
    assert "\n" not in str(refused.value)


def test_an_interval_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(OnRecordError, match="ends before it begins"):
        parse("2019/2018")


SIDES = st.none() | st.dates()


@each(SIDES, SIDES, st.sampled_from(Granularity))
def test_every_interval_keeps_its_days_on_the_way_out_and_in(
    one: date | None, other: date | None, granularity: Granularity
) -> None:
    if one and other and one > other:
        one, other = other, one
    interval = Interval(one, other, granularity)
    read = parse(edtf(interval)).interval
    assert (read.earliest, read.latest) == (one, other)


@each(
    st.integers(1, 9999), st.sampled_from(["", "-02", "-11", "-21", "-22", "-23", "-24", "-33", "-36", "-40", "-11-08"])
)
def test_what_was_read_is_written_again(year: int, rest: str) -> None:
    text = f"{year:04d}{rest}"
    if text == "0001-24":
        with pytest.raises(OnRecordError):
            parse(text)
        return
    assert str(parse(text)) == text


@each(st.lists(st.dates(), min_size=1, max_size=4, unique=True), st.booleans(), st.booleans())
def test_readings_and_their_marks_come_back(days: list[date], uncertain: bool, approximate: bool) -> None:
    whole = Edtf(tuple(Interval.day(d) for d in days), uncertain, approximate)
    assert parse(str(whole)) == whole


@each(st.text(alphabet=st.sampled_from("0123456789X-/.[],?~% "), max_size=30))
def test_no_text_does_more_than_be_refused(text: str) -> None:
    try:
        read = parse(text)
    except OnRecordError:
        return
    assert read.readings
