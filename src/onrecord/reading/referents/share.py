"""Some of several: "some of her followers", "one of them", "many of Kell's aides"."""

from __future__ import annotations

from onrecord.model import Span
from onrecord.reading.grammar.token import Token
from onrecord.reading.lexicon import table, words

_THOSE = frozenset({"them", "these", "those", "the", "which", "whom"})


def whole_of(source: Span, tokens: list[Token]) -> Span | None:
    """Those of whom a phrase names some by whose they are: "her followers" of "some of her followers"."""
    if len(tokens) < 4 or tokens[0].lower not in table("families")["shares"].split() or tokens[1].lower != "of":
        return None
    owned = tokens[2].lower in words("possessives") or any(t.lower in ("'s", "’s") for t in tokens[2:-1])
    return Span(tokens[2].start, source.end) if owned else None


def of_those(tokens: list[Token]) -> bool:
    """Whether a phrase names some of those told of before: "one of them", "some of the ministers"."""
    shares = tokens[0].lower in ("one", "some", "both", "none")
    return len(tokens) > 2 and shares and tokens[1].lower == "of" and tokens[2].lower in _THOSE
