"""Which two statements tell the same, where some pages changed: only pairs with a statement of these are compared."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import pairwise

from sqlalchemy import and_, bindparam, delete, insert, or_, select

from onrecord.record.utterances.likeness import REACH, SURE, Likeness, may_be
from onrecord.record.utterances.quote import keys
from onrecord.record.utterances.told import Gist, Told
from onrecord.record.utterances.utterance import Ties, folded, holds, nearer, nearest, one_to_one
from onrecord.store import schema
from onrecord.store.codec import load
from onrecord.store.grow.ground import Ground
from onrecord.store.grow.trace import Gists, Spot, first_day, last_day, of_nearest, of_ties, run_mark, spot
from onrecord.store.writer import among

Pair = tuple[str, str]
Pairs = dict[Pair, tuple[Gist, Gist]]
Near = dict[str, Likeness | None]
_SPOT = "out, shorter, document, place"
_NEXT = " UNION ALL ".join(
    f"SELECT * FROM (SELECT {behind}, {_SPOT} FROM trace_runs WHERE key = ?1 AND ({_SPOT}) {sign} (?2, ?3, ?4, ?5) "  # noqa: S608
    f"AND document NOT IN (SELECT value FROM json_each(?6)) "
    f"ORDER BY out {way}, shorter {way}, document {way}, place {way} LIMIT 1)"
    for behind, sign, way in ((0, "<", "DESC"), (1, ">", "ASC"))
)
"""The statement right before another, and the one right behind it, among all that have a run of words."""


class Tied:
    """The ties of the changed pages, written anew: ``lost`` are those that held and do no more, ``added`` those that
    did not; ``touched`` the statements of either, of all ties that changed, and of the changed pages.
    """

    def __init__(self, ground: Ground, then: Mapping[str, list[Told]]) -> None:
        """``then`` are the statements of the changed pages as they were."""
        self._ground = ground
        self._pages: dict[str, dict[int, Gist]] = {}
        now = {page: folded(work.told) for page, work in ground.work.items()}
        self._own = {one.id for body in now.values() for one in body}
        was = {one.id for body in then.values() for one in body}
        by_pages: defaultdict[Pair, Pairs] = defaultdict(dict)
        for page, body in now.items():
            _collect(by_pages, self._of_a_time(body))
            for other, its in now.items():
                if other > page:
                    _collect(by_pages, _of_a_time(body, its))
        near, parted = self._neighbours(now, then)
        _collect(by_pages, near)
        removed = self._held(or_(among(schema.ties.c.one, was), among(schema.ties.c.other, was)))
        for one, other in parted:
            first, second = (list(self._page(page).values()) for page in (one, other))
            between = [among(column, [g.id for g in its]) for column, its in zip(_ENDS, (first, second), strict=True)]
            removed |= self._held(and_(*between))
            _collect(by_pages, _of_a_time(first, second))
            _collect(by_pages, self._beside(first, other))
        ties: Ties = {}
        for pairs in by_pages.values():
            ties |= one_to_one(list(pairs.values()))
        before, after = self._write(removed, ties)
        self.lost, self.added = self._turned(removed, ties, before, after)
        other_ = {pair for pair in {*removed, *ties} if removed.get(pair) != ties.get(pair)}
        self.touched = was | self._own | {id_ for pair in self.lost | self.added | other_ for id_ in pair}

    # ── what is compared ───────────────────────────────────────────────────────────────────────────────────

    def _of_a_time(self, body: Iterable[Told]) -> Iterator[tuple[Gist, Gist]]:
        """The pairs of a changed page with those that did not change, of one side, that may be of the same day."""
        table, ground = schema.spans, self._ground
        sides: defaultdict[str, list[Told]] = defaultdict(list)
        for one in body:
            sides[one.by].append(one)
        for side, said in sides.items():
            since, until = min(map(first_day, said)) - REACH, max(map(last_day, said)) + REACH
            query = select(table.c.document_id, table.c.json).where(
                table.c.side == side, table.c.since <= until, table.c.until >= since
            )
            for page, text in ground.connection.execute(query):
                if page not in ground.changed:
                    yield from _of_a_time(said, load(Gists, text).gists)

    def _neighbours(
        self, now: Mapping[str, list[Told]], then: Mapping[str, list[Told]]
    ) -> tuple[list[tuple[Gist, Gist]], set[Pair]]:
        """The pairs of the changed pages of which one stands next to the other among all that have a run of words; and
        the pages that did not change of which two statements stand so now or did before, but not both.
        """
        changed = json.dumps(sorted(self._ground.changed))
        having: tuple[defaultdict[int, set[Spot]], ...] = (defaultdict(set), defaultdict(set))
        own: dict[Spot, Gist] = {}
        for have, bodies in zip(having, (now, then), strict=True):
            for one in (one for body in bodies.values() for one in body):
                at = spot(one)
                if have is having[0]:
                    own[at] = one
                for key in set(map(run_mark, keys(one))):
                    have[key].add(at)
        table = schema.runs
        query = select(table.c.key).distinct().where(among(table.c.key, [*having[0], *having[1]]))
        pairs: tuple[set[tuple[Spot, Spot]], ...] = (set(), set())
        for key in self._ground.connection.execute(query).scalars():
            beside = {at: self._next(key, at, changed) for at in having[0][key] | having[1][key]}
            known = set(beside.values())
            spots = {at for both in known for at in both if at is not None}
            for have, found in zip(having, pairs, strict=True):
                for one_, other_ in pairwise(sorted(spots | have[key])):
                    if one_ in have[key] or other_ in have[key] or (one_, other_) in known:
                        found.add((one_, other_))
        changing = self._ground.changed
        near = [
            (own.get(one_) or self._at(one_), own.get(other_) or self._at(other_))
            for one_, other_ in pairs[0]
            if {one_[2], other_[2]} & changing
        ]
        others = [{p for p in found if not {p[0][2], p[1][2]} & changing and p[0][2] != p[1][2]} for found in pairs]
        gained, lost = others[0] - others[1], others[1] - others[0]
        ids = {_ids(self._at(one_), self._at(other_)): (one_[2], other_[2]) for one_, other_ in lost}
        # Two that were held against each other and did not come together are no loss.
        tied = self._held(and_(among(_ENDS[0], [a for a, _ in ids]), among(_ENDS[1], [b for _, b in ids])))
        parted = {_pages(*pages) for pair, pages in ids.items() if pair in tied}
        return near, parted | {_pages(one_[2], other_[2]) for one_, other_ in gained}

    def _beside(self, body: Iterable[Gist], other: str) -> Iterator[tuple[Gist, Gist]]:
        """The pairs of two pages of which one stands next to the other among all that have a run of words."""
        theirs = {run_mark(key) for one in self._page(other).values() for key in keys(one)}
        for one in body:
            for key in {run_mark(key) for key in keys(one)} & theirs:
                for at in self._next(key, spot(one), "[]"):
                    if at is not None and at[2] == other:
                        yield one, self._at(at)

    def _next(self, key: int, at: Spot, without: str) -> tuple[Spot | None, Spot | None]:
        """What stands right before a statement and right behind it among all that have a run, but for some pages."""
        rows = self._ground.connection.exec_driver_sql(_NEXT, (key, *at, without))
        found: dict[int, Spot] = {behind: (out, shorter, page, n) for behind, out, shorter, page, n in rows}
        return found.get(0), found.get(1)

    def _at(self, at: Spot) -> Gist:
        return self._page(at[2])[at[3]]

    def _page(self, page: str) -> dict[int, Gist]:
        """The statements of a page that did not change, by their places."""
        if page not in self._pages:
            table = schema.spans
            texts = self._ground.connection.execute(select(table.c.json).where(table.c.document_id == page)).scalars()
            self._pages[page] = {one.place: one for text in texts for one in load(Gists, text).gists}
        return self._pages[page]

    # ── what is written ────────────────────────────────────────────────────────────────────────────────────

    def _held(self, which: object) -> Ties:
        """Ties that the record holds."""
        rows = self._ground.connection.execute(select(schema.ties).where(which))  # type: ignore[arg-type]
        return {(row.one, row.other): Likeness(row.score, row.why) for row in rows}

    def _write(self, removed: Ties, ties: Ties) -> tuple[Near, Near]:
        """Puts ties in the place of others, and sees to it which is the strongest of each statement: as it was before
        for each of which a tie changed, and as it is.
        """
        table, execute = schema.ties, self._ground.connection.execute
        gone = {pair: like for pair, like in removed.items() if ties.get(pair) != like}
        fresh = {pair: like for pair, like in ties.items() if removed.get(pair) != like}
        if gone:
            at = table.c.one == bindparam("a"), table.c.other == bindparam("b")
            execute(delete(table).where(*at), [{"a": one, "b": other} for one, other in gone])
        if fresh:
            execute(insert(table), list(of_ties(fresh)))
        strongest, held = nearest(ties), schema.nearest
        ends = {id_ for pair in (*gone, *fresh) for id_ in pair}
        known = self._nearest(ends)
        left: defaultdict[str, list[Likeness]] = defaultdict(list)
        for pair, like in gone.items():
            for id_ in pair:
                left[id_].append(like)
        now: dict[str, Likeness] = {}
        unsure = set[str]()
        for id_ in ends:
            was, new = known.get(id_), strongest.get(id_)
            if id_ in self._own or was is None:
                if new is not None:
                    now[id_] = new
            elif was not in left[id_]:
                now[id_] = nearer(was, new or was)
            else:
                unsure.add(id_)
        now |= {id_: like for id_, like in nearest(self._of(unsure)).items() if id_ in unsure}
        other = [id_ for id_ in ends if known.get(id_) != now.get(id_)]
        if other:
            execute(delete(held).where(among(held.c.statement, [id_ for id_ in other if id_ in known])))
            if rows_ := [of_nearest(id_, now[id_]) for id_ in other if id_ in now]:
                execute(insert(held), rows_)
        return {id_: known.get(id_) for id_ in ends}, {id_: now.get(id_) for id_ in ends}

    def _turned(self, removed: Ties, ties: Ties, before: Near, after: Near) -> tuple[set[Pair], set[Pair]]:
        """Which ties held and do no more, and which do now and did not: those that changed, and the unsure ones of
        statements of which the strongest tie is another one.
        """
        doubtful = self._of({id_ for id_ in before if before[id_] != after[id_]}, SURE)
        was, now = doubtful | removed, doubtful | ties
        for pair in ties.keys() - removed.keys():
            was.pop(pair, None)
        beside: Near = dict(self._nearest({id_ for pair in {*was, *now} for id_ in pair} - before.keys()))
        held, hold = (
            {pair for pair, like in links.items() if holds(like, *(near.get(id_) for id_ in pair))}
            for links, near in ((was, beside | before), (now, beside | after))
        )
        return held - hold, hold - held

    def _nearest(self, statements: Collection[str]) -> dict[str, Likeness]:
        """The strongest tie of each statement that has any."""
        table = schema.nearest
        rows = self._ground.connection.execute(select(table).where(among(table.c.statement, statements)))
        return {row.statement: Likeness(row.score, row.why) for row in rows}

    def _of(self, statements: Collection[str], below: float = 2) -> Ties:
        """The ties of some statements, or of these the weaker ones."""
        if not statements:
            return {}
        return self._held(and_(schema.ties.c.score < below, or_(*(among(column, statements) for column in _ENDS))))

    def _holding(self, statements: Collection[str]) -> set[str]:
        """What some statements are held together with."""
        of = self._of(statements)
        near = self._nearest({id_ for pair, like in of.items() if like.score < SURE for id_ in pair})
        return {id_ for pair, like in of.items() if holds(like, *(near.get(id_) for id_ in pair)) for id_ in pair}

    # ── what hangs together ────────────────────────────────────────────────────────────────────────────────

    def split(self, group: set[str]) -> list[set[str]]:
        """What still hangs together of what did before; ``group`` is without those that are no more.

        A part that came loose holds one that lost a tie: once all of these are found from one another, no part is left.
        """
        ends = {id_ for pair in self.lost for id_ in pair} & group
        parts: list[set[str]] = []
        rest = set(group)
        while ends:
            seen, waiting = {min(ends)}, {min(ends)}
            while waiting and ends - seen:
                step = waiting & ends or set(sorted(waiting)[:_AT_ONCE])
                fresh = self._holding(step) & rest - seen
                seen |= fresh
                waiting = waiting - step | fresh
            if not ends - seen:
                break
            parts.append(seen)
            rest -= seen
            ends -= seen
        return [*parts, rest] if rest else parts


_ENDS = (schema.ties.c.one, schema.ties.c.other)
_AT_ONCE = 16
"""So many statements are asked for at once what they hang together with: the first few mostly lead to all of them."""


def _ids(one: Gist, other: Gist) -> Pair:
    """Two statements as their tie names them."""
    first, second = sorted((one, other), key=lambda told: told.document)
    return first.id, second.id


def _pages(one: str, other: str) -> Pair:
    first, second = sorted((one, other))
    return first, second


def _collect(by_pages: dict[Pair, Pairs], pairs: Iterable[tuple[Gist, Gist]]) -> None:
    for one, other in pairs:
        if one.document != other.document:
            first, second = (one, other) if one.document < other.document else (other, one)
            by_pages[first.document, second.document][first.id, second.id] = (first, second)


def _of_a_time(body: Iterable[Gist], other: Iterable[Gist]) -> Iterator[tuple[Gist, Gist]]:
    """The pairs of two pages of one side that may have been said on the same day."""
    others = [((first_day(to), to.document, to.place), last_day(to), to) for to in other]
    for one in body:
        at, last = (first_day(one), one.document, one.place), last_day(one)
        for at_, last_, to in others:
            if one.by == to.by and (last >= at_[0] - REACH if at < at_ else last_ >= at[0] - REACH) and may_be(one, to):
                yield one, to
