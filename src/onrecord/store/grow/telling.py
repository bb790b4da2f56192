"""Utterances and answers, where some pages changed: only pairs with a statement of these are compared again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import pairwise

from sqlalchemy import and_, func, insert, or_, select

from onrecord.model import Answer, AnswerKind, Utterance
from onrecord.record.answers.answer import REACH, Before, Link, facts, of_page, resolved, unringed
from onrecord.record.answers.passage import passages
from onrecord.record.utterances.told import Told
from onrecord.record.utterances.utterance import LATER, Likeness, Ties, folded, may_be, one_to_one, order
from onrecord.record.utterances.utterance import grouped as utterances_of
from onrecord.store import schema
from onrecord.store.codec import load
from onrecord.store.grow.ground import Ground, mapped
from onrecord.store.grow.trace import FIRST, LAST, of_link, of_ties, runs
from onrecord.store.writer import among

Pair = tuple[str, str]


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
        touched = self._retied()
        touched |= {one.id for told in before.values() for one in told}
        touched |= {one.id for work in ground.work.values() for one in work.told}
        links, pages = self._component(touched)
        every = ground.statements({id_ for pair in links for id_ in pair}, pages)
        self.now: tuple[Utterance, ...] = utterances_of(every, links) if links else ()
        self.first = {a.statement: u.id for u in self.now for a in u.appearances}
        self._compare(touched | set(every))

    def _compare(self, touched: set[str]) -> None:
        """Which utterances were there before, and whose first appearance is another now."""
        ground, table = self.ground, schema.statements
        query = select(table.c.utterance).distinct().where(among(table.c.id, touched))
        ids = set(ground.connection.execute(query).scalars())
        parts = schema.compiled
        held = select(parts.c.key, parts.c.json).where(parts.c.part == "utterances", among(parts.c.key, ids))
        then = [load(Utterance, text) for _, text in ground.connection.execute(held)]
        self.before = {one.id for one in then}
        self.then = tuple(then)
        was = {a.statement: u.id for u in then for a in u.appearances}
        every = {*was, *self.first}
        self.moved = {one for one in every if was.get(one, one) != self.first.get(one, one)}
        for one in every:
            self.first.setdefault(one, one)

    # ── which two statements tell the same ─────────────────────────────────────────────────────────────────

    def _retied(self) -> set[str]:
        """Compares the changed pages with those near them; gives the statements whose ties may have changed."""
        ground, table = self.ground, schema.ties
        now = {page: folded(work.told) for page, work in ground.work.items()}
        keys = {key for told in (*now.values(), *self._then.values()) for one in told for key in runs(one)}
        holding = ground.marked(keys)
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
            shared = {k for t in self._bodies[one] for k in runs(t)} & {k for t in self._bodies[other] for k in runs(t)}
            holders = ground.marked(shared)
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

    def _neighbours(self, keys: Collection[int], bodies: Iterable[list[Told]]) -> dict[Pair, tuple[Told, Told]]:
        """Each two statements that stand next to one another among all with some run of words."""
        wanted, holding = set(keys), defaultdict[int, dict[str, Told]](dict)
        for body in bodies:
            for one in body:
                for key in runs(one):
                    if key in wanted:
                        holding[key].setdefault(one.id, one)
        pairs = (pair for told in holding.values() for pair in pairwise(sorted(told.values(), key=order)))
        return {(one.id, other.id): (one, other) for one, other in pairs}

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


class Answers:
    """The answers that changed: those of ``touched`` statements are what ``now`` has, and no others.

    ``said`` are the statements of which a person says what they answer, with that person's words.
    """

    def __init__(
        self,
        ground: Ground,
        before: Mapping[str, tuple[Told, ...]],
        tellings: Tellings,
        rivals: frozenset[Pair],
        said: Mapping[str, str],
    ) -> None:
        self.ground = ground
        self._tellings = tellings
        changed = self._relinked(before, rivals, said)
        changed |= {one.id for told in before.values() for one in told}
        changed |= {one.id for work in ground.work.values() for one in work.told}
        self._steps, dropped = self._unringed()
        self.touched = self._downstream(changed | dropped | tellings.moved)
        self.told: dict[str, Told] = {}
        self.now = self._given()

    # ── which statement answers which ──────────────────────────────────────────────────────────────────────

    def _relinked(
        self, before: Mapping[str, tuple[Told, ...]], rivals: frozenset[Pair], said: Mapping[str, str]
    ) -> set[str]:
        """Finds anew what the changed pages answer, and those of the weeks after; gives what answers otherwise."""
        ground, table = self.ground, schema.links
        told = [one for page in (*before.values(), *(w.told for w in ground.work.values())) for one in page]
        days = [day.toordinal() for one in told for day in one.days]
        anew = set(ground.work) | set(ground.pages_of(set(said)).values())
        if days:
            anew |= self._out(min(days), max(days) + REACH)
        anew -= ground.changed - set(ground.work)
        bodies = ground.told(anew)
        days += [day.toordinal() for page in bodies.values() for one in page for day in one.days]
        around = ground.told((self._out(min(days) - REACH, max(days)) if days else set()) | anew)
        every = {one.id: one for page in around.values() for one in page}
        named = {one.answers for page in bodies.values() for one in page if one.id in said and one.answers}
        named -= set(every)
        every |= ground.statements(named, {*ground.pages_of(named).values(), *ground.work})
        weeks, fact = Before([passages(page) for page in around.values()]), facts(ground.codebook)
        fresh: dict[str, Link] = {}
        for body in bodies.values():
            fresh |= of_page(passages(body), every, weeks, rivals, fact, said)
        rows = {id_: of_link(link) for id_, link in fresh.items()}
        which = among(table.c.one_page, anew | ground.changed)
        then = {row["one"]: dict(row) for row in ground.connection.execute(select(table).where(which)).mappings()}
        other = {id_ for id_ in {*rows, *then} if rows.get(id_) != then.get(id_)}
        ground.clear(table, "one", other)
        if added := [rows[id_] for id_ in other if id_ in rows]:
            ground.connection.execute(insert(table), added)
        return other

    def _out(self, since: int, until: int) -> set[str]:
        """The pages that may have come out within some days."""
        table = schema.traces
        first = func.coalesce(table.c.since, table.c.out)
        query = select(table.c.document_id).where(table.c.out >= since, first <= until)
        return set(self.ground.connection.execute(query).scalars())

    def _unringed(self) -> tuple[dict[str, str], set[str]]:
        """What every statement of the record answers, and which answers came or went with it."""
        table, held = schema.links, schema.answers
        query = select(table.c.one, table.c.to).order_by(table.c.sure.desc(), table.c.rank)
        steps = unringed([(one, to) for one, to in self.ground.connection.execute(query)])
        return steps, set(steps) ^ set(self.ground.connection.execute(select(held.c.id)).scalars())

    # ── answers ────────────────────────────────────────────────────────────────────────────────────────────

    def _downstream(self, changed: set[str]) -> set[str]:
        """Statements with all that answer them, directly or through others."""
        answering: defaultdict[str, list[str]] = defaultdict(list)
        for one, to in self._steps.items():
            answering[to].append(one)
        seen, waiting = set(changed), list(changed)
        while waiting:
            fresh = [one for one in answering[waiting.pop()] if one not in seen]
            seen |= set(fresh)
            waiting += fresh
        return seen

    def widen(self, statements: Collection[str]) -> None:
        """Takes the answers of other statements among those that are given, though none of them changed."""
        if statements:
            self.touched |= set(statements)
            self.now = self._given()

    def _given(self) -> tuple[Answer, ...]:
        """The answers of the touched statements."""
        ground, table = self.ground, schema.links
        kept = self.touched & set(self._steps)
        rows = list(ground.connection.execute(select(table).where(among(table.c.one, kept))))
        roots = {row.one: self._root(row.one) for row in rows}
        first = self._first({*roots.values(), *(row.to for row in rows)})
        pages = {row.one_page for row in rows} | {row.to_page for row in rows}
        told = ground.statements({id_ for row in rows for id_ in (row.one, row.to)}, pages)
        firsts = {first[row.to] for row in rows if row.to in first} - set(told)
        where = ground.pages_of(firsts)
        self.told = told | ground.statements(firsts, {*where.values(), *ground.work})
        links = [Link(told[row.one], told[row.to], AnswerKind(row.kind), row.sure, row.why) for row in rows]
        return tuple(
            resolved(link, self.told, first, first.get(roots[link.one.id], roots[link.one.id])) for link in links
        )

    def _root(self, one: str) -> str:
        """The statement from which the exchange of an answer comes."""
        at, seen = self._steps[one], {one}
        while at in self._steps and at not in seen:
            seen.add(at)
            at = self._steps[at]
        return at

    def _first(self, statements: set[str]) -> dict[str, str]:
        """By which statement utterances appear first, of those that are told on several pages."""
        table = schema.statements
        query = select(table.c.id, table.c.utterance).where(
            among(table.c.id, statements), table.c.utterance != table.c.id
        )
        held = mapped(self.ground.connection, query)
        return held | {one: self._tellings.first[one] for one in statements if one in self._tellings.first}
