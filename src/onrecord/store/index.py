"""What is looked up again and again while the lines of a record are written."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from onrecord.model import (
    Check,
    Corrected,
    CorrectionKind,
    CorrectionState,
    Document,
    Issue,
    Position,
    Reading,
    Record,
    Stance,
    Statement,
    Story,
    Subject,
)


@dataclass(frozen=True)
class Index:
    """A record with its cross references: what belongs to which document, statement and actor."""

    record: Record
    document: dict[str, Document] = field(default_factory=dict)
    reading: dict[str, Reading] = field(default_factory=dict)
    checks: dict[str, list[Check]] = field(default_factory=lambda: defaultdict(list))
    positions: dict[str, list[Position]] = field(default_factory=lambda: defaultdict(list))
    """By the id of a statement that shows them."""
    stands_in: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """By the id of a statement, event or deadline: the ids of the documents that hold it."""
    concerns: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """By the id of a statement, event or deadline: the names of the actors it concerns."""
    named_in: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """By the name of an actor: the ids of the documents that name it."""
    said: Counter[str] = field(default_factory=Counter)
    """By the name of an actor: how many statements it makes, those told again in the same story not counted."""
    spoken: Counter[str] = field(default_factory=Counter)
    """The same with those told again."""
    documents: Counter[str] = field(default_factory=Counter)
    """By the name of an actor: how many documents name it."""
    story: dict[str, Story] = field(default_factory=dict)
    """By the id of a document."""
    repeats: dict[str, str] = field(default_factory=dict)
    """By the id of a statement that is told again: the first that says it in this story."""
    utterance: dict[str, str] = field(default_factory=dict)
    """By the id of a statement that is told on several pages: the first that tells it."""
    both: set[tuple[str, Issue]] = field(default_factory=set)
    """Who affirms and denies the same issue, with the issue."""
    belongs: dict[str, str] = field(default_factory=dict)
    """By the name of an actor: what it belongs to."""
    labels: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    """By the name of a predicate: its proposition in words and what denying it says, as the codebook has them."""

    corrected: dict[tuple[Subject, str], list[Corrected]] = field(default_factory=lambda: defaultdict(list))
    """By the kind and the id of an item as it is now: the corrections that it carries."""

    @classmethod
    def of(cls, record: Record, labels: dict[str, tuple[str, str | None]] | None = None) -> Index:
        """The index of a record; ``labels`` are those of its codebook."""
        index = cls(record, labels=labels or {})
        index.belongs.update((actor.name, actor.of) for actor in record.actors if actor.of)
        for utterance in record.utterances:
            index.utterance.update((one.statement, utterance.id) for one in utterance.appearances)
        stances_of: dict[tuple[str, Issue], set[Stance]] = defaultdict(set)
        for position in record.positions:
            stances_of[position.by, position.issue].add(position.stance)
        index.both.update(key for key, stances in stances_of.items() if len(stances) > 1)
        index.document.update((d.id, d) for d in record.documents)
        index.reading.update((r.document, r) for r in record.readings)
        for story in record.stories:
            index.story.update((document, story) for document in story.documents)
            index.repeats.update((repeat.statement, repeat.of) for repeat in story.repeats)
        for entry in record.corrections:
            marks = entry.correction.kind not in (CorrectionKind.UNDO, CorrectionKind.APART, CorrectionKind.REJECT)
            if marks and entry.state is CorrectionState.APPLIED and entry.item is not None:
                index.corrected[entry.correction.subject, entry.item].append(entry)
        for held in record.checks:
            index.checks[held.document].extend(held.checks)
        for position in record.positions:
            for statement in position.statements:
                index.positions[statement].append(position)
        for reading in record.readings:
            index._take(reading)
        index.documents.update({name: len(found) for name, found in index.named_in.items()})
        return index

    def _take(self, reading: Reading) -> None:
        """Enters the items of one reading."""
        for mention in reading.mentions:
            if mention.refers is not None:
                self.named_in[mention.refers.value].add(reading.document)
        for statement in reading.statements:
            self.stands_in[statement.id].append(reading.document)
            self.concerns[statement.id] |= self._actors(statement)
            if statement.speaker is not None:
                self.spoken[statement.speaker.value] += 1
                self.said[statement.speaker.value] += statement.id not in self.repeats
        for event in reading.events:
            self.stands_in[event.id].append(reading.document)
            self.concerns[event.id] |= set(event.who)
        for deadline in reading.deadlines:
            self.stands_in[deadline.id].append(reading.document)
            if deadline.statement is not None:
                self.concerns[deadline.id] |= self.concerns[deadline.statement]
            if deadline.by is not None:
                self.concerns[deadline.id].add(deadline.by)
            if deadline.bound is not None:
                self.concerns[deadline.id].add(deadline.bound)
        items = [x.id for x in reading.statements] + [x.id for x in reading.events]
        for item in items + [x.id for x in reading.deadlines]:
            for actor in self.concerns[item]:
                self.named_in[actor].add(reading.document)

    def _actors(self, statement: Statement) -> set[str]:
        """The names of who speaks in a statement, whom it is aimed at, and whose positions it shows."""
        names = {position.by for position in self.positions[statement.id]}
        names |= {judged.value for judged in (statement.speaker, statement.target) if judged is not None}
        return names

    def side(self, statement: Statement) -> str | None:
        """The state or organisation that the speaker stands for in the end, where a speaker is known."""
        return None if statement.speaker is None else self.side_of(statement.speaker.value)

    def side_of(self, name: str) -> str:
        """The state or organisation for which somebody stands in the end."""
        seen = set[str]()
        while name in self.belongs and name not in seen:
            seen.add(name)
            name = self.belongs[name]
        return name

    def words(self, position: Position) -> str:
        """A position as a proposition in words; a denial as what it says, or with "not:" before what it denies."""
        issue = position.issue
        if issue.predicate not in self.labels:
            return f"not: {issue}" if position.stance is Stance.DENY else str(issue)
        label, opposite = self.labels[issue.predicate]
        if position.stance is Stance.AFFIRM:
            return label.format(*issue.arguments)
        return opposite.format(*issue.arguments) if opposite else f"not: {label.format(*issue.arguments)}"

    def once(self, statements: Iterable[str]) -> int:
        """How many of these statements there are, those told again in the same story counted once."""
        return len({self.repeats.get(statement, statement) for statement in statements})

    def names(self) -> set[str]:
        """Every name under which the record holds somebody."""
        return {
            *(actor.name for actor in self.record.actors),
            *(name for concerned in self.concerns.values() for name in concerned),
            *(position.by for position in self.record.positions),
        }
