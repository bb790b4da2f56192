"""Those who have no name in a text and are taken up by "they"."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import Span


@dataclass(frozen=True, slots=True)
class Group:
    """Whom a "they" stands for that have no name: what the text calls them, where, and whether in its own sentence."""

    pronoun: Span
    called: str
    named: Span
    near: bool
