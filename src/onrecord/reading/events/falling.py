"""What falls due by the words of a page, whoever's they are: "Ombrel has until April 8", "expires on 30 June"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
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
from onrecord.reading.grammar.order import by_pronoun
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
    r"(?:(?:midnight|noon|midday|dawn|dusk|sunset|sunrise|(?:the\s+)?(?:close\s+of\s+(?:business|play)|end\s+of\s+(?:the\s+)?day)|"
    r"\d{1,2}[.:]\d\d(?:\s*[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?|\w+\s+o['’]clock)\s+(?:local\s+time\s+)?(?:on\s+)?(?:the\s+)?)?"
)
_BY = (
    r"(?:(?:by\s+)?(?:no|not)\s+later\s+than|not\s+after|on\s+or\s+before|(?:up\s+)?until|till|by|before|at\s+the\s+latest\s+by)\s+"
    rf"(?:the\s+)?{_CLOCK}"
)
_UNTIL = rf"(?:(?:up\s+)?until|till)\s+(?:the\s+)?{_CLOCK}"
_GAVE = r"\b(?:gave|given|gives?|giving|set|allowed|allows|grant(?:ed|s)?)\s+(?:[^\s.,;:“”\"]+\s+){1,7}?"
_HAS = (
    r"\b(?:has|have|had|(?:is|was|were|been)\s+(?:given|allowed|granted)|gets?|got)\s+"
    r"(?:only\s+|just\s+|(?:some\s+|more\s+)?time\s+)*"
)
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
    ("noun", rf"\b(?:{_SETS})\s+(?:[^.;]{{3,60}}?),?\s+(?:is|was)\s+(?:set\s+for\s+)?(?:the\s+)?{_CLOCK}"),
    (
        "noun",
        rf"\b{_NOUN}\b[^.;:“”\"]{{0,60}}?\bbe(?:en)?\s+(?:extended|prolonged|renewed)\s+(?:[^\s.,;]+\s+){{0,4}}?{_UNTIL}",
    ),
    (
        "up",
        rf"\b(?:time|the\s+clock|patience)\s+(?:is|will\s+be|runs?|was|will\s+run)\s+(?:up|out)\s+(?:for\s+{_words(4)})?(?:on|at)\s+(?:the\s+)?{_CLOCK}",
    ),
    ("noun", rf"\b(?:it|which|this)\s+(?:expires?|runs?\s+out|lapses?)\s+(?:on|at|in)\s+(?:the\s+)?{_CLOCK}"),
    ("may", r"\bmay\s+" + _words(12) + _UNTIL),
    ("setting", rf"\bunless\s+{_words(12)}{_BY}"),
    (
        "setting",
        rf"\b(?:will|would|shall|to)\s+{_words(8)}(?:on|from|at)\s+(?:the\s+)?{_CLOCK}(?=[^.;]{{3,30}}\b(?:unless\b|if\b[^.;]{{3,60}}\bnot\b))",
    ),
)
_BY_LENGTH = _any_case(
    ("has", _HAS + _LENGTH + r"(?:\s+from\s+\w+)?\s+(?:in\s+which\s+|left\s+)?to\b"),
    ("gave", _GAVE + _LENGTH),
    ("gave", _ORDERED + _words(6) + r"to\s+" + _words(10) + _WITHIN),
    ("term", rf"\b{_LENGTH}[\s-]+(?:{_SETS})\b"),
    ("left", rf"\b{_LENGTH}\s+(?:remain(?:ed)?\b|(?:are\s+|were\s+)?left\b|to\s+go\b)"),
    ("bound", r"\b(?:will|would|shall)\s+" + _words(6) + _WITHIN),
    ("bound", _MUST + _words(10) + _WITHIN),
)
# An extension moves an end, not anything: "moved its troops to".
_EXTENDS = re.compile(r"(?:extend|prolong|mov|push|postpon|shift|put|delay|br)", re.IGNORECASE)
_OF_AN_END = re.compile(rf"\b(?:{_SETS}|mandate|truce|cease-?fire|moratorium|grace\s+period)\b", re.IGNORECASE)
_DAYS = {"hour": 1 / 24, "day": 1, "week": 7, "fortnight": 14, "month": 30}
# A day names a deadline: "missed a 3 May deadline", "ahead of Friday's ultimatum".
_OF_DAY = re.compile(rf"(?:['’]s)?\s+(?:\w+[\s-]+)?(?:{_SETS})\b", re.IGNORECASE)
# "Failed to meet another deadline today": the day is that of the deadline, not of what somebody did about it.
_ON_DAY = re.compile(
    rf"\b(?:miss|fail|meet|met|beat)\w*\s+(?:[^.;,]{{0,30}}?)((?:{_SETS}))\s+(?:on\s+)?$", re.IGNORECASE
)
# Of such a deadline these say that it is past, that nobody set it before.
_GONE = re.compile(
    r"\b(?:miss(?:ed|ing)?|fail(?:ed|ing)?|pass(?:ed|ing)?|expir(?:ed|ing|y)|ignor(?:ed|ing)|laps(?:ed|ing)|ran\s+out|let|met|"
    r"beat|after|since|came\s+and\s+went)\b",
    re.IGNORECASE,
)
_SET_BY = re.compile(r"\b(?:set|imposed|given|issued|fixed)\s+by\s+(?:the\s+)?$", re.IGNORECASE)
_HAD = re.compile(r"\b(?:had|was|were)\s+(?:been\s+)?$", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:been|is|was|were|being|are)\s+$", re.IGNORECASE)
# What is given behind one of these runs on from the old end: "another 48 hours", "48 more hours".
_MORE = re.compile(r"\b(?:more|another|further|additional|extra|extension)\b", re.IGNORECASE)
# "Gave six months' notice" sets no deadline, nor does "a six-month notification".
_NO_TERM = re.compile(
    r"[\s-]*(?:notice|notification|warning|period|visit|tour|mission|contract|sentence)\b", re.IGNORECASE
)
_WHERE = re.compile(r"\b(?:in|at|near|inside|outside|from)\s+(?:the\s+)?$", re.IGNORECASE)
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
_UNLESS = re.compile(r"\b(?:unless|if)\b", re.IGNORECASE)
_SPOKEN_OF = re.compile(r"(?:['’]s|\b(?:the|this|that|its|his|her|their))\s+$", re.IGNORECASE)
_SET_NOUN = re.compile(rf"\b(?:{_SETS})\b", re.IGNORECASE)
# Whose deadline it is that so much time is left of; what "it" is that ends.
_OWN = re.compile(r"\s+(?:on|of|in|before|until)\s+(?:its|his|her|their)\s+(?:own\s+)?(?:\w+\s+)?", re.IGNORECASE)
_PRONOUN = re.compile(r"(?:it|which|this)\b", re.IGNORECASE)
_MISSES = re.compile(r"\b(?:miss|fail|ignor|meet|met\b|beat|let\b)", re.IGNORECASE)
_NEAR = 40
"""For whom a deadline is set stands within so many characters behind it."""
_WILL = re.compile(r"\bwill\b", re.IGNORECASE)
_HALF_A_YEAR = timedelta(183)
_ROUGHLY = 2
_LONGEST = 400
"""A term of more days is an aim rather than a deadline."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A deadline in a sentence: how it is told, the words of it up to its day, and when it ends.

    ``first`` is the first day on which it may end, where that is not the last.
    """

    how: str
    span: Span
    days: int | None
    last: date
    first: date | None = None


def fallen(told: Told, taken: list[Span]) -> Iterator[Deadline]:
    """The deadlines that a text tells of, but for those whose words are ``taken``."""
    seen = told.published.value
    if not seen.known or seen.earliest is None or seen.earliest != seen.latest:
        return
    done = list(taken)
    found: list[Deadline] = []
    kept: list[_Found] = []
    for sentence in told.sentences:
        for one in _in(told, sentence, seen):
            if any(one.span.touches(span) for span in done):
                continue
            if one.how == "setting" and any(span in sentence for span in done):
                # "Will leave on 1 October unless they are gone by 30 September": the last day is that of the condition.
                continue
            done.append(one.span)
            found.append(_deadline(told, sentence, one))
            kept.append(one)
    found = [_run_on(d, found, told) for d in found]
    named = [d for d in found if d.days is None]
    # "Gives Veyra seventeen days", where the page names the day as well: that is the day.
    remaining = {d.id for d, one in zip(found, kept, strict=True) if one.how == "left"}
    for one_ in found:
        if one_.days is None or not any(_same(one_, other) for other in named):
            # What is left of a term is not how long it is.
            yield replace(one_, days=None) if one_.id in remaining else one_


def _run_on(one: Deadline, every: list[Deadline], told: Told) -> Deadline:
    """A deadline by "another 48 hours" counted from the old end, where the page tells that for the same."""
    end = one.falls.value.latest
    if one.days is None or one.start is not None or end is None or not _MORE.search(told.text, *_around(one.span)):
        return one
    counted = end - timedelta(one.days)
    old = [d.falls.value.latest for d in every if d.days is None and d.bound == one.bound]
    since = [day for day in old if day is not None and abs((day - counted).days) <= _ROUGHLY]
    if len(set(since)) != 1:
        return one
    last = since[0] + timedelta(one.days)
    says = f"{one.falls.evidence[0].says}; counted from the old end, {since[0]}, it ends on {last}"
    falls = Judgement(Interval.day(last), one.falls.confidence, (replace(one.falls.evidence[0], says=says),))
    return replace(one, falls=falls)


def _around(span: Span) -> tuple[int, int]:
    return max(0, span.start - 10), span.end + 6


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
            past = _PAST.search(match[0]) or _HAD.search(text[: match.start()][-12:])
            ahead = not past or _WILL.search(match[0]) is not None
            from_ = since.time.value if since and since.time.value.known else seen
            time = resolve(words, from_, future=ahead)
            if not ahead and time and time.latest and (from_.latest or time.latest) - time.latest > _HALF_A_YEAR:
                # "Was to have run out on 3 December", told in November, is of this year.
                time = resolve(words, from_, future=True)
            if time is None or time.granularity not in _FINE or time.earliest is None or time.latest is None:
                continue
            exactly = _BEFORE.search(match[0]) and words.kind != "end"
            last = time.earliest - timedelta(1) if exactly else time.latest
            if abs((last - (seen.latest or last)).days) <= _LONGEST and not _IDLE.search(
                text[sentence.start : match.start()]
            ):
                yield _Found(how, Span(match.start(), words.span.end), None, last)
    yield from _by_their_day(told, sentence, seen)
    for how, pattern in _BY_LENGTH:
        for match in pattern.finditer(text, sentence.start, sentence.end):
            if how == "gave" and _NO_TERM.match(text, match.end()):
                continue
            start = _counted_from(told, Span(match.start(), match.end()), sentence, seen)
            try:
                length = amount(match["count"]) * _DAYS[match["unit"].lower().rstrip("s")]
                days = -int(-length // 1)
            except (ValueError, OverflowError):
                continue
            if how == "left" and not _COUNTDOWN.search(text):
                continue
            if start and 0 < days <= _LONGEST and match["unit"].lower().startswith("month"):
                days = (months_on(start, amount(match["count"])) - start).days
            fits = start is not None and 0 < days <= min(_LONGEST, (date.max - start).days)
            if start and fits and not _IDLE.search(text[sentence.start : match.start()]):
                # Of a few hours nobody knows whether midnight lies between.
                few = match["unit"].lower().startswith("hour") and length < 1
                first = start if few else None
                yield _Found(how, Span(match.start(), match.end()), days, start + timedelta(days), first)


def _by_their_day(told: Told, sentence: Span, seen: Interval) -> Iterator[_Found]:
    """The deadlines that a sentence names by their day: "failed to meet a Friday deadline"."""
    text = told.text
    for words in find(text, sentence):
        named = _OF_DAY.match(text, words.span.end, sentence.end)
        behind = _ON_DAY.search(text, sentence.start, words.span.start)
        span = (
            Span(words.span.start, named.end()) if named else Span(behind.start(1), words.span.end) if behind else None
        )
        if span is None or words.kind not in _DATED or _IDLE.search(text[sentence.start : words.span.start]):
            continue
        gone = _GONE.search(text, sentence.start, sentence.end) is not None
        time = resolve(words, seen, future=not gone)
        if time is None or time.granularity is not Granularity.DAY or time.latest is None:
            continue
        if abs((time.latest - (seen.latest or time.latest)).days) <= _LONGEST:
            yield _Found("named", span, None, time.latest)


def months_on(day: date, count: int) -> date:
    """The day so many months on, or the last of its month where that has no such day."""
    years, month = divmod(day.month - 1 + count, 12)
    year, month = day.year + years, month + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(1)).day
    return date(year, month, min(day.day, last))


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
    there = [m for m in before if not _WHERE.search(told.text[: m.span.start][-12:]) and not _aside(told, m, one.span)]
    subject = _name((there or before)[-1]) if before else None
    by, bound = None, None
    if one.how in ("bound", "has", "may"):
        bound = subject
    elif one.how == "gave":
        by, bound = _given(told, sentence, one, subject, within)
    elif one.how in ("named", "term"):
        by, bound = _parties(told, sentence, one, people)
        if one.how == "term" and refers_back(told.text, one.span):
            lead = told.text[: one.span.start].rstrip()
            owners = [m for m in before if lead.endswith(("'s", "’s")) and m.span.end == len(lead) - 2]
            return _spoken(told, one, _name(owners[-1]) if owners else None, bound)
    elif one.how == "setting":
        unless = _UNLESS.search(told.text, sentence.start, sentence.end)
        acting = [m for m in people if unless and m.span.start >= unless.end() and not by_pronoun(m)]
        bound = _name(acting[0]) if acting else None
        by = subject if subject != bound else None
    elif one.how == "left":
        # "With eleven hours left on its own ultimatum, Arlen agreed".
        owned = _OWN.match(told.text, one.span.end, sentence.end)
        behind = [m for m in people if m.span.start >= one.span.end]
        by = _name(next(iter(behind), None) or before[0]) if owned and (behind or before) else None
    elif one.how == "up":
        bound = _name(within[0]) if within else subject
    elif one.how == "noun" and _SET.match(told.text, one.span.start, one.span.end):
        # "The deadline that Arlen had set expired on Monday", "Arlen's ultimatum".
        bound = _addressed(told, one.span, before, within, people)
        by = next((name for m in within if (name := _name(m)) != bound), subject)
    elif one.how == "noun":
        pronoun = _PRONOUN.match(told.text, one.span.start) is not None
        bound = _name(within[0]) if within else None if pronoun else subject
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
    ends = Interval.day(one.last) if one.first is None else Interval(one.first, one.last, Granularity.DAY)
    falls = Judgement(ends, 0.7, (Evidence("deadline", says, one.span),))
    start = statement.time if statement is not None else None
    id_ = identity(told.document, "deadline", one.span)
    setter = by if statement is None else None
    return Deadline(id_, one.span, statement.id if statement else None, one.days, bound, None, falls, start, setter)


def _aside(told: Told, mention: Mention, span: Span) -> bool:
    """Whether what somebody owns is spoken of before the subject: "bows to Arlen's request, gives Veyra"."""
    between = told.text[mention.span.end : span.start]
    return between.startswith(("'s", "’s")) and "," in between


def refers_back(text: str, span: Span) -> bool:
    """Whether words name a deadline that was set before: "Arlen's 30-day deadline has been criticised"."""
    return (
        _SPOKEN_OF.search(text[: span.start][-6:]) is not None
        and _SET_NOUN.search(text, span.start, span.end) is not None
    )


def _spoken(told: Told, one: _Found, by: str | None, bound: str | None) -> Deadline:
    """A deadline of so many days that was set before the page: it ends that long after it at most."""
    out, surface = told.published.value.latest, told.text[one.span.start : one.span.end]
    last = out + timedelta(one.days) if out is not None and one.days is not None else one.last
    says = f'"{surface}" was set before the page came out, so it ends by {last}'
    falls = Judgement(Interval(None, last, Granularity.OPEN), 0.5, (Evidence("deadline", says, one.span),))
    return Deadline(
        identity(told.document, "deadline", one.span), one.span, None, one.days, bound, None, falls, None, by
    )


def _parties(told: Told, sentence: Span, one: _Found, people: list[Mention]) -> tuple[str | None, str | None]:
    """Who sets a deadline that its day or length names, and who is bound by it.

    "Arlen's 72-hour deadline for Veyra", "a Friday deadline set by Arlen", "Veyra missed a 3 May deadline".
    """
    text = told.text
    behind = [m for m in people if m.span.start >= one.span.end]
    before = [m for m in people if m.span.end <= one.span.start]
    by = next((_name(m) for m in behind if _SET_BY.search(text[: m.span.start][-20:])), None)
    to = re.compile(r"\b(?:for|to|on)\s+(?:the\s+)?(?:\w+\s+)?$", re.IGNORECASE)
    near = [m for m in behind if m.span.start - one.span.end <= _NEAR and _name(m) != by]
    bound = next((_name(m) for m in near if to.search(text[: m.span.start][-24:])), None)
    subject = _name(before[0]) if before else None
    missed = _MISSES.search(text, sentence.start, one.span.start) is not None
    if missed:
        return by, bound or subject
    return by or subject, bound


def _given(
    told: Told, sentence: Span, one: _Found, subject: str | None, within: list[Mention]
) -> tuple[str | None, str | None]:
    """Who gives a term and to whom: "gave Veyra until", "gave itself", "the accord gave Veyra", "gave it until"."""
    words = told.text[one.span.start : one.span.end]
    if _PASSIVE.search(told.text[: one.span.start][-10:]):
        # "Veyra had been given time until Sunday".
        return None, subject
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
    if "\n" in told.text[sentence.end : end].rstrip("\n"):
        end = sentence.end
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
