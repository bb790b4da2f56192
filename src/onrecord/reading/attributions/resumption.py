"""What is said goes on behind its cue: "The plan, X said, would fail", "..., X said, if the books are produced"."""

from __future__ import annotations

from itertools import pairwise

from onrecord.reading.attributions.ending import clause_end
from onrecord.reading.attributions.hit import HEARD, Hit
from onrecord.reading.attributions.range import Range
from onrecord.reading.grammar.adverbial import adverbial_end, past_adverbial
from onrecord.reading.grammar.item import Item
from onrecord.reading.grammar.phrase import following, is_finite, is_verbal
from onrecord.reading.lexicon import words

# Words that open an aside behind "X said," rather than go on with what is said.
_OPENS_ASIDE = words("prepositions") | words("subordinators") | words("coordinators") | {"who", "which", "adding"}
# Verbs that words have that are told, not done: "and Vosmark would pay", "and it is Vosmark that pays".
_TOLD = words("modals") | {"had", "was", "were", "is", "are", "has", "have", "ought", "remained", "remains"}
# With these what is said asks for something: "Y should leave, X said, and keep its guards".
_WISHED = frozenset({"should", "must", "ought", "has", "have", "needs", "need"})
_WHO = frozenset({"who", "which", "whose"})
_ARTICLES = frozenset({"the", "a", "an", "its", "his", "her", "their"})
_NO = frozenset({"no", "not", "nobody", "nothing", "none", "neither"})
# With these what is said goes on behind its cue: "They can be lifted, X said, if the books are produced".
_ON_CONDITION = frozenset({"if", "unless", "provided", "until", "because", "nor", "or", "although", "though"})
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
# "Whatever had struck it, X said, Y had guns": what is said goes on behind its cue.
_WHATEVER = frozenset({"whatever", "whoever", "whichever", "wherever", "however"})
# "Were they not removed, X warned, Y would act": a verb that opens a condition.
_TURNED_ROUND = frozenset({"were", "had", "should"})


def further(items: list[Item], start: int, found: list[Hit], left: Range) -> Range | None:
    """What is said goes on: "The plan has failed, X said; it needs rewriting", "..., X said, and Y would pay".

    ``left`` is what stands before who says it.
    """
    index = adverbial_end(items, start)
    if index + 2 < len(items) and items[index].lower == "," and items[index + 1].lower in _WHO:
        # "..., said X, who speaks for the port; a quay had become a road": past what is told of X.
        index = next((i for i in range(index + 2, len(items)) if items[i].lower == ";"), len(items))
    index = _past_office(items, index)
    if index + 2 >= len(items) or any(hit.first > index and _reports(items, hit) for hit in found):
        return None
    ahead = items[index + 1].lower
    wished = any(i.lower in _WISHED for i in items[left[0] : left[1] + 1])
    if items[index].lower == "," and (
        (ahead in ("and", "but") and (_clause_told(items, index + 2) or (wished and _to_be_done(items, index + 2))))
        or (ahead in _ON_CONDITION and _finite_behind(items, index + 2))
    ):
        # A second verb keeps its "and": what is wanted is one thing with the first.
        index += 1 if ahead in ("and", "but") and _clause_told(items, index + 2) else 0
    elif items[index].lower != ";":
        # "..., X told the hall, where it holds a third of the seats; Y ought to leave": only where it is told as words.
        index = _semicolon_before_told(items, index)
    last = len(items) - 1
    while last > index and not (items[last].is_word or items[last].is_quote):
        last -= 1
    return (index + 1, last) if last - index > 2 else None


def _reports(items: list[Item], hit: Hit) -> bool:
    """Whether a verb tells of words that fell; "would write" and "had not put it" are part of what is said."""
    finite = hit.cue.form in ("past", "s") and not hit.negated
    return finite and items[hit.group].lower not in words("modals")


def _semicolon_before_told(items: list[Item], start: int) -> int:
    """The semicolon behind whom it is said to, where a clause follows that is told as words; else the end."""
    index = next((i for i in range(start, len(items)) if items[i].lower == ";"), len(items))
    told = any(_is_told(i) and not i.is_capital for i in items[index + 1 :])
    return index if told else len(items)


def _is_told(item: Item) -> bool:
    """Whether a verb has the form in which words are told behind "X said": "would", "had", "ought"."""
    return item.lower in words("modals") or item.lower in ("had", "ought")


def _to_be_done(items: list[Item], start: int) -> bool:
    """Whether a verb goes on with what is wanted: "..., X said, and keep its guards", "and to make it good"."""
    verb = items[start]
    if verb.lower == "to":
        return start + 2 < len(items) and items[start + 1].is_word and not items[start + 1].is_capital
    plain = not verb.lower.endswith(("s", "ed", "ing")) and verb.lower not in words("past")
    return plain and verb.pos == "VERB"


def _past_office(items: list[Item], index: int) -> int:
    """The comma behind what a speaker is: "..., said X, its spokeswoman, and it had kept the treaty"."""
    if index + 2 >= len(items) or items[index].lower != "," or items[index + 1].lower not in _ARTICLES:
        return index
    near = range(index + 2, min(index + 9, len(items) - 1))
    close = next((i for i in near if items[i].lower == "," or is_verbal(items[i])), None)
    return close if close is not None and items[close].lower == "," else index


def beside(items: list[Item], last: int, found: list[Hit]) -> Range | None:
    """What is said goes on behind a semicolon with which it broke off at ``last``: "X said that it had begun; it would
    not stop". A page that takes over itself has no reason to tell it as what would or had been.
    """
    start = last + 2
    if start + 1 >= len(items) or items[last + 1].lower != ";" or any(hit.first > last for hit in found):
        return None
    if not any(_is_told(i) and not i.is_capital for i in items[start:]):
        return None
    end = len(items) - 1
    while end > start and not (items[end].is_word or items[end].is_quote):
        end -= 1
    return (start, end) if end > start else None


def resumed(items: list[Item], start: int, left: Range, hit: Hit, found: list[Hit]) -> tuple[Range, ...]:
    """What is said goes on behind the cue: `"...," X said, "..."` and "The plan, X said, would fail"."""
    if hit.readings[0].lemma in HEARD:
        heard = following(items, start)
        start = heard[1] + 1 if heard else start
    index = adverbial_end(items, start)
    if index + 1 >= len(items):
        return ()
    opens_half = items[left[0]].lower in words("subordinators") | _TURNED_ROUND | _WHATEVER
    whole = not opens_half and not is_verbal(items[left[1]])
    said_whole = whole and any(tells(i) for i in items[left[0] : left[1] + 1])
    if items[index].is_quote and (items[left[1]].is_quote or not said_whole):
        return ((index, index),)
    if items[index].lower not in (",", ":", "—"):
        return ()
    opens = items[index + 1]
    lower = opens.is_quote and opens.text[1:2].islower()
    if opens.is_quote and (items[left[1]].is_quote or not said_whole or lower):
        return ((index + 1, index + 1),)
    if opens.lower == "without":
        # How something is said is never told so: "There were forty of them, X said, without a licence".
        return ((index + 1, clause_end(items, index + 1, hit, found)),)
    # "What they found, X said, was dust": a verb without a subject goes on with what stands before.
    goes_on = is_verbal(opens) or _purpose(items, index + 1)
    # "She was not in the habit, X said, of bowing to a gun."
    goes_on = goes_on or (opens.lower == "of" and items[index + 2 :] != [] and items[index + 2].lower.endswith("ing"))
    # "The turbine was hit from the air, she said, by the same machine."
    goes_on = goes_on or (opens.lower == "by" and _was_done(items, left) and items[index + 2].lower in _ARTICLES)
    if goes_on or (not said_whole and opens.is_word and opens.lower not in _OPENS_ASIDE):
        return ((index + 1, clause_end(items, index + 1, hit, found)),)
    return ()


def _was_done(items: list[Item], left: Range) -> bool:
    """Whether something was done to something in what stands before: "the turbine was hit"."""
    said = items[left[0] : left[1] + 1]
    passive = any(a.lower in _BE and (b.lower.endswith("ed") or b.lower in words("past")) for a, b in pairwise(said))
    return passive and not any(i.lower == "by" for i in said)


def _clause_told(items: list[Item], start: int) -> bool:
    """Whether a clause with a subject of its own follows that is told as words: its verb is "would" or the like.

    "..., X said, and shares fell" is the page's own voice; "and" with a verb at once goes on with what X did, but with
    what X said where that is "would" or the like.
    """
    if items[start].lower in words("modals"):
        return True
    if items[start].lower == "to":
        # "And to mend it was to pay for it."
        return any(items[i].lower in _TOLD for i in range(start + 2, min(start + 9, len(items))))
    if items[start].lower in words("prepositions"):
        # "And without the rain there would be no crop."
        return any(items[i].lower in words("modals") for i in range(start + 2, min(start + 10, len(items))))
    if items[start].lower in _NO:
        # "And no inspector will go there."
        verb = next((i for i in items[start + 1 : start + 9] if not i.is_word or is_finite(i) or _tells_words(i)), None)
        # "And no second guard either": a clause that has its verb from the one before.
        return verb is None or not verb.is_word or _tells_words(verb)
    found = following(items, start)
    if found is None or is_verbal(items[start]):
        return False
    end = found[1]
    if end + 1 < len(items) and items[end + 1].lower in words("prepositions"):
        # "And the guards with the rifles aren't leaving."
        end = past_adverbial(items, end + 1) - 1
    return any(_tells_words(items[i]) for i in range(start + 1, min(end + 3, len(items))))


def _tells_words(item: Item) -> bool:
    """Whether a verb is one that words have that are told, not done."""
    return item.lower in _TOLD or item.lower.endswith(("n't", "n’t"))


def _finite_behind(items: list[Item], start: int) -> bool:
    """Whether a finite verb stands among the items from ``start`` on."""
    return any(tells(i) for i in items[start:])


def _purpose(items: list[Item], index: int) -> bool:
    """Whether "to guard the nets" follows: an infinitive with its object, not "to cheers" or "to the crowd"."""
    if items[index].lower != "to" or index + 2 >= len(items):
        return False
    verb, behind = items[index + 1], items[index + 2]
    plain = verb.is_word and not verb.is_capital and verb.lower not in words("determiners") | words("possessives")
    owned = behind.lower in words("determiners") | words("possessives") | {"him", "them", "it", "us"}
    return plain and not verb.lower.endswith("s") and (owned or behind.is_capital)


def tells(item: Item) -> bool:
    """Whether a word is a finite verb by its form, or a quotation, so that what holds it can be said."""
    modal = item.lower in words("modals") and not item.is_capital
    third = item.pos == "VERB" and item.lower.endswith("s")
    return item.is_quote or modal or third or is_finite(item)
