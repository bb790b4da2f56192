"""The article of an HTML page: trafilatura says what it is, the page's own rows give its words."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass

from onrecord.ingest.markup import Tree
from onrecord.ingest.matter import share, stems
from onrecord.ingest.metadata import clean
from onrecord.ingest.row import Hint, Row, word_count
from onrecord.model import Refused

_WORD = re.compile(r"\w+")
_SHINGLE = 4
_SHARED = 0.8
"""The share of a row's runs of four words that the extracted text must have for the row to be in it. Both come
from the same bytes, so a row of the article has nearly all; the rest allows for links and notes cut out."""
_SAME_TITLE = 0.5
_DATES = {"extensive_search": False, "original_date": True, "max_date": "2099-12-31"}
"""For the date: what the page declares, not what can be guessed from its text; no date of today in the answer."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """What trafilatura takes from a page: the article's text and what the head says of it."""

    text: str
    title: str | None
    date: str | None


def extracted(tree: Tree, name: str) -> Extracted | None:
    """The article by trafilatura in precision mode, or None where it finds none; ``tree`` stays as it is."""
    from trafilatura import bare_extraction  # a third of a second to load

    for library in ("trafilatura", "htmldate"):
        logging.getLogger(library).addHandler(logging.NullHandler())
    try:
        found = bare_extraction(
            deepcopy(tree),
            favor_precision=True,
            include_comments=False,
            with_metadata=True,
            date_extraction_params=dict(_DATES),
        )
    except Exception as error:  # a stranger's bytes in a library of heuristics: whatever it trips over
        raise Refused(f"{name}: its HTML cannot be read ({type(error).__name__}); save the page again") from None
    if found is None or isinstance(found, dict) or not found.text:
        return None
    return Extracted(found.text, clean(found.title or "") or None, found.date or None)


def chosen(rows: Sequence[Row], text: str) -> set[int]:
    """The rows that an extracted text consists of; of rows with the same words, those most among the others."""
    lines = Counter(tuple(_WORD.findall(line.lower())) for line in text.splitlines())
    words = _WORD.findall(text.lower())
    shingles = set(zip(*(words[i:] for i in range(_SHINGLE)), strict=False))
    alike: dict[tuple[str, ...], list[int]] = {}
    for index, row in enumerate(rows):
        own = tuple(_WORD.findall(row.text.lower()))
        runs = list(zip(*(own[i:] for i in range(_SHINGLE)), strict=False))
        shared = sum(run in shingles for run in runs)
        if own and (own in lines or (len(own) >= 2 * _SHINGLE and shared >= _SHARED * len(runs))):
            alike.setdefault(own, []).append(index)
    near = {index for same in alike.values() for index in same}
    taken: set[int] = set()
    for own, same in alike.items():
        among = sorted(same, key=lambda i: -sum(j in near for j in range(i - 3, i + 4)))
        taken.update(among[: max(1, lines[own])])
    return taken


def title_row(rows: Sequence[Row], title: str | None, body: int) -> int | None:
    """The row that carries the title: the heading near the body's first row that is most like the title that the
    head of the page gives; failing that, the only main heading above the body.
    """
    above = [i for i in range(min(body + 3, len(rows))) if rows[i].hint in {Hint.TITLE, Hint.HEADING}]
    above = [i for i in above if word_count(rows[i].text) >= 3]
    own = stems(title or "")

    def likeness(index: int) -> tuple[float, bool]:
        row = stems(rows[index].text)
        return max(share(own, row), share(row, own)), rows[index].hint is Hint.TITLE

    best = max(above, key=likeness, default=None)
    if best is not None and likeness(best)[0] >= _SAME_TITLE:
        return best
    main = [i for i in above if rows[i].hint is Hint.TITLE]
    return main[0] if len(main) == 1 else None


def without_site(title: str, site: str | None) -> str:
    """The title without the name of the site behind it ("Talks end | The Courier")."""
    for mark in (" | ", " - ", " – ", " — ", " :: "):
        front, found, back = title.rpartition(mark)
        if found and site and back.strip().lower() in {site.lower(), f"the {site}".lower()}:
            return front.strip()
    return title.strip()
