"""Whether two spellings can be of one name: transliterations, other scripts, diacritics, doubled letters."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.distance import Levenshtein

# What English, French and German transliterations of one sound differ in, folded to one spelling each, in this order.
_FOLDS = [
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"m[ou]h+amm?[aeo]d", "mohamed"),
        (r"\bj(?:u)?n(?:io)?r\b", "jr"),
        (r"\bs(?:e)?n(?:io)?r\b", "sr"),
        (r"schtsch|shtch|shch|stch", "sh"),
        (r"tch|tsch", "ch"),
        (r"sch", "sh"),
        (r"dzh|dj", "j"),
        (r"zh", "j"),
        (r"kh|gh|\bch(?=r)", "h"),
        (r"dh", "d"),
        (r"gu(?=[ei])", "g"),
        (r"x", "ks"),
        (r"ck|q|c(?!h)", "k"),
        (r"ph", "f"),
        (r"ou|oo", "u"),
        (r"oe", "o"),
        (r"(?<=sh|ch)[eo][vw]\b", "ev"),
        (r"ts|tz", "z"),
        (r"(?<!\w)[yj]e|(?<=\w)ye(?=[vn]|\w+ev\b)", "e"),
        (r"(?<=[aei])ye|(?<=a)e(?=v\b)", "e"),
        (r"(?:ei|ey|ai|ay|ij|iy|yi|ii|ee|ie|y|j)(?=\b)", "i"),
        (r"ei|ey|ai|ay|ie|ij|iy|yi|y|j", "i"),
        (r"w", "v"),
        (r"(.)\1", r"\1"),
    )
]
_SOUNDS = [(re.compile(pattern), by) for pattern, by in ((r"o(?!$)", "u"), (r"e(?!$)", "i"), (r"ch", "sh"))]
"""What is heard alike in the middle of a word of ``_LONG`` letters or more: Hosni and Husni, Laden and Ladin."""
_LONG = 5
_LINE = re.compile(r",?\s+(?:Jr|Jnr|Sr|Snr|Junior|Senior|II|III|IV)\.?$")
_MARKS = re.compile(r"[^\w\s]|_")
_ARTICLES = frozenset({"al", "el"})
"""The Arabic article, which one spelling writes and another does not."""
_JOINED = re.compile(r"\b(?:El|Al)(?=[A-Z][a-z])")
# Chosen on name pairs written for tests/test_spelling.py: above it all variants, below it all different names.
ALIKE = 0.9


@lru_cache(maxsize=65536)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name in Latin letters, without the marks between them and the Arabic article, case kept."""
    plain = _MARKS.sub(" ", _JOINED.sub(" ", anyascii(name))).split()
    return tuple(word for word in plain if word.lower() not in _ARTICLES) or tuple(plain)


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """A name with case, diacritics and the marks of transliteration taken off."""
    plain = _MARKS.sub(" ", anyascii(name).lower())
    for pattern, by in _FOLDS:
        plain = pattern.sub(by, plain)
    return " ".join(plain.split())


@lru_cache(maxsize=65536)
def _heard(folded: str) -> str:
    """A folded word as it is heard, where it is long enough to be told apart all the same."""
    if len(folded) < _LONG:
        return folded
    for pattern, by in _SOUNDS:
        folded = pattern.sub(by, folded)
    return folded


def without_line(name: str) -> str:
    """A name without what tells father and son apart: "Ferdinand Marcos" of "Ferdinand Marcos Jr."."""
    return _LINE.sub("", name)


def initial(name: str) -> str:
    """The first letter of the last word of a name, folded: names that are alike share it, or nearly always."""
    return _heard(fold((words_of(name) or ("",))[-1]))[:1]


def likeness(one: str, other: str) -> float:
    """How alike two full names are, 0 to 1: the least of their words' likeness, paired in order.

    Names with different numbers of words, or of one word, are compared by their last word alone and never
    reach above ``ALIKE`` unless those are the same: a surname alone does not make one person.
    """
    a, b = words_of(one), words_of(other)
    if not a or not b:
        return 0.0
    if len(a) != len(b) or len(a) == 1:
        return ALIKE - 0.01 if fold(a[-1]) == fold(b[-1]) else 0.0
    return min(word_likeness(x, y) for x, y in zip(a, b, strict=True))


def word_likeness(one: str, other: str) -> float:
    """Likeness of two words, 0 to 1; an initial goes with any word it begins."""
    a, b = fold(one), fold(other)
    if len(one) == 1 or len(other) == 1:
        return 0.95 if a[:1] == b[:1] else 0.0
    alike = float(Levenshtein.normalized_similarity(a, b))
    return ALIKE if alike < ALIKE and _heard(a) == _heard(b) else alike
