"""What a host's robots.txt allows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from protego import Protego

from onrecord.ingest.limits import MAX_PAUSE, MAX_ROBOTS


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one host for one guest: ``pause`` in seconds between two requests, None for one too long to keep.

    Protego reads them, since Python's own reader knows no wildcards, which most news sites use.
    """

    MOST: ClassVar[int] = MAX_ROBOTS

    rules: Protego | None
    agent: str
    pause: float | None
    otherwise: bool = True

    @classmethod
    def parse(cls, content: bytes, agent: str) -> Robots:
        """The rules that a robots.txt states for a guest."""
        rules = Protego.parse(content.decode("utf-8", "replace"))
        pause = rules.crawl_delay(agent) or 0.0
        return cls(rules, agent, pause if 0 <= pause <= MAX_PAUSE else None)

    @classmethod
    def free(cls) -> Robots:
        """A host without rules."""
        return cls(None, "", 0.0)

    @classmethod
    def shut(cls) -> Robots:
        """A host that could not say what it allows: nothing."""
        return cls(None, "", 0.0, otherwise=False)

    def allow(self, url: str) -> bool:
        """Whether an address may be fetched."""
        return self.otherwise if self.rules is None else self.rules.can_fetch(url, self.agent)
