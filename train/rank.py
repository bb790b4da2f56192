"""Train the ranker of antecedents, ``src/onrecord/reading/weights/rank.json``.

    python -m train.rank OUT.json

Reads GUM's train part with the shipped network, as it is read in the product (names, parts of speech and heads are the
network's, not the corpus's), and learns one weight a feature: softmax over the candidates and "nothing", where every
candidate of the true chain is right (as in mention ranking: Denis and Baldridge 2008). News, interviews and speeches
count three times. Features seen fewer than ``LEAST`` times are left out, small weights dropped.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.reading.encoder.chain import Chains
from onrecord.reading.encoder.named import Named
from onrecord.reading.encoder.network import Network
from onrecord.reading.encoder.noun import Form, Noun, nouns
from onrecord.reading.encoder.rank import candidates, ranked
from onrecord.reading.encoder.syntax import Parse
from onrecord.reading.grammar.sentence import sentences
from onrecord.reading.referents.link import apposed, options_of
from train import usage
from train.corpora.chain import GENRES, Chained, Marked, chained

LEAST = 4
SMALL = 0.02
WEIGHT = 3.0
NAMED = 0.5  # names that the network is less sure of are left out
STEPS = 150
RATE = 0.08
DECAY = 2e-5


@dataclass(frozen=True)
class Instance:
    """A phrase with the features of its options; ``right`` marks those that are true."""

    options: list[list[str]]
    right: list[bool]
    weight: float


def gold(parse: Parse, found: Sequence[Noun], marked: Sequence[Marked]) -> dict[tuple[int, int], str]:
    """The chain of each phrase that GUM marks: by its head, a joint one by both its ends."""
    by_head: dict[int, Marked] = {}
    by_ends: dict[tuple[int, int], str] = {}
    for mention in marked:
        by_ends[mention.start, mention.end] = mention.chain
        known = by_head.get(mention.head[0])
        if known is None or mention.end - mention.start > known.end - known.start:
            by_head[mention.head[0]] = mention
    out = {}
    for noun in found:
        span = noun.span(parse)
        if noun.form is Form.JOINT:
            chain = by_ends.get((span.start, span.end))
        elif noun.form is Form.NAME:
            heads = [by_head[s] for w in range(noun.first, noun.last) if (s := parse.words.starts[w]) in by_head]
            first = parse.words.starts[noun.head]
            own = by_head.get(first) or (max(heads, key=lambda m: m.head[0]) if heads else None)
            chain = own.chain if own else None
        else:
            own = by_head.get(parse.words.starts[noun.head])
            chain = own.chain if own else None
        if chain is not None:
            out[noun.first, noun.last] = chain
    return out


def instances(one: Chained, parse: Parse, names: Sequence[Named]) -> Iterator[Instance]:
    """What one document teaches."""
    found = nouns(parse, names, sentences(one.document.text))
    true = gold(parse, found, one.mentions)
    chains = Chains()
    at: dict[str, object] = {}
    before: list[Noun] = []
    weight = WEIGHT if one.genre in GENRES else 1.0
    for noun in found:
        chain = true.get((noun.first, noun.last))
        if (
            ranked(noun)
            and apposed(parse, noun, before) is None
            and (options := candidates(parse, noun, before, chains))
        ):
            right = [chain is not None and true.get((o.first, o.last)) == chain for o in options]
            if chain is not None or noun.form is Form.PRONOUN:
                yield Instance(options_of(parse, noun, options, chains), [not any(right), *right], weight)
        known = at.get(chain) if chain is not None else None
        if known is not None:
            chains.join(noun, known)  # type: ignore[arg-type]
        else:
            made = chains.begin(noun)
            if chain is not None:
                at[chain] = made
        before.append(noun)


def fit(learnt: Sequence[Instance]) -> dict[str, float]:
    """The weights."""
    counts: Counter[str] = Counter(f for i in learnt for o in i.options for f in o)
    number = {f: n for n, f in enumerate(sorted(f for f, c in counts.items() if c >= LEAST))}
    rows = [[number[f] for f in o if f in number] for i in learnt for o in i.options]
    flat = np.fromiter((f for r in rows for f in r), np.int64)
    edges = np.zeros(len(rows) + 1, np.int64)
    np.cumsum([len(r) for r in rows], out=edges[1:])
    row_of = np.repeat(np.arange(len(rows)), np.diff(edges))
    group = np.repeat(np.arange(len(learnt)), [len(i.options) for i in learnt])
    right = np.array([r for i in learnt for r in i.right])
    weight = np.array([i.weight for i in learnt])[group]
    starts = np.concatenate([[0], np.cumsum([len(i.options) for i in learnt])[:-1]])
    w = np.zeros(len(number))
    first, second = np.zeros_like(w), np.zeros_like(w)

    def shares(scores: NDArray[np.float64], among: NDArray[np.bool_] | None) -> NDArray[np.float64]:
        s = scores if among is None else np.where(among, scores, -1e9)
        top = np.maximum.reduceat(s, starts)[group]
        e = np.exp(s - top)
        return e / np.add.reduceat(e, starts)[group]

    for step in range(1, STEPS + 1):
        scores = np.bincount(row_of, w[flat], minlength=len(rows))
        slope = (shares(scores, None) - shares(scores, right)) * weight
        grad = np.bincount(flat, slope[row_of], minlength=len(w)) / weight.sum() + DECAY * w
        first = 0.9 * first + 0.1 * grad
        second = 0.999 * second + 0.001 * grad * grad
        size = np.sqrt(second / (1 - 0.999**step)) + 1e-8
        w -= RATE * (1 - step / (STEPS + 1)) * (first / (1 - 0.9**step)) / size
    return {f: round(float(w[n]), 2) for f, n in number.items() if abs(w[n]) >= SMALL}


def save(weights: dict[str, float], out: Path) -> None:
    """One file, a feature a line, so that two versions can be compared."""
    about = "weights of reading/encoder/rank.py, made by train/rank.py from the train part of GUM 11"
    text = json.dumps({"about": about, "weights": weights}, indent=0, sort_keys=True, ensure_ascii=False)
    out.write_text(text + "\n", encoding="utf-8")


def main(out: Path) -> None:
    """Read GUM's train part, fit, write."""
    net = Network()
    learnt: list[Instance] = []
    for one in chained("train"):
        sight = net.sight(one.document.text)
        learnt += instances(one, sight.parse, [n for n in sight.names if n.confidence >= NAMED])
    save(fit(learnt), out)


if __name__ == "__main__":
    main(*usage.files(sys.argv[1:], __doc__, 1))
