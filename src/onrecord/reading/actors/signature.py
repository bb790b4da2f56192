"""Who wrote a page in the first person that ends on a line about its author: "Oda Kell is the mayor of Ruhn."."""

from __future__ import annotations

import re

from onrecord.model import MentionKind, Span
from onrecord.reading.actors.cast import Cast

_IS = re.compile(r",?\s+(?:is|was|teaches|writes|served|serves|leads|heads)\b")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"\n]*\"|''.*?''")
_I = re.compile(r"\b(?:I|my)\b")
_OFTEN = 3
_LONGEST = 300


def signed(cast: Cast) -> str | None:
    """The person whom the last line is about, where the page says "I" outside of quotations."""
    text = cast.text.rstrip()
    start = text.rfind("\n") + 1
    if len(text) - start > _LONGEST or len(_I.findall(_QUOTED.sub("", text[:start]))) < _OFTEN:
        return None
    for mention in cast.mentions.within(Span(start, len(text))):
        about = mention.kind is MentionKind.PERSON and mention.span.start == start and mention.refers is not None
        if about and mention.refers is not None and _IS.match(text, mention.span.end):
            return mention.refers.value
    return None
