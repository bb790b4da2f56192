"""Words given by a noun of saying: "Y's claim that", "accusations by Y that", "the Veyran demand for"."""

from __future__ import annotations

import re

from onrecord.model import Act
from onrecord.reading.attributions.ending import clause_end
from onrecord.reading.attributions.hit import Hit, saying
from onrecord.reading.attributions.range import Given, Range
from onrecord.reading.grammar.item import VERBS, Item
from onrecord.reading.grammar.phrase import following, is_finite, is_verbal, time_after
from onrecord.reading.lexicon import words

# Nouns of asking take "for" or "to" where those of saying take "that".
_ASKING = frozenset("call calls demand demands appeal appeals plea pleas request requests".split())
# Nouns of promising take "to" as well as "that".
_PLEDGING = frozenset(
    "promise promises pledge pledges vow vows threat threats offer offers refusal readiness willingness".split()
)
# Nouns that have behind "of" what they are about.
_JUDGING = frozenset("rejection criticism condemnation denunciation".split())
_SAYING_NOUNS = frozenset(
    "claim claims accusation accusations allegation allegations assertion assertions statement statements warning "
    "warnings insistence suggestion suggestions complaint complaints promise pledge threat declaration contention "
    "contentions assurance assurances reply response argument arguments charge charges admission denial declarations "
    "explanation explanations excuse advice announcement answer remark remarks proposal proposals reminder".split()
)
# What somebody wants takes "to", where it is told whose it is by a name: "the wish of Kell to join".
_WISHING = frozenset("wish desire intention readiness willingness refusal offer proposal proposals".split())
_CLAIMED = frozenset({"claim", "claims", "proposal", "proposals"})
# What a side says by its adjective and such a noun: "the Veyran proposal that", "an Arlenian wish to".
_OF_A_SIDE = _SAYING_NOUNS | _ASKING | frozenset("proposal proposals wish desire view explanation report offer".split())
_TAKES_FOR = _ASKING | {"proposal", "proposals"}
_TAKES_TO = _ASKING | _PLEDGING | {"proposal", "proposals", "wish", "desire", "offer"}
_ADJECTIVE = re.compile(r"[A-Z]\w+(?:an|ian|ish|ese|i|ic|[^aeiou]ch)")
# How a noun of saying is tied to who says it: "the call made by Kell", "an assurance given in Varn by Kell".
_UTTERED = frozenset("made given issued voiced raised levelled leveled offered repeated renewed uttered".split())


def by_noun(items: list[Item], found: list[Hit]) -> list[Given]:
    """ "Y's claim that C", "accusations by Y that C"."""
    out = []
    for index, item in enumerate(items[:-1]):
        if adjectival := _of_a_side(items, index, found):
            out.append(adjectival)
            continue
        if item.lower not in _SAYING_NOUNS | _ASKING | _PLEDGING | _JUDGING | _WISHING:
            continue
        source: Range | None = None
        that = index + 1
        if index and items[index - 1].lower in words("possessives"):
            source = (index - 1, index - 1)
        elif index > 1 and items[index - 1].lower in ("'s", "’s"):
            start = index - 2
            while start > 0 and (items[start - 1].is_capital or items[start - 1].lower == "the"):
                start -= 1
            source = (start, index - 2)
        elif _of_several(items, index):
            source = (_opening(items, index - 1), index - 1)
        elif (by := _by(items, index + 1)) and (agent := following(items, by + 1)):
            source, that = agent, agent[1] + 1
            if items[by].lower == "of" and not is_somebody(items, agent):
                continue
            that = _past_place(items, time_after(items, that) + 1)
            that += that < len(items) - 1 and items[that].lower == "," and items[that + 1].lower == "that"
        if (
            index
            and items[index - 1].lower in ("a", "an", "any")
            and any(h.last == index - 2 and _is_request(h) for h in found)
        ):
            # "Demanded an admission by Y that ...": nobody has said it.
            continue
        named = source is not None and any(i.is_capital for i in items[source[0] : source[1] + 1])
        asks = that < len(items) and items[that].lower in _tied(item.lower, named)
        if asks and items[that].lower == "to" and items[that - 1].lower == "according":
            # "On the proposal of Arlen and according to the report" asks for nothing.
            continue
        if source is None or that >= len(items) or not (items[that].lower == "that" or asks):
            continue
        if items[that].lower == "that" and that + 1 < len(items) and is_verbal(items[that + 1]):
            # "It was Arlen's response that had been weak": what the noun is, not what is said.
            continue
        neutral = saying(index, index)
        end = clause_end(items, that, neutral, found)
        if items[0].lower in words("prepositions") or items[0].lower.endswith("ing"):
            # "Amid claims by Y that ..., X said": the fronted phrase ends at its comma.
            end = next((i - 1 for i in range(that, end) if items[i].lower == ","), end)
        fronted = not any(hit.last < index for hit in found) and not any(is_verbal(i) for i in items[:index])
        if items[that - 1].lower != ",":
            end = _subject_clause(items, that, end) if fronted else end
        else:
            # "The reply of Kell, that it would stay, was noted."
            end = next((i - 1 for i in range(that, end + 1) if items[i].lower == ","), end)
        content = (that, end)
        out.append(Given(source, ((index, index),), (content,), "noun of saying", 0.65))
    return out


def _is_request(hit: Hit) -> bool:
    """Whether a verb asks for something."""
    return any(cue.act is Act.REQUEST for cue in hit.readings)


def _tied(noun: str, named: bool) -> frozenset[str]:
    """What ties what is wanted to a noun, ``named`` where whose it is is told by a name."""
    if noun in _JUDGING:
        return frozenset({"of"})
    asks = noun in _ASKING
    tied = {"for"} if asks or (named and noun in _CLAIMED) else set()
    return frozenset(tied | ({"to"} if asks or noun in _PLEDGING or (named and noun in _WISHING) else set()))


def _past_place(items: list[Item], index: int) -> int:
    """The first item behind the place of whoever asks: "calls by an opposition leader in Tessin for a ban"."""
    at = index + 1
    if index >= len(items) or items[index].lower not in ("in", "at"):
        return index
    while at < len(items) and items[at].is_capital:
        at += 1
    return at if index + 1 < at < len(items) and items[at].lower in ("for", "to", "that") else index


def _of_a_side(items: list[Item], index: int, found: list[Hit]) -> Given | None:
    """What a side says by its adjective: "a Veyran demand for damages", "the Arlenian report that it was launched"."""
    item, before = items[index], items[index - 1] if index else items[index]
    if item.lower not in _OF_A_SIDE or index + 2 >= len(items) or _ADJECTIVE.fullmatch(before.text) is None:
        return None
    ahead, opens = items[index + 1].lower, items[index + 2]
    article = items[index - 2].lower if index > 1 else ""
    if index > 1 and items[index - 2].is_capital and article not in ("the", "a", "an"):
        return None  # "Oda Ferrian claims that": a name, and its verb.
    if article in ("any", "no") or item.pos in VERBS:
        return None
    # "Veyran demand for oil" is no demand of Veyra's.
    bought = item.lower.startswith("demand") and article not in ("a", "an")
    asks = ahead == "for" and item.lower in _TAKES_FOR and not bought
    acts = ahead == "to" and item.lower in _TAKES_TO and (opens.pos == "VERB" or not opens.pos) and not opens.is_capital
    tells = ahead == "that" and not is_verbal(opens)
    if not (asks or acts or tells):
        return None
    neutral = saying(index, index)
    end = clause_end(items, index + 1, neutral, found)
    if not any(hit.last < index for hit in found) and not any(is_verbal(i) for i in items[:index]):
        end = _subject_clause(items, index + 1, end)
    return Given((index - 1, index - 1), ((index, index),), ((index + 1, end),), "noun of saying", 0.6)


def _of_several(items: list[Item], index: int) -> bool:
    """Whether a noun is owned by a plural, whose apostrophe is no item: "the rebels' demand"."""
    item, before = items[index], items[index - 1] if index else items[index]
    return item.pos == "NOUN" and before.is_word and before.lower.endswith("s") and item.start == before.end + 2


def _opening(items: list[Item], last: int) -> int:
    """Where the noun phrase that ends at ``last`` begins: at its article, else at its first noun or adjective."""
    first = last
    nominal = ("NOUN", "PROPN", "ADJ", "DET")
    while first and items[first].lower not in words("determiners") and items[first - 1].pos in nominal:
        first -= 1
    return first


def _by(items: list[Item], index: int) -> int | None:
    """Where the "by" or "of" stands that tells whose words a noun is, past "made" and a place."""
    if items[index].lower in ("by", "from", "of"):
        return index
    if items[index].lower not in _UTTERED:
        return None
    near = range(index + 1, min(index + 6, len(items) - 1))
    by = next((i for i in near if items[i].lower == "by"), None)
    if by is None and index + 3 < len(items) and items[index + 1].lower == "in" and items[index + 2].is_capital:
        # "The explanation given in Tessin": its government's.
        return index + 1
    return by if by is not None and all(items[i].is_word for i in range(index, by)) else None


def is_somebody(items: list[Item], agent: Range) -> bool:
    """Whether a phrase names somebody: "the claim of Kell that", not "the claim of victory that"."""
    return any(i.is_capital for i in items[agent[0] : agent[1] + 1])


def _subject_clause(items: list[Item], that: int, end: int) -> int:
    """Where "that C" ends as part of a subject: before the second finite verb ("the claim that C was met with ...")."""
    tied = items[that].lower in ("to", "for")
    seen, parted = tied, False
    for index in range(that + 2, end + 1):
        verb = is_finite(items[index])
        fresh = verb and not is_verbal(items[index - 1])
        plain = is_verbal(items[index]) or (items[index].lower in words("past") and not parted)
        if fresh and seen and (plain or (tied and items[index].pos in VERBS)):
            return index - 1
        parted = parted or items[index].lower in (",", "who", "which", "that", "whose")
        seen = seen or verb
    return end
