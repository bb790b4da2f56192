"""What a row is by the rows beside it: the words of a picture, a link under its sign, a list of links."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from onrecord.ingest.header import dates
from onrecord.ingest.kind import Label, is_signature
from onrecord.ingest.lexicon import lexicon, tokens
from onrecord.ingest.look import Look, look
from onrecord.ingest.outlet import RIGHTS
from onrecord.ingest.row import Ending, Row
from onrecord.model import LineKind

_CREDIT = 6
"""The most words of a picture's credit on a row of its own."""
_SIGN = 2
"""The most words of a row that says that the words of a picture stand below it ("Photo:")."""
_TAIL = 30
"""The characters at the end of a caption in which it may give the day of its picture."""
_LINK = 6
"""The fewest words of a link in a list, its bullet counted: a shorter item may be any list's."""
_CAPTION_BELOW = re.compile(r"\b(?:image|media|photo|video|picture) ?caption:?$", re.IGNORECASE)
_ENTRY = re.compile(r"[-*•·▪●]\s+[\"'“‘]?[A-Z0-9]")
_CREDITED = re.compile(r"^[(\[©]|\b(?:getty|reuters|afp|epa|ap|photos?|images?)\b", re.IGNORECASE)


def looked_at(rows: Sequence[Row]) -> list[Look]:
    """What each row shows by itself and by the rows beside it."""
    looks = [look(row) for row in rows]
    sites = {match[1].casefold() for row in rows if (match := RIGHTS.match(row.text))}
    for index, seen in enumerate(looks):
        if seen.label is None and seen.row.text.casefold() in sites:
            # The name of whose rights are reserved at the foot of the page stands at its head as well: no title.
            looks[index] = replace(seen, label=Label(LineKind.FURNITURE))
    for start, end, kind in _lists(looks):
        for index in range(start, end):
            looks[index] = replace(looks[index], label=looks[index].label or Label(kind))
    for index in range(len(looks)):
        told = None if looks[index].label else _kind(looks, index)
        if told:
            looks[index] = replace(looks[index], label=Label(told))
    return looks


def _kind(looks: Sequence[Look], index: int) -> LineKind | None:
    """The kind of a row without a label of its own, if the rows beside it tell."""
    if _is_captioned(looks, index):
        return LineKind.CAPTION
    if _is_signed(looks, index):
        return LineKind.BYLINE
    return LineKind.LINK if index and _is_announced(looks[index], looks[index - 1]) else None


def _is_captioned(looks: Sequence[Look], index: int) -> bool:
    """Whether a row is the words of a picture: no sentence, below such a label or above the picture's credit; or one
    that a caption alone can be, below "Image caption" or with the day of the picture at its end above its credit.
    """
    seen = looks[index]
    above = looks[index - 1] if index else None
    after = index + 2 if looks[index + 1 : index + 2] and looks[index + 1].row.text == "©" else index + 1
    below = looks[after] if after < len(looks) else None
    if above and above.row.hint is None and _is_caption(above) and _CAPTION_BELOW.search(above.row.text):
        return True
    credited = below is not None and _is_caption(below) and below.words <= _CREDIT
    if seen.sentence:
        tail = seen.row.text[-_TAIL:]
        dated = credited and any(date.day and date.year and len(tail) - date.end <= 1 for date in dates(tail))
        return dated and below is not None and _CREDITED.search(below.row.text) is not None
    if seen.item or not seen.headline:
        return False
    return credited or (above is not None and _is_caption(above) and above.words <= _SIGN)


def _is_caption(seen: Look) -> bool:
    """Whether a row is labelled as the words of a picture."""
    return seen.label is not None and seen.label.kind is LineKind.CAPTION


def _is_signed(looks: Sequence[Look], index: int) -> bool:
    """Whether a row is a byline without "By": a name with its place or trade, right above or below a date."""
    beside = [looks[i].label for i in (index - 1, index + 1) if 0 <= i < len(looks)]
    return any(label and label.kind is LineKind.DATE for label in beside) and is_signature(looks[index].row.text)


def _is_announced(seen: Look, above: Look) -> bool:
    """Whether a row is the headline that the row above it announces ("SEE MORE:")."""
    if not seen.headline or seen.sentence or not above.row.text.endswith((":", "»", ">")):
        return False
    return (above.label is None or above.label.opens is None) and tokens(above.row.text) in lexicon().links


def _lists(looks: Sequence[Look]) -> list[tuple[int, int, LineKind]]:
    """The lists of links, as [start, end) and what they are: items like headlines, two or more, below the end of a
    sentence (links), or any below a heading that opens a list of stories (related headlines). What a colon announces
    is a list of the article.
    """
    found = []
    start = 0
    for linked, run in groupby(looks, is_entry):
        end = start + sum(1 for _ in run)
        above = looks[start - 1] if start else None
        if linked and above is not None:
            if above.label is not None and above.label.opens is not None:
                found.append((start, end, LineKind.RELATED))
            elif end - start > 1 and ((above.sentence and above.ending is Ending.FULL) or _is_sign(above)):
                found.append((start, end, LineKind.LINK))
        start = end
    return found


def _is_sign(above: Look) -> bool:
    """Whether a row with a colon announces links and nothing of the article ("More:")."""
    return above.label is not None and above.row.text.endswith(":") and above.label.kind is LineKind.FURNITURE


def is_entry(seen: Look) -> bool:
    """Whether a row may be a link in a list."""
    if seen.words < _LINK or seen.ending is not Ending.NONE or _ENTRY.match(seen.row.text) is None:
        return False
    return seen.label is None or seen.label.kind is LineKind.LINK
