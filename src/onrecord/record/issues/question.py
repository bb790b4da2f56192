"""What is asked of a statement's words: on which issue of a predicate they take which side, with what is known."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord.model import Issue, Mention, MentionKind, Sense, Span, Stance, Statement
from onrecord.model.actor import ACTORS
from onrecord.record.issues.around import TRUCE, Around
from onrecord.record.issues.codebook import Predicate
from onrecord.record.issues.proposition import Proposition

_MOST = 9
"""So many names of a kind are weighed, those that a page names most."""
_NEAR = 300
"""So many characters back something counts as named before the words."""
_BROKEN = re.compile(
    rf"\b(?:violat|breach|br[eo]k|breaks|infring|observ|respect|honou?r)\w*\s+(?:of\s+)?(?:the\s+|a\s+|its\s+|their\s+)?"
    rf"(?:[\w-]+\s+){{0,2}}?{TRUCE}|{TRUCE}\s+violations?\b",
    re.IGNORECASE,
)
_ANOTHER = re.compile(r"\banother\s+(?:[\w-]+\s+){0,2}(?:treaty|pact|agreement|accord|convention)\b", re.IGNORECASE)
_FEW = 3
"""The parties of an agreement are meant where a page names the agreement, if they are so few."""
Ruled = tuple[Proposition, Stance | None]
"""What a signal tells, and the side that the rules find in it; None where it is only told."""


@dataclass(frozen=True)
class Page:
    """What a page tells that choices lean on: how often each issue is told of, in anybody's words, how often each name
    of a kind stands on it, and how often one side says something against another.
    """

    told: Mapping[Issue, int]
    named: Mapping[str, Counter[str]]
    against: Counter[tuple[str, str]]

    @cached_property
    def doers(self) -> set[tuple[str, str]]:
        """The predicates that the page tells of, with who does it."""
        return {(issue.predicate, issue.arguments[0]) for issue in self.told if len(issue.arguments) > 1}

    def quarrel(self, one: str, other: str) -> float:
        """How much of what one of two says against somebody is said against the other."""
        every = sum(n for pair, n in self.against.items() if one in pair)
        return (self.against[one, other] + self.against[other, one]) / every if every else 0.0

    @cached_property
    def seconds(self) -> set[tuple[str, str]]:
        """The predicates that the page tells of, with what it is done to."""
        return {(issue.predicate, issue.arguments[-1]) for issue in self.told}


@dataclass(frozen=True)
class Question:
    """What is asked of some words: on which issue of a ``predicate`` they take which side.

    ``ruled`` are the propositions of its signals with the stance that the rules find (None: only told of), ``senses``
    those of its sense; ``spans`` the words, ``words`` what is said without its cue; ``conditional`` where they stand
    under a condition, ``own`` where they can only be of what the speaker did: "denied mining the shoal".
    """

    statement: Statement
    predicate: Predicate
    spans: Sequence[Span]
    around: Around
    page: Page
    target: str | None
    ruled: Sequence[Ruled] = ()
    senses: Sequence[Sense] = ()
    conditional: bool = False
    own: bool = False
    words: str = ""

    @cached_property
    def _inside(self) -> list[Mention]:
        return [m for span in self.spans for m in self.around.mentions.within(span) if m.refers]

    @cached_property
    def named(self) -> list[str]:
        """The sides that the words name, in their order."""
        return list(dict.fromkeys(m.refers.value for m in self._inside if m.refers and m.kind in ACTORS))

    @cached_property
    def things(self) -> list[str]:
        """The agreements, places and weapons that the words name, in their order."""
        kinds = (MentionKind.AGREEMENT, MentionKind.PLACE, MentionKind.WEAPON)
        return list(dict.fromkeys(m.refers.value for m in self._inside if m.refers and m.kind in kinds))

    @cached_property
    def owners(self) -> set[str]:
        """Whose the places and weapons are that the words name."""
        return {self.around.known.owners[name] for name in self.things if name in self.around.known.owners}

    @cached_property
    def armed(self) -> set[str]:
        """Whose the weapons are that the words name."""
        arms = (name for name in self.things if name in self.around.known.arms)
        return {self.around.known.owners[name] for name in arms if name in self.around.known.owners}

    @cached_property
    def before(self) -> list[str]:
        """What was named last before the words, the nearest first."""
        found: dict[str, None] = {}
        start = self.spans[0].start
        for mention in self.around.mentions.before(start):
            if start - mention.span.end > _NEAR:
                break
            if mention.refers:
                found.setdefault(mention.refers.value)
        return list(found)

    @cached_property
    def sides_before(self) -> list[str]:
        """The states and organisations named last before the words, the nearest first."""
        return [name for name in self.before if name in self.page.named["actor"]]

    def opposes(self, name: str) -> float:
        """How much the speaker's side quarrels with another on the page."""
        speaker = self.around.speaker
        return self.page.quarrel(speaker, name) if speaker and speaker != name else 0.0

    @cached_property
    def sense(self) -> Sense | None:
        """The likelier of the senses."""
        return max(self.senses, key=lambda s: s.confidence, default=None)

    def likely(self, stance: Stance) -> float:
        """How likely the words affirm or deny it, by their meaning."""
        return max((s.confidence for s in self.senses if s.stance is stance), default=0.0)

    @cached_property
    def parties(self) -> frozenset[str]:
        """The parties of the agreements that the page names, or that are possible between the states that it names."""
        known = self.around.known
        every = [*self.page.named["agreement"], *known.between]
        return frozenset(party for name in every for party in known.parties.get(name, ()))

    @cached_property
    def doers(self) -> list[str]:
        """All who may do it; nobody ("") where the predicate has no doer."""
        if self.predicate.arguments[0] != "actor":
            return [""]
        if self.own and self.around.speaker is not None:
            return [self.around.speaker]
        return list(dict.fromkeys([*self._fitting(0), *(found.issue.arguments[0] for found, _ in self.ruled)]))

    def seconds(self, doer: str) -> list[str]:
        """All that somebody may do it to, or that it is about."""
        ruled = (p.issue.arguments[-1] for p, _ in self.ruled if not doer or p.issue.arguments[0] == doer)
        fitting = self._fitting(len(self.predicate.arguments) - 1)
        named = [name for name in dict.fromkeys([*fitting, *ruled]) if name != doer]
        if self.predicate.kinds(len(self.predicate.arguments) - 1) != ("agreement",):
            return named
        if set(self.things) & set(named):
            return named
        if _ANOTHER.search(self.words):
            return []
        # Whoever violates a ceasefire breaks no treaty over water.
        return [one for one in named if one in self.around.known.truces] if _BROKEN.search(self.words) else named

    @cached_property
    def unnamed(self) -> frozenset[str]:
        """The agreements that are possible between the states of the page, and that it does not name."""
        return frozenset(self.around.known.between) - self.page.named["agreement"].keys()

    def _fitting(self, place: int) -> list[str]:
        """The names that an argument can be."""
        found: dict[str, None] = {}
        for kind in self.predicate.kinds(place):
            if kind == "actor" and self.around.speaker:
                found.setdefault(self.around.speaker)
            found |= dict.fromkeys(name for name, _ in self.page.named[kind].most_common(_MOST))
            if kind == "actor":
                parties = self.around.known.parties.get(self.around.known.main or "", ())
                found |= dict.fromkeys(parties if len(parties) <= _FEW else ())
            if kind == "agreement":
                found |= dict.fromkeys(self.around.known.between[:_MOST])
        return list(found)


def share(named: Counter[str], name: str) -> float:
    """How often a name stands on a page, against the one that stands there most."""
    most = named.most_common(1)
    return named[name] / most[0][1] if most else 0.0
