"""Answers and wishes that leave out what they are about: "Veyra said it would", "wants it lifted", "such a step"."""

from __future__ import annotations

import re

from onrecord.model import Stance
from onrecord.record.issues.verdict import JUDGED

_WOULD = re.compile(
    r"\W*(?:that\s+)?(?:it|he|she|they|we|i)\s+(?:will|would|shall|could|is\s+going\s+to|was\s+going\s+to)"
    r"(?P<no>\s+not|n['’]t)?(?:\s+(?:do\s+(?:so|that|it)|comply|oblige))?\W*",
    re.IGNORECASE,
)
_WISHED = re.compile(
    r"\W*(?:it|this|that|them|these)\s+(?:(?P<kept>kept|maintained|continued|extended|left\s+in\s+place|tightened)|"
    r"(?:ended|lifted|dropped|scrapped|stopped|undone|reversed|revoked|cancelled|called\s+off|abandoned|reconsidered))\b",
    re.IGNORECASE,
)
_SUCH = re.compile(
    r"\W*(?:that\s+)?any\s+such\s+(?:step|move|measure|action|decision|act|course)s?\s+(?:would|will|could)\b",
    re.IGNORECASE,
)


def replied(words: str) -> Stance | None:
    """Whether words say yes or no to what was asked, and nothing else: "it would", "she would not do so"."""
    found = _WOULD.fullmatch(words)
    return None if found is None else Stance.DENY if found["no"] else Stance.AFFIRM


def wished(words: str) -> Stance | None:
    """Whether words wish that a thing named before should go on or end: "it kept until the spring", "it lifted now"."""
    found = _WISHED.match(words)
    return None if found is None else Stance.AFFIRM if found["kept"] else Stance.DENY


def judged_so(words: str) -> Stance | None:
    """Which side words take that call a doing told of before right or wrong: "any such step would be unlawful"."""
    if _SUCH.match(words) and (judged := JUDGED.search(words.lower())):
        return Stance.AFFIRM if judged["right"] else Stance.DENY
    return None
