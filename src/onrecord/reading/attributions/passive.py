"""Words given in the passive: "X was accused by Y of Z", "X was criticised in A and B", "it was claimed that"."""

from __future__ import annotations

from dataclasses import replace

from onrecord.reading.attributions.content import right
from onrecord.reading.attributions.ending import clause_end
from onrecord.reading.attributions.hit import HEARD, Hit
from onrecord.reading.attributions.range import Given, Range
from onrecord.reading.grammar.item import Item
from onrecord.reading.grammar.phrase import following, is_time, is_verbal, subject, time_after
from onrecord.reading.lexicon import words

_REPORTED = frozenset("said reported understood believed thought alleged known claimed rumoured rumored".split())
_NEAR = 8


def passive(items: list[Item], hit: Hit, before: Hit | None, found: list[Hit], capitals: frozenset[str]) -> list[Given]:
    """ "X was accused by Y of Z", "X was criticised in A and B", "it was claimed that"."""
    floor = before.last + 1 if before else 0
    whom = subject(items, hit.group, floor)
    cue = ((hit.first, hit.last),)
    if whom is None or hit.readings[0].lemma in HEARD:
        return []
    if items[whom[0]].lower == "it" and hit.takes("clause"):
        text = _text_of(items, hit, whom[0])
        follows = right(items, replace(hit, passive=False), found)
        if follows is not None:
            return [Given(text, cue, ((follows.first, follows.last),), "passive clause", 0.7)]
        quoted = whom[0] - 1
        if text is not None and quoted >= 0 and items[quoted].is_quote:
            return [Given(text, cue, ((quoted, quoted),), "passive clause", 0.7)]
        return []
    if not hit.takes("object"):
        return []
    after = hit.last + 1
    if after >= len(items):
        return []
    by_whom = max(after, time_after(items, after) + 1)
    if by_whom < len(items) and items[by_whom].lower == "by" and (agent := _agent(items, by_whom + 1)):
        rest = agent[1] + 1
        content: tuple[Range, ...] = (whom,)
        if rest < len(items) and items[rest].lower in (
            "of",
            "for",
            "over",
            "as",
            "to",
            "on",
            "after",
            "that",
            "against",
            "not",
        ):
            content = (whom, (rest, clause_end(items, rest, hit, found)))
        return [Given(agent, cue, content, "passive", 0.8)]
    if items[after].lower == "as":
        by = next((i for i in range(after, len(items)) if items[i].lower == "by"), None)
        agent = _agent(items, by + 1) if by is not None else None
        if by is not None and agent is not None:
            return [Given(agent, cue, (whom, (after, by - 1)), "passive", 0.8)]
    if items[0].lower == "in" and (opening := _places(items, 1, capitals)) and not found[0].first < hit.first:
        return [Given(place, cue, (whom, *_naming(items, after)), "passive, in a capital", 0.65) for place in opening]
    if items[after].lower == "in":
        places = _places(items, after + 1, capitals)
        return [Given(place, cue, (whom,), "passive, in a capital", 0.7) for place in places]
    return []


def _text_of(items: list[Item], hit: Hit, it: int) -> Range | None:
    """The text in which it is said: "it is said in the letter", "in the report it is noted"; ``it`` is its place."""
    behind = hit.last + 1
    if behind < len(items) and items[behind].lower == "in":
        place = following(items, behind + 1)
    elif items[0].lower == "in" and it > 1:
        place = following(items, 1)
    else:
        return None
    if place is None:
        return None
    stop = next((i for i in range(place[0] + 1, place[1] + 1) if items[i].lower in words("prepositions")), place[1] + 1)
    return place if items[stop - 1].lower in words("sayings") else None


def _is_when(items: list[Item], first: int, last: int) -> bool:
    """Whether items [first, last] are no words, or tell a time."""
    return first > last or is_time(items, first, last)


def reported(items: list[Item], to: int) -> Range | None:
    """Who is said to have said it: "she was reported last night to have called it"; ``to`` is before "have"."""
    verb = next((i for i in range(to - 1, max(-1, to - _NEAR), -1) if items[i].lower in _REPORTED), None)
    if verb is None or verb == 0 or not is_verbal(items[verb - 1]) or not _is_when(items, verb + 1, to - 1):
        return None
    group = verb - 1
    while group and is_verbal(items[group - 1]):
        group -= 1
    return subject(items, group, 0)


def _naming(items: list[Item], after: int) -> tuple[Range, ...]:
    """ "As hasty" behind "was described"."""
    if items[after].lower != "as":
        return ()
    last = len(items) - 1
    while last > after and not items[last].is_word and not items[last].is_quote:
        last -= 1
    return ((after, last),)


def _agent(items: list[Item], first: int) -> Range | None:
    """Who does it in a passive: up to "of" or "for", which belong to the verb ("accused by Y of Z")."""
    found = following(items, first)
    if found is None:
        return None
    stop = next((i for i in range(first + 1, found[1] + 1) if _parts(items, i)), found[1] + 1)
    return found[0], stop - 1


def _parts(items: list[Item], at: int) -> bool:
    """Whether who does it ends before an item: "accused by Y of Z", "rejected by Y and welcomed by Z"."""
    again = at + 2 < len(items) and items[at + 2].lower == "by" and items[at + 1].lower.endswith("ed")
    return items[at].lower in ("of", "for", "over") or (items[at].lower in words("coordinators") and again)


def _places(items: list[Item], start: int, capitals: frozenset[str]) -> list[Range]:
    """The capitals of a list "Berlin, Paris and Beijing" that begins at an item."""
    found: list[Range] = []
    index = start
    while index < len(items):
        for length in range(min(3, len(items) - index), 0, -1):
            name = " ".join(i.text for i in items[index : index + length])
            if name in capitals:
                found.append((index, index + length - 1))
                index += length
                break
        else:
            if items[index].lower in (",", "and", "the", "both", "as", "well"):
                index += 1
            else:
                break
    return found
