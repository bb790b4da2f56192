"""What one document says."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.actor import Actor, Mention
from onrecord.model.document import DateCandidate
from onrecord.model.event import Claim, Clue, Deadline, Event
from onrecord.model.evidence import Judgement
from onrecord.model.interval import Interval
from onrecord.model.statement import Statement


@dataclass(frozen=True, slots=True)
class Rejected:
    """A candidate for the date that was thrown out, and why."""

    candidate: DateCandidate
    why: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Of one document (``document`` is its id): everything it says, each item with its spans.

    ``reader`` names what read it, with its version; a reading is made once for each document and reader. Events are
    found from ``clues`` among others, anew where the page turns out to be of another day.
    """

    document: str
    reader: str
    published: Judgement[Interval]
    rejected: tuple[Rejected, ...] = ()
    mentions: tuple[Mention, ...] = ()
    actors: tuple[Actor, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    claims: tuple[Claim, ...] = ()
    clues: tuple[Clue, ...] = ()
