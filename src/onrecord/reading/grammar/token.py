"""Words and marks of a text, with where they stand."""

from __future__ import annotations

import re
from typing import NamedTuple

# One alternative a kind of token: initialisms (U.S.), numbers with their separators, words (a contraction
# such as "didn't" stays whole, a possessive 's is a token of its own), and any other single mark.
_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|\d+(?:[.,]\d+)*|['’]s\b|[^\W\d_]+(?:['’](?:t|ll|re|ve|d|m)\b)?|\w+|[^\w\s]")


class Token(NamedTuple):
    """A word or mark: [start, end) in the text, as it stands and in lower case."""

    start: int
    end: int
    text: str
    lower: str

    @property
    def is_word(self) -> bool:
        """Whether it is a word or number rather than a mark."""
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of ``text[start:end]`` with offsets into ``text``."""
    stop = len(text) if end is None else end
    return [Token(m.start(), m.end(), m[0], m[0].lower()) for m in _TOKEN.finditer(text, start, stop)]
