"""A time expression as it stands in a text."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import Span


@dataclass(frozen=True, slots=True)
class TimeWords:
    """A time expression: its span, which rule found it, and the parts it names."""

    span: Span
    kind: str
    parts: tuple[tuple[str, str], ...]

    def part(self, name: str) -> str | None:
        """One named part in lower case, or None."""
        for key, value in self.parts:
            if key == name:
                return value
        return None

    @property
    def unit(self) -> str | None:
        """The unit of time it counts in, in the singular."""
        named = self.part("unit") or self.part("unit2")
        if named is None:
            return None
        return "century" if named.startswith("centur") else named.removesuffix("s")
