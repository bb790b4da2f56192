"""Words behind a name and a colon, without a verb: `Kell to us on the steps: "It stays."`, "Kell, passing: it stays."

So write live pages and columns. Who stands there is somebody by a title, by a known name, or by a name of two words.
"""

from __future__ import annotations

import re

from onrecord.model import Attribution
from onrecord.reading.attributions.range import Given
from onrecord.reading.attributions.resumption import tells
from onrecord.reading.grammar.item import VERBS, Item
from onrecord.reading.lexicon import words

_TITLES = frozenset(
    "mr mrs ms miss dr sir dame lord lady president minister general marshal admiral madame premier".split()
)
_INSIDE = frozenset({"de", "von", "van", "."})
_ASIDES = frozenset(
    "passing reached asked speaking quoting leaving arriving grinning smiling laughing answering writing shouting "
    "pressed".split()
)
_FAR = 12
"""So many items stand before the colon at most."""
_OPENS = (
    words("prepositions") | words("times") | frozenset("again today later now earlier afterwards too here also".split())
)
_COUNTED = re.compile(r"(?:an?|two|three|four|five|ten|twenty|half|some|minutes?|hours?|moments?|\d+)", re.IGNORECASE)
_ARTICLES = frozenset({"the", "a", "an", "its", "their"})
_CLOCK = re.compile(
    r"(?:[01]?\d|2[0-4])[.:h][0-5]\d(?:\s?[ap]\.?m\.?)?(?:\s+(?:GMT|CET|local\s+time))?\s*(?:[-–—:|]\s*)?(?=\S)"
)


def clock(text: str, start: int, end: int) -> int:
    """Where a sentence begins behind the time that a live page sets before its entry: "19.05 Kell to us: ..."."""
    match = _CLOCK.match(text, start, end)
    opens = start == 0 or text[start - 1] == "\n"
    return match.end() if match and opens and match.end() < end and not text[match.end()].islower() else start


def labelled(items: list[Item], actors: frozenset[str]) -> list[Given]:
    """What a sentence gives to whoever stands before its colon; ``actors`` are known names in lower case."""
    colon = next((i for i, item in enumerate(items[: _FAR + 1]) if item.lower == ":"), None)
    if not colon or colon < 1 + (items[0].lower == "from") or colon + 1 >= len(items):
        return []
    # "From Kell, in Tessin: ...": who stands behind "From" speaks.
    first = int(items[0].lower == "from")
    before = items[first:colon]
    if not before or any(
        i.is_quote or (i.pos in VERBS and not _is_aside(i)) or i.lower in words("modals") for i in before
    ):
        return []
    shouted = before[0].text.isupper() and len(before[0].text) > 1  # "TESSIN: The talks have failed"
    if not before[0].is_capital or shouted or before[0].lower in words("determiners") | words("prepositions"):
        return []
    last = 0
    while last + 1 < len(before) and (before[last + 1].is_capital or before[last + 1].lower in _INSIDE):
        last += 1
    apart = last + 1 < len(before) and before[last + 1].lower == ","
    behind = before[last + 1 + apart :]
    adverb = bool(behind) and (behind[0].lower in _OPENS or bool(_COUNTED.fullmatch(behind[0].text)))
    office = bool(behind) and apart and behind[0].lower in _ARTICLES
    adverb = adverb or (bool(behind) and apart and _is_aside(behind[0]))
    if behind and not (adverb or office):
        return []
    name = before[: last + 1]
    known = (name[0].lower in _TITLES and last > 0) or _is_known(name, actors)
    two = last > 0 and all(i.text[0].isalpha() for i in name)
    if items[colon + 1].is_quote:
        said = known or two or adverb
        return [Given((first, first + last), (), ((colon + 1, colon + 1),), "colon", 0.8)] if said else []
    end = len(items) - 1
    while end > colon + 1 and not (items[end].is_word or items[end].is_quote):
        end -= 1
    told = any(tells(i) or i.pos in VERBS for i in items[colon + 1 : end + 1])
    # "Perrin, ten minutes later: fantasy."
    told = told or (known and adverb and apart)
    if not told or not (known or (two and adverb)):
        return []
    return [Given((first, first + last), (), ((colon + 1, end),), "colon", 0.7)]


def _is_aside(item: Item) -> bool:
    """Whether a word tells how somebody came to speak: "Kell, passing: ...", "Kell, reached on the plane: ..."."""
    return item.lower in _ASIDES


def _is_known(name: list[Item], actors: frozenset[str]) -> bool:
    """Whether a name or one of its words is known."""
    return " ".join(i.text for i in name).lower() in actors or any(i.lower in actors for i in name)


def by_colon(text: str, one: Attribution) -> bool:
    """Whether a colon alone gives the words: "Emeric Vasko: It has a fever"."""
    return [text[span.start : span.end] for span in one.cue] == [":"]
