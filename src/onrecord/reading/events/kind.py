"""The kinds of happening of kinds.yaml, under the verbs and nouns that tell them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from onrecord.model import Act
from onrecord.reading.events.deedframe import written_forms
from onrecord.reading.grammar.item import Item
from onrecord.reading.grammar.phrase import is_verbal
from onrecord.reading.lexicon import table, words

_WEAPON = "missile"
"""Where this word will do, a weapon that the reference names does as well."""


_AGREEMENT = "treaty"
"""Where this word will do, an agreement that the reference names does as well."""
_FLAGS = ("place", "two", "alone", "of", "begun", "body", "object", "own")
_PARTICLES = frozenset(
    "away back out off down up in over home aside apart round around through alight go free loose adrift aboard".split()
)
_BETWEEN = 8
"""So many words may stand between a verb and its particle: "threw the inspectors of the office out"."""


Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of kinds.yaml; see there."""

    name: str
    says: str
    act: Act
    matter: frozenset[str]
    also: frozenset[str]
    topic: frozenset[str]
    page: frozenset[str]
    never: frozenset[str]
    place: bool
    two: bool
    alone: bool
    of: bool
    begun: bool
    body: bool
    object: bool
    own: bool

    def called(self, forms: Sequence[tuple[str, Words]]) -> Kind:
        """The kind under a verb's own name, given its forms, where that is not the one of all."""
        does = next((written for form, written in forms if form == "s"), ())
        done = next((written for form, written in reversed(forms) if form == "past"), ())
        if not (self.own and does and done) or self.says.split()[:1] == [does[0]]:
            return self
        bare = done[:-1] if done[-1] in words("prepositions") and done[-1] not in _PARTICLES else done
        return replace(self, says=" ".join(does), name=" ".join(bare))

    @property
    def agreed(self) -> bool:
        """Whether an agreement named in the reference stands for its matter."""
        return _AGREEMENT in self.matter

    @property
    def armed(self) -> bool:
        """Whether a weapon named in the reference stands for its matter or topic."""
        return _WEAPON in self.matter | self.topic


@cache
def by_verb() -> dict[str, tuple[tuple[Words, str, Kind], ...]]:
    """The kinds under the first word of each form of their verbs; the present tells of deeds in headlines alone."""
    found: dict[str, list[tuple[Words, str, Kind]]] = {}
    for row, kind in _rows():
        for entry in row.get("verbs", ()):
            forms = list(written_forms(entry))
            kind_ = kind.called(forms)
            listed = any(form == "past" for form, _ in forms)
            for form, written in forms:
                # Of "cut" and "shut" the base form is the past.
                told = "past" if form == "base" and not listed else form
                if told in ("past", "ing", "s", "base"):
                    found.setdefault(written[0], []).append((written, told, kind_))
    return _longest(found)


@cache
def by_noun() -> dict[str, tuple[tuple[Words, str, Kind], ...]]:
    """The kinds under the first word of each of their nouns."""
    found: dict[str, list[tuple[Words, str, Kind]]] = {}
    for row, kind in _rows():
        for entry in row.get("nouns", ()):
            written = tuple(entry.split())
            called = replace(kind, name=entry) if kind.own else kind
            found.setdefault(written[0], []).append((written, "noun", called))
    return _longest(found)


@cache
def families() -> dict[str, frozenset[str]]:
    """The families of words that kinds.yaml names."""
    row = next(row for row in table("kinds") if "families" in row)
    return {name: _many(listed) for name, listed in row["families"].items()}


@cache
def triggers() -> frozenset[str]:
    """The words that begin any verb or noun of a kind."""
    return frozenset(by_verb().keys() | by_noun().keys())


def spelled(items: list[Item], index: int, written: Words) -> bool:
    """Whether these words stand at an item."""
    return tuple(i.lower for i in items[index : index + len(written)]) == written


def verb_end(items: list[Item], index: int, written: Words) -> int | None:
    """The last item of a verb that stands at an item, or None; a particle may stand behind the verb's object."""
    if spelled(items, index, written):
        return index + len(written) - 1
    if len(written) != 2 or written[1] not in _PARTICLES or items[index].lower != written[0]:
        return None
    for place in range(index + 1, min(len(items), index + 2 + _BETWEEN)):
        item = items[place]
        if item.lower == written[1] and place > index + 1 and _closes(items, place):
            return index
        joins = item.lower in ("of", "and", "'s", "’s") or item.lower not in words("prepositions")
        if not joins or item.is_quote or not (item.is_word or item.lower in ("'s", "’s")) or is_verbal(item):
            return None
    return None


def _closes(items: list[Item], place: int) -> bool:
    """Whether a particle has nothing behind it that makes it a preposition: "sent two ships in", not "in the bay"."""
    if place + 1 >= len(items):
        return True
    ahead = items[place + 1]
    if not ahead.is_word:
        return True
    dated = ahead.lower in words("times") and items[place].lower not in ("in", "over")
    return dated or any(ahead.lower in words(kind) for kind in ("prepositions", "coordinators", "subordinators"))


def _flat(entries: Iterable[Any]) -> Iterator[str]:
    """The words of a list and of the lists in it."""
    for entry in entries:
        if isinstance(entry, str):
            yield entry
        else:
            yield from _flat(entry)


def _many(entries: Iterable[Any]) -> frozenset[str]:
    """Words in the singular and the plural."""
    found: set[str] = set()
    for word in _flat(entries):
        found |= {word, word.removesuffix("y") + "ies" if re.search(r"[^aeiou]y$", word) else _with_s(word)}
        if word.endswith("man"):
            found.add(word.removesuffix("man") + "men")
    return frozenset(found)


def _with_s(word: str) -> str:
    return word + ("es" if re.search(r"(?:[sxz]|[cs]h)$", word) else "s")


def _rows() -> Iterable[tuple[dict[str, Any], Kind]]:
    for row in table("kinds"):
        if "families" in row:
            continue
        matter, also, topic = (_many(row.get(key, ())) for key in ("with", "also", "topic"))
        page, never = (frozenset(_flat(row.get(key, ()))) for key in ("page", "never"))
        flags = {key: bool(row.get(key)) for key in _FLAGS}
        says, act = row.get("says", ""), Act(row["act"])
        yield row, Kind(row["name"], says, act, matter, also, topic, page, never, **flags)


def _longest(found: dict[str, list[tuple[Words, str, Kind]]]) -> dict[str, tuple[tuple[Words, str, Kind], ...]]:
    """The longest wording first, of equals those that need a body or an agreement named, else as the table has them."""
    return {first: tuple(sorted(rows, key=lambda r: (-len(r[0]), not r[2].body))) for first, rows in found.items()}
