"""The body of news pages, as HTML and flattened by many tools, against the bodies that a person marked.

    python -m bench.pages [FOLDER] [--lines WAY PAGE]
    python -m bench.pages --made 60

FOLDER holds the pages and `gold.json` (`shared/data/pages` beside the checkout, where none is given). Of the package on
the HTML and on each way of `bench/flatten.py`, and of trafilatura alone in precision mode, the rival: F1 of the body's
words as bags (a dateline counts as body, as it does there), and the share of lines in the body that the marked
body does not have. `--lines` shows how one page was told apart. `--made` reads made-up pages of many layouts
(`bench/made.py`) and prints how many lines of each kind were told.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from trafilatura import bare_extraction

from bench.flatten import UNLINED, WAYS
from bench.made import html, page
from onrecord.ingest import extract
from onrecord.model import Document, LineKind, OnRecordError, Page, PartKind

PAGES = Path(__file__).resolve().parents[2] / "shared" / "data" / "pages"
_WORD = re.compile(r"\w+")
_UNSEEN = 2000
"""The first seed of made-up pages that the rules were not looked at with: those below 1060 were."""
_RUN = 3
"""The words of a run by which a line is held against the marked body."""
_IN_BODY = 0.5
"""The share of a line's runs that the marked body must have for the line to be of it."""


@dataclass(frozen=True, slots=True)
class Score:
    """How well a page was read: F1 of the body's words, lines in the body, and those among them that are furniture."""

    f1: float
    lines: int
    furniture: tuple[str, ...]
    seconds: float


def words(text: str) -> Counter[str]:
    """The words of a text in small letters, with how often each stands there."""
    return Counter(_WORD.findall(text.lower()))


def f1(found: str, gold: str) -> float:
    """The harmonic mean of precision and recall of words."""
    ours, theirs = words(found), words(gold)
    both = (ours & theirs).total()
    return 2 * both / (ours.total() + theirs.total()) if both else 0.0


def furniture(body: str, gold: str) -> list[str]:
    """The lines of a body that the marked body does not have: fewer than half of their runs of three words."""
    marked = _WORD.findall(gold.lower())
    runs = set(zip(*(marked[i:] for i in range(_RUN)), strict=False))
    known = f" {' '.join(marked)} "
    strange = []
    for line in filter(None, (line.strip() for line in body.split("\n"))):
        own = _WORD.findall(line.lower())
        if len(own) < 2 * _RUN:
            inside = f" {' '.join(own)} " in known
        else:
            of_line = list(zip(*(own[i:] for i in range(_RUN)), strict=False))
            inside = sum(run in runs for run in of_line) >= _IN_BODY * len(of_line)
        if own and not inside:
            strange.append(line)
    return strange


def document(content: bytes, media: str) -> Document | None:
    """The document that the package makes of a page; None where it refuses it, with the reason on standard error."""
    try:
        return extract(Page("0" * 16, "page", media, content))
    except OnRecordError as refused:
        print(refused, file=sys.stderr)
        return None


def body(found: Document | None) -> str:
    """The body of a document with its dateline."""
    if found is None:
        return ""
    return f"{found.line(LineKind.DATELINE) or ''} {found.part(PartKind.BODY) or ''}".strip()


def score(read: Callable[[], str], gold: str) -> Score:
    """The score of one reading of a page."""
    began = time.perf_counter()
    found = read()
    spent = time.perf_counter() - began
    lines = sum(1 for line in found.split("\n") if line.strip())
    return Score(f1(found, gold), lines, tuple(furniture(found, gold)), spent)


def by_trafilatura(content: bytes) -> str:
    """The body that trafilatura finds alone in precision mode."""
    found = bare_extraction(content, favor_precision=True, include_comments=False)
    return (found.text or "") if found is not None and not isinstance(found, dict) else ""


def scores(content: bytes, gold: str) -> dict[str, Score]:
    """Every reading of one page scored: HTML, the rival, and each way of flattening it."""
    found = {
        "HTML": score(lambda: body(document(content, "text/html")), gold),
        "trafilatura": score(lambda: by_trafilatura(content), gold),
    }
    for name, way in WAYS.items():
        flat = way(content).encode("utf-8")
        found[name] = score(lambda flat=flat: body(document(flat, "text/plain")), gold)  # type: ignore[misc]
    return found


def show(pages: dict[str, dict[str, Score]]) -> None:
    """Print F1 of each page and way, and of each way the mean, the share of furniture and the time."""
    ways = ["HTML", "trafilatura", *WAYS]
    print(f"{'page':26}" + "".join(f"{way[:10]:>11}" for way in ways))
    for name, found in pages.items():
        print(f"{name[:25]:26}" + "".join(f"{found[way].f1:11.3f}" for way in ways))
    mean = {way: sum(found[way].f1 for found in pages.values()) / len(pages) for way in ways}
    print(f"{'mean':26}" + "".join(f"{mean[way]:11.3f}" for way in ways))
    share = {way: _share([found[way] for found in pages.values()]) for way in ways}
    print(f"{'furniture, % of lines':26}" + "".join(f"{100 * share[way]:11.1f}" for way in ways))
    spent = {way: sum(found[way].seconds for found in pages.values()) / len(pages) for way in ways}
    print(f"{'milliseconds a page':26}" + "".join(f"{1000 * spent[way]:11.0f}" for way in ways))
    lined = [found[way] for found in pages.values() for way in WAYS if way not in UNLINED]
    worst = min(lined, key=lambda s: s.f1).f1
    print(
        f"flattened with lines: {len(lined)} pages, F1 {sum(s.f1 for s in lined) / len(lined):.3f}, worst {worst:.3f}, "
        f"furniture {100 * _share(lined):.1f} % of lines"
    )


def _share(found: list[Score]) -> float:
    """The share of lines that are furniture."""
    return sum(len(s.furniture) for s in found) / max(1, sum(s.lines for s in found))


def show_lines(content: bytes, way: str, gold: str) -> None:
    """Print how a page was told apart: the text with `!` before furniture in it, then the lines kept apart."""
    flat = way in WAYS
    found = document(WAYS[way](content).encode("utf-8") if flat else content, "text/plain" if flat else "text/html")
    if found is None:
        return
    strange = set(furniture(body(found), gold))
    for part in found.parts:
        for line in found.words(part.span).split("\n\n"):
            print(f"{'!' if line in strange else ' '} {part.kind:10} {line[:150]}")
    kept = body(found)
    for line in found.lines:
        lost = furniture(line.text, gold) == [] and line.text not in kept and len(line.text.split()) > 3
        print(f"{'?' if lost else ' '} {line.kind:10} {line.text[:150]}")


def landed(found: Document) -> dict[str, str]:
    """Where each line of a page landed: its words, and the part of the article or the kind of line they are in."""
    places = {_plain(line.text): str(line.kind) for line in found.lines}
    for part in found.parts:
        places |= {_plain(line): str(part.kind) for line in found.words(part.span).split("\n\n")}
    return places


def _plain(text: str) -> str:
    """A line's words alone, whatever a tool put around them."""
    return " ".join(_WORD.findall(text))


def show_made(count: int) -> None:
    """Print how many lines of each kind were told in made-up pages, as HTML and flattened."""
    ways = ["HTML", "nodes", "browser", "inscribed", "marked"]
    told: dict[str, Counter[str]] = {way: Counter() for way in ways}
    wrong: Counter[str] = Counter()
    lines: Counter[str] = Counter()
    for seed in range(_UNSEEN, _UNSEEN + count):
        blocks = page(seed)
        content = html(blocks)
        lines.update(str(block.kind) for block in blocks)
        for way in ways:
            flat = content if way == "HTML" else WAYS[way](content).encode("utf-8")
            found = document(flat, "text/html" if way == "HTML" else "text/plain")
            places = landed(found) if found else {}
            for block in blocks:
                where = places.get(_plain(block.text), "elsewhere")
                told[way][str(block.kind)] += where == str(block.kind)
                if where != str(block.kind):
                    wrong[f"{way}: {block.kind} taken for {where}, as in: {block.text[:60]}"] += 1
    print(f"{'kind':12}{'lines':>7}" + "".join(f"{way:>11}" for way in ways))
    for kind, number in lines.most_common():
        print(f"{kind:12}{number:7}" + "".join(f"{100 * told[way][kind] / number:11.1f}" for way in ways))
    for line, times in wrong.most_common(25):
        print(f"{times:5} {line}")


def main() -> None:
    """Score the pages of a folder, or show one."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=PAGES)
    parser.add_argument("--lines", nargs=2, metavar=("WAY", "PAGE"))
    parser.add_argument("--made", type=int, metavar="PAGES")
    given = parser.parse_args()
    if given.made:
        show_made(given.made)
        return
    if not (given.folder / "gold.json").exists():
        sys.exit(f"no gold.json in {given.folder}: name the folder of the marked pages")
    gold = json.loads((given.folder / "gold.json").read_text(encoding="utf-8"))
    if given.lines:
        way, page = given.lines
        names = [name for name in gold if name.startswith(page)]
        if len(names) != 1 or way not in {"HTML", *WAYS}:
            sys.exit(f"no page {page} or no way {way}; ways are HTML, {', '.join(WAYS)}")
        show_lines((given.folder / names[0]).read_bytes(), way, gold[names[0]]["body"])
        return
    show({name: scores((given.folder / name).read_bytes(), gold[name]["body"]) for name in sorted(gold)})


if __name__ == "__main__":
    main()
