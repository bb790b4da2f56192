"""What pages show together, where some changed: positions by issue, events, deadlines and the timeline."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import and_, insert, or_, select

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
from onrecord.store.grow.trace import Owed, of_taken, steps
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
        found: dict[str, Seen] = {}
        own = [one for work in ground.work.values() for one in work.seen if one.event.time.value.known]
        waiting = [*own, *before]
        gone = {one.event.id for one in before}
        while waiting:
            one = waiting.pop()
            for other in self._near(ground, one):
                if other.event.id not in found and same(one, other):
                    found[other.event.id] = other
                    waiting.append(other)
        pages: dict[str, list[Seen]] = {}
        for other in found.values():
            pages.setdefault(other.document, []).append(other)
        for page, work in ground.work.items():
            pages[page] = list(work.seen)
        for page in pages:
            if page not in ground.work:
                places = {one.event.id: n for n, one in enumerate(self._of(ground, page))}
                pages[page].sort(key=lambda one: places[one.event.id])
        self.now: tuple[Happening, ...] = happenings([pages[page] for page in ground.in_order(pages)])
        ids = gone | set(found) | {one.event.id for one in own}
        self.then: tuple[Happening, ...] = self._held(ground, ids)
        self.before = {one.id for one in self.then}

    def _near(self, ground: Ground, one: Seen) -> list[Seen]:
        """The events of other pages, and of those that did not change, that may be the same."""
        table, time = schema.sightings, one.event.time.value
        assert time.earliest and time.latest
        # Told of one day, two that count as different kinds may be one as well.
        act = table.c.act == str(one.event.act)
        here = and_(
            or_(act, table.c.earliest == table.c.latest) if time.earliest == time.latest else act,
            table.c.earliest <= time.latest.toordinal(),
            table.c.latest >= time.earliest.toordinal(),
        )
        if one.event.agreement and one.event.act is Act.AGREE:
            here = or_(here, table.c.agreement == one.event.agreement)
        query = select(table.c.json).where(here, table.c.document_id.not_in(ground.changed))
        return [load(Seen, text) for text in ground.connection.execute(query).scalars()]

    def _of(self, ground: Ground, page: str) -> list[Seen]:
        table = schema.sightings
        query = select(table.c.json).where(table.c.document_id == page).order_by(table.c.place)
        return [load(Seen, text) for text in ground.connection.execute(query).scalars()]

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
    """The lines of the timeline under some keys, with those of some events."""
    table = schema.moments
    query = select(table.c.json).where(among(table.c.key, keys)).order_by(table.c.rank, table.c.place)
    own: list[Moment] = []
    terms: list[Falling] = []
    for text in ground.connection.execute(query).scalars():
        if '"setter"' in text:
            terms.append(load(Falling, text))
        else:
            own.append(load(Moment, text))
    return list(joined([*map(of_happening, happened), *own, *fallen(terms)]))


def key_of(happening: Happening) -> tuple[Any, ...]:
    """Under which key an event stands in the timeline."""
    moment = of_happening(happening)
    return moment.time, moment.kind, moment.label


def dues_of(ground: Ground) -> tuple[Due, ...]:
    """Every deadline, from what all pages say of theirs."""
    table = schema.terms
    rows = mapped(ground.connection, select(table.c.document_id, table.c.dues))
    owed = [load(Owed, rows[page]) for page in ground.in_order(rows)]
    return dues([one for page in owed for one in page.set_], [one for page in owed for one in page.signs])
