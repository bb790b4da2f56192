"""Back from a document's text to its page: where on the page each stretch of it stands."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from onrecord.ingest.decode import decode
from onrecord.ingest.page import HTML, PLAIN
from onrecord.model import Document, Page, Stretch

_WORD = re.compile(r"\w+")
_RUN = 6
"""How many words in a row are looked for on the page at a time: so many hardly ever stand on it twice."""
_SHORT = 3
"""Fewer words than these are taken only near the last ones, or where they stand once: they may stand anywhere."""
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<[!?/][^<>]*>")
_HIDDEN = re.compile(r"<(script|style|template|noscript|title)\b[^<>]*>", re.IGNORECASE)
_BETWEEN = 400
"""How far apart on the page two words that follow each other in the text may stand, in characters: past a link, a
picture with its caption or an advertisement, but not past a paragraph."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A word that a page shows: as compared, and where it stands there."""

    text: str
    start: int
    end: int


def origin(page: Page, document: Document) -> tuple[Stretch, ...]:
    """The stretches of the document's text that stand on its page in the same words, in their order.

    Only white space, markup and the writing of characters differ between the two sides of a stretch. What the page
    does not show is in none: a headline taken from its metadata, say. Pages that carry their text in a format of
    their own (PDF, Word, messages) have no stretches. Takes time linear in page and text. Raises Refused where the
    page cannot be decoded.
    """
    if page.media not in {HTML, PLAIN}:
        return ()
    source = decode(page)
    shown = list(_shown(source) if page.media == HTML else _plain(source))
    words = list(_plain(document.text))
    return tuple(_stretches(document.text, words, shown, _matched(document.text, words, shown)))


def _plain(text: str) -> Iterator[_Word]:
    """The words of a text."""
    for found in _WORD.finditer(text):
        yield _Word(found[0].casefold(), found.start(), found.end())


def _shown(source: str) -> Iterator[_Word]:
    """The words that an HTML page shows; a word with an entity in it is one word still."""
    held, start, end = "", 0, 0
    for text, begin, stop in _pieces(source):
        for found in _WORD.finditer(text):
            whole = stop - begin != len(text)  # an entity: all of it stands for its character
            at, to = (begin, stop) if whole else (begin + found.start(), begin + found.end())
            if held and at != end:
                yield _Word(held.casefold(), start, end)
                held = ""
            start = start if held else at
            held, end = held + found[0], to
    if held:
        yield _Word(held.casefold(), start, end)


def _pieces(source: str) -> Iterator[tuple[str, int, int]]:
    """The characters that an HTML page shows, piece by piece, each with where it stands."""
    at, lower = 0, source.lower()
    while at < len(source):
        if source[at] == "<":
            past = _past_markup(source, lower, at)
            if past > at:
                at = past
                continue
        elif source[at] == "&" and (entity := _ENTITY.match(source, at)):
            yield unescape(entity[0]), at, entity.end()
            at = entity.end()
            continue
        ends = [end for end in (source.find("<", at + 1), source.find("&", at + 1)) if end >= 0]
        stop = min(ends, default=len(source))
        yield source[at:stop], at, stop
        at = stop


def _past_markup(source: str, lower: str, at: int) -> int:
    """Where the markup that begins here ends; here, where none does."""
    if source.startswith("<!--", at):
        end = source.find("-->", at + 4)
        return end + 3 if end >= 0 else len(source)
    if hidden := _HIDDEN.match(source, at):
        end = lower.find(f"</{hidden[1].lower()}", hidden.end())
        return end if end >= 0 else len(source)
    tag = _TAG.match(source, at)
    return tag.end() if tag else at


class _Places:
    """Where runs of words stand on a page."""

    def __init__(self, shown: list[_Word]) -> None:
        self._texts = [word.text for word in shown]
        self._runs: dict[int, dict[tuple[str, ...], list[int]]] = {}

    def next(self, run: tuple[str, ...], last: int) -> tuple[int | None, bool]:
        """The first place of a run behind another place, or before it where there is no other; and if it is alone."""
        length = len(run)
        if length not in self._runs:
            runs = self._runs[length] = {}
            for at in range(len(self._texts) - length + 1):
                runs.setdefault(tuple(self._texts[at : at + length]), []).append(at)
        here = self._runs[length].get(run)
        return (here[bisect_left(here, last + 1) % len(here)], len(here) == 1) if here else (None, False)


def _matched(text: str, words: list[_Word], shown: list[_Word]) -> list[int | None]:
    """For each word of a text, the word of the page that it is: on from the last one, else where its run stands."""
    places = _Places(shown)
    ends = _ends(text, words)
    found: list[int | None] = []
    last = -1
    for at, word in enumerate(words):
        on = last + 1
        if found and found[-1] is not None and on < len(shown) and shown[on].text == word.text:
            last = on
        else:
            run = tuple(other.text for other in words[at : min(at + _RUN, ends[at])])
            here, alone = places.next(run, last)
            far = here is None or last < 0 or not 0 <= shown[here].start - shown[last].end <= _BETWEEN
            if here is None or (far and not alone and len(run) < _SHORT):
                found.append(None)
                continue
            last = here
        found.append(last)
    return found


def _ends(text: str, words: list[_Word]) -> list[int]:
    """For each word, the number of the first one of the next paragraph."""
    ends = [len(words)] * len(words)
    for at in range(len(words) - 1, 0, -1):
        ends[at - 1] = at if _broken(text, words, at) else ends[at]
    return ends


def _stretches(text: str, words: list[_Word], shown: list[_Word], found: list[int | None]) -> Iterator[Stretch]:
    """Words in a row that follow each other on the page too, as one stretch."""
    begin: int | None = None
    for at in range(len(words) + 1):
        here = found[at] if at < len(words) else None
        before = found[at - 1] if at else None
        if begin is not None and (here is None or before is None or here != before + 1 or _broken(text, words, at)):
            first, last = found[begin], found[at - 1]
            assert first is not None and last is not None
            yield Stretch(words[begin].start, words[at - 1].end, shown[first].start, shown[last].end)
            begin = None
        if begin is None and here is not None:
            begin = at


def _broken(text: str, words: list[_Word], at: int) -> bool:
    """Whether a new paragraph begins with a word: each is a stretch of its own."""
    return "\n" in text[words[at - 1].end : words[at].start]
