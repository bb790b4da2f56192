"""What somebody calls another's words is not said by the other: "rejects Veyran claims as "theatre""."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.model import Attribution
from onrecord.reading.attributions.hit import Hit
from onrecord.reading.grammar.item import Item
from onrecord.reading.grammar.order import Places
from onrecord.reading.grammar.phrase import is_verbal
from onrecord.reading.lexicon import words

NAMING = frozenset("describe characterise characterize brand label term dub call".split())
"""Verbs that call something by a word."""
_BEHIND_NOUN = words("prepositions") - {"to"} | {"as"}
_LABEL = re.compile(r"[^.;:]{0,40}?\s*(?:\bas\s+)?[\"“‘']|\s*as\s")
_THAT = re.compile(r"\s*,?\s*(?:that|of|to)\b")


def nouns() -> frozenset[str]:
    """Words for what somebody said that can be taken for a verb."""
    return words("claimed") | words("accusations") | words("utterances")


def is_object(items: list[Item], before: Hit, hit: Hit) -> bool:
    """Whether a cue is a noun, by the verb before that is done to it: "dismisses Veyran claims as a joke".

    With a clause behind it, it tells what somebody claims, and stands.
    """
    if hit.first != hit.last or hit.group != hit.first or items[hit.first].lower not in nouns():
        return False
    if not before.takes("object") or (before.takes("clause") and before.readings[0].lemma not in NAMING):
        return False
    between = items[before.last + 1 : hit.first]
    closed = words("prepositions") | words("subordinators") | words("coordinators") | words("pronouns")
    lone = all((i.is_word and i.lower not in closed and not is_verbal(i)) or i.lower in ("'s", "’s") for i in between)
    ahead = items[hit.last + 1] if hit.last + 1 < len(items) else None
    # A clause behind the noun tells what is claimed: "the experts' claim our dam will burst".
    ends = ahead is None or ahead.is_quote or not ahead.is_word or ahead.lower in _BEHIND_NOUN
    return lone and ends and not before.passive


def without_names(text: str, found: Sequence[Attribution], outer: Sequence[Attribution]) -> list[Attribution]:
    """Without those that give to another what ``outer`` ones call the other's words by."""
    naming = Places((one for one in outer if one.cue and one.rule == "object"), lambda one: one.content)
    return [one for one in found if not _is_name(text, one, naming)]


def _is_name(text: str, one: Attribution, naming: Places[Attribution]) -> bool:
    """Whether the words of one stand behind its noun in what another does by its verb."""
    if len(one.cue) != 1 or len(one.content) != 1:
        return False
    cue, said = one.cue[0], one.content[0]
    if text[cue.start : cue.end].lower().split()[-1] not in nouns() or said.start < cue.end:
        return False
    lead = text[cue.end : said.end]
    if _THAT.match(lead) or not _LABEL.match(lead):
        return False
    others = (other for other in naming.holding(cue) if other is not one)
    return any(cue in c and said.start < c.end for other in others for c in other.content)
