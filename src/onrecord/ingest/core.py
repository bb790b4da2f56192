"""Where the body lies on a page: the stretch of rows that is worth most as running text."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.ingest.kind import Label, Opens
from onrecord.ingest.look import Look
from onrecord.ingest.matter import matter, share, stems
from onrecord.ingest.row import Hint
from onrecord.model import LineKind

# What a row adds to, or takes from, the worth of a stretch. A paragraph is worth its words; the prices are such
# that what is put into an article (an advertisement, a caption, two related headlines) does not outweigh the
# paragraph behind it, and that a list of headlines with teasers does not pay.
_MOST = 60.0
_BEYOND = 2
_DATELINE = 30.0
_SMALL = -4.0
_FURNITURE = -4.0
_NOTE = -2.0
_HEADLINE = -10.0
_HEADLINE_WORD = -1.5
_LIST_OF_STORIES = -40.0
_COMMENTS = -60.0

_ENOUGH = 60
"""The words of running text after which a heading over readers' comments ends the page."""
_REACH = 14
"""The rows of two words or more that an insertion may have for a paragraph beyond it to be looked at: an advertisement,
a heading and half a dozen related headlines with captions."""
_SMALL_TALK = 12
"""The words from which a row that is no paragraph of the matter parts two that are: shorter ones are captions and
headings."""
_ALIKE = 0.3
"""The share of a paragraph's stems that the rest of the body must have for the paragraph to belong to it. Of 1,844
paragraphs, 86 in 100 have it with the rest of their own article, and 17 with another of the same campaign."""


def worth(look: Look) -> float:
    """What a row adds to the body, or takes from it."""
    if look.label:
        if look.label.opens:
            return _opening(look.label)
        return _FURNITURE if look.label.kind in {LineKind.FURNITURE, LineKind.TAGS} else _NOTE
    if look.sentence or (look.half and look.quoted):
        beyond = max(0.0, look.words - _MOST) / _BEYOND
        return min(look.words, _MOST) + beyond + (_DATELINE if look.datelined else 0.0)
    if look.item:
        return 0.0
    if look.half and look.words >= 8:
        return look.words / 3
    if look.headline and look.words >= 5 and (look.titled or not look.half):
        return _HEADLINE + _HEADLINE_WORD * look.words
    return _SMALL


def core(looks: Sequence[Look]) -> tuple[int, int]:
    """The body's [start, end) in the rows; (0, 0) where the page has none.

    It is the stretch of the highest worth, with the paragraphs beyond an insertion at either end that speak of
    the same matter.
    """
    start, end = _trimmed(looks, *_worthiest(looks))
    if start == end:
        return start, end
    about = matter(look.row.text for look in looks[start:end] if look.sentence)
    return extended_up(looks, start, about), _extended_down(looks, end, about)


def _worthiest(looks: Sequence[Look]) -> tuple[int, int]:
    """The stretch of the highest worth, in one pass."""
    best, best_span = 0.0, (0, 0)
    here, start, words = 0.0, 0, 0
    for index, look in enumerate(looks):
        if look.label and look.label.opens is Opens.COMMENTS and words >= _ENOUGH:
            break
        if here <= 0:
            here, start, words = 0.0, index, 0
        here += worth(look)
        words += look.words if look.sentence else 0
        if here > best:
            best, best_span = here, (start, index + 1)
    return best_span


def is_about(look: Look, about: frozenset[str]) -> bool:
    """Whether a row is a paragraph of the same matter."""
    if not look.sentence or look.label or look.row.hint in {Hint.LINK, Hint.MENU, Hint.ASIDE, Hint.CAPTION}:
        return False
    own = stems(look.row.text)
    return len(own & about) >= 3 and share(own, about) >= _ALIKE


def before_lists(looks: Sequence[Look], chosen: Sequence[int]) -> list[int]:
    """The chosen rows without those below a heading that opens other stories or comments, where these are worth less
    than the heading costs: teasers, which an extractor takes for paragraphs.
    """
    left = sum(max(0.0, worth(looks[index])) for index in chosen)
    above = 0
    for place, index in enumerate(chosen):
        price = sum(_opening(label) for i in range(above, index) if (label := looks[i].label))
        if place and left < -price:
            return list(chosen[:place])
        left -= max(0.0, worth(looks[index]))
        above = index + 1
    return list(chosen)


def _opening(label: Label) -> float:
    """What a heading over other stories or comments takes from the worth of a stretch; 0 for any other row."""
    if label.opens is None:
        return 0.0
    return _LIST_OF_STORIES if label.opens is Opens.RELATED else _COMMENTS


def extended_up(looks: Sequence[Look], start: int, about: frozenset[str]) -> int:
    """The start of the body with the paragraphs above an insertion near it."""
    near = range(max(0, start - _REACH), start)
    return next((index for index in near if is_about(looks[index], about)), start)


def _extended_down(looks: Sequence[Look], end: int, about: frozenset[str]) -> int:
    """The end of the body with the paragraphs below an insertion near it: two together at least, for a single
    one may be the teaser of another story, and none under another byline or date.
    """
    index, together, left = end, 0, _REACH
    while index < len(looks) and left > 0:
        look = looks[index]
        left -= look.words > 1
        if look.label and (look.label.opens is Opens.COMMENTS or look.label.kind in {LineKind.BYLINE, LineKind.DATE}):
            break
        if is_about(look, about):
            together += 1
            if together >= 2:
                end, left, about = index + 1, _REACH, about | stems(look.row.text)
        elif look.label is None and look.words >= _SMALL_TALK:
            together = 0
        index += 1
    return end


def _trimmed(looks: Sequence[Look], start: int, end: int) -> tuple[int, int]:
    """The stretch without headlines at its ends that end like a question or quotation; with the list it ends in."""

    def loose(look: Look) -> bool:
        return not look.sentence and look.headline and not look.item and not (look.quoted and look.words >= 12)

    if not any(look.sentence for look in looks[start:end]):
        return start, end
    while loose(looks[start]):
        start += 1
    while looks[end - 1].label or (loose(looks[end - 1]) and not looks[end - 1].quoted):
        end -= 1
    while end < len(looks) and looks[end].item and not looks[end].label:
        end += 1
    return start, end
