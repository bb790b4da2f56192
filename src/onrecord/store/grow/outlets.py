"""Outlets side by side, where some pages changed: the differences between them, and the line of each."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import and_, func, or_, select

from onrecord.model import Answer, ContrastKind, Happening, Utterance
from onrecord.record.comparison import BESIDE, Pages, dated, left_out, told, unanswered, worded
from onrecord.record.events.happening import Seen
from onrecord.store import schema
from onrecord.store.codec import load
from onrecord.store.grow.ground import Ground, mapped
from onrecord.store.grow.inventory import inventory
from onrecord.store.grow.trace import LAST
from onrecord.store.rows import Row
from onrecord.store.tally import Tally, outlet_row, unheard
from onrecord.store.writer import among

_OF_EVENTS = ContrastKind.DATE
_OF_ANSWERS = ContrastKind.UNANSWERED
Pair = tuple[str, str]
Out = tuple[str | None, int | None]
"""The outlet of a page, and the day on which it was out for certain."""


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
        past: Mapping[str, Out],
    ) -> None:
        """Each pair is what was there before and what is there now; ``outs`` are the outlets and days of pages that
        came or went, or have another outlet or day than before, ``past`` those of the changed pages before.
        """
        self.ground = ground
        self._outlets = {outlet for outlet, _ in outs}
        near = self._near(outs)
        then, is_ = ({u.id: u for u in group} for group in utterances)
        steady = self._steady(then, is_, past)
        other = [[u for u in group if u.id not in steady] for group in utterances]
        now = {u.id: u for u in other[1]}
        members = {a.statement for group in other for u in group for a in u.appearances}
        beside = self._first_on(near) - set(now)
        every, wanted = self._answers(self._answered(members, near, answers) | _left(steady, then, is_))
        first, tellings, where = self._tellings({*beside, *wanted, *(one for one, _ in every)})
        events = {event for group in happenings for one in group for event in one.events}
        partly = [u for u, _ in steady.values()]
        shown = {a.statement for u in partly for a in u.appearances}
        pages = self._pages(
            {*beside, *members, *shown}, where, {event for one in happenings[1] for event in one.events}
        )
        found = {
            *(c for u in now.values() for c in told(pages, u)),
            *(c for u in partly for c in worded(pages, u)),
            *(
                c
                for id_ in beside
                for c in left_out(pages, id_, [pages.page[s] for s in tellings[id_]], sorted(self._outlets))
            ),
            *unanswered(pages, every, first, tellings),
            *(c for one in happenings[1] for c in dated(pages, one)),
        }
        items = wanted | members
        self.now = [one for one in found if one.kind is not ContrastKind.UNANSWERED or one.item in items]
        named = {one.other for one in self.now} | {one.document for one in self.now if one.document}
        self.items = inventory(ground, {one.held for one in self.now}, pages=named)
        table = schema.contrasts
        of_words = table.c.kind.not_in([str(_OF_EVENTS), str(_OF_ANSWERS)])
        left = table.c.kind == str(ContrastKind.LEFT_OUT)
        query = select(table.c.rank, table.c.kind, table.c.outlet, table.c.held).where(
            or_(
                and_(of_words, table.c.kind != str(ContrastKind.LEFT_OUT), among(table.c.held, list(steady))),
                and_(of_words, or_(among(table.c.item, members), among(table.c.held, members))),
                and_(left, among(table.c.held, beside), among(table.c.outlet, self._outlets)),
                and_(table.c.kind == str(_OF_ANSWERS), among(table.c.item, items)),
                and_(table.c.kind == str(_OF_EVENTS), or_(among(table.c.item, events), among(table.c.held, events))),
            )
        )
        held = [
            row
            for row in ground.connection.execute(query)
            if row.held not in steady
            or row.kind in (str(ContrastKind.LEFT_OUT), str(_OF_ANSWERS), str(_OF_EVENTS))
            or row.outlet in steady[row.held][1]
        ]
        self.before = {row.rank for row in held}
        self.left: Counter[str] = Counter(one.outlet for one in self.now if one.kind is ContrastKind.LEFT_OUT)
        """By how many utterances more than before an outlet leaves out."""
        self.left.subtract(row.outlet for row in held if row.kind == str(ContrastKind.LEFT_OUT))

    def _steady(
        self, then: Mapping[str, Utterance], now: Mapping[str, Utterance], past: Mapping[str, Out]
    ) -> dict[str, tuple[Utterance, set[str]]]:
        """The utterances of which all stays as it was but what some outlets have on changed pages: each as far as it is
        told first and by these outlets, with them.

        The same outlets carry such a one, each first where it did before, so that nobody leaves out more or less.
        """
        ground, said, traces = self.ground, schema.statements, schema.traces
        hedge = func.json_extract(said.c.row, "$.hedge")
        both = {id_ for id_, one in now.items() if id_ in then and one.appearances[0].document not in ground.changed}
        hedged = set(
            ground.connection.execute(
                select(said.c.id).where(among(said.c.id, both), hedge.is_not(None), hedge != "")
            ).scalars()
        )
        every = {id_: (then[id_], now[id_]) for id_ in both - hedged}
        documents = {a.document for pair in every.values() for one in pair for a in one.appearances}
        query = select(traces.c.document_id, traces.c.outlet, traces.c.out)
        rows = ground.connection.execute(query.where(among(traces.c.document_id, documents)))
        of_now: dict[str, Out] = {row.document_id: (row.outlet, row.out) for row in rows}
        of_then = of_now | dict(past)

        def first(utterance: Utterance, of: Mapping[str, Out]) -> dict[str, tuple[int, str]]:
            found: dict[str, tuple[int, str]] = {}
            for one in utterance.appearances:
                outlet, out = of[one.document]
                at = (LAST if out is None else out, one.statement)
                if outlet is not None:
                    found[outlet] = min(at, found.get(outlet, at))
            return found

        steady: dict[str, tuple[Utterance, set[str]]] = {}
        for id_, (was, is_) in every.items():
            tells = [{(a.document, a.statement) for a in one.appearances} for one in (was, is_)]
            moved = {document for document, _ in tells[0] ^ tells[1]}
            if moved <= ground.changed and first(was, of_then) == first(is_, of_now):
                others = {page for page, _ in tells[0] | tells[1]} & ground.changed
                outlets = {of[page][0] for of in (of_then, of_now) for page in others if page in of} - {None}
                kept = tuple(a for a in is_.appearances[1:] if of_now[a.document][0] in outlets)
                steady[id_] = replace(is_, appearances=(is_.appearances[0], *kept)), {str(name) for name in outlets}
        return steady

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
        table, held = schema.statements, schema.utterances
        query = select(held.c.id).join(table, table.c.id == held.c.id).where(among(table.c.document_id, pages))
        return set(self.ground.connection.execute(query).scalars())

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

    def _answers(self, asked: set[str]) -> tuple[list[Pair], set[str]]:
        """All answers to some statements wherever told, and all that tells these."""
        said, table = schema.statements, schema.answers
        of = select(said.c.utterance).where(among(said.c.id, asked))
        wanted = asked | set(
            self.ground.connection.execute(select(said.c.id).where(said.c.utterance.in_(of))).scalars()
        )
        query = select(table.c.id, table.c.to).where(among(table.c.to, wanted))
        return [(one, to) for one, to in self.ground.connection.execute(query)], wanted

    def _tellings(self, statements: Collection[str]) -> tuple[dict[str, str], dict[str, list[str]], dict[str, str]]:
        """From all that tells the same as some statements to what tells it first, from that to all, and from each to
        its page.
        """
        table = schema.statements
        of = select(table.c.utterance).where(among(table.c.id, statements))
        query = select(table.c.id, table.c.utterance, table.c.document_id).where(table.c.utterance.in_(of))
        rows = list(self.ground.connection.execute(query))
        tellings: defaultdict[str, list[str]] = defaultdict(list)
        for id_, utterance, _ in rows:
            tellings[utterance].append(id_)
        return {id_: utterance for id_, utterance, _ in rows}, dict(tellings), {id_: page for id_, _, page in rows}

    def _pages(self, statements: Collection[str], where: Mapping[str, str], events: Collection[str]) -> Pages:
        """What is compared of some statements and events; ``where`` are the pages of other statements, of which the
        words are looked up once they are asked for.
        """
        said, traces, seen, execute = schema.statements, schema.traces, schema.sightings, self.ground.connection.execute
        columns = (said.c.id, said.c.document_id, said.c.content, func.json_extract(said.c.row, "$.hedge"))
        rows: list[Any] = list(execute(select(*columns).where(among(said.c.id, statements))))
        query = select(seen.c.document_id, seen.c.json).where(among(seen.c.event, events))
        told = [(str(page), load(Seen, text).event) for page, text in execute(query)]
        page_of = {**where, **{id_: page for id_, page, _, _ in rows}}
        pages = {*page_of.values(), *(page for page, _ in told)}
        query = select(traces.c.document_id, traces.c.outlet, traces.c.out).where(among(traces.c.document_id, pages))
        of = {row.document_id: (row.outlet, row.out and date.fromordinal(row.out)) for row in execute(query)}
        return Pages(
            {page: outlet for page, (outlet, _) in of.items() if outlet},
            {page: out for page, (_, out) in of.items()},
            page_of,
            _Words(self.ground, {id_: words for id_, _, words, _ in rows}),
            {id_: hedge for id_, _, _, hedge in rows if hedge},
            {event.id: (event.time.value, page) for page, event in told},
            self._days({out for _, out in of.values()}),
        )

    def _days(self, outs: Collection[date | None]) -> Mapping[str, Sequence[date]]:
        """On which of the days around some each outlet has pages."""
        table, found = schema.traces, defaultdict[str, list[date]](list)
        near = range(-BESIDE.days, BESIDE.days + 1)
        days = {out.toordinal() + n for out in outs if out for n in near}
        query = select(table.c.outlet, table.c.out).distinct().where(among(table.c.out, days))
        for outlet, out in self.ground.connection.execute(query.where(table.c.outlet.is_not(None))):
            found[outlet].append(date.fromordinal(out))
        return dict(found)


def _left(steady: Collection[str], then: Mapping[str, Utterance], now: Mapping[str, Utterance]) -> set[str]:
    """The tellings that left an utterance which stays as it was, and that: answers to the one are none to the other."""
    found: set[str] = set()
    for id_ in steady:
        left = {a.statement for a in then[id_].appearances} - {a.statement for a in now[id_].appearances}
        found |= left | ({id_} if left else set())
    return found


class _Words(dict[str, str]):
    """What statements say: those that are not there are looked up."""

    def __init__(self, ground: Ground, known: Mapping[str, str]) -> None:
        super().__init__(known)
        self._ground = ground

    def __missing__(self, statement: str) -> str:
        table = schema.statements
        query = select(table.c.content).where(table.c.id == statement)
        self[statement] = str(self._ground.connection.execute(query).scalar_one())
        return self[statement]


Counts = Counter[tuple[str, bool]]
"""By an outlet: how many utterances more it carries than before, and of how many more (True) it is the first."""


def retold(
    ground: Ground, then: Sequence[Utterance], now: Sequence[Utterance], before: Mapping[str, str | None]
) -> Counts:
    """What changed of the utterances that each outlet carries; ``before`` are the outlets of changed pages as they
    were.
    """
    traces = schema.traces
    pages = {a.document for u in (*then, *now) for a in u.appearances}
    query = select(traces.c.document_id, traces.c.outlet).where(among(traces.c.document_id, pages))
    outlet: dict[str, str | None] = mapped(ground.connection, query)
    counts: Counts = Counter()
    for every, of, sign in ((then, outlet | dict(before), -1), (now, outlet, 1)):
        for utterance in every:
            for name in {of.get(a.document) for a in utterance.appearances} - {None}:
                counts[name or "", False] += sign
            if first := of.get(utterance.appearances[0].document):
                counts[first, True] += sign
    return counts


def outlet_rows(
    ground: Ground, changed: Collection[str], told: Counts, left: Mapping[str, int], side: Callable[[str], str]
) -> list[Row]:
    """The line of every outlet: those that ``changed`` from the tallies of their pages.

    ``told`` and ``left`` are by how much the counts of utterances carried and left out are other than before.
    """
    table, traces, execute = schema.outlets, schema.traces, ground.connection.execute
    query = select(traces.c.outlet, func.min(traces.c.rank)).where(traces.c.outlet.is_not(None))
    order = mapped(ground.connection, query.group_by(traces.c.outlet))
    held: dict[str, Row] = {row.outlet: json.loads(row.row) for row in execute(select(table.c.outlet, table.c.row))}
    rows = []
    for name in sorted(order, key=lambda name: tuple(order[name].split("\x01"))):
        row = held.get(name)
        before = (row["firsts"], row["shared"], row["left_out"]) if row else (0, 0, 0)
        if row is None or name in changed:
            query = select(traces.c.rank, traces.c.tally).where(traces.c.outlet == name)
            pages = sorted(execute(query), key=lambda page: tuple(page.rank.split("\x01")))
            row = outlet_row(name, (load(Tally, page.tally) for page in pages), side, 0, 0)
        row["firsts"] = before[0] + told[name, True]
        row["shared"] = before[1] + told[name, False]
        row["left_out"] = before[2] + left.get(name, 0)
        rows.append(row)
    unheard(rows)
    return rows
