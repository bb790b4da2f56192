"""What falls due by the words of a page, whoever's they are: "Ombrel has until April 8", "expires on 30 June"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from onrecord.model import (
    Act,
    Deadline,
    Evidence,
    Granularity,
    Interval,
    Judgement,
    Mention,
    Span,
    Statement,
)
from onrecord.model.actor import ACTORS, BODIES
from onrecord.reading.actors.home import home
from onrecord.reading.events.limit import SET_NOUN, Limit, limits, refers_back, said_at
from onrecord.reading.events.told import Told
from onrecord.reading.grammar.order import by_pronoun
from onrecord.reading.grammar.place import back_over, paragraph_start
from onrecord.reading.identity import identity

_PRESSING = frozenset({Act.THREATEN, Act.REQUEST, Act.SANCTION, Act.COERCE})
_SET_BY = re.compile(r"\b(?:set|imposed|given|issued|fixed|named|appointed)\s+by\s+(?:the\s+)?$", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:been|is|was|were|being|are)\s+$", re.IGNORECASE)
# What is given behind one of these runs on from the old end: "another 48 hours", "48 more hours".
_MORE = re.compile(r"\b(?:more|another|further|additional|extra|extension)\b", re.IGNORECASE)
_WHERE = re.compile(r"\b(?:in|at|near|inside|outside|from)\s+(?:the\s+)?$", re.IGNORECASE)
_FOR = re.compile(r"\s*(?:for|to|on)\s+(?:the\s+)?")
_ITSELF = re.compile(r"\b(?:itself|himself|herself|themselves)\b", re.IGNORECASE)
_IT = re.compile(r"\b(?:it|them|him|her)\b", re.IGNORECASE)
# An agreement or a text gives a term in nobody's name.
_TEXT = re.compile(
    r"(?:the|an?|this|that)\s+(?:[\w-]+\s+){0,2}(?:accord|agreement|treaty|deal|pact|protocol|truce|settlement|text)\b",
    re.IGNORECASE,
)
# Which of these ends binds nobody in particular.
_PACT = re.compile(r"(?:agreement|treaty|pact|accord|truce|cease-?fire|contract)\b", re.IGNORECASE)
_NOTICE = re.compile(r"notice\s+(?:that\b|of\b|given\b|by\b)", re.IGNORECASE)
_OFFER = re.compile(r"(?:offer|option|tender|waiver|exemption|concession|extension|reprieve)\b", re.IGNORECASE)
_THEY = re.compile(r"(?:they|he|she|it|all|both|the\s+\w+)\b", re.IGNORECASE)
_COURT = re.compile(r"\b(?:court|tribunal|chamber|arbitrat\w+|panel|judges?|bench)\b", re.IGNORECASE)
_AGENT = re.compile(r"\bby\s+(?:the\s+)?(?:\w+\s+){0,2}$", re.IGNORECASE)
_ITS = re.compile(r"\bits\b", re.IGNORECASE)
_REVIEW = re.compile(r"\bbe\s+(?:reviewed|renewed|lifted)\b", re.IGNORECASE)
_UNLESS = re.compile(r"\b(?:unless|if)\b", re.IGNORECASE)
# Whose deadline it is that so much time is left of; what "it" is that ends.
_OWN = re.compile(r"\s+(?:on|of|in|before|until)\s+(?:its|his|her|their)\s+(?:own\s+)?(?:\w+\s+)?", re.IGNORECASE)
_PRONOUN = re.compile(r"(?:it|which|this)\b", re.IGNORECASE)
_MISSES = re.compile(r"\b(?:miss|fail|ignor|meet|met\b|beat|let\b)", re.IGNORECASE)
_NEAR = 40
"""For whom a deadline is set stands within so many characters behind it."""
_ROUGHLY = 2
_OPENS = 5
"""A pronoun that opens a sentence ends within so many characters."""


def fallen(told: Told, taken: list[Span]) -> Iterator[Deadline]:
    """The deadlines that a text tells of, but for those whose words are ``taken``."""
    seen = told.published.value
    if not seen.known or seen.earliest is None or seen.earliest != seen.latest:
        return
    done = list(taken)
    found: list[Deadline] = []
    kept: list[Limit] = []
    for sentence in told.sentences:
        for one in limits(told, sentence, seen):
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


def _deadline(told: Told, sentence: Span, one: Limit) -> Deadline:
    """The deadline with who sets it and who is bound by it."""
    statement = said_at(told, one.span.start)
    inside = [home(m, told.reference) or m for m in told.within(sentence) if m.refers]
    people = [m for m in inside if m.kind in ACTORS and m.refers]
    before = [m for m in people if m.span.end <= one.span.start]
    within = [m for m in people if m.span in one.span]
    there = [m for m in before if not _WHERE.search(told.lead(m.span.start, 12)) and not _aside(told, m, one.span)]
    subject = _name((there or before)[-1]) if before else None
    by, bound = None, None
    if one.how in ("bound", "has", "may"):
        bound = subject
    elif one.how == "gave":
        by, bound = _given(told, sentence, one, subject, within)
        another = statement is not None and _tells_of_another(told, statement, by, before)
        if another or _TEXT.match(told.text, sentence.start):
            # Who tells that a court gave somebody more time has given none; an agreement gives it in nobody's name.
            statement = None
    elif one.how == "wants":
        by, bound = subject, next((name for m in within if (name := _name(m)) != subject), None)
    elif one.how == "takes":
        by = subject
    elif one.how == "moved":
        speaker = statement.speaker.value if statement is not None and statement.speaker else None
        by, bound = (_name(within[0]) if within else speaker or subject), None
    elif one.how in ("named", "term"):
        by, bound = _parties(told, sentence, one, people)
        if one.how == "term" and refers_back(told.text, one.span):
            return _spoken(told, one, _owner(told, one.span, before), bound)
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
    elif one.how == "noun" and SET_NOUN.match(told.text, one.span.start, one.span.end):
        # "The deadline that Arlen had set expired on Monday", "Arlen's ultimatum".
        bound = _addressed(told, one.span, before, within, people)
        by = next((name for m in within if (name := _name(m)) != bound), subject)
    elif one.how == "noun":
        words = told.text[one.span.start : one.span.end]
        if _NOTICE.match(words):
            # "The notice that Arlen gave falls due on 3 May": what it said it would do itself.
            return _plain(told, one, _name(within[0]) if within else subject, None)
        if (owner := _owner(told, one.span, before)) is not None and _OFFER.match(words):
            # "Arlen's offer stands until Saturday".
            return _plain(told, one, owner, None)
        free = _PRONOUN.match(words) is not None or _PACT.match(words) is not None
        bound = _name(within[0]) if within else None if free else subject
        if _ITS.search(told.text[sentence.start : one.span.start + 4]) and _REVIEW.search(
            told.text[one.span.start : one.span.end]
        ):
            # "Its ban is to be reviewed on 3 May": by who is spoken of, for itself.
            by = bound = _spoken_of(told, sentence)
    if one.how in ("noun", "takes", "moved"):
        # Who says that a mandate ends has not set its end.
        statement = None
    elif statement is None and one.how == "has":
        by = _threat(told, sentence, bound)
    if statement is None and by is None and one.how in ("has", "bound"):
        by, bound = _by_the_one_before(told, sentence, bound, opens=one.span.start - sentence.start <= _OPENS)
    surface = " ".join(told.text[one.span.start : one.span.end].split())
    says = f'"{surface}", seen from {told.published.value}, ends on {one.last}'
    ends = Interval.day(one.last) if one.first is None else Interval(one.first, one.last, Granularity.DAY)
    falls = Judgement(ends, 0.7, (Evidence("deadline", says, one.span),))
    start = statement.time if statement is not None else None
    id_ = identity(told.document, "deadline", one.span)
    setter = by if statement is None else None
    return Deadline(id_, one.span, statement.id if statement else None, one.days, bound, None, falls, start, setter)


def _owner(told: Told, span: Span, before: list[Mention]) -> str | None:
    """Whose it is that runs out: "Arlen's offer"."""
    end = back_over(told.text, span.start)
    owners = [m for m in before if told.text[end - 2 : end] in ("'s", "’s") and m.span.end == end - 2]
    return _name(owners[-1]) if owners else None


def _plain(told: Told, one: Limit, by: str | None, bound: str | None) -> Deadline:
    """A deadline by its day, set by nobody's words on the page."""
    surface = " ".join(told.text[one.span.start : one.span.end].split())
    says = f'"{surface}", seen from {told.published.value}, ends on {one.last}'
    falls = Judgement(Interval.day(one.last), 0.7, (Evidence("deadline", says, one.span),))
    id_ = identity(told.document, "deadline", one.span)
    return Deadline(id_, one.span, None, one.days, bound, None, falls, None, by)


def _tells_of_another(told: Told, statement: Statement, by: str | None, before: list[Mention]) -> bool:
    """Whether somebody tells of a term that another has given: named in their words, of another side."""
    speaker = statement.speaker.value if statement.speaker else None
    inside = any(_name(m) == by and any(m.span in c for c in statement.content) for m in before)
    return by is not None and inside and told.reference.side(by) != (speaker and told.reference.side(speaker))


def _by_the_one_before(told: Told, sentence: Span, bound: str | None, *, opens: bool) -> tuple[str | None, str | None]:
    """Who sets a term that goes on with the sentence before: "declared unwanted by Veyra. They must leave by Monday".

    A court or panel named there sets what must be done; whoever a "by" names does; who is told of is bound.
    """
    before = told.before(sentence.start)
    if before is None or "\n" in told.text[before.end : sentence.start]:
        return None, bound
    named = [home(m, told.reference) or m for m in told.within(before) if m.refers]
    people = [m for m in named if m.kind in ACTORS and m.refers]
    goes_on = _THEY.match(told.text, sentence.start) is not None
    court = next((m for m in people if _COURT.search(told.text[m.span.start : m.span.end])), None)
    agent = next((m for m in people if _AGENT.search(told.lead(m.span.start, 20))), None)
    setter = court or (agent if goes_on else None)
    by = _name(setter) if setter else None
    others = [m for m in people if _name(m) != by and not _WHERE.search(told.lead(m.span.start, 12))]
    return by, bound or (_name(others[0]) if others and goes_on and (setter or opens) else None)


def _aside(told: Told, mention: Mention, span: Span) -> bool:
    """Whether what somebody owns is spoken of before the subject: "bows to Arlen's request, gives Veyra"."""
    between = told.text[mention.span.end : span.start]
    return between.startswith(("'s", "’s")) and "," in between


def _spoken(told: Told, one: Limit, by: str | None, bound: str | None) -> Deadline:
    """A deadline of so many days that was set before the page: it ends that long after it at most."""
    out, surface = told.published.value.latest, told.text[one.span.start : one.span.end]
    last = out + timedelta(one.days) if out is not None and one.days is not None else one.last
    says = f'"{surface}" was set before the page came out, so it ends by {last}'
    falls = Judgement(Interval(None, last, Granularity.OPEN), 0.5, (Evidence("deadline", says, one.span),))
    return Deadline(
        identity(told.document, "deadline", one.span), one.span, None, one.days, bound, None, falls, None, by
    )


def _parties(told: Told, sentence: Span, one: Limit, people: list[Mention]) -> tuple[str | None, str | None]:
    """Who sets a deadline that its day or length names, and who is bound by it.

    "Arlen's 72-hour deadline for Veyra", "a Friday deadline set by Arlen", "Veyra missed a 3 May deadline".
    """
    behind = [m for m in people if m.span.start >= one.span.end]
    before = [m for m in people if m.span.end <= one.span.start]
    by = next((_name(m) for m in behind if _SET_BY.search(told.lead(m.span.start, 20))), None)
    to = re.compile(r"\b(?:for|to|on)\s+(?:the\s+)?(?:\w+\s+)?$", re.IGNORECASE)
    near = [m for m in behind if m.span.start - one.span.end <= _NEAR and _name(m) != by]
    bound = next((_name(m) for m in near if to.search(told.lead(m.span.start, 24))), None)
    subject = _name(before[0]) if before else None
    missed = _MISSES.search(told.text, sentence.start, one.span.start) is not None
    if missed:
        return by, bound or subject
    return by or subject, bound


def _given(
    told: Told, sentence: Span, one: Limit, subject: str | None, within: list[Mention]
) -> tuple[str | None, str | None]:
    """Who gives a term and to whom: "gave Veyra until", "gave itself", "the accord gave Veyra", "gave it until"."""
    words = told.text[one.span.start : one.span.end]
    if _PASSIVE.search(told.lead(one.span.start, 10)):
        # "Veyra had been given time until Sunday".
        return None, subject
    if _ITSELF.search(words):
        return subject, subject
    by = None if _TEXT.match(told.text, sentence.start) else subject
    if words.casefold().startswith("leav") and within:
        # "Leaving Veyra until Friday to give Arlen its river back": who is to have it waits for it.
        bound = _name(within[0])
        sides = {_name(m) for m in told.within(Span(one.span.end, sentence.end)) if m.kind in BODIES and m.refers} - {
            bound
        }
        return (sides.pop() if len(sides) == 1 else None), bound
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
    if _ITSELF.search(told.lead(span.start, 24)):
        return _name(before[-1]) if before else None
    named = [*before[-2:], *within]
    for mention in named:
        lead = told.lead(mention.span.start, 8)
        if re.search(r"\b(?:to|for)\s+(?:the\s+)?$", lead):
            return _name(mention)
    return None


def _spoken_of(told: Told, sentence: Span) -> str | None:
    """The state or body that the sentence before names first."""
    before = told.before(sentence.start)
    named = [m for m in told.within(before) if m.kind in BODIES and m.refers] if before else []
    return _name(named[0]) if named else None


def _threat(told: Told, sentence: Span, bound: str | None) -> str | None:
    """Who threatens or demands in this sentence or the next: "Arlen has until Monday. If not, Veyra leaves"."""
    behind = told.behind(sentence.end)
    end = behind.end if behind else sentence.end
    if "\n" in told.text[sentence.end : end].rstrip("\n"):
        end = sentence.end
    for one in told.opening(sentence.start, end):
        if one.act.value in _PRESSING and one.speaker and one.speaker.value != bound:
            return one.speaker.value
    # Else whoever speaks in the sentences before, in the same paragraph.
    for one in reversed(told.opening(paragraph_start(told.text, sentence.start), sentence.start)):
        if one.speaker:
            return one.speaker.value if one.speaker.value != bound else None
    return None


def _name(mention: Mention) -> str | None:
    return mention.refers.value if mention.refers else None
