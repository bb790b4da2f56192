"""A sentence as the rules see it: words and marks, with every quotation that speaks as one item."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from onrecord.model import Span
from onrecord.reading.grammar.token import tokenize
from onrecord.reading.lexicon import words

QUOTE = "«quote»"
MARKS = frozenset("\"“”„«»'‘’")
# Months that are a modal or a verb as well; as months they are no such word.
_MONTHS = {"May": "«may»", "March": "«march»"}
_BEFORE_MONTH = frozenset("in of since until till by early late mid last next this through during".split())
# A quotation of fewer words without a mark at its end is a word in quotes, not speech.
_SPEECH = 4
_NAMED = frozenset(
    "newspaper daily weekly magazine journal paper tabloid website blog agency broadcaster channel station network "
    "programme program show film book group movement party operation ship vessel tanker".split()
)
PARTICIPLE = "PARTICIPLE"
"""The part of speech of a participle that belongs to the noun before it; others are those of Universal Dependencies."""
VERBS = ("VERB", "AUX")
"""The parts of speech of verbs."""
UNTAGGED: Mapping[int, str] = MappingProxyType({})


class Item(NamedTuple):
    """A word, a mark or a whole quotation: [start, end) in the text; ``lower`` is QUOTE for a quotation.

    ``pos`` is its part of speech where the reader knows it, else empty.
    """

    start: int
    end: int
    text: str
    lower: str
    pos: str = ""

    @property
    def is_quote(self) -> bool:
        """Whether it is a quotation that speaks."""
        return self.lower == QUOTE

    @property
    def is_word(self) -> bool:
        """Whether it is a word or number."""
        return not self.is_quote and self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        """Whether it is a word that begins with a capital."""
        return self.is_word and self.text[0].isupper()

    @property
    def is_adverb(self) -> bool:
        """Whether it may stand between subject and verb without being either."""
        manner = len(self.lower) > 4 and self.lower.endswith("ly") and not self.is_capital
        return manner or self.lower in words("adverbs")


def speaks(text: str, quote: Span) -> bool:
    """Whether a quotation is speech rather than a word or name in quotation marks."""
    inner = text[quote.start : quote.end].strip("".join(MARKS))
    return len(inner.split()) >= _SPEECH or (inner[-1:] in ".,!?…" and not _names(text, quote, inner))


def _names(text: str, quote: Span, inner: str) -> bool:
    """Whether quotation marks hold a name that a noun announces: `the newspaper "New Gazette," says`."""
    before = text[max(0, quote.start - 40) : quote.start].split()
    noun = before[-1] if before else ""
    return inner[:1].isupper() and noun.isalpha() and noun.islower() and noun in _NAMED


def itemize(text: str, span: Span, quoted: list[Span], tags: Mapping[int, str] = UNTAGGED) -> list[Item]:
    """The items of one stretch of text; ``quoted`` are its quotations, in order, ``tags`` parts of speech by place."""
    items: list[Item] = []
    position = span.start
    first = bisect_left(quoted, span.start, key=lambda q: q.start)
    for quote in quoted[max(0, first - 1) : bisect_left(quoted, span.end, key=lambda q: q.start)]:
        if quote.end <= span.start or quote.start < position:
            continue
        if not speaks(text, quote):
            continue
        items += _words(text, position, quote.start, tags)
        end = min(quote.end, span.end)
        items.append(Item(quote.start, end, text[quote.start : end], QUOTE))
        position = end
    return items + _words(text, position, span.end, tags)


def _words(text: str, start: int, end: int, tags: Mapping[int, str]) -> list[Item]:
    """Words and marks outside of quotations, quotation marks themselves left out."""
    found = (t for t in tokenize(text, start, end) if t.text not in MARKS)
    items = [Item(t.start, t.end, t.text, t.lower, tags.get(t.start, "")) for t in found]
    return [
        item._replace(lower=_MONTHS[item.text]) if item.text in _MONTHS and _is_month(items, index) else item
        for index, item in enumerate(items)
    ]


def _is_month(items: list[Item], index: int) -> bool:
    """Whether "May" or "March" is a month by what stands beside it: "on May 5", "5 May", "in May"."""
    before = items[index - 1] if index else None
    ahead = items[index + 1] if index + 1 < len(items) else None
    numbered = any(item is not None and item.text[0].isdigit() for item in (before, ahead))
    return numbered or (before is not None and before.lower in _BEFORE_MONTH)
