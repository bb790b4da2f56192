"""From when a time in a text counts: the page, the words that it stands in, or the time told before it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache

from onrecord.model import Evidence, Granularity, Interval, Kind, Span, Statement
from onrecord.reading.timex import Named, Tense, Time, TimeWords, resolve, tense, times

# These are told by who sets them ("in 60 days"), so they count from when that was said.
_SET = frozenset({"term", "span"})
# Of the statements that begin before a time, so many of the last may still go on.
_OPEN = 30


@lru_cache(maxsize=4)
def told_times(text: str, published: Interval, events: tuple[Named, ...] = ()) -> tuple[Time, ...]:
    """The times of a text, read once for all that asks for them: "a week later" counts on from the one before."""
    return tuple(times(text, published, events))


def within(told: Sequence[Time], span: Span) -> list[Time]:
    """The times that stand in a stretch, of times in order."""
    found = []
    for index in range(bisect_left(told, span.start, key=lambda t: t.span.start), len(told)):
        if told[index].span.end > span.end:
            break
        found.append(told[index])
    return found


def past(time: Time, published: Interval) -> Interval | None:
    """The stretch in which something was said or done: it was over by the time the page came out."""
    if not time.dated or time.words.kind == "span":
        return None
    over = [r for r in time.readings if not (r.earliest and published.latest and r.earliest > published.latest)]
    return over[0] if len(over) == 1 and over[0].granularity is not Granularity.OPEN else None


def evidence(text: str, time: Time, interval: Interval) -> Evidence:
    """Why a time means what it means."""
    surface = " ".join(text[time.span.start : time.span.end].split())
    why = time.why.partition(": ")[2]
    return Evidence(f"time: {time.words.kind}", f'"{surface}", {why}, is {interval}', time.span)


def resolved(
    text: str,
    words: TimeWords,
    published: Interval,
    said: Sequence[Statement] = (),
    told: Sequence[Time] = (),
) -> tuple[Interval, Evidence] | None:
    """The interval that the words of a time mean and why, or None where that is not told.

    ``published`` is the day of the page, ``said`` the statements of the text with their times: quoted words, and terms
    that somebody sets, count from the day on which they were said. ``told`` are the times of the text, in order.
    """
    spoken = _spoken(words, said)
    if spoken is not None and spoken.time.value != published:
        ahead = tense(text, words.span) is Tense.FUTURE
        interval = resolve(words, spoken.time.value, future=ahead)
        if interval is not None:
            surface = " ".join(text[words.span.start : words.span.end].split())
            says = f'"{surface}", seen from {spoken.time.value}, when it was said, is {interval}'
            return interval, Evidence(f"time: {words.kind}", says, words.span)
        return None
    time = next((t for t in within(told, words.span) if t.span == words.span), None)
    interval = (past(time, published) or time.interval) if time is not None else None
    return (interval, evidence(text, time, interval)) if time is not None and interval is not None else None


def _spoken(words: TimeWords, said: Sequence[Statement]) -> Statement | None:
    """The innermost statement from whose day a time counts.

    What is told in other words ("said that they met yesterday") is told as seen from the page.
    """
    at = bisect_right(said, words.span.start, key=lambda s: s.content[0].start)
    holding = [s for s in said[max(0, at - _OPEN) : at] if any(words.span in content for content in s.content)]
    if not holding:
        return None
    inner = min(holding, key=lambda s: len(s.extent))
    return inner if inner.kind is Kind.DIRECT or words.kind in _SET else None
