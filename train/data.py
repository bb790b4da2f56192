"""Corpora to batches: documents in words and pieces, windows over them, tensors with their labels."""

from __future__ import annotations

import random
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from tokenizers import Tokenizer

from onrecord.reading.encoder.decode import ROLES
from onrecord.reading.encoder.network import pieces
from onrecord.reading.encoder.window import Words, words
from train.corpora import DATA

SHARED = DATA.parent
Marked = dict[str, list[tuple[int, int]]]
"""Where source, cue and content of an attribution lie, from character to character."""


@dataclass(frozen=True)
class Done:
    """What a statement does, shares of one by places in ACTS, and the words that call whom it is aimed at."""

    acts: dict[int, float]
    aims: frozenset[int]


@dataclass(frozen=True)
class Item:
    """One attribution in word indexes: label (index into ROLES) of each of its words, where its cue begins.

    ``done`` is None where nobody has marked it.
    """

    start: int
    labels: dict[int, int]
    nested: bool = False
    done: Done | None = None

    @property
    def extent(self) -> tuple[int, int]:
        """First and last word."""
        return min(self.labels), max(self.labels)


@dataclass(frozen=True)
class Syntax:
    """Per word: part of speech, head (word index, itself for a root), relation; -100 where not annotated."""

    upos: np.ndarray
    head: np.ndarray
    relation: np.ndarray


@dataclass(frozen=True)
class Text:
    """A document ready to be cut: words, their pieces, and what is annotated of them (None: not at all)."""

    name: str
    words: Words
    pieces: list[list[int]]
    items: list[Item] | None = None
    syntax: Syntax | None = None
    stops: np.ndarray | None = None
    named: np.ndarray | None = None
    lines: list[int] = field(default_factory=list)


def prepared(name: str, text: str, tokenizer: Tokenizer, **layers: object) -> Text:
    """A text cut into words and pieces."""
    seen = words(text)
    lines = [i for i, gap in enumerate(seen.gaps) if gap >= 2]
    return Text(name, seen, pieces(tokenizer, seen.surfaces()), lines=lines, **layers)  # type: ignore[arg-type]


def word_range(seen: Words, start: int, end: int) -> tuple[int, int]:
    """The words that a stretch of characters touches, half open."""
    first = bisect_right(seen.ends, start)
    last = bisect_right(seen.starts, end - 1)
    return first, max(first, last)


def polnear(split: str, tokenizer: Tokenizer) -> list[Text]:
    """The articles of a PolNeAR split, read by the scorer's own loader."""
    sys.path.insert(0, str(SHARED / "score"))
    import polnear as scorer

    out = []
    for name, (text, gold) in scorer.load(str(SHARED / "data" / "polnear" / split)).items():
        items = items_of(text, words(text), ((one, False) for one in gold))
        out.append(prepared(name, text, tokenizer, items=items))
    return out


def items_of(text: str, seen: Words, some: Iterable[tuple[Marked, bool]]) -> list[Item]:
    """The attributions of a text in the order of their cues, each given with whether it is nested; those of one cue are
    one.
    """
    items: dict[int, Item] = {}
    for one, nested in some:
        if item := item_of(text, seen, one, nested):
            known = items.setdefault(item.start, item).labels
            known.update({word: label for word, label in item.labels.items() if word not in known})
    return [items[start] for start in sorted(items)]


def item_of(text: str, seen: Words, one: Marked, nested: bool = False) -> Item | None:
    """One attribution of the corpus in words; None where it has no cue or no content."""
    labels: dict[int, int] = {}
    if not one["cue"] or not one["content"]:
        return None
    for role in ("content", "source", "cue"):
        for start, end in one[role]:
            stretch = text[start:end]
            start += len(stretch) - len(stretch.lstrip())
            end -= len(stretch) - len(stretch.rstrip())
            first, last = word_range(seen, start, end)
            begin = ROLES.index(f"B-{role}")
            for word in range(first, last):
                labels[word] = begin if word == first else begin + 1
    start = word_range(seen, *one["cue"][0])[0]
    if labels.get(start) != ROLES.index("B-cue"):
        return None
    # Only one stretch may be the cue; a role that another cuts into must begin again after it.
    for word in sorted(labels):
        label = labels[word]
        if label % 2 == 0 and (word - 1 not in labels or labels[word - 1] not in (label, label - 1)):
            labels[word] = label - 1
    for word in [w for w, v in labels.items() if v == ROLES.index("B-cue") and w != start]:
        run = word
        while run == word or labels.get(run) == ROLES.index("I-cue"):
            del labels[run]
            run += 1
    return Item(start, labels, nested)


@dataclass(frozen=True)
class Cut:
    """The words [first, last) of a text."""

    text: Text
    first: int
    last: int

    @property
    def size(self) -> int:
        """Pieces with the two marks at the ends."""
        return 2 + sum(len(p) for p in self.text.pieces[self.first : self.last])


def cuts(text: Text, room: int, rng: random.Random | None) -> list[Cut]:
    """A text cut end to end into windows of at most ``room`` pieces, at line ends where one is near.

    With ``rng`` the first cut lies anywhere, so that every epoch sees other windows.
    """
    count = len(text.words)
    out, first = [], 0
    limit = rng.randint(room // 3, room) if rng else room
    lines = text.lines
    while first < count:
        last, used = first, 2
        while last < count and used + len(text.pieces[last]) <= limit:
            used += len(text.pieces[last])
            last += 1
        last = max(last, first + 1)
        if last < count and lines:
            near = lines[bisect_right(lines, last) - 1]
            if near - first > 0.6 * (last - first):
                last = near
        out.append(Cut(text, first, last))
        first, limit = last, room
    return out


def batches(pieces_of: Sequence[Cut], budget: int, rng: random.Random | None) -> Iterator[list[Cut]]:
    """Cuts of like length together, as many as ``budget`` padded pieces hold; shuffled with ``rng``."""
    order = sorted(pieces_of, key=lambda c: c.size + (rng.random() * 30 if rng else 0))
    groups: list[list[Cut]] = [[]]
    longest = 0
    for cut in order:
        longest = max(longest, cut.size)
        if groups[-1] and longest * (len(groups[-1]) + 1) > budget:
            groups.append([])
            longest = cut.size
        groups[-1].append(cut)
    if rng:
        rng.shuffle(groups)
    yield from (g for g in groups if g)


@dataclass
class Batch:
    """Tensors of several cuts; the layers that none of them has are None."""

    ids: torch.Tensor
    mask: torch.Tensor
    owner: torch.Tensor
    first: torch.Tensor
    here: torch.Tensor
    looks: torch.Tensor
    cuts: list[Cut]

    def to(self, device: torch.device) -> Batch:
        """The same batch on another device."""
        tensors = (self.ids, self.mask, self.owner, self.first, self.here, self.looks)
        return Batch(*(t.to(device) for t in tensors), self.cuts)


def batch(group: list[Cut], cls: int, sep: int) -> Batch:
    """The tensors that the network reads."""
    most, count = max(c.size for c in group), max(c.last - c.first for c in group)
    ids = np.zeros((len(group), most), np.int64)
    mask = np.zeros((len(group), most), np.int64)
    owner = np.zeros((len(group), most), np.int64)
    first = np.zeros((len(group), count), np.int64)
    here = np.zeros((len(group), count), np.float32)
    looks = np.zeros((len(group), count, 3), np.int64)
    for row, cut in enumerate(group):
        place = 1
        ids[row, 0] = cls
        seen = cut.text.words
        for word in range(cut.first, cut.last):
            here_pieces = cut.text.pieces[word]
            index = word - cut.first
            first[row, index] = place
            ids[row, place : place + len(here_pieces)] = here_pieces
            owner[row, place : place + len(here_pieces)] = index
            place += len(here_pieces)
        ids[row, place] = sep
        owner[row, place] = max(0, cut.last - cut.first - 1)
        mask[row, : place + 1] = 1
        n = cut.last - cut.first
        here[row, :n] = 1
        looks[row, :n, 0] = seen.shapes[cut.first : cut.last]
        looks[row, :n, 1] = seen.gaps[cut.first : cut.last]
        looks[row, :n, 2] = seen.quotes[cut.first : cut.last]
    return Batch(*(torch.from_numpy(a) for a in (ids, mask, owner, first, here, looks)), group)
