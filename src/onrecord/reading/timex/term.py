"""Lengths of time that words set: "in 60 days", "within 48 hours", "a 90-day deadline"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.model import Span
from onrecord.reading.timex.calendar import NUMBER, amount

_TERM = re.compile(
    rf"\b(?:(?:with)?in|after|over the next|for)\s+(?:the\s+next\s+)?(?P<count>{NUMBER})[\s-]+"
    r"(?P<unit>hours?|days?|weeks?|fortnights?|months?)\b(?!\s+(?:ago|of))"
    rf"|\b(?P<count2>{NUMBER})[\s-]+(?P<unit2>hours?|days?|weeks?)(?:\s+on\s+[A-Z]\w+)?\s+to\b"
    rf"|\b(?P<count3>{NUMBER})[\s-](?P<unit3>hour|day|week)\s+(?:deadline|ultimatum)\b",
    re.IGNORECASE,
)


_DAYS = {"day": 1, "week": 7, "fortnight": 14, "month": 30}


def terms(text: str, span: Span) -> Iterator[tuple[Span, int]]:
    """The lengths of time set in a stretch ("in 60 days", "within 48 hours"): span and days, hours rounded up."""
    for match in _TERM.finditer(text, span.start, span.end):
        groups = match.groupdict()
        count = next(groups[k] for k in ("count", "count2", "count3") if groups[k])
        unit = next(groups[k] for k in ("unit", "unit2", "unit3") if groups[k]).lower().rstrip("s")
        try:
            number = amount(count)
        except ValueError:
            continue
        days = -(-number // 24) if unit == "hour" else number * _DAYS[unit]
        if days:
            yield Span(match.start(), match.end()), days
