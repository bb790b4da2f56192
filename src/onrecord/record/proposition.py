"""What a statement's words say of an issue: predicate, arguments and polarity, before anybody holds it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from onrecord.model import Document, Issue, Mention, MentionKind, Span, Stance
from onrecord.reading.negation import negated, supposed
from onrecord.reading.order import Mentions
from onrecord.record.codebook import MARK, MORE, Codebook, Predicate

_KINDS = {
    "actor": (MentionKind.STATE, MentionKind.ORGANISATION, MentionKind.PERSON),
    "agreement": (MentionKind.AGREEMENT,),
    "place": (MentionKind.PLACE, MentionKind.STATE),
    "weapon": (MentionKind.WEAPON,),
}
_CLAUSE = re.compile(r"[;]|\b(?:while|whereas|but|unless|if|because|although)\b|\.\s")
_CLAUSE_OR_QUESTION = re.compile(_CLAUSE.pattern + r"|\bwhether\b")
_HYPOTHESIS = re.compile(r"\b(?:whether|if)\b")
# "Halvern's decision to" makes Halvern the doer of what follows, whoever the clause is about.
_OWN = re.compile(r"['’]s?\s+(?:[\w-]+\s+){0,2}(?:to|of)\s+(?:[\w-]+\s+){0,2}$")
# "To impose sanctions on Tesmaria", "it would pay": no subject, or one that stands for the speaker's own side.
_BARE = re.compile(
    r"^\W*(?:that\s+)?(?:(?:not\s+|never\s+)?to\b|(?:it|we|they|he|she|i)\b|(?:its|his|her|our|their)\s|$)"
)
_SUBJECT = re.compile(r"\s+(?:it|they|we|he|she)\b")
_BOTH = re.compile(r"\b(?:both|the\s+two)\b")
_JUDGED = re.compile(
    r"\b(?:would|will|is|was|were|be)\s+(?:be\s+)?(?:[“\"‘']\s*)?(?:an?\s+|the\s+|too\s+|only\s+|simply\s+)*(?:\w+\s+){0,1}?"
    r"(?:(?P<right>right|welcome|justified|overdue|necessary|legitimate|wise|best\b)|"
    r"(?:mistake|premature|reckless|wrong|dangerous|folly|gift|error|blunder|disaster|illegal|unlawful|blackmail|unacceptable|"
    r"irresponsible|catastroph\w+|provocation|act\s+of\s+war|early|senseless|madness)\b)"
)
_NOUN = re.compile(r"\w+(?:ment|ments|ion|ions|al|als)\b")
_FOR = re.compile(r"\b(?:for|against|from)\s+(?:the\s+|its\s+)?$")
_BESIDE = 4
_BY = 14
_IT = re.compile(r"\b(?:it|which)\b[^.;,]*$")
_SUMMARY = re.compile(r"\ball (?:these|this|those|of this|of these)\b")


@dataclass(frozen=True, slots=True)
class Proposition:
    """An issue that the words speak of: ``stance`` is what they say of it, ``span`` the signal.

    ``implied`` is true where the words deny only what somebody must have affirmed first, ``judged`` where they call the
    doing right or wrong ("would be a mistake"); ``sure`` in (0, 1].
    """

    issue: Issue
    stance: Stance
    span: Span
    signal: str
    sure: float
    implied: bool = False
    judged: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What fills in for an actor that is not named: whose a weapon or a place is, who are parties to an agreement."""

    owners: Mapping[str, str]
    parties: Mapping[str, tuple[str, ...]]


NOTHING = Known({}, {})


def propositions(
    document: Document,
    spans: Sequence[Span],
    mentions: Mentions,
    side: str | None,
    codebook: Codebook,
    speaker: str | None = None,
    known: Known = NOTHING,
) -> Iterator[Proposition]:
    """The propositions in stretches of the article; ``mentions`` are all of the document, in order.

    ``side`` is the doer where the words name none ("would quit"), ``speaker`` the side of whoever speaks, ``known``
    what the reference says of weapons, places and agreements.
    """
    for span in spans:
        if span.line is not None:
            continue
        text = document.words(span).lower()
        inside = [m for m in mentions.within(span) if m.refers]
        masked: str | None = None
        for predicate in codebook.predicates:
            signals = codebook.signals[predicate.name]
            matches: list[tuple[re.Match[str], Stance, bool]] = []
            for pattern, stance, implied in (
                (signals.deny, Stance.DENY, False),
                (signals.implied, Stance.DENY, True),
                (signals.affirm, Stance.AFFIRM, False),
            ):
                matches += [(match, stance, implied) for match in pattern.finditer(text)] if pattern else []
            if signals.frames:
                masked = _masked(text, span.start, inside) if masked is None else masked
                matches += [(m, stance, False) for frame, stance in signals.frames for m in frame.finditer(masked)]
            taken: list[re.Match[str]] = []
            # Where signals overlap the longest says most: "returned to full compliance" is not "in compliance".
            for match, stance, implied in sorted(matches, key=lambda m: (-len(m[0][0]), m[0].start())):
                if not any(m.start() < match.end() and match.start() < m.end() for m in taken):
                    frame = _Frame(document, span, text, match, inside, mentions, side, speaker, known, spans[0].start)
                    shown = list(frame.propositions(predicate, stance, implied))
                    # A frame that does not fit (its slot holds another kind of name) leaves the words to others.
                    if shown or not match.re.groups:
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


@dataclass(frozen=True, slots=True)
class _Frame:
    """One signal in one stretch of content, with what stands around it."""

    document: Document
    span: Span
    text: str
    match: re.Match[str]
    inside: list[Mention]
    mentions: Mentions
    side: str | None
    speaker: str | None
    known: Known
    floor: int

    def propositions(self, predicate: Predicate, stance: Stance, implied: bool) -> Iterator[Proposition]:
        """The propositions that the signal gives with the arguments found for it."""
        before = self.text[: self.match.start()]
        if self._supposed() or (predicate.about == "fact" and supposed(before)):
            return
        turned = negated(before)
        if turned:
            stance = opposite(stance)
        judged = self._judged() if predicate.about == "doing" else None
        if judged is not None:
            stance = judged if stance is Stance.AFFIRM else opposite(judged)
        found: list[tuple[list[str], float]] = []
        for place in range(len(predicate.arguments)):
            found.append(self._argument(place, predicate, found[0][0] if found else []))
        if not all(names for names, _ in found):
            return
        sure = min(sure for _, sure in found)
        where = Span(self.span.start + self.match.start(), self.span.start + self.match.end())
        if len(found) == 1:
            choices: list[tuple[str, ...]] = [(name,) for name in found[0][0]]
        else:
            choices = [(first, second) for first in found[0][0] for second in found[1][0] if first != second]
            if predicate.mutual and len(found[0][0]) == 2:
                one, other = found[0][0]
                choices = [(one, other), (other, one)]
        signal = " ".join(self.text[self.match.start() : self.match.end()].split())
        for arguments in choices:
            issue = Issue(predicate.name, arguments)
            yield Proposition(issue, stance, where, signal, sure, implied and not turned, judged is not None)

    def _judged(self) -> Stance | None:
        """Whether the clause calls the doing right or wrong: "leaving it would be a mistake"."""
        found = _JUDGED.search(self.text, self.match.end(), self._end())
        if found is None:
            return None
        return Stance.AFFIRM if found["right"] else Stance.DENY

    def _argument(self, place: int, predicate: Predicate, doers: Sequence[str]) -> tuple[list[str], float]:
        """The names that fill an argument, and how sure that is: the kinds that it can be, one after the other."""
        kinds = predicate.kinds(place)
        if slot := self._slot(place):
            held = [m for m in self.inside if self._at(m) == slot[0] and m.span.end - self.span.start == slot[1]]
            return _names([m for m in held if any(m.kind in _KINDS[kind] for kind in kinds)]), 0.85
        for kind in kinds:
            if kind == "actor":
                names, sure = self._doers(predicate) if place == 0 else self._other(doers, predicate)
            elif kind == "agreement":
                names, sure = self._agreement(lonely=len(predicate.arguments) == 1)
            elif kind == "weapon":
                names, sure = self._weapon()
            else:
                names, sure = self._place(doers)
            if names or (kind == "weapon" and self._within_clause("weapon")):
                return names, sure
        return [], 0.0

    def _slot(self, place: int) -> tuple[int, int] | None:
        """Where in the content a frame found an argument."""
        name = f"a{place}"
        if name not in self.match.re.groupindex or self.match[name] is None:
            return None
        return self.match.span(name)

    def _named(self, kind: str) -> list[Mention]:
        """The mentions in the content that can fill an argument and stand in no slot."""
        slots = [slot for place in (0, 1) if (slot := self._slot(place))]
        free = [m for m in self.inside if m.kind in _KINDS[kind]]
        return [m for m in free if not any(start <= self._at(m) < end for start, end in slots)] if slots else free

    def _end(self) -> int:
        """Where the signal's clause ends."""
        stop = _CLAUSE.search(self.text, self.match.end())
        return stop.start() if stop else len(self.text)

    def _other(self, doers: Sequence[str], predicate: Predicate) -> tuple[list[str], float]:
        """The other actor of a predicate: the first behind the signal in its clause that is no doer."""
        end = self._end()
        after = [m for m in self._named("actor") if self.match.end() <= self._at(m) < end]
        names = [name for name in _names(after) if name not in doers]
        if not names and predicate.mutual:
            parties = [name for name in self._parties() if name not in doers]
            if len(parties) == 1 and doers:
                return parties, 0.55
        if not names and predicate.unnamed and self.speaker and self.speaker not in doers:
            return [self.speaker], 0.6
        return names[:1], 0.75

    def _parties(self) -> tuple[str, ...]:
        """The two parties of the agreement that is named in the words or was named last before them."""
        named = [*self._named("agreement")[:1], *islice(self._agreements_before(), 1)]
        parties = self.known.parties.get(named[0].refers.value, ()) if named and named[0].refers else ()
        return parties if len(parties) == 2 else ()

    def _agreements_before(self) -> Iterator[Mention]:
        """The agreements named before the words, the nearest first."""
        before = self.mentions.before(self.span.start)
        return (m for m in before if m.kind is MentionKind.AGREEMENT and m.refers)

    def _within_clause(self, kind: str) -> list[Mention]:
        """The mentions of a kind in the signal's clause."""
        start, end = self._clause(), self._end()
        return [m for m in self._named(kind) if start <= self._at(m) < end]

    def _weapon(self) -> tuple[list[str], float]:
        """The weapon nearest to the signal, in its clause."""
        held = [m for m in self._within_clause("weapon") if not _FOR.search(self.text[: self._at(m)])]
        held.sort(key=lambda m: (self._at(m) < self.match.start(), abs(self._at(m) - self.match.start())))
        return _names(held[:1]), 0.8

    def _at(self, mention: Mention) -> int:
        """Where a mention begins in the content."""
        return mention.span.start - self.span.start

    def _clause(self) -> int:
        """Where the signal's clause begins: behind its conjunction, behind the comma that ends a fronted clause, or
        behind a "that" which brings an actor of its own.
        """
        at = self.match.start()
        start = conjunction = max((m.end() for m in _CLAUSE.finditer(self.text, 0, at)), default=0)
        for mark in re.finditer(r",|\bthat\b", self.text[:at]):
            # A comma after two words ends no clause: "while Russia, Belarus and Kazakhstan complied".
            fronted = conjunction and mark[0] == "," and len(self.text[conjunction : mark.start()].split()) > 2
            brings = any(mark.end() <= self._at(m) < at for m in self._named("actor"))
            brings = brings or bool(mark[0] == "that" and _SUBJECT.match(self.text, mark.end()))
            if mark.start() >= start and brings and (fronted or mark[0] == "that"):
                start = mark.end()
        return start

    def _supposed(self) -> bool:
        """Whether the signal stands in a supposition: "if X violated", "whether X had violated"."""
        return bool(_HYPOTHESIS.search(self.text, self._before_clause(), self.match.start()))

    def _before_clause(self) -> int:
        """Where the clause begins, its conjunction included."""
        start = self._clause()
        return max(
            (m.start() for m in _CLAUSE_OR_QUESTION.finditer(self.text, 0, start) if m.end() >= start - 1),
            default=start,
        )

    def _doers(self, predicate: Predicate) -> tuple[list[str], float]:
        """The actors that the signal is said of: the clause's subject with those joined to it."""
        start = self._clause()
        actors = [m for m in self._named("actor") if start <= self._at(m) < self.match.start()]
        # "The deployment of missiles" has no subject: only who stands right before it or behind "by" does it.
        noun = bool(_NOUN.match(self.text, self.match.start()))
        if actors:
            between = self.text[actors[-1].span.end - self.span.start : self.match.start()]
            if _OWN.match(between) or (noun and len(between) <= _BESIDE):
                return _names(actors[-1:]), 0.8
            if _SUMMARY.search(self.text, start, self.match.start()) and not noun:
                return _names(actors), 0.65
            if not noun or predicate.about == "fact":
                return _names(_joined(self.text, self.span.start, actors)), 0.8
        behind = re.match(r"[^.;]{0,60}?\bby\s+", self.text[self.match.end() :])
        if behind:
            after = [m for m in self._named("actor") if self._at(m) >= self.match.end() + behind.end()]
            if after and self._at(after[0]) - self.match.end() - behind.end() < _BY:
                return _names(after[:1]), 0.75
        lacking = predicate.about == "doing" and (not self._named("actor") or self._opens_bare())
        if predicate.mutual and not actors and _BOTH.search(self.text, start, self.match.start()):
            return list(self._parties()), 0.55
        # "Leaving it would be a mistake" is not about the speaker's own side.
        if self.side and lacking and not noun and not (start == self.match.start() and self._judged()):
            return [self.side], 0.6
        if actors and noun:
            return [], 0.0
        return self._owner(), 0.55

    def _owner(self) -> list[str]:
        """Whose the weapon or the place is that the clause names: who has done what it is said to have done."""
        for kind in ("weapon", "place"):
            owned = [m for m in self._within_clause(kind) if m.refers and m.refers.value in self.known.owners]
            if owned and owned[0].refers:
                return [self.known.owners[owned[0].refers.value]]
        return []

    def _opens_bare(self) -> bool:
        """Whether the content comes to the signal without a subject of its own: "to impose sanctions on Tesmaria"."""
        start = self._clause()
        before = self.text[start : self.match.start()]
        named = any(start <= self._at(m) < self.match.start() for m in self._named("actor"))
        return bool(_BARE.match(before)) and not named

    def _agreement(self, *, lonely: bool) -> tuple[list[str], float]:
        """The agreement meant: behind the signal, before it, or the last one named before the words."""
        named = self._named("agreement")
        if named:
            nearest = min(
                named, key=lambda m: (self._at(m) < self.match.start(), abs(self._at(m) - self.match.start()))
            )
            return _names([nearest]), 0.85
        before = list(islice(self._agreements_before(), 1))
        if lonely and not _IT.search(self.text[self._clause() : self.match.start()]):
            # Of words that stand apart the first may name what the others speak of.
            before = [m for m in before if m.span.start >= self.floor]
        return _names(before), 0.55

    def _place(self, doers: Sequence[str]) -> tuple[list[str], float]:
        """The place or state that is said to suffer: the first behind the signal in its clause that is no doer."""
        end = self._end()
        after = [m for m in self._named("place") if self.match.start() <= self._at(m) < end]
        names = [name for name in _names(after) if name not in doers]
        return names[:1], 0.8


def opposite(stance: Stance) -> Stance:
    """The other stance."""
    return Stance.DENY if stance is Stance.AFFIRM else Stance.AFFIRM


def _names(mentions: Sequence[Mention]) -> list[str]:
    """Canonical names, each once, in order."""
    return list(dict.fromkeys(m.refers.value for m in mentions if m.refers))


def _joined(text: str, offset: int, actors: list[Mention]) -> list[Mention]:
    """The first actor and those joined to it by commas and "and"."""
    chosen = [actors[0]]
    for mention in actors[1:]:
        between = text[chosen[-1].span.end - offset : mention.span.start - offset]
        if not re.fullmatch(r"\s*(?:,|and|,\s*and|as well as)\s*(?:the\s+)?", between):
            break
        chosen.append(mention)
    return chosen
