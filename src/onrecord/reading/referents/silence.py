"""Who "it" is behind a sentence that tells what somebody does not say, "its" behind one of who said nothing, and who
"she" is not behind one of who only asked.
"""

from __future__ import annotations

import re

from onrecord.model import Span
from onrecord.model.actor import SIDES
from onrecord.reading.actors.cast import Cast
from onrecord.reading.actors.home import home

# "The commission does not say that Veyra kept to it. It says ...".
_NOT_SAID = re.compile(
    r"\s(?:(?:does|did|do)\s+not|(?:does|did|do)n[’']t)\s+(?:even\s+)?say\b[^.!?\n]{3,200}[.!?][”\"’']?\s+$"
)
# "There was no immediate reaction from Ruhn. Its foreign ministry ...".
_NO_WORD = re.compile(
    r"\b[Nn]o\s+(?:\w+\s+){0,2}(?:answer|comment|reaction|reply|response|statement|word)\s+(?:\w+\s+){0,2}?(?:by|from|in)\s"
    r"[^.,;!?\n]{2,60}(?=[.,;][^.!?\n]{0,80}[.!?]?\s+(?:[A-Z]\w+\s+(?:\w+\s+){0,2})?$)"
)
_SAYS = re.compile(r"\s+(?:\w+ly\s+)?(?:says?|said)\b")
_SENTENCE = 220
_PRESS = frozenset("reporter journalist correspondent interviewer questioner moderator presenter newsman".split())
_ASKS = re.compile(r"\?|\bask(?:s|ed|ing)?\b|\bwanted\s+to\s+know\b")


def only_asked(cast: Cast, noun: str, before: Span) -> bool:
    """Whether somebody of the press, called by a noun, put a question in a sentence that another answers: "a reporter
    asked. She said".
    """
    return noun in _PRESS and _ASKS.search(cast.text, before.start, before.end) is not None


def quiet_before(cast: Cast, source: Span) -> str | None:
    """The state or body of which the sentence before tells that there is no word from it."""
    start = max(0, source.start - _SENTENCE)
    told = _NO_WORD.search(cast.text, start, source.start)
    if told is None:
        return None
    named = [m for m in cast.mentions.within(Span(told.start(), told.end())) if m.refers]
    whole = home(named[0], cast.reference) or named[0] if len(named) == 1 else None
    name = whole.refers.value if whole is not None and whole.refers else None
    member = cast.members.get(name or "")
    speaks = name in cast.reference.states or (member is not None and member.kind in SIDES)
    return name if speaks else None


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
