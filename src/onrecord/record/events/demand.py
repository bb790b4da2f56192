"""What a deadline is for: what must be done before it ends, and what is threatened where it is not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import Act, Span
from onrecord.reading.events.kind import by_verb
from onrecord.record.utterances.told import STOP, stem

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_STOP = re.compile(r"[,;:.“”\"—](?!\d)|\band\s+(?=\w+ed\b|gave\b|told\b|said\b)")
_BARE = re.compile(r"(?:by|until|till|before|within|in|no\s+later)\b", re.IGNORECASE)
# What stands behind these must be done; what stands before them is threatened.
_CONDITION = re.compile(r"\b(?:unless|if\b(?=[^.;]{3,80}\b(?:not|nothing|no)\b))", re.IGNORECASE)
# What stands behind these is threatened: "or see its markets closed".
_OR = re.compile(
    r"\bor\s+(?=(?:see|face|risk|lose|be|it|they|he|she|else|suffer|expect)\b|\w+\s+(?:will|would)\b)", re.IGNORECASE
)
_ELSE = re.compile(
    r"(?:after\s+that|otherwise|if\s+not|failing\s+that|without|then|should)\b[^.;]*\b(?:will|would|shall)\b",
    re.IGNORECASE,
)
# Whoever is told to be gone is told to leave, by any word for it.
_LEAVING = re.compile(
    r"\b(?:gone|leave|left|leaving|get\s+out|out\s+of|withdraw\w*|clear|empty|vacate|quit|depart|pull(?:ed)?\s+(?:back|out)|"
    r"go\s+home|remove\w*)\b",
    re.IGNORECASE,
)
_ANSWERING = re.compile(
    r"\b(?:answer|reply|respond|response|account|declare|explain|disclose|hand\s+over)\b", re.IGNORECASE
)
# Words of the term itself say nothing of what it is for.
_TERM = frozenset(
    "deadline ultimatum midnight noon until till within before after time hours hour days day weeks week month months "
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september "
    "october november december given gave give gives must have been will would shall unless whether nothing today "
    "tomorrow yesterday told tells tell order ordered orders demand demanded demands extend extended keep kept".split()
)


@dataclass(frozen=True, slots=True)
class Demand:
    """What somebody is to do: ``acts`` are the kinds of deed that its words name, ``stems`` what it is about."""

    acts: frozenset[Act] = frozenset()
    stems: frozenset[str] = frozenset()


def demand(text: str, sentence: Span, span: Span, names: frozenset[str]) -> Demand:
    """What must be done by a deadline: the words of its condition, or else those of its clause.

    ``span`` are the words that set it in their sentence; ``names`` are words that name its sides.
    """
    condition = _CONDITION.search(text, sentence.start, sentence.end)
    if condition is not None:
        wanted, _ = _parted(text[sentence.start : sentence.end])
        return _read(_STOP.split(wanted, 1)[0], names)
    behind = _STOP.search(text, span.end, sentence.end)
    end = behind.start() if behind else sentence.end
    start = span.start
    if _BARE.match(text, span.start):
        # "Remove the guns by the end of the month": what must be done stands before.
        start = max((m.end() for m in _STOP.finditer(text, sentence.start, span.start)), default=sentence.start)
    wanted, _ = _parted(text[start:end])
    return _read(wanted, names)


def threat(text: str, sentence: Span, ahead: Span | None, names: frozenset[str]) -> Demand:
    """What is threatened by the sentence that sets a deadline, or by the one behind it: "After that it would leave"."""
    _, threatened = _parted(text[sentence.start : sentence.end])
    if not threatened and ahead is not None and _ELSE.match(text, ahead.start, ahead.end):
        threatened = text[ahead.start : ahead.end]
    return _read(threatened, names) if threatened else Demand()


def stems(words: str, names: frozenset[str] = frozenset()) -> frozenset[str]:
    """The words of a stretch that say what it is about."""
    found = (w.casefold() for w in _WORD.findall(words))
    return frozenset(stem(w) for w in found if len(w) > 3 and w not in STOP and w not in _TERM and w not in names)


def _parted(sentence: str) -> tuple[str, str]:
    """What a sentence says must be done, and what it threatens."""
    condition = _CONDITION.search(sentence)
    if condition is not None:
        behind = sentence[condition.end() :]
        if not sentence[: condition.start()].strip("“”\"' "):
            # "Unless they are gone by Monday, it will close the border".
            wanted, _, threatened = behind.partition(",")
            return wanted, threatened
        return behind, sentence[: condition.start()]
    other = _OR.search(sentence)
    if other is not None:
        return sentence[: other.start()], sentence[other.end() :]
    return sentence, ""


def _read(words: str, names: frozenset[str]) -> Demand:
    acts = set(_acts([w.casefold() for w in _WORD.findall(words)]))
    if _LEAVING.search(words):
        acts.add(Act.RETREAT)
    if _ANSWERING.search(words):
        acts |= {Act.SAY, Act.COOPERATE}
    return Demand(frozenset(acts - {Act.UNCLASSIFIED}), stems(words, names))


def _acts(said: Sequence[str]) -> set[Act]:
    """The kinds of deed whose verb and matter stand in some words."""
    there = set(said)
    found = set()
    for place, word in enumerate(said):
        for written, _, kind in by_verb().get(word, ()):
            whole = tuple(said[place : place + len(written)]) == written
            if whole and kind.matter & there and not kind.never & there:
                found.add(kind.act)
    return found
