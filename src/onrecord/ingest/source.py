"""Where pages come from: every way to name some, behind one protocol."""

from __future__ import annotations

import csv
import gzip
import io
import os
import re
import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Any, cast
from urllib.parse import urldefrag

from onrecord.ingest.columns import Columns, recognised
from onrecord.ingest.feed import Feed, is_feed
from onrecord.ingest.folder import PAGES, called, expanded
from onrecord.ingest.form import SUFFIXES, delimited
from onrecord.ingest.gunzip import GZIP, opening, unzipped
from onrecord.ingest.limits import MAX_BYTES, MAX_WRAPPED
from onrecord.ingest.offer import Offer, Opened, Single, Source, key, refusal
from onrecord.ingest.page import fetch, made
from onrecord.ingest.table import Table
from onrecord.ingest.warc import Archive
from onrecord.ingest.web import Web
from onrecord.model import OnRecordError, Page, Refused

INPUT = "-"
"""What stands for standard input."""

_HEAD = 8192
_COLUMN = re.compile(r"[\w$#-]{1,40}(?:[ .][\w$#-]{1,40}){0,3}")
_ROWS = 5
_WEB = ("http://", "https://")
_ELSEWHERE = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]{1,20})://")
_RTF = b"{\\rtf"
_FEEDS = frozenset({".rss", ".atom"})


@dataclass(frozen=True, slots=True)
class File(Single):
    """A file that is one page."""

    path: Path
    name: str

    def offers(self) -> Iterator[Offer]:
        """The page."""
        yield Offer(self.name, key(str(self.path.absolute())), partial(fetch, self.path, self.name))


@dataclass(frozen=True, slots=True)
class Address(Single):
    """An address of the web: a page, or a feed of them."""

    url: str
    web: Web
    follow: bool
    held: Collection[str] = frozenset()

    @property
    def count(self) -> int | None:
        """Not known before it is seen what stands there."""
        return None

    def offers(self) -> Iterator[Offer]:
        """The page, or those of the feed."""
        name = urldefrag(self.url)[0]
        if name in self.held:
            yield Offer(name, key(name), partial(self.web.page, self.url), held=True)
            return
        try:
            answer = self.web.get(self.url)
        except Refused as told:
            yield refusal(name, key(name), str(told).removeprefix(f"{self.url}: "))
            return
        if is_feed(answer.content[:_HEAD]):
            opened = partial(io.BytesIO, answer.content)
            web = self.web if self.follow else None
            yield from Feed(name, name, opened, web, answer.retrieved, self.held).offers()
        else:
            yield Offer(name, key(name), partial(self.web.paged, answer, name))


@dataclass(frozen=True, slots=True)
class Piped(Single):
    """A single page on standard input."""

    stream: IO[bytes]

    def offers(self) -> Iterator[Offer]:
        """The page."""

        def page() -> Page:
            content = self.stream.read(MAX_WRAPPED + 1)
            content = unzipped(content, MAX_BYTES, _PIPED) if content.startswith(GZIP) else content
            return made(content, _PIPED)

        yield Offer(_PIPED, key(_PIPED), page)


_PIPED = "standard input"


def sources(
    given: Sequence[str | Path],
    *,
    columns: Columns | None = None,
    follow: bool = False,
    web: Web | None = None,
    piped: io.BufferedReader | None = None,
    held: Collection[str] = frozenset(),
) -> list[Source]:
    """What is named, each as a source, in the order given; what is named twice comes once.

    ``given`` are files, folders, globs, addresses of the web, and ``-`` for standard input (``piped`` in its place).
    ``columns`` says what those of tables hold. ``follow`` has the page behind each entry of a feed, and behind each row
    of a table without text, fetched. ``held`` are addresses of which the record has a page, so that they are offered
    without being fetched; it is looked into when an address comes up. Raises OnRecordError where a path leads nowhere,
    before anything is read.
    """
    web = web or Web()
    paths = [path for path in given if not (isinstance(path, str) and (path == INPUT or path.startswith(_WEB)))]
    found: dict[str, Source] = {}
    for path in given:
        if path == "":
            raise OnRecordError("one of the paths is empty: name a file, a folder or an address")
        if isinstance(path, str) and path.startswith(_WEB):
            found.setdefault(path, Address(path, web, follow, held))
        elif isinstance(path, str) and (other := _ELSEWHERE.match(path)) and not os.path.lexists(path):
            raise OnRecordError(
                f"{path}: {other['scheme']}:// is not fetched, only http:// and https://; save the page"
            )
        elif path == INPUT:
            found.setdefault(INPUT, _piped(piped or sys.stdin.buffer, columns, web if follow else None, held))
        else:
            for file in expanded(path):
                real = os.path.realpath(file)
                if real not in found:
                    found[real] = _file(file, called(file, paths), columns, web if follow else None, held)
    return list(found.values())


def _file(path: Path, name: str, columns: Columns | None, web: Web | None, held: Collection[str]) -> Source:
    """The source that a file is, by its first bytes and its suffix."""
    if path.suffix.lower() in PAGES or not path.is_file():
        return File(path, name)
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError:
        return File(path, name)
    place = str(path.absolute())
    packed = head.startswith(GZIP)
    suffix = (path.with_suffix("") if packed and path.suffix.lower() == ".gz" else path).suffix.lower()
    inner = opening(head) if packed else head
    if inner.startswith(b"WARC/"):
        return Archive(name, place, partial(_open, path))
    opened: Opened = partial(_unpacked, path) if packed else partial(_open, path)
    form = _form(inner, suffix, columns)
    if form:
        return Table(name, place, opened, form, columns, web, held)
    return Feed(name, place, opened, web, held=held) if suffix in _FEEDS or is_feed(inner) else File(path, name)


def _open(path: Path) -> IO[bytes]:
    return path.open("rb")


def _unpacked(packed: Any) -> IO[bytes]:
    return cast(IO[bytes], gzip.open(packed))


def _form(head: bytes, suffix: str, columns: Columns | None) -> str | None:
    """How a table is written, or None for what is no table."""
    if head.startswith(b"PAR1"):
        return "parquet"
    if suffix in SUFFIXES:
        return SUFFIXES[suffix]
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{") and not head.startswith(_RTF):
        return "jsonl"
    if is_feed(head):
        return None
    return "csv" if columns is not None or _is_csv(head) else None


def _is_csv(head: bytes) -> bool:
    """Whether the first bytes of something without a suffix are those of a table with commas, semicolons or tabs: short
    names in the first line, one of which is that of a text or an address, and as many cells in those below.
    """
    text = head.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    whole = len(head) < _HEAD
    delimiter = delimited(text)
    try:
        rows = [row for row in csv.reader(io.StringIO(text), delimiter=delimiter) if row]
    except csv.Error:
        return False
    names = [name.strip() for name in rows[0]] if rows else []
    below = rows[1:] if whole else rows[1:-1]
    return (
        len(names) > 1
        and all(_COLUMN.fullmatch(name) for name in names)
        and recognised(names) is not None
        and len(below) > 0
        and all(len(row) == len(names) for row in below[:_ROWS])
    )


def _piped(stream: Any, columns: Columns | None, web: Web | None, held: Collection[str]) -> Source:
    """The source that standard input is, by its first bytes."""
    head: bytes = stream.peek(_HEAD)[:_HEAD]
    packed = head.startswith(GZIP)
    inner = opening(head) if packed else head
    if inner.startswith(b"WARC/"):
        return Archive(_PIPED, _PIPED, lambda: nullcontext(stream))
    form = _form(inner, "", columns)
    if form == "parquet":
        raise OnRecordError("Parquet cannot be read from standard input: give the file")
    opened: Opened = (lambda: _unpacked(stream)) if packed else (lambda: nullcontext(stream))
    if form:
        return Table(_PIPED, _PIPED, opened, form, columns, web, held)
    return Feed(_PIPED, _PIPED, opened, web, held=held) if is_feed(inner) else Piped(stream)
