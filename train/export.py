"""Make the one file that ships.

    python -m train.export MODEL.pt OUT.onnx

Weights of matrix products and the encoder's word table are int8 (see ``train.deploy``). Tokenizer, sizes and label
names go into the file's own metadata, so that nothing lies beside it but its card.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import onnx
import torch
import yaml
from tokenizers import Tokenizer
from torch import Tensor, nn

from onrecord.reading.encoder.act import ACTS
from onrecord.reading.encoder.decode import ROLES
from train import usage
from train.deploy import Deployed, Evens
from train.even import evens
from train.fit import folder, network, tokenizer
from train.layers import NAMED, RELATIONS, UPOS
from train.model import Network
from train.shipped import restore

NAMES_IN = ("ids", "owner", "first", "looks", "keep", "least", "more")
NAMES_OUT = ("place", "chance", "scores", "inside", "real", "acts", "aims", "upos", "named", "stop", "arcs")
OPSET = 17
MICROSOFT = "com.microsoft"


def load(model: Path) -> tuple[Network, dict[str, Any]]:
    """The network of a file that training wrote, and its config; of a file that ships, with the config that stands."""
    if model.suffix == ".onnx":
        config = yaml.safe_load(Path(__file__).with_name("config.yaml").read_text(encoding="utf-8"))
        net = network(config)
        restore(net, model)
        return net.eval(), config
    kept = torch.load(model, map_location="cpu", weights_only=False)
    net = network(kept["config"])
    net.load_state_dict(kept["net"])
    return net.eval(), kept["config"]


def graph(net: Network, exact: bool = False, even: Sequence[Evens] = ()) -> onnx.ModelProto:
    """The network as it runs, without metadata; ``exact`` leaves every weight in float, ``even`` is what its layers are
    made even by.
    """
    length, n = 24, 20
    example: tuple[Tensor, ...] = (
        torch.arange(length),
        torch.arange(length).clamp(max=n - 1),
        torch.arange(n),
        torch.zeros(n, 3, dtype=torch.long),
        torch.ones(n),
        torch.tensor(-1.0),  # every word, so that tracing runs on something
        torch.tensor(n),
    )
    axes = {"ids": {0: "pieces"}, "owner": {0: "pieces"}, "arcs": {0: "more", 1: "heads"}}
    axes |= {name: {0: "words"} for name in ("first", "looks", "keep")}
    axes |= {name: {0: "more"} for name in ("upos", "named", "stop")}
    axes |= {name: {0: "cues"} for name in ("place", "chance", "scores", "inside", "real", "acts", "aims")}
    return traced(Deployed(net, exact, even), example, NAMES_IN, NAMES_OUT, axes)


def traced(
    module: nn.Module, example: tuple[Tensor, ...], takes: Sequence[str], gives: Sequence[str], axes: dict[str, Any]
) -> onnx.ModelProto:
    """A module as a graph, by what it does with an example; ``axes`` names the dimensions that differ."""
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "network.onnx"
        torch.onnx.export(
            module.eval(),
            example,
            str(file),
            input_names=list(takes),
            output_names=list(gives),
            dynamic_axes=axes,
            opset_version=OPSET,
            custom_opsets={MICROSOFT: 1},
            dynamo=False,
        )
        return onnx.load(str(file))


def save(net: Network, tokens: Tokenizer, window: int, out: Path, exact: bool = False) -> None:
    """Write the network with all that a reader needs to know into one file. The network is taken apart by this."""
    metadata = {
        "tokenizer": tokens.to_str(),
        "window": str(window),
        "left": str(net.sizes.left),
        "roles": json.dumps(ROLES),
        "calibration": json.dumps([1.0, 0.0]),  # until train.calibrate fits it, and the next
        "acts": json.dumps(ACTS),
        "acts calibration": json.dumps([1.0, 1.0, 0.0]),
        "transitions": json.dumps(net.transitions.detach().tolist()),
        "upos": json.dumps(UPOS),
        "relations": json.dumps(RELATIONS),
        "named": json.dumps(NAMED),
    }
    made = graph(net, exact, () if exact else evens(net, tokens))
    onnx.helper.set_model_props(made, metadata)
    onnx.save(made, str(out))


def export(model: Path, out: Path, exact: bool = False) -> None:
    """Make the file of a network that was trained."""
    net, config = load(model)
    save(net, tokenizer(config["encoder"]), config.get("reads", config["window"]), out, exact)
    print(out, out.stat().st_size, folder(config["encoder"]))


if __name__ == "__main__":
    model, out = usage.files(sys.argv[1:], __doc__, 2)
    export(model, out)
