"""Outlets side by side, where some pages changed: the differences between them, and the line of each."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import and_, func, or_, select

from onrecord.model import Answer, Contrast, ContrastKind, Happening, Utterance
from onrecord.record.comparison import BESIDE, contrasts
from onrecord.store import schema
from onrecord.store.codec import load
from onrecord.store.grow.ground import Ground, mapped
from onrecord.store.rows import Row
from onrecord.store.writer import among

_OF_EVENTS = ContrastKind.DATE
_OF_ANSWERS = ContrastKind.UNANSWERED


class Contrasts:
    """The differences that changed: ``now`` takes the place of those with the ranks in ``before``.

    Utterances and answers must be written already: they are asked for.
    """

    def __init__(
        self,
        ground: Ground,
        utterances: tuple[Sequence[Utterance], Sequence[Utterance]],
        answers: tuple[Sequence[Answer], Sequence[Answer]],
        happenings: tuple[Sequence[Happening], Sequence[Happening]],
        outs: Collection[tuple[str, int]],
    ) -> None:
        """Each pair is what was there before and what is there now; ``outs`` are the outlets and days of pages that
        came or went, or have another outlet or day than before.
        """
        self.ground = ground
        near = self._near(outs)
        told = {u.id: u for u in (*utterances[1], *self._utterances(self._first_on(near)))}
        members = {a.statement for u in (*utterances[0], *told.values()) for a in u.appearances}
        asked = self._answered(members, near, answers)
        every, wanted, groups = self._whole(asked)
        items = wanted | members
        events = {event for group in happenings for one in group for event in one.events}
        pages = {a.document for u in (*told.values(), *groups.values()) for a in u.appearances}
        pages |= set(ground.pages_of({id_ for one in every for id_ in (one.statement, one.to)}).values())
        pages |= self._of_events({event for one in happenings[1] for event in one.events})
        held = ground.final(pages)
        pairs = [held[page] for page in ground.in_order(held)]
        days = self._days({r.published.value.latest for _, r in pairs})
        aside = {u.id: u for u in (*groups.values(), *told.values())}
        self.now: list[Contrast] = [
            *contrasts(pairs, list(told.values()), (), (), days),
            *(
                one
                for one in contrasts(pairs, list(aside.values()), every, (), days)
                if one.kind is _OF_ANSWERS and one.item in items
            ),
            *contrasts(pairs, (), (), happenings[1], days),
        ]
        self.pages = {one.other for one in self.now} | {one.document for one in self.now if one.document}
        table = schema.contrasts
        of_words = table.c.kind.not_in([str(_OF_EVENTS), str(_OF_ANSWERS)])
        query = select(table.c.rank).where(
            or_(
                and_(of_words, or_(among(table.c.item, members), among(table.c.held, members))),
                and_(table.c.kind == str(_OF_ANSWERS), among(table.c.item, items)),
                and_(table.c.kind == str(_OF_EVENTS), or_(among(table.c.item, events), among(table.c.held, events))),
            )
        )
        self.before = set(ground.connection.execute(query).scalars())

    def _near(self, outs: Collection[tuple[str, int]]) -> set[str]:
        """The pages of the days near which an outlet writes now and did not before, or the other way round."""
        table, execute = schema.traces, self.ground.connection.execute
        days: set[int] = set()
        for outlet, out in outs:
            around = table.c.out.between(out - 2 * BESIDE.days, out + 2 * BESIDE.days)
            query = select(table.c.out).where(table.c.outlet == outlet, around)
            others = set(execute(query.where(table.c.document_id.not_in(self.ground.changed))).scalars())
            beside = range(out - BESIDE.days, out + BESIDE.days + 1)
            days |= {day for day in beside if all(abs(day - other) > BESIDE.days for other in others)}
        return set(execute(select(table.c.document_id).where(among(table.c.out, days))).scalars())

    def _first_on(self, pages: Collection[str]) -> set[str]:
        """The utterances that appear first on some pages."""
        table = schema.statements
        query = select(table.c.id).where(among(table.c.document_id, pages), table.c.utterance == table.c.id)
        return set(self.ground.connection.execute(query).scalars())

    def _utterances(self, ids: Collection[str]) -> list[Utterance]:
        parts = schema.compiled
        query = select(parts.c.json).where(parts.c.part == "utterances", among(parts.c.key, ids))
        return [load(Utterance, text) for text in self.ground.connection.execute(query).scalars()]

    def _answered(
        self, members: set[str], near: set[str], answers: tuple[Sequence[Answer], Sequence[Answer]]
    ) -> set[str]:
        """The statements of whose answers it must be asked again who leaves them out."""
        table, said = schema.answers, schema.statements
        asked = {one.to for group in answers for one in group}
        by_day = select(said.c.id).where(among(said.c.document_id, near))
        for which in (among(table.c.id, members), among(table.c.to, members), table.c.id.in_(by_day)):
            asked |= set(self.ground.connection.execute(select(table.c.to).where(which)).scalars())
        return asked

    def _whole(self, asked: set[str]) -> tuple[list[Answer], set[str], dict[str, Utterance]]:
        """All answers to some statements wherever told, all that tells these, and the utterances of both sides."""
        said, table, parts = schema.statements, schema.answers, schema.compiled

        def groups(statements: Collection[str]) -> dict[str, Utterance]:
            query = select(said.c.utterance).distinct().where(among(said.c.id, statements))
            ids = set(self.ground.connection.execute(query).scalars())
            return {one.id: one for one in self._utterances(ids)}

        of = groups(asked)
        wanted = asked | {a.statement for u in of.values() for a in u.appearances}
        ids = set(self.ground.connection.execute(select(table.c.id).where(among(table.c.to, wanted))).scalars())
        query = select(parts.c.json).where(parts.c.part == "answers", among(parts.c.key, ids)).order_by(parts.c.rank)
        every = [load(Answer, text) for text in self.ground.connection.execute(query).scalars()]
        return every, wanted, of | groups({one.statement for one in every})

    def _of_events(self, events: Collection[str]) -> set[str]:
        table = schema.sightings
        query = select(table.c.document_id).where(among(table.c.event, events))
        return set(self.ground.connection.execute(query).scalars())

    def _days(self, outs: Collection[date | None]) -> Mapping[str, Sequence[date]]:
        """On which of the days around some each outlet has pages."""
        table, found = schema.traces, defaultdict[str, list[date]](list)
        near = range(-BESIDE.days, BESIDE.days + 1)
        days = {out.toordinal() + n for out in outs if out for n in near}
        query = select(table.c.outlet, table.c.out).distinct().where(among(table.c.out, days))
        for outlet, out in self.ground.connection.execute(query.where(table.c.outlet.is_not(None))):
            found[outlet].append(date.fromordinal(out))
        return dict(found)


def retold(ground: Ground, then: Sequence[Utterance], now: Sequence[Utterance]) -> set[str]:
    """The outlets that carry more or fewer utterances than before, or are the first with more or fewer."""
    traces = schema.traces
    pages = {a.document for u in (*then, *now) for a in u.appearances}
    query = select(traces.c.document_id, traces.c.outlet).where(among(traces.c.document_id, pages))
    outlet = mapped(ground.connection, query)
    counts: Counter[tuple[str, bool]] = Counter()
    for one, sign in ((then, -1), (now, 1)):
        for utterance in one:
            for name in {outlet.get(a.document) for a in utterance.appearances}:
                counts[name or "", False] += sign
            if first := outlet.get(utterance.appearances[0].document):
                counts[first, True] += sign
    return {name for (name, _), number in counts.items() if number}


def outlet_rows(ground: Ground, changed: Collection[str]) -> list[Row]:
    """The line of every outlet: those that ``changed`` from their statements, all by whom the others let speak."""
    table, traces = schema.outlets, schema.traces
    first = (
        select(traces.c.outlet, func.min(traces.c.rank)).where(traces.c.outlet.is_not(None)).group_by(traces.c.outlet)
    )
    order = mapped(ground.connection, first)
    held = {row.outlet: json.loads(row.row) for row in ground.connection.execute(select(table.c.outlet, table.c.row))}
    names = sorted(order, key=lambda name: tuple(order[name].split("\x01")))
    rows = [_outlet(ground, name) if name in changed or name not in held else held[name] for name in names]
    heard: Counter[str] = Counter()
    for row in rows:
        heard.update({side["side"]: side["statements"] for side in row["sides"]})
    kind = select(schema.contrasts.c.outlet, func.count()).where(schema.contrasts.c.kind == str(ContrastKind.LEFT_OUT))
    left: dict[str, int] = mapped(ground.connection, kind.group_by(schema.contrasts.c.outlet))
    for row in rows:
        here = {side["side"] for side in row["sides"]}
        row["unheard"] = [side for side, number in heard.most_common() if number > 1 and side not in here]
        row["left_out"] = left.get(row["outlet"], 0)
    return rows


def _outlet(ground: Ground, name: str) -> Row:
    """The line of one outlet, from the rows of its statements."""
    traces, said = schema.traces, schema.statements
    pages = list(ground.connection.execute(select(traces.c.document_id).where(traces.c.outlet == name)).scalars())
    query = select(said.c.id, said.c.side, said.c.kind, said.c.row, said.c.utterance).where(
        among(said.c.document_id, pages)
    )
    sides: dict[str, Counter[str]] = defaultdict(Counter)
    hedges: Counter[str] = Counter()
    direct = hedged = nested = number = 0
    shared: set[str] = set()
    own: set[str] = set()
    for id_, side, kind, text, utterance in ground.connection.execute(query.order_by(said.c.rank)):
        own.add(id_)
        shared.add(utterance)
        row = json.loads(text)
        if row["line"] is not None:
            continue
        number += 1
        direct += kind == "direct"
        nested += row["parent"] is not None
        if row["hedge"] is not None:
            hedged += 1
            hedges[row["hedge"].casefold()] += 1
        if side is not None:
            sides[side].update(statements=1, direct=kind == "direct", hedged=row["hedge"] is not None)
    ids = set(
        ground.connection.execute(select(schema.utterances.c.id).where(among(schema.utterances.c.id, shared))).scalars()
    )
    return {
        "outlet": name,
        "documents": len(pages),
        "statements": number,
        "direct": direct,
        "hedged": hedged,
        "nested": nested,
        "firsts": len(ids & own),
        "shared": len(ids),
        "left_out": 0,
        "sides": [
            {"side": side, **{key: counts[key] for key in ("statements", "direct", "hedged")}}
            for side, counts in sorted(sides.items(), key=lambda item: (-item[1]["statements"], item[0]))
        ],
        "unheard": [],
        "hedges": [hedge for hedge, _ in hedges.most_common()],
    }
