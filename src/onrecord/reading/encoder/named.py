"""Names as the network sees them: from its scores for each word to stretches of words with a kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
_NEVER = -1e4


@dataclass(frozen=True, slots=True)
class Named:
    """A name over words [first, last), its kind in capitals (PERSON, ORGANISATION, ...), and how sure that is.

    ``means`` is the canonical name behind it and ``sex`` he or she, where something else than the name tells them.
    """

    first: int
    last: int
    kind: str
    confidence: float = 1.0
    means: str | None = None
    sex: str | None = None

    def shift(self, by: int) -> Named:
        """The same name, ``by`` words further on."""
        return replace(self, first=self.first + by, last=self.last + by)


def steps(labels: Sequence[str]) -> Scores:
    """Which label may follow which, 0 where it may: "I-X" only "B-X" and "I-X"."""
    table = np.zeros((len(labels), len(labels)), np.float32)
    for after, name in enumerate(labels):
        if name.startswith("I-"):
            for before, other in enumerate(labels):
                if other[2:] != name[2:]:
                    table[before, after] = _NEVER
    return table


def names(scores: Scores, labels: Sequence[str], between: Scores) -> list[Named]:
    """The best names under ``scores`` [N, labels] (log-odds up to a constant) and ``between`` [labels, labels].

    Confidence is the mean share that the words of a name give its kind.
    """
    count = len(scores)
    if not count:
        return []
    top = scores.max(1, keepdims=True)
    shares = np.exp(scores - top)
    shares /= shares.sum(1, keepdims=True)
    worth = np.log(shares + 1e-12)
    best, back = worth[0].copy(), np.zeros((count, len(labels)), np.int64)
    best[[n.startswith("I-") for n in labels]] = _NEVER
    for word in range(1, count):
        ways = best[:, None] + between
        back[word] = ways.argmax(0)
        best = ways.max(0) + worth[word]
    path = [int(best.argmax())]
    for word in range(count - 1, 0, -1):
        path.append(int(back[word, path[-1]]))
    path.reverse()
    found, word = [], 0
    while word < count:
        label = labels[path[word]]
        end = word + 1
        if label.startswith("B-"):
            while end < count and labels[path[end]] == f"I-{label[2:]}":
                end += 1
            own = [i for i, name in enumerate(labels) if name[2:] == label[2:]]
            sure = float(shares[word:end][:, own].sum(1).mean())
            found.append(Named(word, end, label[2:], min(1.0, sure)))
        word = end
    return found
