"""What the words of statements say of the issues that the network has learnt, told from their meaning."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.model import Mention, MentionKind, Sense, Span, Stance, Statement
from onrecord.reading.actors.cast import Cast
from onrecord.reading.attributions.reader import Reader
from onrecord.reading.encoder.side import NAMED_AS, OWN_AS, RIVAL_AS, introduced
from onrecord.reading.grammar.order import DEMONYM, Mentions

_ARTICLE = re.compile(r"(?:The|the)\s+")
_NAME = re.compile(r"[A-Z0-9]")
_AWAY = 220
"""So many characters of the sentence before are looked at."""
_WORD = re.compile(r"\w+|\S")
_REASON = re.compile(
    r"\bas\s+(?=(?:it|this|they|we)\s+(?:is|are|was|were)\s+(?!now\b|today\b|and\b|or\b|for\b|in\b|with\b)[a-z]{3,})"
)
_LITTLE = 12
"""So many words are few."""
_BACK = frozenset({"it", "that", "this", "they", "them", "these", "those", "there", "such", "one"})
_OFTEN = 3
_OBJECTS = frozenset({"object", "infinitive"})
"""The rules by which what is said is the object of a verb that tells more than that something is said."""


def sensed(cast: Cast, said: Sequence[Statement], cut: Sequence[Span], reader: Reader) -> tuple[Statement, ...]:
    """The statements of a text with their senses; ``cut`` are its sentences.

    Of a page that cannot be about an issue none is asked for: to tell them takes a third as long as the rest.
    """
    text, mentions = cast.text, cast.mentions
    if not _disputed(mentions):
        return tuple(said)
    starts = [sentence.start for sentence in cut]
    parties = _parties(cast)
    asked: list[tuple[str, str]] = []
    places: list[list[int]] = []
    for statement in said:
        number = bisect_right(starts, statement.content[0].start) - 1
        sight = _Sight(cast, _roles(cast, statement, parties))
        before = ""
        if number > 0 and _needs_more(text, statement):
            last = cut[number - 1]
            before, _ = sight.plain(Span(max(last.start, last.end - _AWAY), last.end))
        words, place = "", list[int]()
        for span in _words(statement):
            own, where = _without_reasons(*sight.plain(span))
            # What parts two stretches is no character of the page.
            words, place = (f"{words} {own}", [*place, span.start, *where]) if words else (own, where)
        asked.append((introduced(before, _is_party(cast, statement, parties)), words))
        places.append(place)
    found = []
    for statement, taken, place in zip(said, reader.sides(asked), places, strict=True):
        senses = (
            Sense(
                t.issue,
                Stance.AFFIRM if t.affirmed else Stance.DENY,
                _word(text, place[t.at]),
                t.chance,
                t.whose,
                t.views,
            )
            for t in taken
            if t.at < len(place)
        )
        found.append(replace(statement, senses=tuple(senses)))
    return tuple(found)


def _without_reasons(words: str, where: list[int]) -> tuple[str, list[int]]:
    """Words without an "as" that gives a reason, and where the rest stands: "must be preserved as it is key to us" does
    not want it as it is.
    """
    for reason in reversed(list(_REASON.finditer(words))):
        words = words[: reason.start()] + words[reason.end() :]
        where = where[: reason.start()] + where[reason.end() :]
    return words, where


def _disputed(mentions: Mentions) -> bool:
    """Whether a page can be about an issue at all: it names an agreement, or two states and these more than thrice."""
    every = [m for m in mentions if m.refers is not None]
    states = Counter(m.refers.value for m in every if m.refers and m.kind is MentionKind.STATE)
    return any(m.kind is MentionKind.AGREEMENT for m in every) or (len(states) > 1 and states.total() > _OFTEN)


def _parties(cast: Cast) -> tuple[str, ...]:
    """The two states that a page names most, with all who are theirs: who quarrels there, as far as that tells it."""
    states = cast.reference.states
    named = Counter(side for m in cast.mentions if m.refers and (side := cast.side(m.refers.value)) in states)
    most = [name for name, _ in named.most_common(2)]
    return tuple(most) if len(most) == 2 else ()


def _is_party(cast: Cast, statement: Statement, parties: Sequence[str]) -> bool | None:
    """Whether one of the two parties speaks, or a third; None where that is not known."""
    if not parties or statement.speaker is None:
        return None
    return cast.side(statement.speaker.value) in parties


def _roles(cast: Cast, statement: Statement, parties: Sequence[str]) -> dict[str, str]:
    """What stands before the words for two states: the speaker's own and the other, or of a third the one of whom he
    speaks first.
    """
    if not parties or statement.speaker is None:
        return {}
    own = cast.side(statement.speaker.value)
    if own in parties:
        return {name: OWN_AS if name == own else RIVAL_AS for name in parties}
    named = (m.refers.value for span in statement.content for m in cast.mentions.within(span) if m.refers)
    first = next((name for name in named if name in parties), None)
    return {first: RIVAL_AS} if first else {}


def _needs_more(text: str, statement: Statement) -> bool:
    """Whether the words say little without the sentence before: where they are few, or go back to something."""
    words = [word for span in statement.content for word in text[span.start : span.end].lower().split()]
    return len(words) <= _LITTLE or not _BACK.isdisjoint(words)


def _words(statement: Statement) -> Sequence[Span]:
    """The content, behind the cue where that takes it as its object: "rejected a visit to the plant"."""
    cue = statement.leading if statement.rule in _OBJECTS else None
    return (cue, *statement.content) if cue else statement.content


def _word(text: str, at: int) -> Span:
    """The word that begins at a place, or the character there."""
    match = _WORD.match(text, at)
    return Span(at, match.end() if match else at + 1)


class _Sight:
    """A text as the network is asked about it, where somebody speaks: ``roles`` says what stands before two states."""

    def __init__(self, cast: Cast, roles: Mapping[str, str]) -> None:
        self._text, self._mentions, self._roles = cast.text, cast.mentions, roles

    def plain(self, span: Span) -> tuple[str, list[int]]:
        """A stretch in small letters, a word in the place of each name, and where each character of that stands."""
        parts: list[str] = []
        where: list[int] = []
        at = span.start

        def take(some: str, places: Sequence[int]) -> None:
            parts.append(some)
            where.extend(places)

        def until(end: int) -> None:
            # Some letters become two when they are made small.
            for place in range(at, end):
                small = self._text[place].lower()
                take(small, [place] * len(small))

        named = [m for m in self._mentions.within(span) if m.span.line is None]
        for mention in sorted(named, key=lambda m: (m.span.start, -m.span.end)):
            if mention.span.start < at or (word := self._word_for(mention)) is None:
                continue
            until(mention.span.start)
            take(word, [mention.span.start] * len(word))
            at = mention.span.end
        until(span.end)
        return "".join(parts), where

    def _word_for(self, mention: Mention) -> str | None:
        """The word that stands for a name; None for a description or a pronoun, and for kinds without one."""
        surface = self._text[mention.span.start : mention.span.end]
        article = _ARTICLE.match(surface)
        if not _NAME.search(surface[article.end() if article else 0 :]):
            return None
        refers = mention.refers
        national = refers is not None and refers.evidence[:1] and refers.evidence[0].rule == DEMONYM
        word = NAMED_AS.get("national" if national else mention.kind.value)
        if word and refers and mention.kind is MentionKind.STATE and (role := self._roles.get(refers.value)):
            word = f"{role} {word}"
        return f"the {word}" if article and word else word
