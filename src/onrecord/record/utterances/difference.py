"""What one appearance of a story changes against another: added, left out, put in other words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

from rapidfuzz import fuzz

from onrecord.model import Document, Span
from onrecord.reading.grammar.sentence import sentences

_WORD = re.compile(r"\w+")
_MOST = 1_000
"""How many sentences of each text are compared: the time of a comparison can grow with their product."""
_CHANGED = 60
"""From which likeness on (of 100) one sentence counts as the other in changed words."""


class Change(StrEnum):
    """What happened to a passage."""

    ADDED = "added"
    DROPPED = "dropped"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """A passage that differs: ``before`` stands in the first text, ``after`` in the other; None where there is none.

    ``words`` are its words in order, each run with whether it is in both (None), dropped or added.
    """

    change: Change
    before: Span | None
    after: Span | None
    words: tuple[tuple[Change | None, str], ...]


def differences(first: Document, other: Document) -> tuple[Difference, ...]:
    """What ``other`` changes against ``first``, in the order of the texts, sentence by sentence.

    How the sentences are cut into paragraphs makes no difference, nor do letter case and punctuation.
    """
    texts = (first, other)
    spans = [_sentences(document) for document in texts]
    keys = [[_key(d.text[s.start : s.end]) for s in found] for d, found in zip(texts, spans, strict=True)]
    matched = SequenceMatcher(None, keys[0], keys[1], autojunk=False)
    found: list[Difference] = []
    for tag, a, b, c, d in matched.get_opcodes():
        if tag != "equal":
            found += _passages(first, other, _paired(spans[0][a:b], spans[1][c:d], keys[0][a:b], keys[1][c:d]))
    return tuple(found)


def _sentences(document: Document) -> list[Span]:
    return [s for s in sentences(document.text) if _key(document.text[s.start : s.end])][:_MOST]


def _key(sentence: str) -> str:
    return " ".join(_WORD.findall(sentence.casefold()))


Pair = tuple[Span | None, Span | None]


def _paired(before: Sequence[Span], after: Sequence[Span], old: Sequence[str], new: Sequence[str]) -> Iterator[Pair]:
    """The sentences of two passages side by side: those alike as pairs, in order, and between them the others."""
    at = 0
    for span, key in zip(before, old, strict=True):
        match = next((n for n in range(at, len(after)) if fuzz.ratio(key, new[n], score_cutoff=_CHANGED)), None)
        if match is None:
            yield span, None
            continue
        for n in range(at, match):
            yield None, after[n]
        yield span, after[match]
        at = match + 1
    for n in range(at, len(after)):
        yield None, after[n]


def _passages(first: Document, other: Document, pairs: Iterator[Pair]) -> Iterator[Difference]:
    """Neighbours that were all added, or all dropped, as one passage."""
    for change, group in groupby(pairs, _change):
        run = list(group)
        if change is Change.CHANGED:
            for before, after in run:
                assert before and after
                yield Difference(change, before, after, _changed(first.words(before), other.words(after)))
            continue
        spans = [before or after for before, after in run]
        start, end = spans[0], spans[-1]
        assert start and end
        whole = Span(start.start, end.end)
        text = (first if change is Change.DROPPED else other).words(whole)
        dropped = change is Change.DROPPED
        yield Difference(change, whole if dropped else None, None if dropped else whole, ((change, text),))


def _change(pair: Pair) -> Change:
    if None not in pair:
        return Change.CHANGED
    return Change.DROPPED if pair[1] is None else Change.ADDED


def _changed(before: str, after: str) -> tuple[tuple[Change | None, str], ...]:
    """A sentence word by word."""
    old, new = before.split(), after.split()
    found: list[tuple[Change | None, str]] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append((None, " ".join(old[a:b])))
            continue
        found += [
            (change, " ".join(run)) for change, run in ((Change.DROPPED, old[a:b]), (Change.ADDED, new[c:d])) if run
        ]
    return tuple(found)
