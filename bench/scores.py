"""Scores of a whole record, from pages to positions, by the scorer beside the project.

    python -m bench.scores [seeds dev more example held]

Builds each set in memory with its own reference, writes what `onrecord statements --json` and `onrecord documents
--json` would, and lets `shared/score/record.py` compare it with the set's gold. Prints a row a set.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import onrecord

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
SCORER = SHARED / "score" / "record.py"


@dataclass(frozen=True)
class Set:
    """Pages with their gold and the reference that goes with them; ``why`` says what the set is for."""

    pages: Path
    gold: Path
    reference: Path | None
    why: str
    codebook: Path | None = None


AGREEMENTS = ROOT / "bench/texts/agreements.yaml"
"""The six issues that the gold of the sets below was written for; the shipped codebook has more since."""

SETS = {
    "seeds": Set(SHARED / "seeds", SHARED / "seeds" / "gold.yaml", None, "two real pages; developed on"),
    "dev": Set(
        ROOT / "bench/texts/dev",
        ROOT / "bench/texts/dev/gold.yaml",
        ROOT / "bench/texts/dev/reference.yaml",
        "ten short texts; developed on",
        AGREEMENTS,
    ),
    "more": Set(
        ROOT / "bench/texts/more",
        ROOT / "bench/texts/more/gold.yaml",
        ROOT / "bench/texts/more/reference.yaml",
        "sixteen harder short texts; developed on",
        AGREEMENTS,
    ),
    "example": Set(
        ROOT / "src/onrecord/example/pages",
        ROOT / "bench/example_gold.yaml",
        ROOT / "src/onrecord/example/reference.yaml",
        "the eight bundled pages; developed on",
        AGREEMENTS,
    ),
    "held": Set(
        ROOT / "bench/texts/held",
        ROOT / "bench/texts/held/gold.yaml",
        ROOT / "bench/texts/held/reference.yaml",
        "ten short texts; held out, totals only",
        AGREEMENTS,
    ),
}


def score(chosen: Set) -> dict[str, Any]:
    """The scorer's answer for one set."""
    tables = {"reference": chosen.reference, "codebook": chosen.codebook}
    with onrecord.build([chosen.pages], **tables) as record, tempfile.TemporaryDirectory() as folder:
        files = {}
        for name, table in (("statements", record.statements()), ("documents", record.documents())):
            files[name] = Path(folder) / f"{name}.jsonl"
            files[name].write_text(table.json(), encoding="utf-8")
        command = [sys.executable, SCORER, chosen.gold, files["statements"], "--documents", files["documents"]]
        answer = subprocess.run(command, check=True, capture_output=True, text=True)
    return dict(json.loads(answer.stdout))


def main(names: list[str]) -> None:
    """Print a row for each set named, all of them by default."""
    if not SCORER.exists():
        sys.exit(f"{SCORER.parent.parent.name}/score/record.py is not beside the project: nothing to score with")
    head = "set|what it is|statements P / R / F1|speaker|act|target|date|kind|positions F1|dated|checks".split("|")
    print("| " + " | ".join(head) + " |\n" + "|---" * len(head) + "|")
    for name in names or list(SETS):
        found = score(SETS[name])
        said, documents = found["statements"], found["documents"]
        rates = [f"{found[k]['right']}/{found[k]['of']}" for k in ("speaker", "act", "target", "date", "kind")]
        cells = [
            name,
            SETS[name].why,
            f"{said['p']:.2f} / {said['r']:.2f} / **{said['f1']:.2f}**",
            *rates,
            f"{found['positions']['f1']:.2f}",
            documents["dated right"],
            documents["checks"],
        ]
        print("| " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    if unknown := set(sys.argv[1:]) - set(SETS):
        sys.exit(f"no set is called {', '.join(sorted(unknown))}: {', '.join(SETS)}")
    main(sys.argv[1:])
