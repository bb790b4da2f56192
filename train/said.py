"""The sentences from which the network learns sides on issues: written ones, and plain ones that are put together."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import yaml
from bench.issues import SENTENCES, sentences
from numpy.typing import NDArray

from onrecord.reading.encoder.side import DOERS, NAMED_AS, OWN_AS, RIVAL_AS, SIDES, VIEWS, WHOSE
from train.plain import Plain, plain

FOLDER = SENTENCES / "said"
OPEN = -1
"""What nobody could tell, or was not asked."""
_SIGN = {"affirm": "+", "deny": "-"}
_STEM = 4  # letters that the name of a state and that of its people have in common
_KINDS = {"people": "national"}  # of names.yaml; the others are called alike there and in NAMED_AS
_BEHIND = 0.3  # of the plain sentences stand behind another
_SHORT = 110  # characters of what is run together with more
_JOINTS = (" ", ", ", "; ", " and ", ", since ", ". ", " – ", ", but ", ", and ")
_BRACKETS = re.compile(r"\(([^)]*)\)")
_WHOSE = dict(zip("orbt", range(len(WHOSE)), strict=True))
_VIEW = dict(zip("+-0", range(len(VIEWS)), strict=True))


@dataclass(frozen=True, slots=True)
class Example:
    """Words with what stood before them, as ``Line`` has them.

    ``shows`` [SIDES] is 1 for sides that they take, ``counts`` 0 for those left free; ``whose`` and ``views`` [DOERS]
    are the places of what is right in WHOSE and VIEWS, OPEN where that is not told.
    """

    before: str
    text: str
    shows: NDArray[np.float32]
    counts: NDArray[np.float32]
    whose: NDArray[np.int64]
    views: NDArray[np.int64]
    states: tuple[str, str] = ("", "")
    party: bool | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of ``train/issues/said``: the sides ``shown`` with two marks for each (see train/README.md), those left
    ``free``, the speaker's own state and the one that he is up against, whether he is of a ``party`` (None: not told),
    what the page said before, and the words.
    """

    shown: dict[str, str]
    free: list[str]
    states: tuple[str, str]
    party: bool | None
    before: str
    text: str


def parsed(line: str) -> Line:
    """One line, taken apart. Raises ValueError."""
    columns = line.rstrip("\n").split("\t")
    if len(columns) != 5:
        raise ValueError(f"{len(columns)} columns: {line!r}")
    sides, states, speaker, before, text = columns
    left = _BRACKETS.search(sides)
    shown = dict(side.partition(":")[::2] for side in _BRACKETS.sub("", sides).split() if side != "none")
    free = [side.partition(":")[0] for side in left[1].split()] if left else []
    if unknown := [side for side in (*shown, *free) if side not in SIDES]:
        raise ValueError(f"no side {unknown[0]!r}: {line!r}")
    if any(marks and (marks[0] not in "orbtu" or marks[1:] not in _VIEW) for marks in shown.values()):
        raise ValueError(f"no such marks: {line!r}")
    own, _, other = states.partition(">")
    party = {"party": True, "third": False, "": None}[speaker]
    return Line(shown, free, (own, other.partition("/")[0]), party, before.strip(), text.strip())


def _example(line: Line, free: Sequence[str] = ()) -> Example:
    shows, counts = np.zeros(len(SIDES), np.float32), np.ones(len(SIDES), np.float32)
    shows[[SIDES.index(side) for side in line.shown]] = 1
    counts[[SIDES.index(side) for side in (*line.free, *free) if side not in line.shown]] = 0
    whose, views = np.full(len(DOERS), OPEN), np.full(len(DOERS), OPEN)
    for place, issue in enumerate(DOERS):
        marks = {line.shown[side] for side in (f"{issue}+", f"{issue}-") if line.shown.get(side)}
        if len(marks) == 1:
            # Of both sides of an issue in the same words, told of two, neither is told.
            who, view = marks.pop()
            whose[place], views[place] = _WHOSE.get(who, OPEN), _VIEW[view]
    return Example(line.before, line.text, shows, counts, whose, views, line.states, line.party)


def learnt() -> tuple[list[Example], dict[str, set[str]]]:
    """The sentences of ``train/issues`` to learn from, and which sides each side leaves free there."""
    made, free = [], dict[str, set[str]]()
    for one in sentences("learn"):
        shown = {name + _SIGN[stance]: "" for name, stance in one.shows}
        frees = [side for name, stance in one.free if (side := name + _SIGN[stance]) in SIDES]
        for side in shown:
            free.setdefault(side, set()).update(frees)
        made.append(_example(Line(shown, frees, ("", ""), None, "", one.text)))
    return made, free


def written(free: dict[str, set[str]]) -> dict[str, list[Example]]:
    """The sentences of ``train/issues/said`` by file; a side leaves free there what it does in ``train/issues``."""
    found: dict[str, list[Example]] = {}
    for file in sorted(FOLDER.glob("*.tsv")):
        lines = map(parsed, file.read_text(encoding="utf-8").splitlines())
        found[file.stem] = [_example(line, [f for side in line.shown for f in free.get(side, ())]) for line in lines]
    return found


def together(each: int, joined: int, some: Sequence[Example], seed: int) -> list[Example]:
    """The plain sentences of ``train/plain.py``, every phrase in ``each`` frames, some of them behind a sentence of
    ``some``; and ``joined`` pairs of all these run together, so that a side is also found where more is said.
    """
    rng = random.Random(seed)
    made = [_plain(one) for one in plain(rng, each)]
    idle = [one.text for one in some if not one.shows.any()]
    made = [replace(one, before=rng.choice(idle)) if rng.random() < _BEHIND else one for one in made]
    every = [one for one in (*some, *made) if len(one.text) < _SHORT]
    return [*made, *(_joined(rng, *rng.sample(every, 2)) for _ in range(joined))]


def _plain(one: Plain) -> Example:
    shown = dict(side.partition(":")[::2] for side in one.sides)
    free = [issue + sign for issue in one.free for sign in "+-"]
    return _example(Line(shown, free, ("", ""), one.party, "", one.text))


def _joined(rng: random.Random, one: Example, other: Example) -> Example:
    """Two of them said in one breath: the sides of both, and what either tells of a doing that the other does not."""
    shows = np.maximum(one.shows, other.shows)
    counts = np.maximum(np.minimum(one.counts, other.counts), shows)
    marks = []
    for name in ("whose", "views"):
        mine, theirs = getattr(one, name), getattr(other, name)
        both = (mine != OPEN) & (theirs != OPEN) & (mine != theirs)
        marks.append(np.where(both, OPEN, np.maximum(mine, theirs)))
    text = one.text.strip('"“”.') + rng.choice(_JOINTS) + other.text.strip('"“”').removeprefix("that ")
    states = one.states if any(one.states) else other.states
    return Example(one.before, text, shows, counts, *marks, states, one.party)


class Masks:
    """The made-up names in the sentences, for which the words stand that the reading puts for names."""

    def __init__(self) -> None:
        kinds = yaml.safe_load((SENTENCES / "names.yaml").read_text(encoding="utf-8"))
        self._word = {name.lower(): NAMED_AS[_KINDS.get(kind, kind)] for kind, names in kinds.items() for name in names}
        longest = sorted(self._word, key=lambda name: -len(name))
        self._pattern = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in longest))

    def __call__(self, text: str, states: tuple[str, str] = ("", "")) -> str:
        """The text in small letters, names replaced; ``states`` are the speaker's own and the other, where known."""
        roles = [(state.lower()[:_STEM], role) for state, role in zip(states, (OWN_AS, RIVAL_AS), strict=True) if state]

        def word(found: re.Match[str]) -> str:
            plain = self._word[found[0]]
            of_state = plain in (NAMED_AS["state"], NAMED_AS["national"])
            role = next((role for stem, role in roles if of_state and found[0].startswith(stem)), None)
            return f"{role} {plain}" if role else plain

        return self._pattern.sub(word, text.lower())
