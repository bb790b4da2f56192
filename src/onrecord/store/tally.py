"""The line of an outlet, from a tally of each of its pages: whom it lets speak, and at which distance."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from onrecord.model import Document, Kind, Reading
from onrecord.store.rows import Row, words_of


@dataclass(frozen=True, slots=True)
class Voice:
    """How often somebody speaks on a page, how often in the words spoken, how often held at arm's length."""

    statements: int
    direct: int
    hedged: int


@dataclass(frozen=True, slots=True)
class Tally:
    """What one page counts for in the line of its outlet; ``hedges`` are the words that hold at arm's length."""

    statements: int
    direct: int
    nested: int
    speakers: dict[str, Voice]
    hedges: dict[str, int]

    @classmethod
    def of(cls, document: Document, reading: Reading) -> Tally:
        """The tally of a page."""
        said = [one for one in reading.statements if one.content[0].line is None]
        hedges = Counter((words_of(document, one.hedge) or "").casefold() for one in said if one.hedge is not None)
        voices: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for one in said:
            if one.speaker is not None:
                voices[one.speaker.value].update(
                    statements=1, direct=one.kind is Kind.DIRECT, hedged=one.hedge is not None
                )
        return cls(
            len(said),
            sum(one.kind is Kind.DIRECT for one in said),
            sum(one.parent is not None for one in said),
            {
                name: Voice(many["statements"], int(many["direct"]), int(many["hedged"]))
                for name, many in voices.items()
            },
            dict(hedges),
        )


def outlet_row(name: str, pages: Iterable[Tally], side: Callable[[str], str], firsts: int, shared: int) -> Row:
    """The line of an outlet, but for whom it never lets speak and what it leaves out: that takes all outlets.

    ``pages`` are the tallies of its pages, in their order; ``side`` gives for whom somebody stands. ``shared`` is how
    many utterances it carries that others carry too, ``firsts`` how many of these appear with it first.
    """
    every = list(pages)
    sides: defaultdict[str, Counter[str]] = defaultdict(Counter)
    hedges: Counter[str] = Counter()
    for one in every:
        hedges.update(one.hedges)
        for speaker, voice in one.speakers.items():
            sides[side(speaker)].update(statements=voice.statements, direct=voice.direct, hedged=voice.hedged)
    return {
        "outlet": name,
        "documents": len(every),
        "statements": sum(one.statements for one in every),
        "direct": sum(one.direct for one in every),
        "hedged": sum(hedges.values()),
        "nested": sum(one.nested for one in every),
        "firsts": firsts,
        "shared": shared,
        "left_out": 0,
        "sides": [
            {"side": who, **{key: counts[key] for key in ("statements", "direct", "hedged")}}
            for who, counts in sorted(sides.items(), key=lambda item: (-item[1]["statements"], item[0]))
        ],
        "unheard": [],
        "hedges": [hedge for hedge, _ in hedges.most_common()],
    }


def unheard(rows: Sequence[Row]) -> None:
    """Enters in the lines of all outlets who speaks elsewhere, twice or more, and never there."""
    heard: Counter[str] = Counter()
    for row in rows:
        heard.update({side["side"]: side["statements"] for side in row["sides"]})
    often = [side for side, number in heard.most_common() if number > 1]
    for row in rows:
        here = {side["side"] for side in row["sides"]}
        row["unheard"] = [side for side in often if side not in here]
