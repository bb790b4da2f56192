"""What a record can be asked across documents: who answers whom, what happened, what is told where."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, or_, select

from onrecord.model import Act, AnswerKind, ContrastKind, OnRecordError, Outcome, Stance
from onrecord.store import filters, schema
from onrecord.store.asking import Day, inside, rows, shown_by
from onrecord.store.plain import folded
from onrecord.store.store import Store
from onrecord.store.table import Table


class Across:
    """The views of what is gathered across documents; filters as in ``Views``."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def answers(
        self,
        *,
        actor: str | None = None,
        kind: str | AnswerKind | None = None,
        issue: str | None = None,
        exchange: str | None = None,
        outlet: str | None = None,
        since: Day | None = None,
        until: Day | None = None,
        document: str | None = None,
    ) -> Table:
        """Which statement answers which, in order; ``actor`` is who answers or is answered.

        ``issue`` keeps those in which either side shows a position on it, ``exchange`` those of one exchange.
        """
        t, said = schema.answers, schema.statements
        with self._store.reading() as connection:
            asked = filters.overlap(t.c.earliest, t.c.latest, since, until)
            if actor is not None:
                names = filters.actors(connection, actor)
                theirs = select(said.c.id).where(or_(said.c.speaker.in_(names), said.c.side.in_(names)))
                asked.append(or_(t.c.id.in_(theirs), t.c.to.in_(theirs)))
            if kind is not None:
                asked.append(t.c.kind == filters.choice("kind", kind, AnswerKind))
            if issue is not None:
                about = filters.on_issue(connection, issue, self.predicates())
                shown = shown_by(select(schema.positions.c.seq).where(about))
                asked.append(or_(t.c.id.in_(shown), t.c.to.in_(shown)))
            if exchange is not None:
                if connection.execute(select(said.c.id).where(said.c.id == exchange)).first() is None:
                    raise OnRecordError(f'no statement "{exchange}" in this record: give the id of one in the exchange')
                asked.append(or_(t.c.exchange == exchange, t.c.id == exchange, t.c.to == exchange))
            if where := inside(connection, said.c.document_id, outlet, document):
                there = select(said.c.id).where(*where)
                asked.append(or_(t.c.id.in_(there), t.c.to.in_(there)))
            return rows(connection, t, asked)

    def changes(
        self,
        *,
        actor: str | None = None,
        issue: str | None = None,
        stance: str | Stance | None = None,
        since: Day | None = None,
        until: Day | None = None,
    ) -> Table:
        """Who took the other side of an issue, and when; ``stance`` is the one that was taken then."""
        t = schema.changes
        with self._store.reading() as connection:
            asked = filters.overlap(t.c.earliest, t.c.latest, since, until)
            if actor is not None:
                asked.append(t.c.by.in_(filters.actors(connection, actor)))
            if issue is not None:
                asked.append(filters.on_issue(connection, issue, self.predicates(), t))
            if stance is not None:
                asked.append(t.c.after == filters.choice("stance", stance, Stance))
            return rows(connection, t, asked)

    def utterances(
        self,
        *,
        actor: str | None = None,
        act: str | Act | None = None,
        issue: str | None = None,
        outlet: str | None = None,
        since: Day | None = None,
        until: Day | None = None,
        document: str | None = None,
    ) -> Table:
        """What is told on several pages, that on most first; ``actor`` is who speaks, or for whom."""
        t, said = schema.utterances, schema.statements
        with self._store.reading() as connection:
            asked = filters.overlap(t.c.earliest, t.c.latest, since, until)
            if actor is not None:
                names = filters.actors(connection, actor)
                by = or_(said.c.speaker.in_(names), said.c.side.in_(names))
                asked.append(t.c.id.in_(select(said.c.utterance).where(by)))
            if act is not None:
                asked.append(t.c.act == filters.choice("act", act, Act))
            if issue is not None:
                about = filters.on_issue(connection, issue, self.predicates())
                shown = shown_by(select(schema.positions.c.seq).where(about))
                asked.append(t.c.id.in_(select(said.c.utterance).where(said.c.id.in_(shown))))
            if where := inside(connection, said.c.document_id, outlet, document):
                asked.append(t.c.id.in_(select(said.c.utterance).where(*where)))
            return rows(connection, t, asked)

    def events(
        self,
        *,
        actor: str | None = None,
        act: str | Act | None = None,
        outlet: str | None = None,
        since: Day | None = None,
        until: Day | None = None,
        document: str | None = None,
    ) -> Table:
        """What happened, in order, each event once; ``actor`` is who takes part."""
        t, at, who = schema.events, schema.event_document, schema.event_actor
        with self._store.reading() as connection:
            asked = filters.overlap(t.c.earliest, t.c.latest, since, until)
            if actor is not None:
                names = filters.actors(connection, actor)
                asked.append(t.c.seq.in_(select(who.c.event).where(who.c.actor.in_(names))))
            if act is not None:
                asked.append(t.c.act == filters.choice("act", act, Act))
            if where := inside(connection, at.c.document_id, outlet, document):
                asked.append(t.c.seq.in_(select(at.c.event).where(*where)))
            return rows(connection, t, asked)

    def deadlines(
        self,
        *,
        actor: str | None = None,
        became: str | Outcome | None = None,
        outlet: str | None = None,
        since: Day | None = None,
        until: Day | None = None,
        document: str | None = None,
    ) -> Table:
        """What falls due and what became of it, in order; ``actor`` is who sets it or is bound by it."""
        t, at = schema.deadlines, schema.deadline_document
        with self._store.reading() as connection:
            asked = filters.overlap(t.c.earliest, t.c.latest, since, until)
            if actor is not None:
                names = filters.actors(connection, actor)
                asked.append(or_(t.c.set_by.in_(names), t.c.bound.in_(names)))
            if became is not None:
                asked.append(t.c.became == filters.choice("outcome", became, Outcome))
            if where := inside(connection, at.c.document_id, outlet, document):
                asked.append(t.c.seq.in_(select(at.c.deadline).where(*where)))
            return rows(connection, t, asked)

    def outlets(self, *, outlet: str | None = None) -> Table:
        """What each outlet carries: how much, whom it lets speak and in which way, whom it leaves out."""
        t = schema.outlets
        with self._store.reading() as connection:
            return rows(connection, t, self._by_outlet(connection, t.c.outlet_key, outlet))

    def contrasts(
        self,
        *,
        kind: str | ContrastKind | None = None,
        outlet: str | None = None,
        document: str | None = None,
    ) -> Table:
        """In what outlets differ; ``document`` is the page on either side."""
        t = schema.contrasts
        with self._store.reading() as connection:
            asked = self._by_outlet(connection, t.c.outlet_key, outlet)
            if kind is not None:
                asked.append(t.c.kind == filters.choice("kind", kind, ContrastKind))
            if document is not None:
                ids = filters.of_document(connection, document)
                asked.append(or_(t.c.document_id.in_(ids), t.c.other_id.in_(ids)))
            return rows(connection, t, asked)

    def predicates(self) -> tuple[str, ...]:
        """The predicates that the record's codebook knows, whether or not anybody spoke to them."""
        return tuple((self._store.said("predicates") or "").split())

    @staticmethod
    def _by_outlet(connection: Connection, key: ColumnElement[str], outlet: str | None) -> list[ColumnElement[bool]]:
        """That a column holds the key of an outlet, where one is asked for."""
        if outlet is None:
            return []
        filters.of_outlet(connection, outlet)
        return [key == folded(outlet)]
