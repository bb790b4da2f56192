"""A small learned classifier of lines, held against the rules: is a line of a flattened page the article's body?

    python -m train.lines [FOLDER]

The marked pages of FOLDER (`shared/data/pages` where none is given), flattened in every way of `bench/flatten.py` that
keeps lines, give the rows; the marked bodies say which are the body. A logistic regression is fitted on all outlets but
one and asked about that one, in turn; what it takes for the body is scored by F1 of words, beside what the rules take.
Once by the look of a row and its neighbours alone, once with the rules' verdict among its features.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from bench.flatten import UNLINED, WAYS
from bench.pages import PAGES, f1, furniture
from numpy.typing import NDArray

from onrecord.ingest.kind import Opens
from onrecord.ingest.layout import lay_out
from onrecord.ingest.look import Look
from onrecord.ingest.matter import matter, share, stems
from onrecord.ingest.mend import rows
from onrecord.ingest.row import Ending, Row
from onrecord.ingest.setting import looked_at
from onrecord.model import LineKind
from train import usage

_SHORT = 6
_AROUND = (-3, -2, -1, 1, 2, 3)
_WINDOW = 6
_RIDGE = 1.0
_ROUNDS = 8

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Flat:
    """A flattened page: its rows, their features without and with the rules' verdict, and which are the body."""

    outlet: str
    way: str
    rows: Sequence[Row]
    shown: Matrix
    judged: Matrix
    body: NDArray[np.bool_]
    by_rules: frozenset[int]
    gold: str


def flat(outlet: str, way: str, text: str, gold: str) -> Flat:
    """One flattened page with its features."""
    found = rows(text)
    looks = looked_at(found)
    layout = lay_out(found)
    by_rules = frozenset(layout.body)
    shown = features(looks)
    inside = [
        [float(i in by_rules), float(layout.title == i), float(layout.standfirst == i)] for i in range(len(found))
    ]
    judged = np.hstack([shown, np.array(inside).reshape(len(found), 3)])
    return Flat(outlet, way, found, shown, judged, marked(found, gold), by_rules, gold)


def marked(found: Sequence[Row], gold: str) -> NDArray[np.bool_]:
    """Which rows the marked body has: long ones by their runs of words, short ones where they are a line of it."""
    lines = {" ".join(line.lower().split()) for line in gold.split("\n")}
    long = [len(r.text.split()) >= _SHORT and not furniture(r.text, gold) for r in found]
    places = [i for i, yes in enumerate(long) if yes]
    first, last = (places[0], places[-1]) if places else (0, -1)
    return np.array(
        [
            yes or (first <= i <= last and " ".join(row.text.lower().split()) in lines)
            for i, (row, yes) in enumerate(zip(found, long, strict=True))
        ]
    )


def features(looks: Sequence[Look]) -> Matrix:
    """What is seen of each row, of the three rows on either side, and of the page around it."""
    own = np.array([_own(look) for look in looks])
    count = len(looks)
    texts = np.array([look.words if look.sentence and not look.label else 0 for look in looks], dtype=float)
    about = matter(look.row.text for look in sorted(looks, key=lambda x: -x.words)[:20] if look.sentence)
    page = []
    for index, look in enumerate(looks):
        near = texts[max(0, index - _WINDOW) : index + _WINDOW + 1]
        above, below = texts[:index].sum(), texts[index + 1 :].sum()
        whole = max(1.0, texts.sum())
        page.append([
            index / count, near.sum() / whole, np.count_nonzero(near) / len(near), above / whole, below / whole,
            share(stems(look.row.text), about),
        ])  # fmt: skip
    core = own[:, : len(_CORE)]
    beside = []
    for step in _AROUND:
        moved = np.zeros_like(core)
        if step < 0:
            moved[-step:] = core[:step]
        else:
            moved[:-step] = core[step:]
        beside.append(moved)
    return np.hstack([own, np.array(page).reshape(count, -1), *beside])


_CORE = ("sentence", "headline", "labelled", "words", "opens")


def _own(look: Look) -> list[float]:
    """What is seen of a row by itself."""
    text = look.row.text
    kind = look.label.kind if look.label else None
    return [
        float(look.sentence and look.label is None),
        float(look.headline),
        float(look.label is not None),
        float(np.log1p(look.words)),
        float(look.label is not None and look.label.opens is not None),
        *(float(kind is one) for one in LineKind),
        *(float(look.ending is one) for one in Ending),
        float(look.label is not None and look.label.opens is Opens.COMMENTS),
        float(look.half), float(look.titled), float(look.item), float(look.quoted), float(look.datelined),
        float(look.words >= 25), float(look.words <= 3), float(4 <= look.words <= 10),
        sum(c.isdigit() for c in text) / len(text), sum(c.isupper() for c in text) / len(text),
        text.count(",") / (1 + look.words), float(text.endswith(":")), float(look.row.gap),
    ]  # fmt: skip


def fitted(pages: Sequence[Matrix], bodies: Sequence[NDArray[np.bool_]]) -> tuple[Matrix, Matrix, Matrix]:
    """The weights of a logistic regression with a ridge, by Newton's method, and mean and spread of its features."""
    x, y = np.vstack(pages), np.concatenate(bodies).astype(float)
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-6
    x = np.hstack([(x - mean) / spread, np.ones((len(x), 1))])
    weights = np.zeros(x.shape[1])
    for _ in range(_ROUNDS):
        p = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (y - p) - _RIDGE * weights
        bend = (x * (p * (1 - p) + 1e-9)[:, None]).T @ x + _RIDGE * np.eye(len(weights))
        step = np.linalg.solve(bend, slope)
        weights = weights + step
        if np.abs(step).max() < 1e-3:
            break
    return weights, mean, spread


def asked(model: tuple[Matrix, Matrix, Matrix], x: Matrix) -> Matrix:
    """How surely each row is the body."""
    weights, mean, spread = model
    return np.asarray(1 / (1 + np.exp(-np.clip(((x - mean) / spread) @ weights[:-1] + weights[-1], -30, 30))))


def main(folder: Path) -> None:
    """Print both figures, and of the rules, for each outlet held out."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    pages = []
    for name in sorted(gold):
        content = (folder / name).read_bytes()
        for way, run in WAYS.items():
            text = run(content)
            if way not in UNLINED and len(text.strip().split("\n")) >= 8:
                pages.append(flat(name, way, text, gold[name]["body"]))
    print(f"{len(pages)} flattened pages, {sum(len(p.rows) for p in pages)} rows")
    total: dict[str, list[tuple[float, int, int]]] = {"rules": [], "learned": [], "both": []}
    for outlet in sorted(gold):
        others = [p for p in pages if p.outlet != outlet]
        models = {
            "learned": fitted([p.shown for p in others], [p.body for p in others]),
            "both": fitted([p.judged for p in others], [p.body for p in others]),
        }
        here: dict[str, list[float]] = {name: [] for name in total}
        for page in (p for p in pages if p.outlet == outlet):
            taken = {
                "rules": sorted(page.by_rules),
                "learned": list(np.flatnonzero(asked(models["learned"], page.shown) >= 0.5)),
                "both": list(np.flatnonzero(asked(models["both"], page.judged) >= 0.5)),
            }
            for name, chosen in taken.items():
                text = "\n".join(page.rows[i].text for i in chosen)
                score = f1(text, page.gold)
                here[name].append(score)
                total[name].append((score, len(furniture(text, page.gold)), len(chosen)))
        print(f"{outlet[:26]:28}" + "".join(f"{name} {sum(s) / len(s):.3f}   " for name, s in here.items()))
    for name, found in total.items():
        strange, lines = sum(f[1] for f in found), sum(f[2] for f in found)
        mean = sum(f[0] for f in found) / len(found)
        print(f"{name:8} F1 {mean:.3f}  furniture {100 * strange / lines:.1f} % of lines")


if __name__ == "__main__":
    main(*(usage.files(sys.argv[1:], __doc__, 0, 1) or [PAGES]))
