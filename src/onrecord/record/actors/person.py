"""How two names of persons can be of one: spelling, initials, a middle name left out, the order of the words."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.reference.spelling import ALIKE, fold, likeness, word_likeness, words_of

_LINES = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}
"""What tells father and son apart: a name with one is never one without, or with another."""


@dataclass(frozen=True, slots=True)
class Relation:
    """Why two names can be of one person, and how sure that is where nothing else speaks against it.

    ``sure`` where both give the same of it; else one gives less, and may be somebody else's.
    """

    says: str
    confidence: float
    needs_role: bool = False
    sure: bool = False


_SPELLING = Relation("the same name in another spelling", 0.95, sure=True)
_INITIAL = Relation("an initial stands for the given name", 0.9)
_MIDDLE = Relation("the middle name is left out", 0.9)
_ORDER = Relation("the same words in another order", 0.85, needs_role=True)


def relation(one: str, other: str) -> Relation | None:
    """How two names of at least two words each can be of one person, or None.

    Where both give middle names, these must be the same in number and fit one by one: George H. W. Bush and George W.
    Bush are two, John Bolton and John R. Bolton may be one.
    """
    a, line = _parted(one)
    b, other_line = _parted(other)
    if line != other_line or len(a) < 2 or len(b) < 2:
        return None
    if len(a) == len(b):
        if likeness(" ".join(a), " ".join(b)) >= ALIKE:
            short = any((len(x) == 1) != (len(y) == 1) for x, y in zip(a, b, strict=True))
            return _INITIAL if short else _SPELLING
        return _ORDER if sorted(map(fold, a)) == sorted(map(fold, b)) else None
    shorter, longer = sorted((a, b), key=len)
    if "".join(map(fold, a)) == "".join(map(fold, b)):
        return _SPELLING
    ends = min(word_likeness(shorter[0], longer[0]), word_likeness(shorter[-1], longer[-1]))
    return _MIDDLE if len(shorter) == 2 and ends >= ALIKE else None


def surname(name: str) -> str:
    """The last word of a name, folded, without what tells father and son apart."""
    words, _ = _parted(name.partition(" (")[0])
    return fold(words[-1]) if words else ""


def _parted(name: str) -> tuple[tuple[str, ...], str | None]:
    """The words of a name, and which of a line of namesakes it says it is."""
    words = words_of(name)
    line = _LINES.get(words[-1].lower()) if len(words) > 2 else None
    return (words[:-1], line) if line else (words, None)
