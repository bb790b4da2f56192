"""Words that point back: "this", "the decision", "such a claim"."""

from __future__ import annotations

import re
from functools import cache

from onrecord.reading.lexicon import words


@cache
def _pattern(kinds: tuple[str, ...]) -> re.Pattern[str]:
    """What opens by pointing, past a preposition: a lone pronoun, or a determiner and one of the nouns."""
    nouns = "|".join(sorted(noun for kind in kinds for noun in words(kind)))
    return re.compile(
        r"^\W*(?:(?:for|on|over|to|at|about)\s+)?(?:this|it|them|that(?=\s+(?:as|[“\"‘])|$)"
        r"|(?:the|that|this|such\s+an?|his|her|their|its|\w+['’]s)\s+(?:[\w-]+\s+)?"
        rf"(?P<noun>{nouns}))\b",
        re.IGNORECASE,
    )


def points_back(said: str, *kinds: str) -> bool:
    """Whether what is said opens by pointing back; ``kinds`` are the lists of nouns in words.yaml it may point with."""
    return bool(_pattern(kinds).match(said))


def pointing_noun(said: str, *kinds: str) -> str | None:
    """The noun, in lower case, with which what is said points back, if it opens by doing so with one."""
    match = _pattern(kinds).match(said)
    return match["noun"].lower() if match and match["noun"] else None
