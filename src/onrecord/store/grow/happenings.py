"""Events, where some pages changed: those that may be one with theirs, and the lines of the timeline."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import func, select

from onrecord.model import Act, Happening, Interval, Moment
from onrecord.record.events.happening import Seen, happenings, same
from onrecord.record.events.timeline import joined, of_happening
from onrecord.store import rank, schema
from onrecord.store.codec import load
from onrecord.store.grow.ground import Ground
from onrecord.store.grow.trace import moments
from onrecord.store.writer import among

_SIGHTS = "SELECT document_id, event, place, json FROM trace_sightings WHERE"
_MET = f"{_SIGHTS} act = ? AND earliest BETWEEN ? AND ? AND latest >= ?"
_ON = f"{_SIGHTS} earliest = ? AND latest = ?"
_AGREED = f"{_SIGHTS} agreement = ?"


class Happenings:
    """The events that changed: ``now`` takes the place of those with the ids in ``before``."""

    def __init__(self, ground: Ground, before: Collection[Seen]) -> None:
        """``before`` are the events of the changed pages as they were."""
        self._ground = ground
        self._sights: dict[str, tuple[int, Seen]] = {}
        self._asked: dict[tuple[object, ...], list[Seen]] = {}
        self._spans: dict[str, int] = {}
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
        event, time = one.event, one.event.time.value
        assert time.earliest and time.latest
        since, until, act = time.earliest.toordinal(), time.latest.toordinal(), str(event.act)
        # No event of the kind that began longer before is still open.
        yield from self._told(_MET, (act, since - self._longest(act), until, since))
        if since == until:  # told of one day, two that count as different kinds may be one as well
            yield from self._told(_ON, (since, since))
        if event.agreement and event.act is Act.AGREE:
            yield from self._told(_AGREED, (event.agreement,))

    def _longest(self, act: str) -> int:
        """How many days the longest event of a kind takes."""
        if act not in self._spans:
            table = schema.sightings
            query = select(func.max(table.c.latest - table.c.earliest)).where(table.c.act == act)
            self._spans[act] = self._ground.connection.execute(query).scalar() or 0
        return self._spans[act]

    def _told(self, which: str, asked: tuple[object, ...]) -> list[Seen]:
        """The events of which something holds: whatever was asked for before is not looked up again."""
        if (which, *asked) not in self._asked:
            found = []
            for page, id_, place, text in self._ground.connection.exec_driver_sql(which, asked):
                if page not in self._ground.changed:
                    if id_ not in self._sights:
                        self._sights[id_] = place, load(Seen, text)
                    found.append(self._sights[id_][1])
            self._asked[which, *asked] = found
        return self._asked[which, *asked]

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


class Timeline:
    """The lines of the timeline to which the changed pages add, or added, but for deadlines: ``now`` takes the place of
    those with the ranks in ``before``.
    """

    def __init__(self, ground: Ground, past: Collection[int]) -> None:
        """``past`` are the keys of the lines of the changed pages, which are traced as they were."""
        self._ground = ground
        self._keys = {*past, *(key for work in ground.work.values() for key, _ in moments(work))}
        self.before = {rank.of_moment(one) for one in self._moments(self._keys, ())}
        self.now: list[Moment] = []

    def settle(self, happened: Happenings, rewritten: Collection[str]) -> None:
        """Makes the lines anew, with the events that changed, and those of some other pages."""
        ground = self._ground
        keys = self._keys | {row.key for row in ground.rows(schema.moments, rewritten)}
        known = {one.id: one for one in happened.now}
        spots = {_spot(one) for one in (*happened.then, *happened.now)}
        for one in self._happenings({spot[0] for spot in spots}):
            if _spot(one) in spots and one.id not in happened.before:
                known.setdefault(one.id, one)
        self.now = self._moments(keys, sorted(known.values(), key=rank.of_happening))
        self.before |= {rank.of_moment(of_happening(one)) for one in happened.then}

    def _moments(self, keys: Collection[int], happened: Iterable[Happening]) -> list[Moment]:
        """The lines under some keys, with those of some events; none of deadlines."""
        table = schema.moments
        query = select(table.c.json).where(among(table.c.key, keys)).order_by(table.c.rank, table.c.place)
        every = self._ground.connection.execute(query).scalars()
        own = (load(Moment, text) for text in every if '"conditioned"' not in text)
        return list(joined([*map(of_happening, happened), *own]))

    def _happenings(self, times: Iterable[Interval]) -> Sequence[Happening]:
        """The events that the record has of some times."""
        parts, found = schema.compiled, list[Happening]()
        for time in times:
            start = rank.rank(time.earliest, time.latest)
            query = select(parts.c.json).where(
                parts.c.part == "happenings", parts.c.rank >= start + "\x01", parts.c.rank < start + "\x02"
            )
            found += [load(Happening, text) for text in self._ground.connection.execute(query).scalars()]
        return found


def _spot(happening: Happening) -> tuple[Any, ...]:
    """Where an event stands in the timeline."""
    moment = of_happening(happening)
    return moment.time, moment.kind, moment.label
