"""Who holds which position: what the statements of all pages show, brought together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from onrecord.model import Act, Answer, AnswerKind, Evidence, Interval, Issue, Position, Stance
from onrecord.record.issues.codebook import Codebook
from onrecord.record.issues.reaction import Held
from onrecord.record.issues.verdict import opposite
from onrecord.record.utterances.told import Told

_TAKING = frozenset({AnswerKind.DENIAL, AnswerKind.REJECTION, AnswerKind.AGREEMENT, AnswerKind.CONCESSION})
_ANSWERING = frozenset({Act.DENY, Act.REJECT, Act.AGREE, Act.CONCEDE})
_SURE = 0.35
"""A position shows by no answer that is less sure."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A position as one statement shows it, made at ``time``, once it is put beside what others show."""

    by: str
    issue: Issue
    stance: Stance
    statement: str
    time: Interval
    confidence: float
    evidence: Evidence
    implied: bool = False
    through: str | None = None

    @classmethod
    def of(cls, held: Held) -> Shown:
        """What is read on a page."""
        one, time = held.statement.id, held.statement.time.value
        sure, why = held.confidence, held.evidence
        return cls(held.by, held.issue, held.stance, one, time, sure, why, held.implied, held.through)


def positions(held: Iterable[Shown], rivals: frozenset[tuple[str, str]], codebook: Codebook) -> tuple[Position, ...]:
    """Every position, one for each actor, issue and stance, strongest evidence first.

    ``held`` is what the statements show, ``rivals`` the pairs of sides of which one speaks against the other: what a
    rival reports of somebody is not that one's position.
    """
    own = [h for h in held if h.through is None or (h.through, h.by) not in rivals]
    alleged = {h.issue for h in own if h.stance is Stance.AFFIRM}
    counted = _stepped([h for h in own if not h.implied or h.issue in alleged], codebook)
    together: dict[tuple[str, Issue, Stance], list[Shown]] = defaultdict(list)
    for one in counted:
        together[one.by, one.issue, one.stance].append(one)
    order = {p.name: n for n, p in enumerate(codebook.predicates)}
    found = [_position(by, issue, stance, shown) for (by, issue, stance), shown in together.items()]
    return tuple(sorted(found, key=lambda p: (order[p.issue.predicate], p.issue.arguments, p.stance, p.by)))


def by_answer(
    held: Sequence[Shown], answers: Sequence[Answer], said: Mapping[str, Told], codebook: Codebook
) -> Iterator[Shown]:
    """The positions that show only by what a statement answers: a denial, a refusal or a yes that names no issue.

    Only issues whose doer is the one who answers count: nobody takes a side on others by answering them.
    """
    shows: dict[str, list[Shown]] = defaultdict(list)
    for shown in held:
        shows[shown.statement].append(shown)
    for answer in answers:
        one = said[answer.statement]
        takes = answer.kind in _TAKING and answer.confidence >= _SURE
        if shows[one.id] or not takes or one.statement.act.value not in _ANSWERING:
            continue
        yes = answer.kind in (AnswerKind.AGREEMENT, AnswerKind.CONCESSION)
        agreed = yes and one.statement.act.value is Act.AGREE
        affirmed = {other.issue for other in shows[answer.to] if other.stance is Stance.AFFIRM}
        for other in shows[answer.to]:
            both = other.stance is Stance.DENY and other.issue in affirmed
            if other.issue.arguments[0] != one.by or other.by == one.by or both:
                continue
            # Who agrees to do something admits nothing by it.
            if agreed and codebook.predicate(other.issue.predicate).about == "fact":
                continue
            evidence = Evidence("answer", f"{answer.kind} of what {other.by} said of {one.by}", one.statement.extent)
            sure = round(0.7 * min(answer.confidence, other.confidence), 3)
            stance = other.stance if yes else opposite(other.stance)
            yield Shown(one.by, other.issue, stance, one.id, one.statement.time.value, sure, evidence)


def _stepped(held: list[Shown], codebook: Codebook) -> list[Shown]:
    """A step of what the doer had already said that it would do counts as that: leaving, then suspending."""
    steps = {p.name: p.step_of for p in codebook.predicates if p.step_of}
    said: dict[tuple[str, ...], date] = {}
    # Who says that it does not leave means the step alone.
    unsaid = {(h.by, h.issue) for h in held if h.stance is Stance.DENY and h.issue.predicate in steps.values()}
    for one in held:
        if one.issue.predicate in steps.values() and one.stance is Stance.AFFIRM and one.issue.arguments[0] == one.by:
            if (one.by, one.issue) in unsaid:
                continue
            day = one.time.latest
            if day is not None:
                key = (one.issue.predicate, *one.issue.arguments)
                said[key] = min(day, said.get(key, day))

    def stepped(one: Shown) -> Shown:
        whole = steps.get(one.issue.predicate)
        day = one.time.earliest or one.time.latest
        before = said.get((whole or "", *one.issue.arguments))
        if whole is None or before is None or day is None or day <= before:
            return one
        return replace(one, issue=Issue(whole, one.issue.arguments))

    return [stepped(one) for one in held]


def _position(by: str, issue: Issue, stance: Stance, shown: list[Shown]) -> Position:
    """One position from all that shows it: as sure as its surest statement."""
    times = [h.time for h in shown]
    days = [d for t in times for d in (t.earliest, t.latest) if d]
    known = [t.earliest for t in times if t.earliest] if all(t.earliest for t in times) else []
    surest = sorted(shown, key=lambda h: -h.confidence)
    return Position(
        by=by,
        issue=issue,
        stance=stance,
        statements=tuple(dict.fromkeys(h.statement for h in surest)),
        time=Interval(min(known, default=None), max(days, default=None)),
        confidence=surest[0].confidence,
        evidence=tuple(h.evidence for h in surest),
    )
