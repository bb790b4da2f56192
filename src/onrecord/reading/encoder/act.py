"""What a statement does and whom it is aimed at, as the network sees it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

ACTS = (
    *("SAY", "DENY", "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE"),
    *("REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
)
"""What a statement can do."""
LEAST = 0.1
"""A word less likely than this to call whom a statement is aimed at is not told."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """What makes chances mean what they say: a factor of the scores of acts; slope and shift of log-odds of words."""

    heat: float = 1.0
    slope: float = 1.0
    shift: float = 0.0


@dataclass(frozen=True, slots=True)
class Done:
    """What the network tells of the statement whose cue begins with a word.

    ``acts`` are the likelihoods of ACTS, which make one; ``aims`` the words that may call whom it is aimed at, with how
    likely each does.
    """

    word: int
    acts: tuple[float, ...]
    aims: tuple[tuple[int, float], ...]

    def shift(self, by: int) -> Done:
        """The same, ``by`` words further on."""
        return replace(self, word=self.word + by, aims=tuple((word + by, chance) for word, chance in self.aims))


def done(
    place: NDArray[np.int64],
    acts: NDArray[np.float32],
    aims: NDArray[np.float32],
    inside: NDArray[np.bool_],
    left: int,
    calibration: Calibration,
) -> list[Done]:
    """What the cues at ``place`` [K] do, by scores of acts [K, ACTS] and of the words around them [K, T]."""
    raised = np.exp(calibration.heat * (acts - acts.max(1, keepdims=True)).astype(np.float64))
    shares = raised / raised.sum(1, keepdims=True)
    odds = calibration.slope * aims.astype(np.float64) + calibration.shift
    chance = np.where(inside, 1 / (1 + np.exp(-odds.clip(-30, 30))), 0.0)
    return [
        Done(
            int(at),
            tuple(round(float(share), 3) for share in shares[k]),
            tuple(
                (int(at + word - left), round(float(chance[k, word]), 3)) for word in np.flatnonzero(chance[k] >= LEAST)
            ),
        )
        for k, at in enumerate(place.tolist())
    ]
