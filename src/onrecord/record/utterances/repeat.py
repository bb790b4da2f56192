"""Which statements of a story are the same one, told again on another page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from rapidfuzz import fuzz

from onrecord.model import Document, Reading, Repeat, Statement

_WORD = re.compile(r"\w+")
_SAME = 90
"""How alike the words of two tellings are, of 100: a copy that was corrected differs in a word or two."""
_WEIGHTY = frozenset({"no", "not", "never", "none", "neither", "nor", "without", "t"})
"""Words that turn what is said ("t" is what is left of "don't"); where these or the figures differ, it is another."""
_MOST_COMPARED = 40
"""With how many statements of a story one is compared that has no twin, word for word."""


def repeats(appearances: Sequence[tuple[Document, Reading]]) -> tuple[Repeat, ...]:
    """For each statement that an earlier appearance makes in the same words, which one that is.

    A statement repeats at most one, and no two of one page repeat the same: what a page says twice stays two.
    """
    if len(appearances) < 2:
        return ()
    exact: defaultdict[str, list[Statement]] = defaultdict(list)
    firsts: list[tuple[str, Statement]] = []
    found: list[Repeat] = []
    for document, reading in appearances:
        taken: set[str] = set()
        new: list[tuple[str, Statement]] = []
        for statement in reading.statements:
            words = _words(document, statement)
            first = next((s for s in exact[words] if s.id not in taken and _may_be(s, statement)), None)
            first = first or _nearest(words, statement, firsts, taken)
            if first is None or first.id == statement.id:
                new.append((words, statement))
            else:
                taken.add(first.id)
                found.append(Repeat(statement.id, first.id))
        firsts += new
        for words, statement in new:
            exact[words].append(statement)
    return tuple(found)


def _words(document: Document, statement: Statement) -> str:
    """What is said, as words alone."""
    said = " ".join(document.words(span) for span in statement.content or (statement.extent,))
    return " ".join(_WORD.findall(said.casefold()))


def _nearest(
    words: str, statement: Statement, firsts: Sequence[tuple[str, Statement]], taken: set[str]
) -> Statement | None:
    """The first telling whose words are nearest, where they are near enough."""
    open_ = [
        (other, first)
        for other, first in firsts
        if first.id not in taken and abs(len(other) - len(words)) <= len(words) // 5 and _may_be(first, statement)
    ]
    best: tuple[float, Statement] | None = None
    for other, first in open_[:_MOST_COMPARED]:
        score = fuzz.ratio(words, other, score_cutoff=_SAME)
        if score and (best is None or score > best[0]) and _weight(words) == _weight(other):
            best = score, first
    return best[1] if best else None


def _weight(words: str) -> list[str]:
    return [word for word in words.split() if word in _WEIGHTY or any(c.isdigit() for c in word)]


def _may_be(one: Statement, other: Statement) -> bool:
    """Whether nothing tells two statements apart but their words: their act, and who speaks as far as both say it.

    A page that was cut may have lost the place that gives somebody's full name.
    """
    if one.act.value is not other.act.value:
        return False
    if one.speaker is None or other.speaker is None:
        return True
    names = [judged.value.casefold() for judged in (one.speaker, other.speaker)]
    return names[0] == names[1] or names[0].split()[-1:] == names[1].split()[-1:]
