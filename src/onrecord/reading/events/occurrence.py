"""What happened, told by any word for it, a verb in any voice or a noun, with its day: whoever did it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

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
from onrecord.reading.events.daying import AHEAD, LENGTHS, announced, day_of, occasion, story_day, time_of
from onrecord.reading.events.deedframe import plural
from onrecord.reading.events.kind import Kind, by_noun, by_verb, spelled, triggers, verb_end
from onrecord.reading.events.partaker import (
    head,
    lately,
    owners,
    placed,
    prepositional,
    several,
    sides,
    subject_before,
    unique,
    words_of,
)
from onrecord.reading.events.sight import Sight
from onrecord.reading.events.told import Told
from onrecord.reading.events.undated import carried, news
from onrecord.reading.events.unnamed import unnamed
from onrecord.reading.events.voice import (
    CLAIMING,
    DECIDED,
    OPEN,
    announcing,
    by_words,
    own_voice,
    retold,
    tellings,
    tells,
)
from onrecord.reading.grammar.clause import RELATIVE, Clause, clauses, is_verb
from onrecord.reading.grammar.item import itemize
from onrecord.reading.identity import identity
from onrecord.reading.lexicon import cues, words
from onrecord.reading.timex.anchor import within

# These go on behind a noun that stands by itself.
_FREE = frozenset(
    "here there off aimed involving held late early last yesterday took due along "
    "across around beyond behind overnight".split()
)
# These are called by their day: it is of no year of the page's.
_NAMED_BY_DAY = re.compile(r"\b(?:Sept(?:ember|\.)?\s+11|9/11|7/7)\W+(?:\w+\s+)?attacks?$", re.IGNORECASE)
_BE = frozenset({"was", "were", "been", "being", "be"})
_WORD = re.compile(r"[\w-]+")
_CLAUSE = re.compile(r"(?:that|it|he|she|they|we|there)\b", re.IGNORECASE)
# What these open need not have happened.
_UNSURE = frozenset({"if", "unless", "whether", "once", "until", "till", "lest"})
# Before a noun, these make what it names a matter of the future or of doubt.
_DOUBTFUL = frozenset(
    "alleged so-called supposed planned proposed possible next upcoming future potential feared threatened would-be "
    "scheduled expected any no hypothetical".split()
)
# What somebody reports of these without naming who did it, their own side did: "the first launchers had left".
_OF_ONES_OWN = frozenset({Act.MOBILIZE, Act.RETREAT, Act.COOPERATE, Act.AID})
# Labels that end in one of these are followed by the other party.
_TAKES = words("prepositions") | {"hits", "attacks", "kills", "visits", "meets"}
# What is turned down, called off or sought did not take place.
_UNDONE = frozenset(
    "turned refused declined offered sought requested asked barred blocked cancelled canceled postponed delayed "
    "prevented averted avoided promised called ruled threatened planned proposed awaits awaited invited".split()
)
# "Agreed to put off the suspension": it has not come.
_PUT = frozenset("put puts putting call calls called calling hold holds held".split())
_AFTER = frozenset({"after", "at", "during", "following"})
_THEMSELVES = frozenset({"it", "he", "she", "they"})
_PERSONS = frozenset({"he", "she"})
_BACK = frozenset("the this that these those its their his her it they he she".split())
_PRONOUNS = _THEMSELVES | {"him", "her", "them", "its", "his", "their"}
# Of these the place tells who else takes part: "recalled its envoy from Tolm".
_AT_A_PLACE = frozenset({Act.SANCTION, Act.COERCE, Act.RETREAT})
_DESCRIBED = 3
"""What is spoken of again has its article within so many words: "the heavy clashes"."""
_LEAD = 6
"""So many words before a noun tell what is meant by it: "after a four-hour session"."""
_CLOSE = 25
"""A place that is visited is named within so many characters behind the verb."""


def occurrences(told: Told, quoted: list[Span]) -> Iterator[tuple[Span, Event]]:
    """Every dated happening that a verb or noun of kinds.yaml tells, with the word that tells it."""
    page = frozenset(w.lower() for w in _WORD.findall(told.text))
    day: Judgement[Interval] | None = None
    last: Judgement[Interval] | None = None
    paragraph = 0
    for sentence in told.sentences:
        if "\n" in told.text[paragraph : sentence.start]:
            last = None
        paragraph = sentence.start
        surface = told.text[sentence.start : sentence.end].lower()
        seen = set(_WORD.findall(surface))
        times = within(told.times, sentence)
        if times or seen & triggers():
            items = itemize(told.text, sentence, quoted)
            named = [m for m in told.within(sentence) if m.refers]
            sight = Sight(told, sentence, items, clauses(items), times, named)
            told_here = list(_in(sight, page, day, last)) if seen & triggers() else []
            for trigger, event in (*told_here, *unnamed(sight, [trigger for trigger, _ in told_here], day)):
                if event.time.value.earliest == event.time.value.latest:
                    last = event.time
                yield trigger, event
        day = story_day(told, times) or day


def _in(
    sight: Sight, page: frozenset[str], day: Judgement[Interval] | None, last: Judgement[Interval] | None
) -> Iterator[tuple[Span, Event]]:
    """The happenings of one sentence; ``last`` is the day of those before it in its paragraph."""
    for place, clause in enumerate(sight.cut):
        done: set[Act] = set()
        for index in range(clause.first, clause.last + 1):
            for written, form, kind in by_verb().get(sight.items[index].lower, ()):
                end = verb_end(sight.items, index, written)
                if end is None or not tells(sight, clause, index, form):
                    continue
                found = _by_verb(sight, place, index, end, form, kind, day, last)
                if found is not None:
                    done.add(kind.act)
                    yield found
                    break
        for index in range(clause.first, clause.last + 1):
            for written, _, kind in by_noun().get(sight.items[index].lower, ()):
                # What a verb of the clause is done to is told with it, not apart: "notified them of its withdrawal".
                object_ = bool(done) and not _AFTER.intersection(sight.lower(max(clause.first, index - 4), index - 1))
                if object_ or kind.act in done or not spelled(sight.items, index, written):
                    continue
                found = _by_noun(sight, place, index, index + len(written) - 1, kind, page, day)
                if found is not None:
                    done.add(kind.act)
                    yield found
                    break


def _by_verb(
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
    if by_words(sight, end + 1, clause.last) or _introduces(sight, trigger):
        return None
    if sight.items[index].lower in _PUT and sight.lower(end + 1, end + 1) == ["off"]:
        return None
    goes_on = announcing(sight, index)
    if goes_on and kind.act not in DECIDED:
        return None
    said = tellings(sight.told, trigger)
    before = [*head(sight, place), *sight.mentions(_past_opening(sight, clause, index), index - 1)]
    words_told = retold(sight.told, trigger)
    behind = [
        m
        for m in sight.mentions(end + 1, clause.last)
        if (not said or any(m.span in content for content in said[-1].content))
        and all(m.span in content for content in words_told)
    ]
    lead = [*words_of(sight, place), *sight.lower(clause.first, index - 1)]
    passive = bool(_BE.intersection(sight.lower(max(clause.first, index - 3), index - 1)))
    agent = _agent_of(sight, clause, end) if passive or (form == "past" and not said) else None
    passive = passive or agent is not None
    befell = lead if passive or clause.opener == "participle" else []
    befell = befell if passive else [*befell, *sight.lower(end + 1, clause.last)]
    if kind.object and not kind.matter.intersection(befell):
        return None
    topic = [*lead, *_agent(sight, end, clause)] if passive else lead
    if not _fits(kind, [*lead, *sight.lower(end + 1, clause.last)], topic, [*before, *behind], before):
        return None
    if OPEN.intersection(sight.lower(clause.first, index - 1)) or clause.opener in _UNSURE:
        return None
    if OPEN.intersection(sight.lower(end + 1, end + 1)):
        return None
    if kind.place and not any(
        m.kind in (MentionKind.STATE, MentionKind.PLACE) and m.span.start - trigger.end < _CLOSE for m in behind
    ):
        return None
    if kind.body and not any(
        m.kind in (MentionKind.ORGANISATION, MentionKind.AGREEMENT)
        and m.span.start - trigger.end < _CLOSE
        and _listed(sight, m)
        for m in behind
    ):
        return None
    doing = [m for m in before if form not in ("s", "base") or _subject_of(sight, m, index)]
    doers = unique(m for m in doing if m.kind in ACTORS and not prepositional(sight, m))
    if not doers and said and said[-1].speaker and _THEMSELVES.intersection(sight.lower(clause.first, index - 1)):
        # "Arlen announced that it had expelled": one's own deed.
        doers = _speaking(sight, said[-1])
    elif not doers and not said and _THEMSELVES.intersection(sight.lower(clause.first, index - 1)):
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
    if kind.place and not doers:
        return None
    if not who and kind.act in _OF_ONES_OWN:
        who = sides(sight.told, [s.speaker.value for s in said[-1:] if s.speaker])
    if not who and not said:
        free = (m for m in sight.named if m.kind in BODIES and not (kind.act is Act.SAY and prepositional(sight, m)))
        who = sides(sight.told, unique(free)[:1])
    if not who and said:
        # Who tells what befell nobody that is named speaks of their own side: "the office confirmed that a shell fell".
        speakers = sides(sight.told, [s.speaker.value for s in said[-1:] if s.speaker])
        who = [name for name in speakers if name in sight.told.reference.actors]
    if not who and not said and sight.items[clause.first].lower in _BACK:
        # "The application was lodged on Wednesday": that of who was named last.
        who = unique(lately(sight))
    clause_words = sight.lower(clause.first, clause.last)
    if len(who) < 2 and not said and _PRONOUNS.intersection(clause_words):
        who = list(dict.fromkeys([*who, *unique(lately(sight))]))
    if len(who) == 1 and (kind.place or kind.act in _AT_A_PLACE):
        who = list(dict.fromkeys([*who, *owners(sight, (m for m in behind if m.kind is MentionKind.PLACE))]))
    apart = sides(sight.told, who) if kind.place else who
    if not who or (kind.two and len(apart) < 2 and not several(sight.told, who)):
        return None
    if not own_voice(sight, clause, index, who, doers):
        return None
    time = (
        announced(sight, trigger)
        if goes_on
        else time_of(sight, place, trigger, day)
        or (None if said else carried(sight, trigger, last))
        or news(sight, trigger)
    )
    if time is None:
        return None
    active = kind.says and doers and (agent or not passive) and clause.opener != "participle"
    label = _label(kind, doers[:2], others[:1]) if active else _named(kind, who)
    return _event(sight, trigger, kind, label, who, time, [*before, *behind])


def _by_noun(
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
    if (OPEN | _UNDONE).intersection(lead) or ("off" in lead and _PUT.intersection(lead)):
        return None
    trigger = Span(sight.items[index].start, sight.items[end].end)
    if any(s.act.value in CLAIMING for s in tellings(sight.told, trigger)):
        return None
    if kind.body and not any(
        m.kind in (MentionKind.ORGANISATION, MentionKind.AGREEMENT)
        and 0 < m.span.start - trigger.end < _CLOSE
        and _listed(sight, m)
        for m in sight.mentions(end + 1, clause.last)
    ):
        return None
    if _modifies(sight, end) or _NAMED_BY_DAY.search(sight.told.text[: trigger.end][-40:]):
        return None
    found = day_of(sight, clause, index, end, kind)
    sure = 0.7
    attached = any(0 <= t.span.start - trigger.end < _CLOSE for t in sight.times if t.words.kind not in LENGTHS)
    if found is None and kind.alone and not attached and _AFTER.intersection(beside):
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
    again = _BACK.intersection(sight.lower(max(clause.first, index - _DESCRIBED), index - 1))
    opens = kind.act is Act.ASSAULT and index - _DESCRIBED <= clause.first == 0 and sight.items[end].lower.endswith("s")
    if not who and (again or opens):
        # "The heavy clashes", "Deadly gunfights": those of who was named last.
        who, sure = unique(lately(sight)), 0.5
    who = sides(sight.told, who)
    if not who or (kind.two and len(who) < 2 and not several(sight.told, who)):
        return None
    dated = Judgement(time.value, min(sure, time.confidence), time.evidence)
    return _event(sight, trigger, kind, _named(kind, who), who, dated, near)


def _listed(sight: Sight, mention: Mention) -> bool:
    """Whether a body or an agreement is one of the reference: of others it is not sure that they are one."""
    tables = sight.told.reference
    return mention.refers is not None and (
        mention.refers.value in tables.actors or mention.refers.value in tables.agreements
    )


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
    said = (s for s in sight.told.said if any(trigger.touches(cue) for cue in s.cue))
    return any(_CLAUSE.match(sight.told.text, c.start) for s in said for c in s.content if c.line is None)


def _agent(sight: Sight, end: int, clause: Clause) -> list[str]:
    """The words behind the "by" of a passive: "was hit by two shells"."""
    said = sight.lower(end + 1, clause.last)
    at = said.index("by") if "by" in said[:_LEAD] else len(said)
    return said[at + 1 : at + 1 + _LEAD]


def _agent_of(sight: Sight, clause: Clause, end: int) -> Mention | None:
    """Who did what a passive tells: named right behind its "by", as in "seized by the Arlenian navy"."""
    said = sight.lower(end + 1, clause.last)
    at = said.index("by") if "by" in said[:_LEAD] else None
    if at is None or (at and any(is_verb(i) for i in sight.items[end + 1 : end + 1 + at])):
        return None
    first = end + 2 + at
    named = [m for m in sight.mentions(first, min(clause.last, first + _LEAD)) if m.kind in ACTORS]
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


def _label(kind: Kind, doers: Sequence[str], others: Sequence[str]) -> str:
    """What happened in a few words, by who did it: "Castaly withdraws forces", "Arlen and Veyra clash"."""
    verb, *rest = kind.says.split()
    others = [name for name in others if name not in doers]
    if len(doers) > 1:
        verb = plural(verb)
    if not others and rest and rest[-1] in words("prepositions"):
        rest = rest[:-1]
    taken = others if kind.says.split()[-1] in _TAKES else ()
    return " ".join([" and ".join(doers), verb, *rest, *taken])


def _named(kind: Kind, who: Sequence[str]) -> str:
    """What happened by its name, with whom it concerned: "attack (Daravin)"."""
    return f"{kind.name} ({', '.join(who[:3])})"


def _event(
    sight: Sight,
    trigger: Span,
    kind: Kind,
    label: str,
    who: Sequence[str],
    time: Judgement[Interval],
    named: Sequence[Mention],
) -> tuple[Span, Event]:
    """The event with the words from who is named first to the word that tells it, or its time."""
    told = [m.span for m in named if m.refers and m.refers.value in who]
    dated = [e.span for e in time.evidence[:1] if e.span is not None and e.span in sight.span]
    spans = [trigger, *told, *dated]
    where = [m for m in named if m.kind is MentionKind.PLACE and m.refers and m.refers.value not in who]
    return trigger, Event(
        identity(sight.told.document, "event", trigger),
        Span(min(s.start for s in spans), max(s.end for s in spans)),
        kind.act,
        label,
        tuple(who),
        time,
        place=where[-1].refers.value if where and where[-1].refers else None,
    )
