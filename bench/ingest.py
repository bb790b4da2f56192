"""What ingest takes beside reading, over a web archive made for it.

    python -m bench.ingest [--records 2000] [--read 100]

Makes a packed WARC of that many records in a temporary folder: the bundled example's HTML pages and variations of them
(names, figures and the order of paragraphs changed, so that no two are the same; among them one record in four that is
no page, as crawls have), takes every page from bytes to Document, reads an even sample of them with the shipped reader,
and prints the time of both for one page, their ratio, and the most memory. Timings are of the processor, in one process
and one run: compare within it.
"""

from __future__ import annotations

import argparse
import gzip
import random
import re
import resource
import tempfile
import time
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from onrecord.ingest import extract, sources
from onrecord.model import Document, Refused
from onrecord.reading import TrainedReader, read
from onrecord.reference import Reference

_PARAGRAPH = re.compile(r"<p>.*?</p>", re.DOTALL)
_FIGURE = re.compile(r"\b\d{2}\b")


def main(records: int, sample: int) -> None:
    """Make the archive, take it in, read the sample, and print the times."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "made.warc.gz"
        with file.open("wb") as out:
            for record in archive(records):
                out.write(gzip.compress(record, 6))
        size = file.stat().st_size
        kept: list[Document] = []
        pages = refused = 0
        began = time.process_time()
        for offer in (offer for source in sources([file]) for offer in source.offers()):
            pages += 1
            try:
                document = extract(offer.fetch())
            except Refused:
                refused += 1
                continue
            if pages % max(1, round(0.75 * records / sample)) == 0:
                kept.append(document)
        ingest = (time.process_time() - began) / pages
    reference = Reference.load()
    reader = TrainedReader(reference)
    read(kept[0], reader, reference)
    began = time.process_time()
    for document in kept:
        read(document, reader, reference)
    reading = (time.process_time() - began) / len(kept)
    words = sum(len(document.text.split()) for document in kept) / len(kept)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{records} records ({size / 1e6:.1f} MB packed), {pages} pages of {words:.0f} words, {refused} refused")
    print(f"ingest {ingest * 1000:.1f} ms, reading {reading * 1000:.1f} ms a page (of {len(kept)} read)")
    print(f"ingest takes {ingest / (ingest + reading):.1%} of the time; {memory:.0f} MB")


def archive(records: int) -> Iterator[bytes]:
    """The records: three pages, then a picture, and so on."""
    folder = resources.files("onrecord") / "example" / "pages"
    pages = sorted(page.name for page in folder.iterdir() if page.name.endswith(".html"))
    texts = [(folder / name).read_text(encoding="utf-8") for name in pages]
    chance = random.Random(0)
    for number in range(records):
        if number % 4 == 3:
            yield _record(f"http://made.example/{number}.png", b"\x89PNG" * 2_000, "image/png")
        else:
            text = varied(texts[number % len(texts)], chance)
            yield _record(f"http://made.example/{number}.html", text.encode("utf-8"), "text/html; charset=utf-8")


def varied(html: str, chance: random.Random) -> str:
    """A page with other figures and its paragraphs in another order."""
    html = _FIGURE.sub(lambda _: str(chance.randint(10, 28)), html)
    paragraphs = _PARAGRAPH.findall(html)
    chance.shuffle(paragraphs)
    order = iter(paragraphs)
    return _PARAGRAPH.sub(lambda _: next(order), html)


def _record(address: str, body: bytes, kind: str) -> bytes:
    http = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2019-03-09T03:04:05Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=2000)
    parser.add_argument("--read", type=int, default=100)
    given = parser.parse_args()
    main(given.records, given.read)
