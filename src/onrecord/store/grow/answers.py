"""Answers, where some pages changed: a passage is weighed again only against other options than before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import func, insert, or_, select

from onrecord.model import Answer, AnswerKind
from onrecord.record.answers.answer import Link, facts, of_page, resolved, unringed
from onrecord.record.answers.passage import Passage, passages
from onrecord.record.answers.shelf import REACH, Heard, Shelves, heard
from onrecord.record.utterances.told import Told
from onrecord.store import schema
from onrecord.store.codec import load
from onrecord.store.grow.ground import Ground, mapped
from onrecord.store.grow.telling import Tellings
from onrecord.store.grow.trace import Hearing, of_link, plain
from onrecord.store.writer import among

Pair = tuple[str, str]


def _at(one: Heard) -> tuple[str, int]:
    """The place of a passage: its page, and which of the page it is."""
    return one.document, one.turn


class Answers:
    """The answers that changed: those of ``touched`` statements are what ``now`` has, and no others.

    ``said`` are the statements of which a person says what they answer, with that person's words.
    """

    def __init__(
        self,
        ground: Ground,
        before: Mapping[str, tuple[Told, ...]],
        tellings: Tellings,
        rivals: frozenset[Pair],
        said: Mapping[str, str],
    ) -> None:
        self.ground = ground
        self._tellings = tellings
        self._heard: dict[str, tuple[Heard, ...]] = {}
        self._weighed: dict[tuple[str, int], list[Heard]] = {}
        """What is weighed for passages of other pages for which something else is than before."""
        changed = self._relinked(before, rivals, said)
        changed |= {one.id for told in before.values() for one in told}
        changed |= {one.id for work in ground.work.values() for one in work.told}
        self._steps, dropped = self._unringed(changed | tellings.moved)
        self.touched = self._downstream(changed | dropped | tellings.moved)
        self.told: dict[str, Told] = {}
        self.now = self._given()

    # ── which statement answers which ──────────────────────────────────────────────────────────────────────

    def _relinked(
        self, before: Mapping[str, tuple[Told, ...]], rivals: frozenset[Pair], said: Mapping[str, str]
    ) -> set[str]:
        """Finds anew what the changed pages answer, and the passages of the weeks after for which something else is
        weighed than before; gives what answers otherwise.
        """
        ground, table = self.ground, schema.links
        now = {page: heard(passages(work.told)) for page, work in ground.work.items()}
        shelves, turns = self._reweighed(before, now)
        whole = {*ground.work, *ground.pages_of(set(said)).values()} - (ground.changed - set(ground.work))
        hearings = self._hearings(whole - ground.changed)
        asked = [one for page in (*now.values(), *hearings.values()) for one in page]
        asked += [one for page, its in turns.items() for one in its if page not in whole]
        if hearings:  # a person says what they answer, whenever they came out
            shelves = self._shelves([day for one in asked for day in one.days], now.values())
        options = {_at(one): self._weighed.get(_at(one)) or shelves.before(one) for one in asked}
        pages = {one.document for found in options.values() for one in found}
        cut = {page: passages(told) for page, told in ground.told({*pages, *whole, *turns}).items()}
        at = {(one.document, one.turn): one for page in cut.values() for one in page}
        every = {one.id: one for page in cut.values() for passage in page for one in passage.items}
        named = {one.answers for page in whole for p in cut[page] for one in p.items if one.id in said and one.answers}
        named -= set(every)
        every |= ground.statements(named, {*ground.pages_of(named).values(), *ground.work})

        def earlier(one: Passage) -> list[Passage]:
            return [at[_at(to)] for to in options.get((one.document, one.turn), ())]

        fact, fresh, weighed = facts(ground.codebook), dict[str, Link](), set[str]()
        for page in {*whole, *turns}:
            some = None if page in whole else {one.turn for one in turns[page]}
            fresh |= of_page(cut[page], every, earlier, rivals, fact, said, some)
            weighed |= {t.id for one in cut[page] if some is None or one.turn in some for t in one.items}
        rows = {id_: of_link(link) for id_, link in fresh.items()}
        which = or_(among(table.c.one_page, ground.changed), among(table.c.one, weighed))
        then = {row["one"]: dict(row) for row in ground.connection.execute(select(table).where(which)).mappings()}
        other = {id_ for id_ in {*rows, *then} if rows.get(id_) != then.get(id_)}
        ground.clear(table, "one", other)
        if added := [rows[id_] for id_ in other if id_ in rows]:
            ground.connection.execute(insert(table), added)
        return other

    def _reweighed(
        self, before: Mapping[str, tuple[Told, ...]], now: Mapping[str, list[Heard]]
    ) -> tuple[Shelves, dict[str, list[Heard]]]:
        """All passages as they are now, and those of other pages for which others are weighed than before, by page.

        ``before`` are the statements of the changed pages as they were, ``now`` the passages of these.
        """
        ground = self.ground
        then, moved = {page: heard(passages(told)) for page, told in before.items()}, self._moved(before)
        changed = [one for body in (then, now) for its in body.values() for one in its if _at(one) in moved]
        days = [day for one in changed for day in one.days]
        after = self._hearings(self._out(min(days), max(days) + REACH) - ground.changed) if days else {}
        days = [day for body in (then, now, after) for its in body.values() for one in its for day in one.days]
        every = self._shelves(days, [*then.values(), *now.values()])
        shelves, was = (every.without([one for its in body.values() for one in its]) for body in (then, now))
        keys = {key for one in changed for key in one.offered}
        found: defaultdict[str, list[Heard]] = defaultdict(list)
        for page in after.values():
            for one in page:
                if keys.isdisjoint(one.sought):
                    continue
                rare, rare_then = shelves.rare(one), was.rare(one)
                if keys.isdisjoint(key for _, key, _ in (*rare, *rare_then)):
                    continue
                options = shelves.before(one, rare)
                weighed = {_at(to) for to in options}
                if weighed & moved or weighed != {_at(to) for to in was.before(one, rare_then)}:
                    found[one.document].append(one)
                    self._weighed[_at(one)] = options
        return shelves, found

    def _moved(self, before: Mapping[str, tuple[Told, ...]]) -> set[tuple[str, int]]:
        """The places on the changed pages at which another passage stands than before, as far as others weigh it."""
        moved: set[tuple[str, int]] = set()
        for page in {*before, *self.ground.work}:
            work = self.ground.work.get(page)
            bodies = (before.get(page, ()), map(plain, work.told) if work else ())
            was, is_ = ({one.turn: one for one in passages(tuple(body))} for body in bodies)
            moved |= {(page, turn) for turn in was.keys() | is_.keys() if was.get(turn) != is_.get(turn)}
        return moved

    def _shelves(self, days: Collection[int], changed: Iterable[Sequence[Heard]]) -> Shelves:
        """All that may be answered on some days; of the changed pages what is given."""
        around = self._out(min(days) - REACH, max(days)) - self.ground.changed if days else set()
        return Shelves(one for page in (*self._hearings(around).values(), *changed) for one in page)

    def _hearings(self, pages: Collection[str]) -> dict[str, tuple[Heard, ...]]:
        """The passages of pages that did not change."""
        table = schema.hearings
        missing = [page for page in pages if page not in self._heard]
        if missing:
            query = select(table.c.document_id, table.c.json).where(among(table.c.document_id, missing))
            for page, text in self.ground.connection.execute(query):
                self._heard[page] = load(Hearing, text).heard
        return {page: self._heard[page] for page in pages if page in self._heard}

    def _out(self, since: int, until: int) -> set[str]:
        """The pages that may have come out within some days."""
        table = schema.traces
        first = func.coalesce(table.c.since, table.c.out)
        query = select(table.c.document_id).where(table.c.out >= since, first <= until)
        return set(self.ground.connection.execute(query).scalars())

    def _unringed(self, changed: set[str]) -> tuple[dict[str, str], set[str]]:
        """What every statement answers that hangs together with some, and which answers came or went with it."""
        table, held = schema.links, schema.answers
        columns, found = (table.c.one, table.c.to, table.c.sure, table.c.rank), dict[str, Any]()
        seen, waiting = set[str](), set(changed)
        while waiting:
            seen |= waiting
            near: set[str] = set()
            # What is answered is followed to all that answers it, and back.
            for side in (table.c.one, table.c.to):
                for row in self.ground.connection.execute(select(*columns).where(among(side, waiting))):
                    found[row.one] = row
                    near |= {row.one, row.to}
            waiting = near - seen
        ranked = sorted(found.values(), key=lambda row: (-row.sure, row.rank))
        steps = unringed([(row.one, row.to) for row in ranked])
        given = select(held.c.id).where(among(held.c.id, seen))
        return steps, set(steps) ^ set(self.ground.connection.execute(given).scalars())

    # ── answers ────────────────────────────────────────────────────────────────────────────────────────────

    def _downstream(self, changed: set[str]) -> set[str]:
        """Statements with all that answer them, directly or through others."""
        answering: defaultdict[str, list[str]] = defaultdict(list)
        for one, to in self._steps.items():
            answering[to].append(one)
        seen, waiting = set(changed), list(changed)
        while waiting:
            fresh = [one for one in answering[waiting.pop()] if one not in seen]
            seen |= set(fresh)
            waiting += fresh
        return seen

    def widen(self, statements: Collection[str]) -> None:
        """Takes the answers of other statements among those that are given, though none of them changed."""
        if statements:
            self.touched |= set(statements)
            self._steps |= self._unringed(set(statements))[0]
            self.now = self._given()

    def _given(self) -> tuple[Answer, ...]:
        """The answers of the touched statements."""
        ground, table = self.ground, schema.links
        kept = self.touched & set(self._steps)
        rows = list(ground.connection.execute(select(table).where(among(table.c.one, kept))))
        roots = {row.one: self._root(row.one) for row in rows}
        first = self._first({*roots.values(), *(row.to for row in rows)})
        pages = {row.one_page for row in rows} | {row.to_page for row in rows}
        told = ground.statements({id_ for row in rows for id_ in (row.one, row.to)}, pages)
        firsts = {first[row.to] for row in rows if row.to in first} - set(told)
        where = ground.pages_of(firsts)
        self.told = told | ground.statements(firsts, {*where.values(), *ground.work})
        links = [Link(told[row.one], told[row.to], AnswerKind(row.kind), row.sure, row.why) for row in rows]
        return tuple(
            resolved(link, self.told, first, first.get(roots[link.one.id], roots[link.one.id])) for link in links
        )

    def _root(self, one: str) -> str:
        """The statement from which the exchange of an answer comes."""
        at, seen = self._steps[one], {one}
        while at in self._steps and at not in seen:
            seen.add(at)
            at = self._steps[at]
        return at

    def _first(self, statements: set[str]) -> dict[str, str]:
        """By which statement utterances appear first, of those that are told on several pages."""
        table = schema.statements
        query = select(table.c.id, table.c.utterance).where(
            among(table.c.id, statements), table.c.utterance != table.c.id
        )
        held = mapped(self.ground.connection, query)
        return held | {one: self._tellings.first[one] for one in statements if one in self._tellings.first}
