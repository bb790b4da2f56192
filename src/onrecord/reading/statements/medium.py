"""What a statement is made through, and who is told, where the words beside it say so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.model import Span
from onrecord.reading.lexicon import phrases, words

_AUDIENCE = re.compile(
    r"\b(?:told|tells|telling|to|informed|assured|addressed|before)\s+"
    rf"((?:the\s+|a\s+|his\s+|her\s+|state\s+)?(?:[\w’'-]+\s+){{0,3}}?(?:{'|'.join(sorted(words('audiences')))}))\b"
)


def channel(text: str, spans: Sequence[Span]) -> Span | None:
    """What it is said through: common nouns, and the networks by name; "the Dunmoor Post" is no post."""
    for span in spans:
        for match in phrases("channels").finditer(text, span.start, span.end):
            if match[0][0].islower() or match[0].lower() in words("networks"):
                return Span(match.start(), match.end())
    return None


def audience(text: str, spans: Sequence[Span]) -> Span | None:
    """Who is told, where the sentence names them."""
    return first_match(_AUDIENCE, text, spans, 1)


def first_match(pattern: re.Pattern[str], text: str, spans: Sequence[Span], group: int = 0) -> Span | None:
    """The first match of a pattern in any of the stretches, or one group of it."""
    for span in spans:
        if match := pattern.search(text, span.start, span.end):
            return Span(*match.span(group))
    return None
