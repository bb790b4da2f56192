"""The statements one by one, each with its words, what they do, and why the record says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from onrecord.export.dates import phrase, short
from onrecord.export.index import Entry, Index, Place, Step
from onrecord.export.matrix import Matrix
from onrecord.export.segment import Mark, Role, cut, quotation
from onrecord.export.speakers import Side
from onrecord.export.wording import UNSURE, graded, tone
from onrecord.model import Document, Granularity, Judgement, Span, Statement


@dataclass(frozen=True, slots=True)
class Why:
    """One judgement: what was judged, the outcome, how sure, and the chain of evidence."""

    name: str
    value: str
    confidence: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """A position that a statement shows: ``href`` is its tile in the matrix."""

    href: str
    by: str
    stance: str
    words: str


@dataclass(frozen=True, slots=True)
class Tie:
    """Another statement and how it belongs to this one."""

    how: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class Item:
    """A statement ready to be set."""

    entry: Entry
    speaker: str | None
    side: str | None
    form: str | None
    act: str
    tone: str
    target: str | None
    quote: Markup
    when: str
    edtf: str
    time_confidence: str
    confidence: str
    doubts: tuple[str, ...]
    related: bool
    kind: str
    details: tuple[tuple[str, Place], ...]
    taken: tuple[Taken, ...]
    ties: tuple[Tie, ...]
    why: tuple[Why, ...]
    corrected: tuple[str, ...]
    actor_keys: str
    issue_keys: str


def ledger(index: Index, positions: Matrix, heard: Sequence[Side]) -> tuple[Item, ...]:
    """All statements, in the order of the documents, with the keys that the filters find them by."""
    keys = {speaker.name: f"{speaker.key} {side.key}" for side in heard for speaker in side.speakers}
    taken: defaultdict[str, list[tuple[Taken, str]]] = defaultdict(list)
    for row in positions.rows:
        for tile in (tile for cell in row.cells for tile in cell):
            for entry in tile.entries:
                verb = "affirms" if tile.stance == "affirm" else "denies"
                taken[entry.statement.id].append((Taken(tile.anchor, tile.actor, verb, row.words), row.anchor))
    ties = _ties(index)
    return tuple(
        _item(index, entry, taken[entry.statement.id], ties[entry.statement.id], keys) for entry in index.entries
    )


def _item(index: Index, entry: Entry, taken: list[tuple[Taken, str]], ties: list[Tie], keys: Mapping[str, str]) -> Item:
    said, document = entry.statement, entry.paper.document
    speaker = said.speaker.value if said.speaker else None
    form = " ".join(document.words(said.source).split()) if said.source else None
    side = index.root(speaker) if speaker else None
    target = said.target.value if said.target else None
    spans = (("through", said.channel), ("to", said.audience), ("hedged by", said.hedge))
    places = [(name, index.place(document, span)) for name, span in spans]
    return Item(
        entry=entry,
        speaker=speaker,
        side=side if side != speaker else None,
        form=form if form != speaker else None,
        act=str(said.act.value),
        tone=tone(said.act.value),
        target=target,
        quote=_quote(document, said),
        when=short(said.time.value),
        edtf=str(said.time.value),
        time_confidence=graded(said.time.confidence),
        confidence=graded(said.confidence),
        doubts=tuple(_doubts(said)),
        related=said.extent.line is not None,
        kind=str(said.kind),
        details=tuple((name, place) for name, place in places if place),
        taken=tuple(t for t, _ in taken),
        ties=tuple(ties),
        why=tuple(_why(index, document, said)),
        corrected=tuple(index.corrected.get(said.id, ())),
        actor_keys=keys[speaker] if speaker else "nobody",
        issue_keys=" ".join(dict.fromkeys(issue for _, issue in taken)),
    )


def _doubts(said: Statement) -> Iterable[str]:
    """Which of its judgements are weak: shown beside the statement, not only where it is opened."""
    judged = (("speaker", said.speaker), ("act", said.act), ("target", said.target), ("date", said.time))
    for name, judgement in judged:
        if judgement and judgement.confidence < UNSURE:
            yield f"{name} {graded(judgement.confidence)}"
    if said.confidence < UNSURE:
        yield f"that this is a statement: {graded(said.confidence)}"


def _why(index: Index, document: Document, said: Statement) -> Iterable[Why]:
    def judged(name: str, value: str, judgement: Judgement[object]) -> Why:
        return Why(name, value, graded(judgement.confidence), index.chain(document, judgement.evidence))

    yield Why("Statement", f"found by {said.rule}", graded(said.confidence), ())
    if said.speaker:
        yield judged("Speaker", said.speaker.value, said.speaker)
    yield judged("Act", str(said.act.value), said.act)
    if said.target:
        yield judged("Target", said.target.value, said.target)
    time = said.time.value
    vague = time.earliest != time.latest and time.granularity is not Granularity.DAY
    given = f", given as a {time.granularity}" if vague and time.granularity is not Granularity.OPEN else ""
    yield judged("Date", f"{phrase(time)}{given}", said.time)


def _quote(document: Document, said: Statement) -> Markup:
    """The statement's own words, from its first to its last, as the page has them."""
    extent = said.extent
    text = document.words(extent)

    def marks(role: Role, spans: Iterable[Span]) -> Iterable[Mark]:
        for span in spans:
            if span in extent:
                yield Mark(span.start - extent.start, span.end - extent.start, role, "")

    own = [
        *marks(Role.SOURCE, [said.source] if said.source else []),
        *marks(Role.CUE, said.cue),
        *marks(Role.CONTENT, said.content),
    ]
    return quotation(cut(text, own))


def _ties(index: Index) -> defaultdict[str, list[Tie]]:
    """How the statements hang together, seen from both ends."""
    ties: defaultdict[str, list[Tie]] = defaultdict(list)
    for entry in index.entries:
        said = entry.statement
        for other, how, back in (
            (said.parent, "stands inside", "holds within it"),
            (said.answers, "answers", "is answered by"),
            (index.repeats.get(said.id), "tells again", "is told again in"),
        ):
            if other and other in index.entry:
                ties[said.id].append(Tie(how, index.entry[other]))
                ties[other].append(Tie(back, entry))
    return ties
