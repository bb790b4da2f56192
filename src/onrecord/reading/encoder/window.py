"""A text as the trained reader sees it: words, their look, and windows over them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

_WORD = re.compile(r"\w+|[^\w\s]")
# A longer run of letters is no word; the tokenizer reads it as unknown, and its characters are never looked at.
LONGEST_WORD = 100

SHAPES = ("lower", "title", "upper", "initial", "mixed", "digits", "mark")
GAPS = ("none", "space", "line", "paragraph", "start")
QUOTES = ("outside", "inside", "opening", "closing")
_ENDING = re.compile(r"[.!?…][”’»\"')\]]{0,3}$")
_OPENING, _CLOSING, _STRAIGHT = "“„«", "”»", '"'


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: offsets into it and, for each word, what an uncased encoder cannot see.

    ``shapes``, ``gaps`` and ``quotes`` hold indexes into SHAPES (its letters), GAPS (what stands before it) and
    QUOTES (whether it stands in quotation marks; each line begins outside).
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    shapes: tuple[int, ...]
    gaps: tuple[int, ...]
    quotes: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.starts)

    def surfaces(self) -> list[str]:
        """The words themselves, those beyond LONGEST_WORD cut."""
        return [self.text[s : min(e, s + LONGEST_WORD + 1)] for s, e in zip(self.starts, self.ends, strict=True)]


def words(text: str) -> Words:
    """The words of ``text``: runs of letters and digits, and every other visible character alone."""
    starts: list[int] = []
    ends: list[int] = []
    shapes: list[int] = []
    gaps: list[int] = []
    quotes: list[int] = []
    end, inside = 0, False
    for match in _WORD.finditer(text):
        start = match.start()
        gap = _gap(text, end, start) if starts else GAPS.index("start")
        if gap >= GAPS.index("line"):
            inside = False
        word = match[0]
        state = QUOTES.index("inside" if inside else "outside")
        if word in _OPENING or (word in _STRAIGHT and not inside):
            state, inside = QUOTES.index("opening"), True
        elif word in _CLOSING or word in _STRAIGHT:
            state, inside = QUOTES.index("closing"), False
        end = match.end()
        starts.append(start)
        ends.append(end)
        shapes.append(_shape(word))
        gaps.append(gap)
        quotes.append(state)
    return Words(text, tuple(starts), tuple(ends), tuple(shapes), tuple(gaps), tuple(quotes))


def _gap(text: str, end: int, start: int) -> int:
    if end == start:
        return GAPS.index("none")
    lines = text.count("\n", end, start)
    return GAPS.index("space" if not lines else "line" if lines == 1 else "paragraph")


def _shape(word: str) -> int:
    if not word[0].isalnum() and word[0] != "_":
        return SHAPES.index("mark")
    if word[0].isdigit():
        return SHAPES.index("digits")
    if word.islower() or not word[:1].isalpha():
        return SHAPES.index("lower")
    if len(word) == 1:
        return SHAPES.index("initial")
    if word.isupper():
        return SHAPES.index("upper")
    return SHAPES.index("title" if word[0].isupper() and word[1:].islower() else "mixed")


def breaks(seen: Words) -> list[int]:
    """The words with which a paragraph begins, after the first: good places to read on from anew.

    A line that only wraps is none: what stands before it must have come to its end, or a line be left free. Nor is
    what a colon announces.
    """
    line = GAPS.index("line")
    out = []
    for i, gap in enumerate(seen.gaps):
        if i and line <= gap < GAPS.index("start"):
            before = seen.text[max(0, seen.ends[i - 1] - 4) : seen.ends[i - 1]]
            if not before.endswith(":") and (gap > line or _ENDING.search(before)):
                out.append(i)
    return out


@dataclass(frozen=True, slots=True)
class Window:
    """The words [first, last) that are read together, and the words [keep, until) whose reading counts.

    Where windows overlap, each word counts in the one where it stands further from an edge.
    """

    first: int
    last: int
    keep: int
    until: int


def windows(sizes: Sequence[int], room: int, margin: int, breaks: Sequence[int] = ()) -> list[Window]:
    """Windows over words of ``sizes`` word pieces, each of at most ``room`` pieces.

    One that is at least half full ends before the last of ``breaks`` (words in rising order) that it reaches, and
    the next begins there; elsewhere they overlap by 2 * ``margin`` words. A word of more pieces than there is room
    for must have been cut by the caller. The kept parts follow one another without gap or overlap.
    """
    out: list[Window] = []
    first, keep, count = 0, 0, len(sizes)
    while first < count:
        last, used = first, 0
        while last < count and used + sizes[last] <= room:
            used += sizes[last]
            last += 1
        if last == count:
            out.append(Window(first, last, keep, count))
            break
        place = bisect_right(breaks, last)
        near = breaks[place - 1] if place else 0
        if near >= max(keep + 1, (first + last + 1) // 2):
            last = follows = until = near
        else:
            follows = max(first + 1, last - 2 * margin)
            until = (follows + last) // 2
        out.append(Window(first, last, keep, until))
        first, keep = follows, until
    return out
