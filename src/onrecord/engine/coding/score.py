"""What was read, and what each coder coded, held against one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from itertools import combinations
from pathlib import Path

from onrecord.engine.coding.agreement import alpha, kappa, share
from onrecord.engine.coding.concept import Concepts
from onrecord.engine.coding.pairing import common, length, pairs, same_actor
from onrecord.engine.coding.place import coders, placed
from onrecord.engine.coding.source import read_codings
from onrecord.engine.coding.who import Names
from onrecord.model import LeftOut, PlacedCoding, Record, Stance
from onrecord.record import Codebook
from onrecord.reference import Reference
from onrecord.store import RecordFile

OURS = "OnRecord"
"""What the record itself is called beside its coders."""
ALL = "all coders"


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One scored (``of``) against another (``against``), at a level. Each level asks for what those above it do.

    statement: words are marked as a statement; actor: and it is of the same speaker; issue: and it takes a side on the
    same issue; stance: and the same side. ``matched`` of ``coded`` are among the ``expected``: ``precision`` is
    matched / coded, ``recall`` matched / expected, ``f1`` their harmonic mean, all in [0, 1].

    ``units`` are those that both coded; of them ``share`` is the share to which both give the same value, ``kappa``
    Cohen's and ``alpha`` Krippendorff's (see ``agreement``). None where there is nothing to divide by.
    """

    of: str
    against: str
    level: str
    matched: int | None
    coded: int | None
    expected: int | None
    precision: float | None
    recall: float | None
    f1: float | None
    units: int | None
    share: float | None
    kappa: float | None
    alpha: float | None


COLUMNS = tuple(field.name for field in fields(ScoreRow))


@dataclass(frozen=True, slots=True)
class Score:
    """The rows, how many documents they are over, and what did not fit."""

    rows: tuple[ScoreRow, ...]
    documents: int
    left_out: tuple[LeftOut, ...]
    unmapped: dict[str, int]
    unknown: dict[str, int]
    moved: int


def score(
    record: RecordFile,
    gold: str | Path,
    *,
    as_: str | None = None,
    by: str | None = None,
    columns: str | None = None,
    concepts: str | Path | None = None,
    corrected: bool = False,
    in_full: bool = False,
) -> Score:
    """Scores a record against hand codings, and their coders against one another.

    ``gold`` is a ``.dna`` file, a table of codings, annotations or a gold YAML; ``as_``, ``by``, ``columns`` and
    ``concepts`` are those of ``import_codings``. What is scored is the record as it was read, without what persons
    corrected (the codings may be among it), unless ``corrected``. A document counts for a coder who coded something
    in it; with ``in_full``, every document of the file for every coder. Raises OnRecordError where a file cannot be
    used.
    """
    found = read_codings(Path(gold), as_, columns, by)
    whole = record.record if corrected else record.as_read
    names = Names(whole, Reference.parse(record.reference))
    meant = Concepts.load(Path(concepts) if concepts is not None else None, Codebook.parse(record.codebook))
    there = placed(found, whole, names, meant)
    codings = [one for _, one in there.placed]
    rows = scored(codings, ours(whole, names), there.documents if in_full else frozenset())
    documents = there.documents if in_full else {one.document for one in codings}
    return Score(tuple(rows), len(documents), there.left_out, meant.alone, names.unknown, there.moved)


def ours(record: Record, names: Names) -> list[PlacedCoding]:
    """Every statement of a record as codings: one for each position that it shows, else one without an issue."""
    out = []
    held: dict[str, list[int]] = {}
    for number, position in enumerate(record.positions):
        for statement in position.statements:
            held.setdefault(statement, []).append(number)
    for reading in record.readings:
        for said in reading.statements:
            speaker = said.speaker.value if said.speaker else None
            people = frozenset([speaker] if speaker and names.person(speaker) else [])
            side = names.side(speaker) if speaker else None
            plain = PlacedCoding(OURS, reading.document, said.content, people, side, None, None, said.id)
            for number in held.get(said.id, ()):
                position = record.positions[number]
                affirms = position.stance is Stance.AFFIRM
                out.append(
                    PlacedCoding(
                        OURS, reading.document, said.content, people, position.by, position.issue, affirms, said.id
                    )
                )
            if said.id not in held:
                out.append(plain)
    return out


def scored(codings: Sequence[PlacedCoding], read: Sequence[PlacedCoding], full: frozenset[str]) -> list[ScoreRow]:
    """The rows: ours against each coder, coders against one another, all coders together where there are three."""
    by_coder = {name: [one for one in codings if one.coder == name] for name in coders(codings)}
    rows: list[ScoreRow] = []
    for name, coded in by_coder.items():
        rows += _against(OURS, read, name, coded, full | {one.document for one in coded})
    for (name, some), (other, others) in combinations(by_coder.items(), 2):
        both = {one.document for one in some} & {one.document for one in others}
        rows += _against(name, some, other, others, full | both)
    if len(by_coder) > 2:
        rows += _together(list(by_coder.values()))
    return rows


def _against(
    of: str, some: Iterable[PlacedCoding], against: str, others: Iterable[PlacedCoding], documents: Iterable[str]
) -> list[ScoreRow]:
    """The four rows of one against another over some documents.

    Statements without an issue count only where both code such: who codes positions alone leaves the others out.
    """
    within = set(documents)
    some = [one for one in some if one.document in within]
    others = [one for one in others if one.document in within]
    if not (any(one.issue is None for one in some) and any(one.issue is None for one in others)):
        some, others = _sided(some), _sided(others)
    said, meant = _statements(some), _statements(others)
    found = pairs(said, meant, lambda a, b: (same_actor(a, b),))
    actors = [pair for pair in found if same_actor(*pair)]
    rows = [
        _row(of, against, "statement", len(found), len(said), len(meant), None),
        _row(of, against, "actor", len(actors), len(said), len(meant), [_actors(*pair) for pair in found]),
    ]
    some, others = _sided(some), _sided(others)
    found = pairs(some, others, lambda a, b: (same_actor(a, b), a.issue == b.issue, a.affirms == b.affirms))
    issues = [(a, b) for a, b in found if same_actor(a, b) and a.issue == b.issue]
    stances = [(a, b) for a, b in issues if a.affirms == b.affirms and a.affirms is not None]
    # Sides can be compared where both take one on the same issue.
    sides = [(a.affirms, b.affirms) for a, b in found if a.issue == b.issue and None not in (a.affirms, b.affirms)]
    named = [(str(a.issue), str(b.issue)) for a, b in found]
    rows.append(_row(of, against, "issue", len(issues), len(some), len(others), named))
    # Who codes no sides is not held to any.
    taken, given = (sum(one.affirms is not None for one in coded) for coded in (some, others))
    if (some and not taken) or (others and not given):
        taken = given = 0
    rows.append(_row(of, against, "stance", len(stances), taken, given, sides))
    return rows


def _row(
    of: str,
    against: str,
    level: str,
    matched: int,
    coded: int,
    expected: int,
    values: Sequence[tuple[object, object]] | None,
) -> ScoreRow:
    precision = matched / coded if coded else None
    recall = matched / expected if expected else None
    f1 = 2 * matched / (coded + expected) if coded + expected else None
    figures = (matched, coded, expected, precision, recall, f1)
    if values is None:
        return ScoreRow(of, against, level, *figures, None, None, None, None)
    return ScoreRow(of, against, level, *figures, len(values), share(values), kappa(values), alpha(values))


def _together(every: Sequence[Sequence[PlacedCoding]]) -> list[ScoreRow]:
    """Krippendorff's alpha over all coders: units are the statements, the codings, and the sides on one issue."""
    said = _units([_statements(coded) for coded in every])
    coded = _units([_sided(one) for one in every])
    sides = [[a for a in unit if a.issue == unit[0].issue and a.affirms is not None] for unit in coded]
    values: dict[str, list[list[str]]] = {
        "actor": [[_actor(one, unit) for one in unit] for unit in said],
        "issue": [[str(one.issue) for one in unit] for unit in coded],
        "stance": [[str(one.affirms) for one in unit] for unit in sides],
    }
    rows = []
    for level, units in values.items():
        several = [unit for unit in units if len(unit) > 1]
        agreed = [len(set(unit)) == 1 for unit in several]
        rate = sum(agreed) / len(agreed) if agreed else None
        rows.append(
            ScoreRow(ALL, ALL, level, None, None, None, None, None, None, len(several), rate, None, alpha(several))
        )
    return rows


def _units(every: Sequence[Sequence[PlacedCoding]]) -> list[list[PlacedCoding]]:
    """Codings of the same words by different coders, brought together coder by coder."""
    units: list[list[PlacedCoding]] = []
    for coded in every:
        heads = [unit[0] for unit in units]
        place = {id(head): unit for head, unit in zip(heads, units, strict=True)}
        joined = set()
        for head, one in pairs(heads, coded, lambda a, b: (same_actor(a, b), a.issue == b.issue)):
            place[id(head)].append(one)
            joined.add(id(one))
        units += [[one] for one in coded if id(one) not in joined]
    return units


def _statements(codings: Sequence[PlacedCoding]) -> list[PlacedCoding]:
    """Each stretch of words by one speaker once, whatever it says of however many issues."""
    found: defaultdict[str, list[PlacedCoding]] = defaultdict(list)
    for one in codings:
        same = (
            other
            for other in found[one.document]
            if same_actor(one, other)
            and common(one.spans, other.spans) >= 0.9 * max(length(one.spans), length(other.spans))
        )
        if next(same, None) is None:
            found[one.document].append(one)
    return [one for document in found.values() for one in document]


def _sided(codings: Sequence[PlacedCoding]) -> list[PlacedCoding]:
    return [one for one in codings if one.issue is not None]


def _actors(one: PlacedCoding, other: PlacedCoding) -> tuple[str, str]:
    """The speakers of two codings as values to be compared: by side, where one of them names no person."""
    if same_actor(one, other):
        both = sorted(one.people & other.people)
        value = both[0] if both else one.holder or ""
        return value, value
    if one.people and other.people:
        return min(one.people), min(other.people)
    return one.holder or min(one.people, default=""), other.holder or min(other.people, default="")


def _actor(one: PlacedCoding, unit: Sequence[PlacedCoding]) -> str:
    """The same for one of several."""
    if all(other.people for other in unit):
        shared = frozenset.intersection(*(other.people for other in unit))
        return min(shared or one.people)
    return one.holder or min(one.people, default="")
