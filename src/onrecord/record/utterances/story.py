"""Which documents tell the same story, so that it is counted once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from heapq import heapify, heappop
from typing import Protocol

from onrecord.model import Alike, Document, Reading, Story
from onrecord.record.utterances.repeat import repeats

ALIKE = 0.55
"""How much of the shorter of two texts must stand in the longer. Swept in ``bench/stories.py`` with the seeds 1, 2 and
11: from 0.5 on no two stories come together, though those of one day share a quotation and their background; recall
falls from 0.98 at 0.5 to 0.95 at 0.6."""

MOST_ALIKE = 64
"""With how many others a document is compared, those most likely alike first: enough for any, and a bound where
the same text stands on thousands of pages."""


def stories(documents: Sequence[Document], readings: Sequence[Reading], alike: Iterable[Alike]) -> tuple[Story, ...]:
    """Every document in its story, stories by the day of their first appearance.

    ``alike`` are the pairs of documents that share text, as far as these were compared. A document joins the story
    with most of whose members it shares its text, so that a page with two stories on it does not make them one.
    ``readings`` belong to ``documents`` one to one.
    """
    known = list(alike)
    groups = together({document.id: len(document.text) for document in documents}, known)
    return of_groups(groups, list(zip(documents, readings, strict=True)), known)


def of_groups(
    groups: Iterable[Iterable[str]], pages: Sequence[tuple[Document, Reading]], alike: Iterable[Alike]
) -> tuple[Story, ...]:
    """The stories of some pages, by the ids of the pages that tell each."""
    shares = _shares(alike)
    order = {document.id: _order(document, reading) for document, reading in pages}
    held = {document.id: (document, reading) for document, reading in pages}
    found = []
    for group in groups:
        members = sorted(group, key=lambda id_: order[id_])
        first = shares[members[0]]
        told = [held[member] for member in members]
        found.append(Story(tuple(members), (1.0, *(first.get(id_, 0.0) for id_ in members[1:])), repeats(told)))
    return tuple(sorted(found, key=lambda story: order[story.id]))


def _shares(alike: Iterable[Alike]) -> defaultdict[str, dict[str, float]]:
    """How much text each document shares with which others."""
    shares: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for pair in alike:
        shares[pair.one][pair.other] = shares[pair.other][pair.one] = pair.share
    return shares


def together(sizes: Mapping[str, int], alike: Iterable[Alike]) -> list[list[str]]:
    """The ids of the documents, story by story: the longest first, so that what was cut from it comes to it.

    ``sizes`` are the lengths of their texts.
    """
    shares = _shares(alike)
    groups: list[list[str]] = []
    place: dict[str, int] = {}
    for document in sorted(sizes, key=lambda id_: (-sizes[id_], id_)):
        own = shares.get(document, {})
        near: defaultdict[int, list[float]] = defaultdict(list)
        for other, much in own.items():
            if other in place:
                near[place[other]].append(much)
        # Whoever was compared with as many as one can be may share text with others, too, that nobody measured.
        capped = len(own) >= MOST_ALIKE
        members = {at: len(much) if capped else len(groups[at]) for at, much in near.items()}
        fit = {at: sum(one >= ALIKE for one in much) / members[at] for at, much in near.items()}
        best = max(fit, key=lambda at: (fit[at], sum(near[at]), -at), default=None)
        if best is None or fit[best] <= 0.5:
            best = len(groups)
            groups.append([])
        groups[best].append(document)
        place[document] = best
    return groups


class Kin(Protocol):
    """What is known of documents that are in stories already, and of those that come to them."""

    def size(self, document: str) -> int:
        """How long its text is."""

    def near(self, document: str) -> Mapping[str, float]:
        """The documents with which it shares text, old and new, with how much of the shorter."""

    def story(self, document: str) -> Collection[str]:
        """The documents of its story as it was, with its own; none of one that comes."""


def regrouped(coming: Collection[str], kin: Kin) -> list[set[str]]:
    """What ``together`` makes of documents once others came to them: the stories that are other than before.

    Each is looked at in its turn, as ``together`` does, but only if one that it shares text with came or moved.
    """
    place: dict[str, str] = {}
    """The longest of the story of a document, by which that is known."""
    groups: dict[str, set[str]] = {}

    def at(document: str) -> tuple[int, str]:
        return -kin.size(document), document

    def root(document: str) -> str:
        if document not in place:
            members = set(kin.story(document))
            first = min(members, key=at)
            groups[first] = members
            place.update(dict.fromkeys(members, first))
        return place[document]

    def fit(document: str) -> str:
        own = kin.near(document)
        # What it shares too little with, and with none of its story enough, it does not come to.
        alike = [other for other, much in own.items() if much >= ALIKE and at(other) < at(document)]
        fits: list[tuple[float, float, tuple[int, str]]] = []
        for first in {root(other) for other in alike}:
            before = [one for one in groups[first] if at(one) < at(document)]
            shared = [own[one] for one in before if one in own]
            members = len(shared) if len(own) >= MOST_ALIKE else len(before)
            fits.append((-sum(much >= ALIKE for much in shared) / members, -sum(shared), at(first)))
        best = min(fits, default=None)
        return best[2][1] if best is not None and -best[0] > 0.5 else document

    def beside(document: str) -> list[tuple[int, str]]:
        return [at(other) for other, much in kin.near(document).items() if much >= ALIKE]

    waiting = [at(one) for one in coming]
    # With one more than can be compared, what counts is another share.
    full = (MOST_ALIKE, MOST_ALIKE + len(coming))
    near = {other for one in coming for other in kin.near(one)} - set(coming)
    waiting += [at(one) for one in near if full[0] <= len(kin.near(one)) < full[1] and beside(one)]
    heapify(waiting)
    touched: set[str] = set()
    done: tuple[int, str] | None = None
    while waiting:
        turn = heappop(waiting)
        if turn == done:
            continue
        done, document = turn, turn[1]
        was = None if document in coming else root(document)
        now = fit(document)
        if now == was:
            continue
        if was is not None:
            groups[was].discard(document)
        groups.setdefault(now, set()).add(document)
        place[document] = now
        for first in (now, was):
            if first is not None:
                touched.add(first)
                waiting += [one for member in {*groups[first], document} for one in beside(member) if one > turn]
        heapify(waiting)
    return [groups[first] for first in sorted(touched) if groups[first]]


def _order(document: Document, reading: Reading) -> tuple[date, date, int, str, str]:
    """By the day on which it was out for certain; of one day, the longest text first."""
    published = reading.published.value
    out, since = published.latest or date.max, published.earliest or date.max
    return out, since, -len(document.text), document.name, document.id
