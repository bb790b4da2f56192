"""Bodies of several states under one bare name: "the Foreign Office" of a page about Pakistan is Pakistan's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from onrecord.reading.actors.gazetteer import Found
from onrecord.reference import Name, Reference


@lru_cache(maxsize=4)
def _namesakes(reference: Reference) -> dict[str, dict[str, Name]]:
    """For a body's name without a state, the bodies that go by it together with theirs, by state."""
    states = {row.name: {row.name, *row.demonyms, *row.aliases} for row in reference.tables.states}
    found: dict[str, dict[str, Name]] = defaultdict(dict)
    for name in reference.names:
        row = reference.organisation_rows.get(name.refers)
        for state in states.get(row.of or "", ()) if row else ():
            bare = name.words.removeprefix(state).removeprefix("'s").removeprefix("’s")
            if row and row.of and bare != name.words and bare.startswith(" "):
                found[bare.strip().lower()].setdefault(row.of, name)
    return dict(found)


def of_the_page(listed: Sequence[Found], home: str | None, reference: Reference) -> list[Found]:
    """The names found, those that several states have a body of as that of the page's state, where the page shows it.

    ``home`` is the state that the page is written in. Without it a body of a state that the page never names gives way
    to that of the only one it does name.
    """
    named = {name.refers for found in listed for name in found.names if name.refers in reference.states}
    return [_meant(found, _namesakes(reference), named, home, reference) for found in listed]


def _meant(
    found: Found, known: dict[str, dict[str, Name]], named: Iterable[str], home: str | None, reference: Reference
) -> Found:
    row = reference.organisation_rows.get(found.name.refers)
    others = known.get(found.name.words.lower(), {})
    if row is None or row.of is None or not others or row.of == home:
        return found
    spoken_of = [state for state in others if state in named and state != row.of]
    chosen = home if home in others else spoken_of[0] if len(spoken_of) == 1 and row.of not in named else None
    return replace(found, names=(others[chosen],)) if chosen else found
