"""How many claims of fact the rules read in PolNeAR, and what the reference says to them; each that differs is shown.

    python -m bench.checks SPLIT_DIR METADATA.tsv [HOW_MANY]

The corpus has no gold for claims: every line that differs is for a person to read.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from datetime import date
from pathlib import Path

from onrecord.model import DateCandidate, DateSource, Document, Part, PartKind, Span, Verdict
from onrecord.reading import RuleReader, read
from onrecord.record.checks.check import checks
from onrecord.reference import Reference


def main(split: Path, metadata: Path, count: int | None) -> None:
    """Print what differs, with its words, and the claims by fact and verdict."""
    reference = Reference.load()
    reader = RuleReader(reference)
    with metadata.open(encoding="utf-8") as lines:
        dates = {row["filename"]: row["publication_date"] for row in csv.DictReader(lines, delimiter="\t")}
    found: Counter[tuple[str, str]] = Counter()
    files = sorted((split / "text").glob("*.txt"))[:count]
    for file in files:
        with file.open(encoding="utf-8", newline="") as handle:
            text = handle.read()
        known = date.fromisoformat(dates[file.stem]) if dates.get(file.stem) else None
        given = DateCandidate(DateSource.METADATA, str(known), known.year, known.month, known.day) if known else None
        parts = (Part(PartKind.BODY, Span(0, len(text))),)
        document = Document(file.stem, file.name, text, parts, (), dates=(given,) if given else ())
        for check in checks([read(document, reader, reference)], reference)[0].checks:
            claim = check.claim
            found[claim.fact.partition(" by ")[0], check.verdict.value] += 1
            if check.verdict is Verdict.DIFFERS:
                print(f"{file.name}: {claim.about}, {claim.fact} {claim.value}; reference: {check.reference}")
                print("    " + " ".join(text[max(0, claim.span.start - 80) : claim.span.end + 80].split()))
    print(f"{len(files)} texts: " + ", ".join(f"{fact} {verdict} {n}" for (fact, verdict), n in sorted(found.items())))


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) == 4 else None)
