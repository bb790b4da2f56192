"""Whether words are turned round by negations before them, or only supposed."""

from __future__ import annotations

import re

# What turns the words behind it round; each counts once, so that two cancel out ("could no longer deny").
_NEGATION = re.compile(
    r"\b(?:no longer|no one|not|never|no|nobody|none|nothing|without|neither|nor|cannot|hardly|refus\w+|"
    r"reject(?:s|ed)?|den(?:y|ies|ied)|stop(?:s|ped)?|ceas(?:e|es|ed)|untrue|false|wrong|mistaken?)\b|n['’]t\b"
)
# A negation reaches this many words far, and not past a comma, the end of a sentence or a verb of its own behind "and".
_STOP = re.compile(
    r",|[.!?;]\s|\b(?:and|but)\s+(?=(?:must|should|will|would|shall|ought|can|could|has|have|had|is|are|was|were)\s)"
)
_REACH = 8
# "Never told me that": what somebody did not say is neither affirmed nor denied by that.
_UNSAID = re.compile(
    r"(?:\bnever|\bnot|n['’]t)\s+(?:tell|told|say|said|claim\w*|suggest\w*|alleg\w*)\b[^.;,]*\bthat\b[^.;,]*$"
)
# "If Arlen violates it": what a condition supposes has not been done.
_CONDITION = re.compile(r"\b(?:if|unless|in\s+case)\b[^,.;”\"]*$")
_SUPPOSING = re.compile(r"\b(?:would|could|might|may)\b(?:\s+[\w-]+){0,3}\s*$")
# Who stops short of it has not done it; whoever is told to stop it has.
_WITHHELD = re.compile(
    r"(?:(?:has|have|had)\s+)?(?:(?:stop(?:s|ped)?|falls?|fell|fallen)\s+short|refrain(?:s|ed)?|abstain(?:s|ed)?|"
    r"shied\s+away|avoid(?:s|ed)?|(?:held|holds?)\s+back)\b|(?:is|are|was|were)\s+careful\s+not\b|"
    r"(?:has|have|had|is|are|was|were)\s+yet\s+to\b|without\b",
    re.IGNORECASE,
)
_ALMOST = re.compile(
    r"\b(?:almost|nearly|avoid(?:s|ed|ing)?|stop(?:s|ped)|ceas(?:ed|es)|without|short\s+of|careful\s+not\s+to|"
    r"yet\s+to|(?:refrain(?:s|ed|ing)?|back|away)\s+from)\s+\Z",
    re.IGNORECASE,
)
_BACK = 24
"""Characters before a verb in which what withholds it stands."""


def negated(before: str) -> bool:
    """Whether an odd number of negations stands among the last words, in lower case, before something."""
    near = _STOP.split(before[-90:])[-1]
    found = _NEGATION.findall(" ".join(near.split()[-_REACH:]))
    # "Neither A nor B" says one No.
    return (len(found) - ("neither" in found and "nor" in found)) % 2 == 1


def supposed(before: str) -> bool:
    """Whether the words before something leave it open: "would be in breach", "never told me that"."""
    return bool(conditional(before) or _SUPPOSING.search(before[-60:]) or _UNSAID.search(before[-120:]))


def conditional(before: str) -> bool:
    """Whether the words before something put it under a condition: "if Arlen violates it"."""
    return bool(_CONDITION.search(before[-160:]))


def withheld(text: str, start: int, end: int) -> bool:
    """Whether what a verb between two offsets does was not done after all: "stopped short of accusing Veyra", "has yet
    to respond", "almost accused".
    """
    found = _WITHHELD.match(text, start, end) or _ALMOST.search(text, max(0, start - _BACK), start)
    return found is not None and not negated(text[max(0, found.start() - _BACK) : found.start()].lower())
