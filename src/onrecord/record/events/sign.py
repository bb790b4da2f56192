"""What a page says that became of a deadline: in so many words, or by a deed that was asked or threatened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.model import Act, Document, Event, Interval, MentionKind, Outcome, Reading, Span
from onrecord.model.actor import ACTORS
from onrecord.reading.events.limit import DAYS
from onrecord.reading.grammar.sentence import sentences
from onrecord.reading.timex import amount, find, resolve
from onrecord.record.actors.side import side
from onrecord.record.events.demand import stems
from onrecord.reference import Reference

TERM = r"(?:deadline|ultimatum|time\s+limit|cut-?off|\d+[\s-]days?|grace\s+period|term)\b"
_NEAR = r"[^.;]{0,60}?"
_OBJECT = r"(?:(?!(?:before|after|ahead|until|that|which|when|on)\b)[^\s.;,]+\s+){0,7}?"
# What runs until a day, by its name: a sentence that speaks of one speaks of no other deadline.
SUBJECT = re.compile(r"\b(?:mandate|truce|cease-?fire|licen[cs]e|concession|lease|moratorium)\b", re.IGNORECASE)
_RUNS = r"(?:mandate|truce|cease-?fire|licen[cs]e|concession|lease|moratorium|accord|treaty|agreement|pact)\b"
_LENGTH = r"(?:\w+\s+)?(?:minutes?|hours?|days?|weeks?|fortnight|months?)"
_TOLD: tuple[tuple[Outcome, re.Pattern[str]], ...] = (
    (
        Outcome.EXTENDED,
        re.compile(
            rf"\b(?:extend|prolong|postpon|push|mov|put)(?:s|ed|ing|e|es)?\s+(?:back\s+|off\s+)?{_OBJECT}{TERM}"
            rf"|\b{TERM}{_NEAR}\b(?:extended|prolonged|postponed|pushed\s+back|moved\s+to|put\s+(?:back|off)|deferred)\b"
            rf"|\b(?:extend|renew|prolong)(?:s|ed)?\s+{_NEAR}\b{_RUNS}"
            rf"|\b(?:keep|keeps|kept)\s+{_NEAR}\b{_RUNS}\s+(?:alive|in\s+force)(?=\s+until\b)"
            rf"|\b{_RUNS}{_NEAR}\b(?:been|was|were)\s+(?:extended|prolonged|renewed)\b"
            r"|\b(?:was|were)\s+to\s+have\s+(?:run\s+out|expired|ended|lapsed)\b(?=[^.;]{0,80}\binstead\b)"
            rf"|\b(?:gave|given|granted|grants?|gives?|allowed|won|got)\b{_NEAR}\b(?:more\s+time\b"
            rf"|(?:another|(?:a\s+)?further|(?:an\s+)?extra|(?:an\s+)?additional)\s+{_LENGTH}\b|\w+\s+more\s+(?:hours|days|weeks|months)\b"
            rf"|\w+\s+(?:hours|days|weeks|months)\s+more\b)",
            re.IGNORECASE,
        ),
    ),
    (
        Outcome.OVERTAKEN,
        re.compile(
            rf"\b(?:lift|drop|withdr[ae]w|cancel|abandon|shelv|suspend|waiv)\w*\s+{_NEAR}\b{TERM}"
            rf"|\b(?:demand|condition|threat)\b{_NEAR}\b(?:withdrawn|dropped|abandoned|lifted|off\s+the\s+(?:calendar|table))\b"
            rf"|\b(?:withdrew|dropped|abandoned)\s+(?:its|his|her|their|the)\s+(?:demand|threat)\b"
            rf"|\b{TERM}{_NEAR}\b(?:moot|void|overtaken|no\s+longer\s+(?:applies|holds|matters)|lifted|withdrawn|dropped)\b"
            r"|\bwould\s+have\s+(?:fallen\s+due|expired|lapsed|run\s+out|come\s+due)\b",
            re.IGNORECASE,
        ),
    ),
    (
        Outcome.MISSED,
        re.compile(
            rf"\b{TERM}{_NEAR}\b(?:passed|expired|lapsed|ran\s+out|run\s+out|came\s+and\s+went|ended)\b"
            rf"|\b(?:miss|ignor|let)(?:ed|s|ing)?\s+{_NEAR}\b{TERM}"
            rf"|\bfail(?:ed|s|ing)?\s+to\s+(?:meet|keep|beat|make)\s+{_NEAR}\b{TERM}"
            r"|\bmiss(?:ed|es)\s+(?:its|his|her|their|the)\s+date\b"
            rf"|\b(?:was|were)\s+to\s+have\s+\w+{_NEAR}\bby\b"
            rf"|\b(?:wait|look|hop)(?:ed|ing)\s+in\s+vain\b{_NEAR}\bby\b"
            r"|\b(?:came\s+and\s+went|(?:date|day|deadline)\b[^.;]{0,120}?\b(?:went|gone|slipped)\s+(?:by|past))\b"
            r"|\b(?:date|day|deadline)\b[^.;]{0,120}?\bpassed\b[^.;]{0,20}\b(?:without|and|unanswered|unheeded|in\s+silence)\b"
            r"|\b\w+\s+(?:hours?|days?|weeks?)\s+late\b"
            rf"|\bno\s+(?:answer|reply|response)\b{_NEAR}\b(?:had\s+come|came|arrived|was\s+received)\b"
            rf"|\b(?:expiry|end)\s+of\s+{_NEAR}\b{TERM}",
            re.IGNORECASE,
        ),
    ),
    (
        Outcome.MET,
        re.compile(
            rf"\b(?:met|beat|kept|complied\s+with|observed|obeyed)\s+(?:the|a|an|its|his|her|their|this|that|every)\s+{_OBJECT}{TERM}"
            rf"|\b(?:days?|hours?|week)\s+(?:before|ahead\s+of|short\s+of)\s+{_NEAR}\b(?:{TERM}|date\b)"
            rf"|\b(?:{TERM}|date){_NEAR}\b(?:was|were|is|been)\s+(?:kept|met|obeyed|heeded|honou?red|observed)\b"
            r"|\b\w+\s+(?:hours?|days?|weeks?)\s+(?:early|sooner)\b"
            rf"|\b(?:inside|within)\s+(?:the|its|his|her|their)\s+{_OBJECT}{TERM}"
            r"|\bhad\s+(?:all\s+|both\s+)?(?:come|arrived|gone|left|answered|replied|paid)\s+by\s+the\s+\d"
            r"|\b(?:in\s+time|on\s+time|ahead\s+of\s+(?:schedule|time))\b",
            re.IGNORECASE,
        ),
    ),
)
_OPEN = re.compile(
    r"\b(?:will|would(?!\s+have\s+(?:fallen|expired|lapsed|run|come))|could|might|(?-i:may)|if|unless|until|should|"
    r"before\s+the\s+\w+\s+(?:expires|ends|runs))\b",
    re.IGNORECASE,
)
# What is asked, weighed or refused has not been done.
_ASKED = re.compile(
    r"\b(?:request(?:s|ed|ing)?|ask(?:s|ed|ing)?|urg(?:e|es|ed|ing)|seek(?:s|ing)?|sought|call(?:s|ed|ing)?\s+for|want(?:s|ed)?|"
    r"propos\w+|consider\w*|refus\w+|reject\w*|rul(?:e|es|ed|ing)\s+out|declin\w+|plan\w*|not|never|no|without|den(?:y|ies|ied)|"
    r"threaten\w*|agreement\s+to|plea|appeal\w*|can|cannot|can['’]t)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
_BEFORE = re.compile(rf"\b(?:before|ahead\s+of)\s+[^.;,]{{0,30}}?\b{TERM}", re.IGNORECASE)
# "A further month, to 18 December": the old end was a month before the new one.
_FURTHER = re.compile(
    r"\b(?:another|further|extra|additional|by)\s+(?:(?P<count>\w+)\s+)?(?P<unit>hours?|days?|weeks?|fortnight|months?)\b,?\s+"
    r"(?:to|until|till)\s+",
    re.IGNORECASE,
)
# "Left on the 9th, a day early": the last day was the one after.
_OFF = re.compile(r"\b(?P<count>\w+)\s+(?P<unit>days?|weeks?)\s+(?P<how>late|early|sooner|inside)\b", re.IGNORECASE)
_SLACK = 1


@dataclass(frozen=True, slots=True)
class Sign:
    """A sentence of a page that says what became of a deadline: ``names`` are the sides named on the page.

    ``days`` are the last days of the times that the sentence names, ``near`` the sides: where a deadline of theirs
    falls on such a day, it speaks of that. ``about`` are the agreements that it names, ``subject`` is the word for what
    ran on or out, where it speaks of no deadline: a truce, an accord. An ``exact`` one tells the very day: "left on the
    9th, a day early".
    """

    outcome: Outcome
    document: str
    out: Interval
    span: Span
    words: str
    names: frozenset[str]
    days: frozenset[date] = frozenset()
    near: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
    subject: str | None = None
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """A deed of one day that a page tells: which ``sides`` took part, ``stems`` are the words of its sentence."""

    document: str
    out: Interval
    span: Span
    words: str
    act: Act
    day: date
    sides: tuple[str, ...]
    stems: frozenset[str]
    about: frozenset[str] = frozenset()


def signs(document: Document, reading: Reading, reference: Reference) -> tuple[Sign, ...]:
    """The sentences of one page that say what became of a deadline; a pure function of the page alone."""
    of = {a.name: a.of for a in reading.actors if a.of}
    names = frozenset(side(m.refers.value, of, reference) for m in reading.mentions if m.refers and m.span.line is None)
    return tuple(
        Sign(
            outcome,
            document.id,
            reading.published.value,
            span,
            " ".join(document.words(span).split()),
            names,
            _ends(document.text, span, outcome, reading.published.value),
            frozenset(
                side(m.refers.value, of, reference)
                for m in reading.mentions
                if m.refers and m.span in span and m.kind in ACTORS
            ),
            about(reading, span),
            subject,
            _OFF.search(document.text, span.start, span.end) is not None,
        )
        for span, outcome, subject in _told(document.text)
    )


def deeds(document: Document, reading: Reading, reference: Reference) -> tuple[Done, ...]:
    """The deeds of one day that a page tells; a pure function of the page alone."""
    of = {a.name: a.of for a in reading.actors if a.of}
    dated = [e for e in reading.events if e.who and _one_day(e)]
    if not dated:
        return ()
    cut = list(sentences(document.text))
    return tuple(_done(document, reading, event, cut, of, reference) for event in dated)


def about(reading: Reading, span: Span) -> frozenset[str]:
    """The agreements that a stretch of a page names."""
    named = (m for m in reading.mentions if m.kind is MentionKind.AGREEMENT and m.refers and m.span in span)
    return frozenset(m.refers.value for m in named if m.refers)


def _one_day(event: Event) -> bool:
    time = event.time.value
    return time.earliest is not None and time.latest is not None and (time.latest - time.earliest).days <= _SLACK


def _done(
    document: Document,
    reading: Reading,
    event: Event,
    cut: list[Span],
    of: dict[str, str],
    reference: Reference,
) -> Done:
    sentence = next((s for s in cut if s.start <= event.span.start < s.end), event.span)
    words = document.words(sentence)
    assert event.time.value.latest is not None
    agreed = about(reading, sentence) | ({event.agreement} if event.agreement else set())
    return Done(
        document.id,
        reading.published.value,
        sentence,
        " ".join(words.split()),
        event.act,
        event.time.value.latest,
        tuple(dict.fromkeys(side(name, of, reference) for name in event.who)),
        stems(words),
        agreed,
    )


def _ends(text: str, span: Span, outcome: Outcome, out: Interval) -> frozenset[date]:
    """The last days of the times that a sentence names, whether they lie before the page or ahead of it.

    Where more time is given to a day, that is the day on which it ended before.
    """
    found = [(words, resolve(words, out, future=ahead)) for words in find(text, span) for ahead in (False, True)]
    off = _OFF.search(text, span.start, span.end)
    if off is not None:
        done = [t.latest for w, t in found if t and t.latest and t.earliest == t.latest and w.span.end <= off.start()]
        try:
            apart = 1 if off["count"].lower() in ("a", "one") else amount(off["count"])
        except ValueError:
            return frozenset()
        gap = timedelta(apart * round(DAYS[off["unit"].lower().rstrip("s")]))
        return frozenset(day - gap if off["how"].lower() == "late" else day + gap for day in done)
    further = _FURTHER.search(text, span.start, span.end) if outcome is Outcome.EXTENDED else None
    if further is not None:
        new = {t.latest for w, t in found if t and t.latest and 0 <= w.span.start - further.end() <= 4}
        try:
            count = amount(further["count"]) if further["count"] else 1
        except ValueError:
            return frozenset()
        length = count * DAYS[further["unit"].lower().rstrip("s")]
        slack = _SLACK if further["unit"].lower().startswith("month") else 0
        return frozenset(
            day - timedelta(round(length) + off) for day in new if day is not None for off in range(-slack, slack + 1)
        )
    return frozenset(time.latest for _, time in found if time is not None and time.latest is not None)


def _told(text: str) -> Iterator[tuple[Span, Outcome, str | None]]:
    """The sentences that say what became of something, and what ran on or out, where that is no deadline."""
    for sentence in sentences(text):
        words = text[sentence.start : sentence.end]
        for outcome, pattern in _TOLD:
            match = pattern.search(words)
            if match is None or _OPEN.search(words[max(0, match.start() - 40) : match.end()]):
                continue
            if _ASKED.search(words[: match.start()]) or (outcome is Outcome.MISSED and _BEFORE.search(words)):
                continue
            yield sentence, outcome, _subject(words, match[0])
            break


def _subject(sentence: str, match: str) -> str | None:
    """What ran on or out by a sentence that speaks of no deadline."""
    if re.search(TERM, sentence, re.IGNORECASE):
        return None
    named = re.search(_RUNS, match, re.IGNORECASE) or SUBJECT.search(sentence)
    return named[0].casefold() if named else None
