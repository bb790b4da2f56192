"""The article, and apart from it what stood around it on the page."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from onrecord.model.evidence import Judgement
from onrecord.model.span import Span
from onrecord.model.wire import Wire


class PartKind(StrEnum):
    """The named parts of the article, in their order."""

    TITLE = "title"
    STANDFIRST = "standfirst"
    BODY = "body"


class LineKind(StrEnum):
    """What a line kept apart from the article is."""

    DATELINE = "dateline"
    BYLINE = "byline"
    CREDIT = "credit"
    DATE = "date"
    LINK = "link"
    RELATED = "related"
    CAPTION = "caption"
    TAGS = "tags"
    CORRECTION = "correction"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Part:
    """A named part of the article: its span in ``Document.text``."""

    kind: PartKind
    span: Span


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page that is not the article; ``text`` is its own, whole."""

    kind: LineKind
    text: str


class DateSource(StrEnum):
    """Where on a page a candidate for its date was found."""

    DATELINE = "dateline"
    LINE = "line"
    METADATA = "metadata"
    URL = "url"


CLOCK: Final = "the page's clock"
"""The place of a date that is the time at which the page was shown or saved."""
SEARCHED: Final = "somewhere in the markup"
"""The place of a date that was only searched for, and declared nowhere."""


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """A date that a page gives for itself, as far as it gives it: any of year, month and day may be None.

    ``text`` is what the page says; ``span`` where it stands (None for metadata and URL). ``place`` says more of where:
    what declares it ("article:published_time", "column publish_date"), that it is the page's CLOCK, or that it was only
    SEARCHED for and found somewhere in the markup; None for a line, a dateline or an address.
    """

    source: DateSource
    text: str
    year: int | None
    month: int | None
    day: int | None
    span: Span | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One article in clean text.

    ``text`` holds title, standfirst and body in that order, each a part of it (white space between parts
    belongs to none), and never changes once made. ``lines`` is everything else that the page carried, kept
    apart, nothing lost. ``id``, ``name``, ``url`` and ``retrieved`` are those of the page.
    ``wire`` is what the story says of its own making.
    """

    id: str
    name: str
    text: str
    parts: tuple[Part, ...]
    lines: tuple[Line, ...] = ()
    outlet: Judgement[str] | None = None
    language: str = "en"
    dates: tuple[DateCandidate, ...] = ()
    url: str | None = None
    retrieved: datetime | None = None
    wire: Wire = field(default_factory=Wire)

    def words(self, span: Span) -> str:
        """The surface of a span, of the article or of the line it points into."""
        text = self.text if span.line is None else self.lines[span.line].text
        return text[span.start : span.end]

    def part(self, kind: PartKind) -> str | None:
        """The text of a part, or None where the page has none."""
        return next((self.words(p.span) for p in self.parts if p.kind is kind), None)

    @property
    def title(self) -> str | None:
        """The headline."""
        return self.part(PartKind.TITLE)

    def line(self, kind: LineKind) -> str | None:
        """The first line kept apart of one kind, or None."""
        return next((x.text for x in self.lines if x.kind is kind), None)

    def where(self, span: Span) -> str:
        """The name of the part that a span starts in, or the kind of the line it stands in."""
        if span.line is not None:
            return str(self.lines[span.line].kind)
        return next((str(p.kind) for p in self.parts if p.span.start <= span.start < p.span.end), "body")
