"""Who and what a dispute is about: actors, agreements, and the words that name them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onrecord.model.evidence import Judgement
from onrecord.model.interval import Interval
from onrecord.model.span import Span


class ActorKind(StrEnum):
    """What an actor is; a group is several persons whom the page leaves unnamed ("two officials")."""

    PERSON = "person"
    STATE = "state"
    ORGANISATION = "organisation"
    GROUP = "group"


class MentionKind(StrEnum):
    """What a mention names."""

    PERSON = "person"
    STATE = "state"
    ORGANISATION = "organisation"
    AGREEMENT = "agreement"
    WEAPON = "weapon"
    PLACE = "place"
    EVENT = "event"


BODIES = (MentionKind.STATE, MentionKind.ORGANISATION)
"""What acts through the persons who speak for it."""
ACTORS = (MentionKind.PERSON, *BODIES)
"""Who or what acts and speaks."""
SIDES = (ActorKind.STATE, ActorKind.ORGANISATION)
"""The actors whom persons speak for."""


@dataclass(frozen=True, slots=True)
class Office:
    """An office, of which state or organisation, and the term for which a person holds it."""

    title: str
    of: str
    term: Interval


class Standing(StrEnum):
    """How somebody holds an office at the time that a page speaks of."""

    CURRENT = "current"
    FORMER = "former"
    ACTING = "acting"
    DESIGNATE = "designate"


@dataclass(frozen=True, slots=True)
class Role:
    """What a page calls a person: the office in its own words, of which state or organisation, and how it is held."""

    title: str
    of: str | None = None
    standing: Standing = Standing.CURRENT

    def __str__(self) -> str:
        called = {
            Standing.CURRENT: self.title,
            Standing.DESIGNATE: f"{self.title}-designate",
        }.get(self.standing, f"{self.standing} {self.title}")
        return f"{called}, {self.of}" if self.of else called


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, state or organisation under its canonical name.

    ``of`` is what it belongs to (Lavrov is of Russia, a ministry of its state); ``forms`` every wording
    that the pages use for it, most frequent first; ``roles`` what the pages call it ("former deputy foreign minister").
    ``merged`` are the other names under which it was read, each with
    why it is the same.
    """

    name: str
    kind: ActorKind
    of: str | None = None
    offices: tuple[Office, ...] = ()
    forms: tuple[str, ...] = ()
    merged: tuple[Judgement[str], ...] = ()
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names an actor, an agreement, a weapon, a place or a dated event.

    ``refers`` is the canonical name of what is meant, with the evidence; None where that cannot be told.
    """

    span: Span
    kind: MentionKind
    refers: Judgement[str] | None = None


@dataclass(frozen=True, slots=True)
class Provision:
    """What an agreement lays down as a quantity: from ``low`` to ``high`` in ``unit`` (None: open)."""

    name: str
    low: float | None
    high: float | None
    unit: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """A treaty or accord, with the dates and provisions that pages can be held against.

    ``parties`` are those from the beginning.
    """

    name: str
    aliases: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    signed: date | None = None
    in_force: date | None = None
    ended: date | None = None
    provisions: tuple[Provision, ...] = ()
    source: str = ""
