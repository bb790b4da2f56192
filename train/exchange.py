"""Names exchanged for others: the corpora hold few agreements, weapons and bodies, and the reference many.

A text with other names in the places of its own teaches what stands around a name rather than the name. Persons,
organisations, agreements and weapons take names of the reference of their own kind; a name of one word is
taken for a surname, one in capitals for an abbreviation. States, places and nationalities stay: readers know them by
the tables.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from onrecord.reference import Reference
from train.corpora import Annotated, Named

SHARE = 0.5
"""How many of a text's names are exchanged."""
Stock = dict[tuple[str, str], list[str]]


def form(name: str) -> str:
    """What kind of wording a name is: one word, one in capitals, or several."""
    if " " in name:
        return "several"
    return "capitals" if name.isupper() and len(name) > 1 else "one"


@cache
def stock() -> Stock:
    """The reference's names by kind and form."""
    tables = Reference.load().tables
    names: dict[str, Iterable[str]] = {
        "PERSON": [w for row in tables.people for w in (row.name, row.name.split()[-1])],
        "ORGANISATION": [w for row in tables.organisations for w in (row.name, *row.aliases)],
        "AGREEMENT": [w for row in tables.agreements for w in (row.name, *row.aliases)],
        "WEAPON": [w for row in tables.weapons for w in (row.name, *row.aliases)],
    }
    found: Stock = {}
    for kind, some in names.items():
        for name in sorted(set(some)):
            found.setdefault((kind, form(name)), []).append(name)
    return found


def exchanged(one: Annotated, rng: random.Random, names: Stock) -> Annotated:
    """The document with some of its names exchanged. Words and sentences no longer lie where they were: they go."""
    text, at, made = "", 0, []
    for name in one.named or ():
        old = one.text[name.start : name.end]
        others = names.get((name.kind, form(old))) if rng.random() < SHARE else None
        text += one.text[at : name.start]
        new = rng.choice(others) if others else old
        made.append(Named(len(text), len(text) + len(new), name.kind))
        text += new
        at = name.end
    return replace(one, text=text + one.text[at:], tokens=None, sentences=None, named=tuple(made))
