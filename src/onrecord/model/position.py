"""What somebody holds: an issue, for or against, and how that changed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.evidence import Evidence
from onrecord.model.interval import Interval


class Stance(StrEnum):
    """For or against a proposition."""

    AFFIRM = "affirm"
    DENY = "deny"


@dataclass(frozen=True, slots=True)
class Issue:
    """A proposition: a predicate of the codebook over actors and agreements, as ``breaches(Russia, INF Treaty)``."""

    predicate: str
    arguments: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.predicate}({', '.join(self.arguments)})"


@dataclass(frozen=True, slots=True)
class Position:
    """Who affirms or denies an issue: ``statements`` are the ids that show it, ``time`` when they were made."""

    by: str
    issue: Issue
    stance: Stance
    statements: tuple[str, ...]
    time: Interval
    confidence: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """An actor who took the other side of an issue: ``before`` was held last at ``last``, ``after`` first at ``first``.

    ``statements`` are the last that shows the one and the first that shows the other. Where both were held at times
    that cannot be told apart, ``certain`` is false: the actor says both.
    """

    by: str
    issue: Issue
    before: Stance
    after: Stance
    last: Interval
    first: Interval
    statements: tuple[str, str]
    certain: bool
