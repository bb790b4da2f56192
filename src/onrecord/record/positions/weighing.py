"""What statements say of issues once all that speaks for it is weighed, where a page was read by meaning too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property

from onrecord.model import Act, Document, Issue, MentionKind, Reading, Span, Stance, Statement
from onrecord.reading.grammar.order import DEMONYM
from onrecord.record.issues.around import KINDS, Around
from onrecord.record.issues.choice import Chosen, choose
from onrecord.record.issues.codebook import Codebook
from onrecord.record.issues.condition import conditional
from onrecord.record.issues.proposition import Proposition
from onrecord.record.issues.question import Page, Question, Ruled
from onrecord.record.issues.reaction import AGAINST
from onrecord.record.issues.scene import Scene

WORTH = 0.35
"""A sense that is less likely is not weighed where no signal stands beside it."""
_LIKELY = 0.5
"""A sense that is likelier says more of a position than a signal of which the rules made another one."""
# What is denied so is the speaker's: "denied the Veyran accusations", "denied mining the shoal".
_ACCUSED = re.compile(
    r"(?:[\w’'-]+\s+){0,4}?(?:accusations?|allegations?|charges?|claims?|reproach(?:es)?)\W*", re.IGNORECASE
)
_DOING = re.compile(r"(?:having\s+)?[a-z]{2,}ing\b")
# What is violated is no agreement: "human rights violations", "breaches of our airspace".
_BESIDES = re.compile(
    r"\bhuman[\s-]rights\s+(?:violations?|abuses?)|\b(?:violat|breach|infring)\w*\s+(?:of\s+)?(?:[\w’'-]+\s+){0,2}?"
    r"(?:airspace|sovereignty|territorial\s+\w+|constitution|human\s+rights|international\s+(?:law|norms))\b",
    re.IGNORECASE,
)
_FEW = 2
"""Words of fewer than so many are an answer to others, or the end of a sentence: "called it *a win*"."""


class Weighing:
    """The weighing of one page; ``choose`` is how a question is answered."""

    def __init__(
        self,
        document: Document,
        reading: Reading,
        codebook: Codebook,
        scene: Scene,
        choose: Callable[[Question], Iterator[Chosen]] = choose,
    ) -> None:
        self.choose = choose
        self._document, self._codebook, self._side = document, codebook, scene.side
        by_meaning = any(statement.senses for statement in reading.statements)
        self._weighed = {p.name for p in codebook.predicates if p.sense and by_meaning}
        self._scene, self._statements = scene, reading.statements

    def weighed(
        self,
        statement: Statement,
        spans: Sequence[Span],
        around: Around,
        ruled: Sequence[Ruled],
        told: Callable[[], Mapping[Issue, int]],
    ) -> Iterator[tuple[Proposition, Stance | None, float]]:
        """What a statement's words say, the stance taken, and how sure that is; ``spans`` are its words.

        ``ruled`` is what the rules find, and stands for predicates that have no sense, and where nothing was read by
        meaning; ``told`` gives how often the page tells of each issue so far, and is only asked where that
        is needed.
        """
        for found, stance in ruled:
            if found.by_cue or found.issue.predicate not in self._weighed:
                yield found, stance, found.sure
        # Most pages are about no issue: of those nothing is counted.
        if not self._weighed:
            return
        for asked in self._questions(statement, spans, around, ruled, told()):
            for chosen in self.choose(asked):
                issue, stance = chosen.option.issue, chosen.option.stance
                if asked.predicate.bloc and stance is Stance.AFFIRM and issue.arguments[-1] == around.speaker:
                    continue  # Nobody asks for sanctions on himself.
                yield _as_proposition(asked, chosen), chosen.option.stance, chosen.chance

    def _questions(
        self,
        statement: Statement,
        spans: Sequence[Span],
        around: Around,
        ruled: Sequence[Ruled],
        told: Mapping[Issue, int],
    ) -> Iterator[Question]:
        """What is asked of a statement's words, one predicate after the other."""
        target = self._side(statement.target.value) if statement.target else None
        page = Page(told, self._named, self._against)
        words = " ".join(self._document.words(span) for span in statement.content)
        own = _DOING.match(words) or _ACCUSED.fullmatch(words)
        supposed, denied = conditional(words), statement.act.value is Act.DENY and own is not None
        few = sum(len(self._document.words(span).split()) for span in spans) < _FEW
        besides = list(self._besides(spans))
        for predicate in self._codebook.predicates:
            if predicate.name not in self._weighed:
                continue
            found = [(p, s) for p, s in ruled if p.issue.predicate == predicate.name]
            if besides and predicate.about == "fact" and predicate.arguments[-1] == "agreement":
                found = [(p, s) for p, s in found if not any(p.span in other for other in besides)]
                if not found:
                    continue
            if any(p.by_cue for p, _ in found):
                continue
            senses = [s for s in statement.senses if s.predicate == predicate.sense]
            worth = not few and any(s.confidence >= WORTH for s in senses)
            groups = _by_side(found)
            for group in groups or ([[]] if worth else []):
                # Of words that take both sides, of two issues, each sense belongs to one of them.
                stance = group[0][1] if len(groups) > 1 else None
                said = [s for s in senses if stance in (None, s.stance)]
                yield Question(statement, predicate, spans, around, page, target, group, said, supposed, denied, words)

    def _besides(self, spans: Sequence[Span]) -> Iterator[Span]:
        """Where some words that name no agreement tell that something else is violated."""
        inside = (m for span in spans for m in self._scene.mentions.within(span))
        if not any(m.kind is MentionKind.AGREEMENT for m in inside):
            for span in spans:
                for match in _BESIDES.finditer(self._document.text, span.start, span.end):
                    yield Span(*match.span())

    @cached_property
    def _named(self) -> dict[str, Counter[str]]:
        """How often the page names each that can be an argument, by kind."""
        found: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
        for kind, kinds in KINDS.items():
            for mention in self._scene.sides if kind == "actor" else self._scene.mentions:
                people = mention.refers is not None and mention.refers.evidence[0].rule == DEMONYM
                if mention.refers and mention.kind in kinds and not (kind == "place" and people):
                    found[kind][mention.refers.value] += 1
        return found

    @cached_property
    def _against(self) -> Counter[tuple[str, str]]:
        """How often one side says something against another, or asks it of it."""
        found: Counter[tuple[str, str]] = Counter()
        for said in self._statements:
            if said.speaker and said.target and said.act.value in AGAINST | {Act.REQUEST, Act.THREATEN}:
                found[self._side(said.speaker.value), self._side(said.target.value)] += 1
        return found


def _as_proposition(asked: Question, chosen: Chosen) -> Proposition:
    """What was chosen, with the words that show it: the signal's, or those that weigh most for the meaning."""
    option = chosen.option
    same = [p for p, stance in asked.ruled if p.issue == option.issue and stance is option.stance]
    if same:
        return same[0]
    sense = asked.sense
    if sense is not None and (not asked.ruled or sense.confidence > _LIKELY):
        return Proposition(option.issue, option.stance, sense.span, chosen.chance, meant=True)
    return Proposition(option.issue, option.stance, asked.ruled[0][0].span, chosen.chance)


def _by_side(found: Sequence[Ruled]) -> list[list[Ruled]]:
    """What the rules find, apart where they find both sides of a predicate, of different issues: "that Veyra had broken
    it, while Arlen had not".
    """
    sides = {stance: {p.issue for p, s in found if s is stance} for stance in Stance}
    if not all(sides.values()) or sides[Stance.AFFIRM] & sides[Stance.DENY]:
        return [list(found)] if found else []
    told = [(p, s) for p, s in found if s is None]
    return [[*((p, s) for p, s in found if s is stance), *told] for stance in Stance]
