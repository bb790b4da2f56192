"""What falls due: how long, from when, on which day, for whom and under which condition."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from onrecord.model import (
    Act,
    Deadline,
    Evidence,
    Granularity,
    Interval,
    Judgement,
    Span,
    Statement,
)
from onrecord.model.actor import ACTORS
from onrecord.model.span import surfaces
from onrecord.reading.actors.home import home
from onrecord.reading.events.falling import fallen
from onrecord.reading.events.limit import CLOCK, FINE, refers_back
from onrecord.reading.events.told import Told, told_day
from onrecord.reading.grammar.condition import conditional_threat
from onrecord.reading.grammar.order import by_pronoun
from onrecord.reading.identity import identity
from onrecord.reading.timex import TimeWords, find, resolve, terms

# Acts that can set a deadline; a plain statement does where it speaks of what will be.
_SETTING = frozenset({Act.THREATEN, Act.REQUEST, Act.SANCTION, Act.COERCE, Act.REJECT, Act.AGREE})
_AHEAD = re.compile(r"\b(?:will|would|must|shall)\b")
_CONDITION = re.compile(r"\b(?:unless|if|until|provided that)\b[^.;”\"]*", re.IGNORECASE)
# Behind these a day is the last one; behind "before" the last one is the day ahead of it.
_BY = re.compile(
    rf"\b(?P<by>by|until|till|no later than|not later than|before)\s+(?:the\s+)?{CLOCK}(?:end\s+of\s+)?$", re.IGNORECASE
)
# On this day a step is taken.
_ON = re.compile(r"\b(?:on|from|at|by|as\s+of|effective)\s+(?:the\s+)?(?:end\s+of\s+)?$", re.IGNORECASE)
# Who waits until a day sets it to others.
_WAITS = re.compile(r"\b(?:wait|stay|hold\s+off|give|allow)\b", re.IGNORECASE)
_THAT = re.compile(r"(?:that|for)\s+(?:the\s+)?", re.IGNORECASE)
# "In 60 days from 4 December": what a term counts from stands right behind it.
_FROM = re.compile(r"\s+(?:from|after|of|starting(?:\s+on)?|beginning(?:\s+on)?)\s+(?:the\s+)?$")
# "Neither in thirty days nor in three hundred" sets nothing.
_NEVER = re.compile(r"\b(?:neither|nor|not\s+even|not)\s+$", re.IGNORECASE)
# What somebody "had wanted by the end of October" lies behind the page.
_HAD = re.compile(r"\bhad\s+$", re.IGNORECASE)
_TERM = re.compile(r"\s+(?:within|by|before|until|no\s+later\s+than)\s[^.;:,\n\"“”]{2,40}", re.IGNORECASE)
# A verbal noun at the head of a sentence is nobody: "Planting has to be done by the tenth".
_NOBODY = re.compile(r"[A-Za-z]+ing")
# How long something lasts binds nobody: "the accord shall live until 1 March".
_LASTS = re.compile(
    r"\b(?:treaty|agreement|accord|pact|truce|cease-?fire|mandate|moratorium|deal|convention|compact|it)\b[^.;]*\b"
    r"(?:shall|will|would|to)\s+(?:be\s+)?(?:live|last|run|continue|remain|stay|hold|extended|prolonged|renewed|apply)\b[^.;]{0,30}$",
    re.IGNORECASE,
)
_NEAR = 40

# "Extended the deadline by ten days": not a term of ten days from then on.
_LONGER = re.compile(
    r"\b(?:extend|prolong|postpon|push|delay|shift)\w*\s[^.;]{0,60}\bby\s+(?:another\s+)?$", re.IGNORECASE
)
_BEFORE = 90
"""Characters in which it is looked for what a term is said of."""


def deadlines(told: Told) -> tuple[Deadline, ...]:
    """What falls due by the statements of a text, each once, in their order.

    A length of time ("in 60 days") counts from when the statement that sets it was made, never from the page.
    """
    found: dict[tuple[int, int], Deadline] = {}
    for statement in told.said:
        said = surfaces(told.text, (c for c in statement.content if c.line is None))
        if statement.speaker is not None and _NOBODY.fullmatch(statement.speaker.value):
            continue
        setting = statement.act.value in _SETTING
        if not setting and not (statement.act.value is Act.SAY and _AHEAD.search(said)):
            continue
        for content in statement.content:
            if content.line is not None:
                continue
            # The term may stand behind the words in which it was asked: "that Arlen leave | within a fortnight".
            ahead = _TERM.match(told.text, content.end)
            content = Span(content.start, ahead.end()) if ahead else content
            counted = next((t for t in terms(told.text, content) if _sets(told.text, content, t[0])), None)
            if counted is not None and refers_back(told.text, counted[0]):
                continue
            if counted is not None and _LONGER.search(told.lead(counted[0].start, _BEFORE)):
                continue
            if counted is not None:
                new = _counted(told, statement, content, *counted)
                found.setdefault((new.span.start, new.span.end), new)
            elif setting and statement.act.value is not Act.REJECT:
                terms_ = list(_named(told, statement, content))
                for new in (*terms_, *_taken(told, statement, content, terms_)):
                    found.setdefault((new.span.start, new.span.end), new)
    for new in fallen(told, [one.span for one in found.values()]):
        found.setdefault((new.span.start, new.span.end), new)
    return tuple(sorted(found.values(), key=lambda d: (d.span.start, d.span.end)))


def _counted(told: Told, statement: Statement, content: Span, span: Span, days: int) -> Deadline:
    """A term in days: the day it ends on follows from the day it begins on, where that is known."""
    start, seen = _start(told, statement, span)
    earliest, latest = (later(day, days) for day in (start.value.earliest, start.value.latest))
    says = f'"{told.text[span.start : span.end]}" counted from {start.value}, {seen}'
    falls = Interval(earliest, latest, Granularity.DAY if earliest == latest and earliest else Granularity.OPEN)
    why = (Evidence("deadline", says, span), *start.evidence)
    return _deadline(told, statement, content, span, days, Judgement(falls, start.confidence, why), start)


def _start(told: Told, statement: Statement, span: Span) -> tuple[Judgement[Interval], str]:
    """From when a term counts, and why: a time right behind it that it counts from, else when it was said."""
    for words in find(told.text, Span(span.end, min(len(told.text), span.end + _NEAR))):
        if _FROM.fullmatch(told.text[span.end : words.span.start]) and (found := told.when(words)):
            return Judgement(found[0], 0.85, (found[1],)), "as the words say"
    if not statement.time.value.known and (day := _told_on(told, statement)) is not None:
        why = Evidence("told on", f"the sentence tells it on {day}", span)
        return Judgement(Interval.day(day), round(0.8 * statement.time.confidence, 3), (why,)), "when it was told"
    return statement.time, "when it was said"


def _told_on(told: Told, statement: Statement) -> date | None:
    """The day that the sentence of a statement gives, where the statement itself has none."""
    first = min(span.start for span in (*statement.cue, *statement.content))
    sentence = told.around(first)
    return told_day(told, sentence) if sentence is not None else None


def _named(told: Told, statement: Statement, content: Span) -> Iterator[Deadline]:
    """A day by which something must be done: "by 1 March", "until the end of the month"."""
    said = statement.time.value
    seen = said if said.known else told.published.value
    wanted = any(_HAD.search(told.lead(cue.start, 5)) for cue in statement.cue)
    for words in find(told.text, content):
        by = _BY.search(told.text[max(content.start, words.span.start - _NEAR) : words.span.start])
        back = _looking_back(told, words, seen) if by and not said.known else None
        time = back or (resolve(words, seen, future=not wanted) if by else None)
        if by is None or time is None or time.granularity not in FINE or time.latest is None or time.earliest is None:
            continue
        exactly = by["by"].lower() == "before" and words.kind != "end"
        last = time.earliest - timedelta(1) if exactly else time.latest
        if said.earliest and last < said.earliest:
            continue
        span = Span(words.span.start - len(by[0]), words.span.end)
        says = f'"{told.text[span.start : span.end]}", seen from {seen}, ends on {last}'
        why = (Evidence("deadline", says, span), *statement.time.evidence)
        falls = Judgement(Interval.day(last), round(0.85 * statement.time.confidence, 3), why)
        if _LASTS.search(told.text[content.start : span.start]):
            yield Deadline(identity(told.document, "deadline", span), span, None, None, None, None, falls, None)
        else:
            yield _deadline(told, statement, content, span, None, falls, statement.time)
        return


def _taken(told: Told, statement: Statement, content: Span, terms_: Sequence[Deadline]) -> Iterator[Deadline]:
    """The day on which a step is taken unless somebody does as told: "would leave on 1 June unless Arlen pays".

    A step that follows at once on the end of one of ``terms_``, those of the same words, falls due with it.
    """
    threat = conditional_threat(told.text[content.start : content.end]) if statement.act.value is Act.THREATEN else None
    if threat is None:
        return
    said = statement.time.value
    seen = said if said.known else told.published.value
    where = Span(content.start + threat.clause[0], content.start + threat.clause[1])
    for words in find(told.text, where):
        on = _ON.search(told.text[max(where.start, words.span.start - 20) : words.span.start])
        time = resolve(words, seen, future=True) if on else None
        if on is None or time is None or time.granularity not in FINE or time.latest is None:
            continue
        ends = [one.falls.value.latest for one in terms_]
        if any(end is not None and 0 <= (time.latest - end).days <= 1 for end in ends):
            return
        if seen.earliest and time.latest < seen.earliest:
            continue
        span = Span(words.span.start - len(on[0]), words.span.end)
        says = f'"{told.text[span.start : span.end]}", seen from {seen}, is {time.latest}, when the step is taken'
        falls = Judgement(
            Interval.day(time.latest),
            round(0.8 * statement.time.confidence, 3),
            (Evidence("deadline", says, span), *statement.time.evidence),
        )
        yield _deadline(told, statement, content, span, None, falls, statement.time)
        return


def _condition(told: Told, statement: Statement, content: Span, span: Span, days: int | None) -> Span | None:
    """The words that say under which condition: of a threat what is to be done, else any but a mere "until" a day."""
    threat = conditional_threat(told.text[content.start : content.end]) if statement.act.value is Act.THREATEN else None
    if threat is not None:
        return Span(content.start + threat.condition[0], content.start + threat.condition[1])
    match = _CONDITION.search(told.text, content.start, content.end)
    condition = Span(match.start(), match.start() + len(match[0].rstrip(" ,\n"))) if match else None
    # "Until" in front of the day itself is no condition.
    return None if condition is not None and days is None and span.touches(condition) else condition


def _looking_back(told: Told, words: TimeWords, seen: Interval) -> Interval | None:
    """The day that "by the 17th" is where the sentence tells of a month gone by: "in June, when it ordered 300"."""
    if words.kind != "near":
        return None
    sentence = told.around(words.span.start)
    before = [t for t in told.times if sentence and t.span in sentence and t.span.end <= words.span.start]
    month = next((t.interval for t in reversed(before) if t.words.kind == "month" and t.interval), None)
    if month is None or month.latest is None or seen.latest is None or month.latest >= seen.latest:
        return None
    return resolve(words, Interval.day(month.latest), future=False)


def _deadline(
    told: Told,
    statement: Statement,
    content: Span,
    span: Span,
    days: int | None,
    falls: Judgement[Interval],
    start: Judgement[Interval],
) -> Deadline:
    """One deadline with its condition and who is bound by it."""
    condition = _condition(told, statement, content, span, days)
    threatens = statement.act.value is Act.THREATEN
    bound = _asked(told, statement, content) or (_told_to(told, statement, condition) if threatens else None)
    bound = bound or (statement.target.value if statement.target else _in_condition(told, condition))
    waits = _WAITS.search(told.text[content.start : span.start]) is not None
    if bound is None and not waits and statement.act.value is Act.AGREE and statement.speaker:
        bound = statement.speaker.value
    return Deadline(identity(told.document, "deadline", span), span, statement.id, days, bound, condition, falls, start)


def _sets(text: str, content: Span, span: Span) -> bool:
    """Whether a length of time is one that somebody sets, not one that passed: "waited for ten days"."""
    if _NEVER.search(text[content.start : span.start]):
        return False
    return not (text[span.start :][:4].lower() == "for " and not _AHEAD.search(text[content.start : span.start]))


def _asked(told: Told, statement: Statement, content: Span) -> str | None:
    """Who must act by a demand that begins with them: "demands that Arlen withdraw its rockets"."""
    head = _THAT.match(told.text, content.start, content.end)
    if statement.act.value is not Act.REQUEST or head is None:
        return None
    named = [m for m in told.within(Span(head.end(), content.end)) if m.kind in ACTORS and m.refers]
    near = named[0] if named and named[0].span.start - head.end() <= 1 else None
    return near.refers.value if near and near.refers else None


def _in_condition(told: Told, condition: Span | None) -> str | None:
    """Who must act by a condition: the first actor that it names ("unless Arlen returns to compliance")."""
    named = told.within(condition) if condition else []
    return next((m.refers.value for m in named if m.kind in ACTORS and m.refers), None)


def _told_to(told: Told, statement: Statement, condition: Span | None) -> str | None:
    """Who must act by the condition of a threat: the first that it names who is not of the speaker's side."""
    side = told.reference.side(statement.speaker.value) if statement.speaker else None
    named = told.within(condition) if condition else []
    homes = [home(m, told.reference) or m for m in named if not by_pronoun(m)]
    others = (m.refers.value for m in homes if m.kind in ACTORS and m.refers)
    return next((name for name in others if told.reference.side(name) != side), None)


def later(day: date | None, days: int) -> date | None:
    """A day so many days later, or None where none is known or the calendar ends before."""
    return day + timedelta(days) if day and (date.max - day).days >= days else None
