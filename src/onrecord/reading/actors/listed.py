"""Whom of the reference a name means: somebody in another spelling, or a surname that goes with an office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.model.actor import BODIES
from onrecord.reading.actors.shortname import INITIAL, is_short_for, may_be
from onrecord.reference.spelling import ALIKE, initial, likeness

if TYPE_CHECKING:
    from onrecord.reading.actors.cast import Cast


def spelled(cast: Cast, name: str, role: str | None, of: str | None) -> str | None:
    """The person of the reference or of this text whom a spelling can mean, given the same state or office."""
    if " " not in name:
        return held(cast, name, role, of)
    if given := _initialled(cast, name):
        return given
    best: tuple[float, str] = (0.0, "")
    letter = initial(name)
    without = [n for n in cast.reference.by_initial.get(letter, ()) if is_short_for(n, name)]
    if len(without) == 1:
        return without[0]
    for other in cast.initialled(letter):
        alike = likeness(name, other)
        if alike >= ALIKE and alike > best[0]:
            actor = cast.reference.actors.get(other)
            offices = actor.offices if actor else ()
            tied = (
                of is None
                or not offices
                or any(cast.reference.side(of) in (o.of, cast.reference.side(o.of)) for o in offices)
            )
            office = role is None or not offices or any(set(role.split()) & set(o.title.split()) for o in offices)
            if tied and office and (of or role):
                best = (alike, other)
    return best[1] or None


def _initialled(cast: Cast, name: str) -> str | None:
    """The one person of the reference, of a side that the text names, whose given name is cut short: "O. Kell"."""
    *given, surname = name.split()
    if not all(INITIAL.fullmatch(part) for part in given):
        return None
    sides = {cast.reference.side(m.refers.value) for m in cast.mentions if m.kind in BODIES and m.refers}
    fitting = [
        other
        for other in cast.reference.bearers.get(surname, ())
        if may_be(given, other)
        and any(cast.reference.side(o.of) in sides for o in cast.reference.actors[other].offices)
    ]
    return fitting[0] if len(fitting) == 1 else None


def held(cast: Cast, surname: str, role: str | None, of: str | None) -> str | None:
    """The one person of the reference with a surname and an office that is named ("President Drel").

    The phrase says of which state or body, or the text names it somewhere: others have presidents called Drel.
    """
    if role is None:
        return None
    words_of = set(role.replace("-", " ").split())
    side = cast.reference.side(of) if of else None
    fitting = {
        name: {cast.reference.side(o.of) for o in held}
        for name in cast.reference.bearers.get(surname, ())
        if (
            held := [
                o
                for o in cast.reference.actors[name].offices
                if set(o.title.replace("-", " ").split()) <= words_of and side in (None, cast.reference.side(o.of))
            ]
        )
    }
    if len(fitting) != 1:
        return None
    name, sides = fitting.popitem()
    named = (m.refers.value for m in cast.mentions if m.kind in BODIES and m.refers)
    return name if side or any(cast.reference.side(n) in sides for n in named) else None
