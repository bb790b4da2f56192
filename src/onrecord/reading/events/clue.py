"""What happened, told by words that no kind of kinds.yaml has, where the network takes them to tell it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.model import Act, Clue, Event, Interval, Judgement, MentionKind, Span, Statement
from onrecord.model import Kind as Telling
from onrecord.reading.attributions.reader import Seen
from onrecord.reading.events.daying import announced, time_of
from onrecord.reading.events.kind import Kind
from onrecord.reading.events.label import event, name_label
from onrecord.reading.events.noun import named_by_noun
from onrecord.reading.events.partaker import nearest, prepositional, sides, unique, words_before
from onrecord.reading.events.sight import Sight
from onrecord.reading.events.undated import carried, news, of_story
from onrecord.reading.events.verb import UNSURE, completed, named_around, partakers, unreal
from onrecord.reading.events.voice import own_voice, tellings
from onrecord.reading.events.wording import in_words
from onrecord.reading.grammar.clause import Clause, is_verb

SURE = 0.4
"""How likely it must be that a word tells of something that happened."""
_NONE: frozenset[str] = frozenset()
_PAPERS = frozenset("treaty agreement accord pact convention protocol charter".split())
# What becomes of an agreement is an event all the same.
_ENDS = re.compile(r"collaps|expir|laps|fail|fell|broke|end|died|enter|took|came|held|survived")
# "Should have rejected it": what was not done.
_ADVICE = frozenset({"should", "must", "ought", "might", "could"})
_GROUP = 3
"""A modal stands so many words before its verb at most."""
_ACTS = frozenset(act.value for act in Act)


def clues(seen: Seen) -> tuple[Clue, ...]:
    """The words of a text that tell, as its reader sees them, that something happened."""
    if seen.parse is None:
        return ()
    words = seen.parse.words
    return tuple(
        Clue(
            Span(words.starts[one.word], words.ends[one.word]),
            Act(one.kind) if one.kind in _ACTS else Act.UNCLASSIFIED,
            one.chance,
        )
        for one in seen.happened
    )


def clued(
    sight: Sight, taken: Sequence[Span], day: Judgement[Interval] | None, last: Judgement[Interval] | None
) -> Iterator[tuple[Span, Event]]:
    """What the clues of a sentence tell that its other words, ``taken``, do not."""
    for clue in sight.told.hinted(sight.span):
        if clue.chance < SURE or any(clue.span.touches(span) for span in taken):
            continue
        place, index = _where(sight, clue.span)
        if index is None:
            continue
        word = sight.items[index]
        found = (
            _told(sight, place, index, clue, day, last)
            if is_verb(word) or not word.lower.isalpha()
            else named_by_noun(sight, place, index, index, _kind(clue.act, word.text), _NONE, day)
            or _told(sight, place, index, clue, None, None)
        )
        if found is not None:
            yield found


def _told(
    sight: Sight,
    place: int,
    index: int,
    clue: Clue,
    day: Judgement[Interval] | None,
    last: Judgement[Interval] | None,
) -> tuple[Span, Event] | None:
    """What the word at an item tells; it may open what somebody says."""
    clause, trigger = sight.cut[place], clue.span
    word = sight.items[index]
    if clause.opener in UNSURE or unreal(sight, clause) or _by_paper(sight, clause, index):
        return None
    if _ADVICE.intersection(sight.lower(max(clause.first, index - _GROUP), index - 1)):
        return None
    cued = next(iter(sight.told.cued.touching(trigger)), None)
    said = tellings(sight.told, trigger)
    kind = _kind(_act(clue, cued), word.text)
    around = named_around(sight, place, index, index, said)
    taking = partakers(sight, place, index, index, "past", kind, said, around)
    time = time_of(sight, place, trigger, day) or announced(sight, trigger)
    who = _parties(sight, cued) if cued else taking.who
    who = who or taking.who or (unique(nearest(sight)) if not said and time is not None else [])
    who = completed(sight, clause, who, around[1], said=bool(said), placed_=False, act=kind.act)
    if not who or not own_voice(sight, clause, index, who, taking.doers):
        return None
    time = time or (_of_saying(cued) if cued else None) or (None if said else carried(sight, trigger, last))
    time = time or news(sight, trigger)
    if time is None and (not said or all(s.kind is not Telling.DIRECT for s in said)):
        time = of_story(sight, trigger, day)
    if time is None:
        return None
    by = cued.speaker.value if cued is not None and cued.speaker is not None else None
    label = in_words(sight, place, index, who, time, by) or name_label(kind, who)
    return event(sight, trigger, kind, label, who, time, [*around[0], *around[1]], "clue")


def _by_paper(sight: Sight, clause: Clause, index: int) -> bool:
    """Whether a verb says what an agreement provides, which nobody does on any day: "The treaty was signed in 1987. It
    outlawed missiles".
    """
    subject = sight.items[index - 1] if index > clause.first else None
    if subject is None or _ENDS.match(sight.items[index].lower):
        return False
    named = sight.mentions(index - 1, index - 1) or sight.mentions(clause.first, index - 1)[-1:]
    if any(m.span.end >= subject.end for m in named):
        return all(m.kind is MentionKind.AGREEMENT and not prepositional(sight, m) for m in named)
    before = words_before(sight) if subject.lower == "it" else []
    return subject.lower in _PAPERS or (bool(before) and before[-1] in _PAPERS)


def _act(clue: Clue, cued: Statement | None) -> Act:
    """What a word does: what the statement does of which it is the cue, so that both lines of a record say the same."""
    done = cued.act.value if cued is not None else Act.UNCLASSIFIED
    return clue.act if done is Act.UNCLASSIFIED else done


def _parties(sight: Sight, statement: Statement) -> list[str]:
    """Who says something, and to or against whom, by their sides."""
    ends = (statement.speaker, statement.target)
    return sides(sight.told, [one.value for one in ends if one is not None])


def _of_saying(statement: Statement) -> Judgement[Interval] | None:
    """The day on which something was said, where it is told."""
    time = statement.time.value
    return statement.time if time.earliest is not None and time.earliest == time.latest else None


def _where(sight: Sight, span: Span) -> tuple[int, int | None]:
    """The clause and the item of a word."""
    for place, clause in enumerate(sight.cut):
        for index in range(clause.first, clause.last + 1):
            if sight.items[index].start <= span.start < sight.items[index].end:
                return place, index
    return 0, None


def _kind(act: Act, word: str) -> Kind:
    """A kind that asks for nothing."""
    none = _NONE
    return Kind(word, "", act, none, none, none, none, none, *(False,) * 8)
