"""Full names of those who speak under their surname alone, where nothing else shows that they are names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.model import MentionKind, Span
from onrecord.reading.actors.naming import Phrase, titled
from onrecord.reading.actors.unlisted import Unlisted
from onrecord.reading.encoder.noun import given_sex
from onrecord.reading.grammar.token import Token
from onrecord.reading.lexicon import words

if TYPE_CHECKING:
    from onrecord.reading.actors.cast import Cast

_CLOSED = (
    "prepositions",
    "subordinators",
    "coordinators",
    "determiners",
    "auxiliaries",
    "pronouns",
    "adverbs",
    "bodies",
)


def in_full(cast: Cast, speaking: set[int], names: Sequence[Unlisted]) -> None:
    """Take in those who are named in full once and then speak by their surname: "author Edmund Kell ... Kell said".

    A surname is one that speaks alone and that the network takes for a person's; the word with a capital right before
    it, in the midst of a sentence, is the given name.
    """
    persons = {n.span.start: n.span.end for n in names if n.kind is MentionKind.PERSON}
    alone = {
        t.text for t in cast.tokens if t.start in speaking and persons.get(t.start) == t.end and cast.free(t.start)
    }
    alone = {name for name in alone if not cast.surnamed(name.lower())}
    for index, token in enumerate(cast.tokens[1:], 1):
        if token.text not in alone or not cast.free(token.start):
            continue
        given = cast.tokens[index - 1]
        if not _is_given(cast, given, token, index - 1):
            continue
        name = f"{given.text} {token.text}"
        if cast.by_name(name) is None:
            phrase = Phrase(name, None, None, given_sex(name), name)
            cast.person(phrase, Span(given.start, token.end), None, 0.75)
            alone.discard(token.text)


def _is_given(cast: Cast, given: Token, surname: Token, index: int) -> bool:
    """Whether a word right before a surname is a given name: it has its capital for itself, and is no title."""
    if not given.is_capital or not cast.free(given.start) or surname.start != given.end + 1 or given.text.isupper():
        return False
    if titled(given.text) or any(given.lower in words(name) for name in _CLOSED):
        return False
    before = cast.tokens[index - 1] if index else None
    opens = (
        before is None
        or before.text in (".", "?", "!", "”", '"', "“", ":")
        or "\n" in cast.text[before.end : given.start]
    )
    return given_sex(given.text) is not None or (not opens and before is not None and not before.is_capital)
