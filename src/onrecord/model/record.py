"""What all documents say together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.actor import Actor
from onrecord.model.correction import Corrected
from onrecord.model.document import Document
from onrecord.model.event import Check
from onrecord.model.evidence import Evidence
from onrecord.model.interval import Interval
from onrecord.model.reading import Reading
from onrecord.model.story import Story


class Stance(StrEnum):
    """For or against a proposition."""

    AFFIRM = "affirm"
    DENY = "deny"


@dataclass(frozen=True, slots=True)
class Issue:
    """A proposition: a predicate of the codebook over actors and agreements, as ``breaches(Russia, INF Treaty)``."""

    predicate: str
    arguments: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.predicate}({', '.join(self.arguments)})"


@dataclass(frozen=True, slots=True)
class Position:
    """Who affirms or denies an issue: ``statements`` are the ids that show it, ``time`` when they were made."""

    by: str
    issue: Issue
    stance: Stance
    statements: tuple[str, ...]
    time: Interval
    confidence: float
    evidence: tuple[Evidence, ...] = ()


class MomentKind(StrEnum):
    """What a line of the timeline is."""

    EVENT = "event"
    STATEMENT = "statement"
    DEADLINE = "deadline"


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of the timeline: ``items`` are the ids of the events, statements or deadlines it stands for."""

    time: Interval
    kind: MomentKind
    label: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentChecks:
    """The checks of one document (``document`` is its id)."""

    document: str
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """What compiling makes: documents and readings side by side, with names made one across them all.

    ``corrections`` is the log of what persons changed, each with what became of it; everything else has them in it.
    """

    documents: tuple[Document, ...] = ()
    readings: tuple[Reading, ...] = ()
    actors: tuple[Actor, ...] = ()
    positions: tuple[Position, ...] = ()
    timeline: tuple[Moment, ...] = ()
    checks: tuple[DocumentChecks, ...] = ()
    stories: tuple[Story, ...] = ()
    corrections: tuple[Corrected, ...] = ()
