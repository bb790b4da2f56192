"""Make confidence mean what it says: of the statements given with 0.7, seven in ten are right.

    python -m train.calibrate READER.onnx

Reads PolNeAR dev with the exported network, looks which of its statements are right (by the scorer's loose measure:
half of the content and the source), fits two numbers to that and writes them into the file (Platt 1999: the log-odds
of being right are a straight line over those the network gives). Prints how far confidence lay from the truth before
and after: the mean distance over ten bins of equal size (ECE), on the halves of dev that were not fitted.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray

from onrecord.reading.encoder.network import Network
from onrecord.reading.encoder.settling import NESTED, settled
from onrecord.reading.encoder.window import Words
from train import usage
from train.data import SHARED

_BINS = 10
_LEAST = 0.1  # surer ones are counted; below, hardly any is right
_STEPS = 100
Floats = NDArray[np.float64]


def main(file: Path) -> None:
    """Fit the two numbers on all of dev and write them into the file."""
    write(file, [1.0, 0.0])
    sure, right, half = judged(Network(file))
    before = _distance(sure, right)
    rest = np.empty_like(sure)
    for part in (0, 1):
        rest[half == part] = calibrated(sure[half == part], fitted(sure[half != part], right[half != part]))
    made = fitted(sure, right)
    write(file, made)
    print(f"{len(sure)} statements; ECE {before:.3f} before, {_distance(rest, right):.3f} after; a, b = {made}")


def judged(network: Network) -> tuple[Floats, Floats, NDArray[np.int64]]:
    """Of every outermost statement found in dev: confidence, 1 if right, and the half that its article is in."""
    sys.path.insert(0, str(SHARED / "score"))
    import polnear as scorer

    sure, right, half = [], [], []
    for place, (text, gold) in enumerate(scorer.load(str(SHARED / "data" / "polnear" / "dev")).values()):
        known = [{r: scorer.words(text, one[r]) for r in ("source", "content")} for one in gold]
        seen, found = network.found(text, _LEAST)
        for one in settled(found, _LEAST):
            if one.nested >= NESTED:
                continue
            source, content = (scorer.words(text, _spans(seen, ranges)) for ranges in (one.source, one.content))
            sure.append(one.confidence)
            right.append(any(_fits(source, content, gold_one["source"], gold_one["content"]) for gold_one in known))
            half.append(place % 2)
    return np.array(sure), np.array(right, float), np.array(half)


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


def write(file: Path, line: list[float]) -> None:
    """Put slope and shift into the file's metadata."""
    model = onnx.load(str(file))
    told = {entry.key: entry.value for entry in model.metadata_props}
    onnx.helper.set_model_props(model, told | {"calibration": json.dumps(line)})
    onnx.save(model, str(file))


if __name__ == "__main__":
    main(*usage.files(sys.argv[1:], __doc__, 1))
