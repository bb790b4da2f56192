"""The statements as annotations of their pages: W3C Web Annotation in JSON-LD (W3C Recommendation, 23 February 2017).

Each has one target, the words from the first to the last of what is said, by quotation and by position. The selectors
are those that Hypothesis takes as they are.
"""

from __future__ import annotations

import json
from uuid import NAMESPACE_URL, uuid5

from onrecord._version import __version__
from onrecord.export.excerpt import Excerpt, Row

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
STANDS = {"affirm": "affirms", "deny": "denies"}
AROUND = 32
"""How many characters stand before and behind a quotation, so that it is found where it stands twice."""


def web_annotations(excerpt: Excerpt) -> str:
    """A collection with one page of annotations, one for each statement, under ids that do not change."""
    items = [_annotation(row, excerpt.document[row["document_id"]]) for row in excerpt.statements]
    pages = " ".join(excerpt.document)
    collection = urn("collection", pages)
    page = {
        "id": urn("page", pages),
        "type": "AnnotationPage",
        "partOf": collection,
        "startIndex": 0,
        "items": items,
    }
    whole = {
        "@context": CONTEXT,
        "id": collection,
        "type": "AnnotationCollection",
        "label": excerpt.title,
        "total": len(items),
        "first": page,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def urn(what: str, id_: str) -> str:
    """An IRI for something that has no address, the same each time."""
    return uuid5(NAMESPACE_URL, f"onrecord:{what}:{id_}").urn


def address(document: Row) -> str:
    """The address of a page, or an IRI in its place."""
    return document["url"] or urn("document", document["id"])


def comment(row: Row) -> str:
    """A statement in a few lines: who, what saying it does, how surely, and why that is believed."""
    who = row["speaker"] or "somebody whom the page does not name"
    lines = [f"{who}: {row['act']}" + (f", aimed at {row['target']}" if row["target"] else "")]
    if row["hedge"]:
        lines.append(f"The page holds it at arm's length: “{row['hedge']}”.")
    lines += [f"Shows that {p['by']} {STANDS[p['stance']]} {p['issue']}." for p in row["positions"]]
    lines.append(
        f"A statement with confidence {row['confidence']:g}; the act with {row['act_confidence']:g}: {row['act_why']}."
    )
    if row["speaker"]:
        lines.append(f"The speaker with {row['speaker_confidence']:g}: {row['speaker_why']}.")
    earliest, latest = row["date"] or (None, None)
    when = "at a time not known" if not row["date"] else f"{earliest or '..'}/{latest or '..'}"
    lines.append(f"Said {earliest if earliest and earliest == latest else when}: {row['date_why']}.")
    return "\n".join(lines)


def _annotation(row: Row, document: Row) -> dict[str, object]:
    tags = [row["act"], row["kind"], *filter(None, [row["speaker"], row["target"], row["hedge"] and "hedged"])]
    return {
        "@context": CONTEXT,
        "id": urn("statement", row["id"]),
        "type": "Annotation",
        "motivation": "describing",
        "generator": {
            "id": urn("software", "onrecord"),
            "type": "Software",
            "name": f"OnRecord {__version__}",
        },
        "body": [
            {
                "type": "TextualBody",
                "purpose": "commenting",
                "format": "text/plain",
                "language": "en",
                "value": comment(row),
            },
            *({"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in dict.fromkeys(tags)),
            {
                "type": "TextualBody",
                "purpose": "describing",
                "format": "application/json",
                "value": json.dumps(row, ensure_ascii=False),
            },
        ],
        "target": {"type": "SpecificResource", "source": address(document), "selector": _selectors(row, document)},
    }


def _selectors(row: Row, document: Row) -> list[dict[str, object]]:
    """Where the words of a statement stand; those of a line beside the article are found by quotation alone."""
    spans = row["spans"]["content"] or [*row["spans"]["cue"], *filter(None, [row["spans"]["source"]])]
    start, end = min(s for s, _ in spans), max(e for _, e in spans)
    text = document["text"] if row["line"] is None else document["lines"][row["line"]]["text"]
    quote = {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": text[max(0, start - AROUND) : start],
        "suffix": text[end : end + AROUND],
    }
    if row["line"] is not None:
        return [quote]
    return [quote, {"type": "TextPositionSelector", "start": start, "end": end}]
