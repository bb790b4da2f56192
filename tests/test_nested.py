"""The benchmark of nested statements: its files are well formed, and its scorer tells right from wrong.

What fails in the held part is named by its id alone, so that nobody reads a held text here.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.model import Attribution, Span

# The benchmarks stand beside the package and are not installed with it.
sys.path.append(str(Path(__file__).parents[1]))
from bench.nested import FOLDER, Passage, Said, misses, pair, passages, read, tally

HALVES = ("dev", "held")
ROLES = ("source", "cue", "content")


def rows(half: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / f"{half}.jsonl").read_text(encoding="utf-8").splitlines()]


def spans(row: dict[str, Any]) -> Iterator[tuple[int, int]]:
    return ((start, end) for one in row["statements"] for role in ROLES for start, end in one[role])


def whole(text: str, start: int, end: int) -> bool:
    """Whether a stretch lies in the text, begins and ends with a character of its own and cuts no word."""
    if not 0 <= start < end <= len(text) or text[start:end] != text[start:end].strip():
        return False
    before, after = text[start - 1 : start] + text[start], text[end - 1] + text[end : end + 1]
    return not (len(before) == 2 and before.isalnum()) and not (len(after) == 2 and after.isalnum())


def held_by_parent(row: dict[str, Any]) -> bool:
    """Whether cue and content of every nested statement lie in the content of its parent, which is longer."""
    by_id = {one["id"]: one for one in row["statements"]}
    for one in row["statements"]:
        if one["parent"] is None:
            continue
        outer = by_id[one["parent"]]["content"]
        if not all(any(b <= s and e <= t for b, t in outer) for s, e in (*one["cue"], *one["content"])):
            return False
        if sum(e - s for s, e in one["content"]) >= sum(e - s for s, e in outer):
            return False
    return True


@pytest.mark.parametrize("half", HALVES)
def test_every_stretch_is_whole_words_of_its_text(half: str) -> None:
    assert [r["id"] for r in rows(half) if not all(whole(r["text"], *pair_) for pair_ in spans(r))] == []


@pytest.mark.parametrize("half", HALVES)
def test_every_statement_has_a_cue_and_content_and_an_id_of_its_own(half: str) -> None:
    bad = []
    for row in rows(half):
        names = [one["id"] for one in row["statements"]]
        full = all(one["content"] and one["cue"] and list(one) == ["id", *ROLES, "parent"] for one in row["statements"])
        if not full or len(set(names)) < len(names) or set(row) != {"id", "kind", "text", "statements"}:
            bad.append(row["id"])
    assert bad == []


@pytest.mark.parametrize("half", HALVES)
def test_parents_hold_what_stands_in_them(half: str) -> None:
    assert [r["id"] for r in rows(half) if not held_by_parent(r)] == []


@pytest.mark.parametrize("half", HALVES)
def test_traps_hold_nothing_nested_and_all_others_do(half: str) -> None:
    wrong = [r["id"] for r in rows(half) if (r["kind"] == "trap") == any(s["parent"] for s in r["statements"])]
    assert wrong == []


def test_the_halves_share_their_kinds_and_no_text() -> None:
    dev, held = rows("dev"), rows("held")
    both = [*dev, *held]
    assert max(Counter(r["id"] for r in both).values()) == 1
    assert max(Counter(r["text"] for r in both).values()) == 1
    kinds, others = Counter(r["kind"] for r in dev), Counter(r["kind"] for r in held)
    assert all(abs(kinds[kind] - others[kind]) <= 1 for kind in kinds | others)
    assert sum(r["kind"] != "trap" for r in both) >= 100
    assert sum(r["kind"] == "trap" for r in both) >= 25


def test_the_files_are_read_as_they_stand() -> None:
    first, row = passages("dev")[0], rows("dev")[0]
    assert isinstance(first, Passage)
    assert (first.id, first.text, len(first.gold)) == (row["id"], row["text"], len(row["statements"]))
    assert first.gold[1].parent == 0


TEXT = "Orvia said Kestra denied Tul's claim that it lied."


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def said(source: str, cue: str, content: str) -> Attribution:
    return Attribution(at(source) if source else None, (at(cue),), (at(content),), 1.0, "test")


OUTER = said("Orvia", "said", "Kestra denied Tul's claim that it lied")
MIDDLE = said("Kestra", "denied", "Tul's claim that it lied")
INNER = said("Tul", "claim", "that it lied")
GOLD = tuple(read([OUTER, MIDDLE, INNER]))


def counts(*found: Attribution) -> Counter[str]:
    return tally(TEXT, GOLD, read(found))


def test_a_perfect_reading_has_everything_right() -> None:
    assert [one.parent for one in GOLD] == [None, 0, 1]
    assert counts(OUTER, MIDDLE, INNER) == Counter(
        texts=1,
        all_right=3,
        all_said=3,
        all_gold=3,
        nested_right=2,
        nested_said=2,
        nested_gold=2,
        parent_right=2,
        parent_of=2,
    )
    assert misses(Passage("x", "deep", TEXT, GOLD), GOLD) == []


def test_what_is_lost_costs_recall_and_its_child_hangs_on_the_wrong_statement() -> None:
    lost = counts(OUTER, INNER)
    assert (lost["all_right"], lost["nested_right"], lost["nested_gold"]) == (2, 1, 2)
    assert (lost["parent_right"], lost["parent_of"]) == (0, 1)


def test_a_nested_statement_read_flat_is_found_but_not_as_nested() -> None:
    flat = counts(MIDDLE, INNER)
    assert (flat["all_right"], flat["nested_right"], flat["nested_said"]) == (2, 1, 1)
    assert (flat["parent_right"], flat["parent_of"]) == (1, 2)


def test_what_is_not_there_costs_precision() -> None:
    eager = counts(OUTER, MIDDLE, INNER, said("it", "lied", "lied"))
    assert (eager["all_right"], eager["all_said"], eager["nested_right"], eager["nested_said"]) == (3, 4, 2, 3)


def test_the_wrong_speaker_or_too_little_content_is_not_found() -> None:
    assert counts(said("it", "said", "Kestra denied Tul's claim that it lied"))["all_right"] == 0
    assert counts(said("Orvia", "said", "Kestra denied"))["all_right"] == 0
    assert counts(said("", "claim", "that it lied"))["all_right"] == 0


def test_each_statement_is_found_once_by_the_closest() -> None:
    close = Said((at("Tul"),), (at("claim"),), (at("claim that it lied"),), None)
    exact = Said((at("Tul"),), (at("claim"),), (at("that it lied"),), None)
    assert pair(TEXT, GOLD[2:], [close, exact]) == {1: 0}
    other_cue = Said(exact.source, (at("denied"),), exact.content, None)
    assert pair(TEXT, GOLD[2:], [other_cue, exact]) == {1: 0}


def test_misses_name_what_was_lost_what_is_extra_and_what_hangs_wrong() -> None:
    lines = misses(Passage("x", "deep", TEXT, GOLD), read([INNER, said("Kestra", "denied", "lied")]))
    assert lines[0] == f"x (deep) {TEXT}"
    assert [line.split()[0] for line in lines[1:]] == ["missed", "missed", "extra", "parent"]
