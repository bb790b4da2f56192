"""Claims of office: who a page calls by an office as somebody who speaks or acts when it comes out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from onrecord.model import Claim, Interval, Judgement, Span, Statement
from onrecord.reading.actors.cast import Cast
from onrecord.reading.dating.office import RECALLED, namings

# Words by which a sentence tells of a time when somebody still held the office.
_BACK_THEN = re.compile(
    r"\b(?:then|had|under|late|when|during|administration|era|once|at\s+the\s+time|nicknamed|portrait|biograph\w+|memoir\w*|"
    r"book|library|predecessor|successor|elect|nominee|candidate|next|incoming)\b",
    re.IGNORECASE,
)
# What somebody said up to so long before the page still counts as said now.
_LATELY = timedelta(14)


def tenures(
    cast: Cast, published: Judgement[Interval], sentences: Sequence[Span], said: Sequence[Statement]
) -> Iterator[Claim]:
    """One claim for each person and office; ``about`` is the person, ``value`` the office and whose it is.

    Only where the page gives its own date, and only of people whom it hears or who do something in its days: of others
    a page may tell what they were.
    """
    day = published.value
    if not day.known or day.earliest is None or not any(e.rule.startswith("date:") for e in published.evidence):
        return
    seen: set[tuple[str, str]] = set()
    for one in namings(cast):
        sentence = next((s for s in sentences if one.span in s), one.span)
        words = cast.text[sentence.start : sentence.end]
        if one.over or RECALLED.search(words) or _BACK_THEN.search(words):
            continue
        own = [s for s in said if s.speaker and s.speaker.value == one.name and s.source and s.parent is None]
        if not any(s.source in sentence for s in own if s.source):
            continue
        if any(s.time.value.latest and s.time.value.latest < day.earliest - _LATELY for s in own):
            continue
        office = one.held[-1]
        # "The Russian nuclear chief" names an office by a general word: which one it is may be another's.
        if not set(_words(office.title)) <= set(_words(cast.text[one.span.start : one.span.end])):
            continue
        value = f"{office.title} of {office.of}"
        if (one.name, value) not in seen:
            seen.add((one.name, value))
            yield Claim(one.span, one.name, "office", value)


def _words(text: str) -> list[str]:
    """The words of a title or naming, in one spelling."""
    return text.lower().replace("defense", "defence").replace("-", " ").split()
