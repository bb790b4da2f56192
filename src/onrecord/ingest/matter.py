"""Whether two texts are about the same matter: the words of weight that they share."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WEIGHTY = re.compile(r"[^\W\d_]{4,}")
_STEM = 5
_COMMON = frozenset({
    "about", "after", "again", "also", "amid", "among", "been", "befor", "being", "betwe", "both",
    "could", "does", "down", "durin", "each", "even", "first", "from", "have", "here", "into", "just", "last", "like",
    "made", "make", "many", "more", "most", "much", "must", "never", "news", "only", "other", "over", "said", "says",
    "shoul", "since", "some", "still", "such", "than", "that", "their", "them", "then", "there", "these", "they",
    "this", "those", "throu", "time", "told", "under", "until", "upon", "very", "were", "what", "when", "where",
    "which", "while", "will", "with", "would", "year", "years", "your",
})  # fmt: skip
_CHARS = 2000
"""The characters of a row that are looked at: enough for its matter, and a bound on a row of megabytes."""
_ROWS = 60


def stems(text: str) -> frozenset[str]:
    """The first letters of a text's words of weight: enough to tell a matter, whatever the ending."""
    return frozenset(word[:_STEM] for word in _WEIGHTY.findall(text[:_CHARS].lower())) - _COMMON


def matter(texts: Iterable[str]) -> frozenset[str]:
    """The stems of the first rows of a text."""
    return frozenset().union(*(stems(text) for text, _ in zip(texts, range(_ROWS), strict=False)))


def share(own: frozenset[str], other: frozenset[str]) -> float:
    """The share of a text's stems that the other has too; 0 for a text without any."""
    return len(own & other) / len(own) if own else 0.0
