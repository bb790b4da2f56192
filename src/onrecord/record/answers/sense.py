"""What two passages say of one issue, as far as the network tells it from their meaning."""

from __future__ import annotations

import math
from collections.abc import Iterator

from onrecord.model import Sense, View, Whose
from onrecord.record.answers.passage import Passage

_MIRRORED = {Whose.OWN: Whose.RIVAL, Whose.RIVAL: Whose.OWN, Whose.BOTH: Whose.BOTH, Whose.THIRD: Whose.THIRD}
"""Whose doing something is to the one side, where the other says whose it is."""


def sensed(one: Passage, to: Passage) -> dict[str, float]:
    """The signs that senses give: whether two passages take sides on one issue, opposite ones, of one side's doing, and
    whether the one speaks of its own doing where the other asks it of its side or blames it.
    """
    found: dict[str, float] = {}
    for mine, theirs in _pairs(one, to):
        sure = math.sqrt(mine.confidence * theirs.confidence)
        seen = {"sense: shared": sure}
        opposed = mine.stance is not theirs.stance
        if opposed:
            seen["sense: opposed"] = sure
        if mine.whose and theirs.whose:
            its_doing = sure * (mine.of(Whose.OWN) or 0.0) * (theirs.of(Whose.RIVAL) or 0.0)
            seen["sense: own doing that is asked"] = its_doing * (theirs.viewed(View.FOR) or 0.0)
            seen["sense: own doing that is blamed"] = its_doing * (theirs.viewed(View.AGAINST) or 0.0)
            if opposed:
                seen["sense: same doing, opposed"] = sure * _same_doer(mine, theirs)
        for name, much in seen.items():
            found[name] = max(much, found.get(name, 0.0))
    return found


def _pairs(one: Passage, to: Passage) -> Iterator[tuple[Sense, Sense]]:
    """The senses of two passages that are of the same issue."""
    for predicate in one.senses.keys() & to.senses.keys():
        for mine in one.senses[predicate]:
            for theirs in to.senses[predicate]:
                yield mine, theirs


def _same_doer(mine: Sense, theirs: Sense) -> float:
    """How likely two sides speak of one side's doing: what is mine to the one is the rival's to the other."""
    return math.fsum((mine.of(whose) or 0.0) * (theirs.of(other) or 0.0) for whose, other in _MIRRORED.items())
