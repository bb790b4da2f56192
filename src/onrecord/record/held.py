"""Which positions the statements of one page show: propositions, acts and what they react to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from onrecord.model import (
    Act,
    ActorKind,
    Document,
    Evidence,
    Issue,
    MentionKind,
    Reading,
    Span,
    Stance,
    Statement,
)
from onrecord.reading.order import Mentions, by_pronoun
from onrecord.reading.pointing import points_back
from onrecord.reading.sentence import sentences
from onrecord.record.codebook import Codebook
from onrecord.record.proposition import Known, Proposition, opposite, propositions
from onrecord.record.side import side
from onrecord.reference import Reference

_AGAINST = frozenset({Act.ACCUSE, Act.REJECT, Act.PROTEST, Act.DENY})
_FOR = frozenset({Act.SUPPORT, Act.AGREE})
_PLAIN = frozenset({Act.SAY, Act.UNCLASSIFIED, Act.DENY, Act.REJECT, Act.ACCUSE, Act.PROTEST})
_VIEW = re.compile(
    r"\b(?:unanimous|believes?|agree[ds]?|consider(?:s|ed)?|convinced|support(?:s|ed)?|wants?|united|insists?|member)"
)
_CONDITION = re.compile(
    r"\b(?:unless|failing\s+which|failing\s+that|if|provided\s+that)\b|(?:^|[.,“\"]\s*)should\s+(?=[A-Z])",
    re.IGNORECASE,
)
# A reaction goes back at most this many characters, about three paragraphs.
_REACH = 1200


@dataclass(frozen=True, slots=True)
class Doing:
    """Something told of as done, announced or asked for: by whom, and where the page says so."""

    span: Span
    issue: Issue
    doer: str
    sure: float


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


def shown(document: Document, reading: Reading, codebook: Codebook, reference: Reference) -> tuple[Held, ...]:
    """The positions that the statements of one page show, in its order; a pure function of the page alone."""
    return tuple(_Page(document, reading, codebook, reference).held())


@lru_cache(maxsize=4)
def _known(reference: Reference) -> Known:
    """Whose each weapon and each place of the reference is, and the parties of its agreements."""
    weapons = {weapon.name: weapon.of for weapon in reference.tables.weapons if weapon.of}
    places = {place.name: place.state for place in reference.tables.places if place.state}
    return Known(weapons | places, {name: row.parties for name, row in reference.agreements.items()})


class _Page:
    """The positions of one document."""

    def __init__(self, document: Document, reading: Reading, codebook: Codebook, reference: Reference) -> None:
        self.document = document
        self.reading = reading
        self.codebook = codebook
        self.reference = reference
        self.mentions = Mentions()
        # What a pronoun stands for is less sure than a name, and no subject to hang an issue on.
        self.mentions.add(m for m in reading.mentions if m.span.line is None and not by_pronoun(m))
        self._of = {a.name: a.of for a in reading.actors if a.of}
        self._found: dict[str, list[Held]] = {}
        self._inner: dict[str, list[Span]] = defaultdict(list)
        for statement in reading.statements:
            if statement.parent:
                self._inner[statement.parent].extend(statement.content)
        self._kinds = {a.name: a.kind for a in reading.actors}
        self._said = {s.id: s for s in reading.statements}
        self._known = _known(reference)
        self._sides = self._sided()
        self._told: list[Doing] | None = None

    @property
    def _doings(self) -> list[Doing]:
        """What the page tells of as somebody's doing, in order; found when it is first asked for."""
        if self._told is None:
            told = propositions(self.document, sentences(self.document.text), self._sides, None, self.codebook)
            self._told = [
                Doing(p.span, p.issue, p.issue.arguments[0], p.sure)
                for p in told
                if self._is_doing(p.issue) and p.stance is Stance.AFFIRM and len(p.issue.arguments) > 1
            ]
        return self._told

    def held(self) -> Iterator[Held]:
        """What each statement shows; reactions see the positions of the statements before them."""
        groups = {a.name for a in self.reading.actors if a.kind is ActorKind.GROUP}
        said = [
            s
            for s in self.reading.statements
            if s.speaker and s.content[0].line is None and self.side(s.speaker.value) not in groups
        ]
        for statement in said:
            through = self._through(statement)
            self._found[statement.id] = [replace(h, through=through) for h in self._shown(statement)]
            yield from self._found[statement.id]

    def side(self, name: str) -> str:
        """The state or organisation that an actor stands for."""
        return side(name, self._of, self.reference)

    def _through(self, statement: Statement) -> str | None:
        """The other side by which alone a statement is reported: "Veyra says that Arlen admits ..."."""
        outer = self._said.get(statement.parent or "")
        if outer is None or outer.speaker is None or statement.speaker is None:
            return None
        reporting = self.side(outer.speaker.value)
        return reporting if reporting != self.side(statement.speaker.value) else None

    def _shown(self, statement: Statement) -> Iterator[Held]:
        """The positions of one statement: from its own words, else from what it reacts to."""
        own = list(self._own(statement))
        yield from own
        if not own:
            yield from self._denied(statement)
            yield from self._reaction(statement)

    def _holders(self, statement: Statement) -> list[str]:
        """Who holds what a statement says: all who speak together, the body spoken for, else the speaker's side."""
        assert statement.speaker is not None
        if statement.source and any(e.rule == "joint" for e in statement.speaker.evidence):
            together = [m.refers.value for m in self.mentions.within(statement.source) if m.refers]
            return list(dict.fromkeys(self.side(name) for name in together))
        speaker = statement.speaker.value
        side = self.side(speaker)
        member = self.reference.member_of.get(side, frozenset())
        for span in statement.content:
            for mention in self.mentions.within(span):
                if mention.kind is not MentionKind.ORGANISATION or not mention.refers:
                    continue
                by_we = any(e.rule == "side" for e in mention.refers.evidence)
                after = self.document.text[mention.span.end : mention.span.end + 40]
                opens = mention.span.start - span.start < 30 and bool(_VIEW.search(after))
                if by_we or (opens and mention.refers.value in member):
                    return [mention.refers.value]
        return [side]

    def _own(self, statement: Statement) -> Iterator[Held]:
        """Positions that a statement's own words take."""
        assert statement.speaker is not None
        if statement.rule == "question" or statement.act.evidence[0].rule in ("left open", "negated cue"):
            return
        side = self.side(statement.speaker.value)
        holders = self._holders(statement)
        bodies = (ActorKind.STATE, ActorKind.ORGANISATION)
        # Whoever asks, backs or criticises does not do it: only in other words is an unnamed doer the own side.
        acts_itself = statement.act.value not in _AGAINST | {Act.REQUEST, Act.SUPPORT}
        own = side if self._kinds.get(side, ActorKind.STATE) in bodies and acts_itself else None
        inner = self._inner[statement.id]
        for found in propositions(
            self.document, self._spoken(statement), self._sides, own, self.codebook, side, self._known
        ):
            if any(found.span in c for c in inner):
                continue
            stance = self._stance(statement, found, side)
            if stance is None:
                continue
            says = f'"{found.signal}" in the words of {statement.speaker.value}'
            sure = round(min(found.sure, statement.speaker.confidence, statement.confidence), 3)
            for by in holders:
                yield Held(
                    by, found.issue, stance, statement, sure, Evidence("signal", says, found.span), found.implied
                )

    def _sided(self) -> Mentions:
        """The mentions with persons replaced by their sides, since states and bodies are what issues are about."""
        sided = Mentions()
        for mention in self.mentions:
            if mention.kind is MentionKind.PERSON and mention.refers:
                refers = replace(mention.refers, value=self.side(mention.refers.value))
                sided.add([replace(mention, refers=refers)])
            else:
                sided.add([mention])
        return sided

    def _stance(self, statement: Statement, found: Proposition, side: str) -> Stance | None:
        """What the speaker holds of a proposition in his words, or None where he only reports it."""
        predicate = self.codebook.predicate(found.issue.predicate)
        act = statement.act.value
        if found.judged:
            return found.stance
        # Only a verb of denying turns its words round; "had not violated" denies by its own negation.
        by_cue = statement.act.evidence[0].rule in ("cue", "naming")
        if act is Act.DENY and by_cue:
            return opposite(found.stance)
        refused = act is Act.REJECT and statement.rule == "infinitive"
        if predicate.about == "fact":
            # "Refused to accuse": no fact is stated by what is refused.
            return None if refused else found.stance
        if "actor" not in predicate.arguments:
            return opposite(found.stance) if act in _AGAINST and by_cue else found.stance
        if self.side(found.issue.arguments[0]) == side:
            # What is threatened under a condition is neither done nor said to be right.
            if self._conditional(statement) and found.stance is Stance.AFFIRM:
                return None
            return opposite(found.stance) if refused else found.stance
        if act in _FOR or act is Act.REQUEST:
            return found.stance
        if act in _AGAINST:
            return opposite(found.stance)
        return None

    def _spoken(self, statement: Statement) -> list[Span]:
        """The content, with the cue before it where that says more than that something is said: "stood by the pact"."""
        first, *rest = statement.content
        cue = statement.cue[-1] if statement.cue else None
        if (
            cue is None
            or statement.act.value in _PLAIN
            or cue.line is not None
            or not 0 < first.start - cue.end <= 3 + 1
        ):
            return list(statement.content)
        return [Span(cue.start, first.end), *rest]

    def _conditional(self, statement: Statement) -> bool:
        """Whether what is said holds only under a condition: "unless", "failing which", "should Veyra ..."."""
        return bool(_CONDITION.search(" ".join(self.document.words(span) for span in statement.content)))

    def _denied(self, statement: Statement) -> Iterator[Held]:
        """A denial takes the other side of what it answers, as far as that speaks of the denier."""
        answered = self._found.get(statement.answers or "", [])
        if statement.act.value is not Act.DENY or statement.speaker is None:
            return
        side = self.side(statement.speaker.value)
        for held in answered:
            if side in held.issue.arguments:
                evidence = Evidence("denial", f"denies what {held.by} said of {side}", statement.extent)
                sure = round(0.8 * min(statement.confidence, held.confidence), 3)
                yield Held(side, held.issue, opposite(held.stance), statement, sure, evidence)

    def _reaction(self, statement: Statement) -> Iterator[Held]:
        """Criticism or support of a doing that the text told of before: "the decision", "it", its actor alone."""
        act = statement.act.value
        if act not in _AGAINST | _FOR or act is Act.DENY or statement.speaker is None:
            return
        by = self.side(statement.speaker.value)
        guessed = statement.target is None or statement.target.evidence[0].rule == "antecedent"
        aimed = None if guessed or statement.target is None else self.side(statement.target.value)
        start = statement.content[0].start
        same = self._same_doing(statement)
        if not (same or self._points_back(statement) or (aimed and self._is_actor_alone(statement.content))):
            return
        for done in self._before(start):
            if done.doer == by or (same and done.issue.predicate not in same):
                continue
            if aimed in (None, done.doer):
                stance = Stance.AFFIRM if act in _FOR else Stance.DENY
                sure = round(0.8 * min(statement.confidence, done.sure), 3)
                says = f"{act} of what the page says of {done.issue}"
                yield Held(by, done.issue, stance, statement, sure, Evidence("reaction", says, done.span))
                return

    def _before(self, position: int) -> list[Doing]:
        """What the page told of as somebody's doing or demand before a position, the nearest first."""
        asked = [
            Doing(h.statement.content[0], h.issue, h.by, h.confidence)
            for shown in list(self._found.values())[-_REACH // 60 :]
            for h in shown
            if self._is_doing(h.issue) and h.stance is Stance.AFFIRM
        ]
        at = bisect_left(self._doings, position, key=lambda d: d.span.start)
        near = [
            d for d in (*asked, *self._doings[max(0, at - 20) : at]) if position - _REACH <= d.span.start < position
        ]
        return sorted(near, key=lambda d: -d.span.start)

    def _is_doing(self, issue: Issue) -> bool:
        """Whether an issue is about what somebody does or should do."""
        return self.codebook.predicate(issue.predicate).about == "doing"

    def _same_doing(self, statement: Statement) -> set[str]:
        """The predicates of doing whose signal stands in the words: "the withdrawal" of the text before."""
        words = " ".join(self.document.words(s) for s in statement.content).lower()
        doing = (p.name for p in self.codebook.predicates if p.about == "doing")
        signals = ((name, self.codebook.signals[name].affirm) for name in doing)
        return {name for name, affirm in signals if affirm is not None and affirm.search(words)}

    def _points_back(self, statement: Statement) -> bool:
        """Whether the words open by pointing at a doing as a whole: "this", "the decision"."""
        words = " ".join(self.document.words(s) for s in statement.content)
        return points_back(words, "doings")

    def _is_actor_alone(self, content: Sequence[Span]) -> bool:
        """Whether the content is nothing but the name of an actor."""
        if len(content) != 1:
            return False
        return any(len(content[0]) - len(m.span) <= 4 for m in self.mentions.within(content[0]))
