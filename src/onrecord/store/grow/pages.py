"""Pages as a record has them, where some changed: named, dated, corrected and with their terms settled anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from sqlalchemy import func, select

from onrecord.model import (
    Corrected,
    Correction,
    CorrectionKind,
    CorrectionState,
    Document,
    Reading,
    Story,
    Subject,
)
from onrecord.record.compile import Work
from onrecord.record.corrections.amend import amended
from onrecord.record.corrections.field import STANCES
from onrecord.record.corrections.log import Log
from onrecord.record.corrections.sheet import ITEMS
from onrecord.record.events.term import settled
from onrecord.record.sibling import dating, narrowed, seeking
from onrecord.store import rank, schema
from onrecord.store.codec import load
from onrecord.store.grow.ground import Ground, mapped
from onrecord.store.grow.naming import Naming
from onrecord.store.grow.stories import Stories
from onrecord.store.grow.trace import Counted, counted, dating_mark, mark
from onrecord.store.writer import among


class Whole(Exception):
    """What changed reaches too far: the record must be compiled whole."""


MOST = 400
"""So many pages at most are made anew one by one; above that the whole is sooner done."""


class Corrections:
    """The log, and which pages it touches that it did not touch so before."""

    def __init__(self, every: Sequence[Correction], entries: Sequence[Corrected]) -> None:
        self.every = tuple(every)
        self.entries = {entry.correction.id: entry for entry in entries}
        self._active = {one.id for one in Log(every).active}
        for one in self.every:
            entry = self.entries.get(one.id)
            alive = one.id in self._active or (entry is not None and entry.state is not CorrectionState.UNDONE)
            far = one.subject in (Subject.ACTOR, Subject.POSITION) or any(c.field in STANCES for c in one.changes)
            if alive and far:
                raise Whole("a correction of actors or positions may reach any page")

    def touched(self) -> set[str]:
        """The pages of corrections that are new, or were taken back or put in force again."""
        return {page for one in self.every if self._is_new(one) for page in pages_of(one)}

    def closed(self, pages: Collection[str]) -> set[str]:
        """Pages with those that a correction ties to them."""
        found = set(pages)
        while True:
            near = {page for one in self.every if found & pages_of(one) for page in pages_of(one)} - found
            if not near:
                return found
            found |= near

    def log(self, pages: Collection[str]) -> Log:
        """The log as far as it concerns some pages, which are closed."""
        own = {one.id for one in self.every if pages_of(one) & set(pages)}
        undoing = [one for one in self.every if one.kind is CorrectionKind.UNDO]
        for one in undoing:  # what takes back a taking back comes after it
            if one.item in own:
                own.add(one.id)
        return Log([one for one in self.every if one.id in own])

    def naming(self) -> dict[str, set[str]]:
        """By the names that corrections in force give: the pages to which they give them."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for one in self.every:
            if one.id in self._active:
                for name in names_in(one):
                    found[name] |= pages_of(one)
        return found

    def settle(self, log: Log) -> list[Corrected]:
        """Every correction with what became of it; ``log`` has those of the pages that were made anew."""
        fresh = {entry.correction.id: entry for entry in log.entries(lambda name: name)}
        return [
            fresh.get(one.id) or self.entries.get(one.id) or Log([one]).entries(lambda name: name)[0]
            for one in self.every
        ]

    def _is_new(self, one: Correction) -> bool:
        entry = self.entries.get(one.id)
        return entry is None or (entry.state is CorrectionState.UNDONE) is (one.id in self._active)


def pages_of(one: Correction) -> set[str]:
    """The pages that a correction is about."""
    own = {one.item} if one.subject is Subject.DOCUMENT else set()
    return own | ({anchor.document for anchor in one.anchors} if one.subject in (*ITEMS, Subject.DOCUMENT) else set())


def names_in(one: Correction) -> set[str]:
    """What a correction sets a field to that may be names of actors."""
    return {part.strip() for c in one.changes if c.after for part in (c.after, *c.after.split(";"))}


class Pages:
    """The pages that change, in the end all that the first change reaches; ``stories`` are those that they tell now."""

    def __init__(self, ground: Ground, corrections: Corrections, changed: Collection[str]) -> None:
        self.ground = ground
        self.corrections = corrections
        self.naming = Naming(ground)
        self.stories: tuple[Story, ...] = ()
        self.told_before: set[str] = set()
        """The ids of the stories that these take the place of."""
        self.restoried: set[str] = set()
        """The pages that tell another story than before."""
        self._widen(corrections.closed(changed))
        self._widen(self.naming.spread())
        # What a correction calls somebody is no name of its page, and goes by who is who all the same.
        given = corrections.naming()
        self._widen({page for name in self.naming.merged for page in given.get(name, ())})
        self._widen(self._cast())
        self._widen(self._sought())
        self.log = corrections.log(ground.changed)
        self._open = self._opened(ground.changed, self.log)
        self._stories()
        self._settle()

    def _widen(self, pages: Collection[str]) -> None:
        """Takes pages among those that change, with what corrections tie to them."""
        self.ground.changed |= self.corrections.closed({*self.ground.changed, *pages})
        if len(self.ground.changed) > MOST:
            raise Whole(f"{len(self.ground.changed)} pages change")

    def _cast(self) -> set[str]:
        """The other pages that take an actor from the first page that names it, where that is another than before."""
        ground, table, wanted = self.ground, schema.roles, defaultdict[str, set[str]](set)
        for name, pages in self.corrections.naming().items():
            wanted[self.naming.of(name)] |= pages
        if not wanted:
            return set()
        aside = {*ground.changed, *(page for pages in wanted.values() for page in pages)}
        apart = table.c.document_id.not_in(aside)
        query = select(table.c.actor, func.min(table.c.page)).where(among(table.c.actor, list(wanted)), apart)
        first = mapped(ground.connection, query.group_by(table.c.actor))
        held = [(row.actor, row.page) for row in ground.rows(table, ground.changed)]
        for page, reading in self.naming.named(ground.changed).items():
            at = rank.of_document(ground.raw([page])[page][0])
            held += [(actor.name, at) for actor in reading.actors]
        return {
            page
            for name, at in held
            if name in wanted and (name not in first or at.split("\x01") < first[name].split("\x01"))
            for page in wanted[name]
        }

    def _sought(self) -> set[str]:
        """The other pages whose days follow from words that the changed ones date, or dated."""
        ground = self.ground
        keys = {key for marks in ground.marks(ground.changed).values() for key in marks if not key & 1}
        for page, named in self.naming.named(ground.changed).items():
            keys |= {dating_mark(run) for run in dating(ground.raw([page])[page][0], named)}
        return ground.marked({key | 1 for key in keys}) - ground.changed

    def _opened(
        self, pages: Collection[str], log: Log | None = None
    ) -> dict[str, tuple[Document, Reading, Reading, Reading]]:
        """Pages with their readings: with namesakes apart, named, dated and corrected. The last may be dated yet."""
        ground = self.ground
        named = self.naming.named(pages)
        raw = ground.raw(pages)
        sought = {
            dating_mark(run) for page, one in named.items() for run in seeking(raw[page][0], one, ground.reference)
        }
        beside = ground.marked(sought) - ground.changed - set(pages)
        near = self.naming.named({*beside, *(set(ground.changed) if sought else ())})
        every = ground.in_order({**near, **named})
        held = {**ground.raw(list(near)), **raw}
        readings = {**near, **named}
        own = [held[p][0] for p in every], [readings[p] for p in every]
        dated = dict(zip(every, narrowed(*own, ground.reference), strict=True))
        order = ground.in_order(named)
        found = {page: (held[page][0], dated[page]) for page in order}
        if log is not None and log.active:
            # Who a page is to name by a correction is taken from the first page that does, in the order of all.
            also = self._first_named(order)
            pairs = [found.get(page) or also[page] for page in ground.in_order({*found, *also})]
            documents = [document for document, _ in pairs]
            done = amended(documents, [reading for _, reading in pairs], log, self.naming.of, ground.reference)
            found = {document.id: (document, reading) for document, reading in zip(*done, strict=True)}
        singles = self.naming.single(pages)
        return {page: (found[page][0], singles[page], named[page], found[page][1]) for page in order}

    def _first_named(self, pages: Collection[str]) -> dict[str, tuple[Document, Reading]]:
        """The first other page of each actor that a correction names, as it was before any correction."""
        names = {self.naming.of(name) for one in self.log.active for name in names_in(one)}
        table = schema.roles
        query = (
            select(table.c.actor, table.c.document_id)
            .where(among(table.c.actor, names), table.c.document_id.not_in({*self.ground.changed, *pages}))
            .order_by(table.c.actor, table.c.page)
        )
        first: dict[str, tuple[Document, Reading]] = {}
        known: set[str] = set()
        for actor, page in self.ground.connection.execute(query):
            if actor not in known:
                reading = self.naming.named([page])[page]
                if any(one.name == actor for one in reading.actors):
                    first[page] = (self.ground.raw([page])[page][0], reading)
                    known.add(actor)
        return first

    def _stories(self) -> None:
        """The stories of the changed pages, and those of the pages that shared one with them."""
        told = Stories(self.ground, {page: (one[0], one[3]) for page, one in self._open.items()})
        self.stories, self.told_before, self.restoried = told.now, told.before, told.restoried

    def _settle(self) -> None:
        """Dates the terms of the changed pages, and finds other pages whose terms they date."""
        ground = self.ground
        story_of = {page: story.id for story in self.stories for page in story.documents}
        moved = self.restoried
        keys: set[int] = set()
        for row in ground.rows(schema.terms, ground.changed | moved):
            keys |= {mark("term", setter, d.days) for d, setter in counted(load(Counted, row.counted).reading)}
        for _, _, _, reading in self._open.values():
            keys |= {mark("term", setter, d.days) for d, setter in counted(reading)}
        sharing = ground.marked(keys) - ground.changed
        stubs = {
            row.document_id: (one.document, one.reading)
            for row in ground.rows(schema.terms, sharing)
            for one in [load(Counted, row.counted)]
        }
        pages = ground.in_order({**stubs, **self._open})
        table = schema.documents
        query = select(table.c.id, table.c.story).where(among(table.c.id, list(stubs)))
        story_of = {page: story for page, story in ground.connection.execute(query) if story} | story_of
        told: defaultdict[str, list[str]] = defaultdict(list)
        for page in pages:
            told[story_of.get(page, page)].append(page)
        held = [Story((story, *members), (), ()) for story, members in told.items()]
        documents = [self._open[p][0] if p in self._open else stubs[p][0] for p in pages]
        readings = [self._open[p][3] if p in self._open else stubs[p][1] for p in pages]
        found = dict(zip(pages, settled(documents, readings, held), strict=True))
        other = {p for p in stubs if {d.id: d for d in found[p].deadlines} != self._deadlines(p)}
        if other:
            ground.changed |= other
            if self.corrections.closed(ground.changed) - ground.changed or any(
                pages_of(one) & other for one in self.corrections.every
            ):
                raise Whole("a term dates that of a page that was corrected")
            reopened = self._opened(other)
            self._open |= reopened
            self._stories()
            found |= {p: replace(reopened[p][3], deadlines=found[p].deadlines) for p in other}
        codebook, reference = ground.codebook, ground.reference
        for page in ground.in_order(self._open):
            document, single, named, opened = self._open[page]
            ground.work[page] = Work.of(document, (single, named, opened, found[page]), codebook, reference)

    def _deadlines(self, page: str) -> dict[str, object]:
        """The deadlines of a page as the record has them, by id."""
        return {d.id: d for d in self.ground.final([page])[page][1].deadlines}
