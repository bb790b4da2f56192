"""How often the date given to a page is the true one: on articles whose metadata is hidden, and on HTML that has it.

    python -m bench.dating SPLIT_DIR        # PolNeAR: text alone
    python -m bench.dating --pages          # our own pages of many shapes, and ../shared/data/pages

Reads text/*.txt of a PolNeAR split as flattened pages of which nothing but the text is known, and compares the
interval with the true day, which the name of each file carries (as `metadata.tsv` does). Of a page in HTML the right
day alone counts.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

from bench.shapes import shapes
from onrecord.ingest import extract
from onrecord.model import Document, Interval, Page
from onrecord.reading import Reader, RuleReader, TrainedReader, read
from onrecord.reference import Reference

PAGES = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "pages"
# Widths are counted up to so many days.
_WIDTHS = (("a day", 1), ("a month", 31), ("a year", 366), ("four years", 1470))
# The days on which the real pages came out, as their own metadata or, for panarmenian.net, their date line says.
_DAYS = {
    "albawaba.com": "2019-11-20",
    "aljazeera.com": "2019-11-20",
    "bbc.com": "2019-11-19",
    "cnbc.com": "2019-11-20",
    "express.co.uk": "2019-11-19",
    "nbcnews.com": "2019-11-20",
    "nypost.com": "2019-11-19",
    "panarmenian.net": "2019-11-20",
    "rt.com": "2019-11-20",
    "thehill.com": "2019-11-19",
}


def on_split(split: Path) -> None:
    """Date every text of the split and print how many intervals hold the truth, and how wide they are."""
    reference = Reference.load()
    reader = TrainedReader(reference)
    held = total = 0
    widths: Counter[str] = Counter()
    for file in sorted((split / "text").glob("*.txt")):
        interval = _published(_document("article.txt", "text/plain", file.read_bytes()), reader, reference)
        true = date.fromisoformat(file.stem.split("_")[1])
        total += 1
        held += true in interval
        if true not in interval:
            print(f"{file.stem}: {interval}")
        widths[_width(interval.earliest, interval.latest)] += 1
    print(f"{held} of {total} intervals hold the true date ({held / total:.1%})")
    print(", ".join(f"{width}: {count} ({count / total:.0%})" for width, count in widths.most_common()))


def on_pages() -> None:
    """Date every page in HTML and print how many are given the right day. The head decides, so the rules read."""
    reference = Reference.load()
    reader = RuleReader(reference)
    for name, pages in (("made-up shapes", shapes()), ("real pages", real_pages())):
        right = total = 0
        for shape, html, day in pages:
            interval = _published(_document("page.html", "text/html", html.encode()), reader, reference)
            total += 1
            right += interval == Interval.day(day)
            if interval != Interval.day(day):
                print(f"{shape}: {interval} for {day}")
        print(f"{name}: right day in {right} of {total}" + (f" ({right / total:.1%})" if total else ""))


def real_pages() -> Iterator[tuple[str, str, date]]:
    """The real pages that lie beside the project, where they do."""
    for file in sorted(PAGES.glob("*.html")):
        outlet = file.stem.rpartition("-")[0]
        yield outlet, file.read_text(encoding="utf-8", errors="replace"), date.fromisoformat(_DAYS[outlet])


def _document(name: str, media: str, content: bytes) -> Document:
    """The document in some bytes."""
    return extract(Page(sha256(content).hexdigest()[:16], name, media, content))


def _published(document: Document, reader: Reader, reference: Reference) -> Interval:
    """When a document came out, as it is read."""
    return read(document, reader, reference).published.value


def _width(earliest: date | None, latest: date | None) -> str:
    """How much an interval leaves open."""
    if earliest is None or latest is None:
        return "open on one side" if earliest or latest else "open"
    days = (latest - earliest).days + 1
    return next((name for name, most in _WIDTHS if days <= most), "more than four years")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    if sys.argv[1] == "--pages":
        on_pages()
    else:
        on_split(Path(sys.argv[1]))
