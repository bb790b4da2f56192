"""Which names fill the arguments of a signal: who does it, what it is done to, what the page tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from onrecord.model import MentionKind, Span
from onrecord.record.issues.around import KINDS, names
from onrecord.record.issues.codebook import Predicate
from onrecord.record.issues.doer import Doer
from onrecord.record.issues.party import Found
from onrecord.record.issues.watcher import is_watcher

_OWNS = re.compile(r"['’]")
_FOR = re.compile(r"\b(?:for|against|from)\s+(?:the\s+|its\s+)?$")
_IT = re.compile(r"\b(?:it|which|this|one|thing|document|text|treaty|agreement|accord|pact|deal)\b[^.;,]*$")
# "Keep to it": what the words behind point at.
_ITSELF = re.compile(r"\s+(?:it|this|that)\b(?!\s+\w)|\s+it\b")
# What is broken and no agreement: "violated international law", "breaches of its airspace".
_OTHER_LAW = re.compile(
    r"\s+(?:(?:of|on|upon|under|by|with|to)\s+)?(?:(?!and\b|or\b|but\b|that\b|by\b)[\w’'-]+\s+){0,4}?"
    r"(?:laws?|rights?|sovereignty|integrity|independence|neutrality|airspace|(?:territorial\s+)?waters|territory|"
    r"borders?|frontiers?|constitution|charter|resolutions?|sanctions|embargo|norms?|principles?|regulations?|"
    r"standards?|conventions|customs|privacy|immunity|dignity)\b"
    r"(?!\s+(?:of|in|under|laid\s+down\s+(?:by|in))\s+(?:the|this|that)\s+"
    r"(?:treaty|agreement|accord|pact|protocol|convention|deal|truce|ceasefire|armistice)\b)"
)
_BESIDE_FORCE = 60
"""So many characters from troops or ships may stand where they are."""
_NEAR = 450
"""So many characters back "it" goes: two or three sentences."""
_WEAPON = re.compile(
    r"\b(?:missiles?|rockets?|weapons?|systems?|guns?|launchers?|mines?|drones?|artillery|batter(?:y|ies))\b"
)


class Signal(Doer):
    """A signal in its clause, for which the arguments are found."""

    def argument(self, place: int, predicate: Predicate, doers: Sequence[str]) -> Found:
        """The names that fill an argument: the kinds that it can be, one after the other."""
        kinds = predicate.kinds(place)
        if slot := self.slot(place):
            if slot[1] == self.match.end() and _OWNS.match(self.text, slot[1]) and kinds != ("actor",):
                # "Pulled out of Veyra's pact": it is not Veyra that is left.
                return [], 0.0
            held = [m for m in self.inside if self.at(m) == slot[0] and m.span.end - self.span.start == slot[1]]
            only = next((kind for kind in kinds if f"a{place}{kind}" in self.match.re.groupindex), None)
            fitting = [only] if only else kinds
            return names([m for m in held if any(m.kind in KINDS[kind] for kind in fitting)]), 0.85
        for kind in kinds:
            if kind == "actor":
                found, sure = self.doers(predicate) if place == 0 else self._other(doers, predicate)
                if place == 0 and predicate.moves:
                    # Those who inspect have no troops.
                    found = [name for name in found if not is_watcher(name)]
            elif kind == "agreement":
                found, sure = self._agreement(predicate)
                if kind is not kinds[0] and not self.within(kind):
                    found = []
            elif kind == "weapon":
                found, sure = self._weapon(doers)
            else:
                found, sure = self._place(doers, predicate)
            if found or (kind == "weapon" and self.within("weapon")):
                return found, sure
        return [], 0.0

    def _other(self, doers: Sequence[str], predicate: Predicate) -> Found:
        """The other actor of a predicate: the first behind the signal in its clause that is no doer."""
        end = self.end()
        after = [m for m in self.named("actor") if self.match.end() <= self.at(m) < end]
        inside = [m for m in self.named("actor") if self.match.start() <= self.at(m) < self.match.end()]
        found = [
            name
            for name in names(
                [*after, *(m for m in inside if not _OWNS.match(self.text, m.span.end - self.span.start))]
            )
            if name not in doers
        ]
        if found:
            return found[:1], 0.75
        if predicate.mutual and len(doers) == 2:
            return list(doers), 0.75
        parties = self.parties()
        speaks = self.around.speaker and (self.around.speaker in parties or not parties)
        if predicate.unnamed and speaks and self.around.speaker and self.around.speaker not in doers:
            return [self.around.speaker], 0.6
        if predicate.mutual or predicate.unnamed or predicate.bloc:
            return self.counterpart(doers), 0.55
        return [], 0.0

    def _agreement(self, predicate: Predicate) -> Found:
        """The agreement meant: behind the signal, before it, the last one named before the words, or the page's."""
        lonely = len(predicate.arguments) == 1
        named = self.named("agreement")
        if named:
            nearest = min(named, key=lambda m: (self.at(m) < self.match.start(), abs(self.at(m) - self.match.start())))
            return names([nearest]), 0.85
        if _OTHER_LAW.match(self.text, self.match.end()):
            return [], 0.0
        known = self.around.known
        if predicate.watched and (watched := [a for a in self._page() if a in known.watched]):
            return watched[:1], 0.55
        last = list(islice(self.around.agreements_before(self.span.start), 1))
        itself = lonely and _ITSELF.search(self.text, self.start())
        if itself and not (last and self.span.start - last[0].span.end <= _NEAR):
            # "It" that stands for something else.
            return [], 0.0
        before = names(last)
        by_it = _IT.search(self.text[self.start() : self.match.end()]) or _ITSELF.match(self.text, self.match.end())
        if lonely and not by_it:
            # Of words that stand apart the first may name what the others speak of.
            floor = [m for m in self.around.agreements_before(self.span.start) if m.span.start >= self.floor]
            return names(floor[:1]), 0.55
        if not before and known.main:
            return [known.main], 0.5
        return before, 0.55

    def _page(self) -> list[str]:
        """The agreements of the page, those named before the words first, the nearest at the head."""
        main = [self.around.known.main] if self.around.known.main else []
        return list(
            dict.fromkeys(
                [*names(list(self.around.agreements_before(self.span.start))), *main, *self.around.known.between]
            )
        )

    def _weapon(self, doers: Sequence[str]) -> Found:
        """The weapon nearest to the signal, in its clause; one of the doer's own before others."""
        held = [m for m in self.within("weapon") if not _FOR.search(self.text[: self.at(m)])]
        owners = self.around.known.owners
        held.sort(
            key=lambda m: (
                bool(doers) and bool(m.refers) and owners.get(m.refers.value if m.refers else "") not in doers,
                self.at(m) < self.match.start(),
                abs(self.at(m) - self.match.start()),
            )
        )
        if not held and (force := self.force()) and force.weapon:
            return [force.weapon], 0.65
        if not held and _WEAPON.search(self.text, self.start(), self.end()):
            arms = [name for name in self.around.known.arms if owners.get(name) in doers]
            return (arms if len(arms) == 1 else []), 0.6
        return names(held[:1]), 0.8

    def _place(self, doers: Sequence[str], predicate: Predicate) -> Found:
        """The place or state that is said to suffer: the first behind the signal in its clause that is no doer."""
        end = self.end()
        after = [m for m in self.named("place") if self.match.start() <= self.at(m) < end]
        found = [name for name in names(after) if name not in doers]
        if not found and re.search(r"\b(?:there|here)$", self.match[0]):
            found = [name for name in names(self.named("place")[::-1]) if name not in doers]
        stationed = predicate.moves and not self.around.known.arms and self.force() is not None
        if not found and (predicate.somewhere or stationed):
            return self._somewhere(doers)
        return found[:1], 0.8

    def _where_forces(self, doers: Sequence[str]) -> list[str]:
        """The place that is named beside the doers' troops or ships, those named last before the words first."""
        every = [one for one in self.around.known.forces if one.owner in doers]
        every.sort(key=lambda one: (one.span.start > self.span.end, abs(one.span.start - self.span.end)))
        for one in every:
            near = Span(max(0, one.span.start - _BESIDE_FORCE), one.span.end + _BESIDE_FORCE)
            places = [m for m in self.around.mentions.within(near) if m.kind is MentionKind.PLACE and m.refers]
            if places:
                nearest = min(places, key=lambda m: abs(m.span.start - one.span.start))
                return names([nearest])
        return []

    def _somewhere(self, doers: Sequence[str]) -> Found:
        """Where it is that somebody should leave: the place of his named last before, else the page's own."""
        known = self.around.known
        before = self.around.mentions.before(self.span.start)
        own = (m for m in before if m.kind in KINDS["place"] and m.refers and known.owners.get(m.refers.value) in doers)
        if found := names(list(islice(own, 1))):
            return found, 0.55
        if any(force.owner in doers for force in known.forces):
            return self._where_forces(doers), 0.5
        return ([known.place] if known.place else []), 0.5
