"""Readers of the corpora that the models are trained on and measured with: syntax and named mentions.

The corpora lie beside the project (``shared/data``; its README says whose they are, and on what terms) and are never
copied into it; ``written`` alone was written for it and lies in ``train/names``. Every reader gives documents of one
type, ``Annotated``.
"""

from __future__ import annotations

from functools import lru_cache

from train.corpora.annotated import DATA, KINDS, SPLITS, Annotated, Named, Source, Split, Token
from train.corpora.named import crossner, default_kinds, ewt_named, gum_named, wikigold
from train.corpora.re3d import re3d
from train.corpora.written import pieces

CORPORA = ("ewt", "gum", "crossner", "re3d", "wikigold", "written")
"""The corpora; the first two have syntax as well as named mentions."""

__all__ = [
    "CORPORA",
    "DATA",
    "KINDS",
    "SPLITS",
    "Annotated",
    "Named",
    "Source",
    "Split",
    "Token",
    "documents",
    "named",
    "source",
    "ud",
]

_READERS = {
    "ewt": ewt_named,
    "gum": gum_named,
    "crossner": crossner,
    "re3d": re3d,
    "wikigold": wikigold,
    "written": pieces,
}


@lru_cache(maxsize=len(CORPORA) * len(SPLITS))
def source(corpus: str, split: Split) -> Source:
    """A corpus's documents of a split, and how many of its tokens or mentions did not fit the text.

    Raises KeyError for a corpus there is no reader for, OSError where its files are not at hand, ValueError for a wrong
    mark in ``train/names``.
    """
    return _READERS[corpus](split, default_kinds())


def documents(corpus: str, split: Split) -> tuple[Annotated, ...]:
    """The documents of a corpus (one of ``CORPORA``) in a split, each with every layer its corpora annotate."""
    return source(corpus, split).documents


def ud(split: Split) -> tuple[Annotated, ...]:
    """The documents with words, heads and sentences: EWT and GUM. Most of them have named mentions too."""
    return documents("ewt", split) + documents("gum", split)


def named(split: Split) -> tuple[Annotated, ...]:
    """The documents with named mentions, of all corpora: those of ``ud`` that have them are among them."""
    return tuple(d for corpus in CORPORA for d in documents(corpus, split) if d.named is not None)
