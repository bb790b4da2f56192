"""The two real pages beside the repository and the made-up ones in it, read as a careful reader does."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from onrecord.ingest import extract, fetch
from onrecord.model import Document, LineKind, PartKind

ROOT = Path(__file__).resolve().parent.parent
COLLECTIONS = {
    "seeds": (ROOT.parent / "shared" / "seeds" / "gold.yaml", ROOT.parent / "shared" / "seeds"),
    "example": (ROOT / "bench" / "example_gold.yaml", ROOT / "src" / "onrecord" / "example" / "pages"),
    "dev": (ROOT / "bench" / "texts" / "dev" / "gold.yaml", ROOT / "bench" / "texts" / "dev"),
}


def plain(text: str | None) -> str | None:
    return None if text is None else re.sub(r"\s+", " ", text).strip()


def lines(document: Document, kind: LineKind) -> list[str | None]:
    return [plain(line.text) for line in document.lines if line.kind is kind]


def pages() -> list[Any]:
    found = []
    for name, (gold, folder) in COLLECTIONS.items():
        if not gold.exists():
            reason = f"{gold.name} of the {name} pages is not beside this checkout"
            found.append(pytest.param(None, None, marks=pytest.mark.skip(reason=reason), id=name))
            continue
        rows = yaml.safe_load(gold.read_text(encoding="utf-8"))["documents"]
        found += [pytest.param(folder / row["file"], row, id=f"{name}-{row['file']}") for row in rows]
    return found


@pytest.mark.parametrize(("path", "gold"), pages())
def test_the_page_is_read_as_a_careful_reader_does(path: Path, gold: dict[str, Any]) -> None:
    document = extract(fetch(path))
    body = plain(document.part(PartKind.BODY)) or ""
    assert plain(document.title) == plain(gold.get("title"))
    assert plain(document.part(PartKind.STANDFIRST)) == plain(gold.get("standfirst"))
    assert body.startswith(plain(gold["first_sentence"]) or "?")
    assert body.endswith(plain(gold["last_sentence"]) or "?")
    apart = [plain(line.text) or "" for line in document.lines]
    for furniture in gold.get("page_furniture", ()):
        assert furniture not in (plain(document.text) or "")
        assert any(furniture in line for line in apart)
    for related in gold.get("related_headlines", ()):
        assert related["text"] in lines(document, LineKind.RELATED)
    if "inline_link" in gold:
        assert plain(gold["inline_link"]) in lines(document, LineKind.LINK)
    if "tags" in gold:
        assert any(all(tag in (line or "") for tag in gold["tags"]) for line in lines(document, LineKind.TAGS))
    if "text" in gold.get("dateline", {}):
        assert document.line(LineKind.DATELINE) == gold["dateline"]["text"]
    if document.outlet is not None and "outlet" in gold:
        assert document.outlet.value == gold["outlet"]
