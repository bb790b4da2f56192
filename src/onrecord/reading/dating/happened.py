"""Dated events that a page reports as news, and the weekdays it tells of, as constraints."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from onrecord.model import Evidence, Granularity, Interval, MentionKind, Span
from onrecord.reading.cast import Cast
from onrecord.reading.dating.constraint import Constraint, days_of, odds, tier
from onrecord.reading.timex import WEEKDAYS, find

_SINCE, _ON = odds(0.75), odds(0.85)
# Of the days that a yearless date may mean, one on the weekday told or the day behind it; and the former rather than
# the latter: what was said on the day of the page, and on the day before, is told nearly as often.
_NEAR_WEEKDAY, _ON_WEEKDAY = odds(0.85), 0.4
_HINDSIGHT = re.compile(r"\b(?:since|after|before|until|last year|ago|once|in \d{4})\b")
_COMING = frozenset({"will", "next", "would", "opens", "due"})
_UNTIL = frozenset({"until", "by", "before", "till"})
_BREAK = re.compile(r"[.,;:”\"\n]")
_NAMES = [name.capitalize() for name in WEEKDAYS]


def weekdays(text: str) -> list[tuple[int, Span]]:
    """The weekdays on which the text says that things were said or happened."""
    found = []
    for words in find(text):
        name = words.part("weekday")
        if words.kind == "weekday" and name in WEEKDAYS and not words.part("which") and not _ahead(text, words.span):
            found.append((WEEKDAYS[name], words.span))
    return found


def events(cast: Cast, told: Sequence[tuple[int, Span]]) -> Iterator[Constraint]:
    """The first dated event that is no hindsight: the page is no older, and of the weekday told where one fits."""
    seen: set[str] = set()
    for mention in cast.mentions:
        row = cast.reference.events.get(mention.refers.value) if mention.refers else None
        if mention.kind is not MentionKind.EVENT or row is None or row.name in seen:
            continue
        if _HINDSIGHT.search(cast.text[max(0, mention.span.start - 60) : mention.span.start]):
            continue
        seen.add(row.name)
        during = Interval(row.start, row.end)
        source = Evidence("dated event", f"{row.name} took place {during}", mention.span, row.source)
        since = tier([Interval(row.start, None, Granularity.OPEN)], _SINCE)
        for weekday, span in told:
            on = [d for d in days_of(during) if d.weekday() == weekday]
            if len(on) == 1:
                step = Evidence("weekday", f"the {_NAMES[weekday]} of that event is {on[0]}", span)
                exact = tier([Interval.day(on[0])], _ON - _SINCE)
                yield Constraint("dated event", row.name, (exact, since), (step, source))
                break
        else:
            yield Constraint("dated event", row.name, (since,), (source,))


def on_weekday(told: Sequence[tuple[int, Span]], days: Sequence[date]) -> Iterator[Constraint]:
    """Of the days that a date may mean, those on the weekday that the text tells of, and less likely those behind it.

    A weekday on which something "was said" is the dateline's own, as wires write, or the day before it. Where both
    fit, in different years, neither is settled by this.
    """
    for weekday, span in told:
        fitting = [d for d in days if d.weekday() == weekday]
        near = [d for d in days if (d.weekday() - weekday) % 7 <= 1]
        if near and len(fitting) < len(days):
            on = ", ".join(str(d) for d in near[:6])
            says = f"{_NAMES[weekday]} is told of: of the days left, that or the day after is {on}"
            step = Evidence("weekday", says, span)
            tiers = [tier((Interval.day(d) for d in near), _NEAR_WEEKDAY)]
            if fitting:
                tiers.insert(0, tier((Interval.day(d) for d in fitting), _ON_WEEKDAY))
            yield Constraint("weekday", _NAMES[weekday], tuple(tiers), (step,))
            return


def _ahead(text: str, span: Span) -> bool:
    """Whether a weekday stands in words about what is to come: in its clause, or right before it."""
    clause = _BREAK.split(text[max(0, span.start - 60) : span.start])[-1].lower().split()
    return bool(_COMING.intersection(clause) or _UNTIL.intersection(clause[-2:]))
