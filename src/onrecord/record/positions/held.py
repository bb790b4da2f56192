"""Which positions the statements of one page show: propositions, acts and what they react to."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import cached_property
from textwrap import shorten

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
from onrecord.model.actor import ACTORS, SIDES
from onrecord.reading.actors.issuer import ISSUED
from onrecord.reading.grammar.sentence import sentences
from onrecord.record.issues.around import Around
from onrecord.record.issues.codebook import Codebook
from onrecord.record.issues.condition import conditional, under_condition
from onrecord.record.issues.ellipsis import replied
from onrecord.record.issues.proposition import Proposition, propositions
from onrecord.record.issues.reaction import AGAINST, FOR, REFUSING, Doing, Held, Reactions
from onrecord.record.issues.scene import Scene
from onrecord.record.issues.verdict import opposite
from onrecord.record.issues.watcher import is_watcher
from onrecord.record.positions.together import together
from onrecord.record.positions.weighing import Weighing
from onrecord.reference import Reference

_PLAIN = frozenset({Act.SAY, Act.UNCLASSIFIED, Act.DENY, Act.REJECT, Act.ACCUSE, Act.PROTEST})
# Who says so of another may tell of himself too: "will leave, since Veyra has broken it".
_BESIDES = frozenset({Act.ACCUSE, Act.PROTEST, Act.DENY})
_VIEW = re.compile(
    r"\b(?:unanimous|believes?|agree[ds]?|consider(?:s|ed)?|convinced|support(?:s|ed)?|wants?|united|insists?|member)"
)
# Who is told stands within this many characters behind the cue.
_HEARD = 25
_QUOTED = 90
"""Evidence quotes no more characters."""
_OTHER = re.compile(r"(?:\W*\w+){0,5}?\W+(?:it|they|he|she)\s|(?:it|they|he|she)\s", re.IGNORECASE)
_OURS = re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE)
_JOINED = re.compile(r"\s+and\s+(?:the\s+)?")


def shown(document: Document, reading: Reading, codebook: Codebook, reference: Reference) -> tuple[Held, ...]:
    """The positions that the statements of one page show, in its order; a pure function of the page alone."""
    return tuple(PagePositions(document, reading, codebook, reference).held())


class PagePositions(Reactions):
    """The positions of one document."""

    def __init__(self, document: Document, reading: Reading, codebook: Codebook, reference: Reference) -> None:
        scene = Scene(document, reading, reference)
        super().__init__(document, codebook, scene)
        self.reading = reading
        self.reference = reference
        self._sides, self._known = scene.sides, scene.known
        self._inner: dict[str, list[Span]] = defaultdict(list)
        self._within: dict[str, list[Statement]] = defaultdict(list)
        for statement in reading.statements:
            if statement.parent:
                self._inner[statement.parent].extend(statement.content)
                self._within[statement.parent].append(statement)
        self._kinds = {a.name: a.kind for a in reading.actors}
        self._said = {s.id: s for s in reading.statements}
        self._told: list[Doing] | None = None
        self.weighing = Weighing(document, reading, codebook, scene)
        # The issues on which a statement so far takes a side, each once.
        self._taken: dict[Issue, None] = {}

    @cached_property
    def _page(self) -> list[Proposition]:
        """What the page speaks of, sentence by sentence, whoever says it; found when it is first asked for."""
        around = Around(self._sides, known=self._known)
        return list(propositions(self.document, sentences(self.document.text), around, self.codebook))

    def _spoken_of(self) -> Counter[Issue]:
        """How often the page speaks of each issue in its signals, and whether a statement so far takes a side on it."""
        found = self._signalled.copy()
        found.update(tuple(self._taken))
        return found

    @cached_property
    def _signalled(self) -> Counter[Issue]:
        return Counter(p.issue for p in self._page)

    @property
    def _doings(self) -> list[Doing]:
        """What the page tells of as somebody's doing, in order; found when it is first asked for."""
        if self._told is None:
            self._told = [
                Doing(p.span, p.issue, p.issue.arguments[0], p.sure, under_condition(self.document.text, p.span))
                for p in self._page
                if self._is_doing(p.issue) and p.stance is Stance.AFFIRM and len(p.issue.arguments) > 1
            ]
        return self._told

    def held(self) -> Iterator[Held]:
        """What each statement shows; reactions see the positions of the statements before them."""
        groups = {a.name for a in self.reading.actors if a.kind is ActorKind.GROUP}
        said = [
            s
            for s in self.reading.statements
            if s.speaker
            and s.content[0].line is None
            and (self.side(s.speaker.value) not in groups or self._together(s))
        ]
        for statement in said:
            through = self._through(statement)
            self._found[statement.id] = [replace(h, through=through) for h in self._shown(statement)]
            self._taken.update(dict.fromkeys(h.issue for h in self._found[statement.id]))
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
        own = list(self._elliptic(statement)) or list(self._own(statement)) or list(self._refused(statement))
        if all(held.evidence.rule == "sense" for held in own) and not replied(self._words(statement)):
            about = {held.issue.predicate for held in own}
            reacts = [*self._denied(statement, about), *self._reaction(statement)]
            told = {held.issue.predicate for held in reacts}
            yield from reacts
            own = [held for held in own if held.issue.predicate not in told]
        yield from own

    def _refused(self, statement: Statement) -> Iterator[Held]:
        """The other side of what others say in the words of a statement that denies or rejects it, or their own side
        where it backs it: "denied Veyra's charge that it had ...", "rejected Veyra's call to ...".
        """
        act = statement.act.value
        if act not in REFUSING | FOR or statement.speaker is None:
            return
        side = self.side(statement.speaker.value)
        for inner in self._within.get(statement.id, ()):
            if inner.speaker is None or self.side(inner.speaker.value) == side:
                continue
            shown = list(self._own(inner, charged=(side,) if act in REFUSING else ()))
            affirmed = {held.issue for held in shown if held.stance is Stance.AFFIRM}
            for held in shown:
                # "The charges as baseless": what is told of them is the outer speaker's.
                if held.stance is Stance.DENY and held.issue in affirmed:
                    continue
                fact = self.codebook.predicate(held.issue.predicate).about == "fact"
                # A call is rejected or backed, a fact denied or agreed with.
                if fact and act is Act.REJECT and side not in held.issue.arguments:
                    continue
                stance = held.stance if act in FOR else opposite(held.stance)
                says = f"{act} of what {held.by} says there"
                sure = round(0.9 * min(held.confidence, statement.confidence), 3)
                for by in self.holders(statement):
                    yield Held(by, held.issue, stance, statement, sure, Evidence("within", says, held.evidence.span))

    def holders(self, statement: Statement) -> list[str]:
        """Who holds what a statement says: all who speak together, the body spoken for, else the speaker's side."""
        assert statement.speaker is not None
        if joint := self._together(statement):
            return list(dict.fromkeys(self.side(name) for name in joint))
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

    def _together(self, statement: Statement) -> list[str]:
        """All who speak together, by their names: "Paris and Berlin", "the two ministers"."""
        if statement.source is None or statement.source.line is not None:
            return []
        states, parties = self.reference.states, self._known.parties.get(self._known.main or "", ())
        return together(
            self.document, self.mentions, statement.source, self.side, states, self._known.quarrel or parties
        )

    def _own(self, statement: Statement, charged: tuple[str, ...] = ()) -> Iterator[Held]:
        """Positions that a statement's own words take; ``charged`` is of whom it speaks where it names nobody."""
        assert statement.speaker is not None
        if statement.rule == "question" or statement.act.evidence[0].rule in ("left open", "negated cue"):
            return
        side = self.side(statement.speaker.value)
        holders = self.holders(statement)
        # Whoever asks, backs or criticises does not do it: only in other words is an unnamed doer the own side.
        told = statement.act.evidence[0].rule.startswith("content")
        acts_itself = statement.act.value not in AGAINST | {Act.REQUEST, Act.SUPPORT}
        acts_itself |= told and statement.act.value in _BESIDES
        own = (side,) if self._kinds.get(side, ActorKind.STATE) in SIDES and acts_itself else self._asked(statement)
        words = self._words(statement)
        if statement.rule == ISSUED and _OTHER.match(words) and not _OURS.search(words):
            # Who puts a page out says "we" or its name there, and "it" of another.
            own = ()
        inner = self._inner[statement.id]
        around = Around(
            self._sides,
            own,
            self._heard(statement, side),
            statement.kind is Kind.DIRECT,
            side,
            self._known,
            self._told_before(statement, side),
            charged or self._charged(statement, side),
            self._suffering,
        )
        spans = self._spoken(statement)
        every = [
            found
            for found in propositions(self.document, spans, around, self.codebook)
            if not any(found.span in c for c in inner)
        ]
        blamed = {
            p.issue.arguments[0]
            for p in every
            if p.stance is Stance.AFFIRM and self.codebook.predicate(p.issue.predicate).about == "fact"
        }
        by_cue = list(self._by_cue(statement, around))
        done = {p.issue.predicate for p in by_cue}
        kept = (*by_cue, *(p for p in every if p.issue.predicate not in done))
        ruled = [(p, self._stance(statement, p, side, blamed)) for p in kept]
        weighed = self.weighing.weighed(statement, spans, around, ruled, self._spoken_of)
        for found, stance, sure in weighed:
            if stance is None or self._blames_itself(found, stance, holders):
                continue
            shown = self._stretch(statement, found)
            signal = shorten(self.document.words(shown), _QUOTED, placeholder=" …").strip('"“”')
            says = f'"{signal}" in the words of {statement.speaker.value}'
            if found.meant:
                says = f'the meaning of "{signal}" in the words of {statement.speaker.value}'
            sure = round(min(sure, statement.speaker.confidence, statement.confidence), 3)
            for by in holders:
                why = Evidence("sense" if found.meant else "signal", says, shown)
                yield Held(by, found.issue, stance, statement, sure, why, found.implied)

    def _stretch(self, statement: Statement, found: Proposition) -> Span:
        """The words that show a proposition; of a meaning one word tells little: all that is said shows it."""
        if not found.meant:
            return found.span
        cue = statement.leading
        if cue is not None and found.span in cue:
            return Span(cue.start, statement.content[0].end)
        return next((c for c in statement.content if found.span in c), found.span)

    def _charged(self, statement: Statement, side: str) -> tuple[str, ...]:
        """Of whom a statement speaks where it names nobody: who denies, and whose doing "it" is that is accused."""
        if statement.act.value is Act.DENY:
            return (side,)
        target = statement.target
        if statement.act.value is Act.ACCUSE and target is not None and target.evidence[0].rule == "antecedent":
            return (self.side(target.value),)
        return ()

    def _blames_itself(self, found: Proposition, stance: Stance, holders: Collection[str]) -> bool:
        """Whether one of several who speak together would own up to what they hold against somebody."""
        fact = self.codebook.predicate(found.issue.predicate).about == "fact"
        return fact and len(holders) > 1 and stance is Stance.AFFIRM and found.issue.arguments[0] in holders

    def _asked(self, statement: Statement) -> tuple[str, ...]:
        """Who is asked to do what no other is said to do: those named between "told" and "to leave the island"."""
        if statement.act.value is not Act.REQUEST or statement.rule != "infinitive" or not statement.cue:
            return ()
        heard = self._sides.within(Span(statement.cue[-1].end, max(statement.cue[-1].end, statement.content[0].start)))
        named = [m.refers.value for m in heard if m.refers and m.kind in ACTORS]
        target = [self.side(statement.target.value)] if statement.target else []
        return tuple(dict.fromkeys(named)) or tuple(target)

    def _heard(self, statement: Statement, side: str) -> tuple[str, ...]:
        """Whom the words are said to, where the page names them right behind the cue."""
        end = statement.cue[-1].end if statement.cue else None
        if end is None or statement.cue[-1].line is not None:
            return ()
        behind = self._sides.within(Span(end, end + _HEARD))
        named = [m for m in behind if m.refers and m.kind in ACTORS and m.refers.value != side]
        joined = [m for m in named[1:] if _JOINED.fullmatch(self.document.text, named[0].span.end, m.span.start)]
        return tuple(dict.fromkeys(m.refers.value for m in (*named[:1], *joined) if m.refers))

    def _told_before(self, statement: Statement, side: str) -> dict[str, Issue]:
        """The issue that the page told of last before a statement as another's doing, by predicate."""
        found: dict[str, Issue] = {}
        for done in self._before(statement.content[0].start):
            if done.doer != side:
                found.setdefault(done.issue.predicate, done.issue)
        return found

    @cached_property
    def _suffering(self) -> dict[str, str]:
        """Whom alone the page tells of as the one to whom a body of states does something, by predicate."""
        found: dict[str, set[str]] = defaultdict(set)
        for done in self._doings:
            if self.codebook.predicate(done.issue.predicate).bloc:
                found[done.issue.predicate].add(done.issue.arguments[-1])
        return {predicate: next(iter(names)) for predicate, names in found.items() if len(names) == 1}

    def _by_cue(self, statement: Statement, around: Around) -> Iterator[Proposition]:
        """What the speaker does by the cue itself: "ruled out any inspection", "declined an offer of talks"."""
        side, first, cue = around.speaker, statement.content[0], statement.leading
        if statement.act.value is not Act.REJECT or cue is None or side is None:
            return
        own = replace(around, own=(side,))
        for found in propositions(self.document, [Span(cue.start, first.end)], own, self.codebook):
            if found.span.start < first.start < found.span.end and found.issue.arguments[0] == side:
                yield replace(found, judged=True, by_cue=True)

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
            told = act is not Act.REQUEST and act not in FOR and not found.demanded
            if told and found.subject is not None and self.side(found.subject) != side:
                # What another does with it is told, not wanted.
                return None
            return opposite(found.stance) if act in AGAINST and by_cue else found.stance
        if self.side(found.issue.arguments[0]) == side:
            # What is threatened under a condition is neither done nor said to be right.
            if conditional(self._words(statement)) and found.stance is Stance.AFFIRM and not predicate.mutual:
                return None
            return opposite(found.stance) if refused else found.stance
        if act in FOR or act is Act.REQUEST or found.demanded:
            return found.stance
        doer = found.issue.arguments[0]
        if act in AGAINST or doer in blamed:
            return opposite(found.stance)
        inspects = predicate.watched and is_watcher(side)
        if found.stance is predicate.reproach and (inspects or self._opposed(side, doer)):
            return opposite(found.stance)
        return None

    def _spoken(self, statement: Statement) -> list[Span]:
        """The content, with the cue before it where that says more than that something is said: "stood by the pact"."""
        first, *rest = statement.content
        cue = statement.leading
        if cue is None or statement.act.value in _PLAIN:
            return list(statement.content)
        return [Span(cue.start, first.end), *rest]
