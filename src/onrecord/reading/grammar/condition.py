"""What somebody will do to others unless they do as told: a step, and the condition under which it is not taken."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Whoever does not do as told: "unless Arlen pays", "if Arlen does not pay", "if they fail to pay".
_UNLESS = re.compile(
    r"\bunless\b|\bif\b(?=[^.;:”\"]{0,80}?\b(?:not|never|fail(?:s|ed)?\s+to|refus(?:es?|ed)\s+to)\b|[^.;:”\"]{0,80}?n['’]t\b)",
    re.IGNORECASE,
)
_STEP = re.compile(
    r"\b(?:will|would|shall)\s+(?:(?:also|then|now|have\s+to)\s+|\w+ly\s+)?(?P<verb>[a-z-]+)", re.IGNORECASE
)
_ELLED = re.compile(r"['’]ll\s+(?P<verb>[a-z-]+)", re.IGNORECASE)
# A headline's future: "Arlen to quit treaty".
_TO = re.compile(r"(?<=\w\s)to\s+(?P<verb>[a-z-]+)", re.IGNORECASE)
# What may follow without being a step against others.
_NO_STEP = frozenset(
    "not never be have remain stay keep continue honour honor respect observe abide comply sign join pay return "
    "help aid support extend prolong welcome attend negotiate talk lift release free accept agree cooperate "
    "rejoin ratify host cost mean need depend happen fail become only still like want prefer lose suffer "
    "collapse lapse expire end run".split()
)
_SUBJECT = re.compile(r"(?:(?:the|its|his|her|our|their)\s+)?[\w’'-]+(?:\s+[A-Z][\w’'-]*)*\s+$")
_AT_HEAD = 8
_OPENED = ' \n“"'
_ENDS = re.compile(r"[.;:”\"]")
_BROKEN = re.compile(r"[.;:!?”\"]|\bbut\b|\bwhile\b")


@dataclass(frozen=True, slots=True)
class Conditional:
    """Where the parts of a conditional threat stand in the words: its condition, and the clause of the step."""

    condition: tuple[int, int]
    clause: tuple[int, int]
    step: int


def conditional_threat(said: str) -> Conditional | None:
    """The first step in some words that will be taken unless somebody does as told; None where there is none."""
    for opened in _UNLESS.finditer(said):
        ends = _ENDS.search(said, opened.end())
        stop = ends.start() if ends else len(said)
        # A mark that opens the condition's own quotation parts it from nothing: would leave "unless Arlen pays".
        lead = len(said[: opened.start()].rstrip(_OPENED))
        ahead = max((m.end() for m in _BROKEN.finditer(said, 0, lead)), default=0)
        if (step := _step(said, ahead, opened.start())) is not None:
            last = len(said[opened.start() : stop].rstrip(" ,\n")) + opened.start()
            return Conditional((opened.start(), last), (ahead, opened.start()), step)
        if opened.start() - ahead > _AT_HEAD:
            continue
        # "Unless Arlen pays by Friday, Veyra will close the strait": the step comes behind.
        comma = said.find(",", opened.end(), stop)
        step = _step(said, comma if comma >= 0 else opened.end(), stop)
        if step is None:
            continue
        subject = _SUBJECT.search(said, opened.end(), step)
        start = comma if comma >= 0 else subject.start() if subject else step
        return Conditional((opened.start(), len(said[:start].rstrip(" ,\n"))), (start, stop), step)
    return None


def _step(said: str, start: int, end: int) -> int | None:
    """Where the auxiliary of a step stands between two places."""
    for pattern in (_STEP, _ELLED, _TO):
        for found in pattern.finditer(said, start, end):
            if found["verb"].lower() not in _NO_STEP:
                return found.start()
    return None
