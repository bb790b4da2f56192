"""The shipped tables hold together, and a person's own file lies over them or is refused in one line."""

from __future__ import annotations

import shutil
import sys
from collections import Counter, defaultdict
from datetime import date
from itertools import pairwise
from pathlib import Path

import pycountry
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import MentionKind, OnRecordError
from onrecord.reading.actors.gazetteer import Gazetteer
from onrecord.reading.grammar.token import tokenize
from onrecord.reference import loader
from onrecord.reference.fault import faults
from onrecord.reference.loader import NAMES, TableError, as_yaml, lay_over, own, read_tables, shipped
from onrecord.reference.reference import Naming, Reference
from onrecord.reference.rows import MemberRow, OfficeRow, OrganisationRow, PersonRow, StateRow, Tables


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
    folder = Path(loader.__file__).parent / "tables"
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


def test_nothing_in_the_shipped_tables_is_at_fault(tables: Tables) -> None:
    assert [str(fault) for fault in faults(tables)] == []


def test_members_stand_in_order(tables: Tables) -> None:
    for row in tables.organisations:
        names = [member.name for member in row.members]
        assert names == sorted(names), row.name


def test_the_sides_of_bodies_end(tables: Tables) -> None:
    reference = Reference(tables)
    for body in tables.organisations:
        side = reference.actors[reference.side(body.name)]
        assert side.of is None, f"{body.name} goes round in a circle"


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


def test_all_states_of_the_world_are_there_with_their_codes(tables: Tables) -> None:
    codes = {c.alpha_2: c.alpha_3 for c in pycountry.countries}
    own = {row.alpha2: row.alpha3 for row in tables.states if row.alpha2}
    assert own.items() <= codes.items()
    counts = Counter(row.un for row in tables.states)
    assert counts["member"] == 193 and counts["observer"] == 2
    for row in tables.states:
        assert not row.un or row.alpha2, f"{row.name} has no code"
        assert row.un or row.ended or row.name in {"Kosovo", "Taiwan"}, f"{row.name}: is it a member?"
        assert row.capital or row.ended, f"{row.name} has no capital"


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("Burma", "Myanmar"),
        ("Zaire", "DR Congo"),
        ("Swaziland", "Eswatini"),
        ("Macedonia", "North Macedonia"),
        ("West Germany", "Germany"),
        ("East Germany", "East Germany"),
        ("USSR", "Soviet Union"),
        ("Yugoslavia", "Yugoslavia"),
        ("Federal Republic of Yugoslavia", "Serbia and Montenegro"),
        ("Czechoslovakia", "Czechoslovakia"),
        ("Czechia", "Czech Republic"),
        ("Ceylon", "Sri Lanka"),
        ("Côte d'Ivoire", "Ivory Coast"),
        ("Türkiye", "Turkey"),
    ],
)
def test_a_former_or_other_name_means_its_state(tables: Tables, words: str, state: str) -> None:
    assert {n.refers for n in Reference(tables).names if n.words == words} == {state}


def test_a_state_that_is_no_more_says_what_became_of_it(tables: Tables) -> None:
    ended = {row.name: row for row in tables.states if row.ended}
    assert all(row.successors for row in ended.values())
    assert ended["Soviet Union"].continued_by == "Russia"
    assert not {"Estonia", "Latvia", "Lithuania"} & set(ended["Soviet Union"].successors)
    assert ended["Czechoslovakia"].continued_by is None
    assert set(ended["Czechoslovakia"].successors) == {"Czech Republic", "Slovakia"}


def test_names_that_mostly_mean_something_else_are_not_looked_for(tables: Tables) -> None:
    words = {n.words for n in Reference(tables).names}
    assert not words & {"Santiago", "Georgetown", "Victoria", "Male", "Kingston"}
    assert {row.capital for row in tables.states if row.name == "Chile"} == {"Santiago"}


AGREEMENT_KINDS = set(
    "arms control|nuclear testing|non-proliferation|chemical weapons|biological weapons|conventional arms|space|"
    "alliance|confidence building|security assurances|peace|ceasefire|sanctions|border|water|law of the sea|climate|"
    "trade|humanitarian law|human rights|international justice|diplomacy".split("|")
)


def test_what_is_laid_down_is_typed(tables: Tables) -> None:
    for row in tables.agreements:
        assert row.kind in AGREEMENT_KINDS, f"{row.name}: {row.kind}"
        assert all(provision.kind for provision in row.provisions), row.name
    assert {p.kind for row in tables.agreements for p in row.provisions} == {
        *("range", "ceiling", "floor", "zone", "deadline")
    }
    inf = next(row for row in tables.agreements if row.name == "INF Treaty")
    ranges = {p.name: (p.low, p.high, p.unit) for p in inf.provisions if p.kind == "range"}
    assert ranges["shorter range"] == (500, 1000, "km")
    assert ranges["intermediate range"] == (1000, 5500, "km")
    assert inf.withdrawal is not None and (inf.withdrawal.notice, inf.withdrawal.unit) == (6, "months")


def test_the_tables_cover_what_they_promise(tables: Tables) -> None:
    alone = [row for row in tables.organisations if row.of is None]
    assert len(alone) >= 60 and len(tables.agreements) >= 60
    assert len({row.dispute for row in tables.events if row.dispute and row.start >= date(1985, 1, 1)}) >= 20
    assert all(row.kind for row in tables.weapons)
    assert sum(bool(row.members) for row in alone) >= 20


def test_meetings_of_a_series_follow_one_another(tables: Tables) -> None:
    series: dict[str, list[tuple[int, date, str]]] = defaultdict(list)
    for row in tables.events:
        if row.number is not None and row.series:
            series[row.series].append((row.number, row.start, row.name))
            assert row.place, f"{row.name} has no city"
    assert {"OSCE Ministerial Council", "NPT Review Conference", "G7 summit"} <= set(series)
    for held in series.values():
        for before, after in pairwise(sorted(held)):
            assert before[0] < after[0] and before[1] < after[1], f"{before[2]} and {after[2]}"


ORDINARY = set(
    "it us who what all may will can no yes and or in on at is was are be has had as so if of to by up out off one two "
    "man men male rich fish sale bill mark march pole turkey china japan polish guinea pace sort start salt act fall "
    "spring summit talks treaty accord deal pact union court council chair general major minister president group "
    "party state states nation nations north south east west world war peace arms force forces army navy mission "
    "trident javelin typhon patriot buk grad smart scud hawk spike frog".split()
)
"""Words that stand in any text in lower case."""


def test_no_wording_is_an_ordinary_word(tables: Tables) -> None:
    for name in Reference(tables).names:
        if " " in name.words or "-" in name.words:
            continue
        assert not name.words.islower() or name.words in {"novichok", "sarin"}, f"{name.words} of {name.refers}"
        # A capital tells China from china; what is written in capitals alone is found in capitals alone.
        assert name.words.lower() not in ORDINARY or name.words != name.words.lower(), f"{name.words}"


def test_a_weapon_named_after_an_everyday_word_is_found_with_what_it_is_alone(tables: Tables) -> None:
    found = Gazetteer(Reference(tables))
    for words in (
        *("Hawk", "Spike", "Stinger", "Harpoon", "Predator", "Reaper", "Sentinel", "Neptune", "Hellfire", "Tornado"),
        *("Typhoon", "Lancet", "Archer", "Hornet", "Phoenix", "Grad", "Tor", "Bradley", "Marder", "Apache", "Spirit"),
        *("Poseidon", "Flamingo", "Kornet", "Topol", "Soumar", "Babur", "Liaoning", "Fujian", "Kursk", "Mistral"),
    ):
        meant = [one.name.refers for one in found.find(tokenize(words)) if one.name.kind is MentionKind.WEAPON]
        assert not meant, words
    for words, weapon in (
        ("Stinger missiles", "Stinger missile"),
        ("a Bradley fighting vehicle", "Bradley fighting vehicle"),
        ("the USS Abraham Lincoln", "USS Abraham Lincoln"),
        ("the RQ-170 Sentinel", "RQ-170"),
        ("the P-8A Poseidon", "P-8 Poseidon"),
    ):
        assert [one.name.refers for one in found.find(tokenize(words))] == [weapon], words


def test_an_abbreviation_is_found_in_capitals_alone(tables: Tables) -> None:
    found = Gazetteer(Reference(tables))
    for words in ("us", "who", "start", "pace", "sort", "Who", "Pace", "Sort", "It", "Male", "aids", "un"):
        assert not found.find(tokenize(words)), words
    for words in ("US", "WHO", "PACE", "SORT", "UN"):
        assert found.find(tokenize(words)), words


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
    # They may be read from the form that is kept, which must come to the same.
    folder = Path(loader.__file__).parent / "tables"
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
        ("kingdoms: []", "kingdoms: there is no such table"),
        ("- name: A", "expected a mapping"),
        ("just words", "expected a mapping"),
        ("states: 3", "states"),
        ("states:\n- {name: Veldoria}", "line 2: states, Veldoria: source: this field is missing"),
        (
            "states:\n- {name: A, source: b}\n- {name: Veldoria, source: b, captial: red}",
            "line 3: states, Veldoria: captial: there is no such field; did you mean capital?",
        ),
        ("states:\n- {name: A, source: b}\n- {name: A, source: c}", "line 3: states: A stands twice"),
        ("states:\n- {name: A, name: B, source: b}", "line 2: name stands twice"),
        ("states: *other", "*other names nothing"),
        ("states: " + "[" * 40 + "]" * 40, "deeper"),
        (
            "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
            + "".join(f"{c}: &{c} [{','.join(['*' + p] * 10)}]\n" for p, c in pairwise("abcdefghij")),
            "more or deeper",
        ),
        ("agreements:\n- {name: A, source: b, signed: 1994-02-31}", "signed: there is no such day"),
        (
            "agreements:\n- {name: A, source: b, signed: last spring}",
            "agreements, A: signed: a day is written as",
        ),
        ("agreements:\n- {name: A, source: b, signed: 86400}", "signed: a day is written as"),
        (
            "people:\n- {name: A, source: b, offices: [{title: king, of: A}]}",
            "offices: row 1: start: this field is missing",
        ),
        ("people:\n- {name: A, source: b, gender: them, offices: []}", "people, A: gender: expected 'he' or 'she'"),
        ("people:\n- {name: A, source: b, offices: [king of A]}", "title, state or body, start/end"),
        ("people:\n- {name: A, source: b, offices: [{title: king, of: A, start: 198X}]}", "'198X' is no day"),
        ("people:\n- {name: A, source: b, offices: [{title: king, of: A, start: 1987, end: 1986-12}]}", "king ends"),
        (
            "agreements:\n- {name: A, source: b, provisions: [{name: c, unit: m, low: far}]}",
            "agreements, A: provisions: c: low: expected a number",
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


def test_a_refusal_keeps_every_problem() -> None:
    with pytest.raises(TableError) as refusal:
        read_tables("states:\n- {name: A}\n- {nam: B, source: c}", "mine.yaml")
    assert refusal.value.problems == (
        "line 2: states, A: source: this field is missing; every such row needs it",
        "line 3: states, row 2: name: this field is missing; every such row needs it",
        "line 3: states, row 2: nam: there is no such field; did you mean name?",
    )
    assert str(refusal.value).endswith("(and 2 more: `onrecord reference check` lists them)")


def test_every_scalar_is_text_and_a_member_may_be_its_name_alone() -> None:
    (state,) = read_tables("states: [{name: A, source: 2018, alpha2: NO, official: ~}]", "mine.yaml").states
    assert (state.source, state.alpha2, state.official) == ("2018", "NO", None)
    text = "organisations:\n- {name: L, source: x, members: [A, {name: B, since: 2001-02-03}]}"
    (body,) = read_tables(text, "mine.yaml").organisations
    assert body.members == (MemberRow("A"), MemberRow("B", since=date(2001, 2, 3)))


@given(st.text(), st.text())
def test_any_text_survives_the_yaml_of_a_record(name: str, source: str) -> None:
    tables = Tables(states=(StateRow(name, source),))
    assert read_tables(as_yaml(tables), "again") == tables
    assert yaml.safe_load(as_yaml(tables))["states"] == [{"name": name, "source": source}]


FAULTY = """
states:
- {name: Aa, source: x, alpha2: aa, homonyms: [Bb], successors: [Cc]}
- {name: Dd, source: " ", aliases: [Dd, Ee, Ee, the Ff]}
organisations:
- {name: Gg, source: x, of: Hh, members: [Aa, Aa, {name: Dd, since: 2001-01-01, until: 2000-01-01}]}
- {name: Aa, source: x}
people:
- {name: Ii, source: x, offices: ['u, Aa, 2002/..', 't, Aa, 2001/..']}
agreements:
- name: Jj
  source: x
  nouns: []
  signed: 2001-01-01
  in_force: 2000-01-01
  parties: [Aa]
  outside: [Aa]
  duration: long
  withdrawal: {notice: 0, unit: days}
  provisions: [{name: a, unit: m, low: 2, high: 1, kind: ceiling}, {name: b, aliases: [a]}]
events:
- {name: Kk, source: x, start: 2001-01-02, end: 2001-01-02, act: DANCE, who: [Ll], place: Mm, days: 0, number: 1}
weapons:
- {name: Nn, source: x, of: Oo}
"""


def test_what_does_not_fit_together_is_told() -> None:
    told = [str(fault) for fault in faults(read_tables(FAULTY, "mine.yaml"))]
    for expected in (
        "states, Aa: alpha2: aa is no code of 2 capital letters",
        "states, Aa: homonyms: Bb is no name of this row",
        "states, Aa: successors: Cc is in no table",
        "states, Aa: ended: a state with successors has ended",
        "states, Dd: source: it is empty",
        "states, Dd: aliases: Dd is the name of the row already",
        "states, Dd: aliases: Ee stands twice",
        "states, Dd: aliases: the Ff: leave out the article",
        "organisations, Gg: of: Hh is in no table",
        "organisations, Gg: members: Aa stands twice",
        "organisations, Gg: members: Dd: 2000-01-01 lies before Dd: since (2001-01-01)",
        "people, Ii: offices: t starts before u; put them in the order of time",
        "agreements, Jj: in_force: 2000-01-01 lies before signed (2001-01-01)",
        "agreements, Jj: outside: Aa stands among the parties too",
        "agreements, Jj: nouns: it cannot be called anything",
        "agreements, Jj: duration: long: expected unlimited",
        "agreements, Jj: withdrawal: the notice must be longer than nothing",
        "agreements, Jj: provisions: a stands for two of them",
        "agreements, Jj: provisions: a: low (2) is above high (1)",
        "agreements, Jj: provisions: a: a ceiling gives high alone",
        "agreements, Jj: provisions: b: it lays nothing down",
        "events, Kk: act: DANCE is no act",
        "events, Kk: who: Ll is in no table",
        "events, Kk: place: Mm is in no table",
        "events, Kk: days: 0: expected 1 or more",
        "events, Kk: series: a number needs the series",
        "weapons, Nn: of: Oo is in no table",
        "states, Aa: name: Aa is also a name of Aa in organisations; keep one",
    ):
        assert any(line.startswith(expected) for line in told), expected


def test_the_kept_form_is_the_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "reference"
    shutil.copytree(Path(loader.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(loader.resources, "files", lambda _: package)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    read = loader.shipped.__wrapped__
    first = read()
    (kept,) = (package / "tables" / "__pycache__").iterdir()
    assert read() == first == shipped()
    kept.write_bytes(kept.read_bytes()[:1000])
    assert read() == first  # a file cut short is passed over
    weapons = package / "tables" / "weapons.yaml"
    weapons.write_text("weapons: [{name: Lantern, source: made up}]", encoding="utf-8")
    names = {row.name for row in read().weapons}
    assert "Lantern" in names and "Tomahawk" not in names
    assert len(list((package / "tables" / "__pycache__").iterdir())) == 1


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
