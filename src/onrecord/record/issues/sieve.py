"""Which of many patterns can be found in a text at all, told by the letters that each of them needs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Any

_LEAST = 3
"""Letters in a row that a pattern must need to be looked up by: texts are cut into so many."""
_PARSER: Any = import_module("re._parser")
"""What the standard library takes patterns apart with: nothing public gives their parts."""


class Sieve:
    """Patterns for texts in small letters; ``may`` gives those that may be found in a text.

    It is never wrong about a pattern that it leaves out: every text that has it has certain letters in a row.
    """

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        self._always: list[int] = []
        self._needed: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        self._besides: dict[int, list[frozenset[str]]] = {}
        for n, pattern in enumerate(patterns):
            needed, *besides = _of_pattern(pattern) or [frozenset()]
            if not needed:
                self._always.append(n)
            if besides:
                self._besides[n] = besides
            for letters in needed:
                self._needed[letters[:_LEAST]].append((letters, n))

    def may(self, text: str) -> set[int]:
        """The places of the patterns that may be found in a text."""
        needed, found = self._needed, set(self._always)
        for start in {text[at : at + _LEAST] for at in range(len(text) - _LEAST + 1)} & needed.keys():
            found.update([n for letters, n in needed[start] if letters in text])
        return {n for n in found if n not in self._besides or _has_all(text, self._besides[n])}


def _has_all(text: str, sets: Iterable[frozenset[str]]) -> bool:
    """Whether a text has some letters of each set."""
    for some in sets:
        for letters in some:
            if letters in text:
                break
        else:
            return False
    return True


def each(patterns: Sequence[re.Pattern[str]], text: str) -> list[re.Match[str]]:
    """The matches of patterns, each behind the one before: of those at the same place that of the first pattern.

    They are those that one pattern finds which has all of them as alternatives.
    """
    if len(patterns) == 1:
        return list(patterns[0].finditer(text))
    found: list[re.Match[str]] = []
    near = [match for pattern in patterns if (match := pattern.search(text))]
    while near:
        best = min(near, key=lambda match: match.start())  # the first of several at one place
        found.append(best)
        end = max(best.end(), best.start() + 1)
        later = (match if match.start() >= end else match.re.search(text, end) for match in near)
        near = [match for match in later if match]
    return found


def _of_pattern(pattern: re.Pattern[str]) -> list[frozenset[str]]:
    """Sets of letters in a row: a text with the pattern has some of each; that of the longest is the first."""
    if pattern.flags & (re.IGNORECASE | re.VERBOSE | re.LOCALE):
        return []
    return _sets(_PARSER.parse(pattern.pattern, pattern.flags))


def _of_parts(parts: Iterable[tuple[Any, Any]]) -> frozenset[str]:
    """The first of the sets that parts need which follow one another; none where that cannot be told."""
    return next(iter(_sets(parts)), frozenset())


def _sets(parts: Iterable[tuple[Any, Any]]) -> list[frozenset[str]]:
    """The sets that parts need which follow one another, that of the longest letters first."""
    sets: list[frozenset[str]] = []
    row: list[str] = []
    for kind, value in (*parts, (None, None)):
        if str(kind) == "LITERAL" and value > ord(" "):
            row.append(chr(value))
            continue
        if len(row) >= _LEAST:
            sets.append(frozenset({"".join(row)}))
        row = []
        if inner := _of_part(str(kind), value):
            sets.append(inner)
    return sorted(sets, key=lambda found: (-min(map(len, found)), -sum(map(len, found)) / len(found)))


def _of_part(kind: str, value: Any) -> frozenset[str]:
    """What one part that is no letter needs."""
    if kind == "SUBPATTERN" and not value[1]:
        return _of_parts(value[3])
    if kind == "BRANCH":
        found = [_of_parts(branch) for branch in value[1]]
        return frozenset().union(*found) if all(found) else frozenset()
    if kind in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") and value[0]:
        return _of_parts(value[2])
    return _of_parts(value) if kind == "ATOMIC_GROUP" else frozenset()
