"""Datelines: the place, date and agency in front of an article's first words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.ingest.header import GivenDate, date_at
from onrecord.ingest.lexicon import lexicon

_HEAD = 160
"""The characters that a dateline may take: two places with a region, date and agency need 70 or so."""

_MARKED = re.compile(r"[—–/(\[-]|_ |, [^,]*\d")
_WORD = r"[^\W\d_][\w'’.-]*"
_PLACE = re.compile(rf"{_WORD}(?:(?:\s|\s?/\s?){_WORD})*")
_REGION = re.compile(rf",\s{_WORD}(?:\s{_WORD}){{0,3}}")
_SLASH = re.compile(r"\s?/\s?")
_BREAK = re.compile(r"[,.]?\s+")
_AGENCY = re.compile(r"[,.]?\s*(?:/(?P<slashed>[^/\n]{2,30})/|[(\[](?P<bracketed>[^()\[\]\n]{2,40})[)\]])")
# "TESSIN, March 18, 2022, NWA. -": an agency behind a date, with nothing around it, needs a dash behind it.
_BARE_AGENCY = re.compile(r",\s(?P<bare>[A-Z]\w*[A-Z]\w*|[A-Z]\w+)(?=\.?\s*[—–-])")
_MARK = re.compile(r"\.?\s*[—–]\s*|\.?\s+(?:--?|_)\s+|\s*--\s*|\.?\s*:\s+|\.\s+|\s+|$")
_ARTICLE = re.compile(r"[\"'“‘«(\[]?\s?(?=[^\W_])")


@dataclass(frozen=True, slots=True)
class Dateline:
    """What stands in front of the article: ``end`` is where the article begins, ``agency`` its [start, end) and
    ``places`` those of the places that it was written in, each with its region.
    """

    end: int
    agency: tuple[int, int] | None
    date: GivenDate | None
    places: tuple[tuple[int, int], ...] = ()


def dateline(text: str) -> Dateline | None:
    """The dateline that a paragraph starts with ("GENEVA, March 3 (Agency) - "), or None.

    A place in capitals with a dash behind it is one; so is any place with a date or a known agency. A word in
    capitals that labels the article ("EXCLUSIVE"), or a dash in running text ("NATO — the alliance"), is none.
    """
    head = text[:_HEAD]
    if not _MARKED.search(head):
        return None
    return next((found for place in _places(head) if (found := _read(head, place))), None)


def _places(head: str) -> Iterator[int]:
    """Where the place may end: nowhere (an agency alone), or after each of the first words."""
    yield 0
    match = _PLACE.match(head)
    if match:
        words = list(re.finditer(_WORD, match[0]))[:6]
        yield from (word.end() for word in words)


def _read(head: str, place: int) -> Dateline | None:
    """The dateline whose place ends there, if what follows makes it one."""
    date, end = _date(head, place)
    region = None if date or not place else _REGION.match(head, place)
    if region:
        date, end = _date(head, region.end())
    match = _AGENCY.match(head, end)
    agency = None
    if match:
        agency = match.span("slashed" if match["slashed"] else "bracketed")
        end = match.end()
    elif date and (bare := _BARE_AGENCY.match(head, end)):
        agency, end = bare.span("bare"), bare.end()
    mark = _MARK.match(head, end)
    if mark is None or not (place or agency) or not _opens_article(head, mark.end()):
        return None
    if not _is_one(
        head[:place], date, head[slice(*agency)] if agency else None, _stripped(mark[0]), mark.end() == len(head)
    ):
        return None
    cuts = [match.span() for match in _SLASH.finditer(head, 0, place)]
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), region.end() if region else place]
    return Dateline(mark.end(), agency, date, tuple(zip(starts, ends, strict=True)) if place else ())


def _stripped(mark: str) -> str:
    """A mark without the space around it, and without the stop before a dash: ". -"."""
    plain = mark.strip()
    return plain.lstrip(". ") or plain


def _date(head: str, end: int) -> tuple[GivenDate | None, int]:
    """The date behind a place, and where it ends."""
    gap = _BREAK.match(head, end)
    date = date_at(head, gap.end()) if gap else None
    return date, date.end if date else end


def _opens_article(head: str, end: int) -> bool:
    """Whether an article can begin there: with a capital, a figure or a quotation, or not on this line."""
    match = _ARTICLE.match(head, end)
    return end == len(head) or (match is not None and not head[match.end()].islower())


def _is_one(place: str, date: GivenDate | None, agency: str | None, mark: str, alone: bool) -> bool:
    """Whether place, date, agency and the mark behind them make a dateline."""
    lists = lexicon()
    if place.strip(".") in lists.not_places or (place and not place[0].isupper()):
        return False
    shouted = place.isupper() and len(place.replace(".", "")) >= 3
    dashed = mark[:1] in {"—", "–", "-", "_"}
    known = agency is not None and any(part.strip() in lists.agencies for part in re.split(r"[/,]", agency))
    if not place:
        return known and (dashed or mark == ".")
    if agency:
        firm = dashed or (date is not None and mark in {".", ":", ""})
        return (known and (firm or shouted)) or (firm and (shouted or date is not None))
    if date:
        short = place.count(" ") < 3
        return (shouted and (dashed or mark in {".", ":"} or alone)) or ((dashed or mark == ":") and short)
    return shouted and dashed
