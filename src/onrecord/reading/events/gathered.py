"""The events of a text while they are gathered: each telling once, found again by where it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from onrecord.model import Event, Span
from onrecord.reading.grammar.order import blocks

Key = tuple[str, str, str]


class Gathered:
    """Events in the order in which they were found; of those alike in label, time and actors the first."""

    def __init__(self) -> None:
        self._events: dict[Key, tuple[int, Event]] = {}
        self._blocks: defaultdict[int, set[Key]] = defaultdict(set)
        self._count = 0

    def __iter__(self) -> Iterator[Event]:
        return (event for _, event in self._events.values())

    def add(self, event: Event) -> None:
        """Take in an event, unless it is there."""
        key = _key(event)
        if key not in self._events:
            self._count += 1
            self._events[key] = self._count, event
            for block in blocks(event.span):
                self._blocks[block].add(key)

    def drop(self, gone: Iterable[Event]) -> None:
        """Take events out."""
        for event in gone:
            self._events.pop(_key(event), None)
            for block in blocks(event.span):
                self._blocks[block].discard(_key(event))

    def touching(self, *spans: Span) -> list[Event]:
        """The events that share a character with one of some spans, in the order in which they were found."""
        keys = {key for span in spans for block in blocks(span) for key in self._blocks.get(block, ())}
        there = sorted((self._events[key] for key in keys), key=lambda found: found[0])
        return [event for _, event in there if any(event.span.touches(span) for span in spans)]


def _key(event: Event) -> Key:
    return event.label, str(event.time.value), str(event.who)
