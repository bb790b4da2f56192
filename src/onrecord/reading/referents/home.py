"""Of which state those are who speak in its capital, and whose "this government" is."""

from __future__ import annotations

import re

from onrecord.model import MentionKind, Span
from onrecord.reading.actors.cast import Cast
from onrecord.reading.actors.home import home
from onrecord.reading.grammar.token import Token
from onrecord.reading.referents.setting import Setting

# A government sits in its own capital; embassies, armies and outlets sit anywhere.
_GOVERNING = frozenset({"government", "ministry", "cabinet", "parliament"})
_OWN = re.compile(r"(?:this|our|my)\s+(?:government|administration|cabinet)", re.IGNORECASE)


def in_capital(cast: Cast, source: Span, tokens: list[Token]) -> str | None:
    """The state in whose capital a part of a government speaks: "the defence ministry in Ruhn", "a government source
    in Ruhn".
    """
    place = next((m for m in cast.mentions.within(source) if m.kind is MentionKind.PLACE and m.refers), None)
    if place is None or place.span.end != source.end:
        return None
    ahead = [t for t in tokens if t.is_word and t.start < place.span.start]
    if len(ahead) < 3 or ahead[-1].lower != "in" or _GOVERNING.isdisjoint(t.lower for t in ahead):
        return None
    if any(t.is_capital for t in ahead[1:]):
        return None  # "a Western government source in Ruhn"
    stands = home(place, cast.reference)
    state = stands.refers.value if stands is not None and stands.refers else None
    named = place.refers.value if place.refers else None
    return state if state is not None and cast.reference.states[state].capital == named else None


def this_government(cast: Cast, source: Span, setting: Setting) -> str | None:
    """The state of somebody who speaks of "this government"."""
    if setting.holder is None or not _OWN.fullmatch(cast.text, source.start, source.end):
        return None
    state = cast.side(setting.holder)
    return state if state in cast.reference.states else None
