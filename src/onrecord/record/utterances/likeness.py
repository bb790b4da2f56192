"""How much speaks for two tellings being one utterance: words, names and figures in common, who says it and when."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from onrecord.record.utterances.common import (
    apart,
    at_most,
    chance,
    in_order,
    quoted_in,
    same_figures,
    signs,
    within,
)
from onrecord.record.utterances.quote import OWN, RUN, meaning, quoted_alike
from onrecord.record.utterances.told import TURNING, Gist, stem

ENOUGH = 0.15
"""From which chance on two tellings are the same utterance, if neither is more like a third; ``train/likeness.py`` has
what other values give."""
SURE = 0.5
"""From which chance on they are whatever else is like them."""
LATER = 21
"""So many days later it is another time, and words that are known again must be more than a phrase at hand."""
REACH = 42
"""So many days later a page may tell again what was said, in words of its own."""
KEPT = 0.8
"""How much of the shorter words must stand in the longer, in their order, to be the same words or a part of them."""
SAME = 0.9
"""How sure it is that the same words are one utterance."""
_NEARLY = 0.66, 0.5
"""Nearly the same words: so many of those with a meaning that the shorter has, and so many of all in their order."""
_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Likeness:
    """The chance that two tellings are one utterance, in [0, 1], and why."""

    score: float
    why: str


def may_be(one: Gist, other: Gist) -> bool:
    """Whether two tellings have enough in common to be held against each other closely."""
    return bool(one.stems & other.stems or one.issues & other.issues or one.figures & other.figures)


def alike(one: Gist, other: Gist) -> Likeness:
    """How likely it is that two tellings are one utterance; those of two sides never are, known to be two."""
    return settled(one, other) or Likeness(_chance(one, other), _why(one, other))


def enough(one: Gist, other: Gist) -> Likeness | None:
    """The same where it is ``ENOUGH``, else None: of most pairs nobody asks why they are not."""
    known = settled(one, other)
    if known is not None:
        return known if known.score >= ENOUGH else None
    likely = _chance(one, other)
    return Likeness(likely, _why(one, other)) if likely >= ENOUGH else None


def settled(one: Gist, other: Gist) -> Likeness | None:
    """What a fact settles, with no weighing: two sides never say one thing, the same words are always the same."""
    if one.by != other.by and one.sided and other.sided:
        return Likeness(0.0, "two sides")
    meets = apart(one, other)
    if quoted_alike(one, other, later=meets > LATER):
        return Likeness(SAME, "the same words in quotation marks")
    if one.by != other.by:
        return Likeness(0.0, "nobody tells whose words they are")
    if _contrary(one, other):
        return Likeness(0.0, "one says the opposite of the other")
    shorter, longer = (one, other) if len(one.words) <= len(other.words) else (other, one)
    common = in_order(one.words, other.words)
    kept = common / (len(shorter.words) or 1)
    # Words in a row are in order too.
    run = common >= RUN and _has_run(one, other, OWN if meets > LATER else 0)
    if run or (meets == 0 and ((kept >= KEPT and len(shorter.words) > RUN // 2) or _inside(shorter, longer, common))):
        return Likeness(max(kept, SAME), "the same words")
    if meets > REACH:
        return Likeness(0.0, "not of the same time")
    shared = one.stems & other.stems
    if not shared and not one.issues & other.issues and not same_figures(one, other):
        return Likeness(0.0, "nothing in common")
    nearly = len(shared) >= _SEVERAL and len(shared) >= _NEARLY[0] * _least(one, other) and kept >= _NEARLY[1]
    if nearly and one.turned != other.turned and _turned(one, shared) != _turned(other, shared):
        return Likeness(0.0, "nearly the same words, with a No in one of them alone")
    return None


def _inside(shorter: Gist, longer: Gist, common: int) -> bool:
    """Whether all words of one telling stand in a row in another; ``common`` are those in their order."""
    every = len(shorter.words)
    return every > 2 and common == every and within(" ".join(shorter.words), longer.words)


def _chance(one: Gist, other: Gist) -> float:
    """How likely two tellings are one utterance by their signs alone; less than the same words are."""
    return round(min(chance(signs(one, other)), SAME - 0.01), 3)


def _why(one: Gist, other: Gist) -> str:
    """What speaks for it, in words."""
    says = ["told again later" if apart(one, other) else "on the same occasion"]
    says += ["the same position"] * bool(one.issues & other.issues)
    says += ["words quoted by both"] * (quoted_in(one, other) or quoted_in(other, one))
    says += ["the same figure"] * same_figures(one, other)
    says += [f"{len(one.stems & other.stems)} of {_least(one, other)} words in common"]
    return ", ".join(says)


def _least(one: Gist, other: Gist) -> int:
    """How many words without endings the shorter of two tellings has, at least one."""
    return min(len(one.stems), len(other.stems)) or 1


def hopeless(one: Gist, other: Gist) -> bool:
    """Whether two tellings cannot come near ``ENOUGH``, by what is seen at a glance: most pairs are such."""
    if one.quoted or other.quoted or round(at_most(one, other), 3) >= ENOUGH:
        return False
    shorter, longer = sorted((one.words, other.words), key=len)
    there = set(longer)
    return sum(word in there for word in shorter) < min(RUN, KEPT * len(shorter))


def _turned(one: Gist, shared: Set[str]) -> bool:
    """Whether there is a No in what a statement has in common with another, or right before it."""
    at = [n for n, word in enumerate(one.words) if stem(word) in shared]
    return not at or any(w in TURNING or w.endswith(("n’t", "n't")) for w in one.words[max(0, at[0] - 3) : at[-1] + 1])


def _contrary(one: Gist, other: Gist) -> bool:
    """Whether the two take opposite sides of an issue and agree on none."""
    if one.issues & other.issues:
        return False
    stances = {(predicate, arguments): stance for predicate, arguments, stance in one.issues}
    return any(stances.get((p, a), s) is not s for p, a, s in other.issues)


def _has_run(one: Gist, other: Gist, least: int) -> bool:
    """Whether a long run of words stands in both, with so many words that have a meaning of their own."""
    runs = {one.words[at : at + RUN] for at in range(len(one.words) - RUN + 1)}
    shared = [run for at in range(len(other.words) - RUN + 1) if (run := other.words[at : at + RUN]) in runs]
    return any(meaning(run, one.proper) >= least for run in shared)
