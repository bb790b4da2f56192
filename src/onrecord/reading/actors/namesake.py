"""Names that others bear too: "the Foreign Office" of a page about Pakistan is Pakistan's; Marc Jordan is no state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from onrecord.model import MentionKind
from onrecord.reading.actors.gazetteer import Found
from onrecord.reading.encoder.noun import given_sex
from onrecord.reading.grammar.token import Token
from onrecord.reading.lexicon import longest_cue, words
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


def without_surnames(tokens: Sequence[Token], listed: Sequence[Found]) -> list[Found]:
    """The names found without those of states that are surnames: "Marc Jordan", and "Jordan said" behind it."""
    borne: set[str] = set()
    left: list[Found] = []
    for found in listed:
        token = tokens[found.last]
        alone = found.first == found.last and found.name.kind is MentionKind.STATE
        if alone and found.first and _given(tokens[found.first - 1], token):
            borne.add(token.text)
        elif not (alone and token.text in borne and _speaks(tokens, found.last)):
            left.append(found)
    return left


def _given(before: Token, token: Token) -> bool:
    """Whether a given name stands right before a token."""
    near = before.is_capital and token.start == before.end + 1
    return near and given_sex(before.text) is not None and before.lower not in words("auxiliaries")


def _speaks(tokens: Sequence[Token], index: int) -> bool:
    """Whether a name stands alone before a verb, or behind "Mr."."""
    before = tokens[index - 1 - (tokens[index - 1].text == ".")].lower if index > 1 else ""
    behind = tokens[index + 1].lower if index + 1 < len(tokens) else ""
    titled = before in words("titles")
    return titled or (
        before not in words("determiners") and (behind in longest_cue() or behind in words("auxiliaries"))
    )
