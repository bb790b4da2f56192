"""Where rows belong in their views: texts that sort as the views do, and numbers with room between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

from onrecord.model import Actor, Contrast, Document, Due, Happening, Issue, Moment, Position, Reading, Turn
from onrecord.record.comparison import order as contrast_order
from onrecord.record.events.timeline import order as moment_order
from onrecord.record.utterances.told import Told

STEP = 1 << 40
"""How far apart the numbers of two rows are that are written together."""
NEAR = 1 << 22
"""How far from the row before it one is put that comes between two: so that those after it find room, too."""
_MIDDLE = 5_000_000_000

Labels = Mapping[str, tuple[str, str | None]]
"""By the name of a predicate, in the order of the codebook: its proposition in words, and what denying it says."""


def rank(*parts: str | int | date | None) -> str:
    """Parts as one text that sorts as they would one after the other; None comes last."""
    return "\x01".join(map(_sortable, parts))


def _sortable(part: str | int | date | None) -> str:
    if isinstance(part, int):
        return f"{_MIDDLE + part:010d}"
    return (date.max if part is None else part).isoformat() if not isinstance(part, str) else part


def last(at: str) -> int:
    """The last part of a rank, which is a number."""
    return int(at.rpartition("\x01")[2]) - _MIDDLE


def of_document(document: Document) -> str:
    """By the name of the page."""
    return rank(document.name, document.id)


def of_story(document: Document, reading: Reading) -> str:
    """By the day on which its first page was out for certain; of one day, the longest text first."""
    published = reading.published.value
    return rank(published.latest, published.earliest, -len(document.text), document.name, document.id)


def of_actor(actor: Actor, spoken: int) -> str:
    """Those who speak most first."""
    return rank(-spoken, actor.name)


def of_position(position: Position, labels: Labels) -> str:
    """In the order of the codebook."""
    place = {name: n for n, name in enumerate(labels)}.get(position.issue.predicate, len(labels))
    return rank(place, *position.issue.arguments, position.stance, position.by)


def of_turn(turn: Turn, number: int) -> str:
    """By issue and actor, then in time: the ``number`` in the changes of this actor on this issue."""
    return rank(str(turn.issue), turn.by, number)


def of_turns(turns: Sequence[Turn]) -> list[tuple[str, Turn]]:
    """Changes with their ranks: all of an actor on an issue must be there, one after the other."""
    groups = groupby(turns, lambda turn: (turn.by, turn.issue))
    return [(of_turn(turn, n), turn) for _, group in groups for n, turn in enumerate(group)]


def of_moment(moment: Moment) -> str:
    """In time."""
    return rank(*moment_order(moment))


def of_telling(one: Told) -> str:
    """By the day on which its page was out; of one day, the longest first."""
    return rank(one.out, -len(one.words), one.document, one.place)


def of_answer(one: Told) -> str:
    """By the last day on which it may have been said, then by page."""
    return rank(one.until or one.out, one.document, one.place)


def of_happening(happening: Happening) -> str:
    """In time."""
    time = happening.time.value
    return rank(time.earliest or date.min, time.latest, happening.label, happening.id)


def of_due(due: Due) -> str:
    """By the day on which it falls."""
    return rank(due.falls.value.latest or due.falls.value.earliest, due.id)


def of_contrast(contrast: Contrast) -> str:
    """By kind and outlet."""
    return rank(*contrast_order(contrast), contrast.document or "")


def of_issue(issue: Issue, steps: Mapping[str, str]) -> str:
    """The family of an issue: the issue that it is a step of, or itself. ``steps`` goes from each step to its whole."""
    return f"{steps.get(issue.predicate, issue.predicate)}({', '.join(issue.arguments)})"
