"""Whether two spellings can be of one name: transliterations, diacritics, doubled letters."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

# What English transliterations of one sound differ in, folded to one spelling each, in this order.
_FOLDS = [
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"dzh|dj", "j"),
        (r"tch|tsch", "ch"),
        (r"sch", "sh"),
        (r"kh|gh", "h"),
        (r"x", "ks"),
        (r"ck|q|c(?!h)", "k"),
        (r"ph", "f"),
        (r"ou|oo", "u"),
        (r"(?:ei|ey|ai|ay|ij|iy|yi|ii|ee|ie|y|j)(?=\b)", "i"),
        (r"ei|ey|ai|ay|ie|ij|iy|yi|y|j", "i"),
        (r"w", "v"),
        (r"(.)\1", r"\1"),
    )
]
# Letters that are letters of their own and so keep their stroke when marks are taken off.
_MARKS = re.compile(r"[^\w\s]")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i", "þ": "th"})
# Chosen on name pairs written for tests/test_spelling.py: above it all variants, below it all different names.
ALIKE = 0.9


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """A name with case, diacritics and the marks of transliteration taken off."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    plain = bare.lower().translate(_LETTERS)
    plain = _MARKS.sub(" ", plain)
    for pattern, by in _FOLDS:
        plain = pattern.sub(by, plain)
    return " ".join(plain.split())


def initial(name: str) -> str:
    """The first letter of the last word of a name, folded: names that are alike share it."""
    return (fold(name).split() or [""])[-1][:1]


def likeness(one: str, other: str) -> float:
    """How alike two full names are, 0 to 1: the least of their words' likeness, paired in order.

    Names with different numbers of words, or of one word, are compared by their last word alone and never
    reach above ``ALIKE`` unless those are the same: a surname alone does not make one person.
    """
    a, b = (_MARKS.sub(" ", name).split() for name in (one, other))
    if not a or not b:
        return 0.0
    if len(a) != len(b) or len(a) == 1:
        return ALIKE - 0.01 if fold(a[-1]) == fold(b[-1]) else 0.0
    return min(_word(x, y) for x, y in zip(a, b, strict=True))


def _word(one: str, other: str) -> float:
    """Likeness of two words; an initial goes with any word it begins."""
    a, b = fold(one), fold(other)
    if len(one) == 1 or len(other) == 1:
        return 0.95 if a[:1] == b[:1] else 0.0
    return float(Levenshtein.normalized_similarity(a, b))
