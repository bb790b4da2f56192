"""An item that was corrected, found again in a document that was read anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onrecord.model import Anchor, Document, Span

SAME = 0.5
"""How much of two contents must be common, of all that either holds, for them to be one item read twice."""
SURE = 0.8
"""The same where the cue, by which two statements over the same words are told apart, does not help."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item stands: its cue (none but for statements) and its content."""

    item: str
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


def anchor(document: Document, place: Place) -> Anchor:
    """Where an item stands, with its words."""
    words = tuple(document.words(span) for span in (*place.cue, *place.content))
    return Anchor(place.item, document.id, place.cue, place.content, words)


def moved(kept: Anchor, document: Document) -> Place | None:
    """The place of an anchor in the document as it is now; None where its words are gone.

    The words stand at their offsets unless the text was taken from the page otherwise; then the longest of them, word
    for word, at the place nearest to the old one, says how far all moved: "said" alone stands anywhere.
    """
    spans = (*kept.cue, *kept.content)
    if len(kept.words) != len(spans) or not spans:
        return None
    longest = max(range(len(spans)), key=lambda n: len(kept.words[n]))
    first = _there(spans[longest], kept.words[longest], document, 0)
    if first is None:
        return None
    by = first.start - spans[longest].start
    found = [_there(span, words, document, by) for span, words in zip(spans, kept.words, strict=True)]
    cue = tuple(span for span in found[: len(kept.cue)] if span is not None)
    content = tuple(span for span in found[len(kept.cue) :] if span is not None)
    whole = len(content) == len(kept.content) and len(cue) == len(kept.cue)
    return Place(kept.item, cue, content) if whole and content else None


def _there(span: Span, words: str, document: Document, by: int) -> Span | None:
    """Where words stand now: at their offsets moved ``by`` so many characters, else at the nearest place."""
    start = max(0, span.start + by)
    if span.line is None or span.line < len(document.lines):
        text = document.text if span.line is None else document.lines[span.line].text
        if words and text[start : start + len(words)] == words:
            return Span(start, start + len(words), span.line)
    if span.line is not None:
        lines = ((n, line.text.find(words)) for n, line in enumerate(document.lines))
        return next((Span(at, at + len(words), n) for n, at in lines if at >= 0), None)
    if not words:
        return None
    before, behind = document.text.rfind(words, 0, start + len(words)), document.text.find(words, start)
    near = [at for at in (before, behind) if at >= 0]
    if not near:
        return None
    start = min(near, key=lambda at: abs(at - start))
    return Span(start, start + len(words))


def again(kept: Anchor, document: Document, items: Mapping[str, Place], taken: Iterable[str] = ()) -> str | None:
    """The id of the item that an anchor means, of those that there are now; None where none or more than one may be.

    The item of the same id, whose words are still there; else the one whose words overlap most, if it is the only one.
    ``taken`` are ids that others have a better claim to.
    """
    place = moved(kept, document)
    if place is None:
        return None
    same = items.get(kept.item)
    if same is not None and (_common(place.content, same.content) or _common(place.cue, same.cue)):
        return kept.item
    gone = set(taken)
    scored = [(score, item) for item, other in items.items() if item not in gone and (score := fit(place, other))]
    best = max(scored, default=None)
    if best is None or sum(score == best[0] for score, _ in scored) > 1:
        return None
    return best[1]


def fit(one: Place, other: Place) -> float:
    """How well two places fit, 0 where they are not one item read twice."""
    share = _common(one.content, other.content)
    if share < SAME:
        return 0.0
    if one.cue and other.cue:
        return share + _common(one.cue, other.cue) if _common(one.cue, other.cue) else 0.0
    return share if share >= SURE or not (one.cue or other.cue) else 0.0


def _common(one: Iterable[Span], other: Iterable[Span]) -> float:
    """How many characters two sets of spans have in common, of all that either holds."""
    a = {(span.line, at) for span in one for at in range(span.start, span.end)}
    b = {(span.line, at) for span in other for at in range(span.start, span.end)}
    return len(a & b) / len(a | b) if a and b else 0.0
