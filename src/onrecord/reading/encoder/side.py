"""Words as the network is asked about them: which sides on the issues of the shipped codebook they take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.model import View, Whose

ISSUES = (
    *(
        "preserve",
        "breaches",
        "leaves",
        "suspends",
        "joins",
        "extends",
        "endangers",
        "renegotiates",
        "deploys",
        "tests",
    ),
    *("verifies", "negotiates", "sanctions", "compensates", "withdraws"),
)
SIDES = tuple(issue + sign for issue in ISSUES for sign in "+-")
"""What the network tells apart: an issue affirmed (+) or denied (-), in its order."""
WHOSE = tuple(Whose)
"""Whose doing an issue is, as the network tells it, in its order."""
VIEWS = tuple(View)
"""What a speaker thinks of the doing, as the network tells it, in its order."""
DOERS = tuple(issue for issue in ISSUES if issue not in ("preserve", "extends", "renegotiates"))
"""The issues that are somebody's doing, in the network's order."""
NAMED_AS = {
    "state": "state",
    "national": "national",
    "organisation": "organisation",
    "person": "leader",
    "agreement": "treaty",
    "weapon": "missile",
    "place": "region",
}
"""The word that stands for a name of each kind, so that nothing hangs on which it is."""
OWN_AS, RIVAL_AS = "home", "rival"
"""What stands before that word where it is known to be a name of the speaker's own side, or of the other."""
LONGEST = 96
"""Word pieces of a statement that are looked at, and of what stands before it, together."""
_BEFORE = 40
Longs = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Taken:
    """A side that words take: the issue, whether they affirm it, how likely that is right, and where in the words the
    one begins that weighs most.

    ``whose`` and ``views`` say how likely each of WHOSE and VIEWS is; empty for an issue that is nobody's doing.
    """

    issue: str
    affirmed: bool
    chance: float
    at: int
    whose: tuple[float, ...] = ()
    views: tuple[float, ...] = ()


def introduced(before: str, party: bool | None) -> str:
    """What stands before some words, opened by who speaks, where that is known: one of the two parties, or a third."""
    return before if party is None else f"{'party' if party else 'third'}: {before}"


def encoded(
    tokenizer: Tokenizer, marks: tuple[int, int], pairs: Sequence[tuple[str, str]]
) -> tuple[Longs, Longs, Longs, Longs]:
    """Pieces of (what stands before, words) as arrays [K, L], padded: ids, own, here, and where each piece begins.

    ``own`` is 1 for pieces of the words and for the first mark, ``here`` where there is a piece; a piece of neither
    begins at -1. Of what stands before the last pieces are kept, of the words the first. ``marks`` open a text and
    end each of its two parts.
    """
    opens, ends = marks
    before = tokenizer.encode_batch([before for before, _ in pairs], add_special_tokens=False)
    words = tokenizer.encode_batch([text for _, text in pairs], add_special_tokens=False)
    rows = []
    for one, other in zip(before, words, strict=True):
        last = one.ids[-_BEFORE:]
        room = LONGEST - len(last) - 3
        ids = [opens, *last, ends, *other.ids[:room], ends]
        ahead = len(last) + 1
        begins = [-1] * (ahead + 1) + [start for start, _ in other.offsets[:room]] + [-1]
        own = [1] + [0] * ahead + [1] * (len(ids) - ahead - 1)
        rows.append((ids, own, begins))
    longest = max((len(ids) for ids, _, _ in rows), default=1)
    out = np.zeros((4, len(rows), longest), np.int64)
    out[3] = -1
    for k, (ids, own, begins) in enumerate(rows):
        out[:, k, : len(ids)] = ids, own, [1] * len(ids), begins
    return out[0], out[1], out[2], out[3]
