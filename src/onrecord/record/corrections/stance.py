"""What persons said that statements show, put over the positions that were found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from onrecord.model import (
    Correction,
    Evidence,
    Interval,
    Issue,
    Position,
    Reading,
    Stance,
    Statement,
    Subject,
)
from onrecord.record.corrections.field import STANCES, held, position_of
from onrecord.record.corrections.log import Log, because
from onrecord.record.issues.codebook import Codebook
from onrecord.reference import Reference

_Key = tuple[str, Issue, Stance]


@dataclass(frozen=True, slots=True)
class _Said:
    """A statement, and the state or organisation for which its speaker stands."""

    statement: Statement
    side: str | None


def stanced(
    found: Sequence[Position],
    readings: Sequence[Reading],
    log: Log,
    resolve: Callable[[str], str],
    codebook: Codebook,
    reference: Reference,
) -> tuple[Position, ...]:
    """The positions with the corrections of the log; each that cannot be applied is noted as waiting.

    ``resolve`` gives the name under which an actor stands.
    """
    corrections = [one for one in log.of(Subject.STATEMENT) if any(c.field in STANCES for c in one.changes)]
    rejected = log.of(Subject.POSITION)
    if not corrections and not rejected:
        return tuple(found)
    held_: dict[_Key, Position] = {(p.by, p.issue, p.stance): p for p in found}
    said = _said(readings, reference)
    for one in corrections:
        item = log.item(one)
        if item is None or item not in said:
            continue
        for change in one.changes:
            if change.field in STANCES and change.after is not None:
                _take(one, change.field, change.after, said[item], held_, said, log, resolve, codebook)
    for one in rejected:
        meant = position_of(one.item)
        key = (resolve(meant[0]), _resolved(meant[1], resolve), meant[2]) if meant else None
        if key is None or key not in held_:
            log.waits(one, "nobody is found to hold this position")
        else:
            del held_[key]
            log.applies(one, one.item)
    order = {p.name: n for n, p in enumerate(codebook.predicates)}
    return tuple(
        sorted(
            held_.values(), key=lambda p: (order.get(p.issue.predicate, len(order)), p.issue.arguments, p.stance, p.by)
        )
    )


def _take(
    one: Correction,
    field: str,
    value: str,
    said: _Said,
    held_: dict[_Key, Position],
    every: dict[str, _Said],
    log: Log,
    resolve: Callable[[str], str],
    codebook: Codebook,
) -> None:
    """Sets what one statement shows of one issue: whatever it showed of it before is gone."""
    by, issue = held(value)
    issue = _resolved(issue, resolve)
    if len(codebook.arguments(issue.predicate) or ()) != len(issue.arguments):
        log.waits(one, f"the codebook has no issue {issue}")
        return
    by = resolve(by) if by else None
    stance, item = STANCES[field], said.statement.id
    for key, position in list(held_.items()):
        if key[1] == issue and item in position.statements and (by is None or key[0] == by):
            left = tuple(s for s in position.statements if s != item)
            if left:
                held_[key] = _spread(replace(position, statements=left), every)
            else:
                del held_[key]
    by = by or said.side
    if stance is None:
        return
    if by is None:
        log.waits(one, "nobody is known to say it: set its speaker, or name the holder")
        return
    why: tuple[Evidence, ...] = (because(one),)
    there = held_.get((by, issue, stance))
    shown = (item, *there.statements) if there else (item,)
    evidence = why + there.evidence if there else why
    held_[by, issue, stance] = _spread(Position(by, issue, stance, shown, Interval(), 1.0, evidence), every)


def _resolved(issue: Issue, resolve: Callable[[str], str]) -> Issue:
    return Issue(issue.predicate, tuple(resolve(name) for name in issue.arguments))


def _spread(position: Position, said: dict[str, _Said]) -> Position:
    """A position with the time over which the statements that show it were made."""
    times = [said[s].statement.time.value for s in position.statements if s in said]
    days = [day for time in times for day in (time.earliest, time.latest) if day]
    known = [t.earliest for t in times if t.earliest] if all(t.earliest for t in times) else []
    return replace(position, time=Interval(min(known, default=None), max(days, default=None)))


def _said(readings: Sequence[Reading], reference: Reference) -> dict[str, _Said]:
    """Every statement by id, with the side of its speaker."""
    found = {}
    for reading in readings:
        of = {actor.name: actor.of for actor in reading.actors if actor.of}
        for statement in reading.statements:
            side = statement.speaker.value if statement.speaker else None
            seen: set[str] = set()
            while side in of and side not in seen:
                seen.add(side)
                side = of[side]
            found[statement.id] = _Said(statement, reference.side(side) if side else None)
    return found
