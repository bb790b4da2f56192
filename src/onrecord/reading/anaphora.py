"""Words that name an actor or agreement without its name: "the Treaty", "his country", "our organisation", "we"."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.model import ActorKind, Evidence, Judgement, Mention, MentionKind, Span
from onrecord.reading.cast import Cast
from onrecord.reading.lexicon import words
from onrecord.reading.refer import side_name
from onrecord.reading.token import Token

_POINTING = frozenset({"the", "that", "this", "our", "its", "said"})
_COUNTRY = frozenset({"country", "government", "nation", "state", "side", "administration"})
# How many tokens of what is said count as its opening.
_OPENING = 8
_WE = frozenset({"we", "our", "us", "ours"})


def definite(cast: Cast) -> Iterator[Mention]:
    """Agreements and organisations called by a noun: the nearest before that goes by it, else the only one."""
    named = [m for m in cast.mentions if m.kind in (MentionKind.AGREEMENT, MentionKind.ORGANISATION) and m.refers]
    taken = {p for m in cast.mentions for p in (m.span.start, m.span.end - 1)}
    nouns = cast.reference.nouns
    for index, token in enumerate(cast.tokens):
        if token.start in taken or token.end - 1 in taken or not _pointed(cast.tokens, index):
            continue
        fitting = [m for m in named if m.refers and token.lower in nouns.get(m.refers.value, ())]
        if not fitting:
            continue
        before = [m for m in fitting if m.span.start < token.start]
        only = {m.refers.value for m in fitting if m.refers}
        chosen = max(before, key=lambda m: m.span.start) if before else fitting[0] if len(only) == 1 else None
        if chosen is None or chosen.refers is None:
            continue
        start = cast.tokens[index - 1].start
        name = chosen.refers.value
        says = f'"{cast.text[start : token.end]}" is {name}, ' + ("named before" if before else "the only one named")
        yield Mention(
            Span(start, token.end),
            chosen.kind,
            Judgement(name, 0.85 if before else 0.75, (Evidence("noun", says, chosen.span),)),
        )


def _pointed(tokens: list[Token], index: int) -> bool:
    """Whether a determiner points at the noun."""
    return index > 0 and tokens[index - 1].lower in _POINTING


def personal(cast: Cast, said: list[tuple[str, tuple[Span, ...]]]) -> Iterator[Mention]:
    """ "His country" and "we" inside what somebody says, as the side that the speaker speaks for.

    ``said`` are speakers with the spans of their words, in the order of the text.
    """
    focus: dict[str, str] = {}
    for speaker, content in said:
        tokens = [t for t in cast.tokens if any(c.start <= t.start < c.end for c in content)]
        if group := _group(cast, speaker, tokens):
            focus[speaker] = group
        for index, token in enumerate(tokens):
            before = tokens[index - 1] if index else token
            if token.lower in _COUNTRY and before.lower in words("possessives"):
                side, span = side_name(cast, speaker), Span(before.start, token.end)
            elif token.lower in _WE and not token.text.isupper():
                side, span = focus.get(speaker, side_name(cast, speaker)), Span(token.start, token.end)
            else:
                continue
            member = cast.members.get(side)
            if side == speaker and member is not None and member.kind in (ActorKind.PERSON, ActorKind.GROUP):
                continue
            body = member is not None and member.kind is ActorKind.ORGANISATION
            kind = MentionKind.ORGANISATION if body else MentionKind.STATE
            says = f'"{cast.text[span.start : span.end]}" in the words of {speaker} is {side}'
            yield Mention(span, kind, Judgement(side, 0.75, (Evidence("side", says, span),)))


def _group(cast: Cast, speaker: str, tokens: list[Token]) -> str | None:
    """The organisation that what a speaker says opens with, where his state is a member or he heads it."""
    if not tokens:
        return None
    actor = cast.reference.actors.get(speaker)
    own = cast.reference.member_of.get(side_name(cast, speaker), frozenset())
    own |= {office.of for office in actor.offices} if actor else frozenset()
    opening = Span(tokens[0].start, tokens[min(len(tokens), _OPENING) - 1].end)
    for mention in cast.mentions:
        named = mention.refers.value if mention.refers else None
        if mention.kind is MentionKind.ORGANISATION and named in own and mention.span in opening:
            return named
    return None
