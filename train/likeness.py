"""Fit the weights of the signs that two tellings are one utterance, ``src/onrecord/record/utterances/common.json``.

    python -m train.likeness OUT.json
    python -m train.likeness --without-each

Read are the made-up disputes of ``bench/texts/disputes`` that are not held out (but for dunmarrow, which is kept to
measure) and those of ``train/disputes``, as ``onrecord build`` reads them. Every two statements of one side that are
compared and of which no fact settles whether they are one (``likeness.settled``) are an example, right where one group
of the gold has both; the weights are those of a logistic regression, drawn towards nought.

``--without-each`` fits without each dispute in turn and scores what then comes together there, as ``bench.record``
does, for several values of ``ENOUGH``: P / R / F1 of all, and of those on which no rule was developed.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import comb
from pathlib import Path
from unittest.mock import patch

import yaml
from bench.record import Pages

import onrecord
from onrecord.model import Utterance
from onrecord.record.utterances import common, likeness, utterance
from onrecord.record.utterances.likeness import settled
from onrecord.record.utterances.told import Told
from onrecord.record.utterances.utterance import candidates, folded, utterances
from onrecord.reference import Reference
from train import usage
from train.dispute import disputes, tellings
from train.logistic import fit

DEVELOPED = ("lauterne", "osmer", "quelmar", "veldane", "tavren")
PULL = 5.0
ENOUGH = (0.1, 0.12, 0.15, 0.2, 0.25, 0.3, 0.4)
Example = tuple[dict[str, float], bool]


@dataclass
class Dispute:
    """A dispute as read: the statements of its pages, and in which groups of the gold each stands, by its place."""

    name: str
    pages: list[tuple[Told, ...]]
    places: dict[str, set[tuple[int, int]]]
    gold: int

    @classmethod
    def read(cls, folder: Path) -> Dispute:
        """The dispute in a folder."""
        gold = yaml.safe_load((folder / "gold.yaml").read_text(encoding="utf-8"))["repeated"]
        with onrecord.build([folder / "pages"], reference=folder / "reference.yaml") as built:
            record = built.record
        pages = tellings(record, Reference.load(folder / "reference.yaml"))
        at, places = Pages(record), defaultdict[str, set[tuple[int, int]]](set)
        for group, members in enumerate(gold):
            for member, shown in enumerate(members):
                for id_ in at.meant(shown):
                    places[id_].add((group, member))
        return cls(folder.name, pages, dict(places), sum(comb(len(members), 2) for members in gold))

    def right(self, one: str, other: str) -> set[tuple[int, int, int]]:
        """The pairs of the gold that two statements are."""
        both = ((a, b) for a in self.places.get(one, ()) for b in self.places.get(other, ()))
        return {(a[0], min(a[1], b[1]), max(a[1], b[1])) for a, b in both if a[0] == b[0] and a[1] != b[1]}

    def examples(self) -> list[Example]:
        """The signs of each two statements that are weighed, and whether they are one."""
        pairs = (pair for pairs in candidates([folded(page) for page in self.pages]) for pair in pairs)
        weighed = ((one, other) for one, other in pairs if one.by == other.by and settled(one, other) is None)
        return [(common.signs(one, other), bool(self.right(one.id, other.id))) for one, other in weighed]

    def score(self, found: Iterable[Utterance]) -> tuple[int, int, int]:
        """How many pairs are right, how many are found, and how many there are to find."""
        right: set[tuple[int, int, int]] = set()
        every = 0
        for one in found:
            for n, a in enumerate(one.appearances):
                for b in one.appearances[:n]:
                    if a.document != b.document:
                        hits = self.right(a.statement, b.statement)
                        every += not (hits and hits <= right)
                        right |= hits
        return len(right), every, self.gold


def without_each(every: Sequence[Dispute]) -> None:
    """Prints what comes together on each dispute by the weights that the others give."""
    examples = {one.name: one.examples() for one in every}
    totals: dict[tuple[float, str], list[tuple[int, int, int]]] = defaultdict(list)
    for one in every:
        fitted = fit([e for name, its in examples.items() if name != one.name for e in its], PULL)
        for enough in ENOUGH:
            # What is hopeless is so for the ENOUGH that ships alone.
            with (
                patch.object(common, "weights", return_value=fitted),
                patch.object(likeness, "ENOUGH", enough),
                patch.object(utterance, "hopeless", lambda *_: False),
            ):
                found = one.score(utterances(one.pages))
            totals[enough, "all"].append(found)
            totals[enough, one.name].append(found)
            if one.name not in DEVELOPED:
                totals[enough, "fresh"].append(found)
    for (enough, name), scores in sorted(totals.items(), key=lambda item: (item[0][1], item[0][0])):
        right, all_, gold = map(sum, zip(*scores, strict=True))
        print(f"{name} from {enough}: {right / (all_ or 1):.2f} / {right / gold:.2f} / {2 * right / (all_ + gold):.3f}")


def main(arguments: Sequence[str]) -> None:
    """Fit on all that is not held out, and write the weights; or say what they would be worth elsewhere."""
    out = None if list(arguments) == ["--without-each"] else usage.files(arguments, __doc__, 1)[0]
    read = [Dispute.read(folder) for folder in disputes()]
    if out is None:
        without_each(read)
        return
    examples = [e for one in read for e in one.examples()]
    weights = fit(examples, PULL)
    out.write_text(json.dumps(weights, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{len(examples)} pairs, {sum(fits for _, fits in examples)} of them one; {len(weights)} weights")


if __name__ == "__main__":
    main(sys.argv[1:])
