"""What pages show together, where some changed: positions by issue, events, deadlines and the timeline."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, insert, select

from onrecord.model import Act, Answer, Due, Happening, Moment, Position, Turn
from onrecord.record.events.happening import Seen, happenings, same
from onrecord.record.events.outcome import dues
from onrecord.record.events.timeline import Falling, fallen, joined, of_happening
from onrecord.record.issues.reaction import Held
from onrecord.record.positions.position import by_answer, positions
from onrecord.record.positions.turn import turns
from onrecord.record.utterances.told import Told
from onrecord.store import schema
from onrecord.store.codec import load
from onrecord.store.grow.ground import Ground, mapped
from onrecord.store.grow.trace import Owed, falling_mark, of_taken, steps
from onrecord.store.writer import among


class Positions:
    """The positions on ``issues``, as texts: those of the changed pages, with the issues that these are steps of."""

    def __init__(self, ground: Ground, families: set[str], rivals: frozenset[tuple[str, str]]) -> None:
        table = schema.shows
        query = select(table.c.json).where(among(table.c.family, families)).order_by(table.c.rank)
        held = [load(Held, text) for text in ground.connection.execute(query).scalars()]
        self.now: tuple[Position, ...] = positions(held, rivals, ground.codebook)
        self.turns: tuple[Turn, ...] = turns(self.now, {h.statement.id: h.statement.time.value for h in held})
        whole = steps(ground.codebook)
        parts: dict[str, set[str]] = {}
        for step, of in whole.items():
            parts.setdefault(of, set()).add(step)
        self.issues: set[str] = set()
        for family in families:
            predicate, _, rest = family.partition("(")
            self.issues |= {f"{one}({rest}" for one in {predicate, *parts.get(predicate, ())}}


def taken_anew(ground: Ground, touched: Collection[str], answers: Iterable[Answer], told: Mapping[str, Told]) -> None:
    """Puts the positions that ``answers`` show in the place of those that ``touched`` statements showed by theirs.

    ``told`` are the statements that answer.
    """
    table = schema.shows
    ground.connection.execute(table.delete().where(table.c.answer == 1, among(table.c.statement, touched)))
    given = sorted(answers, key=lambda a: a.statement)
    wanted = {id_ for one in given for id_ in (one.statement, one.to)}
    query = select(table.c.json).where(table.c.answer == 0, among(table.c.statement, wanted)).order_by(table.c.rank)
    held = [load(Held, text) for text in ground.connection.execute(query).scalars()]
    taken = list(by_answer(held, given, told, ground.codebook))
    rows = list(of_taken(taken, told, ground.codebook))
    if rows:
        ground.connection.execute(insert(table), rows)


class Happenings:
    """The events that changed: ``now`` takes the place of those with the ids in ``before``."""

    def __init__(self, ground: Ground, before: Collection[Seen]) -> None:
        """``before`` are the events of the changed pages as they were."""
        self._ground = ground
        self._sights: dict[str, tuple[int, Seen]] = {}
        self._asked: dict[tuple[object, ...], list[Seen]] = {}
        found: dict[str, Seen] = {}
        own = [one for work in ground.work.values() for one in work.seen if one.event.time.value.known]
        waiting = [*own, *before]
        gone = {one.event.id for one in before}
        while waiting:
            one = waiting.pop()
            for other in self._near(one):
                if other.event.id not in found and same(one, other):
                    found[other.event.id] = other
                    waiting.append(other)
        pages: dict[str, list[Seen]] = {}
        for other in sorted(found.values(), key=lambda one: self._sights[one.event.id][0]):
            pages.setdefault(other.document, []).append(other)
        for page, work in ground.work.items():
            pages[page] = list(work.seen)
        self.now: tuple[Happening, ...] = happenings([pages[page] for page in ground.in_order(pages)])
        ids = gone | set(found) | {one.event.id for one in own}
        self.then: tuple[Happening, ...] = self._held(ground, ids)
        self.before = {one.id for one in self.then}

    def _near(self, one: Seen) -> Iterator[Seen]:
        """The events of other pages, and of those that did not change, that may be the same."""
        table, event, time = schema.sightings, one.event, one.event.time.value
        assert time.earliest and time.latest
        since, until, act = time.earliest.toordinal(), time.latest.toordinal(), str(event.act)
        met = and_(table.c.earliest <= until, table.c.latest >= since)
        yield from self._told(("act", act, since, until), and_(table.c.act == act, met))
        if since == until:  # told of one day, two that count as different kinds may be one as well
            yield from self._told(("day", since), and_(table.c.earliest == table.c.latest, met))
        if event.agreement and event.act is Act.AGREE:
            yield from self._told(("agreement", event.agreement), table.c.agreement == event.agreement)

    def _told(self, asked: tuple[object, ...], which: ColumnElement[bool]) -> list[Seen]:
        """The events of which something holds: whatever was asked for before is not looked up again."""
        table, ground = schema.sightings, self._ground
        if asked not in self._asked:
            query = select(table.c.event, table.c.place, table.c.json)
            found = []
            for id_, place, text in ground.connection.execute(
                query.where(which, table.c.document_id.not_in(ground.changed))
            ):
                if id_ not in self._sights:
                    self._sights[id_] = place, load(Seen, text)
                found.append(self._sights[id_][1])
            self._asked[asked] = found
        return self._asked[asked]

    def _held(self, ground: Ground, events: set[str]) -> tuple[Happening, ...]:
        """The happenings that the record has of some events."""
        documents = {
            row.document_id
            for row in ground.connection.execute(
                select(schema.sightings.c.document_id).where(among(schema.sightings.c.event, events))
            )
        }
        view, at, parts = schema.events, schema.event_document, schema.compiled
        query = (
            select(parts.c.json)
            .where(parts.c.part == "happenings")
            .where(
                parts.c.key.in_(
                    select(view.c.id).where(
                        view.c.seq.in_(select(at.c.event).where(among(at.c.document_id, documents | ground.changed)))
                    )
                )
            )
        )
        every = [load(Happening, text) for text in ground.connection.execute(query).scalars()]
        return tuple(one for one in every if events & set(one.events))


def moments_of(ground: Ground, keys: Collection[int], happened: Iterable[Happening]) -> list[Moment]:
    """The lines of the timeline under some keys, with those of some events; none of deadlines."""
    own = (load(Moment, text) for text in _under(ground, keys) if '"conditioned"' not in text)
    return list(joined([*map(of_happening, happened), *own]))


def falling_of(ground: Ground, dues: Sequence[Due]) -> list[Moment]:
    """The lines of the timeline of some deadlines."""
    keys = {falling_mark(id_) for one in dues for id_ in one.deadlines}
    return list(fallen((load(Falling, text) for text in _under(ground, keys)), dues))


def _under(ground: Ground, keys: Collection[int]) -> Iterable[str]:
    table = schema.moments
    query = select(table.c.json).where(among(table.c.key, keys)).order_by(table.c.rank, table.c.place)
    return ground.connection.execute(query).scalars()


def key_of(happening: Happening) -> tuple[Any, ...]:
    """Under which key an event stands in the timeline."""
    moment = of_happening(happening)
    return moment.time, moment.kind, moment.label


def dues_of(ground: Ground) -> tuple[Due, ...]:
    """Every deadline, from what all pages say of theirs."""
    table = schema.terms
    rows = mapped(ground.connection, select(table.c.document_id, table.c.dues))
    owed = [load(Owed, rows[page]) for page in ground.in_order(rows)]
    return dues(
        [one for page in owed for one in page.set_],
        [one for page in owed for one in page.signs],
        [one for page in owed for one in page.done],
    )
