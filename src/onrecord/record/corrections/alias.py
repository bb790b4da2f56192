"""Which names persons brought together, kept apart or changed, over what the record found by itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.model import Correction, CorrectionKind, Judgement, Reading, Subject
from onrecord.record.actors.who import Merged, names_in
from onrecord.record.corrections.log import Log, because

_NAMED = frozenset({"speaker", "target", "bound", "who", "refers", "of"})
"""Fields whose values are names of actors."""


def decided(log: Log) -> dict[frozenset[str], CorrectionKind]:
    """The pairs of names of which a person said whether they are one: SAME or APART, whichever was said last."""
    found: dict[frozenset[str], CorrectionKind] = {}
    for one in log.of(Subject.ACTOR):
        if one.kind in (CorrectionKind.SAME, CorrectionKind.APART):
            found[_pair(one)] = one.kind
    return found


def _pair(correction: Correction) -> frozenset[str]:
    return frozenset((correction.item, correction.changes[0].after or ""))


class Names:
    """Under which name everybody stands in the end: ``merged`` goes from each name that is not kept to the one that is.

    What a person joins or renames comes after what was merged by itself, in the order of the log; names that the
    pages lack and a correction gives count as known.
    """

    def __init__(self, log: Log, readings: Sequence[Reading], found: Merged) -> None:
        self._next: dict[str, Judgement[str]] = dict(found)
        known = {name for reading in readings for name in names_in(reading)} | set(_given(log.active))
        pairs = decided(log)
        for one in log.of(Subject.ACTOR):
            renames = one.kind is CorrectionKind.SET and one.changes[0].field == "name"
            new = one.changes[0].after if one.changes else None
            if new is None or not (renames or one.kind in (CorrectionKind.SAME, CorrectionKind.APART)):
                continue
            if one.item not in known or (not renames and new not in known):
                missing = one.item if one.item not in known else new
                log.waits(one, f'nobody is called "{missing}" in this record')
                continue
            known.add(new)
            log.applies(one, one.item)
            if renames:
                self._point(self.of(one.item), new, one)
            elif one.kind is CorrectionKind.SAME and pairs[_pair(one)] is CorrectionKind.SAME:
                self._point(self.of(new), self.of(one.item), one)
        self.known = frozenset(known)
        self.merged: Merged = {name: self._whole(name) for name in sorted(known) if self.of(name) != name}

    def _point(self, name: str, to: str, correction: Correction) -> None:
        """Puts one name under another, which stands for itself from now on."""
        if name != to:
            self._next.pop(to, None)
            self._next[name] = Judgement(to, 1.0, (because(correction),))

    def of(self, name: str) -> str:
        """The name under which an actor stands."""
        while name in self._next:
            name = self._next[name].value
        return name

    def _whole(self, name: str) -> Judgement[str]:
        """The way from a name to the one that is kept, as one judgement: as sure as its weakest step."""
        steps: list[Judgement[str]] = []
        while name in self._next:
            steps.append(self._next[name])
            name = steps[-1].value
        evidence = tuple(link for step in steps for link in step.evidence)
        return Judgement(name, min(step.confidence for step in steps), evidence)


def _given(corrections: Iterable[Correction]) -> Iterable[str]:
    """The names that corrections give."""
    for one in corrections:
        for change in one.changes:
            if change.field in _NAMED and change.after:
                yield from (part.strip() for part in change.after.split(";") if change.field == "who")
                yield change.after
