"""Statements given in full behind a line that announces them: "The ministry issued the following statement:"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.model import Attribution, Span
from onrecord.reading.actors.issuer import ISSUED
from onrecord.reading.grammar.sentence import paragraphs

_TEXT = r"(?:press\s+)?(?:statement|answers?|communiqu[eé]|commentary|declaration|remarks|reply|letter|talk)"
# Who, and what is done with the text, up to the colon that ends the paragraph.
_BY = re.compile(
    rf"(?:^|[.\n]\s*|--?\s+|[—–]\s*)(?P<who>[A-Z][^.:;\n“”\"]{{2,160}}?)\s+(?:has\s+|have\s+|today\s+|on\s+\w+\s+)?"
    rf"(?P<cue>released|issued|made\s+public|published|gave|made)\s+(?:on\s+\w+\s+|today\s+)?the\s+following\s+{_TEXT}\b[^.:;\n]{{0,80}}:$"
)
_OF = re.compile(
    rf"(?:^|[.\n]\s*)(?P<cue>The\s+following\s+(?:{_TEXT}\s+)?(?:is|was)\s+(?:attributable\s+to|issued\s+by|released\s+by|"
    rf"(?:the\s+text\s+of\s+)?a\s+{_TEXT}\s+(?:by|from)))\s+(?P<who>[^.:;\n“”\"]{{2,120}}?)\s*:$"
)
# "The minister said on Monday:" with what she said in paragraphs of their own, without quotation marks.
_SAID = re.compile(
    r"^(?P<who>[A-Z][^.:;,\n“”\"]{2,100}?)\s+(?:has\s+)?(?:(?:yesterday|today|\w+day|earlier)\s+)?(?P<cue>said|stated|commented)"
    r"(?:\s+(?:today|yesterday|earlier|on\s+\w+|in\s+a\s+statement))?\s*:$"
)
_ENDS = re.compile(r"(?:notes?\s+(?:to|for)|background|ends\b|further\s+information|contact|media\s)", re.IGNORECASE)
_SELF = frozenset({"we", "i", "our", "us"})
_LEAST = 3
_MOST, _FEW = 80, 12
"""So many sentences of a text that somebody put out are read at most, and of words given behind "said:" alone."""
_QUOTING = "\"“„«‘'"
# In such a way the page tells whose words it gives.
_PAGE = ("quote before", "quote after", "clause before", "colon")


def announced(text: str, found: Sequence[Attribution], cut: Sequence[Span]) -> tuple[Attribution, ...]:
    """The attributions of a page with those of a statement that it gives in full, a sentence each.

    What "we" do or say in one of its sentences is what the sentence says, and no words inside it.
    """
    own = list(_given(text, found, cut))
    if not own:
        return tuple(found)
    within = [one.content[0] for one in own]

    def inside(one: Attribution) -> bool:
        itself = one.source is None or text[one.source.start : one.source.end].lower() in _SELF
        return itself and any(one.extent.touches(span) for span in within)

    return (*(one for one in found if not inside(one)), *own)


def _given(text: str, found: Sequence[Attribution], cut: Sequence[Span]) -> Iterator[Attribution]:
    """The sentences behind the line that announces them."""
    for paragraph in paragraphs(text)[:-1]:
        words = text[paragraph.start : paragraph.end]
        full = _BY.search(words) or _OF.search(words)
        match = full or _SAID.search(words)
        behind = [s for s in cut if s.start >= paragraph.end] if match else []
        if match is None or not behind or text[behind[0].start] in _QUOTING:
            continue
        source = Span(paragraph.start + match.start("who"), paragraph.start + match.end("who"))
        cue = Span(paragraph.start + match.start("cue"), paragraph.start + match.end("cue"))
        said = _until(text, behind[:_MOST]) if full else _own(text, found, _until(text, behind[:_FEW]))
        for sentence in said:
            if len(text[sentence.start : sentence.end].split()) > _LEAST:
                yield Attribution(source, (cue,), (sentence,), 0.7, ISSUED)
        return


def _until(text: str, behind: Sequence[Span]) -> list[Span]:
    """The sentences up to notes and addresses."""
    end = next((i for i, s in enumerate(behind) if _ENDS.match(text, s.start)), len(behind))
    return list(behind[:end])


def _own(text: str, found: Sequence[Attribution], behind: Sequence[Span]) -> list[Span]:
    """The sentences up to where the page itself tells who said what; none where nobody says "we" or "our" in them."""
    telling = [a for a in found if a.cue and a.source and text[a.source.start : a.source.end].lower() not in _SELF]
    page = [a for a in telling if a.rule in _PAGE]
    end = next((i for i, s in enumerate(behind) if any(a.extent.touches(s) for a in page)), len(behind))
    spoken = any(_SELF.intersection(re.findall(r"[a-z]+", text[s.start : s.end].lower())) for s in behind[:end])
    return list(behind[:end]) if spoken else []
