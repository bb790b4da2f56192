"""The whole line from pages to positions, scored against what a careful reader takes from them.

The scorer and the real pages lie in ``shared``, beside the repository; without it these tests are skipped.
The floors lie a little below what was reached: they catch a loss, the figures stand in bench/figures/record.md.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import onrecord

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
SCORER = SHARED / "score" / "record.py"
EXAMPLE = ROOT / "src" / "onrecord" / "example"
DEV = ROOT / "bench" / "texts" / "dev"
AGREEMENTS = ROOT / "bench" / "texts" / "agreements.yaml"  # the issues that the gold of dev and example was written for

pytestmark = pytest.mark.skipif(not SCORER.exists(), reason="no shared/score/record.py beside the repository")


def score(
    pages: list[Path], gold: Path, reference: Path | None, folder: Path, codebook: Path | None = None
) -> dict[str, Any]:
    """What the scorer says of a record built of the pages."""
    said, documents = folder / "statements.jsonl", folder / "documents.jsonl"
    with onrecord.build(pages, reference=reference, codebook=codebook) as record:
        assert record.built is not None and record.built.set_aside == ()
        said.write_text(record.statements().json(), encoding="utf-8")
        documents.write_text(record.documents().json(), encoding="utf-8")
    command = [sys.executable, str(SCORER), str(gold), str(said), "--documents", str(documents)]
    answer = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
    return dict(json.loads(answer.stdout))


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = SHARED / "seeds"
    return score(sorted(folder.glob("*.txt")), folder / "gold.yaml", None, tmp_path_factory.mktemp("seeds"))


@pytest.fixture(scope="module")
def dev(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("dev")
    return score(sorted(DEV.glob("*.txt")), DEV / "gold.yaml", DEV / "reference.yaml", folder, AGREEMENTS)


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    pages = sorted((EXAMPLE / "pages").iterdir())
    gold = ROOT / "bench" / "example_gold.yaml"
    return score(pages, gold, EXAMPLE / "reference.yaml", tmp_path_factory.mktemp("example"), AGREEMENTS)


def all_of(said: str) -> bool:
    """Whether "8/8" is all of them."""
    right, of = said.split("/")
    return right == of != "0"


def test_the_seed_pages_are_read_whole(seeds: dict[str, Any]) -> None:
    assert seeds["statements"]["f1"] >= 0.95
    assert seeds["speaker"]["rate"] >= 0.95
    assert seeds["act"]["rate"] >= 0.95
    assert seeds["kind"]["rate"] >= 0.95
    assert seeds["date"]["rate"] >= 0.9
    assert seeds["positions"]["f1"] == 1.0


def test_the_seed_pages_are_dated_and_checked_and_free_of_furniture(seeds: dict[str, Any]) -> None:
    assert {name: said for name, said in seeds["documents"].items() if not all_of(said)} == {}


def test_the_dev_texts(dev: dict[str, Any]) -> None:
    assert dev["statements"]["f1"] >= 0.9
    assert dev["speaker"]["rate"] >= 0.93
    assert dev["act"]["rate"] >= 0.9
    assert dev["positions"]["f1"] >= 0.8
    assert all_of(dev["documents"]["whole body"])
    assert all_of(dev["documents"]["no furniture in the text"])


def test_the_example(example: dict[str, Any]) -> None:
    assert example["statements"]["f1"] >= 0.85
    assert example["speaker"]["rate"] >= 0.9
    assert example["act"]["rate"] >= 0.8
    assert example["positions"]["f1"] >= 0.75
    assert all_of(example["documents"]["dated right"])
    assert all_of(example["documents"]["whole body"])
    assert all_of(example["documents"]["no furniture in the text"])
