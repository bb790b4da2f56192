"""Put what was learnt later into a file that ships; all else in it stays as it was, bit by bit.

The layers that tell sides on issues become nodes beside the others in the one graph and share its word table and lower
layers; where no words are given they cost nothing. The head that tells what happened reads what names are read from.

    python -m train.graft FROM.onnx OUT.onnx     # what was grafted into one file, into one exported anew as well

For that the layers under it must be the same: those of senses are, where ``still`` in ``train/config.yaml`` says so;
of the three that tell happenings one goes on learning, so fit that head once more.
"""

from __future__ import annotations

import copy
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import onnx
import torch
import yaml
from onnx import helper
from tokenizers import Tokenizer
from torch import Tensor, nn

from onrecord.reading.encoder.side import SIDES
from train import usage
from train.deploy import BESIDE, Bert, Evens, Product, stacked
from train.even import evened
from train.export import traced
from train.fit import network, tokenizer
from train.said import Masks, learnt
from train.senses import CONFIG, READER, Senses, batch, begin, fresh
from train.shipped import Shipped


@dataclass(frozen=True, slots=True)
class Part:
    """What is put into a file beside the rest: how the names of its nodes begin, what it takes in and gives out."""

    prefix: str
    takes: tuple[str, ...]
    gives: tuple[str, ...]

    def own(self, name: str) -> bool:
        """Whether a node, weight or array of a file belongs to the part."""
        return name.startswith(self.prefix) or name in (*self.takes, *self.gives)


EXAMPLES = 320
"""About how many examples say what the layers are made even by."""
SENSES = Part("senses.", ("said", "own", "long"), ("sides", "weighs", "doing"))
HAPPENED = Part("happened.", ("deep",), ("happened",))


class Grafted(nn.Module):
    """Senses in the shape in which it runs: pieces first, statements second, products in int8.

    ``even`` is what its layers are made even by, those that stand still first; ``exact`` leaves every weight in float.
    """

    def __init__(self, net: Senses, encoder: nn.Module, even: Sequence[Evens] = (), exact: bool = False) -> None:
        super().__init__()
        count = len(net.below)
        whole = Bert(encoder, exact, even)
        self.encoder = nn.Module()
        self.encoder.table, self.encoder.norm = whole.table, whole.norm
        self.encoder.register_buffer("place", whole.place)
        self.encoder.layers, self.encoder.norms = whole.layers[:count], whole.norms[: 2 * count]
        self.layers, self.norms = stacked(net.above, encoder.config, exact, even[count:])
        self.weigh = net.weigh
        self.out, self.doing = (part if exact else Product(part) for part in (net.out, net.doing))

    def forward(self, said: Tensor, own: Tensor, long: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """From said and own [L, K] (pieces, and 1 for the words themselves) and long [K] to sides [K, SIDES], as
        log-odds, how much each piece weighs [L, K], whose doing each is and the views of it [K, all of them] as logits.
        """
        here = torch.arange(said.shape[0]).unsqueeze(1) < long.unsqueeze(0)
        mask = ((1.0 - here.float()) * BESIDE).transpose(0, 1).unsqueeze(1).unsqueeze(1)
        x = self.encoder.norm(self.encoder.table(said) + self.encoder.place[: said.shape[0]].unsqueeze(1))
        for layers, norms in ((self.encoder.layers, self.encoder.norms), (self.layers, self.norms)):
            for number, layer in enumerate(layers):
                seen = layer.bytes(x)
                x = norms[2 * number](x + layer.attend(layer.ask(seen), seen, mask))
                x = norms[2 * number + 1](x + layer.feed(x))
        weights = torch.softmax(self.weigh(x) + ((1.0 - own) * BESIDE).unsqueeze(-1), dim=0)  # [L, K, looks]
        mixed = (weights.permute(1, 2, 0) @ x.transpose(0, 1)).flatten(1)
        return self.out(mixed), weights.mean(-1), self.doing(mixed)


def evens(net: Senses, encoder: nn.Module, tokens: Tokenizer) -> list[Evens]:
    """What the layers of their own are made even by, from what they make of some of what they learnt from."""
    whole = Grafted(copy.deepcopy(net).eval(), copy.deepcopy(encoder), exact=True)
    examples, _ = learnt()

    def run() -> None:
        some = examples[:: max(1, len(examples) // EXAMPLES)]
        for first in range(0, len(some), 32):
            ids, own, here, *_ = batch(some[first : first + 32], Masks(), tokens, None)
            whole(ids.t(), own.t().float(), here.sum(1))

    return evened(list(whole.layers), run)


def graph(net: Senses, encoder: nn.Module, even: Sequence[Evens] = ()) -> onnx.ModelProto:
    """The layers as a graph of their own."""
    length, count = 12, 3
    example = (torch.ones(length, count, dtype=torch.long), torch.ones(length, count), torch.tensor([12, 9, 5]))
    axes = {name: {0: "length", 1: "statements"} for name in ("said", "own", "weighs")}
    axes |= {name: {0: "statements"} for name in ("long", "sides", "doing")}
    return traced(Grafted(net, encoder, even), example, SENSES.takes, SENSES.gives, axes)


def merged(
    whole: onnx.ModelProto, graph_: onnx.ModelProto, part: Part, reads: Mapping[str, str] | None = None
) -> onnx.ModelProto:
    """A file with the nodes of another beside its own; weights that both have are those of the first.

    ``reads`` names what the part takes in that the file itself has; the rest is to be given.
    """
    reads = reads or {}
    bare(whole, part)
    known = {w.name: w for w in whole.graph.initializer}
    shared = dict(reads)
    for weight in graph_.graph.initializer:
        own = known.get(_shipped_name(weight.name))
        if own is not None:
            if list(own.dims) != list(weight.dims) or own.data_type != weight.data_type:
                raise ValueError(f"{weight.name} differs in form from what the file has")
            shared[weight.name] = own.name
            continue
        kept = onnx.TensorProto()
        kept.CopyFrom(weight)
        kept.name = part.prefix + weight.name
        whole.graph.initializer.append(kept)
    keep = {"", *part.takes, *part.gives} - set(reads)

    def renamed(name: str) -> str:
        return shared.get(name) or (name if name in keep else part.prefix + name)

    for node in graph_.graph.node:
        made = onnx.NodeProto()
        made.CopyFrom(node)
        made.name = part.prefix + node.name
        made.input[:] = [renamed(name) for name in node.input]
        made.output[:] = [renamed(name) for name in node.output]
        whole.graph.node.append(made)
    whole.graph.input.extend(one for one in graph_.graph.input if one.name not in reads)
    whole.graph.output.extend(graph_.graph.output)
    return whole


def bare(whole: onnx.ModelProto, part: Part) -> None:
    """Take out what an earlier graft of a part put in."""
    for some in (whole.graph.node, whole.graph.initializer, whole.graph.input, whole.graph.output):
        kept = [one for one in some if not part.own(one.name)]
        del some[:]
        some.extend(kept)


def carried(source: onnx.ModelProto, whole: onnx.ModelProto, part: Part) -> onnx.ModelProto:
    """A file with a part that was grafted into another, in place of its own.

    Raises ValueError where the part reads what the file has not, or weights that are others there.
    """
    bare(whole, part)
    nodes = [node for node in source.graph.node if part.own(node.name)]
    weights = {one.name: one for one in source.graph.initializer}
    known = {one.name: one for one in whole.graph.initializer}
    taken = {name for node in nodes for name in node.input if name and not part.own(name)}
    there = {name for node in whole.graph.node for name in node.output} | {one.name for one in whole.graph.input}
    for name in sorted(taken):
        if name not in known and name not in there:
            raise ValueError(f"{name} is read by what is grafted, and is not there")
        if name in weights and name in known and weights[name].raw_data != known[name].raw_data:
            raise ValueError(f"{name} is read by what is grafted, and has learnt since")
    whole.graph.node.extend(nodes)
    whole.graph.initializer.extend(one for name, one in weights.items() if part.own(name))
    whole.graph.input.extend(one for one in source.graph.input if one.name in part.takes and one.name not in there)
    whole.graph.output.extend(one for one in source.graph.output if one.name in part.gives)
    return whole


def written(made: onnx.ModelProto, more: Mapping[str, str], out: Path) -> None:
    """Check a file, add what it tells of itself, and write it."""
    told = {entry.key: entry.value for entry in made.metadata_props} | dict(more)
    del made.metadata_props[:]
    helper.set_model_props(made, told)
    onnx.checker.check_model(made, full_check=False)
    onnx.save(made, str(out))
    print(out, out.stat().st_size)


def _shipped_name(name: str) -> str:
    """What a weight of the lower layers is called in the file that ships; norms stand there by the encoder's names."""
    parts = name.split(".")
    if parts[:2] == ["encoder", "norm"]:
        return f"net.encoder.embeddings.LayerNorm.{parts[-1]}"
    if parts[:2] == ["encoder", "norms"]:
        number = int(parts[2])
        of = "output.LayerNorm" if number % 2 else "attention.output.LayerNorm"
        return f"net.encoder.encoder.layer.{number // 2}.{of}.{parts[-1]}"
    return name


def graft(fitted: Path, out: Path) -> None:
    """Write the shipped reader with what was fitted, calibrated as the config that stands says.

    What was fitted may stand in a file that ships, as good as int8 keeps it.
    """
    stands = config = yaml.safe_load(CONFIG.read_text(encoding="utf-8"))
    if fitted.suffix == ".onnx":
        net = fresh(config)
        begin(net, fitted)
    else:
        kept: dict[str, Any] = torch.load(fitted, map_location="cpu", weights_only=False)
        config = kept["config"]
        net = fresh(config)
        net.load_state_dict(kept["net"])
    encoder = network({**config, "around": {}}).encoder
    encoder.embeddings, encoder.encoder.layer = net.embeddings, net.below
    even = [*Shipped(READER).evens(len(net.below)), *evens(net, encoder, tokenizer(config["encoder"]))]
    made = merged(onnx.load(str(READER)), graph(net.eval(), encoder, even), SENSES)
    told = {"sides": json.dumps(SIDES), "sides calibration": json.dumps(stands["calibration"])}
    written(made, told, out)


def main(source: Path, out: Path) -> None:
    """Put what is grafted into one file, with what the file tells of it, into another."""
    grafted = onnx.load(str(source))
    made = onnx.load(str(out))
    for part in (SENSES, HAPPENED):
        made = carried(grafted, made, part)
    own = ("sides", "happened")
    written(made, {e.key: e.value for e in grafted.metadata_props if e.key.startswith(own)}, out)


if __name__ == "__main__":
    main(*usage.files(sys.argv[1:], __doc__, 2))
