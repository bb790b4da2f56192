"""What a statement's words say of an issue: predicate, arguments and polarity, before anybody holds it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from onrecord.model import Document, Issue, Mention, MentionKind, Span, Stance
from onrecord.reading.negation import negated, supposed
from onrecord.reading.order import Mentions
from onrecord.record.codebook import Argument, Codebook, Predicate

_KINDS = {
    "actor": (MentionKind.STATE, MentionKind.ORGANISATION, MentionKind.PERSON),
    "agreement": (MentionKind.AGREEMENT,),
    "place": (MentionKind.PLACE, MentionKind.STATE),
}
_CLAUSE = re.compile(r"[;]|\b(?:while|whereas|but|unless|if|because|although)\b|\.\s")
_CLAUSE_OR_QUESTION = re.compile(_CLAUSE.pattern + r"|\bwhether\b")
_HYPOTHESIS = re.compile(r"\b(?:whether|if)\b")
# "Halvern's decision to" makes Halvern the doer of what follows, whoever the clause is about.
_OWN = re.compile(r"['’]s?\s+(?:[\w-]+\s+){0,2}(?:to|of)\s+(?:[\w-]+\s+){0,2}$")
_SUMMARY = re.compile(r"\ball (?:these|this|those|of this|of these)\b")


@dataclass(frozen=True, slots=True)
class Proposition:
    """An issue that the words speak of: ``stance`` is what they say of it, ``span`` the signal.

    ``implied`` is true where the words deny only what somebody must have affirmed first; ``sure`` in (0, 1].
    """

    issue: Issue
    stance: Stance
    span: Span
    signal: str
    sure: float
    implied: bool = False


def propositions(
    document: Document, spans: Sequence[Span], mentions: Mentions, side: str | None, codebook: Codebook
) -> Iterator[Proposition]:
    """The propositions in stretches of the article; ``mentions`` are all of the document, in order."""
    for span in spans:
        if span.line is not None:
            continue
        text = document.words(span).lower()
        inside = [m for m in mentions.within(span) if m.refers]
        for predicate in codebook.predicates:
            signals = codebook.signals[predicate.name]
            matches: list[tuple[re.Match[str], Stance, bool]] = []
            for pattern, stance, implied in (
                (signals.deny, Stance.DENY, False),
                (signals.implied, Stance.DENY, True),
                (signals.affirm, Stance.AFFIRM, False),
            ):
                matches += [(match, stance, implied) for match in pattern.finditer(text)] if pattern else []
            taken: list[re.Match[str]] = []
            # Where signals overlap the longest says most: "returned to full compliance" is not "in compliance".
            for match, stance, implied in sorted(matches, key=lambda m: (-len(m[0][0]), m[0].start())):
                if not any(m.start() < match.end() and match.start() < m.end() for m in taken):
                    taken.append(match)
                    frame = _Frame(document, span, text, match, inside, mentions, side)
                    yield from frame.propositions(predicate, stance, implied)


@dataclass(frozen=True, slots=True)
class _Frame:
    """One signal in one stretch of content, with what stands around it."""

    document: Document
    span: Span
    text: str
    match: re.Match[str]
    inside: list[Mention]
    mentions: Mentions
    side: str | None

    def propositions(self, predicate: Predicate, stance: Stance, implied: bool) -> Iterator[Proposition]:
        """The propositions that the signal gives with the arguments found for it."""
        before = self.text[: self.match.start()]
        if self._supposed() or (predicate.about == "fact" and supposed(before)):
            return
        turned = negated(before)
        if turned:
            stance = opposite(stance)
        found: list[tuple[list[str], float]] = [self._argument(kind, predicate) for kind in predicate.arguments]
        if not all(names for names, _ in found):
            return
        sure = min(sure for _, sure in found)
        where = Span(self.span.start + self.match.start(), self.span.start + self.match.end())
        if len(found) == 1:
            choices: list[tuple[str, ...]] = [(name,) for name in found[0][0]]
        else:
            choices = [(first, second) for first in found[0][0] for second in found[1][0] if first != second]
        for arguments in choices:
            yield Proposition(
                Issue(predicate.name, arguments), stance, where, self.match[0], sure, implied and not turned
            )

    def _argument(self, kind: Argument, predicate: Predicate) -> tuple[list[str], float]:
        """The names that fill an argument, and how sure that is."""
        if kind == "actor":
            return self._doers(predicate)
        if kind == "agreement":
            return self._agreement(lonely=len(predicate.arguments) == 1)
        return self._place()

    def _named(self, kind: Argument) -> list[Mention]:
        """The mentions in the content that can fill an argument."""
        return [m for m in self.inside if m.kind in _KINDS[kind]]

    def _at(self, mention: Mention) -> int:
        """Where a mention begins in the content."""
        return mention.span.start - self.span.start

    def _clause(self) -> int:
        """Where the signal's clause begins: behind its conjunction, behind the comma that ends a fronted clause, or
        behind a "that" which brings an actor of its own.
        """
        at = self.match.start()
        start = conjunction = max((m.end() for m in _CLAUSE.finditer(self.text, 0, at)), default=0)
        for mark in re.finditer(r",|\bthat\b", self.text[:at]):
            # A comma after two words ends no clause: "while Russia, Belarus and Kazakhstan complied".
            fronted = conjunction and mark[0] == "," and len(self.text[conjunction : mark.start()].split()) > 2
            brings = any(mark.end() <= self._at(m) < at for m in self._named("actor"))
            if mark.start() >= start and brings and (fronted or mark[0] == "that"):
                start = mark.end()
        return start

    def _supposed(self) -> bool:
        """Whether the signal stands in a supposition: "if X violated", "whether X had violated"."""
        return bool(_HYPOTHESIS.search(self.text, self._before_clause(), self.match.start()))

    def _before_clause(self) -> int:
        """Where the clause begins, its conjunction included."""
        start = self._clause()
        return max(
            (m.start() for m in _CLAUSE_OR_QUESTION.finditer(self.text, 0, start) if m.end() >= start - 1),
            default=start,
        )

    def _doers(self, predicate: Predicate) -> tuple[list[str], float]:
        """The actors that the signal is said of: the clause's subject with those joined to it."""
        start = self._clause()
        actors = [m for m in self._named("actor") if start <= self._at(m) < self.match.start()]
        if actors:
            between = self.text[actors[-1].span.end - self.span.start : self.match.start()]
            if _OWN.match(between):
                return _names(actors[-1:]), 0.8
            if _SUMMARY.search(self.text, start, self.match.start()):
                return _names(actors), 0.65
            return _names(_joined(self.text, self.span.start, actors)), 0.8
        behind = re.match(r"[^.;]{0,40}?\bby\s+", self.text[self.match.end() :])
        if behind:
            after = [m for m in self._named("actor") if self._at(m) >= self.match.end() + behind.end()]
            if after and self._at(after[0]) - self.match.end() - behind.end() < 25:
                return _names(after[:1]), 0.75
        lacking = predicate.about == "doing" and not self._named("actor")
        return ([self.side] if self.side and lacking else []), 0.6

    def _agreement(self, *, lonely: bool) -> tuple[list[str], float]:
        """The agreement meant: behind the signal, before it, or the last one named before the words."""
        named = self._named("agreement")
        if named:
            nearest = min(
                named, key=lambda m: (self._at(m) < self.match.start(), abs(self._at(m) - self.match.start()))
            )
            return _names([nearest]), 0.85
        if lonely:
            return [], 0.0
        named_before = (m for m in self.mentions.before(self.span.start) if m.kind is MentionKind.AGREEMENT)
        return _names(list(islice(named_before, 1))), 0.55

    def _place(self) -> tuple[list[str], float]:
        """The place or state that is said to suffer: the first behind the signal in its clause."""
        stop = _CLAUSE.search(self.text, self.match.end())
        end = stop.start() if stop else len(self.text)
        after = [m for m in self._named("place") if self.match.start() <= self._at(m) < end]
        return (_names(after[:1]), 0.8) if after else ([], 0.0)


def opposite(stance: Stance) -> Stance:
    """The other stance."""
    return Stance.DENY if stance is Stance.AFFIRM else Stance.AFFIRM


def _names(mentions: Sequence[Mention]) -> list[str]:
    """Canonical names, each once, in order."""
    return list(dict.fromkeys(m.refers.value for m in mentions if m.refers))


def _joined(text: str, offset: int, actors: list[Mention]) -> list[Mention]:
    """The first actor and those joined to it by commas and "and"."""
    chosen = [actors[0]]
    for mention in actors[1:]:
        between = text[chosen[-1].span.end - offset : mention.span.start - offset]
        if not re.fullmatch(r"\s*(?:,|and|,\s*and|as well as)\s*(?:the\s+)?", between):
            break
        chosen.append(mention)
    return chosen
