"""A record as documents of spaCy: texts with their statements marked, in a DocBin; needs ``onrecord[spacy]``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from onrecord.export.excerpt import Excerpt, Row

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

PARTS = ("source", "cue", "content")
"""The groups of spans, ``doc.spans["source"]`` and so on."""
KEY = "onrecord"
"""Under which name ``doc.user_data`` holds the rows, as JSON: each with its offsets in characters, exact."""

Piece = tuple[str, int, int, str, str]
"""A part, where it starts and ends in characters, its label, and the id of its statement."""


def docbin(excerpt: Excerpt) -> bytes:
    """The documents, cut into tokens by spaCy's English rules, as the bytes of a DocBin.

    A span starts and ends with whole tokens; its label is the act, its id that of the statement.
    """
    import spacy
    from spacy.tokens import DocBin

    nlp = spacy.blank("en")
    held = DocBin(store_user_data=True)
    for row in excerpt.documents:
        held.add(_document(nlp, row, excerpt.said_in[row["id"]]))
    made: bytes = held.to_bytes()
    return made


def _document(nlp: Language, row: Row, said: list[Row]) -> Doc:
    doc = nlp.make_doc(row["text"])
    mark(doc, (piece for one in said for piece in _pieces(one)))
    line = {name: value for name, value in row.items() if name != "text"}
    doc.user_data[KEY] = json.dumps({"document": line, "statements": said}, ensure_ascii=False)
    return doc


def _pieces(row: Row) -> Iterator[Piece]:
    """The parts of a statement that stand in the text of its document."""
    if row["line"] is not None:
        return
    spans = row["spans"]
    for part, held in (("source", [spans["source"]] if spans["source"] else []), *((p, spans[p]) for p in PARTS[1:])):
        for start, end in held:
            yield part, start, end, row["act"], row["id"]


def mark(doc: Doc, pieces: Iterable[Piece]) -> None:
    """Marks parts of statements on a document, each as far as the tokens that it touches."""
    groups: dict[str, list[Span]] = {part: [] for part in PARTS}
    for part, start, end, label, id_ in pieces:
        span = doc.char_span(start, end, label=label, span_id=id_, alignment_mode="expand")
        if span is not None:
            groups[part].append(span)
    for part, spans in groups.items():
        doc.spans[part] = spans
