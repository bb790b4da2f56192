"""Cues where they stand in a sentence: which word or phrase, in which form, negated or passive."""

from __future__ import annotations

from dataclasses import dataclass, replace

from onrecord.model import Act
from onrecord.reading.attributions.range import Range
from onrecord.reading.encoder.noun import GROUP, PERSON, singular, stands_for
from onrecord.reading.grammar.item import PARTICIPLE, VERBS, Item
from onrecord.reading.grammar.phrase import time_after
from onrecord.reading.lexicon import Cue, cues, longest_cue, parted_cues, words
from onrecord.reading.lexicon.turn import giving, turn

_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "'s"})
HEARD = frozenset({"tell", "inform", "assure", "notify"})
"""Verbs of which the object hears, and the subject of the passive."""
_PLURAL_SUBJECTS = frozenset({"i", "we", "they", "you", "people", "who", "police", "officials", "both"})
# What is said No to may stand before these: "shrugged the warning off".
_PARTICLES = frozenset({"aside", "off", "away", "down"})
_RULING = frozenset("rule rules ruled ruling".split())
_CALLING = frozenset("call calls called calling".split())
_FAR = 9
# A subject with "whose" has at most so many words.
_WHOSE = 11
TIES = frozenset("to with of from towards toward in by behind upon for on against over about at that as not".split())
"""Words by which whom or what it is about is tied to a turn of phrase: "issued a warning to"."""
# "Ruled it out" closes around what is ruled out.
_OBJECTS = frozenset("it this that them these those him".split())
_SELVES = frozenset({"itself", "himself", "herself", "themselves", "ourselves", "myself"})
# Whom a turn of phrase is done to ends within so many words.
_NAMED = 7
# A turn of phrase has at most so many words.
_TURN = 9
# "Remained committed to the treaty": the verb is of the cue, not of who speaks.
_STAYING = frozenset("remain remains remained stay stays stayed".split())
# "Stands accused by Veyra" is a passive.
_STANDING = frozenset({"stand", "stands", "stood"})
# Words after which a verb form is a noun or an adjective: "the claims", "of charges", "repeated calls".
_NOUN_BEFORE = frozenset({"'s", "’s", "more", "other", "such", "its", "new", "latest", "false", "own"})
# Parts of speech that no finite verb has: of such cues one in twenty gives words to somebody, on PolNeAR dev.
_NOMINAL = frozenset({"NOUN", "PROPN", PARTICIPLE})
# Who was quick or at pains to say something said it.
_EAGER = frozenset("pains quick keen careful swift anxious eager happy glad".split())
_HASTENED = frozenset("hastened hastens rushed likes like liked loves love used".split())
# What somebody did to say something, which he then said.
_CAME = frozenset("took takes went rose stood stepped appeared used uses rang phoned telephoned emerged paused".split())
# Who must or will say or admit something has not yet.
_TOLD_ONLY = (Act.SAY, Act.CONCEDE)
# "Moved that way" is no motion.
_WAYS = frozenset("way direction much far fast one".split())
# "Anything called an agreement": what it is called, not who calls it so.
_SOMETHING = frozenset({"anything", "something", "nothing", "everything", "one", "ones"})
# "Isquer joined Norrund in condemning the attack": the first does it too.
_JOINING = frozenset("join joins joined follow follows followed lead leads led unite united".split())


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue in a sentence: items [first, last] are the cue, ``group`` the first item of its verb group.

    ``rest`` is where the rest of the cue stands behind its object: "brushed the finding aside", "took Veyra to task".
    """

    first: int
    last: int
    group: int
    cue: Cue
    readings: tuple[Cue, ...]
    negated: bool = False
    passive: bool = False
    rest: Range | None = None

    def takes(self, what: str) -> bool:
        """Whether any group the verb stands in takes this complement."""
        return any(what in cue.takes for cue in self.readings)

    @property
    def belief(self) -> bool:
        """Whether the cue holds rather than says."""
        return all(cue.belief for cue in self.readings)


_SAY = Cue("say", "past", Act.SAY, frozenset({"clause"}), belief=False)


def saying(first: int, last: int, group: int | None = None) -> Hit:
    """A phrase that gives words to somebody, as a verb of saying that tells nothing more: by it their end is found.

    ``group`` is where it begins, ``first`` if not given.
    """
    return Hit(first, last, first if group is None else group, _SAY, (_SAY,))


# Only with these is "like" a wish: "would like Veyra to leave".
_WOULD = frozenset({"would", "'d", "’d"})
# Behind another verb these only say which ones: "ignored repeated warnings".
_DESCRIBING = frozenset("repeated alleged proposed reported promised agreed threatened demanded requested".split())
# "To pull back launchers" backs nobody.
_MOVED = frozenset(
    "pull pulls pulled push pushed roll rolled hold held cut step stepped stand fall fell draw turn turned "
    "bring brought call called keep kept send sent take took get give gave win go come set hit strike fight".split()
)


def hits(items: list[Item]) -> list[Hit]:
    """Every cue of a sentence, in order, those that are plainly nouns or adjectives left out."""
    found: list[Hit] = []
    index = 0
    titled = _in_title_case(items)
    while index < len(items):
        named = index > 0 and items[index].is_capital and not titled
        moved = items[index].lower == "back" and index > 0 and items[index - 1].lower in _MOVED
        hit = None if named or moved or items[index].pos in _NOMINAL else _at(items, index)
        if hit is None:
            index += 1
        else:
            found.append(hit)
            index = hit.last + 1
    return found


def _in_title_case(items: list[Item]) -> bool:
    """Whether most words are capitalised, as in a headline: elsewhere a capital makes a word part of a name."""
    long = [item for item in items if item.is_word and len(item.text) > 3]
    return 2 * sum(item.is_capital for item in long) > len(long)


def _at(items: list[Item], index: int) -> Hit | None:
    """The longest cue that begins at an item."""
    turned = turn([item.lower for item in items[index : index + _TURN]])
    if around := _around(items, index):
        return around
    turned = turned if turned and _goes_on(items, index + turned[0]) else None
    longest = longest_cue().get(items[index].lower)
    if longest is None:
        return _turned(items, index, turned) if turned else None
    lexicon = cues()
    day = time_after(items, index + 1) + 1 if index + 1 < len(items) else 0
    if index + 1 < day < len(items) and items[day].lower in words("prepositions"):
        # "Appealed on Sunday for calm": a day stands within the phrase.
        readings = lexicon.get((items[index].lower, items[day].lower))
        if readings:
            return _checked(items, index, day, readings)
    parted: Hit | None = None
    for length in range(min(longest, len(items) - index), 0, -1):
        if (turned and turned[0] > length + 1) or (length == 1 and (parted := _parted(items, index))):
            break
        written = tuple(item.lower for item in items[index : index + length])
        readings = lexicon.get(written)
        if readings:
            return _checked(items, index, index + length - 1, readings)
        if length > 1 and index + length < len(items) and (readings := lexicon.get(_widened(items, index, length))):
            return _checked(items, index, index + length, readings)
    return _turned(items, index, turned) if turned else parted or _parted(items, index)


def _around(items: list[Item], index: int) -> Hit | None:
    """A turn of phrase around whom it is done to: "gave Veyra its word", "sent the rebels a warning"."""
    if items[index].lower not in giving():
        return None
    for place in range(index + 2, min(index + _NAMED, len(items))):
        before = items[place - 1]
        if (
            not before.is_word
            or before.lower in words("prepositions")
            or before.lower in words("determiners") - {"the"}
        ):
            return None
        opens = items[place].lower in words("determiners") | words("possessives") or items[place].pos == "NOUN"
        named = before.is_capital or stands_for(singular(before.lower)) in (PERSON, GROUP)
        found = (
            turn([items[index].lower, *(i.lower for i in items[place : place + _TURN])]) if opens and named else None
        )
        if found is not None:
            hit = _checked(items, index, index, (found[1],))
            return replace(hit, rest=(place, place + found[0] - 2)) if hit and not hit.passive else None
    return None


def _goes_on(items: list[Item], after: int) -> bool:
    """Whether what a turn of phrase is about stands behind it, past a day: "issued a warning on Monday to"."""
    behind = time_after(items, after) + 1 if after < len(items) else after
    return behind < len(items) and items[behind].lower in TIES


def _turned(items: list[Item], index: int, turned: tuple[int, Cue]) -> Hit | None:
    """A turn of phrase that begins at an item, where somebody does it: "issued a strongly worded warning"."""
    hit = _checked(items, index, index + turned[0] - 1, (turned[1],))
    ahead = items[index + turned[0]] if index + turned[0] < len(items) else None
    compound = ahead is not None and ahead.pos == "NOUN"
    return None if compound or (hit and hit.passive) else hit


def _parted(items: list[Item], index: int) -> Hit | None:
    """A cue that begins at an item and ends behind its object: "waved the charge away", "took Veyra to task"."""
    lexicon, tails = cues(), parted_cues().get(items[index].lower, ())
    for place in range(index + 2, min(index + _FAR, len(items))):
        item = items[place]
        ahead = items[place + 1].lower if place + 1 < len(items) else ""
        # "Ruled nothing out" refuses nothing; who is called out of a room is not accused.
        called = items[index].lower in _CALLING and items[place - 1].lower in _OBJECTS and ahead != "of"
        ruled = called or (items[index].lower in _RULING and items[index + 1].lower not in ("nothing", "no"))
        particle = item.lower in _PARTICLES or (item.lower == "out" and ruled)
        readings = lexicon.get((items[index].lower, item.lower)) if particle else None
        # A missile that is shot down is not refused.
        shot = item.lower == "down" and items[index].lower.startswith(("shoot", "shot"))
        if readings and not shot and any(cue.act in (Act.REJECT, Act.ACCUSE) for cue in readings):
            hit = _checked(items, index, index, readings)
            return replace(hit, rest=(place, place)) if hit and not hit.passive else None
        for tail, parted in tails:
            if tuple(i.lower for i in items[place : place + len(tail)]) == tail:
                hit = _checked(items, index, index, parted)
                return replace(hit, rest=(place, place + len(tail) - 1)) if hit and not hit.passive else None
        if not item.is_word or item.lower in words("auxiliaries") or item.lower in words("pronouns") - {"it"}:
            return None
    return None


def _widened(items: list[Item], index: int, length: int) -> tuple[str, ...]:
    """A phrase with one more word before its last: "lodged a formal protest", "committed itself to"."""
    written = [item.lower for item in items[index : index + length + 1]]
    if written[-1] in words("prepositions") and written[-2] not in _SELVES:
        return ()
    if written[-1] == "out" and written[-2] in _OBJECTS | {"nothing"}:
        return ()
    if written[-2] in words("possessives") and not written[0].startswith(("express", "voice", "voicing")):
        return ()
    return (*written[:-2], written[-1])


def _checked(items: list[Item], first: int, last: int, readings: tuple[Cue, ...]) -> Hit | None:
    """The hit with its verb group, or None where the form does not act as a verb here."""
    group = first
    while group > 0 and items[group - 1].is_word:
        pair = (items[group - 2].lower, items[group - 1].lower) if group > 1 else ()
        if pair in (("no", "longer"), ("not", "yet")):
            group -= 2
        elif _named_may(items, group - 1):
            break
        elif _in_group(items[group - 1]) or (group == first and items[group - 1].lower in _STAYING):
            group -= 1
        else:
            break
    auxiliaries = [items[i].lower for i in range(group, first)]
    before = items[group - 1].lower if group else ""
    # "Put", "set" and "let" are their own past: what stands before them tells a plural base form, else it is past.
    form = "past" if any(r.form == "past" for r in readings) else readings[0].form
    if before == "to" and form == "base" and group == first and readings[0].act is Act.SAY:
        eager = _eager(items, group - 1)
        if eager is None and last + 1 < len(items) and (items[last + 1].lower == "that" or items[last + 1].is_quote):
            eager = _came(items, group - 1)
        return Hit(first, last, eager, readings[0], readings) if eager is not None else None
    if readings[0].lemma == "move that" and last + 1 < len(items) and items[last + 1].lower in _WAYS:
        return None
    if readings[0].lemma == "like" and not any(w in _WOULD for w in auxiliaries):
        return None
    negated = any(w in ("not", "never", "nor", "neither", "longer") or w.endswith(("n't", "n’t")) for w in auxiliaries)
    verbal = [w for w in auxiliaries if w in words("auxiliaries") or w.endswith(("n't", "n’t"))]
    stands = before in _STANDING and group == first
    passive = form == "past" and (stands or any(w in _BE for w in verbal[-2:]))
    group -= stands
    if form == "adjective" and not any(w in _BE or w in _STAYING for w in auxiliaries):
        return None
    joins = before == "in" and any(items[i].lower in _JOINING for i in range(max(0, group - 9), group))
    if form == "ing" and not verbal and before in words("prepositions") and before != "by" and not joins:
        return None
    if form == "ing" and not verbal and before in longest_cue():
        # "Told cheering crowds", "denied accusing her": what stands beside, or what was not done.
        return None
    if not verbal and not stands:
        if before in words("determiners") or before in words("possessives") or before in _NOUN_BEFORE:
            return None
        if (before in words("prepositions") or before in _SOMETHING) and form != "ing":
            return None
        if form == "base" and not _plural(items, group):
            return None
        if group and items[group - 1].pos == "VERB" and form in ("s", "base"):
            # "Faced claims", "made calls": what a verb has behind it.
            return None
        after = items[last + 1].lower if last + 1 < len(items) else ""
        if form == "s" and after in ("of", "by", "against", "about", "over", "over"):
            return None
        if form == "past" and (after == "by" or (after == "of" and first == last)):
            return None
        if items[first].lower in _DESCRIBING and group and items[group - 1].pos == "VERB":
            return None
    elif form == "base" and (verbal[-1] in _BE or (_is_modal(verbal) and readings[0].act in _TOLD_ONLY)):
        return None
    if before == "to" and form == "base":
        return None
    return Hit(first, last, group, readings[0], readings, negated, passive)


def _eager(items: list[Item], to: int) -> int | None:
    """Where the verb group begins of "was at pains to explain", "hastened to add": who is quick to say it says it.

    ``to`` is where "to" stands.
    """
    if items[to - 1].lower in _HASTENED:
        return to - 1
    at = to - 1 - (items[to - 2].lower == "at" and items[to - 1].lower == "pains")
    if items[to - 1].lower not in _EAGER or at < 1:
        return None
    while at and items[at - 1].is_adverb:
        at -= 1
    group = at
    while group and items[group - 1].lower in words("auxiliaries"):
        group -= 1
    return group if group < at and items[at - 1].lower in _BE else None


def _came(items: list[Item], to: int) -> int | None:
    """Where the verb stands of "took twenty minutes to say", "rose to say": who came to say it has said it."""
    for index in range(to - 1, max(-1, to - _FAR), -1):
        item = items[index]
        before = items[index - 1].lower if index else ""
        if item.lower in _CAME:
            # "Never rose to say", "it took hours to say": nobody said it.
            return None if before in words("auxiliaries") | {"to", "it", "", "never", "nobody", "not"} else index
        if not item.is_word or item.pos in ("VERB", "AUX"):
            return None
    return None


def _named_may(items: list[Item], index: int) -> bool:
    """Whether "May" is somebody's name rather than a modal: "Mrs May said", "Theresa May told"."""
    item = items[index]
    if item.text != "May" or (not item.pos and _in_title_case(items)):
        return False
    before = items[index - 1] if index else None
    return item.pos == "PROPN" or (before is not None and before.is_capital)


def _is_modal(verbal: list[str]) -> bool:
    """Whether a modal stands in the group, negated or not: "could say" and "couldn't say" say nothing."""
    return any(w.replace("’", "'").removesuffix("n't") in words("modals") for w in verbal)


def _in_group(item: Item) -> bool:
    """Whether an item may stand before a verb in its group."""
    return (
        item.is_adverb
        or item.lower in words("auxiliaries")
        or item.lower.endswith(("n't", "n’t"))
        or item.lower in ("'s", "’s", "not", "nor", "neither")
    ) and item.lower not in ("'s", "’s", "today", "yesterday", "that")


def _plural(items: list[Item], group: int) -> bool:
    """Whether what stands before a base form can be its subject: a plural, also with a tail ("officials in X")."""
    if group == 0:
        return False
    before = items[group - 1]
    if before.lower in _PLURAL_SUBJECTS or _is_plural(before):
        return True
    for index in range(group - 2, max(-1, group - 8), -1):
        item = items[index]
        if not item.is_word or item.lower in words("auxiliaries"):
            return False
        if item.lower == "to" and items[index + 1].pos == "VERB":
            # "Used by rebels to threaten and attack ships": a second infinitive.
            return False
        if item.lower == "and" and before.is_capital and items[index - 1].is_capital:
            return True
        if item.lower in words("prepositions") and index and _is_plural(items[index - 1]):
            return True
    return False


def _is_plural(item: Item) -> bool:
    """Whether a word has the ending of a plural."""
    return item.is_word and item.lower.endswith("s") and len(item.lower) > 3 and not item.lower.endswith("ss")


def is_relative(items: list[Item], hit: Hit) -> bool:
    """Whether a cue is that of a relative clause: "the envoy, who said", "Arlen, whose envoy, Oda Kell, said"."""
    if hit.group > 0 and items[hit.group - 1].lower in ("who", "which"):
        return True
    return whose(items, hit.group) is not None


def whose(items: list[Item], group: int) -> int | None:
    """Where "whose" stands that opens the subject of the verb group that begins at ``group``."""
    for index in range(group - 1, max(-1, group - _WHOSE), -1):
        item = items[index]
        if item.lower == "whose":
            return index
        if not (item.is_word or item.lower == ",") or item.lower in words("auxiliaries") or item.pos in VERBS:
            return None
    return None
