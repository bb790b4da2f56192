"""The kinds of happening of kinds.yaml, under the verbs and nouns that tell them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.model import Act
from onrecord.reading.deedframe import written_forms
from onrecord.reading.item import Item
from onrecord.reading.lexicon import table

_WEAPON = "missile"
"""Where this word will do, a weapon that the reference names does as well."""


_FLAGS = ("place", "two", "alone", "of", "begun")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of kinds.yaml; see there."""

    name: str
    says: str
    act: Act
    matter: frozenset[str]
    topic: frozenset[str]
    page: frozenset[str]
    never: frozenset[str]
    place: bool
    two: bool
    alone: bool
    of: bool
    begun: bool

    @property
    def armed(self) -> bool:
        """Whether a weapon named in the reference stands for its matter or topic."""
        return _WEAPON in self.matter | self.topic


Words = tuple[str, ...]


@cache
def by_verb() -> dict[str, tuple[tuple[Words, str, Kind], ...]]:
    """The kinds under the first word of each form of their verbs that can tell what was done: past and -ing."""
    found: dict[str, list[tuple[Words, str, Kind]]] = {}
    for row, kind in _rows():
        for entry in row.get("verbs", ()):
            forms = list(written_forms(entry))
            listed = any(form == "past" for form, _ in forms)
            for form, written in forms:
                # Of "cut" and "shut" the base form is the past.
                told = "past" if form == "base" and not listed else form
                if told in ("past", "ing"):
                    found.setdefault(written[0], []).append((written, told, kind))
    return _longest(found)


@cache
def by_noun() -> dict[str, tuple[tuple[Words, str, Kind], ...]]:
    """The kinds under the first word of each of their nouns."""
    found: dict[str, list[tuple[Words, str, Kind]]] = {}
    for row, kind in _rows():
        for entry in row.get("nouns", ()):
            written = tuple(entry.split())
            found.setdefault(written[0], []).append((written, "noun", kind))
    return _longest(found)


def spelled(items: list[Item], index: int, written: Words) -> bool:
    """Whether these words stand at an item."""
    return tuple(i.lower for i in items[index : index + len(written)]) == written


def _rows() -> Iterable[tuple[dict[str, Any], Kind]]:
    for row in table("kinds"):
        matter, topic, page, never = (frozenset(row.get(key, ())) for key in ("with", "topic", "page", "never"))
        place, two, alone, of, begun = (bool(row.get(key)) for key in _FLAGS)
        yield (
            row,
            Kind(row["name"], row["says"], Act(row["act"]), matter, topic, page, never, place, two, alone, of, begun),
        )


def _longest(found: dict[str, list[tuple[Words, str, Kind]]]) -> dict[str, tuple[tuple[Words, str, Kind], ...]]:
    """The longest wording first, of equals as the table has them."""
    return {first: tuple(sorted(rows, key=lambda r: -len(r[0]))) for first, rows in found.items()}
