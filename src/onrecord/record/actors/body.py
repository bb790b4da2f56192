"""How two names of bodies can be of one: other order of words, the state as noun or adjective, an abbreviation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from anyascii import anyascii

from onrecord.model import Document, Evidence, MentionKind, Span
from onrecord.reference import Naming, Reference

Key = tuple[str | None, frozenset[str]]
"""What a body's name comes down to: its state or owner, and the words that are left."""
_IDLE = frozenset("the a an of for and in on s".split())
_WORDS = {"defense": "defence", "dept": "department", "centre": "center", "organization": "organisation"}
_WORD = re.compile(r"[^\W_]+")
_BRACKET = re.compile(r"\(([A-Z][A-Za-z]{0,3}(?:[.&-]?[A-Z]){1,7}\.?)\)")
_CAPABLE = re.compile(r"[^\W\d_][\w’'-]*")
_LONGEST = 80
"""How many characters before a bracket the full name may begin."""


def key(name: str, of: str | None, reference: Reference) -> Key:
    """What a body's name comes down to; ``of`` is what it belongs to where the name does not say.

    "Russian Foreign Ministry", "Foreign Ministry of Russia" and "Russia's Ministry of Foreign Affairs" come down to the
    same.
    """
    plain = " ".join(_WORD.findall(anyascii(name).lower()))
    states = _states(reference)
    found = next(((words, state) for words, state in states if f" {words} " in f" {plain} "), None)
    owner = found[1] if found else reference.side(of) if of else None
    rest = f" {plain} ".replace(f" {found[0]} ", " ", 1) if found else plain
    words = {_WORDS.get(word, word) for word in rest.split()} - _IDLE
    if words & {"ministry", "minister"} and len(words) > 2:
        words -= {"affairs"}
    return owner, frozenset(words)


@lru_cache(maxsize=4)
def _states(reference: Reference) -> tuple[tuple[str, str], ...]:
    """What states are called, by name and as an adjective, the longest first."""
    found = {
        (" ".join(_WORD.findall(anyascii(name.words).lower())), name.refers)
        for name in reference.names
        if name.kind is MentionKind.STATE and name.naming in (Naming.NAME, Naming.DEMONYM)
    }
    return tuple(sorted(found, key=lambda one: (-len(one[0]), one)))


def introduced(documents: Sequence[Document]) -> dict[str, dict[str, Evidence]]:
    """The abbreviations that any page introduces in brackets behind the full name, with where: by abbreviation, then by
    full name.
    """
    found: dict[str, dict[str, Evidence]] = {}
    for document in documents:
        for short, full, span in _brackets(document.text):
            says = f"{document.name} introduces {short} as {full}"
            why = Evidence("abbreviation", says, None, f"{document.name}@{span.start}-{span.end}")
            found.setdefault(short, {}).setdefault(full, why)
    return found


def _brackets(text: str) -> Iterator[tuple[str, str, Span]]:
    """Each abbreviation in brackets with the words before it that it stands for."""
    for match in _BRACKET.finditer(text):
        letters = re.sub(r"[^A-Za-z]", "", match[1]).lower()
        before = text[max(0, match.start() - _LONGEST) : match.start()]
        words = list(_CAPABLE.finditer(before))
        full = _spelled_out(letters, words)
        if full is not None:
            start = max(0, match.start() - _LONGEST) + full[0]
            yield match[1].replace(".", ""), " ".join(before[full[0] : full[1]].split()), Span(start, match.end())


def _spelled_out(letters: str, words: Sequence[re.Match[str]]) -> tuple[int, int] | None:
    """The stretch whose words begin with these letters, in order: small words between may be skipped."""
    at = len(letters)
    for index in range(len(words) - 1, -1, -1):
        word = words[index][0].lower()
        if at and word[0] == letters[at - 1] and (words[index][0][0].isupper() or word not in _IDLE):
            at -= 1
        elif word not in _IDLE | {"to", "de", "la"}:
            return None
        if at == 0:
            return words[index].start(), words[-1].end()
    return None
