"""Who is meant by the pronouns and definite nouns of a text: each goes back to a phrase before it, or to nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.reading.actors.byname import plain, taken_up
from onrecord.reading.encoder.chain import Chain, Chains
from onrecord.reading.encoder.noun import GROUP, HE, PERSON, SHE, Form, Noun
from onrecord.reading.encoder.rank import Ranker, alone, candidates, pair, ranked
from onrecord.reading.encoder.syntax import Parse

RELATIVE = 0.95
"""How sure it is that "who" goes back to the phrase right before it."""

_PEOPLE = frozenset({HE, SHE, PERSON})
_NEAR = 8
"""Over so many phrases, and words, "who" looks back past what says of where somebody is."""
_TELLING = frozenset({"ADP", "PROPN", "DET", "ADJ", "NOUN", "PUNCT", "NUM"})
"""The parts of speech in what says so: no verb, and nobody else joined to it."""
_SPEAKERS = frozenset({"my", "our", "your"})


@dataclass(frozen=True, slots=True)
class Link:
    """A phrase that goes back to another, how likely it does so, and the name in their chain, if it has one."""

    noun: Noun
    back: Noun
    chance: float
    name: Noun | None


def links(parse: Parse, phrases: Sequence[Noun], ranker: Ranker) -> list[Link]:
    """Every pronoun and definite noun among the phrases of a text that goes back to something, in its order."""
    chains = Chains()
    before: list[Noun] = []
    found: list[tuple[Noun, Noun, float, Chain]] = []
    for noun in phrases:
        if noun.form is Form.NAME:
            chains.name(noun)
        elif (back := apposed(parse, noun, before)) is not None:
            chains.join(noun, chains.of[back.first, back.last])
        elif (back := relative(parse, noun, before)) is not None:
            found.append((noun, back, RELATIVE, chains.join(noun, chains.of[back.first, back.last])))
        elif ranked(noun) and (options := candidates(parse, noun, before, chains)):
            chances = chances_of(parse, noun, options, chains, ranker)
            best = max(range(len(chances)), key=chances.__getitem__)
            if best == 0:
                chains.begin(noun)
            else:
                chosen = options[best - 1]
                shown = evident(parse, noun, chosen, chains)
                chain = chains.join(noun, chains.of[chosen.first, chosen.last])
                if shown:
                    found.append((noun, chosen, chances[best], chain))
        else:
            chains.begin(noun)
        before.append(noun)
    return [Link(noun, back, chance, chain.name) for noun, back, chance, chain in found]


def apposed(parse: Parse, noun: Noun, before: Sequence[Noun]) -> Noun | None:
    """The phrase that a common noun stands in apposition to: "Ana Brill, a diplomat"."""
    if noun.form is not Form.NOUN or noun.role != "apposition":
        return None
    above = parse.heads[noun.head]
    for other in reversed(before[-6:]):
        if other.head == above and other.form is not Form.JOINT:
            between = parse.surface(other.last, noun.first) if other.last < noun.first else ""
            return other if between.strip() in (",", "(", "—", "–") else None
    return None


def relative(parse: Parse, noun: Noun, before: Sequence[Noun]) -> Noun | None:
    """The phrase that "who" or "whose" stands right behind: "Ana Brill, who left"."""
    if noun.form is not Form.PRONOUN or noun.lemma != "who":
        return None
    end = noun.first - (noun.first > 0 and parse.surface(noun.first - 1, noun.first) == ",")
    here = [n for n in before[-4:] if n.last == end and n.sentence == noun.sentence and n.form is not Form.JOINT]
    fitting = [n for n in here if n.likes in _PEOPLE or (n.likes == GROUP and n.form is not Form.NAME) or n.many]
    return max(fitting, key=lambda n: n.last - n.first, default=None) or _described(parse, noun, before, end)


def _described(parse: Parse, noun: Noun, before: Sequence[Noun], end: int) -> Noun | None:
    """Whom "who" goes back to over what says of where they are: "Ana Brill, a diplomat from Arlen, who left"."""
    for other in reversed(before[-_NEAR:]):
        one = other.likes in _PEOPLE and not other.many and other.form in (Form.NAME, Form.NOUN)
        if other.sentence == noun.sentence and one and other.last <= end:
            between = range(other.last, end)
            plain = not {"—", "–", ":", ";"} & {parse.surface(w, w + 1) for w in between}
            if plain and len(between) <= _NEAR and all(parse.pos[w] in _TELLING for w in between):
                return other
    return None


def evident(parse: Parse, noun: Noun, back: Noun, chains: Chains) -> bool:
    """Whether words show that a definite noun takes up a chain, beside how likely it does; of pronouns that is enough.

    It was called by that noun, or by one that it takes up (families.yaml), in the same number; nothing new is said of
    it, and it is whose it was before. Whose "our" is, and which "this", changes with who speaks.
    """
    if noun.form is Form.PRONOUN:
        return True
    chain = chains.of[back.first, back.last]
    called = noun.lemma in chain.words
    if not called and chain.name is not None and noun.determiner != "possessive":
        kind = "persons" if chain.name.kind == "PERSON" else "bodies"
        called = not taken_up(noun.lemma, kind).isdisjoint(map(plain, chain.words))
    if not called or (back.many is not None and back.many != noun.many and chain.name is None):
        return False
    if noun.determiner == "possessive":
        owners = {parse.surface(m.first, m.first + 1).lower() for m in chain.members} - _SPEAKERS
        if parse.surface(noun.first, noun.first + 1).lower() not in owners:
            return False
    if noun.determiner == "pointing" and chain.name is not None:
        return False
    if noun.modifiers and noun.lemma == back.lemma and noun.modifiers == back.modifiers:
        return True
    return not noun.restricted and noun.modifiers <= chain.modifiers | chain.words


def options_of(parse: Parse, noun: Noun, options: Sequence[Noun], chains: Chains) -> list[list[str]]:
    """The features of each option: of going back to nothing, then of each candidate."""
    found = [alone(parse, noun, options, chains)]
    for rank, other in enumerate(options, 1):
        found.append(pair(parse, noun, other, chains.of[other.first, other.last], rank))
    return found


def chances_of(parse: Parse, noun: Noun, options: Sequence[Noun], chains: Chains, ranker: Ranker) -> list[float]:
    """The chance that a phrase goes back to nothing, then that of each candidate."""
    return ranker.chances(options_of(parse, noun, options, chains))
