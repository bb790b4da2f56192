"""Stretches of a sentence's items, and an attribution made of them."""

from __future__ import annotations

from dataclasses import dataclass

# The first and the last item of a stretch, both included.
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Given:
    """One attribution as ranges [first, last] over the items of its sentence."""

    source: Range | None
    cue: tuple[Range, ...]
    content: tuple[Range, ...]
    rule: str
    confidence: float
    belief: bool = False

    @property
    def extent(self) -> Range:
        """The first and last item of it."""
        ranges = [*self.cue, *self.content, *([self.source] if self.source else [])]
        return min(r[0] for r in ranges), max(r[1] for r in ranges)
