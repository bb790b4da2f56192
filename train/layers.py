"""Syntax, sentence ends and named mentions of the corpora, word by word as the network reads them."""

from __future__ import annotations

import random
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from onrecord.reading.encoder.window import Words, words
from train.corpora import KINDS, documents, named, ud
from train.corpora.annotated import Annotated
from train.data import Syntax, Text, prepared
from train.exchange import exchanged, stock

UNKNOWN = -100
UPOS = (
    *("ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM"),
    *("PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"),
)
# Universal Dependencies 2, without most subtypes; "part" ties the words of one token ("U", ".", "S", ".") to its first.
RELATIONS = (
    *("acl", "acl:relcl", "advcl", "advmod", "amod", "appos", "aux", "case", "cc", "ccomp", "compound", "conj", "cop"),
    *("csubj", "dep", "det", "discourse", "dislocated", "expl", "fixed", "flat", "goeswith", "iobj", "list", "mark"),
    *("nmod", "nsubj", "nsubj:pass", "nummod", "obj", "obl", "obl:agent", "orphan", "parataxis", "part", "punct"),
    *("reparandum", "root", "vocative", "xcomp"),
)
NAMED = ("other", *(f"{place}-{kind}" for kind in KINDS for place in ("B", "I")))


def corpora() -> list[Annotated]:
    """The documents to learn syntax, sentence ends and names from.

    Of CrossNER and WikiGold the dev parts too: no figure is given for them, and CrossNER's is thrice its train part.
    """
    found = {d.name: d for d in [*named("train"), *ud("train")]}
    found |= {f"{corpus} {d.name}": d for corpus in ("crossner", "wikigold") for d in documents(corpus, "dev")}
    return list(found.values())


def drawn_layers(
    some: Sequence[Annotated], settings: dict[str, Any], tokenizer: Tokenizer, rng: random.Random
) -> list[Text]:
    """The documents of an epoch: a ``share`` of them as they are, another, ``exchanged``, with other names."""
    drawn = [d for d in some if rng.random() < settings["share"]]
    named_ones = [d for d in some if d.named and rng.random() < settings["exchanged"]]
    return [
        *(made for d in drawn if (made := _layered(d, tokenizer)) is not None),
        *(made for d in named_ones if (made := _layered(exchanged(d, rng, stock()), tokenizer)) is not None),
    ]


def _layered(one: Annotated, tokenizer: Tokenizer) -> Text | None:
    """A document with the layers that it has; None where it has no words."""
    seen = words(one.text)
    if not len(seen):
        return None
    layers = {"syntax": _syntax(one, seen), "stops": _stops(one, seen), "named": named_labels(one, seen)}
    return prepared(one.name, one.text, tokenizer, **layers)


def _syntax(one: Annotated, seen: Words) -> Syntax | None:
    if one.tokens is None:
        return None
    upos, head, relation = (np.full(len(seen), UNKNOWN, np.int64) for _ in range(3))
    owner = []
    for token in one.tokens:
        first = bisect_left(seen.starts, token.start)
        last = bisect_left(seen.starts, token.end)
        owner.append(first if first < last else max(0, bisect_right(seen.starts, token.start) - 1))
    part = RELATIONS.index("part")
    for token, first in zip(one.tokens, owner, strict=True):
        if seen.starts[first] < token.start or upos[first] != UNKNOWN:
            continue
        upos[first] = UPOS.index(token.upos) if token.upos in UPOS else UPOS.index("X")
        head[first] = first if token.head < 0 else owner[token.head]
        relation[first] = RELATIONS.index(token.relation if token.relation in RELATIONS else "dep")
        for word in range(first + 1, bisect_left(seen.starts, token.end)):
            upos[word], head[word], relation[word] = upos[first], first, part
    return Syntax(upos, head, relation)


def _stops(one: Annotated, seen: Words) -> np.ndarray | None:
    if one.sentences is None:
        return None
    stops = np.zeros(len(seen), np.int64)
    for _, end in one.sentences:
        last = bisect_left(seen.starts, end) - 1
        if last >= 0:
            stops[last] = 1
    return stops


def named_labels(one: Annotated, seen: Words) -> np.ndarray | None:
    """The label of each word for its named mention, as indexes into NAMED; None where names are not annotated."""
    if one.named is None:
        return None
    out = np.zeros(len(seen), np.int64)
    for name in one.named:
        first, last = bisect_left(seen.starts, name.start), bisect_left(seen.starts, name.end)
        for word in range(first, last):
            out[word] = NAMED.index(f"{'B' if word == first else 'I'}-{name.kind}")
    return out
