"""What a clause tells with its day by a verb that no kind knows: "the last frigate sailed a week ago"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from onrecord.model import Act, Event, Interval, Judgement, MentionKind, Span
from onrecord.model.actor import ACTORS
from onrecord.reading.events.daying import AHEAD, time_of
from onrecord.reading.events.kind import families
from onrecord.reading.events.partaker import head, owners, prepositional, sides, unique, words_of
from onrecord.reading.events.sight import Sight
from onrecord.reading.events.voice import OPEN, by_words, own_voice, tellings, tells
from onrecord.reading.events.wording import in_words
from onrecord.reading.grammar.clause import is_verb
from onrecord.reading.identity import identity
from onrecord.reading.lexicon import cues, words

_BE = frozenset("was were been be is are".split())
# With these behind it, "was" tells that somebody came or went.
_PLACES = frozenset("back home gone ashore aboard free".split())
# Verbs that tell of a state, a mind, a figure or the course of things rather than of a deed.
_STATES = frozenset(
    "had has have was were been needed wanted wished seemed appeared remained stayed became looked felt knew thought "
    "believed expected hoped planned intended meant tried sought failed lasted cost amounted stood lay consisted "
    "depended belonged fell rose climbed dropped gained slipped slid traded gave got took let held kept made put "
    "found did done used based led known called named considered seen read heard learned learnt watched waited loved "
    "liked hated feared worried wondered doubted agreed refused declined rejected welcomed praised condemned mourned "
    "tended matched proved turned grew showed saw described sounded smiled laughed nodded shrugged wore sat slept ate "
    "drank died lived worked scheduled due set asked born aged won lost beat finished scored played happened occurred "
    "followed came went began continued ended started opened closed spent earned raised cut cited listed counted left "
    "told said broadcast shared according given supposed reported concerned involved limited united allied armed "
    "managed decided promised offered threatened warned spoke talked wrote quoted".split()
)
# But with a particle or a place some of these are deeds: "came ashore", "went up".
_MOVED = frozenset("came went fell rose left returned sat stood".split())
_ALONG = frozenset("in out up down back home away ashore aboard into through over off round".split())
_SUBJECT = 12
"""Who and what a clause speaks of stands within so many words before its verb."""
_MARKETS = re.compile(
    r"\b(?:shares?|stocks?|per\s?cent|prices?|index|bourse|crown|currency|goals?|match|film|season|weather|rain|snow|poll)\b",
    re.IGNORECASE,
)


@cache
def _matter() -> frozenset[str]:
    """What disputes turn on: forces, ships, agreements, envoys and the like."""
    named = "envoys watchers vessels aircraft forces weapons papers gatherings measures"
    return frozenset().union(*(families()[name] for name in named.split()))


def unnamed(sight: Sight, taken: Sequence[Span], day: Judgement[Interval] | None) -> Iterator[tuple[Span, Event]]:
    """The deeds of a sentence that stand with a day in clauses without another event, whose words ``taken`` are."""
    if _MARKETS.search(sight.told.text[sight.span.start : sight.span.end]):
        return
    for place, clause in enumerate(sight.cut):
        at = sight.at(clause)
        if any(at.touches(span) for span in taken) or not any(t.span in at for t in sight.times):
            continue
        index = next((i for i in range(clause.first, clause.last + 1) if _does(sight, i, clause.last)), None)
        if index is None or not tells(sight, clause, index, "past"):
            continue
        if (OPEN | AHEAD).intersection(sight.lower(clause.first, clause.last)):
            continue
        if by_words(sight, index + 1, clause.last):
            continue
        found = _event(sight, place, index, day)
        if found is not None:
            yield found


def _does(sight: Sight, index: int, last: int) -> bool:
    """Whether a word is a verb that tells of a deed."""
    item = sight.items[index]
    if not is_verb(item) or item.lower in words("auxiliaries") - _BE or (item.lower,) in cues():
        return False
    ahead = sight.lower(index + 1, min(last, index + 2))
    if item.lower in _BE:
        return item.lower != "be" and bool(_PLACES.intersection(ahead))
    if item.lower in _MOVED and _ALONG.intersection(ahead[:1]):
        return True
    return item.lower not in _STATES


def _event(sight: Sight, place: int, index: int, day: Judgement[Interval] | None) -> tuple[Span, Event] | None:
    clause = sight.cut[place]
    item = sight.items[index]
    trigger = Span(item.start, item.end)
    if tellings(sight.told, trigger):
        return None
    before = [*head(sight, place), *sight.mentions(clause.first, index - 1)]
    behind = sight.mentions(index + 1, clause.last)
    named = [*before, *behind]
    doers = unique(m for m in before if m.kind in ACTORS and not prepositional(sight, m))
    others = unique(m for m in behind if m.kind in ACTORS)
    who = list(dict.fromkeys([*sides(sight.told, [*doers[:2], *others[:2]]), *owners(sight, named)]))
    who = [name for name in who if name in sight.told.reference.actors]
    subject = {*words_of(sight, place), *sight.lower(max(clause.first, index - _SUBJECT), index - 1)}
    about = {*subject, *sight.lower(index + 1, clause.last)}
    told = bool(_matter() & about) or any(m.kind in (MentionKind.AGREEMENT, MentionKind.WEAPON) for m in named)
    if not who or not (told or len(who) > 1):
        return None
    if not own_voice(sight, clause, index, who):
        return None
    time = time_of(sight, place, trigger, day)
    if time is None or time.value.earliest is None or time.value.latest is None:
        return None
    if (time.value.latest - time.value.earliest).days > 1:
        return None
    spans = [trigger, *(m.span for m in named if m.refers and m.refers.value in who)]
    span = Span(min(s.start for s in spans), max(s.end for s in spans))
    dated = Judgement(time.value, min(time.confidence, 0.5), time.evidence)
    id_ = identity(sight.told.document, "event", trigger)
    return trigger, Event(
        id_,
        span,
        Act.UNCLASSIFIED,
        in_words(sight, place, index, who, dated),
        tuple(who),
        dated,
        rule="clause",
        chance=sight.told.chance(trigger),
    )
