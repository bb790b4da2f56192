"""Items of a text kept in its order, so that what lies in a stretch is found without looking at all of it."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from onrecord.model import Mention, Span
from onrecord.reading.grammar.token import Token

DEMONYM = "demonym"
NAMING = frozenset(
    {"name", DEMONYM, "capital", "seat", "introduced", "surname", "reference", "place", "named", "abbreviation"}
)
"""The rules by which a mention stands for a name; by all others it is a pronoun, a role or a noun."""
ANTECEDENT = "antecedent"
"""The rule of a pronoun or noun that was followed back."""
UNNAMED = "unnamed"
"""The rule of those whom the page leaves without a name."""
# No mention is longer than so many characters.
_LONGEST = 200
_BLOCK = 128
"""A text is cut into blocks of so many characters by which what stands there is found; no result depends on it."""
T = TypeVar("T")


def _place(mention: Mention) -> tuple[int, int]:
    """Where a mention begins, then where it ends."""
    return mention.span.start, mention.span.end


class Mentions:
    """The mentions of one text, always in its order."""

    def __init__(self) -> None:
        self._all: list[Mention] = []
        self._new: list[Mention] = []

    def __iter__(self) -> Iterator[Mention]:
        return iter(self._all)

    def add(self, mentions: Iterable[Mention]) -> None:
        """Take in more mentions."""
        for mention in mentions:
            insort(self._all, mention, key=_place)
            self._new.append(mention)

    def latest(self) -> list[Mention]:
        """The mentions taken in since this was asked last, in the order of the text; all where some were taken out."""
        new, self._new = sorted(self._new, key=_place), []
        return new

    def taken_back(self, gone: Iterable[Mention]) -> None:
        """Take mentions out."""
        spans = {m.span for m in gone}
        self._all = [m for m in self._all if m.span not in spans]
        self._new = list(self._all)

    def within(self, *spans: Span) -> list[Mention]:
        """The mentions that lie wholly in one of the spans, in the order of the text."""
        found = []
        for span in spans:
            for index in range(bisect_left(self._all, (span.start, 0), key=_place), len(self._all)):
                mention = self._all[index]
                if mention.span.start >= span.end:
                    break
                if mention.span in span:
                    found.append(mention)
        return found

    def touching(self, span: Span) -> list[Mention]:
        """The mentions that share a character with a span, in the order of the text."""
        found = []
        for index in range(bisect_left(self._all, (span.end, 0), key=_place) - 1, -1, -1):
            mention = self._all[index]
            if mention.span.start < span.start - _LONGEST:
                break
            if mention.span.touches(span):
                found.append(mention)
        return found[::-1]

    def before(self, position: int) -> Iterator[Mention]:
        """The mentions that begin before a position, the nearest first."""
        for index in range(bisect_left(self._all, (position, 0), key=_place) - 1, -1, -1):
            yield self._all[index]


def blocks(span: Span) -> range:
    """The blocks of a text in which a stretch stands, by their numbers."""
    return range(span.start // _BLOCK, span.end // _BLOCK + 1)


class Places(Generic[T]):
    """Items of one text by the stretches in which each stands, however these overlap or lie in one another."""

    def __init__(self, items: Iterable[T], stretches: Callable[[T], Iterable[Span]]) -> None:
        self._items = tuple(items)
        self._blocks: defaultdict[int, list[tuple[int, Span]]] = defaultdict(list)
        for number, item in enumerate(self._items):
            for span in stretches(item):
                if span.line is None:
                    for block in blocks(span):
                        self._blocks[block].append((number, span))

    def holding(self, span: Span) -> list[T]:
        """The items of which one stretch holds a whole span, in the order in which they were given."""
        there = self._blocks.get(span.start // _BLOCK, ())
        return [self._items[number] for number in dict.fromkeys(n for n, held in there if span in held)]

    def touching(self, span: Span) -> list[T]:
        """The items of which a stretch shares a character with a span, in the order in which they were given."""
        there = (one for block in blocks(span) for one in self._blocks.get(block, ()))
        return [self._items[number] for number in sorted({n for n, held in there if held.touches(span)})]


def by_pronoun(mention: Mention) -> bool:
    """Whether a mention is a pronoun or noun that leads to somebody (referring.py) or names nobody."""
    return mention.refers is not None and mention.refers.evidence[0].rule in (ANTECEDENT, UNNAMED)


def tokens_within(tokens: Sequence[Token], spans: Iterable[Span]) -> list[Token]:
    """The tokens that begin in one of the spans, of tokens in order."""
    found: list[Token] = []
    for span in spans:
        index = bisect_left(tokens, span.start, key=lambda t: t.start)
        while index < len(tokens) and tokens[index].start < span.end:
            found.append(tokens[index])
            index += 1
    return found
