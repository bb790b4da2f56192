"""What one row of each table holds: the schema that the YAML files are checked against.

Every row cites its ``source``. Dates are ISO; a term whose ``end`` is absent still runs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from pydantic import ConfigDict
from pydantic.dataclasses import dataclass as checked

_STRICT = ConfigDict(extra="forbid")


@checked(frozen=True, config=_STRICT)
class StateRow:
    """A state: ``seats`` are buildings and bynames that act for it (the Kremlin), as its capital does."""

    name: str
    source: str
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capital: str | None = None
    seats: tuple[str, ...] = ()


@checked(frozen=True, config=_STRICT)
class OrganisationRow:
    """An organisation or a body within one (``of``); ``nouns`` name it without its name (the alliance)."""

    name: str
    source: str
    aliases: tuple[str, ...] = ()
    of: str | None = None
    nouns: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    members: tuple[str, ...] = ()


@checked(frozen=True, config=_STRICT)
class OfficeRow:
    """An office a person holds: ``title`` as the field names it, without the state (foreign minister)."""

    title: str
    of: str
    start: date
    end: date | None = None


@checked(frozen=True, config=_STRICT)
class PersonRow:
    """A person with offices; ``gender`` (he, she) is given where pages use the pronoun."""

    name: str
    offices: tuple[OfficeRow, ...]
    source: str
    aliases: tuple[str, ...] = ()
    gender: Literal["he", "she"] | None = None


@checked(frozen=True, config=_STRICT)
class ProvisionRow:
    """A quantity an agreement lays down: ``aliases`` are other wordings for what it measures."""

    name: str
    unit: str
    low: float | None = None
    high: float | None = None
    aliases: tuple[str, ...] = ()


@checked(frozen=True, config=_STRICT)
class AgreementRow:
    """An agreement: ``nouns`` is what it may be called after it was named (the treaty, that accord)."""

    name: str
    source: str
    aliases: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ("treaty", "agreement")
    parties: tuple[str, ...] = ()
    signed: date | None = None
    in_force: date | None = None
    ended: date | None = None
    provisions: tuple[ProvisionRow, ...] = ()


@checked(frozen=True, config=_STRICT)
class EventRow:
    """A dated event: ``act`` is its PLOVER type, ``days`` the time it sets, where it sets one."""

    name: str
    source: str
    start: date
    end: date
    aliases: tuple[str, ...] = ()
    act: str | None = None
    who: tuple[str, ...] = ()
    agreement: str | None = None
    place: str | None = None
    days: int | None = None


@checked(frozen=True, config=_STRICT)
class WeaponRow:
    """A weapon or platform by its public names; ``of`` is the state that makes it."""

    name: str
    source: str
    aliases: tuple[str, ...] = ()
    of: str | None = None


@checked(frozen=True, config=_STRICT)
class PlaceRow:
    """A place that is no state: ``state`` is the one it lies in, None for a region across several."""

    name: str
    source: str
    aliases: tuple[str, ...] = ()
    state: str | None = None


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
