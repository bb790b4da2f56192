"""What somebody goes on saying in the next sentence without a cue: "The boats would stay, she said. They must be fed."

A page tells in the past what was and what is planned; what should be, what would be and what was never so stands behind
somebody's words as theirs.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from onrecord.model import Attribution, Document, MentionKind, Span
from onrecord.reading.attributions.assent import ASSENT
from onrecord.reading.grammar.order import Places
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
    r"\bwas(?:n['’]t|\s+not)\s+(?:a|an|the|true|in\s+breach|for)\b|^Nor\s+(?:had|did|was|were)\b|\bwas\s+out\s+of\s+the\s+question\b|"
    r"^It\s+was\s+[^,.]{2,40}\s+(?:that|which|who)\s+(?:had|was|were|stood)\b",
    re.IGNORECASE,
)
# What somebody kept to or broke, and what he was ready for, is told as his words are: "Arlen had kept the treaty."
_KEPT = re.compile(
    r"\bhad\s+(?:\w+ly\s+)?(?:kept|honou?red|observed|respected|fulfilled|complied|abided|broken|violated|breached|"
    r"infringed|betrayed|lied|cheated)\b|"
    r"\b(?:was|were|stood|remained)\s+(?:\w+ly\s+)?(?:ready|prepared|willing)\s+to\b|"
    r"\b(?:was|were)\s+(?:\w+\s+){0,2}?(?:illegal|unlawful|unacceptable|null\s+and\s+void|a\s+(?:clear\s+)?(?:violation|breach)|"
    r"in\s+(?:breach|violation))\b|\bwas\s+not\s+enough\b"
)
# "She would rather have it sent home", "Nor does he want a court": a wish goes on with the wish before. What would take
# years, and whoever would take office in May, is told by the page.
_WISHES = re.compile(
    r"(?:He|She|They|It)\s+would\s+(?:also\s+|rather\s+|even\s+)?"
    r"(?:like|prefer|(?:have|see)\s+(?:the|an?|it|them|him|her|his|its|their|all|no|every|[A-Z]\w+)\s)|"
    r"(?:He|She|They)\s+would\s+(?:rather|even)\s+(?:take|open|send|keep|put|give|go)\b|"
    r"Nor\s+(?:does|do|did|would|will)\s+(?:he|she|they|it)\s+"
    r"(?:want|wish|like|care|intend|mean|plan|see|think|believe|accept|expect|need|trust|mind)\b"
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
# "They met on the pact that Arlen has threatened to leave.": the sentence is not Arlen's.
_RELATIVE = re.compile(r"\w\s+(?:that|which|whom|where)\s+$")
_TAIL = re.compile(r"[^\n.!?]{0,60}[.!?][”\"’']?\s*")
# "Oddly, the Bucket Movement would lift it", "Domaz, for its part, would not": another than who spoke.
_SUBJECT = re.compile(
    r"(?:\w+,\s+)?(?P<who>(?:[Tt]he\s+)?[A-Z][\w’'-]*(?:\s+(?:(?:of|for|the|and)\s+)*[A-Z][\w’'-]*){0,5}?)"
    r"(?P<part>,\s+(?:for\s+(?:its|his|her|their)\s+part|too|by\s+contrast),)?\s+(?:would|should|must|could|had|was|were)\b"
)
# Pages of a state's own agency go on in the present: "The treaty is dead, the minister declared. Nothing will be paid."
_AGENCY = re.compile(
    r"\b(?:State|National|Central)\s+(?:\w+\s+){0,2}Agency\b|\b(?:News|Information|Telegraph|Press)\s+Agency\s+of\s+(?:the\s+)?[A-Z]"
)
_PRESENT = re.compile(
    r"\b(?:is|are|will|shall|has|have|does|do|cannot|can|may|remains?|stands?|belongs?|exists?)\b|^No\s+\w+\s+(?:was|were)\b"
)
_TOLD = re.compile(r"\b(?:today|yesterday|\w+day|visited|presented|arrived|handed|met|took\s+place|performed)\b")
_TOP = 8
# "Her host, Emeric Toole, had put a plan on the table.", "Kell has one more idea.": what follows is that plan.
_LEADS = re.compile(
    r"(?:(?:His|Her|Its|Their)\s+\w+,\s+)?(?P<who>(?:(?:Mr|Mrs|Ms)\.?\s+)?[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){0,4})"
    r"(?:,[^,.]{3,60},|,)?\s+(?:(?:has|had|have)\s+)?(?:[a-z]+\s+){1,3}?(?:a|an|the|one|his|her|its|their|what)\b[^.“”\"]*?"
    r"\b(?:plans?|proposals?|ideas?|terms|conditions|demands|offers?|recipe|remedy|solution|wants)\b[^.“”\"]{0,50}[.:]$"
)
# "Kell's reply?", "The PM's answer was short:", "Kell answers from the stairs.": the next sentence is what is said.
_REPLIES = re.compile(
    r"(?P<who>(?:[Tt]he\s+)?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]+){0,3}?)(?:['’]s\s+(?:reply|answer|response|retort|verdict)\b[^.“”\"?:]{0,40}[?.:]$|"
    r"\s+(?:answers|answered|replies|replied|hits\s+back|hit\s+back|retorts|retorted)(?:\s+(?:from|on|at|in|by|within)\b[^.,:;“”\"]{0,40})?[.:]$)"
)
_MOST = 3
"""So many sentences go on at most; of a plan that is read out, or what two have agreed, ``_MOST_POINTS``."""
_MOST_POINTS = 8
# What was agreed or ordered is told as what is to be: "The two agreed ... The guns are to be gone by May."
_AGREED = re.compile(
    r"\b(?:agree[sd]?|agreed|ruled|rules|ordered|orders|decided|decides|found|decreed|sign(?:s|ed))\b", re.IGNORECASE
)
_TO_BE = re.compile(r"\b(?:is|are|was|were)\s+to\b|\b(?:shall|must)\b")
# Somebody alone is told of, and what he did gives no words: "General Kell, the minister, was short."
_ALONE = re.compile(
    r"(?P<who>(?:(?:The|Mr|Mrs|Ms|Dr|General|Marshal|Admiral|President|Minister)\.?\s+)?[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){0,3})"
    r"(?:,\s[^,.:]{3,60},)?\s+(?:was|were|is|has|had|reacted|responded|shrugged|laughed|sighed|smiled|snorted|fumed|raged)\b"
    r"[^.:;“”\"A-Z]*\.$"
)


def onward(
    document: Document, found: Sequence[Attribution], cut: Sequence[Span], reference: Reference
) -> tuple[Attribution, ...]:
    """The attributions of a page, and one for each sentence that goes on behind them in the same paragraph."""
    head = (*(line.text for line in document.lines[:_TOP]), document.text[:200].partition("\n\n")[0])
    official = any(_AGENCY.search(line) for line in head)
    return (*found, *_onward(document.text, found, cut, reference, official))


def _onward(
    text: str, found: Sequence[Attribution], cut: Sequence[Span], reference: Reference, official: bool
) -> Iterator[Attribution]:
    outer = sorted(found, key=lambda a: a.extent.end)
    ends = [a.extent.end for a in outer]
    given = Places(outer, lambda a: (a.extent,))
    going: Attribution | None = None
    times, most, agreed = 0, _MOST, False
    for before, sentence in pairwise(cut):
        going = going if going is not None and going.content[0].end == before.end else None
        times, most, agreed = (times, most, agreed) if going is not None else (0, _MOST, False)
        if "\n" in text[before.end : sentence.start] or times >= most:
            continue
        if any(not _is_quoted_inside(text, sentence, one) for one in given.touching(sentence)):
            continue
        if (reply := _REPLIES.match(text, before.start, before.end)) and text[sentence.end - 1] != "?":
            going, times = Attribution(Span(*reply.span("who")), (), (sentence,), 0.7, GOING_ON), 1
            yield going
            continue
        if _is_quoted(text, sentence):
            spoke = going or _last(text, outer, ends, before, any_rule=True) or _alone(text, before, sentence)
            if spoke is not None:
                going = Attribution(spoke.source, (), (sentence,), round(spoke.confidence * 0.9, 3), GOING_ON)
                yield going
            continue
        led = None if going else _led(text, before)
        wishes = bool(_WISHES.match(text, sentence.start, sentence.end))
        last = going or _last(text, outer, ends, before, any_rule=official or wishes) or led
        most = _MOST_POINTS if last is led else most
        goes_on = last is not None and (wishes or _goes_on(text, sentence, last))
        agreed = agreed or (last is not None and _is_agreed(text, last))
        if agreed and _TO_BE.search(text, sentence.start, sentence.end):
            goes_on, most = True, _MOST_POINTS
        if last is None or not (goes_on or (official and _is_present(text, sentence))):
            continue
        if (other := _other(text, sentence, reference)) is not None:
            yield Attribution(other, (), (Span(other.end, sentence.end),), 0.6, GOING_ON)
            continue
        times += 1
        going = Attribution(last.source, (), (sentence,), round(last.confidence * 0.85, 3), GOING_ON)
        yield going


def _led(text: str, before: Span) -> Attribution | None:
    """Whose plan or idea a sentence tells of that gives no words itself: the next says what it is."""
    match = _LEADS.match(text, before.start, before.end)
    return Attribution(Span(*match.span("who")), (), (before,), 0.7, GOING_ON) if match else None


def _is_quoted(text: str, sentence: Span) -> bool:
    """Whether a sentence is nothing but quotation: behind who spoke, the same speaks on."""
    words = text[sentence.start : sentence.end]
    return words[0] in '“"' and not any(c.isalnum() for c in _QUOTED.sub("", words))


def _is_quoted_inside(text: str, sentence: Span, one: Attribution) -> bool:
    """Whether an attribution stands inside a quotation of a sentence that holds more than it: `A visit was out of the
    question "while they are the ones who ask for it"`.
    """
    quoted = _QUOTED.finditer(text, sentence.start, sentence.end)
    return any(q.start() > sentence.start and one.extent in Span(*q.span()) for q in quoted)


def _alone(text: str, before: Span, quoted: Span) -> Attribution | None:
    """Who alone is told of in the sentence right before a quotation, where that gives no words to anybody."""
    match = _ALONE.match(text, before.start, before.end)
    return Attribution(Span(*match.span("who")), (), (quoted,), 0.7, GOING_ON) if match else None


def _is_agreed(text: str, last: Attribution) -> bool:
    """Whether words are what was agreed, ruled or ordered."""
    return bool(last.cue) and bool(_AGREED.search(text, last.cue[0].start, last.cue[-1].end))


def _is_present(text: str, sentence: Span) -> bool:
    """Whether a sentence tells what is or will be, and nothing that was done."""
    plain = _QUOTED.sub("", text[sentence.start : sentence.end])
    asks = plain.rstrip("”\"’' ").endswith("?") or text[sentence.start] in '“"'
    return len(plain.split()) > 2 and not asks and bool(_PRESENT.search(plain)) and not _TOLD.search(plain)


def _last(
    text: str, outer: Sequence[Attribution], ends: Sequence[int], before: Span, *, any_rule: bool
) -> Attribution | None:
    """The one by whose words the sentence before ends; with ``any_rule`` also who criticised or demanded something."""
    at = bisect_right(ends, before.end)
    inside = [a for a in outer[max(0, at - 6) : at] if a.extent.end > before.start]
    if not inside:
        return None
    widest = max(inside, key=lambda a: (a.extent.end, -a.extent.start))
    holding = [a for a in inside if widest.extent in a.extent] or [widest]
    one = min(holding, key=lambda a: a.extent.start)
    rest = text[one.extent.end : before.end]
    if (
        one.source is None
        or (one.rule in ("object", "infinitive") and _RELATIVE.search(text[before.start : one.extent.start]))
        or not (one.rule in _SAID or (any_rule and one.rule in ("object", "standpoint", "infinitive", ASSENT)))
        or not (_BETWEEN.fullmatch(rest) or _TAIL.fullmatch(rest))
    ):
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
    return bool(_MODAL.search(plain)) or (past and bool(_NEVER.search(plain) or _KEPT.search(plain)))
