"""How often the date given to a page is right, held against how sure it says that it is.

    python -m bench.sureness [SPLIT_DIR ...] [--every 4] [--texts]

Of each PolNeAR split named the texts are read as pages with made-up heads around the true day, which the name of each
file carries: none; a dateline without its year; a line without its year; figures whose
day and month may be swapped; a full line beside a page's clock of years later; a day of change alone. In one head in
twenty the date is that of another page (days to years later), as posted again pages have it. `--texts` reads the seeds,
the texts of `bench/texts` and the example, whose gold tells the day. The pages of `bench.dating --pages` come in any
case. Printed for each kind: how many, how many intervals hold the true day, how sure they say they are on average, and
how many are narrowed to a day; then over all, by how sure they are, and the expected calibration error (ECE), the mean
distance between the two in ten steps, weighted by how many fall in each.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import yaml

from bench.dating import real_pages
from bench.shapes import shapes
from onrecord.ingest import extract
from onrecord.model import DateCandidate, DateSource, Document, Interval, Line, LineKind, Page, Span
from onrecord.reading import RuleReader
from onrecord.reading.actors.cast import Cast
from onrecord.reading.actors.gazetteer import Gazetteer
from onrecord.reading.dating import publication
from onrecord.reference import Reference

_HERE = Path(__file__).resolve().parent
_SHARED = _HERE.parents[1] / "shared"
_FOREIGN = 20
"""One head in so many has the date of another page."""
_STEPS = 10


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered for one page: whether it holds the true day, how sure it is, and whether it is one day."""

    kind: str
    right: bool
    sure: float
    day: bool


class Bench:
    """The rules with one reference; texts are read once, however many heads they are given."""

    def __init__(self, reference: Reference) -> None:
        self._reference = reference
        self._reader = RuleReader(reference)
        self._gazetteer = Gazetteer(reference)

    def answers(self, kinds: list[tuple[str, Document]], true: Interval) -> Iterator[Answer]:
        """The answers for one text under several heads."""
        text = kinds[0][1].text
        cast = Cast(text, self._reference, self._gazetteer, self._reader.attributions(text))
        for kind, document in kinds:
            judged = publication(document, cast)[0]
            when = judged.value
            if when.earliest is None and when.latest is None:
                continue
            right = all(day is not None and day in when for day in (true.earliest, true.latest))
            yield Answer(kind, right, judged.confidence, when.known and when.earliest == when.latest)


def heads(document: Document, day: date) -> list[tuple[str, Document]]:
    """A text under every made-up head. What is random is drawn from its name, the same every time."""
    drawn = int(sha256(document.text.encode()).hexdigest()[:8], 16)
    given = day + timedelta(7 + drawn // 100 % 1500) if drawn % _FOREIGN == 0 else day
    month_first = f"{given.month:02d}/{given.day:02d}/{given.year}"
    either = given.day <= 12 and given.day != given.month

    def headed(*dates: DateCandidate) -> Document:
        return replace(document, dates=dates)

    def candidate(
        source: DateSource, text: str, at: date, *, year: bool = True, span: Span | None = None
    ) -> DateCandidate:
        return DateCandidate(source, text, at.year if year else None, at.month, at.day, span)

    words = f"{given:%B} {given.day}, {given.year}"
    changed = given + timedelta(drawn // 11 % 90)
    clock = date(2021, 5, 11) + timedelta(drawn % 900)
    lines = (Line(LineKind.DATE, f"18:19 GMT {clock.day} {clock:%B %Y}"), Line(LineKind.DATE, words))
    of_clock = replace(candidate(DateSource.LINE, lines[0].text, clock), span=Span(0, len(lines[0].text), 0))
    in_line = replace(candidate(DateSource.LINE, words, given), span=Span(0, len(words), 1))
    of_line = candidate(DateSource.LINE, words, given)
    wired = candidate(DateSource.DATELINE, f"{day:%B} {day.day}", day, year=False)
    yearless = candidate(DateSource.LINE, f"{given:%B} {given.day}", given, year=False)
    address = candidate(DateSource.URL, str(day), day)
    kinds = [
        ("no head", headed()),
        ("dateline without its year", headed(wired)),
        ("line without its year", headed(yearless)),
        ("line", headed(of_line)),
        ("line and address", headed(of_line, address)),
        ("line beside a page's clock", replace(headed(of_clock, in_line), lines=lines)),
        ("day of a change alone", headed(candidate(DateSource.LINE, f"Updated: {changed}", changed))),
    ]
    if either:
        figures = DateCandidate(DateSource.LINE, month_first, given.year, None, None)
        kinds.append(("figures that may be swapped", headed(figures)))
    return kinds


def on_split(split: Path, every: int) -> Iterator[Answer]:
    """The answers for every so many of the texts of a PolNeAR split."""
    bench = Bench(Reference.load())
    for file in sorted((split / "text").glob("*.txt"))[::every]:
        content = file.read_bytes()
        document = extract(Page(sha256(content).hexdigest()[:16], "article.txt", "text/plain", content))
        day = date.fromisoformat(file.stem.split("_")[1])
        yield from bench.answers(heads(replace(document, dates=()), day), Interval.day(day))


def on_pages() -> Iterator[Answer]:
    """The answers for the pages in HTML."""
    bench = Bench(Reference.load())
    for kind, pages in (("made-up HTML", shapes()), ("real HTML", real_pages())):
        for _, html, day in pages:
            content = html.encode()
            page = Page(sha256(content).hexdigest()[:16], "page.html", "text/html", content)
            yield from bench.answers([(kind, extract(page))], Interval.day(day))


def on_texts() -> Iterator[Answer]:
    """The answers for the seeds, our own texts and the example, whose gold gives the first and last day."""
    example = _HERE.parent / "src" / "onrecord" / "example"
    for kind, folder, gold, own in (
        ("seeds", _SHARED / "seeds", _SHARED / "seeds" / "gold.yaml", None),
        ("texts, dev", _HERE / "texts" / "dev", _HERE / "texts" / "dev" / "gold.yaml", _HERE / "texts" / "dev"),
        ("texts, more", _HERE / "texts" / "more", _HERE / "texts" / "more" / "gold.yaml", _HERE / "texts" / "more"),
        ("example", example / "pages", _HERE / "example_gold.yaml", example),
    ):
        if not gold.exists():
            continue
        bench = Bench(Reference.load(own / "reference.yaml" if own else None))
        for row in yaml.safe_load(gold.read_text(encoding="utf-8"))["documents"]:
            if not row.get("published") or any(day is None for day in row["published"]):
                continue
            content = (folder / row["file"]).read_bytes()
            media = "text/html" if row["file"].endswith(".html") else "text/plain"
            document = extract(Page(sha256(content).hexdigest()[:16], row["file"], media, content))
            first, last = (date.fromisoformat(str(day)) for day in row["published"])
            yield from bench.answers([(kind, document)], Interval(first, last))


def show(answers: list[Answer]) -> None:
    """Print the tables."""
    kinds: dict[str, list[Answer]] = defaultdict(list)
    steps: dict[int, list[Answer]] = defaultdict(list)
    for answer in answers:
        kinds[answer.kind].append(answer)
        steps[min(_STEPS - 1, int(answer.sure * _STEPS))].append(answer)
    print("| kind | answers | right | says it is right | a day |\n|---|---|---|---|---|")
    for kind, those in kinds.items():
        _row(kind, those)
    print("\n| sure | answers | right | says it is right | a day |\n|---|---|---|---|---|")
    for step in sorted(steps):
        _row(f"{step / _STEPS:.1f} to {(step + 1) / _STEPS:.1f}", steps[step])
    print(
        f"\nECE {sum(len(s) * abs(_right(s) - _says(s)) for s in steps.values()) / len(answers):.3f} of {len(answers)}"
    )


def _row(name: str, those: list[Answer]) -> None:
    """One line of a table."""
    days = sum(a.day for a in those)
    print(f"| {name} | {len(those)} | {_right(those):.3f} | {_says(those):.3f} | {days} |")


def _right(those: list[Answer]) -> float:
    return sum(a.right for a in those) / len(those)


def _says(those: list[Answer]) -> float:
    return sum(a.sure for a in those) / len(those)


def main() -> None:
    """Answer for what is asked for, and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("splits", nargs="*", type=Path, metavar="SPLIT_DIR")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="every so many texts of a split")
    parser.add_argument("--texts", action="store_true", help="the seeds, our own texts, the example")
    asked = parser.parse_args()
    if not all((split / "text").is_dir() for split in asked.splits):
        parser.error("a split is a folder with a folder `text` in it")
    found = [answer for split in asked.splits for answer in on_split(split, asked.every)]
    show([*found, *on_pages(), *(on_texts() if asked.texts else ())])


if __name__ == "__main__":
    main()
