"""Whom acts of words are aimed at, sentence by sentence: news sentences about made-up states (`texts/aims`).

    python -m bench.aims [dev|kept|leads-1|leads-2|leads-3|leads-kept ...] [--list]

`dev` and `kept` are the halves of `aims.yaml`; `leads-1` to `leads-3` are for development, `leads-kept` is kept.
Every sentence is a page of its own, in the world of `texts/happenings`. The statement or event that touches the marked
source and the marked words is taken, as `bench.acts` takes it. A target is right where it is one of the gold's names,
of such a side, or a group called by the gold's noun; in the sentences that name nobody, any target is wrong.

`--list` prints the misses of those for development; of the kept there are totals alone.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from bench.acts import Answer, Item, answer
from onrecord.model import DateCandidate, DateSource, Document, Part, PartKind, Reading, Span
from onrecord.reading import Reader, TrainedReader, read
from onrecord.reference import Reference

FOLDER = Path(__file__).resolve().parent / "texts"
HALVES = ("dev", "kept")
SETS = (*HALVES, "leads-1", "leads-2", "leads-3", "leads-kept")
_DAY = date(2018, 9, 14)
_MARK = re.compile(r"\{(by|does|at) ([^{}]*)\}")


def items(half: str) -> Iterator[tuple[Item, dict[str, Any]]]:
    """The sentences of a set, their marks taken out, with their gold."""
    name = "aims" if half in HALVES else half
    rows = yaml.safe_load((FOLDER / "aims" / f"{name}.yaml").read_text(encoding="utf-8"))
    for row in rows[HALVES.index(half) :: 2] if half in HALVES else rows:
        marks: dict[str, list[Span]] = {"by": [], "does": [], "at": []}
        text, done = "", 0
        for mark in _MARK.finditer(row["text"]):
            text += row["text"][done : mark.start()]
            marks[mark[1]].append(Span(len(text), len(text) + len(mark[2])))
            text, done = text + mark[2], mark.end()
        text += row["text"][done:]
        aimed = " ".join(text[s.start : s.end] for s in marks["at"])
        gold = frozenset(row["target"])
        yield Item(text, _DAY, row["act"][0], tuple(marks["by"]), tuple(marks["does"]), aimed, gold), row


def aimed_right(gold: Sequence[str], target: str | None, reading: Reading, reference: Reference) -> bool:
    """Whether a target is one of the gold's, of its side, or a group called by its noun; none where gold has none."""
    if target is None or not gold:
        return target is None and not gold
    actor = next((a for a in reading.actors if a.name == target), None)
    side = reference.side((actor.of if actor else None) or target)
    return not {target, side, target.split()[-1].lower()}.isdisjoint(gold)


def score(half: str, reader: Reader, reference: Reference) -> tuple[Counter[str], list[str]]:
    """How many acts and targets of a set are right and there, and a line for each miss."""
    count: Counter[str] = Counter()
    notes: list[str] = []
    for item, gold in items(half):
        given = DateCandidate(DateSource.METADATA, str(_DAY), _DAY.year, _DAY.month, _DAY.day)
        part = Part(PartKind.BODY, Span(0, len(item.text)))
        reading = read(Document("0123456789abcdef", "page.txt", item.text, (part,), dates=(given,)), reader, reference)
        ours = answer(item, reading)
        act, aimed = str(ours.act) in gold["act"], aimed_right(gold["target"], ours.target, reading, reference)
        count["act"] += act
        count["target"] += aimed and bool(gold["target"])
        count["given"] += ours.target is not None
        count["sentences"] += 1
        count["aimed"] += bool(gold["target"])
        if not act or not aimed:
            notes.append(_note(item, gold, ours))
    return count, notes


def _note(item: Item, gold: dict[str, Any], ours: Answer) -> str:
    """A miss in words."""
    wanted = f"{'/'.join(gold['act'])} at {'/'.join(gold['target']) or 'nobody'}"
    return f"{wanted} -> {ours.act} at {ours.target}: {ours.shown}\n      {item.text}"


def main(arguments: Sequence[str]) -> None:
    """Print a row for each set."""
    chosen = [a for a in arguments if not a.startswith("-")] or list(SETS)
    reference = Reference.load(FOLDER / "happenings" / "reference.yaml")
    reader = TrainedReader(reference)
    print("| set | acts | targets right of those there | of those given |\n|---|---|---|---|")
    for half in chosen:
        n, notes = score(half, reader, reference)
        rows = (f"{n['act']}/{n['sentences']}", f"{n['target']}/{n['aimed']}", f"{n['target']}/{n['given']}")
        print(f"| {half} | {' | '.join(rows)} |", flush=True)
        if "--list" in arguments and not half.endswith("kept"):
            print("\n".join(f"  {line}" for line in notes))


if __name__ == "__main__":
    main(sys.argv[1:])
