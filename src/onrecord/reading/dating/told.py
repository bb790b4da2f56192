"""Dates that the text tells of, as constraints: what is past bounds a page from below, what is to come from above.

The true year of a story is in few of them, so no year of the text is ever taken for the story's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from onrecord.model import Evidence, Granularity, Interval, Span
from onrecord.reading.dating.constraint import Constraint, around, odds, tier
from onrecord.reading.lexicon import words as listed
from onrecord.reading.timex import WEEKDAYS, TimeWords, find, resolve

_PAST_SURE, _AHEAD_SURE, _NAMED_SURE = odds(0.9), odds(0.85), odds(0.88)
# A day without its year lies within the year around the page: a writer gives the year of one that does not.
_MONTHS_OFF = 300
_SPOKEN = frozenset({"date", "month", "bare year", "figures", "quarter", "season"})
_SIGN = re.compile(r"(?:1[89]|20)\d\d|\d{1,2}/\d{1,2}/\d\d")
# Words that keep a time from being past: what will be, may be, would have been, is asked or planned.
_NOT_PAST = re.compile(
    r"\b(?:will|would|could|should|may|might|must|shall|won['’]t|if|unless|by|until|till|through|target\w*|goals?|deadline|"
    r"expect\w*|plan\w*|project\w*|forecast\w*|due|next|upcoming|coming|expir\w*|schedul\w*|ahead|before|beyond|run|"
    r"aims?|aimed|promis\w*|pledg\w*|propos\w*|predict\w*|budget|fiscal|cycle|re-?election|for|to|film|movie|novel|fiction)\b|['’]ll\b",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\bsince\s+(?:[a-z]+\s+)?$", re.IGNORECASE)
_IN = re.compile(r"\b(?:in|on|during|after|of|since|early|late|mid)[-\s]+(?:(?:early|late|mid)[-\s]+)?$", re.IGNORECASE)
_AHEAD = re.compile(
    r"(?:\bwill|['’]ll|\bwon['’]t|\b(?:is|are) (?:due|set|expected|scheduled|planned|slated) to)\s+(?:\w+\s+){1,8}?"
    r"(?:in|by|until|on|before|through)\s+(?:early |late |mid-)?$",
    re.IGNORECASE,
)
# In these a "will" is somebody's of long ago, or nobody's.
_REPORTED = re.compile(r"\b(?:would|had|was|were|once|then)\b|\b(?:1[89]|20)\d\d\b", re.IGNORECASE)
# Behind these a year is a name for something, or one end of a range.
_NO_TIME = re.compile(r"\s*(?:[-–—]|to\b|and\b|or\b|rather|election|race|campaign)")
_PRESENT = frozenset({"is", "are", "am", "be", "being"})
_HAVE = frozenset({"was", "were", "had", "did", "has", "have"})
_WORD = re.compile(r"[^\W\d_]+")
# So many characters before and behind a time may belong to its sentence.
_BEFORE, _AFTER = 250, 200


def told(text: str) -> Iterator[Constraint]:
    """The constraints that the dates of a text make: at most one from below, one from above, one by a named day."""
    found = list(find(text)) if _SIGN.search(text) else []
    past, ahead = [], []
    for words in found:
        time = _full(words)
        if time is None or time.earliest is None or time.latest is None:
            continue
        sentence = _sentence(text, words.span)
        before = text[sentence.start : words.span.start]
        if _is_past(text, sentence, words.span, before):
            past.append((time.earliest, words.span))
        elif _AHEAD.search(before) and not _REPORTED.search(text[sentence.start : words.span.start]):
            ahead.append((time.latest, words.span))
    yield from _bound(text, past, "dates told as past", "is told as past, so the page is no older", _PAST_SURE, True)
    yield from _bound(
        text, ahead, "dates told as to come", "is told as to come, so the page is no younger", _AHEAD_SURE, False
    )


def named_days(text: str, until: date) -> Iterator[Constraint]:
    """Days given with their weekday and without a year ("Tuesday, Sept. 27"): only some years have them."""
    for words in find(text):
        weekday, month, number = (words.part(name) for name in ("weekday", "month", "day"))
        if words.kind != "date" or weekday not in WEEKDAYS or not (month and number) or words.part("year"):
            continue
        seen = (resolve(words, Interval.day(date(year, 12, 31))) for year in range(1950, until.year + 2))
        days = sorted({t.earliest for t in seen if t and t.earliest and t.earliest.weekday() == WEEKDAYS[weekday]})
        if not days:
            continue
        surface = text[words.span.start : words.span.end]
        years = [d.year for d in days]
        says = f"{surface} is a {weekday.capitalize()} only in some years (of late {', '.join(map(str, years[-4:]))})"
        why = Evidence("named day", says, words.span)
        around_it = (around(d, _MONTHS_OFF, _MONTHS_OFF) for d in days)
        yield Constraint("named day", surface, (tier(around_it, _NAMED_SURE),), (why,))
        return


def _full(words: TimeWords) -> Interval | None:
    """The day, month or year that a time with its year means by itself."""
    if words.kind not in _SPOKEN or words.part("year") is None:
        return None
    time = resolve(words, Interval())
    return time if time is None or time.granularity is not Granularity.OPEN else None


def _sentence(text: str, span: Span) -> Span:
    """The sentence, or what looks like one, around a span."""
    since, until = max(0, span.start - _BEFORE), min(len(text), span.end + _AFTER)
    start = max(text.rfind(mark, since, span.start) for mark in (". ", ".” ", "\n", "; ", '." ')) + 1
    stops = [i for mark in (". ", "\n", "; ") if (i := text.find(mark, span.end, until + 1)) >= 0]
    return Span(max(start, since), min([*stops, until]))


def _is_past(text: str, sentence: Span, span: Span, before: str) -> bool:
    """Whether a time is told as past: behind "since", or with a verb in the past and no word of what may be."""
    if _SINCE.search(before):
        return True
    behind = text[span.end : sentence.end]
    if not _IN.search(before) or _NO_TIME.match(behind):
        return False
    if _NOT_PAST.search(f"{before[-120:]} {behind[:80]}"):
        return False
    # The verb that the time belongs to stands before it, or behind where the time opens the sentence.
    words = _WORD.findall(before[-120:])
    at = next((i for i in range(len(words) - 1, -1, -1) if _is_verb(words[i])), None)
    if at is None:
        words = _WORD.findall(behind[:120])
        at = next((i for i, word in enumerate(words) if _is_verb(word)), None)
    return at is not None and words[at] not in _PRESENT and not (at and words[at - 1] in _PRESENT)


def _is_verb(word: str) -> bool:
    """Whether a word in the small is a verb form that tells past from present."""
    return word in _PRESENT or word in _HAVE or (word.endswith("ed") and len(word) > 3) or word in listed("past")


def _bound(
    text: str, found: Sequence[tuple[date, Span]], name: str, says: str, weight: float, below: bool
) -> Iterator[Constraint]:
    """One constraint of all times on one side: half its weight for the outermost, half for the one within.

    That the outermost is misread costs half of it; a page full of such times weighs no more than one.
    """
    ranked = sorted(dict(reversed(found)).items(), reverse=below)
    if not ranked:
        return
    (outermost, span), inner = ranked[0], ranked[min(1, len(ranked) - 1)][0]

    def side(day: date) -> Interval:
        return Interval(day, None, Granularity.OPEN) if below else Interval(None, day, Granularity.OPEN)

    surface = text[span.start : span.end]
    why = Evidence("told date", f"{surface} {says}", span)
    yield Constraint("told date", name, (tier([side(outermost)], weight / 2), tier([side(inner)], weight / 2)), (why,))
