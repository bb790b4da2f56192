"""A document as what happened in it is looked for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from onrecord.model import Clue, Evidence, Interval, Judgement, Mention, Span, Statement
from onrecord.reading.grammar.order import Mentions, Places
from onrecord.reading.timex import Named, Time, TimeWords, find, resolve
from onrecord.reading.timex.anchor import resolved
from onrecord.reference import Reference

OF_A_DAY = frozenset({"date", "weekday", "relative"})
"""The kinds of times that are a day."""
_BOUND = re.compile(r"\b(?:until|till|by|before|from|than|of|to)\s+(?:the\s+)?$", re.IGNORECASE)
_LITTLE = 0.05
"""What the network gives no chance has less than this."""
_YEARLESS = frozenset({"date", "holiday"})
_LATELY = 183
"""A day without its year that is told as done lies no further back."""


@dataclass(frozen=True)
class Told:
    """A document as events are found in it: text, sentences, mentions in order, when it was published, what is said.

    ``titles`` are where its headlines stand.
    """

    document: str
    text: str
    sentences: Sequence[Span]
    mentions: Mentions
    published: Judgement[Interval]
    reference: Reference
    said: Sequence[Statement] = ()
    times: Sequence[Time] = ()
    titles: Sequence[Span] = ()
    clues: Sequence[Clue] = ()

    @cached_property
    def spoken(self) -> Places[Statement]:
        """What is said, by where its words stand."""
        return Places(self.said, lambda one: one.content)

    @cached_property
    def cued(self) -> Places[Statement]:
        """What is said, by where the words stand that give it."""
        return Places(self.said, lambda one: one.cue)

    @cached_property
    def _opened(self) -> list[tuple[int, int]]:
        """Where what is said begins, in the order of the text, with its number."""
        return sorted((s.content[0].start, n) for n, s in enumerate(self.said) if s.content[0].line is None)

    def opening(self, start: int, end: int) -> list[Statement]:
        """What is said that begins in [start, end), in the order in which it was given."""
        first = bisect_left(self._opened, (start, 0))
        return [self.said[n] for n in sorted(n for _, n in self._opened[first : bisect_left(self._opened, (end, 0))])]

    def lead(self, place: int, reach: int) -> str:
        """The words before a place, so many characters of them."""
        return self.text[max(0, place - reach) : place]

    def before(self, place: int) -> Span | None:
        """The last sentence that ends before a place."""
        at = bisect_right(self.sentences, place, key=lambda s: s.end)
        return self.sentences[at - 1] if at else None

    def around(self, place: int) -> Span | None:
        """The sentence that a place stands in."""
        at = bisect_right(self.sentences, place, key=lambda s: s.start)
        return self.sentences[at - 1] if at and place < self.sentences[at - 1].end else None

    def number(self, sentence: Span) -> int:
        """The place of a sentence among all; 0 where there is none that begins with it."""
        at = bisect_left(self.sentences, sentence.start, key=lambda s: s.start)
        return at if at < len(self.sentences) and self.sentences[at].start == sentence.start else 0

    def behind(self, place: int) -> Span | None:
        """The first sentence that begins at a place or behind it."""
        at = bisect_left(self.sentences, place, key=lambda s: s.start)
        return self.sentences[at] if at < len(self.sentences) else None

    def within(self, span: Span) -> list[Mention]:
        """The mentions inside a span, in order."""
        return self.mentions.within(span)

    def chance(self, span: Span) -> float:
        """How likely it is that words tell of something that happened; 1 where no network read the text."""
        return max((c.chance for c in self.hinted(span)), default=_LITTLE) if self.clues else 1.0

    def hinted(self, span: Span) -> Sequence[Clue]:
        """The clues that begin inside a span, in order."""
        first = bisect_left(self.clues, span.start, key=lambda clue: clue.span.start)
        return self.clues[first : bisect_left(self.clues, span.end, first, key=lambda clue: clue.span.start)]

    def when(self, words: TimeWords) -> tuple[Interval, Evidence] | None:
        """The interval that a time of the text means, and why."""
        return resolved(self.text, words, self.published.value, self.said, self.times)

    def done(self, words: TimeWords) -> tuple[Interval, Evidence] | None:
        """The same for what is told as done: a weekday or day that would lie ahead of the page is the last one then."""
        found, seen = self.when(words), self.published.value
        latest = seen.latest
        if found is not None and self.long_past(words, found[0]):
            return None
        if found is None or latest is None or found[0].earliest is None or found[0].earliest <= latest:
            return found
        back = resolve(words, seen) if words.part("year") is None else None
        if back is None or back.latest is None or back.latest > latest or (latest - back.latest).days > _LATELY:
            return found
        surface = " ".join(self.text[words.span.start : words.span.end].split())
        says = f'"{surface}", seen from {seen}, told as done, is {back}'
        return back, Evidence(f"time: {words.kind}", says, words.span)

    def long_past(self, words: TimeWords, time: Interval) -> bool:
        """Whether a day without its year would lie far back in a year that the text has not named: then it is not past.

        "Urged them to extend it before it lapses on 31 December", told in October, is of no year before.
        """
        latest = self.published.value.latest
        if latest is None or time.latest is None or words.kind not in _YEARLESS or words.part("year") is not None:
            return False
        year = time.latest.year
        named = self.text.find(str(year), 0, words.span.start) >= 0
        return year < latest.year and (latest - time.latest).days > _LATELY and not named


def told_day(told: Told, sentence: Span) -> date | None:
    """The one day on which a sentence says that something was done, or None."""
    days = set()
    for words in find(told.text, sentence):
        lead = told.text[max(sentence.start, words.span.start - 12) : words.span.start]
        if words.kind not in OF_A_DAY or _BOUND.search(lead):
            continue
        found, latest = told.done(words), told.published.value.latest
        day = found[0].earliest if found and found[0].earliest == found[0].latest else None
        if day is not None and latest is not None and day <= latest:
            days.add(day)
    return days.pop() if len(days) == 1 else None


def named_events(mentions: Mentions, reference: Reference) -> tuple[Named, ...]:
    """The dated events that a text names."""
    rows = ((m.span, reference.events.get(m.refers.value)) for m in mentions if m.refers)
    return tuple(Named(s, r.name, Interval(r.start, r.end), r.source) for s, r in rows if r is not None)
