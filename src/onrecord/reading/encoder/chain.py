"""Chains: the noun phrases of a text that go back to one another, grown from its beginning to its end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from onrecord.reading.encoder.noun import HE, PERSON, SHE, Form, Noun

_SMALL = frozenset("of the and for in on to a".split())


@dataclass(slots=True)
class Chain:
    """What is known of somebody or something from the phrases that stand for it so far.

    ``words`` are nouns that it was called by and titles before its name, ``likes`` the pronouns that its phrases allow.
    """

    members: list[Noun] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    modifiers: set[str] = field(default_factory=set)
    likes: set[str] = field(default_factory=set)
    name: Noun | None = None

    @property
    def last(self) -> Noun:
        """Its latest phrase."""
        return self.members[-1]

    def take(self, noun: Noun) -> None:
        """Take in a further phrase."""
        self.members.append(noun)
        if noun.likes and not (noun.many and noun.likes in (HE, SHE, PERSON)):
            self.likes.add(noun.likes)
        if noun.form is Form.PRONOUN:
            return
        self.modifiers.update(noun.modifiers)
        if noun.form is Form.NAME:
            self.words.update(noun.modifiers)
            self.words.update(w for w in noun.lemma.split() if w not in _SMALL)
            if self.name is None or len(noun.lemma) > len(self.name.lemma):
                self.name = noun
        else:
            self.words.add(noun.lemma)

    @property
    def sex(self) -> str | None:
        """He or she, where its phrases tell one of the two."""
        told = self.likes & {HE, SHE}
        return next(iter(told)) if len(told) == 1 else None


class Chains:
    """All chains of one text while it is read."""

    def __init__(self) -> None:
        self.all: list[Chain] = []
        self.of: dict[tuple[int, int], Chain] = {}
        self._named: dict[str, Chain] = {}

    def __iter__(self) -> Iterator[Chain]:
        return iter(self.all)

    def begin(self, noun: Noun) -> Chain:
        """A chain of its own for a phrase."""
        chain = Chain()
        self.all.append(chain)
        return self.join(noun, chain)

    def join(self, noun: Noun, chain: Chain) -> Chain:
        """A phrase put into a chain."""
        chain.take(noun)
        self.of[noun.first, noun.last] = chain
        if noun.form is Form.NAME:
            for key in _keys(noun):
                self._named[key] = chain
        return chain

    def name(self, noun: Noun) -> Chain:
        """The chain of a name: that of the same name, of its full or longer form before; else a new one."""
        if noun.means is not None:
            known = self._named.get(f"={noun.means}")
            return self.begin(noun) if known is None else self.join(noun, known)
        for key in (f"{noun.kind}:{noun.lemma}", noun.lemma):
            if (chain := self._named.get(key)) is not None and _fits(chain, noun):
                return self.join(noun, chain)
        return self.begin(noun)


def _keys(noun: Noun) -> Iterator[str]:
    """What a later name may be written as that means the same."""
    if noun.means is not None:
        yield f"={noun.means}"
    yield f"{noun.kind}:{noun.lemma}"
    yield noun.lemma
    parts = noun.lemma.split()
    if noun.kind == "PERSON" and len(parts) > 1:
        yield f"PERSON:{parts[-1]}"
    elif noun.kind in ("ORGANISATION", "AGREEMENT") and len(parts) > 1:
        yield "".join(p[0] for p in parts if p not in _SMALL)


def _fits(chain: Chain, noun: Noun) -> bool:
    """Whether what is known of a chain allows another name in it: a person is no body, he is not she."""
    if chain.name is None:
        return False
    person = chain.name.kind == "PERSON"
    if person != (noun.kind == "PERSON"):
        return False
    return not (noun.likes in (HE, SHE) and chain.sex not in (None, noun.likes))
