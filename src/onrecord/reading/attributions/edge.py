"""Where an attribution's speaker and words end, past what the page tells around them."""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.model import Attribution, Span

# "Veyra, which has refused proposals from Arlen to meet, did not answer": behind the clause it is Veyra's.
_CLAUSE = re.compile(r",\s+(?:which|who|whose)\s[^,.;]*\Z")
_CLAUSE_REACH = 250
_BACK_OUTSIDE = re.compile(
    r",\s+(?:(?:did|does|has|have|had|was|were|is|are|will|would|could)\s+(?:not\b|\w+ed\b)|(?:said|says|added|told|declined)\b)"
    r"[^,;]*\Z"
)
# "Kell's claim that the missiles could reach Tessin was absurd": the verdict is another's.
_NAMED_AS = re.compile(
    r"(?:claims?|allegations?|accusations?|charges?|assertions?|suggestions?)(?:\s+that)?", re.IGNORECASE
)
_WORTHLESS = r"(?:absurd|baseless|false|untrue|nonsense|ridiculous|groundless|unfounded|an?\s+(?:\w+\s+)?lie|lies)\b"
_VERDICT = re.compile(
    rf"\s+(?:is|are|was|were)\s+(?:simply\s+|completely\s+|entirely\s+)?(?:[“\"‘]|wrong\b|{_WORTHLESS})[^,;]*\Z|"
    rf"\s+{_WORTHLESS}\Z"
)
_OF_CLAUSE = re.compile(r"\b(?P<who>(?:[Tt]he|[Aa]n?)\s+(?:[\w-]+\s+){0,2}?[\w-]+)\s+(?:that|which|who)\s+\Z")
_NARRATED = frozenset({"object", "infinitive", "noun of saying", "passive"})
# "Castaly never stopped accusing": the word goes with the verb.
_ADVERB = re.compile(r"\s+(?:never|almost|nearly|always|often|again|also)\Z")
# "Said Kell: ...", "Kell in a call with her counterpart said": who speaks.
_INVERTED = re.compile(r"(?:Said|Says|Added|Asked|Wrote)\s+(?P<who>[^:,.;“”\"\n]{2,80}):\s")
_COMPANY = re.compile(
    r"(?P<who>[A-Z][^,;:.“”\"\n]{2,70}?)\s+(?:in|during|after)\s+(?:an?|the|his|her)\s+(?:\w+\s+)?"
    r"(?:call|conversation|meeting|interview|talks)\s+with\s+\Z"
)
# What the page says of what was said: "rejected the offer, setting the stage for Arlen to leave".
_COMMENT = re.compile(
    r",\s+(?:setting\s+the\s+stage|paving\s+the\s+way|raising\s+(?:the\s+)?(?:prospects?|possibility|spect(?:re|er)|fears?|hopes?)|"
    r"(?:sparking|triggering|fuell?ing|prompting|drawing)\s|(?:in\s+)?a\s+(?:move|step|decision|sign)\s+(?:that|which|to)\b)"
)


def past_company(text: str, one: Attribution) -> Attribution:
    """An attribution by who speaks, not with whom ("Kell in a call with her envoy voiced regret"), or by whom the cue
    stands before: "Said Kell: ...".
    """
    if one.source is None and one.cue and (behind := _INVERTED.match(text, one.cue[0].start)):
        return replace(one, source=Span(*behind.span("who")))
    if one.source is None or one.source.line is not None:
        return one
    adverb = _ADVERB.search(text, one.source.start, one.source.end)
    source = Span(one.source.start, adverb.start()) if adverb else one.source
    met = _COMPANY.search(text, max(0, source.start - _CLAUSE_REACH), source.start)
    first = text[source.start : source.end].partition(" ")[0]
    if met is None and first.islower() and first.endswith("ed"):
        # "The ship that carried envoys refused": not the verb of its clause.
        met = _OF_CLAUSE.search(text, max(0, source.start - _CLAUSE_REACH), source.start)
    return replace(one, source=Span(*met.span("who")) if met else source)


def uncommented(text: str, one: Attribution) -> Attribution:
    """An attribution without what the page says behind a comma, outside quotation marks: of what was asked or refused,
    or of whomever the relative clause around it is about.
    """
    if not one.cue or one.rule not in _NARRATED:
        return one
    verdict = _NAMED_AS.fullmatch(text[one.cue[0].start : one.cue[-1].end]) is not None
    clause = _CLAUSE.search(text, max(0, one.extent.start - _CLAUSE_REACH), one.extent.start)

    def cut(span: Span) -> Span:
        words = text[span.start : span.end]
        comment = _COMMENT.search(words) or (_BACK_OUTSIDE.search(words) if clause else None)
        comment = comment or (_VERDICT.search(words) if verdict else None)
        said = words[: comment.start()] if comment else ""
        opened = said.count("“") > said.count("”") or said.count('"') % 2
        return Span(span.start, span.start + comment.start()) if comment and said.strip() and not opened else span

    return replace(one, content=tuple(map(cut, one.content)))
