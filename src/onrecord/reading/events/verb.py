"""What happened, told by a verb in any voice: "Arlen expelled two envoys", "seized by the Arlenian navy"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import (
    Act,
    Event,
    Interval,
    Judgement,
    Mention,
    MentionKind,
    Span,
    Statement,
)
from onrecord.model.actor import ACTORS, BODIES
from onrecord.reading.events.daying import announced, time_of
from onrecord.reading.events.kind import Kind
from onrecord.reading.events.label import deed_label, event, name_label
from onrecord.reading.events.partaker import (
    CLOSE,
    POINTING,
    THEY,
    head,
    joins,
    lately,
    nearest,
    owners,
    placed,
    prepositional,
    several,
    sides,
    subject_before,
    unique,
    words_before,
    words_of,
)
from onrecord.reading.events.sight import Sight
from onrecord.reading.events.undated import carried, news
from onrecord.reading.events.voice import (
    CLAIMING,
    DECIDED,
    OPEN,
    PUTTING,
    announcing,
    by_words,
    own_voice,
    retold,
    tellings,
)
from onrecord.reading.grammar.clause import Clause, is_verb
from onrecord.reading.lexicon import cues, words

_BE = frozenset({"was", "were", "been", "being", "be"})
_CLAUSE = re.compile(r"(?:that|it|he|she|they|we|there)\b", re.IGNORECASE)
# What these open need not have happened.
UNSURE = frozenset({"if", "unless", "whether", "once", "until", "till", "lest"})
# What somebody reports of these without naming who did it, their own side did: "the first launchers had left".
_OF_ONES_OWN = frozenset({Act.MOBILIZE, Act.RETREAT, Act.COOPERATE, Act.AID})
_PERSONS = frozenset({"he", "she"})
_PRONOUNS = THEY | {"him", "her", "them", "its", "his", "their"}
# Of these the place tells who else takes part: "recalled its envoy from Tolm".
_AT_A_PLACE = frozenset({Act.SANCTION, Act.COERCE, Act.RETREAT})
_NOTICES = frozenset({"notice", "notification", "word"})
Around = tuple[list[Mention], list[Mention]]
_NEAR = 6
"""So many words at most stand before the "by" of a passive, and so many behind it tell who or what did it."""


@dataclass(frozen=True, slots=True)
class Partakers:
    """Who takes part in what a verb tells: ``doers`` did it, to or with ``others``; ``who`` are all that are known.

    ``agent`` says whether a "by" names who did it, ``passive`` whether the verb is one of what befell its subject.
    """

    doers: list[str]
    others: list[str]
    who: list[str]
    agent: bool
    passive: bool


def told_by_verb(
    sight: Sight,
    place: int,
    index: int,
    end: int,
    form: str,
    kind: Kind,
    day: Judgement[Interval] | None,
    last: Judgement[Interval] | None,
) -> tuple[Span, Event] | None:
    """The happening that a verb tells."""
    clause = sight.cut[place]
    trigger = Span(sight.items[index].start, sight.items[end].end)
    if kind.act not in CLAIMING | {Act.SAY} and sight.lower(end + 1, end + 1) == ["that"] and _says(sight, index):
        # "Denied that drones fly from there" says something: nobody was denied anything.
        return None
    if by_words(sight, end + 1, clause.last) or (not _prints(sight, kind, index, end) and _introduces(sight, trigger)):
        return None
    if sight.items[index].lower in PUTTING and sight.lower(end + 1, end + 1) == ["off"]:
        return None
    goes_on = announcing(sight, index)
    if goes_on and kind.act not in DECIDED:
        return None
    said = tellings(sight.told, trigger)
    around = named_around(sight, place, index, end, said)
    before, behind = around
    lead = [*words_of(sight, place), *sight.lower(clause.first, index - 1)]
    if not said and sight.items[clause.first].lower in THEY:
        lead += words_before(sight)
    taking = partakers(sight, place, index, end, form, kind, said, around)
    befell = lead if taking.passive or clause.opener == "participle" else []
    befell = befell if taking.passive else [*befell, *_told_behind(sight, place, end)]
    if kind.object and not kind.matter.intersection(befell):
        return None
    topic = [*lead, *_agent(sight, clause, end)] if taking.passive else lead
    if not _fits(kind, [*lead, *_told_behind(sight, place, end)], topic, [*before, *behind], before):
        return None
    if OPEN.intersection(sight.lower(clause.first, index - 1)) or clause.opener in UNSURE or unreal(sight, clause):
        return None
    if OPEN.intersection(sight.lower(end + 1, end + 1)):
        return None
    if kind.place and not any(
        m.kind in (MentionKind.STATE, MentionKind.PLACE) and m.span.start - trigger.end < CLOSE for m in behind
    ):
        return None
    if kind.body and not joins(sight, trigger, behind):
        return None
    if kind.place and not taking.doers:
        return None
    time = announced(sight, trigger) if goes_on else time_of(sight, place, trigger, day)
    who = taking.who or (unique(nearest(sight)) if not said and time is not None else [])
    who = completed(sight, clause, who, behind, said=bool(said), placed_=kind.place, act=kind.act)
    apart = sides(sight.told, who) if kind.place else who
    if not who or (kind.two and len(apart) < 2 and not several(sight.told, who)):
        return None
    if not own_voice(sight, clause, index, who, taking.doers):
        return None
    if not goes_on:
        time = time or (None if said else carried(sight, trigger, last)) or news(sight, trigger)
    if time is None:
        return None
    active = kind.says and taking.doers and (taking.agent or not taking.passive) and clause.opener != "participle"
    label = deed_label(kind, taking.doers[:2], taking.others[:1]) if active else name_label(kind, who)
    return event(sight, trigger, kind, label, who, time, [*before, *behind])


def unreal(sight: Sight, clause: Clause) -> bool:
    """Whether a clause tells what would have been: "Had Veyra apologised, ..."."""
    return sight.items[clause.first].text == "Had"


def named_around(sight: Sight, place: int, index: int, end: int, said: Sequence[Statement]) -> Around:
    """Who and what is named before a verb as its subject, and behind it in its clause and in the same words.

    ``said`` are the statements in whose words it stands.
    """
    clause = sight.cut[place]
    words_told = retold(sight.told, Span(sight.items[index].start, sight.items[end].end))
    before = [*head(sight, place), *sight.mentions(_past_opening(sight, clause, index), index - 1)]
    behind = [
        m
        for m in sight.mentions(end + 1, clause.last)
        if (not said or any(m.span in content for content in said[-1].content))
        and all(m.span in content for content in words_told)
    ]
    return before, behind


def partakers(
    sight: Sight,
    place: int,
    index: int,
    end: int,
    form: str,
    kind: Kind,
    said: Sequence[Statement],
    around: Around,
) -> Partakers:
    """Who takes part in what a verb tells, as far as its sentence and those that speak in it name them."""
    clause, (before, behind) = sight.cut[place], around
    passive = bool(_BE.intersection(sight.lower(max(clause.first, index - 3), index - 1)))
    agent = _agent_of(sight, clause, end) if passive or (form == "past" and not said) else None
    doing = [m for m in before if form not in ("s", "base") or _subject_of(sight, m, index)]
    doers = unique(m for m in doing if m.kind in ACTORS and not prepositional(sight, m))
    if not doers and said and said[-1].speaker and THEY.intersection(sight.lower(clause.first, index - 1)):
        # "Arlen announced that it had expelled": one's own deed.
        doers = _speaking(sight, said[-1])
    elif not doers and not said and THEY.intersection(sight.lower(clause.first, index - 1)):
        persons = bool(_PERSONS.intersection(sight.lower(clause.first, index - 1)))
        doers = unique(subject_before(sight, persons=persons))
    others = unique(m for m in behind if m.kind in ACTORS and not placed(sight, m))
    if agent is not None and agent.refers:
        # "Tanker of Arlen seized by Veyra": who is named behind "by" did it, to who is named before.
        others = [name for name in [*doers, *others] if name != agent.refers.value]
        doers = [agent.refers.value]
    who = list(dict.fromkeys([*doers[:3], *others[:2]])) or owners(
        sight, (m for m in (*before, *behind) if kind.act is not Act.SAY or not prepositional(sight, m))
    )
    if not who and kind.act in _OF_ONES_OWN:
        who = sides(sight.told, [s.speaker.value for s in said[-1:] if s.speaker])
    if not who and not said:
        free = (m for m in sight.named if m.kind in BODIES and not (kind.act is Act.SAY and prepositional(sight, m)))
        who = sides(sight.told, unique(free)[:1])
    if not who and said:
        # Who tells what befell nobody that is named speaks of their own side: "the office confirmed that a shell fell".
        speakers = sides(sight.told, [s.speaker.value for s in said[-1:] if s.speaker])
        who = [name for name in speakers if name in sight.told.reference.actors]
    if not who and not said and sight.items[clause.first].lower in POINTING:
        # "The application was lodged on Wednesday": that of who was named last.
        who = unique(lately(sight))
    return Partakers(doers, others, who, agent is not None, passive or agent is not None)


def completed(
    sight: Sight, clause: Clause, who: list[str], behind: Sequence[Mention], *, said: bool, placed_: bool, act: Act
) -> list[str]:
    """Who takes part, with whom a pronoun means or whose place it was done at."""
    if len(who) < 2 and not said and _PRONOUNS.intersection(sight.lower(clause.first, clause.last)):
        who = list(dict.fromkeys([*who, *unique(lately(sight))]))
    if len(who) == 1 and (placed_ or act in _AT_A_PLACE):
        who = list(dict.fromkeys([*who, *owners(sight, (m for m in behind if m.kind is MentionKind.PLACE))]))
    return who


def _speaking(sight: Sight, statement: Statement) -> list[str]:
    """Who speaks of their own deed: all of "Arlen, Veyra and Castaly announced they were"."""
    by = statement.speaker.value if statement.speaker else ""
    cue = min((c.start for c in statement.cue), default=sight.span.start)
    named = (m for m in sight.named if m.kind in ACTORS and m.span.end <= cue and not prepositional(sight, m))
    together = unique(named)
    return together[:3] if by in together else [by]


def _subject_of(sight: Sight, mention: Mention, index: int) -> bool:
    """Whether who is named in a headline is the subject of its verb: not in "Qalt to reply after allies extend"."""
    between = {i.lower for i in sight.items[:index] if i.start >= mention.span.end}
    return not between & (words("subordinators") | {"to"})


def _introduces(sight: Sight, trigger: Span) -> bool:
    """Whether a verb opens a clause of what is said: "announced they were putting off the deadline" sets none."""
    said = sight.told.cued.touching(trigger)
    return any(_CLAUSE.match(sight.told.text, c.start) for s in said for c in s.content if c.line is None)


def _prints(sight: Sight, kind: Kind, index: int, end: int) -> bool:
    """Whether a verb that opens what is said is a deed as well: "published a report saying that", the court "found"."""
    prints = kind.act is Act.SAY and bool(kind.matter.intersection(sight.lower(end + 1, end + _NEAR)))
    return prints or "court" in kind.topic or bool(_NOTICES.intersection(sight.lower(index, end)))


def _told_behind(sight: Sight, place: int, end: int) -> list[str]:
    """The words behind a verb: those of its clause, of a list or sum behind its colon, of the notice that it gives."""
    clause = sight.cut[place]
    said = sight.lower(end + 1, clause.last)
    ahead = sight.cut[place + 1] if place + 1 < len(sight.cut) else None
    if ahead is None:
        return said
    colon = ahead.first == clause.last + 2 and sight.items[clause.last + 1].lower == ":"
    noticed = ahead.opener == "that" and bool(_NOTICES.intersection(sight.lower(clause.first, clause.last)))
    return [*said, *sight.lower(ahead.first, ahead.last)] if colon or noticed else said


def _by(sight: Sight, clause: Clause, end: int) -> int | None:
    """Where the "by" of a passive stands, close behind its verb."""
    return next((i for i in range(end + 1, min(clause.last, end + _NEAR) + 1) if sight.items[i].lower == "by"), None)


def _agent(sight: Sight, clause: Clause, end: int) -> list[str]:
    """The words behind the "by" of a passive: "was hit by two shells"."""
    by = _by(sight, clause, end)
    return [] if by is None else sight.lower(by + 1, min(clause.last, by + _NEAR))


def _agent_of(sight: Sight, clause: Clause, end: int) -> Mention | None:
    """Who did what a passive tells: named right behind its "by", as in "seized by the Arlenian navy"."""
    by = _by(sight, clause, end)
    if by is None or any(is_verb(i) for i in sight.items[end + 1 : by]):
        return None
    first = by + 1
    named = [m for m in sight.mentions(first, min(clause.last, first + _NEAR)) if m.kind in ACTORS]
    near = named[:1] if named and not _parted(sight, first, named[0]) else []
    return near[0] if near else None


def _parted(sight: Sight, first: int, mention: Mention) -> bool:
    """Whether a mark, a preposition or a verb stands between the "by" of a passive and who is named behind it."""
    between = [i for i in sight.items[first:] if i.end <= mention.span.start]
    return any(not i.is_word or is_verb(i) or i.lower in words("prepositions") - {"of"} for i in between)


def _says(sight: Sight, index: int) -> bool:
    """Whether a word is by itself a verb of saying."""
    return (sight.items[index].lower,) in cues()


def _past_opening(sight: Sight, clause: Clause, index: int) -> int:
    """The first item of a clause behind the adverbial that leads up to it: "according to Arlen, Veyra tested"."""
    opening = sight.items[clause.first].lower
    if opening not in words("prepositions") and opening != "according":
        return clause.first
    return next((i + 1 for i in range(clause.first, index) if sight.items[i].lower == ","), clause.first)


def _fits(
    kind: Kind, said: Sequence[str], lead: Sequence[str], named: Sequence[Mention], before: Sequence[Mention]
) -> bool:
    """Whether a clause speaks of what the kind needs, and of nothing that rules it out."""
    if kind.never.intersection(said):
        return False
    armed = kind.armed and any(m.kind is MentionKind.WEAPON for m in (before if kind.topic else named))
    if kind.topic and not (kind.topic.intersection(lead) or armed):
        return False
    if kind.also and not kind.also.intersection(said):
        return False
    agreed = kind.agreed and any(m.kind is MentionKind.AGREEMENT for m in named)
    return not kind.matter or armed or agreed or bool(kind.matter.intersection(said))
