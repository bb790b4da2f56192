"""Where words stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a document, [start, end) in Unicode code points.

    ``line`` is None for the article itself (``Document.text``); else it is the index of one of the lines
    that the document keeps apart (``Document.lines``), and the offsets count in that line's own text.
    ``document.words(span)`` gives the surface, for every span, always.
    """

    start: int
    end: int
    line: int | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span needs 0 <= start <= end, not [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, other: Span) -> bool:
        """Whether ``other`` lies wholly in this span, of the same text."""
        return self.line == other.line and self.start <= other.start and other.end <= self.end

    def touches(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.line == other.line and self.start < other.end and other.start < self.end

    def shift(self, by: int) -> Span:
        """The same stretch, ``by`` code points further on."""
        return Span(self.start + by, self.end + by, self.line)


def clipped(words: str, most: int, ending: str = " …") -> str:
    """Words short enough for a line, cut between two of them, with an ``ending`` where something was left out."""
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + ending


def surfaces(text: str, spans: Iterable[Span]) -> str:
    """The words of several stretches of one text, a space between each and the next."""
    return " ".join(text[span.start : span.end] for span in spans)
