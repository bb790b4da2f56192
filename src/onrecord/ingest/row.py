"""A row of a page, and what its shape says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, StrEnum

_CLOSERS = "\"'”’»›)]\u200e\u200f\u2069\u202c\u00a0 "
_QUOTES = frozenset("\"'”’»›")
_NOTE = re.compile(r"(?:\[\d{1,3}\]\s?){1,9}$")
_BULLET = re.compile(r"(?:[-*•·▪●–—‣>]\s+|\(?\d{1,2}[.)]\s+|[a-z]\)\s+)\S")
_SMALL = frozenset({
    "a", "an", "the", "of", "to", "in", "on", "at", "by", "for", "from", "with", "and", "or", "but",
    "nor", "as", "vs", "via", "is", "are", "be", "if", "it", "its", "his", "her", "their", "not", "no",
    "per", "off", "up", "out", "over", "into", "amid", "than", "de", "la", "le", "el", "al", "von",
    "van", "der", "du", "bin", "ben",
})  # fmt: skip
_ENTRIES = re.compile(r"\s*[|›»·•→]\s*|\s/\s|\s>\s|\s{3,}|\t+")
_SIGNED = re.compile(r"[.!?][\"”’]?\s+(?:\([^()\n]{2,300}\)|\[[^\[\]\n]{2,60}\]|/[^/\n]{2,30}/)$")
"""What may stand behind the last sentence of a row: an agency, or credits in brackets."""
_SIGNATURE = 320
_TAIL = 80
"""The characters at the end of a row that show how it ends."""


class Ending(Enum):
    """How a row ends: like a sentence, like a question, call or quotation, or like neither."""

    FULL = "full"
    HALF = "half"
    OPEN = "open"
    NONE = "none"


class Hint(StrEnum):
    """What the markup says of a row, where there is markup."""

    TITLE = "title"
    HEADING = "heading"
    CAPTION = "caption"
    LINK = "link"
    MENU = "menu"
    ASIDE = "aside"
    CARD = "card"


@dataclass(frozen=True, slots=True)
class Row:
    """One line or paragraph of a page; ``gap`` tells of a blank line before it, ``hint`` what markup says."""

    text: str
    gap: bool = False
    hint: Hint | None = None


def ending(text: str) -> Ending:
    """How a row ends. An ellipsis counts as half an end: teasers break off with one."""
    if text.endswith((")", "]", "/")) and _SIGNED.search(text[-_SIGNATURE:]):
        return Ending.FULL
    tail = _NOTE.sub("", text[-_TAIL:])
    bare = tail.rstrip(_CLOSERS)
    if not bare:
        return Ending.NONE
    if bare.endswith(("...", "…", "?", "!", "‽")):
        return Ending.HALF
    if bare[-1] == ".":
        return Ending.FULL
    if _QUOTES.intersection(tail[len(bare) :]):
        return Ending.HALF
    return Ending.OPEN if bare[-1] in ",;:–—-(“‘«" else Ending.NONE


def is_item(text: str) -> bool:
    """Whether a row is an item of a list."""
    return _BULLET.match(text) is not None


def is_menu(text: str) -> bool:
    """Whether a row is a menu or a trail: short entries with bars, arrows or wide gaps between them."""
    entries = [entry for entry in _ENTRIES.split(text) if entry]
    if len(entries) < 2 or ending(text) is Ending.FULL:
        return False
    words = sum(word_count(entry) for entry in entries)
    return words <= (3 if len(entries) > 2 else 2) * len(entries) + 1


def is_headline(text: str) -> bool:
    """Whether a row looks like a headline: no full stop, or every word of weight with a capital."""
    count = word_count(text)
    if not 2 <= count <= 40 or (not text[0].isalnum() and text[0] not in "\"'“‘«¿[#£$€"):
        return False
    if ending(text) in {Ending.FULL, Ending.OPEN}:
        return count >= 5 and in_title_case(text) and not text.endswith((",", ":", ";"))
    return True


def in_title_case(text: str) -> bool:
    """Whether every word of weight starts with a capital or is no word ("US's INF Move Could Prove Fatal")."""
    words = [word.lstrip("\"'“‘«([—–-") for word in text.split()]
    weighty = [word for word in words if word and word.lower().rstrip(",:;.") not in _SMALL and word[0].isalpha()]
    small = sum(word[0].islower() for word in weighty)
    return len(weighty) >= 3 and small <= len(weighty) // 10


def word_count(text: str) -> int:
    """The words of a row, as white space cuts them."""
    return len(text.split())
