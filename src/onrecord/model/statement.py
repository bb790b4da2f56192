"""Who said what, in which words, and what saying it does."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.evidence import Judgement
from onrecord.model.interval import Interval
from onrecord.model.position import Stance
from onrecord.model.span import Span


class Kind(StrEnum):
    """How the words are given: as spoken, in the page's own words, or both."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Act(StrEnum):
    """What a statement does: the PLOVER event types, with SAY and DENY beside them.

    Source: PLOVER, Open Event Data Alliance, 2018 codebook. SAY (a plain statement) and DENY are ours.
    UNCLASSIFIED is no default for SAY: it means that it could not be told, and the evidence says why.
    """

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"
    SAY = "SAY"
    DENY = "DENY"
    UNCLASSIFIED = "unclassified"


_GAP = 4
"""No more characters stand between a cue and what is said right behind it."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words given to somebody, before it is known who that is: what a reader finds in a text.

    ``source`` is None where the words leave it open (the passive "it was claimed"); ``cue`` is empty in
    headlines of the form "claim - Speaker"; ``content`` is one or more spans in the order of the text.
    ``confidence`` in (0, 1]; ``rule`` names the pattern or model that found it.
    """

    source: Span | None
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    confidence: float
    rule: str

    @property
    def extent(self) -> Span:
        """From the first to the last of its words."""
        spans = [*self.cue, *self.content, *([self.source] if self.source else [])]
        return Span(min(s.start for s in spans), max(s.end for s in spans), spans[0].line)


class Whose(StrEnum):
    """Whose doing words tell of, from where the speaker stands."""

    OWN = "own"
    RIVAL = "rival"
    BOTH = "both"
    THIRD = "third"


class View(StrEnum):
    """What a speaker thinks of a doing: he does, wants or defends it, he will not have it, or merely tells of it."""

    FOR = "for"
    AGAINST = "against"
    NONE = "none"


_WHOSE = {whose: at for at, whose in enumerate(Whose)}
_VIEWS = {view: at for at, view in enumerate(View)}


@dataclass(frozen=True, slots=True)
class Sense:
    """A side on an issue that the words of a statement take, as far as the network tells from their meaning.

    ``predicate`` is one of the shipped codebook's; ``span`` the word that weighs most; ``confidence`` in (0, 1], how
    often such a side is right. ``whose`` and ``views`` are how likely each Whose and each View is, in their order, and
    empty where the issue is nobody's doing.
    """

    predicate: str
    stance: Stance
    span: Span
    confidence: float
    whose: tuple[float, ...] = ()
    views: tuple[float, ...] = ()

    def of(self, whose: Whose) -> float | None:
        """How likely it is whose doing; None where nothing is known of that."""
        return self.whose[_WHOSE[whose]] if self.whose else None

    def viewed(self, view: View) -> float | None:
        """How likely the speaker thinks so of the doing; None where nothing is known of that."""
        return self.views[_VIEWS[view]] if self.views else None


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement, whole: every field that is a span opens on the page's words.

    ``id`` follows from the document and the words, so it survives a better reader. ``parent`` is the
    statement whose content this one stands in; ``answers`` the one that it denies, rejects or answers.
    ``senses`` are what its words say of the issues of the shipped codebook, whoever is meant; none are told of a
    page that cannot be about an issue.
    """

    id: str
    source: Span | None
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: Kind
    speaker: Judgement[str] | None
    act: Judgement[Act]
    target: Judgement[str] | None
    time: Judgement[Interval]
    confidence: float
    rule: str
    channel: Span | None = None
    audience: Span | None = None
    hedge: Span | None = None
    parent: str | None = None
    answers: str | None = None
    senses: tuple[Sense, ...] = ()

    @property
    def leading(self) -> Span | None:
        """The cue where it stands right before what is said, with no more than a mark and spaces between."""
        cue = self.cue[-1] if self.cue else None
        near = cue is not None and cue.line is None and 0 < self.content[0].start - cue.end <= _GAP
        return cue if near else None

    @property
    def extent(self) -> Span:
        """From the first to the last word of source, cue and content."""
        return Attribution(self.source, self.cue, self.content, self.confidence, self.rule).extent
