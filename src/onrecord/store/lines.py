"""A compiled record as the lines of its tables: columns for filters, and the whole row beside them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Table

from onrecord.model import Interval, Record
from onrecord.store import schema
from onrecord.store.codec import dump
from onrecord.store.gathered import Gathered
from onrecord.store.index import Index
from onrecord.store.plain import folded, one_line
from onrecord.store.rows import (
    Row,
    actor_row,
    check_row,
    correction_row,
    document_row,
    moment_documents,
    moment_row,
    position_row,
    statement_row,
    story_row,
)

Lines = Iterator[dict[str, Any]]
PARTS = (
    "readings",
    "actors",
    "positions",
    "timeline",
    "checks",
    "stories",
    "utterances",
    "answers",
    "turns",
    "happenings",
    "dues",
    "contrasts",
    "corrections",
)
"""The fields of a Record that are kept noun by noun."""


Labels = dict[str, tuple[str, str | None]]
"""By the name of a predicate: its proposition in words, and what denying it says."""


def lines(record: Record, labels: Labels | None = None) -> Iterator[tuple[Table, Lines]]:
    """Every table that is a view, with its lines, in an order in which they can be written.

    ``labels`` are those of the record's codebook.
    """
    index = Index.of(record, labels)
    gathered = Gathered(index)
    yield schema.compiled, _compiled(record)
    yield schema.documents, _documents(index)
    yield schema.statements, _statements(index)
    yield schema.actors, _actors(index)
    yield schema.positions, _positions(index)
    yield schema.stories, _stories(index)
    yield schema.timeline, _timeline(index)
    yield schema.checks, _checks(index)
    yield schema.corrected, _corrected(index)
    yield schema.utterances, _utterances(gathered)
    yield schema.answers, _answers(gathered)
    yield schema.changes, _changes(gathered)
    yield schema.events, _events(gathered)
    yield schema.deadlines, _deadlines(gathered)
    yield schema.outlets, _outlets(gathered)
    yield schema.contrasts, _contrasts(gathered)
    yield schema.actor_form, _forms(index)
    yield (
        schema.actor_document,
        (
            {"actor": actor, "document_id": at}
            for actor in sorted(index.named_in)
            for at in sorted(index.named_in[actor])
        ),
    )
    yield (
        schema.position_statement,
        (
            {"position": seq, "statement": statement}
            for seq, position in enumerate(record.positions)
            for statement in dict.fromkeys(position.statements)
        ),
    )
    yield (
        schema.moment_document,
        (
            {"moment": seq, "document_id": document.id}
            for seq, moment in enumerate(record.timeline)
            for document in moment_documents(moment, index)
        ),
    )
    yield (
        schema.moment_actor,
        (
            {"moment": seq, "actor": actor}
            for seq, moment in enumerate(record.timeline)
            for actor in sorted({name for item in moment.items for name in index.concerns[item]})
        ),
    )

    yield (
        schema.event_document,
        (
            {"event": seq, "document_id": at}
            for seq, happening in enumerate(record.happenings)
            for at in dict.fromkeys(gathered.document(event).id for event in happening.events)
        ),
    )
    yield (
        schema.event_actor,
        (
            {"event": seq, "actor": actor}
            for seq, happening in enumerate(record.happenings)
            for actor in sorted({name for event in happening.events for name in index.concerns[event]})
        ),
    )
    yield (
        schema.deadline_document,
        (
            {"deadline": seq, "document_id": at}
            for seq, due in enumerate(record.dues)
            for at in dict.fromkeys(gathered.document(one).id for one in due.deadlines)
        ),
    )


def _line(seq: int, row: Row, table: Table, time: Interval | None = None, **columns: Any) -> dict[str, Any]:
    """A row as a line of its table: the columns of that table, from the row and what else is given."""
    known = row | {"seq": seq, "row": one_line(row)} | columns
    if time is not None:
        known |= _sides(time)
    return {column.name: known[column.name] for column in table.columns if column.name in known}


def _sides(time: Interval) -> dict[str, date | None]:
    return {"earliest": time.earliest, "latest": time.latest}


def _compiled(record: Record) -> Lines:
    for part in PARTS:
        for seq, item in enumerate(getattr(record, part)):
            yield {"part": part, "seq": seq, "json": dump(item)}


def _documents(index: Index) -> Lines:
    for seq, document in enumerate(index.record.documents):
        row = document_row(document, index)
        reading = index.reading.get(document.id)
        yield _line(
            seq,
            row,
            schema.documents,
            reading.published.value if reading else Interval(),
            outlet_key=row["outlet"] and folded(row["outlet"]),
        )


def _statements(index: Index) -> Lines:
    every = (
        (statement, index.document[reading.document])
        for reading in index.record.readings
        for statement in reading.statements
    )
    for seq, (statement, document) in enumerate(every):
        row = statement_row(statement, document, index)
        yield _line(seq, row, schema.statements, statement.time.value, part=row["where"])


def _actors(index: Index) -> Lines:
    rows = [actor_row(actor, index) for actor in index.record.actors]
    rows.sort(key=lambda row: (-row["statements"], -row["documents"], row["name"]))
    for seq, row in enumerate(rows):
        yield _line(seq, row, schema.actors)


def _positions(index: Index) -> Lines:
    for seq, position in enumerate(index.record.positions):
        row = position_row(position, index)
        yield _line(seq, row, schema.positions, position.time, issue_key=folded(row["issue"]))


def _stories(index: Index) -> Lines:
    """Those on most pages first."""
    rows = [story_row(story, index) for story in index.record.stories]
    rows.sort(key=lambda row: -row["appearances"])
    for seq, row in enumerate(rows):
        yield _line(seq, row, schema.stories, index.reading[row["id"]].published.value)


def _timeline(index: Index) -> Lines:
    for seq, moment in enumerate(index.record.timeline):
        yield _line(seq, moment_row(moment, index), schema.timeline, moment.time)


def _checks(index: Index) -> Lines:
    every = ((check, held.document) for held in index.record.checks for check in held.checks)
    for seq, (check, at) in enumerate(every):
        row = check_row(check, index.document[at])
        yield _line(seq, row, schema.checks, document_id=at)


def _corrected(index: Index) -> Lines:
    for seq, entry in enumerate(index.record.corrections):
        row = correction_row(entry, index)
        yield _line(seq, row, schema.corrected, item=entry.item, document_id=row["document_id"])


def _forms(index: Index) -> Lines:
    """What an actor may be called when it is asked for: its name and every wording the pages use."""
    called = {(folded(name), name) for name in index.names()}
    for actor in index.record.actors:
        called |= {(folded(form), actor.name) for form in (*actor.forms, *(m.value for m in actor.merged))}
    for key, name in sorted(called):
        yield {"key": key, "actor": name}


def _utterances(gathered: Gathered) -> Lines:
    """Those on most pages first."""
    rows = [(gathered.utterance(one), one) for one in gathered.index.record.utterances]
    rows.sort(key=lambda pair: -pair[0]["appearances"])
    for seq, (row, one) in enumerate(rows):
        yield _line(seq, row, schema.utterances, gathered.statement[one.id].time.value)


def _answers(gathered: Gathered) -> Lines:
    for seq, answer in enumerate(gathered.index.record.answers):
        time = gathered.statement[answer.statement].time.value
        yield _line(seq, gathered.answer(answer), schema.answers, time)


def _changes(gathered: Gathered) -> Lines:
    for seq, turn in enumerate(gathered.index.record.turns):
        row = gathered.change(turn)
        yield _line(seq, row, schema.changes, turn.first, issue_key=folded(row["issue"]))


def _events(gathered: Gathered) -> Lines:
    for seq, happening in enumerate(gathered.index.record.happenings):
        yield _line(seq, gathered.happening(happening), schema.events, happening.time.value, id=happening.id)


def _deadlines(gathered: Gathered) -> Lines:
    for seq, due in enumerate(gathered.index.record.dues):
        yield _line(seq, gathered.due(due), schema.deadlines, due.falls.value, id=due.id)


def _outlets(gathered: Gathered) -> Lines:
    for seq, row in enumerate(gathered.outlets()):
        yield _line(seq, row, schema.outlets, outlet_key=folded(row["outlet"]))


def _contrasts(gathered: Gathered) -> Lines:
    for seq, one in enumerate(gathered.index.record.contrasts):
        row = gathered.contrast(one)
        key = folded(one.outlet)
        yield _line(seq, row, schema.contrasts, outlet_key=key, document_id=one.document, other_id=one.other)
