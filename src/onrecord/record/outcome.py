"""Deadlines, each of the world once, and what became of them as far as the pages tell."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.model import Deadline, Document, Due, Evidence, Interval, Judgement, Outcome, Reading, Span
from onrecord.reading.sentence import sentences
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
            rf"|\b(?:gave|given|granted|grants|allow\w*)\b{_NEAR}\b(?:more\s+time|(?:another|further|an\s+extra)\s+\w+\s+(?:days|weeks))",
            re.IGNORECASE,
        ),
    ),
    (
        Outcome.OVERTAKEN,
        re.compile(
            rf"\b(?:lift|drop|withdr[ae]w|cancel|abandon|shelv|suspend|waiv)\w*\s+{_NEAR}\b{_TERM}"
            rf"|\b{_TERM}{_NEAR}\b(?:moot|void|overtaken|no\s+longer\s+(?:applies|holds|matters)|lifted|withdrawn|dropped)\b",
            re.IGNORECASE,
        ),
    ),
    (
        Outcome.MISSED,
        re.compile(
            rf"\b{_TERM}{_NEAR}\b(?:passed|expired|lapsed|ran\s+out|run\s+out|came\s+and\s+went|ended)\b"
            rf"|\b(?:miss|ignor|let)(?:ed|s|ing)?\s+{_NEAR}\b{_TERM}"
            rf"|\b(?:expiry|end)\s+of\s+{_NEAR}\b{_TERM}",
            re.IGNORECASE,
        ),
    ),
    (
        Outcome.MET,
        re.compile(
            rf"\b(?:met|beat|kept|complied\s+with|observed|obeyed)\s+{_NEAR}\b{_TERM}"
            rf"|\b(?:days?|hours?|week)\s+(?:before|ahead\s+of|short\s+of)\s+{_NEAR}\b{_TERM}",
            re.IGNORECASE,
        ),
    ),
)
_OPEN = re.compile(
    r"\b(?:will|would|could|might|may|if|unless|until|should|before\s+the\s+\w+\s+(?:expires|ends|runs))\b", re.I
)
_AFTER = timedelta(60)
"""A page later than that after the last day hardly tells of it any more."""
_WEEKS = timedelta(31)


@dataclass(frozen=True, slots=True)
class Set:
    """A deadline as one page tells it: who sets it and who is bound by it, as sides."""

    deadline: Deadline
    document: str
    out: Interval
    by: str | None
    bound: str | None


@dataclass(frozen=True, slots=True)
class Sign:
    """A sentence of a page that says what became of a deadline: ``names`` are the sides named on the page before it."""

    outcome: Outcome
    document: str
    out: Interval
    span: Span
    words: str
    names: frozenset[str]


def terms(document: Document, reading: Reading, reference: Reference) -> tuple[Set, ...]:
    """The deadlines of one page; a pure function of the page alone."""
    of = {a.name: a.of for a in reading.actors if a.of}
    said = {s.id: s for s in reading.statements}
    found = []
    for deadline in reading.deadlines:
        speaker = said[deadline.statement].speaker
        by = None if speaker is None else side(speaker.value, of, reference)
        bound = None if deadline.bound is None else side(deadline.bound, of, reference)
        found.append(Set(deadline, document.id, reading.published.value, by, bound))
    return tuple(found)


def signs(document: Document, reading: Reading, reference: Reference) -> tuple[Sign, ...]:
    """The sentences of one page that say what became of a deadline; a pure function of the page alone."""
    of = {a.name: a.of for a in reading.actors if a.of}
    names = frozenset(side(m.refers.value, of, reference) for m in reading.mentions if m.refers and m.span.line is None)
    return tuple(
        Sign(outcome, document.id, reading.published.value, span, " ".join(document.words(span).split()), names)
        for span, outcome in _told(document.text)
    )


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

    Tellings are one deadline where they have the same setter, may fall on the same day and bind nobody else.
    """
    groups: dict[str | None, list[list[Set]]] = defaultdict(list)
    for one in sorted(set_, key=_order):
        near = groups[one.by]
        same = next((group for group in near if all(_same(one, other) for other in group)), None)
        if same is None:
            near.append([one])
        else:
            same.append(one)
    every = [group for found in groups.values() for group in found]
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
    a, b = one.deadline, other.deadline
    if a.falls.value.known and b.falls.value.known:
        return a.falls.value.meet(b.falls.value) is not None
    return a.days == b.days and a.days is not None and a.falls.value.meet(b.falls.value) is not None


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
    return Due(ids, falls, first.by, bound, became, tuple(dict.fromkeys(one.deadline.statement for one in group)))


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
    return bool({group[0].by, bound} & sign.names)


def _nearer(sign: Sign, group: list[Set], every: Sequence[list[Set]]) -> bool:
    """Whether another deadline of the same sides ends nearer to the day of the page."""
    out = sign.out.latest
    mine = group[0].deadline.falls.value.latest
    if out is None or mine is None:
        return False
    others = [g[0] for g in every if g is not group and {g[0].by, g[0].bound} & sign.names]
    ends = [o.deadline.falls.value.latest for o in others if _set_before(o, out)]
    return any(end is not None and abs(end - out) < abs(mine - out) for end in ends)


def _set_before(one: Set, out: date) -> bool:
    return one.out.earliest is not None and one.out.earliest < out
