"""The shipped tables hold together, and a person's own file lies over them or is refused in one line."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest

from onrecord.model import Act, MentionKind, OnRecordError
from onrecord.reference.loader import NAMES, TableError, as_yaml, lay_over, own, read_tables, shipped
from onrecord.reference.reference import Naming, Reference
from onrecord.reference.rows import OfficeRow, OrganisationRow, PersonRow, StateRow, Tables


def actor_rows(tables: Tables) -> list[StateRow | OrganisationRow | PersonRow]:
    """The rows that name an actor."""
    return [*tables.states, *tables.organisations, *tables.people]


def body_names(tables: Tables) -> set[str]:
    """Every name that a state or an organisation bears."""
    return {row.name for row in tables.states} | {row.name for row in tables.organisations}


@pytest.fixture(scope="module")
def tables() -> Tables:
    """The tables that come with the package."""
    return shipped()


@pytest.fixture(scope="module")
def actors(tables: Tables) -> set[str]:
    """Every name that an actor of the shipped tables bears."""
    return {row.name for row in actor_rows(tables)}


def test_every_table_is_shipped(tables: Tables) -> None:
    assert all(getattr(tables, table) for table in NAMES)


@pytest.mark.parametrize("table", NAMES)
def test_a_row_is_named_once_and_cites_its_source(tables: Tables, table: str) -> None:
    # Counted in the files, since laying one file over another would hide a row that is there twice.
    folder = Path(shipped.__code__.co_filename).parent / "tables"
    files = [read_tables(file.read_text(encoding="utf-8"), file.name) for file in folder.rglob("*.yaml")]
    counts = Counter(row.name for file in files for row in getattr(file, table))
    assert [name for name, count in counts.items() if count > 1] == []
    assert [row.name for row in getattr(tables, table) if not row.source.strip()] == []


def test_an_actor_has_one_name(tables: Tables) -> None:
    counts = Counter(row.name for row in actor_rows(tables))
    assert [name for name, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("table", NAMES)
def test_wordings_are_clean(tables: Tables, table: str) -> None:
    for row in getattr(tables, table):
        for words in (row.name, *row.aliases):
            assert words == " ".join(words.split()), f"{row.name}: white space in {words!r}"
            assert not words.startswith("the "), f"{row.name}: {words!r} carries its article"
        assert len(set(row.aliases)) == len(row.aliases), f"{row.name}: an alias stands twice"
        if table != "events":  # the name of an event is a label; what pages call it stands in its aliases
            assert row.name not in row.aliases, f"{row.name}: its name stands among its aliases"


def test_no_wording_names_two_things(tables: Tables) -> None:
    meant: dict[str, set[tuple[MentionKind, str]]] = defaultdict(set)
    for name in Reference(tables).names:
        meant[name.words].add((name.kind, name.refers))
    assert {words: things for words, things in meant.items() if len(things) > 1} == {}


def test_bodies_belong_to_actors_that_exist(tables: Tables) -> None:
    bodies = body_names(tables)
    states = {row.name for row in tables.states}
    for body in tables.organisations:
        assert body.of is None or body.of in bodies, f"{body.name} is of {body.of}"
        assert set(body.members) <= states, f"{body.name}: {set(body.members) - states}"
        assert list(body.members) == sorted(set(body.members)), f"{body.name}: members not in order"


def test_the_sides_of_bodies_end(tables: Tables) -> None:
    reference = Reference(tables)
    for body in tables.organisations:
        side = reference.actors[reference.side(body.name)]
        assert side.of is None, f"{body.name} goes round in a circle"


def test_offices_are_of_actors_that_exist_and_end_after_they_start(tables: Tables) -> None:
    bodies = body_names(tables)
    for person in tables.people:
        assert person.offices, f"{person.name} has no office"
        for office in person.offices:
            assert office.of in bodies, f"{person.name}: {office.title} of {office.of}"
            assert office.title == office.title.strip(), f"{person.name}: {office.title!r}"
        starts = [office.start.earliest or date.min for office in person.offices]
        assert starts == sorted(starts), f"{person.name}: offices not in the order of time"


def test_agreements_fit_together(tables: Tables, actors: set[str]) -> None:
    for row in tables.agreements:
        assert set(row.parties) <= actors, f"{row.name}: {set(row.parties) - actors}"
        days = [day for day in (row.signed, row.in_force, row.ended) if day]
        assert days == sorted(days), f"{row.name}: {days}"
        assert row.nouns, f"{row.name} cannot be called anything"
        wordings: list[str] = []
        for provision in row.provisions:
            assert provision.low is not None or provision.high is not None, f"{row.name}: {provision.name}"
            if provision.low is not None and provision.high is not None:
                assert provision.low < provision.high, f"{row.name}: {provision.name}"
            assert provision.unit.strip(), f"{row.name}: {provision.name}"
            wordings += [provision.name, *provision.aliases]
        assert len(set(wordings)) == len(wordings), f"{row.name}: one wording for two provisions"


def test_events_fit_together(tables: Tables, actors: set[str]) -> None:
    agreements = {row.name: row for row in tables.agreements}
    where = {row.name for row in tables.places} | {row.name for row in tables.states}
    where |= {words for row in tables.states for words in (row.capital, *row.seats) if words}
    for row in tables.events:
        assert row.start <= row.end, f"{row.name}: {row.start} to {row.end}"
        assert row.act is None or row.act in Act.__members__, f"{row.name}: {row.act}"
        assert set(row.who) <= actors, f"{row.name}: {set(row.who) - actors}"
        assert row.agreement is None or row.agreement in agreements, f"{row.name}: {row.agreement}"
        assert row.place is None or row.place in where, f"{row.name}: {row.place}"
        assert row.days is None or row.days > 0, f"{row.name}: {row.days}"


def test_persons_do_what_they_do_while_in_office(tables: Tables) -> None:
    offices: dict[str, tuple[OfficeRow, ...]] = {row.name: row.offices for row in tables.people}
    for event in tables.events:
        for name in event.who:
            if name in offices:
                held = [o for o in offices[name] if event.start in o.term and event.end in o.term]
                assert held, f"{event.name}: {name} held no office then"


def test_events_that_begin_or_end_an_agreement_agree_with_it(tables: Tables) -> None:
    days = {row.name: {row.signed, row.in_force, row.ended} for row in tables.agreements}
    for event in tables.events:
        turns = event.name.endswith((" ends", " enters into force")) or " sign " in event.name
        if event.agreement and turns:
            assert event.start in days[event.agreement], event.name


def test_places_and_weapons_are_of_states_that_exist(tables: Tables) -> None:
    states = {row.name for row in tables.states}
    for place in tables.places:
        assert place.state is None or place.state in states, f"{place.name}: {place.state}"
    for weapon in tables.weapons:
        assert weapon.of is None or weapon.of in states, f"{weapon.name}: {weapon.of}"


def test_a_capital_is_known_as_one(tables: Tables) -> None:
    capitals = {n.words: n.refers for n in Reference(tables).names if n.naming is Naming.CAPITAL}
    assert capitals["Moscow"] == "Russia"
    assert capitals["Kyiv"] == "Ukraine"
    assert capitals["Astana"] == "Kazakhstan"


def test_what_a_body_is_part_of(tables: Tables) -> None:
    reference = Reference(tables)
    assert reference.side("Sergey Lavrov") == "Russia"
    assert reference.side("Russian Foreign Ministry") == "Russia"
    assert reference.side("European External Action Service") == "European Union"
    assert reference.side("Federica Mogherini") == "European Union"
    assert reference.side("Maria Zakharova") == "Russia"
    assert reference.side("Kazakhstan") == "Kazakhstan"
    assert "CSTO" in reference.member_of["Kazakhstan"]


def test_the_tables_survive_their_own_yaml(tables: Tables) -> None:
    assert read_tables(as_yaml(tables), "again") == tables


def test_shipped_files_read_as_a_file_of_ones_own_does(tables: Tables) -> None:
    # They are read by a shorter way, which must come to the same.
    folder = Path(shipped.__code__.co_filename).parent / "tables"
    files = [read_tables(file.read_text(encoding="utf-8"), file.name) for file in folder.rglob("*.yaml")]
    for table in NAMES:
        rows = {row.name: row for file in files for row in getattr(file, table)}
        assert rows == {row.name: row for row in getattr(tables, table)}


def test_odd_signs_survive_the_yaml_of_a_record() -> None:
    odd = Tables(states=(StateRow(name='a\u2028b\x85c"d\\e\x7f', source="x: [y] # z \U0001f600"),))
    assert read_tables(as_yaml(odd), "again") == odd


OWN = """
states:
- {name: Russia, source: a made-up atlas, capital: Omsk}
- {name: Veldoria, source: a made-up atlas, capital: Calverton, demonyms: [Veldorian]}
agreements:
- {name: Tarn River Accord, source: its text, signed: 1994-03-02, parties: [Veldoria]}
"""


def test_an_own_file_lies_over_the_shipped_tables(tables: Tables, tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(OWN, encoding="utf-8")
    both = lay_over(tables, own(file))
    states = {row.name: row for row in both.states}
    assert states["Russia"].capital == "Omsk"
    assert states["Russia"].aliases == ()  # the whole row is replaced, not field by field
    assert states["Veldoria"].demonyms == ("Veldorian",)
    assert len(both.states) == len(tables.states) + 1
    assert set(tables.states) - {states["Russia"]} - set(both.states) == {
        row for row in tables.states if row.name == "Russia"
    }
    assert both.people == tables.people
    assert both.agreements[-1].signed == date(1994, 3, 2)
    assert Reference.load(file).tables == both


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("states: [", "not YAML"),
        ("states:\n- name: A\n   source: b", "not YAML"),
        ("kingdoms: []", "expected a mapping"),
        ("- name: A", "expected a mapping"),
        ("just words", "expected a mapping"),
        ("states: 3", "states"),
        ("states:\n- {name: Veldoria}", "states 0 source"),
        ("states:\n- {name: A, source: b}\n- {name: Veldoria, source: b, colour: red}", "states 1 colour"),
        ("agreements:\n- {name: A, source: b, signed: 1994-02-31}", "day is out of range"),
        ("agreements:\n- {name: A, source: b, signed: last spring}", "agreements 0 signed"),
        ("people:\n- {name: A, source: b, offices: [{title: king, of: A}]}", "people 0 offices 0 start"),
        ("people:\n- {name: A, source: b, gender: them, offices: []}", "people 0 gender"),
        ("people:\n- {name: A, source: b, offices: [king of A]}", "title, state or body, start/end"),
        ("people:\n- {name: A, source: b, offices: [{title: king, of: A, start: 198X}]}", "'198X' is no day"),
        ("people:\n- {name: A, source: b, offices: [{title: king, of: A, start: 1987, end: 1986-12}]}", "king ends"),
        (
            "agreements:\n- {name: A, source: b, provisions: [{name: c, unit: m, low: far}]}",
            "provisions 0 low",
        ),
    ],
)
def test_a_bad_table_is_refused_in_one_line(text: str, place: str) -> None:
    with pytest.raises(TableError) as refusal:
        read_tables(text, "mine.yaml")
    message = str(refusal.value)
    assert isinstance(refusal.value, OnRecordError)
    assert message.startswith("mine.yaml: ")
    assert place in message
    assert "\n" not in message


def test_empty_files_and_tables_hold_nothing() -> None:
    assert read_tables("", "mine.yaml") == Tables()
    assert read_tables("# nothing yet\nstates:\n", "mine.yaml") == Tables()


def test_a_file_that_cannot_be_read_is_refused_in_one_line(tmp_path: Path) -> None:
    latin = tmp_path / "latin.yaml"
    latin.write_bytes("states: [{name: Türkei, source: x}]".encode("latin-1"))
    for file in (tmp_path / "missing.yaml", tmp_path, latin):
        with pytest.raises(TableError) as refusal:
            own(file)
        assert str(file) in str(refusal.value)
        assert "\n" not in str(refusal.value)
