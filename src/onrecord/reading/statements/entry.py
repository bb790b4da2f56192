"""The lexicon's entries for the words of a cue."""

from __future__ import annotations

from onrecord.model import Act
from onrecord.reading.grammar.token import tokenize
from onrecord.reading.lexicon import Cue, cues
from onrecord.reading.lexicon import words as listed
from onrecord.reading.lexicon.turn import turn


def readings(cue: str) -> tuple[Cue, ...]:
    """The lexicon's entries for a cue: for its longest part that the lexicon has.

    One word may stand before the last of a phrase: "held Veyra responsible", "lodged a formal protest".
    """
    tokens = without_days(tuple(t.lower for t in tokenize(cue)))
    lexicon = cues()
    if tokens not in lexicon and (turned := _turned(tokens)):
        return (turned,)
    if "to" in tokens[1:-1]:
        refused = lexicon.get(tokens[: tokens.index("to")], ())
        if any(cue.act is Act.REJECT for cue in refused):
            return refused  # "Refused to accept" accepts nothing.
        if found := lexicon.get(tokens[len(tokens) - tokens[::-1].index("to") :]):
            return found  # "Continued to deny" denies.
    between = tokens[-2] if len(tokens) > 2 else ""
    if between and not between.endswith("ed") and (found := lexicon.get((*tokens[:-2], tokens[-1]))):
        return found
    for length in range(len(tokens), 0, -1):
        for start in range(len(tokens) - length + 1):
            found = lexicon.get(tokens[start : start + length])
            if found and not _is_particle(tokens, start, length):
                return found
    return ()


def _is_particle(tokens: tuple[str, ...], start: int, length: int) -> bool:
    """Whether "back" goes with the verb before it: "took back its threat" backs nobody."""
    alone = length == 1 and tokens[start] == "back" and start > 0
    return alone and tokens[start - 1] not in listed("auxiliaries") | {"to", "not", "never"}


def _turned(tokens: tuple[str, ...]) -> Cue | None:
    """The turn of phrase that a cue ends in, if it does."""
    last = next((i for i in range(len(tokens), 0, -1) if tokens[i - 1] not in listed("times")), 0)
    found = ((start, turn(tokens[start:last])) for start in range(last - 1))
    return next((one[1] for start, one in found if one and start + one[0] == last), None)


def without_days(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a cue without a day that stands among them: "appealed on Sunday for"."""
    times = listed("times")
    if times.isdisjoint(tokens[1:-1]):
        return tokens
    ahead = (*tokens[1:], "")
    return tuple(
        t for t, after in zip(tokens, ahead, strict=True) if t not in times and not (t == "on" and after in times)
    )
