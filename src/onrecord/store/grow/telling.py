"""Utterances, where some pages changed: what hangs together with a statement of these is put together again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from onrecord.model import Utterance
from onrecord.record.utterances.likeness import Likeness
from onrecord.record.utterances.told import Told, words_in
from onrecord.record.utterances.utterance import Telling, folded, gathered
from onrecord.store import rank, schema
from onrecord.store.codec import load
from onrecord.store.grow.ground import Ground, mapped
from onrecord.store.grow.tied import Tied
from onrecord.store.writer import among


@dataclass(frozen=True, slots=True)
class _Telling:
    """A statement of a page that did not change, from the columns of its line."""

    id: str
    document: str
    place: int
    out: date | None
    words: tuple[str, ...]


class Tellings:
    """The utterances that changed: ``now`` takes the place of those with the ids in ``before``.

    ``first`` goes from each statement of either to the one by which its utterance appears first now; ``moved`` are the
    statements of which that is another than before.
    """

    def __init__(self, ground: Ground, before: Mapping[str, tuple[Told, ...]]) -> None:
        """``before`` are the statements of the changed pages as they were."""
        self.ground = ground
        tied = Tied(ground, {page: folded(told) for page, told in before.items()})
        was = {one.id for told in before.values() for one in told}
        own = {one.id for work in ground.work.values() for one in work.told}
        said, execute = schema.statements, ground.connection.execute
        told = select(said.c.id, said.c.utterance).where(among(said.c.id, tied.touched | was | own))
        labels = set(mapped(ground.connection, told).values())
        self.then = self._before(labels)
        self.before = {one.id for one in self.then}
        groups = self._groups(tied, labels, was - own, own)
        every = self._tellings(set().union(*groups))
        known = {(u.id, a.statement): a for u in self.then for a in u.appearances if a.document not in ground.changed}
        known = {
            pair: a for pair, a in known.items() if pair[0] in every and every[pair[0]].document not in ground.changed
        }
        table = schema.nearest
        near = {
            row.statement: Likeness(row.score, row.why)
            for row in execute(select(table).where(among(table.c.statement, list(every))))
        }
        self.now: tuple[Utterance, ...] = gathered([[every[id_] for id_ in group] for group in groups], near, known)
        self.first = {a.statement: u.id for u in self.now for a in u.appearances}
        then = {a.statement: u.id for u in self.then for a in u.appearances}
        every_ = {*then, *self.first}
        self.moved = {one for one in every_ if then.get(one, one) != self.first.get(one, one)}
        for one in every_:
            self.first.setdefault(one, one)

    def _before(self, labels: Collection[str]) -> tuple[Utterance, ...]:
        """The utterances that the record has under some ids."""
        parts = schema.compiled
        query = select(parts.c.json).where(parts.c.part == "utterances", among(parts.c.key, labels))
        return tuple(load(Utterance, text) for text in self.ground.connection.execute(query).scalars())

    def _groups(self, tied: Tied, labels: Collection[str], gone: set[str], own: set[str]) -> list[set[str]]:
        """What hangs together now, of the utterances with some ids and of statements that are new."""
        said = schema.statements
        query = select(said.c.id, said.c.utterance).where(among(said.c.utterance, labels))
        members: defaultdict[str, set[str]] = defaultdict(set)
        for id_, label in self.ground.connection.execute(query):
            if id_ not in gone:
                members[label].add(id_)
        parts = [part for group in members.values() for part in tied.split(group)]
        place = {id_: part for part in parts for id_ in part}
        for id_ in own - set(place):
            place[id_] = {id_}
        for one, other in tied.added:
            smaller, larger = sorted((place[one], place[other]), key=len)
            if smaller is not larger:
                larger |= smaller
                place.update(dict.fromkeys(smaller, larger))
        return [part for part in {id(part): part for part in place.values()}.values() if len(part) > 1]

    def _tellings(self, statements: Collection[str]) -> dict[str, Telling]:
        """Some statements, as far as an utterance is made of them."""
        ground, table, traces = self.ground, schema.statements, schema.traces
        found: dict[str, Telling] = {
            one.id: one for work in ground.work.values() for one in work.told if one.id in statements
        }
        query = (
            select(table.c.id, table.c.document_id, table.c.rank, table.c.content, traces.c.out)
            .join(traces, traces.c.document_id == table.c.document_id)
            .where(among(table.c.id, set(statements) - set(found)), table.c.document_id.not_in(ground.changed))
        )
        for id_, page, at, content, out in ground.connection.execute(query):
            day = None if out is None else date.fromordinal(out)
            found[id_] = _Telling(id_, page, rank.last(at), day, words_in(content))
        return found
