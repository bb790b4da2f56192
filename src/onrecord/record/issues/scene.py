"""A page as positions see it: who is named, for whom everybody stands, what the reference says of what it names."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache

from onrecord.model import Actor, ActorKind, Document, Interval, MentionKind, Reading, Standing
from onrecord.reading.grammar.order import DEMONYM, Mentions, by_pronoun
from onrecord.record.actors.side import side
from onrecord.record.issues.around import TRUCE, Known
from onrecord.record.issues.called import called, main_agreement, possible, watched
from onrecord.record.issues.force import forces
from onrecord.reference import Reference

_ACTING = (MentionKind.ORGANISATION, MentionKind.PERSON)
_JUST_LEFT = timedelta(days=90)
"""Who left office no longer ago still answers for what was done in it."""
_TRUCE = re.compile(TRUCE, re.IGNORECASE)
_LONGEST = 80
"""No body that is named with a state has a longer name."""


@lru_cache(maxsize=4)
def _known(reference: Reference) -> Known:
    """Whose each weapon and each place of the reference is, and the parties of its agreements."""
    weapons = {weapon.name: weapon.of for weapon in reference.tables.weapons if weapon.of}
    places = {place.name: place.state for place in reference.tables.places if place.state}
    parties = {name: row.parties for name, row in reference.agreements.items()}
    rows = reference.tables.agreements
    partly = (row for row in rows if not parties[row.name] and (row.left or row.outside or row.signatories))
    outside = {row.name: frozenset((*row.outside, *row.signatories)) for row in partly}
    truces = frozenset(
        row.name for row in rows if _TRUCE.search(" ".join((row.name, *row.aliases, *row.nouns, row.kind or "")))
    )
    return Known(weapons | places, parties, outside, truces, watched(reference))


def _retired(actor: Actor, published: Interval, reference: Reference) -> bool:
    """Whether a person has left every office by the reference, or by the page where the reference knows of none; who is
    called by another office than those left is none.
    """
    if actor.kind is not ActorKind.PERSON:
        return False
    row = reference.people.get(actor.name)
    offices = row.offices if row else ()
    since = published.earliest - _JUST_LEFT if published.earliest else None
    begun = [o for o in offices if not (o.term.earliest and published.latest and published.latest < o.term.earliest)]
    ended = [o for o in begun if o.term.latest and since and o.term.latest < since]
    if len(ended) < len(begun):
        return False
    left = {word for office in ended for word in office.title.replace("-", " ").split()}
    now = [r for r in actor.roles if r.standing is not Standing.FORMER and left.isdisjoint(r.title.split())]
    return not now and (bool(ended) or bool(actor.roles))


class Scene:
    """The mentions of one page, and what is known of them: ``mentions`` as named, ``sides`` with everybody's side."""

    def __init__(self, document: Document, reading: Reading, reference: Reference) -> None:
        self._reference = reference
        self._text = document.text
        self._actors = reading.actors
        retired = {a.name for a in reading.actors if _retired(a, reading.published.value, reference)}
        self._of = {a.name: a.of for a in reading.actors if a.of and a.name not in retired}
        self._retired = retired
        # What a pronoun stands for is less sure than a name, and no subject to hang an issue on.
        named = [m for m in reading.mentions if m.span.line is None and not by_pronoun(m)]
        self.mentions = Mentions()
        self.mentions.add(named)
        found = called(document, self.mentions, reference)
        # A place that an agreement is called by is no place there.
        meant = {m.span for m in found}
        self.mentions = Mentions()
        self.mentions.add(m for m in named if m.span not in meant)
        self.mentions.add(found)
        self._of |= self._by_adjective()
        self.sides = self._sided()
        self.known = replace(
            _known(reference),
            main=main_agreement(self.mentions),
            between=possible(self.mentions, reference),
            blocs=self._blocs(),
            place=self._place(),
            quarrel=self._quarrel(),
            forces=forces(document, self.mentions, _known(reference).owners),
            arms=tuple(sorted({m.refers.value for m in self.mentions if m.kind is MentionKind.WEAPON and m.refers})),
        )

    def side(self, name: str) -> str:
        """The state or organisation that an actor stands for: nobody else's, who holds no office any more."""
        return name if name in self._retired else side(name, self._of, self._reference)

    def _by_adjective(self) -> dict[str, str]:
        """Whose the bodies are that the page names once with the adjective of a state: "the Veyran Admiralty"."""
        bodies = {a.name for a in self._actors if a.kind is ActorKind.ORGANISATION and not a.of}
        bodies -= self._reference.organisation_rows.keys()
        found: dict[str, str] = {}
        for mention in self.mentions if bodies else ():
            if mention.kind is MentionKind.STATE and mention.refers and mention.refers.evidence[0].rule == DEMONYM:
                behind = self._text[mention.span.end + 1 : mention.span.end + 1 + _LONGEST]
                for body in bodies:
                    if behind.startswith(body):
                        found.setdefault(body, mention.refers.value)
        return found

    def _sided(self) -> Mentions:
        """The mentions with persons and ministries replaced by their sides, since these are what issues are about."""
        sided = Mentions()
        for mention in self.mentions:
            if mention.kind in (MentionKind.PERSON, MentionKind.ORGANISATION) and mention.refers:
                refers = replace(mention.refers, value=self.side(mention.refers.value))
                sided.add([replace(mention, refers=refers)])
            else:
                sided.add([mention])
        return sided

    def _quarrel(self) -> tuple[str, ...]:
        """The two of three and more parties to the page's agreement that are named clearly more than the others."""
        parties = _known(self._reference).parties.get(main_agreement(self.mentions) or "", ())
        named = Counter(m.refers.value for m in self.sides if m.refers and m.refers.value in parties)
        order = [*named.most_common(3), ("", 0)]
        return (order[0][0], order[1][0]) if len(named) > 1 and order[1][1] > order[2][1] else ()

    def _place(self) -> str | None:
        """The place of the reference that the page names most, that of a state before others."""
        places = [m.refers.value for m in self.mentions if m.kind is MentionKind.PLACE and m.refers]
        listed = {row.name for row in self._reference.tables.places}
        most = Counter(name for name in places if name in listed).most_common(1)
        return most[0][0] if most else None

    def _blocs(self) -> dict[str, frozenset[str]]:
        """The organisations that the page names, or somebody of theirs, with the states that are their members."""
        named = {m.refers.value for m in self.sides if m.kind in _ACTING and m.refers}
        found: dict[str, set[str]] = {}
        for state, bodies in self._reference.member_of.items():
            for body in bodies & named:
                found.setdefault(body, set()).add(state)
        return {body: frozenset(states) for body, states in found.items()}
