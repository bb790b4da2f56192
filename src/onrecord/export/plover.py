"""Statements and events as event data: JSON lines in the form of PLOVER, the words that they come from kept.

Source: PLOVER, Open Event Data Alliance, 2018 codebook. SAY, DENY and ``unclassified`` are no types of PLOVER: in such
lines ``event_type`` is null, and ``act`` has what we call it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onrecord.export.excerpt import Excerpt, Row
from onrecord.model import Act, Event, Evidence
from onrecord.store.plain import one_line
from onrecord.store.rows import days

_OURS = frozenset({Act.SAY, Act.DENY, Act.UNCLASSIFIED})
_MODE = "mode: "


def plover(excerpt: Excerpt) -> str:
    """A line for each statement and each event.

    ``date`` is the day, null where it is not known to the day: ``earliest`` and ``latest`` bound it always.
    """
    return "".join(one_line(line) + "\n" for line in _lines(excerpt))


def _lines(excerpt: Excerpt) -> Iterator[dict[str, Any]]:
    evidence = {said.id: said.act.evidence for reading in excerpt.record.readings for said in reading.statements}
    for row in excerpt.statements:
        document = excerpt.document[row["document_id"]]
        yield {
            "id": row["id"],
            "said": True,
            **_when(row["date"]),
            **_type(row["act"], evidence.get(row["id"], ())),
            "actor": _actors(excerpt, row["speaker"]),
            "recipient": _actors(excerpt, row["target"]),
            "text": row["content"],
            "quoted": row["kind"] != "indirect",
            "hedge": row["hedge"],
            "answers": row["answers"],
            "repeats": row["repeats"],
            "confidence": {
                "statement": row["confidence"],
                "type": row["act_confidence"],
                "actor": row["speaker_confidence"],
            },
            "why": row["act_why"],
            **_source(document, row["spans"]["content"], row["line"]),
        }
    for happening in excerpt.happenings:
        event = happening.item
        if not isinstance(event, Event):
            continue
        yield {
            "id": event.id,
            "said": False,
            **_when(days(event.time.value)),
            **_type(event.act, ()),
            "actor": _actors(excerpt, *event.who),
            "recipient": [],
            "text": event.label,
            "quoted": False,
            "location": event.place or event.venue,
            "confidence": {"date": event.time.confidence},
            "why": event.time.why,
            **_source(happening.document, [[event.span.start, event.span.end]], event.span.line),
        }


def _type(act: str, evidence: tuple[Evidence, ...]) -> dict[str, str | None]:
    """The event type and its mode, and the act as we call it."""
    mode = next((link.rule.removeprefix(_MODE) for link in evidence if link.rule.startswith(_MODE)), None)
    return {"event_type": None if act in _OURS else str(act), "mode": mode, "act": str(act)}


def _when(time: list[str | None] | None) -> dict[str, str | None]:
    earliest, latest = time or (None, None)
    return {"date": earliest if earliest == latest else None, "earliest": earliest, "latest": latest}


def _actors(excerpt: Excerpt, *names: str | None) -> list[dict[str, str | None]]:
    rows = ((name, excerpt.actor.get(name) or {}) for name in names if name)
    return [{"name": name, "kind": row.get("kind"), "of": row.get("of")} for name, row in rows]


def _source(document: Row, spans: list[list[int]], line: int | None) -> dict[str, Any]:
    """The page, and the words on it."""
    text = document["text"] if line is None else document["lines"][line]["text"]
    return {
        "quote": [text[start:end] for start, end in spans],
        "spans": spans,
        "line": line,
        "publisher": document["outlet"],
        "title": document["title"],
        "url": document["url"],
        "document": document["id"],
        "published": document["published"],
    }
