"""The actors of a record, where some pages changed: those that these name, and those brought together otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from sqlalchemy import func, select

from onrecord.model import Actor, Judgement
from onrecord.record.actors.who import actor_of
from onrecord.store import schema
from onrecord.store.codec import load
from onrecord.store.grow.ground import Ground, mapped
from onrecord.store.grow.trace import Merge, mark
from onrecord.store.index import Index
from onrecord.store.writer import among


class Cast:
    """The actors that changed.

    ``belongs`` says of every actor what it belongs to now, ``sided`` are the pages that did not change, and of which
    somebody stands for another side than before.
    """

    def __init__(self, ground: Ground, past: Collection[str], merged: Mapping[str, Judgement[str] | None]) -> None:
        """``past`` are the actors of the changed pages as they were, ``merged`` the names that mean another now."""
        self._ground = ground
        table = schema.roles
        names = {*past, *merged, *(row.actor for row in ground.rows(table, ground.changed))}
        names |= {judged.value for judged in merged.values() if judged}
        self.names = names
        self.now = self.of(names)
        actors, said, execute = schema.actors, schema.statements, ground.connection.execute
        held = select(actors.c.name, actors.c.of)
        before = mapped(ground.connection, held.where(among(actors.c.name, names)))
        after = {actor.name: actor.of for actor in self.now}
        of = mapped(ground.connection, held.where(actors.c.of.is_not(None)))
        turned = {name for name in {*before, *after} if before.get(name) != after.get(name)}
        reach, near = set[str](), turned
        while near:
            reach |= near
            near = {name for name, whose in of.items() if whose in reach} - reach
        query = select(said.c.document_id).distinct().where(among(said.c.speaker, reach))
        self.sided: set[str] = set(execute(query).scalars()) - ground.changed if turned else set()
        self.belongs = {name: whose for name, whose in of.items() if name not in before and name not in after}
        self.belongs |= {name: whose for name, whose in after.items() if whose}

    def of(self, names: Collection[str]) -> list[Actor]:
        """Some actors, each from what all pages have of it."""
        table, held, execute = schema.roles, schema.merged, self._ground.connection.execute
        # How often each page has an actor alike, and where first: an actor of thousands of pages has few faces.
        first = func.min(table.c.page + "\x01" + func.printf("%09d", table.c.place))
        query = select(table.c.actor, table.c.json, func.count(), first.label("first"))
        query = query.where(among(table.c.actor, names)).group_by(table.c.actor, table.c.json)
        together: defaultdict[str, list[tuple[str, Actor, int]]] = defaultdict(list)
        for name, text, number, at in execute(query):
            together[name].append((at, load(Actor, text), number))
        rows = execute(select(held.c.name, held.c.under, held.c.json).where(among(held.c.under, names)))
        variants: defaultdict[str, list[Judgement[str]]] = defaultdict(list)
        for name, of, text in rows:
            judged = load(Merge, text).under
            variants[of].append(Judgement(name, judged.confidence, judged.evidence))
        return [
            actor_of([(one, number) for _, one, number in sorted(faces, key=lambda face: face[0])], variants[actor])
            for actor, faces in together.items()
        ]

    def count(self, index: Index, names: Collection[str]) -> None:
        """Enters in an index how often some actors speak, and how many pages name them."""
        said, table, execute = schema.statements, schema.actor_document, self._ground.connection.execute
        for counts in (index.said, index.spoken, index.documents):
            counts.clear()
        query = select(said.c.speaker, func.count(), func.count(said.c.repeats)).where(among(said.c.speaker, names))
        for name, every, repeated in execute(query.group_by(said.c.speaker)):
            index.spoken[name] = every
            index.said[name] = every - repeated
        named = select(table.c.actor, func.count()).where(among(table.c.actor, names))
        index.documents.update(mapped(self._ground.connection, named.group_by(table.c.actor)))

    def held(self, names: Collection[str]) -> set[str]:
        """Those of some names under which the record holds somebody, as an actor or not."""
        marks, positions, execute = schema.marks, schema.positions, self._ground.connection.execute
        keys = {mark("concerned", name): name for name in names}
        found = {
            name
            for key, name in keys.items()
            if execute(select(marks.c.page).where(marks.c.key == key).limit(1)).first()
        }
        return found | set(execute(select(positions.c.by).where(among(positions.c.by, names))).scalars())
