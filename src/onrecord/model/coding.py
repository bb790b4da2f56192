"""What a person coded by hand in a text, before and after it is known where in a record it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onrecord.model.position import Issue
from onrecord.model.span import Span


@dataclass(frozen=True, slots=True)
class CodedText:
    """A text as its coders had it: whatever they kept of it, by which it is found again among the documents.

    ``page`` is the id of a document, ``name`` its file name, title or address as the coders have it; ``text`` what
    their offsets count in, None where they kept no text.
    """

    id: str
    name: str | None = None
    text: str | None = None
    title: str | None = None
    day: date | None = None
    page: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class HandCoding:
    """What a person coded in one stretch of a text: who takes which side on what.

    ``text`` is the id of a ``CodedText``; ``start`` and ``end`` count code points in it, None where only the words
    were kept; ``before`` and ``behind`` are the words around. ``people`` are names for the one who speaks, any of
    which is right; ``organisation`` for whom; ``concept`` what it is about in the coder's words, None where no side was
    coded; ``affirms`` None where only that was coded. ``where`` is its place in the file, for messages.
    """

    coder: str
    text: str
    words: str
    where: str
    start: int | None = None
    end: int | None = None
    before: str = ""
    behind: str = ""
    people: tuple[str, ...] = ()
    organisation: str | None = None
    concept: str | None = None
    affirms: bool | None = None
    day: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something in a file of codings that is not used: where it stands, and why."""

    where: str
    why: str


@dataclass(frozen=True, slots=True)
class HandCodings:
    """All that a file of codings holds. ``texts`` may be texts in which nothing was coded."""

    texts: tuple[CodedText, ...]
    codings: tuple[HandCoding, ...]
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class PlacedCoding:
    """A coding on the words of a document, in the names of the record.

    ``people`` are names of the one who speaks, any of which is right, none where the coder named none; ``holder`` is
    the state or body that takes the side, else the person.
    """

    coder: str
    document: str
    spans: tuple[Span, ...]
    people: frozenset[str]
    holder: str | None
    issue: Issue | None
    affirms: bool | None
    where: str = ""
