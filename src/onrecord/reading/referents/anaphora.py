"""Words that name an actor or agreement without its name: "the Treaty", "his country", "our organisation", "we"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from onrecord.model import ActorKind, Evidence, Interval, Judgement, Mention, MentionKind, Span
from onrecord.reading.actors.cast import Cast
from onrecord.reading.actors.naming import hints
from onrecord.reading.grammar.order import tokens_within
from onrecord.reading.grammar.token import Token
from onrecord.reading.lexicon import words
from onrecord.reading.referents.holder import by_role

_POINTING = frozenset({"the", "that", "this", "our", "its", "said"})
_YEAR = re.compile(r"1[89]\d\d|20\d\d")
_COUNTRY = frozenset({"country", "government", "nation", "state", "side", "administration"})
# How many tokens of what is said count as its opening.
_OPENING = 8
_WE = frozenset({"we", "our", "us", "ours"})


def definite(cast: Cast) -> Iterator[Mention]:
    """Agreements and organisations called by a noun: the nearest before that goes by it, else the only one."""
    going_by: dict[str, list[tuple[int, Mention, str]]] = {}
    taken: set[int] = set()
    for mention in cast.mentions:
        taken.update((mention.span.start, mention.span.end - 1))
        if mention.kind in (MentionKind.AGREEMENT, MentionKind.ORGANISATION) and mention.refers:
            name = mention.refers.value
            for noun in cast.reference.nouns.get(name, ()):
                going_by.setdefault(noun, []).append((mention.span.start, mention, name))
    for noun, every in going_by.items():
        # Beside the Treaty of Tolm the Lake Agreement is no treaty.
        going_by[noun] = [one for one in every if noun in one[2].lower().split()] or every
    for index, token in enumerate(cast.tokens):
        fitting = going_by.get(token.lower)
        if not fitting or token.start in taken or token.end - 1 in taken or not _pointed(cast.tokens, index):
            continue
        at = bisect_left(fitting, token.start, key=lambda f: f[0])
        if not at and len({name for _, _, name in fitting}) > 1:
            continue
        _, chosen, name = fitting[max(0, at - 1)]
        start = cast.tokens[index - 1].start
        says = f'"{cast.text[start : token.end]}" is {name}, ' + ("named before" if at else "the only one named")
        why = (Evidence("noun", says, chosen.span),)
        yield Mention(Span(start, token.end), chosen.kind, Judgement(name, 0.85 if at else 0.75, why))


def of_years(cast: Cast) -> Iterator[Mention]:
    """Agreements called by the year that they were signed in: "the 2001 accord", of those that the page names or all of
    whose parties it names, the only one of that year which goes by the noun.
    """
    named = {m.refers.value for m in cast.mentions if m.refers}
    for index, token in enumerate(cast.tokens[2:], 2):
        year = cast.tokens[index - 1]
        if not _YEAR.fullmatch(year.text) or cast.tokens[index - 2].lower not in _POINTING | {"a", "an"}:
            continue
        span = Span(cast.tokens[index - 2].start, token.end)
        fitting = [
            name
            for name, row in cast.reference.agreements.items()
            if str(row.signed or row.in_force)[:4] == year.text
            and token.lower in cast.reference.nouns.get(name, ())
            and (name in named or (len(row.parties) > 1 and named.issuperset(row.parties)))
        ]
        if len(fitting) == 1 and not cast.mentions.touching(span):
            says = f'"{cast.text[span.start : span.end]}" is {fitting[0]}, signed then'
            yield Mention(span, MentionKind.AGREEMENT, Judgement(fitting[0], 0.8, (Evidence("noun", says, span),)))


def by_roles(cast: Cast, published: Interval) -> Iterator[Mention]:
    """Persons called by their office after they were named: "the president", "the general"."""
    for index, token in enumerate(cast.tokens[:-1]):
        if token.lower not in words("roles") or not hints(token.lower) or cast.tokens[index + 1].lower in ("of", "-"):
            continue
        start = index
        while start > 0 and index - start < 3 and cast.tokens[start].lower != "the" and cast.tokens[start - 1].is_word:
            start -= 1
        if cast.tokens[start].lower != "the" or cast.tokens[index + 1].is_capital:
            continue
        span = Span(cast.tokens[start].start, token.end)
        if found := by_role(cast, span, published):
            yield Mention(span, MentionKind.PERSON, found)


def _pointed(tokens: list[Token], index: int) -> bool:
    """Whether a determiner points at the noun."""
    return index > 0 and tokens[index - 1].lower in _POINTING


def personal(cast: Cast, said: list[tuple[str, tuple[Span, ...]]]) -> Iterator[Mention]:
    """ "His country" and "we" inside what somebody says, as the side that the speaker speaks for.

    ``said`` are speakers with the spans of their words, in the order of the text.
    """
    focus: dict[str, str] = {}
    for speaker, content in said:
        tokens = tokens_within(cast.tokens, content)
        if group := _group(cast, speaker, tokens):
            focus[speaker] = group
        for index, token in enumerate(tokens):
            before = tokens[index - 1] if index else token
            if token.lower in _COUNTRY and before.lower in words("possessives"):
                side, span = cast.side(speaker), Span(before.start, token.end)
            elif token.lower in _WE and not token.text.isupper():
                side, span = focus.get(speaker, cast.side(speaker)), Span(token.start, token.end)
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
    own = cast.reference.member_of.get(cast.side(speaker), frozenset())
    own |= {office.of for office in actor.offices} if actor else frozenset()
    opening = Span(tokens[0].start, tokens[min(len(tokens), _OPENING) - 1].end)
    for mention in cast.mentions.within(opening):
        named = mention.refers.value if mention.refers else None
        if mention.kind is MentionKind.ORGANISATION and named in own:
            return named
    return None
