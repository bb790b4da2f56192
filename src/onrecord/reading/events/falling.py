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
from onrecord.reading.actors.home import home
from onrecord.reading.events.told import Told, told_day
from onrecord.reading.grammar.sentence import quotations
from onrecord.reading.identity import identity
from onrecord.reading.timex import find, resolve
from onrecord.reading.timex.calendar import NUMBER, amount

_ACTORS = (MentionKind.PERSON, MentionKind.STATE, MentionKind.ORGANISATION)
_PRESSING = frozenset({Act.THREATEN, Act.REQUEST, Act.SANCTION, Act.COERCE})
_FINE = frozenset({Granularity.DAY, Granularity.WEEK, Granularity.MONTH})
_DATED = frozenset({"date", "month", "weekday", "near", "end", "holiday", "relative", "season", "figures", "period"})
_SETS = r"deadline|ultimatum|cut-?off(?:\s+date)?|time\s+limit|target\s+date|expiry|due\s+date"
_NOUN = (
    r"(?:mandate|truce|cease-?fire|moratorium|grace\s+period|licen[cs]e|permit|lease|waiver|exemption|offer|concession|"
    r"agreement|treaty|pact|accord|measures?|sanctions|embargo|ban|tariffs?|duties|suspension|notice\s+period|notice|"
    r"window|clock|countdown|period|term|contract|visas?|freeze|curfew|state\s+of\s+emergency|review|reprieve|extension|"
    rf"option|tender|stay|mission|{_SETS})"
)
# The hour of the day stands between "until" and the day.
_CLOCK = (
    r"(?:(?:midnight|noon|midday|dawn|dusk|sunset|sunrise|(?:the\s+)?close\s+of\s+(?:business|play)|"
    r"\d{1,2}[.:]\d\d(?:\s*[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?|\w+\s+o['’]clock)\s+(?:local\s+time\s+)?(?:on\s+)?(?:the\s+)?)?"
)
_BY = (
    r"(?:(?:by\s+)?(?:no|not)\s+later\s+than|not\s+after|on\s+or\s+before|(?:up\s+)?until|till|by|before|at\s+the\s+latest\s+by)\s+"
    rf"(?:the\s+)?{_CLOCK}"
)
_UNTIL = rf"(?:(?:up\s+)?until|till)\s+(?:the\s+)?{_CLOCK}"
_GAVE = r"\b(?:gave|given|gives?|giving|set|allowed|allows|grant(?:ed|s)?)\s+(?:[^\s.,;:“”\"]+\s+){1,7}?"
_HAS = r"\b(?:has|have|had|(?:is|was|were|been)\s+(?:given|allowed|granted)|gets?|got)\s+(?:only\s+|just\s+)?"
_MUST = (
    r"\b(?:(?:is|are|was|were)\s+to|must|(?:has|have|had|needs?)\s+to|(?:agreed|promised|pledged|undertook|undertakes|"
    r"vowed)\s+to|(?:is|are|was|were)\s+(?:due|obliged|required|bound|ordered|told|instructed|supposed|expected|meant)\s+to)\s+"
)
_ORDERED = r"\b(?:ordered|told|instructed|required|directed|commanded|orders|tells|requires)\s+"
_ENDS = (
    r"(?:expires?|expired|ends?|ended|runs?\s+out|ran\s+out|lapses?|lapsed|falls?\s+due|falls|elapses?|comes?\s+to\s+an\s+end|"
    r"terminates?|is\s+(?:due|up)|closes|(?:will|is\s+to|are\s+to|was\s+to|due\s+to|set\s+to|would)\s+(?:expire|end|run\s+out|lapse|"
    r"close|be\s+(?:reviewed|renewed|lifted))|(?:runs?|stands?|holds?|lasts?|is\s+good|is\s+open|remains?\s+\w+)"
    r"(?=\s+(?:until|to|till)\b)|(?:is|are)\s+valid)\s+(?:for\s+(?:[^\s.,;]+\s+){1,4}?(?=(?:on|at|until)\s))?"
    rf"(?:(?:on|in|at|until|till|to|by|from)\s+)?(?:the\s+)?{_CLOCK}"
)
_LENGTH = rf"(?P<count>{NUMBER})(?:\s+more)?[\s-]+(?P<unit>hours?|days?|weeks?|fortnights?|months?)\b"
_WITHIN = rf"within\s+(?:the\s+next\s+)?{_LENGTH}"


def _words(count: int) -> str:
    """A pattern for at most so many words of one clause."""
    return rf"(?:[^\s.;:“”\"]+\s+){{1,{count}}}?"


def _any_case(*patterns: tuple[str, str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((how, re.compile(pattern, re.IGNORECASE)) for how, pattern in patterns)


# How a deadline is told: who stands before it is bound by it or gives it; a noun ends; a length runs on.
_BY_DAY = _any_case(
    ("has", _HAS + _UNTIL),
    ("gave", _GAVE + _UNTIL),
    ("gave", _ORDERED + _words(6) + r"to\s+" + _words(10) + _BY),
    (
        "gave",
        rf"\b(?:extend|prolong|mov|push|postpon|shift|put|delay|br(?:ing|ought))\w*\s+{_words(9)}(?:to|until|till)\s+(?:the\s+)?{_CLOCK}"
        r"",
    ),
    ("bound", _MUST + _words(10) + _BY),
    ("bound", r"\b(?:is|are|was|were)\s+due\s+(?:\w+\s+){0,3}?" + _BY),
    ("noun", rf"\b{_NOUN}\b(?:[^.;:“”\"]{{0,60}}?)\b{_ENDS}"),
    ("noun", rf"\b(?:{_SETS})\s+(?:is|of|on|was)\s+(?:set\s+for\s+)?(?:the\s+)?{_CLOCK}"),
    (
        "up",
        rf"\b(?:time|the\s+clock|patience)\s+(?:is|will\s+be|runs?|was|will\s+run)\s+(?:up|out)\s+(?:for\s+{_words(4)})?(?:on|at)\s+(?:the\s+)?{_CLOCK}",
    ),
    ("noun", rf"\b(?:it|which|this)\s+(?:expires?|runs?\s+out|lapses?)\s+(?:on|at|in)\s+(?:the\s+)?{_CLOCK}"),
    ("may", r"\bmay\s+" + _words(12) + _UNTIL),
    ("setting", r"\b(?:will|would|shall)\s+" + _words(8) + r"on\s+(?:the\s+)?(?=[^.;]{3,30}\bunless\b)"),
)
_BY_LENGTH = _any_case(
    ("has", _HAS + _LENGTH + r"(?:\s+from\s+\w+)?\s+(?:in\s+which\s+|left\s+)?to\b"),
    ("gave", _GAVE + _LENGTH),
    ("gave", _ORDERED + _words(6) + r"to\s+" + _words(10) + _WITHIN),
    ("left", rf"\b{_LENGTH}\s+(?:remain(?:ed)?\b|(?:are\s+|were\s+)?left\b|to\s+go\b)"),
    ("bound", r"\b(?:will|would|shall)\s+" + _words(6) + _WITHIN),
    ("bound", _MUST + _words(10) + _WITHIN),
)
# An extension moves an end, not anything: "moved its troops to".
_EXTENDS = re.compile(r"(?:extend|prolong|mov|push|postpon|shift|put|delay|br)", re.IGNORECASE)
_OF_AN_END = re.compile(rf"\b(?:{_SETS}|mandate|truce|cease-?fire|moratorium|grace\s+period)\b", re.IGNORECASE)
_DAYS = {"hour": 1 / 24, "day": 1, "week": 7, "fortnight": 14, "month": 30}
# What is only weighed or denied sets nothing.
_IDLE = re.compile(
    r"\b(?:if|whether|no|nobody|none|not|never|without|could|might|used\s+to)\b[^,;.]{0,25}$", re.IGNORECASE
)
# A page that counts the days left speaks of what they are left for.
_COUNTDOWN = re.compile(r"\b(?:deadline|ultimatum|clock|countdown|expire\w*|runs?\s+out|time\s+limit)\b", re.IGNORECASE)
_SET = re.compile(rf"(?:{_SETS})\b", re.IGNORECASE)
_FOR = re.compile(r"\s*(?:for|to|on)\s+(?:the\s+)?")
_ITSELF = re.compile(r"\b(?:itself|himself|herself|themselves)\b", re.IGNORECASE)
_IT = re.compile(r"\b(?:it|them|him|her)\b", re.IGNORECASE)
# An agreement or a text gives a term in nobody's name.
_TEXT = re.compile(
    r"(?:the|an?|this|that)\s+(?:[\w-]+\s+){0,2}(?:accord|agreement|treaty|deal|pact|protocol|truce|settlement|text)\b",
    re.IGNORECASE,
)
_ITS = re.compile(r"\bits\b", re.IGNORECASE)
_REVIEW = re.compile(r"\bbe\s+(?:reviewed|renewed|lifted)\b", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s+(?:the\s+)?$", re.IGNORECASE)
_BEFORE = re.compile(r"\bbefore\s+(?:the\s+)?$", re.IGNORECASE)
_PAST = re.compile(r"\b(?:was|were|had|expired|ended)\b", re.IGNORECASE)
_ROUGHLY = 2
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
    found: list[Deadline] = []
    for sentence in told.sentences:
        for one in _in(told, sentence, seen):
            if any(one.span.touches(span) for span in done):
                continue
            done.append(one.span)
            found.append(_deadline(told, sentence, one))
    named = [d for d in found if d.days is None]
    # "Gives Veyra seventeen days", where the page names the day as well: that is the day.
    yield from (d for d in found if d.days is None or not any(_same(d, other) for other in named))


def _same(one: Deadline, other: Deadline) -> bool:
    """Whether two deadlines of a page are set by and for the same and end within a few days of each other."""
    first, last = one.falls.value.latest, other.falls.value.latest
    near = first is not None and last is not None and abs((first - last).days) <= _ROUGHLY
    return near and one.statement is None and other.statement is None and (one.by, one.bound) == (other.by, other.bound)


def _in(told: Told, sentence: Span, seen: Interval) -> Iterator[_Found]:
    text = told.text
    for how, pattern in _BY_DAY:
        for match in pattern.finditer(text, sentence.start, sentence.end):
            words = next(iter(find(text, Span(match.end(), sentence.end))), None)
            if words is None or words.span.start != match.end() or words.kind not in _DATED:
                continue
            if _EXTENDS.match(match[0]) and not _OF_AN_END.search(match[0]):
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
            start = _counted_from(told, Span(match.start(), match.end()), sentence, seen)
            try:
                length = amount(match["count"]) * _DAYS[match["unit"].lower().rstrip("s")]
                days = -int(-length // 1)
            except (ValueError, OverflowError):
                continue
            if how == "left" and not _COUNTDOWN.search(text):
                continue
            fits = start is not None and 0 < days <= min(_LONGEST, (date.max - start).days)
            if start and fits and not _IDLE.search(text[sentence.start : match.start()]):
                yield _Found(how, Span(match.start(), match.end()), days, start + timedelta(days))


def _said(told: Told, at: int) -> Statement | None:
    """The innermost statement of a known speaker in whose words a place stands."""
    holding = [s for s in told.said if s.speaker and any(c.line is None and c.start <= at < c.end for c in s.content)]
    return min(holding, key=lambda s: len(s.extent)) if holding else None


def _counted_from(told: Told, span: Span, sentence: Span, seen: Interval) -> date | None:
    """The day from which a length counts: that of its words, one told in its sentence, else the page's."""
    for words in find(told.text, span):
        # "Has 60 days from Monday to answer".
        if _FROM.search(told.text[span.start : words.span.start]) and (found := told.done(words)) is not None:
            return found[0].earliest
    statement = _said(told, span.start)
    if statement is not None:
        time = statement.time.value
        if time.known and time.earliest == time.latest:
            return time.earliest
        if statement.kind is Kind.DIRECT:
            return None
    # Words of nobody who is known were said on a day that nobody knows.
    if any(q.start <= span.start < q.end for q in quotations(told.text)):
        return None
    return told_day(told, sentence) or seen.latest


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
        by, bound = _given(told, sentence, one, subject, within)
    elif one.how == "up":
        bound = _name(within[0]) if within else subject
    elif one.how == "noun" and _SET.match(told.text, one.span.start, one.span.end):
        # "The deadline that Arlen had set expired on Monday", "Arlen's ultimatum".
        bound = _addressed(told, one.span, before, within, people)
        by = next((name for m in within if (name := _name(m)) != bound), subject)
    elif one.how == "noun":
        bound = _name(within[0]) if within else subject
        if _ITS.search(told.text[sentence.start : one.span.start + 4]) and _REVIEW.search(
            told.text[one.span.start : one.span.end]
        ):
            # "Its ban is to be reviewed on 3 May": by who is spoken of, for itself.
            by = bound = _spoken_of(told, sentence)
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


def _given(
    told: Told, sentence: Span, one: _Found, subject: str | None, within: list[Mention]
) -> tuple[str | None, str | None]:
    """Who gives a term and to whom: "gave Veyra until", "gave itself", "the accord gave Veyra", "gave it until"."""
    words = told.text[one.span.start : one.span.end]
    if _ITSELF.search(words):
        return subject, subject
    by = None if _TEXT.match(told.text, sentence.start) else subject
    if not within and _IT.search(words):
        return None, subject
    return by, _name(within[0]) if within else None


def _addressed(
    told: Told, span: Span, before: list[Mention], within: list[Mention], people: list[Mention]
) -> str | None:
    """For whom a deadline is set: "a deadline of 3 May for Veyra", "Arlen's ultimatum to Veyra expires"."""
    behind = next((m for m in people if m.span.start >= span.end), None)
    if behind is not None and _FOR.fullmatch(told.text, span.end, behind.span.start):
        return _name(behind)
    if _ITSELF.search(told.text[max(0, span.start - 24) : span.start]):
        return _name(before[-1]) if before else None
    named = [*before[-2:], *within]
    for mention in named:
        lead = told.text[: mention.span.start][-8:]
        if re.search(r"\b(?:to|for)\s+(?:the\s+)?$", lead):
            return _name(mention)
    return None


def _spoken_of(told: Told, sentence: Span) -> str | None:
    """The state or body that the sentence before names first."""
    before = [s for s in told.sentences if s.end <= sentence.start][-1:]
    named = [m for s in before for m in told.within(s) if m.kind in _ACTORS[1:] and m.refers]
    return _name(named[0]) if named else None


def _threat(told: Told, sentence: Span, bound: str | None) -> str | None:
    """Who threatens or demands in this sentence or the next: "Arlen has until Monday. If not, Veyra leaves"."""
    end = next((s.end for s in told.sentences if s.start >= sentence.end), sentence.end)
    paragraph = told.text.rfind("\n", 0, sentence.start) + 1
    near = Span(sentence.start, end)
    for one in told.said:
        first = one.content[0]
        beside = first.line is None and near.start <= first.start < near.end
        if beside and one.act.value in _PRESSING and one.speaker and one.speaker.value != bound:
            return one.speaker.value
    # Else whoever speaks in the sentences before, in the same paragraph.
    for one in reversed(told.said):
        first = one.content[0]
        if first.line is None and paragraph <= first.start < sentence.start and one.speaker:
            return one.speaker.value if one.speaker.value != bound else None
    return None


def _name(mention: Mention) -> str | None:
    return mention.refers.value if mention.refers else None
