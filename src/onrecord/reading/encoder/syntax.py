"""The grammar of a text as the network sees it: a part of speech for each word, and the word that it hangs on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.reading.encoder.window import Words


@dataclass(frozen=True, slots=True)
class Parse:
    """Words with their parts of speech (Universal Dependencies) and heads: indexes of words, a root's its own."""

    words: Words
    pos: tuple[str, ...]
    heads: tuple[int, ...]

    def __post_init__(self) -> None:
        if not len(self.words) == len(self.pos) == len(self.heads):
            raise ValueError("a parse needs a part of speech and a head for each word")

    def hangs_on(self, word: int, above: int, most: int = 8) -> bool:
        """Whether a word hangs on another, over at most so many in between."""
        for _ in range(most):
            if word == above:
                return True
            if self.heads[word] == word:
                return False
            word = self.heads[word]
        return word == above

    def surface(self, first: int, last: int) -> str:
        """The text from one word up to another, half open."""
        return self.words.text[self.words.starts[first] : self.words.ends[last - 1]]


def joined(text: str, parts: Sequence[tuple[int, Parse]]) -> Parse:
    """The parse of a text from those of stretches of it, each with where it begins in the text."""
    starts: list[int] = []
    ends: list[int] = []
    looks: tuple[list[int], list[int], list[int]] = ([], [], [])
    pos: list[str] = []
    heads: list[int] = []
    for at, parse in parts:
        heads += [head + len(starts) for head in parse.heads]
        pos += parse.pos
        starts += [start + at for start in parse.words.starts]
        ends += [end + at for end in parse.words.ends]
        for taken, given in zip(looks, (parse.words.shapes, parse.words.gaps, parse.words.quotes), strict=True):
            taken += given
    seen = Words(text, tuple(starts), tuple(ends), *(tuple(look) for look in looks))
    return Parse(seen, tuple(pos), tuple(heads))
