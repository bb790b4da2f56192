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
_SAYING = frozenset({"said", "says", "told", "wrote", "spoke"})
# Between a verb of saying and the day on which something was said stand places, names and who was told, no more.
_BESIDE = re.compile(r"(?:\W+(?:in|at|to|on|late|early|reporters|journalists|him|her|them|us|[A-Z][\w.’'-]*)){0,6}\W*$")
# The words behind these are a clause of their own, and the verb before them is not theirs.
_CLAUSE = re.compile(
    r"\b(?:that|which|whether|because|although|while|if|when)\b|[:“]|(?<=[\s,])\"(?=\w)", re.IGNORECASE
)
# What is still to come at the time that is told of, whichever way that lies from the page.
_AHEAD_OF = re.compile(
    r"\b(?:ahead of|before|prior to|run-up to|in preparation for)\s+(?:[\w’'-]+\s+){0,5}$", re.IGNORECASE
)
# A term that is set lies ahead of whoever sets it: "gave Veyra until Friday", "has until 4 May", "with a deadline of".
_TERM = re.compile(
    r"\b(?:g[ai]ven?|gives|giving|granted|allowed|has|have|had|got)\b[^.;:,]{0,50}\b(?:until|till)\s+(?:[\w’'-]+\s+){0,3}$|"
    r"\bdeadline\s+(?:of|for|on)\s+(?:[\w’'-]+\s+){0,3}$|\bno\s+later\s+than\s+(?:[\w’'-]+\s+){0,3}$",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.;!?\n](?=\s|$)")


def tense(text: str, span: Span) -> Tense:
    """Past or future by the verb nearest to a time, in the same clause and not far off; else unknown."""
    return _told(text, span)[0]


def firm(text: str, span: Span) -> bool:
    """Whether a time is told as past beyond doubt: the verb in the past stands before it and goes with it.

    "The talks on December 10 were moved" and "he said the talks on December 10 matter" leave open which way it lies.
    """
    way, cue, between = _told(text, span)
    if way is not Tense.PAST or between is None:
        return False
    return cue not in _SAYING or _BESIDE.match(between) is not None


def _told(text: str, span: Span) -> tuple[Tense, str, str | None]:
    """The tense, its verb, and what stands between that and the time; None where the verb comes behind the time."""
    before, after = _around(text, span)
    if _AHEAD_OF.search(before):
        return Tense.UNKNOWN, "", None
    if term := _TERM.search(before):
        return Tense.FUTURE, term[0].lower(), None
    clauses = [m.end() for m in _CLAUSE.finditer(before)]
    before = before[clauses[-1] :] if clauses else before
    behind = list(_CUE.finditer(before))
    ahead = _CUE.search(after)
    last = behind[-1] if behind else None
    if last is not None and (ahead is None or len(before) - last.end() <= ahead.start() + 5):
        return (Tense.PAST if last["past"] else Tense.FUTURE), last[0].lower(), before[last.end() :]
    if ahead is not None:
        return (Tense.PAST if ahead["past"] else Tense.FUTURE), ahead[0].lower(), None
    return Tense.UNKNOWN, "", None


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
