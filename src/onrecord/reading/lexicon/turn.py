"""Turns of phrase that do an act: "issued a strongly worded warning to", found by their verb and their noun."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.model import Act
from onrecord.reading.lexicon import Cue, Form, Takes, forms, table, words

# So many words may describe the noun: "a second and very strongly worded".
_LONGEST = 6
_TAKES: frozenset[Takes] = frozenset({"object", "to"})
_INSIDE = frozenset({"and", "its", "his", "her", "their", "the", "a", "an", "another"})


@dataclass(frozen=True, slots=True)
class Turn:
    """The nouns that a verb does an act with, and the words of which one must describe them, if any."""

    lemma: str
    form: Form
    act: Act
    nouns: frozenset[str]
    described: frozenset[str]


def turn(written: Sequence[str]) -> tuple[int, Cue] | None:
    """The turn of phrase that begins these words, in lower case: how many of them it is, and it as a cue."""
    for start in (3, 2, 1):
        for one in _by_verb().get(tuple(written[:start]), ()):
            if (end := _noun(written, start, one)) is not None:
                return end, Cue(f"{one.lemma} {written[end - 1]}", one.form, one.act, _TAKES, belief=False)
    return None


def _noun(written: Sequence[str], start: int, one: Turn) -> int | None:
    """Where the verb's object ends, if its head is one of the turn's nouns."""
    for index in range(start, min(start + _LONGEST, len(written))):
        word = written[index]
        if word in one.nouns:
            compound = index + 1 < len(written) and written[index + 1] in one.nouns
            if compound:
                continue
            lead = written[start:index]
            return index + 1 if not one.described or one.described.intersection(lead) else None
        held = word == "of" and index > start and written[index - 1] in _carriers()
        if not held and not _describes(word):
            return None
    return None


def _describes(word: str) -> bool:
    """Whether a word may stand between the verb and the noun."""
    if word in _INSIDE or word in ("-", "’s", "'s"):
        return True
    closed = ("prepositions", "pronouns", "auxiliaries", "subordinators", "coordinators")
    return word[:1].isalpha() and word != "no" and not any(word in words(name) for name in closed)


@cache
def giving() -> frozenset[str]:
    """The verbs, in every form, that can have whom a turn is done to behind them: "gave Veyra its word"."""
    lemmas = set(table("turns")["giving"].split())
    return frozenset(written[0] for written, turns in _by_verb().items() if {t.lemma for t in turns} & lemmas)


@cache
def _carriers() -> frozenset[str]:
    return frozenset(table("turns")["carriers"].split())


@cache
def _by_verb() -> dict[tuple[str, ...], tuple[Turn, ...]]:
    """The turns under each form of their verbs."""
    found: dict[tuple[str, ...], list[Turn]] = {}
    for row in table("turns")["turns"]:
        nouns = frozenset(form for noun in row["nouns"] for form in _numbers(noun))
        described = frozenset(row.get("with", "").split())
        for entry in row["verbs"]:
            lemma = entry.partition("(")[0].strip()
            for form, written in forms(entry):
                found.setdefault(written, []).append(Turn(lemma, form, Act(row["act"]), nouns, described))
    return {written: tuple(turns) for written, turns in found.items()}


def _numbers(noun: str) -> tuple[str, ...]:
    """A noun in the singular and the plural."""
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun, noun[:-1] + "ies"
    return noun, noun + ("es" if noun.endswith(("s", "sh", "ch")) else "s")
