"""Hand codings kept as corrections: what overlaps a statement confirms or corrects it, what overlaps none is added."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from onrecord.engine.coding.concept import Concepts
from onrecord.engine.coding.place import placed
from onrecord.engine.coding.source import read_codings
from onrecord.engine.coding.stretch import short
from onrecord.engine.coding.unit import Coded, Unit, Units, agreed
from onrecord.engine.coding.who import Names
from onrecord.model import Correction, CorrectionState, LeftOut, OnRecordError, PlacedCoding, Record, Stance
from onrecord.record import Codebook
from onrecord.record.corrections.draft import Drafts
from onrecord.record.corrections.field import CorrectionError, offsets
from onrecord.reference import Reference
from onrecord.store import RecordFile


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of a file of codings, counted in codings.

    ``confirmed`` say what was read, ``corrected`` something else, ``added`` stand where no statement was read,
    ``again`` are in the log already, ``moved`` stand on words that differ slightly from the coder's; what is
    ``left_out`` says why. ``unmapped`` are concepts that stand as issues of their own, ``unknown`` names that the
    record and its reference lack, each with how often. ``waiting`` corrections are kept but do not apply; ``kept`` is
    how many the log has more.
    """

    confirmed: int = 0
    corrected: int = 0
    added: int = 0
    again: int = 0
    moved: int = 0
    left_out: tuple[LeftOut, ...] = ()
    unmapped: dict[str, int] = field(default_factory=dict)
    unknown: dict[str, int] = field(default_factory=dict)
    kept: int = 0
    waiting: int = 0

    def __str__(self) -> str:
        counts = [(self.confirmed, "confirmed"), (self.corrected, "corrected"), (self.added, "added")]
        said = [f"{count} {what}" for count, what in counts]
        said += [f"{self.again} known already"] if self.again else []
        said += [f"{len(self.left_out)} left out"] if self.left_out else []
        return ", ".join(said)


def import_codings(
    record: RecordFile,
    file: str | Path,
    *,
    as_: str | None = None,
    by: str | None = None,
    coder: str | None = None,
    columns: str | None = None,
    concepts: str | Path | None = None,
    dry_run: bool = False,
) -> ImportReport:
    """Takes hand codings into a record as corrections in their coders' names, and says what became of each.

    ``file`` is a ``.dna`` file, annotations, a table of codings or a gold YAML (``as_``: ``dna``, ``annotations``,
    ``csv``, ``gold``). ``by`` coded what names no coder; ``coder`` takes one coder's alone. ``columns`` maps the
    columns of a table (``quote=text,actor=who``), ``concepts`` is a YAML file from concepts to issues. What a file
    says is kept once, however often it is imported. Nothing that was read is rejected because a coder did not code
    it; a statement on which coders differ is left as it was read. ``dry_run`` keeps nothing.

    Raises OnRecordError where a file cannot be used.
    """
    path = Path(file)
    found = read_codings(path, as_, columns, by)
    if coder is not None:
        known = list(dict.fromkeys(c.coder for c in found.codings))
        if coder not in known:
            raise OnRecordError(
                f'nothing in {path} was coded by "{coder}": its coders are {", ".join(known) or "none"}'
            )
        found = replace(found, codings=tuple(c for c in found.codings if c.coder == coder))
    whole = record.record
    names, codebook = Names(whole, Reference.parse(record.reference)), Codebook.parse(record.codebook)
    meant = Concepts.load(Path(concepts) if concepts is not None else None, codebook)
    there = placed(found, whole, names, meant)
    units = Units(whole, names)
    for coding, one in there.placed:
        units.take(coding, one)
    made = _Made(whole, codebook, units, path.name)
    for unit in units.coded():
        made.correct(unit)
    kept = 0 if dry_run else record.keep(made.corrections)
    ids = {one.id for one in made.corrections}
    log = record.record.corrections if kept else ()
    return ImportReport(
        confirmed=made.confirmed,
        corrected=made.corrected,
        added=made.added,
        again=made.again,
        moved=there.moved,
        left_out=(*there.left_out, *made.left),
        unmapped=meant.alone,
        unknown=names.unknown,
        kept=kept,
        waiting=sum(c.state is CorrectionState.WAITING and c.correction.id in ids for c in log),
    )


class _Made:
    """The corrections that codings make, and the codings counted by what they do."""

    def __init__(self, record: Record, codebook: Codebook, units: Units, file: str) -> None:
        self.record = record
        self.codebook = codebook
        self.units = units
        self.file = file
        self.corrections: list[Correction] = []
        self.left: list[LeftOut] = []
        self.confirmed = self.corrected = self.added = self.again = 0
        self._desks: dict[str, Drafts] = {}
        self._known: defaultdict[tuple[str, str | None], set[tuple[str, str | None]]] = defaultdict(set)
        for entry in record.corrections:
            log = entry.correction
            for item in {log.item, entry.item}:
                self._known[log.by, item] |= {(change.field, change.after) for change in log.changes}

    def correct(self, unit: Unit) -> None:
        """One correction of a statement for each of its coders, unless the log has it."""
        for by, codings in agreed(unit, self.left).items():
            if unit.statement is not None and not self._fields(unit, [one for _, one in codings]):
                why = "it names no speaker and takes no side: there is nothing to correct"
                self.left += [LeftOut(coding.where, why) for coding, _ in codings]
                continue
            try:
                one = self._correction(by, unit, codings)
            except CorrectionError as error:
                self.left += [LeftOut(coding.where, str(error)) for coding, _ in codings]
                continue
            if {(change.field, change.after) for change in one.changes} <= self._known[one.by, one.item]:
                self.again += len(codings)
                continue
            self.corrections.append(one)
            for _, coded in codings:
                if unit.statement is None:
                    self.added += 1
                elif self._right(unit, coded):
                    self.confirmed += 1
                else:
                    self.corrected += 1

    def _correction(self, by: str, unit: Unit, codings: Sequence[Coded]) -> Correction:
        """What one coder says of a statement. Raises CorrectionError where it cannot be."""
        if by not in self._desks:
            self._desks[by] = Drafts(self.record, self.codebook, by, "coded by hand", datetime.now(UTC))
        desk = self._desks[by]
        desk.why = self._why(codings)
        fields = self._fields(unit, [one for _, one in codings])
        if unit.statement is not None:
            return desk.set(unit.statement.id, fields)
        try:
            return desk.add(unit.document, {"content": offsets(unit.spans), **fields})
        except CorrectionError as error:
            if error.item is None:
                raise
            return desk.set(error.item, fields)

    def _fields(self, unit: Unit, codings: Sequence[PlacedCoding]) -> dict[str, str | list[str]]:
        """The speaker, and who affirms or denies what. Who codes a state confirms whoever speaks for it."""
        fields: dict[str, str | list[str]] = {}
        now = unit.speaker
        for one in codings:
            if one.people:
                fields["speaker"] = now if now is not None and now in one.people else min(one.people)
            elif one.holder and "speaker" not in fields and (now is None or self.units.names.side(now) != one.holder):
                fields["speaker"] = one.holder
        for key, side in (("affirms", True), ("denies", False)):
            held = [f"{one.holder}: {one.issue}" for one in codings if one.issue and one.affirms is side and one.holder]
            if held:
                fields[key] = list(dict.fromkeys(held))
        return fields

    def _right(self, unit: Unit, one: PlacedCoding) -> bool:
        """Whether what was read is what was coded."""
        right = unit.speaker in one.people if one.people else unit.speaker is not None
        if unit.statement is None or one.issue is None or one.affirms is None:
            return right
        stance = Stance.AFFIRM if one.affirms else Stance.DENY
        return right and (one.holder, one.issue, stance) in self.units.held[unit.statement.id]

    def _why(self, codings: Sequence[Coded]) -> str:
        """The reason that stands in the log: the file, and the coder's own words for it."""
        concepts = dict.fromkeys(f'"{coding.concept}"' for coding, _ in codings if coding.concept)
        notes = dict.fromkeys(short(coding.note) for coding, _ in codings if coding.note.strip())
        said = "; ".join((*concepts, *notes))
        return f"coded by hand in {self.file}" + (f": {said}"[:1_000] if said else "")
