"""Which statement answers which, on one page and across pages, so that a dispute can be read as exchanges."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from onrecord.model import Act, Answer, AnswerKind, Stance, Utterance
from onrecord.record.answers.bearing import (
    ASKING,
    CHARGING,
    OFFERING,
    POINTED,
    REFUSING,
    YIELDING,
    alone,
    apart,
    between,
    opposed,
    weigh,
)
from onrecord.record.answers.passage import Passage, passages
from onrecord.record.answers.shelf import Heard, Shelves, heard
from onrecord.record.issues.codebook import Codebook
from onrecord.record.utterances.told import Told

ENOUGH = 0.2
"""How likely it must be that a passage answers another; ``bench/record.py`` has what it gives."""
_UP = 12
"""How many passages further up a page the one may stand that is answered."""
_DOWN = 8
"""How many further down: a report begins with the news, and tells later what it answers."""

_AIMED = CHARGING | {Act.SUPPORT, Act.SAY, Act.UNCLASSIFIED}
"""Whoever does no more than this speaks of the side at which it is aimed."""
_ANSWERS = frozenset({"denies", "rejects", "replies"})


@dataclass(frozen=True, slots=True)
class Link:
    """One statement that answers another; ``sure`` is how likely that is, in (0, 1]."""

    one: Told
    to: Told
    kind: AnswerKind
    sure: float
    why: str


def answers(
    pages: Sequence[Sequence[Told]],
    utterances: Sequence[Utterance],
    rivals: frozenset[tuple[str, str]],
    codebook: Codebook,
    said: Mapping[str, str] | None = None,
) -> tuple[Answer, ...]:
    """Every answer with what it answers, in the order in which the answers were given.

    What one side is told to say in one paragraph is one turn, and answers at most one turn of another side: the one for
    which most speaks, if that is more than what speaks for its answering nothing. Where what is answered is told on
    several pages, it is the telling on the same page, else the first. ``said`` are the statements of which a person
    says what they answer, or that they answer nothing, with that person's words.
    """
    told = said or {}
    every = {one.id: one for page in pages for one in page}
    return answered(linked(every, pages, rivals, codebook, told), every, utterances)


def answered(
    links: Mapping[str, Link], every: Mapping[str, Told], utterances: Sequence[Utterance]
) -> tuple[Answer, ...]:
    """Links as answers, in their order; ``every`` has the statements by their ids."""
    links = forward(links)
    first = {a.statement: u.id for u in utterances for a in u.appearances}
    in_order = sorted(links.values(), key=lambda link: order(link.one))
    return tuple(resolved(link, every, first, _root(link, links, first)) for link in in_order)


def linked(
    every: Mapping[str, Told],
    pages: Sequence[Sequence[Told]],
    rivals: frozenset[tuple[str, str]],
    codebook: Codebook,
    said: Mapping[str, str],
) -> dict[str, Link]:
    """What each statement that answers one answers, by the id of the one that does."""
    fact = facts(codebook)
    cut = [passages(page) for page in pages]
    before = Before(cut)
    links: dict[str, Link] = {}
    for page in cut:
        links |= of_page(page, every, before.of, rivals, fact, said)
    return links


Earlier = Callable[[Passage], Sequence[Passage]]
"""Gives what a passage may answer on other pages."""


def of_page(
    page: Sequence[Passage],
    every: Mapping[str, Told],
    before: Earlier,
    rivals: frozenset[tuple[str, str]],
    fact: set[str],
    said: Mapping[str, str],
    turns: Container[int] | None = None,
) -> dict[str, Link]:
    """What the passages of one page answer, by the id of the statement that does; ``turns`` are those asked for, or
    all.
    """
    links: dict[str, Link] = {}
    for one in page:
        if turns is not None and one.turn not in turns:
            continue
        if any(t.id in said for t in one.items):
            links |= {link.one.id: link for link in _given(one, every, said, fact)}
        elif link := best(one, page, before, rivals, fact):
            links[link.one.id] = link
    return links


def facts(codebook: Codebook) -> set[str]:
    """The predicates about what is so, not about what somebody does."""
    return {p.name for p in codebook.predicates if p.about == "fact"}


def resolved(link: Link, every: Mapping[str, Told], first: Mapping[str, str], root: str) -> Answer:
    """A link as an answer: to the telling on its own page, else to the first; ``root`` opened the exchange."""
    to = link.to if link.to.document == link.one.document else every.get(first.get(link.to.id, ""), link.to)
    return Answer(link.one.id, to.id, link.kind, root, link.sure, link.why)


def order(one: Told) -> tuple[date, str, int]:
    """By the last day on which it may have been said, then by page."""
    return one.until or one.out or date.max, one.document, one.place


def _root(link: Link, links: Mapping[str, Link], first: Mapping[str, str]) -> str:
    """The statement that opened the exchange: back from answer to what is answered."""
    seen = {link.one.id}
    at = link.to
    while at.id in links and at.id not in seen:
        seen.add(at.id)
        at = links[at.id].to
    return first.get(at.id, at.id)


def _given(one: Passage, every: Mapping[str, Told], told: Mapping[str, str], fact: set[str]) -> Iterator[Link]:
    """What a person says that statements answer."""
    for item in one.items:
        to = every.get(item.answers or "")
        if item.id in told and to is not None:
            yield Link(item, to, _kind(item, to, one.cues, fact), 1.0, told[item.id])


def forward(links: Mapping[str, Link]) -> dict[str, Link]:
    """Without those that answer, through others or at once, what answers them: the surest of a ring stays."""
    ranked = sorted(links.values(), key=lambda link: (-link.sure, order(link.one)))
    return {id_: links[id_] for id_ in unringed([(link.one.id, link.to.id) for link in ranked])}


def unringed(ranked: Sequence[tuple[str, str]]) -> dict[str, str]:
    """The same of ids: from each statement to what it answers, the surest first."""
    kept: dict[str, str] = {}
    for one, to in ranked:
        at, steps = to, 0
        while at in kept and at != one and steps < len(ranked):
            at, steps = kept[at], steps + 1
        if at != one:
            kept[one] = to
    return kept


def best(
    one: Passage, page: Sequence[Passage], before: Earlier, rivals: frozenset[tuple[str, str]], fact: set[str]
) -> Link | None:
    """What a passage answers, if anything."""
    own = weigh(alone(one))
    seen = [(to, between(one, to, rivals)) for to in options(one, page, before)]
    weights = [math.exp(own + weigh(shown)) for _, shown in seen]
    total = math.fsum([1.0, *weights])
    if round(math.fsum(weights), 6) / total < ENOUGH:
        return None
    tellings = _together([to for to, _ in seen], weights)
    # No order of what is compared makes a difference.
    ranked = [
        (round(together, 6), round(weight, 6), order(to.items[0]), n)
        for n, (together, weight, (to, _)) in enumerate(zip(tellings, weights, seen, strict=True))
    ]
    together, _, _, at = max(ranked, default=(0.0, 0.0, None, 0))
    if together / total < ENOUGH:
        return None
    to, shown = seen[at]
    fits = [(_answering(t, u) + _alike(t, u), -t.place, -u.place, t, u) for t in one.items for u in to.items]
    *_, item, other = max(fits, key=lambda fit: fit[:3])
    sure = round(min(together / total, 0.95), 3)
    return Link(item, other, _kind(item, other, one.cues, fact), sure, _why(one, to, item, other, shown))


def _together(options: Sequence[Passage], weights: Sequence[float]) -> list[float]:
    """The weight of each option with those that tell the same: what is told on several pages is answered once."""
    alike: defaultdict[tuple[str, bool], list[int]] = defaultdict(list)
    for at, to in enumerate(options):
        alike[to.by, to.negated].append(at)
    shares = [[weight] for weight in weights]
    for group in alike.values():
        for one, other in combinations(group, 2):
            if options[one].same(options[other]):
                shares[one].append(weights[other])
                shares[other].append(weights[one])
    return [math.fsum(share) for share in shares]


def options(one: Passage, page: Sequence[Passage], before: Earlier) -> Iterator[Passage]:
    """The passages of other sides that one may answer: around it on the page, before it on other pages."""
    if one.passed or one.denied or one.bare:
        return
    for to in page[max(0, one.turn - _UP) : one.turn + _DOWN + 1]:
        if to.by == one.by or one.inside(to) or _after(to, one):
            continue
        held = to.inside(one)
        if (to.turn < one.turn or held or not (to.headline or one.headline)) and _apart(one, to):
            yield to
    yield from (to for to in before(one) if _apart(one, to))


def _apart(one: Passage, to: Passage) -> bool:
    """Whether two passages can be words of two sides of which one answers the other.

    Two who charge or back a third do not answer one another; and who charges or backs one side answers another only
    where that one is named, or the page says that it is answered. A body and its member speak with one voice, unless
    one takes up what the other says.
    """
    if to.passed or to.bare or one.retells(to):
        return False
    thirds = (one.targets & to.targets) - {one.by, to.by}
    if thirds and any(one.acts & kind and to.acts & kind for kind in (CHARGING, YIELDING)):
        return False
    if (one.by in to.bodies or to.by in one.bodies) and not _takes_up(one, to):
        return False
    elsewhere = one.targets and to.by not in one.targets | one.names | one.beside
    return not elsewhere or not one.acts <= _AIMED or bool(one.cues & _ANSWERS) or one.negated


def _takes_up(one: Passage, to: Passage) -> bool:
    """Whether a passage refuses what another says, or yields to what that asks or to whom it names."""
    if one.acts & REFUSING or one.negated or one.cues & _ANSWERS:
        return True
    return bool(one.acts & YIELDING) and (bool(to.acts & ASKING) or to.by in one.targets | one.names | one.beside)


def _answering(one: Told, to: Told) -> float:
    """How far a statement is an answer to another by what both do."""
    asked = to.act in ASKING | OFFERING
    fits = one.act is (Act.REJECT if asked else Act.DENY) or (one.act in YIELDING and asked)
    return fits + (one.act in (Act.DENY, Act.REJECT)) + 0.5 * one.turned + 0.5 * (to.act in CHARGING | ASKING)


def _alike(one: Told, to: Told) -> float:
    """How much two statements of two sides have in common."""
    shared = len(one.stems & to.stems) + len((one.names & to.names) - {one.by, to.by})
    return min(shared, 4) / 2 + bool(opposed(one, to)) + 0.5 * (one.by in (to.target, *to.names))


class Before:
    """What other sides said before a passage on other pages."""

    def __init__(self, pages: Sequence[Sequence[Passage]]) -> None:
        self._all = {(one.document, one.turn): one for page in pages for one in page}
        self._shelves = Shelves(one for page in pages for one in heard(page))

    def of(self, one: Passage) -> list[Passage]:
        """The passages of the weeks before that share most with it."""
        if one.headline or not one.days:
            return []
        return [self._all[to.document, to.turn] for to in self._shelves.before(Heard.of(one))]


def _after(to: Passage, one: Passage) -> bool:
    """Whether a passage was said after another for certain, wherever the pages tell of them."""
    return to.since is not None and one.until is not None and to.since > one.until


def _kind(one: Told, to: Told, cue: frozenset[str], fact: set[str]) -> AnswerKind:
    """What a statement does to the one that it answers."""
    asked = to.act in ASKING | OFFERING
    if one.act is Act.DENY or ("denies" in cue and not asked):
        return AnswerKind.DENIAL
    if one.act is Act.REJECT:
        return AnswerKind.REJECTION
    if one.act in CHARGING and to.act in CHARGING and to.by in (one.target, *one.names):
        return AnswerKind.COUNTER
    against = [predicate for predicate, _, stance in opposed(one, to) if stance is Stance.AFFIRM]
    if against:
        return AnswerKind.DENIAL if any(p in fact for p in against) else AnswerKind.REJECTION
    if one.act in (Act.AGREE, Act.CONCEDE, Act.RETREAT):
        return AnswerKind.AGREEMENT if one.act is Act.AGREE else AnswerKind.CONCESSION
    if one.turned and to.act in CHARGING and one.by in (to.target, *to.names):
        return AnswerKind.DENIAL
    if asked and (one.turned or "rejects" in cue):
        return AnswerKind.REJECTION
    return AnswerKind.REPLY


def _why(one: Passage, to: Passage, item: Told, other: Told, shown: Mapping[str, float]) -> str:
    """What speaks for an answer, in words."""
    says = []
    if against := opposed(item, other):
        says.append("the other side of " + ", ".join(f"{p}({', '.join(a)})" for p, a, _ in against))
    if "aimed" in shown:
        says.append(f"said against {one.by}")
    elif "spoken of" in shown:
        says.append(f"said of {one.by}")
    if to.by in one.targets:
        says.append(f"aimed at {to.by}")
    elif "names it" in shown or "named beside" in shown:
        says.append(f"{to.by} is named")
    if any(to.acts & POINTED[noun] for noun in one.pointing):
        says.append("its words point at it")
    words = {"denies": "denied", "rejects": "rejected", "replies": "told as a reply", "yields": "told as a yes"}
    says += [word for cue, word in words.items() if cue in one.cues]
    subject = (one.names & to.names) - {one.by, to.by}
    if common := subject or one.stems & to.stems:
        says.append("both speak of " + ", ".join(sorted(common)[:6]))
    if "across" in shown:
        gap = apart(one, to)
        says.append("on the same day" if gap == 0 else f"{gap} days before" if gap and gap > 1 else "the day before")
    else:
        says.append("after it on the page" if to.turn > one.turn else "before it on the page")
    return "; ".join(says)
