"""Fit the weights of the signs that one passage answers another, ``src/onrecord/record/answers/bearing.json``.

    python -m train.bearing OUT.json [--without lauterne ...]
    python -m train.bearing --each

Read are the made-up exchanges of ``train/exchanges`` and the disputes of ``train/dispute.py``, as ``onrecord build``
reads them. For each passage the passages that it may answer and "nothing" are options, and the weights are those of a
softmax over them (every passage that the gold names is right), drawn towards nought or what is known. In ``exchanges``
more is answered than in news, so signs of their own take that up, and are left out in the end. ``--without`` leaves
disputes out; ``--each`` leaves out one after the other and scores it with what the others teach, as ``bench/record.py``
scores answers.

Marks in ``exchanges``: ``[[a1>b2=g1: words]]`` is the statement a1, which answers b2 and is the same as others of g1.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import yaml
from bench.record import Pages, Score, evaluated

import onrecord
from onrecord.model import Record
from onrecord.record.actors.side import rivals
from onrecord.record.answers import bearing
from onrecord.record.answers.answer import Before, answers, options
from onrecord.record.answers.bearing import signs
from onrecord.record.answers.passage import Passage, passages
from onrecord.record.issues.codebook import Codebook
from onrecord.record.utterances.told import Told
from onrecord.reference import Reference
from train import usage
from train.dispute import disputes, tellings
from train.softmax import Instance, fit

EXCHANGES = Path(__file__).resolve().parent / "exchanges"
PULL = 1.0
KNOWN = {"opposes": 2.0, "linked": 1.5, "aimed": 0.5, "charge for charge": 0.5, "to its denial": -4.0}
"""What is known of some signs that are rare in the texts; all others are drawn towards nought."""
SMALL = 0.02
_MARK = re.compile(r"\[\[([a-z]+\d+)(?:>([a-z0-9,]+))?(?:=(g\d+))?: (.*?)\]\]", re.DOTALL)


@dataclass
class Dispute:
    """A dispute as read, with its gold: which statements answer which, and which are one, by their ids."""

    name: str
    record: Record
    pages: list[tuple[Told, ...]]
    rivals: frozenset[tuple[str, str]]
    answers: list[tuple[set[str], set[str]]]
    repeated: list[list[set[str]]] = field(default_factory=list)


def _dispute(name: str, record: Record, reference: Reference) -> Dispute:
    """The pages of a record as they are compared; the gold is still to come."""
    return Dispute(name, record, tellings(record, reference), rivals(record.readings, reference), [])


def of_gold(folder: Path) -> Dispute:
    """A dispute with its gold in the folder."""
    gold: dict[str, Any] = yaml.safe_load((folder / "gold.yaml").read_text(encoding="utf-8"))
    reference = Reference.load(folder / "reference.yaml")
    with onrecord.build([folder / "pages"], reference=folder / "reference.yaml") as built:
        record = built.record
    found, at = _dispute(folder.name, record, reference), Pages(record)
    found.repeated = [[at.meant(shown) for shown in group] for group in gold.get("repeated", [])]
    found.answers = [(at.meant(one), _all_tellings(at.meant(one["to"]), found.repeated)) for one in gold["answers"]]
    return found


def of_exchange(path: Path) -> Dispute:
    """A dispute with its marks: pages that begin with ``# day | outlet``."""
    reference = EXCHANGES / "reference.yaml"
    marks: list[tuple[str, str, str, str, str]] = []
    with TemporaryDirectory() as folder:
        for number, page in enumerate(re.split(r"(?m)^# ", path.read_text(encoding="utf-8"))[1:]):
            head, _, body = page.partition("\n")
            name = f"{number:02}.txt"
            marks += [(name, *match.groups(default="")) for match in _MARK.finditer(body)]
            text = _MARK.sub(r"\4", body).strip()
            (Path(folder) / name).write_text(f"{head.partition('|')[2].strip()}\n\n{text}\n", encoding="utf-8")
        with onrecord.build([Path(folder)], reference=reference) as built:
            record = built.record
    found, at = _dispute(path.stem, record, Reference.load(reference)), Pages(record)
    ids = {mark[1]: at.meant({"file": mark[0], "words": mark[4]}) for mark in marks}
    groups: dict[str, list[set[str]]] = defaultdict(list)
    for _, id_, _, group, _ in marks:
        if group:
            groups[group].append(ids[id_])
    found.repeated = list(groups.values())
    for _, id_, to, _, _ in marks:
        found.answers += [(ids[id_], _all_tellings(ids[one], found.repeated)) for one in to.split(",") if one]
    return found


def _all_tellings(ids: set[str], groups: Iterable[list[set[str]]]) -> set[str]:
    """Statements with all that are the same."""
    return ids.union(*(member for group in groups if any(ids & one for one in group) for member in group))


def instances(dispute: Dispute, own: bool) -> Iterator[Instance]:
    """The options of each passage, as signs, and which of them are right; ``own`` adds the signs of made-up pages."""
    cut = [passages(page) for page in dispute.pages]
    at: dict[str, Passage] = {t.id: one for page in cut for one in page for t in one.items}
    right: dict[str, set[str]] = defaultdict(set)
    for said, to in dispute.answers:
        for one in said & at.keys():
            right[at[one].id] |= {at[other].id for other in to & at.keys()}
    before = Before(cut).of
    for page in cut:
        for one in page:
            found = list(options(one, page, before))
            fits = [to.id in right[one.id] for to in found]
            if found and (any(fits) or not right[one.id]):
                seen = [signs(one, to, dispute.rivals) for to in found]
                if own:
                    for shown in seen:
                        places = ("always", "across", "later", "next turn")
                        shown |= {f"made: {place}": 1.0 for place in places if place in shown}
                yield seen, fits


def fitted(found: Sequence[Instance]) -> dict[str, float]:
    """The weights that some passages teach; each may answer nothing."""
    every = fit(found, PULL, [True] * len(found), KNOWN)
    return {name: weight for name, weight in every.items() if abs(weight) >= SMALL and not name.startswith("made: ")}


def scored(dispute: Dispute, folder: Path, weights: dict[str, float]) -> Score:
    """The answers of a dispute with some weights against its gold."""
    record = dispute.record
    with patch.object(bearing, "weights", return_value=weights):
        given = answers(dispute.pages, record.utterances, dispute.rivals, Codebook.load())
    return evaluated(replace(record, answers=given), folder)["answers"]


def each(folders: Sequence[Path], others: Sequence[Instance]) -> None:
    """Leaves out one dispute after the other, and prints how its answers score with what the others teach."""
    read = [of_gold(folder) for folder in folders]
    found = [list(instances(dispute, own=False)) for dispute in read]
    every = Score()
    for n, (folder, dispute) in enumerate(zip(folders, read, strict=True)):
        rest = [one for m, its in enumerate(found) if m != n for one in its]
        result = scored(dispute, folder, fitted([*others, *rest]))
        every = Score(every.right + result.right, every.found + result.found, every.gold + result.gold)
        print(f"| {folder.name} | {result} |", flush=True)
    print(f"| all | {every} |")


def main(arguments: Sequence[str]) -> None:
    """Fit on all that is not left out, and write the weights; or score each dispute with what the others teach."""
    exchanges = sorted(EXCHANGES.glob("*.txt"))
    before, left = usage.without(arguments, {path.stem for path in exchanges} | {folder.name for folder in disputes()})
    out = None if before == ["--each"] else usage.files(before, __doc__, 1)[0]
    made = [one for path in exchanges if path.stem not in left for one in instances(of_exchange(path), own=True)]
    if out is None:
        each(list(disputes(left)), made)
        return
    found = made + [one for folder in disputes(left) for one in instances(of_gold(folder), own=False)]
    weights = fitted(found)
    out.write_text(json.dumps(weights, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{len(found)} passages, {sum(any(fits) for _, fits in found)} of them answer; {len(weights)} weights")


if __name__ == "__main__":
    main(sys.argv[1:])
