"""Passages of made-up news with every statement marked (``train/reported``), to learn from and to be measured on.

    python -m train.reported FILE.txt ...        # what the shipped reader finds in them

Passages lie apart by a line ``---``. ``[1s Kell] [1c said] [1p that it rains]`` marks source, cue and content of
statement 1, ``[1,2s Kell]`` the source of two; a statement whose cue stands in the content of another is nested in it.

``acts`` has, for most files, a line for every statement: ``12.3 <tab> ACCUSE,SAY <tab> Zanthe ; the two unions``, the
passage and the number in it, what it does (a second act where one could be argued for), and the words that call whom it
is aimed at, ``-`` where nobody is. The words stand where they do nearest to the cue; ``Zanthe@2`` is the second place.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bench.nested import Said, read, tally, totals
from tokenizers import Tokenizer

from onrecord.model import Span
from onrecord.reading import TrainedReader
from onrecord.reading.encoder.act import ACTS
from onrecord.reading.encoder.window import Words, words
from onrecord.reference import Reference
from train import usage
from train.data import Done, Marked, Text, items_of, prepared, word_range

FOLDER = Path(__file__).resolve().parent / "reported"
MARKS = FOLDER / "acts"
SECOND = 0.3
"""The share of an act that could be argued for beside the first."""
_MOST = 99  # files at a time
_ROLES = {"s": "source", "c": "cue", "p": "content"}
_APART = re.compile(r"\n\s*\n---\s*\n")
_TARGET = re.compile(r"(.+?)\s*(?:@(\d+))?")
_OPENS = re.compile(r"\[([0-9]+(?:,[0-9]+)*)([scp]) ")


@dataclass(frozen=True)
class Passage:
    """Words as they stand in print, and the statements in them: where source, cue and content of each lie, and the
    numbers that they have in their marks.
    """

    name: str
    text: str
    statements: tuple[Marked, ...]
    numbers: tuple[str, ...]

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


@dataclass(frozen=True)
class Mark:
    """What a statement does, the likeliest first, and the words that call whom it is aimed at, from character to
    character.
    """

    acts: tuple[str, ...]
    targets: tuple[tuple[int, int], ...]


def marks(file: Path) -> list[dict[int, Mark]]:
    """What is marked of the statements of each passage of a file, by their places in it; nothing where nobody did.

    Raises ValueError where a line does not fit its passage.
    """
    every = passages(file)
    found: list[dict[int, Mark]] = [{} for _ in every]
    path = MARKS / f"{file.stem}.tsv"
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        key, acts, targets = line.split("\t")
        number, _, name = key.partition(".")
        passage, did = every[int(number) - 1], tuple(acts.split(","))
        if name not in passage.numbers or not {*did} <= {*ACTS}:
            raise ValueError(f"{file.stem} {key}: no such statement, or no such act: {acts}")
        place = passage.numbers.index(name)
        cue = passage.statements[place]["cue"][0][0]
        aims = tuple(place_of(passage, words_, cue) for words_ in targets.split(" ; ") if targets != "-")
        found[int(number) - 1][place] = Mark(did, aims)
    return found


def place_of(passage: Passage, target: str, cue: int) -> tuple[int, int]:
    """Where the words of a target stand: in the place nearest to the cue, or the one that is counted out.

    "Zanthe" may stand in "Zanthean", "he" not in "the".
    """
    match = _TARGET.fullmatch(target.strip())
    places = [found.start() for found in re.finditer(re.escape(match[1]), passage.text)] if match else []
    if match is None or len(places) < int(match[2] or 1):
        raise ValueError(f"{passage.name}: {target!r} does not stand there")
    word = re.compile(rf"\b{re.escape(match[1])}\b")
    whole = [found.start() for found in word.finditer(passage.text)]
    near = whole if whole and match[1].islower() else places
    start = places[int(match[2]) - 1] if match[2] else min(near, key=lambda place: abs(place - cue))
    return start, start + len(match[1])


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
    return Passage(name, text, tuple(roles.values()), tuple(roles))


def reported(tokenizer: Tokenizer, without: Sequence[str] = ()) -> list[Text]:
    """The passages of every file but those named, as the network learns from them.

    Raises ValueError for a name that no file has.
    """
    files = sorted(FOLDER.glob("*.txt"))
    if unknown := {*without} - {file.stem for file in files}:
        raise ValueError(f"no passages are called {', '.join(sorted(unknown))}")
    files = [file for file in files if file.stem not in without]
    return [text for file in files for text in reported_in(file.stem, tokenizer)]


def reported_in(name: str, tokenizer: Tokenizer) -> list[Text]:
    """The passages of one file, as the network learns from them."""
    file = FOLDER / f"{name}.txt"
    return [_learnt(passage, told, tokenizer) for passage, told in zip(passages(file), marks(file), strict=True)]


def _learnt(passage: Passage, told: dict[int, Mark], tokenizer: Tokenizer) -> Text:
    seen = words(passage.text)
    marked = ((one, passage.parent(one) is not None) for one in passage.statements)
    items = items_of(passage.text, seen, marked)
    did = {word_range(seen, *passage.statements[n]["cue"][0])[0]: done(mark, seen) for n, mark in told.items()}
    items = [replace(item, done=did.get(item.start)) for item in items]
    return prepared(passage.name, passage.text, tokenizer, items=items)


def done(mark: Mark, seen: Words) -> Done:
    """A mark in words."""
    shares = (1 - SECOND, SECOND) if len(mark.acts) > 1 else (1.0,)
    acts = {ACTS.index(act): share for act, share in zip(mark.acts, shares, strict=False)}
    aims = (range(*word_range(seen, start, end)) for start, end in mark.targets)
    return Done(acts, frozenset(word for some in aims for word in some))


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
