"""The labelled sources of the bench are well formed, and point at the words they say where the corpus is at hand.

Half of them are for scoring alone: what fails is told by line, never by its words.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
TEXTS = ROOT.parent / "shared" / "data" / "polnear" / "dev" / "text"


@cache
def rows() -> list[dict[str, Any]]:
    lines = (ROOT / "bench" / "texts" / "sources.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_every_row_has_its_fields() -> None:
    wrong = [
        number
        for number, row in enumerate(rows(), 1)
        if set(row) != {"file", "start", "end", "words", "meant", "also", "half"}
        or row["end"] - row["start"] != len(row["words"])
        or not 1 <= len(row["words"].split()) <= 12
        or not (row["meant"] is None or row["meant"].strip())
        or (row["meant"] is None and row["also"])
        or row["meant"] in row["also"]
        or len(set(row["also"])) != len(row["also"])
        or row["half"] not in ("dev", "held")
    ]
    assert wrong == []


def test_no_source_stands_twice_and_the_halves_are_even() -> None:
    assert len({(row["file"], row["start"], row["end"]) for row in rows()}) == len(rows()) == 200
    assert Counter(row["half"] for row in rows()) == {"dev": 100, "held": 100}


def test_the_meant_one_is_named_without_an_article() -> None:
    starts = ("the ", "a ", "an ")
    wrong = [n for n, row in enumerate(rows(), 1) if row["meant"] and row["meant"].lower().startswith(starts)]
    assert wrong == []


@pytest.mark.skipif(not TEXTS.exists(), reason="no shared/data/polnear beside the repository")
def test_the_words_stand_where_the_row_says() -> None:
    texts = {name: (TEXTS / f"{name}.txt").read_bytes().decode("utf-8") for name in {row["file"] for row in rows()}}
    wrong = [n for n, row in enumerate(rows(), 1) if texts[row["file"]][row["start"] : row["end"]] != row["words"]]
    assert wrong == []
