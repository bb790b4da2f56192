"""What happened, named by a noun: "after a four-hour session", "the heavy clashes"."""

from __future__ import annotations

import re

from onrecord.model import (
    Act,
    Event,
    Interval,
    Judgement,
    Span,
)
from onrecord.model.actor import ACTORS
from onrecord.reading.events.daying import AHEAD, LENGTHS, day_of, occasion
from onrecord.reading.events.kind import Kind
from onrecord.reading.events.label import event, name_label
from onrecord.reading.events.partaker import (
    CLOSE,
    POINTING,
    head,
    joins,
    lately,
    owners,
    placed,
    several,
    sides,
    unique,
)
from onrecord.reading.events.sight import Sight
from onrecord.reading.events.voice import (
    CLAIMING,
    OPEN,
    PUTTING,
    tellings,
)
from onrecord.reading.grammar.clause import RELATIVE, is_verb
from onrecord.reading.lexicon import words

# These go on behind a noun that stands by itself.
_FREE = frozenset(
    "here there off aimed involving held late early last yesterday took due along "
    "across around beyond behind overnight".split()
)
# These are called by their day: it is of no year of the page's.
_NAMED_BY_DAY = re.compile(r"\b(?:Sept(?:ember|\.)?\s+11|9/11|7/7)\W+(?:\w+\s+)?attacks?$", re.IGNORECASE)
# Before a noun, these make what it names a matter of the future or of doubt.
_DOUBTFUL = frozenset(
    "alleged so-called supposed planned proposed possible next upcoming future potential feared threatened would-be "
    "scheduled expected any no hypothetical".split()
)
# What is turned down, called off or sought did not take place.
_UNDONE = frozenset(
    "turned refused declined offered sought requested asked barred blocked cancelled canceled postponed delayed "
    "prevented averted avoided promised called ruled threatened planned proposed awaits awaited invited".split()
)
AFTER = frozenset({"after", "at", "during", "following"})
_DESCRIBED = 3
"""What is spoken of again has its article within so many words: "the heavy clashes"."""
_LEAD = 6
"""So many words before a noun tell what is meant by it: "after a four-hour session"."""


def named_by_noun(
    sight: Sight,
    place: int,
    index: int,
    end: int,
    kind: Kind,
    page: frozenset[str],
    day: Judgement[Interval] | None,
) -> tuple[Span, Event] | None:
    """The happening that a noun names."""
    clause = sight.cut[place]
    beside = sight.lower(max(clause.first, index - _LEAD), index - 1)
    if beside and (beside[-1] == "to" or beside[-1] in words("modals") | words("pronouns")):
        return None
    if (kind.page and not kind.page & page) or kind.never.intersection(beside) or _DOUBTFUL.intersection(beside):
        return None
    lead = sight.lower(clause.first, index - 1)
    if (OPEN | _UNDONE).intersection(lead) or ("off" in lead and PUTTING.intersection(lead)):
        return None
    trigger = Span(sight.items[index].start, sight.items[end].end)
    if any(s.act.value in CLAIMING for s in tellings(sight.told, trigger)):
        return None
    if kind.body and not joins(sight, trigger, sight.mentions(end + 1, clause.last)):
        return None
    if _modifies(sight, end) or _NAMED_BY_DAY.search(sight.told.lead(trigger.end, 40)):
        return None
    found = day_of(sight, clause, index, end, kind)
    sure = 0.7
    attached = any(0 <= t.span.start - trigger.end < CLOSE for t in sight.times if t.words.kind not in LENGTHS)
    if found is None and kind.alone and not attached and AFTER.intersection(beside):
        found, sure = occasion(sight, place, trigger, day), 0.6
    if found is None:
        return None
    time, stop = found
    if AHEAD.intersection(sight.lower(clause.first, clause.last)):
        return None
    near = sight.mentions(max(clause.first, index - _LEAD), max(end, stop))
    if clause.opener == "whose":
        near = [*head(sight, place), *near]
    who = unique(m for m in near if m.kind in ACTORS and not placed(sight, m))
    if not who and not kind.alone:
        who = owners(sight, near)
    if not who and not kind.of:
        whole = [*head(sight, place), *sight.mentions(clause.first, clause.last), *sight.named]
        who = unique(m for m in whole if m.kind in ACTORS and not placed(sight, m))[:1] or owners(sight, whole)
    again = POINTING.intersection(sight.lower(max(clause.first, index - _DESCRIBED), index - 1))
    opens = kind.act is Act.ASSAULT and index - _DESCRIBED <= clause.first == 0 and sight.items[end].lower.endswith("s")
    if not who and (again or opens):
        # "The heavy clashes", "Deadly gunfights": those of who was named last.
        who, sure = unique(lately(sight)), 0.5
    who = sides(sight.told, who)
    if not who or (kind.two and len(who) < 2 and not several(sight.told, who)):
        return None
    dated = Judgement(time.value, min(sure, time.confidence), time.evidence)
    return event(sight, trigger, kind, name_label(kind, who), who, dated, near)


def _modifies(sight: Sight, end: int) -> bool:
    """Whether a noun only describes the one behind it: "shooting victims", "test results"."""
    if end + 1 >= len(sight.items):
        return False
    ahead = sight.items[end + 1]
    kinds = ("prepositions", "coordinators", "subordinators", "determiners", "auxiliaries", "pronouns", "times")
    plain = ahead.is_word and ahead.text[0].islower() and not ahead.is_adverb and not is_verb(ahead)
    dated = any(t.span.start <= ahead.start < t.span.end for t in sight.times)
    free = ahead.lower in RELATIVE | _FREE
    return plain and not dated and not free and not any(ahead.lower in words(kind) for kind in kinds)
