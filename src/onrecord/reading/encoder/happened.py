"""Words that tell that something happened, as the network sees them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

KINDS = (
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT"),
    *("THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "SAY", "OTHER"),
)
"""What a word can tell: an act, or something that is none."""
LEAST = 0.1
"""What is less likely than this is not told."""


@dataclass(frozen=True, slots=True)
class Happened:
    """A word that tells that something happened, the likeliest kind of it, and how likely that it tells this at all."""

    word: int
    kind: str
    chance: float

    def shift(self, by: int) -> Happened:
        """The same, ``by`` words further on."""
        return replace(self, word=self.word + by)


def happened(scores: NDArray[np.float32], kinds: Sequence[str], calibration: tuple[float, float]) -> list[Happened]:
    """What the words tell by ``scores`` [N, 1 and kinds], logits of whether anything happened and what kind it was."""
    slope, shift = calibration
    odds = slope * scores[:, 0].astype(np.float64) + shift
    chance = 1 / (1 + np.exp(-odds.clip(-30, 30)))
    return [
        Happened(int(word), kinds[int(scores[word, 1:].argmax())], round(float(chance[word]), 3))
        for word in np.flatnonzero(chance >= LEAST)
    ]
