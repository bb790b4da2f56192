"""The day on which something happened, by where it stands beside the verb or noun that tells it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from onrecord.model import (
    Evidence,
    Granularity,
    Interval,
    Judgement,
    Span,
)
from onrecord.model import Kind as Telling
from onrecord.reading.events.kind import Kind, by_noun
from onrecord.reading.events.ownclause import in_own_clause
from onrecord.reading.events.sight import Sight
from onrecord.reading.events.told import OF_A_DAY, Told
from onrecord.reading.events.voice import HEARD, retold, tellings, tells
from onrecord.reading.grammar.clause import RELATIVE, Clause, is_verb
from onrecord.reading.lexicon import words
from onrecord.reading.timex import Time

_PERFECT = re.compile(r"\b(?:had|has|have)\s+(?:\w+ly\s+|been\s+|also\s+|already\s+)*$", re.IGNORECASE)
_PROGRESSIVE = re.compile(r"(?:\b(?:is|are|was|were)|['’](?:s|re))\s+(?:\w+ly\s+|also\s+|now\s+)*$", re.IGNORECASE)
_DAYS = 31
"""A time of more days does not date what a verb or noun alone tells."""
LENGTHS = frozenset({"term", "span", "duration", "age", "set", "clock", "life", "epoch"})
# The end of a stretch, or a day to come, is not when something was done.
_BOUND = re.compile(
    r"\b(?:until|till|by|since|through|before|for|to|beyond|after|from|between|ahead of|due|deadline of|scheduled for|"
    r"planned for|set for)\s+(?:the\s+|early\s+|late\s+)?$",
    re.IGNORECASE,
)
# "The collapse of 3 May" is dated, not what is done about it.
_OF_NOUN = re.compile(
    r"(?<!hours)(?<!morning)(?<!evening)(?<!night)(?<!end)(?<!afternoon)\s+of\s+(?:the\s+)?$", re.IGNORECASE
)
# What people do with a happening that is named: they say it began, or held it.
_LIGHT = frozenset(
    "began begun opened started ended took held conducted carried launched staged hosted resumed concluded convened "
    "continued erupted broke occurred happened followed came went entered met agreed declared announced performed "
    "completed finished attended chaired addressed made paid ordered".split()
)
# A day behind a noun that one of these speaks of is when they spoke: "condemned the raid on Friday".
_SPEAKING = frozenset(
    "condemned denounced criticised criticized blamed demanded urged rejected denied discussed called said deplored "
    "praised welcomed hailed dismissed warned proposed planned recalled mentioned described claimed alleged accused "
    "regretted mourned protested branded questioned defended justified ruled".split()
)
_AT = frozenset({"after", "at", "during", "following", "in", "on"})
# What these are said of has not taken place yet, or will not.
AHEAD = frozenset("due planned scheduled slated expected postponed cancelled canceled delayed".split())
_TAKING_UP = frozenset({"which", "participle", "that"})
_GOES_ON = frozenset({"and", "but", "resumed", "when", "as", "participle"})
_CHAIN = 4
"""The day of a clause holds for so many that go on with it: "on Monday he came, saw and signed"."""
_TO_COME = re.compile(r"\bto\s+(?!the\b|an?\b|its?\b|his\b|her\b|their\b)[a-z]+|\b(?:will|would|shall)\b")
_SINCE = re.compile(r"\bsince\s+(?:the\s+|early\s+|late\s+)?$", re.IGNORECASE)
_SAME_DAY = re.compile(
    r"\b(?:(?:earlier|later)\s+(?:in|on|that)\s+(?:the\s+|that\s+)?(?:same\s+)?day|(?:the|that)\s+same\s+day|that\s+day)$",
    re.IGNORECASE,
)
# Participles that show by no ending.
_DONE = frozenset("taken given drawn begun written chosen done sown thrown shown driven flown".split())
_ATTACHED = 14
"""The day of a noun ends within so many items behind it."""
_BEFORE = 3
# The day told last before "earlier in the day" is among the last so many times.
_TOLD = 30
"""A day that stands before its noun has at most so many words between: "Monday's second missile test"."""


def time_of(sight: Sight, place: int, trigger: Span, day: Judgement[Interval] | None) -> Judgement[Interval] | None:
    """When the deed of a verb was done: by its clause, or the clause that it goes on with."""
    clause = sight.cut[place]
    found = _nearest(sight, sight.at(clause), trigger)
    if found is not None:
        return found
    on = clause
    for _ in range(_CHAIN):
        if on.opener not in _GOES_ON or on.on is None:
            break
        on = sight.cut[on.on]
        if (found := _nearest(sight, sight.at(on), trigger)) is not None:
            return found
    if clause.opener in RELATIVE and (found := _head_day(sight, clause)) is not None:
        return found
    if (told := announced(sight, trigger)) is not None:
        return told
    clock = any(t.words.kind == "clock" and t.span in sight.at(clause) for t in sight.times)
    return day if clock else None


def _head_day(sight: Sight, clause: Clause) -> Judgement[Interval] | None:
    """The day of what a relative clause goes with: "an evening on 14 June at which they talked of bees"."""
    before = sight.items[clause.first - 1] if clause.first else None
    if before is None or clause.on is None or before.lower not in _AT:
        return None
    on = sight.cut[clause.on]
    words_before = Span(sight.items[on.first].start, before.start)
    inside = [t for t in sight.times if t.span in words_before and t.words.kind not in LENGTHS]
    for time in inside[-1:]:
        if not any(is_verb(i) for i in sight.items if time.span.end <= i.start < before.start):
            return _dated(sight.told, time)
    return None


def announced(sight: Sight, trigger: Span) -> Judgement[Interval] | None:
    """The day on which somebody tells of their deed without its day, or the one before: "said on Monday it had".

    What they say that they are doing is done on that day: "said on Monday it was expelling two envoys".
    """
    inner = min(tellings(sight.told, trigger), key=lambda s: len(s.extent), default=None)
    lead = sight.told.lead(trigger.start, 24)
    done = _PERFECT.search(lead)
    if inner is None or inner.kind is Telling.DIRECT or not (done or _PROGRESSIVE.search(lead)):
        return None
    day = inner.time.value.earliest
    if day is None or day != inner.time.value.latest or not inner.time.evidence[0].rule.startswith("time:"):
        return None
    says = f"no day is given: told on {day}, when it {'had been' if done else 'was being'} done"
    time = Interval(day - timedelta(1) if done else day, day, Granularity.DAY)
    return Judgement(time, 0.5, (*inner.time.evidence[:1], Evidence("announced", says, trigger)))


def _nearest(sight: Sight, where: Span, trigger: Span) -> Judgement[Interval] | None:
    """The time nearest to a word in a stretch that can say when something was done."""
    told = retold(sight.told, trigger)
    inside = [t for t in sight.times if t.span in where and all(t.span in words for words in told)]
    for time in sorted(inside, key=lambda t: abs(t.span.start - trigger.start)):
        lead = sight.told.lead(time.span.start, 24)
        # "Has been shut since Monday": it was shut then.
        since = (
            time.words.kind != "month" and _SINCE.search(lead) and _PERFECT.search(sight.told.lead(trigger.start, 24))
        )
        if time.words.kind in LENGTHS or (_BOUND.search(lead) and not since) or _OF_NOUN.search(lead):
            continue
        if _another_s(sight, trigger, time.span) or in_own_clause(sight.told.text, trigger, time.span):
            continue
        # "Agreed to leave on Friday", "talks due on Friday were put off": the day is that of what was to come.
        behind = trigger.end < time.span.start
        between = sight.told.text[trigger.end if behind else where.start : time.span.start]
        if not behind and AHEAD.intersection(between.lower().split()):
            continue
        return _dated(sight.told, time, done=not behind or _TO_COME.search(between) is None)
    return None


def _another_s(sight: Sight, trigger: Span, time: Span) -> bool:
    """Whether a day goes with another verb: "ratified a decision taken by envoys last week", "met last week to discuss
    the pact signed in Ruhn".
    """
    between = [i for i in sight.items if min(trigger.end, time.end) <= i.start < max(trigger.start, time.start)]
    if trigger.end <= time.start:
        return any((is_verb(one) or one.lower in _DONE) and two.lower == "by" for one, two in pairwise(between))
    at = next((n for n, i in enumerate(sight.items) if i.start == trigger.start), 0)
    noun = (
        at > 0
        and sight.items[at - 1].is_word
        and not is_verb(sight.items[at - 1])
        and not sight.items[at - 1].is_adverb
    )
    lone = noun and sight.items[at - 1].lower not in words("auxiliaries") | words("pronouns") | words("coordinators")
    to = any(one.lower == "to" and not two.is_capital and two.is_word for one, two in pairwise(between))
    return lone and to and any(i.lower in words("prepositions") for i in sight.items[at + 1 : at + 2])


def _dated(told: Told, time: Time, *, done: bool = True) -> Judgement[Interval] | None:
    """A time as the day, week or month on which something was done, or None: none that lies ahead of the page."""
    found = told.done(time.words) if done else told.when(time.words)
    found = _that_day(told, time) or found
    if found is not None and told.long_past(time.words, found[0]):
        return None
    if found is None or found[0].granularity is Granularity.OPEN:
        return None
    first, last = found[0].earliest, found[0].latest
    latest = told.published.value.latest
    if first is None or last is None or (last - first).days > _DAYS or (latest is not None and last > latest):
        return None
    return Judgement(found[0], 0.75, (found[1],))


def _that_day(told: Told, time: Time) -> tuple[Interval, Evidence] | None:
    """The day told last before "earlier in the day", which is that of the page only where no other was told."""
    surface = told.text[time.span.start : time.span.end]
    if not _SAME_DAY.search(f"{told.lead(time.span.start, 16)}{surface}"):
        return None
    at = bisect_right(told.times, time.span.start, key=lambda t: t.span.end)
    for one in [t for t in told.times[max(0, at - _TOLD) : at] if t.words.kind in OF_A_DAY][-1:]:
        since = told.text[one.span.end : time.span.start]
        found = told.done(one.words) if since.count(". ") + since.count("\n\n") <= 1 else None
        if (
            found is not None
            and found[0].earliest == found[0].latest
            and not _SAME_DAY.search(told.text[one.span.start - 16 if one.span.start > 16 else 0 : one.span.end])
        ):
            return found[0], Evidence("time: same day", f'"{surface}", on the day told before, {found[0]}', time.span)
    return None


def occasion(
    sight: Sight, place: int, trigger: Span, day: Judgement[Interval] | None
) -> tuple[Judgement[Interval], int] | None:
    """The day of talks behind "after" or "at": that of the sentence, or else that of the story."""
    clause = sight.cut[place]
    found = _nearest(sight, sight.at(clause), trigger) or _nearest(sight, sight.span, trigger) or day
    return (found, clause.last) if found else None


def story_day(told: Told, times: Sequence[Time]) -> Judgement[Interval] | None:
    """The day that a sentence tells of, where that is the page's own or the one before it."""
    latest = told.published.value.latest
    for time in times:
        if time.words.kind in LENGTHS or _BOUND.search(told.lead(time.span.start, 18)):
            continue
        dated = _dated(told, time)
        if dated and latest and dated.value.earliest == dated.value.latest and told.published.value.known:
            first = dated.value.earliest
            if first and 0 <= (latest - first).days <= 1:
                says = f"told without a day, in a story of {dated.value}"
                return Judgement(dated.value, 0.6, (*dated.evidence, Evidence("story's day", says)))
    return None


def of_one_day(told: Told, times: Sequence[Time]) -> Judgement[Interval] | None:
    """The one day on which a sentence tells that something was, whatever it was; none that somebody speaks of."""
    found = []
    for time in times:
        quoted = told.spoken.holding(time.span)
        if time.words.kind in LENGTHS or quoted or _BOUND.search(told.lead(time.span.start, 18)):
            continue
        dated = _dated(told, time)
        if dated is not None and dated.value.earliest == dated.value.latest:
            found.append(dated)
    return found[0] if len({one.value for one in found}) == 1 else None


def day_of(sight: Sight, clause: Clause, index: int, end: int, kind: Kind) -> tuple[Judgement[Interval], int] | None:
    """The day that goes with a noun, and the item where what belongs to the noun ends."""
    items = sight.items
    starts = {t.span.start: t for t in sight.times if t.words.kind not in LENGTHS}
    if kind.begun:
        return _light(sight, clause, index, end) or _begun(sight, clause, index, end)
    for time in sight.times:
        between = [i for i in items if time.span.end <= i.start < items[index].start]
        owned = len(between) <= _BEFORE and all(
            (i.is_word or i.lower in ("'s", "’s"))
            and not is_verb(i)
            and i.lower not in words("determiners")
            and i.lower not in words("prepositions")
            for i in between
        )
        if owned and time.span.end <= items[index].start and (dated := _dated(sight.told, time)) and not kind.of:
            return dated, _phrase_end(sight, clause, end)
    spoken = _SPEAKING.intersection(sight.lower(clause.first, index - 1))
    led = items[index - 1].lower in _AT or (index > 1 and items[index - 2].lower in _AT) if index else False
    for place in range(end + 1, min(len(items), end + _ATTACHED)):
        item = items[place]
        at = starts.get(item.start)
        if at is not None:
            link = items[place - 1].lower
            if kind.of and link not in ("of", "dated"):
                return None
            if link != "of" and spoken and not led:
                return None
            if link != "of" and _BOUND.search(sight.told.lead(at.span.start, 18)):
                continue
            if (kind.of or link == "of") and place - end > 2:
                return None
            dated = _dated(sight.told, at)
            return (dated, place) if dated else None
        if item.lower in AHEAD:
            return None
        held = item.lower in ("held", "launched", "carried", "conducted", "staged")
        if item.is_quote or item.lower in (",", ";", ":", "that", "who", "which", "—") or (is_verb(item) and not held):
            break
        if by_noun().get(item.lower) and place > end + 1:
            break
    return None if kind.of else _light(sight, clause, index, end)


def _phrase_end(sight: Sight, clause: Clause, end: int) -> int:
    """The last item of what belongs to a noun: "Monday's talks between Arlen and Veyra"."""
    for place in range(end + 1, clause.last + 1):
        if is_verb(sight.items[place]) or not sight.items[place].is_word:
            return place - 1
    return clause.last


def _begun(sight: Sight, clause: Clause, index: int, end: int) -> tuple[Judgement[Interval], int] | None:
    """The day of fighting that is told to have been, or that has gone on since: "there was heavy firing on Monday"."""
    lead = sight.lower(max(clause.first, index - 4), index - 1)
    if "there" in lead and {"was", "were"}.intersection(lead) and "no" not in lead:
        dated = _nearest(sight, sight.at(clause), Span(sight.items[index].start, sight.items[end].end))
        dated = dated or _nearest(sight, sight.span, Span(sight.items[index].start, sight.items[end].end))
        return (dated, end) if dated else None
    for time in sight.times:
        between = [i for i in sight.items if sight.items[end].end <= i.start < time.span.start]
        near = len(between) <= _ATTACHED and time.words.kind in OF_A_DAY and not any(is_verb(i) for i in between)
        if near and between and between[-1].lower == "since":
            dated = _dated(sight.told, time)
            return (dated, end) if dated else None
    return None


def _light(sight: Sight, clause: Clause, index: int, end: int) -> tuple[Judgement[Interval], int] | None:
    """The day of a noun that a verb says began, ended or was held."""
    said = sight.lower(clause.first, clause.last)
    if AHEAD.intersection(said):
        return None
    for place in range(max(clause.first, index - 8), min(clause.last, end + 8) + 1):
        if sight.items[place].lower not in _LIGHT or not tells(sight, clause, place, "past"):
            continue
        inside = Span(sight.items[min(place, index)].start, sight.items[max(place, end)].end)
        if any(i.lower in (",", ";") for i in sight.items[min(place, index) : max(place, end)]):
            continue
        if HEARD.search(sight.told.text[sight.items[clause.first].start : inside.start]):
            continue
        dated = _nearest(sight, sight.at(clause), inside)
        if dated is not None:
            return dated, max(place, end)
    # "The exercise, which began on Monday"; "the talks, held in Ruhn on Monday".
    behind = next((c for c in sight.cut if c.first > clause.last), None)
    if behind is None or behind.opener not in _TAKING_UP or clause.last - end > 4:
        return None
    words_behind = sight.lower(behind.first, behind.first + 4)
    if not _LIGHT.intersection(words_behind) or AHEAD.intersection(words_behind):
        return None
    dated = _nearest(sight, sight.at(behind), sight.at(behind))
    return (dated, end) if dated else None
