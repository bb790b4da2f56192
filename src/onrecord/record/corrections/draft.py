"""Corrections made from what a person says: checked against the record, with where each item stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from onrecord.model import (
    Anchor,
    Correction,
    CorrectionKind,
    Document,
    FieldChange,
    Interval,
    Record,
    Span,
    Subject,
)
from onrecord.model.edtf import edtf
from onrecord.reading.identity import identity
from onrecord.record.corrections.attach import Place, anchor, fit
from onrecord.record.corrections.field import (
    ONE_SPAN,
    SAME_AS,
    SPANS,
    STANCES,
    CorrectionError,
    Unmeant,
    clean,
    held,
    offsets,
    parties,
    value_of,
)
from onrecord.record.corrections.locate import located
from onrecord.record.corrections.log import Log
from onrecord.record.corrections.lookup import Found, InMemory, Lookup, hint
from onrecord.record.corrections.sheet import TWICE
from onrecord.record.issues.codebook import Codebook

Value = str | None | date | Interval | Span | Sequence[str] | Sequence[Span]
"""What a field may be given as: text as ``FieldChange`` has it, or a value of the model; several for positions."""
_NEARLY = 0.85
"""How alike two names must be, as difflib counts it, for one to be taken for a slip of the other."""
_LONGEST = 2_000
"""How many characters a name or reason may have."""


class Drafts:
    """Makes corrections to one record, all by one person for one reason; each method gives one, which is not kept yet.

    Every method raises CorrectionError, in one line, for what cannot be: an item that the record lacks, a field that
    the item lacks, a value that the field cannot have, words that are not on the page.
    """

    def __init__(
        self,
        record: Record | Lookup,
        codebook: Codebook,
        by: str,
        why: str,
        at: datetime,
        log: Sequence[Correction] = (),
    ) -> None:
        """``record`` is held whole, or looked up; ``at`` is when they are made, in UTC; ``log`` is what was corrected
        before.
        """
        self.codebook = codebook
        self.by, self.why, self.at = _said("who corrects (by)", by), _said("the reason (why)", why), at
        self._in = InMemory(record) if isinstance(record, Record) else record
        self._log = Log(log)
        self.doubts: list[str] = []
        """A line for each name that a correction brings in and that is nearly one of the record: a slip, perhaps."""

    # ── what can be done ───────────────────────────────────────────────────────────────────────────────────

    def set(self, item: str, fields: Mapping[str, Value]) -> Correction:
        """Sets fields of an item: a statement, event or deadline by its id, a document or an actor by its name, a
        mention as ``DOCUMENT@12-40``.
        """
        found = self._in.find(item)
        if not fields:
            raise Unmeant(f"nothing to change: say what {item} should be, as FIELD=VALUE")
        changes, anchors = self._changes(found, fields)
        if found.subject is Subject.ACTOR:
            self._may_be_named(found.id, changes)
        return self._made(CorrectionKind.SET, found, changes, anchors)

    def reject(self, item: str) -> Correction:
        """Says that an item is none: a statement, event, deadline, mention or position."""
        found = self._in.find(item)
        if found.subject in (Subject.ACTOR, Subject.DOCUMENT):
            raise CorrectionError(f'{found.subject} "{item}" cannot be rejected: reject its statements')
        return self._made(CorrectionKind.REJECT, found)

    def add(self, document: str, fields: Mapping[str, Value]) -> Correction:
        """Adds a statement to a document, by its name or id; ``content`` is needed, all else may be left open.

        Where a statement of these words is there already, the error names it (``CorrectionError.item``).
        """
        page = self._in.document(document)
        if page is None:
            raise CorrectionError(f'there is no document "{document}" in this record')
        given = {SAME_AS.get(field, field): value for field, value in fields.items()}
        if not given.get("content"):
            raise Unmeant("a statement needs its content: what is said, in the words of the page")
        content = located(page, "content", _text(given["content"])[0])
        beside = list(content)
        cue = located(page, "cue", _text(given["cue"])[0], beside) if given.get("cue") else ()
        source = located(page, "source", _text(given["source"])[0], [*beside, *cue]) if given.get("source") else ()
        if len({span.line for span in (*content, *cue, *source)}) > 1:
            raise CorrectionError("content, cue and source must stand in one text")
        place = Place(_statement_id(page, (*cue, *content, *source)), cue, content)
        for statement in self._in.reading(page.id).statements:
            other = Place(statement.id, statement.cue, statement.content)
            if statement.id == place.item or fit(place, other) >= TWICE:
                raise CorrectionError(f"this statement is there already: correct {statement.id}", statement.id)
        found = Found(Subject.STATEMENT, place.item, None, page, place)
        rest = {field: value for field, value in given.items() if field not in ("content", "cue")}
        changes, anchors = self._changes(found, rest)
        return self._made(CorrectionKind.ADD, found, changes, anchors)

    def same(self, name: str, other: str) -> Correction:
        """Says that two actors are one, which goes by the first name."""
        keep, under = self._in.actor(name), self._in.actor(other)
        if keep.name == under.name:
            raise CorrectionError(f'"{name}" and "{other}" are one actor already: {keep.name}')
        return self._pair(CorrectionKind.SAME, keep.name, under.name)

    def apart(self, name: str, other: str) -> Correction:
        """Says that two names are of two actors: takes back that they were merged, or sees to it that they are not."""
        pair = [one if self._is_name(one) else self._in.actor(one).name for one in (name, other)]
        if pair[0] == pair[1]:
            raise CorrectionError(
                f'"{name}" and "{other}" are wordings of one actor on its pages, {pair[0]}: correct the statements'
            )
        return self._pair(CorrectionKind.APART, *pair)

    def undo(self, correction: str) -> Correction:
        """Takes back a correction, by its id."""
        known = {one.id: one for one in self._log.all}
        if correction not in known:
            raise CorrectionError(f'there is no correction "{correction}"{hint(correction, known)}')
        if correction in self._log.undone:
            raise CorrectionError(f"correction {correction} was taken back already")
        return Correction.made(self.at, self.by, CorrectionKind.UNDO, Subject.CORRECTION, correction, self.why)

    # ── how ────────────────────────────────────────────────────────────────────────────────────────────────

    def _made(
        self,
        kind: CorrectionKind,
        found: Found,
        changes: tuple[FieldChange, ...] = (),
        anchors: tuple[Anchor, ...] = (),
    ) -> Correction:
        own = (anchor(found.document, found.place),) if found.document and found.place else ()
        return Correction.made(self.at, self.by, kind, found.subject, found.id, self.why, changes, own + anchors)

    def _is_name(self, name: str) -> bool:
        """Whether an actor has just this name, or had it until it was merged."""
        return any(name == a.name or name in (m.value for m in a.merged) for a in self._in.cast(name))

    def _pair(self, kind: CorrectionKind, name: str, other: str) -> Correction:
        changes = (FieldChange(str(kind), None, other),)
        return Correction.made(self.at, self.by, kind, Subject.ACTOR, name, self.why, changes)

    def _changes(self, found: Found, fields: Mapping[str, Value]) -> tuple[tuple[FieldChange, ...], tuple[Anchor, ...]]:
        """The changes that fields stand for, with where the words and statements stand that they name."""
        changes: list[FieldChange] = []
        anchors: list[Anchor] = []
        for name, value in fields.items():
            field = SAME_AS.get(name, name)
            given: list[str | None] = [*_text(value)] or [None]
            for said in given:
                if said and field in SPANS and found.subject is Subject.STATEMENT and found.document and found.place:
                    there = located(found.document, field, said, [*found.place.content, *found.place.cue])
                    if field in ONE_SPAN and len(there) > 1:
                        raise CorrectionError(f"{field} is one stretch of text, not {len(there)}")
                    said = offsets(there)
                    anchors.append(anchor(found.document, Place(field, (), there)))
                field, cleaned = clean(found.subject, field, said)
                if cleaned and field in ("parent", "answers"):
                    anchors.append(self._other(found, field, cleaned))
                if cleaned and field in STANCES:
                    self._known(cleaned)
                doubts = (self._nearly(name) for name in parties(field, cleaned))
                self.doubts += [doubt for doubt in doubts if doubt and doubt not in self.doubts]
                item = self._in.reading(found.id) if field == "published" else found.item
                before = value_of(item, field) if item is not None else None
                changes.append(FieldChange(field, before, cleaned))
        return tuple(changes), tuple(anchors)

    def _other(self, found: Found, field: str, id_: str) -> Anchor:
        """Where a statement stands that a value names."""
        other = next((one for one in self._in.items(id_) if one.subject is Subject.STATEMENT), None)
        if other is None or other.document is None or other.place is None:
            raise CorrectionError(f'{field}: there is no statement "{id_}" in this record')
        if id_ == found.id:
            raise CorrectionError(f"{field}: a statement cannot be its own")
        if field == "parent" and found.document is not None and other.document.id != found.document.id:
            raise CorrectionError(f"{field}: {id_} stands on another page")
        return anchor(other.document, other.place)

    def _known(self, value: str) -> None:
        """That the codebook has an issue. Raises CorrectionError where it has not."""
        _, issue = held(value)
        wanted = self.codebook.arguments(issue.predicate)
        if wanted is None:
            names = {p.name: p for p in self.codebook.predicates}
            raise CorrectionError(f'the codebook has no issue "{issue.predicate}"{hint(issue.predicate, names)}')
        if len(wanted) != len(issue.arguments):
            raise CorrectionError(f"{issue}: {issue.predicate} is about {', '.join(wanted)}")

    def _nearly(self, name: str) -> str | None:
        """What to tell where nobody has a name, but somebody nearly has."""
        near = "" if self._in.cast(name) else hint(name, dict.fromkeys(self._in.names()), _NEARLY)
        return f'nobody in this record is called "{name}" yet{near}' if near else None

    def _may_be_named(self, name: str, changes: Sequence[FieldChange]) -> None:
        new = next((c.after for c in changes if c.field == "name"), None)
        if new is not None and len(changes) > 1:
            raise Unmeant("give a new name in a correction of its own")
        if new is not None and new != name and self._in.is_actor(new):
            raise CorrectionError(f'"{new}" is another actor: where the two are one, say that they are the same')


def _statement_id(page: Document, spans: Sequence[Span]) -> str:
    """The id that a reader would give a statement of these words."""
    line = spans[0].line
    plain = [Span(s.start, s.end) for s in spans]
    return identity(page.id if line is None else f"{page.id}/{line}", "statement", *plain)


def _text(value: Value) -> list[str]:
    """A value as the text of a log; none for no value."""
    if value is None or value == "":
        return []
    if isinstance(value, str):
        return [str(value)]
    if isinstance(value, date):
        return [value.isoformat()]
    if isinstance(value, Interval):
        return [edtf(value)]
    if isinstance(value, Span):
        return [offsets((value,)) or ""]
    every = list(value)
    if every and all(isinstance(one, Span) for one in every):
        return [offsets(one for one in every if isinstance(one, Span)) or ""]
    return [str(one) for one in every]


def _said(what: str, text: str) -> str:
    text = " ".join(text.split())
    if not text:
        raise Unmeant(f"a correction says {what}: give it")
    if len(text) > _LONGEST:
        raise Unmeant(f"{what} has at most {_LONGEST} characters, not {len(text)}")
    return text
