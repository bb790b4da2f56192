"""The names of coders as the record has them."""

from __future__ import annotations

from collections import defaultdict

from onrecord.model import ActorKind, Issue, Record
from onrecord.reference import Reference
from onrecord.reference.lookup import entries
from onrecord.reference.rows import OrganisationRow, PersonRow, StateRow


class Names:
    """Actors by whatever coders call them. ``unknown`` collects the names that neither the record nor its reference
    has: they stand as they are.
    """

    def __init__(self, record: Record, reference: Reference) -> None:
        self.reference = reference
        self.unknown: dict[str, int] = {}
        self._actors = {actor.name: actor for actor in record.actors}
        self._called: defaultdict[str, set[str]] = defaultdict(set)
        for actor in record.actors:
            for form in (actor.name, *actor.forms):
                self._called[_folded(form)].add(actor.name)
        self._known: dict[str, str] = {}

    def name(self, said: str) -> str:
        """The name under which an actor stands: that of the record, else of the reference, else as it was said.

        A wording that may be several actors is none of them. ``Kell, Oda`` is Oda Kell.
        """
        if not self.known(said):
            self.unknown[said] = self.unknown.get(said, 0) + 1
        return self._known[said] or " ".join(said.split())

    def known(self, said: str) -> bool:
        """Whether the record or its reference has a name."""
        if said not in self._known:
            self._known[said] = self._found(said) or self._found(_turned(said)) or ""
        return bool(self._known[said])

    def _found(self, said: str | None) -> str | None:
        if not said:
            return None
        if said in self._actors:
            return said
        called = {name for name in self._called.get(_folded(said), ()) if name}
        exact = {name for name in called if _folded(name) == _folded(said)}
        if len(exact or called) == 1:
            return next(iter(exact or called))
        rows = {
            entry.row.name
            for entry in entries(self.reference, said)
            if isinstance(entry.row, PersonRow | StateRow | OrganisationRow)
        }
        return next(iter(rows)) if len(rows) == 1 and not called else None

    def person(self, name: str) -> bool:
        """Whether a name of the record is a person's or a group's, as far as is known: a state or body is none."""
        if name in self._actors:
            return self._actors[name].kind in (ActorKind.PERSON, ActorKind.GROUP)
        rows = [e.row for e in entries(self.reference, name)]
        return not any(isinstance(row, StateRow | OrganisationRow) and row.name == name for row in rows)

    def side(self, name: str) -> str:
        """The state or organisation that an actor speaks for; itself where none is known."""
        seen: set[str] = set()
        while name in self._actors and name not in seen:
            seen.add(name)
            name = self._actors[name].of or name
        return self.reference.side(name)

    def issue(self, issue: Issue) -> Issue:
        """An issue with the names of the record as its arguments."""
        return Issue(issue.predicate, tuple(self._found(one) or one for one in issue.arguments))


def _turned(said: str) -> str | None:
    last, comma, first = said.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and first.strip() and "," not in first else None


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
