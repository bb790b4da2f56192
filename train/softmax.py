"""Weights of named signs by which what is right is chosen among options: a softmax, drawn towards what is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

STEPS = 500
_BOUND = 30  # of log-odds
Instance = tuple[list[dict[str, float]], list[bool]]
"""Some options as signs, and which of them are right."""


def fit(
    found: Sequence[Instance], pull: float, nothing: Sequence[bool], known: Mapping[str, float] | None = None
) -> dict[str, float]:
    """The weights that make most of what is right likeliest, rounded to three places.

    ``nothing`` is whether none of an instance's options may be right, ``known`` what a weight is drawn towards with the
    force ``pull``: nought, where it is not given.
    """
    names = sorted({name for seen, _ in found for shown in seen for name in shown})
    place = {name: n for n, name in enumerate(names)}
    rows = [shown for seen, _ in found for shown in seen]
    cells = [(n, place[name], much) for n, shown in enumerate(rows) for name, much in shown.items()]
    at, column, much = zip(*cells, strict=True)
    signs_of = csr_matrix((much, (at, column)), shape=(len(rows), len(names)))
    owner = np.array([n for n, (seen, _) in enumerate(found) for _ in seen])
    fits = np.array([fit for _, fits in found for fit in fits])
    prior = np.array([(known or {}).get(name, 0.0) for name in names])
    beside = np.array(nothing, float)
    answered = np.zeros(len(found), bool)
    np.logical_or.at(answered, owner, fits)

    def unlikely(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        """How unlikely what is right is with some weights, and how that rises with each."""
        odds = np.exp(np.clip(signs_of @ weights, -_BOUND, _BOUND))
        all_of = np.bincount(owner, odds, len(found)) + beside
        true_of = np.where(answered, np.bincount(owner, odds * fits, len(found)), 1.0)
        wanted = np.where(answered[owner], odds * fits / true_of[owner], 0.0)
        off = weights - prior
        slope = signs_of.T @ (odds / all_of[owner] - wanted) + pull * off
        return float(np.log(all_of).sum() - np.log(true_of).sum() + pull * (off @ off) / 2), slope

    weights = minimize(unlikely, prior, jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x
    return {name: round(float(weights[n]), 3) for name, n in place.items()}
