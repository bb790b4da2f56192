"""Readings side by side become a record: a pure function, in named steps."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model import Alike, Document, Reading, Record
from onrecord.record.check import checks
from onrecord.record.codebook import Codebook
from onrecord.record.position import positions
from onrecord.record.sibling import narrowed
from onrecord.record.story import stories
from onrecord.record.term import settled
from onrecord.record.timeline import timeline
from onrecord.record.who import cast_of, renamed, same_names
from onrecord.reference import Reference


def compile(
    documents: Sequence[Document],
    readings: Sequence[Reading],
    codebook: Codebook,
    reference: Reference,
    alike: Sequence[Alike] = (),
) -> Record:
    """What the documents say together; ``readings`` belong to ``documents`` one to one, in the same order.

    ``alike`` are the pairs of documents that share text. Raises ValueError where readings and documents do not fit.
    """
    if [d.id for d in documents] != [r.document for r in readings]:
        raise ValueError("each document needs its own reading, in the same order")
    merged = same_names(readings, reference)
    named = narrowed(documents, [renamed(reading, merged) for reading in readings])
    found = stories(documents, named, alike)
    named = settled(documents, named, found)
    return Record(
        documents=tuple(documents),
        readings=tuple(named),
        actors=cast_of(named),
        positions=positions(documents, named, codebook, reference),
        timeline=timeline(documents, named),
        checks=checks(named, reference),
        stories=found,
    )
