"""Which way a time looks, by the verbs nearest to it in its clause."""

from __future__ import annotations

import re

from onrecord.model import Span
from onrecord.reading.timex.resolve import Tense

# How far a verb may stand from the time it goes with, in characters.
_REACH = 90
_CUE = re.compile(
    r"\b(?P<future>(?:will|won['’]t|shall|would|going to|must|(?:is|are|was|were) (?:due|set|scheduled|planned|slated|"
    r"expected|likely|to))(?: (?:to|not|also|be|run|\w+ed|held))*|due|scheduled|planned|expected|hopes|hope|plans?|"
    r"intends?|wants?|upcoming|deadline|expires?|to be \w+|to (?:meet|hold|begin|start|take place|visit|attend|leave|"
    r"return|open|vote|discuss|travel|arrive|withdraw|resume|come|end|run|host))\b|['’]ll\b"
    r"|\b(?P<past>was|were|had|did|been|ago|said|says|told|took|came|went|met|began|gave|held|made|left|won|lost|wrote|"
    r"spoke|became|died|born|found|led|saw|ran|sent|built|brought|fell|rose|broke|chose|sold|paid|kept|got|thought|knew|"
    r"drew|flew|grew|struck|shot|killed|hit|[a-z]{2,}ed)\b",
    re.IGNORECASE,
)
_PRESENT = re.compile(
    r"\b(?:is|are|can|may|has|have|does|do|tends?|occurs?|[a-z]+ally|usually|often|always|should)\b", re.IGNORECASE
)
_STOP = re.compile(r"[.;!?\n](?=\s|$)")


def tense(text: str, span: Span) -> Tense:
    """Past or future by the verb nearest to a time, in the same sentence and not far off; else unknown."""
    before, after = _around(text, span)
    behind = list(_CUE.finditer(before))
    ahead = _CUE.search(after)
    last = behind[-1] if behind else None
    if last is not None and (ahead is None or len(before) - last.end() <= ahead.start() + 5):
        return Tense.PAST if last["past"] else Tense.FUTURE
    if ahead is not None:
        return Tense.PAST if ahead["past"] else Tense.FUTURE
    return Tense.UNKNOWN


def general(text: str, span: Span) -> bool:
    """Whether what stands around a time is said of the present at large: "the monsoon occurs in July"."""
    before, after = _around(text, span)
    return not _CUE.search(before + after) and (
        not (before + after).strip() or _PRESENT.search(before + after) is not None
    )


def _around(text: str, span: Span) -> tuple[str, str]:
    """The words of the sentence before and behind a time, as far as a verb may stand."""
    before = text[max(0, span.start - _REACH) : span.start]
    cut = [m.end() for m in _STOP.finditer(before)]
    after = text[span.end : span.end + _REACH]
    stop = _STOP.search(after)
    return before[cut[-1] :] if cut else before, after[: stop.start()] if stop else after
