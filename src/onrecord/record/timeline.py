"""What happened, was said and falls due, in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from onrecord.model import (
    Act,
    Deadline,
    Document,
    Granularity,
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


def timeline(documents: Sequence[Document], readings: Sequence[Reading]) -> tuple[Moment, ...]:
    """Every dated moment of all documents, in order; the same event, words or deadline told twice stands once."""
    found: dict[tuple[Interval, MomentKind, str], list[str]] = {}
    for document, reading in zip(documents, readings, strict=True):
        for moment in _moments(document, reading):
            found.setdefault((moment.time, moment.kind, moment.label), []).extend(moment.items)
    moments = [Moment(time, kind, label, tuple(dict.fromkeys(ids))) for (time, kind, label), ids in found.items()]
    return tuple(sorted(moments, key=_order))


def _order(moment: Moment) -> tuple[date, date, str, str]:
    """By where a moment begins, then where it ends."""
    latest = moment.time.latest or date.max
    return moment.time.earliest or latest, latest, moment.kind, moment.label


def _moments(document: Document, reading: Reading) -> Iterator[Moment]:
    """The moments of one document."""
    for event in reading.events:
        place = f", {event.place}" if event.place and event.place not in event.label else ""
        yield Moment(event.time.value, MomentKind.EVENT, event.label + place, (event.id,))
    said = {s.id: s for s in reading.statements}
    for statement in reading.statements:
        time = statement.time.value
        if time.known and time.granularity is not Granularity.OPEN and statement.speaker and not statement.parent:
            yield Moment(time, MomentKind.STATEMENT, spoken(document, statement), (statement.id,))
    for deadline in reading.deadlines:
        if deadline.falls.value.known:
            yield Moment(
                deadline.falls.value,
                MomentKind.DEADLINE,
                due(document, deadline, said[deadline.statement]),
                (deadline.id,),
            )


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


def due(document: Document, deadline: Deadline, statement: Statement) -> str:
    """A deadline in one line: whose, how long, under which condition."""
    who = statement.speaker.value if statement.speaker else "unnamed"
    bound = f" for {deadline.bound}" if deadline.bound else ""
    condition = f", {' '.join(document.words(deadline.condition).split())}" if deadline.condition else ""
    if deadline.days is None:
        return f"The term set by {who}{bound} ends{condition}"
    return f"The {deadline.days} days set by {who}{bound} end{condition}"
