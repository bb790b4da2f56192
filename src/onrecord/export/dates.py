"""Times in words: an interval is never shown as a point that hides what is not known."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from onrecord.model import Interval
from onrecord.reference.wording import MONTHS as MONTHS
from onrecord.reference.wording import day as day

UNKNOWN = "date not known"


def _whole_months(first: date, last: date) -> bool:
    return first.day == 1 and last.day == monthrange(last.year, last.month)[1]


def _range(first: date, last: date, between: str) -> str:
    """Two days, or the months or years that they span in full, without saying twice what they share."""
    if _whole_months(first, last):
        if first.month == 1 and last.month == 12:
            return str(first.year) if first.year == last.year else f"{first.year}{between}{last.year}"
        end = f"{MONTHS[last.month - 1]} {last.year}"
        if (first.year, first.month) == (last.year, last.month):
            return end
        start = MONTHS[first.month - 1]
        return f"{start}{between}{end}" if first.year == last.year else f"{start} {first.year}{between}{end}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}{between}{day(last)}"
    if first.year == last.year:
        return f"{first.day}\N{NO-BREAK SPACE}{MONTHS[first.month - 1]}{between}{day(last)}"
    return f"{day(first)}{between}{day(last)}"


def short(time: Interval) -> str:
    """A time for a column: ``6 December 2018``, ``June to August 2018``, ``by 6 December 2018``."""
    if time.earliest and time.latest:
        return day(time.earliest) if time.earliest == time.latest else _range(time.earliest, time.latest, " to ")
    if time.latest:
        return f"by {day(time.latest)}"
    if time.earliest:
        return f"from {day(time.earliest)} on"
    return UNKNOWN


def phrase(time: Interval) -> str:
    """A time for a sentence: ``on 6 December 2018``, ``some day in June 2018``, ``not after 6 June 2018``."""
    if time.earliest and time.latest:
        if time.earliest == time.latest:
            return f"on {day(time.earliest)}"
        span = _range(time.earliest, time.latest, " to ")
        if " to " in span:
            return f"some day from {span}"
        return f"some day in {span}"
    if time.latest:
        return f"not after {day(time.latest)}"
    if time.earliest:
        return f"not before {day(time.earliest)}"
    return "at a time not known"
