"""What tells whether two documents carry the same text: the runs of words of each, and a short sign of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from onrecord.model import Document, PartKind

_WORD = re.compile(r"\w+")
_RUN = 4
"""How many words make a run. Of 3, 4 and 5 all tell the made set of ``bench/stories.py`` apart; longer runs lose more
where single words were changed, shorter ones are shared by chance."""

_MOST_WORDS = 20_000
"""How much of a body is looked at: the longest of 84 articles of PolNeAR has 3,000 words."""

_HASHES = 128
_ROWS = 2
"""128 minima in 64 bands of two: a text of which three tenths of all runs are shared is found with a chance of
0.998, one of which a fifth is shared with 0.93, and one with nothing but chance in common (0.002) with 0.0003."""

_SEED = 1
_STEP = np.uint64(0x9E3779B97F4A7C15)

SCHEME = f"rensa{RMinHash.ALGORITHM_VERSION}-{_RUN}-{_HASHES}-{_ROWS}"
"""How fingerprints are made; those made otherwise are made again."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A document's runs of words as sorted hashes without repetition, and the bands by which its like are found.

    Two documents that carry the same text share a band with near certainty, two others hardly ever.
    """

    runs: NDArray[np.uint32]
    bands: tuple[int, ...]


def fingerprint(document: Document) -> Fingerprint:
    """The fingerprint of a document's body, whatever its headline; letter case and punctuation make no difference."""
    body = document.part(PartKind.BODY) or document.text
    words = [found[0].casefold() for found, _ in zip(_WORD.finditer(body), range(_MOST_WORDS), strict=False)]
    runs = {" ".join(words[at : at + _RUN]) for at in range(max(len(words) - _RUN + 1, min(len(words), 1)))}
    hashes = np.unique(np.fromiter((crc32(run.encode()) for run in runs), np.uint32, len(runs)))
    return Fingerprint(hashes, _bands(runs) if runs else ())


def _bands(runs: set[str]) -> tuple[int, ...]:
    """The minima of the runs, two by two, each with its place, as numbers that SQL can hold."""
    minima = RMinHash(num_perm=_HASHES, seed=_SEED)
    minima.update(sorted(runs))
    rows = np.array(minima.digest(), np.uint64).reshape(-1, _ROWS)
    places = np.arange(1, len(rows) + 1, dtype=np.uint64) * _STEP
    mixed = ((rows[:, 0] << np.uint64(32)) | rows[:, 1]) ^ places
    return tuple(int(band) for band in mixed.view(np.int64))


LEAST_SHARED = 30
"""The fewest runs that two documents must share: as many as a quotation of two sentences has may stand in any two."""


def share(one: NDArray[np.uint32], other: NDArray[np.uint32]) -> float:
    """How much of the shorter stands in the longer, in [0, 1]; 0 where it is too little to tell.

    Texts that are too short to share so much are the same only where they are so wholly.
    """
    shorter, longer = sorted((one, other), key=len)
    if not len(shorter):
        return 0.0
    shared = len(np.intersect1d(shorter, longer, assume_unique=True))
    if shared < LEAST_SHARED:
        return 1.0 if shared == len(longer) else 0.0
    return shared / len(shorter)
