"""The documents with their words marked, and beside each paragraph what the record takes from it."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from onrecord.export.checks import Held
from onrecord.export.dates import phrase, short
from onrecord.export.index import Entry, Index, Paper, Step
from onrecord.export.segment import Block, Mark, Role, Segment, blocks, cut, markup
from onrecord.export.wording import graded
from onrecord.model import Deadline, Span


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, its words marked, with the white space around them kept apart from what is shown."""

    kind: str
    before: Markup
    html: Markup
    after: Markup
    entries: tuple[Entry, ...]
    deadlines: tuple[tuple[str | None, str], ...]
    checks: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class Apart:
    """A line that is not the article; ``read`` where the record takes a statement from it."""

    kind: str
    html: Markup
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date that the page gives for itself, and why it was thrown out, if it was."""

    source: str
    text: str
    rejected: str | None


@dataclass(frozen=True, slots=True)
class Text:
    """A document ready to be set."""

    paper: Paper
    published: str
    published_phrase: str
    edtf: str
    confidence: str
    steps: tuple[Step, ...]
    outlet_steps: tuple[Step, ...]
    outlet_confidence: str
    candidates: tuple[Candidate, ...]
    paragraphs: tuple[Paragraph, ...]
    read: tuple[Apart, ...]
    apart: tuple[Apart, ...]


class _Marks:
    """The marks and anchors of one document: of its article (None) and of each line."""

    def __init__(self, index: Index, paper: Paper) -> None:
        self.marks: defaultdict[int | None, list[Mark]] = defaultdict(list)
        self.anchors: defaultdict[int | None, list[tuple[int, str]]] = defaultdict(list)
        self.numbers: defaultdict[int | None, dict[int, str]] = defaultdict(dict)
        self.entries: defaultdict[int | None, list[Entry]] = defaultdict(list)
        for entry in index.said_in[paper.anchor]:
            self._add(entry)
        for span, place in index.places(paper.document).items():
            self.marks[span.line].append(Mark(span.start, span.end, Role.PLACE, place.anchor))
            self.anchors[span.line].append((span.start, place.anchor))

    def _add(self, entry: Entry) -> None:
        said, key = entry.statement, str(entry.number)
        at = entry.at
        self.entries[at.line].append(entry)
        self.anchors[at.line].append((at.start, entry.words))
        numbers = self.numbers[at.line]
        numbers[at.start] = f"{numbers[at.start]} {key}" if at.start in numbers else key
        for role, spans in (
            (Role.SOURCE, [said.source] if said.source else []),
            (Role.CUE, said.cue),
            (Role.CONTENT, said.content),
        ):
            for span in spans:
                self.marks[span.line].append(Mark(span.start, span.end, role, key))

    def segments(self, text: str, line: int | None, edges: Iterable[int] = ()) -> tuple[Segment, ...]:
        """The text of the article or a line, cut at all of them."""
        return cut(text, self.marks[line], self.anchors[line], edges)


def texts(index: Index, differing: Sequence[Held]) -> tuple[Text, ...]:
    """All documents of a record, with the claims that differ from the reference noted beside the words.

    Comes last of all: it marks every place that the rest of the page points to.
    """
    dated = {paper.anchor: _steps(index, paper) for paper in index.papers}
    return tuple(
        _text(index, paper, [held for held in differing if held.paper is paper], *dated[paper.anchor])
        for paper in index.papers
    )


def _steps(index: Index, paper: Paper) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
    document, reading = paper.document, paper.reading
    published = index.chain(document, reading.published.evidence) if reading else ()
    return published, index.chain(document, document.outlet.evidence) if document.outlet else ()


def _text(
    index: Index, paper: Paper, checks: list[Held], steps: tuple[Step, ...], outlet_steps: tuple[Step, ...]
) -> Text:
    document, reading = paper.document, paper.reading
    marks = _Marks(index, paper)
    lines = [
        Apart(
            str(line.kind),
            markup(marks.segments(line.text, n), marks.numbers[n]),
            tuple(marks.entries[n]),
        )
        for n, line in enumerate(document.lines)
    ]
    published = reading.published if reading else None
    why = {rejected.candidate: rejected.why for rejected in reading.rejected} if reading else {}
    candidates = [*document.dates, *(c for c in why if c not in document.dates)]
    return Text(
        paper=paper,
        published=short(published.value) if published else "",
        published_phrase=phrase(published.value) if published else "",
        edtf=str(published.value) if published else "",
        confidence=graded(published.confidence) if published else "",
        steps=steps,
        outlet_steps=outlet_steps,
        outlet_confidence=graded(document.outlet.confidence) if document.outlet else "",
        candidates=tuple(Candidate(str(c.source), c.text, why.get(c)) for c in candidates),
        paragraphs=tuple(_paragraphs(index, paper, marks, checks)),
        read=tuple(line for line in lines if line.entries),
        apart=tuple(line for line in lines if not line.entries),
    )


def _paragraphs(index: Index, paper: Paper, marks: _Marks, checks: list[Held]) -> Iterator[Paragraph]:
    document = paper.document
    found = blocks(document)
    edges = [edge for block in found for edge in (block.start, block.open, block.close, block.end)]
    segments = marks.segments(document.text, None, edges)
    starts = [segment.start for segment in segments]
    deadlines: tuple[Deadline, ...] = paper.reading.deadlines if paper.reading else ()
    for block in found:

        def between(start: int, end: int) -> Markup:
            inside = slice(bisect_left(starts, start), bisect_left(starts, end))
            return markup(segments[inside], marks.numbers[None])

        def here(span: Span, block: Block = block) -> bool:
            return span.line is None and block.start <= span.start < block.end

        yield Paragraph(
            str(block.kind),
            between(block.start, block.open),
            between(block.open, block.close),
            between(block.close, block.end),
            tuple(entry for entry in marks.entries[None] if here(entry.at)),
            tuple((index.moment_of.get(d.id), short(d.falls.value)) for d in deadlines if here(d.span)),
            tuple(held for held in checks if here(held.check.claim.span)),
        )
