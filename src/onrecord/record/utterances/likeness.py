"""How much speaks for two tellings being one utterance: words, names and figures in common, who says it and when."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from onrecord.model import Act
from onrecord.record.utterances.quote import OWN, RUN, meaning, quoted_alike
from onrecord.record.utterances.told import TURNING, Gist, stem

ENOUGH = 0.45
"""From which score on two tellings of one occasion are the same utterance; ``bench/record.py`` has what it gives."""
LATER = 21
"""So many days later a page may tell again, in nearly the same words, what was said."""
_SOON = 7
"""So many days later in other words, where it quotes or gives the same figure."""
_NEARLY = 0.66, 0.5
"""Nearly the same words: so many of those with a meaning that the shorter has, and so many of all in their order."""
KEPT = 0.8
"""How much of the shorter words must stand in the longer, in their order, to be the same words or a part of them."""
_SEVERAL = 2
_VAGUE = 14
"""Words of which it is open over more days than so many when they were said may be of another occasion."""
_POINTED = frozenset({Act.REJECT, Act.DENY, Act.REQUEST, Act.THREATEN, Act.ACCUSE})
_POWERS = frozenset({"m", "bn", "mn", "million", "billion", "thousand", "hundred"})
_UNITS = {
    "km": "kilometre",
    "kilometer": "kilometre",
    "kilometers": "kilometre",
    "kg": "kilogram",
    "pc": "percent",
    "per": "percent",
}
_MEASURES = frozenset(map(stem, ("percent", "kilometre", "metre", "mile", "kilogram", "tonne", "ton", "hectare")))


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much speaks for two tellings being one utterance, in [0, 1], and why."""

    score: float
    why: str


def may_be(one: Gist, other: Gist) -> bool:
    """Whether two tellings have enough in common to be held against each other closely."""
    shared = len(one.stems & other.stems)
    return shared > 1 or bool(shared and (one.issues & other.issues)) or bool(one.figures & other.figures)


def alike(one: Gist, other: Gist) -> Likeness:
    """How much speaks for two tellings being one utterance; those of two sides never are, known to be two."""
    if one.by != other.by and one.sided and other.sided:
        return Likeness(0.0, "two sides")
    meets = _apart(one, other)
    if quoted_alike(one, other, later=meets > LATER):
        return Likeness(0.9, "the same words in quotation marks")
    if one.by != other.by:
        return Likeness(0.0, "nobody tells whose words they are")
    if _contrary(one, other):
        return Likeness(0.0, "one says the opposite of the other")
    kept = share_in_order(one.words, other.words)
    shorter, longer = sorted((one, other), key=lambda t: len(t.words))
    inside = len(shorter.words) > 2 and _within(" ".join(shorter.words), longer.words)
    if _has_run(one, other, OWN if meets > LATER else 0) or (
        meets == 0 and (inside or (kept >= KEPT and len(shorter.words) > RUN // 2))
    ):
        return Likeness(max(kept, 0.9), "the same words")
    counted = {f for f, _ in _quantities(one) & _quantities(other)} if one.figures & other.figures else set()
    figures = {f for f in one.figures & other.figures if len(f) > 1} | counted
    telling = bool(counted) or _telling(figures)
    quoted = any(_within(q, other.words) for q in one.quoted) or any(_within(q, one.words) for q in other.quoted)
    shared, names = one.stems & other.stems, one.names & other.names
    least, most = _sizes(one, other)
    nearly = len(shared) >= _SEVERAL and len(shared) / least >= _NEARLY[0] and kept >= _NEARLY[1]
    if meets > (LATER if nearly else _SOON) or (meets and not (figures or quoted or nearly)):
        return Likeness(0.0, "not of the same time")
    issues = bool(one.issues & other.issues)
    score = _by_words(len(shared), least, most)
    score += 0.1 * (len(names) / (min(len(one.names), len(other.names)) or 1))
    score += 0.1 * nearly + 0.2 * issues + 0.2 * quoted + (0.45 if telling else 0.25 * bool(figures))
    score += 0.15 * (one.act is other.act and one.act in _POINTED and one.speaker == other.speaker and bool(shared))
    score -= 0.15 * (not quoted and max(_open(one), _open(other)) > _VAGUE)
    score -= 0.15 * (one.speaker != other.speaker and one.by not in (one.speaker, other.speaker))
    # Nearly the same words with a No in one of them alone are the opposite.
    turned = one.turned != other.turned and _turned(one, shared) != _turned(other, shared)
    score -= (0.4 if nearly else 0.15) * turned
    score -= 0.1 * (one.act is not other.act) + 0.1 * (len(shared) < 2 and not issues and not telling)
    says = ["on the same occasion" if not meets else "told again later"]
    says += ["the same position"] * issues + ["words quoted by both"] * quoted + ["the same figure"] * bool(figures)
    says += [f"{len(shared)} of {least} words in common"]
    return Likeness(round(max(0.0, min(score, 0.89)), 3), ", ".join(says))


def _sizes(one: Gist, other: Gist) -> tuple[int, int]:
    """How many words without endings the shorter and the longer of two tellings have, at least one."""
    return min(len(one.stems), len(other.stems)) or 1, max(len(one.stems), len(other.stems)) or 1


def _by_words(shared: int, least: int, most: int) -> float:
    """What so many words in common speak for two tellings of so many being one utterance."""
    return 0.55 * shared / least + 0.15 * shared / most


def hopeless(one: Gist, other: Gist) -> bool:
    """Whether two tellings cannot come near ``ENOUGH``, by what is seen at a glance: most pairs are such."""
    shared, (least, most) = len(one.stems & other.stems), _sizes(one, other)
    if one.figures & other.figures or one.quoted or other.quoted:
        return False
    best = _by_words(shared, least, most) + 0.2 * bool(one.issues & other.issues)
    best += 0.1 * (shared >= _SEVERAL and shared / least >= _NEARLY[0])
    best += 0.1 * bool(one.names & other.names) + 0.15 * (one.act is other.act and one.act in _POINTED)
    if round(best, 3) >= ENOUGH:
        return False
    shorter, longer = sorted((one.words, other.words), key=len)
    there = set(longer)
    return sum(word in there for word in shorter) < min(RUN, KEPT * len(shorter))


def _turned(one: Gist, shared: Set[str]) -> bool:
    """Whether there is a No in what a statement has in common with another, or right before it."""
    at = [n for n, word in enumerate(one.words) if stem(word) in shared]
    return not at or any(w in TURNING or w.endswith(("n’t", "n't")) for w in one.words[max(0, at[0] - 3) : at[-1] + 1])


def _telling(figures: set[str]) -> bool:
    """Whether a figure that both give is hardly given of two things even without its unit: three digits and no year."""
    return any(len(f.replace(",", "").replace(".", "")) > 2 and not _year(f) for f in figures)


def _year(figure: str) -> bool:
    """Whether a figure may be a year."""
    return len(figure) == len("1994") and figure[:2] in ("18", "19", "20")


def _quantities(one: Gist) -> frozenset[tuple[str, str]]:
    """The figures of a statement that count something, with what they count."""
    found = set()
    for at, word in enumerate(one.words):
        unit = next((w for w in one.words[at + 1 : at + 3] if w not in _POWERS), "")
        if word[0].isdigit() and unit:
            what = stem(_UNITS.get(unit, unit))
            if len(word.strip(".,")) > 1 or what in _MEASURES:
                found.add((word.strip(".,"), what))
    return frozenset(found)


def _open(one: Gist) -> int:
    """Over how many days it is open when a statement was made."""
    return (one.until - one.since).days if one.since and one.until else _VAGUE + 1


def _contrary(one: Gist, other: Gist) -> bool:
    """Whether the two take opposite sides of an issue and agree on none."""
    if one.issues & other.issues:
        return False
    stances = {(predicate, arguments): stance for predicate, arguments, stance in one.issues}
    return any(stances.get((p, a), s) is not s for p, a, s in other.issues)


def _apart(one: Gist, other: Gist) -> int:
    """How many days lie at least between two tellings; 0 where they may be of the same day."""
    if one.until and other.since and other.since > one.until:
        return (other.since - one.until).days
    return (one.since - other.until).days if other.until and one.since and one.since > other.until else 0


def share_in_order(one: Sequence[str], other: Sequence[str]) -> float:
    """Which share of the words of the shorter stands in the longer, in their order."""
    shorter = min(len(one), len(other))
    return LCSseq.similarity(one, other) / shorter if shorter else 0.0


def _has_run(one: Gist, other: Gist, least: int) -> bool:
    """Whether a long run of words stands in both, with so many words that have a meaning of their own."""
    runs = {one.words[at : at + RUN] for at in range(len(one.words) - RUN + 1)}
    shared = [run for at in range(len(other.words) - RUN + 1) if (run := other.words[at : at + RUN]) in runs]
    return any(meaning(run, one.proper) >= least for run in shared)


def _within(quoted: str, words: Sequence[str]) -> bool:
    """Whether quoted words stand in a row among others."""
    return f" {quoted} " in f" {' '.join(words)} "
