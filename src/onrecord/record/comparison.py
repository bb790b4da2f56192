"""Outlets side by side: what each shortens, puts in other words, holds at arm's length, dates otherwise, leaves out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from onrecord.model import (
    Answer,
    Appearance,
    Contrast,
    ContrastKind,
    Document,
    Happening,
    Reading,
    Statement,
    Utterance,
    Wording,
)

_FIGURE = re.compile(r"(?<![\w.,])\d[\d.,]*\d|(?<![\w.,])\d")
_ORDER = tuple(ContrastKind)
BESIDE = timedelta(2)
"""An outlet leaves something out that others carry where it has a page of its own within so many days."""


class _Pages:
    """The pages of a record with their outlets and statements."""

    def __init__(
        self, pairs: Sequence[tuple[Document, Reading]], days: Mapping[str, Sequence[date]] | None = None
    ) -> None:
        self.document = {d.id: d for d, _ in pairs}
        self.outlet = {d.id: d.outlet.value for d, _ in pairs if d.outlet}
        self.statement: dict[str, Statement] = {s.id: s for _, r in pairs for s in r.statements}
        self.page = {s.id: r.document for _, r in pairs for s in r.statements}
        self.out = {r.document: r.published.value.latest for _, r in pairs}
        self.events = {e.id: (e, r.document) for _, r in pairs for e in r.events}
        self._near = {
            name: {day.toordinal() + n for day in own for n in range(-BESIDE.days, BESIDE.days + 1)}
            for name, own in (days if days is not None else self._days()).items()
        }
        self.outlets = sorted(self._near)

    def _days(self) -> dict[str, set[date]]:
        found: dict[str, set[date]] = defaultdict(set)
        for id_, name in self.outlet.items():
            if day := self.out[id_]:
                found[name].add(day)
        return found

    def words(self, statement: str) -> str:
        """What a statement says."""
        document = self.document[self.page[statement]]
        return " ".join(" ".join(document.words(s) for s in self.statement[statement].content).split())

    def hedge(self, statement: str) -> str | None:
        """The words that hold a statement at arm's length."""
        span = self.statement[statement].hedge
        return None if span is None else " ".join(self.document[self.page[statement]].words(span).split())

    def writes(self, outlet: str, day: date | None) -> bool:
        """Whether an outlet has a page near a day."""
        return day is not None and day.toordinal() in self._near.get(outlet, ())


def contrasts(
    pairs: Sequence[tuple[Document, Reading]],
    utterances: Sequence[Utterance],
    answers: Sequence[Answer],
    happenings: Sequence[Happening],
    days: Mapping[str, Sequence[date]] | None = None,
) -> tuple[Contrast, ...]:
    """Every difference between outlets, by kind and outlet; what no outlet is known for is left out.

    ``days`` are those on which each outlet has a page, where ``pairs`` are not all of them.
    """
    pages = _Pages(pairs, days)
    found = {
        *(c for u in utterances for c in _told(pages, u)),
        *_unanswered(pages, answers, utterances),
        *(c for h in happenings for c in _dated(pages, h)),
    }
    return tuple(sorted(found, key=order))


def order(contrast: Contrast) -> tuple[int, str, str, str, str, str, str]:
    """By kind and outlet, then by what it is held against."""
    one = contrast
    return (_ORDER.index(one.kind), one.outlet, one.held, one.item or "", one.other, one.here or "", one.there or "")


def _told(pages: _Pages, utterance: Utterance) -> Iterator[Contrast]:
    """How outlets differ in telling one utterance, against the page that tells it first."""
    first = utterance.appearances[0]
    carried = {pages.outlet.get(a.document) for a in utterance.appearances}
    for one in utterance.appearances[1:]:
        outlet = pages.outlet.get(one.document)
        if outlet is None or one.document == first.document:
            continue
        here, there = pages.words(one.statement), pages.words(first.statement)
        if one.wording in (Wording.SHORTENED, Wording.PARAPHRASED):
            yield _contrast(ContrastKind(str(one.wording)), outlet, one, first, here, there)
        mine, theirs = _figures(here), _figures(there)
        if mine and theirs and mine - theirs and theirs - mine:
            yield _contrast(ContrastKind.FIGURE, outlet, one, first, _list(mine), _list(theirs))
        hedge = pages.hedge(one.statement)
        if hedge and not pages.hedge(first.statement):
            yield _contrast(ContrastKind.HEDGED, outlet, one, first, hedge, there)
    hedge, plain = pages.hedge(first.statement), [a for a in utterance.appearances if not pages.hedge(a.statement)]
    outlet = pages.outlet.get(first.document)
    if hedge and plain and outlet:
        yield _contrast(ContrastKind.HEDGED, outlet, first, plain[0], hedge, pages.words(plain[0].statement))
    if len(carried - {None}) < 2:
        return
    for outlet in pages.outlets:
        if outlet not in carried and pages.writes(outlet, pages.out[first.document]):
            words = pages.words(first.statement)
            yield Contrast(ContrastKind.LEFT_OUT, outlet, None, None, first.document, first.statement, None, words)


def _contrast(
    kind: ContrastKind, outlet: str, one: Appearance, other: Appearance, here: str | None, there: str
) -> Contrast:
    return Contrast(kind, outlet, one.document, one.statement, other.document, other.statement, here, there)


def _unanswered(pages: _Pages, answers: Sequence[Answer], utterances: Sequence[Utterance]) -> Iterator[Contrast]:
    """Who carries what is answered elsewhere, near in time, and never the answer."""
    group = {a.statement: u for u in utterances for a in u.appearances}

    def told(statement: str) -> list[tuple[str, str]]:
        found = group.get(statement)
        return [(a.statement, a.document) for a in found.appearances] if found else [(statement, pages.page[statement])]

    carriers: dict[str, set[str | None]] = {}

    def carried(statement: str) -> set[str | None]:
        key = group[statement].id if statement in group else statement
        if key not in carriers:
            carriers[key] = {pages.outlet.get(at) for _, at in told(statement)}
        return carriers[key]

    # Whatever one telling is answered by, all are: an utterance told a hundred times is looked at once.
    answered: dict[str, list[str]] = defaultdict(list)
    for answer in answers:
        answered[group[answer.to].id if answer.to in group else answer.to].append(answer.statement)
    for key, given in answered.items():
        carrying = set().union(*map(carried, given))
        one = min(given, key=lambda s: (pages.out[pages.page[s]] or date.max, s))
        for statement, document in told(key):
            outlet = pages.outlet.get(document)
            if outlet is None or outlet in carrying:
                continue
            if pages.page[one] != document and pages.writes(outlet, pages.out[pages.page[one]]):
                words = pages.words(one)
                yield Contrast(ContrastKind.UNANSWERED, outlet, document, statement, pages.page[one], one, None, words)


def _dated(pages: _Pages, happening: Happening) -> Iterator[Contrast]:
    """Pages that put an event on a day on which the others do not."""
    told = [pages.events[event] for event in happening.events]
    first, where = told[0]
    for event, document in told[1:]:
        outlet = pages.outlet.get(document)
        if outlet and document != where and event.time.value.meet(first.time.value) is None:
            here, there = str(event.time.value), str(first.time.value)
            yield Contrast(ContrastKind.DATE, outlet, document, event.id, where, first.id, here, there)


def _figures(words: str) -> frozenset[str]:
    return frozenset(found.replace(",", "") for found in _FIGURE.findall(words))


def _list(figures: frozenset[str]) -> str:
    return ", ".join(sorted(figures, key=lambda f: (len(f), f)))
