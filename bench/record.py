"""Scores of the record across documents: positions, answers, events, deadlines and repeated statements of disputes.

    python -m bench.record [lauterne ... held] [--list]

A dispute is a folder of `texts/disputes`: pages, the reference of its made-up world, and what a careful reader takes
from the pages together (`gold.yaml`). Every page is read and compiled as `onrecord build` does. Those whose folder
begins with `held` are held out: "held" scores them all, and of them totals alone are printed.

How gold and record are held against each other:

- **A stretch of gold** (`words`) is looked up on its page, runs of white space counting as one space. A statement is
  meant by it where the two share at least half the characters of the shorter of the stretch and the content (the cue
  counted with it). So several statements can be meant, as one may stand in another.
- **Positions**: (by, issue, stance), as sets over the dispute.
- **Answers**: between passages, a passage being what one side is told to say in one paragraph: where a denial takes
  three sentences, any of them denies, and where a charge is told in two, either is what it answers. A pair is right
  where the gold's answer is in the one, and what it answers, or any of the same repeated statement, in the other. Two
  passages count once.
- **Events**: a happening is right where it has a day in common with the gold's time and either one of its events lies
  on a stretch of the gold, or its act and one who takes part are those of the gold. Each counts once.
- **Deadlines**: right where a day of its end, who set it and who is bound are those of the gold; `became` is counted
  on these.
- **Repeated**: pairs of statements on different pages. A pair is right where both sides are meant by one gold group.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml

import onrecord
from onrecord.model import Document, Due, Event, Happening, Interval, Record, Span, Statement
from onrecord.record.actors.side import side
from onrecord.reference import Reference

DISPUTES = Path(__file__).resolve().parent / "texts" / "disputes"
_WEEK = 7
PARTS = ("positions", "answers", "events", "deadlines", "repeated")


@dataclass
class Score:
    """What was right, what was found in all, and what there is to find; ``notes`` say what was missed and added."""

    right: int = 0
    found: int = 0
    gold: int = 0
    missed: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / ((self.found + self.gold) or 1)

    def __str__(self) -> str:
        precision, recall = self.right / (self.found or 1), self.right / (self.gold or 1)
        return f"{precision:.2f} / {recall:.2f} / **{self.f1:.2f}**"


class Pages:
    """A record with its pages by file name, in which the words of gold are looked up."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.document = {d.name.rpartition("/")[2]: d for d in record.documents}
        self.reading = {r.document: r for r in record.readings}
        self.file = {d.id: name for name, d in self.document.items()}
        self.statement = {s.id: (s, self.file[r.document]) for r in record.readings for s in r.statements}
        self.utterance = {a.statement: u.id for u in record.utterances for a in u.appearances}
        self.event = {e.id: (e, self.file[r.document]) for r in record.readings for e in r.events}

    def span(self, file: str, words: str) -> Span | None:
        """Where the words stand on a page."""
        document = self.document.get(file)
        if document is None:
            return None
        pattern = r"\s+".join(map(re.escape, words.split())).replace("'", "['’]").replace('"', '["“”]')
        match = re.search(pattern, document.text)
        return Span(match.start(), match.end()) if match else None

    def meant(self, shown: dict[str, str]) -> set[str]:
        """The ids of the statements that a stretch of gold means."""
        span = self.span(shown["file"], shown["words"])
        if span is None:
            return set()
        reading = self.reading[self.document[shown["file"]].id]
        return {s.id for s in reading.statements if s.content[0].line is None and _covers(s, span)}

    def passages(self, statements: Iterable[str], sides: Reference) -> set[tuple[str, int, str]]:
        """Where each of the statements stands, whoever tells them again: the page, the paragraph, and who speaks."""
        own = {self.utterance.get(one, one) for one in statements}
        told = [a.statement for u in self.record.utterances if u.id in own for a in u.appearances]
        return {self.passage(one, sides) for one in (*statements, *told)}

    def passage(self, statement: str, sides: Reference) -> tuple[str, int, str]:
        """The page, the paragraph, and the side that speaks, or the statement's own id where nobody is known to."""
        said, file = self.statement[statement]
        of = {a.name: a.of for a in self.reading[self.document[file].id].actors if a.of}
        paragraph = self.document[file].text.count("\n", 0, min(span.start for span in said.content))
        return file, paragraph, side(said.speaker.value, of, sides) if said.speaker else said.id

    def words(self, statement: str) -> str:
        """A statement in a line, for lists."""
        said, file = self.statement[statement]
        document: Document = self.document[file]
        text = " ".join(" ".join(document.words(s) for s in said.content).split())
        return f"{file} {said.speaker.value if said.speaker else '?'} {said.act.value}: {text[:90]}"


def _covers(statement: Statement, span: Span) -> bool:
    spans = [*statement.content, *statement.cue]
    shared = sum(max(0, min(s.end, span.end) - max(s.start, span.start)) for s in spans)
    content = sum(len(s) for s in statement.content)
    return shared >= 0.5 * min(len(span), content)


def score(folder: Path) -> dict[str, Score]:
    """The scores of one dispute, part by part."""
    with onrecord.build([folder / "pages"], reference=folder / "reference.yaml") as built:
        return evaluated(built.record, folder)


def evaluated(record: Record, folder: Path) -> dict[str, Score]:
    """A record of a dispute against the gold in its folder, part by part."""
    gold = yaml.safe_load((folder / "gold.yaml").read_text(encoding="utf-8"))
    pages = Pages(record)
    sides = Reference.load(folder / "reference.yaml")
    groups = [[pages.meant(shown) for shown in group] for group in gold.get("repeated", [])]
    return {
        "positions": _positions(pages, gold["positions"]),
        "answers": _answers(pages, gold["answers"], groups, sides),
        "events": _events(pages, gold["events"], sides),
        "deadlines": _deadlines(pages, gold.get("deadlines", []), sides),
        "became": _became(pages, gold.get("deadlines", []), sides),
        "repeated": _repeated(pages, gold.get("repeated", []), groups),
    }


def _positions(pages: Pages, gold: Sequence[dict[str, Any]]) -> Score:
    want = {(g["by"], g["issue"], g["stance"]) for g in gold}
    have = {(p.by, str(p.issue), str(p.stance)): p for p in pages.record.positions}
    missed = [" ".join(p) for p in sorted(want - set(have))]
    added = [f"{' '.join(p)} | {pages.words(have[p].statements[0])}" for p in sorted(set(have) - want)]
    return Score(len(want & set(have)), len(have), len(want), missed, added)


def _answers(pages: Pages, gold: Sequence[dict[str, Any]], groups: list[list[set[str]]], sides: Reference) -> Score:
    found = {(pages.passage(a.statement, sides), pages.passage(a.to, sides)): a for a in pages.record.answers}
    right: set[tuple[tuple[str, int, str], tuple[str, int, str]]] = set()
    result = Score(found=len(found), gold=len(gold))
    for one in gold:
        said, to = pages.meant(one), pages.meant(one["to"])
        for group in groups:
            if any(to & member for member in group):
                to = to.union(*group)
        own, theirs = {pages.passage(s, sides) for s in said}, pages.passages(to, sides)
        hits = {pair for pair in found if pair[0] in own and pair[1] in theirs}
        right |= hits
        result.right += bool(hits)
        if not hits:
            known = f"{len(said)} answers, {len(to)} answered read"
            result.missed.append(
                f"{one['file']} {one['act']}: {one['words'][:50]} → {one['to']['words'][:50]} ({known})"
            )
    # Where one answer of the gold is found twice, as two statements in one another, that is no fault; and two of the
    # gold that stand between the same passages are found by one.
    result.found = max(result.right, result.found - max(0, len(right) - result.right))
    wrong = set(found) - right
    result.added = [f"{pages.words(found[p].statement)} → {pages.words(found[p].to)}" for p in sorted(wrong)]
    return result


def _events(pages: Pages, gold: Sequence[dict[str, Any]], sides: Reference) -> Score:
    left: list[Happening] = list(pages.record.happenings)
    result = Score(found=len(left), gold=len(gold))
    for one in gold:
        spans = [(shown["file"], pages.span(shown["file"], shown["words"])) for shown in one["shown"]]
        hit = next(
            (h for h in left if overlaps(h.time.value, one["time"]) and is_event(pages, h, one, spans, sides)), None
        )
        if hit is None:
            result.missed.append(f"{one['time']} {one['what']}")
        else:
            left.remove(hit)
            result.right += 1
    result.added = [f"{h.time.value} {h.act} {h.label}" for h in left]
    return result


def is_event(
    pages: Pages, happening: Happening, gold: dict[str, Any], spans: list[tuple[str, Span | None]], sides: Reference
) -> bool:
    """Whether a happening is one of the gold, whose words stand at ``spans``, whatever its day."""
    for event_id in happening.events:
        event: Event
        event, file = pages.event[event_id]
        if any(file == where and span is not None and span.touches(event.span) for where, span in spans):
            return True
    who = {sides.side(name) for name in happening.who} | set(happening.who)
    return str(happening.act) == gold["act"] and bool(
        who & {sides.side(n) for n in gold["who"]} | who & set(gold["who"])
    )


def overlaps(time: Interval, days: Sequence[date]) -> bool:
    """Whether a time has a day in common with a stretch of days."""
    return (time.earliest or date.min) <= days[1] and days[0] <= (time.latest or date.max)


def _falls(time: Interval, days: Sequence[date]) -> bool:
    """Whether a deadline falls on a day of the gold; "no later than" a day says so within a week before it alone."""
    near = time.latest is None or (time.latest - days[1]).days <= _WEEK
    return overlaps(time, days) and (time.earliest is not None or near)


def _found(pages: Pages, gold: Sequence[dict[str, Any]], sides: Reference) -> list[Due | None]:
    """The deadline that each of the gold is found as; none counts twice, and one that binds the same goes first."""
    left = list(pages.record.dues)
    hits: list[Due | None] = []
    for one in gold:
        set_by, bound = one.get("set_by") and sides.side(one["set_by"]), one.get("bound") and sides.side(one["bound"])
        fits = [d for d in left if _falls(d.falls.value, one["falls"]) and d.set_by == set_by]
        fits = [d for d in fits if d.bound is None or bound is None or d.bound == bound]
        hit = min(fits, key=lambda d: d.bound != bound, default=None)
        if hit is not None:
            left.remove(hit)
        hits.append(hit)
    return hits


def _deadlines(pages: Pages, gold: Sequence[dict[str, Any]], sides: Reference) -> Score:
    hits = _found(pages, gold, sides)
    found = {d.id for d in hits if d}
    missed = [f"{one['falls']} {one['set_by']}" for one, hit in zip(gold, hits, strict=True) if hit is None]
    added = [f"{d.falls.value} {d.set_by} for {d.bound}" for d in pages.record.dues if d.id not in found]
    return Score(sum(d is not None for d in hits), len(pages.record.dues), len(gold), missed, added)


def _became(pages: Pages, gold: Sequence[dict[str, Any]], sides: Reference) -> Score:
    pairs = [(one, hit) for one, hit in zip(gold, _found(pages, gold, sides), strict=True) if hit]
    wrong = [(one, hit) for one, hit in pairs if str(hit.became.value) != one["became"]]
    missed = [f"{one['falls']}: {one['became']}, not {hit.became.value} ({hit.became.why})" for one, hit in wrong]
    return Score(len(pairs) - len(wrong), len(pairs), len(gold), missed)


def _repeated(pages: Pages, gold: Sequence[Any], groups: list[list[set[str]]]) -> Score:
    place: dict[str, set[tuple[int, int]]] = {}
    for at, group in enumerate(groups):
        for member, ids in enumerate(group):
            for statement in ids:
                place.setdefault(statement, set()).add((at, member))
    want = {(at, pair) for at, group in enumerate(gold) for pair in combinations(range(len(group)), 2)}
    right: set[tuple[int, tuple[int, int]]] = set()
    result = Score(gold=len(want))
    for utterance in pages.record.utterances:
        for one, other in combinations(utterance.appearances, 2):
            if one.document == other.document:
                continue
            result.found += 1
            hits = {
                (at, (min(a, b), max(a, b)))
                for at, a in place.get(one.statement, ())
                for bt, b in place.get(other.statement, ())
                if at == bt and a != b
            }
            if hits:
                result.found -= bool(hits <= right)
                right |= hits
            else:
                result.added.append(f"{pages.words(one.statement)} = {pages.words(other.statement)} ({other.why})")
    result.right = len(right)
    for at, (a, b) in sorted(want - right):
        result.missed.append(
            f"{gold[at][a]['file']} {gold[at][a]['words'][:60]} = {gold[at][b]['file']} {gold[at][b]['words'][:60]}"
        )
    return result


def main(arguments: Sequence[str]) -> None:
    """Print a row for each dispute named, all that are not held out by default."""
    listing = "--list" in arguments
    named = [a for a in arguments if not a.startswith("-")]
    there = sorted(folder.name for folder in DISPUTES.iterdir() if (folder / "gold.yaml").exists())
    chosen: list[str] = []
    for name in named or ["all"]:
        if name == "all":
            chosen += [n for n in there if not n.startswith("held")]
        elif name == "held":
            chosen += [n for n in there if n.startswith("held")]
        elif name in there:
            chosen.append(name)
        else:
            sys.exit(f"no dispute is called {name}: {', '.join(there)}, all, held")
    head = ["dispute", "positions P / R / F1", "answers", "events", "deadlines", "became right", "repeated"]
    print("| " + " | ".join(head) + " |\n" + "|---" * len(head) + "|")
    for name in chosen:
        found = score(DISPUTES / name)
        became = found["became"]
        cells = [str(found[part]) for part in PARTS]
        cells.insert(4, f"{became.right}/{became.gold}")
        print("| " + " | ".join([name, *cells]) + " |", flush=True)
        if listing and not name.startswith("held"):
            _print(found.items())


def _print(scores: Iterable[tuple[str, Score]]) -> None:
    for part, one in scores:
        for line in one.missed:
            print(f"  {part} missed: {line}")
        for line in one.added:
            print(f"  {part} added:  {line}")


if __name__ == "__main__":
    main(sys.argv[1:])
