"""How far two careful readers agree on a dispute: two golds of the same pages, held against each other.

    python -m bench.agreement [FOLDER ...]

The gold in the folder of a dispute is held to be right, and that of a second reader beside it (``second.yaml``) is
scored against it as ``bench/record.py`` scores a record: positions by (by, issue, stance); answers where a passage
(here a paragraph) of the one answers the same passage as in the other, or one that repeats it; events by a day in
common and words in common, or act and who takes part; deadlines by day, who set it and who is bound; repeated
statements by pairs. What two readers reach is what a tool can reach on that gold at best.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml
from train.dispute import FOLDER

import onrecord
from bench.record import DISPUTES, PARTS, Pages, Score
from onrecord.model import Span
from onrecord.reference import Reference

Shown = dict[str, Any]
Passage = tuple[str, int]


class Gold:
    """What one reader took from the pages of a dispute; words are looked up on the pages."""

    def __init__(self, path: Path, pages: Pages, sides: Reference) -> None:
        self.parts: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        self._pages, self._sides = pages, sides

    def span(self, shown: Shown) -> Span:
        """Where words stand; a stretch that is on no page stands nowhere and touches nothing."""
        return self._pages.span(shown["file"], shown["words"]) or Span(0, 0)

    def same(self, one: Shown, other: Shown) -> bool:
        """Whether two stretches share half of the shorter one."""
        if one["file"] != other["file"]:
            return False
        a, b = self.span(one), self.span(other)
        return 2 * (min(a.end, b.end) - max(a.start, b.start)) >= max(1, min(len(a), len(b)))

    def passage(self, shown: Shown) -> Passage:
        """The page and the paragraph in which words stand."""
        text = self._pages.document[shown["file"]].text
        return shown["file"], text.count("\n", 0, self.span(shown).start)

    def passages(self, shown: Shown) -> set[Passage]:
        """The same, with those of all that this reader holds to be the same statement."""
        groups = [g for g in self.parts.get("repeated", []) if any(self.same(shown, one) for one in g)]
        return {self.passage(shown), *(self.passage(one) for group in groups for one in group)}

    def side(self, name: str | None) -> str | None:
        """The side for which a name stands."""
        return self._sides.side(name) if name else None


def agreement(gold: Gold, other: Gold) -> dict[str, Score]:
    """How much of the one gold the other has, part by part."""
    return {
        "positions": _sets(_positions(gold), _positions(other)),
        "answers": _matched(gold, other, "answers", _answers),
        "events": _matched(gold, other, "events", _events),
        "deadlines": _matched(gold, other, "deadlines", _deadlines),
        "repeated": _repeated(gold, other),
    }


def _positions(gold: Gold) -> set[tuple[str, str, str]]:
    return {(one["by"], one["issue"], one["stance"]) for one in gold.parts["positions"]}


def _sets(want: set[Any], have: set[Any]) -> Score:
    return Score(len(want & have), len(have), len(want))


def _matched(gold: Gold, other: Gold, part: str, fits: Any) -> Score:
    """Each of the one gold with the first of the other that fits it; none counts twice."""
    left = list(other.parts.get(part, []))
    score = Score(found=len(left), gold=len(gold.parts.get(part, [])))
    for one in gold.parts.get(part, []):
        hit = next((each for each in left if fits(gold, other, one, each)), None)
        if hit is None:
            score.missed.append(str(one.get("what") or one.get("words") or one))
        else:
            left.remove(hit)
            score.right += 1
    return score


def _answers(gold: Gold, other: Gold, one: Shown, each: Shown) -> bool:
    if gold.passage(one) != other.passage(each):
        return False
    return bool(gold.passages(one["to"]) & ({other.passage(each["to"])}))


def _meet(one: Sequence[Any], other: Sequence[Any]) -> bool:
    """Whether two stretches of days have one in common."""
    return bool(one[0] <= other[1] and other[0] <= one[1])


def _events(gold: Gold, other: Gold, one: Shown, each: Shown) -> bool:
    if not _meet(one["time"], each["time"]):
        return False
    if any(gold.same(a, b) for a in one["shown"] for b in each["shown"]):
        return True
    who = {gold.side(name) for name in one["who"]} & {other.side(name) for name in each["who"]}
    return one["act"] == each["act"] and bool(who)


def _deadlines(gold: Gold, other: Gold, one: Shown, each: Shown) -> bool:
    near = _meet(one["falls"], each["falls"])
    bound = gold.side(one.get("bound")), other.side(each.get("bound"))
    return near and gold.side(one["set_by"]) == other.side(each["set_by"]) and (None in bound or len(set(bound)) == 1)


def _repeated(gold: Gold, other: Gold) -> Score:
    want, have = _pairs(gold), _pairs(other)
    left = list(have)
    score = Score(found=len(have), gold=len(want))
    for a, b in want:
        hit = next((p for p in left if _both(gold, (a, b), p) or _both(gold, (b, a), p)), None)
        if hit is not None:
            left.remove(hit)
            score.right += 1
    return score


def _both(gold: Gold, one: tuple[Shown, Shown], other: tuple[Shown, Shown]) -> bool:
    return gold.same(one[0], other[0]) and gold.same(one[1], other[1])


def _pairs(gold: Gold) -> list[tuple[Shown, Shown]]:
    groups: Iterable[list[Shown]] = gold.parts.get("repeated", [])
    return [(a, b) for group in groups for a, b in combinations(group, 2) if a["file"] != b["file"]]


def main(arguments: Sequence[str]) -> None:
    """Print a row for each dispute that a second reader has read."""
    every = sorted(path.parent for of in (DISPUTES, FOLDER) for path in of.glob("*/second.yaml"))
    print("| dispute | " + " | ".join(PARTS) + " |\n" + "|---" * (len(PARTS) + 1) + "|")
    for folder in [Path(a) for a in arguments] or every:
        sides = Reference.load(folder / "reference.yaml")
        with onrecord.build([folder / "pages"], reference=folder / "reference.yaml") as built:
            pages = Pages(built.record)
        found = agreement(*(Gold(folder / name, pages, sides) for name in ("gold.yaml", "second.yaml")))
        print("| " + " | ".join([folder.name, *(str(found[part]) for part in PARTS)]) + " |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
