"""Fit the weights of the signs that an event is worth a line, ``src/onrecord/reading/events/worth.json``.

    python -m train.worth OUT.json
    python -m train.worth --without-each

Read are the disputes of ``train/dispute.py``, as ``onrecord build`` reads them. Whatever clues alone tell of
is an example, right where it is an event of the gold as ``bench.record`` holds them against each other, which nothing
of the lexicon is (of several that are the same one, the likeliest); the weights are those of a logistic regression,
drawn towards nought.

``--without-each`` fits without each dispute in turn and scores all that is then kept there, for several values of
``WORTH``.
"""

from __future__ import annotations

import json
import math
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from bench.record import Pages, is_event, overlaps

import onrecord
from onrecord.reading.events import worth
from onrecord.reading.events.anew import telling
from onrecord.reference import Reference
from train import usage
from train.dispute import disputes
from train.logistic import fit

PULL = 3.0
ROUNDS = 3
WORTH = (0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
DEVELOPED = ("lauterne", "osmer", "quelmar", "veldane", "tavren", "ardmoor")


@dataclass
class Dispute:
    """A dispute as read: the signs of what is weighed, which events of the gold each may be, and what is found without.

    ``gold`` is how many events it has, ``sure`` and ``found`` how many the lexicon tells of that are right, and in all.
    """

    name: str
    shown: list[dict[str, float]]
    may_be: list[set[int]]
    gold: int
    sure: int
    found: int

    @classmethod
    def read(cls, folder: Path) -> Dispute:
        """The dispute in a folder."""
        gold = yaml.safe_load((folder / "gold.yaml").read_text(encoding="utf-8"))["events"]
        sides = Reference.load(folder / "reference.yaml")
        with onrecord.build([folder / "pages"], reference=folder / "reference.yaml") as built:
            record = built.record
        at = Pages(record)
        pages = zip(record.documents, record.readings, strict=True)
        told = {d.id: telling(d, r, r.published, sides) for d, r in pages}
        spans = [[(s["file"], at.span(s["file"], s["words"])) for s in one["shown"]] for one in gold]
        kept = cls(folder.name, [], [], len(gold), 0, 0)
        taken: set[int] = set()
        found = list(record.happenings)
        events = {e.id: (e, r.document) for r in record.readings for e in r.events}
        for weighed in (False, True):
            for one in found:
                tellers = [events[id_] for id_ in one.events]
                if all(e.rule == worth.WEIGHED for e, _ in tellers) is not weighed:
                    continue
                may_be = {n for n, g in enumerate(gold) if overlaps(one.time.value, g["time"])}
                may_be = {n for n in may_be if is_event(at, one, gold[n], spans[n], sides)} - taken
                if weighed:
                    event, document = tellers[0]
                    kept.shown.append(worth.signs(told[document], event))
                    kept.may_be.append(may_be)
                    continue
                kept.found += 1
                if may_be:
                    taken.add(min(may_be))
                    kept.sure += 1
        return kept

    def right(self, weights: dict[str, float]) -> list[bool]:
        """Which of the examples are an event of the gold, the likeliest first; each is one of it at most."""
        taken: set[int] = set()
        found = [False] * len(self.shown)
        for n in sorted(range(len(self.shown)), key=lambda n: -_weight(self.shown[n], weights)):
            free = self.may_be[n] - taken
            if free:
                taken.add(min(free))
                found[n] = True
        return found


def _weight(shown: dict[str, float], weights: dict[str, float]) -> float:
    return sum(weights.get(name, 0.0) * much for name, much in shown.items())


def fitted(every: Sequence[Dispute]) -> dict[str, float]:
    """The weights, each dispute counting alike."""
    weights: dict[str, float] = {}
    for _ in range(ROUNDS):
        pairs = [pair for one in every for pair in zip(one.shown, one.right(weights), strict=True)]
        weights = fit(pairs, PULL)
    return weights


def without_each(every: Sequence[Dispute]) -> None:
    """Prints what is kept of each dispute by the weights that the others give."""
    totals: dict[tuple[str, float], list[tuple[int, int, int]]] = defaultdict(list)
    for one in every:
        weights = fitted([other for other in every if other is not one])
        right = one.right(weights)
        odds = [_weight(shown, weights) for shown in one.shown]
        for least in WORTH:
            kept = [n for n, odd in enumerate(odds) if odd >= _log_odds(least)]
            score = one.sure + sum(right[n] for n in kept), one.found + len(kept), one.gold
            totals[one.name, least].append(score)
            totals["all", least].append(score)
            if one.name not in DEVELOPED:
                totals["fresh", least].append(score)
    for (name, least), scores in sorted(totals.items()):
        good, all_, gold = map(sum, zip(*scores, strict=True))
        print(f"{name} from {least}: {good / (all_ or 1):.2f} / {good / gold:.2f} / {2 * good / (all_ + gold):.3f}")


def _log_odds(share: float) -> float:
    return math.log(share / (1 - share))


def main(arguments: Sequence[str]) -> None:
    """Fit on all that is not held out, and write the weights; or say what they would be worth elsewhere."""
    out = None if list(arguments) == ["--without-each"] else usage.files(arguments, __doc__, 1)[0]
    worth.WORTH = 0.0
    read = [Dispute.read(folder) for folder in disputes()]
    if out is None:
        without_each(read)
        return
    weights = fitted(read)
    out.write_text(json.dumps(weights, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    right = sum(sum(one.right(weights)) for one in read)
    print(f"{sum(len(one.shown) for one in read)} events, {right} of them right; {len(weights)} weights")


if __name__ == "__main__":
    main(sys.argv[1:])
