"""One document under correction: which of its items a correction means, and what it sets there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from onrecord.model import (
    Anchor,
    Correction,
    CorrectionKind,
    Deadline,
    Document,
    Event,
    Judgement,
    Mention,
    Reading,
    Span,
    Statement,
    Subject,
)
from onrecord.reading.identity import identity
from onrecord.record.corrections.attach import Place, again, fit, moved
from onrecord.record.corrections.field import SPANS, time
from onrecord.record.corrections.given import given
from onrecord.record.corrections.insert import added
from onrecord.record.corrections.log import Log, because
from onrecord.record.corrections.redate import redated

ITEMS = (Subject.STATEMENT, Subject.MENTION, Subject.EVENT, Subject.DEADLINE)
"""The items that stand at a place in a document."""
TWICE = 0.8
"""From which fit on a statement that a person added is one that was read meanwhile."""


class Waits(Exception):
    """A correction cannot be applied here; what it says is the note for a person."""


class Sheet:
    """One document with its reading, while corrections are put over it."""

    def __init__(self, document: Document, reading: Reading, resolve: Callable[[str], str]) -> None:
        self.document = document
        self.reading = reading
        self.resolve = resolve
        self.attached: dict[str, str] = {}
        """From the id that a correction names to the one that the item has now."""

    def dated(self, one: Correction) -> None:
        """Sets what a person said of the document itself."""
        for change in one.changes:
            if change.field == "outlet":
                outlet = Judgement(change.after, 1.0, (because(one),)) if change.after else None
                self.document = replace(self.document, outlet=outlet)
            else:
                published = Judgement(time("published", change.after or "../.."), 1.0, (because(one),))
                self.reading = redated(self.document, self.reading, published)

    def places(self, subject: Subject) -> dict[str, Place]:
        """Where the items of a kind stand, by id."""
        reading = self.reading
        if subject is Subject.STATEMENT:
            return {s.id: Place(s.id, s.cue, s.content) for s in reading.statements}
        if subject is Subject.MENTION:
            ids = ((mention_id(self.document.id, m), m) for m in reading.mentions)
            return {key: Place(key, (), (m.span,)) for key, m in ids}
        items: Iterable[Event | Deadline] = reading.events if subject is Subject.EVENT else reading.deadlines
        return {x.id: Place(x.id, (), (x.span,)) for x in items}

    def attach(self, corrections: Sequence[Correction], log: Log) -> None:
        """Puts in what persons added, and finds which items the others mean."""
        for one in corrections:
            if one.kind is CorrectionKind.ADD:
                self._add(one, log)
        for subject in ITEMS:
            anchors: dict[str, list[Anchor]] = defaultdict(list)
            for one in corrections:
                if one.subject is subject and one.kind is not CorrectionKind.ADD:
                    anchors[one.item].append(one.anchors[0])
            places = self.places(subject) if anchors else {}
            taken: set[str] = set(self.attached.values())
            for exact in (True, False):
                for item, kept in anchors.items():
                    if item in self.attached:
                        continue
                    found = (again(anchor, self.document, places, taken) for anchor in kept)
                    now = next((x for x in found if x is not None and (x == item or not exact)), None)
                    if now is not None:
                        self.attached[item] = now
                        taken.add(now)

    def _add(self, one: Correction, log: Log) -> None:
        """A statement that a person added: its own, unless one of the same words was read meanwhile."""
        place = moved(one.anchors[0], self.document)
        if place is None:
            log.waits(one, "its words are not on the page any more")
            return
        near = [(fit(place, p), key) for key, p in self.places(Subject.STATEMENT).items()]
        best = max((n for n in near if n[1] == one.item or n[0] >= TWICE), default=None)
        if best is not None:
            self.attached[one.item] = best[1]
            return
        self.attached[one.item] = one.item
        new = added(one, place, self.document, self.reading.published.value)
        said = [*self.reading.statements, new]
        said.sort(key=lambda s: (s.extent.line is not None, s.extent.line or 0, _start(s)))
        self.reading = replace(self.reading, statements=tuple(said))

    def apply(self, corrections: Sequence[Correction], log: Log, pages: dict[str, Sheet]) -> None:
        """Sets fields in the order of the log, then takes out what is no item."""
        for one in (c for c in corrections if c.kind is not CorrectionKind.REJECT):
            item = self.attached.get(one.item)
            if item is None:
                log.waits(one, f"no {one.subject} of its page has its words, or more than one may be meant")
                continue
            try:
                self._set(one, item, pages)
            except Waits as error:
                log.waits(one, str(error))
            else:
                log.applies(one, item)
        for one in (c for c in corrections if c.kind is CorrectionKind.REJECT):
            item = self.attached.get(one.item)
            if item is None:
                log.waits(one, f"no {one.subject} of its page has its words, or more than one may be meant")
            else:
                self._drop(one.subject, item)
                log.applies(one, item)

    def _set(self, one: Correction, item: str, pages: dict[str, Sheet]) -> None:
        """Sets the fields of one item. Raises Waits where a value does not fit any more."""
        spans = self._spans(one)
        others = self._others(one, pages)
        reading = self.reading

        def statement(x: Statement) -> Statement:
            return replace(x, **given(one, x, self.resolve, spans, others)) if x.id == item else x

        def event(x: Event) -> Event:
            return replace(x, **given(one, x, self.resolve, {}, {})) if x.id == item else x

        def deadline(x: Deadline) -> Deadline:
            return replace(x, **given(one, x, self.resolve, {}, {})) if x.id == item else x

        def mention(x: Mention) -> Mention:
            this = mention_id(self.document.id, x) == item
            return replace(x, **given(one, x, self.resolve, {}, {})) if this else x

        if one.subject is Subject.STATEMENT:
            self.reading = replace(reading, statements=tuple(map(statement, reading.statements)))
        elif one.subject is Subject.EVENT:
            self.reading = replace(reading, events=tuple(map(event, reading.events)))
        elif one.subject is Subject.DEADLINE:
            self.reading = replace(reading, deadlines=tuple(map(deadline, reading.deadlines)))
        else:
            self.reading = replace(reading, mentions=tuple(map(mention, reading.mentions)))

    def _spans(self, one: Correction) -> dict[str, tuple[Span, ...]]:
        """The spans that a correction sets, where their words stand now."""
        found = {}
        for change in one.changes:
            if change.field not in SPANS or change.after is None:
                continue
            kept = next((a for a in one.anchors[1:] if a.item == change.field), None)
            place = moved(kept, self.document) if kept else None
            if place is None:
                raise Waits(f"the words of {change.field} are not on the page any more")
            found[change.field] = place.content
        return found

    def _others(self, one: Correction, pages: dict[str, Sheet]) -> dict[str, str]:
        """The statements that values name, by the id that they had."""
        found: dict[str, str] = {}
        for change in one.changes:
            if change.field not in ("parent", "answers") or change.after is None:
                continue
            kept = next((a for a in one.anchors[1:] if a.item == change.after), None)
            page = pages.get(kept.document) if kept else None
            now = page.meant(kept) if page and kept else None
            if now is None:
                raise Waits(f"the statement {change.after} is not in the record any more")
            found[change.after] = now
        return found

    def meant(self, kept: Anchor) -> str | None:
        """The id of the statement that an anchor of another correction means."""
        return self.attached.get(kept.item) or again(kept, self.document, self.places(Subject.STATEMENT))

    def _drop(self, subject: Subject, item: str) -> None:
        """Takes out an item, and what hangs on it: what stood inside it moves up, what answered it answers nothing."""
        reading = self.reading
        if subject is Subject.MENTION:
            at = self.document.id
            kept = tuple(m for m in reading.mentions if mention_id(at, m) != item)
            self.reading = replace(reading, mentions=kept)
        elif subject is Subject.EVENT:
            self.reading = replace(reading, events=tuple(e for e in reading.events if e.id != item))
        elif subject is Subject.DEADLINE:
            self.reading = replace(reading, deadlines=tuple(d for d in reading.deadlines if d.id != item))
        else:
            gone = next((s for s in reading.statements if s.id == item), None)
            if gone is None:
                return
            left = (replace(s, parent=gone.parent) if s.parent == item else s for s in reading.statements)
            claims = (replace(c, statement=None) if c.statement == item else c for c in reading.claims)
            self.reading = replace(
                reading,
                statements=tuple(s for s in left if s.id != item),
                deadlines=tuple(d for d in reading.deadlines if d.statement != item),
                claims=tuple(claims),
            )


def mention_id(document: str, mention: Mention) -> str:
    """The id of a mention, which follows from the document and its place."""
    return identity(document, "mention", mention.span)


def _start(statement: Statement) -> int:
    return statement.extent.start
