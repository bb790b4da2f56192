"""What the changed pages of a record left for others until now, and what they leave instead."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import bindparam, delete, func, insert, select

from onrecord.model import Judgement
from onrecord.record.events.happening import Seen
from onrecord.record.events.sign import Done
from onrecord.record.events.timeline import Falling
from onrecord.record.utterances.utterance import folded
from onrecord.store import schema
from onrecord.store.codec import load
from onrecord.store.grow.ground import Ground
from onrecord.store.grow.pages import Whole
from onrecord.store.grow.trace import of_merge, of_runs, of_work
from onrecord.store.writer import among


class Past:
    """The changed pages as they were."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        execute, changed = ground.connection.execute, ground.changed
        self.told = dict(ground.told_before(changed))
        self.seen = [load(Seen, row.json) for row in ground.rows(schema.sightings, changed)]
        self.families = {row.family for row in ground.rows(schema.shows, changed)}
        lines = ground.rows(schema.moments, changed)
        self.moments = {row.key for row in lines}
        """The keys under which they add to the timeline."""
        falling = (load(Falling, row.json) for row in lines if '"conditioned"' in row.json)
        self.falling = {one.deadline: one for one in falling}
        """Their deadlines, by the id of each."""
        self.actors = {row.actor for row in ground.rows(schema.roles, changed)}
        self.dues = {row.document_id: row.dues for row in ground.rows(schema.terms, changed)}
        self.deeds = {row.json: load(Done, row.json) for row in ground.rows(schema.deeds, changed)}
        """What they told as done, by its text."""
        self._rivals = {(row.one, row.other) for row in ground.rows(schema.rivals, changed)}
        traces = schema.traces
        query = select(traces.c.document_id, traces.c.number, traces.c.outlet, traces.c.out)
        rows = list(execute(query.where(among(traces.c.document_id, changed))))
        self._numbers = {row.document_id: row.number for row in rows}
        self.outs: dict[str, tuple[str | None, int | None]] = {row.document_id: (row.outlet, row.out) for row in rows}
        """The outlet of each, and the day on which it was out for certain."""
        self._marks = ground.marks(self._numbers)
        self._runs = [row for told in self.told.values() for row in of_runs(folded(told))]
        said = schema.statements
        told = list(execute(select(said.c.id, said.c.speaker).where(among(said.c.document_id, changed))))
        self.statements = {row.id for row in told}
        self.speakers = {row.speaker for row in told if row.speaker}

    @property
    def items(self) -> set[str]:
        """The statements of the changed pages, as they were and as they are."""
        return {*self.statements, *(s.id for w in self._ground.work.values() for s in w.reading.statements)}

    def replace(self, merged: Mapping[str, Judgement[str] | None]) -> frozenset[tuple[str, str]]:
        """Puts what the changed pages leave for others now in the place of that; gives who stands against whom.

        ``merged`` are the names that mean somebody else than before. Raises Whole where others stand against one
        another than before, since that bears on every page.
        """
        ground, execute = self._ground, self._ground.connection.execute
        marks, runs = schema.marks, schema.runs
        gone = [{"key_": key, "page_": self._numbers[page]} for page, its in self._marks.items() for key in its]
        if gone:
            execute(delete(marks).where(marks.c.key == bindparam("key_"), marks.c.page == bindparam("page_")), gone)
        if gone := [{f"{name}_": value for name, value in row.items()} for row in self._runs]:
            execute(delete(runs).where(*(column == bindparam(f"{column.name}_") for column in runs.c)), gone)
        for table in (t for t in schema.TRACES if "document_id" in t.c):
            ground.clear(table, "document_id", ground.changed)
        last = max([execute(select(func.max(schema.traces.c.number))).scalar() or 0, *self._numbers.values()])
        for page, work in ground.work.items():
            number = self._numbers.get(page)
            if number is None:
                last += 1
                number = last
            for table, rows in of_work(work, number, ground.codebook, ground.reference).items():
                if table is schema.blocks:
                    for row in {(row["key"], row["name"]): row for row in rows}.values():
                        execute(insert(table).prefix_with("OR IGNORE"), row)
                elif rows:
                    execute(insert(table), rows)
        ground.clear(schema.merged, "name", list(merged))
        if fresh := [of_merge(name, judged) for name, judged in merged.items() if judged is not None]:
            execute(insert(schema.merged), fresh)
        return self._rivalry()

    def _rivalry(self) -> frozenset[tuple[str, str]]:
        table, execute = schema.rivals, self._ground.connection.execute
        query = select(table.c.one, table.c.other).distinct()
        now = frozenset((one, other) for one, other in execute(query))
        apart = execute(query.where(table.c.document_id.not_in(self._ground.changed)))
        if {(one, other) for one, other in apart} | self._rivals != now:
            raise Whole("others stand against one another")
        return now
