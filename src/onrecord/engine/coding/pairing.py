"""Which coding of one coder is which of another's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from onrecord.model import PlacedCoding, Span

OVERLAP = 0.5
"""The share of the shorter of two stretches that must be common for the two to be codings of one statement: coders
mark a sentence where a reader takes the words said."""

Likeness = Callable[[PlacedCoding, PlacedCoding], tuple[bool, ...]]


def pairs(
    some: Sequence[PlacedCoding], others: Sequence[PlacedCoding], alike: Likeness
) -> list[tuple[PlacedCoding, PlacedCoding]]:
    """Codings of the same words, each in at most one pair.

    Where a coding overlaps several, the one that is ``alike`` in more goes first, in the order of what it compares,
    then the one that overlaps more.
    """
    by_document: defaultdict[str, list[int]] = defaultdict(list)
    for number, other in enumerate(others):
        by_document[other.document].append(number)
    fitting = []
    for n, one in enumerate(some):
        for m in by_document[one.document]:
            both = common(one.spans, others[m].spans)
            if both >= OVERLAP * min(length(one.spans), length(others[m].spans)):
                union = length(one.spans) + length(others[m].spans) - both
                fitting.append((tuple(not x for x in alike(one, others[m])), -both / union, n, m))
    taken: set[int] = set()
    given: set[int] = set()
    found = []
    for _, _, n, m in sorted(fitting):
        if n not in taken and m not in given:
            taken.add(n)
            given.add(m)
            found.append((some[n], others[m]))
    return found


def same_actor(one: PlacedCoding, other: PlacedCoding) -> bool:
    """Whether two name the same speaker; where one names none, whether the same side speaks."""
    if one.people and other.people:
        return bool(one.people & other.people)
    return one.holder is not None and one.holder == other.holder


def common(some: Sequence[Span], others: Sequence[Span]) -> int:
    """How many characters two sets of spans have in common, at least 0; spans of one set do not overlap."""
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in some for b in others if a.line == b.line)


def length(spans: Sequence[Span]) -> int:
    """How many characters spans have, at least 1."""
    return max(1, sum(map(len, spans)))
