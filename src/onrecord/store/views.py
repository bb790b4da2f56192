"""What a record can be asked: eight views, each with the filters that make sense for it."""

from __future__ import annotations

from sqlalchemy import ColumnElement, or_, select

from onrecord.model import Act, ActorKind, CorrectionState, Kind, MomentKind, Stance, Verdict
from onrecord.store import filters, schema
from onrecord.store.across import Across
from onrecord.store.asking import Day, inside, rows, shown_by
from onrecord.store.table import Table


class Views(Across):
    """The lines of a record, filtered.

    Filters add up. ``actor`` is a name or any wording of the pages, in any letter case; ``issue`` a whole
    issue or the start of one (``breaches``); ``outlet`` a name in any letter case; ``document`` the name or
    id of a page; ``since`` and ``until`` keep what may lie in that time, so also what has no date. A value
    that the record cannot hold raises OnRecordError, which names the nearest that it can.
    """

    def documents(
        self,
        *,
        actor: str | None = None,
        outlet: str | None = None,
        since: Day | None = None,
        until: Day | None = None,
        document: str | None = None,
    ) -> Table:
        """The documents; with ``actor``, those that name it; dates are those of publication."""
        t = schema.documents
        with self._store.reading() as connection:
            asked = [t.c.seq.is_not(None), *filters.overlap(t.c.earliest, t.c.latest, since, until)]
            asked += inside(connection, t.c.id, outlet, document)
            if actor is not None:
                named, names = schema.actor_document, filters.actors(connection, actor)
                asked.append(t.c.id.in_(select(named.c.document_id).where(named.c.actor.in_(names))))
            return rows(connection, t, asked)

    def statements(
        self,
        *,
        actor: str | None = None,
        act: str | Act | None = None,
        kind: str | Kind | None = None,
        issue: str | None = None,
        outlet: str | None = None,
        since: Day | None = None,
        until: Day | None = None,
        document: str | None = None,
        once: bool = False,
    ) -> Table:
        """The statements; ``actor`` is who speaks, whom it is aimed at, or who holds a position it shows.

        ``once`` leaves out what an earlier appearance of the same story says in the same words.
        """
        t = schema.statements
        with self._store.reading() as connection:
            asked = filters.overlap(t.c.earliest, t.c.latest, since, until)
            asked += inside(connection, t.c.document_id, outlet, document)
            if actor is not None:
                names = filters.actors(connection, actor)
                held = shown_by(select(schema.positions.c.seq).where(schema.positions.c.by.in_(names)))
                asked.append(or_(t.c.speaker.in_(names), t.c.target.in_(names), t.c.id.in_(held)))
            if act is not None:
                asked.append(t.c.act == filters.choice("act", act, Act))
            if kind is not None:
                asked.append(t.c.kind == filters.choice("kind", kind, Kind))
            if issue is not None:
                about = filters.on_issue(connection, issue, self.predicates())
                asked.append(t.c.id.in_(shown_by(select(schema.positions.c.seq).where(about))))
            if once:
                asked.append(t.c.repeats.is_(None))
            return rows(connection, t, asked)

    def actors(
        self,
        *,
        actor: str | None = None,
        kind: str | ActorKind | None = None,
        outlet: str | None = None,
        document: str | None = None,
    ) -> Table:
        """The actors, who speaks most first; ``actor`` finds one by any wording, and who belongs to it."""
        t, named = schema.actors, schema.actor_document
        with self._store.reading() as connection:
            asked: list[ColumnElement[bool]] = []
            if actor is not None:
                names = filters.actors(connection, actor)
                asked.append(or_(t.c.name.in_(names), t.c.of.in_(names)))
            if kind is not None:
                asked.append(t.c.kind == filters.choice("kind", kind, ActorKind))
            if where := inside(connection, named.c.document_id, outlet, document):
                asked.append(t.c.name.in_(select(named.c.actor).where(*where)))
            return rows(connection, t, asked)

    def positions(
        self,
        *,
        actor: str | None = None,
        issue: str | None = None,
        stance: str | Stance | None = None,
        outlet: str | None = None,
        since: Day | None = None,
        until: Day | None = None,
        document: str | None = None,
    ) -> Table:
        """The positions; ``actor`` is who holds it, or speaks or is meant in a statement that shows it."""
        t, shown, said = schema.positions, schema.position_statement, schema.statements
        with self._store.reading() as connection:
            asked = filters.overlap(t.c.earliest, t.c.latest, since, until)
            if actor is not None:
                names = filters.actors(connection, actor)
                meant = select(said.c.id).where(or_(said.c.speaker.in_(names), said.c.target.in_(names)))
                linked = select(shown.c.position).where(shown.c.statement.in_(meant))
                asked.append(or_(t.c.by.in_(names), t.c.seq.in_(linked)))
            if where := inside(connection, said.c.document_id, outlet, document):
                there = select(said.c.id).where(*where)
                asked.append(t.c.seq.in_(select(shown.c.position).where(shown.c.statement.in_(there))))
            if issue is not None:
                asked.append(filters.on_issue(connection, issue, self.predicates()))
            if stance is not None:
                asked.append(t.c.stance == filters.choice("stance", stance, Stance))
            return rows(connection, t, asked)

    def timeline(
        self,
        *,
        actor: str | None = None,
        kind: str | MomentKind | None = None,
        outlet: str | None = None,
        since: Day | None = None,
        until: Day | None = None,
        document: str | None = None,
    ) -> Table:
        """What happened, was said and falls due, in its order; ``actor`` is anybody whom it concerns."""
        t, at, who = schema.timeline, schema.moment_document, schema.moment_actor
        with self._store.reading() as connection:
            asked = filters.overlap(t.c.earliest, t.c.latest, since, until)
            if actor is not None:
                names = filters.actors(connection, actor)
                asked.append(t.c.seq.in_(select(who.c.moment).where(who.c.actor.in_(names))))
            if kind is not None:
                asked.append(t.c.kind == filters.choice("kind", kind, MomentKind))
            if where := inside(connection, at.c.document_id, outlet, document):
                asked.append(t.c.seq.in_(select(at.c.moment).where(*where)))
            return rows(connection, t, asked)

    def checks(
        self,
        *,
        verdict: str | Verdict | None = None,
        outlet: str | None = None,
        document: str | None = None,
    ) -> Table:
        """What the pages say, held against the reference."""
        t = schema.checks
        with self._store.reading() as connection:
            asked = inside(connection, t.c.document_id, outlet, document)
            if verdict is not None:
                asked.append(t.c.verdict == filters.choice("verdict", verdict, Verdict))
            return rows(connection, t, asked)

    def stories(
        self,
        *,
        outlet: str | None = None,
        since: Day | None = None,
        until: Day | None = None,
        document: str | None = None,
    ) -> Table:
        """The stories, those on most pages first; ``outlet`` and ``document`` find those that appear there."""
        t, told = schema.stories, schema.documents
        with self._store.reading() as connection:
            asked = filters.overlap(t.c.earliest, t.c.latest, since, until)
            if where := inside(connection, told.c.id, outlet, document):
                asked.append(t.c.id.in_(select(told.c.story).where(*where)))
            return rows(connection, t, asked)

    def corrections(
        self,
        *,
        by: str | None = None,
        state: str | CorrectionState | None = None,
        item: str | None = None,
        outlet: str | None = None,
        document: str | None = None,
    ) -> Table:
        """What persons changed, in the order in which they did; ``item`` is the id or name that it is about."""
        t, log = schema.corrected, schema.corrections
        with self._store.reading() as connection:
            asked = inside(connection, t.c.document_id, outlet, document)
            if by is not None:
                asked.append(t.c.id.in_(filters.by_person(connection, by)))
            if state is not None:
                asked.append(t.c.state == filters.choice("state", state, CorrectionState))
            if item is not None:
                about = t.c.id.in_(select(log.c.id).where(log.c.item == item))
                asked.append(or_(t.c.item == item, about))
            query = select(t.c.row).where(*asked).order_by(t.c.seq)
            return Table("corrections", connection.execute(query).scalars())

    @property
    def set_aside(self) -> Table:
        """The pages that could not be used, each with the reason."""
        t = schema.set_aside
        with self._store.reading() as connection:
            aside = connection.execute(select(t.c.name, t.c.reason).order_by(t.c.name, t.c.reason))
            return Table.of("set_aside", ({"document": name, "reason": reason} for name, reason in aside))
