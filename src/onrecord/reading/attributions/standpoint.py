"""Words given by a turn of phrase for what somebody holds: "the line from Norrund is that", "X was blunt: ..."."""

from __future__ import annotations

from onrecord.reading.attributions.ending import clause_end
from onrecord.reading.attributions.hit import Hit, saying
from onrecord.reading.attributions.range import Given, Range
from onrecord.reading.grammar.item import Item
from onrecord.reading.grammar.phrase import following, is_finite, is_verbal, subject
from onrecord.reading.lexicon import words

# What somebody holds or says, as a noun: "the verdict of X", "the line from Y is that".
_HELD = frozenset(
    "position view stance line message verdict answer reply response retort comment comments reaction conclusion "
    "argument assessment contention belief conviction opinion advice warning word words motto point thesis explanation "
    "version account defence defense assertion claim promise demand condition plea appeal request judgment judgement "
    "rejoinder summary description suspicion fear fears hope complaint".split()
)
# How plainly somebody speaks, before a colon: "Sandeval was blunt: ...".
_PLAIN = frozenset(
    "blunt clear plain firm adamant categorical unmoved unequivocal defiant unrepentant scathing unambiguous emphatic "
    "frank brief curt terse simple short insistent unapologetic direct unbending damning dismissive withering".split()
)
_BE = frozenset({"is", "was", "are", "were", "remains", "remained"})
_FIND = frozenset({"find", "finds", "found"})
_JUDGES = frozenset("panel court tribunal mission team inquiry study survey review audit paper jury judge".split())
_PUT = frozenset("put puts described describes saw sees phrased phrases summed sums explained explains".split())
# What somebody does before words behind a colon, in forms that the lists of verbs lack.
_GESTURES = frozenset(
    "shook drew rose stood sat leant bent hung threw flung bit swung spread shut spun strode sank".split()
)
_OWNING = frozenset({"'s", "’s"})
_LONGEST = 14  # items between a noun and the colon behind it


def by_standpoint(items: list[Item], found: list[Hit]) -> list[Given]:
    """The attributions that such turns of phrase make; ``found`` are the verbs of saying of the sentence."""
    out = [
        *_finding(items, found),
        *_held(items, found),
        *_was_the_verdict(items),
        *_how_put(items),
        *_concerned(items, found),
    ]
    return out or [*_before_colon(items, found), *_signed(items)]


def _owner(items: list[Item], noun: int) -> tuple[Range, int] | None:
    """Who a noun of holding belongs to, and the last item of the phrase: "X's position", "the line from X"."""
    before = noun - 1
    while before > 0 and items[before].is_word and not items[before].is_capital and before > noun - 3:
        if items[before].lower in words("possessives") or items[before].lower in words("determiners"):
            break
        before -= 1
    if before >= 0 and items[before].lower in words("possessives"):
        return (before, before), noun
    if before > 0 and items[before].lower in _OWNING:
        start = before - 1
        while start > 0 and items[start - 1].is_word and not _ends_phrase(items[start - 1]):
            start -= 1
        return (start, before - 1), noun
    if noun + 2 < len(items) and items[noun + 1].lower in ("of", "from", "in"):
        behind = following(items, noun + 2)
        if behind is not None and (items[behind[1]].is_capital or items[behind[0]].lower in ("the", "its", "his")):
            return behind, behind[1]
    return None


def _ends_phrase(item: Item) -> bool:
    """Whether a name or role that goes on to the right cannot hold this item."""
    outside = words("prepositions") | words("coordinators") | words("subordinators")
    return is_verbal(item) or item.lower in outside or item.lower in _OWNING


def _held(items: list[Item], found: list[Hit]) -> list[Given]:
    """ "Norrund's position is that C", "her message to Y was simple: C", "X's answer came at once: C"."""
    for noun, item in enumerate(items[:-3]):
        if item.lower not in _HELD or (owned := _owner(items, noun)) is None:
            continue
        source, last = owned
        if any(hit.last < noun for hit in found):
            return []
        opens = _said(items, last + 1)
        if opens is None:
            continue
        neutral = saying(noun, noun)
        return [Given(source, ((noun, noun),), ((opens, clause_end(items, opens, neutral, found)),), "standpoint", 0.8)]
    return []


def _said(items: list[Item], start: int) -> int | None:
    """Where what is said begins behind such a phrase: behind "is" with "that" or a quotation, or behind a colon."""
    verb = next((i for i in range(start, min(start + 6, len(items))) if is_verbal(items[i])), None)
    if verb is not None and verb + 1 < len(items) and items[verb].lower in _BE:
        ahead = items[verb + 1]
        if ahead.lower == "that" or (ahead.is_quote and len(ahead.text.split()) > 2):
            return verb + 1
    stop = min(start + _LONGEST, len(items) - 1)
    colon = next((i for i in range(start, stop) if items[i].lower == ":"), None)
    if colon is None or any(items[i].is_quote for i in range(start, colon)):
        return None
    return colon + 1


def _finding(items: list[Item], found: list[Hit]) -> list[Given]:
    """ "It finds C" of a report or a body, and of what it found such words as stand in quotation marks.

    Who finds something in the past came upon it; a report says it.
    """
    for at in range(1, len(items) - 1):
        ahead = items[at + 1]
        if items[at].lower not in _FIND or items[at].is_capital or ahead.lower in ("that", "out"):
            continue
        # A short quotation is no item of its own: its mark stands between two words.
        quoted = ahead.is_quote or ahead.start - items[at].end > 1
        who = subject(items, at, 0)
        # "It finds itself alone", "finds it hard": no report says that.
        back = ahead.lower in words("pronouns") or ahead.lower.endswith(("self", "selves"))
        if who is None or back or not (quoted or (items[at].lower == "finds" and not ahead.is_capital)):
            continue
        noun = items[who[1]].lower
        if not (noun == "it" or noun in words("sayings") | words("bodies") | _JUDGES):
            continue
        neutral = saying(at, at)
        end = clause_end(items, at + 1, neutral, found)
        if end > at + 1 or quoted:
            return [Given(who, ((at, at),), ((at + 1, end),), "standpoint", 0.75)]
    return []


def _was_the_verdict(items: list[Item]) -> list[Given]:
    """ "C" was the verdict of X" and "was X's verdict"."""
    for at, item in enumerate(items[:-3]):
        if not (item.is_quote or (item.lower == "," and at and items[at - 1].is_quote)):
            continue
        index = at + 1
        if items[index].lower == "," and index + 3 < len(items):
            index += 1
        if items[index].lower not in _BE:
            continue
        noun = next((i for i in range(index + 1, min(index + 7, len(items))) if items[i].lower in _HELD), None)
        if noun is None or (owned := _owner(items, noun)) is None:
            continue
        content = at if item.is_quote else at - 1
        return [Given(owned[0], ((index, noun),), ((content, content),), "standpoint", 0.85)]
    return []


def _how_put(items: list[Item]) -> list[Given]:
    """ "C" is how X put it"."""
    for at in range(1, len(items) - 3):
        if items[at].lower not in _BE or items[at + 1].lower != "how" or not items[at - 1].is_quote:
            continue
        who = following(items, at + 2)
        verb = next((i for i in range(at + 3, min(at + 10, len(items))) if items[i].lower in _PUT), None)
        if who is not None and verb is not None and verb > who[0]:
            return [Given((who[0], verb - 1), ((verb, verb),), ((at - 1, at - 1),), "standpoint", 0.85)]
    return []


def _concerned(items: list[Item], found: list[Hit]) -> list[Given]:
    """ "As far as X is concerned, C", and behind it."""
    written = [i.lower for i in items]
    for at in range(len(items) - 4):
        if written[at + 1 : at + 3] != ["far", "as"] or written[at] not in ("as", "so"):
            continue
        end = next((i for i in range(at + 4, min(at + 12, len(items))) if written[i] == "concerned"), None)
        if end is None or written[end - 1] not in _BE:
            continue
        source, cue = (at + 3, end - 2), ((at, at + 2), (end - 1, end))
        if not any(i.is_word for i in items[:at]):
            first = end + 1 + (end + 1 < len(items) and items[end + 1].lower == ",")
            if first >= len(items):
                return []
            neutral = saying(at, end)
            return [Given(source, cue, ((first, clause_end(items, first, neutral, found)),), "standpoint", 0.75)]
        last = next((i for i in range(at - 1, -1, -1) if items[i].is_word or items[i].is_quote), None)
        return [Given(source, cue, ((0, last),), "standpoint", 0.75)] if last is not None else []
    return []


def _before_colon(items: list[Item], found: list[Hit]) -> list[Given]:
    """ "X was blunt: C", and of a quotation whatever X did before it: "X shook her head: "C" "."""
    colon = next((i for i, item in enumerate(items) if item.lower == ":"), None)
    if colon is None or colon + 1 >= len(items) or colon < 2 or any(hit.first < colon for hit in found):
        return []
    plain = items[colon - 1].lower in _PLAIN and any(i.lower in _BE for i in items[:colon])
    spoken = items[colon + 1].is_quote and len(items[colon + 1].text.split()) > 2
    if not (plain or spoken):
        return []
    end = _named(items, colon)
    if end is None:
        return []
    verb = next((i for i in range(end + 1, colon) if _finite(items[i])), None)
    if verb is None:
        return []
    last = len(items) - 1
    while last > colon and not (items[last].is_word or items[last].is_quote):
        last -= 1
    sure = 0.8 if plain else 0.65
    return [Given((0, verb - 1), ((verb, colon - 1),), ((colon + 1, last),), "standpoint", sure)]


def _named(items: list[Item], colon: int) -> int | None:
    """The last item of the pronoun, name or role that opens a sentence; None where it opens otherwise."""
    first = items[0].lower
    if first in words("pronouns"):
        return None if first in ("it", "this", "that", "there") or colon < 2 else 0
    if first in words("prepositions") | words("subordinators"):
        return None
    end = 0
    while end + 1 < colon and items[end + 1].is_word and (items[end + 1].is_capital or items[end].lower == "the"):
        end += 1
    known = items[0].is_capital and first not in words("determiners") | words("possessives") | words("links")
    role = any(i.lower in words("roles") | words("bodies") for i in items[: end + 1])
    named = known or role or any(i.is_capital for i in items[1 : end + 1])
    return end if named and end + 1 < colon else None


def _finite(item: Item) -> bool:
    """Whether a word is a finite verb by its form."""
    return is_verbal(item) or (not item.is_capital and (is_finite(item) or item.lower in _GESTURES))


def _signed(items: list[Item]) -> list[Given]:
    """ "C" - X": a quotation with nothing but a name behind a dash."""
    if len(items) < 3 or not items[0].is_quote or items[1].lower not in ("-", "--", "—", "–"):
        return []
    first = next((i for i in range(1, len(items)) if items[i].is_word), len(items))
    last = len(items) - 1
    while last > first and not items[last].is_word:
        last -= 1
    rest = items[first : last + 1]
    named = bool(rest) and rest[0].is_capital and all(i.is_word or i.lower in (",", "'s") for i in rest)
    if not named or len(rest) > 9 or any(_finite(i) for i in rest):
        return []
    return [Given((first, last), (), ((0, 0),), "standpoint", 0.8)]
