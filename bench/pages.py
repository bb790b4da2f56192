"""The body of ten news pages, as HTML and flattened by force, against the bodies that a person marked.

    python -m bench.pages [FOLDER]

FOLDER holds the pages and `gold.json` (`shared/data/pages` beside the checkout, where none is given). For each page the
F1 of words, as bags: of the package on the HTML, of the package on every text node of the HTML on a line of its own,
and of trafilatura alone in precision mode, the rival. A dateline counts as body here, as it does in the gold.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from lxml import html as lxml_html  # type: ignore[import-untyped]
from trafilatura import bare_extraction

from onrecord.ingest import extract
from onrecord.model import Document, LineKind, OnRecordError, Page, PartKind

PAGES = Path(__file__).resolve().parents[2] / "shared" / "data" / "pages"
_WORD = re.compile(r"\w+")


def words(text: str) -> Counter[str]:
    """The words of a text in small letters, with how often each stands there."""
    return Counter(_WORD.findall(text.lower()))


def f1(found: str, gold: str) -> float:
    """The harmonic mean of precision and recall of words."""
    ours, theirs = words(found), words(gold)
    both = (ours & theirs).total()
    return 2 * both / (ours.total() + theirs.total()) if both else 0.0


def flattened(content: bytes) -> bytes:
    """A page as the crudest tool leaves it: every text node on a line, scripts and styles dropped."""
    tree = lxml_html.document_fromstring(content, parser=lxml_html.HTMLParser(encoding="utf-8"))
    for element in list(tree.iter("script", "style", "noscript")):
        element.drop_tree()
    return "\n".join(text.strip() for text in tree.itertext() if text.strip()).encode("utf-8")


def body(document: Document) -> str:
    """The body of a document with its dateline."""
    return f"{document.line(LineKind.DATELINE) or ''} {document.part(PartKind.BODY) or ''}"


def by_package(content: bytes, media: str) -> str:
    """The body that the package finds; nothing where it refuses the page."""
    try:
        return body(extract(Page("0" * 16, "page", media, content)))
    except OnRecordError as refused:
        print(refused, file=sys.stderr)
        return ""


def by_trafilatura(content: bytes) -> str:
    """The body that trafilatura finds alone."""
    found = bare_extraction(content, favor_precision=True, include_comments=False)
    return (found.text or "") if found is not None and not isinstance(found, dict) else ""


WAYS: dict[str, Callable[[bytes], str]] = {
    "HTML": lambda content: by_package(content, "text/html"),
    "flattened": lambda content: by_package(flattened(content), "text/plain"),
    "trafilatura": by_trafilatura,
}


def main(folder: Path) -> None:
    """Print the F1 of every page and way, the mean of each way, and what a page takes."""
    if not (folder / "gold.json").exists():
        sys.exit(f"no gold.json in {folder}: name the folder of the marked pages")
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    scores: dict[str, list[float]] = {way: [] for way in WAYS}
    spent = dict.fromkeys(WAYS, 0.0)
    print(f"{'page':34}" + "".join(f"{way:>12}" for way in WAYS))
    for name in sorted(gold):
        content = (folder / name).read_bytes()
        for way, run in WAYS.items():
            began = time.perf_counter()
            found = run(content)
            spent[way] += time.perf_counter() - began
            scores[way].append(f1(found, gold[name]["body"]))
        print(f"{name:34}" + "".join(f"{scores[way][-1]:12.3f}" for way in WAYS))
    print(f"{'mean':34}" + "".join(f"{sum(found) / len(found):12.3f}" for found in scores.values()))
    print(f"{'milliseconds a page':34}" + "".join(f"{1000 * spent[way] / len(gold):12.0f}" for way in WAYS))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PAGES)
