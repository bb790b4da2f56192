"""What stands around a statement's words: what the reference and the page say, who speaks, what was said before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.model import Issue, Mention, MentionKind
from onrecord.model.actor import ACTORS
from onrecord.reading.grammar.order import Mentions
from onrecord.record.issues.force import Force

KINDS = {
    "actor": ACTORS,
    "agreement": (MentionKind.AGREEMENT,),
    "place": (MentionKind.PLACE, MentionKind.STATE),
    "weapon": (MentionKind.WEAPON,),
}


TRUCE = r"\b(?:truces?|cease-?fires?|armistices?|cessation\s+of\s+hostilities)\b"
"""Words for agreements that end fighting."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the reference and the page say beside the words.

    ``owners`` is whose each weapon and place is; ``parties`` those of each agreement, ``outside`` who is none to those
    of which not all are listed; ``truces`` the agreements that end fighting, ``watched`` those under which there are
    inspections; ``between`` those of two states that the page names both; ``main`` the agreement that the page is
    about; ``blocs`` the organisations that it names, with the states that are their members; ``place`` the place that
    it names most, ``arms`` the weapons that it names; ``forces`` the troops, ships and weapons of somebody; ``quarrel``
    the two of more parties to the main agreement that the page names most.
    """

    owners: Mapping[str, str] = field(default_factory=dict)
    parties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    outside: Mapping[str, frozenset[str]] = field(default_factory=dict)
    truces: frozenset[str] = frozenset()
    watched: frozenset[str] = frozenset()
    between: tuple[str, ...] = ()
    main: str | None = None
    blocs: Mapping[str, frozenset[str]] = field(default_factory=dict)
    place: str | None = None
    arms: tuple[str, ...] = ()
    forces: tuple[Force, ...] = ()
    quarrel: tuple[str, ...] = ()

    def bound(self, name: str, agreement: str) -> bool | None:
        """Whether somebody is a party to an agreement, as far as the tables tell; None where they do not know it."""
        if parties := self.parties.get(agreement):
            return name in parties
        return name not in self.outside[agreement] if agreement in self.outside else None


@dataclass(frozen=True, slots=True)
class Around:
    """Who speaks, and what was said before.

    ``own`` are the doers where the words name none, ``heard`` those to whom they are said, ``speaker`` the side of
    whoever speaks, in his own words where ``direct``; ``told`` the issue that the page told of last, ``suffering``
    the only one whom the page tells of as the one it is done to, both by predicate;
    ``charged`` of whom it is said where no words ascribe it: who denies it, whose doing "it" is.
    """

    mentions: Mentions
    own: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()
    direct: bool = False
    speaker: str | None = None
    known: Known = field(default_factory=Known)
    told: Mapping[str, Issue] = field(default_factory=dict)
    charged: tuple[str, ...] = ()
    suffering: Mapping[str, str] = field(default_factory=dict)

    def agreements_before(self, position: int) -> Iterator[Mention]:
        """The agreements named before a position, the nearest first."""
        before = self.mentions.before(position)
        return (m for m in before if m.kind is MentionKind.AGREEMENT and m.refers)

    def counterpart(self, doers: Sequence[str], parties: Sequence[str]) -> list[str]:
        """The other of two parties; against a body to which one party belongs, or a member of it, the one that does
        not.
        """
        blocs = self.known.blocs
        own = set(doers).union(*(blocs.get(doer, ()) for doer in doers))
        if not own & set(parties):
            own = own.union(*(members for members in blocs.values() if members & own))
        left = [name for name in parties if name not in own]
        return left if len(left) == 1 and len(parties) == 2 else []

    def imposing(self, parties: Sequence[str], suffering: Sequence[str]) -> str | None:
        """Who would do what no words ascribe, to those who are named as suffering it.

        The body of states that the speaker is a member of; a party to the quarrel speaks of itself, or of the other
        party, or the body that this one is in, where it is itself the one who suffers.
        """
        if self.speaker is None:
            return None
        if self.speaker in self.known.blocs:
            return self.speaker
        own = [name for name, members in self.known.blocs.items() if self.speaker in members]
        if self.speaker not in parties:
            return own[0] if len(own) == 1 else None
        if own or any(name != self.speaker for name in suffering):
            return self.speaker
        others = {name for name in parties if name != self.speaker}
        against = [name for name, members in self.known.blocs.items() if members & others]
        if len(against) == 1 and self.speaker not in self.known.blocs[against[0]]:
            return against[0]
        return next(iter(others)) if len(others) == 1 else None


def names(mentions: Sequence[Mention]) -> list[str]:
    """Canonical names, each once, in order."""
    return list(dict.fromkeys(m.refers.value for m in mentions if m.refers))
