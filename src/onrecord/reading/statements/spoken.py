"""An attribution in its surroundings: its sentence, the one before, the statement it stands in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import Attribution, Span
from onrecord.reading.statements.learnt import Learnt

# A statement's parent and what it answers stand among its neighbours in the order of the text.
NEAR = 40


@dataclass(frozen=True, slots=True)
class Spoken:
    """One attribution with what stands around it: its sentence, the one before, its parent's place in the list.

    ``others`` are the words of its neighbours that it does not stand in; ``does`` are acts of the speaker's own side
    that its words tell of; ``learnt`` is what the network tells of it.
    """

    one: Attribution
    sentence: Span
    before: Span | None
    parent: int | None
    others: Sequence[Span] = ()
    does: Sequence[Attribution] = ()
    learnt: Learnt | None = None


def spoken(place: int, all_of: Sequence[Attribution], sentences: Sequence[Span]) -> Spoken:
    """An attribution with its sentence and its parent: the smallest other whose content holds it."""
    one = all_of[place]
    at = one.cue[0] if one.cue else (one.source or one.content[0])
    index = bisect_right(sentences, at.start, key=lambda s: s.start) - 1
    inside = index >= 0 and at.start < sentences[index].end
    # A quotation may have begun sentences before the one of its cue.
    opened = min(at.start, one.content[0].start)
    begun = min(index, bisect_right(sentences, opened, key=lambda s: s.start) - 1) if inside else index
    near = range(max(0, place - NEAR), min(len(all_of), place + NEAR))
    holding = [
        (sum(map(len, all_of[other].content)), other) for other in near if other != place and _holds(all_of[other], one)
    ]
    return Spoken(
        one,
        sentences[index] if inside else one.extent,
        sentences[begun - 1] if inside and begun > 0 else None,
        min(holding)[1] if holding else None,
        others=[c for other in near if other != place for c in all_of[other].content if first(one) not in c],
    )


def _holds(outer: Attribution, one: Attribution) -> bool:
    """Whether an attribution stands wholly in what another says."""
    return all(any(span in c for c in outer.content) for span in (*one.cue, *one.content))


def first(one: Attribution) -> Span:
    """The cue, or the content where there is none."""
    return one.cue[0] if one.cue else one.content[0]


def outside(item: Spoken) -> list[Span]:
    """The stretches of the sentence that are not what is said: cue, source and adverbials."""
    cuts = sorted(item.one.content, key=lambda s: s.start)
    if item.parent is not None:
        start = min(s.start for s in (*item.one.cue, item.one.source or first(item.one)))
        end = item.one.content[0].start
        return [Span(start, end)] if start < end else []
    found, position = [], item.sentence.start
    for cut in cuts:
        # What is said may go on in later paragraphs, beyond the sentence of its cue.
        end = min(cut.start, item.sentence.end)
        if end > position:
            found.append(Span(position, end))
        position = max(position, cut.end)
    if position < item.sentence.end:
        found.append(Span(position, item.sentence.end))
    at = first(item.one).start if item.one.cue else (item.one.source or item.one.content[0]).start
    return sorted(found, key=lambda s: min(abs(s.start - at), abs(s.end - at)))[:2]
