"""Scores of a codebook's signals on single sentences: which side the words take, whoever is meant.

    python -m bench.issues [--list]

`train/issues` has sentences that take a side on an issue of the shipped codebook, and some that take none; `learn` is
there to be looked at, of `kept` totals alone are printed. What a sentence shows is a pair of predicate and stance. The
arguments are left out: so this says what the signals know of the language, and nothing of who is found to hold what.
A pair that the sentence leaves free counts neither as right nor as wrong.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from onrecord.model import Span
from onrecord.reading.grammar.order import Mentions
from onrecord.record.issues.around import Around
from onrecord.record.issues.clause import Clause
from onrecord.record.issues.codebook import MARK, MORE, Codebook, Predicate
from onrecord.record.issues.verdict import sided

SENTENCES = Path(__file__).resolve().parents[1] / "train" / "issues"
_PAIR = tuple[str, str]
_KINDS = {"state": ("actor", "place"), "people": ("actor",), "agreement": ("agreement",), "weapon": ("weapon",)}
# What stands for an agreement in a sentence that does not name it, as it is one to the reader of a page.
_NOUN = (
    r"(?:(?<=\bthe )|(?<=\bthis )|(?<=\bthat ))"
    r"(?:treaty|accord|agreement|pact|protocol|convention|deal|truce|ceasefire)\b"
)
_NOBODY = Around(Mentions())


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the pairs of predicate and stance that it shows, and those that it leaves free."""

    text: str
    shows: frozenset[_PAIR]
    free: frozenset[_PAIR]


def sentences(part: str) -> list[Sentence]:
    """The sentences of ``learn`` or ``kept``, in the order of the file."""
    rows = yaml.safe_load((SENTENCES / f"{part}.yaml").read_text(encoding="utf-8"))
    return [Sentence(r["text"], *(frozenset(r.get(key, {}).items()) for key in ("shows", "free"))) for r in rows]


class Names:
    """The made-up names in the sentences, each with the kinds of argument that it can be."""

    def __init__(self) -> None:
        kinds = yaml.safe_load((SENTENCES / "names.yaml").read_text(encoding="utf-8"))
        self.kinds = {name.lower(): _KINDS.get(kind, (kind,)) for kind, names in kinds.items() for name in names}
        longest = sorted(self.kinds, key=lambda name: -len(name))
        self._pattern = re.compile("|".join([rf"\b{re.escape(name)}\b" for name in longest] + [_NOUN]))

    def masked(self, low: str) -> tuple[str, dict[int, tuple[str, ...]]]:
        """A text in lower case with marks for names, as frames want it, and what can stand where one begins."""
        found = {m.start(): self.kinds.get(m[0], ("agreement",)) for m in self._pattern.finditer(low)}
        return self._pattern.sub(lambda m: MARK + MORE * (len(m[0]) - 1), low), found


def taken(text: str, codebook: Codebook, names: Names) -> dict[_PAIR, str]:
    """The sides that the words take by the signals of a codebook, each with the signal found."""
    low = text.lower()
    masked, kinds = names.masked(low)
    found: dict[_PAIR, str] = {}
    for predicate, heard in zip(codebook.predicates, codebook.hear(low, lambda: masked), strict=True):
        matches = [(h.match, h.stance) for h in heard if not h.framed or _fits(h.match, predicate, kinds)]
        covered: list[re.Match[str]] = []
        for match, stance in sorted(matches, key=lambda m: (-len(m[0][0]), m[0].start())):
            if any(m.start() < match.end() and match.start() < m.end() for m in covered):
                continue
            covered.append(match)
            side = sided(Clause(Span(0, len(low)), low, match, (), _NOBODY, 0), predicate, stance)
            if side is not None:
                found.setdefault((predicate.name, side[0].value), low[match.start() : match.end()])
    return found


def _fits(match: re.Match[str], predicate: Predicate, kinds: dict[int, tuple[str, ...]]) -> bool:
    """Whether what fills the slots of a frame is of a kind that the argument can be."""
    slots = [slot for slot in match.re.groupindex if match[slot]]
    return all(set(kinds[match.start(s)]) & set([s[2:]] if s[2:] else predicate.kinds(int(s[1]))) for s in slots)


@dataclass
class Total:
    """Pairs that were right, that were found in all, and that there are to find."""

    right: int = 0
    found: int = 0
    gold: int = 0

    def add(self, sentence: Sentence, found: Collection[_PAIR]) -> None:
        """Count what was found in a sentence."""
        self.right += len(sentence.shows & set(found))
        self.found += len(set(found) - sentence.free)
        self.gold += len(sentence.shows)

    def __str__(self) -> str:
        precision, recall = self.right / (self.found or 1), self.right / (self.gold or 1)
        return f"{precision:.2f} / {recall:.2f} / **{2 * self.right / ((self.found + self.gold) or 1):.2f}**"


def main(arguments: Sequence[str]) -> None:
    """Print the totals of both parts, and of ``learn`` those of each predicate."""
    codebook, names = Codebook.load(), Names()
    print("| sentences | P / R / F1 |\n|---|---|")
    for part in ("learn", "kept"):
        total, every = Total(), sentences(part)
        by = {p.name: Total() for p in codebook.predicates}
        lines = []
        for sentence in every:
            found = taken(sentence.text, codebook, names)
            total.add(sentence, found)
            for name, own in by.items():
                one = Sentence(sentence.text, _of(sentence.shows, name), _of(sentence.free, name))
                own.add(one, _of(found, name))
            missed = [" ".join(pair) for pair in sorted(sentence.shows - set(found))]
            wrong = sorted(set(found) - sentence.shows - sentence.free)
            added = [f"{' '.join(pair)} by {found[pair]!r}" for pair in wrong]
            if missed or added:
                lines.append(f"  -{missed} +{added} | {sentence.text}")
        print(f"| {part}, {len(every)} | {total} |", flush=True)
        if part == "learn" and "--list" in arguments:
            print("\n".join([*(f"  {name}: {own}" for name, own in by.items()), *lines]))


def _of(pairs: Collection[_PAIR], predicate: str) -> frozenset[_PAIR]:
    return frozenset(pair for pair in pairs if pair[0] == predicate)


if __name__ == "__main__":
    main(sys.argv[1:])
