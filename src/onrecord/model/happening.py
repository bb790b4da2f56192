"""What happened and what fell due, as all pages together tell it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.evidence import Judgement
from onrecord.model.interval import Interval
from onrecord.model.statement import Act


@dataclass(frozen=True, slots=True)
class Happening:
    """One event of the world: ``events`` are the ids of the events of single pages that tell of it, best dated first.

    ``time`` is what all of them leave possible; where pages contradict one another it is that of the most pages, and
    ``others`` holds what the rest gives. ``label``, ``who``, ``agreement``, ``place`` and ``venue`` as in an Event.
    """

    events: tuple[str, ...]
    act: Act
    label: str
    who: tuple[str, ...]
    time: Judgement[Interval]
    agreement: str | None = None
    place: str | None = None
    venue: str | None = None
    others: tuple[Interval, ...] = ()

    @property
    def id(self) -> str:
        """The id of the event that dates it best."""
        return self.events[0]


class Outcome(StrEnum):
    """What became of a deadline, as far as the pages say."""

    MET = "met"
    MISSED = "missed"
    EXTENDED = "extended"
    OVERTAKEN = "overtaken"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Due:
    """One deadline of the world: ``deadlines`` are the ids of those of single pages that tell of it.

    ``set_by`` and ``bound`` are states, bodies or persons. ``became`` says what came of it and by which evidence;
    ``shown`` are the ids of the statements and events that show it.
    """

    deadlines: tuple[str, ...]
    falls: Judgement[Interval]
    set_by: str | None
    bound: str | None
    became: Judgement[Outcome]
    shown: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id of the deadline that is told first."""
        return self.deadlines[0]
