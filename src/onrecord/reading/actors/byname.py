"""What a text calls those whom it names: a nominee, a senator from Sundmark, a shipping company."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from onrecord.model import ActorKind, Mention, MentionKind
from onrecord.reading.actors.member import Member
from onrecord.reading.encoder.noun import GROUP, HE, PERSON, SHE, singular, stands_for
from onrecord.reading.grammar.order import DEMONYM, NAMING
from onrecord.reading.grammar.token import Token
from onrecord.reading.lexicon import longest_cue, table, words

if TYPE_CHECKING:
    from onrecord.reading.actors.cast import Cast

_BEFORE = 6  # words before a name that call its bearer something
_BEHIND = 7  # words of an apposition up to its noun
_TAIL = 8  # words behind that noun that may say of where or what
_PARTIES = {"r": "republican", "d": "democrat", "i": "independent"}
_COURTESY = frozenset({"mr", "mrs", "ms", "miss", "dr"})
_OPENING = frozenset({"the", "a", "an", "his", "her", "its", "their", "one"})
_GOES_ON = frozenset("of from in at for on with to who whose that which and based".split())


@dataclass(frozen=True, slots=True)
class Byname:
    """A noun that an actor is called by, and the words that go with it, of which ``names`` are names."""

    noun: str
    about: frozenset[str]
    name: str
    names: frozenset[str] = frozenset()


@dataclass(slots=True)
class Calls:
    """What everybody of a text is called: bynames by their noun, each once, and all words of each actor's.

    ``members`` is how many actors it was gathered of, ``waiting`` are those of them that no place has named yet.
    """

    by_noun: dict[str, dict[Byname, None]] = field(default_factory=dict)
    told: dict[str, set[str]] = field(default_factory=dict)
    members: int = 0
    waiting: list[Member] = field(default_factory=list)

    def take(self, one: Byname) -> None:
        """Take in a byname."""
        self.by_noun.setdefault(one.noun, {})[one] = None
        self.told.setdefault(one.name, set()).update(one.about, {one.noun})


@cache
def plain(word: str) -> str:
    """A word of a byname in one spelling: in the singular, without points, party and title in full."""
    lower = singular(word.lower().strip("."))
    same: dict[str, str] = table("families")["same"]
    return same.get(lower, lower)


@cache
def parties() -> frozenset[str]:
    """Nouns for members of a party."""
    return frozenset(table("families")["parties"].split())


@cache
def taken_up(noun: str, kind: str) -> frozenset[str]:
    """The nouns that introduce whom a noun takes up; ``kind`` is persons or bodies."""
    return frozenset({noun, *table("families")[kind].get(noun, "").split()})


@cache
def for_person(noun: str) -> bool:
    """Whether a noun stands for a person."""
    persons: dict[str, str] = table("families")["persons"]
    return noun in parties() or noun in persons or stands_for(noun) in (HE, SHE, PERSON)


@cache
def for_body(noun: str) -> bool:
    """Whether a noun stands for a body."""
    bodies: dict[str, str] = table("families")["bodies"]
    return noun in bodies or stands_for(noun) == GROUP


@cache
def _stops() -> frozenset[str]:
    lists = ("prepositions", "auxiliaries", "subordinators", "coordinators", "pronouns", "past")
    return frozenset().union(*map(words, lists), longest_cue())


def bynames(cast: Cast, mentions: Iterable[Mention]) -> list[Byname]:
    """Everything that a text calls those whom it names, in the order of their mentions."""
    found: list[Byname] = []
    for mention in mentions:
        rule = mention.refers.evidence[0].rule if mention.refers else None
        if rule in NAMING and rule != DEMONYM and mention.kind in (MentionKind.PERSON, MentionKind.ORGANISATION):
            found += _before(cast, mention)
            found += _behind(cast, mention)
    return found


def _made(mention: Mention, noun: str, about: list[str]) -> Iterator[Byname]:
    """A byname where the noun fits the kind of actor; one more for the party among the words that go with it."""
    person = mention.kind is MentionKind.PERSON
    name = mention.refers.value if mention.refers else ""
    rest = frozenset(plain(w) for w in about)
    if for_person(noun) if person else for_body(noun):
        yield Byname(noun, rest, name, frozenset(plain(w) for w in about if w[0].isupper()))
        if person:
            for party in rest & parties():
                yield Byname(party, rest - {party} | {noun}, name)


def _before(cast: Cast, mention: Mention) -> Iterator[Byname]:
    """ "Castalian opposition leader Oda Kell", "the opposition leader, Oda Kell"."""
    at = bisect_left(cast.tokens, mention.span.start, key=lambda t: t.start)
    last = at - 1
    while last >= 1 and cast.tokens[last - (cast.tokens[last].text == ".")].lower in _COURTESY:
        last -= 1 + (cast.tokens[last].text == ".")  # "his wife, Mrs. Rena Moss"
    apart = last >= 0 and cast.tokens[last].text == ","
    last -= apart
    first = last + 1
    while first > 0 and last - first < _BEFORE and _describes(cast, first - 1):
        first -= 1
    run = [t for t in cast.tokens[first : last + 1] if t.is_word and t.lower != "s"]
    if not run or "\n" in cast.text[run[-1].end : mention.span.start]:
        return
    opened = cast.tokens[first - 1].lower if first else ""
    if apart and opened not in _OPENING and opened not in ("'s", "’s"):
        return
    if run[-1].lower == singular(run[-1].lower):
        yield from _made(mention, plain(run[-1].text), [t.text for t in run[:-1]])


def _describes(cast: Cast, index: int) -> bool:
    """Whether a token can stand in the words that call somebody something, before or behind the name."""
    token, behind = cast.tokens[index], cast.tokens[index + 1] if index + 1 < len(cast.tokens) else None
    if behind is not None and "\n" in cast.text[token.end : behind.start]:
        return False
    if token.text == ".":
        return index > 0 and plain(cast.tokens[index - 1].text) != cast.tokens[index - 1].lower
    if token.text == "-":
        return True
    plainly = token.is_word and token.lower not in _stops() and token.lower not in words("determiners")
    return plainly and token.lower not in words("possessives")


def _behind(cast: Cast, mention: Mention) -> Iterator[Byname]:
    """ "Oda Kell, a senator from Sundmark,"; "Oda Kell (D-Calif.)"."""
    at = bisect_left(cast.tokens, mention.span.end, key=lambda t: t.start)
    tokens = cast.tokens[at : at + _BEHIND + _TAIL + 4]
    if len(tokens) < 3 or tokens[0].text not in (",", "("):
        return
    if tokens[0].text == "(" and tokens[1].lower in _PARTIES and tokens[2].text in ("-", "–"):
        yield from _made(mention, _PARTIES[tokens[1].lower], [])
        return
    if tokens[1].lower not in _OPENING:
        return
    end = 2
    while end < len(tokens) and end - 2 < _BEHIND and _describes(cast, at + end):
        end += 1
    run = [t for t in tokens[2:end] if t.is_word]
    if not run or end == len(tokens) or not (tokens[end].text in ",.;:)—–" or tokens[end].lower in _GOES_ON):
        return
    if tokens[end].lower == "and" and end + 1 < len(tokens) and tokens[end + 1].lower in _OPENING:
        return
    noun = plain(run[-1].text)
    if tokens[1].lower == "one" or run[-1].lower != singular(run[-1].lower):
        return
    yield from _made(mention, noun, [*(t.text for t in run[:-1]), *_of(tokens[end:])])


def _of(tokens: list[Token]) -> Iterator[str]:
    """The names behind a noun that say of where or what: "from Sundmark", "on the Harbour Committee"."""
    if tokens[0].lower not in ("of", "from", "in", "at", "for", "on", "with"):
        return
    for token in tokens[1:_TAIL]:
        if not token.is_word and token.text != "-":
            return
        if token.is_capital:
            yield token.text


def kind_of(noun: str) -> ActorKind | None:
    """Whether a noun stands for a person or a body; None where it does for neither."""
    if for_person(noun):
        return ActorKind.PERSON
    return ActorKind.ORGANISATION if for_body(noun) else None
