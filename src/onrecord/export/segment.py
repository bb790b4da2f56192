"""A text cut where its marks begin and end, so that marks may nest, overlap and come in pieces."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from markupsafe import Markup, escape

from onrecord.model import Document, PartKind

_BLANK_LINE = re.compile(r"[^\S\r\n]*(?:\r\n|\r|\n)\s*[\r\n]\s*")
_LINE_BREAK = re.compile(r"\s*[\r\n]\s*")


class Role(StrEnum):
    """What marked words are; the value is the attribute that carries the keys in the page."""

    CONTENT = "data-c"
    CUE = "data-q"
    SOURCE = "data-s"
    PLACE = "data-x"


@dataclass(frozen=True, slots=True)
class Mark:
    """Words from ``start`` to ``end`` that belong to ``key`` (a statement's number, a place's anchor)."""

    start: int
    end: int
    role: Role
    key: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text under one and the same set of marks; ``anchors`` are the ids that begin with it."""

    start: int
    end: int
    text: str
    marks: tuple[Mark, ...] = ()
    anchors: tuple[str, ...] = ()

    def keys(self, role: Role) -> tuple[str, ...]:
        """Whom the words belong to in one role, in the order of the marks."""
        return tuple(dict.fromkeys(mark.key for mark in self.marks if mark.role is role))


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph from ``start`` to ``end``; its words stand between ``open`` and ``close``."""

    kind: PartKind
    start: int
    open: int
    close: int
    end: int


def cut(
    text: str,
    marks: Iterable[Mark],
    anchors: Iterable[tuple[int, str]] = (),
    edges: Iterable[int] = (),
) -> tuple[Segment, ...]:
    """The text in segments that begin and end at every mark, anchor and edge.

    ``anchors`` are (offset, id), ``edges`` further offsets to cut at. What lies outside the text is clipped
    to it; an anchor at its end goes to the last character. The texts of all segments together are ``text``.
    """
    length = len(text)
    begins: defaultdict[int, list[Mark]] = defaultdict(list)
    ends: defaultdict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        start, end = min(mark.start, length), min(mark.end, length)
        if start < end:
            begins[start].append(mark)
            ends[end].append(mark)
    ids: defaultdict[int, list[str]] = defaultdict(list)
    for offset, name in anchors:
        ids[max(0, min(offset, length - 1))].append(name)
    offsets = sorted({0, length, *begins, *ends, *ids, *(e for e in edges if 0 <= e <= length)})
    segments: list[Segment] = []
    open_marks: list[Mark] = []
    for start, end in zip(offsets, [*offsets[1:], length], strict=True):
        open_marks = [m for m in open_marks if m not in ends[start]] + begins[start]
        if start < end:
            segments.append(Segment(start, end, text[start:end], tuple(open_marks), tuple(ids[start])))
    return tuple(segments)


def blocks(document: Document) -> tuple[Block, ...]:
    """The article in paragraphs that together cover its text: none runs from one part into the next.

    Paragraphs end at blank lines; in a part without one they end at each line break.
    """
    text = document.text
    kinds = [part.kind for part in document.parts] or [PartKind.BODY]
    starts = [0, *(part.span.start for part in document.parts[1:])]
    found: list[Block] = []
    for kind, start, end in zip(kinds, starts, [*starts[1:], len(text)], strict=True):
        part = text[start:end]
        gaps = _BLANK_LINE if _BLANK_LINE.search(part.strip()) else _LINE_BREAK
        ends = [start + gap.end() for gap in gaps.finditer(part) if part[: gap.start()].strip()]
        for left, right in pairwise([start, *ends, *([end] if not ends or ends[-1] < end else [])]):
            words = text[left:right]
            first = left + len(words) - len(words.lstrip())
            found.append(Block(kind, left, first, max(first, left + len(words.rstrip())), right))
    return tuple(block for block in found if block.start < block.end)


def markup(segments: Sequence[Segment], numbers: Mapping[int, str] | None = None) -> Markup:
    """The segments as HTML whose text is theirs, to the character, each with the keys of its marks by role.

    ``numbers`` gives, by the start of a segment, what the style sheet shows before it, so that it is no part
    of the text.
    """
    pieces: list[Markup] = []
    for segment in segments:
        pieces += [Markup('<a class="at" id="{}"></a>').format(name) for name in segment.anchors]
        keys = {role: " ".join(segment.keys(role)) for role in Role}
        attributes = {str(role): value for role, value in keys.items() if value}
        if len(segment.keys(Role.CONTENT)) > 1:
            attributes["class"] = "deep"
        if numbers and segment.start in numbers:
            attributes["data-n"] = numbers[segment.start]
        pieces.append(_span(segment.text, attributes))
    return Markup("").join(pieces)


def quotation(segments: Sequence[Segment], most: int = 120) -> Markup:
    """The segments as HTML for reading apart from the text; long stretches between the marks are left out."""
    pieces: list[Markup] = []
    for segment in segments:
        roles = " ".join(role.name.lower() for role in Role if segment.keys(role))
        text = segment.text
        if not roles and len(text) > most:
            text = f"{text[: most // 3].rsplit(None, 1)[0]} […] {text[-most // 3 :].split(None, 1)[-1]}"
        pieces.append(_span(text, {"class": roles} if roles else {}))
    return Markup("").join(pieces)


def _span(text: str, attributes: Mapping[str, str]) -> Markup:
    """Escaped words; carriage returns as references, since a parser would make line feeds of them."""
    words = Markup(str(escape(text)).replace("\r", "&#13;"))  # noqa: S704 - escaped in this very line
    if not attributes:
        return words
    written = Markup("").join(Markup(' {}="{}"').format(name, value) for name, value in attributes.items())
    return Markup("<span{}>{}</span>").format(written, words)
