"""Title and standfirst: the rows above the body that speak of the same matter as it does."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.ingest.look import Look
from onrecord.ingest.matter import matter, share, stems
from onrecord.ingest.row import Hint
from onrecord.model import LineKind

_STANDFIRST = 70
"""The most words of a paragraph that may be a standfirst."""
_NEAR_BEST = 0.6
"""The share of the best candidate's likeness to the body from which an earlier one is taken for the title:
a standfirst often has more of the body's words than the title above it."""


_NEAR = 8
"""The rows below the title among which a standfirst is looked for."""
_SENTENCE_ALIKE, _HEADLINE_ALIKE = 0.25, 0.4
"""The share of its stems that a standfirst has in common with the body: more where it could be a headline."""
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
    """The row most like a title, or None."""
    about = matter(looks[i].row.text for i in body)
    shares: dict[int, float] = {}
    above = [i for i in range(body[0]) if looks[i].label is None and looks[i].headline]
    for index in above:
        own = stems(looks[index].row.text)
        hits = len(own & about)
        if hits >= 2 or (hits and looks[index].words >= 4) or (len(above) == 1 and looks[index].words >= 5):
            shares[index] = share(own, about)
    if not shares:
        return None
    best = max(shares.values())
    good = [index for index, likeness in shares.items() if likeness >= _NEAR_BEST * best]
    first = good[0]
    return [index for index in good if index == first or _repeats(looks[index], looks[first])][-1]


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
        if look.label or not 5 <= look.words <= _STANDFIRST or look.row.hint in {Hint.LINK, Hint.ASIDE}:
            continue
        likeness = share(stems(look.row.text), about)
        enough = likeness >= (_SENTENCE_ALIKE if look.sentence else _HEADLINE_ALIKE)
        if (
            enough
            and (look.sentence or not signed)
            and not _repeats(look, looks[title])
            and look.row.text not in again
        ):
            return index
    first = looks[body[0]]
    if len(body) < 2 or first.words > _STANDFIRST or first.datelined or title > body[0]:
        return None
    below = {looks[i].label.kind for i in range(body[0] + 1, body[1]) if looks[i].label}
    headed = looks[body[1]].datelined or bool(below & {LineKind.BYLINE, LineKind.DATE, LineKind.DATELINE})
    return body[0] if headed else None


def _repeats(look: Look, other: Look) -> bool:
    """Whether a row says the same as one above it: the title again, with or without the site's name."""
    mine, others = stems(look.row.text), stems(other.row.text)
    fewer, more = sorted((len(mine), len(others)))
    return 0 < more <= 2 * fewer and len(mine & others) >= _SAME * fewer
