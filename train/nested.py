"""Statements inside statements, which the corpora do not mark, found by a first model and taught to the next.

    python -m train.nested MODEL OUT.jsonl

The corpora mark only the outermost statement. Read alone, the content of one is a text like any other, so a model
trained on the outermost finds the statements in it. What it is sure of becomes the training data of the "nested cue"
head: one JSON line an article, {"document", "nested": [{"start": word, "labels": {word: label}}]}.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from onrecord.reading.encoder.decode import ROLES, Found
from train import usage
from train.data import Item, Text, polnear

SURE = 0.5
SHORTEST = 6  # words of content in which another statement is looked for


def with_nested(texts: Sequence[Text], file: Path) -> list[Text]:
    """The texts with the nested statements of a file beside their own."""
    extra: dict[str, list[Item]] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        extra[row["document"]] = [
            Item(n["start"], {int(k): v for k, v in n["labels"].items()}, nested=True) for n in row["nested"]
        ]
    out = []
    for text in texts:
        own = {i.start for i in text.items or ()}
        more = [i for i in extra.get(text.name, []) if i.start not in own]
        out.append(replace(text, items=[*(text.items or ()), *more]))
    return out


def insides(text: Text) -> list[tuple[int, Text]]:
    """The stretches of content that are long enough, each as a text of its own, with the word each begins at."""
    out = []
    for item in text.items or ():
        stretches: list[list[int]] = []
        for word in sorted(item.labels):
            if item.labels[word] == ROLES.index("B-content"):
                stretches.append([word, word + 1])
            elif item.labels[word] == ROLES.index("I-content") and stretches:
                stretches[-1][1] = word + 1
        for first, last in stretches:
            if last - first >= SHORTEST:
                seen = text.words
                cut = type(seen)(
                    seen.text,
                    seen.starts[first:last],
                    seen.ends[first:last],
                    seen.shapes[first:last],
                    seen.gaps[first:last],
                    seen.quotes[first:last],
                )
                out.append((first, Text(text.name, cut, text.pieces[first:last])))
    return out


def item(one: Found, shift: int) -> Item | None:
    """What was found, as training data ``shift`` words further on."""
    labels: dict[int, int] = {}
    for role, stretches in (("content", one.content), ("source", one.source), ("cue", (one.cue,))):
        for first, last in stretches:
            for word in range(first, last):
                labels[word + shift] = ROLES.index(f"{'B' if word == first else 'I'}-{role}")
    return Item(one.cue[0] + shift, labels, nested=True) if one.content else None


def main(model: Path, out: Path) -> None:
    """Find the nested statements of the training articles."""
    from train.export import load
    from train.fit import tokenizer
    from train.score import found

    net, config = load(model)
    cut_words = tokenizer(config["encoder"])
    with out.open("w", encoding="utf-8") as lines:
        texts = polnear("train", cut_words)
        jobs = [(text, shift, inside) for text in texts for shift, inside in insides(text)]
        finds = found(net, [inside for _, _, inside in jobs], cut_words, config["window"])
        nested: dict[str, list[Item]] = {}
        for (text, shift, _), some in zip(jobs, finds, strict=True):
            sure = (item(f, shift) for f in some if f.confidence >= SURE)
            nested.setdefault(text.name, []).extend(i for i in sure if i)
        for name, items in nested.items():
            rows = [{"start": i.start, "labels": i.labels} for i in items]
            lines.write(json.dumps({"document": name, "nested": rows}) + "\n")
            print(name, len(items))


if __name__ == "__main__":
    main(*usage.files(sys.argv[1:], __doc__, 2))
