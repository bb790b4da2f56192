"""Deadlines and what became of them, where some pages changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import select

from onrecord.model import Due, Moment
from onrecord.record.events.outcome import dues
from onrecord.record.events.timeline import Falling, fallen
from onrecord.store import rank, schema
from onrecord.store.codec import load
from onrecord.store.grow.ground import Ground, mapped
from onrecord.store.grow.past import Past
from onrecord.store.grow.trace import Owed, falling_mark
from onrecord.store.writer import among


class Deadlines:
    """The deadlines that changed: ``now`` takes the place of those with the ids in ``before``, and ``lines`` in the
    timeline that of those with the ranks in ``lines_before``.

    Where a changed page has or had any, or says what became of one, all are brought together again, from what each
    page says of its own.
    """

    def __init__(self, ground: Ground, past: Past) -> None:
        self._ground = ground
        self.now: list[Due] = []
        self.before: set[str] = set()
        self.lines: list[Moment] = []
        self.lines_before: set[str] = set()
        table, parts, execute = schema.terms, schema.compiled, ground.connection.execute
        if not past.dues and not ground.rows(table, ground.changed):
            return
        rows = mapped(ground.connection, select(table.c.document_id, table.c.dues))
        owed = [load(Owed, rows[page]) for page in ground.in_order(rows)]
        every = dues(
            [one for page in owed for one in page.set_],
            [one for page in owed for one in page.signs],
            [one for page in owed for one in page.done],
        )
        query = select(parts.c.json).where(parts.c.part == "dues")
        then = {one.id: one for one in (load(Due, text) for text in execute(query).scalars())}
        own = {d.id for work in ground.work.values() for d in work.reading.deadlines}
        self.now = [one for one in every if then.get(one.id) != one or own & set(one.deadlines)]
        self.before = {one.id for one in self.now} | (set(then) - {one.id for one in every})
        was = [then[id_] for id_ in self.before if id_ in then]
        self.lines = self._fallen(self.now, {})
        self.lines_before = {rank.of_moment(one) for one in self._fallen(was, past.falling)}

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
