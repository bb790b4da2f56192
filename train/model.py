"""The network: one encoder over a window, and a head for each thing that is read from it.

An attribution is read from its cue. The first word of every cue is looked for with one linear layer; then, for each of
them, a small transformer looks at the words around it again, told where the cue begins, and labels them as source,
cue and content of this one attribution. So a source may serve several cues, content may have gaps, and pairing needs
no step of its own (as predicate-wise models do in semantic role labelling: Shi and Lin 2019; CofeNet, Wang et al.
2023, conditions content on cue and source in a like way).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from onrecord.reading.encoder.act import ACTS
from onrecord.reading.encoder.decode import ROLES
from onrecord.reading.encoder.window import GAPS, QUOTES, SHAPES

STARTS = ("other", "cue", "nested cue")
RARE = -4.0
"""Log-odds from which a word begins to be learnt as one that calls whom a statement is aimed at: few do."""
DEPTHS = 3
"""From how many layers, evenly apart and the last among them, names are read: what the last makes of a word, for
attributions above all, has lost much of what tells a body from a person."""


@dataclass(frozen=True)
class Sizes:
    """What is looked at around a cue, in words, and how wide the layers are."""

    left: int = 64
    right: int = 80
    width: int = 128
    layers: int = 2
    heads: int = 4
    arc: int = 128


class Dropout(nn.Module):
    """Dropout with numpy's random bytes: torch draws them one by one on a CPU, a tenth of the time of a step.

    The share that is dropped is rounded to 1/256.
    """

    def __init__(self, share: float, source: np.random.Generator) -> None:
        super().__init__()
        self.least, self.source = round(share * 256), source

    def forward(self, x: Tensor) -> Tensor:
        """X of any shape, some of it set to nothing and the rest raised to make up for it."""
        if not self.training or not self.least:
            return x
        drawn = torch.from_numpy(np.frombuffer(self.source.bytes(x.numel()), np.uint8).copy()).to(x.device)
        return x * (drawn.view(x.shape) >= self.least).to(x.dtype) * (256 / (256 - self.least))


def with_fast_dropout(module: nn.Module, source: np.random.Generator) -> nn.Module:
    """The module with every nn.Dropout in it replaced."""
    for name, child in module.named_children():
        if isinstance(child, nn.Dropout) and child.p:
            setattr(module, name, Dropout(child.p, source))
        else:
            with_fast_dropout(child, source)
    return module


class Block(nn.Module):
    """One transformer layer, normalised before each step."""

    def __init__(self, width: int, heads: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, 2 * width), nn.Linear(2 * width, width)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """X [K, T, width]; mask [K, 1, 1, T], 0 for words and a large negative number beside them."""
        k, t, width = x.shape
        q, key, v = self.qkv(self.norm1(x)).view(k, t, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        weights = torch.softmax((q @ key.transpose(-1, -2)) / math.sqrt(width // self.heads) + mask, dim=-1)
        x = x + self.dropout(self.out((weights @ v).transpose(1, 2).reshape(k, t, width)))
        return x + self.dropout(self.down(functional.gelu(self.up(self.norm2(x)), approximate="tanh")))


def depths(layers: int) -> tuple[int, ...]:
    """Which of an encoder's layers names are read from, counted from 1; as many as it has where those are few."""
    return tuple(max(1, layers * k // DEPTHS) for k in range(1, DEPTHS + 1))


class Names(nn.Module):
    """Names from what several layers make of a word, and of ``side`` words before and after it."""

    def __init__(self, size: int, labels: int, narrow: int = 96, middle: int = 160, side: int = 2) -> None:
        super().__init__()
        self.side = side
        self.down = nn.Linear(size, narrow)
        self.around = nn.Linear(narrow * (2 * side + 1), middle)
        self.out = nn.Linear(middle, labels)
        self.dropout = nn.Dropout(0.2)

    def forward(self, states: Tensor, here: Tensor) -> Tensor:
        """States [B, N, size], here [B, N] (1 for words) to scores [B, N, labels]; beyond the ends is nothing."""
        x = torch.relu(self.down(self.dropout(states))) * here.unsqueeze(-1)
        wide = functional.pad(x, (0, 0, self.side, self.side))
        count = states.shape[1]
        near = torch.cat([wide[:, k : k + count] for k in range(2 * self.side + 1)], -1)
        out: Tensor = self.out(self.dropout(torch.relu(self.around(near))))
        return out


class Around(NamedTuple):
    """What is read around each of K cues, of T words: scores of labels [K, T, roles], whether it is a cue [K], which of
    the places are words [K, T], scores of what the statement does [K, ACTS], and of the words that call whom it is
    aimed at [K, T].
    """

    roles: Tensor
    real: Tensor
    inside: Tensor
    acts: Tensor
    aims: Tensor


class Network(nn.Module):
    """Encoder and heads. ``kinds`` names what the heads of syntax and mentions tell apart."""

    def __init__(self, encoder: nn.Module, sizes: Sizes, upos: int, relations: int, named: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.sizes = sizes
        hidden = encoder.config.hidden_size
        self.shape = nn.Embedding(len(SHAPES), hidden)
        self.gap = nn.Embedding(len(GAPS), hidden)
        self.quote = nn.Embedding(len(QUOTES), hidden)
        for table in (self.shape, self.gap, self.quote):
            nn.init.zeros_(table.weight)
        self.dropout = nn.Dropout(0.1)
        self.start = nn.Linear(hidden, len(STARTS))
        self.flat = nn.Linear(hidden, len(ROLES))
        w = sizes.width
        self.word, self.cue = nn.Linear(hidden, w), nn.Linear(hidden, w)
        self.place = nn.Embedding(sizes.left + sizes.right + 1, w)
        self.blocks = nn.ModuleList([Block(w, sizes.heads, 0.1) for _ in range(sizes.layers)])
        self.last = nn.LayerNorm(w)
        self.role = nn.Linear(w, len(ROLES))
        self.real = nn.Linear(w, 1)
        self.act = nn.Sequential(nn.Linear(w, w), nn.GELU(approximate="tanh"), nn.Dropout(0.1), nn.Linear(w, len(ACTS)))
        self.aim = nn.Linear(w, 1)
        nn.init.constant_(self.aim.bias, RARE)
        self.transitions = nn.Parameter(torch.zeros(len(ROLES), len(ROLES)))
        self.upos, self.stop = nn.Linear(hidden, upos), nn.Linear(hidden, 1)
        self.named = Names(DEPTHS * hidden, named)
        self.dependent, self.head = nn.Linear(hidden, sizes.arc), nn.Linear(hidden, sizes.arc)
        self.arc = nn.Parameter(torch.zeros(sizes.arc + 1, sizes.arc))
        self.relation = nn.Linear(sizes.arc // 2 + 1, relations * (sizes.arc // 2 + 1))
        self.relation_dependent = nn.Linear(hidden, sizes.arc // 2)
        self.relation_head = nn.Linear(hidden, sizes.arc // 2)

    def states(self, ids: Tensor, mask: Tensor, owner: Tensor, first: Tensor, looks: Tensor) -> tuple[Tensor, Tensor]:
        """A state for each word [B, N, hidden], and what names are read from [B, N, DEPTHS * hidden].

        ids, mask, owner [B, L]: word pieces, 1 where there is one, and the word that each belongs to (the marks at
        both ends belong to the first and last); first [B, N]: the first piece of each word; looks [B, N, 3]:
        shape, gap, quote of each word.
        """
        looked = self.shape(looks[..., 0]) + self.gap(looks[..., 1]) + self.quote(looks[..., 2])
        rows = torch.arange(ids.shape[0], device=ids.device).unsqueeze(1)
        embedded = self.encoder.get_input_embeddings()(ids) + looked[rows, owner]
        seen = self.encoder(inputs_embeds=embedded, attention_mask=mask, output_hidden_states=True).hidden_states
        deep = torch.cat([seen[layer][rows, first] for layer in depths(len(seen) - 1)], -1)
        return self.dropout(seen[-1][rows, first]), deep

    def around(self, states: Tensor, here: Tensor, row: Tensor, at: Tensor) -> Around:
        """What the words around each cue are to it, and what its statement does.

        states [B, N, hidden], here [B, N] (1 for words); row, at [K]: window and word of each first word of a cue.
        """
        offsets = torch.arange(-self.sizes.left, self.sizes.right + 1, device=at.device)
        place = at.unsqueeze(1) + offsets
        inside = (place >= 0) & (place < states.shape[1])
        place = place.clamp(min=0, max=states.shape[1] - 1)
        rows = row.unsqueeze(1)
        inside = inside & (here[rows, place] > 0)
        x = self.word(states)[rows, place] + self.cue(states)[rows, at.unsqueeze(1)] + self.place.weight
        mask = (1.0 - inside.to(x.dtype))[:, None, None, :] * -1e4
        for block in self.blocks:
            x = block(x, mask)
        x = self.last(x)
        cue = x[:, self.sizes.left]
        return Around(self.role(x), self.real(cue).squeeze(-1), inside, self.act(cue), self.aim(x).squeeze(-1))

    def arcs(self, states: Tensor) -> Tensor:
        """How well word j is the head of word i [B, N, N]; the root is a word that is its own head."""
        dependent = functional.gelu(self.dependent(states), approximate="tanh")
        head = functional.gelu(self.head(states), approximate="tanh")
        one = torch.ones_like(dependent[..., :1])
        return torch.cat([dependent, one], -1) @ self.arc @ head.transpose(-1, -2)

    def relations(self, states: Tensor, heads: Tensor) -> Tensor:
        """The relation of each word to the head given in ``heads`` [B, N] -> scores [B, N, relations]."""
        rows = torch.arange(states.shape[0], device=states.device).unsqueeze(1)
        dependent = functional.gelu(self.relation_dependent(states), approximate="tanh")
        head = functional.gelu(self.relation_head(states), approximate="tanh")[rows, heads]
        one = torch.ones_like(dependent[..., :1])
        crossed = self.relation(torch.cat([dependent, one], -1)).unflatten(-1, (-1, head.shape[-1] + 1))
        return (crossed @ torch.cat([head, one], -1).unsqueeze(-1)).squeeze(-1)


def likelihood(scores: Tensor, transitions: Tensor, labels: Tensor, inside: Tensor) -> Tensor:
    """Negative log likelihood of label sequences under a linear chain [K].

    scores [K, T, roles]; labels [K, T] and inside [K, T] (1 for words, in one unbroken stretch).
    """
    scores = scores.float()
    keep = inside.float()
    gold = (scores.gather(-1, labels.unsqueeze(-1)).squeeze(-1) * keep).sum(1)
    both = keep[:, 1:] * keep[:, :-1]
    gold = gold + (transitions[labels[:, :-1], labels[:, 1:]] * both).sum(1)
    scores = scores * keep.unsqueeze(-1)
    # A word beside the stretch takes the state as it is: its scores are nothing and it passes nothing on.
    alpha = scores[:, 0]
    for t in range(1, scores.shape[1]):
        step = torch.logsumexp(alpha.unsqueeze(2) + transitions, dim=1) + scores[:, t]
        began = keep[:, t - 1 : t] > 0
        now = keep[:, t : t + 1] > 0
        alpha = torch.where(now, torch.where(began, step, scores[:, t]), alpha)
    return torch.logsumexp(alpha, dim=-1) - gold
