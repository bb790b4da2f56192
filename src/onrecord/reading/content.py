"""What is said: where the words given to a source begin and end, found from their cue outwards."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from onrecord.model import Act
from onrecord.reading.hit import HEARD, Hit
from onrecord.reading.item import Item
from onrecord.reading.lexicon import phrases, words
from onrecord.reading.phrase import following, is_verbal, subject, time_after

# With these an adverbial begins that tells when it was said, not what.
_WHEN = frozenset({"on", "late", "early", "yesterday", "today", "tonight"})
_SPEAK_AFTER = frozenset(
    {
        "within",
        "beside",
        "outside",
        "to",
        "in",
        "on",
        "at",
        "during",
        "after",
        "before",
        "via",
        "through",
        "from",
        "by",
        "with",
    }
)
# Verbs of saying whose clause often comes without "that"; behind the others a verb must be seen.
_BARE = frozenset({"say", "claim", "believe", "think", "allege", "insist", "suggest", "hope", "tell", "argue", "add"})
# Verbs of saying that also take what is said as a noun phrase.
_NOMINAL = frozenset(
    "announce confirm reveal disclose repeat reiterate propose explain stress underline underscore emphasise "
    "emphasize highlight acknowledge admit predict recommend deny suggest claim signal indicate assert".split()
)
# "A further month" gives more time; "the week" is no term.
_NO_TERM = frozenset({"the", "a", "this", "last", "next", "further", "additional", "extra", "another", "more"})


@dataclass(frozen=True, slots=True)
class Right:
    """What follows a cue: items [first, last] are said; ``audience`` and ``rule`` as found on the way there."""

    first: int
    last: int
    rule: str
    confidence: float


def right(items: list[Item], hit: Hit, found: list[Hit]) -> Right | None:
    """The content behind a cue, or None where nothing that is said follows."""
    start = hit.last + 1
    if hit.particle is not None:
        return Right(start, hit.particle - 1, "object", 0.7)
    if hit.readings[0].lemma in HEARD and not hit.passive:
        start = _past_audience(items, start)
    if hit.takes("clause") and (opened := _clause(items, hit, start)):
        first, rule, confidence = opened
        return Right(first, clause_end(items, first, hit, found), rule, confidence)
    infinitive = _infinitive(items, start)
    if hit.takes("to") and infinitive is not None:
        return Right(infinitive, clause_end(items, infinitive, hit, found), "infinitive", 0.75)
    if hit.takes("term"):
        return _ultimatum(items, hit, start, found)
    if hit.takes("charge"):
        return _charge(items, hit, start, found)
    if hit.takes("figure"):
        return _figure(items, hit, start, found)
    takes_object = hit.takes("object") or hit.readings[0].lemma in _NOMINAL
    if takes_object and not hit.passive and _starts_object(items, start):
        return Right(start, object_end(items, start, hit, found), "object", 0.7)
    return None


def _infinitive(items: list[Item], start: int) -> int | None:
    """Where "to ..." begins behind a cue, past an adverbial of time."""
    index = max(start, time_after(items, start) + 1) if start < len(items) else start
    return index if index < len(items) and items[index].lower == "to" else None


def _ultimatum(items: list[Item], hit: Hit, start: int, found: list[Hit]) -> Right | None:
    """ "Tolm 48 hours to halt the work" behind "gave"; nothing else that is given counts."""
    for index in range(start, min(start + 8, len(items) - 1)):
        asks = any(i.lower == "to" for i in items[index + 1 : index + 12])
        if items[index].lower in ("until", "till") and index > start and asks and not hit.passive:
            return Right(start, object_end(items, start, hit, found), "ultimatum", 0.8)
        if items[index + 1].lower.rstrip("s") in ("hour", "day", "week", "fortnight", "month") and index > start:
            single = items[index].lower == "a" and index + 2 < len(items) and items[index + 2].lower == "to"
            if hit.passive or (items[index].lower in _NO_TERM and not single):
                return None
            return Right(start, object_end(items, start, hit, found), "ultimatum", 0.8)
    return None


def _charge(items: list[Item], hit: Hit, start: int, found: list[Hit]) -> Right | None:
    """ "Veyra with breaking the treaty" behind "charged"; a price or a battery that is charged is none."""
    for index in range(start + 1, min(start + 6, len(items) - 1)):
        named = items[index - 1].is_capital or items[index - 1].lower in words("pronouns") | {"him", "them", "us"}
        accused = named or items[index + 1].lower.endswith("ing")
        if items[index].lower == "with" and accused and not hit.passive and _starts_object(items, start):
            return Right(start, object_end(items, start, hit, found), "object", 0.75)
    return None


def _figure(items: list[Item], hit: Hit, start: int, found: list[Hit]) -> Right | None:
    """ "The damage at 90 million" behind "put"."""
    for index in range(start + 1, min(start + 8, len(items) - 1)):
        if items[index].lower in ("at", "above", "below"):
            number = items[index + 1].lower[:1].isdigit() or items[index + 1].lower in ("$", "€", "£", "some", "about")
            if number and not hit.passive and _starts_object(items, start):
                return Right(start, object_end(items, start, hit, found), "object", 0.75)
            return None
    return None


def _past_audience(items: list[Item], start: int) -> int:
    """The first item behind whoever was told."""
    if start < len(items) and items[start].lower in ("me", "him", "us", "them"):
        return start + 1
    heard = following(items, start)
    if heard is None:
        return start
    for index in range(heard[0], min(heard[1], heard[0] + 4) + 1):
        # "Told reporters the base was closed": the listeners end with their noun.
        if (
            items[index].lower in words("audiences")
            and index < heard[1]
            and items[index + 1].lower not in ("of", "at", "from")
        ):
            return index + 1
    behind = heard[1] + 1
    # "Told the envoy, Oskar Brehm, when they met in Dunmoor, that": what stands between is of whoever is told.
    if behind < len(items) and items[behind].lower == ",":
        far = range(behind + 2, min(behind + 22, len(items) - 1))
        clause = next((i for i in far if items[i].lower == "that" and items[i - 1].lower == ","), None)
        if clause is not None and not any(items[i].is_quote for i in range(behind, clause)):
            return clause
    return behind


def _clause(items: list[Item], hit: Hit, start: int) -> tuple[int, str, float] | None:
    """Where a clause or quotation behind a cue begins, past adverbials, with the rule that says so."""
    index = start
    limit = min(len(items), start + 22)
    crossed = False
    while index < limit:
        item = items[index]
        if item.is_quote:
            return index, "quote after", 0.9
        if item.lower == "that" and not _is_determiner(items, index, hit):
            return index, "that", 0.92
        if item.lower in ("whether", "how", "why") or (item.lower == "if" and hit.readings[0].lemma == "ask"):
            return index, "question", 0.8
        if item.lower == ":" and index + 1 < len(items):
            return index + 1, "colon", 0.85
        skip = time_after(items, index)
        if skip >= index:
            index, crossed = skip + 1, True
            continue
        if item.lower in _SPEAK_AFTER and not (item.lower == "to" and hit.readings[0].lemma != "say"):
            index, crossed = _past_adverbial(items, index), True
            continue
        if (
            item.lower == ","
            and index + 1 < limit
            and _opens(items, index + 1)
            and (crossed or items[index + 1].is_quote)
        ):
            index += 1
            continue
        if item.is_adverb and not crossed:
            index += 1
            continue
        break
    if index >= len(items) or (crossed and index < limit and items[index].lower == ","):
        return None
    if index < limit and _starts_noun(items[index]) and _holds_verb(items, index, hit):
        lemma = hit.readings[0].lemma
        return index, "bare clause", 0.8 if lemma in _BARE else 0.6
    return None


def _opens(items: list[Item], index: int) -> bool:
    """Whether what follows a comma is a quotation or a "that" clause."""
    return items[index].is_quote or items[index].lower == "that"


def _is_determiner(items: list[Item], index: int, hit: Hit) -> bool:
    """Whether "that" here points at a noun: "said that agreement was" has no second verb-less reading, so no."""
    if any(cue.act is Act.REQUEST for cue in hit.readings):
        return False
    return hit.takes("object") and index + 2 < len(items) and not any(is_verbal(i) for i in items[index + 1 :])


def _past_adverbial(items: list[Item], index: int) -> int:
    """The first item behind a prepositional phrase that begins at ``index``."""
    step = index + 1
    while step < len(items):
        item = items[step]
        if item.is_quote or item.lower in (",", ":", ";", "that", "—", "–") or is_verbal(item):
            break
        if item.lower in words("subordinators") or item.lower in words("pronouns"):
            break
        if step > index + 1 and item.lower in words("determiners") and _ends_noun(items[step - 1]):
            break
        if step > index + 1 and item.is_capital and _ends_noun(items[step - 1]) and not items[step - 1].is_capital:
            break
        step += 1
    return step


def _ends_noun(item: Item) -> bool:
    """Whether a noun phrase can end with this item."""
    return item.is_word and item.lower not in words("prepositions") and item.lower not in words("determiners")


def _starts_noun(item: Item) -> bool:
    """Whether a noun phrase can begin with this item."""
    if not item.is_word:
        return item.lower in ("$", "€", "£")
    outside = item.lower in words("prepositions") or item.lower in words("subordinators") or is_verbal(item)
    return not outside and item.lower not in words("coordinators")


def _holds_verb(items: list[Item], index: int, hit: Hit) -> bool:
    """Whether a finite verb follows, so that the words are a clause and not a lone noun phrase."""
    bare = hit.readings[0].lemma in _BARE
    rest = items[index : index + 30]
    if not bare:
        # A verb of another clause further on does not make a clause of this noun phrase.
        cut = next(
            (
                i
                for i, item in enumerate(rest)
                if _is_comma(item) or item.lower in (";", "and", "that", "who", "after", "on", "when", "as")
            ),
            30,
        )
        rest = rest[:cut]
    if any(is_verbal(item) or item.lower in words("past") for item in rest):
        return True
    return bare and any(i.lower.endswith("ed") or i.lower.endswith("s") for i in rest if _may_be_verb(i))


def _may_be_verb(item: Item) -> bool:
    """Whether a lower-case word can be a finite verb by its ending."""
    closed = item.lower in words("possessives") or item.lower in words("determiners")
    return item.is_word and not item.is_capital and not closed


def _starts_object(items: list[Item], start: int) -> bool:
    """Whether an object follows a cue at once."""
    if start >= len(items):
        return False
    item = items[start]
    if item.is_quote:
        return True
    if time_after(items, start) >= start or item.lower in ("nobody", "none"):
        return False
    bare = start + (item.is_adverb and not item.is_capital)
    if items[min(bare, len(items) - 1)].lower == "for" and time_after(items, bare + 1) > bare:
        # "Asked politely for four years": how long is not what for.
        return False
    if item.lower in ("him", "her", "them", "us", "me"):
        return True
    if item.lower.endswith("ing"):
        return True
    return _starts_noun(item) or item.lower in ("for", "on", "against", "over", "about", "at", "that", "as")


def clause_end(items: list[Item], first: int, hit: Hit, found: list[Hit]) -> int:
    """The last item of a clause that begins at ``first``."""
    stop = _sentence_last(items)
    relative = hit.group > 0 and items[hit.group - 1].lower in ("who", "which")
    fronted = items[0].lower in words("subordinators")
    for index in range(first + 1, stop + 1):
        item = items[index]
        if relative and _is_comma(item):
            return _back(items, index, first)
        if item.lower == ";" or (hit.cue.form == "ing" and _next_participle(items, index)):
            return _back(items, index, first)
        ahead = _cue_ahead(items, index, found)
        if ahead is None:
            continue
        if _is_comma(item) and ahead.cue.form == "ing" and not _own_subject(items, index + 1, ahead):
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
        comma = _is_comma(item) and index + 1 < len(items)
        listed = any(items[i].lower == ":" for i in range(first, index))
        if (
            comma
            and not listed
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


def _sentence_last(items: list[Item]) -> int:
    """The last item but for the mark that ends the sentence."""
    last = len(items) - 1
    while last > 0 and items[last].lower in (".", "!", "?", "…", ",", ";", ":"):
        last -= 1
    return last


def _back(items: list[Item], index: int, first: int) -> int:
    """The last word before ``index``; a quotation that ends in a comma belongs to what it ends."""
    if items[index].is_quote:
        return index
    last = index - 1
    while last > first and items[last].lower in (",", "and", "but", "also", ";", "while", "—", "–"):
        last -= 1
    return last


def _is_comma(item: Item) -> bool:
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
    if items[index].lower not in ("and", "but", "while") and not _is_comma(items[index]):
        return None
    for hit in found:
        if hit.first > index:
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


def adverbial_end(items: list[Item], first: int) -> int:
    """The first item behind the adverbials (time, place, channel, audience) that begin at ``first``."""
    index = first
    while index < len(items):
        skip = time_after(items, index)
        if skip >= index:
            index = skip + 1
        elif items[index].lower in _SPEAK_AFTER:
            index = _past_adverbial(items, index)
        elif items[index].is_adverb and items[index].is_word:
            index += 1
        else:
            break
    return index


def hedged_motive(items: list[Item], first: int, last: int) -> int | None:
    """The "because" behind which a reason is reported with a hedge, as one item index, or None."""
    hedges = phrases("hedges")
    for before, index in pairwise(range(first, last + 1)):
        if items[index].lower == "because" and items[before].lower == ",":
            rest = " ".join(i.text for i in items[index : last + 1])
            return index if hedges.search(rest) else None
    return None
