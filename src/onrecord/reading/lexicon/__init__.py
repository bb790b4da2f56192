"""The word lists of the rules, as data: loaded once, in forms that are quick to ask."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from onrecord.model import Act
from onrecord.model.notation import shipped

Form = Literal["base", "s", "past", "ing", "adjective"]
Takes = Literal["clause", "object", "to", "term", "asked", "parted"]

# Verbs of two syllables whose last consonant doubles, since stress is not in the spelling; of one syllable all do.
_DOUBLING = frozenset({"admit", "commit", "rebut", "permit", "submit", "refer", "demur"})
_SHORT = re.compile(r"[^aeiou]*(?:qu)?[aeiou][^aeiouwxy]")


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb or phrase that gives words to somebody, in one of its forms.

    ``takes`` is what may follow it, ``belief`` whether it holds rather than says.
    """

    lemma: str
    form: Form
    act: Act
    takes: frozenset[Takes]
    belief: bool


@cache
def table(name: str) -> Any:
    """One of the YAML files of this folder, as it stands."""
    return shipped(__name__, name)


@cache
def words(name: str) -> frozenset[str]:
    """A closed class of words.yaml: a list in one line, a YAML list, or the keys of a mapping."""
    entry = table("words")[name]
    return frozenset(entry.split() if isinstance(entry, str) else entry)


@cache
def phrases(name: str) -> re.Pattern[str]:
    """A pattern that finds any phrase of a list of words.yaml, longest first, whole words only."""
    return any_of(words(name))


def any_of(entries: frozenset[str] | list[str]) -> re.Pattern[str]:
    """A pattern that finds any of the phrases, longest first, whole words only, in any case."""
    longest = sorted(entries, key=lambda p: (-len(p), p))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest)) + r")\b", re.IGNORECASE)


def inflect(verb: str) -> dict[Form, str]:
    """The four forms of a regular verb: base, third person, past, -ing."""
    if verb.endswith("e"):
        return {"base": verb, "s": verb + "s", "past": verb + "d", "ing": verb[:-1] + "ing"}
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return {"base": verb, "s": verb[:-1] + "ies", "past": verb[:-1] + "ied", "ing": verb + "ing"}
    stem = verb + verb[-1] if verb in _DOUBLING or _SHORT.fullmatch(verb) else verb
    third = verb + ("es" if re.search(r"(?:s|x|z|ch|sh)$", verb) else "s")
    return {"base": verb, "s": third, "past": stem + "ed", "ing": stem + "ing"}


def _form(word: str, base: str) -> Form:
    """Which form an irregular word is."""
    if word.endswith("ing"):
        return "ing"
    return "s" if word != base and word.endswith("s") else "past"


def forms(entry: str) -> Iterator[tuple[Form, tuple[str, ...]]]:
    """Every form of one verb or phrase of a table, as the words it is written in; a hyphen is a word."""
    head, _, listed = entry.partition("(")
    base = tuple(head.split())
    if not listed:
        for form, word in inflect(base[0]).items():
            yield form, (*re.findall(r"-|[^-]+", word), *base[1:])
        return
    yield "base", base
    for word in listed.rstrip(")").split():
        parts = tuple(word.split("-"))
        yield _form(parts[0], base[0]), parts


@cache
def cues() -> dict[tuple[str, ...], tuple[Cue, ...]]:
    """Every cue under the words it is written in; several where a verb stands in several groups."""
    found: dict[tuple[str, ...], list[Cue]] = {}
    for group in table("cues"):
        takes = frozenset(group["takes"])
        for entry in group["verbs"]:
            lemma = entry.partition("(")[0].strip()
            adjective = group.get("form") == "adjective"
            whole: tuple[Form, tuple[str, ...]] = ("adjective", tuple(entry.split()))
            for form, written in [whole] if adjective else forms(entry):
                cue = Cue(lemma, form, Act(group["act"]), takes, bool(group.get("belief")))
                found.setdefault(written, []).append(cue)
    return {written: tuple(entries) for written, entries in found.items()}


@cache
def parted_cues() -> dict[str, tuple[tuple[tuple[str, ...], tuple[Cue, ...]], ...]]:
    """The cues that close around their object, under their first word: the words behind it, and what they are."""
    found: dict[str, list[tuple[tuple[str, ...], tuple[Cue, ...]]]] = {}
    for written, entries in cues().items():
        if any("parted" in cue.takes for cue in entries):
            found.setdefault(written[0], []).append((written[1:], entries))
    return {first: tuple(tails) for first, tails in found.items()}


@cache
def longest_cue() -> dict[str, int]:
    """How many words the longest cue has that begins with a word; words that begin none are not in it."""
    longest: dict[str, int] = {}
    for written in cues():
        longest[written[0]] = max(longest.get(written[0], 0), len(written))
    return longest
