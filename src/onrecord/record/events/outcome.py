"""Deadlines, each of the world once, and what became of them as far as the pages tell."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta

from onrecord.model import Due, Evidence, Judgement, Outcome
from onrecord.model.interval import shifted
from onrecord.record.events.deed import Deeds, DeedsBySide, by_deeds
from onrecord.record.events.grouping import grouped
from onrecord.record.events.setting import RUNS_OUT, Set, bound_by, set_on
from onrecord.record.events.sign import SUBJECT, Done, Sign

_AFTER = timedelta(60)
"""A page later than that after the last day hardly tells of it any more."""
_MONTH = 31
"""Deadlines are looked for by stretches of so many days."""


def dues(set_: Sequence[Set], told: Sequence[Sign], done: Sequence[Done] = ()) -> tuple[Due, ...]:
    """Every deadline once, by the day on which it falls, each with what became of it.

    That is what ``told`` says in so many words, else what was ``done``: the deed that was asked, in time or late, or
    the one that was threatened.

    Tellings are one deadline where they have the same setter, may fall on the same day and bind nobody else. What is
    told without its setter is the deadline of whoever set one for that day.
    """
    return owed(set_, told, DeedsBySide(done))


Known = Callable[[Sequence[Set]], Judgement[Outcome] | None]
"""What is known already of what deeds say became of a deadline, by its tellings."""


def owed(set_: Sequence[Set], told: Sequence[Sign], deeds: Deeds, known: Known = lambda _: None) -> tuple[Due, ...]:
    """The same where deeds are looked up, unless what they say is ``known``."""
    every = _brought_together(set_)
    ends, speaking = _Ends(every), _Speaking(told)
    return tuple(sorted((_due(group, ends, speaking, deeds, known) for group in every), key=_when))


def _brought_together(set_: Sequence[Set]) -> list[list[Set]]:
    """The tellings of each deadline; one that is told without its day joins another where that is one alone."""
    ordered = sorted(set_, key=lambda s: (s.by is None, *_order(s)))
    groups = grouped((one for one in ordered if _closed(one)), _near, _same)
    at: defaultdict[object, set[int]] = defaultdict(set)
    for n, group in enumerate(groups):
        for one in group:
            for key in _near(one):
                at[key].add(n)
    left = []
    for one in ordered:
        if _closed(one):
            continue
        near = sorted(set().union(*(at[key] for key in _near(one))))
        fitting = [n for n in near if all(_same(one, other) for other in groups[n])]
        if len(fitting) == 1:
            groups[fitting[0]].append(one)
        else:
            left.append(one)
    return groups + grouped(left, _near, _same)


def _closed(one: Set) -> bool:
    """Whether a page gives the first and the last day on which a deadline may end."""
    falls = one.deadline.falls.value
    return falls.earliest is not None and falls.latest is not None


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
            for end, n in ends[bisect_left(ends, (shifted(out, -gap), -1)) :]:
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
                for key in (None,) if sign.subject or sign.about else sign.near or sign.names:
                    of[key].append((sign.out.latest, n))
        self._of = {key: sorted(signs) for key, signs in of.items()}

    def near(self, group: list[Set], bound: str | None) -> list[Sign]:
        """Those that may speak of a deadline, in their order."""
        found: set[int] = set()
        last = group[0].deadline.falls.value.latest
        since = set_on(group) or date.max
        for key in {None, group[0].by, bound}:
            signs = self._of.get(key, [])
            until = (shifted(last, _AFTER), len(self._told)) if last else None
            end = bisect_right(signs, until) if until else len(signs)
            found |= {n for _, n in signs[bisect_left(signs, (since, -1)) : end]}
        return [self._told[n] for n in sorted(found)]


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
    by, theirs = _setter(one), _setter(other)
    if by != theirs and by and theirs:
        return False
    if by is None and theirs is None and one.bound != other.bound and not _subjects(one) & _subjects(other):
        return False
    a, b = one.deadline, other.deadline
    if not a.falls.value.meets(b.falls.value):
        return False
    if _closed(one) and _closed(other):
        return True
    if not _closed(one) and not _closed(other):
        return a.days == b.days and a.days is not None
    open_, known = (other, one) if _closed(one) else (one, other)
    last, out = known.deadline.falls.value.latest, open_.out.latest
    # It is the same only while it runs: a page of a year later tells of another, or looks back.
    runs = last is not None and out is not None and out <= last
    return runs and open_.deadline.days is not None and known.deadline.days in (None, open_.deadline.days)


def _setter(one: Set) -> str | None:
    """Who sets a deadline; who only promises to keep it may be bound by another's."""
    return None if one.by == one.bound else one.by


def _subjects(one: Set) -> frozenset[str]:
    """What runs until the day, where the words name it: a mandate, a truce."""
    return frozenset(SUBJECT.findall(one.words))


def _due(group: list[Set], ends: _Ends, told: _Speaking, deeds: Deeds, known: Known) -> Due:
    """One deadline with what became of it."""
    first = group[0]
    falls = first.deadline.falls
    bound = bound_by(group)
    near = told.near(group, bound)
    found = [sign for sign in near if _speaks_of(sign, group, bound) and not _nearer(sign, group, ends)]
    found.sort(key=lambda sign: (sign.out.latest or date.min, sign.document))
    if found:
        last = found[-1]
        step = Evidence("outcome", f'"{last.words}"', last.span, last.document)
        became = Judgement(last.outcome, 0.7, (step,))
    else:
        became = _looking_back(group) or known(group) or by_deeds(group, deeds)
    ids = tuple(
        dict.fromkeys(one.deadline.id for one in sorted(group, key=lambda s: (s.out.latest or date.max, s.document)))
    )
    shown = tuple(dict.fromkeys(one.deadline.statement for one in group if one.deadline.statement))
    return Due(ids, falls, first.by, bound, became, shown)


def _looking_back(group: list[Set]) -> Judgement[Outcome] | None:
    """What pages that look back say became of a deadline, where they agree."""
    told = [one for one in group if one.told is not None]
    if len({one.told for one in told}) != 1 or told[0].told is None:
        return None
    step = Evidence("outcome", f'"{told[0].sentence}"', told[0].deadline.span, told[0].document)
    return Judgement(told[0].told, 0.65, (step,))


def in_order(tellings: Iterable[Set]) -> list[Set]:
    """The tellings of one deadline, those that date it best first."""
    return sorted(tellings, key=lambda one: (not _closed(one), one.by is None, *_order(one)))


def _speaks_of(sign: Sign, group: list[Set], bound: str | None) -> bool:
    """Whether a sentence may speak of a deadline: it names a side of it, and comes after it was set, not long after."""
    out, falls = sign.out.latest, group[0].deadline.falls.value
    since = set_on(group)
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
    if sign.exact and falls.latest not in sign.days:
        return False
    if sign.about and any(sign.about & one.about for one in group):
        return True
    if sign.subject:
        return _runs(sign.subject, group)
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
    others = (g for g in others if not sign.subject or _runs(sign.subject, g))
    return any(g is not group and _set_before(g[0], out) and _over(sign, g, out) for g in others)


def _runs(subject: str, group: list[Set]) -> bool:
    """Whether a deadline is the end of a truce, a mandate, an accord: not one that somebody threatens to leave."""
    return any(subject in one.words and (RUNS_OUT.search(one.words) or "until" in one.words) for one in group)


def _over(sign: Sign, group: list[Set], out: date) -> bool:
    """Whether a deadline could have become what a sentence says: none is missed before its last day."""
    last = group[0].deadline.falls.value.latest
    return sign.outcome is not Outcome.MISSED or last is None or last <= out


def _set_before(one: Set, out: date) -> bool:
    return one.out.earliest is not None and one.out.earliest < out
