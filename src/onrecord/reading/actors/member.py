"""One actor of a document while it is read."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass, field

from onrecord.model import ActorKind, Role, Standing

_OFFICES = frozenset(
    "minister president premier chancellor spokesman spokeswoman spokesperson secretary king queen chief".split()
)


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


def serves(roles: Iterable[Role], known: Container[str]) -> str | None:
    """The state or body, of those ``known``, whose office somebody holds; an envoy to one serves another."""
    holds = (r for r in roles if r.of in known and r.standing in (Standing.CURRENT, Standing.ACTING))
    return next((r.of for r in holds if r.title.split()[-1] in _OFFICES), None)
