"""Lines that hold several lines of the page: columns side by side, marks of Markdown, blocks run together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice, pairwise

from onrecord.ingest.row import word_count

_GAP = re.compile(r"[^\S\n]{4,}|\t+|\s+\|\s+|\s*\|---[|-]*\s*")
_MARK = re.compile(r"\s*(?:(?:(?:[*+-]|\d{1,2}\.|\|)\s+)?#{1,6}\s+(?=\S)|\|\s+(?=\S))")
"""What Markdown puts in front of a heading, or of the cell of a table."""
_PARAGRAPH = 14
"""The words from which a cell is a paragraph: a line with one beside something else is two lines, and a line of
short cells alone is a menu."""
_LONG = 400
"""The characters from which a line may be blocks run together: one paragraph in a hundred of news is longer."""
_STOPPED = re.compile(r"[.!?][”\"’']?(?=[A-Z“])")
_WIDE = re.compile(r"(?<![.!?”\"’:;])[^\S\n]{2,}(?=\S)")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_TOKEN = re.compile(r"\w+")
_FEW = 3
"""The places at which a line is glued below which it is taken as it is: a slip of the page's own."""
_MANY = 800
"""The places above which a line is no page run together but noise."""
_MOST = 20_000
"""The longest line that is looked at, in characters: a bound on a line of megabytes."""


def cells(line: str) -> Iterator[str]:
    """The lines that a line holds, in order, with every character but white space; itself, mostly.

    It is cut where columns stand side by side and one of them is a paragraph, behind what Markdown sets before a
    heading, and where blocks were run together without a space.
    """
    mark = _MARK.match(line)
    if mark:
        yield mark[0].strip()
        line = line[mark.end() :]
    if len(line) > _MOST:
        yield line
        return
    for column in _columns(line):
        yield from _unglued(column) if len(column) >= _LONG else (column,)


def _columns(line: str) -> list[str]:
    """The columns of a line, where one of them is a paragraph."""
    bare = line.strip()
    gap = _GAP.search(bare)
    if gap is None:
        return [line]
    ends = [0, *(place for gap in _GAP.finditer(bare) for place in gap.span()), len(bare)]
    pieces = [bare[start:end].strip() for start, end in pairwise(ends)]
    pieces = [piece for piece in pieces if piece]
    return pieces if len(pieces) > 1 and max(map(word_count, pieces)) >= _PARAGRAPH else [line]


def _unglued(line: str) -> Iterator[str]:
    """The blocks of a long line, cut where one begins right behind the end of a sentence or a small letter, or
    behind more than a space.

    Names that are written so ("WikiLeaks") stay whole where they stand twice.
    """
    stopped = islice(_STOPPED.finditer(line), _MANY + 1)
    stops = {m.end() for m in stopped if len(m[0]) > 1 or _closes(line[max(0, m.start() - 1)])}
    stops |= {match.start() for match in islice(_WIDE.finditer(line.rstrip()), _MANY + 1)}
    often = Counter(_TOKEN.findall(line))
    camels: set[int] = set()
    for token in _TOKEN.finditer(line):
        if often[token[0]] == 1:
            camels.update(token.start() + match.start() for match in _CAMEL.finditer(token[0]))
    cuts = sorted(stops | camels) if _FEW <= len(stops) + len(camels) <= _MANY else []
    for start, end in zip([0, *cuts], [*cuts, len(line)], strict=True):
        yield line[start:end]


def _closes(character: str) -> bool:
    """Whether a sentence can end behind a character: capitals there are initials ("U.S.Army")."""
    return character.islower() or character in "”\"’')"
