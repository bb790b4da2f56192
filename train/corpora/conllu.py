"""CoNLL-U treebanks (UD English EWT, GUM) as running text with words, heads and sentences.

The format is that of https://universaldependencies.org/format.html: a multiword token's range line carries the spacing,
its words lie in it; empty nodes are no part of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from train.corpora.annotated import DATA, SENTENCES, Annotated, Split, Token, relation


@dataclass(frozen=True, slots=True)
class Word:
    """A row of a sentence; an empty node (``number`` 0) has no place in the text: its ``start`` and ``end`` are -1."""

    number: int
    form: str
    start: int
    end: int
    upos: str
    xpos: str
    head: int
    deprel: str
    misc: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document as read, and its sentences' rows (empty nodes too) for readers of further layers."""

    document: Annotated
    sentences: tuple[tuple[Word, ...], ...]
    inexact: int
    """How many words or sentences do not read in ``text`` as the file writes them."""


def ewt(split: Split) -> tuple[Parsed, ...]:
    """The documents of a split of UD English EWT."""
    return parsed(DATA / "ewt" / f"en_ewt-ud-{split}.conllu")


def gum(split: Split) -> tuple[Parsed, ...]:
    """The documents of a split of GUM, as ``splits.md`` lays them out; those not at hand are left out."""
    wanted = _gum_splits(DATA / "gum" / "splits.md")[split]
    files = (DATA / "gum" / f"{name}.conllu" for name in wanted)
    return tuple(document for file in files if file.exists() for document in parsed(file))


@lru_cache(maxsize=256)
def parsed(file: Path) -> tuple[Parsed, ...]:
    """The documents of a CoNLL-U file; raises ValueError where a row is not of the format."""
    return tuple(read(file.read_text(encoding="utf-8"), file.stem))


def read(text: str, name: str) -> Iterator[Parsed]:
    """The documents of a CoNLL-U text; ``name`` is for those that have none, of 20 sentences each at most."""
    blocks = [block.split("\n") for block in re.split(r"\n[ \t]*\n", text.strip("\n")) if block.strip()]
    group: list[list[str]] = []
    title, count, named = name, 0, False
    for block in blocks:
        opening = next((line for line in block if line.startswith("# newdoc")), None)
        if group and (opening is not None or (not named and len(group) == SENTENCES)):
            yield _document(title, group)
            group = []
        if opening is not None:
            named, title = True, opening.partition("=")[2].strip() or f"{name}-{count}"
        elif not named and not group:
            title = f"{name}-{count}"
        count += not group
        group.append(block)
    if group:
        yield _document(title, group)


def _gum_splits(file: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            current = found.setdefault(line[3:].strip(), [])
        elif line.strip().startswith("* "):
            current.append(line.strip()[2:].strip())
    return found


def _document(name: str, blocks: Iterable[list[str]]) -> Parsed:
    """One document: paragraphs apart by a blank line, sentences by a space unless the corpus says there is none."""
    text = ""
    tokens: list[Token] = []
    bounds: list[tuple[int, int]] = []
    sentences: list[tuple[Word, ...]] = []
    inexact = 0
    gap = ""
    for block in blocks:
        if text:
            text += "\n\n" if any(line.startswith("# newpar") for line in block) else gap
        start = len(text)
        words, printed, gap = _sentence(block, start)
        text += printed
        bounds.append((start, len(text)))
        stated = next((line[9:] for line in block if line.startswith("# text = ")), printed)
        inexact += " ".join(stated.split()) != " ".join(printed.split())
        real = [word for word in words if word.number]
        inexact += sum(text[word.start : word.end] != word.form for word in real)
        first = len(tokens)
        tokens += [
            Token(w.start, w.end, w.upos, first + w.head - 1 if w.head else -1, relation(w.deprel)) for w in real
        ]
        sentences.append(words)
    document = Annotated(name, text, tuple(tokens), tuple(bounds), None)
    return Parsed(document, tuple(sentences), inexact)


def _sentence(block: list[str], offset: int) -> tuple[tuple[Word, ...], str, str]:
    """The rows of a sentence that starts at ``offset``, its text, and what stands between it and the next."""
    text = gap = ""
    words: list[Word] = []
    last = inside = 0  # the last word of a multiword token under way, and where its next word starts
    for line in block:
        if not line or line.startswith("#"):
            continue
        row = line.split("\t")
        if len(row) != 10:
            raise ValueError(f"a row of {len(row)} fields, not of 10: {line!r}")
        number, form, _, upos, xpos, _, head, deprel, _, misc = row
        if "." in number:
            words.append(Word(0, form, -1, -1, upos, xpos, 0, deprel, misc))
            continue
        if "-" in number:
            last = int(number.partition("-")[2])
            text += gap
            inside = len(text)
            text += form
            gap = _gap(misc)
            continue
        if int(number) <= last:
            # A word that is not written so in its multiword token gets what is left of that token.
            start = inside
            end = len(text) if int(number) == last else min(len(text), start + len(form))
            inside = end
        else:
            text += gap
            start, end = len(text), len(text) + len(form)
            text += form
            gap = _gap(misc)
        words.append(Word(int(number), form, offset + start, offset + end, upos, xpos, int(head), deprel, misc))
    return tuple(words), text, gap


def _gap(misc: str) -> str:
    return "" if "SpaceAfter=No" in misc.split("|") else " "
