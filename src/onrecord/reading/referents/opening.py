"""Where the main clause of a sentence begins: behind "Asked about Kell," and "In describing Kell,"."""

from __future__ import annotations

import re
from bisect import bisect_left

from onrecord.model import Mention, MentionKind, Span
from onrecord.reading.actors.cast import Cast
from onrecord.reading.grammar.token import Token
from onrecord.reading.lexicon import longest_cue, words

_ASKED = frozenset("asked pressed questioned quizzed told".split())
_LONGEST = 200
"""No opening is longer, in characters."""
_COMMA = re.compile(r",[”\"’']*\s+(?:[\w.’'-]+\s+){0,4}?$")
_TITLES = 60


def main_subject(cast: Cast, sentence: Span) -> Mention | None:
    """The person whom a sentence is about right behind an opening that ends in a comma; None where none does."""
    first = next((t for t in cast.tokens[_at(cast, sentence.start) :][:1]), None)
    if first is None or not _opens(first):
        return None
    stretch = Span(sentence.start, min(sentence.end, sentence.start + _LONGEST))
    for mention in cast.mentions.within(stretch):
        if mention.kind is not MentionKind.PERSON or mention.refers is None:
            continue
        comma = _COMMA.search(cast.text, max(sentence.start, mention.span.start - _TITLES), mention.span.start)
        titles = cast.text[comma.start() + 1 : mention.span.start].lower().strip("”\"’'").split() if comma else []
        known = words("titles") | words("roles") | words("ranks") | words("determiners")
        if comma and all(word.strip(".") in known for word in titles) and _goes_on(cast, mention):
            return mention
    return None


def _at(cast: Cast, position: int) -> int:
    return bisect_left(cast.tokens, position, key=lambda t: t.start)


def _opens(token: Token) -> bool:
    """Whether a sentence that begins with a word does so with something else than its subject."""
    lists = words("prepositions") | words("subordinators") | _ASKED
    return token.lower in lists or (token.lower.endswith("ing") and token.lower not in words("roles"))


def _goes_on(cast: Cast, mention: Mention) -> bool:
    """Whether a verb follows a name."""
    behind = cast.tokens[_at(cast, mention.span.end) :][:1]
    return bool(behind) and any(
        t.lower in longest_cue() or t.lower in words("auxiliaries") | words("past") or t.lower.endswith("ed")
        for t in behind
    )
