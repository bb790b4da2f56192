"""What the words of statements say of the issues that the network has learnt, told from their meaning."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import Mention, MentionKind, Sense, Span, Stance, Statement
from onrecord.reading.attributions.reader import Reader
from onrecord.reading.encoder.side import NAMED_AS
from onrecord.reading.grammar.order import DEMONYM, Mentions

_ARTICLE = re.compile(r"(?:The|the)\s+")
_NAME = re.compile(r"[A-Z0-9]")
_AWAY = 220
"""So many characters of the sentence before are looked at."""
_WORD = re.compile(r"\w+|\S")
_LITTLE = 12
"""So many words are few."""
_BACK = frozenset({"it", "that", "this", "they", "them", "these", "those", "there", "such", "one"})
_OFTEN = 2


def sensed(
    text: str, said: Sequence[Statement], mentions: Mentions, cut: Sequence[Span], reader: Reader
) -> tuple[Statement, ...]:
    """The statements of a text with their senses; ``cut`` are its sentences.

    Of a page that cannot be about an issue none is asked for: to tell them takes a third as long as the rest.
    """
    if not _disputed(mentions):
        return tuple(said)
    starts = [sentence.start for sentence in cut]
    asked: list[tuple[str, str]] = []
    places: list[list[int]] = []
    for statement in said:
        number = bisect_right(starts, statement.content[0].start) - 1
        before = ""
        if number > 0 and _needs_more(text, statement):
            last = cut[number - 1]
            before, _ = _plain(text, Span(max(last.start, last.end - _AWAY), last.end), mentions)
        words, place = "", list[int]()
        for span in statement.content:
            own, where = _plain(text, span, mentions)
            # What parts two stretches is no character of the page.
            words, place = (f"{words} {own}", [*place, span.start, *where]) if words else (own, where)
        asked.append((before, words))
        places.append(place)
    found = []
    for statement, taken, place in zip(said, reader.sides(asked), places, strict=True):
        senses = (
            Sense(t.issue, Stance.AFFIRM if t.affirmed else Stance.DENY, _word(text, place[t.at]), t.chance)
            for t in taken
            if t.at < len(place)
        )
        found.append(replace(statement, senses=tuple(senses)))
    return tuple(found)


def _disputed(mentions: Mentions) -> bool:
    """Whether a page can be about an issue at all: it names an agreement, or two states more than once each."""
    every = [m for m in mentions if m.refers is not None]
    states = Counter(m.refers.value for m in every if m.refers and m.kind is MentionKind.STATE)
    return any(m.kind is MentionKind.AGREEMENT for m in every) or sum(n >= _OFTEN for n in states.values()) > 1


def _needs_more(text: str, statement: Statement) -> bool:
    """Whether the words say little without the sentence before: where they are few, or go back to something."""
    words = [word for span in statement.content for word in text[span.start : span.end].lower().split()]
    return len(words) <= _LITTLE or not _BACK.isdisjoint(words)


def _word(text: str, at: int) -> Span:
    """The word that begins at a place, or the character there."""
    match = _WORD.match(text, at)
    return Span(at, match.end() if match else at + 1)


def _plain(text: str, span: Span, mentions: Mentions) -> tuple[str, list[int]]:
    """A stretch in small letters, a word for its kind in the place of each name, and where each character stands."""
    parts: list[str] = []
    where: list[int] = []
    at = span.start

    def take(some: str, places: Sequence[int]) -> None:
        parts.append(some)
        where.extend(places)

    def until(end: int) -> None:
        # Some letters become two when they are made small.
        for place in range(at, end):
            small = text[place].lower()
            take(small, [place] * len(small))

    named = [m for m in mentions.within(span) if m.span.line is None]
    for mention in sorted(named, key=lambda m: (m.span.start, -m.span.end)):
        if mention.span.start < at or (word := _word_for(text, mention)) is None:
            continue
        until(mention.span.start)
        take(word, [mention.span.start] * len(word))
        at = mention.span.end
    until(span.end)
    return "".join(parts), where


def _word_for(text: str, mention: Mention) -> str | None:
    """The word that stands for a name; None for one that is a description or a pronoun, and for kinds without one."""
    surface = text[mention.span.start : mention.span.end]
    article = _ARTICLE.match(surface)
    if not _NAME.search(surface[article.end() if article else 0 :]):
        return None
    national = mention.refers is not None and mention.refers.evidence[:1] and mention.refers.evidence[0].rule == DEMONYM
    word = NAMED_AS.get("national" if national else mention.kind.value)
    return f"the {word}" if article and word else word
