"""Time expressions: where a text says when, and which interval that is.

`times` reads a whole text; `find` and `resolve` look at one stretch alone, for those who know the day it counts from.
"""

from onrecord.reading.timex.calendar import WEEKDAYS, amount, season
from onrecord.reading.timex.find import find
from onrecord.reading.timex.resolve import Tense, readings, resolve
from onrecord.reading.timex.story import Named, Time, calls_agreement, times
from onrecord.reading.timex.tense import tense
from onrecord.reading.timex.term import terms
from onrecord.reading.timex.words import TimeWords

__all__ = [
    "WEEKDAYS",
    "Named",
    "Tense",
    "Time",
    "TimeWords",
    "amount",
    "calls_agreement",
    "find",
    "readings",
    "resolve",
    "season",
    "tense",
    "terms",
    "times",
]
