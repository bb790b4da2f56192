"""Who is meant: sources of news articles, spellings of names, and what bringing names together costs.

    python -m bench.actors [dev] [SPLIT_DIR] [--list]

Reads the articles of SPLIT_DIR (`../shared/data/polnear/dev`) from which `texts/sources.jsonl` was drawn, dated as
their metadata say, and prints of how many of its sources the record says who is meant: the speaker of the statement
whose source overlaps the words, else the actor of a mention there. Then of how many pairs of `texts/names.yaml` it says
rightly whether they can be one person, and how long names took against reading. `--list` shows the misses of the half
`dev`; of the other there are totals alone, and none where `dev` is asked for.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from onrecord.model import DateCandidate, DateSource, Document, Part, PartKind, Reading, Span
from onrecord.reading import TrainedReader, read
from onrecord.record.actors.person import relation
from onrecord.record.actors.who import cast_of, namesakes, renamed, same_names
from onrecord.reference import Reference

TEXTS = Path(__file__).resolve().parent / "texts"
SPLIT = Path(__file__).resolve().parents[2] / "shared" / "data" / "polnear" / "dev"
_ARTICLE = re.compile(r"^(?:the|a|an)\s+")
_PRONOUNS = frozenset("he she they it we who i you him her them".split())


def plain(name: str) -> str:
    """A name for comparing: without case, article, points and kinds of apostrophe."""
    level = " ".join(name.casefold().replace("’", "'").replace(".", "").replace('"', "").split())
    return _ARTICLE.sub("", level)


def said(reading: Reading, span: Span) -> str | None:
    """Who is meant by the words at a place: the speaker given for them, else whom a mention names there."""
    best: tuple[int, int, str | None] = (0, 0, None)
    for statement in reading.statements:
        if statement.source is not None and statement.source.touches(span):
            common = min(span.end, statement.source.end) - max(span.start, statement.source.start)
            off = abs(len(statement.source) - len(span))
            if (common, -off) > (best[0], best[1]):
                best = common, -off, statement.speaker.value if statement.speaker else None
    if best[0]:
        return best[2]
    named = [m for m in reading.mentions if m.span.touches(span) and m.refers is not None]
    # Of those that begin first the one that is most alike: "her" of "her aides" is not meant by "her aides".
    first = [m for m in named if m.span.start == min(n.span.start for n in named)]
    alike = min(first, key=lambda m: abs(len(m.span) - len(span)), default=None)
    return alike.refers.value if alike is not None and alike.refers is not None else None


def right(row: dict[str, Any], value: str | None) -> bool:
    """Whether a value is who is meant; where nobody can be told, whether nobody is named."""
    if row["meant"] is None:
        return value is None
    return value is not None and plain(value) in {plain(name) for name in (row["meant"], *row["also"])}


def _documents(split: Path, names: set[str]) -> list[Document]:
    days: dict[str, date] = {}
    metadata = split.parent / "metadata.tsv"
    if metadata.exists():
        with metadata.open(encoding="utf-8", newline="") as lines:
            for line in csv.DictReader(lines, delimiter="\t"):
                day = next((v for v in line.values() if v and re.fullmatch(r"\d{4}-\d{2}-\d{2}", v)), None)
                key = next((v for v in line.values() if v and v.removesuffix(".txt") in names), None)
                if day and key:
                    days[key.removesuffix(".txt")] = date.fromisoformat(day)
    found = []
    for name in sorted(names):
        text = (split / "text" / f"{name}.txt").read_bytes().decode("utf-8")
        day = days.get(name)
        dates = (DateCandidate(DateSource.METADATA, str(day), day.year, day.month, day.day),) if day else ()
        found.append(Document(name, name, text, (Part(PartKind.BODY, Span(0, len(text))),), dates=dates))
    return found


def _sort(words: str) -> str:
    first = words.split()[0].lower()
    if words.lower() in _PRONOUNS:
        return "pronouns"
    if first in ("the", "his", "her", "its", "their", "this", "our", "my"):
        return "roles"
    return "names"


def sources(split: Path, listed: bool, halves: tuple[str, ...]) -> None:
    """Prints how many sources of some halves are right, and what names cost."""
    every_row = map(json.loads, (TEXTS / "sources.jsonl").read_text(encoding="utf-8").splitlines())
    rows = [row for row in every_row if row["half"] in halves]
    reference = Reference.load()
    reader = TrainedReader(reference)
    documents = _documents(split, {row["file"] for row in rows})
    start = time.process_time()
    readings = [read(document, reader, reference) for document in documents]
    reading_time = time.process_time() - start
    start = time.process_time()
    told = namesakes(readings, reference)
    merged = same_names(documents, told, reference)
    named = [renamed(reading, merged) for reading in told]
    cast_of(named, merged)
    naming_time = time.process_time() - start
    # Each article is a page of its own here, as the labels are: what another article says does not count.
    alone = {d.id: renamed(r, same_names([d], [r], reference)) for d, r in zip(documents, readings, strict=True)}
    for title, by in (("each article alone", alone), ("all together", {r.document: r for r in named})):
        hits: Counter[tuple[str, str]] = Counter()
        every: Counter[tuple[str, str]] = Counter()
        for row in rows:
            value = said(by[row["file"]], Span(row["start"], row["end"]))
            for sort in ("all", _sort(row["words"])):
                every[row["half"], sort] += 1
                hits[row["half"], sort] += right(row, value)
            if listed and by is alone and row["half"] == "dev" and not right(row, value):
                print(f"{row['file'][:40]} {row['start']} {row['words']!r}: {value}, not {row['meant']}")
        for half in halves:
            parts = [f"{sort} {hits[half, sort]}/{every[half, sort]}" for sort in ("all", "pronouns", "roles", "names")]
            print(f"{title}, {half}: {', '.join(parts)}")
    share = 100 * naming_time / reading_time
    print(f"names brought together in {naming_time:.2f} s beside {reading_time:.1f} s of reading: {share:.1f} %")
    print(f"{len(merged)} of {len(cast_of(told, {}))} names merged in {len(documents)} articles")


def spellings(listed: bool) -> None:
    """Prints of how many pairs of names it is said rightly whether they can be one person."""
    pairs = yaml.safe_load((TEXTS / "names.yaml").read_text(encoding="utf-8"))
    for kind, wanted in (("same", True), ("other", False)):
        wrong = [pair for pair in pairs[kind] if (relation(*pair) is not None) is not wanted]
        print(f"{kind}: {len(pairs[kind]) - len(wrong)} of {len(pairs[kind])} pairs of names")
        for pair in wrong if listed else ():
            print("   ", *pair, sep="  ")


def main(arguments: list[str]) -> None:
    """Runs both."""
    listed = "--list" in arguments
    split = next((Path(one) for one in arguments if not one.startswith("-") and one != "dev"), SPLIT)
    halves = ("dev",) if "dev" in arguments else ("dev", "held")
    spellings(listed)
    if (split / "text").is_dir():
        sources(split, listed, halves)
    else:
        print(f"sources: left out, no articles in {split}")


if __name__ == "__main__":
    main(sys.argv[1:])
