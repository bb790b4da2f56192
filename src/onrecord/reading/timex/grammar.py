"""The forms in which English writes a time: one rule a form, looked up by the word that a form begins with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.reading.timex.calendar import (
    COUNTS,
    DECADES,
    MONTHS,
    NUMBER,
    ORDINALS,
    SEASONS,
    SHORT_WEEKDAYS,
    VAGUE,
    WEEKDAYS,
)

# Days of every year, and stretches that the whole world dates alike, by the names they go under.
HOLIDAYS = {
    "new year's eve": (12, 31), "new year's day": (1, 1), "christmas eve": (12, 24), "christmas day": (12, 25),
    "christmas": (12, 25), "boxing day": (12, 26), "halloween": (10, 31), "valentine's day": (2, 14),
    "may day": (5, 1), "april fools' day": (4, 1), "st. patrick's day": (3, 17),
}  # fmt: skip
ERAS = {
    "9/11": ("2001-09-11", "2001-09-11"),
    **dict.fromkeys(("world war i", "world war one", "wwi", "first world war"), ("1914-07-28", "1918-11-11")),
    **dict.fromkeys(("world war ii", "world war two", "wwii", "ww2", "second world war"), ("1939-09-01", "1945-09-02")),
}


def _either(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; apostrophes of either shape, spaces left for later."""
    escaped = (re.escape(w).replace(r"\ ", " ").replace("'", "['’]") for w in sorted(words, key=len, reverse=True))
    return "|".join(escaped)


_FULL = [m for m in MONTHS if len(m) > 4 or m in ("may", "june", "july")]
_ABBREVIATED = [m for m in MONTHS if m not in _FULL]
# A full stop belongs to the shortened name alone.
_NAMES = rf"(?:{_either(_FULL)})\b|(?:{_either(_ABBREVIATED)})\b"
_MONTH = rf"(?P<month>{_NAMES})(?:(?<!ry)(?<!rch)(?<!ril)(?<!may)(?<!une)(?<!uly)(?<!ust)(?<!ber)\.)?"
_MONTH2 = _MONTH.replace("<month>", "<month2>")
_YEAR = r"(?P<year>(?:1[0-9]|20|21)[0-9][0-9])(?![0-9]|[.,][0-9])"
_DAY = r"(?P<day>[12][0-9]|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![0-9]|[.,:][0-9]|%)"
_DAY2 = _DAY.replace("<day>", "<day2>")
_TO = r" ?(?:-|–|—|to|and|&) ?"
_DASH = r" ?[-–—] ?"
_WEEKDAY = rf"(?P<weekday>{_either(WEEKDAYS)})\b"
_ANY_WEEKDAY = rf"(?P<weekday>{_either((*WEEKDAYS, *SHORT_WEEKDAYS))})\b(?:(?<!day)\.)?"
_SEASON = rf"(?P<season>{_either(SEASONS)})\b"
_UNIT = (
    r"(?P<unit>seconds?|minutes?|hours?|days?|nights?|weeks?|weekends?|fortnights?|months?|"
    r"quarters?|years?|decades?|centur(?:y|ies))\b"
)
_ONE = r"(?P<unit>day|night|week|weekend|month|quarter|year|decade|century)\b(?![-’']?(?:s\b|old))"
_PART = r"(?P<part>morning|afternoon|evening|night)\b"
_COUNT = rf"(?P<count>{_either(VAGUE)}|half an?|{NUMBER})"
_HALF = r"(?: (?:and (?:a|one)[- ]half|1/2|½))?"
_SPAN = rf"{_COUNT}{_HALF}[-\s]{{1,2}}{_UNIT}{_HALF}"
_EDGE = r"(?P<edge>early|earlier|late|later|mid|middle)"
_BC = r"(?P<era>BCE?|B\.C\.(?:E\.)?|AD|A\.D\.|CE|C\.E\.)(?![A-Za-z])"
_ORDINAL = rf"(?P<nth>{_either(ORDINALS)}|[12]?[0-9](?:st|nd|rd|th))"
_NEXT = "next|following|subsequent|previous|preceding"

_WHICH = frozenset("last this next past coming".split())
_MONTH_HEADS = frozenset(MONTHS)
_SEASON_HEADS = frozenset(SEASONS)
_EDGES = frozenset("early earlier late later mid middle".split())
_ORDINALS = frozenset(ORDINALS) | {"twenty"}
# The figures that a form may begin with, by how many there are.
_FIGURES = frozenset({"#1", "#2", "#3", "#4", "#5"})


@dataclass(frozen=True, slots=True)
class Rule:
    """A form: its ``kind``, which tells how it is resolved, and its pattern; found at the ``heads`` alone."""

    kind: str
    heads: frozenset[str]
    pattern: re.Pattern[str]


def _rule(kind: str, heads: Iterable[str] | str, pattern: str) -> Rule:
    """A rule; a space in the pattern, outside of brackets, is one to three characters of white space."""
    words = frozenset(heads.split()) if isinstance(heads, str) else frozenset(heads)
    spaced = re.sub(r"(\\.|\[[^\]]*\])|( \?)|( )", lambda m: m[1] or (r"\s{0,3}" if m[2] else r"\s{1,3}"), pattern)
    return Rule(kind, words, re.compile(f"(?:{spaced})", re.IGNORECASE))


RULES: tuple[Rule, ...] = (
    # Days: "Friday, 12 March 2018", "March 4-5", "12 March - 3 April 2018", "2018-03-12", "12/03/2018".
    _rule("date", {*WEEKDAYS, *SHORT_WEEKDAYS},
          rf"{_ANY_WEEKDAY},? (?:the )?{_MONTH} {_DAY}(?: ?,? {_YEAR})?"),
    _rule("date", {*WEEKDAYS, *SHORT_WEEKDAYS},
          rf"{_ANY_WEEKDAY},? (?:the )?{_DAY}(?: of)? {_MONTH}(?: ?,? {_YEAR})?"),
    _rule("date", _MONTH_HEADS,
          rf"{_MONTH} (?:the )?{_DAY}(?:{_DASH}{_DAY2})?(?: ?,? (?:in )?{_YEAR}| (?P<next>next|last)"
          r")?"),
    _rule("date", _MONTH_HEADS, rf"{_MONTH} (?P<day>[12][0-9]|3[01]|0?[1-9])(?: and | ?& ?){_DAY2} ?,? {_YEAR}"),
    _rule("date", {"#1", "#2"},
          rf"{_DAY}(?:{_TO}{_DAY2})?(?: day)?(?: of)? {_MONTH}(?: ?,? (?:in )?{_YEAR}| (?P<next>next|last)\b)?"),
    _rule("date", {"the"}, rf"the {_DAY}(?: day)? of {_MONTH}(?: ?,? {_YEAR}| (?P<next>next|last)\b)?"),
    _rule("date", {"the", "fourth"}, rf"(?:the )?(?P<nth>{_either(ORDINALS)}) (?:day )?of {_MONTH}(?: ?,? {_YEAR})?"),
    _rule("date", {"#4"},
          r"(?P<year>[0-9]{4})([-/.])(?P<month>[0-9]{2})\2(?P<day>[0-9]{2})(?![0-9]|[-/.][0-9])(?:T(?=[0-9])"
          r")?"),
    _rule("figures", {"#1", "#2"},
          r"(?P<one>[0-9]{1,2})([-/.])(?P<two>[0-9]{1,2})\2(?P<year>(?:1[5-9]|20)[0-9]{2})(?![0-9]|"
          r"[-/.][0-9])"),
    # Months: "January-June 2016", "early March 2018", "May, 1750", "in May".
    _rule("months", _MONTH_HEADS, rf"{_MONTH}{_DASH}{_MONTH2}(?:,? (?:of )?{_YEAR})?"),
    _rule("month", _MONTH_HEADS | _EDGES,
          rf"(?:{_EDGE}[- ])?{_MONTH}(?:,? (?:of )?(?:{_YEAR}|(?P<era_year>[0-9]{{3}})(?![0-9])(?!,? [A-Za-z]+s\b)"
          r"|(?P<which>last|this|next) (?P<of_year>year)))?"),
    _rule("month", _WHICH, rf"(?P<which>last|this|next|this past|this coming) {_MONTH}(?! [0-9])"),
    # Seasons, quarters, halves.
    _rule("season", _SEASON_HEADS | _EDGES | {"the"},
          rf"(?:the )?(?:{_EDGE}[- ])?{_SEASON}(?: of|,)? {_YEAR}(?:[-/–](?P<year2>[0-9]{{2}}|[0-9]{{4}})"
          r"(?![0-9]))?"),
    _rule("season", _WHICH | _EDGES,
          rf"(?:{_EDGE} )?(?P<which>last|this|next|this past|this coming) {_SEASON}(?! ?(?:camp|school|"
          r"olympic|paralympic))"),
    _rule("bare season", {h + s for h in SEASONS for s in ("", "s")},
          rf"(?P<season>{_either((*SEASONS, 'springs', 'summers', 'autumns', 'winters'))})\b"),
    _rule("quarter", _ORDINALS | {"the", "#1"},
          rf"(?:the )?{_ORDINAL} (?P<division>quarter|half) of (?:{_YEAR}|(?P<which>this|last|next|"
          r"the) year)"),
    _rule("quarter", {"q", "h"}, rf"(?P<division>[QH])(?P<number>[1-4])(?:[- ](?:of )?{_YEAR})(?!\w)"),
    # Years, decades, centuries.
    _rule("decade", _EDGES | {"#4"}, rf"(?:{_EDGE}[- ])?(?P<decade>1[0-9][0-9]0|20[0-9]0)['’]?s\b"),
    _rule("decade", {"the", "#2"},
          rf"(?:the (?:{_EDGE}[- ])?|(?<=mid-)|(?<=['’]))['’]?(?P<short>[1-9]0)['’]?s\b(?! ?°)"),
    _rule("decade", {"the"}, rf"the (?:{_EDGE}[- ])?(?:(?P<hundreds>nineteen)[- ])?(?P<word>{_either(DECADES)})\b"),
    _rule("century", _EDGES | _ORDINALS | {"#1", "#2"},
          rf"(?:{_EDGE}[- ])?{_ORDINAL}[- ](?:century|c\.)(?: {_BC})?(?!\w)"),
    _rule("century", {"the"}, rf"the (?:{_EDGE}[- ])?(?P<nth>{_either(ORDINALS)})[- ]century\b(?: {_BC})?(?!\w)"),
    _rule("year", {"the", "year"}, r"(?:the )?year (?P<year>[0-9]{2,4})(?![0-9]|[.,][0-9])"),
    _rule("year", _EDGES, rf"{_EDGE}[- ]{_YEAR}(?!-[0-9])(?!['’]?s\b)"),
    _rule("year", {"early", "late"}, rf"(?P<edge>early|late) in {_YEAR}(?!-[0-9])(?!['’]?s\b)"),
    _rule("old year", {"#3"}, r"(?P<year>[1-9][0-9]{2})(?![0-9]|[.,:][0-9]|%)"),
    _rule("year", {"#1", "#2", "#3", "#4", "#5"}, rf"(?P<year>[0-9]{{1,4}}) {_BC}"),
    _rule("year", {"ad", "bc", "ce"}, rf"{_BC} ?(?P<year>[0-9]{{1,4}})(?![0-9]|[.,][0-9])"),
    _rule("bare year", {"#4"}, rf"{_YEAR}"),
    # Days seen from today.
    _rule("relative", {"the", "day"}, r"(?:the )?(?P<word>day before yesterday|day after tomorrow)\b"),
    _rule("relative", {"earlier", "later"}, r"(?P<word>(?:earlier|later) (?:in|on) (?:the|that) (?:same )?day)\b"),
    _rule("relative", {"earlier", "later", "today", "yesterday", "tomorrow", "tonight", "early", "late"},
          rf"(?:(?:earlier|later|early|late) )?(?P<word>today|yesterday|tomorrow|tonight)\b(?: {_PART})?"),
    _rule("relative", _WHICH | {"earlier", "later", "early", "late"},
          r"(?:(?:earlier|later|early|late) )?(?P<word>this (?:very )?(?:morning|afternoon|evening)"
          r"|last (?:night|evening)|this very day|this day)\b"),
    _rule("weekday", {*WEEKDAYS, *_WHICH, "early", "late", "the"},
          r"(?:(?:early|late) )?(?:(?:the )?(?P<which>this past|this coming|last|this|next|past|coming|"
          rf"previous|following) )?{_WEEKDAY}(?:['’]s\b)?(?: {_PART})?"),
    _rule("weekday", {"a", "on"}, rf"(?:a )?(?P<of>week) (?:on|from) {_WEEKDAY}"),
    # "Over the weekend", "on the 9th of the month": the nearest one back or ahead, as a weekday is.
    _rule("near", {"the"}, r"(?:(?<=over\s)|(?<=at\s)|(?<=during\s)|(?<=on\s))the (?P<unit>weekend)\b"),
    _rule("near", {"the"},
          r"(?:(?<=on\s)|(?<=by\s)|(?<=until\s)|(?<=since\s)|(?<=till\s))(?:the )"
          r"(?P<monthday>[12]?[0-9]|3[01])(?:st|nd|rd|th)(?: (?:day )?of (?:the|this) month\b"
          r"|(?=[.,;:!?”\"]| (?:and|but|in|at|when|after|with|to|for|because|which|by)\b|$))"),
    _rule("relative", {"overnight"},
          r"(?P<word>overnight)\b(?=[.,;:!?”\"]| (?:and|but|in|at|when|after|with|to|as|from|into|near|by|off|on"
          r"|across)\b|$)"),
    # Stretches seen from today: "earlier this month", "the past five years", "in recent years", "the coming weeks".
    _rule("period", _WHICH | _EDGES | {"the"},
          rf"(?:(?:the )?{_EDGE} )?(?P<which>this past|this coming|last|this|next) {_ONE}"),
    _rule("end", {"the", "year", "month", "week"},
          r"(?:the )?(?P<edge>end|beginning|start|middle|close|rest|remainder) of (?:(?P<which>last|"
          r"this|next) |the (?P<same>same )?|that )(?P<unit>week|weekend|month|quarter|year|decade|"
          r"century)\b"
          r"|(?P<unit2>year|month|week)['’]?s?[- ](?P<edge2>end)\b"),
    _rule("span", {"the"},
          rf"the (?P<way>last|past|previous|next|coming|following) (?:{_COUNT}){_HALF}[- ]{_UNIT}"
          rf"(?: and {NUMBER} (?P<more>months?|"
          r"days?|weeks?))?"),
    _rule("span", {"the"},
          r"the (?P<way>last|past) (?P<unit>hours?|days?|weeks?|weekends?|months?|quarters?|years?|"
          r"decades?|century|centuries)\b"),
    _rule("span", _WHICH,
          rf"(?P<way>last|past|next|coming) (?:{_COUNT}){_HALF}[- ](?P<unit>hours?|days?|weeks?|months?|"
          r"quarters?|years?|decades?|centuries)\b"),
    _rule("span", {"recent", "past", "coming"},
          r"(?P<way>recent|past|coming) (?P<unit>hours|days|weeks|months|years|decades|centuries|"
          r"times)\b"),
    _rule("span", {"the"}, r"the (?P<unit>hours|days|weeks|months|years|decades) (?P<way>ahead|to come)\b"),
    _rule("span", {"the"},
          r"the (?P<way>last|past|next|coming|recent) (?:few|several|many|couple of) (?P<unit>hours|"
          r"days|weeks|months|years|decades|centuries)\b"),
    # Counted from today, or from the time named before.
    _rule("ago", COUNTS | _FIGURES | {"the"}, rf"{_SPAN},? (?:ago|back|earlier this)\b(?! and forth| in)"),
    _rule("ago", COUNTS | _FIGURES, rf"(?P<count>{NUMBER})-(?P<unit>day|week|month|year)s?-ago\b"),
    _rule("later", COUNTS | _FIGURES,
          rf"{_SPAN} (?P<way>later|earlier|afterwards?|previously|(?:before|after)(?! (?:the|a|an|"
          r"his|her|their|its|that|this|he|she|it|they|we|i|[A-Z0-9]\w*)\b))\b(?! than\b)"),
    _rule("next", {"the", "that", "this"},
          rf"(?:the|that) (?P<way>very next|{_NEXT}|same|very same) (?P<unit>day|morning|afternoon|"
          r"evening|night|week|weekend|month|quarter|year|decade|century|season|spring|summer|autumn|"
          r"fall|winter)\b"),
    _rule("next", {"that", "the"},
          r"that (?:(?P<way>same) )?(?P<unit>day|week|month|year|decade|century|morning|afternoon|"
          r"evening|night|summer|winter|spring|autumn)\b"),
    _rule("next", {"the"},
          r"the (?P<unit>day|night|week|month|year|decade) (?P<way>before|after)\b(?! (?:the|a|an|"
          r"his|her|their|its|that|this|he|she|it|they|we|i)\b)"),
    # How long, how old, how often: no dates.
    _rule("age", COUNTS | _FIGURES, rf"(?P<count>{NUMBER})[- ](?P<unit>day|week|month|year)s?[- ]olds?\b"),
    _rule("age", {"aged", "age"}, r"(?:aged|ages?(?: of)?) (?P<count>[0-9]{1,3})(?![0-9.,])"),
    _rule("set", {"every", "each"},
          rf"(?:every|each) (?:(?:other|single|{_COUNT}) )?(?:{_WEEKDAY}|{_SEASON}|{_MONTH}|{_UNIT}|"
          rf"{_PART}|weekday)"),
    _rule("set", {*WEEKDAYS, "weekdays", "weekends"},
          rf"(?P<weekdays>{_either(f'{w}s' for w in (*WEEKDAYS, 'weekday', 'weekend'))})\b(?! {_MONTH})"),
    _rule("set", COUNTS | _FIGURES | {"once", "twice"},
          rf"(?:once|twice|{_COUNT} times|thrice) (?:a|an|every|each|per) {_ONE}"),
    _rule("set", {"hourly", "daily", "nightly", "weekly", "fortnightly", "monthly", "quarterly", "yearly", "annually"},
          r"(?P<adverb>hourly|daily|nightly|weekly|fortnightly|monthly|quarterly|yearly|annually)\b"),
    _rule("term", {"in", "within", "after"},
          rf"(?P<way>within|in)(?: the next)? (?P<count>{NUMBER}){_HALF}[-\s]{{1,2}}(?P<unit>hours?|"
          r"days?|weeks?|months?|years?)['’]?(?: time)?\b(?!['’-])"),
    _rule("duration", COUNTS | _FIGURES, rf"{_SPAN}(?!['’]?s? old)"),
    _rule("duration", {"days", "weeks", "months", "years", "decades", "centuries", "hours", "minutes"},
          r"(?P<unit>minutes|hours|days|weeks|months|years|decades|centuries)\b"),
    # Times of the day, named days, named stretches.
    _rule("clock", {"#1", "#2"},
          r"(?:(?:[01]?[0-9]|2[0-4])[:.][0-5][0-9](?::[0-5][0-9])?(?: ?[ap]\.?m\b\.?)?|(?:1[0-2]|"
          r"0?[1-9]) ?[ap]\.?m\b\.?|(?:1[0-2]|[1-9]) o['’]clock)(?: ?(?:GMT|UTC|BST|[ECMP][SD]?T|"
          r"CEST|MSK|IST|local time))?(?![0-9%])"),
    _rule("clock", {"noon", "midnight", "midday"}, r"(?:noon|midnight|midday)\b"),
    _rule("holiday", {h.split()[0].split("'")[0].rstrip(".") for h in HOLIDAYS},
          rf"(?P<holiday>{_either(HOLIDAYS)})(?!\w)(?:,? {_YEAR})?"),
    # Eras without days that everybody agrees on, and years of a life: no interval unless the text gives one.
    _rule("epoch", {"the"},
          r"the (?P<epoch>(?:early |late |high )?middle ages|cold war|renaissance|crusades|great depression|"
          r"enlightenment|industrial revolution|(?:stone|bronze|iron) age|last ice age|colonial era)\b(?![-’'])"),
    _rule("life", {"his", "her", "their", "my"},
          r"(?:his|her|their|my) (?P<stage>freshman|sophomore|junior|senior) (?P<unit>year)\b(?![-’'])"),
    _rule("era", {"world", "wwi", "wwii", "ww", "first", "second", "#1"}, rf"(?P<name>{_either(ERAS)})(?!\w|/)"),
)  # fmt: skip
