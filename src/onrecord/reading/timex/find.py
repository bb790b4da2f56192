"""Where a text says when: one pass over its words, and a rule tried only where its form may begin."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.model import Span
from onrecord.reading.timex.calendar import DECADES, ORDINALS, SEASONS, WEEKDAYS
from onrecord.reading.timex.grammar import RULES, Rule
from onrecord.reading.timex.trap import holds
from onrecord.reading.timex.words import TimeWords

_WORD = re.compile(r"[^\W\d_]+|[0-9]+")
_HEADS: dict[str, tuple[Rule, ...]] = {
    head: tuple(rule for rule in RULES if head in rule.heads) for rule in RULES for head in rule.heads
}
# What stands behind an article where a time begins; every form that begins with one goes on with one of these.
_UNITS = "second minute hour day night week weekend fortnight month quarter year decade"
_BEHIND = frozenset(
    f"last past previous next coming following subsequent preceding recent very same this early earlier late later mid "
    f"middle end beginning start close rest remainder twenty nineteen few couple half hundred thousand million billion "
    f"cold high renaissance crusades great enlightenment industrial stone bronze iron colonial "
    f"century centuries {_UNITS} {_UNITS.replace(' ', 's ')}s".split()
) | {*ORDINALS, *DECADES, *SEASONS, *WEEKDAYS}
_NEXT_WORD = re.compile(r"\s{1,3}['’]?([^\W\d_]+|[0-9])")
# The second year of "1871-72", which is told in two figures.
_SHORT_YEAR = re.compile(r"\s?[-–/]\s?([0-9]{2})(?![0-9]|[-–/.,:][0-9]|%)")


def find(text: str, span: Span | None = None) -> list[TimeWords]:
    """The time expressions in a text, or a stretch of it, in order, none overlapping; the longest form wins.

    The time it takes is linear in the length of the text.
    """
    start, end = (span.start, span.end) if span else (0, len(text))
    return list(_found(text, start, end))


def _found(text: str, position: int, end: int) -> Iterator[TimeWords]:
    """Every expression, from left to right."""
    for word in _WORD.finditer(text, position, end):
        start = word.start()
        if start < position:
            continue
        surface = word[0]
        head = f"#{min(len(surface), 5)}" if surface[0] <= "9" else surface.lower()
        rules = _HEADS.get(head)
        if rules is None or (head in ("the", "a", "an") and not _goes_on(text, word.end(), end)):
            continue
        best = _longest(text, start, end, rules)
        if best is None:
            continue
        yield best
        position = best.span.end
        if best.kind in ("bare year", "year", "season") and (short := _SHORT_YEAR.match(text, position, end)):
            first, last = best.part("year") or "", short[1]
            if len(first) == 4 and int(last) > int(first[2:]):
                position = short.end()
                yield TimeWords(Span(short.start(1), short.end()), "bare year", (("year", first[:2] + last),))


def _goes_on(text: str, position: int, end: int) -> bool:
    """Whether a time may go on behind an article."""
    match = _NEXT_WORD.match(text, position, end)
    return match is not None and (match[1][0] <= "9" or match[1].lower() in _BEHIND)


def _longest(text: str, start: int, end: int, rules: tuple[Rule, ...]) -> TimeWords | None:
    """The longest form that begins at a word and is a time where it stands; of equals the first of the rules."""
    found: list[tuple[int, Rule, re.Match[str]]] = []
    for rule in rules:
        match = rule.pattern.match(text, start, end)
        if match is not None:
            found.append((match.end(), rule, match))
    found.sort(key=lambda row: -row[0])
    for _, rule, match in found:
        if holds(text, rule.kind, match):
            named = tuple((k, v.lower()) for k, v in match.groupdict().items() if v)
            return TimeWords(Span(match.start(), match.end()), rule.kind, named)
    return None
