"""What a text calls persons: the office in its words, of what, and whether it is held, over, acting or to come."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from onrecord.model import Mention, MentionKind, Role, Span, Standing
from onrecord.reading.actors.cast import Cast
from onrecord.reading.actors.naming import take_apart
from onrecord.reading.grammar.order import NAMING
from onrecord.reading.grammar.token import Token
from onrecord.reading.lexicon import words

_STANDINGS = {
    **dict.fromkeys("former ex then onetime one-time erstwhile retired ousted deposed late".split(), Standing.FORMER),
    **dict.fromkeys("acting interim caretaker".split(), Standing.ACTING),
    **dict.fromkeys("designate elect incoming nominee".split(), Standing.DESIGNATE),
}
_PASSING = frozenset({"outgoing", "current", "incumbent", "new", "newly", "long-time", "longtime"})
_INNER = frozenset({"of", "for", "to", "and", "the", "'s", "’s", "-", ".", "a", "an", "its", "his", "her", "their"})
_RANKING = frozenset(
    "prime deputy vice chief senior top first second assistant permanent special general supreme high press national "
    "party opposition".split()
)
_LONGEST = 12  # tokens that call somebody by an office


def roles(cast: Cast) -> dict[str, tuple[Role, ...]]:
    """The roles of every person whom the text calls by one, in the order of the text, each once."""
    found: dict[str, dict[Role, None]] = {}
    for mention in cast.mentions:
        named = mention.refers is not None and mention.refers.evidence[0].rule in NAMING
        if mention.kind is MentionKind.PERSON and mention.refers and named:
            for role in (_before(cast, mention), _behind(cast, mention)):
                if role is not None:
                    found.setdefault(mention.refers.value, {})[role] = None
    return {name: tuple(some) for name, some in found.items()}


def _before(cast: Cast, mention: Mention) -> Role | None:
    """ "Former Varlandic defence minister Oda Kell"."""
    last = bisect_left(cast.tokens, mention.span.start, key=lambda t: t.start) - 1
    if last >= 0 and cast.tokens[last].text == ",":
        last -= 1  # "the foreign minister, Oda Kell"
        if last < 0 or cast.tokens[last].lower not in words("roles") | words("portfolios"):
            return None
    first = last + 1
    while first > 0 and last - first < _LONGEST and _calls(cast, first - 1):
        first -= 1
    return _role(cast, cast.tokens[first : last + 1], mention.span)


def _behind(cast: Cast, mention: Mention) -> Role | None:
    """ "Oda Kell, a former deputy head of Varland's space agency, said": behind the role anything up to a comma."""
    at = bisect_left(cast.tokens, mention.span.end, key=lambda t: t.start)
    if at >= len(cast.tokens) or cast.tokens[at].text not in (",", "("):
        return None
    end = at + 1
    headed = False
    while end < len(cast.tokens) and end - at <= _LONGEST and (headed or _calls(cast, end)):
        if not cast.tokens[end].is_word and cast.tokens[end].text not in _INNER:
            break
        headed = headed or (cast.tokens[end].lower in words("roles") and cast.tokens[end + 1 : end + 2] != [])
        end += 1
    closed = end < len(cast.tokens) and cast.tokens[end].text in (",", ".", ")", ";")
    return _role(cast, cast.tokens[at + 1 : end], mention.span) if closed else None


def _calls(cast: Cast, index: int) -> bool:
    """Whether a token can be part of a role: its head, what it is over, of whom, since or until when."""
    token = cast.tokens[index]
    before = cast.tokens[index - 1] if index else None
    if before is not None and "\n" in cast.text[before.end : token.start]:
        return False
    return token.lower in _calling() or not cast.free(token.start)


@cache
def _calling() -> frozenset[str]:
    """The words that a role can be made of, beside names of states and bodies."""
    lists = ("roles", "portfolios", "bodies", "ranks", "titles")
    return frozenset().union(_STANDINGS, _PASSING, _INNER, _RANKING, *map(words, lists))


def _role(cast: Cast, tokens: list[Token], name: Span) -> Role | None:
    """The role that some tokens give; None where they give none, or somebody else's name."""
    while tokens and tokens[0].lower in _INNER:
        tokens = tokens[1:]
    if not tokens or not any(t.lower in words("roles") for t in tokens):
        return None
    span = Span(tokens[0].start, tokens[-1].end)
    if any(m.kind is MentionKind.PERSON and not m.span.touches(name) for m in cast.mentions.within(span)):
        return None
    inside, known = cast.inside(span)
    phrase = take_apart(inside, known)
    if not phrase.role:
        return None
    standing = next((_STANDINGS[t.lower] for t in tokens if t.lower in _STANDINGS), Standing.CURRENT)
    plain = [w for w in phrase.role.replace(" - ", "-").split() if w not in _STANDINGS and w not in _PASSING]
    title = " ".join(w.partition("-")[2] if w.partition("-")[0] in _STANDINGS else w for w in plain)
    title = title.strip("- ")
    return Role(title, cast.tied(span), standing) if title else None
