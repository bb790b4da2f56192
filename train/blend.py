"""Average the weights of networks that went on from one another: better than any of them, and no slower.

    python -m train.blend OUT.pt FILE:SHARE FILE:SHARE ...

A FILE is a model.pt of ``train.fit`` or a file that ships (.onnx); shares are brought to one. What a file lacks
(a file that ships has no head for relations) is averaged over the others. Heads that stand on the mean of several
layers no longer fit it to the point: fit them once more with ``train/heads.yaml`` (the encoder stands still).
Averaging along a path of training is that of Wortsman et al., "Model soups", 2022.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from train import usage
from train.shipped import Shipped

State = Mapping[str, Tensor]


def opened(file: Path) -> tuple[State, dict[str, Any] | None]:
    """The weights of a file, and the config it was trained by, which a file that ships does not hold."""
    if file.suffix == ".onnx":
        return Shipped(file).state(), None
    kept = torch.load(file, map_location="cpu", weights_only=False)
    return kept["net"], kept["config"]


def blended(states: Sequence[tuple[State, float]]) -> dict[str, Tensor]:
    """The mean of every weight over the states that hold it, by their shares."""
    found: dict[str, Tensor] = {}
    for name in dict.fromkeys(name for state, _ in states for name in state):
        held = [(state[name].float(), share) for state, share in states if name in state]
        found[name] = sum((value * share for value, share in held), torch.zeros(())) / sum(s for _, s in held)
    return found


def main(out: Path, parts: Sequence[str]) -> None:
    """Write the blend with the config of the first file that has one."""
    states: list[tuple[State, float]] = []
    configs = []
    for part in parts:
        file, _, share = part.rpartition(":")
        state, config = opened(Path(file))
        states.append((state, float(share)))
        configs += [config] if config else []
    torch.save({"net": blended(states), "config": configs[0]}, out)


if __name__ == "__main__":
    if len(sys.argv) < 4 or not all(":" in part for part in sys.argv[2:]):
        sys.exit(__doc__)
    main(*usage.files(sys.argv[1:2], __doc__, 1), sys.argv[2:])
