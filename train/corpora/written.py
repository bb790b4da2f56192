"""Sentences written for training, with their names marked in the text (``train/names``).

A piece a line: ``{PER Ada Lovelace} was born in {PLACE London}.`` What the marks are called stands in ``_MARKS``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from train.corpora.annotated import Annotated, Named, Source, Split
from train.corpora.kind import Kinds

FOLDER = Path(__file__).resolve().parents[1] / "names"
_PIECES = 5  # lines that make a document
_MARK = re.compile(r"\{([A-Z]+) ([^{}]+)\}")
_MARKS = {
    "PER": "PERSON",
    "ORG": "ORGANISATION",
    "STATE": "STATE",
    "PLACE": "PLACE",
    "NAT": "NATIONALITY",
    "WEAP": "WEAPON",
    "AGR": "AGREEMENT",
    "EVENT": "EVENT",
    "OTHER": "OTHER",
}


def pieces(split: Split, _: Kinds) -> Source:
    """The files of ``train/names``, some lines a document. All of it is to learn from: dev and test have nothing.

    Raises ValueError, with the file and the line, for a mark that is none.
    """
    if split != "train":
        return Source(())
    documents = []
    for file in sorted(FOLDER.glob("*.txt")):
        lines = file.read_text(encoding="utf-8").splitlines()
        kept = [_Line(f"{file.name}, line {number}", line) for number, line in enumerate(lines, 1) if line.strip()]
        documents += [_document(kept[at : at + _PIECES], f"{file.stem}-{at}") for at in range(0, len(kept), _PIECES)]
    return Source(tuple(documents))


class _Line(NamedTuple):
    where: str
    words: str


def _document(lines: Iterable[_Line], name: str) -> Annotated:
    text, found = "", []
    for where, line in lines:
        text, at = f"{text}\n" if text else "", 0
        for mark in _MARK.finditer(line):
            if mark[1] not in _MARKS:
                raise ValueError(f"{where}: no kind of name is marked {mark[1]}")
            text += line[at : mark.start()]
            found.append(Named(len(text), len(text) + len(mark[2]), _MARKS[mark[1]]))
            text += mark[2]
            at = mark.end()
        text += line[at:]
        if "{" in text or "}" in text:
            raise ValueError(f"{where}: a brace that is no mark")
    return Annotated(name, text, None, None, tuple(found))
