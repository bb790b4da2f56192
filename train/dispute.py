"""The made-up disputes with gold that there are to learn from."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from bench.record import DISPUTES

from onrecord.model import Record
from onrecord.record.issues.codebook import Codebook
from onrecord.record.positions.held import shown
from onrecord.record.utterances.told import Told, told
from onrecord.reference import Reference

FOLDER = Path(__file__).with_name("disputes")
MEASURED = frozenset({"dunmarrow"})
"""Not held out, but never learnt from: what is fitted is measured on it."""


def disputes(without: Collection[str] = ()) -> Iterator[Path]:
    """The folders of the disputes to learn from, those of the bench that are not held out among them, in order."""
    every = [*sorted(DISPUTES.iterdir()), *sorted(FOLDER.iterdir())]
    for folder in every:
        kept = folder.name.startswith("held") or folder.name in MEASURED or folder.name in without
        if not kept and (folder / "gold.yaml").exists():
            yield folder


def tellings(record: Record, reference: Reference) -> list[tuple[Told, ...]]:
    """The statements of each page of a record as they are compared, with the positions that they show."""
    codebook = Codebook.load()
    return [
        told(d, r, shown(d, r, codebook, reference), reference)
        for d, r in zip(record.documents, record.readings, strict=True)
    ]
