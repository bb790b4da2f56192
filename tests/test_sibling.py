"""Pages that report the same words narrow one another, and never beyond what they say themselves."""

from __future__ import annotations

from onrecord.model import DateSource, Document, Reading
from texts import document, given, record

WORDS = '"The strait stays open to every ship that keeps the rules of the treaty"'
DATED = document(f"{WORDS}, Oda Kell said on Tuesday.", identity="a" * 16, dates=[given("2018-11-08")])


def second(text: str, **how: object) -> Document:
    return document(text, identity="b" * 16, **how)  # type: ignore[arg-type]


def narrowed(*documents: Document) -> Reading:
    made = record(*documents)
    return next(r for r in made.readings if r.document == "b" * 16)


def test_the_same_words_told_of_a_weekday_leave_a_week() -> None:
    found = narrowed(DATED, second(f"{WORDS}, Oda Kell said on Tuesday."))
    assert str(found.published.value) == "2018-11-06/2018-11-12"
    assert found.published.evidence[0].rule == "sibling story"
    assert "a" * 16 in found.published.why
    assert str(found.statements[0].time.value) == "2018-11-06"


def test_the_same_words_without_a_weekday_bound_a_page_from_below() -> None:
    found = narrowed(DATED, second(f"{WORDS}, Oda Kell said."))
    assert str(found.published.value) == "2018-11-06/.."


def test_a_day_without_its_year_is_settled_by_a_sibling() -> None:
    dates = [given("2018-11-07", DateSource.DATELINE, year=False)]
    found = narrowed(DATED, second(f"{WORDS}, Oda Kell said on Tuesday.", dates=dates))
    assert str(found.published.value) == "2018-11-07"


def test_a_page_that_knows_its_day_is_left_alone() -> None:
    found = narrowed(DATED, second(f"{WORDS}, Oda Kell said on Tuesday.", dates=[given("2017-01-04")]))
    assert str(found.published.value) == "2017-01-04"


def test_a_sibling_that_lies_outside_moves_nothing() -> None:
    early = document(f"{WORDS}, Oda Kell said on Tuesday.", identity="a" * 16, dates=[given("2012-11-08")])
    text = f'{WORDS}, Oda Kell said. "It is open," President Bram Tovey said.'
    alone = narrowed(second(text)).published.value
    assert narrowed(early, second(text)).published.value in (alone, alone.meet(alone))


def test_siblings_that_disagree_narrow_nothing() -> None:
    other = document(f"{WORDS}, Oda Kell said on Monday.", identity="c" * 16, dates=[given("2018-10-03")])
    found = narrowed(DATED, other, second(f"{WORDS}, Oda Kell said."))
    assert not found.published.value.known


def test_other_words_or_another_speaker_narrow_nothing() -> None:
    found = narrowed(DATED, second(f"{WORDS}, Bram Tovey said on Tuesday."))
    assert not found.published.value.known


def test_the_order_of_the_pages_does_not_matter() -> None:
    page = second(f"{WORDS}, Oda Kell said on Tuesday.")
    assert narrowed(DATED, page) == narrowed(page, DATED)


EXPELLED = document("Arlen expelled two envoys of Veyra on Tuesday.", identity="a" * 16, dates=[given("2018-11-08")])
NO_YEAR = [given("2018-11-07", DateSource.DATELINE, year=False)]


def test_a_deed_that_another_page_dates_tells_the_year_and_what_happened_then() -> None:
    text = "Veyra seized an Arlenian tanker on Monday. It came as Arlen expelled two envoys of Veyra on Tuesday."
    alone, found = narrowed(second(text, dates=NO_YEAR)), narrowed(EXPELLED, second(text, dates=NO_YEAR))
    assert alone.published.value.earliest is None
    assert alone.events == ()
    assert str(found.published.value) == "2018-11-07"
    assert found.published.evidence[0].rule == "sibling story"
    assert ("Veyra seizes", "2018-11-05") in [(e.label, str(e.time.value)) for e in found.events]


def test_a_deed_that_pages_date_in_two_years_tells_none() -> None:
    # 6 November was a Tuesday in 2012 as well as in 2018.
    text = "Arlen expelled two envoys of Veyra on Tuesday."
    other = document(text, identity="c" * 16, dates=[given("2012-11-08")])
    found = narrowed(EXPELLED, other, second(text, dates=NO_YEAR))
    assert found.published.value == narrowed(second(text, dates=NO_YEAR)).published.value


def test_a_deed_of_another_day_or_by_others_dates_nothing() -> None:
    for text in ("Arlen expelled two envoys of Veyra on Friday.", "Castaly expelled two envoys of Tarn on Tuesday."):
        found = narrowed(EXPELLED, second(text, dates=NO_YEAR))
        assert found.published.value == narrowed(second(text, dates=NO_YEAR)).published.value
