"""What stands around a source, and how a name is judged from it."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import Evidence, Interval, Judgement, Span

SPOKEN_FOR = "spokesperson"
"""The rule of a body that somebody unnamed speaks for."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands around a source: the sentence, the one before, who spoke last, who is being quoted.

    ``subject`` is the state or body that the sentence before is about, ``agent`` the person; ``published`` bounds
    which offices are held; ``said`` are the words that the source gives; ``through`` is the body for
    which somebody unnamed spoke last ("a spokesman for the ministry"); ``spoke`` is where what was said last ends,
    ``mouth`` the words for who said it.
    """

    sentence: Span
    before: Span | None
    last: str | None
    subject: str | None
    agent: str | None
    holder: str | None
    published: Interval
    said: tuple[Span, ...] = ()
    through: str | None = None
    spoke: int | None = None
    mouth: Span | None = None


def judged(name: str, confidence: float, rule: str, says: str, span: Span) -> Judgement[str]:
    """A name with one step of evidence."""
    return Judgement(name, confidence, (Evidence(rule, says, span),))
