"""A deadline as one page sets it: by whom, for whom, what it asks or threatens, what its sentence says became of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from onrecord.model import Deadline, Document, Interval, Outcome, Reading, Span
from onrecord.model.actor import ACTORS
from onrecord.reading.grammar.sentence import sentences
from onrecord.reading.lexicon import words as listed
from onrecord.reading.timex import find, resolve
from onrecord.record.actors.side import side
from onrecord.record.events.demand import Demand, demand, threat
from onrecord.record.events.sign import about
from onrecord.reference import Reference

LATE = timedelta(45)
"""A deed that was asked is told as late so long after the last day."""
# A page that looks back says in the same sentence what became of it.
_LOOKS_BACK = re.compile(
    r"\b(?:was|were)\s+(?:to|due|meant|supposed)\b|\bhad\s+(?:until|wanted|to|been)\b", re.IGNORECASE
)
_IN_TIME = re.compile(
    r"\b(?:the\s+day\s+before|(?:in|on)\s+time|early|ahead\s+of\s+(?:time|schedule))\b", re.IGNORECASE
)
_TOO_LATE = re.compile(
    r"\b(?:\w+\s+(?:hours?|days?|weeks?)\s+late|too\s+late|in\s+vain|the\s+day\s+after)\b", re.IGNORECASE
)
_SPEAKS = re.compile(
    r"\b(?:sa(?:y|ys|id)|t(?:ells?|old)|announc\w+|warn\w*|vow\w*|add(?:s|ed)|insist\w*|refus\w+|not|no)\b",
    re.IGNORECASE,
)
RUNS_OUT = re.compile(
    r"\b(?:runs?\s+out|expires?|expired|ends?|ended|lapses?|lapsed|terminates?|dies?)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Set:
    """A deadline as one page tells it: who sets it and who is bound by it, as sides.

    ``wanted`` is what must be done, ``threatened`` what else happens; ``about`` are the agreements that run out then,
    ``told`` what the same sentence says became of it, where it looks back.
    """

    deadline: Deadline
    document: str
    out: Interval
    by: str | None
    bound: str | None
    words: str = ""
    wanted: Demand = field(default_factory=Demand)
    threatened: Demand = field(default_factory=Demand)
    about: frozenset[str] = frozenset()
    told: Outcome | None = None
    sentence: str = ""


def terms(document: Document, reading: Reading, reference: Reference) -> tuple[Set, ...]:
    """The deadlines of one page; a pure function of the page alone."""
    if not reading.deadlines:
        return ()
    of = {a.name: a.of for a in reading.actors if a.of}
    said = {s.id: s for s in reading.statements}
    cut = sentences(document.text)
    found = []
    for deadline in reading.deadlines:
        speaker = said[deadline.statement].speaker if deadline.statement else None
        setter = speaker.value if speaker else deadline.by
        by = None if setter is None else side(setter, of, reference)
        bound = None if deadline.bound is None else side(deadline.bound, of, reference)
        words = document.words(deadline.span).casefold()
        place = next((n for n, s in enumerate(cut) if s.start <= deadline.span.start < s.end), None)
        sentence = deadline.span if place is None else cut[place]
        before = cut[place - 1] if place else None
        ahead = cut[place + 1] if place is not None and place + 1 < len(cut) else None
        names = _names(document, reading, sentence)
        found.append(
            Set(
                deadline,
                document.id,
                reading.published.value,
                by,
                bound,
                words,
                demand(document.text, sentence, deadline.span, names),
                threat(document.text, sentence, ahead, names),
                _ending(document, reading, deadline, sentence, before),
                _since(document, deadline, sentence, reading.published.value),
                " ".join(document.words(sentence).split()),
            )
        )
    return tuple(found)


def _names(document: Document, reading: Reading, sentence: Span) -> frozenset[str]:
    """The words by which a sentence names somebody: they say nothing of what is to be done."""
    named = (m.span for m in reading.mentions if m.refers and m.span in sentence and m.kind in ACTORS)
    return frozenset(word.casefold() for span in named for word in re.findall(r"\w+", document.words(span)))


def _ending(
    document: Document, reading: Reading, deadline: Deadline, sentence: Span, before: Span | None
) -> frozenset[str]:
    """The agreements that run out on a day: named beside the deadline, or by its "it" in the sentence before."""
    words = document.words(deadline.span)
    if not RUNS_OUT.search(words):
        return frozenset()
    back = before is not None and words.casefold().startswith(("it ", "which ", "this "))
    return about(reading, sentence) or (about(reading, before) if back and before is not None else frozenset())


def _since(document: Document, deadline: Deadline, sentence: Span, out: Interval) -> Outcome | None:
    """What the sentence of a deadline says became of it: "was to leave by the 6th, and sailed the day before"."""
    last, text = deadline.falls.value.latest, document.text
    head = text[sentence.start : deadline.span.end]
    behind = text[deadline.span.end : sentence.end]
    if last is None or out.latest is None or last > out.latest or not _LOOKS_BACK.search(head):
        return None
    if _TOO_LATE.search(behind):
        return Outcome.MISSED
    if _SPEAKS.search(behind):
        return None
    if _IN_TIME.search(behind):
        return Outcome.MET
    for words in find(text, Span(deadline.span.end, sentence.end)):
        done = resolve(words, out, future=False)
        if done is None or done.earliest is None or done.earliest != done.latest or not _done_by(behind):
            continue
        if done.earliest <= out.latest and abs((done.earliest - last).days) <= LATE.days:
            return Outcome.MET if done.earliest <= last else Outcome.MISSED
    return None


def _done_by(behind: str) -> bool:
    """Whether a verb in the past tells what was done behind a deadline."""
    return any(w in listed("past") or (w.endswith("ed") and len(w) > 4) for w in re.findall(r"[a-z]+", behind))


def set_on(group: Sequence[Set]) -> date | None:
    """The first day on which a page tells of a deadline, by its tellings."""
    return min((one.out.earliest for one in group if one.out.earliest), default=None)


def bound_by(group: Sequence[Set]) -> str | None:
    """Who is bound by a deadline, by its tellings."""
    return next((one.bound for one in group if one.bound), None)
