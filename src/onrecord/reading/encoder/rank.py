"""Which phrase before it a pronoun or a definite noun goes back to: features of pairs, and weights learnt from GUM."""

from __future__ import annotations

import json
import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import islice

from onrecord.reading.encoder.chain import Chain, Chains
from onrecord.reading.encoder.noun import HE, PERSON, SHE, Form, Noun, stands_for
from onrecord.reading.encoder.syntax import Parse

NEAR = 4
"""A pronoun goes back over at most so many sentences."""
MOST = 16
"""So many of the nearest phrases are weighed."""
_FAR = 400
"""A noun goes back over at most so many phrases: 8,000 characters of a page have about as many."""
_STEPS = (1, 2, 3, 5, 8, 13, 21, 34)
_NAMED = tuple(map(str, range(len(_STEPS) + 1)))


def ranked(noun: Noun) -> bool:
    """Whether a phrase is asked what it goes back to: pronouns of the third person, definite nouns for people."""
    if noun.form is Form.PRONOUN:
        return True
    definite = noun.determiner in ("definite", "pointing", "possessive")
    return noun.form is Form.NOUN and definite and stands_for(noun.lemma) is not None


def candidates(parse: Parse, noun: Noun, before: Sequence[Noun], chains: Chains) -> list[Noun]:
    """The phrases that one may go back to, the nearest first: one of each chain, its latest."""
    found: list[Noun] = []
    seen: set[int] = set()
    pronoun = noun.form is Form.PRONOUN
    for other in islice(reversed(before), _FAR):
        if pronoun and noun.sentence - other.sentence > NEAR:
            break
        chain = chains.of.get((other.first, other.last))
        if chain is None or id(chain) in seen or other.first <= noun.head < other.last or other.kind == "NATIONALITY":
            continue
        if noun.first <= other.head < noun.last and noun.form is not Form.PRONOUN:
            continue
        if not _possible(noun, chain, other) or (pronoun and _bound(parse, noun, other)):
            continue
        seen.add(id(chain))
        if not pronoun and len(found) >= MOST and noun.lemma not in chain.words:
            continue
        found.append(other)
        if (pronoun and len(found) >= MOST) or len(found) >= 2 * MOST:
            break
    return found


def _bound(parse: Parse, noun: Noun, other: Noun) -> bool:
    """Whether a pronoun stands beside a phrase at the same verb: "Moscow answered them" is not of Moscow."""
    if noun.role not in ("object", "oblique") or other.role != "subject":
        return False
    reflexive = parse.surface(noun.head, noun.head + 1).lower().endswith(("self", "selves"))
    return not reflexive and parse.heads[noun.head] == parse.heads[other.head]


def _possible(noun: Noun, chain: Chain, other: Noun) -> bool:
    """Whether nothing speaks against a pair outright."""
    joint = other.form is Form.JOINT
    if noun.form is not Form.PRONOUN:
        return bool(noun.many) if joint else noun.many is not True or other.many is not False
    person = bool(chain.likes & {HE, SHE, PERSON})
    if noun.lemma in (HE, SHE):
        if joint or other.many or chain.sex not in (None, noun.lemma):
            return False
        return person or not chain.likes or chain.name is not None
    if noun.lemma == "it":
        return not person and not joint and not other.many
    if noun.lemma == "they":
        return other.many is not False or chain.sex is None
    return person or not chain.likes or chain.name is not None or bool(other.many)


def _step(number: int) -> str:
    """A number in coarse steps."""
    return _NAMED[bisect_right(_STEPS, number)]


def _agrees(noun: Noun, chain: Chain, other: Noun) -> str:
    """How what a phrase can be taken up by goes with the one that takes it up."""
    wanted = noun.lemma if noun.form is Form.PRONOUN else noun.likes
    if wanted in (HE, SHE):
        return "same" if chain.sex == wanted else "person" if PERSON in chain.likes else "open"
    if not chain.likes:
        return "open"
    return "+".join(sorted(chain.likes)) + (":many" if other.many else ":one" if other.many is False else "")


def _called(other: Noun) -> str:
    """What sort of phrase an antecedent is."""
    if other.form is Form.NAME:
        return f"name:{other.kind}"
    if other.form is Form.PRONOUN:
        return f"pronoun:{other.lemma}"
    return f"{other.form}:{other.determiner}:{stands_for(other.lemma) or 'open'}"


def pair(parse: Parse, noun: Noun, other: Noun, chain: Chain, rank: int) -> list[str]:
    """The features of a phrase going back to another, its ``rank``-th nearest candidate."""
    kind = noun.lemma if noun.form is Form.PRONOUN else "noun"
    apart = noun.sentence - other.sentence
    away = str(min(apart, 4))
    called, agrees = _called(other), _agrees(noun, chain, other)
    heads = parse.heads
    found = [
        f"apart:{away}",
        f"rank:{_step(rank)}",
        f"rank:{_step(rank)}:{away}",
        f"words:{_step(noun.head - other.head)}:{away}",
        f"role:{other.role}",
        f"roles:{noun.role}:{other.role}",
        f"role:{other.role}:{away}:{other.opens}",
        f"called:{called}",
        f"called:{called}:{away}",
        f"agrees:{agrees}",
        f"agrees:{agrees}:{away}",
        f"agrees:{agrees}:{called}",
        f"many:{noun.many}:{other.many}",
        f"count:{_step(len(chain.members))}",
        f"count:{_step(len(chain.members))}:{away}",
        f"named:{chain.name.kind if chain.name else None}",
        f"quoted:{noun.quoted}:{other.quoted}:{away}",
        f"title:{other.sentence == 0}",
        f"rank-role:{_step(rank)}:{other.role}",
    ]
    if apart == 0:
        same = heads[noun.head] == heads[other.head]
        found += [
            f"verb:{same}:{noun.role}:{other.role}",
            f"above:{parse.hangs_on(noun.head, other.head)}:{heads[noun.head] == other.head}:{noun.role}",
            f"below:{parse.hangs_on(other.head, noun.head)}",
            f"next:{_step(noun.first - other.last)}",
        ]
    if noun.form is not Form.PRONOUN:
        found += _nominal(noun, other, chain)
    return [f"{kind}|{f}" for f in found]


def _nominal(noun: Noun, other: Noun, chain: Chain) -> list[str]:
    """What a definite noun has in common with a chain."""
    same = noun.lemma in chain.words
    ending = not same and any(w.endswith(noun.lemma) or noun.lemma.endswith(w) for w in chain.words if len(w) > 3)
    own = noun.modifiers
    extra = own - chain.modifiers - chain.words
    fits = "none" if not own else "all" if not extra else "some" if extra != own else "other"
    sort = stands_for(noun.lemma) or "open"
    kind = chain.name.kind if chain.name else None
    alike = f"{sort}:{'+'.join(sorted(chain.likes)) or 'open'}"
    return [
        f"same:{same}:{ending}",
        f"same:{same}:{fits}:{noun.determiner}",
        f"same:{same}:{noun.restricted}:{fits}",
        f"same:{same}:{kind}",
        f"same:{same}:{min(noun.sentence - other.sentence, 4)}",
        f"same:{same}:{other.form}:{other.determiner}",
        f"lemma:{noun.lemma}:{same}",
        f"lemma:{noun.lemma}:{kind}",
        f"sort:{alike}:{same}",
        f"sort:{alike}:{kind}:{noun.determiner}",
        f"pair:{noun.lemma}:{other.lemma}",
        f"number:{noun.many}:{other.many}:{same}",
    ]


def alone(parse: Parse, noun: Noun, found: Sequence[Noun], chains: Chains) -> list[str]:
    """The features of a phrase that goes back to nothing."""
    kind = noun.lemma if noun.form is Form.PRONOUN else "noun"
    behind = [parse.surface(w, w + 1).lower() for w in range(noun.head + 1, min(len(parse.words), noun.head + 3))]
    pos = parse.pos[noun.head + 2] if noun.head + 2 < len(parse.pos) else ""
    same = any(noun.lemma in chains.of[c.first, c.last].words for c in found)
    about = [
        "alone",
        f"many-candidates:{_step(len(found))}",
        f"role:{noun.role}",
        f"opens:{noun.opens}",
        f"quoted:{noun.quoted}",
        f"sentence:{_step(noun.sentence)}",
        f"behind:{' '.join(behind)}",
        f"behind:{behind[0] if behind else ''}:{pos}",
        f"verb:{parse.surface(parse.heads[noun.head], parse.heads[noun.head] + 1).lower()}",
    ]
    if noun.form is not Form.PRONOUN:
        sort = stands_for(noun.lemma) or "open"
        about += [
            f"same:{same}",
            f"same:{same}:{noun.determiner}:{noun.restricted}",
            f"same:{same}:{bool(noun.modifiers)}:{noun.many}",
            f"lemma:{noun.lemma}",
            f"lemma:{noun.lemma}:{noun.determiner}",
            f"sort:{sort}:{noun.determiner}:{noun.restricted}",
            f"sort:{sort}:{same}:{noun.many}",
        ]
    return [f"{kind}|0|{f}" for f in about]


@dataclass(frozen=True, slots=True)
class Ranker:
    """Weights of features; what is not among them weighs nothing."""

    weights: dict[str, float]

    def chances(self, options: Sequence[Sequence[str]]) -> list[float]:
        """The chance of each of some options, given the features of each."""
        weights = self.weights
        scores = [sum(weights.get(f, 0.0) for f in option) for option in options]
        most = max(scores)
        shares = [math.exp(s - most) for s in scores]
        whole = sum(shares)
        return [s / whole for s in shares]


@lru_cache(maxsize=1)
def shipped() -> Ranker:
    """The ranker that ships: see train/rank.py."""
    text = files("onrecord.reading").joinpath("weights/rank.json").read_text(encoding="utf-8")
    return Ranker(json.loads(text)["weights"])
