"""Frames of acts.yaml: what a verb does with what follows it, what a noun stands for, which mode an act has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.model import Act
from onrecord.reading.lexicon import Cue, table


@dataclass(frozen=True, slots=True)
class Framed:
    """A frame that holds: its act, the words that show it, where the addressee stands (empty: as the act has it).

    ``end`` is where the words end in the content; ``behind`` that the addressee is whoever is named behind them.
    """

    act: Act
    matched: str
    whom: tuple[str, ...]
    end: int
    behind: bool


def fitting(entries: Sequence[Cue], said: str) -> tuple[Cue, ...]:
    """The readings of a cue that go with what is said: an infinitive with those that take one, else the others."""
    infinitive, asked = said.lstrip().startswith(("to ", "not to ")), bool(_ASKED.match(said))
    if asked and (fit := tuple(c for c in entries if "asked" in c.takes)):
        return fit
    fit = tuple(c for c in entries if ("to" in c.takes if infinitive else c.takes not in ({"to"}, {"asked"})))
    return fit or tuple(entries)


# Somebody and what he is to do: "Veyra to halt the work".
_ASKED = re.compile(
    r"\W*(?!(?:that|to|on|for|of)\b)(?:(?!(?:is|are|was|were|has|had|will|would)\b)[\w’'-]+\s+){1,8}?"
    r"(?:not\s+)?to\s+(?!the\b|an?\b)\w+"
)


@cache
def _frames() -> dict[str, tuple[tuple[re.Pattern[str], Act, tuple[str, ...], bool], ...]]:
    """The frames under their verbs."""
    found: dict[str, list[tuple[re.Pattern[str], Act, tuple[str, ...], bool]]] = {}
    for row in table("acts")["frames"]:
        pattern = re.compile(rf"(?:{row['said']})")
        for verb in row["verbs"]:
            entry = (pattern, Act(row["act"]), tuple(row.get("whom", ())), bool(row.get("behind")))
            found.setdefault(verb, []).append(entry)
    return {verb: tuple(rows) for verb, rows in found.items()}


def frame(lemma: str, said: str) -> Framed | None:
    """The first frame of a verb that what is said, in lower case, fits from its beginning."""
    first = len(said) - len(said.lstrip(" \"“‘'"))
    for pattern, act, whom, behind in _frames().get(lemma, ()):
        if match := pattern.match(said, first):
            return Framed(act, " ".join(match[0].split()), whom, match.end(), behind)
    return None


@cache
def _nouns() -> dict[str, Act]:
    """What a noun for something said does."""
    return {noun: Act(act) for act, nouns in table("acts")["nouns"].items() for noun in nouns.split()}


def by_noun(cue: str) -> Act | None:
    """The act of a cue that is no verb of the lexicon but holds a noun for one: "accusations", "issued a call"."""
    for word in reversed(re.findall(r"[a-z-]+", cue.lower())):
        if act := _nouns().get(word):
            return act
    return None


@cache
def _modes() -> dict[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    """The modes of each act with the words that show them."""
    return {
        act: tuple((mode, re.compile(rf"\b(?:{said})")) for mode, said in modes.items())
        for act, modes in table("acts")["modes"].items()
    }


def moded(act: Act, said: str) -> tuple[str, str] | None:
    """The mode of an act by what is said, and the words that show it: the first of its modes that fits."""
    for mode, pattern in _modes().get(str(act), ()):
        if match := pattern.search(said):
            return mode, " ".join(match[0].split())
    return None


@cache
def whom(act: Act) -> tuple[str, ...]:
    """Where the addressee of an act stands behind its verb, the likeliest first."""
    return tuple(table("acts")["whom"].get(str(act), ()))
