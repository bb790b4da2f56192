"""Made-up pages of many layouts: every line of them is known, and is told."""

from __future__ import annotations

import pytest
from bench.flatten import WAYS
from bench.made import html, page
from bench.pages import document, landed

from onrecord.model import LineKind, PartKind

TOLD = {PartKind.BODY, LineKind.LINK, LineKind.CAPTION, LineKind.TAGS, LineKind.CORRECTION, LineKind.CREDIT}


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("way", ["HTML", "nodes", "browser"])
def test_the_lines_of_a_made_up_page_are_told(seed: int, way: str) -> None:
    blocks = page(seed)
    content = html(blocks)
    found = (
        document(content, "text/html") if way == "HTML" else document(WAYS[way](content).encode("utf-8"), "text/plain")
    )
    assert found is not None
    kept = found.text + "\n".join(line.text for line in found.lines)
    assert all(block.text in kept for block in blocks)
    places = landed(found)
    for block in blocks:
        if block.kind in TOLD:
            assert places[plain(block.text)] == str(block.kind)


def plain(text: str) -> str:
    return " ".join("".join(c if c.isalnum() or c == "_" else " " for c in text).split())
