"""What one row of each table holds: the schema that the YAML files are checked against.

Every row cites its ``source``. Dates are ISO; a term whose ``end`` is absent still runs. What is known only to the
month or the year is written so (``1987-05``, ``1987``) where an office is held.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, model_serializer, model_validator
from pydantic.dataclasses import dataclass as checked

from onrecord.model import Granularity, Interval
from onrecord.reference.term import Known, KnownOrOpen, in_one_line, taken_apart

_STRICT = ConfigDict(extra="forbid")
_GRAINS = tuple(Granularity)
_ISO = re.compile(r"\d{4}-\d\d-\d\d")


def _day(value: Any) -> Any:
    """Lets through what is written as a day; a bare number would pass for a timestamp."""
    if isinstance(value, str) and not _ISO.fullmatch(value):
        raise ValueError("a day is written as 2013-11-07")
    return value


def _by_name(value: Any) -> Any:
    """A row that is given by its name alone."""
    return {"name": value} if isinstance(value, str) else value


Day = Annotated[date, BeforeValidator(_day)]


@checked(frozen=True, config=_STRICT)
class FormerRow:
    """A name that was borne from ``since`` to ``until``, each where it is known to the day."""

    name: str
    since: Day | None = None
    until: Day | None = None


@checked(frozen=True, config=_STRICT)
class MemberRow:
    """A member of an organisation or a party to an agreement: ``since`` it binds, ``until`` it no longer does.

    Without ``since`` it is one from the beginning, or from a day that is not given; ``notice`` is the day on which it
    said that it would leave.
    """

    name: str
    since: Day | None = None
    until: Day | None = None
    notice: Day | None = None


Former = Annotated[FormerRow, BeforeValidator(_by_name)]
Member = Annotated[MemberRow, BeforeValidator(_by_name)]


@checked(frozen=True, config=_STRICT)
class StateRow:
    """A state: ``seats`` are buildings and bynames that act for it (the Kremlin), as its capital does.

    ``homonyms`` are those of its names that mostly mean something else in news: they are kept and can be looked up,
    but are not looked for in texts. A state that is no more has ``ended``, ``successors`` (states that arose from it)
    and, where there is one, the state by which it is ``continued_by`` in law. ``family_first`` where family names come
    first: Kim Jong Un is Kim; ``leader`` is the office whose holder pages call its leader, where there is no doubt.
    """

    name: str
    source: str
    aliases: tuple[str, ...] = ()
    official: str | None = None
    former: tuple[Former, ...] = ()
    demonyms: tuple[str, ...] = ()
    capital: str | None = None
    seats: tuple[str, ...] = ()
    homonyms: tuple[str, ...] = ()
    alpha2: str | None = None
    alpha3: str | None = None
    un: Literal["member", "observer"] | None = None
    ended: Day | None = None
    successors: tuple[str, ...] = ()
    continued_by: str | None = None
    family_first: bool = False
    leader: str | None = None


@checked(frozen=True, config=_STRICT)
class OrganisationRow:
    """An organisation or a body within one (``of``); ``nouns`` name it without its name (the alliance).

    ``seats`` are where it sits, ``bynames`` those places that news says for it, as for the state (Brussels).

    ``members`` are given only where the list is whole, with those that left; ``left`` are some that left, without it.
    """

    name: str
    source: str
    aliases: tuple[str, ...] = ()
    official: str | None = None
    former: tuple[Former, ...] = ()
    of: str | None = None
    nouns: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    bynames: tuple[str, ...] = ()
    members: tuple[Member, ...] = ()
    left: tuple[Member, ...] = ()
    founded: Day | None = None
    ended: Day | None = None


@checked(frozen=True, config=_STRICT)
class OfficeRow:
    """An office a person holds: ``title`` as the field names it, without the state (foreign minister).

    ``acting`` holders stand in for somebody; who is ``designate`` was chosen, and holds it not yet (president-elect).
    A file may have it as one line: ``acting president, Russia, 1999-12-31/2000-05-07``.
    """

    title: str
    of: str
    start: Known
    end: KnownOrOpen = None
    acting: bool = False
    designate: bool = False

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        return taken_apart(value) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _in_order(self) -> OfficeRow:
        if self.end and self.start.earliest and self.end.latest and self.end.latest < self.start.earliest:
            raise ValueError(f"{self.name} ends before it starts")
        return self

    @model_serializer
    def _written(self) -> str:
        states = [state for state in ("acting", "designate") if getattr(self, state)]
        return in_one_line(self.title, self.of, self.start, self.end, *states)

    @property
    def name(self) -> str:
        """The title as the person bears it: acting president, president-designate."""
        return f"{'acting ' * self.acting}{self.title}{'-designate' * self.designate}"

    @property
    def term(self) -> Interval:
        """The widest stretch that the term can have been, as finely as its coarser side is known."""
        if self.end is None:
            return Interval(self.start.earliest, None, self.start.granularity)
        coarser = max(self.start.granularity, self.end.granularity, key=_GRAINS.index)
        return Interval(self.start.earliest, self.end.latest, coarser)


@checked(frozen=True, config=_STRICT)
class PersonRow:
    """A person with offices; ``gender`` (he, she) is given where pages use the pronoun.

    ``short`` is the one word that pages call them by after the full name, where it is not the last of that.
    """

    name: str
    offices: tuple[OfficeRow, ...]
    source: str
    aliases: tuple[str, ...] = ()
    short: str | None = None
    gender: Literal["he", "she"] | None = None


@checked(frozen=True, config=_STRICT)
class ProvisionRow:
    """What an agreement lays down as a typed value: ``aliases`` are other wordings for what it measures.

    A ``zone`` is described by ``area``, a ``deadline`` falls ``by`` a day or is counted in ``unit``.
    """

    name: str
    unit: str = ""
    low: float | None = None
    high: float | None = None
    aliases: tuple[str, ...] = ()
    kind: Literal["range", "ceiling", "floor", "zone", "deadline"] | None = None
    area: str | None = None
    by: Day | None = None
    article: str | None = None


@checked(frozen=True, config=_STRICT)
class WithdrawalRow:
    """How an agreement is left: ``notice`` is how long before it is given, in ``unit``; ``article`` says so."""

    notice: int
    unit: Literal["days", "months", "years"]
    article: str | None = None


@checked(frozen=True, config=_STRICT)
class AgreementRow:
    """An agreement: ``nouns`` is what it may be called after it was named (the treaty, that accord).

    ``parties`` are given only where the list is whole, with those that left. Without it, ``left`` are some that were
    parties once, ``signatories`` some that signed and are not bound by it, ``outside`` some that did neither.
    """

    name: str
    source: str
    aliases: tuple[str, ...] = ()
    official: str | None = None
    kind: str | None = None
    nouns: tuple[str, ...] = ("treaty", "agreement")
    parties: tuple[Member, ...] = ()
    left: tuple[Member, ...] = ()
    signatories: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    signed: Day | None = None
    in_force: Day | None = None
    ended: Day | None = None
    duration: str | None = None
    withdrawal: WithdrawalRow | None = None
    depositary: tuple[str, ...] = ()
    provisions: tuple[ProvisionRow, ...] = ()


@checked(frozen=True, config=_STRICT)
class EventRow:
    """A dated event: ``act`` is its PLOVER type, ``days`` the time it sets, where it sets one.

    ``series`` and ``number`` say which meeting of many it is, ``dispute`` what it is a step of.
    """

    name: str
    source: str
    start: Day
    end: Day
    aliases: tuple[str, ...] = ()
    act: str | None = None
    who: tuple[str, ...] = ()
    agreement: str | None = None
    place: str | None = None
    days: int | None = None
    series: str | None = None
    number: int | None = None
    dispute: str | None = None


@checked(frozen=True, config=_STRICT)
class WeaponRow:
    """A weapon or platform by its public names; ``of`` is the state that makes it, ``kind`` what it is."""

    name: str
    source: str
    aliases: tuple[str, ...] = ()
    kind: str | None = None
    of: str | None = None


@checked(frozen=True, config=_STRICT)
class PlaceRow:
    """A place that is no state: ``state`` is the one it lies in, None for a region across several."""

    name: str
    source: str
    aliases: tuple[str, ...] = ()
    state: str | None = None


@checked(frozen=True, config=_STRICT)
class CandidateRow:
    """Somebody who stands in an election: ``party`` are the words that news calls the members of the party by, ``mate``
    who stands beside for the second office.
    """

    name: str
    party: tuple[str, ...] = ()
    mate: str | None = None


@checked(frozen=True, config=_STRICT)
class ContestRow:
    """An election of a head of state or government: ``day`` is the last day of voting, ``office`` what is sought.

    ``since`` is from when on these alone stand: the day of a first round, or when somebody took the place of another.
    ``adjectives`` go with the office ("presidential"). Where ``candidates`` are two, each is the other's opponent: of a
    vote in two rounds the second is one of two.
    """

    name: str
    source: str
    office: str
    of: str
    day: Day
    candidates: tuple[CandidateRow, ...]
    since: Day | None = None
    adjectives: tuple[str, ...] = ("presidential",)
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tables:
    """All tables together, as one file or several lay them down."""

    states: tuple[StateRow, ...] = ()
    organisations: tuple[OrganisationRow, ...] = ()
    people: tuple[PersonRow, ...] = ()
    agreements: tuple[AgreementRow, ...] = ()
    events: tuple[EventRow, ...] = ()
    weapons: tuple[WeaponRow, ...] = ()
    places: tuple[PlaceRow, ...] = ()
    contests: tuple[ContestRow, ...] = ()


Row = StateRow | OrganisationRow | PersonRow | AgreementRow | EventRow | WeaponRow | PlaceRow | ContestRow
