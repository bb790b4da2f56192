"""One statement as many pages tell it, and which statement answers which."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Wording(StrEnum):
    """How a page gives words that another page gave first."""

    SAME = "same words"
    SHORTENED = "shortened"
    LENGTHENED = "lengthened"
    PARAPHRASED = "paraphrased"


@dataclass(frozen=True, slots=True)
class Appearance:
    """A statement as one page tells it: ids of both, how its words stand to those of the first appearance.

    ``likeness`` in [0, 1] is the share of the words of the shorter that stand in the longer, in that order; ``why``
    says in words what makes it the same utterance.
    """

    statement: str
    document: str
    wording: Wording
    likeness: float
    why: str


@dataclass(frozen=True, slots=True)
class Utterance:
    """What was said once and is told on several pages: its appearances, the first one first.

    Only what appears more than once is an utterance of a Record; any other statement stands for itself. A page may
    tell it twice, in its headline and in its body. ``confidence`` is that of the least certain appearance.
    """

    appearances: tuple[Appearance, ...]
    confidence: float

    @property
    def id(self) -> str:
        """The id of the statement by which it appears first."""
        return self.appearances[0].statement


class AnswerKind(StrEnum):
    """What an answer does to what it answers."""

    DENIAL = "denial"
    REJECTION = "rejection"
    COUNTER = "counter-accusation"
    AGREEMENT = "agreement"
    CONCESSION = "concession"
    REPLY = "reply"


@dataclass(frozen=True, slots=True)
class Answer:
    """One statement that answers another, on the same page or on another: ids of both.

    ``exchange`` is the id of the statement that opened the exchange, which nobody is seen to have answered with it.
    """

    statement: str
    to: str
    kind: AnswerKind
    exchange: str
    confidence: float
    why: str
