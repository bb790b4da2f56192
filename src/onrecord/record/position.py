"""Who holds which position: propositions, acts and answers brought together over the statements of all documents."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.model import (
    Act,
    ActorKind,
    Document,
    Evidence,
    Interval,
    Issue,
    Mention,
    MentionKind,
    Position,
    Reading,
    Span,
    Stance,
    Statement,
)
from onrecord.record.codebook import Codebook
from onrecord.record.proposition import Proposition, opposite, propositions
from onrecord.reference import Reference

_AGAINST = frozenset({Act.ACCUSE, Act.REJECT, Act.PROTEST, Act.DENY})
_FOR = frozenset({Act.SUPPORT, Act.AGREE})
_VIEW = re.compile(
    r"\b(?:unanimous|believes?|agree[ds]?|consider(?:s|ed)?|convinced|support(?:s|ed)?|wants?|united|insists?|member)"
)
_BACK = re.compile(
    r"^\W*(?:(?:for|on|over|to|at|about)\s+)?(?:this|it|that(?=\s+(?:as|[“\"‘])|$)|(?:the|that|this|such\s+an?|his|her|their|its|\w+['’]s)\s+"
    r"(?:[\w-]+\s+)?(?:decision|move|step|remarks?|plans?|announcement|threats?|ultimatum|proposal|demand|idea|offer|speech|deadline|"
    r"withdrawal|exit|suspension|departure|pull-?out|extension|pledge|vote|vow|promise))\b"
)
# A reaction goes back to what was said at most this many statements before, about two paragraphs.
_REACH = 6


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
    known = [t.earliest for t in times if t.earliest]
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
        self.mentions = sorted((m for m in reading.mentions if m.span.line is None), key=lambda m: m.span.start)
        self._of = {a.name: a.of for a in reading.actors if a.of}
        self._found: dict[str, list[Held]] = {}

    def held(self) -> Iterator[Held]:
        """What each statement shows; reactions see the positions of the statements before them."""
        groups = {a.name for a in self.reading.actors if a.kind is ActorKind.GROUP}
        said = [
            s
            for s in self.reading.statements
            if s.speaker and s.content[0].line is None and self.side(s.speaker.value) not in groups
        ]
        for index, statement in enumerate(said):
            self._found[statement.id] = list(self._shown(statement, said[:index]))
            yield from self._found[statement.id]

    def side(self, name: str) -> str:
        """The state or organisation that an actor stands for."""
        seen: set[str] = set()
        while name in self._of and name not in seen:
            seen.add(name)
            name = self._of[name]
        return self.reference.side(name)

    def _shown(self, statement: Statement, earlier: list[Statement]) -> Iterator[Held]:
        """The positions of one statement: from its own words, else from what it reacts to."""
        own = list(self._own(statement))
        yield from own
        if not own:
            yield from self._denied(statement)
            yield from self._reaction(statement, earlier)

    def _holder(self, statement: Statement) -> str:
        """Who holds what a statement says: the body it speaks for, else the speaker's side."""
        assert statement.speaker is not None
        speaker = statement.speaker.value
        side = self.side(speaker)
        member = self.reference.member_of.get(side, frozenset())
        for span in statement.content:
            for mention in self.mentions:
                if mention.span not in span or mention.kind is not MentionKind.ORGANISATION or not mention.refers:
                    continue
                by_we = any(e.rule == "side" for e in mention.refers.evidence)
                after = self.document.text[mention.span.end : mention.span.end + 40]
                opens = mention.span.start - span.start < 30 and bool(_VIEW.search(after))
                if by_we or (opens and mention.refers.value in member):
                    return mention.refers.value
        return side

    def _own(self, statement: Statement) -> Iterator[Held]:
        """Positions that a statement's own words take."""
        assert statement.speaker is not None
        side = self.side(statement.speaker.value)
        by = self._holder(statement)
        kinds = {a.name: a.kind for a in self.reading.actors}
        bodies = (ActorKind.STATE, ActorKind.ORGANISATION)
        # Whoever asks, backs or criticises does not do it: only in other words is an unnamed doer the own side.
        acts_itself = statement.act.value not in _AGAINST | {Act.REQUEST, Act.SUPPORT}
        own = side if kinds.get(side, ActorKind.STATE) in bodies and acts_itself else None
        inner = [c for s in self.reading.statements if s.parent == statement.id for c in s.content]
        for found in propositions(self.document, statement, self._sided(), own, self.codebook):
            if any(found.span in c for c in inner):
                continue
            stance = self._stance(statement, found, side)
            if stance is None:
                continue
            says = f'"{found.signal}" in the words of {statement.speaker.value}'
            sure = round(min(found.sure, statement.speaker.confidence, statement.confidence), 3)
            yield Held(by, found.issue, stance, statement, sure, Evidence("signal", says, found.span), found.implied)

    def _sided(self) -> list[Mention]:
        """The mentions with persons replaced by their sides, since states and bodies are what issues are about."""
        out = []
        for mention in self.mentions:
            if mention.kind is MentionKind.PERSON and mention.refers:
                side = self.side(mention.refers.value)
                judged = type(mention.refers)(side, mention.refers.confidence, mention.refers.evidence)
                out.append(Mention(mention.span, mention.kind, judged))
            else:
                out.append(mention)
        return out

    def _stance(self, statement: Statement, found: Proposition, side: str) -> Stance | None:
        """What the speaker holds of a proposition in his words, or None where he only reports it."""
        predicate = self.codebook.predicate(found.issue.predicate)
        act = statement.act.value
        if act is Act.DENY:
            return opposite(found.stance)
        if predicate.about == "fact" or "actor" not in predicate.arguments:
            return found.stance
        if self.side(found.issue.arguments[0]) == side:
            return found.stance
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
                says = f"denies what {held.by} said of {side}"
                yield self._reacted(statement, held, opposite(held.stance), says)

    def _reaction(self, statement: Statement, earlier: list[Statement]) -> Iterator[Held]:
        """Criticism or support of what somebody just said they would do, or asked for."""
        act = statement.act.value
        if act not in _AGAINST | _FOR or act is Act.DENY or statement.target is None or statement.speaker is None:
            return
        by = self.side(statement.speaker.value)
        doer = self.side(statement.target.value)
        if doer == by or not self._reacts(statement):
            return
        for before in reversed(earlier[-_REACH:]):
            if before.speaker is None or self.side(before.speaker.value) != doer:
                continue
            doings = [h for h in self._found[before.id] if self._is_doing(h, doer)]
            for held in doings:
                stance = held.stance if act in _FOR else opposite(held.stance)
                yield self._reacted(statement, held, stance, f"{act} of what {held.by} said it would do")
            if doings:
                return

    def _reacts(self, statement: Statement) -> bool:
        """Whether the words are about somebody's doing as a whole: "this", "the decision", or the actor alone."""
        words = " ".join(self.document.words(s) for s in statement.content)
        return bool(_BACK.search(words.lower())) or self._is_actor_alone(statement.content)

    def _is_actor_alone(self, content: Sequence[Span]) -> bool:
        """Whether the content is nothing but the name of an actor."""
        if len(content) != 1:
            return False
        return any(m.span in content[0] and len(content[0]) - len(m.span) <= 4 for m in self.mentions)

    def _is_doing(self, held: Held, doer: str) -> bool:
        """Whether a position is about something its holder does or asks for."""
        predicate = self.codebook.predicate(held.issue.predicate)
        return predicate.about == "doing" and held.by == doer and held.stance is Stance.AFFIRM

    @staticmethod
    def _confidence(statement: Statement, held: Held) -> float:
        """A reaction is never surer than what it reacts to."""
        return round(0.8 * min(statement.confidence, held.confidence), 3)

    def _reacted(self, statement: Statement, held: Held, stance: Stance, says: str) -> Held:
        """A position taken by reacting to another."""
        assert statement.speaker is not None
        evidence = Evidence("reaction", says, statement.extent)
        by = self.side(statement.speaker.value)
        return Held(by, held.issue, stance, statement, self._confidence(statement, held), evidence)
