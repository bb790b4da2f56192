"""Make confidence mean what it says: of the statements given with 0.7, seven in ten are right.

    python -m train.calibrate READER.onnx

Reads PolNeAR dev and the passages of ``train/reported`` that the config leaves out with the exported network, looks
which of its statements are right (by the scorer's loose measure: half of the content and the source), fits two numbers
to that and writes them into the file (Platt 1999: the log-odds of being right are a straight line over those the
network gives). Prints for each of the two how far confidence lay from the truth before and after: the mean distance
over ten bins of equal size (ECE), on the halves that were not fitted. On the same passages what statements do is
calibrated, by one factor of the scores of acts (Guo et al. 2017), and whom they are aimed at, by two numbers more.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
import onnx
import yaml
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar

from onrecord.reading.encoder.network import Network
from onrecord.reading.encoder.settling import NESTED, settled
from onrecord.reading.encoder.window import Words
from train import usage
from train.data import SHARED, Marked, word_range
from train.reported import FOLDER, done, marks, passages

CONFIG = Path(__file__).with_name("config.yaml")
_BINS = 10
_LEAST = 0.1  # surer ones are counted; below, hardly any is right
_STEPS = 100
_ROUNDED = 5e-4  # what a share may have been that is given as nothing
_HEATS = (0.3, 3.0)
Floats = NDArray[np.float64]


def main(file: Path) -> None:
    """Fit the two numbers on dev and the passages left out, and write them into the file."""
    sys.path.insert(0, str(SHARED / "score"))
    import polnear as scorer

    without = yaml.safe_load(CONFIG.read_text(encoding="utf-8"))["data"]["without"]
    dev = scorer.load(str(SHARED / "data" / "polnear" / "dev")).values()
    left = [(p.text, p.statements) for name in without for p in passages(FOLDER / f"{name}.txt")]
    write(file, {"calibration": [1.0, 0.0], "acts calibration": [1.0, 1.0, 0.0]})
    network = Network(file)
    seen = [
        judged(network, dev, scorer.words, outermost=True),
        judged(network, left, scorer.words, outermost=False),
    ]
    sure, right, half = (np.concatenate(part) for part in zip(*seen, strict=True))
    made = fitted(sure, right)
    heat, line = _of_acts(network, [FOLDER / f"{name}.txt" for name in without])
    write(file, {"calibration": made, "acts calibration": [heat, *line]})
    lines = [fitted(sure[half != part], right[half != part]) for part in (0, 1)]
    for name, (own, fits, part) in zip(("PolNeAR dev", "left out"), seen, strict=True):
        rest = np.where(part == 0, calibrated(own, lines[0]), calibrated(own, lines[1]))
        before, after = _distance(own, fits), _distance(rest, fits)
        print(f"{name}: {len(own)} statements; ECE {before:.3f} before, {after:.3f} after")
    print(f"a, b = {made}")


def judged(
    network: Network,
    texts: Iterable[tuple[str, Sequence[Marked]]],
    words: Callable[[str, Sequence[tuple[int, int]]], set[object]],
    *,
    outermost: bool,
) -> tuple[Floats, Floats, NDArray[np.int64]]:
    """Of every statement found in some texts: confidence, 1 if right, and the half that its text is in.

    ``words`` are those of the scorer; where a corpus has the ``outermost`` alone, those inside others are not judged.
    """
    sure, right, half = [], [], []
    for place, (text, gold) in enumerate(texts):
        known = [{r: words(text, one[r]) for r in ("source", "content")} for one in gold]
        seen, found = network.found(text, _LEAST)
        for one in settled(found, _LEAST):
            if outermost and one.nested >= NESTED:
                continue
            source, content = (words(text, _spans(seen, ranges)) for ranges in (one.source, one.content))
            sure.append(one.confidence)
            right.append(any(_fits(source, content, gold_one["source"], gold_one["content"]) for gold_one in known))
            half.append(place % 2)
    return np.array(sure), np.array(right, float), np.array(half)


def _of_acts(network: Network, files: Iterable[Path]) -> tuple[float, list[float]]:
    """The factor that makes what is marked of the statements of some files likeliest, and slope and shift of the words
    that may call whom they are aimed at.
    """
    shares, gold, chances, right = [], [], [], []
    for passage, told in (pair for file in files for pair in zip(passages(file), marks(file), strict=True)):
        sight = network.sight(passage.text)
        begins = {word_range(sight.parse.words, *passage.statements[n]["cue"][0])[0]: m for n, m in told.items()}
        for one in sight.done:
            if mark := begins.get(one.word):
                did = done(mark, sight.parse.words)
                shares.append(one.acts)
                gold.append([did.acts.get(place, 0.0) for place in range(len(one.acts))])
                chances += [chance for _, chance in one.aims]
                right += [word in did.aims for word, _ in one.aims]
    logs, wanted = np.log(np.array(shares) + _ROUNDED), np.array(gold)

    def unlikely(heat: float) -> float:
        odds = heat * logs
        return float(-(wanted * (odds - np.log(np.exp(odds).sum(1, keepdims=True)))).sum())

    heat = round(float(minimize_scalar(unlikely, bounds=_HEATS, method="bounded").x), 3)
    sure = np.array(chances)
    print(f"{len(shares)} statements whose acts are marked, {len(sure)} words that may call somebody")
    return heat, fitted(sure, np.array(right, float))


def _spans(seen: Words, ranges: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    return [(seen.starts[a], seen.ends[b - 1]) for a, b in ranges]


def _fits(source: set[object], content: set[object], gold_source: set[object], gold_content: set[object]) -> bool:
    """The loose measure of one statement against one of the gold."""
    if 2 * len(content & gold_content) < len(content | gold_content):
        return False
    return bool(source & gold_source) or (not source and not gold_source)


def fitted(sure: Floats, right: Floats) -> list[float]:
    """Slope and shift of the log-odds, by Newton's method."""
    x = np.stack([np.log(sure / (1 - sure)), np.ones_like(sure)], 1)
    weights = np.zeros(2)
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-x @ weights))
        weights -= np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x, x.T @ (p - right))
    return [round(float(w), 4) for w in weights]


def calibrated(sure: Floats, line: list[float]) -> Floats:
    """Confidence after the fit."""
    made: Floats = 1 / (1 + np.exp(-(line[0] * np.log(sure / (1 - sure)) + line[1])))
    return made


def _distance(sure: Floats, right: Floats) -> float:
    """The mean distance of confidence from the share that is right, over bins of equal size."""
    order = np.argsort(sure)
    return float(np.mean([abs(sure[b].mean() - right[b].mean()) for b in np.array_split(order, _BINS)]))


def write(file: Path, numbers: dict[str, list[float]]) -> None:
    """Put some numbers into the file's metadata."""
    model = onnx.load(str(file))
    told = {entry.key: entry.value for entry in model.metadata_props}
    onnx.helper.set_model_props(model, told | {name: json.dumps(some) for name, some in numbers.items()})
    onnx.save(model, str(file))


if __name__ == "__main__":
    main(*usage.files(sys.argv[1:], __doc__, 1))
