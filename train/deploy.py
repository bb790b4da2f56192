"""The network in the shape in which it runs: one window at a time, matrix products in int8, operators fused by hand.

A run holds one window, so nothing is padded and no mask is needed in the encoder; attention takes its heads out of
[pieces, heads, size] where they lie. Operators of the ``com.microsoft`` set are written out where onnxruntime would
not find them by itself; each has a body in torch that computes the same, quantisation included. A BERT is taken apart
and put together anew; any other encoder runs as it is, its linear layers in int8.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn
from torch.autograd import Function
from torch.nn.functional import gelu

from train.model import Block, Network, depths

Bytes = tuple[Tensor, Tensor, Tensor]
# Weights are whole numbers up to this. Processors without VNNI add two products of a byte and a weight in 16 bits:
# 2 * 255 * 64 still fits there, so that no machine overflows and all of them compute the same.
STEPS = 64
# Added to what lies beside the text: enough to make it nothing in float32, but seldom a denormal number. With those the
# layers around a cue take several times as long, and to switch them off would do so for the whole process.
BESIDE = -40.0
GELU = {"gelu": "none", "gelu_new": "tanh", "gelu_pytorch_tanh": "tanh"}


def sizes(x: Any) -> list[int | None]:
    """The sizes that the exporter knows of a value, none where they differ from run to run."""
    known: list[int | None] = list(x.type().varyingSizes() or [None] * (x.type().dim() or 0))
    return known


def shaped(made: Any, like: Any, known: list[int | None]) -> Any:
    """Tell the exporter what comes out of an operator of which it knows nothing: numbers like those of ``like``."""
    made.setType(like.type().with_sizes(known))
    return made


class ToBytes(Function):
    """Activations in uint8 with one scale and zero for all of them: bytes, scale, zero."""

    @staticmethod
    def forward(_: Any, x: Tensor) -> Bytes:
        """As ONNX defines DynamicQuantizeLinear."""
        low, high = x.amin().clamp(max=0), x.amax().clamp(min=0)
        scale = ((high - low) / 255).clamp(min=1e-30)
        zero = (-low / scale).round().clamp(0, 255)
        return ((x / scale).round() + zero).clamp(0, 255).to(torch.uint8), scale, zero.to(torch.uint8)

    @staticmethod
    def symbolic(g: Any, x: Any) -> Any:
        """One node."""
        return g.op("DynamicQuantizeLinear", x, outputs=3)


class ByteProduct(Function):
    """Bytes times int8 weights, back in float, with the bias."""

    @staticmethod
    def forward(
        _: Any, x: Tensor, scale: Tensor, zero: Tensor, weight: Tensor, weights: Tensor, bias: Tensor
    ) -> Tensor:
        """From x [..., in]; weight [in, out] with a scale a column in ``weights``, around nought."""
        return ((x.float() - zero.float()) @ weight.float()) * (scale * weights) + bias

    @staticmethod
    def symbolic(g: Any, x: Any, scale: Any, zero: Any, weight: Any, weights: Any, bias: Any) -> Any:
        """One node; the zeros of the weights are left out."""
        none = g.op("prim::Constant")
        none.setType(torch._C.OptionalType.ofTensor())
        made = g.op("com.microsoft::MatMulIntegerToFloat", x, weight, scale, weights, zero, none, bias)
        return shaped(made, bias, [*sizes(x)[:-1], sizes(weight)[-1]])


class Likeness(Function):
    """What every place asks of every other: [places, ..., size] twice -> [..., places, places], times ``by``."""

    @staticmethod
    def forward(_: Any, asks: Tensor, keys: Tensor, by: float) -> Tensor:
        """In torch."""
        return by * asks.movedim(0, -2) @ keys.movedim(0, -2).transpose(-1, -2)

    @staticmethod
    def symbolic(g: Any, asks: Any, keys: Any, by: float) -> Any:
        """One node; it reads both where they lie, without a copy in another order."""
        made = g.op("com.microsoft::FusedMatMul", asks, keys, alpha_f=by, transB_i=1, transBatchA_i=1, transBatchB_i=1)
        return shaped(made, asks, [*sizes(asks)[1:-1], sizes(asks)[0], sizes(keys)[0]])


class Mixture(Function):
    """Shares [..., places, places] of values [places, ..., size] -> [..., places, size]."""

    @staticmethod
    def forward(_: Any, shares: Tensor, values: Tensor) -> Tensor:
        """In torch."""
        return shares @ values.movedim(0, -2)

    @staticmethod
    def symbolic(g: Any, shares: Any, values: Any) -> Any:
        """One node."""
        made = g.op("com.microsoft::FusedMatMul", shares, values, transBatchB_i=1)
        return shaped(made, shares, [*sizes(shares)[:-1], sizes(values)[-1]])


class Gelu(Function):
    """The activation between the two products of a layer, exact or by tanh."""

    @staticmethod
    def forward(_: Any, x: Tensor, kind: str) -> Tensor:
        """In torch."""
        return gelu(x, approximate=kind)

    @staticmethod
    def symbolic(g: Any, x: Any, kind: str) -> Any:
        """One node."""
        return shaped(g.op("com.microsoft::FastGelu" if kind == "tanh" else "com.microsoft::Gelu", x), x, sizes(x))


class Evens(NamedTuple):
    """What the values that go into a layer's products are multiplied by before they are put in bytes, and the weights
    divided by, so that no value is far above the others (``train.even``): into attention, up and down.
    """

    seen: Tensor
    up: Tensor
    down: Tensor


class Product(nn.Module):
    """A linear layer in whole numbers up to STEPS, symmetric, a scale for each value that comes out.

    ``even`` [in] is what the values that go in have been multiplied by.
    """

    def __init__(self, linear: nn.Linear, even: Tensor | None = None) -> None:
        super().__init__()
        weight = linear.weight.detach().t()
        if even is not None:
            weight = weight / even.unsqueeze(1)
        scale = weight.abs().amax(0).clamp(min=1e-12) / STEPS
        self.register_buffer("weight", (weight / scale).round().to(torch.int8).contiguous())
        self.register_buffer("scale", scale)
        bias = torch.zeros(weight.shape[1]) if linear.bias is None else linear.bias.detach()
        self.register_buffer("bias", bias.clone())

    def forward(self, x: Tensor | Bytes) -> Tensor:
        """``x`` in float, or already in bytes where several layers read the same."""
        some = x if isinstance(x, tuple) else ToBytes.apply(x)
        made: Tensor = ByteProduct.apply(*some, self.weight, self.scale, self.bias)
        return made


class Table(nn.Module):
    """An embedding in int8, a scale a row: error at most half a step of the row's largest value."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("rows", (weight / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        """From ids [...] to [..., hidden]."""
        return self.rows[ids].float() * self.scale[ids]


class Layer(nn.Module):
    """Attention and the two products after it, over places in the first dimension; in float where ``exact``."""

    def __init__(
        self, parts: list[nn.Linear], heads: int, kind: str, exact: bool = False, evens: Evens | None = None
    ) -> None:
        super().__init__()
        self.even = nn.Module()
        for name, even in (evens._asdict() if evens and not exact else {}).items():
            self.even.register_buffer(name, even)
        wide = [self._even(name) for name in ("seen", "seen", "seen", "mixed", "up", "down")]
        made = parts if exact else [Product(part, even) for part, even in zip(parts, wide, strict=True)]
        self.ask, self.key, self.value, self.out, self.up, self.down = made
        self.heads, self.kind, self.exact = heads, kind, exact
        self.size = parts[0].out_features // heads

    def _even(self, name: str) -> Tensor | None:
        return getattr(self.even, name, None)

    def _evened(self, x: Tensor, name: str) -> Tensor:
        even = self._even(name)
        return x if even is None else x * even

    def bytes(self, x: Tensor) -> Any:
        """``x`` as what attends to it takes it."""
        return x if self.exact else ToBytes.apply(self._evened(x, "seen"))

    def attend(self, asks: Tensor, seen: Any, mask: Tensor | None) -> Tensor:
        """Let ``asks`` [M, ..., width] look at all that is ``seen``; ``mask`` is added to how alike they are."""

        def apart(x: Tensor) -> Tensor:
            return x.view(*x.shape[:-1], self.heads, self.size)

        alike = Likeness.apply(apart(asks), apart(self.key(seen)), 1 / math.sqrt(self.size))
        shares = torch.softmax(alike if mask is None else alike + mask, dim=-1)
        mixed = Mixture.apply(shares, apart(self.value(seen)))
        mixed = mixed.permute(mixed.dim() - 2, *range(mixed.dim() - 2), mixed.dim() - 1)
        out: Tensor = self.out(mixed.reshape(*mixed.shape[:-2], self.heads * self.size))
        return out

    def feed(self, x: Tensor) -> Tensor:
        """The two products."""
        middle = Gelu.apply(self.up(self._evened(x, "up")), self.kind)
        out: Tensor = self.down(self._evened(middle, "down"))
        return out


def stacked(
    some: Iterable[nn.Module], config: Any, exact: bool, evens: Sequence[Evens] = ()
) -> tuple[nn.ModuleList, nn.ModuleList]:
    """Layers of a BERT as they run, and their norms, two a layer; ``evens`` are those of each, if any."""
    layers: list[nn.Module] = []
    norms: list[nn.Module] = []
    for one in some:
        look, made = one.attention.self, one.attention.output
        parts = [look.query, look.key, look.value, made.dense, one.intermediate.dense, one.output.dense]
        even = evens[len(layers)] if evens else None
        layers.append(Layer(parts, config.num_attention_heads, GELU[config.hidden_act], exact, even))
        norms += [made.LayerNorm, one.output.LayerNorm]
    return nn.ModuleList(layers), nn.ModuleList(norms)


class Bert(nn.Module):
    """A BERT over one window. Its last layer answers for the first piece of each word only."""

    def __init__(self, encoder: nn.Module, exact: bool, evens: Sequence[Evens] = ()) -> None:
        super().__init__()
        embeddings = encoder.embeddings
        table = embeddings.word_embeddings
        self.table = table if exact else Table(table.weight.detach())
        place = embeddings.position_embeddings.weight + embeddings.token_type_embeddings.weight[0]
        self.register_buffer("place", place.detach().clone())
        self.norm = embeddings.LayerNorm
        self.layers, self.norms = stacked(encoder.encoder.layer, encoder.config, exact, evens)

    def forward(self, ids: Tensor, looks: Tensor, first: Tensor) -> tuple[Tensor, list[Tensor]]:
        """From ids [L], looks [L, hidden], added to the pieces, and first [N] to [N, hidden].

        Beside it the states of pieces [L, hidden] at all ``depths`` but the last.
        """
        x = self.norm(self.table(ids) + self.place[: ids.shape[0]] + looks)
        between: list[Tensor] = []
        wanted = depths(len(self.layers))[:-1]
        for number, layer in enumerate(self.layers):
            between += [x] * wanted.count(number)
            seen = layer.bytes(x)
            if number == len(self.layers) - 1:
                x = x[first]
                asks = layer.ask(layer.bytes(x))
            else:
                asks = layer.ask(seen)
            x = self.norms[2 * number](x + layer.attend(asks, seen, None))
            x = self.norms[2 * number + 1](x + layer.feed(x))
        return x, between


class Other(nn.Module):
    """Any encoder that takes embeddings, as it is."""

    def __init__(self, encoder: nn.Module, exact: bool) -> None:
        super().__init__()
        if not exact:
            in_bytes(encoder)
        table = encoder.get_input_embeddings()
        self.table = table if exact else Table(table.weight.detach())
        self.encoder = encoder

    def forward(self, ids: Tensor, looks: Tensor, first: Tensor) -> tuple[Tensor, list[Tensor]]:
        """As Bert."""
        mask = torch.ones_like(ids).unsqueeze(0)
        embedded = (self.table(ids) + looks).unsqueeze(0)
        seen = self.encoder(inputs_embeds=embedded, attention_mask=mask, output_hidden_states=True).hidden_states
        return seen[-1][0, first], [seen[layer][0] for layer in depths(len(seen) - 1)[:-1]]


def in_bytes(module: nn.Module) -> None:
    """Put every linear layer of a module in int8, in place."""
    for name, child in module.named_children():
        if isinstance(child, nn.Linear):
            setattr(module, name, Product(child))
        else:
            in_bytes(child)


def is_bert(encoder: nn.Module) -> bool:
    """Whether the encoder is built as Bert puts it together."""
    config = encoder.config
    return (
        config.model_type == "bert"
        and config.hidden_act in GELU
        and not config.is_decoder
        and getattr(config, "position_embedding_type", None) in (None, "absolute")
    )


class Around(nn.Module):
    """The words around each cue, as Network.around; places first, cues second."""

    def __init__(self, net: Network, exact: bool) -> None:
        super().__init__()
        self.sizes = net.sizes
        self.word, self.cue = (p if exact else Product(p) for p in (net.word, net.cue))
        self.place, self.last, self.role, self.real = net.place, net.last, net.role, net.real
        self.act, self.aim = net.act, net.aim
        self.layers = nn.ModuleList([self._layer(b, exact) for b in net.blocks])
        self.norms = nn.ModuleList([n for b in net.blocks for n in (b.norm1, b.norm2)])

    @staticmethod
    def _layer(block: Block, exact: bool) -> Layer:
        parts = []
        for weight, bias in zip(block.qkv.weight.chunk(3), block.qkv.bias.chunk(3), strict=True):
            part = nn.Linear(weight.shape[1], weight.shape[0])
            part.weight, part.bias = nn.Parameter(weight.detach()), nn.Parameter(bias.detach())
            parts.append(part)
        return Layer([*parts, block.out, block.up, block.down], block.heads, "tanh", exact)

    def forward(self, states: Tensor, at: Tensor) -> tuple[Tensor, ...]:
        """From states [N, hidden] and at [K] to scores [K, T, roles], real [K], inside [K, T], acts [K, ACTS] and
        aims [K, T].
        """
        count = states.shape[0]
        offsets = torch.arange(-self.sizes.left, self.sizes.right + 1)
        place = at.unsqueeze(0) + offsets.unsqueeze(1)
        inside = (place >= 0) & (place < count)
        near = self.word(states)[place.where(inside, torch.zeros_like(place))]
        x = near + (self.cue(states[at]).unsqueeze(0) + self.place.weight.unsqueeze(1))
        mask = ((1.0 - inside.to(x.dtype)) * BESIDE).transpose(0, 1).unsqueeze(1).unsqueeze(1)
        for number, layer in enumerate(self.layers):
            seen = layer.bytes(self.norms[2 * number](x))
            x = x + layer.attend(layer.ask(seen), seen, mask)
            x = x + layer.feed(self.norms[2 * number + 1](x))
        x = self.last(x)
        cue = x[self.sizes.left]
        real, aims = self.real(cue).squeeze(-1), self.aim(x).squeeze(-1).transpose(0, 1)
        return self.role(x).transpose(0, 1), real, inside.transpose(0, 1), self.act(cue), aims


class Deployed(nn.Module):
    """What runs in the product: from the pieces of one window to the labels around each likely cue, in one pass.

    ``exact`` leaves every weight in float; ``evens`` are those of the layers of a BERT. The network given is taken
    apart: use it no more.
    """

    def __init__(self, net: Network, exact: bool = False, evens: Sequence[Evens] = ()) -> None:
        super().__init__()
        self.net = net
        self.encoder = Bert(net.encoder, exact, evens) if is_bert(net.encoder) else Other(net.encoder, exact)
        self.around = Around(net, exact)
        if not exact:
            in_bytes(net.named)

    def forward(
        self, ids: Tensor, owner: Tensor, first: Tensor, looks: Tensor, keep: Tensor, least: Tensor, more: Tensor
    ) -> tuple[Tensor, ...]:
        """ids, owner [L]; first [N]; looks [N, 3]; ``keep`` [N] is 1 for words whose reading counts.

        Out, for each word that begins a cue with a chance above ``least``: its place [K], its chances [K, 2]
        (cue, nested cue), scores [K, T, roles], inside [K, T], real [K], acts [K, ACTS], aims [K, T]; then the scores
        of the other heads for the first ``more`` words (they cost nothing where none is asked for).
        """
        net = self.net
        seen = net.shape(looks[:, 0]) + net.gap(looks[:, 1]) + net.quote(looks[:, 2])
        states, between = self.encoder(ids, seen[owner], first)
        chance = torch.softmax(net.start(states), -1)[:, 1:]
        at = torch.nonzero(chance.sum(-1) * keep > least).squeeze(-1)
        scores, real, inside, acts, aims = self.around(states, at)
        some = states[:more]
        deep = torch.cat([*(layer[first[:more]] for layer in between), some], -1)
        named = net.named(deep.unsqueeze(0), torch.ones_like(deep[:, 0]).unsqueeze(0)).squeeze(0)
        others = (net.upos(some), named, net.stop(some)[:, 0], net.arcs(some))
        return at, chance[at], scores, inside, real, acts, aims, *others
