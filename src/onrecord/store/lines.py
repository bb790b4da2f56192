"""A compiled record as the lines of its tables: columns for filters, and the whole row beside them.

Each function gives the lines of some nouns, all of a record or those that another page touches. A line has its
``rank`` in its view; where it belongs to another line (``position``, ``moment``, ``event``, ``deadline``), the rank of
that; the numbers are given by what writes it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Table

from onrecord.model import (
    Actor,
    Answer,
    Contrast,
    Corrected,
    Document,
    DocumentChecks,
    Due,
    Happening,
    Interval,
    Moment,
    Position,
    Reading,
    Record,
    Story,
    Turn,
    Utterance,
)
from onrecord.record.utterances.told import Told
from onrecord.store import rank, schema
from onrecord.store.codec import dump
from onrecord.store.gathered import Gathered, outlets
from onrecord.store.index import Index
from onrecord.store.items import Items
from onrecord.store.plain import folded, one_line
from onrecord.store.rows import (
    Row,
    actor_row,
    check_row,
    correction_row,
    document_row,
    moment_row,
    position_row,
    statement_row,
    story_row,
)

Line = dict[str, Any]
Lines = Iterator[Line]
Block = tuple[Table, Iterable[Line]]


class Sheaf:
    """The lines of some nouns of a record, table by table, in an order in which they can be written.

    ``index`` must have the pages that are written with whatever they name; ``items`` what all else names, which is
    theirs unless given. ``told`` are the statements that ranks of utterances and answers follow from, by their ids:
    those of a record that was made otherwise stand in the order in which they are given.
    """

    def __init__(self, index: Index, told: Mapping[str, Told] | None = None, items: Items | None = None) -> None:
        self.index = index
        if items is None:
            pairs = ((index.document[r.document], r) for r in index.record.readings)
            items = Items.of(pairs, index.positions)
        self.items = items
        self.gathered = Gathered(items)
        self.told = told or {}

    def whole(self, record: Record) -> Iterator[Block]:
        """Every table that is a view of a whole record."""
        yield from self.documents(record.documents)
        yield from self.readings(record.readings)
        yield from self.actors(record.actors)
        yield from self.positions(record.positions)
        yield from self.stories(record.stories)
        yield from self.moments(record.timeline)
        yield from self.checks(record.checks)
        yield from self.corrections(record.corrections)
        yield from self.utterances(record.utterances)
        yield from self.answers(record.answers)
        yield from self.turns(rank.of_turns(record.turns))
        yield from self.happenings(record.happenings)
        yield from self.dues(record.dues)
        yield from self.outlets()
        yield from self.contrasts(record.contrasts)
        yield schema.actor_form, self.forms(record.actors, self.index.names())
        yield schema.actor_document, self.named(self.index.named_in)

    def documents(self, documents: Sequence[Document]) -> Iterator[Block]:
        """Documents."""
        yield schema.documents, map(self._document, documents)

    def readings(self, readings: Sequence[Reading]) -> Iterator[Block]:
        """Readings, and their statements."""
        yield _nouns("readings", readings, lambda r: (r.document, rank.of_document(self.index.document[r.document])))
        yield schema.statements, (line for reading in readings for line in self._statements(reading))

    def actors(self, actors: Sequence[Actor]) -> Iterator[Block]:
        """Actors, those who make most statements first."""
        spoken = self.index.spoken
        yield _nouns("actors", actors, lambda a: (a.name, rank.of_actor(a, spoken[a.name])))
        rows = [actor_row(actor, self.index) for actor in actors]
        rows.sort(key=lambda row: (-row["statements"], -row["documents"], row["name"]))
        ranked = ((rank.rank(-row["statements"], -row["documents"], row["name"]), row) for row in rows)
        yield schema.actors, (_line(at, row, schema.actors) for at, row in ranked)

    def positions(self, positions: Sequence[Position]) -> Iterator[Block]:
        """Positions, and the statements that show them."""
        ranked = [(rank.of_position(one, self.index.labels), one) for one in positions]
        yield _nouns("positions", positions, lambda p: (rank.of_position(p, self.index.labels),) * 2)
        yield schema.positions, (self._position(at, one) for at, one in ranked)
        yield (
            schema.position_statement,
            ({"position": at, "statement": s} for at, one in ranked for s in dict.fromkeys(one.statements)),
        )

    def stories(self, stories: Sequence[Story]) -> Iterator[Block]:
        """Stories, those on most pages first."""
        yield _nouns("stories", stories, lambda story: (story.id, self._story(story)))
        rows = [(story, story_row(story, self.index)) for story in stories]
        rows.sort(key=lambda pair: -pair[1]["appearances"])
        yield (
            schema.stories,
            (
                _line(
                    rank.rank(-row["appearances"], self._story(story)),
                    row,
                    schema.stories,
                    self.index.reading[story.id].published.value,
                )
                for story, row in rows
            ),
        )

    def moments(self, moments: Sequence[Moment]) -> Iterator[Block]:
        """The timeline, with the pages and actors of each line."""
        index = self.index
        ranked = [(rank.of_moment(one), one) for one in moments]
        yield _nouns("timeline", moments, lambda one: (rank.of_moment(one),) * 2)
        pages = {at: [self.items.page[page] for page in self._pages(one.items)] for at, one in ranked}
        rows = ((at, one, moment_row(one, [page.name for page in pages[at]], index)) for at, one in ranked)
        yield schema.timeline, (_line(at, row, schema.timeline, one.time) for at, one, row in rows)
        yield (
            schema.moment_document,
            ({"moment": at, "document_id": page.id} for at, _ in ranked for page in pages[at]),
        )
        actors = ((at, name) for at, one in ranked for name in self._concerned(one.items))
        yield schema.moment_actor, ({"moment": at, "actor": name} for at, name in actors)

    def checks(self, checks: Sequence[DocumentChecks]) -> Iterator[Block]:
        """Checks."""
        at = {held.document: rank.of_document(self.index.document[held.document]) for held in checks}
        yield _nouns("checks", checks, lambda held: (held.document, at[held.document]))
        every = ((n, check, held.document) for held in checks for n, check in enumerate(held.checks))
        yield (
            schema.checks,
            (
                _line(
                    rank.rank(at[page], n),
                    check_row(check, self.index.document[page]),
                    schema.checks,
                    document_id=page,
                )
                for n, check, page in every
            ),
        )

    def corrections(self, corrections: Sequence[Corrected]) -> Iterator[Block]:
        """What became of each correction, in the order of the log, which must be whole."""
        places = {entry.correction.id: rank.rank(n) for n, entry in enumerate(corrections)}
        yield _nouns("corrections", corrections, lambda e: (e.correction.id, places[e.correction.id]))
        rows = ((entry, correction_row(entry, self.index)) for entry in corrections)
        yield (
            schema.corrected,
            (
                _line(places[row["id"]], row, schema.corrected, item=entry.item, document_id=row["document_id"])
                for entry, row in rows
            ),
        )

    def utterances(self, utterances: Sequence[Utterance]) -> Iterator[Block]:
        """Utterances, those on most pages first."""
        yield _nouns("utterances", utterances, lambda one: (one.id, self._rank(rank.of_telling, one.id)))
        rows = [(self.gathered.utterance(one), one) for one in utterances]
        rows.sort(key=lambda pair: -pair[0]["appearances"])
        yield (
            schema.utterances,
            (
                _line(
                    rank.rank(-row["appearances"], self._rank(rank.of_telling, one.id)),
                    row,
                    schema.utterances,
                    self.items.statement[one.id].time,
                )
                for row, one in rows
            ),
        )

    def answers(self, answers: Sequence[Answer]) -> Iterator[Block]:
        """Answers."""
        yield _nouns("answers", answers, lambda one: (one.statement, self._rank(rank.of_answer, one.statement)))
        yield (
            schema.answers,
            (
                _line(
                    self._rank(rank.of_answer, one.statement),
                    self.gathered.answer(one),
                    schema.answers,
                    self.items.statement[one.statement].time,
                )
                for one in answers
            ),
        )

    def turns(self, ranked: Sequence[tuple[str, Turn]]) -> Iterator[Block]:
        """Changes of side, each with its rank."""
        by_turn = {id(turn): at for at, turn in ranked}
        yield _nouns("turns", [turn for _, turn in ranked], lambda turn: (by_turn[id(turn)],) * 2)
        rows = ((at, turn, self.gathered.change(turn)) for at, turn in ranked)
        yield (
            schema.changes,
            (_line(at, row, schema.changes, turn.first, issue_key=folded(row["issue"])) for at, turn, row in rows),
        )

    def happenings(self, happenings: Sequence[Happening]) -> Iterator[Block]:
        """Events, with the pages and actors of each."""
        ranked = [(rank.of_happening(one), one) for one in happenings]
        yield _nouns("happenings", happenings, lambda one: (one.id, rank.of_happening(one)))
        rows = ((at, one, self.gathered.happening(one)) for at, one in ranked)
        yield schema.events, (_line(at, row, schema.events, one.time.value, id=one.id) for at, one, row in rows)
        pages = ((at, page) for at, one in ranked for page in self._pages(one.events))
        yield schema.event_document, ({"event": at, "document_id": page} for at, page in pages)
        actors = ((at, name) for at, one in ranked for name in self._concerned(one.events))
        yield schema.event_actor, ({"event": at, "actor": name} for at, name in actors)

    def dues(self, dues: Sequence[Due]) -> Iterator[Block]:
        """Deadlines, with the pages of each."""
        ranked = [(rank.of_due(one), one) for one in dues]
        yield _nouns("dues", dues, lambda one: (one.id, rank.of_due(one)))
        rows = ((at, one, self.gathered.due(one)) for at, one in ranked)
        yield schema.deadlines, (_line(at, row, schema.deadlines, one.falls.value, id=one.id) for at, one, row in rows)
        pages = ((at, page) for at, one in ranked for page in self._pages(one.deadlines))
        yield schema.deadline_document, ({"deadline": at, "document_id": page} for at, page in pages)

    def outlets(self) -> Iterator[Block]:
        """Outlets, of a whole record only."""
        yield schema.outlets, map(outlet_line, outlets(self.index))

    def contrasts(self, contrasts: Sequence[Contrast]) -> Iterator[Block]:
        """Differences between outlets."""
        yield _nouns("contrasts", contrasts, lambda one: (rank.of_contrast(one),) * 2)
        yield schema.contrasts, map(self._contrast, contrasts)

    def forms(self, actors: Iterable[Actor], names: Iterable[str]) -> Lines:
        """What an actor may be called when it is asked for: its name and every wording the pages use."""
        called = {(folded(name), name) for name in names}
        for actor in actors:
            called |= {(folded(form), actor.name) for form in (*actor.forms, *(m.value for m in actor.merged))}
        for key, name in sorted(called):
            yield {"key": key, "actor": name}

    def named(self, named_in: Mapping[str, Iterable[str]]) -> Lines:
        """Which pages name whom."""
        for actor in sorted(named_in):
            for at in sorted(named_in[actor]):
                yield {"actor": actor, "document_id": at}

    # ── single lines ───────────────────────────────────────────────────────────────────────────────────────

    def _document(self, document: Document) -> Line:
        row = document_row(document, self.index)
        reading = self.index.reading.get(document.id)
        time = reading.published.value if reading else Interval()
        key = row["outlet"] and folded(row["outlet"])
        return _line(rank.of_document(document), row, schema.documents, time, outlet_key=key)

    def _statements(self, reading: Reading) -> Lines:
        document = self.index.document[reading.document]
        at = rank.of_document(document)
        for place, statement in enumerate(reading.statements):
            row = statement_row(statement, document, self.index)
            yield _line(rank.rank(at, place), row, schema.statements, statement.time.value, part=row["where"])

    def _position(self, at: str, position: Position) -> Line:
        row = position_row(position, self.index)
        return _line(at, row, schema.positions, position.time, issue_key=folded(row["issue"]))

    def _contrast(self, one: Contrast) -> Line:
        row = self.gathered.contrast(one)
        at, key = rank.of_contrast(one), folded(one.outlet)
        more: dict[str, Any] = {"document_id": one.document, "other_id": one.other, "item": one.item, "held": one.held}
        return _line(at, row, schema.contrasts, outlet_key=key, **more)

    def _story(self, story: Story) -> str:
        return rank.of_story(self.index.document[story.id], self.index.reading[story.id])

    def _rank(self, of: Callable[[Told], str], statement: str) -> str:
        return of(self.told[statement]) if statement in self.told else ""

    def _pages(self, items: Iterable[str]) -> list[str]:
        return list(dict.fromkeys(self.items.leaf(item).id for item in items))

    def _concerned(self, items: Iterable[str]) -> list[str]:
        return sorted({name for item in items for name in self.items.concerned(item)})


def outlet_line(row: Row) -> Line:
    """An outlet as a line."""
    return _line(rank.rank(-row["statements"], row["outlet"]), row, schema.outlets, outlet_key=folded(row["outlet"]))


def _nouns(part: str, nouns: Sequence[Any], place: Callable[[Any], tuple[str, str]]) -> Block:
    """Nouns whole; ``place`` gives what tells each from the others, and its rank."""
    every = ((noun, *place(noun)) for noun in nouns)
    return schema.compiled, ({"part": part, "key": key, "rank": at, "json": dump(noun)} for noun, key, at in every)


def _line(at: str, row: Row, table: Table, time: Interval | None = None, **columns: Any) -> Line:
    """A row as a line of its table: the columns of that table, from the row and what else is given."""
    known = row | {"rank": at, "row": one_line(row)} | columns
    if time is not None:
        known |= {"earliest": time.earliest, "latest": time.latest}
    return {column.name: known[column.name] for column in table.columns if column.name in known}
