"""What happened, was said and falls due, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.model import (
    Act,
    Deadline,
    Document,
    Due,
    Event,
    Granularity,
    Happening,
    Interval,
    Mention,
    Moment,
    MomentKind,
    Reading,
    Span,
    Statement,
)
from onrecord.model.actor import ACTORS
from onrecord.record.events.label import Told, label

# The label of a term quotes this much of what is due, without marks at its ends.
_TERMED, _MARGINS = 70, " ,;:“”\"'"
_PRONOUNS = frozenset({"it", "its", "they", "their", "them", "he", "his", "him", "she", "her"})
"""Words that name nobody to whoever reads them alone."""


def timeline(
    documents: Sequence[Document],
    readings: Sequence[Reading],
    happenings: Sequence[Happening],
    dues: Sequence[Due],
) -> tuple[Moment, ...]:
    """Every dated moment of all documents, in order; the same event, words or deadline told twice stands once.

    ``happenings`` are the events that pages date, brought together; those that nobody dates stand as their pages tell
    them, no later than these. ``dues`` are the deadlines, brought together.

    A deadline without its day stands there too, bounded by what is known of it.
    """
    pairs = list(zip(documents, readings, strict=True))
    own = [moment for document, reading in pairs for moment in of_page(document, reading)]
    told = [one for document, reading in pairs for one in falling(document, reading)]
    return joined([*map(of_happening, happenings), *own, *fallen(told, dues)])


def joined(moments: Iterable[Moment]) -> tuple[Moment, ...]:
    """Moments in order, those of one time, kind and wording as one."""
    found: dict[tuple[Interval, MomentKind, str], list[str]] = {}
    for moment in moments:
        found.setdefault((moment.time, moment.kind, moment.label), []).extend(moment.items)
    every = [Moment(time, kind, label, tuple(dict.fromkeys(ids))) for (time, kind, label), ids in found.items()]
    return tuple(sorted(every, key=order))


def of_happening(happening: Happening) -> Moment:
    """An event of the world as a line of the timeline."""
    return Moment(happening.time.value, MomentKind.EVENT, _named(happening), happening.events)


def order(moment: Moment) -> tuple[date, date, str, str, str, str]:
    """By where a moment begins, then where it ends."""
    latest = moment.time.latest or date.max
    return moment.time.earliest or latest, latest, moment.kind, moment.label, str(moment.time), moment.time.granularity


def _named(event: Event | Happening) -> str:
    """What happened, with the place where that is known."""
    named = not event.place or event.place in event.label or event.label.endswith("…")
    return event.label if named else f"{event.label}, {event.place}"


def of_page(document: Document, reading: Reading) -> Iterator[Moment]:
    """The moments of one document, but for its deadlines and the events that are dated: those are happenings."""
    for event in reading.events:
        if not event.time.value.known:
            yield Moment(event.time.value, MomentKind.EVENT, _named(event), (event.id,))
    for statement in reading.statements:
        time = statement.time.value
        if time.known and time.granularity is not Granularity.OPEN and statement.speaker and not statement.parent:
            yield Moment(time, MomentKind.STATEMENT, spoken(document, statement, reading.mentions), (statement.id,))


@dataclass(frozen=True, slots=True)
class Falling:
    """A deadline as a page tells it, in the words of ``label``: whether it says how long, who must act, and if what."""

    deadline: str
    document: str
    label: str
    counted: bool
    bound: bool
    conditioned: bool


def _setter(deadline: Deadline, statement: Statement | None) -> str | None:
    """Who sets a deadline: the speaker of the statement that does, else whom the page names."""
    return statement.speaker.value if statement and statement.speaker else deadline.by


def falling(document: Document, reading: Reading) -> Iterator[Falling]:
    """The deadlines of one document."""
    said = {s.id: s for s in reading.statements}
    for deadline in reading.deadlines:
        statement = said[deadline.statement] if deadline.statement else None
        yield Falling(
            deadline.id,
            document.id,
            due(document, deadline, statement),
            deadline.days is not None,
            deadline.bound is not None,
            deadline.condition is not None,
        )


def fallen(told: Iterable[Falling], dues: Iterable[Due]) -> Iterator[Moment]:
    """The deadlines, each once, in the words that tell it most fully."""
    by_id = {one.deadline: one for one in told}
    for due_ in dues:
        group = [by_id[id_] for id_ in due_.deadlines if id_ in by_id]
        if group:
            label = max(group, key=_fullness).label
            yield Moment(due_.falls.value, MomentKind.DEADLINE, label, tuple(one.deadline for one in group))


def _fullness(one: Falling) -> tuple[bool, bool, bool, str, str]:
    """How fully a deadline is told: with its condition, for whom, how long; of equals the same one in any order."""
    return one.conditioned, one.bound, one.counted, one.document, one.deadline


def spoken(document: Document, statement: Statement, mentions: Sequence[Mention] = ()) -> str:
    """A statement in one line: who does what to whom, in which words; ``mentions`` are those of its page."""
    act, rule = statement.act.value, statement.act.evidence[0].rule
    whom = statement.target.value if statement.target else None
    inside = [m for m in mentions if m.refers and any(m.span in words for words in statement.content)]
    names = {m.refers.value for m in inside if m.refers and not _pronoun(document, m)}
    first, last = (statement.content or (None,))[0], (statement.cue or (None,))[-1]
    between = document.text[last.end : first.start] if first and last and first.line == last.line else ""
    return label(
        Told(
            statement.speaker.value if statement.speaker else "unnamed",
            act,
            " ".join(" ".join(document.words(s) for s in statement.content).split()),
            whom,
            cue=document.words(last) if last and between.isspace() and rule != "negated cue" else "",
            behind=not (first and last and first.start < statement.cue[0].start),
            by_words=rule.startswith("content"),
            naming=rule == "naming",
            named=whom in names,
            lead=next((m.refers.value for m in inside if first and m.refers and _leads(document, m, first)), None),
        )
    )


def _leads(document: Document, mention: Mention, words: Span) -> bool:
    """Whether words begin with who is mentioned, by a name or an article and one."""
    if mention.span not in words:
        return False
    ahead = document.words(Span(words.start, mention.span.start, words.line)).strip().lower()
    return mention.kind in ACTORS and not _pronoun(document, mention) and ahead in ("", "the", "both")


def _pronoun(document: Document, mention: Mention) -> bool:
    """Whether a mention is a pronoun, or stands behind one: "its envoy"."""
    return document.words(mention.span).partition(" ")[0].lower() in _PRONOUNS


def due(document: Document, deadline: Deadline, statement: Statement | None) -> str:
    """A deadline in one line: whose, how long, under which condition."""
    who = _setter(deadline, statement)
    by = f" set by {who or 'unnamed'}" if who or statement else ""
    bound = f" for {deadline.bound}" if deadline.bound else ""
    condition = f", {' '.join(document.words(deadline.condition).split())}" if deadline.condition else ""
    held = statement is not None and statement.act.value is Act.THREATEN and deadline.condition is not None
    if held and deadline.condition and deadline.days is None and not deadline.span.touches(deadline.condition):
        return f"The threat of {who or 'unnamed'} falls due{condition}"
    if deadline.days is None and who and who == deadline.bound:
        return f"What {who} promised falls due{condition or _what_for(document, deadline, statement)}"
    if deadline.days is None:
        return f"The term{by}{bound} ends{condition or _what_for(document, deadline, statement)}"
    term, verb = ("day", "ends") if deadline.days == 1 else (f"{deadline.days} days", "end")
    return f"The {term}{by}{bound} {verb}{condition}"


def _what_for(document: Document, deadline: Deadline, statement: Statement | None) -> str:
    """What is due, in few words: those that end with the day, of who sets it or of the page."""
    said = (
        [c for c in statement.content if c.line is None and c.start <= deadline.span.start < c.end] if statement else []
    )
    start = said[0].start if said else deadline.span.start
    words = " ".join(document.text[start : deadline.span.end].split()).strip(_MARGINS)
    if len(words) > _TERMED:
        words = "… " + words[-_TERMED:].split(" ", 1)[-1]
    return f": {words}" if words else ""
