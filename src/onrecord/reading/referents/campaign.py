"""The campaigns of those who stand for an office: bodies of their own, which speak for themselves."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from onrecord.model import ActorKind, Evidence, Judgement, Mention, MentionKind, Span
from onrecord.reading.actors.cast import Cast
from onrecord.reading.actors.contest import stands
from onrecord.reading.grammar.token import Token
from onrecord.reading.lexicon import longest_cue, words
from onrecord.reading.referents.pronoun import owner_of
from onrecord.reading.referents.setting import Setting, judged

_NOUN = "campaign"
_AROUND = frozenset({"team", "camp"})  # those around somebody, who are a campaign while an election is on
_OWNING = frozenset({"his", "her", "their"})
_OWNED = re.compile(r"\b([Hh]is|[Hh]er)\s+(?:\w+\s+)?campaign\b")
_REACH = 800
_DURING = frozenset("during in on throughout over of through since after before".split())


def campaign(cast: Cast, source: Span, tokens: list[Token], setting: Setting) -> Judgement[str] | None:
    """The campaign that a source names: "the Kell campaign", "her campaign", "the campaign" behind one named."""
    said = [t.lower for t in tokens if t.is_word]
    if not said or said[-1] not in (_NOUN, *_AROUND) or len(tokens) > 8:
        return None
    surface = cast.text[source.start : source.end]
    for mention in cast.mentions.within(source):
        if mention.kind is MentionKind.PERSON and mention.refers:
            if said[-1] in _AROUND and not stands(cast, mention.refers.value, setting.published):
                return None
            name = _body(cast, mention.refers.value, source)
            return judged(name, 0.8, "campaign", f'"{surface}" is that of {mention.refers.value}', source)
    if said[0] in _OWNING and len(said) == 2:
        owner = owner_of(cast, tokens[0], setting)
        member = cast.members.get(owner.value) if owner else None
        if owner is None or member is None or member.kind is not ActorKind.PERSON:
            return None
        if said[-1] in _AROUND and not stands(cast, member.name, setting.published):
            return None
        name = _body(cast, member.name, source)
        return Judgement(name, round(0.95 * owner.confidence, 3), (*owner.evidence,))
    if said == ["the", _NOUN]:
        near = [m for m in cast.before(source.start, (ActorKind.ORGANISATION,)) if m.name.endswith(f" {_NOUN}")]
        if near:
            cast.name(near[0], source)
            return judged(near[0].name, 0.7, "campaign", f'"{surface}" is {near[0].name}, named last', source)
        if (whose := _owned_before(cast, source)) is not None:
            return judged(_body(cast, whose, source), 0.65, "campaign", f'"{surface}" is that of {whose}', source)
    return None


def _owned_before(cast: Cast, source: Span) -> str | None:
    """Whose campaign a text tells of short before: "her campaign"."""
    told = list(_OWNED.finditer(cast.text, max(0, source.start - _REACH), source.start))
    if not told:
        return None
    sex = "he" if told[-1][1].lower() == "his" else "she"
    near = [m for m in cast.before(told[-1].start(), (ActorKind.PERSON,)) if m.gender == sex]
    return near[0].name if near else None


def _body(cast: Cast, owner: str, span: Span) -> str:
    """The campaign of a person, taken in as a body of the side that the person is of."""
    side = cast.side(owner)
    return cast.body(f"{owner} {_NOUN}", span, side if side != owner else None).name


def campaigns(cast: Cast) -> Iterator[Mention]:
    """A mention for every "the Kell campaign" of a text that is a body, not a time or part of another name."""
    for mention in list(cast.mentions):
        if mention.kind is not MentionKind.PERSON or mention.refers is None:
            continue
        at = bisect_left(cast.tokens, mention.span.end, key=lambda t: t.start)
        if at + 1 >= len(cast.tokens) or cast.tokens[at].lower != _NOUN or not _ends(cast.tokens[at + 1]):
            continue
        first = bisect_left(cast.tokens, mention.span.start, key=lambda t: t.start) - 1
        if first < 1 or cast.tokens[first].lower != "the" or cast.tokens[first - 1].lower in _DURING:
            continue
        span = Span(cast.tokens[first].start, cast.tokens[at].end)
        name = _body(cast, mention.refers.value, span)
        why = (Evidence("campaign", f"{cast.text[span.start : span.end]} is that of {mention.refers.value}", span),)
        yield Mention(span, MentionKind.ORGANISATION, Judgement(name, 0.8, why))


def owned_campaigns(cast: Cast) -> Iterator[Mention]:
    """A mention for every "her campaign" of which the text tells whose it is."""
    for index, token in enumerate(cast.tokens[1:-2], 1):
        of_body = cast.tokens[index + 1].lower == _NOUN and _ends(cast.tokens[index + 2])
        if token.lower not in _OWNING or not of_body or cast.tokens[index - 1].lower in _DURING:
            continue
        span = Span(token.start, cast.tokens[index + 1].end)
        over = cast.mentions.touching(span)
        whose = next((m.refers for m in over if m.span == Span(token.start, token.end) and m.refers), None)
        member = cast.members.get(whose.value) if whose else None
        if whose is None or member is None or member.kind is not ActorKind.PERSON or len(over) > 1:
            continue
        why = (Evidence("campaign", f"{cast.text[span.start : span.end]} is that of {whose.value}", span),)
        name = _body(cast, whose.value, span)
        yield Mention(span, MentionKind.ORGANISATION, Judgement(name, round(0.9 * whose.confidence, 3), why))


def _ends(token: Token) -> bool:
    """Whether a noun phrase ends before a token: what follows is a verb, a preposition or a mark."""
    lists = ("prepositions", "auxiliaries", "subordinators", "coordinators", "adverbs", "past")
    closed = any(token.lower in words(name) for name in lists)
    return closed or not token.is_word or token.lower in longest_cue() or token.lower.endswith("ed")
