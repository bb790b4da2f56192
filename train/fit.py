"""Train the reader.

    python -m train.fit CONFIG FOLDER

Writes FOLDER/last.pt as it goes (started again, it goes on from there) and, after every epoch, FOLDER/epoch-N.pt and
FOLDER/model.pt: the averaged weights with the config. Progress and dev figures go to FOLDER/log.txt and the terminal.
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib
import json
import math
import random
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
import yaml
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel

from train import usage
from train.corpora import Annotated
from train.data import Batch, Cut, Done, Text, batch, batches, cuts, polnear
from train.layers import NAMED, RELATIONS, UNKNOWN, UPOS, corpora, drawn_layers
from train.model import Around, Network, Sizes, likelihood, with_fast_dropout
from train.nested import with_nested
from train.precision import products
from train.reported import reported
from train.score import evaluate
from train.shipped import restore

SAVE_EVERY = 300.0  # seconds
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3  # settings of glibc's mallopt


def folder(encoder: str) -> str:
    """Where an encoder's files lie: in the package of that name, or the name itself for transformers to find."""
    try:
        package = importlib.import_module(encoder)
    except ImportError:
        return encoder
    return str(Path(str(package.__file__)).parent / "model")


def tokenizer(encoder: str) -> Tokenizer:
    """The encoder's tokenizer, without truncation or padding."""
    path = Path(folder(encoder)) / "tokenizer.json"
    made = Tokenizer.from_file(str(path)) if path.exists() else Tokenizer.from_pretrained(encoder)
    made.no_truncation()
    made.no_padding()
    return made


def network(config: dict[str, Any]) -> Network:
    """The network with the encoder's own weights and fresh heads."""
    encoder = AutoModel.from_pretrained(
        folder(config["encoder"]),
        attn_implementation="eager",
        add_pooling_layer=False,
        attention_probs_dropout_prob=0.0,
        hidden_dropout_prob=config["dropout"],
    )
    return Network(encoder.float(), Sizes(**config["around"]), len(UPOS), len(RELATIONS), len(NAMED))


def begin(net: Network, file: Path) -> None:
    """Take the weights of a network trained before; one that looks at fewer words around a cue takes those it sees.

    Of a file that ships (``.onnx``) too: they are as good as int8 keeps them.
    """
    if file.suffix == ".onnx":
        restore(net, file)
        return
    kept = torch.load(file, map_location="cpu", weights_only=False)
    sizes = kept["config"]["around"]
    first = sizes["left"] - net.sizes.left
    last = sizes["left"] + net.sizes.right + 1
    if first < 0 or last > sizes["left"] + sizes["right"] + 1:
        raise ValueError(f"{file}: looks at fewer words around a cue than the config asks for")
    kept["net"]["place.weight"] = kept["net"]["place.weight"][first:last]
    net.load_state_dict(kept["net"])


def stand_still(net: Network, count: int, encoder: list[nn.Parameter]) -> list[nn.Parameter]:
    """The encoder's parameters that go on learning when its table and ``count`` lowest layers stand still.

    What else was fitted to those layers (senses) stays as good as it was.
    """
    if count:
        below = (net.encoder.embeddings, *net.encoder.encoder.layer[:count], net.shape, net.gap, net.quote)
        for part in below:
            part.requires_grad_(False)
    return [p for p in encoder if p.requires_grad]


def losses(net: Network, b: Batch, weights: dict[str, float]) -> dict[str, Tensor]:
    """The losses of one batch by head, each a mean over what it counts, weighted."""
    with products(b.ids.device):
        states, deep = net.states(b.ids, b.mask, b.owner, b.first, b.looks)
    out: dict[str, Tensor] = {}
    if any(c.text.items is not None for c in b.cuts):
        out |= _attribution(net, b, states)
    out |= _layers(net, b, states, deep)
    return {name: weights[name] * value for name, value in out.items()}


def _padded(b: Batch, layer: Callable[[Text], np.ndarray | None]) -> Tensor | None:
    """One layer of every cut [B, N], UNKNOWN where there is none; None where no cut has it."""
    out = torch.full(b.here.shape, UNKNOWN, dtype=torch.long)
    seen = False
    for row, cut in enumerate(b.cuts):
        values = layer(cut.text)
        if values is not None:
            out[row, : cut.last - cut.first] = torch.from_numpy(values[cut.first : cut.last])
            seen = True
    return out.to(b.here.device) if seen else None


def _heads(b: Batch) -> Tensor | None:
    """Heads counted from the cut's first word; UNKNOWN where the head lies outside the cut."""
    out = _padded(b, lambda t: t.syntax.head if t.syntax else None)
    if out is not None:
        first = torch.tensor([[c.first] for c in b.cuts], device=out.device)
        last = torch.tensor([[c.last] for c in b.cuts], device=out.device)
        out = torch.where((out >= first) & (out < last), out - first, UNKNOWN)
    return out


def _layers(net: Network, b: Batch, states: Tensor, deep: Tensor) -> dict[str, Tensor]:
    """The losses of part of speech, heads and relations, sentence ends, and named mentions."""
    out: dict[str, Tensor] = {}

    def entropy(scores: Tensor, gold: Tensor) -> Tensor:
        return functional.cross_entropy(scores.float().transpose(1, 2), gold, ignore_index=UNKNOWN)

    with products(states.device):
        if (upos := _padded(b, lambda t: t.syntax.upos if t.syntax else None)) is not None:
            heads, relations = _heads(b), _padded(b, lambda t: t.syntax.relation if t.syntax else None)
            assert heads is not None
            assert relations is not None
            arcs = net.arcs(states).float() - 1e4 * (1 - b.here[:, None, :])
            known = relations.masked_fill(heads == UNKNOWN, UNKNOWN)
            out["syntax"] = (
                entropy(net.upos(states), upos)
                + entropy(arcs, heads)
                + entropy(net.relations(states, heads.clamp(min=0)), known)
            )
        if (stops := _padded(b, lambda t: t.stops)) is not None:
            known_stops = stops != UNKNOWN
            out["stops"] = functional.binary_cross_entropy_with_logits(
                net.stop(states).squeeze(-1).float()[known_stops], stops[known_stops].float()
            )
        if (named := _padded(b, lambda t: t.named)) is not None:
            out["named"] = entropy(net.named(deep, b.here), named)
    return out


def _attribution(net: Network, b: Batch, states: Tensor) -> dict[str, Tensor]:
    left = net.sizes.left
    span = left + net.sizes.right + 1
    n = b.here.shape[1]
    starts = torch.full((len(b.cuts), n), UNKNOWN)
    flat = torch.full((len(b.cuts), n), UNKNOWN)
    rows: list[int] = []
    at: list[int] = []
    labels: list[Tensor] = []
    did: list[tuple[int, Done, int]] = []
    for row, cut in enumerate(b.cuts):
        if cut.text.items is None:
            continue
        starts[row, : cut.last - cut.first] = 0
        flat[row, : cut.last - cut.first] = 0
        for item in cut.text.items:
            low, high = item.extent
            if high < cut.first or low >= cut.last:
                continue
            if not item.nested:
                for word, label in item.labels.items():
                    if cut.first <= word < cut.last:
                        flat[row, word - cut.first] = label
            if cut.first <= item.start < cut.last:
                starts[row, item.start - cut.first] = 2 if item.nested else 1
                if low >= cut.first and high < cut.last:
                    around = torch.zeros(span, dtype=torch.long)
                    for word, label in item.labels.items():
                        if 0 <= (place := word - item.start + left) < span:
                            around[place] = label
                    if item.done is not None:
                        did.append((len(rows), item.done, item.start - left))
                    rows.append(row)
                    at.append(item.start - cut.first)
                    labels.append(around)
    count = max(1, len(rows))
    device = states.device
    starts, flat = starts.to(device), flat.to(device)
    with products(states.device):
        start_scores, flat_scores = net.start(states), net.flat(states)
    start_scores = start_scores.float()
    out = {
        "start": _summed(start_scores, starts) / count,
        "flat": _summed(flat_scores, flat) / count,
    }
    with torch.no_grad():
        wrong = start_scores.softmax(-1)[..., 1:].sum(-1) * (starts == 0)
        values, places = wrong.flatten().topk(min(count // 2 + 1, wrong.numel()))
        places = places[values > 0.1]
    row_of = torch.cat([torch.tensor(rows, dtype=torch.long, device=device), places // n])
    at_of = torch.cat([torch.tensor(at, dtype=torch.long, device=device), places % n])
    if len(row_of):
        with products(states.device):
            seen = net.around(states, b.here, row_of, at_of)
        good = torch.zeros(len(row_of), device=device)
        good[: len(rows)] = 1.0
        out["real"] = functional.binary_cross_entropy_with_logits(seen.real.float(), good)
        if rows:
            k = len(rows)
            chances = likelihood(seen.roles[:k], net.transitions, torch.stack(labels).to(device), seen.inside[:k])
            out["roles"] = chances.mean()
        if did:
            out |= _done(seen, did)
    return out


def _done(seen: Around, did: Sequence[tuple[int, Done, int]]) -> dict[str, Tensor]:
    """The losses of what statements do and whom they are aimed at: of each that is marked its place among the cues, its
    mark, and the word at which the words around its cue begin.
    """
    places = torch.tensor([place for place, _, _ in did], device=seen.acts.device)
    acts, aims = torch.zeros(len(did), seen.acts.shape[1]), torch.zeros(len(did), seen.aims.shape[1])
    for row, (_, done, first) in enumerate(did):
        for act, share in done.acts.items():
            acts[row, act] = share
        for word in done.aims:
            if 0 <= word - first < aims.shape[1]:
                aims[row, word - first] = 1.0
    inside = seen.inside[places].float()
    acts, aims = acts.to(inside.device), aims.to(inside.device) * inside
    hit = functional.binary_cross_entropy_with_logits(seen.aims[places].float(), aims, weight=inside, reduction="sum")
    return {"acts": functional.cross_entropy(seen.acts[places].float(), acts), "aims": hit / len(did)}


def _summed(scores: Tensor, gold: Tensor) -> Tensor:
    """Cross entropy [B, N, labels] against [B, N], summed over the words that are annotated."""
    return functional.cross_entropy(scores.float().transpose(1, 2), gold, ignore_index=UNKNOWN, reduction="sum")


def hide(b: Batch, share: float, mark: int, rng: np.random.Generator) -> None:
    """Put a mark in the place of some word pieces, so that the words around them must tell what they were."""
    ids = b.ids.cpu().numpy()
    drawn = (rng.random(ids.shape) < share) & (b.mask.cpu().numpy() > 0)
    ends = b.mask.sum(1).cpu().numpy()
    drawn[:, 0] = False
    drawn[np.arange(len(ids)), ends - 1] = False
    b.ids[torch.from_numpy(drawn).to(b.ids.device)] = mark


def _keep_memory() -> None:
    """Tell glibc to keep freed memory: to hand it back and have it zeroed anew takes a third of a step on a CPU."""
    with contextlib.suppress(OSError, AttributeError):
        libc = ctypes.CDLL("libc.so.6")
        for setting in (_MMAP_THRESHOLD, _TRIM_THRESHOLD):
            libc.mallopt(setting, 2**31 - 1)


def _averaging(most: float) -> Callable[[Any, Any, Any], None]:
    """A running average that forgets faster in the beginning, when there is little worth keeping."""

    @torch.no_grad()
    def update(kept: list[Tensor], now: list[Tensor], count: Tensor) -> None:
        weight = min(most, (1 + float(count)) / (10 + float(count)))
        torch._foreach_lerp_(kept, now, 1 - weight)

    return update


def fit(config_file: Path, out: Path) -> None:
    """Train from a config into a folder."""
    config = yaml.safe_load(config_file.read_text(encoding="utf-8"))
    out.mkdir(parents=True, exist_ok=True)
    _keep_memory()
    torch.manual_seed(config["seed"])
    torch.set_num_threads(config["threads"])
    cut_words = tokenizer(config["encoder"])
    texts: list[Text] = polnear(config["data"]["polnear"], cut_words)
    if config["data"]["nested"]:
        texts = with_nested(texts, Path(config["data"]["nested"]))
    times = config["data"]["reported"]
    passages = reported(cut_words, config["data"]["without"]) * times if times else []
    other: list[Annotated] = corpora() if config["data"]["layers"] else []
    dev = polnear("dev", cut_words)
    net = network(config)
    if config["begin"]:
        begin(net, Path(config["begin"]))
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    net.to(device)
    with_fast_dropout(net, np.random.default_rng(config["seed"]))
    average = torch.optim.swa_utils.AveragedModel(net, multi_avg_fn=_averaging(config["average"]))
    # What a word looks like goes into the encoder, and learns and stands still with it.
    encoder = [p for part in (net.encoder, net.shape, net.gap, net.quote) for p in part.parameters()]
    inner = {id(p) for p in encoder}
    heads = [p for p in net.parameters() if id(p) not in inner]
    encoder = stand_still(net, config["still"], encoder)
    rates = config["rate"]
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "lr": rates["encoder"]}, {"params": heads, "lr": rates["heads"]}],
        weight_decay=config["decay"],
        fused=True,
    )

    def epoch(number: int) -> list[list[Cut]]:
        rng = random.Random(config["seed"] * 1000 + number)
        groups = []
        articles = [t for t in texts if rng.random() < config["data"]["articles"]]
        for drawn in ([*articles, *passages], drawn_layers(other, config["data"], cut_words, rng)):
            groups += batches([c for t in drawn for c in cuts(t, config["window"], rng)], config["budget"], rng)
        rng.shuffle(groups)
        return groups

    total = len(epoch(0)) * config["epochs"]
    marked = np.random.default_rng(config["seed"])
    warm = max(1, int(config["warmup"] * total))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / warm, 0.5 * (1 + math.cos(math.pi * min(1.0, s / total))) + 0.01)
    )
    began, step = 0, 0
    if (out / "last.pt").exists():
        kept = torch.load(out / "last.pt", map_location=device, weights_only=False)
        net.load_state_dict(kept["net"])
        average.load_state_dict(kept["average"])
        optimizer.load_state_dict(kept["optimizer"])
        schedule.load_state_dict(kept["schedule"])
        began, step = kept["epoch"], kept["step"]
    log = (out / "log.txt").open("a", encoding="utf-8")

    def say(line: str) -> None:
        print(line, flush=True)
        log.write(line + "\n")
        log.flush()

    def save(number: int, done: int) -> None:
        torch.save(
            {
                "net": net.state_dict(),
                "average": average.state_dict(),
                "optimizer": optimizer.state_dict(),
                "schedule": schedule.state_dict(),
                "epoch": number,
                "step": done,
            },
            out / "last.tmp",
        )
        (out / "last.tmp").replace(out / "last.pt")

    say(f"{len(texts)} texts, {total} steps")
    saved = time.time()
    for number in range(began, config["epochs"]):
        net.train()
        running: dict[str, float] = {}
        clock = time.time()
        for index, group in enumerate(epoch(number)):
            if index < step:
                continue
            b = batch(group, cut_words.token_to_id("[CLS]"), cut_words.token_to_id("[SEP]")).to(device)
            hide(b, config["hidden"], cut_words.token_to_id("[MASK]"), marked)
            parts = losses(net, b, config["losses"])
            torch.stack(list(parts.values())).sum().backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 5.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            average.update_parameters(net)
            for name, value in parts.items():
                running[name] = 0.98 * running.get(name, value.item()) + 0.02 * value.item()
            if index % 20 == 0:
                shown = " ".join(f"{k} {v:.3f}" for k, v in running.items())
                say(f"epoch {number} step {index} {time.time() - clock:.0f}s {shown}")
            if time.time() - saved > SAVE_EVERY:
                save(number, index + 1)
                saved = time.time()
        step = 0
        save(number + 1, 0)
        for name in ("model.pt", f"epoch-{number + 1}.pt"):
            torch.save({"net": average.module.state_dict(), "config": config}, out / name)
        say(json.dumps(evaluate(average.module, dev, cut_words, config["window"])))


if __name__ == "__main__":
    fit(*usage.files(sys.argv[1:], __doc__, 2))
