"""Statements, events, deadlines and pages as the lines of other things name them: a few words of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.model import Document, Interval, Position, Reading, Statement
from onrecord.store.rows import outlet, words_of


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page: its name, who published it, and when."""

    id: str
    name: str
    outlet: str | None
    published: Interval


@dataclass(frozen=True, slots=True)
class Said:
    """A statement; ``sides`` are the issues on which it shows a position, with the stance."""

    page: str
    speaker: str | None
    act: str
    words: str
    time: Interval
    sides: frozenset[tuple[str, str]]
    concerned: frozenset[str]


@dataclass(frozen=True, slots=True)
class Deed:
    """An event as one page tells it."""

    page: str
    time: Interval
    words: str
    concerned: frozenset[str]


@dataclass(frozen=True, slots=True)
class Term:
    """A deadline as one page tells it: in which words, under which condition, and by which statement it is set."""

    page: str
    words: str
    condition: str | None
    statement: str | None
    concerned: frozenset[str]


@dataclass(frozen=True)
class Items:
    """Whatever some lines name, each thing by its id."""

    page: dict[str, Leaf] = field(default_factory=dict)
    statement: dict[str, Said] = field(default_factory=dict)
    event: dict[str, Deed] = field(default_factory=dict)
    deadline: dict[str, Term] = field(default_factory=dict)

    @classmethod
    def of(cls, pairs: Iterable[tuple[Document, Reading]], positions: Mapping[str, Sequence[Position]]) -> Items:
        """Those of some pages; ``positions`` are what each statement shows."""
        items = cls()
        for document, reading in pairs:
            page = document.id
            items.page[page] = Leaf(page, document.name, outlet(document), reading.published.value)
            items.statement.update(
                (one.id, _said(document, one, positions.get(one.id, ()))) for one in reading.statements
            )
            items.take_events(document, reading)
            items.take_deadlines(document, reading)
        return items

    def take_events(self, document: Document, reading: Reading) -> None:
        """Enters the events of a page."""
        for one in reading.events:
            words = words_of(document, one.span) or ""
            self.event[one.id] = Deed(document.id, one.time.value, words, frozenset(one.who))

    def take_deadlines(self, document: Document, reading: Reading) -> None:
        """Enters the deadlines of a page, whose statements are entered already."""
        for one in reading.deadlines:
            setting = self.statement[one.statement].concerned if one.statement else frozenset()
            words = words_of(document, one.span) or "", words_of(document, one.condition)
            concerned = setting | {name for name in (one.by, one.bound) if name}
            self.deadline[one.id] = Term(document.id, *words, one.statement, concerned)

    def leaf(self, item: str) -> Leaf:
        """The page on which an item stands."""
        return self.page[self._item(item).page]

    def concerned(self, item: str) -> frozenset[str]:
        """The names of the actors whom an item concerns."""
        return self._item(item).concerned

    def _item(self, item: str) -> Said | Deed | Term:
        return self.statement.get(item) or self.event.get(item) or self.deadline[item]


def _said(document: Document, one: Statement, shown: Sequence[Position]) -> Said:
    names = {judged.value for judged in (one.speaker, one.target) if judged}
    return Said(
        document.id,
        one.speaker.value if one.speaker else None,
        str(one.act.value),
        words_of(document, *one.content) or "",
        one.time.value,
        frozenset((str(p.issue), str(p.stance)) for p in shown),
        frozenset(names | {p.by for p in shown}),
    )
