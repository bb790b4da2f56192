"""How fast whole articles go from text to readings.

    python -m bench.speed TEXT_FOLDER

Reads every .txt of the folder three times with the shipped reader in this one process and prints the median number
of articles and words a second, and the most memory used. Timings depend on the machine: compare within one run.
"""

from __future__ import annotations

import resource
import statistics
import sys
import time
from pathlib import Path

from onrecord.model import Document, Part, PartKind, Span
from onrecord.reading import TrainedReader, read
from onrecord.reference import Reference

ROUNDS = 3


def main(folder: Path) -> None:
    """Time the reading of every text of a folder."""
    reference = Reference.load()
    reader = TrainedReader(reference)
    documents = []
    for file in sorted(folder.glob("*.txt")):
        text = file.read_text(encoding="utf-8")
        documents.append(Document(file.stem, file.name, text, (Part(PartKind.BODY, Span(0, len(text))),)))
    words = sum(len(d.text.split()) for d in documents)
    read(documents[0], reader, reference)
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for document in documents:
            read(document, reader, reference)
        times.append(time.perf_counter() - start)
    middle = statistics.median(times)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{len(documents)} articles of {words / len(documents):.0f} words: {len(documents) / middle:.1f} articles and "
        f"{words / middle:.0f} words a second on one core (median of {ROUNDS}); {memory:.0f} MB"
    )


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
