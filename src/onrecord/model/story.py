"""One story on many pages, and the words of a text on the page that they came from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Alike:
    """Two documents and how much of the shorter stands in the longer, word for word: ``share`` in (0, 1]."""

    one: str
    other: str
    share: float


@dataclass(frozen=True, slots=True)
class Repeat:
    """A statement that an earlier appearance of the same story makes already, in the same words: ids of both."""

    statement: str
    of: str


@dataclass(frozen=True, slots=True)
class Story:
    """One text as it appears on one page or on many: ``documents`` are its appearances, the first one first.

    Every document of a record belongs to exactly one story. ``shares`` says of each appearance how much of the
    shorter of it and the first stands in the longer; ``repeats`` which statements count with an earlier one.
    """

    documents: tuple[str, ...]
    shares: tuple[float, ...] = (1.0,)
    repeats: tuple[Repeat, ...] = ()

    @property
    def id(self) -> str:
        """The id of its first appearance."""
        return self.documents[0]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where words come from: ``text[start:end]`` of a document stands at [page_start, page_end) of its page.

    Both count code points, on the page those of its decoded characters with every end of line as one line feed.
    Where markup writes a character as an entity, the two sides differ in length.
    """

    start: int
    end: int
    page_start: int
    page_end: int
