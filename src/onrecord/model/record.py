"""What all documents say together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.actor import Actor
from onrecord.model.contrast import Contrast
from onrecord.model.correction import Corrected
from onrecord.model.document import Document
from onrecord.model.event import Check
from onrecord.model.happening import Due, Happening
from onrecord.model.interval import Interval
from onrecord.model.position import Position, Turn
from onrecord.model.reading import Reading
from onrecord.model.story import Story
from onrecord.model.utterance import Answer, Utterance


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
    utterances: tuple[Utterance, ...] = ()
    answers: tuple[Answer, ...] = ()
    turns: tuple[Turn, ...] = ()
    happenings: tuple[Happening, ...] = ()
    dues: tuple[Due, ...] = ()
    contrasts: tuple[Contrast, ...] = ()
