"""Readings side by side become a record: a pure function, in named steps."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model import Alike, Correction, Document, Reading, Record
from onrecord.record.alias import Names, decided
from onrecord.record.amend import amended
from onrecord.record.check import checks
from onrecord.record.codebook import Codebook
from onrecord.record.log import Log
from onrecord.record.position import positions
from onrecord.record.sibling import narrowed
from onrecord.record.stance import stanced
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
    corrections: Sequence[Correction] = (),
) -> Record:
    """What the documents say together; ``readings`` belong to ``documents`` one to one, in the same order.

    ``alike`` are the pairs of documents that share text, ``corrections`` what persons changed, in the order in which
    they did: put over what is found, so that positions and timeline follow from the corrected statements. Raises
    ValueError where readings and documents do not fit.
    """
    if [d.id for d in documents] != [r.document for r in readings]:
        raise ValueError("each document needs its own reading, in the same order")
    log = Log(corrections)
    names = Names(log, readings, same_names(readings, reference, decided(log).keys()))
    named: Sequence[Reading] = narrowed(documents, [renamed(reading, names.merged) for reading in readings])
    if log.active:
        documents, named = amended(documents, named, log, names.of, reference)
    found = stories(documents, named, alike)
    named = settled(documents, named, found)
    return Record(
        documents=tuple(documents),
        readings=tuple(named),
        actors=cast_of(named, names.merged),
        positions=stanced(positions(documents, named, codebook, reference), named, log, names.of, codebook, reference),
        timeline=timeline(documents, named),
        checks=checks(named, reference),
        stories=found,
        corrections=log.entries(names.of),
    )
