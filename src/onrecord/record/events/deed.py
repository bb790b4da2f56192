"""What deeds say became of a deadline: that was done which was asked, in time or late, or that which was threatened."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Protocol

from onrecord.model import Evidence, Judgement, Outcome
from onrecord.model.interval import shifted
from onrecord.record.events.setting import LATE, Set, bound_by, set_on
from onrecord.record.events.sign import Done

_STRUCK = timedelta(21)
"""What was threatened is done so long after the last day."""
_ALIKE = 2
"""So many words in common make a deed the one that was asked; on the last day itself one will do."""
BY_DEEDS = 0.5
"""How sure it is what became of a deadline where no page says so."""
_UNTOLD = Judgement(Outcome.UNKNOWN, BY_DEEDS, (Evidence("outcome", "no page says what became of it"),))


class Deeds(Protocol):
    """What was done, where it can be looked up by who took part."""

    def within(self, side_: str | None, first: date, last: date) -> Sequence[Done]:
        """What somebody did between two days, both included, in the order of time and pages."""


class DeedsBySide:
    """What was done, by who took part, in time."""

    def __init__(self, done: Sequence[Done]) -> None:
        self._of: defaultdict[str, list[tuple[date, int]]] = defaultdict(list)
        self._done = done
        for n, deed in enumerate(done):
            for side_ in deed.sides:
                self._of[side_].append((deed.day, n))
        for found in self._of.values():
            found.sort()

    def within(self, side_: str | None, first: date, last: date) -> list[Done]:
        """What somebody did between two days, both included."""
        found = self._of.get(side_ or "", [])
        near = found[bisect_left(found, (first, -1)) : bisect_right(found, (last, len(self._done)))]
        return [self._done[n] for _, n in near]


def stretch(group: Sequence[Set]) -> tuple[date, date] | None:
    """From when on, and until when, what is done may be what a deadline asks for."""
    last = group[0].deadline.falls.value.latest
    since = set_on(group)
    return None if last is None or since is None or since > last else (since, shifted(last, LATE))


def by_deeds(group: Sequence[Set], deeds: Deeds) -> Judgement[Outcome]:
    """What deeds say became of a deadline: that which was asked was done by its last day, or later; or that was done
    which was threatened. Its confidence is ``BY_DEEDS``, where they say nothing too.
    """
    last, during = group[0].deadline.falls.value.latest, stretch(group)
    bound = bound_by(group)
    by = group[0].by
    if last is None or during is None:
        return _UNTOLD
    since, late = during
    asked = [d for d in deeds.within(bound, since, late) if _is_asked(d, group, last)]
    struck = [d for d in deeds.within(by, last, shifted(last, _STRUCK)) if _is_threatened(d, group)] if by else []
    found = {Outcome.MET if d.day <= last else Outcome.MISSED: d for d in reversed(asked)}
    if struck:
        found.setdefault(Outcome.MISSED, struck[0])
    if len(found) != 1:
        return _UNTOLD
    ((outcome, deed),) = found.items()
    step = Evidence("outcome", f'by what was done on {deed.day}: "{deed.words}"', deed.span, deed.document)
    return Judgement(outcome, BY_DEEDS, (step,))


def _is_asked(deed: Done, group: Sequence[Set], last: date) -> bool:
    """Whether a deed is the one that must be done."""
    return any(
        deed.act in one.wanted.acts
        and len(deed.stems & one.wanted.stems) >= (1 if abs((deed.day - last).days) <= 1 else _ALIKE)
        for one in group
    )


def _is_threatened(deed: Done, group: Sequence[Set]) -> bool:
    """Whether a deed is the one that was threatened."""
    return any(deed.act in one.threatened.acts and deed.stems & one.threatened.stems for one in group)
