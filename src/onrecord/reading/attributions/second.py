"""Whose the second of two verbs is, joined by "and": that of the first, also where the first gives no words."""

from __future__ import annotations

from onrecord.reading.attributions.hit import Hit
from onrecord.reading.attributions.range import Range
from onrecord.reading.grammar.item import Item
from onrecord.reading.grammar.phrase import following, is_finite, is_verbal, subject
from onrecord.reading.lexicon import words

# Verbs in the present that a name has rather than goes on with: "Varland remains bound by it and sees no reason to".
_LINKING = frozenset("remains stays stands seems appears keeps sees knows holds wants has".split())
# Words that open a clause of its own.
_OTHER_CLAUSE = words("subordinators") | {"who", "which", "whose", "whom", "what"}


def of_same_verb(items: list[Item], hit: Hit, floor: int, at: int) -> Range | None:
    """Who did the first of two in the past perfect: "that Dorn had seen it and had declined to take it"."""
    lead = items[hit.group].lower
    if hit.group == hit.first or not is_verbal(items[hit.group]) or floor == 0:
        return None
    first = next((i for i in range(at - 1, floor, -1) if items[i].lower == lead), None)
    return subject(items, first, floor) if first is not None else None


def of_first_verb(items: list[Item], at: int) -> Range | None:
    """Who opens a sentence whose first verb gives no words: "Kell flew to Varn and urged its leaders to stop".

    ``at`` is the "and" before the second verb; where another clause begins on the way it may be of that one.
    """
    if any(i.is_quote or i.lower in (";", ":", "—", "–") or i.lower in _OTHER_CLAUSE for i in items[:at]):
        return None
    found = main_subject(items)
    if found is None or found[1] + 1 >= at:
        return None
    behind = items[found[1] + 1]
    return found if is_finite(behind) or behind.lower in _LINKING else None


def main_subject(items: list[Item]) -> Range | None:
    """The subject of the main clause: the noun phrase that opens it."""
    start = 0
    opens = items[0].lower
    if opens in words("times") and len(items) > 1 and items[1].lower == ",":
        start = 2  # "Tuesday, the minister opened the talks, saying"
    if opens in words("prepositions") or opens in words("subordinators") or opens.endswith(("ing", "ed")):
        start = next((i + 1 for i, item in enumerate(items) if item.lower == ","), 0)
    while start < len(items) and items[start].lower in words("links") | words("coordinators"):
        start += 1
    found = following(items, start)
    if found is None:
        return None
    last = found[0]
    for index in range(found[0], found[1] + 1):
        item = items[index]
        verb = item.lower.endswith("ed") or item.lower in words("past")
        verb = verb or (item.lower in _LINKING and items[last].is_capital)
        if verb and not item.is_capital and index > found[0]:
            return found[0], last
        last = index
    if items[found[0]].is_capital and any(items[i].is_capital for i in range(found[0] + 1, last + 1)):
        capital = max(i for i in range(found[0], last + 1) if items[i].is_capital)
        last = min(last, capital) if items[capital + 1 : last + 1] else last
    return found[0], last
