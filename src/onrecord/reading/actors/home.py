"""The state that a place lies in, where only the place is named."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from onrecord.model import Evidence, Judgement, Mention, MentionKind
from onrecord.reading.actors.seat import seated
from onrecord.reference import Naming, Reference


@lru_cache(maxsize=4)
def _states(reference: Reference) -> dict[str, str]:
    """The state of every capital and place of a reference."""
    found = {row.name: row.state for row in reference.tables.places if row.state}
    return found | {n.words: n.refers for n in reference.names if n.naming is Naming.CAPITAL}


def home(mention: Mention, reference: Reference) -> Mention | None:
    """The state that a place is of, as a mention where the place is named ("a curfew in Dunmoor"), or None."""
    if mention.kind is not MentionKind.PLACE or mention.refers is None:
        return None
    state = _states(reference).get(mention.refers.value)
    if state is None or len(seated(mention.refers.value, reference)) > 1:
        return None
    why = Evidence("place", f"{mention.refers.value} is in {state}", mention.span, "reference")
    return Mention(mention.span, MentionKind.STATE, Judgement(state, 0.7, (why,)))


def written_in(datelines: Iterable[str], reference: Reference) -> str | None:
    """The state of the capital that a dateline names ("TOLM, March 3 (Agency)"), or None."""
    capitals = {n.words.casefold(): n.refers for n in reference.names if n.naming is Naming.CAPITAL}
    for line in datelines:
        place = re.split(r"[,(./—–-]", line, maxsplit=1)[0].strip()
        state = capitals.get(place.casefold())
        if state is not None and not any(
            seated(n.words, reference) for n in reference.names if n.words.casefold() == place.casefold()
        ):
            return state
    return None
