"""Who speaks together: all whose names a source joins, and the sides that "the two ministers" stands for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from onrecord.model import Document, Mention, MentionKind, Span
from onrecord.model.actor import ACTORS

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
    document: Document, mentions: Iterable[Mention], source: Span, side: Callable[[str], str], states: Iterable[str]
) -> list[str]:
    """All who speak together: the names that a source joins, or the sides named last before "the two governments".

    Empty where somebody speaks alone. ``mentions`` are those of the page, ``side`` tells for whom somebody stands.
    """
    every = [m for m in mentions if m.refers and m.span.line is None and m.kind in ACTORS]
    named = [m for m in every if m.span in source]
    counted = _COUNTED.fullmatch(" ".join(document.words(source).split()))
    if counted is not None:
        return _sides(every, source, _COUNTS[counted["count"].lower()], side, frozenset(states))
    words = list(document.words(source))
    for mention in named:
        first, last = mention.span.start - source.start, mention.span.end - source.start
        words[first:last] = " " * (last - first)
    titles = re.sub(r"['’]s\b|,", " ", "".join(words)).split()
    if len(named) < 2 or "and" not in titles or not all(w in _JOINING or w[0].isupper() for w in titles):
        return []
    return [m.refers.value for m in named if m.refers]


def _sides(
    mentions: Iterable[Mention], source: Span, count: int, side: Callable[[str], str], states: frozenset[str]
) -> list[str]:
    """The states of which the page spoke last before a source, as many as it counts; none where it named fewer."""
    before = [m for m in mentions if m.refers and source.start - _FAR < m.span.start < source.start]
    found: dict[str, None] = {}
    for mention in sorted(before, key=lambda m: m.span.start, reverse=True):
        told = side(mention.refers.value) if mention.refers and mention.kind is not MentionKind.PLACE else ""
        if told in states and len(found) < count:
            found[told] = None
    return list(found) if len(found) == count else []
