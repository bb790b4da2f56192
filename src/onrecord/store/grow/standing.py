"""Who holds which position, and who changed sides, where some pages changed: all on the issues that they show."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import insert, select

from onrecord.model import Answer, Interval, Issue, Position, Stance, Turn
from onrecord.record.positions.position import Shown, by_answer, positions
from onrecord.record.positions.turn import turns
from onrecord.record.utterances.told import Told
from onrecord.store import rank, schema
from onrecord.store.codec import load
from onrecord.store.grow.ground import Ground
from onrecord.store.grow.trace import of_taken, steps
from onrecord.store.rank import Labels
from onrecord.store.writer import among


class Standing:
    """The positions on the issues that changed, and the changes of side.

    ``families`` are those issues, as texts, each with those that are steps of it. ``moved`` are the statements that
    show another position than before.
    """

    def __init__(self, ground: Ground, past: Collection[str]) -> None:
        """``past`` are the families of the changed pages as they were."""
        self._ground = ground
        self._families = {*past, *(row.family for row in ground.rows(schema.shows, ground.changed))}
        self.now: tuple[Position, ...] = ()
        self.turns: list[tuple[str, Turn]] = []
        """The changes of side that are other than the record has them, or by a statement of a changed page, each with
        its rank.
        """
        self.turned: set[str] = set()
        """The ranks of these, and of those that are no more."""
        self.issues: set[str] = set()
        self.moved: set[str] = set()

    def take(self, touched: Collection[str], answers: Iterable[Answer], told: Mapping[str, Told]) -> None:
        """Puts the positions that ``answers`` show in the place of those that ``touched`` statements showed by theirs.

        ``told`` are the statements that answer.
        """
        table, execute = schema.shows, self._ground.connection.execute
        query = select(table.c.family).where(table.c.answer == 1, among(table.c.statement, touched))
        self._families |= set(execute(query).scalars())
        execute(table.delete().where(table.c.answer == 1, among(table.c.statement, touched)))
        given = sorted(answers, key=lambda a: a.statement)
        wanted = {id_ for one in given for id_ in (one.statement, one.to)}
        shown = select(table.c.json).where(table.c.answer == 0, among(table.c.statement, wanted))
        held = [load(Shown, text) for text in execute(shown.order_by(table.c.rank)).scalars()]
        codebook = self._ground.codebook
        if rows := list(of_taken(by_answer(held, given, told, codebook), told, codebook)):
            execute(insert(table), rows)
        self._families |= set(execute(query).scalars())

    def counted(self, statements: Collection[str]) -> None:
        """Takes the issues of which some statements count, or count no more, among those that changed."""
        table = schema.shows
        query = select(table.c.family).where(among(table.c.statement, statements))
        self._families |= set(self._ground.connection.execute(query).scalars())

    def settle(self, rivals: frozenset[tuple[str, str]], own: Collection[str]) -> None:
        """Makes the positions anew; ``own`` are the statements of the changed pages."""
        ground, table = self._ground, schema.shows
        query = select(table.c.json).where(among(table.c.family, self._families)).order_by(table.c.rank)
        held = [load(Shown, text) for text in ground.connection.execute(query).scalars()]
        self.now = positions(held, rivals, ground.codebook)
        parts: dict[str, set[str]] = {}
        for step, of in steps(ground.codebook).items():
            parts.setdefault(of, set()).add(step)
        for family in self._families:
            predicate, _, rest = family.partition("(")
            self.issues |= {f"{one}({rest}" for one in {predicate, *parts.get(predicate, ())}}
        self._compare()
        self._turn(turns(self.now, {h.statement: h.time for h in held}), set(own))

    def _compare(self) -> None:
        """Which statements show another position than before."""
        held, by = schema.positions, schema.position_statement
        query = select(held.c.seq, held.c.by, held.c.issue, held.c.stance).where(among(held.c.issue, self.issues))
        rows = self._ground.connection.execute(query)
        places = {(row.by, row.issue, row.stance): row.seq for row in rows}
        shown = select(by.c.position, by.c.statement).where(among(by.c.position, list(places.values())))
        then = {(position, statement) for position, statement in self._ground.connection.execute(shown)}
        now = {
            (places.get((one.by, str(one.issue), str(one.stance)), -n), statement)
            for n, one in enumerate(self.now, start=1)
            for statement in one.statements
        }
        self.moved = {statement for _, statement in then ^ now}

    def _turn(self, every: Iterable[Turn], own: set[str]) -> None:
        table, parts = schema.changes, schema.compiled
        at = select(table.c.rank).where(among(table.c.issue, self.issues))
        query = select(parts.c.rank, parts.c.json).where(parts.c.part == "turns", parts.c.rank.in_(at))
        then = {at: load(Turn, text) for at, text in self._ground.connection.execute(query)}
        now = rank.of_turns(list(every))
        self.turns = [(at, turn) for at, turn in now if then.get(at) != turn or own & set(turn.statements)]
        self.turned = {at for at, _ in self.turns} | (set(then) - {at for at, _ in now})

    def known(self, statements: Collection[str], labels: Labels) -> tuple[Position, ...]:
        """The positions that changed, and as far as it shows in them those that some statements show."""
        held, by = schema.positions, schema.position_statement
        query = (
            select(held.c.rank, held.c.by, held.c.issue, held.c.stance, by.c.statement)
            .join(by, held.c.seq == by.c.position)
            .where(among(by.c.statement, statements))
            .order_by(held.c.rank)
        )
        other: dict[str, Position] = {}
        for at, actor, issue, stance, statement in self._ground.connection.execute(query):
            if issue not in self.issues:
                known = other.get(at)
                shown = (*(known.statements if known else ()), statement)
                other[at] = Position(actor, _issue(issue), Stance(stance), shown, Interval(), 1.0)
        every = [(rank.of_position(one, labels), one) for one in self.now] + list(other.items())
        return tuple(one for _, one in sorted(every, key=lambda pair: pair[0]))


def _issue(text: str) -> Issue:
    """An issue from its text; arguments that hold commas come apart, and together again as text."""
    predicate, _, rest = text.partition("(")
    return Issue(predicate, tuple(rest[:-1].split(", ")))
