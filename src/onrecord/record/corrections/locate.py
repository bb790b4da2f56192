"""Words that a person typed, found on the page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.model import Document, Span
from onrecord.record.corrections.field import CorrectionError, spans

_OFFSETS = re.compile(r"(?:(?:\d+:)?\d+-\d+\s*)+")
_NEAR = 400
"""How far from what is said its cue, source and hedge may stand, in characters: about a paragraph."""
_GAP = re.compile(r"\s+(?:…|\.\.\.)\s+")


def located(document: Document, field: str, value: str, beside: Sequence[Span] = ()) -> tuple[Span, ...]:
    """The spans of a field from offsets, or from words of the page, whose pieces an ellipsis may hold apart.

    Words that stand in several places are those nearest to ``beside``. Raises CorrectionError where they are not on
    the page, or it cannot be told which are meant.
    """
    if _OFFSETS.fullmatch(value.strip()):
        found = spans(field, value)
        for span in found:
            _inside(document, field, span)
        return found
    whole = _places(document, value)
    pieces = [value] if whole else _GAP.split(value)
    out: list[Span] = []
    for piece in pieces:
        out.append(_one(document, field, piece, [*beside, *out]))
    if len({span.line for span in out}) > 1:
        raise CorrectionError(f"{field}: its words stand partly in the article, partly in a line beside it")
    return tuple(out)


def _inside(document: Document, field: str, span: Span) -> None:
    if span.line is not None and span.line >= len(document.lines):
        raise CorrectionError(f"{field}: {document.name} has no line {span.line}")
    text = document.text if span.line is None else document.lines[span.line].text
    if span.end > len(text):
        raise CorrectionError(f"{field}: {span.start}-{span.end} lies behind the end of {document.name}, {len(text)}")


def _places(document: Document, words: str) -> list[Span]:
    """Where words stand in the article, else in its lines; letter case counts, white space does not."""
    words = words.strip()
    if not words:
        return []
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    before = r"(?<!\w)" if words[0].isalnum() else ""
    behind = r"(?!\w)" if words[-1].isalnum() else ""
    wanted = re.compile(before + pattern + behind)
    found = [Span(m.start(), m.end()) for m in wanted.finditer(document.text)]
    if found:
        return found
    return [Span(m.start(), m.end(), n) for n, line in enumerate(document.lines) for m in wanted.finditer(line.text)]


def _one(document: Document, field: str, words: str, beside: Sequence[Span]) -> Span:
    """The one place of a piece."""
    places = _places(document, words)
    if not places:
        raise CorrectionError(f'{field}: "{_short(words)}" does not stand in {document.name}')
    if len(places) == 1:
        return places[0]
    near = sorted((_distance(place, beside), place.start, place) for place in places) if beside else []
    near = [one for one in near if one[0] <= _NEAR]
    if not near or (len(near) > 1 and near[0][0] == near[1][0]):
        some = ", ".join(f"{p.start}-{p.end}" for p in places[:4])
        raise CorrectionError(
            f'{field}: "{_short(words)}" stands {len(places)} times in {document.name}: give its offsets ({some}, …)'
        )
    return near[0][2]


def _distance(place: Span, beside: Sequence[Span]) -> int:
    """How many characters lie between a place and the nearest of some others, of the same text."""
    gaps = [max(0, place.start - s.end, s.start - place.end) for s in beside if s.line == place.line]
    return min(gaps, default=1_000_000_000)


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 40 else words[:40] + " …"
