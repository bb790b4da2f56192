"""What a text asks is asked by those who adopt it or put it out: "adopted a resolution that calls on Kell to go"."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.model import Act
from onrecord.reading.attributions.ending import clause_end
from onrecord.reading.attributions.hit import Hit, saying
from onrecord.reading.attributions.range import Given, Range
from onrecord.reading.grammar.item import Item
from onrecord.reading.grammar.phrase import is_verbal, subject
from onrecord.reading.lexicon import cues, longest_cue, words

# What is done to a text by those who stand by what it says.
_ADOPT = frozenset(
    "adopt adopts adopted pass passes passed approve approves approved back backs backed endorse endorses endorsed "
    "circulate circulates circulated table tables tabled submit submits submitted issue issues issued publish "
    "publishes published release releases released sign signs signed carried".split()
)
_TEXTS = words("sayings") - {"decree", "report", "document", "article"} | frozenset(
    "motion proposal petition appeal manifesto text bill amendment".split()
)
# Between the verb and its text there are at most so many words, and so many between the text and what it asks.
_BEFORE, _BEHIND = 12, 7
_ACTS = frozenset({Act.REQUEST, Act.ACCUSE, Act.SUPPORT, Act.REJECT, Act.THREATEN})
# Behind these nothing is adopted, or it is told of the text.
_UNMADE = frozenset("not never neither nor nearly almost to be was were is".split())
# What follows behind a comma and these is told of the text, not in it.
_ASIDE = frozenset("but while which who after although though with as saying".split())


def by_adoption(items: list[Item], found: list[Hit]) -> list[Given]:
    """Everything that such a text asks, one attribution for each of its verbs."""
    for noun, item in enumerate(items[:-2]):
        if item.lower not in _TEXTS or (verb := _adopted(items, noun)) is None:
            continue
        who = subject(items, verb, 0)
        asks = list(_asks(items, noun))
        if who is None or items[who[1]].lower in ("that", "which", "who") or not asks:
            continue
        return [_given(items, who, cue, asks[n + 1 :], found) for n, cue in enumerate(asks)]
    return []


def _adopted(items: list[Item], noun: int) -> int | None:
    """The verb by which a text is adopted, its negated and passive forms left out."""
    for index in range(noun - 1, max(-1, noun - _BEFORE), -1):
        item = items[index]
        if item.lower in _ADOPT and not item.is_capital:
            if item.pos in ("NOUN", "PROPN", "ADJ"):
                return None
            near = items[max(0, index - 3) : index]
            unmade = any(i.lower in words("modals") | _UNMADE or i.lower.endswith(("n't", "n’t")) for i in near)
            if unmade or (items[index + 1].lower == "by" and near and is_verbal(near[-1])):
                return None
            first = index
            while first and (items[first - 1].lower in ("has", "have", "had") or items[first - 1].is_adverb):
                first -= 1
            return first
        if not (item.is_word or item.lower in (",", "-", "'s", "’s")) or is_verbal(item):
            return None
    return None


def _asks(items: list[Item], noun: int) -> Iterator[Range]:
    """The verbs of what a text asks: "that asks", "calling on", and those that go on with them, in the same form."""
    form: str | None = None
    index = noun + 1
    while index < len(items) - 1:
        item, before = items[index], items[index - 1].lower
        # "A statement of concern about resistance to welcoming them" asks nothing.
        asking = item.lower.endswith("ing") and before not in words("prepositions")
        opens = before in ("that", "which") or asking
        ready = opens if form is None else before in (",", "and")
        verb = _verb(items, index) if ready and not item.is_capital else None
        if verb is not None and verb[1] in ((form,) if form else ("s", "past", "ing")):
            form = verb[1]
            yield index, verb[0]
            index = verb[0] + 1
            continue
        if form is None and (index - noun > _BEHIND or not (item.is_word or item.lower in ("'s", "’s"))):
            return
        index += 1


def _verb(items: list[Item], index: int) -> tuple[int, str] | None:
    """The last item and the form of a verb of asking or judging that begins at an item."""
    for length in range(min(longest_cue().get(items[index].lower, 0), len(items) - index), 0, -1):
        readings = cues().get(tuple(i.lower for i in items[index : index + length]), ())
        if any(cue.act in _ACTS for cue in readings):
            return index + length - 1, readings[0].form
    return None


def _given(items: list[Item], who: Range, cue: Range, later: list[Range], found: list[Hit]) -> Given:
    """One thing that a text asks: up to the next verb of asking, or to where the sentence turns to something else."""
    first = cue[1] + 1
    # A group that begins behind "which" would end at the first comma.
    neutral = saying(cue[0], cue[1], first)
    end = later[0][0] - 1 if later else clause_end(items, first, neutral, found)
    for index in range(first + 1, end):
        if items[index].lower == "," and items[index + 1].lower in _ASIDE:
            end = index - 1
            break
    while end > first and items[end].lower in (",", "and"):
        end -= 1
    return Given(who, (cue,), ((first, end),), "object", 0.75)
