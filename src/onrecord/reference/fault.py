"""What is wrong with tables although every row fits the schema: names that lead nowhere, days out of order."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

from onrecord.model import Act, MentionKind
from onrecord.reference.loader import NAMES
from onrecord.reference.reference import Reference
from onrecord.reference.rows import (
    AgreementRow,
    ContestRow,
    EventRow,
    FormerRow,
    MemberRow,
    OrganisationRow,
    PersonRow,
    ProvisionRow,
    StateRow,
    Tables,
)

_DURATION = re.compile(r"unlimited|[1-9]\d* (?:days|months|years)")

_GIVES = {"range": "both low and high", "ceiling": "high alone", "floor": "low alone"}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: in which table, row and field, and what to do."""

    table: str
    row: str
    field: str
    says: str

    def __str__(self) -> str:
        return f"{self.table}, {self.row}: {self.field}: {self.says}"


def faults(tables: Tables) -> tuple[Fault, ...]:
    """Everything that does not fit together, table by table. Names are looked for in these tables alone."""
    return tuple(_Checker(tables).faults())


class _Checker:
    """Tables, with the names that other rows may use."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.states = {row.name for row in tables.states}
        self.bodies = self.states | {row.name for row in tables.organisations}
        self.actors = self.bodies | {row.name for row in tables.people}
        self.agreements = {row.name for row in tables.agreements}

    @cached_property
    def where(self) -> set[str]:
        """Every name of a place: cities, regions, states, capitals and seats."""
        found = {row.name for row in self.tables.places} | self.states
        for state in self.tables.states:
            found.update((*state.seats, state.capital or state.name))
        return found

    def faults(self) -> Iterator[Fault]:
        for table in NAMES:
            for row in getattr(self.tables, table):
                for field, says in (*_wordings(table, row), *self._row(row)):
                    yield Fault(table, row.name, field, says)
        yield from self._shared()

    def _row(self, row: object) -> Iterator[tuple[str, str]]:
        if isinstance(row, StateRow):
            yield from self._state(row)
        elif isinstance(row, OrganisationRow):
            yield from self._known("of", (row.of,), self.bodies)
            yield from self._members("members", row.members, self.bodies)
            yield from self._left(row.left, row.members, self.bodies)
            yield from _ordered(("founded", row.founded), ("ended", row.ended))
            yield from _former(row.former)
        elif isinstance(row, PersonRow):
            yield from self._person(row)
        elif isinstance(row, AgreementRow):
            yield from self._agreement(row)
        elif isinstance(row, EventRow):
            yield from self._event(row)
        elif isinstance(row, ContestRow):
            yield from self._known("of", (row.of,), self.states)
            if len({one.name for one in row.candidates}) < 2:
                yield "candidates", "nobody stands alone; give two or more"
        else:
            field = "state" if hasattr(row, "state") else "of"
            yield from self._known(field, (getattr(row, field),), self.states)

    def _state(self, row: StateRow) -> Iterator[tuple[str, str]]:
        yield from _former(row.former)
        yield from self._known("successors", row.successors, self.states)
        yield from self._known("continued_by", (row.continued_by,), self.states)
        if (row.successors or row.continued_by) and not row.ended:
            yield "ended", "a state with successors has ended; give the day"
        for field, code, length in (("alpha2", row.alpha2, 2), ("alpha3", row.alpha3, 3)):
            if code is not None and not re.fullmatch(rf"[A-Z]{{{length}}}", code):
                yield field, f"{code} is no code of {length} capital letters"
        own = {row.capital, row.name, row.official, *row.aliases, *row.seats, *row.demonyms}
        own.update(f.name for f in row.former)
        for words in row.homonyms:
            if words not in own:
                yield "homonyms", f"{words} is no name of this row"

    def _person(self, row: PersonRow) -> Iterator[tuple[str, str]]:
        if not row.offices:
            yield "offices", "there is none; give at least one office with its term"
        if row.short and row.short not in row.name.split():
            yield "short", f"{row.short} is no word of the name"
        for office in row.offices:
            yield from self._known("offices", (office.of,), self.bodies)
        for before, after in pairwise(row.offices):
            if (after.start.earliest or date.min) < (before.start.earliest or date.min):
                yield "offices", f"{after.title} starts before {before.title}; put them in the order of time"

    def _agreement(self, row: AgreementRow) -> Iterator[tuple[str, str]]:
        yield from _ordered(("signed", row.signed), ("in_force", row.in_force), ("ended", row.ended))
        yield from self._members("parties", row.parties, self.actors)
        yield from self._left(row.left, row.parties, self.actors)
        bound = {party.name for party in row.parties}
        for field, names in (("signatories", row.signatories), ("outside", row.outside)):
            yield from self._known(field, names, self.actors)
            if both := sorted(bound.intersection(names)):
                yield field, f"{', '.join(both)} stands among the parties too"
        yield from self._known("depositary", row.depositary, self.actors)
        if not row.nouns:
            yield "nouns", "it cannot be called anything; give treaty, accord, ..."
        if row.duration is not None and not _DURATION.fullmatch(row.duration):
            yield "duration", f"{row.duration}: expected unlimited, or a number of days, months or years"
        if row.withdrawal is not None and row.withdrawal.notice <= 0:
            yield "withdrawal", "the notice must be longer than nothing"
        words = Counter(w for p in row.provisions for w in (p.name, *p.aliases))
        for word, count in words.items():
            if count > 1:
                yield "provisions", f"{word} stands for two of them"
        for provision in row.provisions:
            for says in _provision(provision):
                yield "provisions", f"{provision.name}: {says}"

    def _event(self, row: EventRow) -> Iterator[tuple[str, str]]:
        yield from _ordered(("start", row.start), ("end", row.end))
        yield from self._known("who", row.who, self.actors)
        yield from self._known("agreement", (row.agreement,), self.agreements)
        yield from self._known("place", (row.place,), self.where)
        if row.act is not None and row.act not in Act.__members__:
            yield "act", f"{row.act} is no act; expected {', '.join(Act.__members__)}"
        for field, number in (("days", row.days), ("number", row.number)):
            if number is not None and number <= 0:
                yield field, f"{number}: expected 1 or more"
        if row.number is not None and not row.series:
            yield "series", "a number needs the series that it counts in"

    def _members(self, field: str, members: tuple[MemberRow, ...], known: set[str]) -> Iterator[tuple[str, str]]:
        yield from self._known(field, tuple(m.name for m in members), known)
        for before, after in pairwise(sorted(members, key=lambda m: (m.name, m.since or date.min))):
            again = before.until is not None and after.since is not None and before.until <= after.since
            if before.name == after.name and not again:
                yield field, f"{after.name} stands twice; give the days between which it was one each time"
        for m in members:
            for _, says in _ordered((f"{m.name}: since", m.since), ("notice", m.notice), ("until", m.until)):
                yield field, f"{m.name}: {says}"

    def _left(
        self, left: tuple[MemberRow, ...], others: tuple[MemberRow, ...], known: set[str]
    ) -> Iterator[tuple[str, str]]:
        yield from self._members("left", left, known)
        if both := sorted({m.name for m in left} & {m.name for m in others}):
            yield "left", f"{', '.join(both)} stands in the whole list too; give the days there"
        for m in left:
            if m.until is None:
                yield "left", f"{m.name}: until when was it one?"

    def _known(self, field: str, names: Iterable[str | None], known: set[str]) -> Iterator[tuple[str, str]]:
        for name in names:
            if name is not None and name not in known:
                yield field, f"{name} is in no table; add a row, or use the name that its row bears"

    def _shared(self) -> Iterator[Fault]:
        """What two rows claim for themselves: a wording, an actor's name, a code."""
        table_of = {MentionKind.PERSON: "people"}
        meant: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
        for name in Reference(self.tables).names:
            meant[name.words].setdefault((table_of.get(name.kind, f"{name.kind}s"), name.refers))
        for table in ("states", "organisations", "people"):
            for row in getattr(self.tables, table):
                meant[row.name].setdefault((table, row.name))
        for words, rows in meant.items():
            (table, first), *others = rows
            for other_table, other in others:
                yield Fault(table, first, "name", f"{words} is also a name of {other} in {other_table}; keep one")
        for field in ("alpha2", "alpha3"):
            bearers: dict[str, str] = {}
            for state in self.tables.states:
                code = getattr(state, field)
                if code and bearers.setdefault(code, state.name) != state.name:
                    yield Fault("states", state.name, field, f"{code} is the code of {bearers[code]}")


def _wordings(table: str, row: object) -> Iterator[tuple[str, str]]:
    """Whether names are written as they are looked for, and the source says something."""
    name, aliases = getattr(row, "name"), getattr(row, "aliases")  # noqa: B009 - every row has both
    if not getattr(row, "source").strip():  # noqa: B009
        yield "source", "it is empty; say where this can be looked up"
    for words in (name, *aliases):
        field = "name" if words is name else "aliases"
        if words != " ".join(words.split()) or not words:
            yield field, f"white space in {words!r}; write it with single spaces"
        elif words.startswith("the "):
            yield field, f"{words}: leave out the article"
    for words, count in Counter(aliases).items():
        if count > 1:
            yield "aliases", f"{words} stands twice"
        elif words == name and table != "events":  # an event's name is a label; what pages call it are its aliases
            yield "aliases", f"{words} is the name of the row already"


def _former(former: tuple[FormerRow, ...]) -> Iterator[tuple[str, str]]:
    for one in former:
        for _, says in _ordered((f"{one.name}: since", one.since), ("until", one.until)):
            yield "former", says


def _ordered(*days: tuple[str, date | None]) -> Iterator[tuple[str, str]]:
    """Days that should follow one another, each with the field it stands in."""
    given = [(field, day) for field, day in days if day is not None]
    for (first, before), (field, after) in pairwise(given):
        if after < before:
            yield field, f"{after} lies before {first} ({before})"


def _provision(row: ProvisionRow) -> Iterator[str]:
    """Whether the values of a provision are those of its kind."""
    ends = row.low is not None, row.high is not None
    if not any(ends) and row.by is None and row.area is None:
        yield "it lays nothing down; give low or high, by, or area"
    if any(ends) and not row.unit.strip():
        yield "a number needs its unit"
    # Both the same is one exact figure: a belt of 20 km.
    if row.low is not None and row.high is not None and row.low > row.high:
        yield f"low ({row.low:g}) is above high ({row.high:g})"
    expected = {"range": (True, True), "ceiling": (False, True), "floor": (True, False)}
    if row.kind in expected and ends != expected[row.kind]:
        yield f"a {row.kind} gives {_GIVES[row.kind]}"
    if row.kind == "deadline" and row.by is None and not any(ends):
        yield "a deadline gives by, or high with its unit"
    if row.kind == "zone" and row.area is None and not any(ends):
        yield "a zone gives area, or low or high with its unit"
