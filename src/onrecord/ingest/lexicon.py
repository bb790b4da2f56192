"""The words that pages put around an article, from ``furniture.yaml``, made ready for matching."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from onrecord.model.notation import shipped

_TOKEN = re.compile(r"[^\W\d_](?:[^\W\d_]|['’](?=[^\W\d_]))*")
_GLUED = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MOST_TOKENS = 40  # a line of furniture has fewer; bounds the work on a long one

Phrase = tuple[str, ...]


def tokens(text: str) -> tuple[str, ...]:
    """The words of a line in small letters, cut where two are glued ("ShareTweet"); figures are left out."""
    found = _TOKEN.findall(_GLUED.sub(" ", text.replace("’", "'")))
    return tuple(token.lower() for token in found[: _MOST_TOKENS + 1])


@dataclass(frozen=True, slots=True)
class Phrases:
    """A list of phrases, found by their first word: for each the lengths of the phrases that start with it."""

    all: frozenset[Phrase]
    lengths: Mapping[str, tuple[int, ...]]

    @classmethod
    def of(cls, entries: Iterable[str]) -> Phrases:
        """The phrases of a list as it is written."""
        phrases = frozenset(tokens(entry) for entry in entries)
        lengths: dict[str, set[int]] = {}
        for phrase in phrases:
            lengths.setdefault(phrase[0], set()).add(len(phrase))
        return cls(phrases, {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()})

    def __contains__(self, words: Phrase) -> bool:
        return words in self.all

    def at(self, words: Phrase, start: int = 0) -> int:
        """How many words the longest phrase has that stands at that place of a line; 0 where none does."""
        for length in self.lengths.get(words[start], ()) if start < len(words) else ():
            if start + length <= len(words) and words[start : start + length] in self.all:
                return length
        return 0

    def within(self, words: Phrase) -> bool:
        """Whether one of the phrases stands anywhere in a line."""
        return any(self.at(words, start) for start in range(len(words)))

    def make_up(self, words: Phrase) -> bool:
        """Whether a line consists of phrases of the list and nothing else, one after another."""
        if not words or len(words) > _MOST_TOKENS:
            return False
        reached = {0}
        for start in range(len(words)):
            if start in reached:
                ends = (start + length for length in self.lengths.get(words[start], ()))
                reached.update(end for end in ends if end <= len(words) and words[start:end] in self.all)
        return len(words) in reached


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lists of ``furniture.yaml``, by their names there; agencies and capitals as they are written."""

    whole: Phrases
    starts: Phrases
    contains: Phrases
    contains_unended: Phrases
    related: Phrases
    comments: Phrases
    links: Phrases
    captions: Phrases
    agencies_of_pictures: Phrases
    credits: Phrases
    corrections: Phrases
    tags: Phrases
    trades: Phrases
    mastheads: Phrases
    agencies: frozenset[str]
    not_places: frozenset[str]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The shipped lists, read once."""
    lists: dict[str, list[str]] = shipped("onrecord.ingest", "furniture")
    return Lexicon(
        agencies=frozenset(lists.pop("agencies")),
        not_places=frozenset(lists.pop("not_places")),
        **{name: Phrases.of(entries) for name, entries in lists.items()},
    )
