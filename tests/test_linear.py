"""A page four times as long takes four times the work, to read and to compile, whatever its shape: steps are counted,
not seconds."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from onrecord.model import Reading
from onrecord.reading import read
from onrecord.record import compile
from texts import document, given, trained, treaty, world

_STATES = {"Arlen": "Arlenian", "Veyra": "Veyran", "Castaly": "Castalian"}
_TOLD = (
    "{one} said on Monday that {other} had broken the Lantern Treaty by moving {thing} to the border.",
    "The {adjective} envoy {person} accused {other} of hiding {thing} from inspectors.",
    "“We will not give up {thing} while {other} keeps its own”, {person} told reporters.",
    "The ministry has given {other} until 3 {month} to withdraw {thing}.",
    "Three soldiers were killed on 9 {month} when a shell hit {thing} near the river.",
    "He denied the charge, and officials of {one} said the {thing} had never been touched.",
    "Rain kept most boats in port on Tuesday, and bread rose again in {one}.",
    "Analysts doubt that {other} will go through with the threat to seize {thing}.",
)


def ordinary(length: int) -> list[str]:
    """So many characters of sentences as news has them, with new names as they go on; the same each time."""
    chance = random.Random(5)
    found: list[str] = []
    while sum(map(len, found)) < length:
        one, other = chance.sample(list(_STATES), 2)
        person = chance.choice(["Bra", "Kel", "Mor", "Tan", "Wes"]) + chance.choice("dklmrt")
        found.append(
            chance.choice(_TOLD).format(
                one=one,
                other=other,
                adjective=_STATES[one],
                person=f"Ada {person}{chance.choice(['an', 'ek', 'ov', 'ulf', 'ing'])}",
                thing=chance.choice(["the pumps", "the radar post", "two boats", "the pipeline"]),
                month=chance.choice(["May", "June", "October"]),
            )
        )
    return found


def steps(work: Callable[[], object]) -> int:
    """How many lines of code a piece of work runs, each turn of a loop counted."""
    count = 0

    def trace(frame: FrameType, event: str, arg: Any) -> Callable[..., Any]:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


SHAPES = {
    "one line": " ".join,
    "a paragraph each": "\n\n".join,
    "no sentence ends": lambda told: " ".join(told).replace(".", ""),
    "a quotation never closed": lambda told: "“" + " “".join(one.strip("“”") for one in told),
    "one inside the other": lambda told: "Veyra said that " * (sum(map(len, told)) // 16),
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_a_page_takes_work_that_grows_with_the_length_and_no_faster(shape: Callable[[list[str]], str]) -> None:
    def work(length: int) -> tuple[int, int]:
        page = document(shape(ordinary(length)), dates=[given("2018-11-08")])
        made: list[Reading] = []
        reading = steps(lambda: made.append(read(page, trained(), world())))
        return reading, steps(lambda: compile([page], made, treaty(), world()))

    work(2_000)  # What is made once: tables, patterns.
    for what, short, long in zip(("read", "compile"), work(5_000), work(20_000), strict=True):
        # Reading took 5.1 times as much once, compiling 16; looks back that reach a bound only in a longer text still
        # make it more than four.
        assert long < 5 * short, f"{what}: {short} steps, then {long}"
