"""What one row of each table holds: the schema that the YAML files are checked against.

Every row cites its ``source``. Dates are ISO; a term whose ``end`` is absent still runs. What is known only to the
month or the year is written so (``1987-05``, ``1987``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from pydantic import ConfigDict, model_serializer, model_validator
from pydantic.dataclasses import dataclass as checked

from onrecord.model import Granularity, Interval
from onrecord.reference.term import Known, KnownOrOpen, in_one_line, taken_apart

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
        order = list(Granularity)
        grains = [side.granularity for side in (self.start, self.end) if side]
        return Interval(self.start.earliest, self.end.latest if self.end else None, max(grains, key=order.index))


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
