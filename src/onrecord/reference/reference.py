"""The tables, indexed: what a name can mean, and what is known of who and what it names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property, lru_cache
from pathlib import Path

from onrecord.model import Actor, ActorKind, Agreement, Interval, MentionKind, Office, Provision
from onrecord.reference.loader import as_yaml, lay_over, own, read_tables, shipped
from onrecord.reference.rows import (
    AgreementRow,
    EventRow,
    MemberRow,
    OfficeRow,
    OrganisationRow,
    PersonRow,
    StateRow,
    Tables,
)
from onrecord.reference.spelling import initial, without_line


class Naming(StrEnum):
    """How a wording names what it names."""

    NAME = "name"
    DEMONYM = "demonym"
    CAPITAL = "capital"
    SEAT = "seat"


@dataclass(frozen=True, slots=True)
class Name:
    """One wording and what it can mean: ``refers`` is a canonical name of the table for ``kind``."""

    words: str
    kind: MentionKind
    refers: str
    naming: Naming


class Reference:
    """The tables behind one build: immutable once made.

    ``names`` are all wordings; the mappings go from canonical names to nouns of the model.
    """

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.agreements: dict[str, Agreement] = {
            row.name: Agreement(
                name=row.name,
                aliases=row.aliases,
                parties=tuple(party.name for party in row.parties if _first(party, row)),
                signed=row.signed,
                in_force=row.in_force,
                ended=row.ended,
                provisions=tuple(Provision(p.name, p.low, p.high, p.unit) for p in row.provisions),
                source=row.source,
            )
            for row in tables.agreements
        }
        self.actors: dict[str, Actor] = {actor.name: actor for actor in self._actors()}
        self.names: tuple[Name, ...] = tuple(self._names())

    @classmethod
    def load(cls, path: Path | None = None) -> Reference:
        """The shipped tables, with a person's own file over them where one is given.

        Raises TableError where the file cannot be used.
        """
        tables = shipped()
        return cls(tables if path is None else lay_over(tables, own(path)))

    @classmethod
    @lru_cache(maxsize=4)
    def parse(cls, text: str) -> Reference:
        """A reference from the YAML text that ``yaml`` gave."""
        return cls(read_tables(text, "reference"))

    @cached_property
    def yaml(self) -> str:
        """All tables as one YAML text."""
        return as_yaml(self.tables)

    @cached_property
    def people(self) -> dict[str, PersonRow]:
        """Persons by canonical name."""
        return {row.name: row for row in self.tables.people}

    @cached_property
    def holders(self) -> dict[tuple[str, str], tuple[tuple[str, OfficeRow], ...]]:
        """Who held an office, with the term, by title and state or body; nobody who was no more than designate."""
        found: dict[tuple[str, str], list[tuple[str, OfficeRow]]] = {}
        for row in self.tables.people:
            for office in row.offices:
                titles = {office.title, office.name, office.title.replace("-", " ")}
                for title in titles if not office.designate else ():
                    found.setdefault((title, office.of), []).append((row.name, office))
        return {held: tuple(holders) for held, holders in found.items()}

    @cached_property
    def by_initial(self) -> dict[str, tuple[str, ...]]:
        """Persons by the first letter of their folded last word, so that a spelling is compared with few."""
        found: dict[str, list[str]] = {}
        for name in self.people:
            found.setdefault(initial(name), []).append(name)
        return {letter: tuple(names) for letter, names in found.items()}

    @cached_property
    def bearers(self) -> dict[str, tuple[str, ...]]:
        """Persons by what they are called for short (``short_name``), as it is written."""
        found: dict[str, list[str]] = {}
        for name in self.people:
            for short in self.short_names(name):
                found.setdefault(short, []).append(name)
        return {surname: tuple(names) for surname, names in found.items()}

    @cached_property
    def family_first(self) -> frozenset[str]:
        """The states whose people bear their family name first."""
        return frozenset(row.name for row in self.tables.states if row.family_first)

    def short_names(self, name: str) -> tuple[str, ...]:
        """What pages call a person after the full name, in every spelling: the surname, unless the row has another."""
        row = self.people[name]
        first = any(office.of in self.family_first for office in row.offices)
        at = 0 if (row.short == name.split()[0] if row.short else first) else -1
        full = (name, *(alias for alias in row.aliases if " " in alias))
        return tuple(dict.fromkeys(without_line(one).split()[at] for one in full))

    @cached_property
    def events(self) -> dict[str, EventRow]:
        """Dated events by name."""
        return {row.name: row for row in self.tables.events}

    @cached_property
    def states(self) -> dict[str, StateRow]:
        """States by canonical name."""
        return {row.name: row for row in self.tables.states}

    @cached_property
    def state_names(self) -> dict[str, frozenset[str]]:
        """The names of each state itself, without demonyms, capitals and seats."""
        return {row.name: frozenset(borne(row)) for row in self.tables.states}

    @cached_property
    def agreement_rows(self) -> dict[str, AgreementRow]:
        """Agreements as the table has them, by canonical name."""
        return {row.name: row for row in self.tables.agreements}

    @cached_property
    def organisation_rows(self) -> dict[str, OrganisationRow]:
        """Organisations as the table has them, by canonical name."""
        return {row.name: row for row in self.tables.organisations}

    @cached_property
    def kin(self) -> dict[str, frozenset[str]]:
        """The states that each state arose from or that arose from it, however far."""
        near: dict[str, set[str]] = {}
        for row in self.tables.states:
            for other in (*row.successors, *([row.continued_by] if row.continued_by else [])):
                near.setdefault(row.name, set()).add(other)
                near.setdefault(other, set()).add(row.name)
        found: dict[str, frozenset[str]] = {}
        for state in near:
            reached, ahead = {state}, [state]
            while ahead:
                for other in near[ahead.pop()] - reached:
                    reached.add(other)
                    ahead.append(other)
            found[state] = frozenset(reached - {state})
        return found

    @cached_property
    def nouns(self) -> dict[str, frozenset[str]]:
        """What organisations and agreements are called without their name, by canonical name, lower case."""
        called = [(row.name, row.nouns) for row in self.tables.organisations]
        called += [(row.name, row.nouns) for row in self.tables.agreements]
        return {name: frozenset(n.lower() for n in nouns) for name, nouns in called}

    @cached_property
    def member_of(self) -> dict[str, frozenset[str]]:
        """The organisations that a state is a member of today, by the state's canonical name."""
        found: dict[str, set[str]] = {}
        for row in self.tables.organisations:
            for member in row.members:
                if member.until is None:
                    found.setdefault(member.name, set()).add(row.name)
        return {state: frozenset(names) for state, names in found.items()}

    @cached_property
    def latest(self) -> date:
        """The latest day that any table speaks of: what still runs is known to run up to here.

        Ends of terms do not count: law sets many of them ahead.
        """
        starts = (office.start.earliest for person in self.tables.people for office in person.offices)
        days = [day for day in starts if day]
        days += [event.end for event in self.tables.events]
        days += [d for a in self.tables.agreements for d in (a.signed, a.in_force, a.ended) if d]
        return max(days, default=date.min)

    def then(self, name: str, on: Interval) -> str | None:
        """Whom a person of the tables served at a time: by the offices held then, else by the last before; None where
        these were of several sides.
        """
        row = self.people.get(name)
        if row is None or not on.known:
            return None
        took = [office for office in row.offices if not office.designate]
        held = [office.of for office in took if on.meet(office.term) is not None]
        before = [
            office.of for office in took if office.term.latest and on.earliest and office.term.latest < on.earliest
        ]
        served = held or before[-1:]
        return served[-1] if len({self.side(of) for of in served}) == 1 else None

    def side(self, name: str, on: Interval | None = None) -> str:
        """The state or organisation that an actor belongs to in the end: Lavrov to Russia, a ministry to its state;
        of a person who served several, the one served at a time, where that is given.
        """
        name = (self.then(name, on) if on else None) or name
        seen = {name}
        while (actor := self.actors.get(name)) and actor.of and actor.of not in seen:
            name = actor.of
            seen.add(name)
        return name

    def _actors(self) -> Iterator[Actor]:
        for state in self.tables.states:
            yield Actor(state.name, ActorKind.STATE)
        for body in self.tables.organisations:
            yield Actor(body.name, ActorKind.ORGANISATION, of=body.of)
        for person in self.tables.people:
            offices = tuple(Office(o.name, o.of, o.term) for o in person.offices)
            yield Actor(person.name, ActorKind.PERSON, of=offices[-1].of if offices else None, offices=offices)

    def _names(self) -> Iterator[Name]:
        for state in self.tables.states:
            for name in _named(state):
                if name.words not in state.homonyms:
                    yield name
        for body in self.tables.organisations:
            for words in borne(body):
                yield Name(words, MentionKind.ORGANISATION, body.name, Naming.NAME)
        for person in self.tables.people:
            for words in (person.name, *person.aliases):
                yield Name(words, MentionKind.PERSON, person.name, Naming.NAME)
        for agreement in self.tables.agreements:
            for words in borne(agreement):
                yield Name(words, MentionKind.AGREEMENT, agreement.name, Naming.NAME)
        for event in self.tables.events:
            for words in (event.name, *event.aliases):
                yield Name(words, MentionKind.EVENT, event.name, Naming.NAME)
        for weapon in self.tables.weapons:
            for words in (weapon.name, *weapon.aliases):
                yield Name(words, MentionKind.WEAPON, weapon.name, Naming.NAME)
        for place in self.tables.places:
            for words in (place.name, *place.aliases):
                yield Name(words, MentionKind.PLACE, place.name, Naming.NAME)


def _first(party: MemberRow, row: AgreementRow) -> bool:
    """Whether a party is one from the beginning: who joined or succeeded later did not sign it."""
    began = row.in_force or row.signed
    return party.since is None or began is None or party.since <= began


def borne(row: StateRow | OrganisationRow | AgreementRow) -> tuple[str, ...]:
    """Every name that a row bears or bore, each once: its name first, then aliases, official and former ones."""
    official = (row.official,) if row.official else ()
    former = () if isinstance(row, AgreementRow) else tuple(f.name for f in row.former)
    return tuple(dict.fromkeys((row.name, *row.aliases, *official, *former)))


def _named(state: StateRow) -> Iterator[Name]:
    """All wordings of a state, each once."""
    kinds: dict[str, Naming] = {}
    for words in borne(state):
        kinds.setdefault(words, Naming.NAME)
    for words in state.demonyms:
        kinds.setdefault(words, Naming.DEMONYM)
    for words in state.seats:
        kinds.setdefault(words, Naming.SEAT)
    if state.capital:
        kinds.setdefault(state.capital, Naming.CAPITAL)
    yield from (Name(words, MentionKind.STATE, state.name, naming) for words, naming in kinds.items())
