"""What statements react to: denials, answers that leave out what they are about, criticism and support of doings."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from onrecord.model import (
    Act,
    Document,
    Evidence,
    Issue,
    Span,
    Stance,
    Statement,
)
from onrecord.reading.grammar.pointing import points_back
from onrecord.record.issues.codebook import Codebook
from onrecord.record.issues.ellipsis import judged_so, replied, wished
from onrecord.record.issues.scene import Scene
from onrecord.record.issues.verdict import opposite

AGAINST = frozenset({Act.ACCUSE, Act.REJECT, Act.PROTEST, Act.DENY})
FOR = frozenset({Act.SUPPORT, Act.AGREE})
REFUSING = frozenset({Act.DENY, Act.REJECT})
# "It had no intention of paying" speaks of who speaks.
_OWN_WILL = re.compile(
    r"^\W*(?:that\s+)?it\s+(?:(?:had|has)\s+no\b|(?:would|will|could|did|does|had|has)\s+(?:not|never)\b)", re.I
)
# A reaction goes back at most this many characters, about three paragraphs.
_REACH = 1200
# "It" goes back two or three sentences.
_NEAR = 450
# "Said it would" answers one of so many statements before it.
_ASKED_BEFORE = 5
# "Rejected the criticism": of what was done, not that it was.
_CRITICISM = re.compile(
    r"\W*(?:(?:the|this|that|any|all|such|their|his|her|its)\s+)*(?:[\w-]+\s+)?"
    r"(?:criticisms?|objections?|complaints?|condemnations?|protests?|rebukes?|reproach(?:es)?|misgivings|concerns|worries|warnings?)\b",
    re.IGNORECASE,
)
# "Denied claims that he had worked for Veyra": of that alone.
_CLAIM = re.compile(
    r"\b(?:claims?|reports?|rumou?rs?|suggestions?|allegations?|charges?|accusations?|idea|notion)\b.*?\bthat\s+\w+\s+\w+"
)
_PRONOUN = re.compile(r"^\W*(?:it|this|that|them)\b")
# Nouns that name one kind of doing: where no signal of a predicate is in them, they go back to none that it has.
_NAMED_DOING = re.compile(
    r"\b(?:withdrawal|exit|suspension|departure|pullout|extension|pause|delay|speech|remarks?|deal|agreement|accord|protocol)\b"
)


@dataclass(frozen=True, slots=True)
class Doing:
    """Something told of as done, announced or asked for: by whom, and where the page says so.

    ``threatened`` where that holds only under a condition.
    """

    span: Span
    issue: Issue
    doer: str
    sure: float
    threatened: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """A position as one statement shows it; ``through`` is the side that reports it, where that is another one."""

    by: str
    issue: Issue
    stance: Stance
    statement: Statement
    confidence: float
    evidence: Evidence
    implied: bool = False
    through: str | None = None


def _doer(held: Held) -> str:
    """Whose doing a position is about, for those who react to it: what is asked for is the doing of who asks."""
    return held.issue.arguments[0] if held.evidence.rule == "reaction" else held.by


class Reactions(ABC):
    """The statements of one page, with what they show so far and what the page tells of as done."""

    def __init__(self, document: Document, codebook: Codebook, scene: Scene) -> None:
        self.document = document
        self.codebook = codebook
        self.mentions = scene.mentions
        self.side = scene.side
        self._found: dict[str, list[Held]] = {}

    @property
    @abstractmethod
    def _doings(self) -> list[Doing]:
        """What the page tells of as somebody's doing, in order."""

    def _denied(self, statement: Statement, about: Collection[str] = ()) -> Iterator[Held]:
        """A denial takes the other side of what it answers, as far as that speaks of the denier; where nothing is said
        to be answered, of what the page last charged him with.

        ``about`` are the predicates that its own words are about, if any: "denied any plan to leave" denies no breach.
        """
        if statement.act.value is not Act.DENY or statement.speaker is None:
            return
        blamed = _CRITICISM.match(self._words(statement)) is not None
        side = self.side(statement.speaker.value)
        answered = self._found.get(statement.answers or "", [])
        if not any(side in held.issue.arguments for held in answered):
            earlier = (held for found in reversed(self._found.values()) for held in found)
            charges = (h for h in earlier if self._charges(h, side))
            last = next(charges, None)
            answered = [last] if last is not None and (not about or last.issue.predicate in about) else []
        if _CLAIM.search(self._words(statement)):
            answered = [held for held in answered if held.issue.predicate in about]
        for held in answered:
            if side in held.issue.arguments:
                evidence = Evidence("denial", f"denies what {held.by} said of {side}", statement.extent)
                sure = round(0.8 * min(statement.confidence, held.confidence), 3)
                # Who is held to do it and denies that is not for it: "stationing them", "there are none".
                own = held.stance is Stance.DENY and held.issue.arguments[0] == side and self._is_doing(held.issue)
                if own and blamed:
                    # Who rejects what is held against his doing does not turn against it.
                    continue
                stance = Stance.DENY if own else opposite(held.stance)
                yield Held(side, held.issue, stance, statement, sure, evidence)

    def _elliptic(self, statement: Statement) -> Iterator[Held]:
        """What words that leave it out are about: what was asked of the speaker just before, or a doing told of."""
        assert statement.speaker is not None
        words = self._words(statement)
        side, start = self.side(statement.speaker.value), statement.content[0].start
        if stance := replied(words):
            for shown in reversed(self._latest(_ASKED_BEFORE - 1)):
                asked = [h for h in shown if h.by != side and h.issue.arguments[0] == side and self._is_doing(h.issue)]
                if asked and start - asked[0].statement.content[0].start <= _NEAR:
                    for one in asked:
                        says = f"says {'yes' if stance is Stance.AFFIRM else 'no'} to what {one.by} asked of {side}"
                        sure = round(0.8 * min(statement.confidence, one.confidence), 3)
                        taken = one.stance if stance is Stance.AFFIRM else opposite(one.stance)
                        yield Held(side, one.issue, taken, statement, sure, Evidence("reply", says, one.evidence.span))
                    return
        elif stance := wished(words) or judged_so(words):
            done = next((d for d in self._before(start) if d.doer != side and start - d.span.start <= _NEAR), None)
            # "It kept" may be the agreement, where that is what the doing is about.
            unsure = done is not None and "agreement" in self.codebook.predicate(done.issue.predicate).arguments
            if done is not None and not (unsure and wished(words)):
                sure = round(0.8 * min(statement.confidence, done.sure), 3)
                says = f"speaks of what the page says of {done.issue}"
                yield Held(side, done.issue, stance, statement, sure, Evidence("reaction", says, done.span))

    def _words(self, statement: Statement) -> str:
        """What a statement says, in one line."""
        return " ".join(self.document.words(span) for span in statement.content)

    def _charges(self, held: Held, side: str) -> bool:
        """Whether a position charges a side with something that is a fact or not."""
        fact = self.codebook.predicate(held.issue.predicate).about == "fact"
        return fact and held.stance is Stance.AFFIRM and held.issue.arguments[0] == side and held.by != side

    def _reaction(self, statement: Statement) -> Iterator[Held]:
        """Criticism or support of a doing that the text told of before: "the decision", "it", its actor alone."""
        act = statement.act.value
        if act not in AGAINST | FOR or act is Act.DENY or statement.speaker is None:
            return
        by = self.side(statement.speaker.value)
        guessed = statement.target is None or statement.target.evidence[0].rule == "antecedent"
        aimed = None if guessed or statement.target is None else self.side(statement.target.value)
        start = statement.content[0].start
        same = self._same_doing(statement)
        if statement.act.evidence[0].rule == "content: offer" and not same:
            # "Stood ready to mediate" is a step of one's own, no yes to what others do.
            return
        if not (same or self._points_back(statement) or (aimed and self._is_actor_alone(statement.content))):
            return
        words = self.document.words(statement.content[0]).lower()
        if not same and _NAMED_DOING.search(words):
            return
        reach = _NEAR if _PRONOUN.match(words) else _REACH
        for done in self._before(start):
            alone = not same and len(done.issue.arguments) < 2 and not self._points_back(statement)
            if (
                alone
                or done.doer == by
                or start - done.span.start > reach
                or (same and done.issue.predicate not in same)
            ):
                continue
            if aimed in (None, done.doer):
                stance = Stance.AFFIRM if act in FOR else Stance.DENY
                sure = round(0.8 * min(statement.confidence, done.sure), 3)
                says = f"{act} of what the page says of {done.issue}"
                yield Held(by, done.issue, stance, statement, sure, Evidence("reaction", says, done.span))
                return

    def _before(self, position: int) -> list[Doing]:
        """What the page told of as somebody's doing or demand before a position, the nearest first."""
        asked = [
            Doing(h.statement.content[0], h.issue, _doer(h), h.confidence)
            for shown in self._latest(_REACH // 60)
            for h in shown
            if self._is_doing(h.issue) and (h.stance is Stance.AFFIRM or h.evidence.rule == "reaction")
        ]
        at = bisect_left(self._doings, position, key=lambda d: d.span.start)
        near = [
            d for d in (*asked, *self._doings[max(0, at - 20) : at]) if position - _REACH <= d.span.start < position
        ]
        return sorted(near, key=lambda d: -d.span.start)

    def _latest(self, many: int) -> list[list[Held]]:
        """What the last so many statements show, in their order."""
        return [self._found[key] for key in islice(reversed(self._found), many)][::-1]

    def _is_doing(self, issue: Issue) -> bool:
        """Whether an issue is about what somebody does or should do."""
        return self.codebook.predicate(issue.predicate).about == "doing"

    def _same_doing(self, statement: Statement) -> set[str]:
        """The predicates of doing whose signal stands in the words: "the withdrawal" of the text before."""
        words = self._words(statement).lower()
        doing = (p.name for p in self.codebook.predicates if p.about == "doing")
        signals = ((name, self.codebook.signals[name].affirm) for name in doing)
        return {name for name, affirm in signals if affirm is not None and affirm.search(words)}

    def _points_back(self, statement: Statement) -> bool:
        """Whether the words open by pointing at a doing as a whole: "this", "the decision"."""
        words = self._words(statement)
        return points_back(words, "doings") and not _OWN_WILL.match(words)

    def _is_actor_alone(self, content: Sequence[Span]) -> bool:
        """Whether the content is nothing but the name of an actor."""
        if len(content) != 1:
            return False
        return any(len(content[0]) - len(m.span) <= 4 for m in self.mentions.within(content[0]))
