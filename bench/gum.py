"""GUM's texts with the times that are marked in them (`shared/data/gum/xml`), made plain again.

The XML gives a token a line and the `<date>` elements around them; which tokens stand without a space between them is
taken from the CoNLL-U file beside it and from `<w>`, which binds the parts of one written word.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "data" / "gum"
_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')
# Elements that stand on lines of their own in the text.
_BLOCKS = frozenset({"p", "head", "item", "row", "cell", "caption", "figure", "sp", "l", "lg", "list", "note", "table"})


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked stretch of text: ``element`` is ``date`` or ``time``, with the attributes that GUM gives it."""

    start: int
    end: int
    element: str
    given: dict[str, str]


@dataclass(frozen=True, slots=True)
class Passage:
    """A document: its text, when it was made as far as its header tells, and what is marked in it."""

    id: str
    text: str
    created: date | None
    marked: tuple[Marked, ...]


def split(name: str) -> list[str]:
    """The names of the documents of a split (``train``, ``dev``, ``test``) that have an XML file."""
    found, current = [], ""
    for line in (FOLDER / "splits.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            current = line[3:].strip()
        elif current == name and line.strip().startswith("* "):
            found.append(line.strip()[2:])
    return [n for n in found if (FOLDER / "xml" / f"{n}.xml").exists()]


def passages(name: str) -> Iterator[Passage]:
    """Every document of a split, in the order of the list of splits."""
    for id_ in split(name):
        lines = (FOLDER / "xml" / f"{id_}.xml").read_text(encoding="utf-8").splitlines()
        yield _passage(id_, lines, _tight(FOLDER / f"{id_}.conllu"))


def _tight(file: Path) -> list[bool]:
    """For every token whether the next one follows without a space."""
    rows = (line.split("\t") for line in file.read_text(encoding="utf-8").splitlines())
    return ["SpaceAfter=No" in row[9] for row in rows if len(row) == 10 and row[0].isdigit()]


def _passage(id_: str, lines: list[str], tight: list[bool]) -> Passage:
    """A document from its lines of tags and tokens."""
    pieces: list[str] = []
    length = count = inside = 0
    space = ""
    opened: list[tuple[str, dict[str, str], int]] = []
    marked = []
    for line in lines:
        if "\t" in line:
            word = html.unescape(line.split("\t")[0])
            before = space if pieces else ""
            pieces.append(before + word)
            length += len(before) + len(word)
            space = "" if tight[count] or inside else " "
            count += 1
            continue
        tag = (re.match(r"</?(\w+)", line) or [""])[1]
        closes = line.startswith("</")
        if tag == "w":
            inside += -1 if closes else 1
            space = " " if closes and not tight[count - 1] else space
        elif tag in _BLOCKS:
            space = "\n\n"
        elif tag in ("date", "time") and not closes:
            opened.append((tag, dict(_ATTRIBUTE.findall(line)), length + (len(space) if pieces else 0)))
        elif tag in ("date", "time"):
            element, given, start = opened.pop()
            if start < length and not opened:
                marked.append(Marked(start, length, element, given))
    made = dict(_ATTRIBUTE.findall(lines[0])).get("dateCreated", "")
    return Passage(id_, "".join(pieces), _day(made), tuple(marked))


def _day(text: str) -> date | None:
    """A day written out, or None."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
