"""Words given without a verb of saying: "according to", "in its opinion", a reported motive."""

from __future__ import annotations

from dataclasses import replace

from onrecord.reading.attributions.asproposed import as_proposed
from onrecord.reading.attributions.ending import clause_end, hedged_motive
from onrecord.reading.attributions.hit import Hit, saying
from onrecord.reading.attributions.noun import by_noun, is_somebody
from onrecord.reading.attributions.range import Given, Range
from onrecord.reading.grammar.item import Item
from onrecord.reading.grammar.phrase import following, is_finite, is_verbal, time_after
from onrecord.reading.lexicon import words

_OPINIONS = frozenset(
    "opinion view words estimation judgment judgement assessment eyes reading telling estimate reckoning "
    "interpretation".split()
)
# "In her telling them so" is something done: behind these words a comma or the end must follow.
_DOING = frozenset({"telling", "reckoning"})
_NO_SOURCES = frozenset("law plan schedule custom tradition procedure protocol need ability".split())
# Where one of these stands before "in her view", what she holds may begin anywhere behind it.
_PARTED = words("subordinators") | {",", "which", "who", "whose", "that", "and", "but", ":", "—", "–"}


def by_adjunct(items: list[Item], found: list[Hit]) -> list[Given]:
    """Every attribution of a sentence that no verb makes; ``found`` are its verbs, which bound what is said."""
    return [
        *_according(items, found),
        *_in_opinion(items, found),
        *_in_words_of(items, found),
        *by_noun(items, found),
        *as_proposed(items, found),
    ]


def _according(items: list[Item], found: list[Hit]) -> list[Given]:
    """ "According to X, C" and "C, according to X"."""
    out = []
    for index in range(len(items) - 2):
        if items[index].lower != "according" or items[index + 1].lower != "to":
            continue
        if items[index + 2].lower in _NO_SOURCES and not (index + 3 < len(items) and items[index + 3].is_capital):
            # "Handled according to law": how, not who says so.
            continue
        if items[index + 2].lower in ("which", "whom"):
            # "The report according to which it fired": what the report says, and no statement of the page.
            continue
        if index and items[index - 1].lower in ("and", "or"):
            # "On the proposal of Arlen and according to the report": how it was done.
            continue
        source = following(items, index + 2)
        if source is None:
            continue
        source = _one_phrase(items, source)
        comma = source[1] + 1
        cue = ((index, index + 1),)
        neutral = saying(index, index + 1)
        opens = all(not i.is_word or i.lower in words("links") | words("coordinators") for i in items[:index])
        if opens and comma < len(items) and _begins_clause(items, comma):
            content = (comma, clause_end(items, comma, neutral, found))
            out.append(Given(source, cue, (content,), "according to, before", 0.85))
            continue
        if opens:
            while comma < len(items) and items[comma].lower != ",":
                comma += 1
            if comma + 1 < len(items):
                content = (comma + 1, clause_end(items, comma + 1, neutral, found))
                out.append(Given(source, cue, (content,), "according to, before", 0.9))
            continue
        last = index - 1
        while last > 0 and items[last].lower in (",", "—", "–", "("):
            last -= 1
        first = next((i + 1 for i in range(last, 0, -1) if items[i].lower == ";"), 0)
        while first < last and items[first].lower in words("coordinators"):
            first += 1
        source = _whole(items, source)
        pieces = ((first, last), *_gone_on(items, source[1] + 1, (first, last), found))
        out.append(Given(source, cue, pieces, "according to, after", 0.85))
    return out


def _one_phrase(items: list[Item], source: Range) -> Range:
    """The source up to an article that begins another noun phrase: "Dorn the missile" after "according to"."""
    opening = words("determiners") | words("possessives")
    for index in range(source[0] + 1, source[1] + 1):
        before = items[index - 1]
        if before.lower in ("who", "which", "whose"):
            break
        if items[index].lower in ("the", "a", "an") and before.is_word and not items[index].is_capital:
            joined = before.lower in words("prepositions") | words("coordinators") | opening
            if not joined and not before.lower.endswith(("ing", "ed")):
                return source[0], index - 1
    return source


def _begins_clause(items: list[Item], index: int) -> bool:
    """Whether a clause begins at once: "it was a missile", "the missile was fired over a village"."""
    noun = items[index].lower in ("the", "a", "an", "he", "she", "it", "they", "there", "we", "i")
    stop = next((i for i in range(index, len(items)) if items[i].lower == ","), len(items))
    return noun and any(is_verbal(i) or i.lower in words("past") for i in items[index:stop])


def _gone_on(items: list[Item], start: int, left: Range, found: list[Hit]) -> tuple[Range, ...]:
    """The rest of what is said behind the source: "It was, according to Kell, a short one"."""
    if start + 1 >= len(items) or items[start].lower != ",":
        return ()
    told = any(is_finite(i) for i in items[left[0] : left[1] + 1])
    opens = items[start + 1]
    if not (is_verbal(items[left[1]]) or not told or is_verbal(opens)):
        return ()
    neutral = saying(start, start)
    return ((start + 1, clause_end(items, start + 1, neutral, found)),)


def _whole(items: list[Item], source: Range) -> Range:
    """A source with the place it is in: "two officials in Dunmoor"."""
    last = source[1]
    if last + 2 < len(items) and items[last + 1].lower in ("in", "at", "close", "familiar", "with"):
        end = next(
            (
                i
                for i in range(last + 1, len(items))
                if not items[i].is_word or is_verbal(items[i]) or time_after(items, i) >= i
            ),
            len(items),
        )
        return source[0], max(last, end - 1)
    return source


def _in_words_of(items: list[Item], found: list[Hit]) -> list[Given]:
    """ "In the words of X, C", "C, in the eyes of X"."""
    out = []
    for index in range(len(items) - 5):
        written = [i.lower for i in items[index : index + 4]]
        if written[:2] != ["in", "the"] or written[2] not in _OPINIONS or written[3] != "of":
            continue
        cue = ((index, index + 3),)
        comma = next((i for i in range(index + 4, len(items)) if items[i].lower == ","), None)
        ends = comma is None or not any(i.is_word or i.is_quote for i in items[comma + 1 :])
        if comma is None or ends or items[comma + 1].lower in ("who", "whose"):
            source = following(items, index + 4)
            left = _said_before(items, index, found)
            if source is not None and left is not None and is_somebody(items, source):
                out.append(Given(source, cue, (left,), "in the words of", 0.8))
        else:
            parts = _around(items, index, comma + 1, found)
            out.append(Given((index + 4, comma - 1), cue, parts, "in the words of", 0.9))
    return out


def _said_before(items: list[Item], start: int, found: list[Hit]) -> Range | None:
    """What stands before a phrase that ends a sentence and tells whose view it is: behind the last semicolon, or the
    last verb that gives words to somebody.
    """
    last = max((i for i in range(start) if items[i].is_word or items[i].is_quote), default=None)
    if last is None or items[start - 1].lower != ",":
        return None
    first = next((i + 1 for i in range(last, 0, -1) if items[i].lower == ";"), 0)
    while first < last and items[first].lower in words("coordinators"):
        first += 1
    told = any(first < hit.last < start and not hit.passive and hit.takes("clause") for hit in found)
    return None if told else (first, last)


def _around(items: list[Item], start: int, first: int, found: list[Hit]) -> tuple[Range, ...]:
    """What is said on both sides of "in her view": "The plan, in her view, is dead", or behind it alone.

    ``start`` is where the phrase begins and ``first`` the first item behind it.
    """
    neutral = saying(start, first - 1)
    behind = (first, clause_end(items, first, neutral, found))
    inserted = start > 0 and items[start - 1].lower == "," and items[first - 1].lower == ","
    before = _said_before(items, start, found) if inserted else None
    if before is None or any(i.lower in _PARTED for i in items[before[0] : before[1] + 1]):
        return (behind,)
    return (before, behind)


def _in_opinion(items: list[Item], found: list[Hit]) -> list[Given]:
    """ "In its opinion C", "in the minister's words, C", "C, in her view"."""
    out = []
    for index, item in enumerate(items):
        if item.lower not in _OPINIONS or index < 2:
            continue
        start = next((i for i in range(index - 1, max(-1, index - 8), -1) if items[i].lower == "in"), None)
        if start is None or index + 1 >= len(items):
            continue
        owner = items[start + 1]
        if owner.lower in words("possessives") and start + 2 == index:
            source = (start + 1, start + 1)
        elif items[index - 1].lower in ("'s", "’s"):
            source = (start + 1, index - 2)
        else:
            continue
        end = index
        if items[index + 1].lower == "of":
            # "In her reading of the text, C": what it is a view of.
            end = next((i - 1 for i in range(index + 2, len(items)) if items[i].lower == ","), len(items) - 1)
        if item.lower in _DOING and end + 1 < len(items) and items[end + 1].is_word:
            continue
        first = end + 1 + (end + 1 < len(items) and items[end + 1].lower == ",")
        cue = ((start, index),)
        if not any(i.is_word or i.is_quote for i in items[first:]):
            last = max((i for i in range(start) if items[i].is_word or items[i].is_quote), default=None)
            # "Was less positive in his estimation of the market": what he did, of what it was a view.
            if last is not None and (end == index or items[start - 1].lower == ","):
                out.append(Given(source, cue, ((0, last),), "in one's opinion", 0.8))
        elif first < len(items):
            out.append(Given(source, cue, _around(items, start, first, found), "in one's opinion", 0.85))
    return out


def motives(items: list[Item], out: list[Given]) -> list[Given]:
    """A reason reported with a hedge, ", because Russia was allegedly ...", stands as words of its own."""
    extra: list[Given] = []
    for index, one in enumerate(out):
        first, last = one.content[-1]
        because = hedged_motive(items, first, last)
        if because is None or one.source is None or because - 2 < first:
            continue
        out[index] = replace(one, content=(*one.content[:-1], (first, because - 2)))
        extra.append(Given(one.source, (), ((because, last),), "reported motive", 0.6))
    return extra
