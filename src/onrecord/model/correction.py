"""What a person changed: an append-only log, applied last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import blake2s

from onrecord.model.span import Span

RULE = "corrected"
"""The rule in the evidence of whatever a person set."""


class CorrectionKind(StrEnum):
    """What a correction does."""

    SET = "set"
    REJECT = "reject"
    ADD = "add"
    SAME = "same"
    APART = "apart"
    UNDO = "undo"


class Subject(StrEnum):
    """What kind of item a correction is about."""

    STATEMENT = "statement"
    MENTION = "mention"
    EVENT = "event"
    DEADLINE = "deadline"
    DOCUMENT = "document"
    ACTOR = "actor"
    POSITION = "position"
    CORRECTION = "correction"


class CorrectionState(StrEnum):
    """What became of a correction in the record as it was compiled."""

    APPLIED = "applied"
    WAITING = "waiting"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field, with its value before and after as text; None is no value.

    Names, acts and kinds are themselves; a time is EDTF; spans are offsets (``12-40 55-60``, in a line kept apart
    ``3:12-40``); another statement is its id; a position is ``[HOLDER: ]ISSUE``.
    """

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where an item stood when it was corrected, so that it is found again when it is read otherwise.

    ``item`` is its id, ``words`` the surface of each span of ``cue`` and then of ``content`` (all its spans, where the
    item is no statement).
    """

    item: str
    document: str
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry of the log: who changed what of which item, when (UTC) and why.

    ``item`` is what it is about: the id of a statement, event, deadline, mention, document or correction, the name of
    an actor, a position as ``HOLDER: ISSUE (STANCE)``. SAME and APART name the other actor in their one change.
    ``anchors`` say where the item, and every statement that a value names, stood in the text. ``id`` follows from the
    rest, so that what is imported twice is kept once.
    """

    id: str
    at: datetime
    by: str
    kind: CorrectionKind
    subject: Subject
    item: str
    why: str
    changes: tuple[FieldChange, ...] = ()
    anchors: tuple[Anchor, ...] = ()

    @classmethod
    def made(
        cls,
        at: datetime,
        by: str,
        kind: CorrectionKind,
        subject: Subject,
        item: str,
        why: str,
        changes: tuple[FieldChange, ...] = (),
        anchors: tuple[Anchor, ...] = (),
    ) -> Correction:
        """A correction with the id that follows from it."""
        told = (at.isoformat(), by, str(kind), str(subject), item, why, *(f"{c.field}={c.after}" for c in changes))
        digest = blake2s("\0".join(told).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
        return cls(digest, at, by, kind, subject, item, why, changes, anchors)

    @property
    def says(self) -> str:
        """Who made it, when and why, in one line."""
        return f"corrected by {self.by} on {self.at.date()}" + (f": {self.why}" if self.why else "")


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction and what became of it: ``item`` is what it applies to now, ``note`` why it waits."""

    correction: Correction
    state: CorrectionState
    item: str | None = None
    note: str | None = None
