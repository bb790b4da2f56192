"""A sentence as happenings are looked for in it."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import (
    Mention,
    Span,
)
from onrecord.reading.events.told import Told
from onrecord.reading.grammar.clause import Clause
from onrecord.reading.grammar.item import Item
from onrecord.reading.timex import Time


@dataclass(frozen=True, slots=True)
class Sight:
    """A sentence as happenings are looked for in it: its items, clauses, times and who is named."""

    told: Told
    span: Span
    items: list[Item]
    cut: list[Clause]
    times: list[Time]
    named: list[Mention]

    def at(self, clause: Clause) -> Span:
        """Where a clause stands."""
        return Span(self.items[clause.first].start, self.items[clause.last].end)

    def lower(self, first: int, last: int) -> list[str]:
        """The words [first, last] in the small."""
        return [i.lower for i in self.items[max(0, first) : last + 1]]

    def mentions(self, first: int, last: int) -> list[Mention]:
        """Who and what is named in items [first, last]."""
        if last < first:
            return []
        span = Span(self.items[first].start, self.items[last].end)
        return [m for m in self.named if m.span in span]
