"""Time expressions: found where they stand, and resolved as a reader who knows the day of the page would."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given as each
from hypothesis import strategies as st

from onrecord.model import Granularity, Interval, Span
from onrecord.reading.timex import amount, find, resolve, season, terms, times
from texts import day

THURSDAY = "2018-11-08"


def meant(text: str, today: str | Interval = THURSDAY, *, future: bool = False) -> str | None:
    """The first time expression of a text as EDTF, seen from a day."""
    seen = Interval.day(day(today)) if isinstance(today, str) else today
    found = find(text, Span(0, len(text)))
    assert found, f"no time found in {text!r}"
    time = resolve(found[0], seen, future=future)
    return str(time) if time else None


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("on 12 March 2018", "2018-03-12"),
        ("on 12 March, 2018", "2018-03-12"),
        ("on the 12th of March, 2018", "2018-03-12"),
        ("on March 12, 2018", "2018-03-12"),
        ("on March 12th 2018", "2018-03-12"),
        ("on Mar. 12, 2018", "2018-03-12"),
        ("on Sept. 3, 2018", "2018-09-03"),
        ("on 2018-03-12", "2018-03-12"),
        ("on 12\u00a0March\u00a02018", "2018-03-12"),
        ("on 12 March\n2018", "2018-03-12"),
        ("on 29 February 2016", "2016-02-29"),
        ("on 3 June 1988", "1988-06-03"),
        ("in March 2018", "2018-03-01/2018-03-31"),
        ("in February 2016", "2016-02-01/2016-02-29"),
        ("in February 1900", "1900-02-01/1900-02-28"),
        ("in 2015", "2015-01-01/2015-12-31"),
        ("since 1988", "1988-01-01/1988-12-31"),
        ("in the summer of 2016", "2016-06-01/2016-08-31"),
        ("in spring 2019", "2019-03-01/2019-05-31"),
        ("in the winter of 2016", "2015-12-01/2016-02-29"),
    ],
)
@pytest.mark.parametrize("published", [THURSDAY, Interval(), Interval(date(2019, 1, 1), date(2019, 5, 1))])
def test_a_time_with_its_year_needs_no_publication(text: str, time: str, published: str | Interval) -> None:
    assert meant(text, published) == time


@pytest.mark.parametrize(
    ("text", "today", "time"),
    [
        ("said today", THURSDAY, "2018-11-08"),
        ("said tonight", THURSDAY, "2018-11-08"),
        ("said yesterday", THURSDAY, "2018-11-07"),
        ("opens tomorrow", THURSDAY, "2018-11-09"),
        ("said yesterday", "2019-01-01", "2018-12-31"),
        ("said yesterday", "2016-03-01", "2016-02-29"),
        ("said yesterday", "2018-03-01", "2018-02-28"),
        ("opens tomorrow", "2018-12-31", "2019-01-01"),
        ("opens tomorrow", "2016-02-28", "2016-02-29"),
        ("said on Thursday", THURSDAY, "2018-11-08"),
        ("said last Thursday", THURSDAY, "2018-11-01"),
        ("said on Wednesday", THURSDAY, "2018-11-07"),
        ("said on Friday", THURSDAY, "2018-11-02"),
        ("said last Friday", THURSDAY, "2018-11-02"),
        ("opens next Friday", THURSDAY, "2018-11-09"),
        ("opens next Thursday", THURSDAY, "2018-11-15"),
        ("said on Monday", "2019-01-02", "2018-12-31"),
        ("said on Sunday", "2016-03-01", "2016-02-28"),
        ("said last week", THURSDAY, "2018-10-29/2018-11-04"),
        ("this week", THURSDAY, "2018-11-05/2018-11-11"),
        ("next week", THURSDAY, "2018-11-12/2018-11-18"),
        ("met this Monday", THURSDAY, "2018-11-05"),
        ("last week", "2019-01-02", "2018-12-24/2018-12-30"),
        ("last month", THURSDAY, "2018-10-01/2018-10-31"),
        ("this month", THURSDAY, "2018-11-01/2018-11-30"),
        ("earlier this month", THURSDAY, "2018-11-01/2018-11-08"),
        ("earlier this month", "2018-11-01", "2018-11-01"),
        ("earlier this week", THURSDAY, "2018-11-05/2018-11-08"),
        ("earlier this year", THURSDAY, "2018-01-01/2018-11-08"),
        ("last month", "2019-01-15", "2018-12-01/2018-12-31"),
        ("next month", "2018-12-15", "2019-01-01/2019-01-31"),
        ("last month", "2016-03-31", "2016-02-01/2016-02-29"),
        ("last year", THURSDAY, "2017-01-01/2017-12-31"),
        ("next year", THURSDAY, "2019-01-01/2019-12-31"),
        ("last summer", THURSDAY, "2018-06-01/2018-08-31"),
        ("last summer", "2018-09-01", "2018-06-01/2018-08-31"),
        ("last summer", "2018-07-10", "2017-06-01/2017-08-31"),
        ("last summer", "2018-02-10", "2017-06-01/2017-08-31"),
        ("last winter", THURSDAY, "2017-12-01/2018-02-28"),
        ("last winter", "2016-03-05", "2015-12-01/2016-02-29"),
        ("this winter", THURSDAY, "2018-12-01/2019-02-28"),
        ("this winter", "2019-01-20", "2018-12-01/2019-02-28"),
        ("next spring", THURSDAY, "2019-03-01/2019-05-31"),
        ("last autumn", "2018-01-10", "2017-09-01/2017-11-30"),
        ("last fall", "2018-01-10", "2017-09-01/2017-11-30"),
        ("three days ago", THURSDAY, "2018-11-05"),
        ("10 days ago", "2019-01-05", "2018-12-26"),
        ("48 hours ago", THURSDAY, "2018-11-06"),
        ("two weeks ago", THURSDAY, "2018-10-22/2018-10-28"),
        ("a month ago", THURSDAY, "2018-10-01/2018-10-31"),
        ("12 months ago", "2018-01-31", "2017-01-01/2017-01-31"),
        ("two years ago", THURSDAY, "2016-01-01/2016-12-31"),
    ],
)
def test_a_time_counted_from_the_day_of_the_page(text: str, today: str, time: str) -> None:
    assert meant(text, today) == time


@pytest.mark.parametrize(
    ("text", "today", "past", "to_come"),
    [
        ("on March 12", THURSDAY, "2018-03-12", "2019-03-12"),
        ("on 24 December", THURSDAY, "2017-12-24", "2018-12-24"),
        ("on November 8", THURSDAY, "2018-11-08", "2018-11-08"),
        ("on December 30", "2019-01-02", "2018-12-30", "2019-12-30"),
        ("on January 5", "2019-01-02", "2018-01-05", "2019-01-05"),
        ("on January 1", "2018-12-31", "2018-01-01", "2019-01-01"),
        ("on December 31", "2019-01-01", "2018-12-31", "2019-12-31"),
        ("on 29 February", "2016-03-05", "2016-02-29", None),
        ("on 29 February", "2017-01-10", "2016-02-29", None),
        ("in May", THURSDAY, "2018-05-01/2018-05-31", "2019-05-01/2019-05-31"),
        ("in December", THURSDAY, "2017-12-01/2017-12-31", "2018-12-01/2018-12-31"),
        ("in November", THURSDAY, "2018-11-01/2018-11-30", "2018-11-01/2018-11-30"),
        ("since January", "2019-01-02", "2019-01-01/2019-01-31", "2019-01-01/2019-01-31"),
        ("on Friday", THURSDAY, "2018-11-02", "2018-11-09"),
    ],
)
def test_a_time_without_its_year_is_the_last_one_or_the_next(
    text: str, today: str, past: str, to_come: str | None
) -> None:
    assert meant(text, today) == past
    if to_come is not None:
        assert meant(text, today, future=True) == to_come


@pytest.mark.parametrize("text", ["yesterday", "on Thursday", "last summer", "two weeks ago", "on March 12", "in May"])
def test_an_unknown_publication_leaves_a_counted_time_unknown(text: str) -> None:
    assert meant(text, Interval()) is None
    assert meant(text, Interval(None, day(THURSDAY))) is None
    assert meant(text, Interval(day(THURSDAY), None)) is None


def test_a_publication_of_several_days_gives_no_yesterday() -> None:
    days = Interval(date(2018, 11, 8), date(2018, 11, 14))
    assert meant("yesterday", days) is None
    assert meant("on Thursday", days) == "2018-11-08"
    assert meant("on Friday", days) is None
    assert meant("on March 12", days) == "2018-03-12"


@pytest.mark.parametrize(
    "text",
    [
        "on 29 February 2019",
        "on February 30, 2018",
        "on 31 April 2018",
        "on 31 June 2018",
        "2018-02-30",
        "2018-13-45",
        "tel. 1234-56-78",
        "0000-01-01",
    ],
)
def test_a_day_that_the_calendar_lacks_is_none(text: str) -> None:
    for today in ("2018-01-10", "2020-03-05", "2018-12-31"):
        assert meant(text, today) is None


@pytest.mark.parametrize(
    ("text", "granularity"),
    [
        ("on 12 March 2018", Granularity.DAY),
        ("last week", Granularity.WEEK),
        ("two weeks ago", Granularity.WEEK),
        ("in March 2018", Granularity.MONTH),
        ("last summer", Granularity.SEASON),
        ("in 2015", Granularity.YEAR),
        ("in recent years", Granularity.OPEN),
    ],
)
def test_how_finely_a_time_speaks_is_kept(text: str, granularity: Granularity) -> None:
    found = find(text, Span(0, len(text)))
    time = resolve(found[0], Interval.day(day(THURSDAY)))
    assert time is not None
    assert time.granularity is granularity


@pytest.mark.parametrize(
    "text",
    [
        "the ship may 5 times turn",
        "they march 12 miles a day",
        "the sun rose",
        "he sat by the wall",
        "1988 ships",
        "room 2018",
        "a second decision",
        "the fall of the house",
        "12 km",
    ],
)
def test_words_that_are_no_time(text: str) -> None:
    assert find(text, Span(0, len(text))) == []


def test_times_are_found_in_order_without_overlap_and_the_longest_wins() -> None:
    text = "Signed on 3 June 1988, it took effect on January 1, 1989; on Monday, two weeks ago, talks began in May."
    found = find(text, Span(0, len(text)))
    assert [text[t.span.start : t.span.end] for t in found] == [
        "3 June 1988",
        "January 1, 1989",
        "Monday",
        "two weeks ago",
        "May",
    ]


def test_only_the_stretch_that_is_asked_for_is_searched() -> None:
    text = "on Monday and on Tuesday"
    assert [text[t.span.start : t.span.end] for t in find(text, Span(10, len(text)))] == ["Tuesday"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("will suspend it in 60 days", 60),
        ("must answer within 48 hours", 2),
        ("must answer within 30 hours", 2),
        ("must answer within the next 24 hours", 1),
        ("gave them one week to answer", 7),
        ("gave Veyra 48 hours to leave", 2),
        ("gave Veyra ninety days to leave", 90),
        ("over the next ten days", 10),
        ("in two weeks", 14),
        ("after 14 days", 14),
        ("a 90-day deadline", 90),
        ("a 48-hour ultimatum", 2),
        ("in three months", 90),
        ("within\u00a060\u00a0days", 60),
    ],
)
def test_terms_that_words_set(text: str, days: int) -> None:
    found = list(terms(text, Span(0, len(text))))
    assert [n for _, n in found] == [days]


@pytest.mark.parametrize("text", ["60 days ago", "in 1988", "for the third day", "60 ships in 3 rows", "in zero days"])
def test_words_that_set_no_term(text: str) -> None:
    assert list(terms(text, Span(0, len(text)))) == []


def test_the_seasons_of_a_year() -> None:
    assert str(season("spring", 2018)) == "2018-03-01/2018-05-31"
    assert str(season("fall", 2018)) == str(season("autumn", 2018)) == "2018-09-01/2018-11-30"
    assert str(season("winter", 2020)) == "2019-12-01/2020-02-29"


def test_amounts() -> None:
    assert [amount(w) for w in ("a", "an", "one", "twelve", "ninety", "48", "1,000")] == [1, 1, 1, 12, 90, 48, 1000]


DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))
PHRASES = st.sampled_from(
    [
        "yesterday", "tomorrow", "on Monday", "last Monday", "next Monday", "last week", "this week", "next week",
        "last month", "this month", "earlier this month", "next month", "last year", "earlier this year", "last spring",
        "last summer", "last autumn", "last winter", "next winter", "this winter", "two weeks ago", "30 days ago",
        "12 months ago", "9999 days ago", "9999 hours ago", "40 years ago", "on March 31", "on 1 January",
        "on December 31", "in February", "since December",
    ]
)  # fmt: skip


@each(PHRASES, DAYS)
def test_what_is_past_lies_before_the_page_and_what_is_next_behind_it(text: str, today: date) -> None:
    found = find(text, Span(0, len(text)))
    time = resolve(found[0], Interval.day(today))
    assert time is not None and time.earliest is not None and time.latest is not None
    assert time.earliest <= time.latest
    if text.split()[0] == "last" or "ago" in text.split() or text == "yesterday":
        assert time.earliest < today
    if text.split()[0] in ("next", "tomorrow"):
        assert time.latest > today
    if text.split()[0] == "earlier":
        assert time.latest == today
    if text.startswith("on "):
        assert time.latest <= today


@each(DAYS, st.integers(0, 400))
def test_days_ago_count_days(today: date, count: int) -> None:
    text = f"{count} days ago"
    found = find(text, Span(0, len(text)))
    assert resolve(found[0], Interval.day(today)) == Interval.day(today - timedelta(count))


@each(DAYS)
def test_a_date_written_out_is_that_date(one: date) -> None:
    months = "January February March April May June July August September October November December".split()
    month = months[one.month - 1]
    for text in (f"{one.day} {month} {one.year}", f"{month} {one.day}, {one.year}", one.isoformat()):
        found = find(text, Span(0, len(text)))
        assert [resolve(t, Interval()) for t in found] == [Interval.day(one)]


@each(st.from_regex(r"\d{4}-\d\d-\d\d|\d{1,2} (May|June|February) \d{4}", fullmatch=True), DAYS)
def test_figures_in_the_shape_of_a_date_never_fail(text: str, today: date) -> None:
    for words in find(text, Span(0, len(text))):
        time = resolve(words, Interval.day(today))
        assert time is None or time.known


@each(st.text(alphabet=st.sampled_from("0123456789-/.:, \u00a0\nMarchMay2018ondays"), max_size=60), DAYS)
def test_no_text_makes_it_fail(text: str, today: date) -> None:
    last = 0
    for words in find(text, Span(0, len(text))):
        assert last <= words.span.start < words.span.end <= len(text)
        last = words.span.end
        for future in (False, True):
            time = resolve(words, Interval.day(today), future=future)
            assert time is None or time.known
    for span, days in terms(text, Span(0, len(text))):
        assert days > 0
        assert 0 <= span.start < span.end <= len(text)


# ── a page of Tuesday, 4 December 2018 ─────────────────────────────────────────────────────────────────────


def read_on(text: str, iso: str = "2018-12-04") -> list[list[str]]:
    return [[str(r) for r in time.readings] for time in times(text, Interval.day(day(iso))) if time.dated]


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        ("The talks are due on December 10.", "2018-12-10"),
        ("A summit is scheduled for December 10.", "2018-12-10"),
        ("He said that on December 10 the sides will meet.", "2018-12-10"),
        ("Lavin said the sides would meet on December 10.", "2018-12-10"),
        ("The court's planned session on December 10 is off.", "2018-12-10"),
        ("On Thursday there will be talks in Ruhn.", "2018-12-06"),
        ("The minister is to visit on Thursday.", "2018-12-06"),
        ("“On Thursday there will be talks,” he said.", "2018-12-06"),
    ],
)
def test_what_is_to_come_is_not_pushed_back(text: str, ahead: str) -> None:
    assert read_on(text) == [[ahead]]


@pytest.mark.parametrize(
    "text",
    [
        "The talks on December 10 were moved.",
        "Ahead of the talks on December 10, he said so.",
        "Before the December 10 vote, ministers met.",
        "Next talks: December 10.",
        "The ministers meet on December 10.",
        "He said the talks on December 10 matter.",
    ],
)
def test_a_day_shortly_ahead_that_nothing_settles_keeps_both_years(text: str) -> None:
    assert read_on(text) == [["2018-12-10", "2017-12-10"]]


@pytest.mark.parametrize(
    ("text", "past"),
    [
        ("They met on December 10.", "2017-12-10"),
        ("The treaty, signed on December 10, limits them.", "2017-12-10"),
        ("He said in Ruhn on December 10 that it rained.", "2017-12-10"),
        ("The talks on November 30 were moved.", "2018-11-30"),
        ("The talks on June 10 were moved.", "2018-06-10"),
        ("He said Thursday that it would leave.", "2018-11-29"),
    ],
)
def test_what_is_told_as_past_stays_past(text: str, past: str) -> None:
    assert read_on(text) == [[past]]


def test_a_clause_has_its_own_tense() -> None:
    text = "He told reporters on Thursday that talks will begin on Friday."
    assert read_on(text) == [["2018-11-29"], ["2018-12-07"]]


def test_years_at_school_have_the_year_that_the_text_gives() -> None:
    text = "In 2003, his freshman year, he sang. His sophomore year was dull. He left in 2006, his senior year."
    assert read_on(text)[1] == ["2003-01-01/2003-12-31"]
    assert read_on(text)[2] == ["2004-01-01/2004-12-31"]
    assert read_on(text)[4] == ["2006-01-01/2006-12-31"]
    assert read_on("In his junior year he sang.") == [[]]


def test_eras_are_found_by_name_and_dated_by_the_text_alone() -> None:
    assert read_on("It stood there during the Cold War (1947–1991).")[0] == ["1947-01-01/1991-12-31"]
    assert read_on("It stood there in the Middle Ages.") == [[]]
    assert read_on("The cold war on prices began.") == []
