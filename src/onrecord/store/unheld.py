"""Why nobody in a record holds a position, in a line for a person: what the tables or the codebook lack."""

from __future__ import annotations

import sqlalchemy as sql
from sqlalchemy import select

from onrecord.model import MentionKind, Reading
from onrecord.reference import Reference
from onrecord.store import schema
from onrecord.store.codec import load
from onrecord.store.store import Store

NO_TABLES = "No positions: no side or agreement is in the tables; see how-to/reference-file"
NO_AGREEMENT = "No positions: agreement or issue unknown: how-to/reference-file, how-to/codebook"
NO_ISSUE = "No positions: nobody takes a side on the codebook's issues; see how-to/codebook"
"""What is told, each within 80 columns."""

_SIDES = 2
"""A dispute has two: of all who speak, those who speak most."""


def unheld(store: Store) -> str | None:
    """Why a record has no positions; None where it has some, where nobody is read to say anything, or where a build
    did not finish, so that nothing can be told yet.
    """
    sides = _sides(store)
    if not sides or store.said("compiled") == "no" or _held(store):
        return None
    reference = Reference.parse(store.said("reference") or "")
    if _names_agreement(store, reference):
        return NO_ISSUE
    # An agreement of states that are known may be missing, or their dispute be about none: nothing tells which.
    return NO_AGREEMENT if any(side in reference.states for side in sides) else NO_TABLES


def _held(store: Store) -> bool:
    with store.reading() as connection:
        return connection.execute(select(schema.positions.c.seq).limit(1)).first() is not None


def _sides(store: Store) -> list[str]:
    """Whom those who speak most stand for."""
    side = schema.statements.c.side
    often = select(side).where(side.is_not(None)).group_by(side).order_by(sql.func.count().desc(), side)
    with store.reading() as connection:
        return list(connection.execute(often.limit(_SIDES)).scalars())


def _names_agreement(store: Store, reference: Reference) -> bool:
    """Whether any page names an agreement of the tables; the network sees others too."""
    parts = schema.compiled
    # Most pages name none, which the text of a reading tells without making one of it.
    query = select(parts.c.json).where(parts.c.part == "readings", parts.c.json.contains(f'"{MentionKind.AGREEMENT}"'))
    with store.reading() as connection:
        return any(
            mention.kind is MentionKind.AGREEMENT and mention.refers and mention.refers.value in reference.agreements
            for text in connection.execute(query).scalars()
            for mention in load(Reading, text).mentions
        )
