"""Those who have no name in a text: who act in it, who are taken up by "they"."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import Span


@dataclass(frozen=True, slots=True)
class Several:
    """People without a name who act in a sentence, or somebody told by whose they are: where, and what the text calls
    them, without whose they are; ``owner`` are the words that say so ("her" of "her advisers").
    """

    span: Span
    called: str
    owner: Span | None


@dataclass(frozen=True, slots=True)
class Group:
    """Whom a "they" stands for that have no name: what the text calls them, where, and whether in its own sentence."""

    pronoun: Span
    called: str
    named: Span
    near: bool


def owned(owner: str, noun: str, *, many: bool = False) -> str:
    """What somebody's people are called: "Oda Kell's advisers"; the owner may be ``many``."""
    mark = "'" if many and owner.endswith("s") else "'s"
    return f"{owner}{mark} {noun}"
