"""Dated events that a page reports as news, and the weekdays it tells of, as constraints."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from datetime import date

from onrecord.model import Evidence, Granularity, Interval, MentionKind, Span
from onrecord.reading.actors.cast import Cast
from onrecord.reading.dating.constraint import Constraint, days_of, odds, tier
from onrecord.reading.timex import WEEKDAYS, find

_SINCE, _ON = odds(0.75), odds(0.85)
# How likely a page that comes out so many days behind the weekday that it tells of first, against five days behind, as
# logarithms. Posted pages: counted on 617 texts of PolNeAR's train part (198 on the day, 221 a day behind, then 92, 43,
# 26, 14, 23), taken at three quarters, for these are of one country and one year. A dateline has the day on which a
# story was filed, mostly the weekday told, often the day behind it: no corpus at hand counts them, so that the one is
# not taken for more than two and a half times as likely as the other.
_BEHIND_POSTED = (2.0, 2.0, 1.4, 0.8, 0.5, 0.0, 0.4)
_BEHIND_FILED = (2.9, 2.0, 0.0, 0.0, 0.0, 0.0, 0.0)
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


def on_weekday(told: Sequence[tuple[int, Span]], days: Sequence[date], filed: Container[date]) -> Iterator[Constraint]:
    """How likely each of the days that a date may mean is by the weekday that the text tells of first.

    ``filed`` are those of a dateline. A weekday on which something "was said" is that of the page, or of a day or two
    before: it speaks for some of the days more than for others, and seldom settles anything alone.
    """
    for weekday, span in told[:1]:
        weights: dict[float, list[date]] = {}
        for day in days:
            behind = (day.weekday() - weekday) % 7
            weights.setdefault((_BEHIND_FILED if day in filed else _BEHIND_POSTED)[behind], []).append(day)
        if len(weights) < 2:
            return
        near = [d for d in days if (d.weekday() - weekday) % 7 <= 1]
        on = ", ".join(f"{d} ({'that day' if d.weekday() == weekday else 'the day behind'})" for d in near[:6])
        says = f"{_NAMES[weekday]} is told of: of the days left, " + (f"near it is {on}" if on else "none is near it")
        tiers = tuple(
            tier(map(Interval.day, d), weight) for weight, d in sorted(weights.items(), reverse=True) if weight
        )
        yield Constraint("weekday", _NAMES[weekday], tiers, (Evidence("weekday", says, span),))


def _ahead(text: str, span: Span) -> bool:
    """Whether a weekday stands in words about what is to come: in its clause, or right before it."""
    clause = _BREAK.split(text[max(0, span.start - 60) : span.start])[-1].lower().split()
    return bool(_COMING.intersection(clause) or _UNTIL.intersection(clause[-2:]))
