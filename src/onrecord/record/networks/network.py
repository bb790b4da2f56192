"""Discourse networks from codings: the matrices of Discourse Network Analyzer, and the ties that matter in them.

What each setting means is that of Discourse Network Analyzer 3.1.2, whose own output over the same codings is the
measure (``python -m bench.networks``); its code was not used. Leifeld (2017), "Discourse Network
Analysis", explains the method.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.model import Aggregation, Coding, Duplicates, Misused, Mode, Network, Normalisation
from onrecord.model.network import FITTING

Matrix = NDArray[np.float64]


def network(
    codings: Sequence[Coding],
    mode: Mode = Mode.AFFILIATION,
    aggregation: Aggregation | None = None,
    normalisation: Normalisation = Normalisation.NONE,
    duplicates: Duplicates = Duplicates.DOCUMENT,
) -> Network:
    """The network of some codings, in the order of time: of duplicates the first stays.

    Without an ``aggregation`` an affiliation subtracts and a network of two of a kind takes congruence. Nodes stand in
    the order of the alphabet. Raises Misused where aggregation or normalisation do not fit the mode.
    """
    affiliation = mode is Mode.AFFILIATION
    if aggregation is None:
        aggregation = Aggregation.SUBTRACT if affiliation else Aggregation.CONGRUENCE
    for chosen, known in zip((aggregation, normalisation), FITTING[affiliation], strict=True):
        if chosen not in known:
            fits = ", ".join(sorted(known))
            raise Misused(f"{chosen} does not go with a network of mode {mode}: choose one of {fits}")
    counted = once(codings, duplicates, aggregation)
    actors = tuple(sorted({c.actor for c in codings}))
    issues = tuple(sorted({c.issue for c in codings}))
    sides = _sides(counted, actors, issues)
    if affiliation:
        rows, columns, weights = actors, issues, _affiliation(sides, aggregation, normalisation)
    else:
        if mode is Mode.ISSUES:
            sides = sides.transpose(0, 2, 1)
        rows = columns = issues if mode is Mode.ISSUES else actors
        weights = _alike(sides, aggregation, normalisation)
    table = tuple(tuple(row) for row in weights.tolist())
    return Network(mode, aggregation, normalisation, duplicates, rows, columns, table, tuple(counted))


def once(codings: Sequence[Coding], duplicates: Duplicates, aggregation: Aggregation) -> list[Coding]:
    """The codings without duplicates, the first of each kept.

    Where the side is ignored, a statement for and one against an issue are duplicates too. One without a day is a
    duplicate of those in its document alone.
    """
    if duplicates is Duplicates.ALL:
        return list(codings)
    seen: set[Hashable] = set()
    kept = []
    for one in codings:
        side = None if aggregation is Aggregation.IGNORE else one.affirms
        key = (_stretch(one, duplicates), one.actor, one.issue, side)
        if key not in seen:
            seen.add(key)
            kept.append(one)
    return kept


def _stretch(one: Coding, duplicates: Duplicates) -> Hashable:
    """The document or time within which a coding counts once."""
    if duplicates is Duplicates.EVER:
        return None
    if duplicates is Duplicates.DOCUMENT or one.day is None:
        return one.document
    week = one.day.isocalendar()
    return {
        Duplicates.WEEK: (week.year, week.week),
        Duplicates.MONTH: (one.day.year, one.day.month),
        Duplicates.YEAR: (one.day.year,),
        Duplicates.WEEK_NUMBER: (week.week,),
        Duplicates.MONTH_NUMBER: (one.day.month,),
    }[duplicates]


def _sides(codings: Sequence[Coding], actors: Sequence[str], issues: Sequence[str]) -> Matrix:
    """How often each actor denies (first layer) and affirms (second) each issue: [2, actors, issues]."""
    actor_at, issue_at = {a: n for n, a in enumerate(actors)}, {i: n for n, i in enumerate(issues)}
    sides = np.zeros((2, len(actors), len(issues)))
    for one in codings:
        sides[int(one.affirms), actor_at[one.actor], issue_at[one.issue]] += 1
    return sides


def _affiliation(sides: Matrix, aggregation: Aggregation, normalisation: Normalisation) -> Matrix:
    """Actors by issues."""
    denied, affirmed = sides
    every: Matrix = denied + affirmed
    weights: Matrix
    if aggregation is Aggregation.COMBINE:
        weights = (affirmed > 0) * 1.0 + (denied > 0) * 2.0
    else:
        weights = every if aggregation is Aggregation.IGNORE else affirmed - denied
    if normalisation is Normalisation.ACTIVITY:
        return _shares(weights, every.sum(1, keepdims=True))
    if normalisation is Normalisation.PROMINENCE:
        return _shares(weights, every.sum(0, keepdims=True))
    return weights


def _alike(sides: Matrix, aggregation: Aggregation, normalisation: Normalisation) -> Matrix:
    """Nodes by nodes through what both speak to; nothing ties a node to itself. ``sides`` is [2, nodes, through]."""
    denied, affirmed = sides
    every: Matrix = denied + affirmed
    same = denied @ denied.T + affirmed @ affirmed.T
    opposed = denied @ affirmed.T + affirmed @ denied.T
    weights: Matrix = {
        Aggregation.IGNORE: every @ every.T,
        Aggregation.CONGRUENCE: same,
        Aggregation.CONFLICT: opposed,
        Aggregation.SUBTRACT: same - opposed,
    }[aggregation]
    count = every.sum(1)
    if normalisation is Normalisation.AVERAGE:
        weights = _shares(weights, (count[:, None] + count[None]) / 2)
    elif normalisation is Normalisation.COSINE:
        weights = _shares(weights, count[:, None] * count[None])
    elif normalisation is Normalisation.JACCARD:
        # What one says where the other does not take that side; and what they have in common.
        alone = sum(side @ (side == 0).T for side in sides)
        weights = _shares(weights, alone + alone.T + same)
    np.fill_diagonal(weights, 0)
    return weights


def _shares(weights: Matrix, whole: Matrix) -> Matrix:
    """Weights divided, nought where there is nothing to divide by."""
    out: Matrix = np.divide(weights, whole, out=np.zeros_like(weights), where=whole != 0)
    return out
