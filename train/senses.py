"""Teach the network that ships which sides on the issues of the shipped codebook words take.

    python -m train.senses fit OUT.pt [--without arms,rivers]   # on train/issues/said; scores what is left out
    python -m train.senses mean OUT.pt ONE.pt:0.4 OTHER.pt:0.6  # of several fits one, the mean of their weights
    python -m train.senses graft OUT.pt READER.onnx             # puts it into a file that ships, all else as it was

The encoder's lower layers stand still, as the file that ships has them; two layers of their own follow, begun from the
last two of the encoder before anything was fitted, and weigh the words of a statement against one another.
What they learn from are the sentences of ``train/issues/said`` and the part ``learn`` of ``train/issues``.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
import yaml
from bench.issues import SENTENCES, sentences
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from onrecord.reading.encoder.side import NAMED_AS, SIDES, encoded
from train.blend import blended
from train.fit import _keep_memory, network, tokenizer
from train.model import with_fast_dropout
from train.shipped import Shipped

CONFIG = Path(__file__).with_name("senses.yaml")
FOLDER = SENTENCES / "said"
READER = Path(__file__).resolve().parents[1] / "src" / "onrecord" / "reading" / "weights" / "reader.onnx"
_SIGN = {"affirm": "+", "deny": "-"}
_KINDS = {"people": "national"}  # of names.yaml; the others are called alike there and in NAMED_AS
_BRACKETS = re.compile(r"\(([^)]*)\)")
THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


@dataclass(frozen=True, slots=True)
class Example:
    """Words with what stood before them; ``shows`` [SIDES] is 1 for sides that they take, ``counts`` 0 for those left
    free.
    """

    before: str
    text: str
    shows: NDArray[np.float32]
    counts: NDArray[np.float32]


def parsed(line: str) -> tuple[list[str], list[str], str, str]:
    """The sides shown, those left free, what stood before and the words of one line. Raises ValueError."""
    columns = line.rstrip("\n").split("\t")
    if len(columns) != 3:
        raise ValueError(f"{len(columns)} columns: {line!r}")
    sides, before, text = columns
    free = _BRACKETS.search(sides)
    shows = [side for side in _BRACKETS.sub("", sides).split() if side != "none"]
    frees = free[1].split() if free else []
    if unknown := [side for side in shows + frees if side not in SIDES]:
        raise ValueError(f"no side {unknown[0]!r}: {line!r}")
    return shows, frees, before.strip(), text.strip()


def _example(shows: Sequence[str], free: Sequence[str], before: str, text: str) -> Example:
    shown, counts = np.zeros(len(SIDES), np.float32), np.ones(len(SIDES), np.float32)
    shown[[SIDES.index(side) for side in shows]] = 1
    counts[[SIDES.index(side) for side in free if side not in shows]] = 0
    return Example(before, text, shown, counts)


def learnt() -> tuple[list[Example], dict[str, set[str]]]:
    """The sentences of ``train/issues`` to learn from, and which sides each side leaves free there."""
    made, free = [], dict[str, set[str]]()
    for one in sentences("learn"):
        shows = [name + _SIGN[stance] for name, stance in one.shows]
        frees = [side for name, stance in one.free if (side := name + _SIGN[stance]) in SIDES]
        for side in shows:
            free.setdefault(side, set()).update(frees)
        made.append(_example(shows, frees, "", one.text))
    return made, free


def written(free: dict[str, set[str]]) -> dict[str, list[Example]]:
    """The sentences of ``train/issues/said`` by file; a side leaves free there what it does in ``train/issues``."""
    found: dict[str, list[Example]] = {}
    for file in sorted(FOLDER.glob("*.tsv")):
        rows = map(parsed, file.read_text(encoding="utf-8").splitlines())
        found[file.stem] = [
            _example(shows, [*frees, *(f for side in shows for f in free.get(side, ()))], before, text)
            for shows, frees, before, text in rows
        ]
    return found


class Masks:
    """The made-up names in the sentences, for which the words stand that the reading puts for names."""

    def __init__(self) -> None:
        kinds = yaml.safe_load((SENTENCES / "names.yaml").read_text(encoding="utf-8"))
        self._word = {name.lower(): NAMED_AS[_KINDS.get(kind, kind)] for kind, names in kinds.items() for name in names}
        longest = sorted(self._word, key=lambda name: -len(name))
        self._pattern = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in longest))

    def __call__(self, text: str) -> str:
        """The text in small letters, names replaced."""
        return self._pattern.sub(lambda found: self._word[found[0]], text.lower())


class Senses(nn.Module):
    """From the pieces of some words to how likely each side is, as log-odds, and how much each piece weighs."""

    def __init__(self, encoder: nn.Module, config: dict[str, Any]) -> None:
        super().__init__()
        layers = list(encoder.encoder.layer)
        self.embeddings = encoder.embeddings
        self.below = nn.ModuleList(layers[: config["below"]])
        self.above = nn.ModuleList(layers[-config["own"] :])
        hidden = encoder.config.hidden_size
        self.weigh = nn.Linear(hidden, config["looks"])
        self.out = nn.Linear(config["looks"] * hidden, len(SIDES))
        self.dropout = nn.Dropout(config["dropout"])
        for part in (self.embeddings, self.below):
            part.requires_grad_(False)

    def forward(self, ids: Tensor, own: Tensor, here: Tensor) -> tuple[Tensor, Tensor]:
        """Ids, own, here [B, L]: pieces, 1 for those of the words (and the first mark), 1 where there is a piece.

        Out: [B, SIDES] and [B, L, looks].
        """
        mask = (1.0 - here.float())[:, None, None, :] * -1e4
        with torch.no_grad():
            x = self.embeddings(input_ids=ids)
            for layer in self.below:
                x = _first(layer(x, attention_mask=mask))
        for layer in self.above:
            x = _first(layer(x, attention_mask=mask))
        weights = self.weigh(x).masked_fill(own.unsqueeze(-1) == 0, -1e4).softmax(1)
        seen = torch.einsum("bth,btk->bkh", x, weights).flatten(1)
        return self.out(self.dropout(seen)), weights


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


def batch(some: Sequence[Example], masks: Masks, tokens: Tokenizer, rng: random.Random | None) -> tuple[Tensor, ...]:
    """Ids, own, here, shows, counts; with ``rng`` names are left now and then, and quotation marks off."""
    pairs = []
    for one in some:
        before, text = masks(one.before), masks(one.text)
        if rng is not None and rng.random() < 0.1:
            before, text = one.before.lower(), one.text.lower()
        if rng is not None and rng.random() < 0.2:
            text = text.strip("\"“”'.")
        pairs.append((before, text))
    marks = tokens.token_to_id("[CLS]"), tokens.token_to_id("[SEP]")
    ids, own, here, _ = encoded(tokens, marks, pairs)
    shows, counts = (torch.from_numpy(np.stack([getattr(e, name) for e in some])) for name in ("shows", "counts"))
    return torch.from_numpy(ids), torch.from_numpy(own), torch.from_numpy(here), shows, counts


def chances(net: Senses, some: Sequence[Example], masks: Masks, tokens: Tokenizer) -> NDArray[np.float32]:
    """How likely each side is for each example [N, SIDES]."""
    net.eval()
    found = []
    with torch.no_grad():
        for first in range(0, len(some), 64):
            ids, own, here, *_ = batch(some[first : first + 64], masks, tokens, None)
            found.append(net(ids, own, here)[0].float().sigmoid().numpy())
    net.train()
    return np.concatenate(found)


def scored(said: NDArray[np.float32], some: Sequence[Example]) -> str:
    """Precision, recall and F1 of the sides above each of THRESHOLDS."""
    shows, counts = (np.stack([getattr(e, name) for e in some]) > 0 for name in ("shows", "counts"))
    lines = []
    for least in THRESHOLDS:
        found = said > least
        right, all_, gold = (found & shows).sum(), (found & counts).sum(), shows.sum()
        lines.append(f"{least}: {right / max(all_, 1):.2f} / {right / gold:.2f} / {2 * right / (all_ + gold):.2f}")
    return "; ".join(lines)


def calibration(said: NDArray[np.float32], some: Sequence[Example]) -> tuple[float, float]:
    """Slope and shift of log-odds by which chances come nearest to how often they are right (Platt scaling)."""
    shows, counts = (np.stack([getattr(e, name) for e in some]) > 0 for name in ("shows", "counts"))
    kept = counts & (said > 0.01)
    odds = torch.logit(torch.from_numpy(said[kept]).double(), 1e-6)
    right = torch.from_numpy(shows[kept]).double()
    fit = torch.tensor([1.0, 0.0], dtype=torch.double, requires_grad=True)
    search = torch.optim.LBFGS([fit], max_iter=100)

    def closure() -> Tensor:
        search.zero_grad()
        loss = functional.binary_cross_entropy_with_logits(fit[0] * odds + fit[1], right)
        loss.backward()
        return loss

    search.step(closure)
    slope, shift = fit.detach().tolist()
    return slope, shift


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
    net = fresh(config)
    with_fast_dropout(net, np.random.default_rng(config["seed"]))
    own = [*net.above.parameters()]
    heads = [*net.weigh.parameters(), *net.out.parameters()]
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
    for epoch in range(epochs):
        order = sorted(examples, key=lambda e: len(e.before) + len(e.text) + 40 * rng.random())
        groups = [order[k : k + size] for k in range(0, len(order), size)]
        rng.shuffle(groups)
        lost = 0.0
        for group in groups:
            ids, mine, here, shows, counts = batch(group, masks, tokens, rng)
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=config["bfloat16"]):
                odds, _ = net(ids, mine, here)
            each = functional.binary_cross_entropy_with_logits(odds.float(), shows, reduction="none", pos_weight=weight)
            loss = (each * counts).sum() / len(group)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            lost += loss.item()
        said = scored(chances(net, left, masks, tokens), left) if left else ""
        print(f"epoch {epoch}: {lost / len(groups):.3f}, {time.time() - began:.0f} s  {said}", flush=True)
    if left:
        print("calibration", calibration(chances(net, left, masks, tokens), left), flush=True)
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
    if arguments[:1] == ["fit"] and len(arguments) in (2, 4):
        without = arguments[3].split(",") if arguments[2:3] == ["--without"] else []
        fit(Path(arguments[1]), without)
    elif arguments[:1] == ["mean"] and len(arguments) > 2:
        mean(Path(arguments[1]), arguments[2:])
    elif arguments[:1] == ["graft"] and len(arguments) == 3:
        from train.graft import graft

        graft(Path(arguments[1]), Path(arguments[2]))
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
