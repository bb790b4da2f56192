"""Offices: how finely terms are known, what that does to a page's date, and that the shipped terms fit together."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import pairwise

import pytest
from bench.reference import CHIEFS, HEADS, gaps
from hypothesis import given
from hypothesis import strategies as st

from onrecord.export.wording import office as worded
from onrecord.model import Granularity, Interval, Office
from onrecord.reading import RuleReader, read
from onrecord.reference import Reference
from onrecord.reference.loader import as_yaml, read_tables, shipped
from onrecord.reference.rows import OfficeRow, Tables
from onrecord.reference.spelling import ALIKE, initial, likeness
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
RIVALS = {
    ("Ismail Haniyeh", "Salam Fayyad"),  # in Gaza and in Ramallah, 2007 to 2014
    ("Selim Hoss", "Michel Aoun"),  # a civil and a military cabinet, 1988 to 1990
    ("Abdullah al-Thinni", "Fayez al-Sarraj"),  # in the east and in Tripoli, 2016 to 2021
}
"""Who held one office at the same time, each in the eyes of some."""


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
    # One may leave and the next take over on the same day.
    both = {(x[2], y[2]) for held in terms.values() for x, y in pairwise(sorted(held)) if x[1] > y[0]}
    assert both == RIVALS


CORE = {
    *("United States", "Russia", "Soviet Union", "China", "United Kingdom", "France", "Germany", "Ukraine", "Israel"),
    *("Palestine", "Iran", "Iraq", "Syria", "Turkey", "Saudi Arabia", "Egypt", "India", "Pakistan", "Afghanistan"),
    *("North Korea", "South Korea", "Japan", "Taiwan", "Poland", "Belarus", "Georgia", "Armenia", "Azerbaijan"),
    *("Serbia", "Yugoslavia", "Kosovo", "Libya", "Yemen", "Lebanon", "Jordan", "Venezuela", "Cuba", "Canada"),
    *("Australia", "Italy", "Spain", "Netherlands", "Norway", "Sweden", "Finland", "Hungary", "Romania"),
    *("Czech Republic", "South Africa", "Ethiopia", "Sudan", "Kazakhstan", "United Arab Emirates", "Qatar"),
}
"""The states whose heads of state and government are meant to be whole."""
VACANT, COMMON, UNSURE = "nobody held it", "the holder's name is that of too many others", "the holders are not sure"
KNOWN_GAPS = {
    ("secretary general", "Arab League", 1990): UNSURE,
    ("secretary general", "CSTO", 2016): VACANT,
    ("secretary general", "Council of Europe", 2004): COMMON,
    ("prime minister", "Cuba", 1976): VACANT,
    ("president", "Egypt", 2011): VACANT,
    ("president", "Georgia", 1992): VACANT,
    ("president", "Iraq", 2003): VACANT,
    ("prime minister", "Iraq", 2003): VACANT,
    ("prime minister", "Kosovo", 2000): VACANT,
    ("president", "Lebanon", 1988): VACANT,
    ("president", "Lebanon", 2007): VACANT,
    ("president", "Lebanon", 2014): VACANT,
    ("president", "Lebanon", 2022): VACANT,
    ("premier", "North Korea", 2007): COMMON,  # Kim Yong Il, who would be taken for a misspelt Kim Jong Il
    ("director general", "OPCW", 2002): UNSURE,
    ("secretary general", "OPEC", 2000): UNSURE,
    ("secretary general", "OSCE", 2020): VACANT,
    ("secretary general", "OSCE", 2024): VACANT,
    ("secretary general", "Organization of American States", 1994): UNSURE,
    ("prime minister", "Pakistan", 1988): VACANT,
    ("prime minister", "Pakistan", 1999): VACANT,
    ("secretary general", "Palestine Liberation Organization", 2020): VACANT,
    ("secretary general", "SCO", 2021): COMMON,
    ("president", "Serbia", 1997): UNSURE,
    ("prime minister", "South Korea", 1975): UNSURE,
    ("prime minister", "South Korea", 2002): UNSURE,
    ("prime minister", "South Korea", 2025): UNSURE,
    ("prime minister", "Sudan", 1967): UNSURE,
    ("prime minister", "Sudan", 1989): VACANT,
    ("prime minister", "Sudan", 2019): VACANT,
    ("prime minister", "Sudan", 2022): UNSURE,
    ("director general", "World Trade Organization", 1999): COMMON,
    ("director general", "World Trade Organization", 2020): VACANT,
    ("prime minister", "Yugoslavia", 1991): VACANT,
}
"""Gaps by office and by the year in which the last known holder left, with the reason."""


def test_the_gaps_in_the_main_offices_are_those_that_are_known(tables: Tables) -> None:
    organisations = {row.name for row in tables.organisations}
    found = {
        (gap.title, gap.of, gap.ended.year): str(gap)
        for gap in gaps(tables)
        if (gap.of in CORE and gap.title in HEADS) or (gap.of in organisations and gap.title in CHIEFS)
    }
    assert [gap for key, gap in found.items() if key not in KNOWN_GAPS] == []
    assert [key for key in KNOWN_GAPS if key not in found] == []  # one that was closed is taken off the list


def test_no_name_of_a_person_is_a_single_common_word(tables: Tables) -> None:
    # One word alone, met on any page, would make a person of whoever bears it.
    single = [words for row in tables.people for words in (row.name, *row.aliases) if " " not in words]
    assert sorted(single) == ["Nasir-ul-Mulk", "Soeharto", "Suharto", "Zia-ul-Haq"]


def test_spellings_of_one_person_are_not_near_those_of_another(tables: Tables) -> None:
    reference = Reference(tables)
    near = [
        (name, other)
        for name in reference.people
        for other in reference.by_initial[initial(name)]
        if name < other and likeness(name, other) >= ALIKE
    ]
    assert near == []


@pytest.mark.parametrize(
    ("text", "time"),
    [
        # Other states may have a President Kell.
        ("President Kell said that the strait was open to ships of Tarnland.", "2004-01-20/2008-01-20"),
        ("President Kell said that the strait was open.", "../.."),
        # A general word names the office of a body, of a state only that of its leader.
        ("The Tarnish leader Bram Kell said that the strait was open.", "2004-01-20/2008-01-20"),
        ("The Tarnish rail chief Bram Kell said that the strait was open.", "../.."),
        ("The Tarnish harbour leader Bram Kell said that the strait was open.", "../.."),
    ],
)
def test_who_may_be_somebody_else_dates_nothing(text: str, time: str) -> None:
    reference = Reference.parse(VAGUE)
    assert str(read(document(text), RuleReader(reference), reference).published.value) == time
