"""A record made to hold what changed since it was compiled, by what that touches alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import ColumnElement, Connection, Table, and_, func, insert, or_, select

from onrecord.model import (
    Actor,
    Answer,
    Corrected,
    Correction,
    CorrectionState,
    Due,
    Happening,
    Interval,
    Issue,
    Moment,
    MomentKind,
    Position,
    Record,
    Stance,
    Turn,
)
from onrecord.record.actors.who import actor_of
from onrecord.record.checks.check import checks
from onrecord.record.events.happening import Seen
from onrecord.record.events.timeline import of_happening
from onrecord.record.issues.codebook import Codebook
from onrecord.reference import Reference
from onrecord.store import rank, schema
from onrecord.store.codec import load
from onrecord.store.grow.gathering import Happenings, Positions, dues_of, falling_of, key_of, moments_of, taken_anew
from onrecord.store.grow.ground import Ground, mapped
from onrecord.store.grow.inventory import inventory
from onrecord.store.grow.outlets import Contrasts, outlet_rows, retold
from onrecord.store.grow.pages import Corrections, Pages, Whole
from onrecord.store.grow.telling import Answers, Tellings
from onrecord.store.grow.trace import Merge, mark, moments, of_merge, of_work
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
        self.said = {
            entry.item: entry.correction.says
            for entry in self.entries
            if entry.item
            and entry.state is CorrectionState.APPLIED
            and any(c.field == "answers" for c in entry.correction.changes)
        }

    def run(self) -> None:
        """Takes the change through every stage, and writes what is other than before."""
        ground = self.ground
        self._remember()
        self._retrace()
        self._rivals()
        self.tellings = Tellings(ground, self.told_before)
        self.answers = Answers(ground, self.told_before, self.tellings, self.rivals, self.said)
        held = schema.answers
        touches = or_(*(among(held.c[side], self._ids()) for side in ("id", "to")))
        also = set(self.connection.execute(select(held.c.id).where(touches)).scalars()) - self.answers.touched
        self.answers.widen(also)
        self._positions()
        self.happenings = Happenings(ground, self.seen_before)
        self.dues = self._dues()
        self._actors()
        self._write()

    # ── before and after ───────────────────────────────────────────────────────────────────────────────────

    def _remember(self) -> None:
        """What the changed pages left for others until now."""
        ground = self.ground
        self.told_before = dict(ground.told_before(ground.changed))
        self.seen_before = [load(Seen, row.json) for row in ground.rows(schema.sightings, ground.changed)]
        self.families = {row.family for row in ground.rows(schema.shows, ground.changed)}
        self.moment_keys = {row.key for row in ground.rows(schema.moments, ground.changed)}
        self.moment_keys |= {key for work in ground.work.values() for key, _ in moments(work)}
        self.falling_before: list[Moment] = []
        self.moments_before = moments_of(ground, self.moment_keys, ())
        self.actors_before = {row.actor for row in ground.rows(schema.roles, ground.changed)}
        self.rivals_before = {(row.one, row.other) for row in ground.rows(schema.rivals, ground.changed)}
        self.owed_before = {row.document_id: row.dues for row in ground.rows(schema.terms, ground.changed)}
        traces = schema.traces
        query = select(traces.c.document_id, traces.c.number, traces.c.outlet, traces.c.out)
        rows = list(self.connection.execute(query.where(among(traces.c.document_id, ground.changed))))
        self.numbers = {row.document_id: row.number for row in rows}
        self.outlets = {row.outlet for row in rows if row.outlet}
        self.outs = {(row.document_id, row.outlet, row.out) for row in rows}
        said = schema.statements
        ids = select(said.c.id).where(among(said.c.document_id, ground.changed))
        self.statements_before = set(self.connection.execute(ids).scalars())
        spoke = select(said.c.speaker).where(among(said.c.document_id, ground.changed), said.c.speaker.is_not(None))
        self.spoke_before = set(self.connection.execute(spoke).scalars())

    def _retrace(self) -> None:
        """Puts what the changed pages leave for others now in the place of that."""
        ground, connection = self.ground, self.connection
        connection.execute(schema.marks.delete().where(among(schema.marks.c.page, list(self.numbers.values()))))
        own = [t for t in schema.TRACES if "document_id" in t.c]
        for table in own:
            ground.clear(table, "document_id", ground.changed)
        last = max([connection.execute(select(func.max(schema.traces.c.number))).scalar() or 0, *self.numbers.values()])
        for page, work in ground.work.items():
            number = self.numbers.get(page)
            if number is None:
                last += 1
                number = last
            for table, rows in of_work(work, number, ground.codebook, ground.reference).items():
                if table is schema.blocks:
                    for row in {(row["key"], row["name"]): row for row in rows}.values():
                        connection.execute(insert(table).prefix_with("OR IGNORE"), row)
                elif rows:
                    connection.execute(insert(table), rows)
        merged = self.pages.naming.merged
        ground.clear(schema.merged, "name", list(merged))
        fresh = [of_merge(name, judged) for name, judged in merged.items() if judged is not None]
        if fresh:
            connection.execute(insert(schema.merged), fresh)

    def _rivals(self) -> None:
        """Who stands against whom. Raises Whole where that is other than before, since it bears on every page."""
        table = schema.rivals
        found = self.connection.execute(select(table.c.one, table.c.other).distinct())
        self.rivals = frozenset((one, other) for one, other in found)
        query = select(table.c.one, table.c.other).distinct().where(table.c.document_id.not_in(self.ground.changed))
        others = {(one, other) for one, other in self.connection.execute(query)}
        if (others | self.rivals_before) != self.rivals:
            raise Whole("others stand against one another")

    def _ids(self) -> set[str]:
        """The statements of the changed pages, as they were and as they are."""
        return {*self.statements_before, *(s.id for w in self.ground.work.values() for s in w.reading.statements)}

    # ── what many pages show ───────────────────────────────────────────────────────────────────────────────

    def _positions(self) -> None:
        ground, shows = self.ground, schema.shows
        touched = self.answers.touched
        query = select(shows.c.family).where(shows.c.answer == 1, among(shows.c.statement, touched))
        self.families |= set(self.connection.execute(query).scalars())
        taken_anew(ground, touched, self.answers.now, self.answers.told)
        self.families |= set(self.connection.execute(query).scalars())
        self.families |= {row.family for row in ground.rows(shows, ground.changed)}
        self.repeats = {repeat.statement: repeat.of for story in self.pages.stories for repeat in story.repeats}
        members = {page for story in self.pages.stories for page in story.documents}
        said = schema.statements
        rows = select(said.c.id, said.c.repeats).where(among(said.c.document_id, members), said.c.repeats.is_not(None))
        before = mapped(self.connection, rows)
        self.repeated = {s for s in {*before, *self.repeats} if before.get(s) != self.repeats.get(s)}
        counted = select(shows.c.family).where(among(shows.c.statement, self.repeated))
        self.families |= set(self.connection.execute(counted).scalars())
        self.positions = Positions(ground, self.families, self.rivals)
        held, by = schema.positions, schema.position_statement
        query = (
            select(by.c.statement, held.c.by, held.c.issue, held.c.stance)
            .join(held, held.c.seq == by.c.position)
            .where(among(held.c.issue, self.positions.issues))
        )
        then: defaultdict[str, set[tuple[str, str, str]]] = defaultdict(set)
        for statement, actor, issue, stance in self.connection.execute(query):
            then[statement].add((actor, issue, stance))
        now: defaultdict[str, set[tuple[str, str, str]]] = defaultdict(set)
        for one in self.positions.now:
            for statement in one.statements:
                now[statement].add((one.by, str(one.issue), str(one.stance)))
        self.reposed = {s for s in {*then, *now} if then.get(s) != now.get(s)}

    def _dues(self) -> tuple[Due, ...] | None:
        """Every deadline, where a changed page has or had any, or says what became of one."""
        rows = {row.document_id: row.dues for row in self.ground.rows(schema.terms, self.ground.changed)}
        return None if rows == self.owed_before == {} else dues_of(self.ground)

    def _actors(self) -> None:
        """The actors of the changed pages, and those of names that are brought together otherwise."""
        merged, table = self.pages.naming.merged, schema.roles
        names = self.actors_before | {row.actor for row in self.ground.rows(table, self.ground.changed)}
        names |= set(merged) | {judged.value for judged in merged.values() if judged}
        held = select(schema.actors.c.name, schema.actors.c.of)
        before = mapped(self.connection, held.where(among(schema.actors.c.name, names)))
        self.actors = self._cast(names)
        after = {actor.name: actor.of for actor in self.actors}
        of = mapped(self.connection, held.where(schema.actors.c.of.is_not(None)))
        turned = {name for name in {*before, *after} if before.get(name) != after.get(name)}
        reach = set(turned)
        while True:
            near = {name for name, whose in of.items() if whose in reach} - reach
            if not near:
                break
            reach |= near
        said = schema.statements
        query = select(said.c.document_id).distinct().where(among(said.c.speaker, reach))
        self.sided = set(self.connection.execute(query).scalars()) - self.ground.changed if turned else set()
        self.belongs = {name: whose for name, whose in of.items() if name not in before and name not in after}
        self.belongs |= {name: whose for name, whose in after.items() if whose}

    def _cast(self, names: set[str]) -> list[Actor]:
        """Some actors, each from what all pages have of it."""
        table, held = schema.roles, schema.merged
        query = select(table.c.actor, table.c.json).where(among(table.c.actor, names))
        together: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for name, text in self.connection.execute(query.order_by(table.c.actor, table.c.page, table.c.place)):
            together[name][text] += 1
        rows = self.connection.execute(select(held.c.name, held.c.under, held.c.json).where(among(held.c.under, names)))
        variants = [(name, of, load(Merge, text).under) for name, of, text in rows]
        return [
            actor_of(
                [(load(Actor, text), number) for text, number in texts.items()],
                [
                    type(judged)(name, judged.confidence, judged.evidence)
                    for name, of, judged in variants
                    if of == actor
                ],
            )
            for actor, texts in together.items()
        ]

    # ── writing ────────────────────────────────────────────────────────────────────────────────────────────

    def _write(self) -> None:
        ground, pages = self.ground, self.pages
        moved = self.tellings.moved | self.repeated | self.reposed
        where = ground.pages_of(moved - self._ids())
        rewritten = {*ground.work, *where.values(), *self.sided} - (ground.changed - set(ground.work))
        storied = {page for story in pages.stories for page in story.documents}
        changed_dues = self._changed_dues()
        moments = [*self._moments(rewritten), *falling_of(ground, changed_dues)]
        answers = self._answers(moved)
        turns, turned = self._turns()
        needed = {*rewritten, *storied, *(page for entry in self.entries for page in self._entry_pages(entry))}
        self.rewritten = rewritten
        index = self._index(needed - (ground.changed - set(ground.work)))
        firsts = {u.id: u.appearances[0].document for u in self.tellings.now}
        told = self.answers.told | ground.statements(firsts, set(firsts.values()))
        self._write_pages(Sheaf(index, told, Items()))
        sheaf = Sheaf(index, told, self._named(answers, [turn for _, turn in turns], moments, changed_dues))
        self._write_said(sheaf, answers)
        self._settle("turns", turned, schema.changes, among(schema.changes.c.rank, turned), sheaf.turns(turns))
        self._write_gathered(sheaf, moments, changed_dues)
        self._write_outlets(index)
        self._write_actors(sheaf)

    def _named(
        self, answers: Sequence[Answer], turns: Sequence[Turn], moments: Sequence[Moment], dues: Sequence[Due]
    ) -> Items:
        """All that the lines of what is gathered name, once the pages are written."""
        statements = {a.statement for u in self.tellings.now for a in u.appearances}
        statements |= {id_ for one in answers for id_ in (one.statement, one.to)}
        statements |= {id_ for turn in turns for id_ in turn.statements}
        of: defaultdict[MomentKind, set[str]] = defaultdict(set)
        for moment in moments:
            of[moment.kind] |= set(moment.items)
        events = of[MomentKind.EVENT] | {event for one in self.happenings.now for event in one.events}
        deadlines = of[MomentKind.DEADLINE] | {id_ for one in dues for id_ in one.deadlines}
        return inventory(self.ground, statements | of[MomentKind.STATEMENT], events, deadlines)

    def _answers(self, moved: set[str]) -> list[Answer]:
        """The answers to be written: those that changed, and those between statements that show other positions."""
        table = schema.answers
        either = or_(among(table.c.id, moved), among(table.c.to, moved))
        ids = set(self.connection.execute(select(table.c.id).where(either)).scalars()) - self.answers.touched
        self.answers.widen(ids)
        return list(self.answers.now)

    def _turns(self) -> tuple[list[tuple[str, Turn]], set[str]]:
        """The changes of side that are other than the record has them, or by a statement of a changed page, with their
        ranks; and the ranks of these and of those that are no more.
        """
        table, parts, own = schema.changes, schema.compiled, self._ids()
        at = select(table.c.rank).where(among(table.c.issue, self.positions.issues))
        query = select(parts.c.rank, parts.c.json).where(parts.c.part == "turns", parts.c.rank.in_(at))
        then = {at: load(Turn, text) for at, text in self.connection.execute(query)}
        now = rank.of_turns(self.positions.turns)
        other = [(at, turn) for at, turn in now if then.get(at) != turn or own & set(turn.statements)]
        return other, {at for at, _ in other} | (set(then) - {at for at, _ in now})

    def _moments(self, rewritten: set[str]) -> list[Moment]:
        ground = self.ground
        keys = set(self.moment_keys)
        keys |= {row.key for row in ground.rows(schema.moments, rewritten)}
        happened = {one.id: one for one in self.happenings.now}
        spots = {key_of(one) for one in (*self.happenings.then, *self.happenings.now)}
        for one in self._happenings_at({spot[0] for spot in spots}):
            if key_of(one) in spots and one.id not in self.happenings.before:
                happened.setdefault(one.id, one)
        known = sorted(happened.values(), key=rank.of_happening)
        return list(moments_of(ground, keys, known))

    def _happenings_at(self, times: Iterable[Interval]) -> list[Happening]:
        parts, found = schema.compiled, []
        for time in times:
            start = rank.rank(time.earliest, time.latest)
            query = select(parts.c.json).where(
                parts.c.part == "happenings", parts.c.rank >= start + "\x01", parts.c.rank < start + "\x02"
            )
            found += [load(Happening, text) for text in self.connection.execute(query).scalars()]
        return found

    def _changed_dues(self) -> list[Due]:
        """The deadlines that are other than the record has them, or stand on a changed page."""
        if self.dues is None:
            return []
        parts = schema.compiled
        query = select(parts.c.json).where(parts.c.part == "dues")
        then = {one.id: one for one in (load(Due, text) for text in self.connection.execute(query).scalars())}
        own = {d.id for w in self.ground.work.values() for d in w.reading.deadlines}
        self.dues_gone = set(then) - {one.id for one in self.dues}
        changed = [one for one in self.dues if then.get(one.id) != one or own & set(one.deadlines)]
        other = self.dues_gone | {one.id for one in changed}
        items = {id_ for one in then.values() if one.id in other for id_ in one.deadlines}
        self.falling_before = self._falling_then(items)
        return changed

    def _falling_then(self, deadlines: set[str]) -> list[Moment]:
        """The lines of the timeline that the record has of some deadlines."""
        parts = schema.compiled
        query = select(parts.c.json).where(parts.c.part == "timeline", parts.c.json.contains('"deadline"'))
        every = (load(Moment, text) for text in self.connection.execute(query).scalars())
        return [one for one in every if one.kind is MomentKind.DEADLINE and deadlines & set(one.items)]

    def _entry_pages(self, entry: Corrected) -> set[str]:
        one = entry.correction
        held = [anchor.document for anchor in one.anchors[:1]] or ([one.item] if str(one.subject) == "document" else [])
        return {page for page in held if page in self.ground.changed}

    def _index(self, needed: set[str]) -> Index:
        """Everything that the lines to be written name."""
        ground = self.ground
        held = ground.final(needed)
        order = ground.in_order(held)
        readings = tuple(held[page][1] for page in order)
        statements = {s.id for reading in readings for s in reading.statements}
        record = Record(
            documents=tuple(held[page][0] for page in order),
            readings=readings,
            positions=self._known_positions(statements),
            checks=checks([held[page][1] for page in order], ground.reference),
            stories=self.pages.stories,
            corrections=tuple(self.entries),
            utterances=self.tellings.now,
        )
        index = Index.of(record, dict(self.labels))
        said = schema.statements
        told = select(said.c.id, said.c.utterance).where(
            among(said.c.id, statements), said.c.utterance != said.c.id, said.c.document_id.not_in(ground.changed)
        )
        for id_, utterance in self.connection.execute(told):
            index.utterance.setdefault(id_, utterance)
        for id_, utterance in self.tellings.first.items():
            index.utterance[id_] = utterance
        shown = statements | {s for one in self.positions.now for s in one.statements}
        repeats = select(said.c.id, said.c.repeats, said.c.document_id).where(
            said.c.repeats.is_not(None), among(said.c.id, shown)
        )
        members = {page for story in self.pages.stories for page in story.documents} | ground.changed
        for id_, of, page in self.connection.execute(repeats):
            if page not in members:
                index.repeats[id_] = of
        index.belongs.clear()
        index.belongs.update(self.belongs)
        return index

    def _known_positions(self, statements: set[str]) -> tuple[Position, ...]:
        """The positions that changed, and as far as it shows in them those that some statements show."""
        held, by = schema.positions, schema.position_statement
        query = (
            select(held.c.rank, held.c.by, held.c.issue, held.c.stance, by.c.statement)
            .join(by, held.c.seq == by.c.position)
            .where(among(by.c.statement, statements))
            .order_by(held.c.rank)
        )
        other: dict[str, Position] = {}
        for at, actor, issue, stance, statement in self.connection.execute(query):
            if issue not in self.positions.issues:
                known = other.get(at)
                shown = (*(known.statements if known else ()), statement)
                other[at] = Position(actor, _issue(issue), Stance(stance), shown, Interval(), 1.0)
        every = [(rank.of_position(one, self.labels), one) for one in self.positions.now] + list(other.items())
        return tuple(one for _, one in sorted(every, key=lambda pair: pair[0]))

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
        ground, index = self.ground, sheaf.index
        rewritten = [index.reading[page] for page in ground.in_order(self.rewritten)]
        others = {*ground.work, *self.pages.restoried}
        for _, lines in sheaf.documents([index.document[page] for page in ground.in_order(others)]):
            self.writer.documents(lines)
        gone = ground.changed - set(ground.work)
        if gone:
            table = schema.documents
            emptied = {c.name: None for c in table.columns if c.name not in ("id", "json")}
            self.connection.execute(table.update().where(among(table.c.id, gone)).values(**emptied))
        pages = {*self.rewritten, *ground.changed}
        at = among(schema.statements.c.document_id, pages)
        self._settle("readings", pages, schema.statements, at, sheaf.readings(rewritten))
        own = [one for one in index.record.checks if one.document in ground.work]
        self._settle(
            "checks",
            ground.changed,
            schema.checks,
            among(schema.checks.c.document_id, ground.changed),
            sheaf.checks(own),
        )
        ids = {story.id for story in self.pages.stories} | self.pages.told_before
        self._settle("stories", ids, schema.stories, among(schema.stories.c.id, ids), sheaf.stories(self.pages.stories))
        self._corrections(sheaf)

    def _corrections(self, sheaf: Sheaf) -> None:
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

    def _write_said(self, sheaf: Sheaf, answers: Sequence[Answer]) -> None:
        utterances = self.tellings
        ids = utterances.before | {one.id for one in utterances.now}
        self._settle(
            "utterances", ids, schema.utterances, among(schema.utterances.c.id, ids), sheaf.utterances(utterances.now)
        )
        touched = self.answers.touched
        table, parts = schema.answers, schema.compiled
        query = select(parts.c.json).where(parts.c.part == "answers", among(parts.c.key, touched))
        self.answers_before = [load(Answer, text) for text in self.connection.execute(query).scalars()]
        self._settle(
            "answers",
            touched,
            schema.answers,
            among(table.c.id, touched),
            sheaf.answers(sorted(answers, key=lambda a: rank.of_answer(self.answers.told[a.statement]))),
        )

    def _write_gathered(self, sheaf: Sheaf, moments: Sequence[Moment], dues: Sequence[Due]) -> None:
        positions = self.positions
        held = schema.positions
        about = among(held.c.issue, positions.issues)
        ranks = set(self.connection.execute(select(held.c.rank).where(about)).scalars())
        ranks |= {rank.of_position(one, self.labels) for one in positions.now}
        self._settle("positions", ranks, schema.positions, about, sheaf.positions(positions.now))
        events = self.happenings.before | {one.id for one in self.happenings.now}
        self._settle(
            "happenings",
            events,
            schema.events,
            among(schema.events.c.id, events),
            sheaf.happenings(self.happenings.now),
        )
        spots = self._old_moments() | {rank.of_moment(one) for one in moments}
        self._settle("timeline", spots, schema.timeline, among(schema.timeline.c.rank, spots), sheaf.moments(moments))
        if self.dues is not None:
            ids = self.dues_gone | {one.id for one in dues}
            self._settle("dues", ids, schema.deadlines, among(schema.deadlines.c.id, ids), sheaf.dues(dues))

    def _old_moments(self) -> set[str]:
        """The ranks of the lines of the timeline to which the changed pages added, and of the events that changed."""
        then = [*self.moments_before, *map(of_happening, self.happenings.then), *self.falling_before]
        return {rank.of_moment(one) for one in then}

    def _write_outlets(self, index: Index) -> None:
        ground = self.ground
        outs = self.outs ^ {
            (page, w.document.outlet and w.document.outlet.value, out and out.toordinal())
            for page, w in ground.work.items()
            for out in [w.reading.published.value.latest]
        }
        contrasts = Contrasts(
            ground,
            (self.tellings.then, self.tellings.now),
            (self.answers_before, self.answers.now),
            (self.happenings.then, self.happenings.now),
            {(outlet, out) for _, outlet, out in outs if outlet and out},
        )
        sheaf = Sheaf(Index.of(Record(), dict(self.labels)), items=contrasts.items)
        now = sorted(contrasts.now, key=rank.of_contrast)
        ranks = contrasts.before | {rank.of_contrast(one) for one in now}
        self._settle("contrasts", ranks, schema.contrasts, among(schema.contrasts.c.rank, ranks), sheaf.contrasts(now))
        traces = schema.traces
        of = select(traces.c.outlet).where(among(traces.c.document_id, {*ground.work, *self.sided}))
        changed = set(self.connection.execute(of).scalars()) | self.outlets
        told = retold(ground, self.tellings.then, self.tellings.now, {page: outlet for page, outlet, _ in self.outs})
        lines = map(outlet_line, outlet_rows(ground, changed, told, contrasts.left, index.side_of))
        self.writer.settle(schema.outlets, schema.outlets.c.seq.is_not(None), lines)

    def _write_actors(self, sheaf: Sheaf) -> None:
        """Actors with their counts, under which names each is found, and which pages name it."""
        ground, index = self.ground, sheaf.index
        table, said, forms = schema.actor_document, schema.statements, schema.actor_form
        pages = {*self.rewritten, *ground.changed}
        before = {(row.actor, row.document_id) for row in ground.rows(table, pages)}
        now = {(name, page) for name, found in index.named_in.items() for page in found if page in self.rewritten}
        lines = [{"actor": name, "document_id": page} for name, page in sorted(now)]
        self.writer.settle(table, among(table.c.document_id, pages), lines)
        own = {actor.name for actor in self.actors}
        names = {name for name, _ in before ^ now} | own | self.actors_before | set(self.pages.naming.merged)
        names |= {
            s.speaker.value
            for page in pages
            if page in index.reading
            for s in index.reading[page].statements
            if s.speaker
        }
        names |= self.spoke_before
        actors = [*self.actors, *self._cast(names - own)]
        index.said.clear()
        index.spoken.clear()
        count = select(said.c.speaker, func.count(), func.count(said.c.repeats)).where(among(said.c.speaker, names))
        for name, every, repeated in self.connection.execute(count.group_by(said.c.speaker)):
            index.spoken[name] = every
            index.said[name] = every - repeated
        index.named_in.clear()
        for name, page in self.connection.execute(
            select(table.c.actor, table.c.document_id).where(among(table.c.actor, names))
        ):
            index.named_in[name].add(page)
        self._settle(
            "actors",
            names,
            schema.actors,
            among(schema.actors.c.name, names),
            sheaf.actors(sorted(actors, key=lambda a: (-index.spoken[a.name], a.name))),
        )
        held = {name for name in names if self._is_held(name)} | {actor.name for actor in actors}
        self.writer.settle(forms, among(forms.c.actor, names), sheaf.forms(actors, held))

    def _is_held(self, name: str) -> bool:
        """Whether the record holds somebody under a name, as an actor or not."""
        by = select(schema.positions.c.seq).where(schema.positions.c.by == name).limit(1)
        return bool(self.ground.marked({mark("concerned", name)})) or self.connection.execute(by).first() is not None


def _issue(text: str) -> Issue:
    """An issue from its text; arguments that hold commas come apart, and together again as text."""
    predicate, _, rest = text.partition("(")
    return Issue(predicate, tuple(rest[:-1].split(", ")))
