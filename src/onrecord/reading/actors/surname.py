"""Persons named again by surname alone: whom it means where a text names several who bear it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from onrecord.model import ActorKind, MentionKind, Span
from onrecord.reading.actors.naming import gendered
from onrecord.reading.actors.unlisted import Unlisted
from onrecord.reading.grammar.token import Token
from onrecord.reading.lexicon import words
from onrecord.reference.spelling import fold

if TYPE_CHECKING:
    from onrecord.reading.actors.cast import Cast
    from onrecord.reading.actors.member import Member

# A full name or the last words of one that end with a surname stand within so many characters before it.
_LONGEST = 60
# So many characters before a surname that several bear, somebody named in full is meant by it.
_NEAR = 400


def surnames(cast: Cast, speaking: set[int], names: Sequence[Unlisted]) -> None:
    """Find the places where members are named again by surname, full name or, where they speak, given name.

    Of several who bear a surname it means the one whose title goes with it ("Mrs. Kell"), else whoever was named in
    full first, as news has it: family members who come later keep their given names. Where two were named in full
    before it first stands alone, it means nobody; where nobody was, as in a headline, whom it means further on.
    """
    meant: dict[str, str | None] = {}
    waiting: list[int] = []
    told: dict[str, set[str]] = {}
    given = _by_given_name(cast)
    persons = speaking | {n.span.start for n in names if n.kind is MentionKind.PERSON}
    for index, token in enumerate(cast.tokens):
        bears = token.is_capital and cast.free(token.start) and token.lower not in words("pronouns")
        bearers = cast.surnamed(token.lower) if bears else []
        before = cast.tokens[index - 1] if index else None
        if bearers and before and before.is_capital and cast.free(before.start) and not _apart(before.lower):
            _in_full(cast, bearers, index)
            continue
        if bearers and _goes_on(cast, bearers, index):
            continue
        if not bearers:
            if token.start in persons and (one := _given(cast, given.get(token.lower, []), index)):
                span, says = Span(token.start, token.end), f"{token.text} is {one.name}, called by the given name"
                cast.mention(span, MentionKind.PERSON, one, "surname", says, 0.75)
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
        if len(borne := told.get(token.lower, set())) == 1:
            member = cast.members[next(iter(borne))]
            says = f"{token.text} is {member.name}, whom the text calls so further on"
            cast.mention(Span(token.start, token.end), MentionKind.PERSON, member, "surname", says, 0.8)


def _in_full(cast: Cast, bearers: list[Member], index: int) -> None:
    """Note the full name of a bearer that ends at a token, or its last words, where they stand there."""
    end = cast.tokens[index].end
    said = cast.text[max(0, end - _LONGEST) : end].split()
    for member in bearers:
        whole = member.name.split()
        for length in range(min(len(whole), len(said)), 1, -1):
            if list(map(fold, said[-length:])) != list(map(fold, whole[-length:])):
                continue
            start = cast.text.rfind(said[-length], 0, end - len(" ".join(said[1 - length :])))
            if cast.free(start):
                says = f"{member.name} is named again"
                cast.mention(Span(start, end), MentionKind.PERSON, member, "surname", says, 0.9)
                return


def _goes_on(cast: Cast, bearers: list[Member], index: int) -> bool:
    """Whether a family name that stands first goes on with a given name of somebody else: "Kim Jong Nam"."""
    token, behind = cast.tokens[index], cast.tokens[index + 1] if index + 1 < len(cast.tokens) else None
    first = all(m.name.lower().startswith(token.lower + " ") for m in bearers)
    near = behind is not None and behind.start == token.end + 1 and behind.is_capital and cast.free(behind.start)
    return first and near


def _by_given_name(cast: Cast) -> dict[str, list[Member]]:
    """Those named in full, by the word that their name begins with."""
    found: dict[str, list[Member]] = {}
    for member in cast.members.values():
        if member.kind is ActorKind.PERSON and " " in member.name:
            found.setdefault(member.name.split()[0].lower(), []).append(member)
    return found


def _given(cast: Cast, members: list[Member], index: int) -> Member | None:
    """The one person of the text whom a given name that stands alone means."""
    before = cast.tokens[index - 1] if index else None
    behind = cast.tokens[index + 1] if index + 1 < len(cast.tokens) else None
    if behind is not None and behind.text == "-" and behind.start == cast.tokens[index].end:
        return None  # "Al-Ansari" is another name than "Al Harun".
    apart = not (_beside(before) and before is not None and not _apart(before.lower))
    return members[0] if len(members) == 1 and apart and not _beside(behind) else None


def _beside(token: Token | None) -> bool:
    return token is not None and token.is_capital


@cache
def _apart(word: str) -> bool:
    """Whether a word in front of a surname is no given name although it has a capital: "The Kell aide", "When Kell"."""
    lists = ("titles", "ranks", "roles", "determiners", "prepositions", "subordinators", "coordinators", "adverbs")
    return any(word in words(name) for name in (*lists, "auxiliaries", "links"))


def _opened_with(cast: Cast, token: Token, bearers: Sequence[Member]) -> str | None:
    """Whom a surname was found to mean where it stood alone before, as in a headline."""
    for mention in cast.mentions.within(Span(0, token.start)):
        alone = cast.text[mention.span.start : mention.span.end] == token.text
        if alone and mention.refers and any(m.name == mention.refers.value for m in bearers):
            return mention.refers.value
    return None


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
    early = [m for m in fitting if m.places and m.places[0] < token.start]
    if token.lower not in meant and early:
        meant[token.lower] = early[0].name if len(early) == 1 else _opened_with(cast, token, early)
    name = meant.get(token.lower)
    if name is None:
        since = max(0, token.start - _NEAR)
        near = [m for m in fitting if cast.text.rfind(m.name, since, token.start) >= 0]
        if len(near) == 1 and token.lower in meant:
            return near[0], "the one of that name who is named in full right before"
    return next((m for m in fitting if m.name == name), None), "named in full before others of that name"
