"""When something was done that is told without its day: as news of the page, or on with a story whose day was told."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import islice

from onrecord.model import Evidence, Granularity, Interval, Judgement, Span
from onrecord.reading.events.sight import Sight
from onrecord.reading.events.told import Told

_DAY = timedelta(1)
_WEEK = timedelta(6)
"""News told without a day is of the week before the page at most."""
_NEAR = timedelta(92)
"""A story goes on from a day that lies no further before its page; of older ones only single days are told."""
_LASTING = frozenset({"term", "duration", "age", "set"})
_LEAD = 2
"""So many sentences of the body tell the news."""
_PERFECT = re.compile(r"\b(?:has|have)\s+(?:\w+ly\s+|been\s+|also\s+|now\s+|just\s+|already\s+)*$", re.IGNORECASE)
# What has gone on for long, or happens again and again, is no news of this week.
_OLD = re.compile(
    r"\b(?:for|since|ever|never|long|often|always|repeatedly|twice|times|years?|months?|decades?|century|historically|"
    r"once|used|previously|formerly|earlier|previous|former|until)\b",
    re.IGNORECASE,
)
_PAST_PERFECT = re.compile(r"\bhad\b")
_HAD = re.compile(r"\b(?:had|has|have)\b", re.IGNORECASE)


def news(sight: Sight, trigger: Span) -> Judgement[Interval] | None:
    """The week before the page, for what its headline tells, or its first sentences as just done ("has expelled")."""
    told = sight.told
    day = told.published.value.latest
    if day is None or day != told.published.value.earliest:
        return None
    headline = in_title(told, sight.span)
    if not headline and not (_leads(told, sight.span) and _PERFECT.search(told.lead(trigger.start, 30))):
        return None
    if _timed(sight) or _OLD.search(_unmeasured(sight)):
        return None
    says = f"no day is given: told as news on {day}"
    return Judgement(Interval(day - _WEEK, day, Granularity.WEEK), 0.4, (Evidence("news", says, trigger),))


def carried(sight: Sight, trigger: Span, day: Judgement[Interval] | None) -> Judgement[Interval] | None:
    """The day of the sentence before, for a sentence of its paragraph that goes on in the past without one."""
    told = sight.told
    if day is None or _HAD.search(told.text[max(sight.span.start, trigger.start - 24) : trigger.start]):
        return None
    out = told.published.value.latest
    if out is None or day.value.earliest is None or out - day.value.earliest > _NEAR:
        return None
    if _timed(sight) or _OLD.search(_unmeasured(sight)):
        return None
    says = f"no day is given: told on with what was done on {day.value}"
    return Judgement(day.value, 0.45, (*day.evidence[:1], Evidence("carried on", says, trigger)))


def of_story(sight: Sight, trigger: Span, day: Judgement[Interval] | None) -> Judgement[Interval] | None:
    """The day that the story goes on from, else that of its page or the one before, for what is told without one."""
    told, out = sight.told, sight.told.published.value.latest
    if out is None or told.published.value.earliest != out or _timed(sight) or _OLD.search(_unmeasured(sight)):
        return None
    if _PAST_PERFECT.search(told.text[max(sight.span.start, trigger.start - 24) : trigger.start]):
        return None
    if day is not None:
        says = f"no day is given: told in a story of {day.value}"
        return Judgement(day.value, 0.4, (*day.evidence[:1], Evidence("in a story", says, trigger)))
    says = f"no day is given: told in a page of {out}"
    return Judgement(Interval(out - _DAY, out, Granularity.DAY), 0.3, (Evidence("in a page", says, trigger),))


def _unmeasured(sight: Sight) -> str:
    """The words of a sentence without the lengths of time in it: "for six months" tells of what is to come as well."""
    text = sight.told.text[sight.span.start : sight.span.end]
    for time in sight.times:
        if time.words.kind in _LASTING and sight.span.start <= time.span.start:
            text = text.replace(sight.told.text[time.span.start : time.span.end], " ")
    return text


def _timed(sight: Sight) -> bool:
    """Whether a sentence says when: how long something lasts does not."""
    return any(time.words.kind not in _LASTING for time in sight.times)


def in_title(told: Told, sentence: Span) -> bool:
    """Whether a sentence is a headline."""
    return any(sentence.touches(title) for title in told.titles)


def _leads(told: Told, sentence: Span) -> bool:
    """Whether a sentence is one of the first of the body."""
    body = (s for s in told.sentences if not in_title(told, s))
    return any(s.start == sentence.start for s in islice(body, _LEAD))
