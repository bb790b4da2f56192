"""Words that leave open what they speak of: "doubts that", "is not sure whether", "he had doubts that it would"."""

from __future__ import annotations

import re

from onrecord.model import Act, Evidence, Judgement, Span
from onrecord.reading.lexicon import Cue
from onrecord.reading.statements.wording import Words, family

LEFT_OPEN = "left open"
"""The rule in the evidence of an act by words that leave open what they speak of."""

# These leave open whatever follows, unless they are negated: "does not doubt that it will".
_DOUBTS = re.compile(r"(?:doubt|(?:express|voice|raise|have|cast) doubts?)\b")
_OPEN = frozenset(
    "wonder sceptical skeptical doubtful dubious unsure uncertain unconvinced unpersuaded undecided".split()
)
_FAR_FROM = "far from "
# Not to be this is to leave it open.
_SURE = frozenset({"sure", "certain", "convinced", "confident", "clear", "persuaded", "know"})
# To question whether something is so leaves it open; to question the thing finds fault with it.
_QUESTIONED = frozenset({"question", "query", "challenge", "ask openly"})
_OPENING = re.compile(r"[\W]*")
_WHETHER = re.compile(r"[\W]*(?:whether|if)\b")


def left_open(words: Words, entries: tuple[Cue, ...]) -> Judgement[Act] | None:
    """The act of a statement that leaves open what it speaks of, its evidence on the words that do; else None."""
    span = _by_cue(words, entries) or _by_content(words, entries)
    if span is None:
        return None
    at, spoken = span
    return Judgement(Act.SAY, 0.8, (Evidence(LEFT_OPEN, f'"{spoken}" leaves open whether it is so', at),))


def doubting(judged: Judgement[Act]) -> Span | None:
    """The words of a statement that leave open what it speaks of, by the judgement of its act."""
    return judged.evidence[0].span if judged.evidence[0].rule == LEFT_OPEN else None


def _by_cue(words: Words, entries: tuple[Cue, ...]) -> tuple[Span | None, str] | None:
    """The cue that leaves open what it gives, and its words."""
    lemma = entries[0].lemma if entries else ""
    if words.negated:
        opens = lemma in _SURE
    else:
        opens = lemma in _OPEN or lemma.startswith(_FAR_FROM) or _DOUBTS.match(lemma) is not None
        opens |= lemma in _QUESTIONED and _WHETHER.match(words.masked) is not None
    return (words.cue_span, words.cue) if opens else None


def _by_content(words: Words, entries: tuple[Cue, ...]) -> tuple[Span, str] | None:
    """The words at the head of what is plainly said by which it is left open: "she was not sure that it would"."""
    if not words.spans or any(cue.act is not Act.SAY for cue in entries) or words.negated:
        return None
    opening = _OPENING.match(words.masked)
    found = family("doubt").match(words.masked, opening.end() if opening else 0)
    if found is None or found.end("doubt") > len(words.spans[0]):
        return None
    start = words.spans[0].start
    first, last = found.span("doubt")
    return Span(start + first, start + last), words.content[first:last]
