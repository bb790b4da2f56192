"""The codings of a record: who affirms or denies which issue in which statement, straight from its tables."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from onrecord.model import Coding, Stance
from onrecord.store import filters, schema
from onrecord.store.store import Store

Day = str | date


def codings(
    store: Store,
    *,
    actor: str | None = None,
    issue: str | None = None,
    outlet: str | None = None,
    since: Day | None = None,
    until: Day | None = None,
    once: bool = True,
    predicates: tuple[str, ...] = (),
) -> tuple[Coding, ...]:
    """What the statements of a record say of its issues, in the order of time, those without a day last.

    ``actor`` keeps what one holds, ``once`` leaves out what an earlier appearance of the same story says in the same
    words. A statement counts on the day by which it was made for certain. Raises OnRecordError for a filter that the
    record cannot hold.
    """
    held, shown, said = schema.positions, schema.position_statement, schema.statements
    with store.reading() as connection:
        asked = filters.overlap(said.c.earliest, said.c.latest, since, until)
        if actor is not None:
            asked.append(held.c.by.in_(filters.actors(connection, actor)))
        if issue is not None:
            asked.append(filters.on_issue(connection, issue, predicates))
        if outlet is not None:
            asked.append(said.c.document_id.in_(filters.of_outlet(connection, outlet)))
        if once:
            asked.append(said.c.repeats.is_(None))
        query = (
            select(held.c.by, held.c.issue, held.c.stance, said.c.document_id, said.c.latest, said.c.id, said.c.seq)
            .join(shown, shown.c.position == held.c.seq)
            .join(said, said.c.id == shown.c.statement)
            .where(*asked)
        )
        # As plain tuples: of a hundred thousand statements there are many.
        rows = [tuple(row) for row in connection.execute(query)]
    rows.sort(key=lambda row: (row[4] or date.max, row[6], row[1], row[0]))
    return tuple(
        Coding(by, issue, stance == Stance.AFFIRM, page, latest, id_)
        for by, issue, stance, page, latest, id_, _ in rows
    )
