"""What somebody goes on saying in the next sentence without a cue: "The boats would stay, she said. They must be fed."

A page tells in the past what was and what is planned; what should be, what would be and what was never so stands behind
somebody's words as theirs.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from onrecord.model import Attribution, MentionKind, Span
from onrecord.reference import Reference

GOING_ON = "going on"
"""The rule of words without a cue behind those of somebody who has one."""
_SAID = frozenset(
    {
        "that",
        "bare clause",
        "clause before",
        "quote before",
        "quote after",
        "colon",
        "according to",
        "trained",
        GOING_ON,
    }
)
_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?")
_MODAL = re.compile(
    r"\b(?:would|should|must|ought\s+to|had\s+(?:better|to)|(?:was|were)\s+to|could\s+not|couldn['’]t|wouldn['’]t|shouldn['’]t|"
    r"mustn['’]t|need(?:ed)?\s+not|needn['’]t)\b|\b\w+['’]d\s+(?!better)\w+"
)
_NEVER = re.compile(
    r"\bhad\s+(?:not|never|no|nothing|always)\b|hadn['’]t\b|\b(?:had|was|were)\s+(?:been\s+)?no\b|\bthere\s+(?:was|were|had\s+been)\s+no|"
    r"^(?:No|None|Neither|Not\s+one|Never)\b.*\b(?:had|would|will)\b|^(?:Nobody|Nothing)\b.*\b(?:had|was|were|would|will)\b|"
    r"\bwas(?:n['’]t|\s+not)\s+(?:a|an|the|true|in\s+breach|for)\b",
    re.IGNORECASE,
)
# Who will not speak is told so by the page.
_SILENT = re.compile(
    r"\b(?:would|could|did)\s*(?:not|n['’]t)\s+(?:say|comment|elaborate|discuss|give|be\s+(?:drawn|reached)|name|confirm|answer|"
    r"explain|speak|identify|provide)\b|\bdeclined\b",
    re.IGNORECASE,
)
# The page's own: "A spokesman had said on Monday", "Last week it had ...".
_OWN = re.compile(
    r"^(?:On\s+(?:\w+day|\d)|Last|Earlier|Meanwhile|Since|Yesterday|Two|Three|Hours|Days|Weeks|Months|A\s+\w+\s+ago)\b|"
    r"\b(?:reporters?|analysts?|observers?\s+say|sources)\b"
)
_PAST = re.compile(
    r"(?:\w+ed|said|told|wrote|went|put|made|held|swore|felt|thought|knew|gave|spoke|let|shot|hit|set)\b"
)
_BETWEEN = re.compile(r"[\s.!?,;:”\"’')\]]*")
_TAIL = re.compile(r"[^\n.!?]{0,60}[.!?][”\"’']?\s*")
# "Oddly, the Bucket Movement would lift it", "Domaz, for its part, would not": another than who spoke.
_SUBJECT = re.compile(
    r"(?:\w+,\s+)?(?P<who>(?:[Tt]he\s+)?[A-Z][\w’'-]*(?:\s+(?:(?:of|for|the|and)\s+)*[A-Z][\w’'-]*){0,5}?)"
    r"(?P<part>,\s+(?:for\s+(?:its|his|her|their)\s+part|too|by\s+contrast),)?\s+(?:would|should|must|could|had|was|were)\b"
)
_MOST = 3
"""So many sentences go on at most."""


def onward(
    text: str, found: Sequence[Attribution], cut: Sequence[Span], reference: Reference
) -> tuple[Attribution, ...]:
    """The attributions of a page, and one for each sentence that goes on behind them in the same paragraph."""
    return (*found, *_onward(text, found, cut, reference))


def _onward(
    text: str, found: Sequence[Attribution], cut: Sequence[Span], reference: Reference
) -> Iterator[Attribution]:
    outer = sorted(found, key=lambda a: a.extent.end)
    ends = [a.extent.end for a in outer]
    going: Attribution | None = None
    times = 0
    for before, sentence in pairwise(cut):
        going = going if going is not None and going.content[0].end == before.end else None
        times = times if going is not None else 0
        if "\n" in text[before.end : sentence.start] or times >= _MOST:
            continue
        if any(one.extent.touches(sentence) for one in _near(outer, ends, sentence)):
            continue
        last = going or _last(text, outer, ends, before)
        if last is None or not _goes_on(text, sentence, last):
            continue
        if (other := _other(text, sentence, reference)) is not None:
            yield Attribution(other, (), (Span(other.end, sentence.end),), 0.6, GOING_ON)
            continue
        times += 1
        going = Attribution(last.source, (), (sentence,), round(last.confidence * 0.85, 3), GOING_ON)
        yield going


def _near(outer: Sequence[Attribution], ends: Sequence[int], sentence: Span) -> Sequence[Attribution]:
    """The attributions that may touch a sentence: those that end behind its start."""
    return outer[bisect_right(ends, sentence.start) :]


def _last(text: str, outer: Sequence[Attribution], ends: Sequence[int], before: Span) -> Attribution | None:
    """The one by whose words the sentence before ends."""
    at = bisect_right(ends, before.end)
    inside = [a for a in outer[max(0, at - 6) : at] if a.extent.end > before.start]
    if not inside:
        return None
    widest = max(inside, key=lambda a: (a.extent.end, -a.extent.start))
    holding = [a for a in inside if widest.extent in a.extent] or [widest]
    one = min(holding, key=lambda a: a.extent.start)
    rest = text[one.extent.end : before.end]
    if one.source is None or one.rule not in _SAID or not (_BETWEEN.fullmatch(rest) or _TAIL.fullmatch(rest)):
        return None
    return one


def _other(text: str, sentence: Span, reference: Reference) -> Span | None:
    """Another than who spoke, whose will a sentence tells: a body, or whoever "for its part" would do something."""
    match = _SUBJECT.match(text, sentence.start, sentence.end)
    if match is None:
        return None
    called = match["who"].removeprefix("The ").removeprefix("the ")
    body = any(name.words == called and name.kind is MentionKind.ORGANISATION for name in reference.names)
    return Span(*match.span("who")) if body or match["part"] else None


def _goes_on(text: str, sentence: Span, last: Attribution) -> bool:
    """Whether a sentence tells what is said, not what the page knows."""
    words = text[sentence.start : sentence.end]
    plain = _QUOTED.sub("", words)
    if len(words.split()) < 3 or plain.rstrip("”\"’' ").endswith("?") or plain[:1] == "" or words[0] in '“"':
        return False
    if _SILENT.search(plain) or _OWN.search(plain):
        return False
    past = last.rule == GOING_ON or not last.cue or bool(_PAST.search(text, last.cue[0].start, last.cue[-1].end))
    return bool(_MODAL.search(plain)) or (past and bool(_NEVER.search(plain)))
