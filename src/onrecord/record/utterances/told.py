"""A statement as it is compared with others: its words, names and figures, who says it, when it may have been said."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta

from onrecord.model import (
    Act,
    Document,
    Granularity,
    Interval,
    Kind,
    Mention,
    PartKind,
    Reading,
    Span,
    Stance,
    Statement,
)
from onrecord.model.actor import SIDES
from onrecord.reading.dating.declared import declared
from onrecord.reading.grammar.order import Mentions, Places, by_pronoun
from onrecord.reading.grammar.place import LONGEST_PARAGRAPH
from onrecord.reading.statements.wording import word_list
from onrecord.record.actors.side import side
from onrecord.record.issues.reaction import Held
from onrecord.reference import Reference

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?|\d[\d.,]*")
_QUOTED = re.compile(r"[“\"]([^”\"]{12,})[”\"]")
_CAPITALS = re.compile(r"(?<=[\w,’'] )[A-Z][\w’']*")
"""Words with a capital behind another word: of a name, or of a headline."""
_ENDINGS = re.compile(r"(?:ations?|ments?|ings?|ions?|ers?|ies|ed|es|s|ly|e)$")
STOP = frozenset(
    "a an and any are as at be been being but by can could did do does for from had has have he her his i if "
    "in into is it its may might must no nor not of on or our out over own shall she should so some such than "
    "that the their them then there these they this those to under up was we were what when where which while "
    "who whom whose why will with would you your also just only very said says say saying told tells added "
    "after before about against all more most other".split()
)
TURNING = frozenset({"no", "not", "never", "none", "neither", "nor", "without", "cannot"})
_SENTENCE = re.compile(r"[.!?][\"”’']?\s|\n")
_BREAK = re.compile(r"\n+|[.!?][\"”’']?[^\S\n]")
_ENDED = re.compile(r"[.!?][\"”’']*\Z")
_MARKS = 3
_AROUND = 250, 120
"""So many characters before and behind what is said may belong to the sentences that tell of it."""
_MOST_DAYS = 12
_BEFORE = timedelta(3)
"""Words without a date were said at most so long before the page that tells them came out."""


@dataclass(frozen=True, slots=True)
class Gist:
    """One statement as far as it tells whether another is the same: ``by`` is the side that speaks.

    ``stems`` are its words without endings, names by their canonical form in ``names``; ``quoted`` the runs in
    quotation marks, ``proper`` the words of names; ``since`` and ``until`` when it may have been said, None where
    the page has no date; ``out`` when the page came out, ``issues`` the positions that it shows. ``sided`` is whether
    ``by`` is a state or body, and not a person or group of whom nobody knows whose they are.
    """

    id: str
    document: str
    place: int
    speaker: str
    by: str
    sided: bool
    act: Act
    words: tuple[str, ...]
    stems: frozenset[str]
    names: frozenset[str]
    figures: frozenset[str]
    quoted: tuple[str, ...]
    proper: frozenset[str]
    turned: bool
    since: date | None
    until: date | None
    out: date | None
    issues: frozenset[tuple[str, tuple[str, ...], Stance]]


@dataclass(frozen=True, slots=True)
class Told(Gist):
    """One statement, ready to be compared: ``headline`` is whether it stands above the page, ``dated`` whether the page
    gives the day.

    ``out_since`` and ``out`` are when the page came out, ``days`` the few days of these that its own dates leave.
    ``paragraph`` is the number of its paragraph, ``start`` where it begins; ``around`` the page's own words about
    it, ``beside`` the other sides that they name. ``bodies`` are those of which its side is a member.
    """

    target: str | None
    headline: bool
    nested: bool
    direct: bool
    dated: bool
    out_since: date | None
    paragraph: int
    start: int
    around: str
    beside: frozenset[str]
    bodies: frozenset[str]
    days: tuple[date, ...]
    answers: str | None
    statement: Statement

    @property
    def gist(self) -> Gist:
        """What tells whether another is the same."""
        return Gist(*(getattr(self, name) for name in _GIST))

    @property
    def agreements(self) -> frozenset[str]:
        """The last arguments of its issues: mostly the agreement that they are about."""
        return frozenset(arguments[-1] for _, arguments, _ in self.issues)


_GIST = tuple(one.name for one in fields(Gist))


def told(document: Document, reading: Reading, held: Sequence[Held], reference: Reference) -> tuple[Told, ...]:
    """The statements of one page that can be compared, in its order; a pure function of the page alone.

    Left out are those of related headlines, and those that nobody is known to have made.
    """
    mentions = Mentions()
    mentions.add(m for m in reading.mentions if m.span.line is None and m.refers and not by_pronoun(m))
    of = {a.name: a.of for a in reading.actors if a.of}
    kinds = {a.name: a.kind for a in reading.actors}
    above = [part.span for part in document.parts if part.kind is not PartKind.BODY]
    shows: dict[str, set[tuple[str, tuple[str, ...], Stance]]] = {}
    for one in held:
        shows.setdefault(one.statement.id, set()).add((one.issue.predicate, one.issue.arguments, one.stance))
    telling = _Telling(document, reading, mentions)
    days = _days(document, reading.published.value)
    found = []
    for place, statement in enumerate(reading.statements):
        if statement.speaker is None or statement.content[0].line is not None:
            continue
        text = " ".join(document.words(span) for span in statement.content)
        named = [m for span in statement.content for m in mentions.within(span)]
        since, until, dated = _when(statement, reading.published.value)
        words = words_in(text)
        covered = {w.casefold() for m in named for w in _WORD.findall(document.words(m.span))}
        names = frozenset(side(m.refers.value, of, reference) for m in named if m.refers)
        target = None if statement.target is None else side(statement.target.value, of, reference)
        start = min(span.start for span in statement.content)
        by = side(statement.speaker.value, of, reference)
        beside = frozenset(side(m.refers.value, of, reference) for m in telling.beside(statement) if m.refers)
        found.append(
            Told(
                id=statement.id,
                document=document.id,
                speaker=statement.speaker.value,
                by=by,
                act=statement.act.value,
                target=target,
                words=words,
                stems=frozenset(stem(w) for w in words if w not in STOP and w not in covered and not w[0].isdigit()),
                names=names,
                figures=frozenset(w.strip(".,") for w in words if w[0].isdigit()),
                quoted=tuple(" ".join(w.casefold() for w in _WORD.findall(q)) for q in _QUOTED.findall(text)),
                proper=frozenset(covered | {w.casefold() for w in _CAPITALS.findall(text)}),
                turned=bool(TURNING & set(words)) or "n’t" in text or "n't" in text,
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
                paragraph=telling.paragraph(start),
                start=start,
                around=telling.around(statement),
                beside=beside - {by},
                bodies=reference.member_of.get(by, frozenset()),
                days=days,
                answers=statement.answers,
                statement=statement,
                sided=by in reference.actors or by != statement.speaker.value or kinds.get(by) in SIDES,
            )
        )
    return tuple(found)


def words_in(text: str) -> tuple[str, ...]:
    """The words and figures of a text."""
    return tuple(w.casefold() for w in _WORD.findall(text))


class _Telling:
    """What a page itself says around the words of others."""

    def __init__(self, document: Document, reading: Reading, mentions: Mentions) -> None:
        self._text = document.text
        self._breaks = _breaks(document.text)
        said = [s for s in reading.statements if s.content[0].line is None]
        quoted = Places(said, lambda s: s.content)
        self._unquoted = Mentions()
        self._unquoted.add(m for m in mentions if not quoted.holding(m.span))
        self._ends = sorted(s.extent.end for s in said)
        self._cues = sorted((c for s in said for c in s.cue if c.line is None), key=lambda c: c.start)

    def paragraph(self, place: int) -> int:
        """The number of the paragraph in which a place lies."""
        return bisect_right(self._breaks, place)

    def around(self, statement: Statement) -> str:
        """The words that give a statement, from the end of the one before on, in lower case; those that give others in
        the same sentence left out.
        """
        first = min(span.start for span in statement.content)
        last = max(span.end for span in statement.content)
        opening = self._breaks[self.paragraph(first) - 1]
        before = bisect_right(self._ends, first)
        begin = max(opening, first - _AROUND[0], self._ends[before - 1] if before else 0)
        end = statement.extent.end
        if not _ENDED.search(self._text, max(0, end - _MARKS), end):
            match = _SENTENCE.search(self._text, end)
            end = min(match.start() if match else len(self._text), end + _AROUND[1])
        cue = [self._text[span.start : span.end] for span in statement.cue]
        led = self._without_cues(begin, first, statement)
        return " ".join([led, *cue, self._without_cues(last, end, statement)]).lower()

    def _without_cues(self, start: int, end: int, statement: Statement) -> str:
        """A stretch of the page without the words by which it gives other statements."""
        words = self._text[start : max(start, end)]
        for cue in self._cues[bisect_left(self._cues, start, key=lambda c: c.start) :]:
            if cue.start >= end:
                break
            if cue not in statement.cue:
                words = words[: cue.start - start] + " " * len(cue) + words[cue.end - start :]
        return words

    def beside(self, statement: Statement) -> list[Mention]:
        """Whom the page names in its own words in the paragraph of a statement, up to its end."""
        opening = self._breaks[self.paragraph(min(span.start for span in statement.content)) - 1]
        return self._unquoted.within(Span(opening, max(opening, statement.extent.end)))


def _breaks(text: str) -> list[int]:
    """Where paragraphs begin: lines, and in a longer line the first sentence beyond what one may hold."""
    found = [0]
    for match in _BREAK.finditer(text):
        if match[0][0] == "\n" or match.end() - found[-1] > LONGEST_PARAGRAPH:
            found.append(match.end())
    return found


def _days(document: Document, published: Interval) -> tuple[date, ...]:
    """The days on which a page may have come out, where the page leaves but a few."""
    if published.earliest is not None and published.earliest == published.latest:
        return (published.earliest,)
    given, _ = declared(document, published.latest or date.max)
    days = sorted({day for hint in given for day in hint.days if day in published}) if published.known else []
    return tuple(days) if len(days) <= _MOST_DAYS else ()


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
