"""The network of a file that ships, to go on training from: weights as good as int8 keeps them."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from train.deploy import Evens
from train.model import Network

_PARTS = ("ask", "key", "value", "out", "up", "down")
_INTO = {"ask": "seen", "key": "seen", "value": "seen", "up": "up", "down": "down"}
_ENCODER = (
    *(f"attention.self.{part}" for part in ("query", "key", "value")),
    *("attention.output.dense", "intermediate.dense", "output.dense"),
)


class Shipped:
    """The tensors of a file that ``train.export`` made, by the names they have there."""

    def __init__(self, file: Path) -> None:
        model = onnx.load(str(file))
        self.told = {entry.key: entry.value for entry in model.metadata_props}
        self.kept = {w.name: torch.from_numpy(np.array(numpy_helper.to_array(w))) for w in model.graph.initializer}
        roles = len(json.loads(self.told["roles"]))
        apart = [w for name, w in self.kept.items() if name.startswith("onnx::")]
        self.role = next(w for w in apart if w.ndim == 2 and w.shape[1] == roles).t()
        self.aim = next((w.t() for w in apart if w.ndim == 2 and w.shape[1] == 1), None)
        self.place = next(w for w in apart if w.ndim == 3).squeeze(1)

    def product(self, name: str) -> dict[str, Tensor]:
        """Weight [out, in] and bias of a matrix product."""
        weight = self.kept[f"{name}.weight"].float() * self.kept[f"{name}.scale"]
        return {"weight": weight.t(), "bias": self.kept[f"{name}.bias"]}

    def layer(self, name: str) -> dict[str, dict[str, Tensor]]:
        """The products of a layer by their _PARTS, as they were before they were made even."""
        made = {part: self.product(f"{name}.{part}") for part in _PARTS}
        for part, into in _INTO.items():
            even = self.kept.get(f"{name}.even.{into}")
            if even is not None:
                made[part]["weight"] = made[part]["weight"] * even
        return made

    def layers(self, name: str) -> list[dict[str, dict[str, Tensor]]]:
        """Layers that stand one on another under a name, the lowest first."""
        whole = itertools.takewhile(lambda n: f"{name}.{n}.ask.weight" in self.kept, itertools.count())
        return [self.layer(f"{name}.{number}") for number in whole]

    def encoded(self, name: str, to: str) -> dict[str, Tensor]:
        """The products of such layers by the names that a BERT has for them, under ``to``."""
        return {
            f"{to}.{number}.{own}.{kind}": weight
            for number, made in enumerate(self.layers(name))
            for part, own in zip(_PARTS, _ENCODER, strict=True)
            for kind, weight in made[part].items()
        }

    def state(self) -> dict[str, Tensor]:
        """Everything that the file holds, by the names of ``Network``; what it lacks (relations) is not there."""
        found = {name[4:]: w for name, w in self.kept.items() if name.startswith("net.") and ".named." not in name}
        found |= {"role.weight": self.role, "place.weight": self.place}
        found |= {} if self.aim is None else {"aim.weight": self.aim}
        found["transitions"] = torch.tensor(json.loads(self.told["transitions"]))
        table = self.kept["encoder.table.rows"].float() * self.kept["encoder.table.scale"]
        found["encoder.embeddings.word_embeddings.weight"] = table
        # The two tables that are added to the pieces are one in the file.
        found["encoder.embeddings.position_embeddings.weight"] = self.kept["encoder.place"]
        found["encoder.embeddings.token_type_embeddings.weight"] = torch.zeros(2, table.shape[1])
        for part in ("word", "cue"):
            found |= {f"{part}.{k}": w for k, w in self.product(f"around.{part}").items()}
        for part in ("down", "around", "out"):
            if f"net.named.{part}.scale" in self.kept:
                found |= {f"named.{part}.{k}": w for k, w in self.product(f"net.named.{part}").items()}
        found |= self.encoded("encoder.layers", "encoder.encoder.layer")
        for number, made in enumerate(self.layers("around.layers")):
            for kind in ("weight", "bias"):
                found[f"blocks.{number}.qkv.{kind}"] = torch.cat([made[p][kind] for p in _PARTS[:3]])
                found |= {f"blocks.{number}.{p}.{kind}": made[p][kind] for p in _PARTS[3:]}
        return found

    def evens(self, count: int) -> list[Evens]:
        """What the encoder's lowest ``count`` layers are made even by; ones in a file of before."""
        found = []
        for number in range(count):
            name = f"encoder.layers.{number}"
            wide = [self.kept[f"{name}.{part}.weight"].shape[0] for part in ("key", "up", "down")]
            some = zip(Evens._fields, wide, strict=True)
            found.append(Evens(*(self.kept.get(f"{name}.even.{into}", torch.ones(size)) for into, size in some)))
        return found

    def senses(self) -> dict[str, Tensor]:
        """What tells sides on issues, by the names of ``train.senses.Senses``: what is above those that stand still.

        Nothing where the file has no such layers.
        """
        found: dict[str, Tensor] = {}
        if "senses.out.weight" not in self.kept:
            return found
        found |= self.encoded("senses.layers", "above")
        for number, _ in enumerate(self.layers("senses.layers")):
            for norm, name in enumerate(("attention.output.LayerNorm", "output.LayerNorm")):
                for k in ("weight", "bias"):
                    found[f"above.{number}.{name}.{k}"] = self.kept[f"senses.norms.{2 * number + norm}.{k}"]
        for part in ("out", "doing"):
            found |= {f"{part}.{k}": w for k, w in self.product(f"senses.{part}").items()}
        found["weigh.bias"] = self.kept["senses.weigh.bias"]
        looks = len(found["weigh.bias"])
        apart = [w for name, w in self.kept.items() if name.startswith("senses.onnx::")]
        found["weigh.weight"] = next(w for w in apart if w.ndim == 2 and w.shape[1] == looks).t()
        return found


def restore(net: Network, file: Path) -> list[str]:
    """Take the weights of a file that ships; what it lacks stays as it is, and is named.

    Raises ValueError where the file holds something that the network has not.
    """
    state = Shipped(file).state()
    missing, unknown = net.load_state_dict(state, strict=False)
    if unknown:
        raise ValueError(f"{file}: holds {unknown[0]}, which this network has not")
    return list(missing)
