"""The documents with their words marked, and beside each paragraph what the record takes from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from onrecord.export.dates import phrase, short
from onrecord.export.index import Entry, Index, Paper, Step
from onrecord.export.segment import Mark, Role, Segment, blocks, cut, markup
from onrecord.export.wording import number, sure
from onrecord.model import Check, Deadline, Verdict


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, its words marked, with the white space around them kept apart from what is shown."""

    kind: str
    before: Markup
    html: Markup
    after: Markup
    entries: tuple[Entry, ...]
    deadlines: tuple[tuple[str, str], ...]
    checks: tuple[Check, ...]


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
    count: int


class _Marks:
    """The marks and anchors of one document: of its article (None) and of each line."""

    def __init__(self, index: Index, paper: Paper) -> None:
        self.marks: defaultdict[int | None, list[Mark]] = defaultdict(list)
        self.anchors: defaultdict[int | None, list[tuple[int, str]]] = defaultdict(list)
        self.numbers: defaultdict[int | None, dict[int, str]] = defaultdict(dict)
        self.entries: defaultdict[int | None, list[Entry]] = defaultdict(list)
        for entry in (entry for entry in index.entries if entry.paper is paper):
            self._add(entry)
        for span, place in index.places(paper.document):
            self.marks[span.line].append(Mark(span.start, span.end, Role.PLACE, place.anchor))
            self.anchors[span.line].append((span.start, place.anchor))

    def _add(self, entry: Entry) -> None:
        said, key = entry.statement, str(entry.number)
        extent = said.extent
        self.entries[extent.line].append(entry)
        self.anchors[extent.line].append((extent.start, entry.words))
        for role, spans in (
            (Role.SOURCE, [said.source] if said.source else []),
            (Role.CUE, said.cue),
            (Role.CONTENT, said.content),
        ):
            for span in spans:
                self.marks[span.line].append(Mark(span.start, span.end, role, key))
        first = min(said.content, key=lambda span: span.start, default=None)
        if first:
            numbers = self.numbers[first.line]
            numbers[first.start] = f"{numbers[first.start]} {key}" if first.start in numbers else key

    def segments(self, text: str, line: int | None, edges: Iterable[int] = ()) -> tuple[Segment, ...]:
        """The text of the article or a line, cut at all of them."""
        return cut(text, self.marks[line], self.anchors[line], edges)


def texts(index: Index) -> tuple[Text, ...]:
    """All documents of a record. Comes last: it marks every place that the rest of the page points to."""
    dated = {paper.anchor: _steps(index, paper) for paper in index.papers}
    checks: defaultdict[str, list[Check]] = defaultdict(list)
    for paper, check in index.checks():
        if check.verdict is Verdict.DIFFERS:
            checks[paper.anchor].append(check)
    return tuple(_text(index, paper, checks[paper.anchor], *dated[paper.anchor]) for paper in index.papers)


def _steps(index: Index, paper: Paper) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
    document, reading = paper.document, paper.reading
    published = index.chain(document, reading.published.evidence) if reading else ()
    return published, index.chain(document, document.outlet.evidence) if document.outlet else ()


def _text(
    index: Index, paper: Paper, checks: list[Check], steps: tuple[Step, ...], outlet_steps: tuple[Step, ...]
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
        confidence=f"{sure(published.confidence)} ({number(published.confidence)})" if published else "",
        steps=steps,
        outlet_steps=outlet_steps,
        outlet_confidence=_outlet(paper),
        candidates=tuple(Candidate(str(c.source), c.text, why.get(c)) for c in candidates),
        paragraphs=tuple(_paragraphs(paper, marks, checks)),
        read=tuple(line for line in lines if line.entries),
        apart=tuple(line for line in lines if not line.entries),
        count=sum(len(entries) for entries in marks.entries.values()),
    )


def _outlet(paper: Paper) -> str:
    outlet = paper.document.outlet
    return f"{sure(outlet.confidence)} ({number(outlet.confidence)})" if outlet else ""


def _paragraphs(paper: Paper, marks: _Marks, checks: list[Check]) -> Iterator[Paragraph]:
    document = paper.document
    found = blocks(document)
    edges = [edge for block in found for edge in (block.start, block.open, block.close, block.end)]
    segments = marks.segments(document.text, None, edges)
    deadlines: tuple[Deadline, ...] = paper.reading.deadlines if paper.reading else ()
    for block in found:
        last = block is found[-1]

        def between(start: int, end: int, last: bool = last) -> Markup:
            """What stands there; an empty segment at the very end belongs to the last paragraph."""
            return markup(
                [
                    s
                    for s in segments
                    if start <= s.start and s.end <= end and (s.start < s.end or (last and end == len(document.text)))
                ],
                marks.numbers[None],
            )

        yield Paragraph(
            str(block.kind),
            between(block.start, block.open),
            between(block.open, block.close),
            between(block.close, block.end),
            tuple(e for e in marks.entries[None] if block.start <= e.statement.extent.start < block.end),
            tuple(
                (d.id, short(d.falls.value))
                for d in deadlines
                if d.span.line is None and block.start <= d.span.start < block.end
            ),
            tuple(
                c
                for c in checks
                if c.claim.span.line is None and block.start <= c.claim.span.start < block.end
            ),
        )
