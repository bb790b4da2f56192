"""The lines of a record as plain rows: what every view, file and column is made from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from onrecord.model import (
    Actor,
    Check,
    Corrected,
    Document,
    Evidence,
    Interval,
    LineKind,
    Moment,
    PartKind,
    Position,
    Span,
    Statement,
    Story,
    Subject,
)
from onrecord.model.correction import RULE
from onrecord.store.index import Index

Row = dict[str, Any]


def fold(text: str) -> str:
    """The text with every run of white space as one plain space."""
    return " ".join(text.split())


def days(time: Interval) -> list[str | None] | None:
    """An interval as [earliest, latest], an open side as None; None where neither side is known."""
    if time.earliest is None and time.latest is None:
        return None
    return [None if day is None else day.isoformat() for day in (time.earliest, time.latest)]


def _offsets(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def sure(confidence: float) -> float:
    """A confidence without the noise of its arithmetic, and never nought."""
    return max(round(confidence, 4), 0.0001)


def words_of(document: Document, *spans: Span | None) -> str | None:
    """The surface of spans, joined by one space; None where there are none."""
    shown = [document.words(span) for span in spans if span is not None]
    return fold(" ".join(shown)) if shown else None


def _why(evidence: tuple[Evidence, ...]) -> str:
    return "; ".join(link.says for link in evidence)


def _corrected(index: Index, *items: tuple[Subject, str]) -> str | None:
    """What persons changed of a line: which fields, by whom, when and why; None where nobody did."""
    said = [
        f"{', '.join(dict.fromkeys(c.field for c in one.correction.changes)) or one.correction.kind} "
        f"{one.correction.says}"
        for item in items
        for one in index.corrected.get(item, ())
    ]
    return "; ".join(dict.fromkeys(said)) or None


def outlet(document: Document) -> str | None:
    """The name of the outlet, where the page says it."""
    return None if document.outlet is None else document.outlet.value


def document_row(document: Document, index: Index) -> Row:
    """The line of one document."""
    reading = index.reading.get(document.id)
    published = None if reading is None else reading.published
    standfirst = document.part(PartKind.STANDFIRST)
    wire = document.wire
    return {
        "id": document.id,
        "document": document.name,
        "url": document.url,
        "outlet": outlet(document),
        "agency": wire.agency and fold(wire.agency.text),
        "authors": [fold(author.text) for author in wire.authors],
        "title": document.title and fold(document.title),
        "standfirst": standfirst and fold(standfirst),
        "published": published and days(published.value),
        "published_confidence": published and sure(published.confidence),
        "published_why": published and published.why,
        "rejected": [{"text": r.candidate.text, "why": r.why} for r in (reading.rejected if reading else ())],
        "language": document.language,
        "words": len(document.text.split()),
        "statements": len(reading.statements) if reading else 0,
        "text": document.text,
        "dateline": document.line(LineKind.DATELINE),
        "credits": [{"role": str(credit.role), "by": fold(credit.by.text)} for credit in wire.credits],
        "notes": [{"kind": str(note.kind), "text": note.text} for note in wire.notes],
        "lines": [{"kind": str(line.kind), "text": line.text} for line in document.lines],
        "checks": [_check(document, check) for check in index.checks[document.id]],
        "story": index.story[document.id].id if document.id in index.story else None,
        "corrected": _corrected(index, (Subject.DOCUMENT, document.id)),
    }


def statement_row(statement: Statement, document: Document, index: Index) -> Row:
    """The line of one statement."""
    first = statement.content[0] if statement.content else statement.extent
    speaker, act, target = statement.speaker, statement.act, statement.target
    return {
        "id": statement.id,
        "document_id": document.id,
        "document": document.name,
        "outlet": outlet(document),
        "where": document.where(first),
        "speaker": speaker and speaker.value,
        "source": words_of(document, statement.source),
        "cue": words_of(document, *statement.cue),
        "content": words_of(document, *statement.content) or "",
        "kind": str(statement.kind),
        "act": str(act.value),
        "target": target and target.value,
        "date": days(statement.time.value),
        "date_why": statement.time.why,
        "parent": statement.parent,
        "answers": statement.answers,
        "positions": [
            {"by": p.by, "issue": str(p.issue), "stance": str(p.stance)} for p in index.positions[statement.id]
        ],
        "channel": words_of(document, statement.channel),
        "audience": words_of(document, statement.audience),
        "hedge": words_of(document, statement.hedge),
        "confidence": sure(statement.confidence),
        "act_confidence": sure(act.confidence),
        "speaker_confidence": speaker and sure(speaker.confidence),
        "act_why": act.why,
        "speaker_why": speaker and speaker.why,
        "rule": statement.rule,
        "line": first.line,
        "spans": {
            "source": _offsets(statement.source),
            "cue": [_offsets(span) for span in statement.cue],
            "content": [_offsets(span) for span in statement.content],
        },
        "repeats": index.repeats.get(statement.id),
        "corrected": _corrected(index, (Subject.STATEMENT, statement.id)),
        "side": index.side(statement),
        "utterance": index.utterance.get(statement.id, statement.id),
    }


def actor_row(actor: Actor, index: Index) -> Row:
    """The line of one actor."""
    return {
        "name": actor.name,
        "kind": str(actor.kind),
        "of": actor.of,
        "offices": "; ".join(
            f"{office.title}, {office.of}" + (f" ({office.term})" if days(office.term) else "")
            for office in actor.offices
        ),
        "roles": "; ".join(map(str, actor.roles)),
        "forms": list(actor.forms),
        "statements": index.said[actor.name],
        "documents": index.documents[actor.name],
        "merged": [{"name": m.value, "confidence": sure(m.confidence), "why": m.why} for m in actor.merged],
        "corrected": _corrected(index, (Subject.ACTOR, actor.name)),
    }


def position_row(position: Position, index: Index) -> Row:
    """The line of one position."""
    return {
        "issue": str(position.issue),
        "by": position.by,
        "stance": str(position.stance),
        "statements": index.once(position.statements),
        "ids": list(position.statements),
        "time": days(position.time),
        "confidence": sure(position.confidence),
        "why": _why(position.evidence),
        "corrected": _why(tuple(link for link in position.evidence if link.rule == RULE)) or None,
        "words": index.words(position),
        "both": (position.by, position.issue) in index.both,
    }


def story_row(story: Story, index: Index) -> Row:
    """The line of one story."""
    first = index.document[story.documents[0]]
    said = [s.id for at in story.documents for s in index.reading[at].statements]
    return {
        "id": story.id,
        "title": first.title and fold(first.title),
        "appearances": len(story.documents),
        "outlets": list(dict.fromkeys(name for at in story.documents if (name := outlet(index.document[at])))),
        "published": days(index.reading[story.id].published.value),
        "statements": index.once(said),
        "pages": [
            {
                "document": index.document[at].name,
                "id": at,
                "outlet": outlet(index.document[at]),
                "published": days(index.reading[at].published.value),
                "words": len(index.document[at].text.split()),
                "share": round(share, 4),
            }
            for at, share in zip(story.documents, story.shares, strict=True)
        ],
    }


def moment_row(moment: Moment, documents: Sequence[str], index: Index) -> Row:
    """One line of the timeline; ``documents`` are the names of those that it was read on."""
    earliest, latest = days(moment.time) or (None, None)
    return {
        "date": str(moment.time),
        "earliest": earliest,
        "latest": latest,
        "kind": str(moment.kind),
        "what": fold(moment.label),
        "items": list(moment.items),
        "document": ", ".join(documents),
        "corrected": _corrected(index, *((Subject(str(moment.kind)), item) for item in moment.items)),
    }


def _check(document: Document, check: Check) -> Row:
    claim = check.claim
    return {
        "says": words_of(document, claim.span),
        "verdict": str(check.verdict),
        "about": claim.about,
        "value": claim.value,
        "reference": check.reference,
        "source": check.source,
        "span": _offsets(claim.span),
    }


def check_row(check: Check, document: Document) -> Row:
    """The line of one check."""
    shared = _check(document, check)
    order = ("says", "about", "fact", "value", "verdict", "reference", "source", "span")
    row = {"document": document.name, **{name: shared.get(name) for name in order}}
    return row | {"fact": check.claim.fact, "line": check.claim.span.line}


def correction_row(entry: Corrected, index: Index) -> Row:
    """The line of one correction."""
    one = entry.correction
    at = next((a.document for a in one.anchors[:1]), one.item if one.subject is Subject.DOCUMENT else None)
    page = index.document.get(at) if at else None
    own = one.anchors[0] if one.anchors else None
    words = {a.item: fold(" ".join(a.words)) for a in one.anchors[1:]}
    return {
        "id": one.id,
        "at": one.at.isoformat(timespec="seconds"),
        "by": one.by,
        "kind": str(one.kind),
        "subject": str(one.subject),
        "item": one.item,
        "document_id": page and page.id,
        "document": page and page.name,
        "words": fold(" ".join(own.words[len(own.cue) :])) if own else None,
        "changes": [
            {"field": c.field, "before": c.before, "after": c.after, "words": words.get(c.field)} for c in one.changes
        ],
        "why": one.why,
        "state": str(entry.state),
        "now": entry.item,
        "note": entry.note,
    }
