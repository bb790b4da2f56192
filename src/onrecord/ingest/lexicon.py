"""The words that pages put around an article, from ``furniture.yaml``, made ready for matching."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import lru_cache
from importlib import resources

import yaml

_TOKEN = re.compile(r"[^\W\d_](?:[^\W\d_]|['’](?=[^\W\d_]))*")
_GLUED = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MOST_TOKENS = 40  # a line of furniture has fewer; bounds the work on a long one

Phrase = tuple[str, ...]


def tokens(text: str) -> tuple[str, ...]:
    """The words of a line in small letters, cut where two are glued ("ShareTweet"); figures are left out."""
    found = _TOKEN.findall(_GLUED.sub(" ", text.replace("’", "'")))
    return tuple(token.lower() for token in found[: _MOST_TOKENS + 1])


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lists of ``furniture.yaml``: each a set of phrases, a phrase a tuple of its words."""

    whole: frozenset[Phrase]
    starts: frozenset[Phrase]
    contains: frozenset[Phrase]
    contains_unended: frozenset[Phrase]
    related: frozenset[Phrase]
    comments: frozenset[Phrase]
    links: frozenset[Phrase]
    captions: frozenset[Phrase]
    agencies_of_pictures: frozenset[Phrase]
    credits: frozenset[Phrase]
    corrections: frozenset[Phrase]
    tags: frozenset[Phrase]
    trades: frozenset[Phrase]
    mastheads: frozenset[Phrase]
    agencies: frozenset[str]
    not_places: frozenset[str]


_AS_WRITTEN = frozenset({"agencies", "not_places"})


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The shipped lists, read once."""
    text = (resources.files("onrecord.ingest") / "furniture.yaml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # strings alone, "on" and "no" among them
    lists = yaml.load(text, Loader=loader)  # noqa: S506
    return Lexicon(
        **{
            field.name: frozenset(entry if field.name in _AS_WRITTEN else tokens(entry) for entry in lists[field.name])
            for field in fields(Lexicon)
        }
    )


def made_of(words: Phrase, phrases: frozenset[Phrase]) -> bool:
    """Whether the words are phrases of the list and nothing else, one after another."""
    if not words or len(words) > _MOST_TOKENS:
        return False
    reached = {0}
    for start in range(len(words)):
        if start in reached:
            reached.update(end for end in range(start + 1, len(words) + 1) if words[start:end] in phrases)
    return len(words) in reached


def starts_with(words: Phrase, phrases: frozenset[Phrase]) -> int:
    """How many words the longest phrase has that the line starts with; 0 where none does."""
    return next((n for n in range(min(len(words), 8), 0, -1) if words[:n] in phrases), 0)


def contains(words: Phrase, phrases: frozenset[Phrase]) -> bool:
    """Whether one of the phrases stands anywhere in the line."""
    return any(starts_with(words[start:], phrases) for start in range(len(words)))


def ends_with(words: Phrase, phrases: Iterable[Phrase]) -> bool:
    """Whether the line ends in one of the phrases."""
    return any(words[-len(phrase) :] == phrase for phrase in phrases)
