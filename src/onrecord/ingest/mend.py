"""Paragraphs that a page broke over several lines, made whole again."""

from __future__ import annotations

import re
from itertools import pairwise

from onrecord.ingest.cell import cells
from onrecord.ingest.kind import is_byline, label
from onrecord.ingest.row import Ending, Row, ending, in_title_case, is_item, word_count

_LEAD_ON = frozenset({
    "a", "an", "the", "of", "to", "in", "on", "at", "by", "for", "from", "with", "and", "or", "but",
    "nor", "as", "that", "which", "who", "whose", "its", "his", "her", "their", "our", "my", "this",
    "these", "those", "is", "are", "was", "were", "be", "been", "has", "had", "have", "will", "would",
    "said", "told", "into", "over", "under", "about", "after", "before",
})  # fmt: skip
_SIGNS = frozenset({"by", "by:", "written by", "author:"})
"""Lines that the author's name belongs behind."""
_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")
_CLOSING = ".,;:!?)”’"
_ENDINGS = ("'s", "’s")
_WIDEST = 132
"""The widest column that text is wrapped at; longer lines were broken for another reason."""
_LINK_WORDS = 6
"""The most words of a link in the middle of a sentence that starts with a capital: names, mostly."""
_LONG = 40
"""The characters from which a line is taken for part of a paragraph, not for a menu entry."""


def rows(text: str) -> list[Row]:
    """The rows of a flattened page: every line that is not blank, broken paragraphs joined again.

    Two kinds of break are mended: lines wrapped at a fixed width, and sentences cut where the page had a
    link. Lines that hold several (``cells``) are cut. No character is lost but white space.
    """
    wide = _BLANK_LINES.sub("\n\n", text).split("\n")
    width = _width(wide)
    cut = [(cell, line, place) for line in wide for place, cell in enumerate(cells(line))]
    lines = [cell for cell, _, _ in cut]
    whole: list[list[str]] = []
    gaps: list[bool] = []
    gap, length, before = True, 0, ""
    for index, (cell, line, place) in enumerate(cut):
        bare = cell.strip()
        if not bare:
            gap = True
            continue
        if gap or place > 0 or is_item(bare):
            goes_on = False
        elif width is not None:
            goes_on = _wraps(before, line, width)
        else:
            following = lines[index + 1].strip() if index + 1 < len(lines) else ""
            goes_on = _cut_by_link(whole[-1][-1], length, bare, following)
        if goes_on:
            whole[-1].append(bare)
            length += len(bare)
        else:
            whole.append([bare])
            gaps.append(gap)
            length = len(bare)
        gap, before = False, line
    return [Row(_joined(pieces), before) for pieces, before in zip(whole, gaps, strict=True)]


def _width(lines: list[str]) -> int | None:
    """The width at which a page's lines are wrapped, or None where they are not.

    Wrapped lines leave sentences open and are nearly as long as each other.
    """
    pairs = 0
    broken: list[int] = []
    for line, after in pairwise(lines):
        bare = after.strip()
        if line.strip() and bare:
            pairs += 1
            if bare[0].islower() and ending(line) is not Ending.FULL:
                broken.append(len(line.rstrip()))
    if len(broken) < 3 or len(broken) * 5 < pairs:
        return None
    broken.sort()
    width = broken[len(broken) * 95 // 100]
    near = sum(width * 3 <= length * 4 for length in broken)
    return width if width <= _WIDEST and near * 4 >= len(broken) * 3 else None


def _wraps(line: str, after: str, width: int) -> bool:
    """Whether a line was wrapped: the next word would not have fitted, and no paragraph starts with it."""
    if _indent(after) > _indent(line):
        return False
    first = after.split(None, 1)[0]
    return len(line.rstrip()) + 1 + len(first) > width or (first[0].islower() and ending(line) is not Ending.FULL)


def _indent(line: str) -> int:
    """The white space in front of a line."""
    return len(line) - len(line.lstrip())


def _cut_by_link(line: str, length: int, after: str, following: str) -> bool:
    """Whether the sentence of a line (its row has ``length`` characters so far) goes on in the line after it."""
    if ending(line) is Ending.FULL and after[0] not in _CLOSING:
        return False
    if after == ":" or line.lower() in _SIGNS:
        return after == ":" or is_byline(f"By {after}")
    leads_on = line.rsplit(None, 1)[-1].lower() in _LEAD_ON
    if leads_on and word_count(line) >= 3 and label(line) is None:
        return True
    if length >= _LONG:
        if leads_on or line.endswith(",") or after[0] in _CLOSING:
            return True
        if label(after) is not None:
            return False
        return _continues(after) or (_is_link_text(after, following) and not in_title_case(line))
    if length <= 3 * _LONG and label(line) is not None and len(after) < _LONG:
        return False
    return _continues(after) and (len(after) >= _LONG or label(after) is None)


def _is_link_text(line: str, after: str) -> bool:
    """Whether a line is the few words of a link in a sentence that goes on in the line after it."""
    if word_count(line) > _LINK_WORDS or ending(line) is not Ending.NONE or not after:
        return False
    return _continues(after) and label(after) is None


def _continues(line: str) -> bool:
    """Whether a line can only be the rest of a sentence."""
    return line[0].islower() or line[:2] in _ENDINGS or (line[0] in _CLOSING and line[0] not in "”’")


def _joined(pieces: list[str]) -> str:
    """The pieces of a broken paragraph as one; no space before what closes."""
    return "".join(
        piece if number == 0 or piece[0] in _CLOSING or piece[:2] in _ENDINGS else f" {piece}"
        for number, piece in enumerate(pieces)
    )
