"""Teach the network that ships which words of a page tell that something happened, and what kind of deed it was.

    python -m train.happened fit OUT.pt [--without harbours,markets]  # on train/happenings; scores what is left out
    python -m train.happened graft OUT.pt READER.onnx  # puts it into a file that ships, all else as it was

The encoder stands still, as the file that ships has it: a small head reads what several of its layers make of a word
and of its neighbours, as that for names does. What it learns from are the passages of ``train/happenings``
(``train/README.md`` says how they are marked).
"""

from __future__ import annotations

import json
import random
import re
import sys
import time
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch
import yaml
from numpy.typing import NDArray
from onnx import helper
from torch import Tensor, nn
from torch.nn import functional

from onrecord.reading.encoder.happened import KINDS
from onrecord.reading.encoder.network import MARGIN, Network
from onrecord.reading.encoder.window import breaks, windows, words
from train import usage
from train.corpora.annotated import DATA
from train.corpora.conllu import parsed
from train.deploy import in_bytes
from train.export import traced
from train.graft import HAPPENED, merged, written
from train.model import Names
from train.platt import platt

CONFIG = Path(__file__).with_name("happened.yaml")
FOLDER = Path(__file__).with_name("happenings")
REPORTS = FOLDER / "reports.jsonl"
READER = Path(__file__).resolve().parents[1] / "src" / "onrecord" / "reading" / "weights" / "reader.onnx"
DEEP = "/Unsqueeze_3_output_0"
"""What names are read from, by its name in the file."""
_MARK = re.compile(r"\{(\S+) ([^{}]+)\}")
_FREE = -1
THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
States = NDArray[np.float16]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage without its marks, and where they stood: the first character of each word marked, and its kind.

    The kind of a word that tells again what another of its sentence tells is "=".
    """

    text: str
    marks: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Example:
    """What the layers make of each word of a passage [N, size], and what it tells [N]: 0 nothing, else 1 + its place
    in KINDS, or _FREE.
    """

    states: States
    told: Places


def passages(file: Path) -> Iterator[Passage]:
    """The passages of a file. Raises ValueError where one is not well marked."""
    for block in file.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.strip().split("\n") if line and not line.startswith("#")]
        if not lines or not lines[0].startswith("= "):
            if lines:
                raise ValueError(f"{file.name}: a passage without its first line: {lines[0][:60]!r}")
            continue
        yield unmarked("\n\n".join(lines[1:]), file.name)


def unmarked(marked: str, name: str = "") -> Passage:
    """Text with marks, taken apart. Raises ValueError."""
    text, marks, end = "", [], 0
    for found in _MARK.finditer(marked):
        text += marked[end : found.start()]
        kind, word = found[1], found[2]
        if kind != "=" and kind not in KINDS:
            raise ValueError(f"{name}: no kind {kind!r}: {marked[found.start() : found.end() + 30]!r}")
        # Of several words it is the last: "was taken".
        marks.append((len(text) + max(word.rfind(" "), word.rfind("-")) + 1, kind))
        text += word
        end = found.end()
    text += marked[end:]
    if "{" in text or "}" in text:
        raise ValueError(f"{name}: a mark that is none: {text[:80]!r}")
    return Passage(text, tuple(marks))


def reports() -> Iterator[Passage]:
    """The marked documents of re3d and GUM, whose texts lie beside the project; none where they do not."""
    if not DATA.exists():
        return
    folders: dict[str, dict[str, str]] = {}
    for line in REPORTS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["corpus"] == "gum":
            (document,) = parsed(DATA / "gum" / f"{row['file']}.conllu")
            real = [[word for word in sentence if word.number] for sentence in document.sentences]
            marks = sorted((real[at][word].start, kind) for at, word, kind in row["marks"])
            yield Passage(document.document.text, tuple(marks))
            continue
        if row["folder"] not in folders:
            file = DATA / "ner" / "re3d" / row["folder"] / "documents.json"
            every = map(json.loads, file.read_text(encoding="utf-8").splitlines())
            folders[row["folder"]] = {one["_id"]: one["text"] for one in every}
        yield Passage(folders[row["folder"]][row["id"]], tuple((start, kind) for start, _, kind in row["marks"]))


class Deep(Network):
    """The network that ships, with what names are read from laid open."""

    def __init__(self, path: Path = READER) -> None:
        super().__init__(path)
        model = onnx.load(str(path))
        model.graph.output.append(helper.make_tensor_value_info(DEEP, onnx.TensorProto.FLOAT, None))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 2
        self._open = onnxruntime.InferenceSession(
            model.SerializeToString(),
            options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=["SkipLayerNormFusion"],
        )

    def states(self, text: str) -> tuple[Any, States]:
        """The words of a text and what the layers make of each [N, size]."""
        seen = words(text)
        arrays = self._arrays(seen)
        parts: list[States] = []
        for window in windows(arrays.sizes.tolist(), self._room, MARGIN, breaks(seen)):
            inputs = self._inputs(arrays, window, 1.0)
            inputs["more"] = np.array(window.last - window.first, np.int64)
            (deep,) = self._open.run([DEEP], inputs)
            parts.append(deep[0, window.keep - window.first : window.until - window.first].astype(np.float16))
        return seen, np.concatenate(parts)


def examples(some: Sequence[Passage], deep: Deep) -> list[Example]:
    """The passages as the head sees them."""
    made = []
    for one in some:
        seen, states = deep.states(one.text)
        told = np.zeros(len(states), np.int64)
        for start, kind in one.marks:
            place = max(0, bisect_right(seen.starts, start) - 1)
            told[place] = _FREE if kind == "=" else 1 + KINDS.index(kind)
        made.append(Example(states, told))
    return made


def batches(some: Sequence[Example], size: int, rng: random.Random) -> Iterator[list[Example]]:
    """All examples in an order of chance, those of like length together, so many words at a time."""
    order = sorted(some, key=lambda e: len(e.told) * (1 + 0.1 * rng.random()))
    groups: list[list[Example]] = []
    for one in order:
        if not groups or (len(groups[-1]) + 1) * len(one.told) > size:
            groups.append([])
        groups[-1].append(one)
    rng.shuffle(groups)
    yield from groups


def padded(some: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor]:
    """States [B, N, size], 1 where there is a word [B, N], and what is told [B, N]."""
    longest = max(len(e.told) for e in some)
    states = torch.zeros(len(some), longest, some[0].states.shape[1])
    here = torch.zeros(len(some), longest)
    told = torch.full((len(some), longest), _FREE)
    for n, one in enumerate(some):
        count = len(one.told)
        states[n, :count] = torch.from_numpy(one.states.astype(np.float32))
        here[n, :count] = 1
        told[n, :count] = torch.from_numpy(one.told)
    return states, here, told


def loss(scores: Tensor, told: Tensor, weight: float) -> Tensor:
    """That something happened, and, where it did, which kind of deed."""
    asked, did = told != _FREE, told > 0
    whether = functional.binary_cross_entropy_with_logits(scores[..., 0][asked], did[asked].float())
    kind = functional.cross_entropy(scores[..., 1:][did], told[did] - 1)
    return whether + weight * kind


def fitted(some: Sequence[Example], config: dict[str, Any], note: str = "") -> Names:
    """The head, fitted; the mean of its weights over the second half of the steps."""
    torch.manual_seed(config["seed"])
    torch.set_num_threads(config["threads"])
    rng = random.Random(config["seed"])
    size = some[0].states.shape[1]
    net = Names(size, 1 + len(KINDS), config["narrow"], config["middle"], config["side"])
    net.dropout.p = config["dropout"]
    steps = config["epochs"] * sum(1 for _ in batches(some, config["words"], rng))
    optimiser = torch.optim.AdamW(net.parameters(), lr=config["rate"], weight_decay=config["decay"])
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, config["rate"], total_steps=steps + 1, pct_start=0.1)
    mean = torch.optim.swa_utils.AveragedModel(net)
    began, step = time.time(), 0
    for epoch in range(config["epochs"]):
        total = 0.0
        for group in batches(some, config["words"], rng):
            states, here, told = padded(group)
            made = loss(net(states, here), told, config["kind"])
            optimiser.zero_grad()
            made.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            if step < steps:
                schedule.step()
            step += 1
            total += made.item()
            if epoch >= config["epochs"] // 2:
                mean.update_parameters(net)
        print(f"{note}epoch {epoch + 1}: {total:.2f}, {time.time() - began:.0f} s", flush=True)
    kept: Names = mean.module
    return kept.eval()


@torch.no_grad()
def chances(net: Names, some: Sequence[Example]) -> list[tuple[NDArray[np.float32], Places]]:
    """For each example how likely each word tells of something that happened [N], and its likeliest kind [N]."""
    found = []
    for one in some:
        states, here, _ = padded([one])
        scores = net(states, here)[0]
        found.append((scores[:, 0].sigmoid().numpy(), scores[:, 1:].argmax(-1).numpy()))
    return found


def scored(said: Sequence[tuple[NDArray[np.float32], Places]], some: Sequence[Example]) -> str:
    """Precision, recall and F1 of the words above each of THRESHOLDS, and how many of those found have their kind."""
    chance = np.concatenate([c for c, _ in said])
    kind = np.concatenate([k for _, k in said])
    told = np.concatenate([e.told for e in some])
    gold, counts = told > 0, told != _FREE
    lines = []
    for least in THRESHOLDS:
        found = (chance > least) & counts
        right = (found & gold).sum()
        alike = (kind[found & gold] == told[found & gold] - 1).mean()
        all_, f1 = max(found.sum(), 1), 2 * right / (found.sum() + gold.sum())
        lines.append(f"{least}: {right / all_:.2f} / {right / gold.sum():.2f} / {f1:.2f}, kind {alike:.2f}")
    return "\n".join(lines)


class Head(nn.Module):
    """The head in the shape in which it runs, its products in int8."""

    def __init__(self, net: Names) -> None:
        super().__init__()
        self.net = net
        in_bytes(self.net)

    def forward(self, deep: Tensor) -> Tensor:
        """From what the layers make of the words of a window [1, N, size] to scores [N, 1 and KINDS]."""
        made: Tensor = self.net(deep, torch.ones_like(deep[..., 0]))[0]
        return made


def grafted(net: Names, whole: onnx.ModelProto, size: int) -> onnx.ModelProto:
    """A file that ships with the head in it."""
    axes = {"deep": {1: "more"}, "happened": {0: "more"}}
    part = traced(Head(net), (torch.randn(1, 20, size),), ["deep"], ["happened"], axes)
    return merged(whole, part, HAPPENED, {"deep": DEEP})


def calibration(said: Sequence[tuple[NDArray[np.float32], Places]], some: Sequence[Example]) -> tuple[float, float]:
    """Slope and shift of log-odds by which chances come nearest to how often they are right (Platt scaling)."""
    told = np.concatenate([e.told for e in some])
    chance = np.concatenate([c for c, _ in said])
    return platt(chance[told != _FREE], told[told != _FREE] > 0)


def fit(out: Path, without: Sequence[str]) -> None:
    """Fit the head on all files but those left out, and score it on these."""
    config = yaml.safe_load(CONFIG.read_text(encoding="utf-8"))
    deep = Deep()
    every = {file.stem: list(passages(file)) for file in sorted(FOLDER.glob("*.txt"))} | {REPORTS.stem: list(reports())}
    files = {name: examples(some, deep) for name, some in every.items()}
    for name, some in files.items():
        print(f"{name}: {len(some)} passages, {sum(int((e.told > 0).sum()) for e in some)} marks", flush=True)
    left = [e for name in without for e in files.pop(name)]
    net = fitted([e for some in files.values() for e in some], config)
    torch.save({"net": net.state_dict(), "config": config}, out)
    if left:
        said = chances(net, left)
        print(scored(said, left), "\ncalibration", calibration(said, left), sep="\n")


def graft(model: Path, out: Path) -> None:
    """Write the shipped reader with what was fitted, calibrated as the config that stands says."""
    kept = torch.load(model, map_location="cpu", weights_only=False)
    config = kept["config"]
    size = kept["net"]["down.weight"].shape[1]
    net = Names(size, 1 + len(KINDS), config["narrow"], config["middle"], config["side"])
    net.load_state_dict(kept["net"])
    made = grafted(net.eval(), onnx.load(str(READER)), size)
    calibrated = yaml.safe_load(CONFIG.read_text(encoding="utf-8"))["calibration"]
    written(made, {"happened": json.dumps(KINDS), "happened calibration": json.dumps(calibrated)}, out)


def main(arguments: Sequence[str]) -> None:
    """Fit, or put into a file, as the arguments say."""
    match list(arguments):
        case ["fit", *rest]:
            before, left = usage.without(rest, [*(file.stem for file in FOLDER.glob("*.txt")), REPORTS.stem])
            fit(*usage.files(before, __doc__, 1), left)
        case ["graft", *rest]:
            graft(*usage.files(rest, __doc__, 2))
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
