"""What statements do and whom they are aimed at, as the record has it, on passages where both are marked.

    python -m train.act train/reported/locals.txt train/reported/ripostes.txt

A passage is read as a page of its own. Of each marked statement the one is taken whose cue touches its own; its act is
right where it is one of those marked. A target is right where the words that it rests on touch those marked, or where
whom these name is the same or of the same side.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from onrecord.model import DateCandidate, DateSource, Document, Part, PartKind, Reading, Span, Statement
from onrecord.reading import Reader, TrainedReader, read
from onrecord.reference import Reference
from train import usage
from train.reported import Mark, Passage, marks, passages

_MOST = 99  # files at a time
_DAY = DateCandidate(DateSource.METADATA, "2018-09-14", 2018, 9, 14)


def scored(file: Path, reader: Reader, reference: Reference) -> Counter[str]:
    """How many statements of a file are marked and found, how many acts are right, how many targets are to be given,
    given and right.
    """
    count: Counter[str] = Counter()
    for passage, told in zip(passages(file), marks(file), strict=True):
        part = Part(PartKind.BODY, Span(0, len(passage.text)))
        page = Document("0123456789abcdef", "page.txt", passage.text, (part,), dates=(_DAY,))
        reading = read(page, reader, reference)
        for place, mark in told.items():
            count["marked"] += 1
            said = _meant(passage, place, reading)
            if said is not None:
                count["found"] += 1
                count["acts"] += str(said.act.value) in mark.acts
                count["aimed"] += bool(mark.targets)
                count["given"] += said.target is not None
                count["targets"] += _right(said, mark, reading)
    return count


def _meant(passage: Passage, place: int, reading: Reading) -> Statement | None:
    """The statement whose cue touches that of a marked one."""
    ((start, end),) = passage.statements[place]["cue"]
    cue = Span(start, end)
    return next((s for s in reading.statements if any(one.touches(cue) for one in s.cue)), None)


def _right(said: Statement, mark: Mark, reading: Reading) -> bool:
    """Whether a target is one of those marked."""
    if said.target is None:
        return False
    spans = [Span(start, end) for start, end in mark.targets]
    if (shown := said.target.evidence[0].span) is not None and any(shown.touches(span) for span in spans):
        return True
    side = {actor.name: actor.of or actor.name for actor in reading.actors}
    named = {m.refers.value for span in spans for m in reading.mentions if m.refers and m.span.touches(span)}
    name = said.target.value
    return name in named or side.get(name, name) in {side.get(one, one) for one in named}


def shown(name: str, count: Counter[str]) -> str:
    """The counts of a file as a line."""
    p, r = count["targets"] / max(1, count["given"]), count["targets"] / max(1, count["aimed"])
    f1 = 2 * p * r / (p + r) if p + r else 0.0
    acts = f"acts {count['acts'] / max(1, count['found']):.3f} of {count['found']} of {count['marked']} found"
    return f"{name}: {acts}; targets {p:.2f} / {r:.2f} / {f1:.2f} ({count['targets']} of {count['aimed']})"


def main(files: Sequence[Path]) -> None:
    """Print the scores of each file, and of all together."""
    reference = Reference.load()
    reader, every = TrainedReader(reference), Counter[str]()
    for file in files:
        count = scored(file, reader, reference)
        every += count
        print(shown(file.stem, count), flush=True)
    print(shown("all", every))


if __name__ == "__main__":
    asked = usage.files(sys.argv[1:], __doc__, 1, _MOST)
    if not all(file.is_file() for file in asked):
        sys.exit(__doc__)
    main(asked)
