"""What a clause tells in the words of its page, from its subject on: "the last frigate sailed"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from onrecord.model import Interval, Judgement, Mention, Span
from onrecord.reading.events.partaker import TAKING_OVER, THEY
from onrecord.reading.events.sight import Sight
from onrecord.reading.grammar.clause import is_verb
from onrecord.reading.grammar.item import Item
from onrecord.reading.lexicon import cues, words
from onrecord.reading.referents.pronoun import OWNERS

_RELATIVE = frozenset({"who", "which", "that"})
_OPENERS = frozenset("when while after before as since that what and but or because although though if so then".split())
_BESIDE_VERBS = frozenset("not never also again only then later already finally still just now to".split())
_LEAST = 5
"""A label goes on for so many words behind its verb, where the clause ends before."""
_FEW = 3
"""The same where another verb of the same subject follows."""
_MOST = 16
"""A label has so many words at most."""
_LONG = 8
"""A subject of more words is given by the first of them."""
_CUT = " …"
_STOPS = frozenset(",;:–—(-")
_INSIDE = frozenset(",:–-")
"""Marks that a number or a word may have inside: "40,000", "Intermediate-Range"."""
_PAIRS = (("“", "”"), ("‘", "’"), ("(", ")"))
_MARKS = " ,;:–—-"
_APART = re.compile(r" (?=[,;:])|,(?=\s*,)")


def in_words(
    sight: Sight,
    place: int,
    index: int,
    who: Sequence[str] = (),
    time: Judgement[Interval] | None = None,
    by: str | None = None,
) -> str:
    """What the clause at ``place`` tells by its verb, the item at ``index``, as the page has it, without its ``time``.

    ``who`` takes part, and does it for certain where that is ``by``; the first of them stands where the words name
    nobody before the verb.
    """
    opening, start = _subject(sight, place, index, who, by)
    end, whole = _end(sight, start, index)
    span = _closed(sight.told.text, Span(sight.items[start].start, sight.items[end].end))
    told = _without(sight, span, _dated(sight, time))
    return " ".join([*opening, told.strip(_MARKS)]) + ("" if whole else _CUT)


def _subject(sight: Sight, place: int, index: int, who: Sequence[str], by: str | None) -> tuple[list[str], int]:
    """Who did it, where the page's own words do not begin with that, and the item from which these go on."""
    items, clause, verb = sight.items, sight.cut[place], _verb(sight, place, index)
    known = [by] if by else [*who[:1]]
    if verb > clause.first and items[verb - 1].lower in words("coordinators"):
        # "The accord was signed and obliges the parties": of the same subject.
        other = next((i for i in range(clause.first, verb) if is_verb(items[i])), verb)
        if by or not clause.first < other < verb:
            return known, verb
        opening, start = _subject(sight, place, other, who, by)
        return opening or [_text(sight, start, _verb(sight, place, other))], verb
    first = _past_opening(sight, clause.first, verb)
    if first == verb:
        told = "" if by else _taken_over(sight, place)
        return [told] if told else known, verb
    opens, near = items[first], items[verb - 1]
    if near.lower in THEY:
        return _named(sight.mentions(verb - 1, verb - 1)) or known or [near.text], verb
    if opens.lower in _RELATIVE or is_verb(opens):
        # "Who on Monday rebuffed", "that carried envoys rebuffed".
        return known or _named(sight.mentions(first, first)) or [opens.text], verb
    if by and (opens.lower in OWNERS or opens.lower in words("prepositions") or verb - first > _LONG):
        return [by], verb
    if opens.lower in words("prepositions"):
        ends = [m for m in sight.mentions(first + 1, verb - 1) if m.span.end == near.end]
        at = next((i for i in range(first, verb) if ends and items[i].start == ends[0].span.start), first)
        if at > first and items[at - 1].lower not in words("prepositions"):
            return [], at
    comma = next((i for i in range(first + 1, verb) if items[i].text == ","), None)
    if comma is not None and near.text == ",":
        # "Thaddeus Orme, the envoy, floated".
        return [_text(sight, first, comma)], verb
    if verb - first > _LONG:
        return [_text(sight, first, first + _LONG) + _CUT], verb
    return [], first


def _taken_over(sight: Sight, place: int) -> str:
    """The words of the subject that a clause has from the one that it goes on with; none behind another opener."""
    clause = sight.cut[place]
    if clause.on is None or clause.opener not in TAKING_OVER:
        return ""
    on = sight.cut[clause.on]
    verb = next((i for i in range(on.first, on.last + 1) if is_verb(sight.items[i])), on.first)
    first = _past_opening(sight, on.first, verb)
    end = next((i for i in range(first, verb) if sight.items[i].text == ","), _verb(sight, clause.on, verb))
    told = _text(sight, first, end)
    return "" if told.lower() in THEY or end - first > _LONG else told


def _text(sight: Sight, first: int, end: int) -> str:
    """The words of the items [first, end)."""
    return sight.told.text[sight.items[first].start : sight.items[end - 1].end] if first < end else ""


def _verb(sight: Sight, place: int, index: int) -> int:
    """The first item of the verb whose last is given: "had been asked"."""
    while index > sight.cut[place].first and _of_verb(sight.items[index - 1]):
        index -= 1
    return index


def _named(mentions: Sequence[Mention]) -> list[str]:
    """Whom the first of some mentions refers to."""
    return [m.refers.value for m in mentions if m.refers][:1]


def _of_verb(item: Item) -> bool:
    """Whether an item before a verb belongs to it: "was understood to have", "had not"."""
    return is_verb(item) or item.lower in words("auxiliaries") | words("modals") | _BESIDE_VERBS or item.is_adverb


def _opens(sight: Sight, at: int) -> bool:
    """Whether an item before a subject is none of it: a conjunction, a mark, a time."""
    item = sight.items[at]
    dated = any(t.span.start <= item.start < t.span.end for t in sight.times)
    return item.lower in _OPENERS or dated or not item.text[0].isalnum()


def _past_opening(sight: Sight, first: int, verb: int) -> int:
    """The item from which a subject goes on: past what opens its clause, with what stands there before a comma, and
    past who says it ("said it had asked").
    """
    items = sight.items
    if items[first].text.isupper() and len(items[first].text) > 1:
        dashes = (i for i in range(first + 1, verb) if items[i].text in "-–—" and items[i].start > items[i - 1].end)
        first = next(dashes, first - 1) + 1  # "TOLM, Nov 8 - Arlen said"
    said = [at + 1 for at in range(first, verb - 1) if is_verb(items[at]) and (items[at].lower,) in cues()]
    first = next((at for at in reversed(said) if items[at].lower in THEY), first)
    while first < verb:
        if _opens(sight, first):
            first += 1
            continue
        comma = next((i for i in range(first, verb) if _ends(sight, i)), None)
        if comma is None or items[first].lower not in words("prepositions"):
            break
        first = comma + 1
    return first


def _ends(sight: Sight, at: int) -> bool:
    """Whether a comma ends what opens a clause: none inside a date."""
    item = sight.items[at]
    return item.text == "," and not any(t.span.start < item.start < t.span.end for t in sight.times)


def _end(sight: Sight, start: int, index: int) -> tuple[int, bool]:
    """The last item that a label has, and whether what is told ends there."""
    items = sight.items
    count = sum(item.is_word for item in items[start : index + 1])
    last = index
    behind = 0
    for at in range(index + 1, len(items)):
        item = items[at]
        if behind >= _FEW and item.lower in words("coordinators") and at + 1 < len(items) and _of_verb(items[at + 1]):
            return _trimmed(sight, index, last), True
        inside = item.text in _INSIDE and sight.told.text[item.end : item.end + 1].isalnum()
        if behind >= _LEAST and item.text in _STOPS and not inside:
            return _trimmed(sight, index, last), True
        more = len(item.text.split()) if item.is_quote else int(item.is_word)
        if count + more > _MOST:
            return _trimmed(sight, index, last), False
        count, behind = count + more, behind + more
        if more:
            last = at
    return last, True


def _trimmed(sight: Sight, index: int, last: int) -> int:
    """The last item without what opens more."""
    lists = ("prepositions", "determiners", "possessives", "coordinators")
    open_ = _OPENERS.union(*map(words, lists))
    while last > index and sight.items[last].lower in open_:
        last -= 1
    return last


def _dated(sight: Sight, time: Judgement[Interval] | None) -> list[Span]:
    """The words of a sentence that give a time."""
    given = [e.span for e in time.evidence[:1]] if time is not None else []
    return [t.span for t in sight.times if t.span in given]


def _closed(text: str, span: Span) -> Span:
    """A stretch with the mark that closes what it opens, where that stands right behind it, else without what is
    opened.
    """
    told = text[span.start : span.end]
    for opens, closes in (*_PAIRS, ('"', '"')):
        open_ = told.count(opens) % 2 == 1 if opens == closes else told.count(opens) > told.count(closes)
        if not open_:
            continue
        behind = text[span.end : span.end + 2]
        if closes in behind:
            return Span(span.start, span.end + behind.index(closes) + 1)
        at = told.rfind(opens)
        return Span(span.start, span.start + at) if len(told[:at].split()) >= _FEW else span
    return span


def _without(sight: Sight, span: Span, times: Sequence[Span]) -> str:
    """The words of a stretch without some of them, and without the prepositions before these."""
    text = sight.told.text
    inside = sorted((t for t in times if t in span), key=lambda t: t.start)
    ends = [span.start, *(x for t in inside for x in (t.start, t.end)), span.end]
    parts = [text[a:b].split() for a, b in list(pairwise(ends))[::2]]
    for part in parts[: len(inside)]:
        if part and part[-1].lower() in words("prepositions"):
            part.pop()
    return _APART.sub("", " ".join(word for part in parts for word in part))
