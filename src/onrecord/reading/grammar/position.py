"""Where an actor stands behind a verb: as its object, behind a preposition, at the head of a clause."""

from __future__ import annotations

import re

from onrecord.reading.lexicon import words

OBJECT = "object"
CLAUSE = "that"
INFINITIVE = "infinitive"
# Behind another verb, or too far away to belong to the one that is asked about.
INNER = "inner"
# A noun phrase before its actor's name has at most so many words: "the newly elected government of".
_PHRASE = 7
_WORD = re.compile(r"[\w’'-]+|[,;:]")


def position(lead: str) -> str:
    """How an actor is tied to a verb by the words ``lead`` between the two.

    OBJECT, INFINITIVE for the object of one ("to attack X"), a preposition, CLAUSE for the head of a "that" clause, or
    INNER. "Of" is looked through: the demands "of X" are X's, as X's demands are.
    """
    before: list[str] = [w.lower() for w in _WORD.findall(lead)]
    passed: list[str] = []
    for word in reversed(before):
        if len(passed) >= _PHRASE or word in (";", ":"):
            return INNER
        if word == "to":
            if _opens_phrase(passed):
                return word
            return INNER if "that" in before else INFINITIVE
        if word in ("that", "whether"):
            return CLAUSE if word == before[0] and before.count(word) == 1 else INNER
        if word in words("prepositions") and word != "of":
            return INNER if passed and passed[-1].endswith("ing") else word
        passed.append(word)
    return OBJECT


def _opens_phrase(passed: list[str]) -> bool:
    """Whether the words behind "to", the last first, can begin a noun phrase: none, or an article or possessive."""
    return not passed or passed[-1] in words("determiners") | words("possessives") or passed[-1] in words("roles")
