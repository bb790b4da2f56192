"""The clause that a signal stands in: where it begins and ends, and whom and what it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import Mention, Span, Stance
from onrecord.reading.grammar.order import DEMONYM
from onrecord.record.issues.around import KINDS, Around

CLAUSE = re.compile(r"[;]|\b(?:while|whereas|but|unless|if|because|although)\b|\.\s")
_CLAUSE_OR_QUESTION = re.compile(CLAUSE.pattern + r"|\bwhether\b")
_SUBJECT = re.compile(r"\s+(?:it|they|we|he|she)\b")


@dataclass(frozen=True, slots=True)
class Clause:
    """One signal in one stretch of content, with what stands around it; ``floor`` is where the first stretch begins,
    ``stance`` what the signal says by itself.
    """

    span: Span
    text: str
    match: re.Match[str]
    inside: Sequence[Mention]
    around: Around
    floor: int
    stance: Stance = Stance.AFFIRM

    def end(self) -> int:
        """Where the signal's clause ends."""
        stop = CLAUSE.search(self.text, self.match.end())
        return stop.start() if stop else len(self.text)

    def at(self, mention: Mention) -> int:
        """Where a mention begins in the content."""
        return mention.span.start - self.span.start

    def start(self) -> int:
        """Where the signal's clause begins: behind its conjunction, behind the comma that ends a fronted clause, or
        behind a "that" which brings an actor of its own.
        """
        at = self.match.start()
        start = conjunction = max((m.end() for m in CLAUSE.finditer(self.text, 0, at)), default=0)
        actors = [self.at(m) for m in self.named("actor")]
        for mark in re.finditer(r",|\bthat\b", self.text[:at]):
            # A comma after two words ends no clause: "while Russia, Belarus and Kazakhstan complied".
            fronted = conjunction and mark[0] == "," and len(self.text[conjunction : mark.start()].split()) > 2
            if mark.start() < start or not (fronted or mark[0] == "that"):
                continue
            brings = any(mark.end() <= actor < at for actor in actors)
            if brings or (mark[0] == "that" and _SUBJECT.match(self.text, mark.end())):
                start = mark.end()
        return start

    def before_start(self) -> int:
        """Where the clause begins, its conjunction included."""
        start = self.start()
        return max(
            (m.start() for m in _CLAUSE_OR_QUESTION.finditer(self.text, 0, start) if m.end() >= start - 1),
            default=start,
        )

    def slotted(self, place: int) -> bool:
        """Whether a frame has a place of its own for an argument."""
        return self.slot(place) is not None

    def slot(self, place: int) -> tuple[int, int] | None:
        """Where in the content a frame found an argument."""
        name = next((name for name in self.match.re.groupindex if name.startswith(f"a{place}")), None)
        if name is None or self.match[name] is None:
            return None
        return self.match.span(name)

    def named(self, kind: str) -> list[Mention]:
        """The mentions in the content that can fill an argument and stand in no slot."""
        slots = [slot for place in (0, 1) if (slot := self.slot(place))]
        free = [m for m in self.inside if m.kind in KINDS[kind] and not (kind == "place" and _of_people(m))]
        return [m for m in free if not any(start <= self.at(m) < end for start, end in slots)] if slots else free

    def within(self, kind: str) -> list[Mention]:
        """The mentions of a kind in the signal's clause."""
        start, end = self.start(), self.end()
        return [m for m in self.named(kind) if start <= self.at(m) < end]

    def ahead(self) -> list[Mention]:
        """The actors named in the signal's clause before it."""
        start = self.start()
        return [m for m in self.named("actor") if start <= self.at(m) < self.match.start()]

    def gap(self, mention: Mention) -> str:
        """The words between a mention and the signal behind it."""
        return self.text[mention.span.end - self.span.start : self.match.start()]

    def owner(self, *kinds: str) -> list[str]:
        """Whose the weapon or the place is that the clause names: who has done what it is said to have done."""
        start, end = self.start(), self.end()
        for kind in kinds or ("weapon", "place"):
            owners = self.around.known.owners
            here = [m for m in self.inside if m.kind in KINDS[kind] and start <= self.at(m) < end]
            owned = [m for m in here if m.refers and m.refers.value in owners]
            owned.sort(key=lambda m: self.match.start() > self.at(m) or self.at(m) > self.match.end())
            if owned and owned[0].refers:
                return [owners[owned[0].refers.value]]
        return []


def _of_people(mention: Mention) -> bool:
    """Whether a mention is an adjective of a state: "Veyran" is no place."""
    return mention.refers is not None and mention.refers.evidence[0].rule == DEMONYM
