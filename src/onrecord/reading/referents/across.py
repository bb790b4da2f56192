"""Whom a page means by what they are to somebody or to each other: "its neighbour", "both capitals", "the two"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import islice

from onrecord.model import ActorKind, Judgement, Span
from onrecord.model.actor import ACTORS
from onrecord.reading.actors.cast import Cast
from onrecord.reading.grammar.token import Token
from onrecord.reading.lexicon import table, words
from onrecord.reading.referents.pronoun import OWNERS
from onrecord.reading.referents.setting import judged

# A word or two may stand between "both" and what they are: "both warring parties".
_BETWEEN = 2
# So many of the mentions before it tell what a page has told most of.
_BACK = 2000
# No name is longer than this, in characters.
_NAME = 60
_SURE = 0.55


def across(cast: Cast, tokens: Sequence[Token], own: str | None) -> Judgement[str] | None:
    """Whom the phrase that opens some words means, said by or of the side ``own``: of two, the first.

    There are no two but those that the page has told most of, and "its neighbour" is whom it has told most of beside
    the side itself.
    """
    span = _one(tokens) or _two(tokens)
    if span is None:
        return None
    end = span.end
    named = cast.mentions.within(Span(end, min(len(cast.text), end + _NAME)))
    if any(not cast.text[end : m.span.start].strip(" ,") for m in named if m.kind in ACTORS):
        return None  # "Its neighbour Brenn" is named.
    sides = _told_of(cast, span.start, own)
    surface = cast.text[span.start : end]
    if tokens[0].lower in OWNERS:
        says = f'"{surface}" is whom the page tells most of beside {own}: '
        return judged(sides[0], _SURE, "across", says + sides[0], span) if sides and own else None
    if len(sides) > 1 and own not in sides[:2]:
        return judged(sides[0], _SURE, "joint", f'"{surface}" are {sides[0]} and {sides[1]}', span)
    return None


def _one(tokens: Sequence[Token]) -> Span | None:
    """The phrase for somebody by what he is to another: "its neighbour", "his rival"."""
    if len(tokens) < 2 or tokens[0].lower not in OWNERS:
        return None
    facing = table("families")["facing"].split()
    return Span(tokens[0].start, tokens[1].end) if tokens[1].lower in facing else None


def _two(tokens: Sequence[Token]) -> Span | None:
    """The phrase for two that face each other: "both governments", "the two", "the two neighbours"."""
    said = [t.lower for t in tokens[: _BETWEEN + 3]]
    first = 2 if said[:2] == ["the", "two"] else 1 if said[:1] in (["both"], ["two"]) else 0
    if not first:
        return None
    sides = table("families")["sides"].split()
    for index in range(first, min(first + 1 + _BETWEEN, len(said))):
        if said[index] in sides:
            return Span(tokens[0].start, tokens[index].end)
        if not tokens[index].is_word or said[index] in words("prepositions"):
            break
    alone = first == 2 and (len(said) == 2 or said[2] in ("to", "not") or not tokens[2].is_word)
    return Span(tokens[0].start, tokens[1].end) if alone else None


def _told_of(cast: Cast, place: int, own: str | None) -> list[str]:
    """The states that a page has told of up to a place, but for one side: the most often named first."""
    count: Counter[str] = Counter()
    for mention in reversed(list(islice(cast.mentions.before(place), _BACK))):
        side = cast.side(mention.refers.value) if mention.refers and mention.kind in ACTORS else ""
        row = cast.reference.actors.get(side) if side != own else None
        if row is None or row.kind is not ActorKind.STATE:
            continue
        count[side] += 1
    return [name for name, _ in count.most_common()]
