"""Train the head for named mentions anew on the states of the network that ships, and put it into the same file.

    python -m train.names READER.onnx OUT.onnx

Nothing else of the file changes: encoder and attributions are the same to the bit. The head looks at what layers 2,
4 and 6 make of a word (the last, made for attributions, has lost much of what tells a body from a person) and at two
words on either side: one layer to ``WIDTH``, one over five words to ``MIDDLE``, one to the labels. It learns from the
train parts of all corpora of names (``train.corpora``); the best epoch on the dev parts is kept. About half an hour on
two cores, most of it for the states.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import helper, numpy_helper
from torch import Tensor, nn

from onrecord.reading.named import names, steps
from onrecord.reading.network import MARGIN, Network
from onrecord.reading.window import Words, breaks, windows, words
from train.corpora import Annotated, documents
from train.layers import NAMED, named_labels

LAYERS = (4, 8, 12)
"""The normalisations whose outputs are looked at: behind the encoder's layers 2, 4 and 6."""
WIDTH, MIDDLE, SIDE = 96, 160, 2
EPOCHS, RATE, BATCH, LENGTH = 8, 2e-3, 32, 128
_STATE = "/encoder/LayerNorm_{}/LayerNormalization_output_0"
LEARNT = tuple((corpus, "train") for corpus in ("gum", "ewt", "wikigold", "crossner", "re3d"))
CHECKED = (("gum", "dev"), ("re3d", "dev"))


@dataclass(frozen=True)
class Read:
    """A document in words, with their states and true labels."""

    document: Annotated
    words: Words
    states: NDArray[np.float16]


class Head(nn.Module):
    """From the states of a line of words to scores of labels."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.down = nn.Linear(size, WIDTH)
        self.around = nn.Linear(WIDTH * (2 * SIDE + 1), MIDDLE)
        self.out = nn.Linear(MIDDLE, len(NAMED))
        self.dropout = nn.Dropout(0.3)

    def forward(self, states: Tensor) -> Tensor:
        """States [B, N, size] to scores [B, N, labels]; words beyond the ends are nothing."""
        x = torch.relu(self.down(self.dropout(states)))
        wide = nn.functional.pad(x, (0, 0, SIDE, SIDE))
        count = states.shape[1]
        near = torch.cat([wide[:, k : k + count] for k in range(2 * SIDE + 1)], -1)
        out: Tensor = self.out(self.dropout(torch.relu(self.around(self.dropout(near)))))
        return out


def open_file(file: Path, scratch: Path) -> Network:
    """The network with the states among its outputs."""
    model = onnx.load(str(file))
    for layer in LAYERS:
        model.graph.output.append(helper.make_tensor_value_info(_STATE.format(layer), onnx.TensorProto.FLOAT, None))
    onnx.save(model, str(scratch))
    return Network(scratch)


def states(net: Network, text: str) -> tuple[Words, NDArray[np.float16]]:
    """The states of every word of a text, as the product reads it."""
    seen = words(text)
    arrays = net._arrays(seen)
    found = np.zeros((len(seen), 384 * len(LAYERS)), np.float16)
    for window in windows(arrays.sizes.tolist(), net._room, MARGIN, breaks(seen)):
        inputs = net._inputs(arrays, window, 2.0)
        *pieces, last = net._session.run([_STATE.format(layer) for layer in LAYERS], inputs)
        kept = slice(window.keep - window.first, window.until - window.first)
        first = inputs["first"][kept]
        found[window.keep : window.until] = np.concatenate([*(p[first] for p in pieces), last[kept]], 1)
    return seen, found


def stretches(read: Sequence[Read], rng: np.random.Generator) -> Iterator[tuple[Tensor, Tensor]]:
    """Batches of stretches of at most LENGTH words, of like length, in another order each time."""
    pieces = []
    for one in read:
        labels = named_labels(one.document, one.words)
        if labels is None:
            continue
        first = int(rng.integers(0, LENGTH))
        edges = [0, *range(first or LENGTH, len(labels), LENGTH), len(labels)]
        pieces += [(one.states[a:b], labels[a:b]) for a, b in itertools.pairwise(edges) if a < b]
    order = sorted(range(len(pieces)), key=lambda i: len(pieces[i][1]) + 8 * rng.random())
    groups = [order[i : i + BATCH] for i in range(0, len(order), BATCH)]
    rng.shuffle(groups)  # type: ignore[arg-type]
    for group in groups:
        most = max(len(pieces[i][1]) for i in group)
        x = np.zeros((len(group), most, pieces[group[0]][0].shape[1]), np.float32)
        y = np.full((len(group), most), -100, np.int64)
        for row, i in enumerate(group):
            x[row, : len(pieces[i][1])], y[row, : len(pieces[i][1])] = pieces[i]
        yield torch.from_numpy(x), torch.from_numpy(y)


@torch.no_grad()
def score(head: Head, read: Sequence[Read]) -> float:
    """F1 of names, ends and kind."""
    head.eval()
    between = steps(NAMED)
    right = found = marked = 0
    for one in read:
        if one.document.named is None or not len(one.words):
            continue
        scores = head(torch.from_numpy(one.states.astype(np.float32))[None])[0].numpy()
        said = {(one.words.starts[n.first], one.words.ends[n.last - 1], n.kind) for n in names(scores, NAMED, between)}
        gold = {(m.start, m.end, m.kind) for m in one.document.named}
        right, found, marked = right + len(said & gold), found + len(said), marked + len(gold)
    return 2 * right / max(1, found + marked)


def fit(learnt: Sequence[Read], checked: Sequence[Read]) -> Head:
    """The best head of EPOCHS."""
    torch.manual_seed(7)
    rng = np.random.default_rng(7)
    head = Head(learnt[0].states.shape[1])
    total = EPOCHS * (sum(len(one.words) for one in learnt) // (BATCH * LENGTH) + len(learnt) // BATCH // 2 + 1)
    step = torch.optim.AdamW(head.parameters(), lr=RATE, weight_decay=0.01)
    falling = torch.optim.lr_scheduler.OneCycleLR(step, RATE, total_steps=2 * total, pct_start=0.1)
    best, kept = 0.0, head.state_dict()
    for epoch in range(EPOCHS):
        head.train()
        lost = []
        for x, y in stretches(learnt, rng):
            loss = nn.functional.cross_entropy(head(x).flatten(0, 1), y.flatten(), ignore_index=-100)
            step.zero_grad()
            loss.backward()
            step.step()
            falling.step()
            lost.append(float(loss.detach()))
        now = score(head, checked)
        print(epoch, f"{np.mean(lost):.4f}", f"{now:.4f}", flush=True)
        if now > best:
            best, kept = now, {k: v.clone() for k, v in head.state_dict().items()}
    head.load_state_dict(kept)
    return head.eval()


def graft(file: Path, head: Head, out: Path) -> None:
    """The file with this head in the place of the one that makes ``named``."""
    model = onnx.load(str(file))
    graph = model.graph
    made: list[onnx.NodeProto] = []

    def constant(name: str, value: NDArray[np.generic]) -> str:
        graph.initializer.append(numpy_helper.from_array(np.ascontiguousarray(value), f"names.{name}"))
        return f"names.{name}"

    def node(kind: str, inputs: list[str], name: str, **given: object) -> str:
        made.append(helper.make_node(kind, inputs, [name], name=f"names/{name}", **given))
        return name

    def linear(name: str, x: str, layer: nn.Linear, to: str) -> str:
        weight = constant(f"{name}.weight", layer.weight.detach().numpy().T)
        return node("Gemm", [x, weight, constant(f"{name}.bias", layer.bias.detach().numpy())], to)

    old = next(n for n in graph.node if "named" in n.output)
    graph.node.remove(old)
    gone = set(old.input[1:])
    for weight in [w for w in graph.initializer if w.name in gone]:
        graph.initializer.remove(weight)
    zero, one = constant("zero", np.array([0], np.int64)), constant("one", np.array([1], np.int64))
    many = node("Reshape", ["more", one], "names.more")
    some = node("Slice", ["first", zero, many, zero], "names.first")
    seen = [node("Gather", [_STATE.format(layer), some], f"names.layer{layer}", axis=0) for layer in LAYERS[:-1]]
    seen.append(node("Slice", [_STATE.format(LAYERS[-1]), zero, many, zero], "names.last"))
    x = node("Concat", seen, "names.states", axis=1)
    x = node("Relu", [linear("down", x, head.down, "names.down")], "names.narrow")
    beside = constant("beside", np.zeros((SIDE, WIDTH), np.float32))
    x = node("Concat", [beside, x, beside], "names.padded", axis=0)
    near = []
    for k in range(2 * SIDE + 1):
        start = constant(f"from{k}", np.array([k], np.int64))
        end = node("Add", [many, start], f"names.to{k}")
        near.append(node("Slice", [x, start, end, zero], f"names.near{k}"))
    x = node("Concat", near, "names.near", axis=1)
    x = node("Relu", [linear("around", x, head.around, "names.around")], "names.middle")
    linear("out", x, head.out, "named")
    graph.node.extend(made)
    onnx.checker.check_model(model)
    onnx.save(model, str(out))


def main(file: Path, out: Path) -> None:
    """Read the corpora, fit the head, write the file."""
    scratch = out.with_suffix(".states.onnx")
    net = open_file(file, scratch)
    scratch.unlink()

    def read(parts: Sequence[tuple[str, str]]) -> list[Read]:
        every = [d for corpus, split in parts for d in documents(corpus, split)]  # type: ignore[arg-type]
        return [Read(d, *states(net, d.text)) for d in every if d.named is not None]

    graft(file, fit(read(LEARNT), read(CHECKED)), out)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
