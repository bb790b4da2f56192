"""Who speaks together: all whose names a source joins, and the sides that "the two ministers" stands for."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable

from onrecord.model import Document, Span
from onrecord.model.actor import ACTORS
from onrecord.reading.grammar.order import Mentions

_JOINING = frozenset({"and", "the", "both"})
_COUNTS = {"two": 2, "both": 2, "pair": 2, "three": 3, "trio": 3, "four": 4}
# Those who stand for sides: "the two ministers"; "the three agreed" needs no noun.
_COUNTED = re.compile(
    r"(?:the\s+)?(?P<count>two|three|four|both)(?:\s+(?:[a-z]+\s+)?(?:governments?|ministers|ministries|presidents|leaders|"
    r"sides|states|countries|capitals|neighbours|neighbors|nations|parties|premiers|delegations|negotiators|envoys|"
    r"ambassadors|republics|powers))?",
    re.IGNORECASE,
)
_FAR = 900
"""So many characters before them the page has named the sides that "the two" stands for."""


def together(
    document: Document,
    mentions: Mentions,
    source: Span,
    side: Callable[[str], str],
    states: Iterable[str],
    parties: Collection[str] = (),
) -> list[str]:
    """All who speak together: the names that a source joins, or the sides named last before "the two governments".

    Empty where somebody speaks alone. ``mentions`` are those of the page, ``side`` tells for whom somebody stands,
    ``parties`` are those to the agreement that the page is about: of "the two sides" who quarrel, a host is none.
    """
    counted = _COUNTED.fullmatch(" ".join(document.words(source).split()))
    if counted is not None:
        count = _COUNTS[counted["count"].lower()]
        found = _sides(mentions, source.start, count, side, frozenset(states))
        near = _sides(mentions, source.start, count, side, frozenset(parties)) if len(parties) == count else []
        return near or found
    named = [m for m in mentions.within(source) if m.refers and m.kind in ACTORS]
    words = list(document.words(source))
    for mention in named:
        first, last = mention.span.start - source.start, mention.span.end - source.start
        words[first:last] = " " * (last - first)
    titles = re.sub(r"['’]s\b|,", " ", "".join(words)).split()
    if len(named) < 2 or "and" not in titles or not all(w in _JOINING or w[0].isupper() for w in titles):
        return []
    return [m.refers.value for m in named if m.refers]


def _sides(mentions: Mentions, start: int, count: int, side: Callable[[str], str], states: frozenset[str]) -> list[str]:
    """The states of which the page spoke last before a source, as many as it counts; none where it named fewer."""
    found: dict[str, None] = {}
    for mention in mentions.before(start):
        if start - mention.span.start >= _FAR or len(found) == count:
            break
        told = side(mention.refers.value) if mention.refers and mention.kind in ACTORS else ""
        if told in states:
            found[told] = None
    return list(found) if len(found) == count else []
