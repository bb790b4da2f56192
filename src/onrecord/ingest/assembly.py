"""Putting a Document together: the text with its parts, the lines kept apart, the dates and the outlet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.ingest import outlet
from onrecord.ingest.dateline import Dateline, dateline
from onrecord.ingest.header import GivenDate, clocks, dates, in_address
from onrecord.ingest.kind import is_date_line
from onrecord.ingest.layout import Layout
from onrecord.ingest.lexicon import tokens
from onrecord.ingest.limits import HEADER_CHARS
from onrecord.ingest.row import Row
from onrecord.ingest.wire import wire
from onrecord.model import (
    CLOCK,
    DateCandidate,
    DateSource,
    Document,
    Judgement,
    Line,
    LineKind,
    Page,
    Part,
    PartKind,
    Span,
)

_BREAK = "\n\n"
_NEAR = 2
"""The rows below the body in which a bare date still is the article's; further down it is another story's."""
_LABELS = frozenset({"published", "updated", "posted", "modified", "publication", "first", "originally"})
_RIGHTS = re.compile(r"(?:©|\(c\)|\bcopyright\b)(?P<rest>.{0,60})", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_EDGE = re.compile(r"[\s|,;·•–—-]+")


@dataclass(frozen=True, slots=True)
class Found:
    """What was found on a page: its rows told apart, and what its markup declares, where it has any.

    ``heading`` is a title that stands in no row; ``outlet`` and ``dates`` are what the head of the page says.
    """

    rows: Sequence[Row]
    layout: Layout
    heading: str | None = None
    outlet: Judgement[str] | None = None
    dates: tuple[DateCandidate, ...] = ()

    @property
    def body(self) -> str:
        """The body with its dateline."""
        return _BREAK.join(self.rows[index].text for index in self.layout.body)


def assemble(page: Page, found: Found) -> Document:
    """The document of a page. Every row is in its text or in its lines, the dateline cut off as a line of its own."""
    layout = found.layout
    front = dateline(found.rows[layout.body[0]].text)
    lines, places = _lines(found, front)
    body = [found.rows[index].text for index in layout.body]
    if front:
        body[0] = body[0][front.end :]
    pieces = (
        (PartKind.TITLE, found.heading if layout.title is None else found.rows[layout.title].text),
        (PartKind.STANDFIRST, None if layout.standfirst is None else found.rows[layout.standfirst].text),
        (PartKind.BODY, _BREAK.join(text for text in body if text)),
    )
    text, parts = "", []
    for kind, piece in pieces:
        if piece:
            start = len(text) + len(_BREAK) if text else 0
            text = f"{text}{_BREAK}{piece}" if text else piece
            parts.append(Part(kind, Span(start, start + len(piece))))
    near = {place for row, place in places.items() if row < layout.body[-1] + _NEAR}
    in_name = (
        DateCandidate(DateSource.URL, page.name[d.start : d.end], d.year, d.month, d.day) for d in in_address(page.name)
    )
    given = (*found.dates, *_in_lines(found, lines, places, front), *in_name)
    return Document(
        id=page.id,
        name=page.name,
        text=text,
        parts=tuple(parts),
        lines=lines,
        outlet=found.outlet
        or outlet.agency(front, lines, found.body)
        or outlet.masthead(lines)
        or outlet.reserved(lines),
        dates=given if not given or any(d.year for d in given) else (*given, *_in_rights(lines)),
        url=page.url,
        retrieved=page.retrieved,
        wire=wire(front, lines, near, text, parts),
    )


def _lines(found: Found, front: Dateline | None) -> tuple[tuple[Line, ...], dict[int, int]]:
    """The lines kept apart in the order of the page, and for each row the index of its line."""
    lines: list[Line] = []
    places: dict[int, int] = {}
    for index, (row, kind) in enumerate(zip(found.rows, found.layout.kinds, strict=True)):
        if kind is not None:
            places[index] = len(lines)
            lines.append(Line(kind, row.text))
        elif front and index == found.layout.body[0]:
            places[index] = len(lines)
            lines.append(Line(LineKind.DATELINE, row.text[: front.end].strip()))
    return tuple(lines), places


def _in_lines(
    found: Found, lines: Sequence[Line], places: Mapping[int, int], front: Dateline | None
) -> Iterator[DateCandidate]:
    """The candidates for the date that stand in lines: of the head of the page, and right below the body."""
    first, last = found.layout.body[0], found.layout.body[-1]
    for row, place in places.items():
        line = lines[place]
        text = line.text[:HEADER_CHARS]
        if row == first and front:
            if front.date:
                yield _candidate(DateSource.DATELINE, text, place, front.date, front.date.start, front.date.end)
        elif line.kind is LineKind.BYLINE and row < last:
            for date in dates(text):
                yield _candidate(DateSource.LINE, text, place, date, date.start, date.end)
        elif line.kind is LineKind.DATE and (row < last + _NEAR or _LABELS.intersection(tokens(text)[:2])):
            clock = CLOCK if _is_clock(found, row) else None
            for date, start, end in _dated(text):
                yield replace(_candidate(DateSource.LINE, text, place, date, start, end), place=clock)


def _in_rights(lines: Sequence[Line]) -> Iterator[DateCandidate]:
    """The year of a note on rights, for pages whose dates have none: "(c) 2015 Lake News. All rights reserved." """
    for place, line in enumerate(lines):
        note = _RIGHTS.search(line.text) if line.kind in (LineKind.FURNITURE, LineKind.CREDIT) else None
        years = list(_YEAR.finditer(note["rest"])) if note else []
        if note and len(years) == 1:
            start, end = note.start(), note.start("rest") + len(note["rest"])
            yield DateCandidate(
                DateSource.LINE, line.text[start:end].strip(), int(years[0][0]), None, None, Span(start, end, place)
            )


def _is_clock(found: Found, row: int) -> bool:
    """Whether a line of a date is that of the page's clock: a time of day stands in front of it, in the line or in the
    one above, or in the line below with the title and any byline still to come. Below the title it is the story's.
    """
    head = found.layout.title if found.layout.title is not None else found.layout.body[0]
    if row > head or _LABELS.intersection(tokens(found.rows[row].text)[:2]):
        return False
    text = found.rows[row].text
    first = next(dates(text), None)
    if first is None:
        return False
    if any(stop <= first.start for _, stop in clocks(text)):
        return True
    return any(_is_time(found.rows[beside].text) for beside in (row - 1, row + 1) if 0 <= beside < len(found.rows))


def _is_time(text: str) -> bool:
    """Whether a line is a time of day and nothing else."""
    return is_date_line(text) and next(dates(text), None) is None and next(clocks(text), None) is not None


def _dated(text: str) -> Iterator[tuple[GivenDate, int, int]]:
    """The dates of a line, each with the stretch that holds its label and its clock as well."""
    found = list(dates(text))
    start = 0
    for place, date in enumerate(found):
        end = len(text)
        if place + 1 < len(found):
            head = text[: found[place + 1].start]
            times = [stop for begin, stop in clocks(head) if not text[date.end : begin].strip(" ,|at")]
            end = max([date.end, *times])
        edge = _EDGE.match(text, start)
        start = edge.end() if edge else start
        yield date, start, start + len(text[start:end].rstrip())
        start = end


def _candidate(source: DateSource, text: str, line: int, date: GivenDate, start: int, end: int) -> DateCandidate:
    """The candidate that a date makes at [start, end) of a line."""
    return DateCandidate(source, text[start:end], date.year, date.month, date.day, Span(start, end, line))
