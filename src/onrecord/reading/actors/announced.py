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
_SELF = frozenset({"we", "i", "our", "us"})
_LEAST = 3
_MOST = 80
"""So many sentences of a text that somebody put out are read at most."""


def announced(text: str, found: Sequence[Attribution], cut: Sequence[Span]) -> tuple[Attribution, ...]:
    """The attributions of a page with those of a statement that it gives in full, a sentence each.

    What "we" do or say in one of its sentences is what the sentence says, and no words inside it.
    """
    own = list(_given(text, cut))
    if not own:
        return tuple(found)
    within = [one.content[0] for one in own]

    def inside(one: Attribution) -> bool:
        itself = one.source is None or text[one.source.start : one.source.end].lower() in _SELF
        return itself and any(one.extent.touches(span) for span in within)

    return (*(one for one in found if not inside(one)), *own)


def _given(text: str, cut: Sequence[Span]) -> Iterator[Attribution]:
    """The sentences behind the line that announces them."""
    for paragraph in paragraphs(text)[:-1]:
        words = text[paragraph.start : paragraph.end]
        match = _BY.search(words) or _OF.search(words)
        if match is None:
            continue
        source = Span(paragraph.start + match.start("who"), paragraph.start + match.end("who"))
        cue = Span(paragraph.start + match.start("cue"), paragraph.start + match.end("cue"))
        behind = [s for s in cut if s.start >= paragraph.end]
        if not behind or text[behind[0].start] in '"“„«':
            return
        for sentence in behind[:_MOST]:
            if len(text[sentence.start : sentence.end].split()) > _LEAST:
                yield Attribution(source, (cue,), (sentence,), 0.7, ISSUED)
        return
