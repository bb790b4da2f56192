"""How often the date given to a page holds the true one, on articles whose metadata is hidden.

    python -m bench.dating SPLIT_DIR

Reads text/*.txt of a PolNeAR split as flattened pages of which nothing but the text is known, and compares the
interval with the true day, which the name of each file carries (as `metadata.tsv` does).
"""

from __future__ import annotations

import sys
from collections import Counter
from datetime import date
from hashlib import sha256
from pathlib import Path

from onrecord.ingest import extract
from onrecord.model import Page
from onrecord.reading import TrainedReader, read
from onrecord.reference import Reference

# Widths are counted up to so many days.
_WIDTHS = (("a day", 1), ("a month", 31), ("a year", 366))


def main(split: Path) -> None:
    """Date every text of the split and print how many intervals hold the truth, and how wide they are."""
    reference = Reference.load()
    reader = TrainedReader(reference)
    held = total = 0
    widths: Counter[str] = Counter()
    for file in sorted((split / "text").glob("*.txt")):
        content = file.read_bytes()
        page = Page(sha256(content).hexdigest()[:16], "article.txt", "text/plain", content)
        interval = read(extract(page), reader, reference).published.value
        true = date.fromisoformat(file.stem.split("_")[1])
        total += 1
        held += true in interval
        if true not in interval:
            print(f"{file.stem}: {interval}")
        widths[_width(interval.earliest, interval.latest)] += 1
    print(f"{held} of {total} intervals hold the true date ({held / total:.1%})")
    print(", ".join(f"{width}: {count}" for width, count in widths.most_common()))


def _width(earliest: date | None, latest: date | None) -> str:
    """How much an interval leaves open."""
    if earliest is None or latest is None:
        return "open on one side" if earliest or latest else "open"
    days = (latest - earliest).days + 1
    return next((name for name, most in _WIDTHS if days <= most), "more than a year")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
