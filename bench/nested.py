"""Statements that stand inside statements, on texts written for it (`texts/nested`).

    python -m bench.nested [dev|held] [--list]

Reads every text with the shipped reader and prints how many statements it finds, how many of the nested ones alone,
and how many of those hang on the right parent. `--list` prints the misses of dev; of held there are totals alone.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.model import Attribution, Span
from onrecord.reading import TrainedReader
from onrecord.reading.statements.spoken import spoken
from onrecord.reference import Reference

FOLDER = Path(__file__).resolve().parent / "texts" / "nested"
_WORD = re.compile(r"\w+")
# Two contents are the same statement from here on: the loose measure of shared/score/polnear.py.
_ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class Said:
    """One statement of a text; ``parent`` is the place in the list of the one that it stands in."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    parent: int | None


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of the set with its gold."""

    id: str
    kind: str
    text: str
    gold: tuple[Said, ...]


def passages(half: str) -> list[Passage]:
    """Every passage of a half, ``dev`` or ``held``, in the order of the file."""
    lines = (FOLDER / f"{half}.jsonl").read_text(encoding="utf-8").splitlines()
    return [Passage(row["id"], row["kind"], row["text"], _gold(row["statements"])) for row in map(json.loads, lines)]


def _gold(rows: Sequence[dict[str, Any]]) -> tuple[Said, ...]:
    place: dict[str | None, int | None] = {None: None}
    place |= {row["id"]: index for index, row in enumerate(rows)}
    return tuple(
        Said(_spans(row["source"]), _spans(row["cue"]), _spans(row["content"]), place[row["parent"]]) for row in rows
    )


def _spans(pairs: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs)


def read(found: Sequence[Attribution]) -> list[Said]:
    """What a reader found, each with the parent that the product gives it."""
    return [
        Said((one.source,) if one.source else (), one.cue, one.content, spoken(place, found, ()).parent)
        for place, one in enumerate(found)
    ]


def pair(text: str, gold: Sequence[Said], said: Sequence[Said]) -> dict[int, int]:
    """Which of ``said`` is which of ``gold``: place to place, one to one, best content first.

    They are the same where at least half of the content's words are common and the sources overlap or neither has one.
    Of equally good contents the one with a common cue goes first.
    """
    close = []
    for j, one in enumerate(gold):
        for i, other in enumerate(said):
            ours, theirs = _words(text, other.content), _words(text, one.content)
            common = len(ours & theirs) / (len(ours | theirs) or 1)
            sources = _touch(one.source, other.source) or not (one.source or other.source)
            if common >= _ENOUGH and sources:
                close.append((common + 0.1 * _touch(one.cue, other.cue), -i, -j))
    pairs: dict[int, int] = {}
    for _, i, j in sorted(close, reverse=True):
        if -i not in pairs and -j not in pairs.values():
            pairs[-i] = -j
    return pairs


def tally(text: str, gold: Sequence[Said], said: Sequence[Said]) -> Counter[str]:
    """What is counted on one text: statements, the nested alone, and the parents of the nested ones that were found."""
    pairs = pair(text, gold, said)
    nested = {i: j for i, j in pairs.items() if gold[j].parent is not None}
    counted = Counter(texts=1, all_right=len(pairs), all_said=len(said), all_gold=len(gold))
    counted["nested_right"] = sum(said[i].parent is not None for i in nested)
    counted["nested_said"] = sum(one.parent is not None for one in said)
    counted["nested_gold"] = sum(one.parent is not None for one in gold)
    counted["parent_right"] = sum(_hangs(gold[j], said[i], pairs) for i, j in nested.items())
    counted["parent_of"] = len(nested)
    return counted


def _hangs(gold: Said, said: Said, pairs: dict[int, int]) -> bool:
    """Whether what was found hangs on the statement that it should hang on."""
    return said.parent is not None and pairs.get(said.parent) == gold.parent


def _words(text: str, spans: Iterable[Span]) -> set[int]:
    """Where the words of a stretch begin."""
    return {s.start + m.start() for s in spans for m in _WORD.finditer(text[s.start : s.end])}


def _touch(some: Iterable[Span], others: Sequence[Span]) -> bool:
    return any(one.touches(other) for one in some for other in others)


def totals(counted: Counter[str]) -> Iterator[str]:
    """The lines that say what was counted over many texts."""
    for name in ("all", "nested"):
        right, found, gold = (counted[f"{name}_{what}"] for what in ("right", "said", "gold"))
        rates = (100 * right / (found or 1), 100 * right / (gold or 1), 200 * right / ((found + gold) or 1))
        yield f"{name:7}" + " / ".join(f"{rate:.1f}" for rate in rates) + f"  ({right} of {gold}, {found} read)"
    yield f"parent {counted['parent_right']} of {counted['parent_of']} nested ones found"


def misses(passage: Passage, said: Sequence[Said]) -> list[str]:
    """A line for each statement not found, found without being there, or hung on the wrong one."""
    pairs = pair(passage.text, passage.gold, said)
    lines = [f"  missed  {_show(passage.text, g)}" for j, g in enumerate(passage.gold) if j not in pairs.values()]
    lines += [f"  extra   {_show(passage.text, one)}" for i, one in enumerate(said) if i not in pairs]
    for i, j in sorted(pairs.items()):
        gold = passage.gold[j]
        right = said[i].parent is None if gold.parent is None else _hangs(gold, said[i], pairs)
        lines += [] if right else [f"  parent  {_show(passage.text, said[i])}"]
    return [f"{passage.id} ({passage.kind}) {passage.text}", *lines] if lines else []


def _show(text: str, one: Said) -> str:
    roles = (" .. ".join(text[s.start : s.end] for s in role) for role in (one.source, one.cue, one.content))
    return ("> " if one.parent is not None else "") + " | ".join(roles)


def main(half: str, listed: bool) -> None:
    """Score the shipped reader on one half and print its totals, after the misses where they are asked for."""
    reader = TrainedReader(Reference.load())
    total: Counter[str] = Counter()
    for passage in passages(half):
        said = read(reader.attributions(passage.text))
        total += tally(passage.text, passage.gold, said)
        if listed and (lines := misses(passage, said)):
            print("\n".join(lines))
    print(f"{half}, {reader.name}: {total['texts']} texts; P / R / F1 in %")
    print("\n".join(totals(total)))


if __name__ == "__main__":
    asked = [word for word in sys.argv[1:] if word != "--list"] or ["dev"]
    if len(asked) != 1 or asked[0] not in ("dev", "held") or ("--list" in sys.argv and asked[0] == "held"):
        sys.exit(__doc__)
    main(asked[0], "--list" in sys.argv)
