"""A source without what is no part of who it names: datelines, when it was, how it was said."""

from __future__ import annotations

import re

from onrecord.model import Span
from onrecord.model.actor import ACTORS
from onrecord.reading.actors.byname import kind_of
from onrecord.reading.actors.cast import Cast
from onrecord.reading.actors.naming import whole
from onrecord.reading.encoder.noun import singular
from onrecord.reading.lexicon import words

# "Four weeks ago his government refused": when it was is no part of who.
_AGO = re.compile(r"(?:\w+\s+){1,2}(?:days?|weeks?|months?|years?)\s+(?:ago|later|earlier)\s+(?=\w)")
# "Last week its ministry" said: the same.
_LATELY = re.compile(
    r"(?:(?:(?:earlier|late|early)\s+)?(?:last|this)\s+(?:week|month|year|spring|summer|autumn|fall|winter|night|evening|"
    r"morning|(?:mon|tues|wednes|thurs|fri|satur|sun)day)|yesterday|today),?\s+(?=(?:the|its|his|her|their|an?)\s)",
    re.IGNORECASE,
)
# "Even her aides", "but analysts": neither is part of who.
_LEADING = re.compile(r"(?:even|only|just|but|and|so|yet)\s+(?=[a-z])", re.IGNORECASE)
# "TESSIN (CNS) - Varland": where and by whom it was written is no part of who.
_SAID = re.compile(r"(?:said|says|added|wrote)\s+(?=\w)")
_DATELINE = re.compile(
    r"(?:[A-Z][\w.,’' ]*)?(?:\([A-Z][\w ./]*\)\s*(?:--?|[–—•])|(?<=[A-Z]{2})\s+(?:--?|[–—•]))\s*(?=\S)"
)
# "The minister here", "the envoy also", "Kell famously", "the Budget Office hasn't": none of it is part of who.
_TRAILING = re.compile(
    r",?\s+(?:here|there|also|meanwhile|too|however|later|earlier|now|then|therefore|himself|herself|itself|themselves|"
    r"nevertheless|nonetheless|likewise|"
    r"yet|still|[a-z]+n['’]t|[a-z]{2,}ly|(?:then|also|later|soon|now)\s+[a-z]+(?:[^s]s|ed))$"
)
# "An offer the leadership" refused, "more ethanol than the industry" wants: what is told of it is no part of who.
_TOLD = re.compile(
    r"(?:[\w-]+\s+){1,3}than\s+(?=the\s)|(?:an?\s+)?(?!\w+ly\s|all\s|both\s|half\s)[a-z]{4,}\s+(?=the\s[a-z]+$)"
)
# "The press service of the Ministry of Defence" speaks for it, "reports of Arlen's coastguard confirming it" are its
# words; "shortly after noon the sides" met.
_SERVING = re.compile(
    r"(?:[Tt]he|[Aa])\s+press\s+(?:service|office|department|secretariat|cent(?:re|er))\s+of\s+(?=(?:the\s+)?[A-Z])|"
    r"[Rr]eports\s+of\s+(?=[A-Z])|(?:noon|midnight)\s+(?=the\s)"
)
_NOUNS = frozenset("reply supply rally bully monopoly anomaly assembly jelly".split())
# "Kell's (claim)": who owns it says it.
_OWNING = re.compile(r"(?:['’]s|(?<=s)['’])$")


def behind_dateline(text: str, sentence: Span) -> int:
    """Where a sentence begins behind a dateline: "TESSIN (CNS) - Varland"."""
    dateline = _DATELINE.match(text, sentence.start, sentence.end)
    return dateline.end() if dateline else sentence.start


def _reasons(cast: Cast, start: int, end: int) -> bool:
    """Whether what stands before a name is what is told of it: "the two reasons Arlen refused"."""
    before = cast.text[start:end].split()
    last = before[-1] if before else ""
    plural = last.isalpha() and last.islower() and last != singular(last)
    return (
        plural
        and cast.text[end - 1] == " "
        and kind_of(singular(last)) is None
        and last not in words("titles") | words("roles")
    )


def trimmed(cast: Cast, source: Span) -> Span:
    """The stretch of a source that says who it is."""
    start, end = source.start, whole(cast.text, source.end)
    for late in (_DATELINE, _AGO, _LATELY, _SAID, _LEADING, _TOLD, _SERVING):
        if opening := late.match(cast.text, start, end):
            start = opening.end()
    while trailing := _TRAILING.search(cast.text, start, end):
        word = trailing[0].strip(" ,")
        if word.endswith("ly") and (word in _NOUNS or kind_of(word) is not None):
            break
        end = trailing.start()
    for mention in cast.mentions.touching(Span(start, end)):
        if mention.span.start == start and mention.refers and mention.kind in ACTORS:
            end = max(end, mention.span.end)  # "USA" of "USA TODAY"
    for mention in cast.mentions.within(Span(start, end)):
        if (
            mention.span.end == end
            and mention.refers
            and mention.kind in ACTORS
            and _reasons(cast, start, mention.span.start)
        ):
            start = mention.span.start
    if owning := _OWNING.search(cast.text, start, end):
        end = owning.start()
    return Span(start, end) if start < end else source
