"""Discourse networks against those that Discourse Network Analyzer itself computed.

    python -m bench.networks

Reads the codings of ``shared/data/dna/fx.json`` and compares every matrix of ``fx_oracle.json`` (mode, aggregation,
normalisation, duplicate rule) cell by cell. Prints what differs, and how many are equal; exit code 1 where one is not.
"""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.model import Aggregation, Coding, Duplicates, Mode, Normalisation
from onrecord.record import network

DNA = Path(__file__).resolve().parents[2] / "shared" / "data" / "dna"
_TOLERANCE = 1e-9
_DUPLICATES = {
    "include": Duplicates.ALL,
    "document": Duplicates.DOCUMENT,
    "week": Duplicates.WEEK_NUMBER,
    "month": Duplicates.MONTH_NUMBER,
    "year": Duplicates.YEAR,
    "acrossrange": Duplicates.EVER,
}


def codings(folder: Path = DNA) -> list[Coding]:
    """The coded statements in the order of time, organisations as actors and concepts as issues."""
    given = json.loads((folder / "fx.json").read_text(encoding="utf-8"))
    when = {d["id"]: datetime.fromisoformat(d["datetime"]) for d in given["documents"]}
    ordered = sorted(given["statements"], key=lambda s: (when[s["document"]], s["id"]))
    return [
        Coding(
            s["organization"],
            s["concept"],
            bool(s["agreement"]),
            str(s["document"]),
            when[s["document"]].date(),
            str(s["id"]),
        )
        for s in ordered
    ]


def equal(case: dict[str, Any], given: list[Coding]) -> bool:
    """Whether ours is the matrix of a case."""
    made = network(
        given,
        Mode.AFFILIATION if case["mode"] == "twomode" else Mode.ACTORS,
        Aggregation(case["aggregation"]),
        Normalisation("none" if case["normalization"] == "no" else case["normalization"]),
        _DUPLICATES[case["duplicates"]],
    )
    names = (list(made.rows), list(made.columns)) == (case["rows"], case["cols"])
    return names and bool(np.allclose(made.weights, case["matrix"], rtol=0, atol=_TOLERANCE))


def main() -> None:
    """Compare all cases."""
    if not DNA.exists():
        sys.exit("shared/data/dna is not beside the project: nothing to compare with")
    given = codings()
    cases = json.loads((DNA / "fx_oracle.json").read_text(encoding="utf-8"))
    right = 0
    for case in cases:
        if equal(case, given):
            right += 1
        else:
            print("differs:", *(case[k] for k in ("mode", "aggregation", "normalization", "duplicates")))
    print(f"{right}/{len(cases)}")
    sys.exit(right != len(cases))


if __name__ == "__main__":
    main()
