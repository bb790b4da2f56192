"""Utterances, where some pages changed: only pairs with a statement of these are compared again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from sqlalchemy import and_, insert, or_, select

from onrecord.model import Utterance
from onrecord.record.utterances.likeness import LATER, Likeness, may_be
from onrecord.record.utterances.quote import Key, keys
from onrecord.record.utterances.told import Told, words_in
from onrecord.record.utterances.utterance import Telling, Ties, folded, one_to_one, order
from onrecord.record.utterances.utterance import grouped as utterances_of
from onrecord.store import rank, schema
from onrecord.store.codec import load
from onrecord.store.grow.ground import Ground
from onrecord.store.grow.trace import FIRST, LAST, of_ties, run_mark
from onrecord.store.writer import among

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Telling:
    """A statement of a page that did not change, from the columns of its line."""

    id: str
    document: str
    place: int
    out: date | None
    words: tuple[str, ...]


class Tellings:
    """The utterances that changed: ``now`` takes the place of those with the ids in ``before``.

    ``first`` goes from each statement of either to the one by which its utterance appears first now; ``moved`` are the
    statements of which that is another than before.
    """

    def __init__(self, ground: Ground, before: Mapping[str, tuple[Told, ...]]) -> None:
        """``before`` are the statements of the changed pages as they were."""
        self.ground = ground
        self._then = {page: folded(told) for page, told in before.items()}
        self._bodies: dict[str, list[Told]] = {}
        self._runs: dict[tuple[str, tuple[str, ...], str], frozenset[Key]] = {}
        touched = self._retied()
        touched |= {one.id for told in before.values() for one in told}
        touched |= {one.id for work in ground.work.values() for one in work.told}
        links, pages = self._component(touched)
        every = self._tellings({id_ for pair in links for id_ in pair}, pages)
        self.then = self._before(touched | set(every))
        self.before = {one.id for one in self.then}
        known = {(u.id, a.statement): a for u in self.then for a in u.appearances if a.document not in ground.changed}
        known = {
            pair: a for pair, a in known.items() if pair[0] in every and every[pair[0]].document not in ground.changed
        }
        self.now: tuple[Utterance, ...] = utterances_of(every, links, known) if links else ()
        self.first = {a.statement: u.id for u in self.now for a in u.appearances}
        was = {a.statement: u.id for u in self.then for a in u.appearances}
        every_ = {*was, *self.first}
        self.moved = {one for one in every_ if was.get(one, one) != self.first.get(one, one)}
        for one in every_:
            self.first.setdefault(one, one)

    def _before(self, statements: Collection[str]) -> tuple[Utterance, ...]:
        """The utterances that the record has of some statements."""
        table, parts, execute = schema.statements, schema.compiled, self.ground.connection.execute
        ids = select(table.c.utterance).where(among(table.c.id, statements))
        query = select(parts.c.json).where(parts.c.part == "utterances", parts.c.key.in_(ids))
        return tuple(load(Utterance, text) for text in execute(query).scalars())

    def _tellings(self, statements: Collection[str], pages: Collection[str]) -> dict[str, Telling]:
        """Some statements of some pages, as far as an utterance is made of them."""
        ground, table, traces = self.ground, schema.statements, schema.traces
        found: dict[str, Telling] = {
            one.id: one
            for page in pages
            if page in ground.work
            for one in ground.work[page].told
            if one.id in statements
        }
        query = (
            select(table.c.id, table.c.document_id, table.c.rank, table.c.content, traces.c.out)
            .join(traces, traces.c.document_id == table.c.document_id)
            .where(among(table.c.id, set(statements) - set(found)), table.c.document_id.not_in(ground.changed))
        )
        for id_, page, at, content, out in ground.connection.execute(query):
            day = None if out is None else date.fromordinal(out)
            found[id_] = _Telling(id_, page, rank.last(at), day, words_in(content))
        return found

    # ── which two statements tell the same ─────────────────────────────────────────────────────────────────

    def _retied(self) -> set[str]:
        """Compares the changed pages with those near them; gives the statements whose ties may have changed."""
        ground, table = self.ground, schema.ties
        now = {page: folded(work.told) for page, work in ground.work.items()}
        keys = {key for told in (*now.values(), *self._then.values()) for one in told for key in self._keys(one)}
        holding = ground.marked({run_mark(key) for key in keys})
        self._load(holding | set(now) | self._beside(now))
        near = self._neighbours(keys, [self._bodies[p] for p in holding if p in self._bodies])
        then = self._neighbours(
            keys, [*(self._bodies[p] for p in holding - ground.changed if p in self._bodies), *self._then.values()]
        )
        parted = {
            _pages(one, other)
            for pair, (one, other) in {**then, **near}.items()
            if (pair in near) is not (pair in then) and not {one.document, other.document} & ground.changed
        }
        parted = {pages for pages in parted if pages[0] != pages[1]}
        gone = or_(among(table.c.one_page, ground.changed), among(table.c.other_page, ground.changed))
        touched = self._untied(gone)
        by_pages: defaultdict[Pair, dict[Pair, tuple[Told, Told]]] = defaultdict(dict)
        for page, body in now.items():
            for other in self._bodies:
                if other != page and (other not in ground.changed or other in now):
                    _collect(by_pages, _of_a_time(body, self._bodies[other]))
        _collect(by_pages, (pair for pair in near.values() if {pair[0].document, pair[1].document} & ground.changed))
        for one, other in parted:
            touched |= self._untied(and_(table.c.one_page == one, table.c.other_page == other))
            self._load({one, other})
            first, second = ({key for t in self._bodies[page] for key in self._keys(t)} for page in (one, other))
            shared = first & second
            holders = ground.marked({run_mark(key) for key in shared})
            self._load(holders)
            _collect(by_pages, _of_a_time(self._bodies[one], self._bodies[other]))
            beside = self._neighbours(shared, [self._bodies[p] for p in holders])
            _collect(by_pages, (pair for pair in beside.values() if _pages(*pair) == (one, other)))
        ties: Ties = {}
        for pairs in by_pages.values():
            ties |= one_to_one(list(pairs.values()))
        every = {one.id: one for body in self._bodies.values() for one in body}
        rows = list(of_ties(ties, every))
        if rows:
            ground.connection.execute(insert(table), rows)
        return touched | {id_ for pair in ties for id_ in pair}

    def _untied(self, which: object) -> set[str]:
        """Takes ties out; gives the statements that they tied."""
        table = schema.ties
        found = self.ground.connection.execute(select(table.c.one, table.c.other).where(which)).all()  # type: ignore[arg-type]
        self.ground.connection.execute(table.delete().where(which))  # type: ignore[arg-type]
        return {id_ for pair in found for id_ in pair}

    def _beside(self, now: Mapping[str, list[Told]]) -> set[str]:
        """The pages on which a side of the changed ones may have said something on the same days."""
        table, found = schema.spans, set[str]()
        for body in now.values():
            sides: defaultdict[str, list[Told]] = defaultdict(list)
            for one in body:
                sides[one.by].append(one)
            for side, said in sides.items():
                since, until = min(map(_since, said)), max(map(_until, said))
                query = select(table.c.document_id).where(
                    table.c.side == side, table.c.since <= until + LATER, table.c.until >= since - LATER
                )
                found |= set(self.ground.connection.execute(query).scalars())
        return found

    def _load(self, pages: Collection[str]) -> None:
        missing = [page for page in pages if page not in self._bodies]
        self._bodies |= {page: folded(told) for page, told in self.ground.told(missing).items()}

    def _neighbours(self, wanted: set[Key], bodies: Iterable[list[Told]]) -> dict[Pair, tuple[Told, Told]]:
        """Each two statements that stand next to one another among all with some run of words."""
        holding = defaultdict[Key, dict[str, Told]](dict)
        for body in bodies:
            for one in body:
                for key in self._keys(one) & wanted:
                    holding[key].setdefault(one.id, one)
        pairs = (pair for told in holding.values() for pair in pairwise(sorted(told.values(), key=order)))
        return {(one.id, other.id): (one, other) for one, other in pairs}

    def _keys(self, one: Told) -> frozenset[Key]:
        """The runs of words by which a statement is known again: of one statement as it was and as it is, by both."""
        at = one.id, one.words, one.by
        if at not in self._runs:
            self._runs[at] = frozenset(keys(one))
        return self._runs[at]

    def _component(self, touched: set[str]) -> tuple[Ties, set[str]]:
        """Every tie that hangs together with some statements, and the pages of these."""
        table, seen, waiting = schema.ties, set[str](), set(touched)
        ties: Ties = {}
        pages: set[str] = set()
        while waiting:
            seen |= waiting
            query = select(table).where(or_(among(table.c.one, waiting), among(table.c.other, waiting)))
            near: set[str] = set()
            for row in self.ground.connection.execute(query):
                ties[row.one, row.other] = Likeness(row.score, row.why)
                pages |= {row.one_page, row.other_page}
                near |= {row.one, row.other}
            waiting = near - seen
        return ties, pages


def _pages(one: Told, other: Told) -> Pair:
    first, second = sorted((one.document, other.document))
    return first, second


def _collect(by_pages: dict[Pair, dict[Pair, tuple[Told, Told]]], pairs: Iterable[tuple[Told, Told]]) -> None:
    for one, other in pairs:
        if one.document != other.document:
            first, second = sorted((one, other), key=lambda t: t.document)
            by_pages[first.document, second.document][first.id, second.id] = (first, second)


def _since(one: Told) -> int:
    return one.since.toordinal() if one.since else FIRST


def _until(one: Told) -> int:
    return one.until.toordinal() if one.until else LAST


def _of_a_time(body: Iterable[Told], other: Iterable[Told]) -> Iterator[tuple[Told, Told]]:
    """The pairs of two pages of one side that may have been said on the same day."""
    others = list(other)
    for one in body:
        for to in others:
            if one.by == to.by:
                first, second = sorted((one, to), key=lambda t: (_since(t), t.document, t.place))
                if _until(first) >= _since(second) - LATER and may_be(first, second):
                    yield first, second
