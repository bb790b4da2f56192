"""Outlets side by side: what each shortens, puts in other words, holds at arm's length, dates otherwise, leaves out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache, wraps
from typing import ParamSpec

from onrecord.model import (
    Answer,
    Appearance,
    Contrast,
    ContrastKind,
    Document,
    Happening,
    Interval,
    Reading,
    Utterance,
    Wording,
)

P = ParamSpec("P")

_FIGURE = re.compile(r"(?<![\w.,])\d[\d.,]*\d|(?<![\w.,])\d")
_ORDER = tuple(ContrastKind)
BESIDE = timedelta(2)
"""An outlet leaves something out that others carry where it has a page of its own within so many days."""


@dataclass(frozen=True)
class Pages:
    """What is held against one another of pages: of which outlets they are and when they came out, and what they say.

    ``page`` is where each statement stands, ``words`` what it says, ``hedges`` the words that hold it at arm's length;
    ``events`` are the times that the pages give for theirs, with the page. ``days`` are those on which each outlet has
    a page.
    """

    outlet: Mapping[str, str]
    out: Mapping[str, date | None]
    page: Mapping[str, str]
    words: Mapping[str, str]
    hedges: Mapping[str, str]
    events: Mapping[str, tuple[Interval, str]]
    days: Mapping[str, Iterable[date]]

    @classmethod
    def of(cls, pairs: Sequence[tuple[Document, Reading]]) -> Pages:
        """All pages of a record."""
        outlet = {d.id: d.outlet.value for d, _ in pairs if d.outlet}
        out = {r.document: r.published.value.latest for _, r in pairs}
        days: dict[str, set[date]] = defaultdict(set)
        for id_, name in outlet.items():
            if day := out[id_]:
                days[name].add(day)
        said = [(s, d) for d, r in pairs for s in r.statements]
        return cls(
            outlet,
            out,
            {s.id: d.id for s, d in said},
            {s.id: _plain(" ".join(d.words(span) for span in s.content)) for s, d in said},
            {s.id: _plain(d.words(s.hedge)) for s, d in said if s.hedge is not None},
            {e.id: (e.time.value, r.document) for _, r in pairs for e in r.events},
            days,
        )

    @cached_property
    def _near(self) -> dict[str, set[int]]:
        beside = range(-BESIDE.days, BESIDE.days + 1)
        return {name: {day.toordinal() + n for day in own for n in beside} for name, own in self.days.items()}

    @cached_property
    def outlets(self) -> list[str]:
        """Every outlet, by name."""
        return sorted(self._near)

    def writes(self, outlet: str, day: date | None) -> bool:
        """Whether an outlet has a page near a day."""
        return day is not None and day.toordinal() in self._near.get(outlet, ())


def contrasts(
    pairs: Sequence[tuple[Document, Reading]],
    utterances: Sequence[Utterance],
    answers: Sequence[Answer],
    happenings: Sequence[Happening],
) -> tuple[Contrast, ...]:
    """Every difference between outlets, by kind and outlet; what no outlet is known for is left out."""
    pages = Pages.of(pairs)
    first = {a.statement: u.id for u in utterances for a in u.appearances}
    tellings = {u.id: [a.statement for a in u.appearances] for u in utterances}
    found = {
        *(c for u in utterances for c in told(pages, u)),
        *unanswered(pages, [(a.statement, a.to) for a in answers], first, tellings),
        *(c for h in happenings for c in dated(pages, h)),
    }
    return tuple(sorted(found, key=order))


def order(contrast: Contrast) -> tuple[int, str, str, str, str, str, str]:
    """By kind and outlet, then by what it is held against."""
    one = contrast
    return (_ORDER.index(one.kind), one.outlet, one.held, one.item or "", one.other, one.here or "", one.there or "")


def _once(differences: Callable[P, Iterator[Contrast]]) -> Callable[P, Iterator[Contrast]]:
    """Without what another page of the same outlet has alike: one story that it brings twice differs once."""

    @wraps(differences)
    def once(*given: P.args, **more: P.kwargs) -> Iterator[Contrast]:
        seen = set()
        for one in differences(*given, **more):
            alike = (one.kind, one.outlet, one.held, one.here, one.there)
            if alike not in seen:
                seen.add(alike)
                yield one

    return once


def told(pages: Pages, utterance: Utterance) -> Iterator[Contrast]:
    """How outlets differ in telling one utterance, against the page that tells it first."""
    yield from worded(pages, utterance)
    first = utterance.appearances[0].statement
    yield from left_out(pages, first, [a.document for a in utterance.appearances], pages.outlets)


@_once
def worded(pages: Pages, utterance: Utterance) -> Iterator[Contrast]:
    """The same, without who leaves it out: what an outlet differs in follows from its own pages and the first."""
    first = utterance.appearances[0]
    there = pages.words[first.statement]
    theirs = _figures(there)
    hedge = pages.hedges.get(first.statement)
    for one in utterance.appearances[1:]:
        outlet = pages.outlet.get(one.document)
        if outlet is None or one.document == first.document:
            continue
        here = pages.words[one.statement]
        if one.wording in (Wording.SHORTENED, Wording.PARAPHRASED):
            yield _contrast(ContrastKind(str(one.wording)), outlet, one, first, here, there)
        mine = _figures(here) if theirs else theirs
        if mine and mine - theirs and theirs - mine:
            yield _contrast(ContrastKind.FIGURE, outlet, one, first, _list(mine), _list(theirs))
        held = pages.hedges.get(one.statement)
        if held and not hedge:
            yield _contrast(ContrastKind.HEDGED, outlet, one, first, held, there)
    plain = [a for a in utterance.appearances if not pages.hedges.get(a.statement)]
    outlet = pages.outlet.get(first.document)
    if hedge and plain and outlet:
        yield _contrast(ContrastKind.HEDGED, outlet, first, plain[0], hedge, pages.words[plain[0].statement])


def left_out(pages: Pages, first: str, documents: Iterable[str], outlets: Iterable[str]) -> Iterator[Contrast]:
    """Which of some outlets leave out what others carry, while they write: an utterance by its first statement."""
    carried = {pages.outlet.get(document) for document in documents}
    if len(carried - {None}) < 2:
        return
    at = pages.page[first]
    for outlet in outlets:
        if outlet not in carried and pages.writes(outlet, pages.out[at]):
            yield Contrast(ContrastKind.LEFT_OUT, outlet, None, None, at, first, None, pages.words[first])


def _contrast(
    kind: ContrastKind, outlet: str, one: Appearance, other: Appearance, here: str | None, there: str
) -> Contrast:
    return Contrast(kind, outlet, one.document, one.statement, other.document, other.statement, here, there)


@_once
def unanswered(
    pages: Pages,
    answers: Iterable[tuple[str, str]],
    first: Mapping[str, str],
    tellings: Mapping[str, Sequence[str]],
) -> Iterator[Contrast]:
    """Who carries what is answered elsewhere, near in time, and never the answer.

    ``answers`` are statements with those that they answer; ``first`` leads from each telling of an utterance to its
    first, and ``tellings`` from there to all.
    """
    carriers: dict[str, set[str | None]] = {}

    def carried(statement: str) -> set[str | None]:
        key = first.get(statement, statement)
        if key not in carriers:
            carriers[key] = {pages.outlet.get(pages.page[one]) for one in tellings.get(key, (key,))}
        return carriers[key]

    # Whatever one telling is answered by, all are: an utterance told a hundred times is looked at once.
    answered: dict[str, list[str]] = defaultdict(list)
    for statement, to in answers:
        answered[first.get(to, to)].append(statement)
    for key, given in answered.items():
        carrying = set().union(*map(carried, given))
        one = min(given, key=lambda s: (pages.out[pages.page[s]] or date.max, s))
        there = pages.page[one]
        # Of several pages of an outlet the first counts, in whichever order the tellings come.
        for statement in sorted(tellings.get(key, (key,)), key=lambda s: (pages.out[pages.page[s]] or date.max, s)):
            document = pages.page[statement]
            outlet = pages.outlet.get(document)
            if outlet is None or outlet in carrying:
                continue
            if there != document and pages.writes(outlet, pages.out[there]):
                words = pages.words[one]
                yield Contrast(ContrastKind.UNANSWERED, outlet, document, statement, there, one, None, words)


@_once
def dated(pages: Pages, happening: Happening) -> Iterator[Contrast]:
    """Pages that put an event on a day on which the others do not."""
    tellings = [(event, *pages.events[event]) for event in happening.events]
    first, given, where = tellings[0]
    for event, time, document in tellings[1:]:
        outlet = pages.outlet.get(document)
        if outlet and document != where and not time.meets(given):
            yield Contrast(ContrastKind.DATE, outlet, document, event, where, first, str(time), str(given))


def _plain(words: str) -> str:
    return " ".join(words.split())


@lru_cache(maxsize=4096)
def _figures(words: str) -> frozenset[str]:
    return frozenset(found.replace(",", "") for found in _FIGURE.findall(words))


def _list(figures: frozenset[str]) -> str:
    return ", ".join(sorted(figures, key=lambda f: (len(f), f)))
