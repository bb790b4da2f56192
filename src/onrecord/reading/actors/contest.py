"""Elections of the reference while a page is written: who stands as what, against whom, with whom."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from onrecord.model import ActorKind, Interval
from onrecord.reading.actors.byname import Byname, plain
from onrecord.reading.actors.cast import Cast
from onrecord.reference.rows import ContestRow
from onrecord.reference.spelling import fold

_AHEAD = timedelta(150)
"""So long before the day of an election its candidates are called so, where the reference says no other day."""
_AFTER = timedelta(60)
"""And so long behind it."""


def running(cast: Cast, published: Interval) -> Iterator[ContestRow]:
    """The elections that are on while a page is written, in which somebody stands whom it names."""
    if not published.known:
        return
    for contest in cast.reference.tables.contests:
        on = Interval(contest.since or contest.day - _AHEAD, contest.day + _AFTER)
        if on.meet(published) == published and any(_here(cast, one.name) for one in contest.candidates):
            yield contest


def known(cast: Cast, published: Interval) -> Iterator[Byname]:
    """What those who stand in an election are called by it: of those whom the page names, where one election is on."""
    on = list(running(cast, published))
    for contest in on if len(on) == 1 else ():
        office = frozenset({contest.office, *contest.adjectives})
        for one in contest.candidates:
            party = frozenset(map(plain, one.party))
            yield from _named(cast, one.name, party, office | party)
            if one.mate is not None:
                yield from _named(cast, one.mate, party, office | party | {"vice"})


def _named(cast: Cast, name: str, party: frozenset[str], about: frozenset[str]) -> Iterator[Byname]:
    if (here := _here(cast, name)) is not None:
        for noun in ("nominee", "candidate", *sorted(party)):
            yield Byname(noun, about - {noun}, here)


def _here(cast: Cast, name: str) -> str | None:
    """Under which name a text names somebody of an election, if it does; marks on letters count for nothing."""
    plainly = fold(name)
    people = (m for m in cast.members.values() if m.kind is ActorKind.PERSON and m.places)
    return next((m.name for m in people if m.name == name or fold(m.name) == plainly), None)


def stands(cast: Cast, name: str, published: Interval) -> bool:
    """Whether somebody stands in an election that is on."""
    on = (one.name for contest in running(cast, published) for one in contest.candidates)
    return any(_here(cast, one) == name for one in on)


def opponent(cast: Cast, name: str, published: Interval) -> str | None:
    """The one against whom somebody stands, in an election of two; None where the text does not name that one."""
    for contest in running(cast, published):
        both = [_here(cast, one.name) for one in contest.candidates]
        if len(both) == 2 and name in both:
            return both[1 - both.index(name)]
    return None


def mate(cast: Cast, name: str, published: Interval) -> str | None:
    """Who stands beside somebody for the second office; None where the text does not name that one."""
    for contest in running(cast, published):
        for one in contest.candidates:
            if one.mate and _here(cast, one.name) == name:
                return _here(cast, one.mate)
    return None
