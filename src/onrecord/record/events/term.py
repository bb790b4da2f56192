"""The same term told with its day and without it: what one statement dates, the others fall due on too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from onrecord.model import Deadline, Document, Evidence, Interval, Judgement, Reading, Story

_SURE = 0.8
"""How sure it is at most that two tellings of a term mean the same one."""


@dataclass(frozen=True, slots=True)
class _Dated:
    """A term whose day is known: the page that tells it, its story, for whom it is set, and until when."""

    document: Document
    story: str
    bound: str | None
    falls: Judgement[Interval]
    day: date


def settled(documents: Sequence[Document], readings: Sequence[Reading], stories: Sequence[Story]) -> list[Reading]:
    """The readings, in their order, with the day on which a deadline ends where the same term is told with it.

    The same is a term of as many days, set by the same speaker, for nobody else. It must have begun by the time of the
    telling without a day, and in another story it must still run then. A term told on the same page is asked first,
    then one of the same story, then any; where those who are asked do not agree on the day, it stays open.
    """
    story_of = {document: story.id for story in stories for document in story.documents}
    known: defaultdict[tuple[str, int], list[_Dated]] = defaultdict(list)
    for document, reading in zip(documents, readings, strict=True):
        for deadline, setter in _counted(reading):
            day = deadline.falls.value.earliest
            if day is not None and day == deadline.falls.value.latest:
                one = _Dated(document, story_of.get(document.id, ""), deadline.bound, deadline.falls, day)
                known[setter, deadline.days or 0].append(one)
    found = []
    for document, reading in zip(documents, readings, strict=True):
        given: dict[str, Judgement[Interval]] = {}
        for deadline, setter in _counted(reading):
            same = _same(document, story_of.get(document.id, ""), reading, deadline, known[setter, deadline.days or 0])
            if same is not None:
                given[deadline.id] = _with_day(document, deadline, same)
        dated = tuple(replace(d, falls=given[d.id]) if d.id in given else d for d in reading.deadlines)
        found.append(replace(reading, deadlines=dated) if given else reading)
    return found


def _counted(reading: Reading) -> Iterator[tuple[Deadline, str]]:
    """The deadlines that are counted in days, with who sets them, where that is known."""
    said = {statement.id: statement for statement in reading.statements}
    for deadline in reading.deadlines:
        statement = said.get(deadline.statement) if deadline.statement else None
        if deadline.days is not None and statement is not None and statement.speaker is not None:
            yield deadline, statement.speaker.value


def _same(
    document: Document, story: str, reading: Reading, deadline: Deadline, known: Sequence[_Dated]
) -> _Dated | None:
    """The term with its day that a deadline without one is, where there is one alone."""
    if deadline.falls.value.known:
        return None
    out = reading.published.value
    fitting = [
        one
        for one in known
        if one.day in deadline.falls.value and (one.bound is None or deadline.bound in (None, one.bound))
    ]
    # In another story it is the same only while it runs: a page of a year later tells of another, or looks back.
    near = (
        [one for one in fitting if one.document.id == document.id],
        [one for one in fitting if one.story and one.story == story],
        [one for one in fitting if out.latest is not None and out.earliest is not None and out.latest <= one.day],
    )
    asked = next((group for group in near if group), [])
    return min(asked, key=lambda o: (o.document.name, o.document.id)) if len({o.day for o in asked}) == 1 else None


def _with_day(document: Document, deadline: Deadline, same: _Dated) -> Judgement[Interval]:
    """When a deadline ends, by the same term told with its day."""
    where = "on this page" if same.document.id == document.id else f"by {same.document.name}"
    says = f"the same {deadline.days} days are told {where} with the day on which they end, {same.day}"
    why = (Evidence("same term", says, deadline.span, same.document.name), *same.falls.evidence[:1])
    return Judgement(same.falls.value, round(min(_SURE, same.falls.confidence), 3), why)
