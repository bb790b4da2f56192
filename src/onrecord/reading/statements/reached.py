"""Whom words reach beside what they say: "in a letter to Veyra", "telling them to", "Tessin applauded her"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.model import Evidence, Judgement, MentionKind, Span, Statement
from onrecord.model.actor import ACTORS, BODIES
from onrecord.reading.actors.cast import Cast
from onrecord.reading.actors.home import home
from onrecord.reading.statements.spoken import Spoken
from onrecord.reading.statements.subject import subject
from onrecord.reading.statements.wording import Words

# What somebody is written to or spoken to in, at the head of a sentence: "In a sharply worded note to the".
_WRITTEN = re.compile(
    r"in\s+(?:an?|the|his|her|its|their|another|what\b[^,]{1,30}\bas\s+an?)\s+(?:[\w-]+\s+){0,4}?"
    r"(?:letter|message|note|warning|appeal|protest|rebuke|reply|response|answer|call|telegram|cable|swipe|jab|nod|gesture|"
    r"signal|plea|challenge|ultimatum|memorandum|blow|concession)\s+(?:\w+\s+){0,2}?(?:to|at|against)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
# The same behind what is said: "in remarks about", "in a speech aimed at", "referring to".
_BEHIND = re.compile(
    r"\bin\s+(?:an?\s+|the\s+|his\s+|her\s+|its\s+)?(?:[\w-]+\s+){0,3}?"
    r"(?:letter|message|note|remarks?|comments?|words|speech|statement|address|swipe|jab|warning|appeal|telegram)\s+"
    r"(?:\w+ly\s+)?(?:to|about|against|on|(?:aimed|directed)\s+at)\s+(?:the\s+)?$|"
    r"\b(?:referring|alluding|an\s+allusion|a\s+reference)\s+to\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_WROTE = re.compile(
    r"\b(?:(?:written|wrote|writing|cabled|turned|appealed)\s+(?:\w+\s+)?|"
    r"(?:took|taken|brought|carried|sent|wrote|written|addressed)\s+(?:an?|the|his|her|its|their)\s+(?:[\w-]+\s+){0,2}?"
    r"(?:case|complaint|grievances?|plea|quarrel|dispute|letter|note|message|petition|cable|telegram|overtures?)\s+)"
    r"to\s+(?:[\w-]+\s+){0,3}$",
    re.IGNORECASE,
)
_OBJECTS = frozenset({"him", "her", "them", "it"})
# Behind "her" these show that it owns nothing.
_FREE = re.compile(r"\s*(?:$|[.,;:“”\"]|(?:to|for|of|over|on|that|not|as|by|with|in|from|and)\b)")
_NEXT = re.compile(r"\s+(\w+)")
_SEX = {"him": "he", "her": "she"}
_SURE = 0.6


def written_to(cast: Cast, item: Spoken, seen: Words) -> Judgement[str] | None:
    """Somebody of another side whom the words that open or end a sentence say it was written or spoken to."""
    spans = (*item.one.cue, *item.one.content, *([item.one.source] if item.one.source else ()))
    first, last = min(s.start for s in item.one.cue + item.one.content), max(s.end for s in spans)
    for mention in cast.mentions.within(item.sentence):
        hears = home(mention, cast.reference) or mention
        if hears.kind not in ACTORS or not hears.refers or cast.side(hears.refers.value) == seen.side:
            continue
        if any(mention.span.touches(span) for span in spans) or (
            mention.span.start < last and mention.span.end > first
        ):
            continue
        ahead = mention.span.end <= first
        lead = cast.text[item.sentence.start if ahead else last : mention.span.start]
        if (_WRITTEN.match(lead) or _WROTE.search(lead)) if ahead else _BEHIND.search(lead):
            says = f'"{lead.strip()}" {hears.refers.value} it was said'
            return Judgement(hears.refers.value, _SURE, (Evidence("written to", says, mention.span),))
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
    if word in ("it", "them") and (before := _named_before(cast, item, seen)):
        says = f'"{word}" is {before[0]}, named before in the same sentence'
        return Judgement(before[0], _SURE, (Evidence("taken up", says, before[1]),))
    about = subject(cast, item.before, (MentionKind.PERSON,)) if word in ("him", "her") else None
    member = cast.members.get(about or "")
    if about is None or member is None or about == seen.speaker or member.gender not in (None, _SEX[word]):
        return None
    says = f'"{word}" is {about}, whom the sentence before is about'
    return Judgement(about, _SURE, (Evidence("taken up", says, span),))


def _named_before(cast: Cast, item: Spoken, seen: Words) -> tuple[str, Span] | None:
    """The one of another side whom a sentence names before the cue, in the page's own words."""
    end = seen.cue_span.start if seen.cue_span else item.sentence.start
    found: dict[str, Span] = {}
    for mention in cast.mentions.within(Span(item.sentence.start, max(item.sentence.start, end))):
        side = cast.side(mention.refers.value) if mention.refers and mention.kind in BODIES else seen.side
        if side is not None and side != seen.side:
            found.setdefault(side, mention.span)
    return next(iter(found.items())) if len(found) == 1 else None
