"""Who does what a signal tells of where no words name them: a party to the agreement, who speaks or was spoken of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from onrecord.model import Mention, Span, Stance
from onrecord.reading.grammar.negation import negated
from onrecord.record.issues.around import KINDS, names
from onrecord.record.issues.clause import Clause
from onrecord.record.issues.codebook import Predicate
from onrecord.record.issues.force import Force, last
from onrecord.record.issues.verdict import JUDGED, NOTHING
from onrecord.record.issues.watcher import is_watcher

# "To impose sanctions on Tesmaria", "it would pay": no subject, or one that stands for the speaker's own side.
_BARE = re.compile(
    r"^\W*(?:that\s+)?(?:(?:not\s+|never\s+)?to\b|(?:it|we|they|he|she|i)\b|"
    r"(?:said|says|say|added|adds|insist(?:s|ed)|repeat(?:s|ed)|vow(?:s|ed)|promis(?:es|ed))\s+(?:that\s+)?(?:it|we|he|she|i)\b|"
    r"there\s+(?:is|are|was|were|(?:will|would|can|could)\s+be)\b|(?:its|his|her|our|their)\s|$)"
)
# "With Arlen it will not talk": the pronoun is the subject, whoever stands before it.
PRONOUN = re.compile(
    r"\b(?:it|we|they|he|she|i)\s+(?:(?:will|would|shall|should|can|could|must|may|do|does|did|has|have|had|is|are|was|"
    r"were|not|never|cannot|neither|no\s+longer)\s+)*$"
)
BOTH = re.compile(
    r"\b(?:both|the\s+two|each\s+(?:side|country|state|party|government|of\s+(?:the\s+two|them))|"
    r"the\s+(?:two\s+)?(?:parties|sides|rivals|neighbou?rs|adversaries|capitals))\b"
)
_DUE = re.compile(r"\b(?:must|should|ought\s+to|has\s+to|have\s+to|needs?\s+to|want\w*|demand\w*|call\w*\s+for)\b")
# "Its members should", "its ban on fish": of the body of states named before.
_MEMBERS = re.compile(r"\b(?:its|their|the)\s+member(?:s|\s+states)\b")
_ITS = re.compile(r"\b(?:its|their)\s+(?:\w+\s+)?$")
_NOT_ONE = re.compile(
    r"\W*(?:that\s+)?(?:not\s+(?:one|a\s+single)|no(?!\s+(?:one|side|party|state|country))|nothing)\s"
)
# Whoever stands behind one of these is not what the clause is about.
_BESIDES = re.compile(
    r"\b(?:in|at|on|near|from|with|against|for|to|into|under|over|between|towards?|behind|than|like|via|across|off|"
    r"around|outside|inside|along|since|about)\s+(?:the\s+|its\s+|their\s+|his\s+|her\s+)?$"
)
PASSIVE = re.compile(r"\b(?:be|been|being|is|are|was|were)\s+(?:\w+\s+)?\w+(?:ed|en|in|out|up|at)\b")
_THEY = re.compile(r"\b(?:they|he|she)\b")
# "The other side wants to leave it": a state across from the speaker's.
_ACROSS = re.compile(
    r"\b(?:the|its|our|their)\s+(?:(?:other|opposing|opposite|rival|neighbou?ring|(?:down|up)stream)\s+"
    r"(?:country|state|side|party|nation|government|power|capital)|(?:neighbou?r|adversary|enemy|rival))\b"
)
_WE = re.compile(r"\b(?:we|our|us|i)\b")
# "The expulsion breaks the treaty", "their presence is a threat": what a clause of no name goes back to.
_DOING = re.compile(
    r"\W*(?:the|this|that|such\s+an?)\s+\w+(?:ion|ment|al|est|ure|ing|step|move|act|launch|test)\s*"
    r"(?:\b(?:is|was|has\s+been)\s+(?:an?\s+)?)?$"
)
# "They be withdrawn", "take them home": the forces named before.
_THEM = re.compile(r"\b(?:they|them|these|those)\b(?!\s+\w+(?:s|ies)\b)|\bit\s+(?:out|off|away)\b")
_POSSESSED = re.compile(
    r"\b(?:its|their)\s+(?:[\w-]+\s+){0,2}(?:troops|soldiers|forces|army|men|garrisons?|brigades?|units|marines|militias?|"
    r"ships|warships|fleet|navy|squadrons?|vessels|frigates?|guns|missiles|rockets|launchers|batter(?:y|ies)|tanks|planes)\b"
)
# "The ferry had left": what is said of a thing is no doing of the speaker's side, as the passive may be.
_THING = re.compile(
    r"^\W*(?:that\s+)?(?:the|an?|some|many|most|several|two|three|\d+)\s+(?!(?:government|country|nation|state|army|"
    r"military|troops|forces|soldiers|ministry|cabinet|parliament|navy|side|republic|kingdom|union)\b)[\w-]+\s"
)
# "Announced an immediate withdrawal": what is announced is the speaker's own.
_ANNOUNCED = re.compile(r"\W*(?:an?|its|their|his|her|our)\s+(?:\w+\s+)?$")
_HIMSELF = re.compile(r"\W*(?:that\s+)?(?:it|he|she|they|its|his|her|their)\b")
_POINTS = re.compile(r"\W*(?:that\s+)?(?:their|its|they|these|those|it|this)\b")
_SENTENCES = 250
"""So many characters before the words hold the sentence or two before them."""
_ANYBODY = re.compile(
    r"\b(?:whoever|anyone|anybody|those\s+who|he\s+who|some(?:one|body)|an?\s+\w+(?:ist|er|or|man))\b"
)

Found = tuple[list[str], float]
"""The names that fill an argument, and how sure that is."""


class Party(Clause):
    """A signal in its clause, for which the party is found that does it where no words name one."""

    def free(self, mentions: list[Mention]) -> list[Mention]:
        """Those who do not stand behind a preposition: what the clause is about."""
        return [m for m in mentions if not _BESIDES.search(self.text[: self.at(m)])]

    def force(self) -> Force | None:
        """The troops, ships or weapons that the clause is about, by their noun or as those named before."""
        start, end = self.span.start + self.start(), self.span.start + self.match.end()
        here = [one for one in self.around.known.forces if start <= one.span.start < end]
        if here:
            return here[-1]
        if _THEM.search(self.text, self.start(), self.match.end()):
            return last(self.around.known.forces, start)
        return None

    def of_force(self) -> list[str]:
        """Whose the troops, ships or weapons are that do it."""
        if force := self.force():
            return [force.owner]
        if self.around.own or not _POSSESSED.search(self.text, self.start(), self.match.end()):
            return []
        # "Said Veyra was lying, and demanded that its troops leave": they are of whom the words before speak.
        return self._others_before()[-1:]

    def unnamed(self, predicate: Predicate, *, noun: bool, others: bool) -> Found:
        """The doer of words that name none."""
        start = self.start()
        if BOTH.search(self.text, start, self.match.end()):
            return list(self.parties()), 0.55
        members = _MEMBERS.search(self.text, start, self.match.start())
        if members and (body := self._bodies_before(self.span.start + members.start())):
            return body, 0.6
        if self.around.speaker is None and predicate.bloc and _ITS.search(self.text[: self.match.start()]):
            return self._bodies_before(self.span.start + self.match.start()), 0.5
        # Whose the weapon or the place is does nothing with an agreement.
        concerned = predicate.moves or predicate.watched or predicate.about == "fact"
        owner = self.owner(*(("place", "weapon") if predicate.watched else ())) if concerned else []
        if owner and self._owned_first(predicate):
            return owner, 0.6
        lacking = predicate.about == "doing" and (not self.named("actor") or self._opens_bare())
        lacking = lacking and not _ANYBODY.search(self.text, start, self.match.start())
        passive = PASSIVE.search(self.text, start, self.match.end())
        lacking = lacking and bool(passive or noun or not _THING.match(self.text[start : self.match.start()]))
        if self._are_others(start):
            return self.counterpart([self.around.speaker]) if self.around.speaker in self.parties() else [], 0.5
        if lacking and predicate.bloc and (imposing := self._imposing()):
            return [imposing], 0.5
        announced = noun and bool(_ANNOUNCED.match(self.text[: self.match.start()]))
        if lacking and (not noun or announced) and not self._as_subject(start):
            return list(self.around.heard if self.orders() else self.around.own), 0.6
        if others and noun:
            return [], 0.0
        if predicate.bloc and (imposing := self._imposing()):
            return [imposing], 0.5
        denied = negated(self.text[: self.match.start()]) or NOTHING.match(self.text, self.match.end())
        if not owner and predicate.about == "fact" and not denied:
            # "Denied that it had": who denies was charged with it.
            himself = self.around.charged if _HIMSELF.match(self.text, start) else ()
            return list(himself) or self._before(start) or list(self.around.charged), 0.5
        if not owner and predicate.about == "fact" and self.around.speaker in self.parties():
            # "Not one shell has been hidden": of what nobody is said to have done a party speaks for itself.
            none = _NOT_ONE.match(self.text, start, self.match.start())
            return [self.around.speaker] if none and self.around.speaker else [], 0.5
        if not owner and predicate.watched:
            return self._party_before(), 0.45
        if not owner and predicate.mutual and self.around.speaker not in self.parties():
            # "Called on the government to sit down with Veyra": it is the other one who should.
            behind = names([m for m in self.named("actor") if self.match.end() <= self.at(m) < self.end()])
            return self.counterpart(behind[:1]) if set(behind[:1]) & set(self.parties()) else [], 0.5
        return owner, 0.55

    def _lately(self, position: int) -> list[Mention]:
        """Who and what is named in the sentence or two before a position of the page."""
        return self.around.mentions.within(Span(max(0, position - _SENTENCES), position))

    def _others_before(self) -> list[str]:
        """The actors named shortly before the words, but for the speaker's own side."""
        near = names([m for m in self._lately(self.span.start) if m.kind in KINDS["actor"]])
        return [name for name in near if name != self.around.speaker]

    def _bodies_before(self, position: int) -> list[str]:
        """The body of states that is named last before a position."""
        blocs = self.around.known.blocs
        near = self._lately(position)
        return names([m for m in near if m.refers and m.refers.value in blocs])[-1:]

    def _party_before(self) -> list[str]:
        """The party to the agreement that was named last, where one who is no party speaks of what it should show."""
        parties = self.parties()
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
        if _DOING.match(opening) and self.around.speaker in self.parties():
            return self.counterpart([self.around.speaker])
        if not _POINTS.match(opening):
            return []
        return [name for name in self._others_before() if not is_watcher(name)][:1]

    def _as_subject(self, start: int) -> bool:
        """Whether the doing is what the clause speaks of: "leaving it would be a mistake" names no doer."""
        opens = not re.search(r"\w", self.text[start : self.match.start()])
        judged = JUDGED.search(self.text, self.match.end(), self.end()) is not None
        return opens and (judged or bool(re.match(r"\w+ing\b", self.text[self.match.start() :])))

    def orders(self) -> bool:
        """Whether the words open with a verb that orders, to somebody who is named: "Pull out", he told Veyra."""
        opens = not re.search(r"\w", self.text[: self.match.start()])
        return opens and bool(self.around.heard) and not re.match(r"\w+(?:ing|ed|[^s]s)\b", self.match[0])

    def _are_others(self, start: int) -> bool:
        """Whether "they" do it in a speaker's own words, who says "we" of his side, or "the other side"."""
        before = self.text[start : self.match.start()]
        if _ACROSS.search(before) and not _WE.search(before):
            return True
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
        named = self.ahead()
        if not named:
            return bool(_BARE.match(before))
        return bool(PRONOUN.search(before)) and not self.free(named)

    def counterpart(self, doers: Sequence[str]) -> list[str]:
        """The other party of the agreement."""
        return self.around.counterpart(doers, self.parties())

    def _imposing(self) -> str | None:
        """Who would do what no words ascribe: see Around."""
        slot = self.slot(1)
        suffering = [m for m in self.inside if slot and self.at(m) == slot[0]]
        suffering += [m for m in self.named("actor") if self.match.start() <= self.at(m) < self.end()]
        parties = self.parties()
        wanted = self.stance is Stance.AFFIRM and not negated(self.text[: self.match.start()])
        if wanted and not suffering and self.around.speaker in parties and _DUE.search(self.text):
            # "Sanctions must come back": who wants them is not the one to suffer them.
            return self.around.speaker
        return self.around.imposing(parties, names(suffering))

    def parties(self) -> tuple[str, ...]:
        """The two parties of the agreement that is named in the words, before them, or on the page; of more than two
        those that the page is about.
        """
        named = [*self.named("agreement")[:1], *islice(self.around.agreements_before(self.span.start), 1)]
        for name in [*names(named), *([self.around.known.main] if self.around.known.main else [])]:
            parties = self.around.known.parties.get(name, ())
            if len(parties) == 2:
                return parties
            if self.around.known.quarrel and set(self.around.known.quarrel) <= set(parties):
                return self.around.known.quarrel
        return ()
