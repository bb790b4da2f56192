"""Who does what a signal tells of: the subject of its clause, whom it is asked of, who stands behind its "by"."""

from __future__ import annotations

import re

from onrecord.model import Mention
from onrecord.record.issues.around import names
from onrecord.record.issues.codebook import Predicate
from onrecord.record.issues.party import BOTH, PASSIVE, PRONOUN, Found, Party
from onrecord.record.issues.verdict import FELT
from onrecord.record.issues.watcher import is_watcher

# "Halvern's decision to" makes Halvern the doer of what follows, whoever the clause is about.
_OWN = re.compile(
    r"(?:['’]s?\s+(?:[\w-]+\s+){0,2}|\s+(?:[\w-]+\s+)?(?:decision|move|plans?|intention|announcement|threats?|choice|"
    r"step|vow|pledge|promise|attempts?)\s+)(?:to|of)\s+(?:[\w-]+\s+){0,2}$"
)
_OWN_DOING = re.compile(r"\b(?:its|our|their|his|her|my)\b")
_NOUN = re.compile(r"\w+(?:ment|ments|ion|ions|al|als)\b|(?:sanctions|embargo|stationing|basing|positioning)\b")
_BESIDE = 4
_BY = 14
_SUMMARY = re.compile(r"\ball (?:these|this|those|of this|of these)\b")
_BY_WHOM = re.compile(r"\bby\s+(?:the\s+)?$")
# "Accused Arlen of breaking": who is charged with it.
_CHARGED = re.compile(
    r"\b(?:accus|blam|fault|critici[sz]|reproach|charg|condemn|suspect|censur|berat|chid|rebuk|slam|lambast)\w*\s+(?:the\s+)?$"
)
_OF = re.compile(r"\s+(?:of|for|with|over)\s+(?:[\w-]+\s+){0,3}$")
# "Arlen to sit down": who is asked to do it.
_ASKED = re.compile(
    r"\s+(?:(?:is|are|was|were|be|been)\s+(?:\w+ly\s+)?(?:required|obliged|asked|urged|ordered|told|bound|invited|"
    r"called\s+(?:up)?on|expected)\s+)?(?:not\s+|never\s+)?to\s"
)
_AND_TO = re.compile(r",\s+and\s+to\s+(?:\w+ly\s+)?$")
# Nothing but auxiliaries and adverbs between a subject and its verb.
_RIGHT_BEFORE = re.compile(
    r"^\s*(?:(?:has|have|had|is|are|was|were|will|would|must|should|could|can|may|might|ought|needs?|not|never|also|"
    r"again|already|now|then|to|be|been|being|that|who|which|shall|once|always|still|today|itself|\w+ly)\s+)*$"
)
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$")
_FROM = re.compile(r"\s+(?:from|by)\s+(?:the\s+)?")
_ALLEGED = re.compile(r"\b(?:allegation|accusation|charge|claim|complaint|suspicion)s?\s+(?:of|about)\b")
_CONTENDS = re.compile(
    r"\b(?:allegation|accusation|charge|claim|contention|assertion|insinuation|suggestion|insistence)s?\s+"
    r"(?:of|by|from|made\s+by)\s+(?:the\s+)?$"
)
# Who asks for an inspection is not inspected.
_SOUGHT = re.compile(
    r"(?:ask|call|demand|request|want|seek|sought|special|snap|on-site|unscheduled|extraordinary|surprise)"
)
_TAKEN_ON = re.compile(
    r"\s+(?:\w+\s+){0,2}?(?:(?:['’]s?\s+)?(?:participation|membership|part|obligations|commitments|adherence|"
    r"compliance|co-?operation|role))\b|['’]s?\s+(?:[\w-]+\s+){0,2}(?:participation|membership|part|obligations|"
    r"commitments|adherence|compliance|co-?operation|role)\b"
)
_AND = re.compile(r"\s*(?:,|and|nor|,\s*and|as well as)\s*(?:the\s+)?")


class Doer(Party):
    """A signal in its clause, for which those who do it are found."""

    def subject(self) -> str | None:
        """Whoever the clause is about, where it names somebody."""
        named = self.ahead()
        actors = self.free(named)
        found = names(self._subject(named, actors) or actors[:1])
        return found[0] if found else None

    def doers(self, predicate: Predicate) -> Found:
        """The actors that the signal is said of: the clause's subject with those joined to it."""
        start = self.start()
        named = self.ahead()
        if predicate.about == "doing" and (felt := FELT.search(self.text, start, self.match.start())):
            # "Castaly regrets the decision to leave": it is not Castaly that leaves.
            named = [m for m in named if self.at(m) >= felt.start()]
            if not named and not _OWN_DOING.search(felt[0]):
                return self._behind(), 0.7
        # "The deployment of missiles" has no subject: only who stands right before it or behind "by" does it.
        noun = bool(_NOUN.match(self.text, self.match.start()))
        if predicate.watched:
            named = [m for m in named if m.refers and not is_watcher(m.refers.value)]
        if predicate.about == "fact":
            # "The contention of Arlen that ... is an invention": it is not Arlen of which that is said.
            named = [m for m in named if not _CONTENDS.search(self.text[: self.at(m)])]
        actors = self.free(named)
        inside = [m for m in self.named("actor") if self.match.start() <= self.at(m) < self.match.end()]
        if predicate.watched:
            inside = [m for m in inside if m.refers and not is_watcher(m.refers.value)]
        if predicate.bloc:
            # "Sanctions on Arlen stay": who suffers them does not impose them.
            inside = self.free(inside)
        within = names(inside)
        if predicate.watched and _SOUGHT.match(self.match[0]):
            if within:
                return within[-1:], 0.7
            seeking = names(actors[-1:]) or ([self.around.speaker] if self.around.speaker else [])
            return self.owner("place") or self.counterpart(seeking), 0.6
        if named and (_OWN.match(self.gap(named[-1])) or (noun and len(self.gap(named[-1])) <= _BESIDE)):
            return names(named[-1:]), 0.8
        if (
            predicate.watched
            and not self._who_is_asked(named)
            and PASSIVE.search(self.text, start, self.match.end())
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
        if predicate.moves and not actors and (moved := self.of_force()):
            return moved, 0.6
        if behind := self._behind():
            return behind, 0.75
        other = BOTH.search(self.text, start, self.match.end()) or PRONOUN.search(self.text[start : self.match.start()])
        if within and not actors and not other:
            return within[: 1 + predicate.mutual], 0.7
        return self.unnamed(predicate, noun=noun, others=bool(actors))

    def _subject(self, named: list[Mention], actors: list[Mention]) -> list[Mention]:
        """Whoever is asked to do it, does it in the passive, or stands right before the verb."""
        if actors and actors[-1] is named[-1] and _RIGHT_BEFORE.match(self.gap(actors[-1])):
            return _joined_back(self.text, self.span.start, actors)
        if asked := self._who_is_asked(named):
            return _joined_back(self.text, self.span.start, named[: named.index(asked[-1]) + 1])
        if named and _CHARGED.search(self.text[: self.at(named[-1])]) and _OF.fullmatch(self.gap(named[-1])):
            return named[-1:]
        by = [m for m in named if _BY_WHOM.search(self.text[: self.at(m)])]
        if by:
            return by[-1:]
        return []

    def _who_is_asked(self, named: list[Mention]) -> list[Mention]:
        """Whoever is asked to do it: "asked Arlen to", "Arlen is required to"."""
        # "To open the gates by noon, and to admit them": the comma parts two things that are asked.
        listed = _AND_TO.search(self.text[: self.match.start()])
        asked = [m for m in named if _ASKED.match(self.text, m.span.end - self.span.start)]
        return [m for m in asked if listed or "," not in self.gap(m)]

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
