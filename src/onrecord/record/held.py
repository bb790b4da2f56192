"""Which positions the statements of one page show: propositions, acts and what they react to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.model import (
    Act,
    ActorKind,
    Document,
    Evidence,
    Issue,
    Kind,
    MentionKind,
    Reading,
    Span,
    Stance,
    Statement,
)
from onrecord.reading.pointing import points_back
from onrecord.reading.sentence import sentences
from onrecord.record.around import Around
from onrecord.record.codebook import Codebook
from onrecord.record.condition import conditional, under_condition
from onrecord.record.doer import is_watcher
from onrecord.record.ellipsis import judged_so, replied, wished
from onrecord.record.proposition import Proposition, propositions
from onrecord.record.scene import Scene
from onrecord.record.verdict import opposite
from onrecord.reference import Reference

_AGAINST = frozenset({Act.ACCUSE, Act.REJECT, Act.PROTEST, Act.DENY})
_FOR = frozenset({Act.SUPPORT, Act.AGREE})
_PLAIN = frozenset({Act.SAY, Act.UNCLASSIFIED, Act.DENY, Act.REJECT, Act.ACCUSE, Act.PROTEST})
_VIEW = re.compile(
    r"\b(?:unanimous|believes?|agree[ds]?|consider(?:s|ed)?|convinced|support(?:s|ed)?|wants?|united|insists?|member)"
)
# Who is told stands within this many characters behind the cue.
_HEARD = 25
# "It had no intention of paying" speaks of who speaks.
_OWN_WILL = re.compile(
    r"^\W*(?:that\s+)?it\s+(?:(?:had|has)\s+no\b|(?:would|will|could|did|does|had|has)\s+(?:not|never)\b)", re.I
)
_JOINED = re.compile(r"\s+and\s+(?:the\s+)?")
_ACTING = (MentionKind.STATE, MentionKind.ORGANISATION, MentionKind.PERSON)
# A reaction goes back at most this many characters, about three paragraphs.
_REACH = 1200
# "It" goes back two or three sentences.
_NEAR = 450
# "Said it would" answers one of so many statements before it.
_ASKED_BEFORE = 5
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
    """A position as one statement shows it; ``through`` is the side that reports it, where that is another one.

    ``guessed`` is true where no words name the place.
    """

    by: str
    issue: Issue
    stance: Stance
    statement: Statement
    confidence: float
    evidence: Evidence
    implied: bool = False
    through: str | None = None
    guessed: bool = False


def shown(document: Document, reading: Reading, codebook: Codebook, reference: Reference) -> tuple[Held, ...]:
    """The positions that the statements of one page show, in its order; a pure function of the page alone."""
    return tuple(_Page(document, reading, codebook, reference).held())


def _doer(held: Held) -> str:
    """Whose doing a position is about, for those who react to it: what is asked for is the doing of who asks."""
    return held.issue.arguments[0] if held.evidence.rule == "reaction" else held.by


class _Page:
    """The positions of one document."""

    def __init__(self, document: Document, reading: Reading, codebook: Codebook, reference: Reference) -> None:
        self.document = document
        self.reading = reading
        self.codebook = codebook
        self.reference = reference
        scene = Scene(document, reading, reference)
        self.mentions, self._sides, self._known = scene.mentions, scene.sides, scene.known
        self.side = scene.side
        self._found: dict[str, list[Held]] = {}
        self._inner: dict[str, list[Span]] = defaultdict(list)
        for statement in reading.statements:
            if statement.parent:
                self._inner[statement.parent].extend(statement.content)
        self._kinds = {a.name: a.kind for a in reading.actors}
        self._said = {s.id: s for s in reading.statements}
        self._told: list[Doing] | None = None

    @property
    def _doings(self) -> list[Doing]:
        """What the page tells of as somebody's doing, in order; found when it is first asked for."""
        if self._told is None:
            around = Around(self._sides, known=self._known)
            told = propositions(self.document, sentences(self.document.text), around, self.codebook)
            self._told = [
                Doing(p.span, p.issue, p.issue.arguments[0], p.sure, under_condition(self.document.text, p.span))
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

    def _through(self, statement: Statement) -> str | None:
        """The other side by which alone a statement is reported: "Veyra says that Arlen admits ..."."""
        outer = self._said.get(statement.parent or "")
        if outer is None or outer.speaker is None or statement.speaker is None:
            return None
        reporting = self.side(outer.speaker.value)
        return reporting if reporting != self.side(statement.speaker.value) else None

    def _shown(self, statement: Statement) -> Iterator[Held]:
        """The positions of one statement: from its own words, else from what it reacts to."""
        own = list(self._elliptic(statement)) or list(self._own(statement))
        yield from own
        if not own and not replied(self._words(statement)):
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
        own = (side,) if self._kinds.get(side, ActorKind.STATE) in bodies and acts_itself else self._asked(statement)
        inner = self._inner[statement.id]
        around = Around(
            self._sides,
            own,
            self._heard(statement, side),
            statement.kind is Kind.DIRECT,
            side,
            self._known,
            self._told_before(statement, side),
            (side,) if statement.act.value is Act.DENY else (),
            self._suffering,
        )
        every = [
            found
            for found in propositions(self.document, self._spoken(statement), around, self.codebook)
            if not any(found.span in c for c in inner)
        ]
        blamed = {
            p.issue.arguments[0]
            for p in every
            if p.stance is Stance.AFFIRM and self.codebook.predicate(p.issue.predicate).about == "fact"
        }
        by_cue = list(self._by_cue(statement, around))
        done = {p.issue.predicate for p in by_cue}
        for found in (*by_cue, *(p for p in every if p.issue.predicate not in done)):
            stance = self._stance(statement, found, side, blamed)
            if stance is None:
                continue
            says = f'"{found.signal}" in the words of {statement.speaker.value}'
            sure = round(min(found.sure, statement.speaker.confidence, statement.confidence), 3)
            for by in holders:
                why = Evidence("signal", says, found.span)
                yield Held(by, found.issue, stance, statement, sure, why, found.implied, guessed=found.guessed)

    def _asked(self, statement: Statement) -> tuple[str, ...]:
        """Who is asked to do what no other is said to do: those named between "told" and "to leave the island"."""
        if statement.act.value is not Act.REQUEST or statement.rule != "infinitive" or not statement.cue:
            return ()
        heard = self._sides.within(Span(statement.cue[-1].end, max(statement.cue[-1].end, statement.content[0].start)))
        named = [m.refers.value for m in heard if m.refers and m.kind in _ACTING]
        target = [self.side(statement.target.value)] if statement.target else []
        return tuple(dict.fromkeys(named)) or tuple(target)

    def _heard(self, statement: Statement, side: str) -> tuple[str, ...]:
        """Whom the words are said to, where the page names them right behind the cue."""
        end = statement.cue[-1].end if statement.cue else None
        if end is None or statement.cue[-1].line is not None:
            return ()
        behind = self._sides.within(Span(end, end + _HEARD))
        named = [m for m in behind if m.refers and m.kind in _ACTING and m.refers.value != side]
        joined = [m for m in named[1:] if _JOINED.fullmatch(self.document.text, named[0].span.end, m.span.start)]
        return tuple(dict.fromkeys(m.refers.value for m in (*named[:1], *joined) if m.refers))

    def _told_before(self, statement: Statement, side: str) -> dict[str, Issue]:
        """The issue that the page told of last before a statement as another's doing, by predicate."""
        found: dict[str, Issue] = {}
        for done in self._before(statement.content[0].start):
            if done.doer != side:
                found.setdefault(done.issue.predicate, done.issue)
        return found

    @property
    def _suffering(self) -> dict[str, str]:
        """Whom alone the page tells of as the one to whom a body of states does something, by predicate."""
        found: dict[str, set[str]] = defaultdict(set)
        for done in self._doings:
            if self.codebook.predicate(done.issue.predicate).bloc:
                found[done.issue.predicate].add(done.issue.arguments[-1])
        return {predicate: next(iter(names)) for predicate, names in found.items() if len(names) == 1}

    def _by_cue(self, statement: Statement, around: Around) -> Iterator[Proposition]:
        """What the speaker does by the cue itself: "ruled out any inspection", "declined an offer of talks"."""
        side, first = around.speaker, statement.content[0]
        cue = statement.cue[-1] if statement.cue else None
        if statement.act.value is not Act.REJECT or cue is None or side is None or not 0 < first.start - cue.end <= 4:
            return
        own = replace(around, own=(side,))
        for found in propositions(self.document, [Span(cue.start, first.end)], own, self.codebook):
            if found.span.start < first.start < found.span.end and found.issue.arguments[0] == side:
                yield replace(found, judged=True)

    def _opposed(self, one: str, other: str) -> bool:
        """Whether two sides are the two parties of an agreement, of whom one quarrels with the other."""
        return any(set(p) == {one, other} for p in self._known.parties.values())

    def _stance(
        self, statement: Statement, found: Proposition, side: str, blamed: Collection[str] = ()
    ) -> Stance | None:
        """What the speaker holds of a proposition in his words, or None where he only reports it; ``blamed`` are those
        whom he charges with something in the same words.
        """
        predicate = self.codebook.predicate(found.issue.predicate)
        act = statement.act.value
        if found.judged:
            return found.stance
        # Only a verb of denying turns its words round; "had not violated" denies by its own negation.
        by_cue = statement.act.evidence[0].rule in ("cue", "naming")
        if act is Act.DENY and by_cue:
            return opposite(found.stance)
        refused = act is Act.REJECT and statement.rule in ("infinitive", "object")
        if predicate.about == "fact":
            # "Refused to accuse": no fact is stated by what is refused, nor that what must be honoured is honoured.
            asked = found.stance is Stance.DENY and (act is Act.REQUEST or found.demanded)
            return None if refused or asked else found.stance
        if "actor" not in predicate.arguments:
            told = act is not Act.REQUEST and act not in _FOR and not found.demanded
            if told and found.subject is not None and self.side(found.subject) != side:
                # What another does with it is told, not wanted.
                return None
            return opposite(found.stance) if act in _AGAINST and by_cue else found.stance
        if self.side(found.issue.arguments[0]) == side:
            # What is threatened under a condition is neither done nor said to be right.
            if conditional(self._words(statement)) and found.stance is Stance.AFFIRM and not predicate.mutual:
                return None
            return opposite(found.stance) if refused else found.stance
        if act in _FOR or act is Act.REQUEST or found.demanded:
            return found.stance
        doer = found.issue.arguments[0]
        if act in _AGAINST or doer in blamed:
            return opposite(found.stance)
        inspects = predicate.watched and is_watcher(side)
        if found.stance is predicate.reproach and (inspects or self._opposed(side, doer)):
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

    def _denied(self, statement: Statement) -> Iterator[Held]:
        """A denial takes the other side of what it answers, as far as that speaks of the denier; where nothing is said
        to be answered, of what the page last charged him with.
        """
        if statement.act.value is not Act.DENY or statement.speaker is None:
            return
        side = self.side(statement.speaker.value)
        answered = self._found.get(statement.answers or "", [])
        if not any(side in held.issue.arguments for held in answered):
            earlier = (held for found in reversed(self._found.values()) for held in found)
            charges = (h for h in earlier if self._charges(h, side))
            last = next(charges, None)
            answered = [last] if last is not None else []
        for held in answered:
            if side in held.issue.arguments:
                evidence = Evidence("denial", f"denies what {held.by} said of {side}", statement.extent)
                sure = round(0.8 * min(statement.confidence, held.confidence), 3)
                yield Held(side, held.issue, opposite(held.stance), statement, sure, evidence)

    def _elliptic(self, statement: Statement) -> Iterator[Held]:
        """What words that leave it out are about: what was asked of the speaker just before, or a doing told of."""
        assert statement.speaker is not None
        words = self._words(statement)
        side, start = self.side(statement.speaker.value), statement.content[0].start
        if stance := replied(words):
            for shown in list(self._found.values())[:-_ASKED_BEFORE:-1]:
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
        if act not in _AGAINST | _FOR or act is Act.DENY or statement.speaker is None:
            return
        by = self.side(statement.speaker.value)
        guessed = statement.target is None or statement.target.evidence[0].rule == "antecedent"
        aimed = None if guessed or statement.target is None else self.side(statement.target.value)
        start = statement.content[0].start
        same = self._same_doing(statement)
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
                stance = Stance.AFFIRM if act in _FOR else Stance.DENY
                sure = round(0.8 * min(statement.confidence, done.sure), 3)
                says = f"{act} of what the page says of {done.issue}"
                yield Held(by, done.issue, stance, statement, sure, Evidence("reaction", says, done.span))
                return

    def _before(self, position: int) -> list[Doing]:
        """What the page told of as somebody's doing or demand before a position, the nearest first."""
        asked = [
            Doing(h.statement.content[0], h.issue, _doer(h), h.confidence)
            for shown in list(self._found.values())[-_REACH // 60 :]
            for h in shown
            if self._is_doing(h.issue) and (h.stance is Stance.AFFIRM or h.evidence.rule == "reaction")
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
