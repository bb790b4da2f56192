"""A statement as it is compared with others: its words, names and figures, who says it, when it may have been said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.model import Act, Document, Granularity, Interval, Kind, PartKind, Reading, Stance, Statement
from onrecord.reading.act import word_list
from onrecord.reading.order import Mentions, by_pronoun
from onrecord.record.held import Held
from onrecord.record.side import side
from onrecord.reference import Reference

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?|\d[\d.,]*")
_QUOTED = re.compile(r"[“\"]([^”\"]{12,})[”\"]")
_ENDINGS = re.compile(r"(?:ations?|ments?|ings?|ions?|ers?|ies|ed|es|s|ly|e)$")
STOP = frozenset(
    "a an and any are as at be been being but by can could did do does for from had has have he her his i if "
    "in into is it its may might must no nor not of on or our out over own shall she should so some such than "
    "that the their them then there these they this those to under up was we were what when where which while "
    "who whom whose why will with would you your also just only very said says say saying told tells added "
    "after before about against all more most other".split()
)
_TURNING = frozenset({"no", "not", "never", "none", "neither", "nor", "without", "cannot"})
_BEFORE = timedelta(3)
"""Words without a date were said at most so long before the page that tells them came out."""


@dataclass(frozen=True, slots=True)
class Told:
    """One statement, ready to be compared: ``by`` is the side that speaks, ``headline`` whether it stands above.

    ``stems`` are its words without endings, names by their canonical form in ``names``; ``quoted`` the runs in
    quotation marks; ``since`` and ``until`` when it may have been said, None where the page has no date; ``dated``
    whether the page gives the day; ``out_since`` and ``out`` when the page came out; ``issues``
    the positions that it shows.
    """

    id: str
    document: str
    speaker: str
    by: str
    act: Act
    target: str | None
    words: tuple[str, ...]
    stems: frozenset[str]
    names: frozenset[str]
    figures: frozenset[str]
    quoted: tuple[str, ...]
    turned: bool
    headline: bool
    nested: bool
    direct: bool
    dated: bool
    since: date | None
    until: date | None
    out_since: date | None
    out: date | None
    issues: frozenset[tuple[str, tuple[str, ...], Stance]]
    place: int
    answers: str | None
    statement: Statement

    @property
    def agreements(self) -> frozenset[str]:
        """The last arguments of its issues: mostly the agreement that they are about."""
        return frozenset(arguments[-1] for _, arguments, _ in self.issues)


def told(document: Document, reading: Reading, held: Sequence[Held], reference: Reference) -> tuple[Told, ...]:
    """The statements of one page that can be compared, in its order; a pure function of the page alone.

    Left out are those of related headlines, and those that nobody is known to have made.
    """
    mentions = Mentions()
    mentions.add(m for m in reading.mentions if m.span.line is None and m.refers and not by_pronoun(m))
    of = {a.name: a.of for a in reading.actors if a.of}
    above = [part.span for part in document.parts if part.kind is not PartKind.BODY]
    shows: dict[str, set[tuple[str, tuple[str, ...], Stance]]] = {}
    for one in held:
        shows.setdefault(one.statement.id, set()).add((one.issue.predicate, one.issue.arguments, one.stance))
    found = []
    for place, statement in enumerate(reading.statements):
        if statement.speaker is None or statement.content[0].line is not None:
            continue
        text = " ".join(document.words(span) for span in statement.content)
        named = [m for span in statement.content for m in mentions.within(span)]
        since, until, dated = _when(statement, reading.published.value)
        words = tuple(w.casefold() for w in _WORD.findall(text))
        covered = {w.casefold() for m in named for w in _WORD.findall(document.words(m.span))}
        names = frozenset(side(m.refers.value, of, reference) for m in named if m.refers)
        target = None if statement.target is None else side(statement.target.value, of, reference)
        found.append(
            Told(
                id=statement.id,
                document=document.id,
                speaker=statement.speaker.value,
                by=side(statement.speaker.value, of, reference),
                act=statement.act.value,
                target=target,
                words=words,
                stems=frozenset(stem(w) for w in words if w not in STOP and w not in covered and not w[0].isdigit()),
                names=names,
                figures=frozenset(w.strip(".,") for w in words if w[0].isdigit()),
                quoted=tuple(" ".join(w.casefold() for w in _WORD.findall(q)) for q in _QUOTED.findall(text)),
                turned=bool(_TURNING & set(words)) or "n’t" in text or "n't" in text,
                headline=any(statement.content[0] in span for span in above),
                nested=statement.parent is not None,
                direct=statement.kind is Kind.DIRECT,
                dated=dated,
                since=since,
                until=until,
                out_since=reading.published.value.earliest,
                out=reading.published.value.latest,
                issues=frozenset(shows.get(statement.id, ())),
                place=place,
                answers=statement.answers,
                statement=statement,
            )
        )
    return tuple(found)


def stem(word: str) -> str:
    """A word without the endings of number, person and tense, and without those that make nouns of verbs."""
    word = word.partition("’")[0].partition("'")[0]
    cut = _ENDINGS.sub("", word)
    while len(cut) >= 4 and cut != word:
        word, cut = cut, _ENDINGS.sub("", cut)
        if len(cut) < 4:
            break
    return word[:7]


def _when(statement: Statement, published: Interval) -> tuple[date | None, date | None, bool]:
    """When a statement may have been made, and whether the page gives the day."""
    time = statement.time.value
    if time.known and time.granularity is not Granularity.OPEN:
        return time.earliest, time.latest, True
    latest = time.latest or published.latest
    earliest = published.earliest
    if earliest is not None and (earliest - date.min) > _BEFORE:
        earliest -= _BEFORE
    return (earliest if latest is None or earliest is None or earliest <= latest else latest), latest, False


def pointing(one: Told) -> frozenset[str]:
    """The kinds of utterance that the words of a statement point at: accusing, asking, threatening."""
    said = set(one.words)
    return frozenset(kind for kind in ("accusing", "asking", "threatening") if said & word_list(f"{kind}_nouns"))
