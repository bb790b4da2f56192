"""The common shape of every corpus: running text, with the layers that the corpus annotates over it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Split = Literal["train", "dev", "test"]
SPLITS: tuple[Split, ...] = ("train", "dev", "test")

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"
"""Where the corpora lie: beside the project, never in it."""

SENTENCES = 20
"""How many consecutive sentences make a document where the corpus keeps none."""

KINDS = ("PERSON", "ORGANISATION", "STATE", "PLACE", "NATIONALITY", "WEAPON", "AGREEMENT", "EVENT", "OTHER")
"""Every kind a named mention can have."""

_SUBTYPES = frozenset({"nsubj:pass", "obl:agent", "acl:relcl"})  # the subtypes that reading needs; others are dropped


@dataclass(frozen=True, slots=True)
class Token:
    """A syntactic word: ``head`` is an index into the document's tokens, -1 for a root; offsets are code points."""

    start: int
    end: int
    upos: str
    head: int
    relation: str


@dataclass(frozen=True, slots=True)
class Named:
    """A named mention and its kind, one of ``KINDS``; offsets are code points."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document: a layer is None where the corpus does not annotate it.

    ``sentences`` are spans of ``text``, ``named`` are in order and never overlap.
    """

    name: str
    text: str
    tokens: tuple[Token, ...] | None
    sentences: tuple[tuple[int, int], ...] | None
    named: tuple[Named, ...] | None


@dataclass(frozen=True, slots=True)
class Source:
    """The documents of one corpus and split, and how many mentions could not be laid over the text."""

    documents: tuple[Annotated, ...]
    inexact: int = 0


def tenth(index: int) -> Split:
    """The split of a corpus that has none: of every ten documents the ninth is for dev, the tenth for test."""
    return "dev" if index % 10 == 8 else "test" if index % 10 == 9 else "train"


def relation(deprel: str) -> str:
    """A UD relation without its subtype, but for the passive subject, the agent and the relative clause."""
    return deprel if deprel in _SUBTYPES else deprel.partition(":")[0]


def squeezed(text: str) -> str:
    """The text without white space: what two tokenisations of one sentence share."""
    return "".join(text.split())


def outermost(named: Iterable[Named]) -> tuple[Named, ...]:
    """The mentions in order; of those that overlap only the longest, of equally long ones the first."""
    kept: list[Named] = []
    for mention in sorted(named, key=lambda m: (m.start - m.end, m.start)):
        if all(mention.end <= other.start or other.end <= mention.start for other in kept):
            kept.append(mention)
    return tuple(sorted(kept, key=lambda m: m.start))


_CLOSING = re.compile(r"""[,.;:?!)\]}%]+|\.\.+|'[^\W\d]+.*|n't|-[^\W\d].*""")
_OPENING = re.compile(r"[(\[{$£€#]")
_TIGHT = frozenset({"/"})


def detokenised(tokens: Iterable[str]) -> tuple[str, list[tuple[int, int]]]:
    """A sentence of separate tokens as it would be printed, and each token's span in it.

    Quotation marks open and close in turn; a lone apostrophe closes a quotation, marks a plural's possessive, or opens.
    """
    text = ""
    spans: list[tuple[int, int]] = []
    glued = True
    open_marks = {'"': False, "'": False}
    for form in tokens:
        after = False  # does the next one follow without a space?
        before = glued or bool(_CLOSING.fullmatch(form)) or form in _TIGHT
        if form in open_marks:
            possessive = form == "'" and not open_marks[form] and text.endswith(("s", "z"))
            if possessive or open_marks[form]:
                before, open_marks[form] = True, False
            else:
                open_marks[form] = after = True
        elif form in _TIGHT or _OPENING.fullmatch(form):
            after = True
        if not before:
            text += " "
        spans.append((len(text), len(text) + len(form)))
        text += form
        glued = after
    return text, spans
