"""Persons named again by surname alone: whom it means where a text names several who bear it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from onrecord.model import MentionKind, Span
from onrecord.reading.actors.naming import gendered
from onrecord.reading.lexicon import words

if TYPE_CHECKING:
    from onrecord.reading.actors.cast import Cast, Member


def surnames(cast: Cast) -> None:
    """Find the places where members are named again by surname or full name.

    Of several who bear a surname it means the one whose title goes with it ("Mrs. Kell"), else whoever was named in
    full first, as news has it: family members who come later keep their given names. Where two were named in full
    before it first stands alone, it means nobody; where nobody was, as in a headline, whom it means further on.
    """
    meant: dict[str, str | None] = {}
    waiting: list[int] = []
    told: dict[str, set[str]] = {}
    for index, token in enumerate(cast.tokens):
        bearers = cast.surnamed(token.lower) if token.is_capital and cast.free(token.start) else []
        before = cast.tokens[index - 1] if index else None
        if bearers and before and before.is_capital and cast.free(before.start) and not _apart(before.lower):
            _in_full(cast, bearers, index)
            continue
        if not bearers:
            continue
        says = "named in full"
        if len(bearers) == 1:
            member: Member | None = bearers[0]
        else:
            member, says = _of_several(cast, bearers, index, meant)
        if member is None and meant.get(token.lower, "") == "":
            waiting.append(index)
        elif member is not None:
            told.setdefault(token.lower, set()).add(member.name)
            span = Span(token.start, token.end)
            sure = 0.9 if len(bearers) == 1 else 0.8
            cast.mention(span, MentionKind.PERSON, member, "surname", f"{token.text} is {member.name}, {says}", sure)
    for index in waiting:
        token = cast.tokens[index]
        if len(names := told.get(token.lower, set())) == 1:
            member = cast.members[next(iter(names))]
            says = f"{token.text} is {member.name}, whom the text calls so further on"
            cast.mention(Span(token.start, token.end), MentionKind.PERSON, member, "surname", says, 0.8)


def _in_full(cast: Cast, bearers: list[Member], index: int) -> None:
    """Note the full name of a bearer that ends at a token, where one stands there."""
    end = cast.tokens[index].end
    for member in bearers:
        start = end - len(member.name)
        if " " in member.name and start >= 0 and cast.text[start:end] == member.name and cast.free(start):
            says = f"{member.name} is named again"
            cast.mention(Span(start, end), MentionKind.PERSON, member, "surname", says, 0.9)
            return


@cache
def _apart(word: str) -> bool:
    """Whether a word in front of a surname is no given name although it has a capital: "The Kell aide", "When Kell"."""
    lists = ("titles", "ranks", "roles", "determiners", "prepositions", "subordinators", "coordinators", "adverbs")
    return any(word in words(name) for name in (*lists, "auxiliaries", "links"))


def _of_several(
    cast: Cast, bearers: list[Member], index: int, meant: dict[str, str | None]
) -> tuple[Member | None, str]:
    """Which of several bearers a surname at a token means, and why; ``meant`` keeps what it meant before."""
    token = cast.tokens[index]
    title = cast.tokens[index - 1 - (cast.tokens[index - 1].text == ".")].lower.strip(".") if index > 1 else ""
    sex = gendered(title)
    fitting = [m for m in bearers if sex is None or m.gender == sex]
    if sex is not None and len(fitting) == 1:
        return fitting[0], f"the one of that name who is {sex}"
    early = [m for m in fitting if m.places and min(m.places) < token.start]
    if token.lower not in meant and early:
        meant[token.lower] = early[0].name if len(early) == 1 else None
    name = meant.get(token.lower)
    return next((m for m in fitting if m.name == name), None), "named in full before others of that name"
