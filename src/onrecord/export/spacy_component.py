"""OnRecord as a component of spaCy: ``nlp.add_pipe("onrecord")`` reads each text; needs ``onrecord[spacy]``.

spaCy finds it by the entry point ``spacy_factories``; nothing has to be imported.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.export.doc import Piece, mark
from onrecord.model import DateCandidate, DateSource, Document, Misused, Part, PartKind, Reading, Span, Statement
from onrecord.reading import TrainedReader, read
from onrecord.reference import Reference


class Component:
    """Reads a Doc: ``doc._.reading`` is the whole Reading, ``doc._.statements`` its statements, and ``doc.spans`` has
    groups ``source``, ``cue`` and ``content`` with the act as label and the id of the statement as id.

    Tokens do not matter: offsets of the reading count characters of ``doc.text``. The Doc keeps its own entities.
    """

    def __init__(self, reference: Reference, published: date | None = None) -> None:
        """``published`` is the day of all texts, where they have one in common; ``doc.user_data["published"]`` (an ISO
        day) speaks for one of them. Without either the reading finds what the text itself gives away.
        """
        self.reference = reference
        self.published = published
        self.reader = TrainedReader(reference)

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with what it says."""
        day = _day(doc.user_data.get("published")) or self.published
        reading = read(_document(doc, day), self.reader, self.reference)
        doc._.reading = reading
        mark(doc, (piece for statement in reading.statements for piece in _pieces(statement)))
        return doc


def _document(doc: Doc, published: date | None) -> Document:
    """The text of a Doc as the body of an article."""
    dates: tuple[DateCandidate, ...] = ()
    if published:
        year, month, day = published.year, published.month, published.day
        dates = (DateCandidate(DateSource.METADATA, published.isoformat(), year, month, day, None, "the caller"),)
    id_ = sha256(doc.text.encode("utf-8", "replace")).hexdigest()[:16]
    return Document(id_, id_, doc.text, (Part(PartKind.BODY, Span(0, len(doc.text))),), dates=dates)


def _pieces(statement: Statement) -> Iterator[Piece]:
    sources = (statement.source,) if statement.source else ()
    for part, spans in (("source", sources), ("cue", statement.cue), ("content", statement.content)):
        for span in spans:
            yield part, span.start, span.end, str(statement.act.value), statement.id


def _day(value: str | date | None) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        raise Misused(f'"{value}" is no day: give published as 2018-12-06') from None


def _statements(doc: Doc) -> tuple[Statement, ...]:
    reading: Reading | None = doc._.reading
    return reading.statements if reading else ()


if not Doc.has_extension("reading"):
    Doc.set_extension("reading", default=None)
    Doc.set_extension("statements", getter=_statements)


@Language.factory(
    "onrecord",
    default_config={"reference": None, "published": None},
    assigns=["doc._.reading", "doc._.statements", "doc.spans"],
)
def make(nlp: Language, name: str, reference: str | None, published: str | None) -> Component:  # noqa: ARG001
    """The component for a pipeline; ``reference`` is a file of one's own, laid over the tables that come along."""
    tables = Reference.load(Path(reference)) if reference else Reference.load()
    return Component(tables, _day(published))
