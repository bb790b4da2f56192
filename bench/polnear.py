"""Attributions of a PolNeAR split, as `shared/score/polnear.py` scores them.

    python -m bench.polnear SPLIT_DIR OUT.jsonl

Reads SPLIT_DIR/text/*.txt with the shipped reader and writes one JSON line an article.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from onrecord.model import Span
from onrecord.reading import RuleReader
from onrecord.reference import Reference


def main(split: Path, out: Path) -> None:
    """Read every text of the split and write its attributions."""
    reader = RuleReader(Reference.load())
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
                for a in reader.attributions(text)
            ]
            lines.write(json.dumps({"document": file.stem, "attributions": found}) + "\n")


def _pairs(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[s.start, s.end] for s in spans]


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
