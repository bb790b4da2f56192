"""A statement's words as acts and targets are judged from them, and the families of signals in what is said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from onrecord.model import Mention, Span
from onrecord.model.actor import ACTORS
from onrecord.reading.grammar.token import tokenize
from onrecord.reading.lexicon import table

_HEAD = 5
"""What is spoken of stands among so many first words."""


@dataclass(frozen=True, slots=True)
class Words:
    """One attribution as the judgement sees it.

    ``cue`` and ``content`` are surfaces, ``masked`` the content in lower case with the words of statements
    inside it blanked out, since those are their speakers' own; ``direct`` whether it is given as spoken.
    ``mentions`` are those inside the content, in order; ``side`` is the state or organisation of the speaker,
    ``sides`` maps each mentioned name to its side. ``speaker`` is the canonical name, ``beside`` are those named
    between the cue and what is said with the words that lead up to each ("told Veyra that"), ``homes`` the states of
    places named in the content. ``likely`` is the side of officials who are named without it: whoever what they say
    opens with; ``crowd`` whether the speaker is a group without a name; ``stated`` whether no verb gives the words,
    ``office`` whether the speaker holds an office, of whatever state.
    """

    cue: str
    cue_span: Span | None
    content: str
    spans: tuple[Span, ...]
    mentions: tuple[Mention, ...]
    side: str | None
    sides: dict[str, str]
    negated: bool
    direct: bool
    masked: str
    speaker: str | None = None
    beside: tuple[tuple[str, Mention], ...] = ()
    homes: tuple[Mention, ...] = ()
    likely: str | None = None
    stated: bool = False
    crowd: bool = False
    office: bool = False

    def others(self) -> list[Mention]:
        """Actors named in the content that are not of the speaker's side."""
        return [
            m
            for m in self.mentions
            if m.kind in ACTORS and m.refers and self.sides.get(m.refers.value, m.refers.value) != self.side
        ]


@cache
def family(name: str) -> re.Pattern[str]:
    """The signals of one family as one pattern."""
    return re.compile(r"\b(?:" + "|".join(table("acts")[name]) + ")")


@cache
def word_list(name: str) -> frozenset[str]:
    """One of the word lists of acts.yaml."""
    return frozenset(table("acts")[name].split())


def head(words: Words) -> list[str]:
    """The words that the content opens with, in small letters: "Arlen's closing words as"."""
    return [t.lower for t in tokenize(words.content) if t.is_word][:_HEAD]


def about(words: Words, nouns: str) -> bool:
    """Whether the content opens with one of the nouns: "the charges", "the accusation as a rumour"."""
    return bool(word_list(nouns).intersection(head(words)))


def offset(words: Words, position: int) -> int:
    """A place in the document as a place in ``content``, whose spans are joined by one space."""
    passed = 0
    for span in words.spans:
        if span.start <= position < span.end:
            return passed + position - span.start
        passed += len(span) + 1
    return passed
