"""A file of codings, read as what it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from onrecord.engine.coding.annotation import read_annotations
from onrecord.engine.coding.bound import unreadable
from onrecord.engine.coding.dna import HEAD, read_dna
from onrecord.engine.coding.field import Fields
from onrecord.engine.coding.gold import read_gold
from onrecord.engine.coding.sheet import read_sheet
from onrecord.model import HandCodings, LeftOut, Misused

FORMATS = ("dna", "annotations", "csv", "gold")
_ENDINGS = {
    ".dna": "dna",
    ".json": "annotations",
    ".jsonl": "annotations",
    ".jsonld": "annotations",
    ".csv": "csv",
    ".tsv": "csv",
    ".yaml": "gold",
    ".yml": "gold",
}


def read_codings(path: Path, as_: str | None = None, columns: str | None = None, by: str | None = None) -> HandCodings:
    """What is coded in a file. ``as_`` is one of ``FORMATS``, else the file tells; ``by`` coded what names no coder.

    A coding without either is left out. Raises OnRecordError where the file cannot be used.
    """
    fields = Fields.parse(columns)
    form = as_ or _form(path)
    if form not in FORMATS:
        raise Misused(f"no format {form!r}: it is one of {', '.join(FORMATS)}")
    if columns and form not in ("dna", "csv"):
        raise Misused("--columns is for a table of codings, or for the variables of a .dna file")
    if form == "dna":
        found = read_dna(path, fields)
    elif form == "csv":
        found = read_sheet(path, fields)
    else:
        found = read_annotations(path) if form == "annotations" else read_gold(path)
    named = tuple(c if c.coder else replace(c, coder=by or "") for c in found.codings)
    nameless = [LeftOut(c.where, "it does not say who coded it: give --by NAME") for c in named if not c.coder]
    return replace(found, codings=tuple(c for c in named if c.coder), left_out=(*found.left_out, *nameless))


def _form(path: Path) -> str:
    """The format of a file, by its first bytes, else its ending. Raises OnRecordError where neither tells."""
    try:
        with path.open("rb") as file:
            if file.read(len(HEAD)) == HEAD:
                return "dna"
    except OSError as error:
        raise unreadable(path, error) from None
    form = _ENDINGS.get(path.suffix.lower())
    if form is None:
        raise Misused(f"{path}: its name does not say what it is: give --as {', '.join(FORMATS)}")
    return form
