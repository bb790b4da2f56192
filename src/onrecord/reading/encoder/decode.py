"""From the network's scores to labels: which words around a cue are its source, itself and its content."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
# Labels of the words around a cue; even ones (from 2) continue what the odd one before begins.
ROLES = ("other", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
_NEVER = -1e4
_CUE = ROLES.index("B-cue")


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution in words: half-open ranges of word indexes, and how sure the network is of it, in (0, 1]."""

    cue: tuple[int, int]
    source: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    confidence: float
    nested: float


def allowed(transitions: Scores) -> Scores:
    """Transitions with those forbidden that continue what did not begin."""
    out = transitions.astype(np.float32).copy()
    for label, name in enumerate(ROLES):
        if name.startswith("I-"):
            for before in range(len(ROLES)):
                if before not in (label, label - 1):
                    out[before, label] = _NEVER
    return out


def labels(scores: Scores, inside: NDArray[np.bool_], transitions: Scores, left: int) -> NDArray[np.int64]:
    """The best labels [K, T] under scores [K, T, roles], where the cue begins at place ``left`` and nowhere else.

    ``inside`` [K, T] marks the words, one unbroken stretch a row; the places beside it are labelled "other".
    """
    count, length, _ = scores.shape
    if not count:
        return np.zeros((0, length), np.int64)
    # [T, roles, K]: every step then works along rows of numbers that lie side by side.
    worth = np.ascontiguousarray(scores.astype(np.float32).transpose(1, 2, 0))
    worth[:, _CUE] = _NEVER
    worth[left] = _NEVER
    worth[left, _CUE] = 0.0
    beside = ~inside.T
    worth[:, 1:] += np.where(beside, np.float32(2 * _NEVER), np.float32(0.0))[:, None]
    worth[:, 0][beside] = 0.0
    for label, name in enumerate(ROLES):
        if name.startswith("I-"):
            worth[0, label] = _NEVER
    # ``worth`` becomes what the best way to each label is worth, place after place.
    steps = transitions.astype(np.float32)[:, :, None]
    for t in range(1, length):
        worth[t] += (worth[t - 1][:, None] + steps).max(0)
    # Which way was the best is looked up backwards, for the labels of the best path alone.
    out = np.empty((length, count), np.int64)
    out[-1] = worth[-1].argmax(0)
    for t in range(length - 1, 0, -1):
        out[t - 1] = (worth[t - 1] + transitions[:, out[t]]).argmax(0)
    return np.ascontiguousarray(out.T)


def ranges(row: NDArray[np.int64], role: str, shift: int) -> tuple[tuple[int, int], ...]:
    """The ranges of word indexes that one row of labels gives a role; place 0 of the row is word ``shift``."""
    begin, go = ROLES.index(f"B-{role}"), ROLES.index(f"I-{role}")
    found: list[tuple[int, int]] = []
    for place in np.flatnonzero(row == begin).tolist():
        end = place + 1
        while end < len(row) and row[end] == go:
            end += 1
        found.append((place + shift, end + shift))
    return tuple(found)
