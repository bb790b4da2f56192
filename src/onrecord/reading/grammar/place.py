"""What stands before a place of a text, found without a look at all that stands there."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

LONGEST_PARAGRAPH = 4000
"""A paragraph goes back no further, in characters, than the longest quotation that is believed (sentence.py); where one
does, as in a text on one line, what stands further off counts as another."""


def paragraph_start(text: str, at: int) -> int:
    """Where the line begins that a place stands in, but no further back than a paragraph goes."""
    since = max(0, at - LONGEST_PARAGRAPH)
    line = text.rfind("\n", since, at)
    return line + 1 if line >= 0 else since


def back_over(text: str, at: int, skipped: str | None = None) -> int:
    """Where that ends which stands before a place, white space left off, or the characters that are ``skipped``."""
    while at > 0 and (text[at - 1].isspace() if skipped is None else text[at - 1] in skipped):
        at -= 1
    return at


def count_between(text: str, mark: str, start: int, end: int) -> int:
    """How often a character stands in [start, end)."""
    places = _places(text, mark)
    return bisect_left(places, end) - bisect_left(places, start)


def line_start(text: str, at: int) -> int:
    """Where the line begins that a place stands in."""
    breaks = _places(text, "\n")
    before = bisect_left(breaks, at)
    return breaks[before - 1] + 1 if before else 0


@lru_cache(maxsize=16)
def _places(text: str, mark: str) -> tuple[int, ...]:
    """Every place of a character."""
    return tuple(match.start() for match in re.finditer(re.escape(mark), text))
