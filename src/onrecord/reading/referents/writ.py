"""Texts that speak: "a statement from the ministry", "the resolution condemns", "her letter asks"."""

from __future__ import annotations

import re

from onrecord.model import ActorKind, Judgement, MentionKind, Span
from onrecord.model.actor import ACTORS
from onrecord.reading.actors.cast import Cast
from onrecord.reading.actors.naming import a_newsroom
from onrecord.reading.grammar.token import Token
from onrecord.reading.lexicon import words
from onrecord.reading.referents.pronoun import owner_of, pronoun
from onrecord.reading.referents.setting import Setting, judged

# Texts that are of whoever spoke last, where they speak on.
_ISSUED = frozenset({"statement", "communique", "communiqué", "declaration", "decree", "letter", "note"})
_PUT_OUT = re.compile(
    r"\b(?:published|released|issued|unveiled|presented|addressed|sent|wrote|signed|circulated|handed\s+over)\s+(?:an?|its|his|her|the)\s+(?:[\w-]+\s+){0,3}?(?P<noun>report|study|statement|"
    r"document|letter|survey|analysis|review|memo)\b"
)
_RESOLUTION = re.compile(r"\b[Tt]he\s+(?:draft\s+)?resolution\b")

_READ_OUT = re.compile(
    r"(?:[Aa]n?|[Tt]he)\s+(?:[\w-]+\s+){0,2}?\w+\s+(?:that|which)\s+(?P<who>he|she|they|it|[A-Z]\S*(?:\s+[A-Z]\S*){0,3})\s+"
    r"(?:(?:has|had)\s+)?(?:read|issued|signed|released|published|wrote|written|sent|drafted)\b"
)
# "The document, introduced by Arlen, ...", behind a resolution that a body adopted.
_DOCUMENT = re.compile(r"[Tt]he\s+(?:document|text|paper)\b")
_PASSED = re.compile(
    r"\bresolution\b[^.\n]{0,80}\b(?:adopted|passed|approved)\b|\b(?:adopted|passed|approved)\b[^.\n]{0,60}\bresolution\b"
)
_BACK = 400


def text_of(cast: Cast, source: Span, tokens: list[Token], setting: Setting) -> Judgement[str] | None:
    """The body that issued a text that speaks ("a statement from the ministry"); None where no issuer is named, or the
    source is no text.
    """
    stop = next((i for i, t in enumerate(tokens) if i and t.lower in words("prepositions")), len(tokens))
    head = [t for t in tokens[:stop] if t.is_word and t.lower != "seen" and not t.lower.endswith("ed")]
    named = [m for m in cast.mentions.within(source) if m.span.start < tokens[stop - 1].end]
    treaty = any(m.kind is MentionKind.AGREEMENT and m.span.end >= tokens[stop - 1].end for m in named)
    if not head or any(m.kind is MentionKind.ORGANISATION and m.span.end >= head[-1].end for m in named):
        return None
    if head[-1].is_capital and head[-1].lower in words("papers") and tokens[0].lower == "the":
        return None  # "The Dunmoor Post" is no post.
    if not (head[-1].lower in words("sayings") or head[-1].lower == "treaty" or treaty):
        return None
    tied = cast.tied(source)
    resolution = tied is None and head[-1].lower == "resolution" and tokens[0].lower == "the"
    if resolution and (adopted := _adopted(cast, source)):
        return adopted
    if tied is None and tokens[0].lower in words("possessives") and stop == len(tokens):
        owner = owner_of(cast, tokens[0], setting)
        if owner is not None:
            says = f'"{cast.text[source.start : source.end]}" is a text of {owner.value}'
            return judged(owner.value, round(0.9 * owner.confidence, 3), "issuer", says, source)
    told = setting.last is None or a_newsroom(setting.last) or setting.last.split()[-1].lower() in words("papers")
    if tied is None and setting.last and not told and head[-1].lower in _ISSUED and tokens[0].lower == "the":
        says = f'"{cast.text[source.start : source.end]}" is one of {setting.last}, who spoke last'
        return judged(setting.last, 0.6, "issuer", says, source)
    if tied is None and tokens[0].lower == "the" and (issuer := _issued_before(cast, head[-1].lower, setting)):
        says = f'"{cast.text[source.start : source.end]}" is one of {issuer}, which put it out before'
        return judged(issuer, 0.65, "issuer", says, source)
    if tied is None or stop == len(tokens):
        return None
    return judged(tied, 0.7, "issuer", f"a text of {tied} speaks", source)


def read_out(cast: Cast, source: Span, setting: Setting) -> Judgement[str] | None:
    """Who read or put out a text that is told of by that: "a statement that she read to reporters in Tessin"."""
    match = _READ_OUT.match(cast.text, source.start, source.end)
    if match is None:
        return None
    who = Span(*match.span("who"))
    named = next((m.refers.value for m in cast.mentions.within(who) if m.kind in ACTORS and m.refers), None)
    he = pronoun(cast, match["who"].lower(), who, setting) if match["who"].lower() in words("pronouns") else None
    value = he.value if he else named
    says = f'"{cast.text[source.start : source.end]}" is a text of {value}'
    return judged(value, 0.75, "issuer", says, source) if value else None


def _issued_before(cast: Cast, noun: str, setting: Setting) -> str | None:
    """The body of which the sentence before says that it put out such a text: "published a report"."""
    told = setting.before
    out = _PUT_OUT.search(cast.text, told.start, told.end) if told is not None else None
    if told is None or out is None or out["noun"].lower() != noun:
        return None
    before = [m for m in cast.mentions.within(Span(told.start, out.start())) if m.kind in ACTORS and m.refers]
    first = next((m for m in before if m.kind is MentionKind.PERSON), before[0] if before else None)
    return first.refers.value if first and first.refers else None


def by_resolution(cast: Cast, source: Span, setting: Setting) -> Judgement[str] | None:
    """The body of states behind "it" where the sentence before tells of its resolution."""
    told = setting.before
    if told is None:
        return None
    if _RESOLUTION.search(cast.text, told.start, told.end):
        return _adopted(cast, source)
    back = cast.text[max(0, told.start - _BACK) : told.start] if _DOCUMENT.match(cast.text, told.start) else ""
    passed = [m for m in _PASSED.finditer(back) if "\n\n\n" not in back[m.start() :]]
    return _adopted(cast, source) if passed else None


def _adopted(cast: Cast, source: Span) -> Judgement[str] | None:
    """The body of states named last before, whose resolution speaks."""
    states = {body for bodies in cast.reference.member_of.values() for body in bodies}
    adopting = [m.name for m in cast.before(source.start, (ActorKind.ORGANISATION,)) if m.name in states]
    return (
        judged(adopting[0], 0.6, "issuer", f"a resolution of {adopting[0]}, named before", source) if adopting else None
    )
