"""A yes or a no that a verb alone gives: "Arlen agreed within the hour", "Veyra accepted", "Kell declined"."""

from __future__ import annotations

import re

from onrecord.reading.attributions.range import Given
from onrecord.reading.grammar.item import Item
from onrecord.reading.grammar.phrase import subject, time_after
from onrecord.reading.lexicon import words

_ASSENTED = frozenset("agreed accepted refused declined disagreed consented".split())
# How soon and how gladly it is given.
_HOW = re.compile(
    r"(?:at once|within \w+ (?:hour|day|week|minute)s?|without (?:delay|hesitation|conditions?|comment)|"
    r"with (?:thanks|pleasure|regret|gratitude|relief)|in (?:principle|full))?"
)
_LONGEST = 7
ASSENT = "assent"
"""The rule of such an answer: its verb is its content too."""
_NO_NAMES = frozenset().union(*map(words, ("determiners", "pronouns", "links", "times"))) | frozenset(
    "everyone everybody nobody anybody somebody someone others few critics prices shares".split()
)


def by_assent(items: list[Item]) -> list[Given]:
    """The answer that a short sentence gives with such a verb and nothing but when or how behind it.

    Who is told by a name or by an office: "both agreed" and "the deputies agreed" tell no side.
    """
    last = len(items) - 1
    while last > 0 and not items[last].is_word:
        last -= 1
    for verb in range(1, min(last + 1, _LONGEST + 3)):
        if items[verb].lower not in _ASSENTED or items[verb].is_capital or not items[verb].is_word:
            continue
        who = subject(items, verb, 0)
        if who is None or who[0] != 0 or who[1] != verb - 1 or last - verb > _LONGEST:
            return []
        # The first word of a sentence has a capital whatever it is: "Prices declined".
        named = items[0].pos in ("", "PROPN") and items[0].is_capital and items[0].lower not in _NO_NAMES
        role = items[0].lower == "the" and items[who[1]].lower in words("roles")
        end = max(verb, time_after(items, verb + 1)) + 1
        end += end <= last and items[end].is_adverb
        how = " ".join(i.lower for i in items[end : last + 1])
        if not (named or role) or not _HOW.fullmatch(how):
            return []
        return [Given(who, ((verb, verb),), ((verb, last),), ASSENT, 0.75)]
    return []
