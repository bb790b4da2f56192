"""The documents of a record that coders' texts are."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property

from rapidfuzz import fuzz, process

from onrecord.engine.coding.stretch import Pages, level, short
from onrecord.model import CodedText, Document, HandCoding, Reading, Record

SHARE = 0.6
"""The share of a coder's text, by runs of five words, that the document must hold to be it."""
LIKE = 92.0
"""How like its title another must be, of 100: one word in ten may differ."""
AROUND = 40
"""How many characters words must have, with those around them, to tell a document by themselves."""
_RUN = 5
_PASSING = re.compile(r"^https?://(?:www\.)?|#.*$|[?&](?:utm_\w+|fbclid|gclid)=[^&]*", re.IGNORECASE)


class Unmatched(Exception):
    """A text that is no document of the record, or may be several; what it says is the reason."""


class Matcher:
    """Finds documents by id, name, address, text, title and date, or the words that were coded."""

    def __init__(self, record: Record) -> None:
        self.documents = record.documents
        self.readings = {reading.document: reading for reading in record.readings}
        self.pages = {document.id: Pages(document) for document in record.documents}

    def document(self, text: CodedText, codings: Sequence[HandCoding]) -> Document:
        """The document that a text is. Raises Unmatched, with why not."""
        if text.page in self.pages:
            return self.pages[text.page].document
        for way in (self._same, self._named, self._addressed, self._worded, self._titled):
            if found := way(text):
                return self._one(found, text, codings)
        if text.text is None and not (text.name or text.title or text.url):
            found = self._quoted(codings)
            if found:
                return self._one(found, text, codings)
            raise Unmatched("it names no document, and no document has its words")
        if text.text is None and (found := self._around(codings)):
            return self._one(found, text, codings)
        raise Unmatched("the record has no document like it")

    def _one(self, found: list[Document], text: CodedText, codings: Sequence[HandCoding]) -> Document:
        """The one of several documents that is meant: by title, then date, then the words that were coded."""
        tests = (
            (lambda d: _folded(d.title or "") == _folded(text.title or "")) if text.title else None,
            (lambda d: _on(self.readings[d.id], text.day)) if text.day else None,
            (lambda d: all(self.pages[d.id].exact(c.words) for c in codings if c.words)) if codings else None,
        )
        for test in tests:
            if len(found) > 1 and test:
                found = [d for d in found if test(d)] or found
        if len(found) > 1:
            some = ", ".join(d.name for d in found[:3])
            raise Unmatched(f"it may be any of {len(found)} documents ({some}): name one by its id")
        return found[0]

    def _same(self, text: CodedText) -> list[Document]:
        """By the very text."""
        return self._texts.get(level(text.text), []) if text.text and text.text.strip() else []

    @cached_property
    def _texts(self) -> dict[str, list[Document]]:
        found: defaultdict[str, list[Document]] = defaultdict(list)
        for id_, pages in self.pages.items():
            found[pages.article.text.strip()].append(self.pages[id_].document)
        return found

    def _named(self, text: CodedText) -> list[Document]:
        """By id, or file name, with or without its folder and ending."""
        if not text.name or ("://" in text.name and not text.name.startswith("file:")):
            return []
        if text.name in self.pages:
            return [self.pages[text.name].document]
        end = _file(text.name)
        return self._names.get(text.name) or (self._files.get(end, []) if end else [])

    def _addressed(self, text: CodedText) -> list[Document]:
        wanted = [_address(url) for url in (text.url, text.name) if url and "/" in url]
        return next((found for address in wanted if (found := self._addresses.get(address))), [])

    def _titled(self, text: CodedText) -> list[Document]:
        """By the same title, else by one that is nearly the same; the day must fit where both are known."""
        for title in filter(None, (text.title, text.name)):
            wanted = _folded(title)
            like = self._titles.get(wanted) or [
                document
                for title, _, _ in process.extract(wanted, [*self._titles], scorer=fuzz.ratio, score_cutoff=LIKE)
                for document in self._titles[title]
            ]
            # A text that was kept and is not this document's is another article of the same title.
            fitting = [d for d in like if text.day is None or _on(self.readings[d.id], text.day)]
            if fitting and (text.text is None or not text.text.strip()):
                return fitting
        return []

    @cached_property
    def _names(self) -> dict[str, list[Document]]:
        return self._by(lambda d: [d.name])

    @cached_property
    def _files(self) -> dict[str, list[Document]]:
        return self._by(lambda d: [_file(d.name)])

    @cached_property
    def _addresses(self) -> dict[str, list[Document]]:
        return self._by(lambda d: {_address(d.name), *([_address(d.url)] if d.url else [])})

    @cached_property
    def _titles(self) -> dict[str, list[Document]]:
        return self._by(lambda d: [_folded(d.title)] if d.title else [])

    def _by(self, names: Callable[[Document], Iterable[str]]) -> dict[str, list[Document]]:
        """The documents by each of some names."""
        found: defaultdict[str, list[Document]] = defaultdict(list)
        for document in self.documents:
            for name in names(document):
                found[name].append(document)
        return dict(found)

    def _worded(self, text: CodedText) -> list[Document]:
        """By the text itself: the documents that hold most of it, if they hold enough."""
        runs = _runs(text.text or "")
        if not runs:
            return []
        held: defaultdict[str, int] = defaultdict(int)
        for run in runs:
            for id_ in self._holding.get(run, ()):
                held[id_] += 1
        best = max(held.values(), default=0)
        if best < SHARE * len(runs):
            return []
        most = [d for d in self.documents if held[d.id] == best]
        # Of two that hold all of it, the shorter one is it.
        shortest = min(len(d.text) for d in most)
        return [d for d in most if len(d.text) <= 1.1 * shortest]

    @cached_property
    def _holding(self) -> dict[int, tuple[str, ...]]:
        """The documents that hold each run of words."""
        held: defaultdict[int, list[str]] = defaultdict(list)
        for document in self.documents:
            lines = (line.text for line in document.lines)
            for run in _runs(" ".join((document.text, *lines))):
                held[run].append(document.id)
        return {run: tuple(ids) for run, ids in held.items()}

    def _around(self, codings: Sequence[HandCoding]) -> list[Document]:
        """By the words that were coded with those around them: a page that was saved has lost its address."""
        wanted = [level(c.before + c.words + c.behind) for c in codings if c.before or c.behind]
        if len(wanted) < len(codings) or min(map(len, wanted), default=0) < AROUND:
            return []
        return [d for d in self.documents if all(w in self.pages[d.id].article.text for w in wanted)]

    def _quoted(self, codings: Iterable[HandCoding]) -> list[Document]:
        """By the words that were coded: the documents that hold all of them."""
        words = [c.words for c in codings if c.words]
        if not words or min(len(level(w)) for w in words) < 12:
            return []
        return [d for d in self.documents if all(self.pages[d.id].exact(w) for w in words)]


def title_of(text: CodedText) -> str:
    """What to call a text when speaking to a person."""
    return short(text.title or text.name or text.id.strip("\0") or "a text without a name")


def _runs(text: str) -> set[int]:
    """The runs of five words of a text; a shorter text is one run."""
    words = re.findall(r"\w+", text.casefold())
    if not words:
        return set()
    return {hash(tuple(words[n : n + _RUN])) for n in range(max(1, len(words) - _RUN + 1))}


def _on(reading: Reading, day: date | None) -> bool:
    """Whether a document may have been published on a day, or the next to it (time zones)."""
    when = reading.published.value
    if day is None:
        return True
    early = when.earliest is None or (when.earliest - day).days <= 1
    return early and (when.latest is None or (day - when.latest).days <= 1)


def _address(url: str) -> str:
    """An address without what differs between two that lead to one page."""
    plain = _PASSING.sub("", url.strip())
    return plain.rstrip("/?&").casefold()


def _file(name: str) -> str:
    """The last part of a name, without its ending."""
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    return re.sub(r"\.[A-Za-z0-9]{1,5}$", "", last).casefold()


def _folded(text: str) -> str:
    return level(text).casefold()
