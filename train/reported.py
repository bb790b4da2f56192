"""Passages of made-up news with every statement marked (``train/reported``), to learn from and to be measured on.

    python -m train.reported FILE.txt ...        # what the shipped reader finds in them

Passages lie apart by a line ``---``. ``[1s Kell] [1c said] [1p that it rains]`` marks source, cue and content of
statement 1, ``[1,2s Kell]`` the source of two; a statement whose cue stands in the content of another is nested in it.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.nested import Said, read, tally, totals
from tokenizers import Tokenizer

from onrecord.model import Span
from onrecord.reading import TrainedReader
from onrecord.reading.encoder.window import words
from onrecord.reference import Reference
from train import usage
from train.data import Marked, Text, items_of, prepared

FOLDER = Path(__file__).resolve().parent / "reported"
_MOST = 99  # files at a time
_ROLES = {"s": "source", "c": "cue", "p": "content"}
_APART = re.compile(r"\n\s*\n---\s*\n")
_OPENS = re.compile(r"\[([0-9]+(?:,[0-9]+)*)([scp]) ")


@dataclass(frozen=True)
class Passage:
    """Words as they stand in print, and the statements in them: where source, cue and content of each lie."""

    name: str
    text: str
    statements: tuple[Marked, ...]

    def parent(self, one: Marked) -> int | None:
        """The place of the statement that one stands in, the innermost of them."""
        at = one["cue"][0][0]
        around = [
            (end - start, place)
            for place, other in enumerate(self.statements)
            for start, end in other["content"]
            if other is not one and start <= at < end
        ]
        return min(around)[1] if around else None


def passages(file: Path) -> list[Passage]:
    """The passages of a file. Raises ValueError, with the passage's number, where marks are wrong."""
    blocks = _APART.split(file.read_text(encoding="utf-8").strip())
    return [parsed(block, f"{file.stem} {number}") for number, block in enumerate(blocks, 1)]


def parsed(block: str, name: str) -> Passage:
    """One passage out of its marks. Raises ValueError where one is not closed, or a statement lacks cue or content."""
    text, at = "", 0
    roles: dict[str, Marked] = defaultdict(lambda: {role: [] for role in _ROLES.values()})
    opened: list[tuple[list[str], str, int]] = []
    while at < len(block):
        if begins := _OPENS.match(block, at):
            opened.append((begins[1].split(","), _ROLES[begins[2]], len(text)))
            at = begins.end()
            continue
        if block[at] == "]" and opened:
            numbers, role, start = opened.pop()
            for number in numbers:
                roles[number][role].append((start, len(text)))
        elif block[at] in "[]":
            raise ValueError(f"{name}: a bracket that is no mark: {block[max(0, at - 20) : at + 20]}")
        else:
            text += block[at]
        at += 1
    if opened or any(len(one["cue"]) != 1 or not one["content"] for one in roles.values()):
        raise ValueError(f"{name}: a mark is not closed, or a statement has not one cue and some content")
    return Passage(name, text, tuple(roles.values()))


def reported(tokenizer: Tokenizer, without: Sequence[str] = ()) -> list[Text]:
    """The passages of every file but those named, as the network learns from them.

    Raises ValueError for a name that no file has.
    """
    files = sorted(FOLDER.glob("*.txt"))
    if unknown := {*without} - {file.stem for file in files}:
        raise ValueError(f"no passages are called {', '.join(sorted(unknown))}")
    files = [file for file in files if file.stem not in without]
    return [_learnt(passage, tokenizer) for file in files for passage in passages(file)]


def _learnt(passage: Passage, tokenizer: Tokenizer) -> Text:
    marked = ((one, passage.parent(one) is not None) for one in passage.statements)
    items = items_of(passage.text, words(passage.text), marked)
    return prepared(passage.name, passage.text, tokenizer, items=items)


def gold(passage: Passage) -> tuple[Said, ...]:
    """The statements of a passage as ``bench.nested`` holds them against what was read."""

    def spans(one: Marked, role: str) -> tuple[Span, ...]:
        return tuple(Span(start, end) for start, end in one[role])

    return tuple(
        Said(spans(one, "source"), spans(one, "cue"), spans(one, "content"), passage.parent(one))
        for one in passage.statements
    )


def main(files: Sequence[Path]) -> None:
    """Print what the shipped reader finds in each file, as ``bench.nested`` does."""
    reader = TrainedReader(Reference.load())
    for file in files:
        counted: Counter[str] = Counter()
        for passage in passages(file):
            counted += tally(passage.text, gold(passage), read(reader.attributions(passage.text)))
        print(file.stem, reader.name)
        print("\n".join(totals(counted)))


if __name__ == "__main__":
    asked = usage.files(sys.argv[1:], __doc__, 1, _MOST)
    if not all(file.is_file() for file in asked):
        sys.exit(__doc__)
    main(asked)
