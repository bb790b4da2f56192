"""Who is who, where some pages changed: only the names that may be of one with theirs are looked at again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace

from sqlalchemy import func, or_, select

from onrecord.model import Actor, ActorKind, Evidence, Interval, Judgement, Reading
from onrecord.record.actors.body import introduced
from onrecord.record.actors.who import Merged, lone, names_in, namesakes, renamed, same_actors
from onrecord.record.corrections.alias import Names
from onrecord.record.corrections.log import Log
from onrecord.store import rank, schema
from onrecord.store.codec import load
from onrecord.store.grow.ground import Ground
from onrecord.store.grow.trace import Merge, blocks, body_block, mark
from onrecord.store.writer import among

_Short = tuple[str, int, str, str, Evidence]
"""A page and a place in it, an abbreviation, what it stands for, and where that is said."""


class Naming:
    """Under which names the actors of pages stand: ``merged`` has what changed since, whole."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.merged: dict[str, Judgement[str] | None] = {}
        self._singles: dict[str, Reading] = {}
        self._faces: dict[str, Actor] = {}

    def single(self, pages: Collection[str]) -> dict[str, Reading]:
        """The readings of pages, with namesakes told apart."""
        missing = [page for page in pages if page not in self._singles]
        if missing:
            # Those that changed stand beside them, since the record does not hold them as they are now.
            raw = self.ground.raw(list(dict.fromkeys((*missing, *self.ground.changed))))
            readings = [reading for _, reading in raw.values()]
            others = self._others({a.name for r in readings for a in self._lone(r)})
            found = namesakes([*readings, others], self.ground.reference)
            self._singles |= {page: one for page, one in zip(raw, found, strict=False) if page in missing}
        return {page: self._singles[page] for page in pages if page in self._singles}

    def named(self, pages: Collection[str]) -> dict[str, Reading]:
        """The readings of pages, with everybody under the name that is kept."""
        singles = self.single(pages)
        merged = self._known({name for reading in singles.values() for name in names_in(reading)})
        return {page: renamed(reading, merged) for page, reading in singles.items()}

    def of(self, name: str) -> str:
        """The name under which somebody stands."""
        judged = self._known({name}).get(name)
        return name if judged is None else judged.value

    def spread(self) -> set[str]:
        """Which other pages a change of the pages that changed reaches: those that hold a name which is another now."""
        ground = self.ground
        reached = self._namesakes()
        changed = ground.changed | reached
        singles = self.single(changed)
        before = ground.rows(schema.named, changed)
        shorts_before = {(row.short, row.full) for row in ground.rows(schema.shorts, changed)}
        shorts_now = [one for page in singles for one in self._introduced(page)]
        seeds = {row.name for row in before} | {a.name for r in singles.values() for a in r.actors}
        seeds |= {short for short, _ in shorts_before ^ {(one[2], one[3]) for one in shorts_now}}
        close = self._close(seeds, [a for r in singles.values() for a in r.actors], shorts_now)
        found = self._same(close, singles, shorts_now, changed)
        stub = self._stub(Actor(name, ActorKind.GROUP) for name in close)
        now = Names(Log(()), [stub], found).merged
        table = schema.merged
        rows = ground.connection.execute(select(table.c.name, table.c.json).where(among(table.c.name, close)))
        then = {name: load(Merge, text).under for name, text in rows}
        self.merged = {name: now.get(name) for name in close if now.get(name) != then.get(name)}
        return reached | ground.marked({mark("name", name) for name in self.merged})

    # ── how ────────────────────────────────────────────────────────────────────────────────────────────────

    def _known(self, names: Collection[str]) -> Merged:
        """Those of some names that mean somebody under another name."""
        table = schema.merged
        rows = self.ground.connection.execute(select(table.c.name, table.c.json).where(among(table.c.name, names)))
        found = {name: load(Merge, text).under for name, text in rows}
        for name in names:
            if name in self.merged:
                found.pop(name, None)
                judged = self.merged[name]
                if judged is not None:
                    found[name] = judged
        return found

    def _lone(self, reading: Reading) -> list[Actor]:
        return list(lone(reading, self.ground.reference))

    def _held(self, names: Iterable[str]) -> list[tuple[str, str, Actor]]:
        """Where the record holds persons of these surnames alone: the page, the surname, the actor."""
        table = schema.named
        found = []
        for name in names:
            like = (table.c.name >= f"{name} (") & (table.c.name < f"{name} )")
            query = select(table.c.document_id, table.c.json).where(or_(table.c.name == name, like))
            for page, text in self.ground.connection.execute(query):
                # Somebody on hundreds of pages has few faces.
                if text not in self._faces:
                    self._faces[text] = load(Actor, text)
                actor = replace(self._faces[text], name=name)
                if actor.kind is ActorKind.PERSON and actor.of and name not in self.ground.reference.people:
                    found.append((page, name, actor))
        return found

    def _others(self, names: Collection[str]) -> Reading:
        """The persons of these surnames on all pages that did not change, as if they stood on one."""
        rows = [actor for page, _, actor in self._held(names) if page not in self.ground.changed]
        return self._stub(dict.fromkeys(rows))

    def _namesakes(self) -> set[str]:
        """The other pages on which a surname means another than before, because of the pages that changed."""
        ground, side = self.ground, self.ground.reference.side
        now: defaultdict[str, set[str]] = defaultdict(set)
        for _, reading in ground.raw(ground.changed).values():
            for actor in self._lone(reading):
                now[actor.name].add(side(actor.of or ""))
        then = {row.name.partition(" (")[0] for row in ground.rows(schema.named, ground.changed)}
        reached: set[str] = set()
        for name in then | set(now):
            if " " in name:
                continue
            held = self._held([name])
            before = {side(actor.of or "") for _, _, actor in held}
            others = {side(actor.of or "") for page, _, actor in held if page not in ground.changed}
            after = others | now.get(name, set())
            if before != after and max(len(before), len(after)) > 1:
                reached |= {page for page, _, _ in held if page not in ground.changed}
        return reached

    def _introduced(self, page: str) -> list[_Short]:
        document = self.ground.raw([page])[page][0]
        return [
            (rank.of_document(document), n, short, full, why)
            for short, fulls in introduced([document]).items()
            for n, (full, why) in enumerate(fulls.items())
        ]

    def _close(self, seeds: set[str], actors: Iterable[Actor], shorts: Iterable[_Short]) -> set[str]:
        """Every name that may be of one with some, directly or through others."""
        reference, table = self.ground.reference, schema.blocks
        own: defaultdict[str, set[str]] = defaultdict(set)
        for actor in actors:
            own[actor.name] |= blocks(actor, reference)
        for _, _, short, full, _ in shorts:
            own[short].add(body_block(full, reference))
        names, waiting, keys = set(seeds), set(seeds), set[str]()
        while waiting:
            query = select(table.c.key).where(among(table.c.name, waiting))
            fresh = set(self.ground.connection.execute(query).scalars())
            fresh |= {key for name in waiting for key in own.get(name, ())}
            fresh -= keys
            keys |= fresh
            near = set(self.ground.connection.execute(select(table.c.name).where(among(table.c.key, fresh))).scalars())
            near |= {name for name, its in own.items() if its & fresh}
            waiting = near - names
            names |= waiting
        return names

    def _same(self, names: set[str], singles: dict[str, Reading], shorts: list[_Short], changed: set[str]) -> Merged:
        """Who of these names is who, by all pages."""
        table = schema.named
        apart = table.c.document_id.not_in(changed)
        query = (
            select(table.c.name, table.c.json, func.count(), func.min(table.c.page), func.min(table.c.place))
            .where(among(table.c.name, names), apart)
            .group_by(table.c.name, table.c.json)
        )
        rows = [
            ((page, place), load(Actor, text), number)
            for _, text, number, page, place in self.ground.connection.execute(query)
        ]
        for page, reading in singles.items():
            at = rank.of_document(self.ground.raw([page])[page][0])
            rows += [((at, n), actor, 1) for n, actor in enumerate(reading.actors) if actor.name in names]
        rows.sort(key=lambda row: row[0])
        held = schema.shorts
        kept = self.ground.connection.execute(
            select(held.c.page, held.c.place, held.c.short, held.c.full, held.c.json).where(
                among(held.c.short, names), held.c.document_id.not_in(changed)
            )
        )
        every = [*((p, n, s, f, load(Evidence, text)) for p, n, s, f, text in kept), *shorts]
        meant: dict[str, dict[str, Evidence]] = {}
        for _, _, short, full, why in sorted(every, key=lambda one: one[:2]):
            meant.setdefault(short, {}).setdefault(full, why)
        return same_actors([(actor, number) for _, actor, number in rows], meant, self.ground.reference)

    def _stub(self, actors: Iterable[Actor]) -> Reading:
        return Reading("", "", Judgement(Interval(), 1.0), actors=tuple(actors))
