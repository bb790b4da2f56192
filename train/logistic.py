"""Weights of named signs by which something is so or not: a logistic regression, drawn towards nought."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

_STEPS = 30


def fit(examples: Sequence[tuple[Mapping[str, float], bool]], pull: float) -> dict[str, float]:
    """The weights that make most of what is so likeliest, to three places; "always" alone is free of ``pull``."""
    names = sorted({name for shown, _ in examples for name in shown})
    signs_of = np.array([[shown.get(name, 0.0) for name in names] for shown, _ in examples])
    right = np.array([fits for _, fits in examples], float)
    drawn = np.array([0.0 if name == "always" else pull for name in names])
    weights = np.zeros(len(names))
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-signs_of @ weights))
        slope = signs_of.T @ (chance - right) + drawn * weights
        bend = (signs_of * (chance * (1 - chance))[:, None]).T @ signs_of + np.diag(drawn + 1e-9)
        weights -= np.linalg.solve(bend, slope)
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}
