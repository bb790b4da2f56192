"""Whom a statement is aimed at in the end: somebody named, somebody called by what he is, or whom its words reach."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model import Act, Interval, Judgement, Statement
from onrecord.reading.actors.cast import Cast
from onrecord.reading.referents.setting import Setting
from onrecord.reading.statements.addressee import addressee
from onrecord.reading.statements.aim import by_cue, elsewhere, target
from onrecord.reading.statements.reached import taken_up, written_to
from onrecord.reading.statements.spoken import Spoken
from onrecord.reading.statements.wording import Words

# Acts that are done to somebody.
_REACHING = frozenset({Act.REQUEST, Act.ACCUSE, Act.REJECT, Act.THREATEN, Act.AGREE, Act.SUPPORT, Act.CONCEDE})


def aimed(
    cast: Cast,
    item: Spoken,
    seen: Words,
    value: Act,
    came_from: str | None,
    back: str | None,
    published: Interval,
    earlier: Sequence[Statement],
) -> Judgement[str] | None:
    """Whom the act is aimed at: somebody named, or those unnamed who stand in the addressee's place.

    ``came_from`` is the side of the statement that this one answers, ``back`` the side whose doing it points back at.
    """
    named = target(seen, value, came_from, back)
    if value is Act.DENY or (named is not None and named.evidence[0].rule not in ("argument", "first named")):
        return named
    alone = Setting(item.sentence, item.before, None, None, None, None, published)
    other = addressee(cast, seen, value, alone)
    if named is None or other is None:
        return named or other or _reached(cast, item, seen, value, earlier)
    place, own = named.evidence[0].span, other.evidence[0].span
    # Whoever is told before what is said: a name there is the better one ("told all inspectors of the Bureau").
    told = own is not None and own.end <= min(s.start for s in seen.spans)
    if told or elsewhere(seen, value) or (place is not None and own is not None and own.end > place.start):
        return named
    return other


def _reached(cast: Cast, item: Spoken, seen: Words, value: Act, earlier: Sequence[Statement]) -> Judgement[str] | None:
    """Whom words reach that hold nobody to aim at."""
    if value not in _REACHING:
        return None
    again = taken_up(cast, item, seen, earlier) if by_cue(seen, value) else None
    return again or written_to(cast, item, seen)
