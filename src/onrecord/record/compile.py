"""Readings side by side become a record: a pure function, in named steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.model import Alike, Correction, Document, Reading, Record
from onrecord.record.actors.side import rivals
from onrecord.record.actors.who import Merged, cast_of, namesakes, renamed, same_names
from onrecord.record.answers.answer import Link, answered, linked
from onrecord.record.checks.check import checks
from onrecord.record.comparison import contrasts
from onrecord.record.corrections.alias import Names, decided
from onrecord.record.corrections.amend import amended
from onrecord.record.corrections.log import Log
from onrecord.record.corrections.stance import stanced
from onrecord.record.events.happening import Seen, happenings, seen
from onrecord.record.events.outcome import dues
from onrecord.record.events.setting import Set, terms
from onrecord.record.events.sign import Done, Sign, deeds, signs
from onrecord.record.events.term import settled
from onrecord.record.events.timeline import timeline
from onrecord.record.issues.codebook import Codebook
from onrecord.record.issues.reaction import Held
from onrecord.record.positions.held import shown
from onrecord.record.positions.position import Shown, by_answer, positions
from onrecord.record.positions.turn import turns
from onrecord.record.sibling import narrowed
from onrecord.record.utterances.story import stories
from onrecord.record.utterances.told import Told, told
from onrecord.record.utterances.utterance import Ties, folded, grouped, tied
from onrecord.reference import Reference


@dataclass(frozen=True, slots=True)
class Work:
    """One page on its way into the record: as each stage leaves it, and what it brings to those across pages.

    ``single`` is the reading once namesakes are told apart, ``named`` once who is who, ``open`` once it is dated by
    siblings and corrected, ``reading`` once its terms are dated by others; ``document`` is corrected too.
    """

    document: Document
    single: Reading
    named: Reading
    open: Reading
    reading: Reading
    held: tuple[Held, ...]
    told: tuple[Told, ...]
    seen: tuple[Seen, ...]
    set_: tuple[Set, ...]
    signs: tuple[Sign, ...]
    done: tuple[Done, ...]

    @classmethod
    def of(
        cls,
        document: Document,
        stages: tuple[Reading, Reading, Reading, Reading],
        codebook: Codebook,
        reference: Reference,
    ) -> Work:
        """A page with what follows from it alone; ``stages`` are its readings from ``single`` on."""
        reading = stages[-1]
        held = shown(document, reading, codebook, reference)
        return cls(
            document,
            *stages,
            held,
            told(document, reading, held, reference),
            seen(document, reading, reference),
            terms(document, reading, reference),
            signs(document, reading, reference),
            deeds(document, reading, reference),
        )


@dataclass(frozen=True, slots=True)
class Compiled:
    """A record with all from which it was made, so that it can grow by a page."""

    record: Record
    pages: tuple[Work, ...]
    merged: Merged
    ties: Ties
    links: Mapping[str, Link]
    taken: tuple[Shown, ...]
    """The positions that show only by what a statement answers."""


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
    return compiled(documents, readings, codebook, reference, alike, corrections).record


def compiled(
    documents: Sequence[Document],
    readings: Sequence[Reading],
    codebook: Codebook,
    reference: Reference,
    alike: Sequence[Alike] = (),
    corrections: Sequence[Correction] = (),
) -> Compiled:
    """The same, with all that it was made from."""
    if [d.id for d in documents] != [r.document for r in readings]:
        raise ValueError("each document needs its own reading, in the same order")
    log = Log(corrections)
    single = namesakes(readings, reference)
    names = Names(log, single, same_names(documents, single, reference, decided(log).keys()))
    named = [renamed(reading, names.merged) for reading in single]
    dated: Sequence[Reading] = narrowed(documents, named, reference)
    if log.active:
        documents, dated = amended(documents, dated, log, names.of, reference)
    found = stories(documents, dated, alike)
    final = settled(documents, dated, found)
    stages = zip(single, named, dated, final, strict=True)
    work = tuple(Work.of(d, s, codebook, reference) for d, s in zip(documents, stages, strict=True))
    pages = [one.told for one in work]
    bodies = [folded(page) for page in pages]
    ties = tied(bodies)
    repeated = grouped({one.id: one for page in bodies for one in page}, ties)
    against = rivals(final, reference)
    by_id = {one.id: one for page in pages for one in page}
    links = linked(by_id, pages, against, codebook, log.answered())
    given = answered(links, by_id, repeated)
    own = [Shown.of(h) for one in work for h in one.held]
    by_yes = tuple(by_answer(own, given, by_id, codebook))
    taken = positions([*own, *by_yes], against, codebook)
    taken = stanced(taken, final, log, names.of, codebook, reference)
    happened = happenings([one.seen for one in work])
    owed = dues(
        [s for one in work for s in one.set_],
        [s for one in work for s in one.signs],
        [d for one in work for d in one.done],
    )
    record = Record(
        documents=tuple(documents),
        readings=tuple(final),
        actors=cast_of(final, names.merged),
        positions=taken,
        timeline=timeline(documents, final, happened, owed),
        checks=checks(final, reference),
        stories=found,
        corrections=log.entries(names.of),
        utterances=repeated,
        answers=given,
        turns=turns(taken, {s.id: s.time.value for r in final for s in r.statements}),
        happenings=happened,
        contrasts=contrasts(list(zip(documents, final, strict=True)), repeated, given, happened),
        dues=owed,
    )
    return Compiled(record, work, names.merged, ties, links, by_yes)
