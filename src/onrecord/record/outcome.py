"""Deadlines, each of the world once, and what became of them as far as the pages tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.model import Deadline, Document, Due, Evidence, Interval, Judgement, MentionKind, Outcome, Reading, Span
from onrecord.reading.sentence import sentences
from onrecord.reading.timex import find, resolve
from onrecord.record.side import side
from onrecord.reference import Reference

_TERM = r"(?:deadline|ultimatum|time\s+limit|cut-?off|\d+[\s-]days?|grace\s+period|term)\b"
_NEAR = r"[^.;]{0,60}?"
_TOLD: tuple[tuple[Outcome, re.Pattern[str]], ...] = (
    (
        Outcome.EXTENDED,
        re.compile(
            rf"\b(?:extend|prolong|postpon|push|mov|put)\w*\s+(?:back\s+)?{_NEAR}\b{_TERM}"
            rf"|\b{_TERM}{_NEAR}\b(?:extended|prolonged|postponed|pushed\s+back|moved\s+to|put\s+back)\b"
            rf"|\b(?:extend|renew|prolong)(?:s|ed)?\s+{_NEAR}\b(?:mandate|truce|cease-?fire|licen[cs]e|concession|lease|moratorium)\b"
            rf"|\b(?:gave|given|granted|grants|allow\w*)\b{_NEAR}\b(?:more\s+time|(?:another|further|an\s+extra)\s+\w+\s+(?:days|weeks))",
            re.IGNORECASE,
        ),
    ),
    (
        Outcome.OVERTAKEN,
        re.compile(
            rf"\b(?:lift|drop|withdr[ae]w|cancel|abandon|shelv|suspend|waiv)\w*\s+{_NEAR}\b{_TERM}"
            rf"|\b(?:demand|condition|threat)\b{_NEAR}\b(?:withdrawn|dropped|abandoned|lifted)\b"
            rf"|\b(?:withdrew|dropped|abandoned)\s+(?:its|his|her|their|the)\s+(?:demand|threat)\b"
            rf"|\b{_TERM}{_NEAR}\b(?:moot|void|overtaken|no\s+longer\s+(?:applies|holds|matters)|lifted|withdrawn|dropped)\b",
            re.IGNORECASE,
        ),
    ),
    (
        Outcome.MISSED,
        re.compile(
            rf"\b{_TERM}{_NEAR}\b(?:passed|expired|lapsed|ran\s+out|run\s+out|came\s+and\s+went|ended)\b"
            rf"|\b(?:miss|ignor|let)(?:ed|s|ing)?\s+{_NEAR}\b{_TERM}"
            r"|\bmiss(?:ed|es)\s+(?:its|his|her|their|the)\s+date\b"
            rf"|\b(?:was|were)\s+to\s+have\s+\w+{_NEAR}\bby\b"
            rf"|\b(?:expiry|end)\s+of\s+{_NEAR}\b{_TERM}",
            re.IGNORECASE,
        ),
    ),
    (
        Outcome.MET,
        re.compile(
            rf"\b(?:met|beat|kept|complied\s+with|observed|obeyed)\s+{_NEAR}\b{_TERM}"
            rf"|\b(?:days?|hours?|week)\s+(?:before|ahead\s+of|short\s+of)\s+{_NEAR}\b(?:{_TERM}|date\b)"
            rf"|\b(?:{_TERM}|date){_NEAR}\b(?:was|were|is|been)\s+(?:kept|met|obeyed|heeded|honou?red|observed)\b"
            r"|\b(?:in\s+time|on\s+time|ahead\s+of\s+schedule)\b",
            re.IGNORECASE,
        ),
    ),
)
_OPEN = re.compile(
    r"\b(?:will|would|could|might|(?-i:may)|if|unless|until|should|before\s+the\s+\w+\s+(?:expires|ends|runs))\b", re.I
)
# What runs until a day, by its name: a sentence that speaks of one speaks of no other deadline.
_SUBJECT = re.compile(r"\b(?:mandate|truce|cease-?fire|licen[cs]e|concession|lease|moratorium)\b", re.IGNORECASE)
_AFTER = timedelta(60)
"""A page later than that after the last day hardly tells of it any more."""
_ACTORS = (MentionKind.PERSON, MentionKind.STATE, MentionKind.ORGANISATION)
_WEEKS = timedelta(31)


@dataclass(frozen=True, slots=True)
class Set:
    """A deadline as one page tells it: who sets it and who is bound by it, as sides."""

    deadline: Deadline
    document: str
    out: Interval
    by: str | None
    bound: str | None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Sign:
    """A sentence of a page that says what became of a deadline: ``names`` are the sides named on the page.

    ``days`` are the last days of the times that the sentence names, ``near`` the sides: where a deadline of theirs
    falls on such a day, it speaks of that.
    """

    outcome: Outcome
    document: str
    out: Interval
    span: Span
    words: str
    names: frozenset[str]
    days: frozenset[date] = frozenset()
    near: frozenset[str] = frozenset()


def terms(document: Document, reading: Reading, reference: Reference) -> tuple[Set, ...]:
    """The deadlines of one page; a pure function of the page alone."""
    of = {a.name: a.of for a in reading.actors if a.of}
    said = {s.id: s for s in reading.statements}
    found = []
    for deadline in reading.deadlines:
        speaker = said[deadline.statement].speaker if deadline.statement else None
        setter = speaker.value if speaker else deadline.by
        by = None if setter is None else side(setter, of, reference)
        bound = None if deadline.bound is None else side(deadline.bound, of, reference)
        words = document.words(deadline.span).casefold()
        found.append(Set(deadline, document.id, reading.published.value, by, bound, words))
    return tuple(found)


def signs(document: Document, reading: Reading, reference: Reference) -> tuple[Sign, ...]:
    """The sentences of one page that say what became of a deadline; a pure function of the page alone."""
    of = {a.name: a.of for a in reading.actors if a.of}
    names = frozenset(side(m.refers.value, of, reference) for m in reading.mentions if m.refers and m.span.line is None)
    return tuple(
        Sign(
            outcome,
            document.id,
            reading.published.value,
            span,
            " ".join(document.words(span).split()),
            names,
            _days(document.text, span, reading.published.value),
            frozenset(
                side(m.refers.value, of, reference)
                for m in reading.mentions
                if m.refers and m.span in span and m.kind in _ACTORS
            ),
        )
        for span, outcome in _told(document.text)
    )


def _days(text: str, span: Span, out: Interval) -> frozenset[date]:
    """The last days of the times that a sentence names, whether they lie before the page or ahead of it."""
    times = (resolve(words, out, future=ahead) for words in find(text, span) for ahead in (False, True))
    return frozenset(time.latest for time in times if time is not None and time.latest is not None)


def _told(text: str) -> Iterator[tuple[Span, Outcome]]:
    for sentence in sentences(text):
        words = text[sentence.start : sentence.end]
        for outcome, pattern in _TOLD:
            match = pattern.search(words)
            if match and not _OPEN.search(words[max(0, match.start() - 40) : match.end()]):
                yield sentence, outcome
                break


def dues(set_: Sequence[Set], told: Sequence[Sign]) -> tuple[Due, ...]:
    """Every deadline once, by the day on which it falls, each with what became of it.

    Tellings are one deadline where they have the same setter, may fall on the same day and bind nobody else. What is
    told without its setter is the deadline of whoever set one for that day.
    """
    every: list[list[Set]] = []
    for one in sorted(set_, key=lambda s: (s.by is None, *_order(s))):
        same = next((group for group in every if all(_same(one, other) for other in group)), None)
        if same is None:
            every.append([one])
        else:
            same.append(one)
    return tuple(sorted((_due(group, every, told) for group in every), key=_when))


def _order(one: Set) -> tuple[bool, date, date, str, int]:
    falls = one.deadline.falls.value
    return (
        not falls.known,
        falls.earliest or date.max,
        one.out.latest or date.max,
        one.document,
        one.deadline.span.start,
    )


def _when(due: Due) -> tuple[date, str]:
    return due.falls.value.latest or due.falls.value.earliest or date.max, due.id


def _same(one: Set, other: Set) -> bool:
    """Whether two tellings are of one deadline."""
    if one.bound and other.bound and one.bound != other.bound:
        return False
    if one.by != other.by and one.by and other.by:
        return False
    if one.by is None and other.by is None and one.bound != other.bound and not _subjects(one) & _subjects(other):
        return False
    a, b = one.deadline, other.deadline
    if a.falls.value.known and b.falls.value.known:
        return a.falls.value.meet(b.falls.value) is not None
    return a.days == b.days and a.days is not None and a.falls.value.meet(b.falls.value) is not None


def _subjects(one: Set) -> frozenset[str]:
    """What runs until the day, where the words name it: a mandate, a truce."""
    return frozenset(_SUBJECT.findall(one.words))


def _due(group: list[Set], every: Sequence[list[Set]], told: Sequence[Sign]) -> Due:
    """One deadline with what became of it."""
    first = group[0]
    falls = first.deadline.falls
    bound = next((one.bound for one in group if one.bound), None)
    found = [sign for sign in told if _speaks_of(sign, group, bound) and not _nearer(sign, group, every)]
    found.sort(key=lambda sign: (sign.out.latest or date.min, sign.document))
    if found:
        last = found[-1]
        step = Evidence("outcome", f'"{last.words}"', last.span, last.document)
        became = Judgement(last.outcome, 0.7, (step,))
    else:
        became = Judgement(Outcome.UNKNOWN, 0.5, (Evidence("outcome", "no page says what became of it"),))
    ids = tuple(
        dict.fromkeys(one.deadline.id for one in sorted(group, key=lambda s: (s.out.latest or date.max, s.document)))
    )
    shown = tuple(dict.fromkeys(one.deadline.statement for one in group if one.deadline.statement))
    return Due(ids, falls, first.by, bound, became, shown)


def _speaks_of(sign: Sign, group: list[Set], bound: str | None) -> bool:
    """Whether a sentence may speak of a deadline: it names a side of it, and comes after it was set, not long after."""
    out, falls = sign.out.latest, group[0].deadline.falls.value
    since = min((one.out.earliest for one in group if one.out.earliest), default=None)
    if (
        out is None
        or since is None
        or out < since
        or sign.document in {one.document for one in group if one.out.latest == since}
    ):
        return False
    if sign.outcome is Outcome.MISSED and falls.earliest and out < falls.earliest:
        return False
    if falls.latest is not None and out > falls.latest + _AFTER:
        return False
    named = _SUBJECT.search(sign.words)
    if named and not re.search(_TERM, sign.words, re.IGNORECASE):
        return any(named[0].casefold() in one.words for one in group)
    return bool({group[0].by, bound} & (sign.near or sign.names))


def _sides(group: list[Set]) -> frozenset[str]:
    """Who sets a deadline and who is bound by it."""
    return frozenset(name for one in group for name in (one.by, one.bound) if name)


def _nearer(sign: Sign, group: list[Set], every: Sequence[list[Set]]) -> bool:
    """Whether another deadline of the same sides ends nearer to the day of the page."""
    out = sign.out.latest
    on = [g for g in every if g[0].deadline.falls.value.latest in sign.days and _sides(g) & sign.near]
    if on:
        return group not in on
    mine = group[0].deadline.falls.value.latest
    if out is None or mine is None:
        return False
    others = [g[0] for g in every if g is not group and {g[0].by, g[0].bound} & sign.names]
    ends = [o.deadline.falls.value.latest for o in others if _set_before(o, out)]
    return any(end is not None and abs(end - out) < abs(mine - out) for end in ends)


def _set_before(one: Set, out: date) -> bool:
    return one.out.earliest is not None and one.out.earliest < out
