"""A network as a file for other tools: GraphML and GEXF for Gephi, igraph and Cytoscape, a matrix for a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from onrecord.model import Mode, Network
from onrecord.record import communities, network
from onrecord.store.flat import inert
from onrecord.store.plain import writable

if TYPE_CHECKING:
    import networkx

    from onrecord.export.excerpt import Excerpt


def matrix_csv(made: Network) -> str:
    """The matrix with its rows and columns named, as comma-separated values."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["", *(inert(name) for name in made.columns)])
    for row, weights in zip(made.rows, made.weights, strict=True):
        writer.writerow([inert(row), *(f"{weight:g}" for weight in weights)])
    return out.getvalue()


def graphml(made: Network) -> str:
    """The network as GraphML (Brandes et al. 2002)."""
    import networkx

    return "\n".join(networkx.generate_graphml(_described(made))) + "\n"


def gexf(made: Network) -> str:
    """The network as GEXF 1.2."""
    import networkx

    return "\n".join(networkx.generate_gexf(_described(made))) + "\n"


def record_graphml(excerpt: Excerpt) -> str:
    """Who takes which side on which issue in an excerpt, as GraphML."""
    return graphml(network(excerpt.codings))


def record_gexf(excerpt: Excerpt) -> str:
    """Who takes which side on which issue in an excerpt, as GEXF 1.2."""
    return gexf(network(excerpt.codings))


def _described(made: Network) -> networkx.Graph[str]:
    """The network as a graph whose nodes and edges say what they are.

    Nodes have a label and a kind and, between two of a kind, the group they stand in; edges a weight, a sign and the
    statements behind them. GEXF takes a weight for a length, so that it is never negative: the sign is beside it.
    """
    import networkx

    out: networkx.Graph[str] = networkx.Graph()
    kinds = {"row": "issue" if made.mode is Mode.ISSUES else "actor", "column": "issue"}
    group = {}
    if made.mode is not Mode.AFFILIATION:
        group = {name: {"group": n} for n, some in enumerate(communities(made), 1) for name in some}
    for name in made.rows:
        out.add_node(f"{kinds['row']}: {name}", label=writable(name), kind=kinds["row"], **group.get(name, {}))
    if made.mode is Mode.AFFILIATION:
        for name in made.columns:
            out.add_node(f"issue: {name}", label=writable(name), kind="issue")
    ends = kinds["row"] if made.mode is not Mode.AFFILIATION else "issue"
    for tie in made.ties():
        out.add_edge(
            f"{kinds['row']}: {tie.source}",
            f"{ends}: {tie.target}",
            weight=abs(tie.weight),
            sign=1 if tie.weight > 0 else -1,
            statements=writable(" ".join(tie.statements)),
        )
    return networkx.relabel_nodes(out, writable)
