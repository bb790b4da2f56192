"""One statement on many pages: the same words, shortened, or put otherwise on the same occasion."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from heapq import heappop, heappush
from itertools import pairwise
from typing import Protocol

from rapidfuzz.distance import LCSseq

from onrecord.model import Act, Appearance, Utterance, Wording
from onrecord.record.utterances.quote import OWN, RUN, Key, keys, meaning, quoted_alike, well_known
from onrecord.record.utterances.told import TURNING, Told, stem

ENOUGH = 0.45
"""From which score on two tellings of one occasion are the same utterance; ``bench/record.py`` has what it gives."""
_FOLDED = 0.4
"""From which score on a headline tells what a statement of its own page says."""
_SHORTEST = 2
"""A statement of fewer words with a meaning of their own is like too many others."""
LATER = 21
"""So many days later a page may tell again, in nearly the same words, what was said."""
_SOON = 7
"""So many days later in other words, where it quotes or gives the same figure."""
_NEARLY = 0.66, 0.5
"""Nearly the same words: so many of those with a meaning that the shorter has, and so many of all in their order."""
_PART = 0.67
"""A statement with no more than this share of the words of another may be but a part of it."""
_KEPT = 0.8
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


Ties = dict[tuple[str, str], Likeness]
"""By the ids of two statements, that of the page with the lower id first: what makes them one utterance."""


def utterances(pages: Sequence[Sequence[Told]]) -> tuple[Utterance, ...]:
    """What is told on more than one page, by the day of its first appearance; a page is given by its statements.

    Two pages are held against each other statement by statement, and each goes with at most one of the other page. So
    what comes together depends on these pages alone, and the order of pages makes no difference.
    """
    bodies = [folded(page) for page in pages]
    return grouped({one.id: one for page in bodies for one in page}, tied(bodies))


def tied(bodies: Sequence[Sequence[Told]]) -> Ties:
    """Every two statements of two pages that tell the same; a page is given as ``folded`` leaves it."""
    links: Ties = {}
    for pairs in _candidates(bodies):
        links |= one_to_one(pairs)
    return links


class Telling(Protocol):
    """A statement as far as the utterance that it tells is made of it."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def document(self) -> str:
        """The id of its page."""

    @property
    def place(self) -> int:
        """Its place on the page."""

    @property
    def out(self) -> date | None:
        """When the page came out at the latest."""

    @property
    def words(self) -> tuple[str, ...]:
        """What it says."""


def grouped(
    every: Mapping[str, Telling], links: Ties, known: Mapping[tuple[str, str], Appearance] | None = None
) -> tuple[Utterance, ...]:
    """What is tied, directly or through others, as utterances; ``every`` has the statements by their ids.

    ``known`` says of tellings whose words are as before how each stood to the first of its utterance, by the ids of
    the first and its own.
    """
    groups = _components(every, links)
    linked: dict[str, list[Likeness]] = defaultdict(list)
    for pair, likeness in links.items():
        for id_ in pair:
            linked[id_].append(likeness)
    found = (_utterance(group, linked, known or {}) for group in groups)
    return tuple(sorted(found, key=lambda u: order(every[u.id])))


def folded(page: Sequence[Told]) -> list[Told]:
    """The statements of a page without the headlines that tell one of its body, and without what is too short."""
    enough = [one for one in page if len(one.stems) + len(one.names) >= _SHORTEST or well_known(one)]
    body = [one for one in enough if not one.headline]
    above = [one for one in enough if one.headline]
    lone = [h for h in above if not any(alike(h, b).score >= _FOLDED for b in body if b.by == h.by)]
    kept: list[Told] = []
    for one in lone:
        if not any(alike(one, k).score >= _FOLDED for k in kept if k.by == one.by):
            kept.append(one)
    return [*kept, *body]


def _candidates(pages: Sequence[Sequence[Told]]) -> Iterable[list[tuple[Told, Told]]]:
    """The pairs of statements worth comparing, those of two pages together."""
    by_pages: dict[tuple[str, str], dict[tuple[str, str], tuple[Told, Told]]] = defaultdict(dict)
    for one, other in (*_of_a_time(pages), *_of_a_run(pages)):
        if one.document != other.document:
            first, second = sorted((one, other), key=lambda t: t.document)
            by_pages[first.document, second.document][first.id, second.id] = (first, second)
    return [list(pairs.values()) for pairs in by_pages.values()]


def _of_a_time(pages: Sequence[Sequence[Told]]) -> Iterable[tuple[Told, Told]]:
    """The pairs of one side that may have been said on the same day."""
    by_side: dict[str, list[Told]] = defaultdict(list)
    for page in pages:
        for one in page:
            by_side[one.by].append(one)
    for said in by_side.values():
        said.sort(key=lambda t: (t.since or date.min, t.document, t.place))
        open_ = _Open()
        for one in said:
            open_.close((one.since or date.min).toordinal() - LATER)
            yield from ((o, one) for o in open_.sharing(one))
            open_.add(one)


class _Open:
    """Statements of one side that may still have been said on the day of the next: those that share enough with it are
    found without a look at the others.

    Which of the statements have a stem, a figure or an issue is the bits of a number, so that a thousand are told apart
    in one step: of a page without a day nobody can tell that its time is over.
    """

    def __init__(self) -> None:
        self._all: list[Told] = []
        self._ends: list[tuple[int, int]] = []
        self._open = 0
        self._by: dict[str, defaultdict[object, int]] = {name: defaultdict(int) for name in ("stem", "figure", "issue")}

    def close(self, day: int) -> None:
        """Leaves out the statements that were said before a day for certain."""
        while self._ends and self._ends[0][0] < day:
            self._open &= ~(1 << heappop(self._ends)[1])

    def add(self, one: Told) -> None:
        """Takes a statement in."""
        bit = 1 << len(self._all)
        if one.until:
            heappush(self._ends, (one.until.toordinal(), len(self._all)))
        self._all.append(one)
        self._open |= bit
        for name, every in (("stem", one.stems), ("figure", one.figures), ("issue", one.issues)):
            of = self._by[name]
            for what in every:
                of[what] |= bit

    def sharing(self, one: Told) -> Iterator[Told]:
        """Those for which ``may_be`` holds, in the order in which they came."""
        some = more = 0
        for stem_ in one.stems:
            having = self._by["stem"].get(stem_, 0) & self._open
            more |= some & having
            some |= having
        issues = figures = 0
        for issue in one.issues:
            issues |= self._by["issue"].get(issue, 0)
        for figure in one.figures:
            figures |= self._by["figure"].get(figure, 0)
        left = more | (some & issues) | (figures & self._open)
        while left:
            low = left & -left
            yield self._all[low.bit_length() - 1]
            left ^= low


def may_be(one: Told, other: Told) -> bool:
    """Whether two tellings have enough in common to be held against each other closely."""
    shared = len(one.stems & other.stems)
    return shared > 1 or bool(shared and (one.issues & other.issues)) or bool(one.figures & other.figures)


def _of_a_run(pages: Sequence[Sequence[Told]]) -> Iterable[tuple[Told, Told]]:
    """The pairs of one side that have a long run of words in common, and those that quote the same."""
    holding: dict[Key, dict[str, Told]] = defaultdict(dict)
    for page in pages:
        for one in page:
            for key in keys(one):
                holding[key].setdefault(one.id, one)
    for told in holding.values():
        # Each with the next is enough to bring all together, and a phrase on a thousand pages costs a thousand pairs.
        yield from pairwise(sorted(told.values(), key=order))


def one_to_one(pairs: Sequence[tuple[Told, Told]]) -> Ties:
    """Of the pairs of two pages those that are alike enough, the likest first, each statement once."""
    scored = [(alike(one, other), one, other) for one, other in pairs if not _hopeless(one, other)]
    near = [s for s in scored if s[0].score >= ENOUGH]
    near.sort(key=lambda s: (-s[0].score, s[1].place, s[2].place))
    taken: set[str] = set()
    found: Ties = {}
    for likeness, one, other in near:
        # What one page tells in one statement another may tell in two: the longer can be told again by several.
        shorter, longer = sorted((one, other), key=lambda t: (len(t.words), t.id))
        if shorter.id not in taken and (longer.id not in taken or len(shorter.words) < len(longer.words) * _PART):
            taken |= {one.id, other.id}
            found[one.id, other.id] = likeness
    return found


def alike(one: Told, other: Told) -> Likeness:
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
    kept = _in_order(one.words, other.words)
    shorter, longer = sorted((one, other), key=lambda t: len(t.words))
    inside = len(shorter.words) > 2 and _within(" ".join(shorter.words), longer.words)
    if _has_run(one, other, OWN if meets > LATER else 0) or (
        meets == 0 and (inside or (kept >= _KEPT and len(shorter.words) > RUN // 2))
    ):
        return Likeness(max(kept, 0.9), "the same words")
    counted = {f for f, _ in _quantities(one) & _quantities(other)} if one.figures & other.figures else set()
    figures = {f for f in one.figures & other.figures if len(f) > 1} | counted
    telling = bool(counted) or _telling(figures)
    quoted = any(_within(q, other.words) for q in one.quoted) or any(_within(q, one.words) for q in other.quoted)
    shared, names = one.stems & other.stems, one.names & other.names
    least = min(len(one.stems), len(other.stems)) or 1
    most = max(len(one.stems), len(other.stems)) or 1
    nearly = len(shared) >= _SEVERAL and len(shared) / least >= _NEARLY[0] and kept >= _NEARLY[1]
    if meets > (LATER if nearly else _SOON) or (meets and not (figures or quoted or nearly)):
        return Likeness(0.0, "not of the same time")
    issues = bool(one.issues & other.issues)
    score = 0.55 * len(shared) / least + 0.15 * len(shared) / most
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


def _hopeless(one: Told, other: Told) -> bool:
    """Whether two tellings cannot come near ``ENOUGH``, by what is seen at a glance: most pairs are such."""
    shared, least, most = len(one.stems & other.stems), len(one.stems), len(other.stems)
    if one.figures & other.figures or one.quoted or other.quoted:
        return False
    best = (
        0.55 * shared / (min(least, most) or 1)
        + 0.15 * shared / (max(least, most) or 1)
        + 0.2 * bool(one.issues & other.issues)
    )
    best += 0.1 * (shared >= _SEVERAL and shared / (min(least, most) or 1) >= _NEARLY[0])
    best += 0.1 * bool(one.names & other.names) + 0.15 * (one.act is other.act and one.act in _POINTED)
    if round(best, 3) >= ENOUGH:
        return False
    shorter, longer = sorted((one.words, other.words), key=len)
    there = set(longer)
    return sum(word in there for word in shorter) < min(RUN, _KEPT * len(shorter))


def _turned(one: Told, shared: Set[str]) -> bool:
    """Whether there is a No in what a statement has in common with another, or right before it."""
    at = [n for n, word in enumerate(one.words) if stem(word) in shared]
    return not at or any(w in TURNING or w.endswith(("n’t", "n't")) for w in one.words[max(0, at[0] - 3) : at[-1] + 1])


def _telling(figures: set[str]) -> bool:
    """Whether a figure that both give is hardly given of two things even without its unit: three digits and no year."""
    return any(len(f.replace(",", "").replace(".", "")) > 2 and not _year(f) for f in figures)


def _year(figure: str) -> bool:
    """Whether a figure may be a year."""
    return len(figure) == len("1994") and figure[:2] in ("18", "19", "20")


def _quantities(one: Told) -> frozenset[tuple[str, str]]:
    """The figures of a statement that count something, with what they count."""
    found = set()
    for at, word in enumerate(one.words):
        unit = next((w for w in one.words[at + 1 : at + 3] if w not in _POWERS), "")
        if word[0].isdigit() and unit:
            what = stem(_UNITS.get(unit, unit))
            if len(word.strip(".,")) > 1 or what in _MEASURES:
                found.add((word.strip(".,"), what))
    return frozenset(found)


def _open(one: Told) -> int:
    """Over how many days it is open when a statement was made."""
    return (one.until - one.since).days if one.since and one.until else _VAGUE + 1


def _contrary(one: Told, other: Told) -> bool:
    """Whether the two take opposite sides of an issue and agree on none."""
    if one.issues & other.issues:
        return False
    stances = {(predicate, arguments): stance for predicate, arguments, stance in one.issues}
    return any(stances.get((p, a), s) is not s for p, a, s in other.issues)


def _apart(one: Told, other: Told) -> int:
    """How many days lie at least between two tellings; 0 where they may be of the same day."""
    if one.until and other.since and other.since > one.until:
        return (other.since - one.until).days
    return (one.since - other.until).days if other.until and one.since and one.since > other.until else 0


def _in_order(one: Sequence[str], other: Sequence[str]) -> float:
    """Which share of the words of the shorter stands in the longer, in their order."""
    shorter = min(len(one), len(other))
    return LCSseq.similarity(one, other) / shorter if shorter else 0.0


def _has_run(one: Told, other: Told, least: int) -> bool:
    """Whether a long run of words stands in both, with so many words that have a meaning of their own."""
    runs = {one.words[at : at + RUN] for at in range(len(one.words) - RUN + 1)}
    shared = [run for at in range(len(other.words) - RUN + 1) if (run := other.words[at : at + RUN]) in runs]
    return any(meaning(run, one.proper) >= least for run in shared)


def _within(quoted: str, words: Sequence[str]) -> bool:
    """Whether quoted words stand in a row among others."""
    return f" {quoted} " in f" {' '.join(words)} "


def _components(every: Mapping[str, Telling], links: Ties) -> list[list[Telling]]:
    """What is linked, directly or through others, the first appearance first."""
    near: dict[str, set[str]] = defaultdict(set)
    for one, other in links:
        near[one].add(other)
        near[other].add(one)
    seen: set[str] = set()
    groups = []
    for start in near:
        if start in seen:
            continue
        group, waiting = [], [start]
        seen.add(start)
        while waiting:
            at = waiting.pop()
            group.append(every[at])
            fresh = near[at] - seen
            seen |= fresh
            waiting.extend(fresh)
        groups.append(sorted(group, key=order))
    return groups


def order(one: Telling) -> tuple[date, int, str, int]:
    """By the day on which its page was out; of one day, the longest first."""
    return one.out or date.max, -len(one.words), one.document, one.place


def _utterance(
    group: list[Telling], linked: dict[str, list[Likeness]], known: Mapping[tuple[str, str], Appearance]
) -> Utterance:
    """One group as an utterance."""
    first = group[0]
    shown = [Appearance(first.id, first.document, Wording.SAME, 1.0, "the first page that tells it")]
    sure = 1.0
    for one in group[1:]:
        best = max(linked[one.id], key=lambda link: (link.score, link.why))
        sure = min(sure, best.score)
        if was := known.get((first.id, one.id)):
            shown.append(was if was.why == best.why else replace(was, why=best.why))
            continue
        kept = _in_order(first.words, one.words)
        shown.append(Appearance(one.id, one.document, _wording(first, one, kept), round(kept, 3), best.why))
    return Utterance(tuple(shown), round(sure, 3))


def _wording(first: Telling, other: Telling, kept: float) -> Wording:
    """How the words of a later appearance stand to those of the first."""
    if kept < _KEPT:
        return Wording.PARAPHRASED
    if len(other.words) < _KEPT * len(first.words):
        return Wording.SHORTENED
    return Wording.LENGTHENED if len(first.words) < _KEPT * len(other.words) else Wording.SAME
