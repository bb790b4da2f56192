"""Attributions of a PolNeAR split, as `shared/score/polnear.py` scores them.

    python -m bench.polnear SPLIT_DIR OUT.jsonl

Reads SPLIT_DIR/text/*.txt with the shipped network and writes one JSON line an article: the outermost statements, which
are what the corpus marks, with the ends that it gives them. (The record takes the comma behind a source off, takes in
what rules find, and keeps statements inside statements.)
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from onrecord.model import Span
from onrecord.reading import TrainedReader
from onrecord.reading.attributions.trained import OUTERMOST
from onrecord.reference import Reference


def main(split: Path, out: Path) -> None:
    """Read every text of the split and write its attributions."""
    reader = TrainedReader(Reference.load())
    with out.open("w", encoding="utf-8") as lines:
        for file in sorted((split / "text").glob("*.txt")):
            with file.open(encoding="utf-8", newline="") as handle:
                text = handle.read()
            found = [
                {
                    "source": [[a.source.start, a.source.end]] if a.source else [],
                    "cue": _pairs(a.cue),
                    "content": _pairs(a.content),
                }
                for a in reader.trained(text)
                if a.rule == OUTERMOST
            ]
            lines.write(json.dumps({"document": file.stem, "attributions": found}) + "\n")


def _pairs(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[s.start, s.end] for s in spans]


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
