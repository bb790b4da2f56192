"""Values that are far above the others, made even before they are put in bytes.

A few of the values that go into a BERT's products are ten times and more above all the others (the same few at every
word), and what is put in bytes has one scale for all: the others are left with a handful of steps. So each value is
multiplied by a number of its own and the weights that it meets are divided by it, which changes nothing of their
product (SmoothQuant: Xiao et al., ICML 2023). The numbers are chosen by what the layers make of some passages: of
SHARES that which errs least, layer by layer.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from train.data import batch, cuts
from train.deploy import Deployed, Evens, Layer, Product, ToBytes, is_bert
from train.model import Network
from train.reported import reported_in

SAMPLE = ("accords", "hearings", "wires")
"""The files of ``train/reported`` that are read for it: always the same, so that layers that stand still stay as they
are in the file."""
PASSAGES, WINDOW = 16, 256
SHARES = (0.5, 0.6, 0.7, 0.8, 0.9)
"""How much of the unevenness goes over to the weights, between none and all."""
_LEAST = 1e-3
"""A value that is never above this counts as this."""


def evened(layers: Sequence[Layer], run: Callable[[], None]) -> list[Evens]:
    """The numbers for each of some layers in float, from what goes into them while ``run`` runs."""
    into: dict[nn.Module, list[Tensor]] = {}

    def keep(module: nn.Module, arguments: tuple[Tensor, ...]) -> None:
        into.setdefault(module, []).append(arguments[0].detach().flatten(0, -2))

    read = [part for layer in layers for part in (layer.key, layer.up, layer.down)]
    hooks = [part.register_forward_pre_hook(keep) for part in read]
    try:
        with torch.no_grad():
            run()
    finally:
        for hook in hooks:
            hook.remove()
    return [
        Evens(
            _best([layer.ask, layer.key, layer.value], into[layer.key]),
            _best([layer.up], into[layer.up]),
            _best([layer.down], into[layer.down]),
        )
        for layer in layers
    ]


def _best(parts: Sequence[nn.Linear], into: Sequence[Tensor]) -> Tensor:
    """Of the numbers by each of SHARES, and of ones, those with which some products of the same values err least."""
    high = torch.stack([x.abs().amax(0) for x in into]).amax(0).clamp(min=_LEAST)
    weight = torch.stack([part.weight.detach().abs().amax(0) for part in parts]).amax(0).clamp(min=_LEAST)
    tried = [torch.ones_like(high)]
    for share in SHARES:
        even = weight ** (1 - share) / high**share
        tried.append(even / even.median())
    return min(tried, key=lambda even: _error(parts, into, even))


def _error(parts: Sequence[nn.Linear], into: Sequence[Tensor], even: Tensor) -> float:
    """How far products in bytes are from those in float, as a share of what the latter vary by, added up."""
    total = 0.0
    for part in parts:
        made = Product(part, even)
        off = size = 0.0
        for x in into:
            right = x @ part.weight.detach().t()
            found = made(ToBytes.apply(x * even)) - made.bias
            off += float((found - right).square().sum())
            size += float((right - right.mean(0)).square().sum())
        total += off / max(size, 1e-12)
    return total


def evens(net: Network, tokens: Tokenizer) -> list[Evens]:
    """The numbers for the encoder's layers, lowest first; none where it is no BERT."""
    if not is_bert(net.encoder):
        return []
    whole = Deployed(copy.deepcopy(net).eval(), exact=True)
    marks = tokens.token_to_id("[CLS]"), tokens.token_to_id("[SEP]")
    texts = [text for name in SAMPLE for text in reported_in(name, tokens)[:PASSAGES]]

    def run() -> None:
        for cut in (cut for text in texts for cut in cuts(text, WINDOW, None)):
            b = batch([cut], *marks)
            here = torch.ones(b.first.shape[1])
            whole(b.ids[0], b.owner[0], b.first[0], b.looks[0], here, torch.tensor(2.0), torch.tensor(0))

    return evened(list(whole.encoder.layers), run)
