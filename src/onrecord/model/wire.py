"""What a story says of its own making: agency, dateline, authors, credits, corrections."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.span import Span


class CreditRole(StrEnum):
    """What somebody did for a story."""

    WRITING = "writing"
    REPORTING = "reporting"
    EDITING = "editing"
    TRANSLATION = "translation"
    PRODUCTION = "production"
    SOURCE = "source"


class NoteKind(StrEnum):
    """What a note of the editors says: that something was wrong, is made clearer, is newer, was sent again."""

    CORRECTION = "correction"
    CLARIFICATION = "clarification"
    UPDATE = "update"
    REFILE = "refile"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Named:
    """A name or place in the words of the page, and where it stands: ``document.words(span) == text``."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Credit:
    """Who did what for the story ("Editing by Ina Sorl"). ``by`` may be a person, an agency, or "agencies"."""

    role: CreditRole
    by: Named


@dataclass(frozen=True, slots=True)
class Note:
    """A note of the editors on the story ("Corrects the year in paragraph 3"), whole."""

    kind: NoteKind
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Wire:
    """What a story says of its own making, as far as it does; each with where it stands.

    ``agency`` distributed it ("(Reuters)", "/TASS/", "By Reuters"); ``places`` and ``dated`` are those of its
    dateline; ``authors`` are the people in its byline.
    """

    agency: Named | None = None
    places: tuple[Named, ...] = ()
    dated: Named | None = None
    authors: tuple[Named, ...] = ()
    credits: tuple[Credit, ...] = ()
    notes: tuple[Note, ...] = ()
