"""Why something stands in the record, and how sure that is: carried in one way by everything judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from onrecord.model.span import Span

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One link of a chain: what was seen and what it shows.

    ``rule`` names the rule that speaks (stable, for filters and tests), ``says`` puts it in words for a person.
    ``span`` is where the page shows it; ``source`` cites what stands outside the page (a row of the reference).
    """

    rule: str
    says: str
    span: Span | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Judgement(Generic[T_co]):
    """A value that was judged, not read off: with its confidence and its chain of evidence.

    ``confidence`` lies in (0, 1]: the share of such judgements that are expected to be right. Rules carry an
    estimate of their own, a trained model its calibrated probability.
    """

    value: T_co
    confidence: float
    evidence: tuple[Evidence, ...] = ()

    def __post_init__(self) -> None:
        if not 0 < self.confidence <= 1:
            raise ValueError(f"a confidence lies in (0, 1], not {self.confidence}")

    @property
    def why(self) -> str:
        """The chain in words."""
        return "; ".join(e.says for e in self.evidence)
