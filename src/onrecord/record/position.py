"""Who holds which position: propositions, acts and answers brought together over the statements of all documents."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.model import (
    Act,
    ActorKind,
    Document,
    Evidence,
    Interval,
    Issue,
    MentionKind,
    Position,
    Reading,
    Span,
    Stance,
    Statement,
)
from onrecord.reading.order import Mentions, by_pronoun
from onrecord.reading.pointing import points_back
from onrecord.reading.sentence import sentences
from onrecord.record.codebook import Codebook
from onrecord.record.proposition import Proposition, opposite, propositions
from onrecord.reference import Reference

_AGAINST = frozenset({Act.ACCUSE, Act.REJECT, Act.PROTEST, Act.DENY})
_FOR = frozenset({Act.SUPPORT, Act.AGREE})
_VIEW = re.compile(
    r"\b(?:unanimous|believes?|agree[ds]?|consider(?:s|ed)?|convinced|support(?:s|ed)?|wants?|united|insists?|member)"
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
    """A position as one statement shows it."""

    by: str
    issue: Issue
    stance: Stance
    statement: Statement
    confidence: float
    evidence: Evidence
    implied: bool = False


def positions(
    documents: Sequence[Document], readings: Sequence[Reading], codebook: Codebook, reference: Reference
) -> tuple[Position, ...]:
    """Every position in the documents, one for each actor, issue and stance, strongest evidence first."""
    held = [h for d, r in zip(documents, readings, strict=True) for h in _Page(d, r, codebook, reference).held()]
    alleged = {h.issue for h in held if h.stance is Stance.AFFIRM}
    counted = [h for h in held if not h.implied or h.issue in alleged]
    together: dict[tuple[str, Issue, Stance], list[Held]] = defaultdict(list)
    for one in counted:
        together[one.by, one.issue, one.stance].append(one)
    order = {p.name: n for n, p in enumerate(codebook.predicates)}
    found = [_position(by, issue, stance, shown) for (by, issue, stance), shown in together.items()]
    return tuple(sorted(found, key=lambda p: (order[p.issue.predicate], p.issue.arguments, p.stance, p.by)))


def _position(by: str, issue: Issue, stance: Stance, shown: list[Held]) -> Position:
    """One position from all that shows it: as sure as its surest statement."""
    times = [h.statement.time.value for h in shown]
    days = [d for t in times for d in (t.earliest, t.latest) if d]
    known = [t.earliest for t in times if t.earliest] if all(t.earliest for t in times) else []
    surest = sorted(shown, key=lambda h: -h.confidence)
    return Position(
        by=by,
        issue=issue,
        stance=stance,
        statements=tuple(dict.fromkeys(h.statement.id for h in surest)),
        time=Interval(min(known, default=None), max(days, default=None)),
        confidence=surest[0].confidence,
        evidence=tuple(h.evidence for h in surest),
    )


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
        self._sides = self._sided()
        told = propositions(document, sentences(document.text), self._sides, None, codebook)
        self._doings = [
            Doing(p.span, p.issue, p.issue.arguments[0], p.sure)
            for p in told
            if self._is_doing(p.issue) and p.stance is Stance.AFFIRM and len(p.issue.arguments) > 1
        ]

    def held(self) -> Iterator[Held]:
        """What each statement shows; reactions see the positions of the statements before them."""
        groups = {a.name for a in self.reading.actors if a.kind is ActorKind.GROUP}
        said = [
            s
            for s in self.reading.statements
            if s.speaker and s.content[0].line is None and self.side(s.speaker.value) not in groups
        ]
        for statement in said:
            self._found[statement.id] = list(self._shown(statement))
            yield from self._found[statement.id]

    def side(self, name: str) -> str:
        """The state or organisation that an actor stands for."""
        seen: set[str] = set()
        while name in self._of and name not in seen:
            seen.add(name)
            name = self._of[name]
        return self.reference.side(name)

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
        for found in propositions(self.document, statement.content, self._sides, own, self.codebook):
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
            return opposite(found.stance) if refused else found.stance
        if act in _FOR or act is Act.REQUEST:
            return found.stance
        if act in _AGAINST:
            return opposite(found.stance)
        return None

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
        return {name for name in doing if self.codebook.signals[name].affirm.search(words)}

    def _points_back(self, statement: Statement) -> bool:
        """Whether the words open by pointing at a doing as a whole: "this", "the decision"."""
        words = " ".join(self.document.words(s) for s in statement.content)
        return points_back(words, "doings")

    def _is_actor_alone(self, content: Sequence[Span]) -> bool:
        """Whether the content is nothing but the name of an actor."""
        if len(content) != 1:
            return False
        return any(len(content[0]) - len(m.span) <= 4 for m in self.mentions.within(content[0]))
