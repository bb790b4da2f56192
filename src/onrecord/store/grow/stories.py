"""Which pages tell the same story, where some came to the record: only those that share text with them are asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from sqlalchemy import func, or_, select

from onrecord.model import Alike, Document, Reading, Story
from onrecord.record.utterances.story import of_groups, regrouped, together
from onrecord.store import schema
from onrecord.store.grow.ground import Ground, mapped
from onrecord.store.writer import among


class Stories:
    """The stories of the changed pages, and those that others tell with them: ``now`` takes the place of those with
    the ids in ``before``. ``restoried`` are the pages that tell another story than before.
    """

    def __init__(self, ground: Ground, opened: Mapping[str, tuple[Document, Reading]]) -> None:
        """``opened`` are the changed pages as they are now; one that is missing there is gone."""
        self._ground = ground
        self._opened = opened
        self._sizes: dict[str, int] = {}
        self._near: dict[str, dict[str, float]] = {}
        self._story: dict[str, str] = {}
        self._members: dict[str, set[str]] = {}
        table = schema.documents
        query = select(table.c.id, table.c.story, table.c.seq).where(among(table.c.id, ground.changed))
        held = {row.id: row for row in ground.connection.execute(query)}
        coming = {page for page, row in held.items() if row.story is None and page in opened}
        if all(page in opened and (page in coming or row.seq is not None) for page, row in held.items()):
            groups = self._regrouped(coming)
        else:
            groups = self._anew()
        within = set().union(*groups)
        self._read([page for page in within if len(within) > 1 and page not in self._near])
        alike = [
            Alike(one, other, much)
            for one in sorted(within)
            for other, much in sorted(self._near.get(one, {}).items())
            if one < other
        ]
        there = {page: one for page, one in ground.final(within).items() if page not in ground.changed} | dict(opened)
        self.now: tuple[Story, ...] = of_groups(groups, [there[page] for page in ground.in_order(there)], alike)
        told = mapped(ground.connection, select(table.c.id, table.c.story).where(among(table.c.id, within)))
        told |= {page: row.story for page, row in held.items()}
        self.before = {story for story in told.values() if story}
        self.restoried = {page for one in self.now for page in one.documents if told.get(page) != one.id}

    # ── what regrouping asks ───────────────────────────────────────────────────────────────────────────────

    def size(self, document: str) -> int:
        """How long its text is."""
        if document not in self._sizes:
            self._measure([document])
        return self._sizes[document]

    def near(self, document: str) -> Mapping[str, float]:
        """The documents with which it shares text."""
        if document not in self._near:
            self._read([document])
        return self._near[document]

    def story(self, document: str) -> Collection[str]:
        """The documents of its story as it was."""
        if document not in self._story:
            self._gather([document])
        return self._members.get(self._story.get(document, ""), ())

    # ── how ────────────────────────────────────────────────────────────────────────────────────────────────

    def _regrouped(self, coming: set[str]) -> list[set[str]]:
        """The groups that are other than before, where pages came to the record and none is gone."""
        self._read(coming)
        beside = {other for one in coming for other in self._near[one]}
        self._read(beside - coming)
        self._gather(beside - coming)
        groups = regrouped(coming, self)
        ground, known = self._ground, set().union(*groups)
        for page in sorted(ground.changed):
            if page not in known:
                groups.append(set(self.story(page)) - known)
                known |= groups[-1]
        return [one for one in groups if one & ground.changed or one != self._members.get(self._story[min(one)])]

    def _anew(self) -> list[set[str]]:
        """The groups of the changed pages, and of all that share text with them, directly or through others."""
        ground, table = self._ground, schema.documents
        held = mapped(ground.connection, select(table.c.id, table.c.story).where(among(table.c.id, ground.changed)))
        told = {story for story in held.values() if story}
        query = select(table.c.id).where(among(table.c.story, told))
        waiting, members = {*ground.changed, *ground.connection.execute(query).scalars()}, set[str]()
        while waiting:
            members |= waiting
            self._read(waiting - set(self._near))
            waiting = {other for one in waiting for other in self._near[one]} - members
        self._gather(members - ground.changed)
        there = [page for page in members if page in self._opened or page in self._story]
        self._measure(there)
        alike = [
            Alike(one, other, much)
            for one in sorted(there)
            for other, much in sorted(self._near[one].items())
            if one < other and other in self._sizes
        ]
        groups = [set(group) for group in together({page: self._sizes[page] for page in there}, alike)]
        was: defaultdict[str, set[str]] = defaultdict(set)
        for page in {*there, *held}:
            if story := held.get(page) or self._story.get(page):
                was[story].add(page)
        return [one for one in groups if one & ground.changed or one != was.get(self._story.get(min(one), ""))]

    def _read(self, documents: Collection[str]) -> None:
        """Looks up with which others some documents share text."""
        alike = schema.alike
        wanted = set(documents)
        self._near |= {one: {} for one in wanted}
        query = select(alike).where(or_(among(alike.c.one, wanted), among(alike.c.other, wanted)))
        for one, other, share in self._ground.connection.execute(query):
            for a, b in ((one, other), (other, one)):
                if a in wanted:
                    self._near[a][b] = share

    def _gather(self, documents: Collection[str]) -> None:
        """Looks up the stories of some documents as they were, whole."""
        table, execute = schema.documents, self._ground.connection.execute
        of = select(table.c.story).where(among(table.c.id, documents))
        text = func.json_extract(table.c.json, "$.text")
        query = select(table.c.id, table.c.story, text).where(table.c.story.in_(of), table.c.seq.is_not(None))
        for id_, story, words in execute(query):
            self._story[id_] = story
            self._sizes[id_] = len(words)
            self._members.setdefault(story, set()).add(id_)

    def _measure(self, documents: Collection[str]) -> None:
        table = schema.documents
        self._sizes |= {id_: len(self._opened[id_][0].text) for id_ in documents if id_ in self._opened}
        missing = [id_ for id_ in documents if id_ not in self._sizes]
        query = select(table.c.id, func.json_extract(table.c.json, "$.text")).where(among(table.c.id, missing))
        self._sizes |= {id_: len(words) for id_, words in self._ground.connection.execute(query)}
