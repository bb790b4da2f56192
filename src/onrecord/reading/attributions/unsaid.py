"""Where a cue says nothing yet: under a condition, in a rhetorical question, in what somebody answers to."""

from __future__ import annotations

import re

from onrecord.reading.attributions.hit import Hit
from onrecord.reading.attributions.range import Range
from onrecord.reading.grammar.item import Item
from onrecord.reading.lexicon import longest_cue, words

# Behind these, what somebody says or agrees to is not yet said.
_CONDITIONS = frozenset({"if", "unless", "until", "whether", "should"})
_FIRST = frozenset({"i", "we", "you", "one"})
# A modal of advice or of chance that opens a verb group. Who "should not have said" it has said it.
_WISHED = re.compile(
    r"\s*(?:\w+ly\s+)?(?:should|must|ought|may|might)(?!\s*n['’]t\s+have\b|\s+(?:not|never)\s+have\b)(?:\s*n['’]t)?\s"
)
IT = frozenset({"it", "this", "that", "which"})
"""What is no actor, and offers nothing of its own will."""
_OFFERING = re.compile(r"\boffer(?:s|ed|ing)?$")
_PROSPECT = re.compile(
    r"(?:the|our|their|its)\s(?:only|best|last|greatest|surest)\s(?:\w+\s)?(?:chances?|hopes?|way|prospects?|means)\b"
)
# Participles that tell what somebody answers: "her lawyer, asked about it, said".
_ELICITED = frozenset({"asked", "pressed", "challenged", "questioned"})


def elicited(items: list[Item], hit: Hit) -> bool:
    """Whether a participle between commas tells why somebody speaks: "her lawyer, asked about it, said"."""
    before = hit.group - 1 - (hit.group > 0 and items[hit.group - 1].lower in ("when", "if", "once"))
    if before < 0 or items[before].lower != "," or items[hit.first].lower not in _ELICITED:
        return False
    close = next((i for i in range(hit.last + 1, len(items) - 1) if items[i].lower == ","), None)
    return close is not None and items[close + 1].lower in longest_cue()


def advised(group: str, who: str) -> bool:
    """Whether the words from a source on to the end of its cue tell what it should say, or may: "should not threaten".
    Who tells it of himself says it: "I must say".
    """
    return _WISHED.match(group) is not None and who.lower() not in _FIRST


def of_use(cue: str, said: str) -> bool:
    """Whether a cue and the words behind it tell what a thing is good for: "it offers the best chance to stop them"."""
    return _OFFERING.search(cue) is not None and _PROSPECT.match(said) is not None


def unsaid(items: list[Item], source: Range, hit: Hit) -> bool:
    """Whether nothing is said yet: "unless they agree to it", "she should not threaten", "and who can blame her?"."""
    if advised(" ".join(i.lower for i in items[hit.group : hit.last + 1]), items[source[1]].text):
        return True
    if items[source[0]].lower in words("coordinators") and source[0] == source[1]:
        return True
    if items[source[1]].lower in IT and of_use(
        items[hit.last].lower, " ".join(i.lower for i in items[hit.last + 1 : hit.last + 6])
    ):
        return True
    asks = items[hit.group - 1].lower == "who" and all(i.lower in words("coordinators") for i in items[: hit.group - 1])
    return asks or (source[0] > 0 and source[1] < hit.first and items[source[0] - 1].lower in _CONDITIONS)
