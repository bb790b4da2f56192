"""What the meaning of a statement's words says of an issue, where no signal of a codebook stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import permutations

from onrecord.model import Document, Issue, Sense, Span, Stance
from onrecord.record.issues.argument import Signal
from onrecord.record.issues.around import Around
from onrecord.record.issues.codebook import Codebook, Predicate
from onrecord.record.issues.proposition import Proposition, argued

ENOUGH = 0.7
"""A sense that is right less often than this shows nothing by itself; ``bench/record.py`` has what it gives."""
_WORD = re.compile(r"\w+|\S")
_CLEARLY = 0.3
"""So much likelier than the other side of its issue must a sense be."""
_FEW = 2
"""Words of fewer than so many are an answer to others, or the end of a sentence: "called it *a win*"."""
_LEAST = 2.0
"""What must speak for an issue being the one that is meant: that the page tells of it, or that it is named in full."""
_SURE = 0.55
"""How sure the arguments are where nothing but the page tells them."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known beside a sense: the ``issues`` that the page tells of, the predicates ``seen`` in the words."""

    issues: Sequence[Issue]
    seen: Set[str]


def meant(
    document: Document,
    senses: Sequence[Sense],
    spans: Sequence[Span],
    around: Around,
    codebook: Codebook,
    beside: Beside,
) -> Iterator[Proposition]:
    """The propositions that senses of a statement give; ``spans`` are the stretches of its words.

    A sense tells no arguments. They are those found around the word that weighs most, those of an issue that the page
    tells of elsewhere, or the two parties of the quarrel, whichever most speaks for; nothing where too little does.
    """
    if sum(len(document.words(span).split()) for span in spans) < _FEW:
        return
    for predicate in codebook.predicates:
        if predicate.sense is None or predicate.name in beside.seen:
            continue
        sense = _clear([s for s in senses if s.predicate == predicate.sense])
        if sense is None:
            continue
        span = next((s for s in spans if s.line is None and s.start <= sense.span.start < s.end), None)
        match = span and _WORD.match(document.words(span).lower(), sense.span.start - span.start)
        if not span or not match:
            continue
        inside = [m for m in around.mentions.within(span) if m.refers]
        clause = Signal(span, match.string, match, inside, around, spans[0].start, sense.stance)
        found = {p.issue: p for p in argued(clause, predicate, sense.stance)}
        # Troops that came to a place are those that should leave it.
        alike = {p.name for p in codebook.predicates if p.moves} if predicate.moves else {predicate.name}
        told = [issue for issue in beside.issues if issue.predicate in alike]
        chosen = _Choice(clause, predicate, sense.stance, found, told).best()
        for issue in chosen:
            one = found.get(issue) or Proposition(issue, sense.stance, sense.span, _SURE)
            yield replace(one, sure=round(min(max(one.sure, _SURE), sense.confidence), 3), meant=True)


def _clear(senses: Sequence[Sense]) -> Sense | None:
    """The one of an issue's senses that is likely enough, and likelier by far than the other side."""
    most = max(senses, key=lambda s: s.confidence, default=None)
    other = max((s.confidence for s in senses if most and s.stance is not most.stance), default=0.0)
    return most if most and most.confidence >= max(ENOUGH, other + _CLEARLY) else None


class _Choice:
    """The issues that a sense can be of, and what speaks for each."""

    def __init__(
        self,
        clause: Signal,
        predicate: Predicate,
        stance: Stance,
        found: dict[Issue, Proposition],
        told: Sequence[Issue],
    ) -> None:
        self._predicate, self._stance, self._found = predicate, stance, found
        self._speaker = clause.around.speaker
        self._told = {Issue(predicate.name, i.arguments) for i in told if self._fits(i, clause)}
        self._named = {m.refers.value for m in clause.inside if m.refers}
        kinds = {kind for place in range(len(predicate.arguments)) for kind in predicate.kinds(place)}
        some = [m for kind in kinds for m in clause.named(kind)]
        self._arguments = {m.refers.value for m in some if m.refers} - {self._speaker}
        self._parties = clause.parties() or clause.around.known.quarrel

    def _fits(self, issue: Issue, clause: Signal) -> bool:
        """Whether the last argument of another predicate's issue can be that of this one: a place, no weapon."""
        return issue.predicate == self._predicate.name or issue.arguments[-1] not in clause.around.known.arms

    def best(self) -> list[Issue]:
        """The issue for which most speaks, both orders of it where it is mutual; none where two are level."""
        scores = {issue: self._score(issue) for issue in {*self._found, *self._told, *self._usual()}}
        most = max(scores.values(), default=0.0)
        if most < _LEAST:
            return []
        level = [issue for issue, score in scores.items() if score == most]
        same = self._predicate.mutual and len({frozenset(i.arguments) for i in level}) == 1
        return sorted(level, key=str) if same or len(level) == 1 else []

    def _score(self, issue: Issue) -> float:
        """What speaks for an issue."""
        score = 2.0 * (issue in self._told) + 1.0 * (issue in self._found) + 1.5 * (issue in self._usual())
        score += sum(argument in self._named for argument in issue.arguments)
        # Whoever else is named in the words is meant in them.
        score -= 1.5 * (bool(self._arguments) and self._arguments.isdisjoint(issue.arguments))
        if self._predicate.about == "fact" and len(issue.arguments) == 2 and self._speaker in self._parties:
            # Nobody owns up to what he is charged with, or clears a rival of it.
            own = issue.arguments[0] == self._speaker
            score += 0.5 if own == (self._stance is Stance.DENY) else -2.0
        return score

    def _usual(self) -> set[Issue]:
        """The issues that a party to the quarrel speaks of, or a third one to both, where nobody is named."""
        parties = self._parties
        if len(parties) != 2 or self._predicate.arguments[-1].split("|")[0] != "actor":
            return set()
        if self._predicate.mutual:
            pairs = {p for p in permutations(parties) if self._speaker not in parties or p[0] == self._speaker}
        elif self._predicate.unnamed and self._speaker in parties:
            other = next(p for p in parties if p != self._speaker)
            affirmed = self._stance is Stance.AFFIRM
            pairs = {(other, self._speaker) if affirmed else (self._speaker, other)} if self._speaker else set()
        else:
            pairs = set()
        return {Issue(self._predicate.name, pair) for pair in pairs}
