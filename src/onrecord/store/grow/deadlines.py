"""Deadlines and what became of them, where some pages changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import or_, select

from onrecord.model import Due, Judgement, Moment, Outcome
from onrecord.model.interval import shifted
from onrecord.record.events.deed import BY_DEEDS, by_deeds, stretch
from onrecord.record.events.outcome import in_order, owed
from onrecord.record.events.setting import LATE, Set
from onrecord.record.events.sign import Done
from onrecord.record.events.timeline import Falling, fallen
from onrecord.store import rank, schema
from onrecord.store.codec import load
from onrecord.store.grow.ground import Ground, mapped
from onrecord.store.grow.past import Past
from onrecord.store.grow.trace import Owed, falling_mark, mark
from onrecord.store.writer import among


class Deadlines:
    """The deadlines that changed: ``now`` takes the place of those with the ids in ``before``, and ``lines`` in the
    timeline that of those with the ranks in ``lines_before``.

    Where a changed page has or had any, or says what became of one, all are brought together again, from what each
    page says of its own. Where it only tells what was done, that is held against those for which it may be.
    """

    def __init__(self, ground: Ground, past: Past) -> None:
        self._ground = ground
        self._deeds = _Deeds(ground)
        self._done = [*past.deeds.values(), *(one for work in ground.work.values() for one in work.done)]
        self._own = {d.id for work in ground.work.values() for d in work.reading.deadlines}
        self.now: list[Due] = []
        self.before: set[str] = set()
        self.lines: list[Moment] = []
        self.lines_before: set[str] = set()
        if past.dues or ground.rows(schema.terms, ground.changed):
            self._all(past)
        elif self._done:
            self._touched()

    def _all(self, past: Past) -> None:
        """Brings all together again."""
        table, parts, connection = schema.terms, schema.compiled, self._ground.connection
        rows = mapped(connection, select(table.c.document_id, table.c.dues))
        told = [load(Owed, rows[page]) for page in self._ground.in_order(rows)]
        query = select(parts.c.json).where(parts.c.part == "dues")
        then = {one.id: one for one in (load(Due, text) for text in connection.execute(query).scalars())}
        same = {id_: one for one in then.values() if not self._own & set(one.deadlines) for id_ in one.deadlines}

        def known(group: Sequence[Set]) -> Judgement[Outcome] | None:
            was = same.get(group[0].deadline.id)
            if was is None or was.became.confidence != BY_DEEDS or self._is_touched(group):
                return None
            return was.became if {one.deadline.id for one in group} == set(was.deadlines) else None

        sets, signs = [one for page in told for one in page.set_], [one for page in told for one in page.signs]
        every = owed(sets, signs, self._deeds, known)
        self.now = [one for one in every if then.get(one.id) != one or self._own & set(one.deadlines)]
        self.before = {one.id for one in self.now} | (set(then) - {one.id for one in every})
        was = [then[id_] for id_ in self.before if id_ in then]
        self.lines = self._fallen(self.now, {})
        self.lines_before = {rank.of_moment(one) for one in self._fallen(was, past.falling)}

    def _touched(self) -> None:
        """Holds what was done against the deadlines of those who did it."""
        view, parts, table, execute = schema.deadlines, schema.compiled, schema.terms, self._ground.connection.execute
        sides = {side for one in self._done for side in one.sides}
        # A deadline that was over long before any of it is not touched.
        lasting = view.c.latest >= shifted(min(one.day for one in self._done), -LATE)
        at = select(view.c.id).where(lasting, or_(among(view.c.set_by, sides), among(view.c.bound, sides)))
        query = select(parts.c.json).where(parts.c.part == "dues", parts.c.key.in_(at))
        dues = [load(Due, text) for text in execute(query).scalars()]
        dues = [one for one in dues if one.became.confidence == BY_DEEDS]
        where = self._ground.marked({mark("deadline", id_) for one in dues for id_ in one.deadlines})
        texts = execute(select(table.c.dues).where(among(table.c.document_id, where))).scalars()
        told = {one.deadline.id: one for text in texts for one in load(Owed, text).set_}
        for one in dues:
            group = in_order(told[id_] for id_ in one.deadlines)
            if self._is_touched(group) and (became := by_deeds(group, self._deeds)) != one.became:
                self.now.append(replace(one, became=became))
                self.before.add(one.id)
        self.lines = self._fallen(self.now, {})

    def _is_touched(self, group: Sequence[Set]) -> bool:
        """Whether what a changed page tells, or told, as done may be what a deadline asks for or threatens."""
        during = stretch(group)
        if during is None:
            return False
        sides = {group[0].by, *(one.bound for one in group)}
        return any(during[0] <= one.day <= during[1] and not sides.isdisjoint(one.sides) for one in self._done)

    def widen(self, pages: Collection[str]) -> None:
        """Takes the deadlines of other pages among those that changed, though they are as before."""
        of, view, parts = schema.deadline_document, schema.deadlines, schema.compiled
        at = select(of.c.deadline).where(among(of.c.document_id, pages))
        query = select(parts.c.json).where(
            parts.c.part == "dues", parts.c.key.in_(select(view.c.id).where(view.c.seq.in_(at)))
        )
        every = (load(Due, text) for text in self._ground.connection.execute(query).scalars())
        also = [one for one in every if one.id not in self.before]
        self.now += also
        self.before |= {one.id for one in also}
        self.lines += self._fallen(also, {})

    def _fallen(self, every: Collection[Due], past: Mapping[str, Falling]) -> list[Moment]:
        """The lines of some deadlines in the timeline; of the changed pages as in the ``past``, where that is given."""
        ids = {id_ for one in every for id_ in one.deadlines}
        told: Iterable[Falling] = self._told(ids - set(past))
        return list(fallen([*told, *(past[id_] for id_ in ids if id_ in past)], every))

    def _told(self, ids: Collection[str]) -> Iterable[Falling]:
        table = schema.moments
        query = select(table.c.json).where(among(table.c.key, {falling_mark(id_) for id_ in ids}))
        query = query.order_by(table.c.rank, table.c.place)
        return (load(Falling, text) for text in self._ground.connection.execute(query).scalars())


class _Deeds:
    """What was done, as the pages tell it now."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def within(self, side_: str | None, first: date, last: date) -> Sequence[Done]:
        """What somebody did between two days, both included, in the order of time and pages."""
        table = schema.deeds
        near = table.c.day.between(first.toordinal(), last.toordinal())
        query = select(table.c.day, table.c.rank, table.c.place, table.c.json).where(table.c.side == side_, near)
        rows = sorted(
            self._ground.connection.execute(query), key=lambda row: (row.day, *row.rank.split("\x01"), row.place)
        )
        return [load(Done, row.json) for row in rows]
