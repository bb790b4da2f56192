"""Whether the words that gold stands in are read as a statement, and of the right side.

    python -m bench.unread DISPUTE_FOLDER ...           # --list says which are missed

Of each stretch that shows a position and of both ends of each answer: *read* where a statement stands there and, of a
position, one whose side is the one that holds it; else *unread*, *nobody* (nobody is known to speak) or *other side*.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

import onrecord
from bench.record import Pages
from onrecord.record.issues.codebook import Codebook
from onrecord.record.positions.held import PagePositions
from onrecord.reference import Reference


def main(arguments: Sequence[str]) -> None:
    """Print a row for each dispute, and the words that are missed where asked."""
    total: Counter[str] = Counter()
    for folder in (Path(a) for a in arguments if not a.startswith("-")):
        found = list(_stretches(folder))
        counted = Counter(f"{part} {became}" for part, became, _ in found)
        total += counted
        print(folder.name, dict(sorted(counted.items())), flush=True)
        for part, became, words in found if "--list" in arguments else ():
            if became != "read":
                print(f"  {part} {became}: {words}")
    print("all", dict(sorted(total.items())))


def _stretches(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Each stretch of gold: what it shows, what became of it, and its words."""
    gold = yaml.safe_load((folder / "gold.yaml").read_text(encoding="utf-8"))
    reference, codebook = Reference.load(folder / "reference.yaml"), Codebook.load()
    with onrecord.build([folder / "pages"], reference=folder / "reference.yaml") as built:
        record = built.record
    pages = Pages(record)
    sides: dict[str, set[str]] = {}
    for document, reading in zip(record.documents, record.readings, strict=True):
        page = PagePositions(document, reading, codebook, reference)
        for said in reading.statements:
            if said.speaker:
                sides[said.id] = {*page.holders(said), pages.passage(said.id, reference)[2]}
    shown = [("position", one["by"], s) for one in gold["positions"] for s in one["shown"]]
    ends = [("answer", None, end) for one in gold["answers"] for end in (one, one["to"])]
    for part, by, stretch in (*shown, *ends):
        ids = pages.meant(stretch)
        heard = [sides[i] for i in ids if i in sides]
        if not ids:
            became = "unread"
        elif by is None or any(by in names for names in heard):
            became = "read"
        else:
            became = "other side" if heard else "nobody"
        yield part, became, f"{stretch['file']} {by or ''} {stretch['words'][:90]}"


if __name__ == "__main__":
    main(sys.argv[1:])
