"""Teach the network that ships which sides on the issues of the shipped codebook words take, and whose doing it is.

    python -m train.senses fit OUT.pt [--without arms,rivers]   # on train/issues/said; scores what is left out
    python -m train.senses mean OUT.pt ONE.pt:0.4 OTHER.pt:0.6  # of several fits one, the mean of their weights
    python -m train.senses graft OUT.pt READER.onnx             # puts it into a file that ships, all else as it was

The encoder's lower layers stand still, as the file that ships has them; two layers of their own follow, begun from the
last two of the encoder before anything was fitted, and weigh the words of a statement against one another.
What they learn from are the sentences of ``train/issues/said`` and the part ``learn`` of ``train/issues``.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
import yaml
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from onrecord.reading.encoder.side import (
    DOERS,
    SIDES,
    VIEWS,
    WHOSE,
    encoded,
    introduced,
)
from train import usage
from train.blend import blended
from train.fit import _keep_memory, network, tokenizer
from train.model import with_fast_dropout
from train.platt import platt
from train.precision import products
from train.said import FOLDER as SAID
from train.said import OPEN, Example, Masks, learnt, together, written
from train.shipped import Shipped

CONFIG = Path(__file__).with_name("senses.yaml")
READER = Path(__file__).resolve().parents[1] / "src" / "onrecord" / "reading" / "weights" / "reader.onnx"
_TOLD = ("shows", "counts", "whose", "views")
THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


class Senses(nn.Module):
    """From the pieces of some words to how likely each side is, as log-odds, how much each piece weighs, and whose
    doing each issue is and what the speaker thinks of it, as logits.
    """

    def __init__(self, encoder: nn.Module, config: dict[str, Any]) -> None:
        super().__init__()
        layers = list(encoder.encoder.layer)
        self.embeddings = encoder.embeddings
        self.below = nn.ModuleList(layers[: config["below"]])
        self.above = nn.ModuleList(layers[-config["own"] :])
        hidden = encoder.config.hidden_size
        self.weigh = nn.Linear(hidden, config["looks"])
        self.out = nn.Linear(config["looks"] * hidden, len(SIDES))
        self.doing = nn.Linear(config["looks"] * hidden, len(DOERS) * (len(WHOSE) + len(VIEWS)))
        self.dropout = nn.Dropout(config["dropout"])
        for part in (self.embeddings, self.below):
            part.requires_grad_(False)

    def forward(self, ids: Tensor, own: Tensor, here: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Ids, own, here [B, L]: pieces, 1 for those of the words (and the first mark), 1 where there is a piece.

        Out: [B, SIDES], [B, L, looks] and [B, DOERS, WHOSE and VIEWS].
        """
        return self.told(self.lower(ids, here), own, here)

    @torch.no_grad()
    def lower(self, ids: Tensor, here: Tensor) -> Tensor:
        """The states of the layers that stand still [B, L, hidden]."""
        x: Tensor = self.embeddings(input_ids=ids)
        for layer in self.below:
            x = _first(layer(x, attention_mask=_mask(here)))
        return x

    def told(self, x: Tensor, own: Tensor, here: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """What ``forward`` gives, from the states of the lower layers."""
        mask = _mask(here)
        for layer in self.above:
            x = _first(layer(x, attention_mask=mask))
        weights = self.weigh(x).masked_fill(own.unsqueeze(-1) == 0, -1e4).softmax(1)
        seen = self.dropout(torch.einsum("bth,btk->bkh", x, weights).flatten(1))
        return self.out(seen), weights, self.doing(seen).unflatten(1, (len(DOERS), -1))


def _mask(here: Tensor) -> Tensor:
    return (1.0 - here.float())[:, None, None, :] * -1e4


def _first(made: Any) -> Tensor:
    """What a layer makes, which some versions give alone and others with more behind it."""
    found: Tensor = made[0] if isinstance(made, tuple) else made
    return found


def fresh(config: dict[str, Any]) -> Senses:
    """The network to be fitted: the shipped file's lower layers, the encoder's own last ones."""
    encoder = network({**config, "around": {}}).encoder
    state = {n.removeprefix("encoder."): w for n, w in Shipped(READER).state().items() if n.startswith("encoder.")}
    lower = [f"encoder.layer.{n}." for n in range(config["below"])]
    kept = {n: w for n, w in state.items() if n.startswith(("embeddings.", *lower))}
    missing, unknown = encoder.load_state_dict(kept, strict=False)
    if unknown or any(name.startswith(("embeddings.word", *lower)) for name in missing):
        raise ValueError(f"{READER}: is no reader for {config['encoder']}")
    return Senses(encoder, config)


def begin(net: Senses, file: Path) -> None:
    """Take what an earlier fit, or a file that ships (as good as int8 keeps it), has above the layers that stand still:
    these are those of the file that ships, whatever it stood on.
    """
    if file.suffix == ".onnx":
        kept = Shipped(file).senses()
    else:
        kept = torch.load(file, map_location="cpu", weights_only=False)["net"]
    own = {name: weight for name, weight in kept.items() if not name.startswith(("embeddings.", "below."))}
    missing, unknown = net.load_state_dict(own, strict=False)
    if unknown or any(not name.startswith(("embeddings.", "below.")) for name in missing):
        raise ValueError(f"{file}: holds no senses, or others than {CONFIG.name} says")


def batch(some: Sequence[Example], masks: Masks, tokens: Tokenizer, rng: random.Random | None) -> tuple[Tensor, ...]:
    """Ids, own, here, shows, counts, whose, views; with ``rng`` names are left now and then, who speaks and quotation
    marks off.
    """
    pairs = []
    for one in some:
        states, party = one.states, one.party
        if rng is not None and rng.random() < 0.2:
            party = None
        before, text = masks(one.before, states), masks(one.text, states)
        if rng is not None and rng.random() < 0.1:
            before, text = one.before.lower(), one.text.lower()
        if rng is not None and rng.random() < 0.2:
            text = text.strip("\"“”'.")
        pairs.append((introduced(before, party), text))
    marks = tokens.token_to_id("[CLS]"), tokens.token_to_id("[SEP]")
    ids, own, here, _ = encoded(tokens, marks, pairs)
    told = [torch.from_numpy(np.stack([getattr(e, name) for e in some])) for name in _TOLD]
    return torch.from_numpy(ids), torch.from_numpy(own), torch.from_numpy(here), *told


def chances(
    net: Senses, some: Sequence[Example], masks: Masks, tokens: Tokenizer
) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    """How likely for each example each side is [N, SIDES], whose each doing, and each view of it [N, DOERS, ...]."""
    net.eval()
    found: list[tuple[NDArray[np.float32], ...]] = []
    with torch.no_grad():
        for first in range(0, len(some), 64):
            ids, own, here, *_ = batch(some[first : first + 64], masks, tokens, None)
            sides, _, doing = net(ids, own, here)
            whose, views = doing.float().split([len(WHOSE), len(VIEWS)], -1)
            found.append((sides.float().sigmoid().numpy(), whose.softmax(-1).numpy(), views.softmax(-1).numpy()))
    net.train()
    sides, whose, views = (np.concatenate(part) for part in zip(*found, strict=True))
    return sides, whose, views


def scored(said: NDArray[np.float32], some: Sequence[Example]) -> str:
    """Precision, recall and F1 of the sides above each of THRESHOLDS."""
    shows, counts = (np.stack([getattr(e, name) for e in some]) > 0 for name in ("shows", "counts"))
    lines = []
    for least in THRESHOLDS:
        found = said > least
        right, all_, gold = (found & shows).sum(), (found & counts).sum(), shows.sum()
        lines.append(f"{least}: {right / max(all_, 1):.2f} / {right / gold:.2f} / {2 * right / (all_ + gold):.2f}")
    return "; ".join(lines)


def scored_doing(said: Sequence[NDArray[np.float32]], some: Sequence[Example]) -> str:
    """How often whose doing it is, and what the speaker thinks of it, is right where it is told, as shares of all."""
    parts = []
    for name, found in zip(("whose", "views"), said, strict=True):
        gold = np.stack([getattr(e, name) for e in some])
        right = found.argmax(-1) == gold
        told = gold != OPEN
        sure = told & (found.max(-1) > 0.7)
        share, sure_share = right[told].mean(), right[sure].mean()
        parts.append(f"{name} {share:.2f} of {told.sum()}, {sure_share:.2f} of {sure.sum()} from 0.7 on")
    return "; ".join(parts)


def calibration(said: NDArray[np.float32], some: Sequence[Example]) -> tuple[float, float]:
    """Slope and shift of log-odds by which chances come nearest to how often they are right."""
    shows, counts = (np.stack([getattr(e, name) for e in some]) > 0 for name in ("shows", "counts"))
    return platt(said[counts], shows[counts])


@dataclass(frozen=True, slots=True)
class Prepared:
    """An example as the upper layers see it: the lower states [L, hidden] and ``own`` [L], for each way of asking."""

    ways: tuple[tuple[Tensor, Tensor], ...]
    example: Example


def prepared(
    net: Senses, some: Sequence[Example], masks: Masks, tokens: Tokenizer, rng: random.Random, ways: int
) -> list[Prepared]:
    """Every example asked in so many ways, the first as it runs; since the lower layers stand still, their states are
    made once.
    """
    order = sorted(range(len(some)), key=lambda k: len(some[k].before) + len(some[k].text))
    states: list[list[tuple[Tensor, Tensor]]] = [[] for _ in some]
    for way in range(ways):
        for first in range(0, len(order), 128):
            group = order[first : first + 128]
            ids, own, here, *_ = batch([some[k] for k in group], masks, tokens, rng if way else None)
            with products(ids.device):
                lower = net.lower(ids, here).bfloat16()
            for row, k in enumerate(group):
                long = int(here[row].sum())
                states[k].append((lower[row, :long].clone(), own[row, :long].clone()))
    return [Prepared(tuple(made), one) for made, one in zip(states, some, strict=True)]


def _together(group: Sequence[Prepared], rng: random.Random) -> tuple[Tensor, ...]:
    """The states, own, here and what is right of a batch, each asked in one of its ways."""
    chosen = [rng.choice(one.ways) for one in group]
    long = [len(own) for _, own in chosen]
    x = nn.utils.rnn.pad_sequence([states for states, _ in chosen], batch_first=True).float()
    own = nn.utils.rnn.pad_sequence([own for _, own in chosen], batch_first=True)
    here = (torch.arange(max(long))[None] < torch.tensor(long)[:, None]).long()
    told = [torch.from_numpy(np.stack([getattr(one.example, name) for one in group])) for name in _TOLD]
    return x, own, here, *told


def fit(out: Path, without: Sequence[str]) -> None:
    """Fit, and write the network with its config; what is left out is scored, and says how it should be calibrated."""
    config = yaml.safe_load(CONFIG.read_text(encoding="utf-8"))
    _keep_memory()
    torch.manual_seed(config["seed"])
    torch.set_num_threads(config["threads"])
    rng, masks, tokens = random.Random(config["seed"]), Masks(), tokenizer(config["encoder"])
    examples, free = learnt()
    files = written(free)
    left = [one for name in without for one in files[name]]
    examples += [one for name, some in files.items() if name not in without for one in some]
    examples += together(config["plain"], config["joined"], examples, config["seed"])
    net = fresh(config)
    if config["begin"]:
        begin(net, Path(config["begin"]))
    with_fast_dropout(net, np.random.default_rng(config["seed"]))
    own = [*net.above.parameters()]
    heads = [*net.weigh.parameters(), *net.out.parameters(), *net.doing.parameters()]
    rates = config["rate"]
    optimizer = torch.optim.AdamW(
        [{"params": own, "lr": rates["layers"]}, {"params": heads, "lr": rates["heads"]}], weight_decay=config["decay"]
    )
    size, epochs = config["batch"], config["epochs"]
    total = epochs * -(-len(examples) // size)
    warm = config["warmup"] * total
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda n: min((n + 1) / warm, 1.0) * (1 - n / total))
    weight = torch.tensor(float(config["shown"]))
    began = time.time()
    print(f"{len(examples)} to learn from, {len(left)} left out, {total} steps", flush=True)
    every = prepared(net, examples, masks, tokens, rng, config["ways"])
    print(f"prepared, {time.time() - began:.0f} s", flush=True)
    for epoch in range(epochs):
        order = sorted(every, key=lambda e: len(e.example.before) + len(e.example.text) + 40 * rng.random())
        groups = [order[k : k + size] for k in range(0, len(order), size)]
        rng.shuffle(groups)
        lost = 0.0
        for group in groups:
            x, mine, here, shows, counts, *marks = _together(group, rng)
            with products(x.device):
                odds, _, doing = net.told(x, mine, here)
            each = functional.binary_cross_entropy_with_logits(odds.float(), shows, reduction="none", pos_weight=weight)
            loss = (each * counts).sum() / len(group)
            for logits, right in zip(doing.float().split([len(WHOSE), len(VIEWS)], -1), marks, strict=True):
                unsure = functional.cross_entropy(
                    logits.flatten(0, 1), right.flatten(), ignore_index=OPEN, reduction="sum", label_smoothing=0.05
                )
                loss = loss + config["doing"] * unsure / len(group)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            lost += loss.item()
        print(f"epoch {epoch}: {lost / len(groups):.3f}, {time.time() - began:.0f} s", flush=True)
        if left and (epoch % 3 == 2 or epoch == epochs - 1):
            sides, *doing = chances(net, left, masks, tokens)
            print(f"  {scored(sides, left)}\n  {scored_doing(doing, left)}", flush=True)
    if left:
        print("calibration", calibration(chances(net, left, masks, tokens)[0], left), flush=True)
    torch.save({"net": net.state_dict(), "config": config}, out)


def mean(out: Path, parts: Sequence[str]) -> None:
    """Write the mean of several fits by their shares: they begin alike, so what they learnt can be put together."""
    states = []
    for part in parts:
        file, _, share = part.rpartition(":")
        kept = torch.load(Path(file), map_location="cpu", weights_only=False)
        states.append((kept["net"], float(share)))
    torch.save({"net": blended(states), "config": kept["config"]}, out)


def main(arguments: Sequence[str]) -> None:
    """Run one of the steps."""
    match list(arguments):
        case ["fit", *rest]:
            before, left = usage.without(rest, [file.stem for file in SAID.glob("*.tsv")])
            fit(*usage.files(before, __doc__, 1), left)
        case ["mean", out, *parts] if parts and all(":" in part for part in parts):
            mean(*usage.files([out], __doc__, 1), parts)
        case ["graft", *rest]:
            from train.graft import graft

            graft(*usage.files(rest, __doc__, 2))
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
