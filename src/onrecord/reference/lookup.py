"""Rows found by any of their names, and the nearest names where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from onrecord.reference.loader import NAMES
from onrecord.reference.reference import Reference, borne
from onrecord.reference.rows import AgreementRow, OrganisationRow, PersonRow, Row, StateRow
from onrecord.reference.spelling import fold

# Below this, of 100, a name has nothing to do with what was typed.
_NEAR = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """A row and the table it stands in."""

    table: str
    row: Row


def entries(reference: Reference, words: str) -> tuple[Entry, ...]:
    """Every row that bears a name, table by table.

    As it is written; else in other letter case; else in another spelling (Lavrov, Lawrow). Codes of states count as
    names in capitals alone; demonyms, capitals and seats lead to their state.
    """
    known = [(name, entry) for entry in _all(reference) for name in names(entry.row)]
    asked = " ".join(words.split())
    for same in (str, str.casefold, fold):
        wanted = same(asked)
        found = {id(entry.row): entry for name, entry in known if same(name) == wanted} if wanted else {}
        if same is str:
            found |= {id(e.row): e for e in _all(reference) if isinstance(e.row, StateRow) and asked in _codes(e.row)}
        if found:
            return tuple(found.values())
    return ()


def surnamed(reference: Reference, words: str) -> tuple[Entry, ...]:
    """The one person whose name ends with some words, in any spelling; nothing where several do."""
    ends = f" {fold(' '.join(words.split()))}"
    found = [e for e in _all(reference) if isinstance(e.row, PersonRow) and fold(e.row.name).endswith(ends)]
    return tuple(found) if len(found) == 1 else ()


def nearest(reference: Reference, words: str, count: int = 4) -> tuple[tuple[str, Entry], ...]:
    """The rows whose names hold what was typed, then those most like it, nearest first, each with that name."""
    known = [(name, entry) for entry in _all(reference) for name in names(entry.row)]
    asked = words.casefold()
    # Whoever bears the whole of it, a surname above all, comes first.
    holding = [(name, entry) for name, entry in known if f" {fold(asked)} " in f" {fold(name)} "]
    near = process.extract(
        asked, [name.casefold() for name, _ in known], scorer=fuzz.WRatio, limit=10 * count, score_cutoff=_NEAR
    )
    # A short name inside a long one scores high: the plain likeness of the whole decides between them.
    near.sort(key=lambda one: (-fuzz.ratio(asked, one[0]), -one[1]))
    found: dict[int, tuple[str, Entry]] = {}
    for name, entry in (*holding, *(known[place] for _, _, place in near)):
        found.setdefault(id(entry.row), (name, entry))
    return tuple(found.values())[:count]


def names(row: Row) -> tuple[str, ...]:
    """Every name by which a row can be looked up, its own first."""
    own = borne(row) if isinstance(row, StateRow | OrganisationRow | AgreementRow) else (row.name, *row.aliases)
    if isinstance(row, StateRow):
        capital = (row.capital,) if row.capital else ()
        own += (*row.demonyms, *capital, *row.seats, *row.homonyms)
    return tuple(dict.fromkeys(own))


def _codes(row: StateRow) -> tuple[str | None, ...]:
    return row.alpha2, row.alpha3


def _all(reference: Reference) -> Iterator[Entry]:
    for table in NAMES:
        for row in getattr(reference.tables, table):
            yield Entry(table, row)
