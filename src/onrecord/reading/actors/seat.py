"""Whom a capital stands for that organisations go by too: Brussels for Belgium, the EU or NATO."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from onrecord.model import MentionKind, Span
from onrecord.model.actor import BODIES
from onrecord.reading.actors.gazetteer import Found
from onrecord.reading.grammar.order import DEMONYM
from onrecord.reading.grammar.token import Token
from onrecord.reference import Naming, Reference

if TYPE_CHECKING:
    from onrecord.reading.actors.cast import Cast

_POINTING = frozenset({"the", "that", "this", "its"})
# So many tokens before a capital are its context first of all: the sentence it stands in and about two before.
_NEAR = 80


@lru_cache(maxsize=4)
def _seated(reference: Reference) -> dict[str, frozenset[str]]:
    """The organisations of states that go by a city's name, by city."""
    found: dict[str, set[str]] = {}
    for row in reference.tables.organisations:
        for city in row.bynames:
            found.setdefault(city, set()).update({row.name} if row.members else ())
    return {city: frozenset(names) for city, names in found.items()}


def seated(city: str, reference: Reference) -> frozenset[str]:
    """The organisations of states that go by a city's name."""
    return _seated(reference).get(city, frozenset())


def spoken_of(tokens: Sequence[Token], found: Iterable[Found], reference: Reference) -> list[tuple[int, str]]:
    """The states and organisations that a text names or calls by their noun ("the alliance"), with the token."""
    plain = (Naming.NAME, Naming.DEMONYM)
    named = [(f.first, f.name.refers) for f in found if f.name.naming in plain and f.name.kind in BODIES]
    nouns = {noun: body for city in _seated(reference).values() for body in city for noun in _nouns(body, reference)}
    called = [(index, nouns[t.lower]) for index, t in enumerate(tokens) if index and t.lower in nouns]
    return sorted(named + [(index, body) for index, body in called if tokens[index - 1].lower in _POINTING])


def _nouns(body: str, reference: Reference) -> frozenset[str]:
    return reference.nouns.get(body, frozenset())


def meant(city: str, state: str, at: int, named: Sequence[tuple[int, str]], reference: Reference) -> str | None:
    """Whom a capital that acts stands for: its state, or an organisation that goes by it; None where open.

    ``at`` is its token, ``named`` who is spoken of, with tokens. Whoever of them is named last before it decides, else
    the only one named anywhere. Where nobody is, the state, unless several organisations go by that name.
    """
    bodies = seated(city, reference)
    if not bodies:
        return state
    could = [(place, _of(name, bodies, reference)) for place, name in named]
    fitting = [(place, name) for place, name in could if name in bodies or name == state]
    near = [name for place, name in fitting if at - _NEAR <= place < at]
    if near:
        return near[-1]
    anywhere = {name for _, name in fitting}
    if len(anywhere) == 1:
        return anywhere.pop()
    return state if not anywhere and len(bodies) == 1 else None


def foreign(cast: Cast, index: int, body: str) -> str | None:
    """The state, other than a body's own, whose body a name is by the words before it: "Varland's Security Council"."""
    own = cast.reference.side(body)
    if own == body or index == 0 or cast.tokens[index].text.isupper():
        return None  # "Varland's UN Security Council seat"
    owns = cast.tokens[index - 1].lower in ("'s", "’s", "'", "’")
    at = cast.tokens[index - 1 - owns] if index - 1 - owns >= 0 else None
    for mention in cast.mentions.touching(Span(at.start, at.end)) if at else ():
        demonym = mention.refers is not None and mention.refers.evidence[0].rule == DEMONYM
        if mention.kind is MentionKind.STATE and mention.refers and (owns or demonym):
            return mention.refers.value if mention.refers.value != own else None
    return None


def _of(name: str, bodies: frozenset[str], reference: Reference) -> str:
    """A body of one of the organisations as that organisation: the European Commission is the EU's."""
    side = reference.side(name)
    return side if side in bodies else name
