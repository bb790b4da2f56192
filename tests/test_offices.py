"""Offices: how finely terms are known, what that does to a page's date, and that the shipped terms fit together."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.export.wording import office as worded
from onrecord.model import Granularity, Interval, Office
from onrecord.reading import RuleReader, read
from onrecord.reference import Reference
from onrecord.reference.loader import as_yaml, read_tables, shipped
from onrecord.reference.rows import OfficeRow, Tables
from onrecord.reference.term import known
from texts import document

SINGLE_HOLDER = {
    "president",
    "prime minister",
    "premier",
    "chancellor",
    "foreign minister",
    "external affairs minister",
    "foreign secretary",
    "secretary of state",
    "defence minister",
    "defence secretary",
    "secretary of defense",
    "national security adviser",
    "ambassador to the United Nations",
    "secretary general",
    "director general",
    "executive secretary",
    "high representative",
    "supreme leader",
    "king",
    "pope",
}
"""Offices that one person holds at a time."""


def years(first: int = 1900, last: int = 2030) -> st.SearchStrategy[str]:
    """Days, months and years as the tables write them."""
    days = st.dates(date(first, 1, 1), date(last, 12, 31)).map(str)
    return st.one_of(days, days.map(lambda d: d[:7]), days.map(lambda d: d[:4]))


@pytest.fixture(scope="module")
def tables() -> Tables:
    """The tables that come with the package."""
    return shipped()


@given(years())
def test_what_is_known_of_a_day_holds_every_day_it_can_be(text: str) -> None:
    read = known(text)
    assert isinstance(read, Interval)
    assert str(read.earliest).startswith(text)
    assert str(read.latest).startswith(text)
    assert read.granularity is {4: Granularity.YEAR, 7: Granularity.MONTH, 10: Granularity.DAY}[len(text)]


@given(years(1900, 1979), years(1980, 2030) | st.just(".."), st.sampled_from(["", "acting ", "designate "]))
def test_an_office_in_one_line_is_the_office_in_fields(start: str, end: str, state: str) -> None:
    line = f"{state}chief of staff, Tarnland, {start}/{end}"
    fields = f"{{title: chief of staff, of: Tarnland, start: {start}" + (f", end: {end}" if end != ".." else "")
    fields += (f", {state.strip()}: true" if state else "") + "}"
    both = [
        read_tables(f"people:\n- {{name: Ora Tovey, source: x, offices: [{row}]}}", "x")
        for row in (f'"{line}"', fields)
    ]
    assert both[0] == both[1]
    assert line in as_yaml(both[0])
    assert read_tables(as_yaml(both[0]), "x") == both[0]
    office = both[0].people[0].offices[0]
    assert office.term.earliest == office.start.earliest
    assert office.term.latest == (office.end.latest if office.end else None)


@pytest.mark.parametrize("end", ["1986", "1987-02", "1987-03-04"])
def test_a_term_ends_after_it_starts(end: str) -> None:
    with pytest.raises(ValueError, match="ends before it starts"):
        OfficeRow(title="minister", of="Tarnland", start="1987-03-05", end=end)  # type: ignore[arg-type]


def test_terms_are_said_as_finely_as_they_are_known() -> None:
    def said(start: str, end: str | None) -> str:
        row = OfficeRow(title="minister", of="Tarnland", start=known(start), end=known(end) if end else None)
        return worded(Office(row.name, row.of, row.term)).partition(", ")[2].replace("\N{NO-BREAK SPACE}", " ")

    assert said("1987", "1991") == "1987 to 1991"
    assert said("1987-05", "1991") == "May 1987 to 1991"
    assert said("1987-05", None) == "since May 1987"
    assert said("1987-05-12", "1991") == "12 May 1987 to 1991"
    assert said("1987-05-12", "1991-06-30") == "12 May 1987 to 30 June 1991"


VAGUE = """
states: [{name: Tarnland, demonyms: [Tarnish], capital: Saltby, source: made up}]
people:
- {name: Ora Finch, offices: ["prime minister, Tarnland, 1987-05/1991"], source: made up}
- name: Bram Kell
  offices:
  - designate president, Tarnland, 2003-11-04/2004-01-20
  - president, Tarnland, 2004-01-20/2008-01-20
  source: made up
- {name: Una Lund, offices: ["acting president, Tarnland, 2008-01-20/2008-06"], source: made up}
"""


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Prime Minister Ora Finch said that the strait was open.", "1987-05-01/1991-12-31"),
        ("The former prime minister Ora Finch said that the strait was open.", "1991-01-01/.."),
        ("President Bram Kell said that the strait was open.", "2004-01-20/2008-01-20"),
        ("President-elect Bram Kell said that the strait was open.", "2003-11-04/2004-01-20"),
        ("Acting President Una Lund said that the strait was open.", "2008-01-20/2008-06-30"),
        ("President Una Lund said that the strait was open.", "2008-01-20/2008-06-30"),
        ("Acting President Bram Kell said that the strait was open.", "../.."),
    ],
)
def test_a_page_lies_in_the_widest_stretch_that_a_term_can_have_been(text: str, time: str) -> None:
    reference = Reference.parse(VAGUE)
    assert str(read(document(text), RuleReader(reference), reference).published.value) == time


def test_who_held_an_office_is_found_by_it() -> None:
    holders = Reference.parse(VAGUE).holders
    assert [name for name, _ in holders["president", "Tarnland"]] == ["Bram Kell", "Una Lund"]
    assert [name for name, _ in holders["acting president", "Tarnland"]] == ["Una Lund"]


def test_offices_of_one_holder_do_not_overlap(tables: Tables) -> None:
    terms: dict[tuple[str, str], list[tuple[date, date, str]]] = defaultdict(list)
    for person in tables.people:
        for office in person.offices:
            if office.title in SINGLE_HOLDER and not office.acting and not office.designate:
                # Where only the month or year is known, the days on which somebody held it for sure are compared.
                first, last = office.start.latest, office.end.earliest if office.end else None
                if first and (last is None or first <= last):
                    terms[office.title, office.of].append((first, last or date.max, person.name))
    for office_of, held in terms.items():
        for before, after in pairwise(sorted(held)):
            # One may leave and the next take over on the same day.
            assert before[1] <= after[0], f"{office_of}: {before[2]} and {after[2]}"
