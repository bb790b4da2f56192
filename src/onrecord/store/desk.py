"""Where a person corrects an open record: what was made of the pages, and what persons changed of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from onrecord._version import __version__
from onrecord.model import (
    Actor,
    Answer,
    Contrast,
    Corrected,
    Correction,
    Document,
    DocumentChecks,
    Due,
    Happening,
    Moment,
    OnRecordError,
    Position,
    Reading,
    Record,
    Story,
    Turn,
    Utterance,
)
from onrecord.store import schema
from onrecord.store.views import Views

if TYPE_CHECKING:
    from onrecord.record.corrections.draft import Drafts, Value


class Desk(Views):
    """A record that can be corrected.

    A correction is kept in the record at once and applied in every build from then on; none is ever changed or lost,
    and one that is taken back (``undo``) stays in the log. Each method says ``by`` whom and ``why``, gives the
    Correction, and raises CorrectionError (an OnRecordError) in one line for what cannot be.
    """

    @property
    def record(self) -> Record:
        """The record itself, every noun of it whole, as it was compiled."""
        from onrecord.store.codec import load

        nouns = {
            "actors": Actor,
            "positions": Position,
            "timeline": Moment,
            "checks": DocumentChecks,
            "stories": Story,
            "corrections": Corrected,
            "utterances": Utterance,
            "answers": Answer,
            "turns": Turn,
            "happenings": Happening,
            "dues": Due,
            "contrasts": Contrast,
        }
        held: dict[str, list[Any]] = {"readings": [], **{part: [] for part in nouns}}
        with self._store.reading() as connection:
            parts = schema.compiled
            nouns_ = connection.execute(select(parts.c.part, parts.c.json).order_by(parts.c.seq))
            for part, text in nouns_:
                held[part].append(load(nouns.get(part, Reading), text))
            documents = schema.documents
            query = select(documents.c.json).where(documents.c.seq.is_not(None)).order_by(documents.c.seq)
            texts = connection.execute(query).scalars().all()
        return Record(
            documents=tuple(load(Document, text) for text in texts),
            **{part: tuple(items) for part, items in held.items()},
        )

    @property
    def as_read(self) -> Record:
        """The record as it was read, without what persons corrected: compiled anew where they did."""
        held = self._store.in_views() if self._store.corrections() else None
        if held is None:
            return self.record
        from onrecord.record import Codebook
        from onrecord.record import compile as compile_record
        from onrecord.reference import Reference

        codebook, reference = Codebook.parse(self.codebook), Reference.parse(self.reference)
        return compile_record(*held, codebook, reference, self._store.alike())

    @property
    def codebook(self) -> str:
        """The codebook that the record was made with, as YAML."""
        return self._store.said("codebook") or ""

    @property
    def reference(self) -> str:
        """The reference tables that the record was made with, as YAML."""
        return self._store.said("reference") or ""

    @property
    def complete(self) -> bool:
        """Whether everything that is kept is in the views: not so after a build that was interrupted."""
        return self._store.said("compiled") != "no"

    def correct(
        self, item: str, /, *, by: str, why: str, reject: bool = False, at: datetime | None = None, **fields: Value
    ) -> Correction:
        """Changes fields of an item, or with ``reject`` says that it is none.

        ``item`` is the id of a statement, event or deadline; the name or id of a document; the name of an actor; a
        mention as ``DOCUMENT@12-40``; a position as ``HOLDER: ISSUE (STANCE)``. Fields and their values are those of
        ``FieldChange``, where the words of the page do as well as their offsets. ``at`` is when it was made, now
        unless given.
        """
        drafts = self.drafts(by=by, why=why, at=at)
        if reject and fields:
            raise OnRecordError(f"{item} cannot be both rejected and changed: do one of them")
        return self._kept(drafts.reject(item) if reject else drafts.set(item, fields))

    def add(self, document: str, /, *, by: str, why: str, at: datetime | None = None, **fields: Value) -> Correction:
        """Adds a statement to a document, named or by id: ``content`` is needed, other fields as in ``correct``."""
        return self._kept(self.drafts(by=by, why=why, at=at).add(document, fields))

    def same(self, name: str, other: str, *, by: str, why: str, at: datetime | None = None) -> Correction:
        """Says that two actors are one, which goes by the first name."""
        return self._kept(self.drafts(by=by, why=why, at=at).same(name, other))

    def apart(self, name: str, other: str, *, by: str, why: str, at: datetime | None = None) -> Correction:
        """Says that two names are of two actors: takes a merge back, or sees to it that there is none."""
        return self._kept(self.drafts(by=by, why=why, at=at).apart(name, other))

    def undo(self, correction: str, *, by: str, why: str, at: datetime | None = None) -> Correction:
        """Takes a correction back, by its id; taking that back in turn puts it in force again."""
        return self._kept(self.drafts(by=by, why=why, at=at).undo(correction))

    def drafts(self, *, by: str, why: str, at: datetime | None = None) -> Drafts:
        """What makes corrections without keeping them, for many at once: give them to ``keep``."""
        from onrecord.record.corrections.draft import Drafts
        from onrecord.record.issues.codebook import Codebook
        from onrecord.store.finding import InStore

        codebook, log = Codebook.parse(self.codebook), self._store.corrections()
        # A record that grows says by its traces where everything stands; of another all must be read.
        record = InStore(self._store) if self._store.said("grows") else self.record
        return Drafts(record, codebook, by, why, at or datetime.now(UTC), log)

    def keep(self, corrections: Iterable[Correction]) -> int:
        """Adds corrections to the log and applies them; gives how many are new. One that is there already is no
        second one, so the same import can run twice.

        Where a build did not finish, they are kept, and the next build applies them.
        """
        new = self._store.log(corrections)
        if new and not self._store.lags():
            self._apply()
        return new

    def _apply(self) -> None:
        """Brings the views up to date with the log."""
        from onrecord.record import Codebook
        from onrecord.record.compile import compiled
        from onrecord.reference import Reference

        store, complete = self._store, self.complete
        codebook, reference = Codebook.parse(self.codebook), Reference.parse(self.reference)
        if complete and store.grow(codebook, reference, store.said("grows") or "", __version__):
            return
        held = store.in_views()
        if held is not None:
            made = compiled(*held, codebook, reference, store.alike(), store.corrections())
            store.write_whole(made, codebook, reference, __version__)
            if not complete:
                store.say({"compiled": "no"})

    def _kept(self, correction: Correction) -> Correction:
        self.keep((correction,))
        return correction
