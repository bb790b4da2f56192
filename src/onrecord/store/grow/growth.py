"""A record made to hold what changed since it was compiled, by what that touches alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import ColumnElement, Connection, Table, and_, or_, select

from onrecord.model import Answer, Corrected, Correction, CorrectionState, MomentKind, Record
from onrecord.record.checks.check import checks
from onrecord.record.issues.codebook import Codebook
from onrecord.reference import Reference
from onrecord.store import rank, schema
from onrecord.store.codec import load
from onrecord.store.grow.answers import Answers
from onrecord.store.grow.cast import Cast
from onrecord.store.grow.deadlines import Deadlines
from onrecord.store.grow.ground import Ground, mapped
from onrecord.store.grow.happenings import Happenings, Timeline
from onrecord.store.grow.inventory import inventory
from onrecord.store.grow.outlets import Contrasts, outlet_rows, retold
from onrecord.store.grow.pages import Corrections, Pages, Whole
from onrecord.store.grow.past import Past
from onrecord.store.grow.standing import Standing
from onrecord.store.grow.telling import Tellings
from onrecord.store.index import Index
from onrecord.store.items import Items
from onrecord.store.lines import Block, Line, Sheaf, outlet_line
from onrecord.store.rank import Labels
from onrecord.store.writer import Crowded, Writer, among


def grown(
    connection: Connection,
    codebook: Codebook,
    reference: Reference,
    current: tuple[str, str],
    log: Sequence[Correction],
    labels: Labels,
) -> bool:
    """Brings the views of a record up to date with its pages and its log; gives False where that takes a whole compile.

    ``current`` are the reader and version whose readings count. Where it gives False, the connection has half of it
    written and must be rolled back.
    """
    ground = Ground(connection, codebook, reference, current)
    parts = schema.compiled
    entries = connection.execute(select(parts.c.json).where(parts.c.part == "corrections").order_by(parts.c.rank))
    table = schema.documents
    waiting = set(connection.execute(select(table.c.id).where(table.c.seq.is_(None))).scalars())
    try:
        corrections = Corrections(log, [load(Corrected, text) for text in entries.scalars()])
        changed = waiting | corrections.touched()
        if changed or len(corrections.entries) != len(log):
            _Growth(ground, corrections, changed, labels).run()
    except (Whole, Crowded):
        return False
    return True


class _Growth:
    """One change on its way through a record."""

    def __init__(self, ground: Ground, corrections: Corrections, changed: Collection[str], labels: Labels) -> None:
        self.ground = ground
        self.connection = ground.connection
        self.labels = labels
        self.writer = Writer(ground.connection)
        self.pages = Pages(ground, corrections, changed)
        self.entries = corrections.settle(self.pages.log)

    def run(self) -> None:
        """Takes the change through every stage, and writes what is other than before."""
        ground, merged = self.ground, self.pages.naming.merged
        self.past = Past(ground)
        self.timeline = Timeline(ground, self.past.moments)
        rivals = self.past.replace(merged)
        self.own = self.past.items
        self.tellings = Tellings(ground, self.past.told)
        self.answers = Answers(ground, self.past.told, self.tellings, rivals, self._said())
        self.answers.widen(self._answering(self.own))
        self._repeat()
        self.standing = Standing(ground, self.past.families)
        self.standing.take(self.answers.touched, self.answers.now, self.answers.told)
        self.standing.counted(self.repeated)
        self.standing.settle(rivals, self.own)
        self.happenings = Happenings(ground, self.past.seen)
        self.deadlines = Deadlines(ground, self.past)
        self.cast = Cast(ground, self.past.actors, merged)
        self._write()

    def _said(self) -> dict[str, str]:
        """The statements of which a person says what they answer, with that person's words."""
        return {
            entry.item: entry.correction.says
            for entry in self.entries
            if entry.item
            and entry.state is CorrectionState.APPLIED
            and any(c.field == "answers" for c in entry.correction.changes)
        }

    def _answering(self, statements: Collection[str]) -> set[str]:
        """The answers that some statements are, or that are given to them, but for those that are made anew anyway."""
        held = schema.answers
        either = or_(among(held.c.id, statements), among(held.c.to, statements))
        return set(self.connection.execute(select(held.c.id).where(either)).scalars()) - self.answers.touched

    def _repeat(self) -> None:
        """Which statements a story tells again, or tells no more."""
        said, stories = schema.statements, self.pages.stories
        now = {repeat.statement: repeat.of for story in stories for repeat in story.repeats}
        members = {page for story in stories for page in story.documents}
        rows = select(said.c.id, said.c.repeats).where(among(said.c.document_id, members), said.c.repeats.is_not(None))
        before = mapped(self.connection, rows)
        self.repeated = {s for s in {*before, *now} if before.get(s) != now.get(s)}

    # ── writing ────────────────────────────────────────────────────────────────────────────────────────────

    def _write(self) -> None:
        ground, pages = self.ground, self.pages
        there = set(ground.work)
        moved = self.tellings.moved | self.repeated | self.standing.moved
        where = ground.pages_of(moved - self.own)
        self.rewritten = {*there, *where.values(), *self.cast.sided} - (ground.changed - there)
        self.timeline.settle(self.happenings, self.rewritten)
        self.deadlines.widen(self.rewritten - there)
        self.answers.widen(self._answering(moved))
        storied = {page for story in pages.stories for page in story.documents}
        corrected = {page for entry in self.entries for page in _pages_of(entry)} & ground.changed
        index = self._index({*self.rewritten, *storied, *corrected} - (ground.changed - there))
        firsts = {u.id: u.appearances[0].document for u in self.tellings.now}
        told = self.answers.told | ground.statements(firsts, set(firsts.values()))
        self._write_pages(Sheaf(index, told, Items()))
        sheaf = Sheaf(index, told, self._items())
        self._write_said(sheaf)
        self._write_gathered(sheaf)
        self._write_outlets(index)
        self._write_actors(sheaf)

    def _items(self) -> Items:
        """All that the lines of what is gathered name, once the pages are written."""
        statements = {a.statement for u in self.tellings.now for a in u.appearances}
        statements |= {id_ for one in self.answers.now for id_ in (one.statement, one.to)}
        statements |= {id_ for _, turn in self.standing.turns for id_ in turn.statements}
        of: defaultdict[MomentKind, set[str]] = defaultdict(set)
        for moment in (*self.timeline.now, *self.deadlines.lines):
            of[moment.kind] |= set(moment.items)
        events = of[MomentKind.EVENT] | {event for one in self.happenings.now for event in one.events}
        deadlines = of[MomentKind.DEADLINE] | {id_ for one in self.deadlines.now for id_ in one.deadlines}
        return inventory(self.ground, statements | of[MomentKind.STATEMENT], events, deadlines)

    def _index(self, needed: set[str]) -> Index:
        """Everything that the lines of some pages name."""
        ground, said = self.ground, schema.statements
        held = ground.final(needed)
        order = ground.in_order(held)
        readings = tuple(held[page][1] for page in order)
        statements = {s.id for reading in readings for s in reading.statements}
        record = Record(
            documents=tuple(held[page][0] for page in order),
            readings=readings,
            positions=self.standing.known(statements, self.labels),
            checks=checks(readings, ground.reference),
            stories=self.pages.stories,
            corrections=tuple(self.entries),
            utterances=self.tellings.now,
        )
        index = Index.of(record, dict(self.labels))
        told = select(said.c.id, said.c.utterance).where(
            among(said.c.id, statements), said.c.utterance != said.c.id, said.c.document_id.not_in(ground.changed)
        )
        for id_, utterance in self.connection.execute(told):
            index.utterance.setdefault(id_, utterance)
        index.utterance.update(self.tellings.first)
        shown = statements | {s for one in self.standing.now for s in one.statements}
        repeats = select(said.c.id, said.c.repeats, said.c.document_id).where(
            said.c.repeats.is_not(None), among(said.c.id, shown)
        )
        members = {page for story in self.pages.stories for page in story.documents} | ground.changed
        for id_, of, page in self.connection.execute(repeats):
            if page not in members:
                index.repeats[id_] = of
        index.belongs.clear()
        index.belongs.update(self.cast.belongs)
        return index

    def _settle(
        self, part: str, keys: Collection[str], view: Table, replaced: ColumnElement[bool], blocks: Iterable[Block]
    ) -> None:
        """Writes nouns and their view: in the place of the nouns with some keys, and the rows that are ``replaced``."""
        parts = schema.compiled
        for table, lines in blocks:
            if table is parts:
                self.writer.settle(parts, and_(parts.c.part == part, among(parts.c.key, keys)), lines)
            elif table is view:
                self.writer.settle(view, replaced, lines)
            else:
                self.writer.belonging(table, lines)

    def _write_pages(self, sheaf: Sheaf) -> None:
        ground, index, stories = self.ground, sheaf.index, self.pages.stories
        told = [index.document[page] for page in ground.in_order({*ground.work, *self.pages.restoried})]
        for _, lines in sheaf.documents(told):
            self.writer.documents(lines)
        if gone := ground.changed - set(ground.work):
            table = schema.documents
            emptied = {c.name: None for c in table.columns if c.name not in ("id", "json")}
            self.connection.execute(table.update().where(among(table.c.id, gone)).values(**emptied))
        pages, view = {*self.rewritten, *ground.changed}, schema.statements
        lines_ = sheaf.readings([index.reading[page] for page in ground.in_order(self.rewritten)])
        self._settle("readings", pages, view, among(view.c.document_id, pages), lines_)
        own, view = [one for one in index.record.checks if one.document in ground.work], schema.checks
        self._settle("checks", ground.changed, view, among(view.c.document_id, ground.changed), sheaf.checks(own))
        ids, view = {story.id for story in stories} | self.pages.told_before, schema.stories
        self._settle("stories", ids, view, among(view.c.id, ids), sheaf.stories(stories))
        self._write_corrections(sheaf)

    def _write_corrections(self, sheaf: Sheaf) -> None:
        """The log, whole; what it says of pages that did not change stays as it was."""
        table, ground = schema.corrected, self.ground
        before = {row["id"]: dict(row) for row in self.connection.execute(select(table)).mappings()}
        lines: list[Line] = []
        for block, found in sheaf.corrections(self.entries):
            if block is schema.compiled:
                self.writer.settle(block, schema.compiled.c.part == "corrections", found)
                continue
            for line in found:
                old = before.get(line["id"])
                if line["document_id"] is None and old is not None and old["document_id"] not in ground.changed:
                    line = {name: value for name, value in old.items() if name != "seq"} | {"rank": line["rank"]}
                lines.append(line)
        self.writer.settle(table, table.c.seq.is_not(None), lines)

    def _write_said(self, sheaf: Sheaf) -> None:
        told, answers, parts = self.tellings, self.answers, schema.compiled
        ids, view = told.before | {one.id for one in told.now}, schema.utterances
        self._settle("utterances", ids, view, among(view.c.id, ids), sheaf.utterances(told.now))
        query = select(parts.c.json).where(parts.c.part == "answers", among(parts.c.key, answers.touched))
        self.answers_before = [load(Answer, text) for text in self.connection.execute(query).scalars()]
        given, view = sorted(answers.now, key=lambda a: rank.of_answer(answers.told[a.statement])), schema.answers
        self._settle("answers", answers.touched, view, among(view.c.id, answers.touched), sheaf.answers(given))

    def _write_gathered(self, sheaf: Sheaf) -> None:
        standing, happened, lines, due = self.standing, self.happenings, self.timeline, self.deadlines
        view, turned = schema.changes, standing.turned
        self._settle("turns", turned, view, among(view.c.rank, turned), sheaf.turns(standing.turns))
        view, about = schema.positions, among(schema.positions.c.issue, standing.issues)
        ranks = set(self.connection.execute(select(view.c.rank).where(about)).scalars())
        ranks |= {rank.of_position(one, self.labels) for one in standing.now}
        self._settle("positions", ranks, view, about, sheaf.positions(standing.now))
        ids, view = happened.before | {one.id for one in happened.now}, schema.events
        self._settle("happenings", ids, view, among(view.c.id, ids), sheaf.happenings(happened.now))
        moments, view = [*lines.now, *due.lines], schema.timeline
        spots = lines.before | due.lines_before | {rank.of_moment(one) for one in moments}
        self._settle("timeline", spots, view, among(view.c.rank, spots), sheaf.moments(moments))
        view = schema.deadlines
        self._settle("dues", due.before, view, among(view.c.id, due.before), sheaf.dues(due.now))

    def _write_outlets(self, index: Index) -> None:
        ground, past = self.ground, self.past
        now = {
            (page, work.document.outlet and work.document.outlet.value, out and out.toordinal())
            for page, work in ground.work.items()
            for out in [work.reading.published.value.latest]
        }
        outs = now ^ {(page, *out) for page, out in past.outs.items()}
        contrasts = Contrasts(
            ground,
            (self.tellings.then, self.tellings.now),
            (self.answers_before, self.answers.now),
            (self.happenings.then, self.happenings.now),
            {(outlet, out) for _, outlet, out in outs if outlet and out},
            past.outs,
        )
        sheaf, view = Sheaf(Index.of(Record(), dict(self.labels)), items=contrasts.items), schema.contrasts
        found = sorted(contrasts.now, key=rank.of_contrast)
        ranks = contrasts.before | {rank.of_contrast(one) for one in found}
        self._settle("contrasts", ranks, view, among(view.c.rank, ranks), sheaf.contrasts(found))
        traces = schema.traces
        of = select(traces.c.outlet).where(among(traces.c.document_id, {*ground.work, *self.cast.sided}))
        before = {page: outlet for page, (outlet, _) in past.outs.items()}
        changed = {*self.connection.execute(of).scalars(), *(outlet for outlet in before.values() if outlet)}
        told = retold(ground, self.tellings.then, self.tellings.now, before)
        rows = outlet_rows(ground, changed, told, contrasts.left, index.side_of)
        self.writer.settle(schema.outlets, schema.outlets.c.seq.is_not(None), map(outlet_line, rows))

    def _write_actors(self, sheaf: Sheaf) -> None:
        """Actors with their counts, under which names each is found, and which pages name it."""
        ground, index, cast = self.ground, sheaf.index, self.cast
        table, view, forms = schema.actor_document, schema.actors, schema.actor_form
        pages = {*self.rewritten, *ground.changed}
        before = {(row.actor, row.document_id) for row in ground.rows(table, pages)}
        now = {(name, page) for name, found in index.named_in.items() for page in found if page in self.rewritten}
        lines = [{"actor": name, "document_id": page} for name, page in sorted(now)]
        self.writer.settle(table, among(table.c.document_id, pages), lines)
        readings = [index.reading[page] for page in pages if page in index.reading]
        names = {name for name, _ in before ^ now} | cast.names | self.past.speakers
        names |= {s.speaker.value for reading in readings for s in reading.statements if s.speaker}
        actors = [*cast.now, *cast.of(names - {actor.name for actor in cast.now})]
        cast.count(index, names)
        in_order = sorted(actors, key=lambda a: (-index.spoken[a.name], a.name))
        self._settle("actors", names, view, among(view.c.name, names), sheaf.actors(in_order))
        held = cast.held(names) | {actor.name for actor in actors}
        self.writer.settle(forms, among(forms.c.actor, names), sheaf.forms(actors, held))


def _pages_of(entry: Corrected) -> set[str]:
    """The page on which a correction stands."""
    one = entry.correction
    return {anchor.document for anchor in one.anchors[:1]} or ({one.item} if str(one.subject) == "document" else set())
