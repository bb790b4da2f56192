"""Troops, ships and weapons that a page speaks of, and whose they are: "Veyran warships", "the missiles", "they"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.model import Document, Mention, MentionKind, Span
from onrecord.reading.grammar.order import Mentions

SHIPS = frozenset(
    "ship warship vessel corvette frigate destroyer cruiser carrier gunboat cutter submarine fleet squadron flotilla "
    "navy battleship minesweeper trawler".split()
)
_TROOPS = frozenset(
    "troop soldier force army garrison brigade battalion regiment division unit marine peacekeeper militia fighter "
    "mercenary tank armour convoy".split()
)
_ARMS = frozenset(
    "missile rocket weapon launcher battery howitzer gun cannon mortar interceptor drone artillery mine radar "
    "bomber warhead".split()
)
_NOUN = re.compile(
    r"\b(?:" + "|".join(sorted((SHIPS | _TROOPS | _ARMS) - {"battery", "mercenary"})) + r")s?\b|\bbatter(?:y|ies)\b"
    r"|\bmercenar(?:y|ies)\b|\barmies\b|\bnavies\b",
    re.IGNORECASE,
)
# "Arlen's two frigates", "Veyran coastal batteries": between whose they are and what they are.
_WHOSE = re.compile(r"(?:['’]s?)?\s+(?:[\w-]+\s+){0,2}")
_THE = re.compile(r"\b(?:the|these|those|both|all)\s+(?:[\w-]+\s+){0,1}$", re.IGNORECASE)
# "To ship", "will mine": no noun.
_VERB = re.compile(r"\b(?:to|will|would|can|could|may|might|must|should|not)\s+$", re.IGNORECASE)
_BEFORE = 40
_REACH = 400
"""So many characters back "they" may go, or a noun that stands alone."""


@dataclass(frozen=True, slots=True)
class Force:
    """Troops, ships or weapons at a place of the text: whose they are, and as which weapon the reference has them."""

    span: Span
    kind: int
    owner: str
    weapon: str | None = None


def forces(document: Document, mentions: Mentions, owners: Mapping[str, str]) -> tuple[Force, ...]:
    """The forces of a page of which it is known whose they are, in its order."""
    return tuple(_forces(document.text, mentions, owners))


def last(every: Sequence[Force], position: int) -> Force | None:
    """The forces named last before a position of the text, where that is not long ago."""
    near = [one for one in every if position - _REACH <= one.span.start < position]
    return near[-1] if near else None


def _forces(text: str, mentions: Mentions, owners: Mapping[str, str]) -> Iterator[Force]:
    earlier: dict[int, Force] = {}
    for match in _NOUN.finditer(text):
        if _VERB.search(text[max(0, match.start() - _BEFORE) : match.start()]):
            continue
        span = Span(match.start(), match.end())
        kind = _kind(match[0].lower())
        weapon = _weapon(span, mentions)
        owner = owners.get(weapon or "") or _owner(span, text, mentions)
        before = earlier.get(kind)
        known = owner is not None or weapon is not None or before is None
        # "The ships" are those named before; "its ships" need not be.
        pointed = _THE.search(text[max(0, span.start - _BEFORE) : span.start])
        if not known and pointed and before is not None and span.start - before.span.start <= _REACH:
            owner, weapon = before.owner, before.weapon
        if owner is not None:
            earlier[kind] = Force(span, kind, owner, weapon)
            yield earlier[kind]


def _kind(noun: str) -> int:
    """Whether a noun is one of ships, of troops or of arms."""
    one = noun[:-3] + "y" if noun.endswith("ies") else noun.removesuffix("s")
    return next((n for n, nouns in enumerate((SHIPS, _TROOPS, _ARMS)) if one in nouns), 1)


def _weapon(span: Span, mentions: Mentions) -> str | None:
    """The weapon that a noun is, by itself or with the name before it."""
    touching = mentions.touching(Span(max(0, span.start - 2), span.end))
    return next((m.refers.value for m in touching if m.kind is MentionKind.WEAPON and m.refers), None)


def _owner(span: Span, text: str, mentions: Mentions) -> str | None:
    """The state that stands right before a noun."""
    before: list[Mention] = mentions.touching(Span(max(0, span.start - _BEFORE), span.start))
    for mention in before[::-1]:
        if mention.kind is MentionKind.STATE and mention.refers:
            between = text[mention.span.end : span.start]
            return mention.refers.value if _WHOSE.fullmatch(between) else None
    return None
