"""Readings side by side become a record: a pure function, in named steps."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model import Alike, Correction, Document, Reading, Record
from onrecord.record.alias import Names, decided
from onrecord.record.amend import amended
from onrecord.record.answer import answers
from onrecord.record.check import checks
from onrecord.record.codebook import Codebook
from onrecord.record.comparison import contrasts
from onrecord.record.happening import happenings, seen
from onrecord.record.held import shown
from onrecord.record.log import Log
from onrecord.record.outcome import dues, signs, terms
from onrecord.record.position import by_answer, positions
from onrecord.record.sibling import narrowed
from onrecord.record.side import rivals
from onrecord.record.stance import stanced
from onrecord.record.story import stories
from onrecord.record.term import settled
from onrecord.record.timeline import timeline
from onrecord.record.told import told
from onrecord.record.turn import turns
from onrecord.record.utterance import utterances
from onrecord.record.who import cast_of, namesakes, renamed, same_names
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
    single = namesakes(readings, reference)
    names = Names(log, single, same_names(documents, single, reference, decided(log).keys()))
    named: Sequence[Reading] = narrowed(documents, [renamed(reading, names.merged) for reading in single])
    if log.active:
        documents, named = amended(documents, named, log, names.of, reference)
    found = stories(documents, named, alike)
    named = settled(documents, named, found)
    pairs = list(zip(documents, named, strict=True))
    held = [shown(d, r, codebook, reference) for d, r in pairs]
    pages = [told(d, r, h, reference) for (d, r), h in zip(pairs, held, strict=True)]
    repeated = utterances(pages)
    against = rivals(named, reference)
    given = answers(pages, repeated, against, codebook, log.answered())
    own = [h for page in held for h in page]
    by_id = {one.id: one for page in pages for one in page}
    taken = positions([*own, *by_answer(own, given, by_id)], against, codebook)
    taken = stanced(taken, named, log, names.of, codebook, reference)
    happened = happenings([seen(d, r, reference) for d, r in pairs])
    return Record(
        documents=tuple(documents),
        readings=tuple(named),
        actors=cast_of(named, names.merged),
        positions=taken,
        timeline=timeline(documents, named, happened),
        checks=checks(named, reference),
        stories=found,
        corrections=log.entries(names.of),
        utterances=repeated,
        answers=given,
        turns=turns(taken, {s.id: s.time.value for r in named for s in r.statements}),
        happenings=happened,
        contrasts=contrasts(pairs, repeated, given, happened),
        dues=dues(
            [one for d, r in pairs for one in terms(d, r, reference)],
            [one for d, r in pairs for one in signs(d, r, reference)],
        ),
    )
