"""Adverbials of time, place, channel and audience: where each ends."""

from __future__ import annotations

from onrecord.reading.grammar.item import Item
from onrecord.reading.grammar.phrase import is_verbal, time_after
from onrecord.reading.lexicon import words

SPEAK_AFTER = frozenset("within beside outside to in on at during after before via through from by with".split())
"""Prepositions of what stands behind a verb of saying and is not what is said."""


def adverbial_end(items: list[Item], first: int) -> int:
    """The first item behind the adverbials (time, place, channel, audience) that begin at ``first``."""
    index = first
    while index < len(items):
        skip = time_after(items, index)
        if skip >= index:
            index = skip + 1
        elif items[index].lower in SPEAK_AFTER:
            index = past_adverbial(items, index)
        elif items[index].is_adverb and items[index].is_word:
            index += 1
        else:
            break
    return index


def past_adverbial(items: list[Item], index: int) -> int:
    """The first item behind a prepositional phrase that begins at ``index``."""
    step = index + 1
    while step < len(items):
        item = items[step]
        if item.is_quote or item.lower in (",", ":", ";", "that", "—", "–") or is_verbal(item):
            break
        if item.lower in words("subordinators") or item.lower in words("pronouns"):
            break
        if step > index + 1 and item.lower in words("determiners") and _ends_noun(items[step - 1]):
            break
        if step > index + 1 and item.is_capital and _ends_noun(items[step - 1]) and not items[step - 1].is_capital:
            break
        step += 1
    return step


def _ends_noun(item: Item) -> bool:
    """Whether a noun phrase can end with this item."""
    return item.is_word and item.lower not in words("prepositions") and item.lower not in words("determiners")
