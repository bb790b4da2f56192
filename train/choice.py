"""Fit the weights of what speaks for a position, ``src/onrecord/record/issues/choice.json``.

    python -m train.choice OUT.json [--without ardmoor ...]

Read are the disputes of ``train/dispute.py``, as ``onrecord build`` reads them, and, where they lie beside the project,
the two real pages of ``shared/seeds``, which count ``TIMES`` times since they are so few.

A question is a predicate of which a statement's words have a signal or a sense. Four things are told of it, each by
signs of its own: whether a side is taken at all, whose doing it is (of all whom the page names), what it is done to,
and which side. Right is what the gold has for the speaker where it shows the statement; where the gold has a position
of his on the predicate that it shows elsewhere, it is not known whether one is taken here. The weights are those of a
softmax (of a logistic regression for the first), drawn towards nought. ``--without`` leaves disputes out, so that
what is fitted can be measured on them.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml
from bench.record import Pages
from bench.scores import SHARED

import onrecord
from onrecord.model import Record, Stance
from onrecord.record.issues.choice import Chosen, choose, of_doer, of_second, of_side, of_telling
from onrecord.record.issues.codebook import Codebook
from onrecord.record.issues.question import Question
from onrecord.record.positions.held import PagePositions
from onrecord.reference import Reference
from train import usage
from train.dispute import disputes
from train.softmax import Instance, fit

SEEDS = SHARED / "seeds"
TIMES = 14
_WORDS = 60
"""So many characters of what is said are looked up on the page."""
PULL = 1.0
SMALL = 0.02
WHAT = ("telling", "doer", "second", "side")


class _Asking(PagePositions):
    """The positions of a page, with what was asked on the way, and by whom it was said."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.asked: list[tuple[str, Question]] = []
        self.weighing.choose = self._asked_of

    def _asked_of(self, asked: Question) -> Iterator[Chosen]:
        self.asked.append((self.side(asked.statement.speaker.value) if asked.statement.speaker else "", asked))
        return choose(asked)


def of_dispute(folder: Path) -> dict[str, list[Instance]]:
    """What a dispute teaches of each of the four things that are told."""
    gold = yaml.safe_load((folder / "gold.yaml").read_text(encoding="utf-8"))["positions"]
    with onrecord.build([folder / "pages"], reference=folder / "reference.yaml") as built:
        return instances(built.record, gold, Reference.load(folder / "reference.yaml"))


def of_seeds() -> dict[str, list[Instance]]:
    """The same of the two real pages; nothing where they are not at hand."""
    if not SEEDS.exists():
        return {what: [] for what in WHAT}
    told: dict[tuple[str, str, str], list[dict[str, str]]] = defaultdict(list)
    pages = yaml.safe_load((SEEDS / "gold.yaml").read_text(encoding="utf-8"))["documents"]
    for page in pages:
        for said in page["statements"]:
            for one in said.get("positions", ()):
                words = (said.get("content") or said["cue"]).strip('“”"')[:_WORDS]
                told[one["by"], one["issue"], one["stance"]].append({"file": page["file"], "words": words})
    gold = [{"by": by, "issue": issue, "stance": stance, "shown": at} for (by, issue, stance), at in told.items()]
    with onrecord.build([SEEDS / page["file"] for page in pages]) as built:
        return instances(built.record, gold, Reference.load())


def instances(record: Record, gold: Sequence[dict[str, Any]], reference: Reference) -> dict[str, list[Instance]]:
    """What a record with the positions of its gold teaches of each of the four."""
    codebook, pages = Codebook.load(), Pages(record)
    right: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    known: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for one in gold:
        known[one["by"]].add((one["issue"].partition("(")[0], one["stance"]))
        for shown in one["shown"]:
            for statement in pages.meant(shown):
                right[one["by"], statement].add((one["issue"], one["stance"]))
    found: dict[str, list[Instance]] = defaultdict(list)
    for document, reading in zip(record.documents, record.readings, strict=True):
        page = _Asking(document, reading, codebook, reference)
        list(page.held())
        for by, asked in page.asked:
            name = asked.predicate.name
            here = {pair for pair in right[by, asked.statement.id] if pair[0].startswith(f"{name}(")}
            if here or not any(predicate == name for predicate, _ in known[by]):
                found["telling"].append(([of_telling(asked)], [bool(here)]))
            if here:
                _of_position(asked, here, found)
    return found


def _of_position(asked: Question, here: set[tuple[str, str]], found: dict[str, list[Instance]]) -> None:
    """What a statement teaches whose positions are known."""
    told = [(tuple(issue.partition("(")[2][:-1].split(", ")), stance) for issue, stance in here]
    if asked.predicate.arguments[0] != "actor":
        told = [(("", *arguments), stance) for arguments, stance in told]
    doers = {arguments[0] for arguments, _ in told}
    known = [doer in doers for doer in asked.doers]
    if len(known) > 1 and any(known):
        found["doer"].append(([of_doer(doer, asked) for doer in asked.doers], known))
    for doer in doers & set(asked.doers):
        seconds = asked.seconds(doer)
        right = [any(arguments[-1] == name and arguments[0] == doer for arguments, _ in told) for name in seconds]
        if len(right) > 1 and any(right):
            found["second"].append(([of_second(name, doer, asked) for name in seconds], right))
        sides = {stance for arguments, stance in told if arguments[0] == doer}
        if len(sides) == 1:
            found["side"].append(([of_side(s, doer, asked) for s in Stance], [str(s) in sides for s in Stance]))


def fitted(found: Sequence[dict[str, list[Instance]]]) -> dict[str, dict[str, float]]:
    """The weights of each of the four, from what several disputes teach; what stands alone may not be so."""
    every = {what: [one for some in found for one in some[what]] for what in WHAT}
    return {what: fit(its, PULL, [len(seen) == 1 for seen, _ in its]) for what, its in every.items()}


def main(arguments: Sequence[str]) -> None:
    """Fit on all that is not left out, and write the weights."""
    before, left = usage.without(arguments, [folder.name for folder in disputes()])
    (out,) = usage.files(before, __doc__, 1)
    found = [*(of_dispute(folder) for folder in disputes(left)), *([of_seeds()] * TIMES)]
    weights = {
        what: {name: much for name, much in some.items() if abs(much) >= SMALL} for what, some in fitted(found).items()
    }
    out.write_text(json.dumps(weights, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print({what: sum(len(one[what]) for one in found) for what in WHAT})


if __name__ == "__main__":
    main(sys.argv[1:])
