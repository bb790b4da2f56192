"""A bare "no" in reply to a question of the page: "Asked whether Veyra had fired, Tovey said no"."""

from __future__ import annotations

import re

from onrecord.model import Act, Evidence, Judgement, Span
from onrecord.model.actor import ACTORS
from onrecord.reading.actors.cast import Cast
from onrecord.reading.statements.aimed import own
from onrecord.reading.statements.spoken import Spoken
from onrecord.reading.statements.wording import Words

_NO = re.compile(
    r"\W*(?:no|never|nope|not\s+at\s+all|(?:absolutely|certainly|definitely|of\s+course|categorically)\s+not)"
    r"(?:[,.]?\s+(?:we|they|it|he|she|i)\s+(?:did|have|has|had|do|does|will|would|are|is)(?:n['’]t|\s+not|\s+never))?\W*",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:asked|pressed|questioned|quizzed)\s+(?:\w+\s+){0,4}?(?:whether|if)\s+(?P<what>[^,.?;:“”\"]+)", re.IGNORECASE
)
_ASKING = re.compile(r"(?:^|[“\"\s])(?P<what>(?:Did|Has|Have|Will|Would)\s+[^.?;:“”\"]+)\?[”\"]?\s*$")
# What was done, and what is still to be decided on.
_DONE = re.compile(
    r"\b(?:had|has|have|did)\b|\b(?:was|were|is|are)\s+(?:\w+ing\b|behind\b|responsible\b|in\s+(?:breach|violation)\b|"
    r"guilty\b|involved\b)",
    re.IGNORECASE,
)
_TO_COME = re.compile(r"\b(?:would|will)\b", re.IGNORECASE)
_OWN = re.compile(r"s?he\b")
_NEAR = 25
"""Whoever a question is about stands within so many characters of its beginning."""


def bare_no(cast: Cast, item: Spoken, seen: Words) -> Judgement[Act] | None:
    """What a bare "no" does: it denies what the speaker's own side is asked to have done, and rejects what it is asked
    to do; None where nothing is asked, or of somebody else.
    """
    said = " ".join(cast.text[s.start : s.end] for s in item.one.content)
    asked = _question(cast, item) if _NO.fullmatch(said) else None
    if asked is None or not _of_own(cast, asked, seen):
        return None
    what = cast.text[asked.start : asked.end]
    value = Act.REJECT if _TO_COME.search(what) else Act.DENY if _DONE.search(what) else None
    return Judgement(value, 0.7, (Evidence("reply", f'a bare "no" to "{what}"', asked),)) if value else None


def _question(cast: Cast, item: Spoken) -> Span | None:
    """What was asked in the same sentence, or at the end of the one before."""
    inside = _ASKED.search(cast.text, item.sentence.start, item.sentence.end)
    if inside is None and item.before is not None:
        inside = _ASKED.search(cast.text, item.before.start, item.before.end)
        inside = inside or _ASKING.search(cast.text, item.before.start, item.before.end)
    return Span(*inside.span("what")) if inside else None


def _of_own(cast: Cast, asked: Span, seen: Words) -> bool:
    """Whether a question is about the speaker or somebody of his side."""
    if _OWN.match(cast.text, asked.start):
        return True
    near = cast.mentions.within(Span(asked.start, min(asked.end, asked.start + _NEAR)))
    first = next((m.refers for m in near if m.kind in ACTORS and m.refers), None)
    return first is not None and own(cast, first.value, seen)
