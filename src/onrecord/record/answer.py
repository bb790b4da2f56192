"""Which statement answers which, on one page and across pages, so that a dispute can be read as exchanges."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.model import Act, Answer, AnswerKind, Stance, Utterance
from onrecord.record.codebook import Codebook
from onrecord.record.told import Told, pointing

REACH = 45
"""After so many days nothing is answered any more without a word that says so."""
ENOUGH = 0.55
"""From which score on one statement answers another; ``bench/record.py`` has what it gives."""
_RIVAL = 0.1
"""What speaks for it that the two sides stand against one another in this record."""
_LAST = 0.1
"""What speaks for the statement of another side that stands right before on the page."""
_PAGE = 0.2
"""What speaks for what stands on the same page before."""

_ASKING = frozenset({Act.REQUEST, Act.THREATEN, Act.SANCTION, Act.COERCE, Act.MOBILIZE})
_CHARGING = frozenset({Act.ACCUSE, Act.PROTEST})
_OFFERING = frozenset({Act.REQUEST, Act.CONSULT, Act.COOPERATE, Act.AGREE, Act.CONCEDE, Act.SUPPORT})
_TELLING = frozenset({Act.SAY, Act.UNCLASSIFIED, Act.DENY, Act.REJECT})
_POINTED = {"accusing": _CHARGING | _TELLING, "asking": _ASKING | _OFFERING, "threatening": _ASKING}
_ANSWERS = frozenset({Act.DENY, Act.REJECT, Act.ACCUSE, Act.PROTEST, Act.AGREE, Act.CONCEDE, Act.RETREAT})
_NEAR = 8
"""How many statements further up a page the one may stand that is answered."""


@dataclass(frozen=True, slots=True)
class Link:
    """One statement that may answer another."""

    one: Told
    to: Told
    kind: AnswerKind
    score: float
    why: str


_GIVEN = "the page gives it as the answer"


def answers(
    pages: Sequence[Sequence[Told]],
    utterances: Sequence[Utterance],
    rivals: frozenset[tuple[str, str]],
    codebook: Codebook,
    said: Mapping[str, str] | None = None,
) -> tuple[Answer, ...]:
    """Every answer with what it answers, in the order in which the answers were given.

    A statement answers at most one. What a page itself says of it comes first; else it is the statement of another side
    that it fits best: the same issue with the other stance, aimed at the one who answers, pointed at by its words.
    Where that is told on several pages, it is the telling on the same page, else the first. ``said`` are the statements
    of which a person says what they answer, or that they answer nothing, with that person's words.
    """
    told = said or {}
    every = {one.id: one for page in pages for one in page}
    links = linked(every, pages, rivals, codebook, told)
    first = {a.statement: u.id for u in utterances for a in u.appearances}
    found = []
    for link in sorted(links.values(), key=lambda link: order(link.one)):
        root = _root(link, links, first)
        found.append(resolved(link, every, first, root, link.one.id in told))
    return tuple(found)


def linked(
    every: Mapping[str, Told],
    pages: Sequence[Sequence[Told]],
    rivals: frozenset[tuple[str, str]],
    codebook: Codebook,
    said: Mapping[str, str],
) -> dict[str, Link]:
    """What each statement that answers one answers, by the id of the one that does."""
    fact = facts(codebook)
    before = Before(pages)
    found = ((one.id, best(one, every, before, rivals, fact, said)) for one in every.values())
    return {id_: link for id_, link in found if link is not None}


def facts(codebook: Codebook) -> set[str]:
    """The predicates about what is so, not about what somebody does."""
    return {p.name for p in codebook.predicates if p.about == "fact"}


def resolved(link: Link, every: Mapping[str, Told], first: Mapping[str, str], root: str, by_hand: bool) -> Answer:
    """A link as an answer: to the telling on its own page, else to the first; ``root`` opened the exchange."""
    to = link.to if link.to.document == link.one.document else every.get(first.get(link.to.id, ""), link.to)
    sure = 1.0 if by_hand else round(min(link.score, 0.95), 3)
    return Answer(link.one.id, to.id, link.kind, root, sure, link.why)


def order(one: Told) -> tuple[date, str, int]:
    """By the last day on which it may have been said, then by page."""
    return one.until or one.out or date.max, one.document, one.place


def _root(link: Link, links: dict[str, Link], first: dict[str, str]) -> str:
    """The statement that opened the exchange: back from answer to what is answered."""
    seen = {link.one.id}
    at = link.to
    while at.id in links and at.id not in seen:
        seen.add(at.id)
        at = links[at.id].to
    return first.get(at.id, at.id)


def best(
    one: Told,
    every: Mapping[str, Told],
    before: Before,
    rivals: frozenset[tuple[str, str]],
    fact: set[str],
    said: Mapping[str, str],
) -> Link | None:
    """What a statement answers."""
    if one.id in said and one.answers not in every:
        return None
    to = every.get(one.answers or "")
    if to is not None and (one.id in said or not _later(to, one)):
        given = _kind(one, to, fact) or AnswerKind.REPLY
        return Link(one, to, given, *((1.0, said[one.id]) if one.id in said else (0.8, _GIVEN)))
    best: Link | None = None
    near = list(before.of(one))
    last = max((t for t in near if t.document == one.document), key=lambda t: t.place, default=None)
    for to in near:
        kind = _kind(one, to, fact)
        rival = (one.by, to.by) in rivals
        speaks = bool((one.names & to.names) - {one.by, to.by} or one.stems & to.stems or pointing(one))
        if kind is None and to is last and rival and speaks and one.act in _TELLING | _CHARGING:
            kind = AnswerKind.DENIAL if to.act in _CHARGING else AnswerKind.REPLY
        if kind is None:
            continue
        score, why = _fits(one, to, kind)
        if rival:
            score += _RIVAL
        if to is last:
            score += _LAST
        score = round(score, 3)  # so that no order of what is compared makes a difference
        if score >= ENOUGH and (best is None or (score, order(to)) > (best.score, order(best.to))):
            best = Link(one, to, kind, score, why)
    return best


class Before:
    """What other sides said before a statement, found without looking at all of the record."""

    def __init__(self, pages: Sequence[Sequence[Told]]) -> None:
        self._page = {page[0].document: page for page in pages if page}
        dated = [one for page in pages for one in page if one.out is not None and not one.headline]
        self._dated = sorted(dated, key=_out)
        self._days = [_out(one)[0] for one in self._dated]

    def of(self, one: Told) -> Iterator[Told]:
        """What stands before it on the page, and what pages of the weeks before tell of other sides."""
        for to in self._page[one.document]:
            if to.by != one.by and one.place - _NEAR <= to.place < one.place and not _later(to, one):
                yield to
        if one.out is None or not may_answer(one):
            return
        since = (one.out_since or one.out).toordinal() - REACH
        start = bisect_left(self._days, date.fromordinal(max(since, 1)))
        for to in self._dated[start : bisect_right(self._days, one.out)]:
            if to.by != one.by and to.document != one.document and not _later(to, one):
                yield to


def _later(to: Told, one: Told) -> bool:
    """Whether a statement was made after another for certain, wherever the pages tell of them."""
    return to.since is not None and one.until is not None and to.since > one.until


def _out(one: Told) -> tuple[date, str, int]:
    """By the day on which its page was out."""
    return one.out or date.max, one.document, one.place


def may_answer(one: Told) -> bool:
    """Whether a statement can be known for an answer to another page: by its act, its issues, or a No in it."""
    return one.act in _ANSWERS or bool(one.issues) or one.turned


def _kind(one: Told, to: Told, fact: set[str]) -> AnswerKind | None:
    """What a statement would do to another, by what both do and which issues they speak to."""
    # Whoever affirms what another denied says it again, and answers nothing.
    against = [(p, arguments) for p, arguments, stance in _against(one, to) if stance is Stance.AFFIRM]
    facts = any(p in fact for p, _ in against)
    if against and (to.target == one.by or any(one.by in arguments for _, arguments in against)):
        return AnswerKind.DENIAL if facts else AnswerKind.REJECTION
    if one.act is Act.DENY:
        return AnswerKind.DENIAL if to.act in _CHARGING | _TELLING or facts else None
    if one.act is Act.REJECT:
        return AnswerKind.REJECTION
    if one.act in _CHARGING and (one.target == to.by or to.by in one.names):
        return AnswerKind.COUNTER if to.act in _CHARGING and one.by in (to.target, *to.names) else None
    if one.act in (Act.AGREE, Act.CONCEDE, Act.RETREAT) and to.act in _ASKING | _OFFERING | _CHARGING:
        return AnswerKind.AGREEMENT if one.act is Act.AGREE else AnswerKind.CONCESSION
    if one.turned and one.act in _TELLING and to.act in _CHARGING | _ASKING:
        return AnswerKind.DENIAL if to.act in _CHARGING else AnswerKind.REJECTION
    return None


def _against(one: Told, to: Told) -> frozenset[tuple[str, tuple[str, ...], Stance]]:
    """The issues of which the other says the opposite."""
    mine = {(p, a): s for p, a, s in one.issues}
    return frozenset((p, a, s) for p, a, s in to.issues if mine.get((p, a), s) is not s)


_ACT = {
    (Act.DENY, AnswerKind.DENIAL): 0.2,
    (Act.REJECT, AnswerKind.REJECTION): 0.2,
    (Act.AGREE, AnswerKind.AGREEMENT): 0.1,
    (Act.CONCEDE, AnswerKind.CONCESSION): 0.1,
    (Act.ACCUSE, AnswerKind.COUNTER): 0.1,
}
"""What speaks for an answer because its verb answers."""


def _fits(one: Told, to: Told, kind: AnswerKind) -> tuple[float, str]:
    """How well one statement fits as the answer to another, and why."""
    says = []
    score = _ACT.get((one.act, kind), 0.0)
    if against := _against(one, to):
        score += 0.4
        says.append("the other side of " + ", ".join(sorted({f"{p}({', '.join(a)})" for p, a, _ in against})))
    if to.target == one.by:
        score += 0.2
        says.append(f"said against {one.by}")
    elif one.by in to.names:
        score += 0.15
        says.append(f"said of {one.by}")
    if one.target == to.by:
        score += 0.15
        says.append(f"aimed at {to.by}")
    elif to.by in one.names:
        score += 0.1
    if any(to.act in _POINTED[noun] for noun in pointing(one)):
        score += 0.15
        says.append("its words point at it")
    subject = (one.names & to.names) - {one.by, to.by}
    shared = one.stems & to.stems
    score += 0.1 * bool(subject) + 0.4 * len(shared) / (min(len(one.stems), len(to.stems), 6) or 1)
    score += 0.1 * bool(one.figures and to.figures)
    if subject or shared:
        says.append("both speak of " + ", ".join(sorted(subject or shared)))
    if one.document == to.document:
        score += _PAGE - 0.02 * (one.place - to.place)
        says.append("before it on the page")
    elif one.out and to.out:
        apart = ((one.out_since or one.out) - to.out).days
        score -= 0.006 * max(0, apart)
    return min(score, 1.0), "; ".join(says)
