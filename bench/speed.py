"""How fast whole articles go from page to reading, beside the peers.

    python -m bench.speed TEXT_FOLDER [PIPELINE_FOLDER]

Reads every .txt of the folder as a flattened page, three times: with the shipped reader and with the rules alone, in
one process and in as many as there are cores; and, where a spaCy pipeline is given (`python -m bench.peers` trains
one) and spaCy and textacy are installed, over its parse with textacy's quotations and with rules like the Gender Gap
Tracker's. Medians of three rounds. Timings depend on the machine: compare within one run.
"""

from __future__ import annotations

import contextlib
import resource
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path

from onrecord.engine.pool import Pool, cores
from onrecord.ingest import extract
from onrecord.model import Page
from onrecord.reading import Reader, RuleReader, TrainedReader, read
from onrecord.reference import Reference

ROUNDS = 3
_reader: dict[str, tuple[Reader, Reference]] = {}


def _ours(name: str) -> tuple[Reader, Reference]:
    """The reader of that name in this process."""
    if name not in _reader:
        reference = Reference.load()
        made: Reader = TrainedReader(reference) if name == "trained" else RuleReader(reference)
        _reader[name] = made, reference
    return _reader[name]


def _read(name: str, page: Page) -> int:
    """Read one page with the reader of that name; how many statements it has."""
    return len(read(extract(page), *_ours(name)).statements)


def _timed(pages: list[Page], each: Callable[[list[Page]], object]) -> float:
    """The median time of a round over all pages."""
    each(pages[:4])
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        each(pages)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main(folder: Path, pipeline: Path | None) -> None:
    """Time every way of reading the texts of a folder."""
    pages = []
    for file in sorted(folder.glob("*.txt")):
        content = file.read_bytes()
        pages.append(Page(sha256(content).hexdigest()[:16], file.name, "text/plain", content))
    words = sum(len(page.content.decode().split()) for page in pages)
    print(f"{len(pages)} articles of {words / len(pages):.0f} words")

    def say(name: str, seconds: float) -> None:
        print(f"{name:<44}{len(pages) / seconds:6.1f} articles {words / seconds:8.0f} words a second", flush=True)

    for name in ("rules", "trained"):
        say(f"{name}, one process", _timed(pages, lambda some, n=name: [_read(n, p) for p in some]))  # type: ignore[misc]
    print(f"memory so far: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    pool = Pool(partial(_read, "trained"), cores())
    say(
        f"trained, {pool.processes} processes",
        _timed(pages, lambda some: [result() for result in [pool.give(page) for page in some]]),
    )
    pool.close()
    if pipeline is None:
        return
    import spacy
    from textacy.extract import direct_quotations

    from bench.peers import gap

    nlp = spacy.load(pipeline)
    texts = {page.id: page.content.decode() for page in pages}

    def parsed(some: list[Page], then: Callable[[object], object]) -> None:
        for doc in nlp.pipe([texts[p.id] for p in some]):
            then(doc)

    say("spaCy parse alone", _timed(pages, lambda some: parsed(some, id)))

    def quotations(doc: object) -> None:
        with contextlib.suppress(ValueError):  # textacy gives a text up in which a quotation mark is not closed
            list(direct_quotations(doc))

    say("textacy over that parse", _timed(pages, lambda some: parsed(some, quotations)))
    say("like the Gender Gap Tracker over that parse", _timed(pages, lambda some: parsed(some, gap)))


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) == 3 else None)
