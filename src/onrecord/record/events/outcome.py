"""Deadlines, each of the world once, and what became of them as far as the pages tell."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.model import Deadline, Document, Due, Evidence, Interval, Judgement, MentionKind, Outcome, Reading, Span
from onrecord.reading.grammar.sentence import sentences
from onrecord.reading.timex import find, resolve
from onrecord.record.actors.side import side
from onrecord.record.events.grouping import grouped
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
_MONTH = 31
"""Deadlines are looked for by stretches of so many days."""


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
    every = grouped(sorted(set_, key=lambda s: (s.by is None, *_order(s))), _near, _same)
    ends, speaking = _Ends(every), _Speaking(told)
    return tuple(sorted((_due(group, ends, speaking) for group in every), key=_when))


def _near(one: Set) -> list[object]:
    """Under which keys a deadline is found by every other that may be the ``_same``: the months on which it may fall,
    and how many days it runs.
    """
    falls, found = one.deadline.falls.value, list[object]()
    if falls.earliest and falls.latest:
        months = range(falls.earliest.toordinal() // _MONTH, falls.latest.toordinal() // _MONTH + 1)
        found += [("month", month) for month in months]
    return found if one.deadline.days is None else [*found, ("days", one.deadline.days)]


class _Ends:
    """Deadlines by the day on which they end, and by whose they are."""

    def __init__(self, every: Sequence[list[Set]]) -> None:
        self._on: defaultdict[date, list[list[Set]]] = defaultdict(list)
        of: defaultdict[str, list[tuple[date, int]]] = defaultdict(list)
        self._every = every
        for n, group in enumerate(every):
            end = group[0].deadline.falls.value.latest
            if end is not None:
                self._on[end].append(group)
                for side_ in {group[0].by, group[0].bound} - {None}:
                    of[side_ or ""].append((end, n))
        self._of = {side_: sorted(ends) for side_, ends in of.items()}

    def on(self, days: Iterable[date]) -> Iterator[list[Set]]:
        """Those that end on any of some days."""
        for day in days:
            yield from self._on.get(day, ())

    def within(self, sides: Iterable[str], out: date, gap: timedelta) -> Iterator[list[Set]]:
        """Those of some sides that end nearer to a day than so."""
        for side_ in sides:
            ends = self._of.get(side_, [])
            for end, n in ends[bisect_left(ends, (_shifted(out, -gap), -1)) :]:
                if end > out and end - out >= gap:
                    break
                if abs(end - out) < gap:
                    yield self._every[n]


class _Speaking:
    """The sentences that say what became of deadlines, by the sides or the subject that they name, in time."""

    def __init__(self, told: Sequence[Sign]) -> None:
        of: defaultdict[str | None, list[tuple[date, int]]] = defaultdict(list)
        self._told = told
        for n, sign in enumerate(told):
            if sign.out.latest is not None:
                for key in (None,) if _named(sign) else sign.near or sign.names:
                    of[key].append((sign.out.latest, n))
        self._of = {key: sorted(signs) for key, signs in of.items()}

    def near(self, group: list[Set], bound: str | None) -> list[Sign]:
        """Those that may speak of a deadline, in their order."""
        found: set[int] = set()
        last = group[0].deadline.falls.value.latest
        since = min((one.out.earliest for one in group if one.out.earliest), default=date.max)
        for key in {None, group[0].by, bound}:
            signs = self._of.get(key, [])
            until = (_shifted(last, _AFTER), len(self._told)) if last else None
            end = bisect_right(signs, until) if until else len(signs)
            found |= {n for _, n in signs[bisect_left(signs, (since, -1)) : end]}
        return [self._told[n] for n in sorted(found)]


def _shifted(day: date, by: timedelta) -> date:
    """A day so much later or earlier, as far as the calendar goes."""
    try:
        return day + by
    except OverflowError:
        return date.max if by > timedelta() else date.min


def _named(sign: Sign) -> str | None:
    """What ran until the day, where a sentence names it and no deadline."""
    named = _SUBJECT.search(sign.words)
    return named[0].casefold() if named and not re.search(_TERM, sign.words, re.IGNORECASE) else None


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


def _due(group: list[Set], ends: _Ends, told: _Speaking) -> Due:
    """One deadline with what became of it."""
    first = group[0]
    falls = first.deadline.falls
    bound = next((one.bound for one in group if one.bound), None)
    near = told.near(group, bound)
    found = [sign for sign in near if _speaks_of(sign, group, bound) and not _nearer(sign, group, ends)]
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
    if named := _named(sign):
        return any(named in one.words for one in group)
    return bool({group[0].by, bound} & (sign.near or sign.names))


def _sides(group: list[Set]) -> frozenset[str]:
    """Who sets a deadline and who is bound by it."""
    return frozenset(name for one in group for name in (one.by, one.bound) if name)


def _nearer(sign: Sign, group: list[Set], ends: _Ends) -> bool:
    """Whether another deadline of the same sides ends nearer to the day of the page."""
    out = sign.out.latest
    on = [g for g in ends.on(sign.days) if _sides(g) & sign.near]
    if on:
        return not any(g is group for g in on)
    mine = group[0].deadline.falls.value.latest
    if out is None or mine is None:
        return False
    others = ends.within(sign.names, out, abs(mine - out))
    return any(g is not group and _set_before(g[0], out) for g in others)


def _set_before(one: Set, out: date) -> bool:
    return one.out.earliest is not None and one.out.earliest < out
