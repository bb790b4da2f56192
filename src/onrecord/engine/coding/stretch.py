"""Words of a coder found again in a document: exactly, else as nearly as may be said to be the same."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz

from onrecord.model import Document, Span

SAME = 88.0
"""How like its words a stretch must be to be theirs, of 100 (`fuzz.ratio`).

Another spelling of a name, a word more or less and a changed quotation mark stay above it; of two sentences that share
half of their words none comes near."""
SHORTEST = 25
"""Below so many characters words must stand exactly: "he denied it" is like too much."""
LONGEST = 4_000
"""Above so many they must too, as likeness is slow to find."""
PIECE, PIECES, APART = 12, 4, 600
"""Words that stand apart: the fewest characters of a piece, the most pieces, how far one begins behind another."""
_ELLIPSES = ("…", "...", "[…]", "[...]", "(…)", "(...)")
LONG_TEXT = 300_000
"""The longest text in which likeness is looked for, in characters."""

_SAME_SIGN = str.maketrans(dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‘’‚‛′`´", "'") | dict.fromkeys("–—‑‐−", "-"))
_LEFT_OUT = frozenset("\u00ad\u200b\u200c\u200d\ufeff\r")


@dataclass(frozen=True)
class Levelled:
    """A text with white space, quotation marks and dashes made alike, and where each character comes from."""

    source: str

    @cached_property
    def _made(self) -> tuple[str, list[int]]:
        out: list[str] = []
        at: list[int] = []
        for place, letter in enumerate(self.source.translate(_SAME_SIGN)):
            if letter in _LEFT_OUT:
                continue
            if letter.isspace():
                if out and out[-1] == " ":
                    continue
                letter = " "
            out.append(letter)
            at.append(place)
        return "".join(out), at

    @property
    def text(self) -> str:
        """The levelled text."""
        return self._made[0]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of the levelled text in the one it was made from."""
        at = self._made[1]
        return at[start], at[end - 1] + 1

    def place(self, offset: int) -> int:
        """About where an offset of the text it was made from stands in the levelled one."""
        return bisect_left(self._made[1], offset)


@dataclass(frozen=True)
class Wanted:
    """Words that are looked for: what stood around them, and where in its text they stood, in [0, 1]."""

    words: str
    before: str = ""
    behind: str = ""
    share: float | None = None


class Lost(Exception):
    """Words that are not found, or stand in several places; what it says is the reason."""


class Pages:
    """The texts of one document, levelled once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.article = Levelled(document.text)

    @cached_property
    def lines(self) -> list[Levelled]:
        """The lines kept apart."""
        return [Levelled(line.text) for line in self.document.lines]

    def exact(self, words: str) -> bool:
        """Whether words stand in it as they are."""
        wanted = level(words)
        return bool(wanted) and (wanted in self.article.text or any(wanted in line.text for line in self.lines))

    def find(self, wanted: Wanted) -> tuple[tuple[Span, ...], bool]:
        """Where words stand, and whether as they are; in pieces, where they stand apart. Raises Lost."""
        words = level(wanted.words)
        if not words:
            raise Lost("it has no words")
        found = _places(self.article.text, words)
        if found:
            start = self._one(found, words, wanted)
            return (Span(*self.article.span(start, start + len(words))),), True
        for number, line in enumerate(self.lines):
            if at := _places(line.text, words):
                return (Span(*line.span(at[0], at[0] + len(words)), number),), True
        return (pieces, True) if (pieces := self._pieces(words)) else ((self._like(words),), False)

    def _pieces(self, words: str) -> tuple[Span, ...]:
        """Where words stand whose pieces are apart in the text, in their order; none where they do not."""
        text, begin = self.article.text, 0
        found: list[Span] = []
        left = [word for word in words.split() if word not in _ELLIPSES]
        while left:
            window = text[begin : begin + APART] if found else text
            # What stands there stands there up to any of its words: the longest piece is found by halving.
            fits = bisect_left(range(1, len(left) + 1), True, key=lambda n: " ".join(left[:n]) not in window)
            piece = " ".join(left[:fits])
            if len(piece) < PIECE or len(found) == PIECES:
                return ()
            start = begin + window.index(piece)
            found.append(Span(*self.article.span(start, start + len(piece))))
            left, begin = left[fits:], start + len(piece)
        return tuple(found)

    def _one(self, found: list[int], words: str, wanted: Wanted) -> int:
        """The one of several places that is meant: by what stands around it, then by where in the text it is."""
        if len(found) == 1:
            return found[0]
        text = self.article.text
        before, behind = level(wanted.before).lstrip(), level(wanted.behind).rstrip()
        if before or behind:
            around = [
                (fuzz.ratio(text[max(0, at - len(before)) : at], before) if before else 0.0)
                + (fuzz.ratio(text[at + len(words) : at + len(words) + len(behind)], behind) if behind else 0.0)
                for at in found
            ]
            best = max(around)
            if around.count(best) == 1:
                return found[around.index(best)]
        if wanted.share is None:
            raise Lost(f'"{short(wanted.words)}" stands {len(found)} times in {self.document.name}')
        place = wanted.share * len(text)
        return min(found, key=lambda at: abs(at - place))

    def _like(self, words: str) -> Span:
        """The stretch of the article that is most like the words. Raises Lost where none is like enough."""
        text = self.article.text
        lost = Lost(f'"{short(words)}" does not stand in {self.document.name}')
        if not SHORTEST <= len(words) <= LONGEST or len(text) > LONG_TEXT or len(text) < len(words) // 2:
            raise lost
        found = fuzz.partial_ratio_alignment(words, text, score_cutoff=SAME - 10)
        if found is None or found.dest_end <= found.dest_start:
            raise lost
        # The stretch found has the length of the words: its ends are moved to those of words, both ways.
        starts = _edges(text, found.dest_start, True)
        ends = _edges(text, found.dest_end, False)
        score, start, end = max((fuzz.ratio(words, text[s:e]), s, e) for s in starts for e in ends if s < e)
        if score < SAME:
            raise Lost(f"{lost}: the nearest stretch is like it by {score:.0f} of 100, at least {SAME:.0f} are needed")
        return Span(*self.article.span(start, end))


def _edges(text: str, at: int, first: bool) -> list[int]:
    """The ends of words near a place."""
    low, high = max(0, at - 40), min(len(text), at + 40)
    found = [m.start() if first else m.end() for m in re.finditer(r"\S+", text[low:high])]
    return sorted({low + one for one in found} | {at})


def _places(text: str, words: str) -> list[int]:
    found: list[int] = []
    at = text.find(words)
    while at >= 0 and len(found) < 1_000:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def level(words: str) -> str:
    """Words with white space, quotation marks and dashes made alike."""
    return Levelled(words).text.strip()


def short(words: str) -> str:
    """Words for a message."""
    words = " ".join(words.split())
    return words if len(words) <= 40 else words[:40] + " …"
