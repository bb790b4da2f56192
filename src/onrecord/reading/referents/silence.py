"""Who "it" is behind a sentence that tells what somebody does not say."""

from __future__ import annotations

import re

from onrecord.model import Span
from onrecord.model.actor import SIDES
from onrecord.reading.actors.cast import Cast

# "The commission does not say that Veyra kept to it. It says ...".
_NOT_SAID = re.compile(
    r"\s(?:(?:does|did|do)\s+not|(?:does|did|do)n[’']t)\s+(?:even\s+)?say\b[^.!?\n]{3,200}[.!?][”\"’']?\s+$"
)
_SAYS = re.compile(r"\s+(?:\w+ly\s+)?(?:says?|said)\b")
_SENTENCE = 220


def silent_before(cast: Cast, source: Span) -> str | None:
    """The state or body that does not say something in the sentence before, where "it says" goes on."""
    start = max(0, source.start - _SENTENCE)
    told = _NOT_SAID.search(cast.text[start : source.start]) if _SAYS.match(cast.text, source.end) else None
    if told is None:
        return None
    at = start + told.start()
    named = next((m for m in cast.mentions.touching(Span(at - 1, at)) if m.span.end == at and m.refers), None)
    member = cast.members.get(named.refers.value) if named is not None and named.refers else None
    return member.name if member is not None and member.kind in SIDES else None
