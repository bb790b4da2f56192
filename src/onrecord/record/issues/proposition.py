"""What a statement's words say of an issue: predicate, arguments and polarity, before anybody holds it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from onrecord.model import Document, Issue, Mention, Span, Stance
from onrecord.record.issues.argument import Signal
from onrecord.record.issues.around import Around
from onrecord.record.issues.codebook import MARK, MORE, Codebook, Predicate
from onrecord.record.issues.verdict import sided

_DEMAND = re.compile(
    r"\b(?:must|should|shall|ought\s+to|needs?|has\s+to|have\s+to|had\s+better|it\s+is\s+time|expects?|expected\s+to|"
    r"obliged\s+to|bound\s+to|(?:been|was|were|is|are)\s+(?:asked|told|urged|invited|ordered|required|called\s+(?:up)?on)\s+"
    r"(?:[\w-]+\s+){0,3}?to|(?:\w+s|it|they)\s+be|"
    r"that\s+(?:(?!will|would|may|might|could|can|shall|to\b)\w+\s+){1,3}be|(?:has|have|had)\s+no\s+(?:business|right|place))\b"
)


@dataclass(frozen=True, slots=True)
class Proposition:
    """An issue that the words speak of: ``stance`` is what they say of it, ``span`` the signal.

    ``implied`` is true where the words deny only what somebody must have affirmed first, ``judged`` where they call the
    doing right or wrong ("would be a mistake"), ``by_cue`` where the cue itself tells it ("ruled out"), ``demanded``
    where they say that it must be done; ``subject`` is whom they are about where no argument is a doer; ``meant`` is
    true where the meaning tells it and no signal; ``sure`` in (0, 1].
    """

    issue: Issue
    stance: Stance
    span: Span
    sure: float
    implied: bool = False
    judged: bool = False
    by_cue: bool = False
    demanded: bool = False
    subject: str | None = None
    meant: bool = False


def propositions(
    document: Document, spans: Sequence[Span], around: Around, codebook: Codebook
) -> Iterator[Proposition]:
    """The propositions in stretches of the article, with ``around`` telling who speaks and what stands around them."""
    for span in spans:
        if span.line is not None:
            continue
        text = document.words(span).lower()
        inside = [m for m in around.mentions.within(span) if m.refers]
        masked = lru_cache(maxsize=1)(partial(_masked, text, span.start, inside))
        for predicate, heard in zip(codebook.predicates, codebook.hear(text, masked), strict=True):
            taken: list[re.Match[str]] = []
            # Where signals overlap the longest says most: "returned to full compliance" is not "in compliance".
            for one in sorted(heard, key=lambda h: (-len(h.match[0]), h.match.start())):
                match = one.match
                if not any(m.start() < match.end() and match.start() < m.end() for m in taken):
                    clause = Signal(span, text, match, inside, around, spans[0].start, one.stance)
                    shown = list(_proposed(clause, predicate, one.stance, implied=one.implied))
                    # A frame that does not fit (its slot holds another kind of name) leaves the words to others.
                    if shown or not one.framed:
                        taken.append(match)
                    yield from shown


def _masked(text: str, offset: int, inside: Sequence[Mention]) -> str:
    """The text with every mention as marks, the longest first where they overlap."""
    marked = list(text)
    free = [True] * len(text)
    for mention in sorted(inside, key=lambda m: (-len(m.span), m.span.start)):
        start, end = mention.span.start - offset, mention.span.end - offset
        if all(free[start:end]):
            free[start:end] = [False] * (end - start)
            marked[start:end] = [MARK] + [MORE] * (end - start - 1)
    return "".join(marked)


def _proposed(clause: Signal, predicate: Predicate, stance: Stance, *, implied: bool) -> Iterator[Proposition]:
    """The propositions that a signal gives with the arguments found for it."""
    taken = sided(clause, predicate, stance)
    if taken is None:
        return
    stance, turned, judged = taken
    yield from argued(clause, predicate, stance, implied=implied and not turned, judged=judged)


def argued(
    clause: Signal, predicate: Predicate, stance: Stance, *, implied: bool = False, judged: bool = False
) -> Iterator[Proposition]:
    """The propositions of a stance that is known, with the arguments found around the words that show it."""
    match = clause.match
    found: list[tuple[list[str], float]] = []
    for place in range(len(predicate.arguments)):
        found.append(clause.argument(place, predicate, found[0][0] if found else []))
    if any(not names and clause.slotted(place) for place, (names, _) in enumerate(found)):
        return
    told = clause.around.told.get(predicate.name)
    # Of troops and ships those told of before are meant only where nothing that is named is another.
    other = told is not None and any(
        names and name not in names for (names, _), name in zip(found, told.arguments, strict=False)
    )
    if (
        told is not None
        and len(told.arguments) == len(found)
        and predicate.about == "doing"
        and not (predicate.moves and other)
    ):
        # "Leaving it would be a mistake", "lift the sanctions": of what the page told of before.
        found = [(names or [name], sure or 0.5) for (names, sure), name in zip(found, told.arguments, strict=True)]
    if len(found) == 2 and found[0][0] and not found[1][0] and predicate.name in clause.around.suffering:
        found[1] = [clause.around.suffering[predicate.name]], 0.5
    if not all(names for names, _ in found):
        return
    sure = min(sure for _, sure in found)
    where = Span(clause.span.start + match.start(), clause.span.start + match.end())
    if len(found) == 1:
        choices: list[tuple[str, ...]] = [(name,) for name in found[0][0]]
    else:
        choices = [(first, second) for first in found[0][0] for second in found[1][0] if first != second]
    demanded = bool(_DEMAND.search(clause.text, clause.start(), match.end())) or (predicate.mutual and clause.orders())
    subject = None if "actor" in predicate.arguments else clause.subject()
    for arguments in choices:
        issue = Issue(predicate.name, arguments)
        yield Proposition(issue, stance, where, sure, implied, judged, demanded=demanded, subject=subject)
