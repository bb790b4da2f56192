"""Who is meant by the pronouns and definite nouns of a text: each goes back to a phrase before it, or to nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import Span
from onrecord.reading.chain import Chain, Chains
from onrecord.reading.named import Named
from onrecord.reading.noun import GROUP, HE, PERSON, SHE, Form, Noun, nouns
from onrecord.reading.rank import Ranker, alone, candidates, pair, ranked
from onrecord.reading.syntax import Parse

RELATIVE = 0.95
"""How sure it is that "who" goes back to the phrase right before it."""


@dataclass(frozen=True, slots=True)
class Link:
    """A phrase that goes back to another, how likely it does so, and the name in their chain, if it has one."""

    noun: Noun
    back: Noun
    chance: float
    name: Noun | None


def links(parse: Parse, names: Sequence[Named], sentences: Sequence[Span], ranker: Ranker) -> list[Link]:
    """Every pronoun and definite noun that goes back to something, in the order of the text."""
    chains = Chains()
    before: list[Noun] = []
    found: list[tuple[Noun, Noun, float, Chain]] = []
    for noun in nouns(parse, names, sentences):
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
                chain = chains.join(noun, chains.of[chosen.first, chosen.last])
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
    fitting = [n for n in here if n.likes in (HE, SHE, PERSON, GROUP) or n.many]
    return max(fitting, key=lambda n: n.last - n.first, default=None)


def options_of(parse: Parse, noun: Noun, options: Sequence[Noun], chains: Chains) -> list[list[str]]:
    """The features of each option: of going back to nothing, then of each candidate."""
    found = [alone(parse, noun, options, chains)]
    for rank, other in enumerate(options, 1):
        found.append(pair(parse, noun, other, chains.of[other.first, other.last], rank))
    return found


def chances_of(parse: Parse, noun: Noun, options: Sequence[Noun], chains: Chains, ranker: Ranker) -> list[float]:
    """The chance that a phrase goes back to nothing, then that of each candidate."""
    return ranker.chances(options_of(parse, noun, options, chains))
