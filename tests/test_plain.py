"""Plain sentences that are put together from an inventory of phrases (train/plain.py)."""

import random

import pytest
from train.plain import FOLDER, NOBODYS, Inventory, plain

from onrecord.reading.encoder.side import SIDES


def _inventories() -> list[Inventory]:
    return [Inventory(path) for path in sorted(FOLDER.glob("*.yaml"))]


def test_there_is_an_inventory_for_every_issue() -> None:
    assert {found.issue for found in _inventories()} == {side[:-1] for side in SIDES}


@pytest.mark.parametrize(
    ("issue", "phrase", "many", "forms"),
    [
        ("withdraws", "pull out", False, ("pull out", "pulls out", "pulled out", "pulled out", "pulling out")),
        ("withdraws", "leave {P}", True, ("leave {P}", "leave {P}", "left {P}", "left {P}", "leaving {P}")),
        ("sanctions", "be lifted", True, ("be lifted", "are lifted", "were lifted", "been lifted", "being lifted")),
        ("sanctions", "be lifted", False, ("be lifted", "is lifted", "was lifted", "been lifted", "being lifted")),
        (
            "breaches",
            "defy the treaty",
            False,
            tuple(f"{v} the treaty" for v in "defy defies defied defied defying".split()),
        ),
    ],
)
def test_forms_of_verbs(issue: str, phrase: str, many: bool, forms: tuple[str, ...]) -> None:
    found = next(one for one in _inventories() if one.issue == issue)
    made = found.forms(phrase, many)
    assert tuple(made[letter] for letter in "btpdg") == forms


def test_sentences_are_whole_and_marked() -> None:
    every = list(plain(random.Random(1), 2))
    assert every == list(plain(random.Random(1), 2))
    assert len({one.text for one in every}) > 0.8 * len(every)
    assert {side.partition(":")[0] for one in every for side in one.sides} == set(SIDES)
    for one in every:
        assert "{" not in one.text and "!" not in one.text
        for side in one.sides:
            name, _, marks = side.partition(":")
            assert (marks == "") == (name[:-1] in NOBODYS)
            assert not marks or (marks[0] in "orbtu" and marks[1] in "+-0")
            assert name[:-1] not in one.free


def test_not_turns_a_side_round() -> None:
    phrases = {found.issue: found.phrases for found in _inventories()}
    turned = 0
    for one in plain(random.Random(2), 3):
        words = one.text.strip('"').removeprefix("that ")
        if " must not " not in words or not one.sides:
            continue
        side, rest = one.sides[0].partition(":")[0], words.partition(" must not ")[2]
        own = [p for p in phrases[side[:-1]]["do"] if "{" not in p and "its" not in p and rest.startswith(p)]
        if own and not any(rest.startswith(p) for p in phrases[side[:-1]]["undo"]):
            assert side.endswith("-"), one.text
            turned += 1
    assert turned > 5
