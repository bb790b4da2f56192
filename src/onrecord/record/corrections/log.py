"""The log of corrections while a record is compiled: which are in force, and what becomes of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from onrecord.model import Corrected, Correction, CorrectionKind, CorrectionState, Evidence, Subject
from onrecord.model.correction import RULE


class Log:
    """``all`` corrections in the order in which they were made; ``active`` are those that nobody took back, ``undone``
    the ids of the others.
    """

    def __init__(self, corrections: Sequence[Correction]) -> None:
        self.all = tuple(corrections)
        self.undone: set[str] = set()
        active = []
        for one in reversed(self.all):
            if one.id in self.undone:
                continue
            active.append(one)
            if one.kind is CorrectionKind.UNDO:
                self.undone.add(one.item)
        self.active: tuple[Correction, ...] = tuple(reversed(active))
        self._items: dict[str, str] = {}
        self._notes: dict[str, str] = {}

    def of(self, *subjects: Subject) -> tuple[Correction, ...]:
        """The corrections in force about some kinds of items."""
        return tuple(one for one in self.active if one.subject in subjects)

    def answered(self) -> dict[str, str]:
        """The statements of which a person says what they answer, by their id now, with that person's words."""
        found = {}
        for one in self.of(Subject.STATEMENT):
            item = self._items.get(one.id)
            if item is not None and any(change.field == "answers" for change in one.changes):
                found[item] = one.says
        return found

    def applies(self, correction: Correction, item: str) -> None:
        """Notes that a correction was applied to an item as it is now."""
        self._items[correction.id] = item

    def item(self, correction: Correction) -> str | None:
        """The item that a correction was applied to, or None."""
        return self._items.get(correction.id)

    def waits(self, correction: Correction, note: str) -> None:
        """Notes that a correction cannot be applied to this record, and why."""
        self._notes.setdefault(correction.id, note)

    def entries(self, resolve: Callable[[str], str]) -> tuple[Corrected, ...]:
        """The log with what became of each; ``resolve`` gives the name under which an actor stands."""
        known = {one.id for one in self.all}
        found = []
        for one in self.all:
            item, note = self._items.get(one.id), self._notes.get(one.id)
            if one.kind is CorrectionKind.UNDO:
                item, note = (one.item, None) if one.item in known else (None, "no correction has this id")
            if one.id in self.undone:
                found.append(Corrected(one, CorrectionState.UNDONE))
            elif note is not None or item is None:
                found.append(Corrected(one, CorrectionState.WAITING, None, note or "there is nothing it applies to"))
            else:
                item = resolve(item) if one.subject is Subject.ACTOR else item
                found.append(Corrected(one, CorrectionState.APPLIED, item))
        return tuple(found)


def because(correction: Correction) -> Evidence:
    """That a person said so: the evidence of whatever a correction sets."""
    return Evidence(RULE, correction.says, None, f"correction {correction.id}")
