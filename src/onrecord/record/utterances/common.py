"""What two tellings have in common, as signs that can be named, each with a weight that was fitted."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise, takewhile

from rapidfuzz.distance import LCSseq

from onrecord.reading import signs as signed
from onrecord.record.utterances.told import STOP, Gist, stem

_POWERS = frozenset({"m", "bn", "mn", "million", "billion", "thousand", "hundred"})
_UNITS = {
    "km": "kilometre",
    "kilometer": "kilometre",
    "kilometers": "kilometre",
    "kg": "kilogram",
    "pc": "percent",
    "per": "percent",
}
_BEHIND = 4
"""So many words behind a figure, itself counted, may be what it counts."""
_FAR = 180
"""Pages further apart than so many days are as far apart as can be."""
_UNDATED = 15
"""So many days apart are taken to be two pages of which one has no date."""
_PAIRS = 3
"""Of words that follow one another in both, so many tell as much as more do."""
_CLOSE = frozenset({"words in order", "meaning in order", "pairs of words", "words quoted"})
"""The signs that take a look at every word: each counts at most 1, the pairs ``_PAIRS``."""


@lru_cache(maxsize=1)
def weights() -> dict[str, float]:
    """The weight of each sign; ``train/likeness.py`` fits them."""
    found: dict[str, float] = signed.fitted("onrecord.record.utterances", "common.json")
    return found


def weigh(shown: Mapping[str, float]) -> float:
    """How much speaks for two tellings being one utterance, as a logarithm of odds."""
    return signed.weigh(weights(), shown)


def chance(shown: Mapping[str, float]) -> float:
    """How likely it is that two tellings are one utterance, in (0, 1)."""
    return signed.chance(weigh(shown))


def at_most(one: Gist, other: Gist) -> float:
    """More than ``chance`` never is of all signs, by those seen at a glance."""
    known = weights()
    best = weigh(glance(one, other))
    best += sum(max(0.0, known.get(name, 0.0)) * (_PAIRS if name == "pairs of words" else 1) for name in _CLOSE)
    return signed.chance(best)


def signs(one: Gist, other: Gist) -> dict[str, float]:
    """What can be seen of two tellings of one side that tells whether they are one utterance."""
    (mine, pairs), (theirs, other_pairs) = _meaning(one.words), _meaning(other.words)
    shown = glance(one, other)
    shown |= {
        "words in order": share_in_order(one.words, other.words),
        "meaning in order": share_in_order(mine, theirs),
        "pairs of words": min(_PAIRS, len(pairs & other_pairs)),
        "words quoted": quoted_in(one, other) or quoted_in(other, one),
    }
    return {name: float(much) for name, much in shown.items() if much}


def glance(one: Gist, other: Gist) -> dict[str, float]:
    """The signs that no look at the order of words is needed for."""
    shared = len(one.stems & other.stems)
    fewer, more = sorted((len(one.stems), len(other.stems)))
    mine, theirs = one.names - {one.by}, other.names - {other.by}
    days = abs((one.out - other.out).days) if one.out and other.out else _UNDATED
    sides = {(predicate, stance) for predicate, _, stance in one.issues}
    return {
        "always": 1.0,
        "a word": shared > 0,
        "several words": shared > 1,
        "share of the shorter": shared / (fewer or 1),
        "share of the longer": shared / (more or 1),
        "figure": same_figures(one, other),
        "figure in one alone": bool(one.figures) != bool(other.figures),
        "side on an issue": any((predicate, stance) in sides for predicate, _, stance in other.issues),
        "names": len(one.names & other.names) / (len(one.names | other.names) or 1),
        "other names": bool(mine and theirs) and not mine & theirs,
        "act": one.act is other.act,
        "somebody else": one.speaker != other.speaker and one.by not in (one.speaker, other.speaker),
        "days": math.log1p(min(days, _FAR)),
        "one day": not apart(one, other),
    }


def apart(one: Gist, other: Gist) -> int:
    """How many days lie at least between two tellings; 0 where they may be of the same day."""
    if one.until and other.since and other.since > one.until:
        return (other.since - one.until).days
    return (one.since - other.until).days if other.until and one.since and one.since > other.until else 0


def share_in_order(one: Sequence[str], other: Sequence[str]) -> float:
    """Which share of the words of the shorter stands in the longer, in their order."""
    shorter = min(len(one), len(other))
    return in_order(one, other) / shorter if shorter else 0.0


def in_order(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words both have in the same order."""
    return LCSseq.similarity(one, other)


def quoted_in(one: Gist, other: Gist) -> bool:
    """Whether words that the one has in quotation marks stand in a row in the other."""
    return any(within(quote, other.words) for quote in one.quoted)


def within(quoted: str, words: Sequence[str]) -> bool:
    """Whether some words stand in a row among others."""
    return f" {quoted} " in f" {' '.join(words)} "


@lru_cache(maxsize=4096)
def _meaning(words: tuple[str, ...]) -> tuple[tuple[str, ...], frozenset[tuple[str, str]]]:
    """The words with a meaning of their own, without endings, in their order; and each with the next."""
    found = tuple(stem(word) for word in words if word not in STOP)
    return found, frozenset(pairwise(found))


def same_figures(one: Gist, other: Gist) -> bool:
    """Whether both give a figure, and not of two things."""
    if not one.figures & other.figures:
        return False
    mine, theirs = _counted(one.words), _counted(other.words)
    return any(
        not mine[figure] or not theirs[figure] or mine[figure] & theirs[figure]
        for figure in mine.keys() & theirs.keys()
    )


@lru_cache(maxsize=4096)
def _counted(words: tuple[str, ...]) -> dict[str, frozenset[str]]:
    """The figures among words, each with the words behind it that may be what it counts; a stop word ends these."""
    found: dict[str, frozenset[str]] = {}
    for at, word in enumerate(words):
        if word[0].isdigit():
            behind = (w for w in words[at + 1 : at + _BEHIND] if w not in _POWERS)
            counts = takewhile(lambda w: w not in STOP or w in _UNITS, behind)
            figure = word.strip(".,")
            found[figure] = found.get(figure, frozenset()) | {stem(_UNITS.get(w, w)) for w in counts}
    return found
