"""A limit in time that a sentence tells, whoever sets it: how it is told, its words, and when it ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.model import (
    Granularity,
    Interval,
    Kind,
    Span,
    Statement,
)
from onrecord.reading.events.told import Told, told_day
from onrecord.reading.grammar.sentence import is_quoted
from onrecord.reading.timex import find, resolve
from onrecord.reading.timex.calendar import NUMBER, amount

# A year and more is an aim, not a term that somebody must keep.
FINE = frozenset({Granularity.DAY, Granularity.WEEK, Granularity.MONTH})
_DATED = frozenset({"date", "month", "weekday", "near", "end", "holiday", "relative", "season", "figures", "period"})
_SETS = r"deadline|ultimatum|cut-?off(?:\s+date)?|time\s+limit|target\s+date|expiry|due\s+date"
_NOUN = (
    r"(?:mandate|truce|cease-?fire|moratorium|grace\s+period|licen[cs]e|permit|lease|waiver|exemption|offer|concession|"
    r"agreement|treaty|pact|accord|measures?|sanctions|embargo|ban|tariffs?|duties|suspension|notice\s+period|notice|"
    r"window|clock|countdown|period|term|contract|visas?|freeze|curfew|state\s+of\s+emergency|review|reprieve|extension|"
    rf"option|tender|stay|mission|{_SETS})"
)
# The hour of the day stands between "until" and the day.
CLOCK = (
    r"(?:(?:midnight|noon|midday|dawn|dusk|sunset|sunrise|(?:the\s+)?(?:close\s+of\s+(?:business|play)|end\s+of\s+(?:the\s+)?day)|"
    r"\d{1,2}[.:]\d\d(?:\s*[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?|\w+\s+o['’]clock)\s+(?:local\s+time\s+)?(?:on\s+)?(?:the\s+)?)?"
)
# "By the end of November": the month stands behind.
_END_OF = r"(?:(?:very\s+)?end\s+of\s+(?=(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)))?"
_BY = (
    r"(?:(?:by\s+)?(?:no|not)\s+later\s+than|not\s+after|on\s+or\s+before|(?:up\s+)?until|till|by|before|at\s+the\s+latest\s+by)\s+"
    rf"(?:the\s+)?{CLOCK}{_END_OF}"
)
_UNTIL = rf"(?:(?:up\s+)?until|till)\s+(?:the\s+)?{CLOCK}{_END_OF}"
_GAVE = (
    r"\b(?:gave|given|gives?|giving|set|allowed|allows|allowing|grant(?:ed|s|ing)?|leav(?:es|ing))\s+"
    r"(?:[^\s.,;:“”\"]+(?:,(?=\s+(?:until|till)\b))?\s+){1,7}?"
)
_HAS = (
    r"\b(?:has|have|had|(?:is|was|were|been)\s+(?:given|allowed|granted)|gets?|got)\s+"
    r"(?:only\s+|just\s+|(?:some\s+|more\s+)?time\s+)*"
)
_MUST = (
    r"\b(?:(?:is|are|was|were)\s+to|must|(?:has|have|had|needs?)\s+to|(?:agreed|promised|pledged|undertook|undertakes|"
    r"vowed)\s+to|(?:is|are|was|were)\s+(?:due|obliged|required|bound|ordered|told|instructed|supposed|expected|meant)\s+to)\s+"
)
_ORDERED = (
    r"\b(?:ordered|told|instructed|required|directed|commanded|obliged|bound|orders|tells|requires|obliges|binds|"
    r"instructs)\s+"
)
_WANTS = r"\b(?:wants?|wanted|expects?|expected|awaits?|awaited)\s+"
_ENDS = (
    r"(?:expires?|expired|ends?|ended|runs?\s+out|ran\s+out|lapses?|lapsed|falls?\s+due|falls|elapses?|comes?\s+to\s+an\s+end|"
    r"terminates?|is\s+(?:due|up)|closes|(?:will|is\s+to|are\s+to|was\s+to|due\s+to|set\s+to|would)\s+(?:expire|end|run\s+out|lapse|"
    r"close|be\s+(?:reviewed|renewed|lifted))|(?:runs?|stands?|holds?|lasts?|is\s+good|is\s+open|remains?\s+\w+)"
    r"(?=\s+(?:until|to|till)\b)|(?:is|are)\s+valid)\s+(?:for\s+(?:[^\s.,;]+\s+){1,4}?(?=(?:on|at|until)\s))?"
    rf"(?:(?:on|in|at|until|till|to|by|from)\s+)?(?:the\s+)?{CLOCK}"
)
_END = r"(?:expire|end|run\s+out|lapse|fall\s+due|close)"
# A settlement is told in the present: "a panel of three reports by 30 September".
_DOES = (
    r"\b(?:reports|pays|hands|returns|withdraws|opens|reopens|leaves|delivers|submits|closes|pulls|removes|releases|lifts|frees|"
    r"sends|publishes|clears|gives|admits|transfers|vacates|quits)\s+"
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
        rf"\b(?:extend|prolong|mov|push|postpon|shift|put|delay|br(?:ing|ought))\w*\s+{_words(9)}(?:to|until|till)\s+(?:the\s+)?{CLOCK}"
        r"",
    ),
    ("bound", _MUST + _words(10) + r"(?!(?:up\s+)?until\b|till\b)" + _BY),
    ("bound", r"(?<=,\s)to\s+be\s+\w+(?:ed|t|en|d)\s+(?:\w+\s+){0,4}?" + _BY),
    ("bound", _DOES + _words(10) + r"by\s+(?=(?:\d{1,2}\s+)?[A-Z][a-z]+(?:\s+\d{1,2}\b)?)"),
    ("wants", _WANTS + _words(10) + _BY),
    (
        "wants",
        r"\b(?:expects?|awaits?)\s+"
        + _words(4)
        + r"(?:answer|reply|response|decision|payment)s?\s+on\s+(?:the\s+)?"
        + CLOCK,
    ),
    (
        "takes",
        rf"\b(?:notice|withdrawal|exit|suspension|termination|departure)\b[^.;:]{{0,80}}?\b(?:to\s+take|takes|taking|will\s+take)\s+effect\s+(?:[^\s.;:]+\s+){{0,4}}?(?:on|at|by)\s+(?:the\s+)?{CLOCK}",
    ),
    ("bound", r"\b(?:is|are|was|were)\s+due\s+(?:\w+\s+){0,3}?" + _BY),
    (
        "moved",
        rf"\b{_NOUN}\b[^.;:“”\"]{{0,20}}?\bw(?:as|ere)\s+to\b[^.;:“”\"]{{0,60}}?\b(?:will|would)\s+(?:now\s+)?{_END}\s+(?:on|at)\s+(?:the\s+)?{CLOCK}",
    ),
    ("noun", rf"\b{_NOUN}\b(?:[^.;:“”\"]{{0,60}}?)\b{_ENDS}"),
    ("noun", rf"\b(?:{_SETS})\s+(?:is|of|on|was)\s+(?:set\s+for\s+)?(?:the\s+)?{CLOCK}"),
    ("noun", rf"\b(?:{_SETS})\s+(?:[^.;]{{3,60}}?),?\s+(?:is|was)\s+(?:set\s+for\s+)?(?:the\s+)?{CLOCK}"),
    (
        "noun",
        rf"\b{_NOUN}\b[^.;:“”\"]{{0,60}}?\bbe(?:en)?\s+(?:extended|prolonged|renewed)\s+(?:[^\s.,;]+\s+){{0,4}}?{_UNTIL}",
    ),
    (
        "up",
        rf"\b(?:time|the\s+clock|patience)\s+(?:is|will\s+be|runs?|was|will\s+run)\s+(?:up|out)\s+(?:for\s+{_words(4)})?(?:on|at)\s+(?:the\s+)?{CLOCK}",
    ),
    ("noun", rf"\b(?:it|which|this)\s+(?:expires?|runs?\s+out|lapses?)\s+(?:on|at|in)\s+(?:the\s+)?{CLOCK}"),
    ("may", r"\bmay\s+" + _words(12) + _UNTIL),
    ("setting", rf"\bunless\s+{_words(12)}{_BY}"),
    (
        "setting",
        rf"\b(?:will|would|shall|to)\s+{_words(8)}(?:on|from|at)\s+(?:the\s+)?{CLOCK}(?=[^.;]{{3,30}}\b(?:unless\b|if\b[^.;]{{3,60}}\bnot\b))",
    ),
)
_BY_LENGTH = _any_case(
    ("has", _HAS + _LENGTH + r"(?:\s+from\s+\w+)?\s+(?:in\s+which\s+|left\s+)?to\b"),
    ("gave", _GAVE + _LENGTH),
    ("gave", _ORDERED + _words(6) + r"to\s+" + _words(10) + _WITHIN),
    ("has", r"\b(?:has|have)\s+(?:only\s+|just\s+)?" + _LENGTH + r"(?=\s*[.;]|\s+in\s+which\b)"),
    ("gave", rf"\b(?:allows?|allowed|grants?|granted|gives?|gave|leaves?|left)\s+{_LENGTH}\s+(?:for|to|in)\b"),
    ("term", rf"\b{_LENGTH}[\s-]+(?:{_SETS})\b"),
    ("left", rf"\b{_LENGTH}\s+(?:remain(?:ed)?\b|(?:are\s+|were\s+)?left\b|to\s+go\b)"),
    ("bound", r"\b(?:will|would|shall)\s+" + _words(6) + _WITHIN),
    ("bound", _MUST + _words(10) + _WITHIN),
)
# An extension moves an end, not anything: "moved its troops to".
_EXTENDS = re.compile(r"(?:extend|prolong|mov|push|postpon|shift|put|delay|br)", re.IGNORECASE)
_OF_AN_END = re.compile(rf"\b(?:{_SETS}|mandate|truce|cease-?fire|moratorium|grace\s+period)\b", re.IGNORECASE)
DAYS = {"hour": 1 / 24, "day": 1, "week": 7, "fortnight": 14, "month": 30}
"""How many days a unit of a term has, a month taken for thirty."""
# A day names a deadline: "missed a 3 May deadline", "ahead of Friday's ultimatum".
_OF_DAY = re.compile(rf"(?:['’]s)?\s+(?:\w+[\s-]+)?(?:{_SETS})\b", re.IGNORECASE)
# "Failed to meet another deadline today": the day is that of the deadline, not of what somebody did about it.
_ON_DAY = re.compile(
    rf"\b(?:miss|fail|meet|met|beat)\w*\s+(?:[^.;,]{{0,30}}?)((?:{_SETS}))\s+(?:on\s+)?$", re.IGNORECASE
)
# "The day of 10 December, fixed by the court", "Arlen's date for its return, 31 May, went by".
_DAY_OF = re.compile(r"\b(?:day|date)\s+of\s+$", re.IGNORECASE)
_FIXED = re.compile(
    r",?\s+(?:which\s+was\s+|that\s+was\s+)?(?:set|fixed|named|given|laid\s+down|appointed)\s+by\b", re.IGNORECASE
)
_DATE_FOR = re.compile(r"\b(?:date|day)\s+for\s+[^,.;:]{3,60},\s+$", re.IGNORECASE)
# Of such a deadline these say that it is past, that nobody set it before.
_GONE = re.compile(
    r"\b(?:(?:gone|went)\s+(?:by|past)|miss(?:ed|ing)?|fail(?:ed|ing)?|pass(?:ed|ing)?|expir(?:ed|ing|y)|ignor(?:ed|ing)|laps(?:ed|ing)|ran\s+out|let|met|"
    r"beat|after|since|came\s+and\s+went)\b",
    re.IGNORECASE,
)
_HAD = re.compile(r"\b(?:had|was|were)\s+(?:been\s+)?$", re.IGNORECASE)
# "Gave six months' notice" sets no deadline, nor does "a six-month notification".
_NO_TERM = re.compile(
    r"[\s-]*(?:notice|notification|warning|period|visit|tour|mission|contract|sentence)\b", re.IGNORECASE
)
# What is only weighed or denied sets nothing.
_IDLE = re.compile(
    r"\b(?:if|whether|no|nobody|none|not|never|without|could|might|used\s+to)\b[^,;.]{0,25}$", re.IGNORECASE
)
# A page that counts the days left speaks of what they are left for.
_COUNTDOWN = re.compile(r"\b(?:deadline|ultimatum|clock|countdown|expire\w*|runs?\s+out|time\s+limit)\b", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s+(?:the\s+)?$", re.IGNORECASE)
_BEFORE = re.compile(r"\bbefore\s+(?:the\s+)?$", re.IGNORECASE)
_PAST = re.compile(r"\b(?:was|were|had|expired|ended)\b", re.IGNORECASE)
_SPOKEN_OF = re.compile(r"(?:['’]s|\b(?:the|this|that|its|his|her|their))\s+$", re.IGNORECASE)
SET_NOUN = re.compile(rf"\b(?:{_SETS})\b", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:it|they|he|she)\b", re.IGNORECASE)
_WILL = re.compile(r"\bwill\b", re.IGNORECASE)
_HALF_A_YEAR = timedelta(183)
_LONGEST = 400
"""A term of more days is an aim rather than a deadline."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit in time: how it is told, the words of it up to its day, and when it ends.

    ``first`` is the first day on which it may end, where that is not the last.
    """

    how: str
    span: Span
    days: int | None
    last: date
    first: date | None = None


def limits(told: Told, sentence: Span, seen: Interval) -> Iterator[Limit]:
    """The limits that a sentence sets or tells of, by a day and by a length; ``seen`` is when the page came out."""
    text = told.text
    for how, pattern in _BY_DAY:
        for match in pattern.finditer(text, sentence.start, sentence.end):
            words = next(iter(find(text, Span(match.end(), sentence.end))), None)
            if words is None or words.span.start != match.end() or words.kind not in _DATED:
                continue
            if _EXTENDS.match(match[0]) and not _OF_AN_END.search(match[0]):
                continue
            since = said_at(told, match.start())
            past = _PAST.search(match[0]) or _HAD.search(told.lead(match.start(), 12))
            ahead = not past or _WILL.search(match[0]) is not None
            from_ = since.time.value if since and since.time.value.known else seen
            time = resolve(words, from_, future=ahead)
            if not ahead and time and time.latest and (from_.latest or time.latest) - time.latest > _HALF_A_YEAR:
                # "Was to have run out on 3 December", told in November, is of this year.
                time = resolve(words, from_, future=True)
            if time is None or time.granularity not in FINE or time.earliest is None or time.latest is None:
                continue
            exactly = _BEFORE.search(match[0]) and words.kind != "end"
            last = time.earliest - timedelta(1) if exactly else time.latest
            if abs((last - (seen.latest or last)).days) <= _LONGEST and not _IDLE.search(
                text[sentence.start : match.start()]
            ):
                yield Limit(how, Span(match.start(), words.span.end), None, last)
    yield from _by_their_day(told, sentence, seen)
    for how, pattern in _BY_LENGTH:
        for match in pattern.finditer(text, sentence.start, sentence.end):
            if how == "gave" and _NO_TERM.match(text, match.end()):
                continue
            start = _counted_from(told, Span(match.start(), match.end()), sentence, seen)
            try:
                length = amount(match["count"]) * DAYS[match["unit"].lower().rstrip("s")]
                days = -int(-length // 1)
            except (ValueError, OverflowError):
                continue
            if how == "left" and not _COUNTDOWN.search(text):
                continue
            if start and 0 < days <= _LONGEST and match["unit"].lower().startswith("month"):
                days = (_months_on(start, amount(match["count"])) - start).days
            fits = start is not None and 0 < days <= min(_LONGEST, (date.max - start).days)
            if start and fits and not _IDLE.search(text[sentence.start : match.start()]):
                # Of a few hours nobody knows whether midnight lies between.
                few = match["unit"].lower().startswith("hour") and length < 1
                first = start if few else None
                yield Limit(how, Span(match.start(), match.end()), days, start + timedelta(days), first)


def _by_their_day(told: Told, sentence: Span, seen: Interval) -> Iterator[Limit]:
    """The deadlines that a sentence names by their day: "failed to meet a Friday deadline"."""
    text = told.text
    for words in find(text, sentence):
        named = _OF_DAY.match(text, words.span.end, sentence.end)
        behind = _ON_DAY.search(text, sentence.start, words.span.start)
        fixed = _DAY_OF.search(text[sentence.start : words.span.start]) and _FIXED.match(
            text, words.span.end, sentence.end
        )
        date_for = _DATE_FOR.search(text, sentence.start, words.span.start)
        span = None
        if named or fixed:
            span = Span(words.span.start, named.end() if named else words.span.end)
        elif behind or date_for:
            start = behind.start(1) if behind else date_for.start() if date_for else words.span.start
            span = Span(start, words.span.end)
        if span is None or words.kind not in _DATED or _IDLE.search(text[sentence.start : words.span.start]):
            continue
        gone = _GONE.search(text, sentence.start, sentence.end) is not None
        time = resolve(words, seen, future=not gone)
        if time is None or time.granularity is not Granularity.DAY or time.latest is None:
            continue
        if abs((time.latest - (seen.latest or time.latest)).days) <= _LONGEST:
            yield Limit("named", span, None, time.latest)


def _months_on(day: date, count: int) -> date:
    """The day so many months on, or the last of its month where that has no such day."""
    years, month = divmod(day.month - 1 + count, 12)
    year, month = day.year + years, month + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(1)).day
    return date(year, month, min(day.day, last))


def said_at(told: Told, at: int) -> Statement | None:
    """The innermost statement of a known speaker in whose words a place stands."""
    holding = [s for s in told.spoken.holding(Span(at, at + 1)) if s.speaker]
    return min(holding, key=lambda s: len(s.extent)) if holding else None


def _counted_from(told: Told, span: Span, sentence: Span, seen: Interval) -> date | None:
    """The day from which a length counts: that of its words, one told in its sentence, else the page's."""
    for words in find(told.text, span):
        # "Has 60 days from Monday to answer".
        if _FROM.search(told.text[span.start : words.span.start]) and (found := told.done(words)) is not None:
            return found[0].earliest
    statement = said_at(told, span.start)
    if statement is not None:
        time = statement.time.value
        if time.known and time.earliest == time.latest:
            return time.earliest
        if statement.kind is Kind.DIRECT:
            return None
    # Words of nobody who is known were said on a day that nobody knows.
    if is_quoted(told.text, span.start):
        return None
    if _GOES_ON.match(told.text, sentence.start):
        # "The judges ordered it to leave on Monday. It has six weeks."
        before = told.before(sentence.start)
        if before is not None and "\n" not in told.text[before.end : sentence.start]:
            return told_day(told, sentence) or told_day(told, before) or seen.latest
    return told_day(told, sentence) or seen.latest


def refers_back(text: str, span: Span) -> bool:
    """Whether words name a deadline that was set before: "Arlen's 30-day deadline has been criticised"."""
    return (
        _SPOKEN_OF.search(text[max(0, span.start - 6) : span.start]) is not None
        and SET_NOUN.search(text, span.start, span.end) is not None
    )
