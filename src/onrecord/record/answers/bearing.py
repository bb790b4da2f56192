"""How much speaks for one passage answering another: signs that can be named, each with a weight that was fitted."""

from __future__ import annotations

import math
import re
from collections.abc import Set
from functools import lru_cache
from typing import Any

from onrecord.model import Act, Stance
from onrecord.reading import signs as signed
from onrecord.record.answers.passage import Passage
from onrecord.record.answers.sense import sensed
from onrecord.record.utterances.told import Told

ASKING = frozenset({Act.REQUEST, Act.THREATEN, Act.SANCTION, Act.COERCE, Act.MOBILIZE})
CHARGING = frozenset({Act.ACCUSE, Act.PROTEST})
OFFERING = frozenset({Act.REQUEST, Act.CONSULT, Act.COOPERATE, Act.AGREE, Act.CONCEDE, Act.SUPPORT})
TELLING = frozenset({Act.SAY, Act.UNCLASSIFIED, Act.DENY, Act.REJECT})
YIELDING = frozenset({Act.AGREE, Act.CONCEDE, Act.RETREAT, Act.SUPPORT})
REFUSING = frozenset({Act.DENY, Act.REJECT})
_WANTING = ASKING | OFFERING
POINTED = {"accusing": CHARGING | TELLING, "asking": ASKING | OFFERING, "threatening": ASKING}
"""What the kinds of nouns can point at by which a statement takes up another."""

_EARLIER = re.compile(r"\bhad\b|\bearlier\b|\blast\b|\bon (?:mon|tues|wednes|thurs|fri|satur|sun)day\b")
_SENTENCE = 60
"""So many characters part what two say in one sentence: "Kell called it spying, which Tovey called a fairy tale"."""
_CLOSE = 100
"""After so many more characters two stand a third as close."""


@lru_cache(maxsize=1)
def weights() -> dict[str, float]:
    """The weight of each sign; ``train/bearing.py`` fits them."""
    found: dict[str, float] = signed.fitted("onrecord.record.answers", "bearing.json")
    return found


def weigh(shown: dict[str, float]) -> float:
    """How much speaks for an answer, as a logarithm of odds against the passage answering nothing."""
    return signed.weigh(weights(), shown)


def apart(one: Passage, to: Passage) -> int | None:
    """How many days after another a passage came out, by the likeliest day; None where that cannot be told."""
    gaps = [(day - other).days for day in one.days for other in to.days]
    after = [gap for gap in gaps if gap >= 0]
    return min(after, default=None) if gaps else None


def opposed(one: Told, to: Told) -> list[tuple[str, tuple[str, ...], Stance]]:
    """The issues of which the other says the opposite, with its stance; not those of which one says both."""
    if not one.issues or not to.issues:
        return []
    mine = {(p, a) for p, a, _ in one.issues}
    return sorted((p, a, s) for p, a, s in to.issues - one.issues if (p, a) in mine)


def signs(one: Passage, to: Passage, rivals: frozenset[tuple[str, str]]) -> dict[str, float]:
    """What can be seen of two passages that tells whether the first answers the second."""
    return alone(one) | between(one, to, rivals)


def alone(one: Passage) -> dict[str, float]:
    """What can be seen of a passage alone that tells whether it answers any."""
    shown: dict[str, float] = {
        "always": 1.0,
        "denying": Act.DENY in one.acts,
        "rejecting": Act.REJECT in one.acts,
        "charging": bool(one.acts & CHARGING),
        "yielding": bool(one.acts & YIELDING),
        "asking": bool(one.acts & ASKING),
        "belittles": one.belittles,
        "direct": one.direct,
        "headline": one.headline,
        "nested": one.nested,
        "nameless": not one.by[:1].isupper(),
        "idle": one.idle,
    }
    shown |= {f"says {name}": 1.0 for name in one.cues if name != "rejects"}
    return {name: float(much) for name, much in shown.items() if much}


def between(one: Passage, to: Passage, rivals: frozenset[tuple[str, str]]) -> dict[str, float]:
    """What can be seen of two passages but for what is seen of the first alone."""
    acts, cue = one.acts, one.cues
    refuses = not acts.isdisjoint(REFUSING)
    charged, asked = not to.acts.isdisjoint(CHARGING), not to.acts.isdisjoint(_WANTING)
    rival, aimed = (one.by, to.by) in rivals, one.by in to.targets
    shared = one.stems & to.stems
    words = min(len(shared), 5) / 2.5
    like = _alike(one.stems, to.stems)
    subject = min(len((one.names & to.names) - {one.by, to.by}), 3) / 1.5
    against = one.sided and to.sided and any(opposed(a, b) for a in one.items if a.issues for b in to.items)
    points = bool(one.pointing) and any(to.acts & POINTED[noun] for noun in one.pointing)
    shown: dict[str, float] = {
        "third": not rival and not aimed and to.by not in one.targets | one.names | one.beside,
        "to headline": to.headline,
        "to nested": to.nested,
        "to charge": charged,
        "to demand": asked,
        "to saying": not charged and not asked,
        "no to charge": charged and (refuses or one.negated),
        "no to demand": asked and (Act.REJECT in acts or "rejects" in cue or one.negated),
        "yes to demand": asked and not acts.isdisjoint(YIELDING),
        "charge for charge": charged and not acts.isdisjoint(CHARGING),
        "aimed": aimed,
        "spoken of": one.by in to.names and not aimed,
        "names it": to.by in one.names and to.by not in one.targets,
        "named beside": to.by in one.beside,
        "others beside": bool(one.beside) and to.by not in one.beside,
        "likeness": like,
        "matters": _alike(one.matters, to.matters),
        "points": points,
        "subject": subject,
        "figures": not one.figures.isdisjoint(to.figures),
        "opposes": against,
        # What is denied is said before, and answers its denial seldom.
        "to its denial": against and Act.DENY in to.acts and not refuses,
        "to refusal": not refuses and not to.acts.isdisjoint(REFUSING),
        "echo": min(len(one.runs & to.runs), 3) / 3,
        "linked": bool(one.answering) and any(b.id in one.answering for b in to.items),
    }
    if one.senses and to.senses:
        shown |= sensed(one, to)
    if one.document != to.document:
        gap = apart(one, to)
        shown |= {
            "across": 1.0,
            "across: days": math.log1p(gap or 0),
            "across: same day": gap == 0,
            "across: undated": gap is None,
            "across: refuses": refuses,
            "across: words": words,
            "across: subject": subject,
            "across: named beside": to.by in one.beside,
            "across: rivals": rival,
        }
    elif to.turn > one.turn:
        later = {
            "later": 1.0,
            "later: earlier": bool(_EARLIER.search(to.around)),
            "later: far": min(to.turn - one.turn, 6) / 3,
            "later: refuses": refuses,
            "later: aimed": aimed,
            "later: points": points,
            "later: words": words,
            "later: subject": subject,
        }
        shown |= {"held": 1.0} if to.inside(one) else later
    else:
        gap = one.paragraph - to.paragraph
        between = one.items[0].start - to.items[-1].statement.extent.end
        near, following = gap <= 1, one.turn - to.turn == 1
        shown |= {
            "same paragraph": gap == 0,
            "next paragraph": gap == 1,
            "far": min(max(0, gap - 2), 4) / 2,
            "next turn": following,
            "its last": to.coming is None or to.coming > one.turn,
            "first since": one.last < to.turn,
            "same sentence": between < _SENTENCE,
            "close": math.exp(-max(0, between) / _CLOSE),
            "next turn: refuses": following and refuses,
            "next turn: takes up": following and one.takes_up,
            "to the news": to.turn <= 1,
            "turn but one": one.turn - to.turn == 2,
            "near: rivals": rival and near,
            "near: aimed": aimed and gap <= 2,
            "near: negated": one.negated and near,
            "near: spoken": near and one.items[0].direct,
            "near: likeness": like,
        }
    return {name: float(much) for name, much in shown.items() if much}


def _alike(some: Set[Any], others: Set[Any]) -> float:
    """How much of two sets is in both, in [0, 1]."""
    shared = len(some & others)
    return shared / math.sqrt(len(some) * len(others)) if shared else 0.0
