"""Where a cue says nothing yet: under a condition, in a rhetorical question, in what somebody answers to."""

from __future__ import annotations

from onrecord.reading.attributions.hit import Hit
from onrecord.reading.attributions.range import Range
from onrecord.reading.grammar.item import Item
from onrecord.reading.lexicon import longest_cue, words

# Behind these, what somebody says or agrees to is not yet said.
_CONDITIONS = frozenset({"if", "unless", "until", "whether", "should"})
# Participles that tell what somebody answers: "her lawyer, asked about it, said".
_ELICITED = frozenset({"asked", "pressed", "challenged", "questioned"})


def elicited(items: list[Item], hit: Hit) -> bool:
    """Whether a participle between commas tells why somebody speaks: "her lawyer, asked about it, said"."""
    before = hit.group - 1 - (hit.group > 0 and items[hit.group - 1].lower in ("when", "if", "once"))
    if before < 0 or items[before].lower != "," or items[hit.first].lower not in _ELICITED:
        return False
    close = next((i for i in range(hit.last + 1, len(items) - 1) if items[i].lower == ","), None)
    return close is not None and items[close + 1].lower in longest_cue()


def unsaid(items: list[Item], source: Range, hit: Hit) -> bool:
    """Whether nothing is said yet: "unless they agree to it", "and who can blame her?"."""
    if items[source[0]].lower in words("coordinators") and source[0] == source[1]:
        return True
    asks = items[hit.group - 1].lower == "who" and all(i.lower in words("coordinators") for i in items[: hit.group - 1])
    return asks or (source[0] > 0 and source[1] < hit.first and items[source[0] - 1].lower in _CONDITIONS)
