"""One statement on many pages: the same words, shortened, or put otherwise on the same occasion."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from heapq import heappop, heappush
from itertools import pairwise
from typing import Protocol

from onrecord.model import Appearance, Utterance, Wording
from onrecord.record.utterances.common import share_in_order
from onrecord.record.utterances.likeness import KEPT, REACH, SAME, SURE, Likeness, alike, enough, hopeless
from onrecord.record.utterances.quote import Key, keys, well_known
from onrecord.record.utterances.told import Gist, Told

_FOLDED = 0.4
"""From which score on a headline tells what a statement of its own page says."""
_SHORTEST = 2
"""A statement of fewer words with a meaning of their own is like too many others."""
_PART = 0.67
"""A statement with no more than this share of the words of another may be but a part of it."""
Ties = dict[tuple[str, str], Likeness]
"""By the ids of two statements, that of the page with the lower id first: what speaks for their being one utterance."""


def utterances(pages: Sequence[Sequence[Told]]) -> tuple[Utterance, ...]:
    """What is told on more than one page, by the day of its first appearance; a page is given by its statements.

    Two pages are held against each other statement by statement, and each goes with at most one of the other page. So
    what comes together depends on these pages alone, and the order of pages makes no difference.
    """
    bodies = [folded(page) for page in pages]
    return grouped({one.id: one for page in bodies for one in page}, tied(bodies))


def tied(bodies: Sequence[Sequence[Told]]) -> Ties:
    """Every two statements of two pages that tell the same; a page is given as ``folded`` leaves it."""
    links: Ties = {}
    for pairs in candidates(bodies):
        links |= one_to_one(pairs)
    return links


class Telling(Protocol):
    """A statement as far as the utterance that it tells is made of it."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def document(self) -> str:
        """The id of its page."""

    @property
    def place(self) -> int:
        """Its place on the page."""

    @property
    def out(self) -> date | None:
        """When the page came out at the latest."""

    @property
    def words(self) -> tuple[str, ...]:
        """What it says."""


def grouped(
    every: Mapping[str, Telling], links: Ties, known: Mapping[tuple[str, str], Appearance] | None = None
) -> tuple[Utterance, ...]:
    """What is held together, directly or through others, as utterances; ``every`` has the statements by their ids.

    ``known`` says of tellings whose words are as before how each stood to the first of its utterance, by the ids of
    the first and its own.
    """
    near = nearest(links)
    holding = {pair for pair, like in links.items() if holds(like, *(near[id_] for id_ in pair))}
    return gathered(_components(every, holding), near, known)


def holds(like: Likeness, *near: Likeness | None) -> bool:
    """Whether a tie holds its two statements together; ``near`` is what most speaks for each being one with another.

    One that is not sure does only where neither is more like a third: else a chain of doubts would make one utterance
    of all that a side ever said about a matter.
    """
    return like.score >= SURE or all(like.score >= other.score for other in near if other)


def nearest(links: Ties) -> dict[str, Likeness]:
    """What most speaks for each tied statement being one with another."""
    found: dict[str, Likeness] = {}
    for pair, like in links.items():
        for id_ in pair:
            found[id_] = nearer(like, found.get(id_, like))
    return found


def nearer(one: Likeness, other: Likeness) -> Likeness:
    """The stronger of two likenesses."""
    return max(one, other, key=lambda like: (like.score, like.why))


def gathered(
    groups: Iterable[Sequence[Telling]],
    near: Mapping[str, Likeness],
    known: Mapping[tuple[str, str], Appearance] | None = None,
) -> tuple[Utterance, ...]:
    """Groups of what tells the same as utterances; ``near`` is what most speaks for each being one with another."""
    ordered = sorted((sorted(group, key=order) for group in groups), key=lambda group: order(group[0]))
    return tuple(_utterance(group, near, known or {}) for group in ordered)


def folded(page: Sequence[Told]) -> list[Told]:
    """The statements of a page without the headlines that tell one of its body, and without what is too short."""
    enough = [one for one in page if len(one.stems) + len(one.names) >= _SHORTEST or well_known(one)]
    body = [one for one in enough if not one.headline]
    above = [one for one in enough if one.headline]
    lone = [h for h in above if not any(alike(h, b).score >= _FOLDED for b in body if b.by == h.by)]
    kept: list[Told] = []
    for one in lone:
        if not any(alike(one, k).score >= _FOLDED for k in kept if k.by == one.by):
            kept.append(one)
    return [*kept, *body]


def candidates(pages: Sequence[Sequence[Told]]) -> Iterable[list[tuple[Told, Told]]]:
    """The pairs of statements worth comparing, those of two pages together."""
    by_pages: dict[tuple[str, str], dict[tuple[str, str], tuple[Told, Told]]] = defaultdict(dict)
    for one, other in (*_of_a_time(pages), *_of_a_run(pages)):
        if one.document != other.document:
            first, second = sorted((one, other), key=lambda t: t.document)
            by_pages[first.document, second.document][first.id, second.id] = (first, second)
    return [list(pairs.values()) for pairs in by_pages.values()]


def _of_a_time(pages: Sequence[Sequence[Told]]) -> Iterable[tuple[Told, Told]]:
    """The pairs of one side that may have been said on the same day."""
    by_side: dict[str, list[Told]] = defaultdict(list)
    for page in pages:
        for one in page:
            by_side[one.by].append(one)
    for said in by_side.values():
        said.sort(key=lambda t: (t.since or date.min, t.document, t.place))
        open_ = _Open()
        for one in said:
            open_.close((one.since or date.min).toordinal() - REACH)
            yield from ((o, one) for o in open_.sharing(one))
            open_.add(one)


class _Open:
    """Statements of one side that may still have been said on the day of the next: those that share enough with it are
    found without a look at the others.

    Which of the statements have a stem, a figure or an issue is the bits of a number, so that a thousand are told apart
    in one step: of a page without a day nobody can tell that its time is over.
    """

    def __init__(self) -> None:
        self._all: list[Told] = []
        self._ends: list[tuple[int, int]] = []
        self._open = 0
        self._by: dict[str, defaultdict[object, int]] = {name: defaultdict(int) for name in ("stem", "figure", "issue")}

    def close(self, day: int) -> None:
        """Leaves out the statements that were said before a day for certain."""
        while self._ends and self._ends[0][0] < day:
            self._open &= ~(1 << heappop(self._ends)[1])

    def add(self, one: Told) -> None:
        """Takes a statement in."""
        bit = 1 << len(self._all)
        if one.until:
            heappush(self._ends, (one.until.toordinal(), len(self._all)))
        self._all.append(one)
        self._open |= bit
        for name, every in _shared(one):
            of = self._by[name]
            for what in every:
                of[what] |= bit

    def sharing(self, one: Told) -> Iterator[Told]:
        """Those for which ``may_be`` holds, in the order in which they came."""
        left = 0
        for name, every in _shared(one):
            of = self._by[name]
            for what in every:
                left |= of.get(what, 0)
        left &= self._open
        while left:
            low = left & -left
            yield self._all[low.bit_length() - 1]
            left ^= low


def _shared(one: Gist) -> Iterable[tuple[str, Iterable[object]]]:
    """That of which two statements must share any to be compared, by its kind."""
    return ("stem", one.stems), ("figure", one.figures), ("issue", one.issues)


def _of_a_run(pages: Sequence[Sequence[Told]]) -> Iterable[tuple[Told, Told]]:
    """The pairs of one side that have a long run of words in common, and those that quote the same."""
    holding: dict[Key, dict[str, Told]] = defaultdict(dict)
    for page in pages:
        for one in page:
            for key in keys(one):
                holding[key].setdefault(one.id, one)
    for told in holding.values():
        # Each with the next is enough to bring all together, and a phrase on a thousand pages costs a thousand pairs.
        yield from pairwise(sorted(told.values(), key=order))


def one_to_one(pairs: Sequence[tuple[Gist, Gist]]) -> Ties:
    """Of the pairs of two pages those that are alike enough, the likest first, each statement once."""
    near = [(like, one, other) for one, other in pairs if not hopeless(one, other) and (like := enough(one, other))]
    near.sort(key=lambda s: (-s[0].score, s[1].place, s[2].place))
    taken: set[str] = set()
    found: Ties = {}
    for likeness, one, other in near:
        # What one page tells in one statement another may tell in two: the longer can be told again by several, if
        # they are parts of its words.
        shorter, longer = sorted((one, other), key=lambda t: (len(t.words), t.id))
        part = likeness.score >= SAME and len(shorter.words) < len(longer.words) * _PART
        if shorter.id not in taken and (part or longer.id not in taken):
            taken |= {one.id, other.id}
            found[one.id, other.id] = likeness
    return found


def _components(every: Mapping[str, Telling], links: Iterable[tuple[str, str]]) -> list[list[Telling]]:
    """What is linked, directly or through others."""
    near: dict[str, set[str]] = defaultdict(set)
    for one, other in links:
        near[one].add(other)
        near[other].add(one)
    seen: set[str] = set()
    groups = []
    for start in near:
        if start in seen:
            continue
        group, waiting = [], [start]
        seen.add(start)
        while waiting:
            at = waiting.pop()
            group.append(every[at])
            fresh = near[at] - seen
            seen |= fresh
            waiting.extend(fresh)
        groups.append(group)
    return groups


def order(one: Telling) -> tuple[date, int, str, int]:
    """By the day on which its page was out; of one day, the longest first."""
    return one.out or date.max, -len(one.words), one.document, one.place


def _utterance(
    group: Sequence[Telling], near: Mapping[str, Likeness], known: Mapping[tuple[str, str], Appearance]
) -> Utterance:
    """One group as an utterance."""
    first = group[0]
    shown = [Appearance(first.id, first.document, Wording.SAME, 1.0, "the first page that tells it")]
    sure = 1.0
    for one in group[1:]:
        best = near[one.id]
        sure = min(sure, best.score)
        if was := known.get((first.id, one.id)):
            shown.append(was if was.why == best.why else replace(was, why=best.why))
            continue
        kept = share_in_order(first.words, one.words)
        shown.append(Appearance(one.id, one.document, _wording(first, one, kept), round(kept, 3), best.why))
    return Utterance(tuple(shown), round(sure, 3))


def _wording(first: Telling, other: Telling, kept: float) -> Wording:
    """How the words of a later appearance stand to those of the first."""
    if kept < KEPT:
        return Wording.PARAPHRASED
    if len(other.words) < KEPT * len(first.words):
        return Wording.SHORTENED
    return Wording.LENGTHENED if len(first.words) < KEPT * len(other.words) else Wording.SAME
