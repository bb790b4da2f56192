"""Items of a text kept in its order, so that what lies in a stretch is found without looking at all of it."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence

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


def _place(mention: Mention) -> tuple[int, int]:
    """Where a mention begins, then where it ends."""
    return mention.span.start, mention.span.end


class Mentions:
    """The mentions of one text, always in its order."""

    def __init__(self) -> None:
        self._all: list[Mention] = []

    def __iter__(self) -> Iterator[Mention]:
        return iter(self._all)

    def add(self, mentions: Iterable[Mention]) -> None:
        """Take in more mentions."""
        for mention in mentions:
            insort(self._all, mention, key=_place)

    def taken_back(self, gone: Iterable[Mention]) -> None:
        """Take mentions out."""
        spans = {m.span for m in gone}
        self._all = [m for m in self._all if m.span not in spans]

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
