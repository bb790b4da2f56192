"""Camps: how far a debate falls into two sides, who stands together, and which ties carry a network."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from onrecord.model import (
    Aggregation,
    Coding,
    Duplicates,
    Granularity,
    Interval,
    Misused,
    Mode,
    Network,
    Polarisation,
)
from onrecord.record.networks.network import network

if TYPE_CHECKING:
    import networkx

_SEED = 7
_ROUNDS = 200
_TWO_KINDS = "an affiliation has two kinds of nodes: take the mode actors or issues"
SIGNIFICANT = 0.05
"""How seldom chance gives a node a tie as heavy as one of the backbone: the level that Serrano et al. use most."""


def polarisation(codings: Sequence[Coding], duplicates: Duplicates = Duplicates.DOCUMENT) -> Polarisation:
    """How far the actors of some codings fall into two camps; see ``Polarisation``.

    The camps are the two between which most conflict and within which most congruence lies (the signed cut of
    structural balance), found from the leading eigenvectors of congruence less conflict and improved one actor at a
    time, so that the same codings give the same camps. Where nobody contradicts anybody all are one camp.
    """
    counted = network(codings, Mode.ACTORS, Aggregation.CONGRUENCE, duplicates=duplicates)
    same = np.array(counted.weights)
    opposed = np.array(network(codings, Mode.ACTORS, Aggregation.CONFLICT, duplicates=duplicates).weights)
    days = [c.day for c in codings if c.day]
    time = Interval(min(days, default=None), max(days, default=None), Granularity.OPEN)
    said = len({c.statement for c in counted.codings})
    if not counted.rows or not opposed.any():
        return Polarisation(time, 0.0, (counted.rows,) if counted.rows else (), said)
    side = _cut(same - opposed)
    within = np.equal.outer(side, side)
    between = _share(opposed[~within].sum(), same[~within].sum())
    value = max(0.0, between - _share(opposed[within].sum(), same[within].sum()))
    parts = [tuple(a for a, s in zip(counted.rows, side, strict=True) if s == sign) for sign in (1, -1)]
    camps = tuple(sorted((p for p in parts if p), key=lambda p: (-len(p), p)))
    return Polarisation(time, round(value, 4), camps, said)


def _share(part: float, rest: float) -> float:
    """A part of the whole, nought where there is no whole."""
    return float(part / (part + rest)) if part + rest else 0.0


def _cut(signed: NDArray[np.float64]) -> NDArray[np.int64]:
    """The camp of each node, 1 or -1, so that positive weights lie within and negative ones between."""
    count = len(signed)
    _, vectors = np.linalg.eigh(signed)
    starts = [np.where(vectors[:, -n] >= 0, 1, -1) for n in range(1, min(3, count) + 1)]
    starts.append(np.ones(count, np.int64))
    best, found = -np.inf, starts[0]
    for start in starts:
        side = start.copy()
        for _ in range(_ROUNDS):
            gain = -side * (signed @ side)
            node = int(gain.argmax())
            if gain[node] <= 1e-12:
                break
            side[node] = -side[node]
        balance = float(side @ signed @ side)
        if balance > best + 1e-9:
            best, found = balance, side
    found *= found[0]
    return found


def graph(made: Network) -> networkx.Graph[str]:
    """A network of two of a kind as a graph of networkx; each edge carries its weight.

    Raises Misused for an affiliation, whose rows and columns are not of a kind.
    """
    import networkx

    if made.mode is Mode.AFFILIATION:
        raise Misused(_TWO_KINDS)
    out: networkx.Graph[str] = networkx.Graph()
    out.add_nodes_from(made.rows)
    out.add_weighted_edges_from((t.source, t.target, t.weight) for t in made.ties())
    return out


def communities(made: Network) -> tuple[tuple[str, ...], ...]:
    """Nodes that stand together, the largest group first, by Louvain's method (Blondel et al. 2008).

    Only positive ties count, and conflict ties nobody together; a node without any is a group of its own. The same
    network gives the same groups.
    """
    import networkx

    positive = graph(made)
    positive.remove_edges_from(
        [(t.source, t.target) for t in made.ties() if t.weight < 0 or made.aggregation is Aggregation.CONFLICT]
    )
    found = networkx.community.louvain_communities(positive, weight="weight", seed=_SEED)
    return tuple(sorted((tuple(sorted(group)) for group in found), key=lambda g: (-len(g), g)))


def backbone(made: Network, level: float = SIGNIFICANT) -> Network:
    """The network with only those ties that one of their two ends would hardly have by chance.

    The disparity filter (Serrano, Boguñá and Vespignani 2009): a tie with the share p of what a node of k ties has is
    kept where (1 - p)^(k - 1) lies below ``level``. The only tie of a node is kept where its other end keeps it.
    Raises Misused for an affiliation.
    """
    if made.mode is Mode.AFFILIATION:
        raise Misused(_TWO_KINDS)
    ends: defaultdict[str, list[float]] = defaultdict(list)
    for node, weight in ((end, abs(t.weight)) for t in made.ties() for end in (t.source, t.target)):
        ends[node].append(weight)

    def stands_out(node: str, weight: float) -> bool:
        many = len(ends[node])
        return many > 1 and (1 - abs(weight) / sum(ends[node])) ** (many - 1) < level

    kept = {
        frozenset((t.source, t.target))
        for t in made.ties()
        if stands_out(t.source, t.weight) or stands_out(t.target, t.weight)
    }
    weights = tuple(
        tuple(w if frozenset((row, column)) in kept else 0.0 for column, w in zip(made.columns, line, strict=True))
        for row, line in zip(made.rows, made.weights, strict=True)
    )
    return replace(made, weights=weights)
