"""One actor of a document while it is read."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field

from onrecord.model import ActorKind


@dataclass(slots=True)
class Member:
    """One actor of a document while it is read: what is known so far and where it was named."""

    name: str
    kind: ActorKind
    of: str | None = None
    roles: set[str] = field(default_factory=set)
    gender: str | None = None
    forms: Counter[str] = field(default_factory=Counter)
    places: list[int] = field(default_factory=list)
    """Where it was named, always in the order of the text."""

    def last(self, before: int) -> int | None:
        """Where it was named last before a place."""
        at = bisect_left(self.places, before)
        return self.places[at - 1] if at else None

    def named(self, start: int, end: int) -> bool:
        """Whether it was named in [start, end)."""
        last = self.last(end)
        return last is not None and last >= start
