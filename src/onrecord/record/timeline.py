"""What happened, was said and falls due, in order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.model import (
    Act,
    Deadline,
    Document,
    Event,
    Granularity,
    Happening,
    Interval,
    Moment,
    MomentKind,
    Reading,
    Statement,
)

_VERBS = {
    Act.AGREE: "agrees",
    Act.CONSULT: "consults",
    Act.SUPPORT: "supports",
    Act.CONCEDE: "concedes to",
    Act.COOPERATE: "cooperates with",
    Act.AID: "aids",
    Act.RETREAT: "yields to",
    Act.REQUEST: "asks",
    Act.ACCUSE: "accuses",
    Act.REJECT: "rejects",
    Act.THREATEN: "threatens",
    Act.PROTEST: "protests against",
    Act.SANCTION: "sanctions",
    Act.MOBILIZE: "mobilizes against",
    Act.COERCE: "coerces",
    Act.ASSAULT: "attacks",
    Act.DENY: "denies",
    Act.SAY: "says",
    Act.UNCLASSIFIED: "says",
}
# These are in the words quoted already where no verb does them: "rejects: would not" reads as its opposite.
_IN_WORDS = frozenset({Act.REJECT, Act.DENY, Act.AGREE, Act.SUPPORT})
# A label quotes this much of what was said.
_QUOTED = 90


def timeline(
    documents: Sequence[Document], readings: Sequence[Reading], happenings: Sequence[Happening]
) -> tuple[Moment, ...]:
    """Every dated moment of all documents, in order; the same event, words or deadline told twice stands once.

    ``happenings`` are the events that pages date, brought together; those that nobody dates stand as their pages tell
    them, no later than these.

    A deadline without its day stands there too, bounded by what is known of it.
    """
    found: dict[tuple[Interval, MomentKind, str], list[str]] = {}
    pairs = list(zip(documents, readings, strict=True))
    dated = {event for happening in happenings for event in happening.events}
    moments = [moment for document, reading in pairs for moment in _moments(document, reading, dated)]
    happened = [Moment(h.time.value, MomentKind.EVENT, _named(h), h.events) for h in happenings]
    for moment in (*happened, *moments, *_deadlines(pairs)):
        found.setdefault((moment.time, moment.kind, moment.label), []).extend(moment.items)
    moments = [Moment(time, kind, label, tuple(dict.fromkeys(ids))) for (time, kind, label), ids in found.items()]
    return tuple(sorted(moments, key=order))


def order(moment: Moment) -> tuple[date, date, str, str, str, str]:
    """By where a moment begins, then where it ends."""
    latest = moment.time.latest or date.max
    return moment.time.earliest or latest, latest, moment.kind, moment.label, str(moment.time), moment.time.granularity


def _named(event: Event | Happening) -> str:
    """What happened, with the place where that is known."""
    return event.label + (f", {event.place}" if event.place and event.place not in event.label else "")


def _moments(document: Document, reading: Reading, dated: set[str]) -> Iterator[Moment]:
    """The moments of one document, but for the events that are ``dated``."""
    for event in reading.events:
        if event.id not in dated:
            yield Moment(event.time.value, MomentKind.EVENT, _named(event), (event.id,))
    for statement in reading.statements:
        time = statement.time.value
        if time.known and time.granularity is not Granularity.OPEN and statement.speaker and not statement.parent:
            yield Moment(time, MomentKind.STATEMENT, spoken(document, statement), (statement.id,))


@dataclass(frozen=True, slots=True)
class _Due:
    """A deadline where it is told."""

    document: Document
    deadline: Deadline
    statement: Statement | None


def _setter(deadline: Deadline, statement: Statement | None) -> str | None:
    """Who sets a deadline: the speaker of the statement that does, else whom the page names."""
    return statement.speaker.value if statement and statement.speaker else deadline.by


def _deadlines(pairs: Sequence[tuple[Document, Reading]]) -> Iterator[Moment]:
    """The deadlines, each once: those of one setter that end at the same time, as long and for the same actor.

    One that is set for nobody by name is taken for the one that names somebody, where that is one alone. What is
    told most fully gives the words.
    """
    alike: defaultdict[tuple[Interval, str | None, int | None], list[_Due]] = defaultdict(list)
    for document, reading in pairs:
        said = {s.id: s for s in reading.statements}
        for deadline in reading.deadlines:
            statement = said[deadline.statement] if deadline.statement else None
            setter = _setter(deadline, statement)
            alike[deadline.falls.value, setter, deadline.days].append(_Due(document, deadline, statement))
    for (time, _, _), dues in alike.items():
        bound = {due.deadline.bound for due in dues if due.deadline.bound}
        only = next(iter(bound)) if len(bound) == 1 else None
        groups: defaultdict[str | None, list[_Due]] = defaultdict(list)
        for one in dues:
            groups[one.deadline.bound or only].append(one)
        for group in groups.values():
            fullest = max(group, key=_fullness)
            label = due(fullest.document, fullest.deadline, fullest.statement)
            yield Moment(time, MomentKind.DEADLINE, label, tuple(one.deadline.id for one in group))


def _fullness(one: _Due) -> tuple[bool, bool, str, str]:
    """How fully a deadline is told: with its condition, for whom; of equals the same one whatever their order."""
    return one.deadline.condition is not None, one.deadline.bound is not None, one.document.id, one.deadline.id


def spoken(document: Document, statement: Statement) -> str:
    """A statement in one line: who does what to whom, in which words."""
    who = statement.speaker.value if statement.speaker else "unnamed"
    by_words = statement.act.evidence[0].rule.startswith("content") and statement.act.value in _IN_WORDS
    verb = _VERBS[Act.SAY if by_words else statement.act.value]
    whom = f" {statement.target.value}" if statement.target else ""
    words = " ".join(" ".join(document.words(s) for s in statement.content).split())
    if len(words) > _QUOTED:
        words = words[:_QUOTED].rsplit(" ", 1)[0] + " …"
    return f"{who} {verb}{whom}: {words}"


def due(document: Document, deadline: Deadline, statement: Statement | None) -> str:
    """A deadline in one line: whose, how long, under which condition."""
    who = _setter(deadline, statement)
    by = f" set by {who or 'unnamed'}" if who or statement else ""
    bound = f" for {deadline.bound}" if deadline.bound else ""
    condition = f", {' '.join(document.words(deadline.condition).split())}" if deadline.condition else ""
    if deadline.days is None:
        return f"The term{by}{bound} ends{condition}"
    return f"The {deadline.days} days{by}{bound} end{condition}"
