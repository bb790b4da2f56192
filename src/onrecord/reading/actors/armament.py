"""Weapons and platforms that a text speaks of without a name of the reference: "heavy machine guns", "HMS Ocean"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.model import Mention, MentionKind, Span
from onrecord.reading.actors.cast import Cast
from onrecord.reading.encoder.noun import singular
from onrecord.reading.encoder.syntax import Parse
from onrecord.reading.lexicon import words

_BEFORE = frozenset({"ADJ", "NOUN", "PROPN"})
_LONGEST = 6  # words before the noun
# A warship by the prefix of its navy, and the number on its hull.
_SHIP = re.compile(
    r"\b(?:HMS|USS|USNS|HMCS|HMAS|HMNZS|FS|INS|ITS|ROKS|JS|BRP|KRI|PNS|TCG|BNS|ARA)\s+(?:[A-Z][\w’'-]+)"
    r"(?:\s+(?:de|of|the|van|von)?\s*[A-Z][\w’'-]+){0,3}|\b(?:CVN|DDG|FFG|LHD|LPD|LCS|SSN|SSBN)[\s-]\d{1,4}\b"
)


def armaments(cast: Cast, parse: Parse | None) -> Iterator[Mention]:
    """A mention for each, without an article and of nobody known, where nothing else is mentioned over its noun."""
    for match in _SHIP.finditer(cast.text):
        span = Span(match.start(), match.end())
        if not any(m.kind is MentionKind.WEAPON for m in cast.mentions.touching(span)):
            yield Mention(span, MentionKind.WEAPON)
    if parse is None:
        return
    lower = [parse.surface(i, i + 1).lower() for i in range(len(parse.words))]
    for head in range(len(lower)):
        if parse.pos[head] not in ("NOUN", "PROPN") or not _is_weapon(lower, head):
            continue
        if _inside(parse, lower, head) or cast.mentions.touching(_span(parse, head, head + 1)):
            continue
        first = head
        while first > 0 and head - first < _LONGEST and _belongs(parse, lower, first, head):
            first -= 1
        yield Mention(_span(parse, first, head + 1), MentionKind.WEAPON)


def _span(parse: Parse, first: int, last: int) -> Span:
    return Span(parse.words.starts[first], parse.words.ends[last - 1])


def _is_weapon(lower: list[str], head: int) -> bool:
    """Whether a word is a noun for a weapon, alone or behind one: "launcher" of "grenade launcher"."""
    before = lower[head - 1] if head else ""
    if singular(lower[head]) in words("weapons"):
        return before not in words("no_weapons")
    return singular(lower[head]) in words("weapon_parts") and (
        singular(before) in words("weapons") or before in ("explosive", "armoured", "armored", "fighter", "suicide")
    )


def _inside(parse: Parse, lower: list[str], head: int) -> bool:
    """Whether the noun only describes another one: "missile tests"; "tank crews", but not "mortar systems"."""
    behind = head + 1
    glued = behind < len(lower) and parse.words.gaps[behind] == 0 and lower[behind] == "-"
    return glued or (
        behind < len(lower)
        and parse.pos[behind] in ("NOUN", "PROPN")
        and parse.words.gaps[behind] < 2
        and parse.hangs_on(head, behind, 2)
    )


def _belongs(parse: Parse, lower: list[str], first: int, head: int) -> bool:
    """Whether the word before ``first`` belongs to the phrase: an adjective, a noun, a part behind a hyphen."""
    before = first - 1
    if parse.words.gaps[first] >= 2:
        return False
    if lower[before] == "-":
        return before > 0 and parse.words.gaps[before] == 0 and parse.words.gaps[first] == 0
    if lower[first] == "-":
        return lower[before].isalpha()
    describes = parse.pos[before] in _BEFORE or (parse.pos[before] == "VERB" and lower[before].endswith(("ed", "made")))
    return describes and lower[before].isalpha() and parse.hangs_on(before, head)
