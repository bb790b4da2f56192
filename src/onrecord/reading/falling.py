"""What falls due by the words of a page, whoever's they are: "Ombrel has until April 8", "expires on 30 June"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.model import (
    Act,
    Deadline,
    Evidence,
    Granularity,
    Interval,
    Judgement,
    Kind,
    Mention,
    MentionKind,
    Span,
    Statement,
)
from onrecord.reading.home import home
from onrecord.reading.identity import identity
from onrecord.reading.sentence import quotations
from onrecord.reading.timex import find, resolve
from onrecord.reading.timex.calendar import NUMBER, amount
from onrecord.reading.told import Told

_ACTORS = (MentionKind.PERSON, MentionKind.STATE, MentionKind.ORGANISATION)
_PRESSING = frozenset({Act.THREATEN, Act.REQUEST, Act.SANCTION, Act.COERCE})
_FINE = frozenset({Granularity.DAY, Granularity.WEEK, Granularity.MONTH})
_DATED = frozenset({"date", "month", "weekday", "near", "end", "holiday", "relative", "season", "figures", "period"})
_NOUN = (
    r"(?:mandate|deadline|ultimatum|truce|cease-?fire|moratorium|grace\s+period|time\s+limit|licen[cs]e|permit|lease|"
    r"waiver|exemption|offer|concession|agreement|treaty|pact|accord|measures?|sanctions|embargo|notice\s+period|"
    r"notice|window|clock|countdown|period|contract|visas?|freeze|curfew|state\s+of\s+emergency|review)"
)
_BY = r"(?:until|till|by|no\s+later\s+than|not\s+later\s+than|before|at\s+the\s+latest\s+by)\s+(?:the\s+)?"
_UNTIL = r"(?:until|till)\s+(?:the\s+)?"
_GAVE = r"\b(?:gave|given|gives?|giving|set|allowed|grant(?:ed|s)?)\s+(?:\S+\s+){1,4}?"
_HAS = r"\b(?:has|have|had|(?:is|was|were|been)\s+given|gets?)\s+(?:only\s+|just\s+)?"
_MUST = (
    r"\b(?:(?:is|are|was|were)\s+to|must|(?:has|have|had)\s+to|(?:agreed|promised|pledged|undertook|undertakes|vowed)\s+to|"
    r"(?:is|are|was|were)\s+(?:due|obliged|required|bound|ordered|told|instructed|supposed)\s+to)\s+"
)
_ENDS = (
    r"(?:expires?|expired|ends?|runs?\s+out|lapses?|falls?\s+due|elapses?|comes?\s+to\s+an\s+end|terminates?|is\s+(?:due|up)|"
    r"(?:will|is\s+to|was\s+to|due\s+to|set\s+to|would)\s+(?:expire|end|run\s+out|lapse|be\s+reviewed|be\s+renewed)|"
    r"runs?(?=\s+(?:until|to|till)\b)|(?:is|are)\s+valid)\s+(?:(?:on|in|at|until|till|to|by|from)\s+)?(?:the\s+)?"
)
_LENGTH = rf"(?P<count>{NUMBER})(?:\s+more)?[\s-]+(?P<unit>hours?|days?|weeks?|fortnights?|months?)\b"


def _words(count: int) -> str:
    """A pattern for at most so many words of one clause."""
    return rf"(?:[^\s.;:“”\"]+\s+){{1,{count}}}?"


def _any_case(*patterns: tuple[str, str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((how, re.compile(pattern, re.IGNORECASE)) for how, pattern in patterns)


# How a deadline is told: who stands before it is bound by it or gives it; a noun ends; a length runs on.
_BY_DAY = _any_case(
    ("has", _HAS + _UNTIL),
    ("gave", _GAVE + _UNTIL),
    ("bound", _MUST + _words(10) + _BY),
    ("noun", rf"\b{_NOUN}\b(?:[^.;:“”\"]{{0,60}}?)\b{_ENDS}"),
    (
        "noun",
        r"\b(?:deadline|ultimatum|cut-?off(?:\s+date)?|expiry|due\s+date)\s+(?:is|of|on|was)\s+(?:set\s+for\s+)?(?:the\s+)?",
    ),
    ("may", r"\bmay\s+" + _words(12) + _UNTIL),
    ("setting", r"\b(?:will|would|shall)\s+" + _words(8) + r"on\s+(?:the\s+)?(?=[^.;]{3,30}\bunless\b)"),
)
_BY_LENGTH = _any_case(
    ("has", _HAS + _LENGTH + r"(?:\s+from\s+\w+)?\s+(?:in\s+which\s+)?to\b"),
    ("gave", _GAVE + _LENGTH),
    ("left", rf"\b{_LENGTH}\s+(?:remain(?:ed)?\b|(?:are\s+|were\s+)?left\b|to\s+go\b)"),
    ("bound", r"\b(?:will|would|shall)\s+" + _words(6) + rf"within\s+{_LENGTH}"),
)
_DAYS = {"hour": 1 / 24, "day": 1, "week": 7, "fortnight": 14, "month": 30}
# What is only weighed or denied sets nothing.
_IDLE = re.compile(
    r"\b(?:if|whether|no|nobody|none|not|never|without|could|might|used\s+to)\b[^,;.]{0,25}$", re.IGNORECASE
)
# A page that counts the days left speaks of what they are left for.
_COUNTDOWN = re.compile(r"\b(?:deadline|ultimatum|clock|countdown|expire\w*|runs?\s+out|time\s+limit)\b", re.IGNORECASE)
_SET = re.compile(r"(?:deadline|ultimatum|cut-?off|time\s+limit)\b", re.IGNORECASE)
_BEFORE = re.compile(r"\bbefore\s+(?:the\s+)?$", re.IGNORECASE)
_PAST = re.compile(r"\b(?:was|were|had|expired|ended)\b", re.IGNORECASE)
_LONGEST = 400
"""A term of more days is an aim rather than a deadline."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A deadline in a sentence: how it is told, the words of it up to its day, and when it ends."""

    how: str
    span: Span
    days: int | None
    last: date


def fallen(told: Told, taken: list[Span]) -> Iterator[Deadline]:
    """The deadlines that a text tells of, but for those whose words are ``taken``."""
    seen = told.published.value
    if not seen.known or seen.earliest is None or seen.earliest != seen.latest:
        return
    done = list(taken)
    for sentence in told.sentences:
        for one in _in(told, sentence, seen):
            if any(one.span.touches(span) for span in done):
                continue
            done.append(one.span)
            yield _deadline(told, sentence, one)


def _in(told: Told, sentence: Span, seen: Interval) -> Iterator[_Found]:
    text = told.text
    for how, pattern in _BY_DAY:
        for match in pattern.finditer(text, sentence.start, sentence.end):
            words = next(iter(find(text, Span(match.end(), sentence.end))), None)
            if words is None or words.span.start != match.end() or words.kind not in _DATED:
                continue
            since = _said(told, match.start())
            ahead = not _PAST.search(match[0])
            time = resolve(words, since.time.value if since and since.time.value.known else seen, future=ahead)
            if time is None or time.granularity not in _FINE or time.earliest is None or time.latest is None:
                continue
            exactly = _BEFORE.search(match[0]) and words.kind != "end"
            last = time.earliest - timedelta(1) if exactly else time.latest
            if abs((last - (seen.latest or last)).days) <= _LONGEST and not _IDLE.search(
                text[sentence.start : match.start()]
            ):
                yield _Found(how, Span(match.start(), words.span.end), None, last)
    for how, pattern in _BY_LENGTH:
        for match in pattern.finditer(text, sentence.start, sentence.end):
            start = _counted_from(told, match.start(), seen)
            try:
                length = amount(match["count"]) * _DAYS[match["unit"].lower().rstrip("s")]
            except ValueError:
                continue
            days = -int(-length // 1)
            if how == "left" and not _COUNTDOWN.search(text):
                continue
            if start and 0 < days <= _LONGEST and not _IDLE.search(text[sentence.start : match.start()]):
                yield _Found(how, Span(match.start(), match.end()), days, start + timedelta(days))


def _said(told: Told, at: int) -> Statement | None:
    """The innermost statement of a known speaker in whose words a place stands."""
    holding = [s for s in told.said if s.speaker and any(c.line is None and c.start <= at < c.end for c in s.content)]
    return min(holding, key=lambda s: len(s.extent)) if holding else None


def _counted_from(told: Told, at: int, seen: Interval) -> date | None:
    """The day from which a length counts: that of the words it stands in, the day told before it, else the page's."""
    statement = _said(told, at)
    if statement is not None:
        time = statement.time.value
        if time.known and time.earliest == time.latest:
            return time.earliest
        if statement.kind is Kind.DIRECT:
            return None
    # Words of nobody who is known were said on a day that nobody knows.
    return None if any(q.start <= at < q.end for q in quotations(told.text)) else seen.latest


def _deadline(told: Told, sentence: Span, one: _Found) -> Deadline:
    """The deadline with who sets it and who is bound by it."""
    statement = _said(told, one.span.start)
    inside = [home(m, told.reference) or m for m in told.within(sentence) if m.refers]
    people = [m for m in inside if m.kind in _ACTORS and m.refers]
    before = [m for m in people if m.span.end <= one.span.start]
    within = [m for m in people if m.span in one.span]
    subject = _name(before[-1]) if before else None
    by, bound = None, None
    if one.how in ("bound", "has", "may"):
        bound = subject
    elif one.how == "gave":
        by, bound = subject, _name(within[0]) if within else None
    elif one.how == "noun" and _SET.match(told.text, one.span.start, one.span.end):
        # "The deadline that Arlen had set expired on Monday", "Arlen's ultimatum".
        by = _name(within[0]) if within else subject
    elif one.how == "noun":
        bound = _name(within[0]) if within else subject
    if one.how == "noun":
        # Who says that a mandate ends has not set its end.
        statement = None
    elif statement is None and one.how == "has":
        by = _threat(told, sentence, bound)
    surface = " ".join(told.text[one.span.start : one.span.end].split())
    says = f'"{surface}", seen from {told.published.value}, ends on {one.last}'
    falls = Judgement(Interval.day(one.last), 0.7, (Evidence("deadline", says, one.span),))
    start = statement.time if statement is not None else None
    id_ = identity(told.document, "deadline", one.span)
    setter = by if statement is None else None
    return Deadline(id_, one.span, statement.id if statement else None, one.days, bound, None, falls, start, setter)


def _threat(told: Told, sentence: Span, bound: str | None) -> str | None:
    """Who threatens or demands in this sentence or the next: "Arlen has until Monday. If not, Veyra leaves"."""
    end = next((s.end for s in told.sentences if s.start >= sentence.end), sentence.end)
    near = Span(sentence.start, end)
    for one in told.said:
        first = one.content[0]
        beside = first.line is None and near.start <= first.start < near.end
        if beside and one.act.value in _PRESSING and one.speaker and one.speaker.value != bound:
            return one.speaker.value
    return None


def _name(mention: Mention) -> str | None:
    return mention.refers.value if mention.refers else None
