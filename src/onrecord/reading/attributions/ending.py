"""Where the words given to a source end: a clause, an object, a motive reported behind them."""

from __future__ import annotations

from itertools import pairwise

from onrecord.model import Act
from onrecord.reading.attributions.hit import Hit, is_relative
from onrecord.reading.grammar.adverbial import adverbial_end
from onrecord.reading.grammar.item import VERBS, Item
from onrecord.reading.grammar.phrase import charge_at, is_verbal, subject, time_after
from onrecord.reading.lexicon import phrases, words

# With these an adverbial begins that tells when it was said, not what.
_WHEN = frozenset({"on", "late", "early", "yesterday", "today", "tonight"})


def clause_end(items: list[Item], first: int, hit: Hit, found: list[Hit]) -> int:
    """The last item of a clause that begins at ``first``."""
    stop = _sentence_last(items)
    relative = is_relative(items, hit)
    fronted = items[0].lower in words("subordinators")
    inserted = _inserted(items, hit)
    asks = all(c.act is Act.REQUEST for c in hit.readings)
    told = _cue_ahead(items, first, found) if items[first].is_quote and is_comma(items[first]) else None
    if told is not None and _trailing(items, first, told):
        # "Had declared "a pause," Kell wrote": the quotation ends where whoever quotes it is named.
        return first
    for index in range(first + 1, stop + 1):
        item = items[index]
        if item.lower == "according" and index < stop and items[index + 1].lower == "to" and is_comma(items[index - 1]):
            return _back(items, index, first)
        if inserted and is_comma(item) and _verb_behind(items, index + 1):
            return _back(items, index, first)
        if is_comma(item) and charge_at(items, index + 1):
            return _back(items, index, first)
        against = item.lower == "," and items[index + 1].lower in ("but", "while", "yet")
        if asks and against and _finite(items, index + 2):
            return _back(items, index, first)
        if relative and is_comma(item):
            return _back(items, index, first)
        if item.lower == ";" or (hit.cue.form == "ing" and _next_participle(items, index)):
            return _back(items, index, first)
        ahead = _cue_ahead(items, index, found)
        if ahead is None:
            continue
        if is_comma(item) and ahead.cue.form == "ing" and not _own_subject(items, index + 1, ahead):
            return _back(items, index, first)
        if item.lower == "," and fronted and hit.group < index and subject(items, ahead.group, index + 1):
            return _back(items, index, first)
        if item.lower == "," and (_trailing(items, index, ahead) or _listed(items, index, first, ahead)):
            return _back(items, index, first)
        beside = not _own_subject(items, index + 1, ahead) or _says_beside(items, index, ahead)
        beside = beside and not _same_tense(items, first, index, ahead, hit)
        if item.lower in ("and", "but") and ahead.cue.form in ("past", "s") and beside:
            return _back(items, index, first)
        if item.lower == "," and _new_clause(items, index, ahead):
            return _back(items, index, first)
    return stop


def object_end(items: list[Item], first: int, hit: Hit, found: list[Hit]) -> int:
    """The last item of an object that begins at ``first``: it ends earlier than a clause would."""
    stop = clause_end(items, first, hit, found)
    for index in range(first + 1, stop + 1):
        item = items[index]
        comma = is_comma(item) and index + 1 < len(items) and not _adjectives(items, first, index)
        listed = any(items[i].lower == ":" for i in range(first, index))
        if (
            comma
            and not listed
            and not _goes_on_alike(items, first, index + 1, hit)
            and items[index + 1].lower
            in ("and", "but", "because", "while", "as", "when", "after", "although", "though")
        ):
            return _back(items, index, first)
        relative = comma and any(i.lower in ("which", "who", "whose") for i in items[index + 1 : index + 3])
        if relative and index - first >= 2:
            return _back(items, index, first)
        if comma and (items[index + 1].lower.endswith("ing") or items[index + 1].lower in ("also", "with")):
            return _back(items, index, first)
        behind = time_after(items, index) + 1
        lone = not any(i.lower == "to" or is_verbal(i) for i in items[first:index])
        next_ = items[min(behind, len(items) - 1)].lower
        # "Accused Veyra on Tuesday of breaking it": what follows the time belongs to the object.
        goes_on = next_ in ("to", "that") or (next_ == "of" and hit.readings[0].lemma == "accuse")
        said_when = lone and item.lower in _WHEN and behind > index and not goes_on
        if item.lower in ("within", "during") or said_when:
            return _back(items, index, first)
        ahead = _cue_ahead(items, index, found)
        if item.lower in ("and", "but", "while") and ahead is not None and ahead.first > index:
            return _back(items, index, first)
    return stop


def _goes_on_alike(items: list[Item], first: int, index: int, hit: Hit) -> bool:
    """Whether "and on C" goes on with "insisted on A, on B", "and to stop" with "urged Arlen to leave"."""
    if items[index].lower != "and" or index + 2 >= len(items):
        return False
    tie = items[index + 1].lower
    own = hit.last > hit.first and items[hit.last].lower == tie and tie in words("prepositions") | {"to"}
    does = tie == "to" and items[index + 2].pos == "VERB"
    asked = does and any(items[i].lower == "to" and items[i + 1].pos == "VERB" for i in range(first, index))
    return own or asked


def _inserted(items: list[Item], hit: Hit) -> bool:
    """Whether a participle stands between a subject and its verb: "The fleet, saying that it was late, turned back"."""
    before = items[: hit.group]
    comma = bool(before) and before[-1].lower == ","
    return hit.cue.form == "ing" and comma and bool(before[0].pos) and not any(i.pos in VERBS for i in before)


def _verb_behind(items: list[Item], index: int) -> bool:
    """Whether a finite verb stands there, past adverbs."""
    while index < len(items) - 1 and items[index].is_adverb:
        index += 1
    item = items[min(index, len(items) - 1)]
    return item.pos in VERBS and not item.lower.endswith("ing")


def _finite(items: list[Item], first: int) -> bool:
    """Whether a clause with a finite verb begins at an item: a noun, and a verb behind it."""
    near = items[first : first + 12]
    verb = next((i for i, item in enumerate(near) if item.pos in VERBS), 0)
    return any(i.pos in ("NOUN", "PROPN", "PRON") for i in near[:verb])


def _sentence_last(items: list[Item]) -> int:
    """The last item but for the mark that ends the sentence."""
    last = len(items) - 1
    while last > 0 and items[last].lower in (".", "!", "?", "…", ",", ";", ":"):
        last -= 1
    return last


def _adjectives(items: list[Item], first: int, comma: int) -> bool:
    """Whether nothing but adjectives stands before a comma: "false, and baseless, charges"."""
    return all(i.pos in ("ADJ", "ADV", "DET", "PUNCT") for i in items[first:comma])


def _back(items: list[Item], index: int, first: int) -> int:
    """The last word before ``index``; a quotation that ends in a comma belongs to what it ends."""
    if items[index].is_quote:
        return index
    last = index - 1
    while last > first and items[last].lower in (",", "and", "but", "also", ";", "while", "—", "–"):
        last -= 1
    return last


def is_comma(item: Item) -> bool:
    """Whether an item is a comma or a quotation with one before its closing mark."""
    return item.lower == "," or (item.is_quote and item.text.rstrip("\"”’'").endswith(","))


def _says_beside(items: list[Item], index: int, hit: Hit) -> bool:
    """Whether "and Y said that ..." stands beside what X said, not in it: a name and a verb of saying at once."""
    named = all(items[i].is_capital for i in range(index + 1, hit.group)) and hit.group > index + 1
    return named and not hit.belief and all(c.act is Act.SAY for c in hit.readings)


def _same_tense(items: list[Item], first: int, index: int, ahead: Hit, hit: Hit) -> bool:
    """Whether "and had declined" goes on with "that Dorn had been shown it": the same auxiliary, not the cue's own."""
    lead = items[ahead.group].lower
    if ahead.group == ahead.first or not is_verbal(items[ahead.group]):
        return False
    own = any(items[i].lower == lead for i in range(hit.group, hit.last + 1))
    return not own and any(items[i].lower == lead for i in range(first, index))


def _listed(items: list[Item], comma: int, first: int, hit: Hit) -> bool:
    """Whether ", threatened ..." goes on a list of what the same source did: a verb right behind a lone comma."""
    opened = any(items[i].lower == "," for i in range(max(first, comma - 9), comma))
    acts = hit.cue.form == "past" or (hit.cue.form == "s" and not any(c.act is Act.SAY for c in hit.readings))
    return acts and hit.group == comma + 1 and hit.first == hit.group and not opened


def _trailing(items: list[Item], comma: int, hit: Hit) -> bool:
    """Whether ", X reported" ends the sentence: then all before it is what X says."""
    found = subject(items, hit.group, comma + 1)
    if found is None or found[0] != comma + 1:
        return False
    return all(not i.is_word for i in items[adverbial_end(items, hit.last + 1) :])


def _cue_ahead(items: list[Item], index: int, found: list[Hit]) -> Hit | None:
    """The next cue whose clause could begin right behind ``index``."""
    if items[index].lower not in ("and", "but", "while") and not is_comma(items[index]):
        return None
    for hit in found:
        if hit.first > index:
            if hit.passive and any(items[i].lower in words("modals") for i in range(hit.group, hit.first)):
                # "And must be written anew": what is to be done is nobody's word.
                continue
            near = hit.first - index <= 9
            # In "called on A and B to talk and offered a place" the second "and" is the one before the cue.
            crossed = any(
                items[i].lower in (",", ";") or items[i].is_quote or (items[i].lower == "and" and i == hit.group - 1)
                for i in range(index + 1, hit.group)
            )
            return hit if near and not crossed else None
    return None


def _own_subject(items: list[Item], start: int, hit: Hit) -> bool:
    """Whether the cue ahead brings a subject of its own."""
    links = words("links") | words("coordinators")
    return any(
        items[i].is_word and items[i].lower not in links and not items[i].is_adverb for i in range(start, hit.group)
    )


def _new_clause(items: list[Item], comma: int, hit: Hit) -> bool:
    """Whether ", and X said" begins a clause of its own behind this comma."""
    if items[comma + 1].lower not in ("and", "but", "while"):
        return False
    return subject(items, hit.group, comma + 2) is not None and not hit.belief


def _next_participle(items: list[Item], index: int) -> bool:
    """Whether "and (thus) forcing" follows: a participle beside the cue's own."""
    if items[index].lower != "and":
        return False
    rest = [i for i in items[index + 1 : index + 3] if not i.is_adverb]
    return bool(rest) and rest[0].lower.endswith("ing") and len(rest[0].lower) > 5


def hedged_motive(items: list[Item], first: int, last: int) -> int | None:
    """The "because" behind which a reason is reported with a hedge, as one item index, or None."""
    hedges = phrases("hedges")
    for before, index in pairwise(range(first, last + 1)):
        if items[index].lower == "because" and items[before].lower == ",":
            rest = " ".join(i.text for i in items[index : last + 1])
            return index if hedges.search(rest) else None
    return None
