"""Title and standfirst: the rows above the body that speak of the same matter as it does."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.ingest.look import Look
from onrecord.ingest.matter import matter, share, stems
from onrecord.ingest.row import Hint
from onrecord.model import LineKind

_STANDFIRST = 70
"""The most words of a paragraph that may be a standfirst."""
_NAME = 3
"""The most words of the name of a site."""
_NEAR_BEST = 0.6
"""The share of the best candidate's likeness to the body from which an earlier one is taken for the title:
a standfirst often has more of the body's words than the title above it."""
_NEAR = 8
"""The rows below the title among which a standfirst is looked for."""
_SUMMARY = 9
"""The words from which a row below a shorter one may be its standfirst."""
_HEADING = frozenset({LineKind.BYLINE, LineKind.DATE})
"""What stands between title and body alone."""
_SENTENCE_ALIKE, _HEADLINE_ALIKE = 0.25, 0.4
"""The share of its stems that a standfirst has in common with the body: more where it could be a headline."""
_AGAIN = 0.7
"""The share of all their stems that a title and its repetition have in common."""
_SAME = 0.6
"""The share of stems from which one row says the same as another: the title again, not a standfirst."""


def head(
    looks: Sequence[Look], body: Sequence[int], title: int | None, *, search: bool
) -> tuple[int | None, int | None]:
    """The rows of title and standfirst, where there are any.

    ``title`` is given where the page's markup tells it; ``search`` says to look for it where it does not. A row
    of the menu is no title however near it stands: a title shares words with the body.
    """
    if title is None and search:
        title = _title(looks, body)
    if title is None:
        return None, None
    return title, _standfirst(looks, body, title)


def _title(looks: Sequence[Look], body: Sequence[int]) -> int | None:
    """The row most like a title, or None.

    A title has no full stop, except where a dateline below it shows that the article begins only there. A name
    of two or three words (the site's) is no title where a longer one is as good.
    """
    about = matter(looks[i].row.text for i in body)
    above = [i for i in range(body[0]) if _may_be_title(looks[i], looks[body[0]].datelined)]
    shares: dict[int, float] = {}
    for index in above:
        own = stems(looks[index].row.text)
        hits = len(own & about)
        if hits >= 2 or (hits and looks[index].words >= 4) or (len(above) == 1 and looks[index].words >= 5):
            shares[index] = share(own, about)
    if any(looks[index].words > _NAME for index in shares):
        shares = {index: likeness for index, likeness in shares.items() if looks[index].words > _NAME}
    if not shares:
        return _by_place(looks, body[0])
    best = max(shares.values())
    good = [index for index, likeness in shares.items() if likeness >= _NEAR_BEST * best]
    first = good[0]
    while looks[first - 1].words > _NAME and shares.get(first - 1, 0.0) >= _alike(looks[first - 1], looks[first]):
        first -= 1
    if looks[first].words >= _SUMMARY and (over := _over(looks, first)) is not None:
        return over
    return [index for index in (first, *good) if index == first or _is_again(looks[index], looks[first])][-1]


def _by_place(looks: Sequence[Look], body: int) -> int | None:
    """The row that its place shows to be the title, though it has no word of the body: with byline or date between it
    and the body, or the only row above that may be one. Of a list of headlines none is.
    """
    near = _free_above(looks, body)
    if near is None or not _is_bare(looks[near]):
        return None
    headed = any(look.label and look.label.kind in _HEADING for look in looks[near + 1 : body])
    if looks[near].words >= _SUMMARY and (over := _over(looks, near)) is not None:
        return over
    others = [i for i in range(near) if _is_bare(looks[i])]
    if headed:
        return near if near - 1 not in others else None
    return near if not others else None


def _over(looks: Sequence[Look], below: int) -> int | None:
    """The title above a row that sums it up: shorter, no menu's, and no headline above it in turn."""
    above = _free_above(looks, below)
    if above is None or not _is_bare(looks[above]) or looks[above].words >= looks[below].words:
        return None
    return above if not (above and _is_bare(looks[above - 1])) else None


def _free_above(looks: Sequence[Look], below: int) -> int | None:
    """The nearest row above one, over the rows that only a head has in between: bylines, dates, credits, captions."""
    for index in range(below - 1, max(-1, below - 1 - _NEAR), -1):
        label = looks[index].label
        if label is None:
            return index
        if label.kind not in {*_HEADING, LineKind.CREDIT, LineKind.CAPTION}:
            return None
    return None


def _is_bare(look: Look) -> bool:
    """Whether a row is headline and nothing else, and longer than the name of a site."""
    return _may_be_title(look, False) and not look.sentence and not look.item and look.words > _NAME


def _alike(above: Look, below: Look) -> float:
    """The share of its stems that a row right above the title must have in common with the body to be the title, and
    the other its standfirst: less where it is the shorter one.
    """
    return _SENTENCE_ALIKE if above.words < below.words else _HEADLINE_ALIKE


def _may_be_title(look: Look, datelined: bool) -> bool:
    """Whether a row has the shape of a title."""
    if look.label is not None or look.row.hint in {Hint.LINK, Hint.MENU, Hint.ASIDE}:
        return False
    return look.headline or (datelined and look.sentence and look.words <= _STANDFIRST // 2)


def _standfirst(looks: Sequence[Look], body: Sequence[int], title: int) -> int | None:
    """The row between title and body that sums it up, or None.

    It stands above the body and is no label; or it is the first paragraph, with byline, date or dateline below.
    """
    about = matter(looks[i].row.text for i in body)
    again = {looks[i].row.text for i in body}
    signed = False
    for index in range(title + 1, min(body[0], title + 1 + _NEAR)):
        look = looks[index]
        signed = signed or (look.label is not None and look.label.kind is LineKind.BYLINE)
        if look.label or not 5 <= look.words <= _STANDFIRST or look.row.hint in {Hint.LINK, Hint.MENU, Hint.ASIDE}:
            continue
        likeness = share(stems(look.row.text), about)
        enough = likeness >= (_SENTENCE_ALIKE if look.sentence else _HEADLINE_ALIKE)
        if enough and (look.sentence or not signed) and not _repeats(look, looks[title]) and look.row.text not in again:
            return index
    if (alone := _alone(looks, body[0], title)) is not None and looks[alone].row.text not in again:
        return alone
    first = looks[body[0]]
    if len(body) < 2 or first.words > _STANDFIRST or first.datelined or title > body[0]:
        return None
    labels = [looks[i].label for i in range(body[0] + 1, body[1])]
    below = {label.kind for label in labels if label}
    headed = looks[body[1]].datelined or bool(below & {LineKind.BYLINE, LineKind.DATE})
    return body[0] if headed else None


def _alone(looks: Sequence[Look], body: int, title: int) -> int | None:
    """The only row between title and body that is no label, where it is as long as a summary and no other headline."""
    between = [i for i in range(title + 1, min(body, title + 1 + _NEAR)) if looks[i].label is None]
    if len(between) != 1 or body > title + 1 + _NEAR:
        return None
    look = looks[between[0]]
    if not _SUMMARY <= look.words <= _STANDFIRST or look.titled or look.item or _repeats(look, looks[title]):
        return None
    return None if look.row.hint in {Hint.LINK, Hint.MENU, Hint.ASIDE} else between[0]


def _is_again(look: Look, title: Look) -> bool:
    """Whether a row is the title again, with the site's name at most; a standfirst may have all its words and more."""
    mine, others = stems(look.row.text), stems(title.row.text)
    return _repeats(look, title) and len(mine & others) >= _AGAIN * max(len(mine), len(others))


def _repeats(look: Look, other: Look) -> bool:
    """Whether a row says the same as one above it: the title again, with or without the site's name."""
    mine, others = stems(look.row.text), stems(other.row.text)
    fewer, more = sorted((len(mine), len(others)))
    return 0 < more <= 2 * fewer and len(mine & others) >= _SAME * fewer
