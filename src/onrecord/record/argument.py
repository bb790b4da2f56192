"""Which names fill the arguments of a signal: the subject of its clause, what it is done to, what the page tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from onrecord.model import Mention, Span
from onrecord.reading.negation import negated
from onrecord.record.around import KINDS, names
from onrecord.record.clause import Clause
from onrecord.record.codebook import Predicate
from onrecord.record.verdict import JUDGED, NOTHING

# "Halvern's decision to" makes Halvern the doer of what follows, whoever the clause is about.
_OWN = re.compile(r"['’]s?\s+(?:[\w-]+\s+){0,2}(?:to|of)\s+(?:[\w-]+\s+){0,2}$")
# "To impose sanctions on Tesmaria", "it would pay": no subject, or one that stands for the speaker's own side.
_BARE = re.compile(
    r"^\W*(?:that\s+)?(?:(?:not\s+|never\s+)?to\b|(?:it|we|they|he|she|i)\b|(?:its|his|her|our|their)\s|$)"
)
_BOTH = re.compile(r"\b(?:both|the\s+two|the\s+(?:two\s+)?(?:parties|sides|rivals|neighbou?rs|adversaries|capitals))\b")
_NOUN = re.compile(r"\w+(?:ment|ments|ion|ions|al|als)\b|(?:sanctions|embargo|stationing|basing|positioning)\b")
_FOR = re.compile(r"\b(?:for|against|from)\s+(?:the\s+|its\s+)?$")
_BESIDE = 4
_BY = 14
_IT = re.compile(r"\b(?:it|which|this|one|thing|document|text|treaty|agreement|accord|pact|deal)\b[^.;,]*$")
_SUMMARY = re.compile(r"\ball (?:these|this|those|of this|of these)\b")
# Whoever stands behind one of these is not what the clause is about.
_BESIDES = re.compile(
    r"\b(?:in|at|on|near|from|with|against|for|to|into|under|over|between|towards?|behind|than|like|via|across|off|"
    r"around|outside|inside|along|since|about)\s+(?:the\s+|its\s+|their\s+|his\s+|her\s+)?$"
)
_BY_WHOM = re.compile(r"\bby\s+(?:the\s+)?$")
# "Arlen to sit down": who is asked to do it.
_ASKED = re.compile(r"\s+(?:not\s+|never\s+)?to\s")
# Nothing but auxiliaries and adverbs between a subject and its verb.
_RIGHT_BEFORE = re.compile(
    r"^\s*(?:(?:has|have|had|is|are|was|were|will|would|must|should|could|can|may|might|ought|needs?|not|never|also|"
    r"again|already|now|then|to|be|been|being|that|who|which|shall|once|always|still|today|itself|\w+ly)\s+)*$"
)
_PASSIVE = re.compile(r"\b(?:be|been|being|is|are|was|were)\s+(?:\w+\s+)?\w+(?:ed|en|in|out|up|at)\b")
_THEY = re.compile(r"\b(?:they|he|she)\b")
_WE = re.compile(r"\b(?:we|our|us|i)\b")
# "The expulsion breaks the treaty", "their presence is a threat": what a clause of no name goes back to.
_DOING = re.compile(r"\W*(?:the|this|that|such\s+an?)\s+\w+(?:ion|ment|al|est|ure|step|move|act|launch|test)\s*$")
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$")
_FROM = re.compile(r"\s+(?:from|by)\s+(?:the\s+)?")
_ALLEGED = re.compile(r"\b(?:allegation|accusation|charge|claim|complaint|suspicion)s?\s+(?:of|about)\b")
# "The ferry had left": what is said of a thing is no doing of the speaker's side, as the passive may be.
_THING = re.compile(
    r"^\W*(?:that\s+)?(?:the|an?|some|many|most|several|two|three|\d+)\s+(?!(?:government|country|nation|state|army|"
    r"military|troops|forces|soldiers|ministry|cabinet|parliament|navy|side|republic|kingdom|union)\b)[\w-]+\s"
)
# "Announced an immediate withdrawal": what is announced is the speaker's own.
_ANNOUNCED = re.compile(r"\W*(?:an?|its|their|his|her|our)\s+(?:\w+\s+)?$")
_POINTS = re.compile(r"\W*(?:that\s+)?(?:their|its|they|these|those|it|this)\b")
_SENTENCES = 250
"""So many characters before the words hold the sentence or two before them."""
# Bodies that inspect are never those who are inspected.
_WATCHER = re.compile(r"inspect|monitor|observ|verif|commission|mission\b|agency", re.IGNORECASE)
# Who asks for an inspection is not inspected.
_SOUGHT = re.compile(
    r"(?:ask|call|demand|request|want|seek|sought|special|snap|on-site|unscheduled|extraordinary|surprise)"
)
_WEAPON = re.compile(
    r"\b(?:missiles?|rockets?|weapons?|systems?|guns?|launchers?|mines?|drones?|artillery|batter(?:y|ies))\b"
)
_ANYBODY = re.compile(
    r"\b(?:whoever|anyone|anybody|those\s+who|he\s+who|some(?:one|body)|an?\s+\w+(?:ist|er|or|man))\b"
)
_TAKEN_ON = re.compile(
    r"\s+(?:\w+\s+){0,2}?(?:(?:['’]s?\s+)?(?:participation|membership|part|obligations|commitments|adherence|"
    r"compliance|co-?operation|role))\b|['’]s?\s+(?:[\w-]+\s+){0,2}(?:participation|membership|part|obligations|"
    r"commitments|adherence|compliance|co-?operation|role)\b"
)


Found = tuple[list[str], float]
"""The names that fill an argument, and how sure that is."""


class Signal(Clause):
    """A signal in its clause, for which the arguments are found."""

    def argument(self, place: int, predicate: Predicate, doers: Sequence[str]) -> Found:
        """The names that fill an argument: the kinds that it can be, one after the other."""
        kinds = predicate.kinds(place)
        if slot := self.slot(place):
            held = [m for m in self.inside if self.at(m) == slot[0] and m.span.end - self.span.start == slot[1]]
            only = next((kind for kind in kinds if f"a{place}{kind}" in self.match.re.groupindex), None)
            fitting = [only] if only else kinds
            return names([m for m in held if any(m.kind in KINDS[kind] for kind in fitting)]), 0.85
        for kind in kinds:
            if kind == "actor":
                found, sure = self._doers(predicate) if place == 0 else self._other(doers, predicate)
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

    def subject(self) -> str | None:
        """Whoever the clause is about, where it names somebody."""
        start = self.start()
        named = [m for m in self.named("actor") if start <= self.at(m) < self.match.start()]
        actors = [m for m in named if not _BESIDES.search(self.text[: self.at(m)])]
        found = names(self._subject(named, actors) or actors[:1])
        return found[0] if found else None

    def _doers(self, predicate: Predicate) -> Found:
        """The actors that the signal is said of: the clause's subject with those joined to it."""
        start = self.start()
        named = [m for m in self.named("actor") if start <= self.at(m) < self.match.start()]
        # "The deployment of missiles" has no subject: only who stands right before it or behind "by" does it.
        noun = bool(_NOUN.match(self.text, self.match.start()))
        if predicate.watched:
            named = [m for m in named if m.refers and not _WATCHER.search(m.refers.value)]
        actors = [m for m in named if not _BESIDES.search(self.text[: self.at(m)])]
        within = names([m for m in self.named("actor") if self.match.start() <= self.at(m) < self.match.end()])
        if predicate.watched and _SOUGHT.match(self.match[0]):
            if within:
                return within[-1:], 0.7
            seeking = names(actors[-1:]) or ([self.around.speaker] if self.around.speaker else [])
            return self.owner("place") or self._counterpart(seeking), 0.6
        if named and (_OWN.match(self.gap(named[-1])) or (noun and len(self.gap(named[-1])) <= _BESIDE)):
            return names(named[-1:]), 0.8
        if (
            predicate.watched
            and _PASSIVE.search(self.text, start, self.match.end())
            and (owner := self.owner("place", "weapon"))
        ):
            return owner, 0.7
        if predicate.about == "fact" and _ALLEGED.search(self.text, start, self.match.start()):
            # "The Arlenian allegations of violations": who alleges is not who is said to do it.
            alleging = names(named[:1])
            speaker = self.around.speaker
            return [speaker] if speaker and alleging and speaker not in alleging else [], 0.6
        if subject := self._subject(named, actors):
            return names(subject), 0.8
        if actors and _SUMMARY.search(self.text, start, self.match.start()) and not noun:
            return names(actors), 0.65
        if actors and (not noun or predicate.about == "fact"):
            return names(_joined(self.text, self.span.start, actors)), 0.8
        if predicate.mutual and (two := [m for m in named if _BETWEEN.search(self.text[: self.at(m)])]):
            return names(_joined(self.text, self.span.start, named[named.index(two[0]) :])), 0.7
        if behind := self._behind():
            return behind, 0.75
        if within and not actors:
            return within[: 1 + predicate.mutual], 0.7
        return self._unnamed(predicate, noun=noun, others=bool(actors))

    def _subject(self, named: list[Mention], actors: list[Mention]) -> list[Mention]:
        """Whoever is asked to do it, does it in the passive, or stands right before the verb."""
        if actors and actors[-1] is named[-1] and _RIGHT_BEFORE.match(self.gap(actors[-1])):
            return _joined_back(self.text, self.span.start, actors)
        asked = [m for m in named if _ASKED.match(self.text, m.span.end - self.span.start) and "," not in self.gap(m)]
        if asked:
            return _joined_back(self.text, self.span.start, named[: named.index(asked[-1]) + 1])
        by = [m for m in named if _BY_WHOM.search(self.text[: self.at(m)])]
        if by:
            return by[-1:]
        return []

    def _behind(self) -> list[str]:
        """Whoever does it in the passive ("violated by Veyra"), or whose part in it is meant behind the signal."""
        end = self.match.end()
        after = [m for m in self.named("actor") if self.at(m) >= end]
        found = re.match(r"[^.;,“\"]{0,60}?\bby\s+", self.text[end:])
        if found:
            doing = [m for m in after if self.at(m) >= end + found.end()]
            if doing and self.at(doing[0]) - end - found.end() < _BY:
                return names(doing[:1])
        if after and _FROM.fullmatch(self.text[end : self.at(after[0])]):
            return names(after[:1])
        if after and self.at(after[0]) - end <= _BESIDE + 1:
            own = _TAKEN_ON.match(self.text, after[0].span.end - self.span.start)
            return names(after[:1]) if own else []
        return []

    def _unnamed(self, predicate: Predicate, *, noun: bool, others: bool) -> Found:
        """The doer of words that name none."""
        start = self.start()
        if _BOTH.search(self.text, start, self.match.start()):
            return list(self._parties()), 0.55
        owner = self.owner()
        if owner and self._owned_first(predicate):
            return owner, 0.6
        lacking = predicate.about == "doing" and (not self.named("actor") or self._opens_bare())
        lacking = lacking and not _ANYBODY.search(self.text, start, self.match.start())
        passive = _PASSIVE.search(self.text, start, self.match.end())
        lacking = lacking and bool(passive or noun or not _THING.match(self.text[start : self.match.start()]))
        if self._are_others(start):
            return self._counterpart([self.around.speaker]) if self.around.speaker in self._parties() else [], 0.5
        if lacking and predicate.bloc and (imposing := self._imposing()):
            return [imposing], 0.5
        announced = noun and bool(_ANNOUNCED.match(self.text[: self.match.start()]))
        if lacking and (not noun or announced) and not self._as_subject(start):
            return list(self.around.heard if self._orders() else self.around.own), 0.6
        if others and noun:
            return [], 0.0
        if predicate.bloc and (imposing := self._imposing()):
            return [imposing], 0.5
        denied = negated(self.text[: self.match.start()]) or NOTHING.match(self.text, self.match.end())
        if not owner and predicate.about == "fact" and not denied:
            return self._before(start), 0.5
        if not owner and predicate.watched:
            return self._party_before(), 0.45
        return owner, 0.55

    def _party_before(self) -> list[str]:
        """The party to the agreement that was named last, where one who is no party speaks of what it should show."""
        parties = self._parties()
        if self.around.speaker is None or self.around.speaker in parties:
            return []
        floor = max(0, self.span.start - 2 * _SENTENCES)
        near = self.around.mentions.within(Span(floor, self.span.end))
        return names([m for m in near if m.refers and m.refers.value in parties])[-1:]

    def _before(self, start: int) -> list[str]:
        """Whom a clause without a name speaks of: "the expulsion" is of who did the last thing told, "their presence"
        of those whom the words before are about.
        """
        opening = self.text[start : self.match.start()]
        if _DOING.match(opening) and self.around.told:
            return [next(iter(self.around.told.values())).arguments[0]]
        if not _POINTS.match(opening):
            return []
        floor = self.span.start - _SENTENCES
        for mention in self.around.mentions.within(Span(max(0, floor), self.span.start)):
            acts = mention.kind in KINDS["actor"] and mention.refers and mention.refers.value != self.around.speaker
            if acts and mention.refers and not _WATCHER.search(mention.refers.value):
                return [mention.refers.value]
        return []

    def _as_subject(self, start: int) -> bool:
        """Whether the doing is what the clause speaks of: "leaving it would be a mistake" names no doer."""
        opens = not re.search(r"\w", self.text[start : self.match.start()])
        judged = JUDGED.search(self.text, self.match.end(), self.end()) is not None
        return opens and (judged or bool(re.match(r"\w+ing\b", self.text[self.match.start() :])))

    def _orders(self) -> bool:
        """Whether the words open with a verb that orders, to somebody who is named: "Pull out", he told Veyra."""
        opens = not re.search(r"\w", self.text[: self.match.start()])
        return opens and bool(self.around.heard) and not re.match(r"\w+(?:ing|ed|[^s]s)\b", self.match[0])

    def _are_others(self, start: int) -> bool:
        """Whether "they" do it in a speaker's own words, who says "we" of his side."""
        before = self.text[start : self.match.start()]
        return self.around.direct and bool(_THEY.search(before)) and not _WE.search(before)

    def _owned_first(self, predicate: Predicate) -> bool:
        """Whether the owner comes before the speaker as the doer: of a weapon that the clause is about, of a place that
        is inspected.
        """
        if predicate.watched and self.within("place"):
            return True
        weapons = [m for m in self.inside if m.kind in KINDS["weapon"] and self.start() <= self.at(m)]
        # An article before a slot belongs to the signal.
        return any(self.at(m) <= self.match.start() + len("the ") for m in weapons)

    def _opens_bare(self) -> bool:
        """Whether the content comes to the signal without a subject of its own: "to impose sanctions on Tesmaria"."""
        start = self.start()
        before = self.text[start : self.match.start()]
        named = any(start <= self.at(m) < self.match.start() for m in self.named("actor"))
        return bool(_BARE.match(before)) and not named

    def _other(self, doers: Sequence[str], predicate: Predicate) -> Found:
        """The other actor of a predicate: the first behind the signal in its clause that is no doer."""
        end = self.end()
        after = [m for m in self.named("actor") if self.match.end() <= self.at(m) < end]
        found = [name for name in names(after) if name not in doers]
        if found:
            return found[:1], 0.75
        if predicate.mutual and len(doers) == 2:
            return list(doers), 0.75
        parties = self._parties()
        speaks = self.around.speaker and (self.around.speaker in parties or not parties)
        if predicate.unnamed and speaks and self.around.speaker and self.around.speaker not in doers:
            return [self.around.speaker], 0.6
        if predicate.mutual or predicate.unnamed or predicate.bloc:
            return self._counterpart(doers), 0.55
        return [], 0.0

    def _counterpart(self, doers: Sequence[str]) -> list[str]:
        """The other party of the agreement."""
        return self.around.counterpart(doers, self._parties())

    def _imposing(self) -> str | None:
        """Who would do what no words ascribe: see Around."""
        slot = self.slot(1)
        suffering = [m for m in self.inside if slot and self.at(m) == slot[0]]
        suffering += [m for m in self.named("actor") if self.match.start() <= self.at(m) < self.end()]
        return self.around.imposing(self._parties(), names(suffering))

    def _parties(self) -> tuple[str, ...]:
        """The two parties of the agreement that is named in the words, before them, or on the page."""
        named = [*self.named("agreement")[:1], *islice(self.around.agreements_before(self.span.start), 1)]
        for name in [*names(named), *([self.around.known.main] if self.around.known.main else [])]:
            parties = self.around.known.parties.get(name, ())
            if len(parties) == 2:
                return parties
        return ()

    def _agreement(self, predicate: Predicate) -> Found:
        """The agreement meant: behind the signal, before it, the last one named before the words, or the page's."""
        lonely = len(predicate.arguments) == 1
        named = self.named("agreement")
        if named:
            nearest = min(named, key=lambda m: (self.at(m) < self.match.start(), abs(self.at(m) - self.match.start())))
            return names([nearest]), 0.85
        known = self.around.known
        if predicate.watched and (watched := [a for a in self._page() if a in known.watched]):
            return watched[:1], 0.55
        before = names(list(islice(self.around.agreements_before(self.span.start), 1)))
        if lonely and not _IT.search(self.text[self.start() : self.match.end()]):
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
        if not held and _WEAPON.search(self.text, self.start(), self.end()):
            arms = [name for name in self.around.known.arms if owners.get(name) in doers]
            return (arms if len(arms) == 1 else []), 0.6
        return names(held[:1]), 0.8

    def _place(self, doers: Sequence[str], predicate: Predicate) -> Found:
        """The place or state that is said to suffer: the first behind the signal in its clause that is no doer."""
        end = self.end()
        after = [m for m in self.named("place") if self.match.start() <= self.at(m) < end]
        found = [name for name in names(after) if name not in doers]
        if not found and predicate.somewhere:
            return self._somewhere(doers), 0.5
        return found[:1], 0.8

    def _somewhere(self, doers: Sequence[str]) -> list[str]:
        """Where it is that somebody should leave: the place of his named last before, else the page's own."""
        known = self.around.known
        before = self.around.mentions.before(self.span.start)
        own = (m for m in before if m.kind in KINDS["place"] and m.refers and known.owners.get(m.refers.value) in doers)
        return names(list(islice(own, 1))) or ([known.place] if known.place else [])


def is_watcher(name: str) -> bool:
    """Whether a body is one that inspects, by its name."""
    return bool(_WATCHER.search(name))


_AND = re.compile(r"\s*(?:,|and|nor|,\s*and|as well as)\s*(?:the\s+)?")


def _joined(text: str, offset: int, actors: list[Mention]) -> list[Mention]:
    """The first actor and those joined to it by commas and "and"."""
    chosen = [actors[0]]
    for mention in actors[1:]:
        if not _AND.fullmatch(text[chosen[-1].span.end - offset : mention.span.start - offset]):
            break
        chosen.append(mention)
    return chosen


def _joined_back(text: str, offset: int, actors: list[Mention]) -> list[Mention]:
    """The last actor and those joined to it before."""
    chosen = [actors[-1]]
    for mention in reversed(actors[:-1]):
        if not _AND.fullmatch(text[mention.span.end - offset : chosen[0].span.start - offset]):
            break
        chosen.insert(0, mention)
    return chosen
