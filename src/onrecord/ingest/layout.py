"""Which rows of a page are the article: title, standfirst and body; and what the other rows are."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum

from onrecord.ingest.core import before_lists, core, extended_up, is_about
from onrecord.ingest.head import head
from onrecord.ingest.kind import Opens, is_signature
from onrecord.ingest.lexicon import lexicon, tokens
from onrecord.ingest.look import Look
from onrecord.ingest.matter import matter, share, stems
from onrecord.ingest.row import Ending, Hint, Row
from onrecord.ingest.setting import is_entry, looked_at
from onrecord.model import LineKind

_SUBHEAD = 8
"""The most words of a heading between paragraphs; related headlines are longer."""
_HEADLINE = 15
"""The words from which a row without an end is a broken paragraph rather than a headline."""
_ABOVE_DATELINE = 7
"""The rows from the start of a body among which a dateline shows where the article begins."""
_ALIKE = 0.4
"""The share of its stems that a headline above the body has in common with it to be a story's and no menu's."""
_STORIES = (LineKind.RELATED, LineKind.LINK)
_HIGHLIGHTS = 4
"""The rows at the start of a body that may be highlights: sentences that stand in the text again."""
_AUTHOR = re.compile(
    r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3},? (?:is|was|has been|are|covers|writes|reported|contributed)\b"
)
_REPORTED = re.compile(r"\b(?:reported|contributed reporting) from\b(?!.*\bthat\b)")
_SPEAKER = re.compile(r"\S\s[-–—]\s[A-Z]|^[^:.!?]{2,60}:\s\S")


@dataclass(frozen=True, slots=True)
class Layout:
    """The rows of a page told apart, by index: ``title`` and ``standfirst`` where there is one, ``body`` in
    order, and in ``kinds`` the kind of every other row (None for those of the article).
    """

    title: int | None
    standfirst: int | None
    body: tuple[int, ...]
    kinds: tuple[LineKind | None, ...]


def lay_out(rows: Sequence[Row], chosen: Collection[int] | None = None, title: int | None = None) -> Layout:
    """Tell the rows of a page apart.

    ``chosen`` are the rows that an extractor took for the body and ``title`` its headline, where the page had
    markup; else both are found here. ``body`` is empty where there is no article.
    """
    looks = looked_at(rows)
    if chosen is None:
        start, end = core(looks)
        body = _body(looks, range(start, end))
    else:
        body = _body(looks, before_lists(looks, _filled(looks, sorted(chosen), title)))
    body = _from_dateline(looks, _without_author(looks, [i for i in body if i != title]))
    standfirst = None
    if body:
        title, standfirst = head(looks, body, title, search=chosen is None)
    body = [i for i in body if i not in {title, standfirst}]
    about = matter(looks[i].row.text for i in body)
    article = {title, standfirst, *body}
    kinds: list[LineKind | None] = []
    opened: Opens | None = None
    for index, seen in enumerate(looks):
        place = _Place.of(index, title, body)
        opened = (seen.label.opens if seen.label else None) or opened
        kind = None if index in article else _kind(looks, index, kinds, place, about)
        if kind in _STORIES and place is _Place.BELOW and opened is Opens.COMMENTS:
            # What readers write below an article is no headline, however short.
            kind = LineKind.FURNITURE
        kinds.append(kind)
    return Layout(title, standfirst, tuple(body), tuple(kinds))


def _filled(looks: Sequence[Look], chosen: Sequence[int], title: int | None) -> list[int]:
    """The chosen rows, and the sentences between title and end that an extractor leaves out now and then."""
    chosen = [index for index in chosen if title is None or index > title]
    if not chosen:
        return []
    about = matter(looks[index].row.text for index in chosen)
    first = chosen[0] if title is None else max(title + 1, extended_up(looks, chosen[0], about))
    kept = set(chosen)
    return [i for i in range(first, chosen[-1] + 1) if i in kept or is_about(looks[i], about)]


def _body(looks: Sequence[Look], stretch: Sequence[int]) -> list[int]:
    """The rows of a stretch that are paragraphs, list items or headings between them."""
    rows = [i for i in stretch if looks[i].label is None]
    below = {looks[i].row.text for i in rows[_HIGHLIGHTS:] if looks[i].sentence}
    rows = [i for place, i in enumerate(rows) if place >= _HIGHLIGHTS or looks[i].row.text not in below]
    running = {i: _runs(looks, rows, place) for place, i in enumerate(rows)}
    body: list[int] = []
    place = 0
    while place < len(rows):
        index = rows[place]
        if running[index]:
            body.append(index)
            place += 1
            continue
        end = place
        while end < len(rows) and not running[rows[end]]:
            end += 1
        run = rows[place:end]
        headlines = sum(looks[i].headline and looks[i].words >= 5 for i in run)
        listed = headlines >= 2 or len(run) >= 4 or _opened(looks, run[0])
        body += [i for i in run if not listed and _is_subhead(looks[i])]
        place = end
    return body


def _runs(looks: Sequence[Look], rows: Sequence[int], place: int) -> bool:
    """Whether a row is running text: a sentence, an item, or a question or quotation not among headlines."""
    seen = looks[rows[place]]
    if seen.sentence or seen.item:
        return True
    if not seen.half:
        return False
    if seen.quoted or not seen.headline or seen.words >= _HEADLINE:
        return True
    beside = [looks[rows[i]] for i in (place - 1, place + 1) if 0 <= i < len(rows)]
    return not seen.titled and not any(_is_bare_headline(x) for x in beside)


def _is_bare_headline(seen: Look) -> bool:
    """Whether a row can be nothing but a headline."""
    return seen.headline and seen.words >= 5 and not seen.sentence and not seen.half


def _is_subhead(seen: Look) -> bool:
    """Whether a single row between paragraphs is part of the article: a heading, or a paragraph without its end."""
    if seen.row.hint in {Hint.LINK, Hint.MENU}:
        return False
    if seen.row.hint in {Hint.HEADING, Hint.TITLE} or seen.ending is Ending.OPEN:
        return True
    if seen.titled and seen.words > 5:
        return False
    if _SPEAKER.search(seen.row.text) and seen.words >= 5:
        return False
    return seen.words <= _SUBHEAD or seen.words >= _HEADLINE


def _opened(looks: Sequence[Look], index: int) -> bool:
    """Whether the row above says that links or other stories follow."""
    above = looks[index - 1].label if index else None
    return above is not None and (above.opens is Opens.RELATED or above.kind is LineKind.LINK)


def _without_author(looks: Sequence[Look], body: list[int]) -> list[int]:
    """The body without the lines about its author that it may end in."""
    while len(body) > 2 and _is_about_author(looks[body[-1]]):
        body.pop()
    return body


def _from_dateline(looks: Sequence[Look], body: list[int]) -> list[int]:
    """The body from its dateline on, where it has one near its start: above stand points and captions."""
    near = (place for place, index in enumerate(body[:_ABOVE_DATELINE]) if looks[index].datelined)
    return body[next(near, 0) :]


def _is_about_author(seen: Look) -> bool:
    """Whether a row says who an author is ("Jane Doe is a correspondent in Geneva.")."""
    text = seen.row.text
    if seen.words > 60 or not _AUTHOR.match(text):
        return False
    return _REPORTED.search(text) is not None or lexicon().trades.within(tokens(text)[:16])


class _Place(Enum):
    """Where on a page a row stands that is not the article."""

    ABOVE = "above the title"
    HEAD = "above the body"
    INSIDE = "inside the body"
    BELOW = "below the body"

    @classmethod
    def of(cls, index: int, title: int | None, body: Sequence[int]) -> _Place:
        """The place of a row; a page without an article has nothing but a top."""
        if not body or (title is not None and index < title):
            return cls.ABOVE
        if index < body[0]:
            return cls.HEAD
        return cls.INSIDE if index < body[-1] else cls.BELOW


def _kind(
    looks: Sequence[Look], index: int, above: Sequence[LineKind | None], place: _Place, about: frozenset[str]
) -> LineKind:
    """The kind of a row that is not the article, by its label, else by its shape, its place and the row above it.

    Above the title nothing is another story's headline, for menus and slogans look like them; between title and
    body only what shares words with the body is.
    """
    seen = looks[index]
    if seen.label:
        return seen.label.kind
    if seen.row.hint is Hint.MENU or place is _Place.ABOVE:
        return LineKind.FURNITURE
    if place is _Place.HEAD:
        story = seen.headline and seen.words >= 5 and share(stems(seen.row.text), about) >= _ALIKE
        if not story and is_signature(seen.row.text):
            return LineKind.BYLINE
        return LineKind.RELATED if story else LineKind.FURNITURE
    if _is_about_author(seen):
        return LineKind.CREDIT
    if (seen.headline and seen.words >= 5) or is_entry(seen):
        linked = place is _Place.INSIDE and tokens(looks[index - 1].row.text) in lexicon().links
        return LineKind.LINK if linked else LineKind.RELATED
    return LineKind.RELATED if seen.sentence and above[-1] is LineKind.RELATED else LineKind.FURNITURE
