"""Whom words reach beside what they say: "in a letter to Veyra", "telling them to", "Tessin applauded her"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.model import Evidence, Judgement, MentionKind, Span, Statement
from onrecord.model.actor import ACTORS
from onrecord.reading.actors.cast import Cast
from onrecord.reading.statements.act import Words
from onrecord.reading.statements.spoken import Spoken
from onrecord.reading.statements.subject import subject

# What somebody is written to or spoken to in, at the head of a sentence: "In a sharply worded note to the".
_WRITTEN = re.compile(
    r"in\s+(?:an?|the|his|her|its|their|another|what\b[^,]{1,30}\bas\s+an?)\s+(?:[\w-]+\s+){0,4}?"
    r"(?:letter|message|note|warning|appeal|protest|rebuke|reply|response|answer|call|telegram|cable|swipe|jab|nod|gesture|"
    r"signal|plea|challenge|ultimatum|memorandum|blow|concession)\s+(?:\w+\s+){0,2}?(?:to|at|against)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_OBJECTS = frozenset({"him", "her", "them", "it"})
# Behind "her" these show that it owns nothing.
_FREE = re.compile(r"\s*(?:$|[.,;:“”\"]|(?:to|for|of|over|on|that|not|as|by|with|in|from|and)\b)")
_NEXT = re.compile(r"\s+(\w+)")
_SEX = {"him": "he", "her": "she"}
_SURE = 0.6


def written_to(cast: Cast, item: Spoken, seen: Words) -> Judgement[str] | None:
    """Somebody of another side whom the words that open a sentence say it was written or spoken to."""
    start = item.sentence.start
    ahead = [s.start for s in ((item.one.source,) if item.one.source else ()) + item.one.cue + item.one.content]
    for mention in cast.mentions.within(Span(start, min(ahead))) if start < min(ahead) else ():
        if mention.kind not in ACTORS or not mention.refers or cast.side(mention.refers.value) == seen.side:
            continue
        lead = cast.text[start : mention.span.start]
        if _WRITTEN.match(lead):
            says = f'"{lead.strip()}" {mention.refers.value} it was said'
            return Judgement(mention.refers.value, _SURE, (Evidence("written to", says, mention.span),))
    return None


def taken_up(cast: Cast, item: Spoken, seen: Words, earlier: Sequence[Statement]) -> Judgement[str] | None:
    """Whom a pronoun right behind the cue takes up: whom the same speaker has just spoken to in the same sentence, else
    whom the sentence before is about.
    """
    if seen.cue_span is None:
        return None
    found = _NEXT.match(cast.text, seen.cue_span.end)
    if found is None or found[1].lower() not in _OBJECTS or not _FREE.match(cast.text, found.end()):
        return None
    span, word = Span(found.start(1), found.end(1)), found[1].lower()
    last = earlier[-1] if earlier else None
    spoke = last is not None and last.speaker is not None and last.speaker.value == seen.speaker
    if last is not None and last.target and spoke and last.cue and last.cue[0] in item.sentence:
        says = f'"{word}" is {last.target.value}, to whom {seen.speaker} has just spoken'
        return Judgement(last.target.value, _SURE, (Evidence("taken up", says, span), *last.target.evidence))
    about = subject(cast, item.before, (MentionKind.PERSON,)) if word in ("him", "her") else None
    member = cast.members.get(about or "")
    if about is None or member is None or about == seen.speaker or member.gender not in (None, _SEX[word]):
        return None
    says = f'"{word}" is {about}, whom the sentence before is about'
    return Judgement(about, _SURE, (Evidence("taken up", says, span),))
