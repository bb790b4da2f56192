"""What somebody said to something, told from the side of what he said it to: "the plan drew a protest from Arlen"; and
what another did too: "Kell backed the claim, as did Arlen".
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.reading.attributions.range import Given
from onrecord.reading.grammar.item import Item
from onrecord.reading.grammar.phrase import following, is_verbal, subject
from onrecord.reading.lexicon import words

_DREW = frozenset(
    "draw draws drew drawn bring brings brought prompt prompts prompted provoke provokes provoked trigger triggers "
    "triggered earn earns earned win wins won attract attracts attracted".split()
)
_ANSWERS = frozenset(
    "protest protests criticism condemnation rebuke rebukes objection objections denunciation complaint complaints "
    "denial denials praise support warning warnings".split()
)
# "As did Veyra", "and so has Veyra": the verb stands for the one before.
_DID = frozenset({"did", "does", "do", "has", "have", "had"})
# "Drew no support from", "failed to draw", "hardly drew": nobody has said it.
_NONE = frozenset("no not never neither nor little few less hardly barely scarcely nearly almost without n't".split())
_PARTICLES = frozenset({"up", "out", "off", "back", "down", "together"})
_NEAR = 3
_FAR = 6
AS_DID = "as did"
"""The rule of what another did too, at a cue that is the first one's."""


def by_drawing(items: list[Item]) -> list[Given]:
    """ "The announcement drew an immediate protest from Arlen": Arlen protested against the announcement."""
    for noun in range(2, len(items) - 2):
        if items[noun].lower not in _ANSWERS or items[noun + 1].lower != "from":
            continue
        verb = next((i for i in range(noun - 1, max(0, noun - _FAR), -1) if items[i].lower in _DREW), None)
        who = following(items, noun + 2)
        if verb is None or who is None or not _drew(items, verb, noun):
            continue
        what = subject(items, verb, 0)
        named = items[who[0]].is_capital or (items[who[0] + 1 : who[0] + 2] and items[who[0] + 1].is_capital)
        # Behind a verb it is only the end of what drew it: "the claim that raids prevent attacks drew rebukes".
        if what is None or any(is_verbal(i) for i in items[: what[0]]):
            continue
        if not named or items[what[1]].lower in words("pronouns"):
            continue
        # "Won praise from Kell for its calm": what for is no part of the name.
        last = next((i - 1 for i in range(who[0] + 1, who[1]) if items[i].lower == "for"), who[1])
        return [Given((who[0], last), ((noun, noun),), (what,), "drawn", 0.7)]
    return []


def _drew(items: list[Item], verb: int, noun: int) -> bool:
    """Whether something drew such an answer: not "drew no support", "never drew", "drew up a list of complaints"."""
    none = any(i.lower in _NONE for i in (*items[max(0, verb - _NEAR) : verb], *items[verb:noun]))
    tied = any(not i.is_word or i.lower in words("prepositions") | _PARTICLES for i in items[verb + 1 : noun])
    return not none and not tied and items[verb - 1].lower not in words("modals") | {"to"}


def as_did(items: list[Item], out: list[Given]) -> list[Given]:
    """The attributions of a sentence with one for each that did the same: "Kell backed the claim, as did Arlen"."""
    found = list(out)
    for at in range(2, len(items) - 2):
        if items[at].lower not in ("as", "so") or items[at + 1].lower not in _DID or not _breaks(items, at):
            continue
        who = following(items, at + 2)
        before = [n for n, one in enumerate(found) if one.source and one.extent[0] < at and one.content[-1][0] < at]
        if who is None or not before or not any(i.is_capital for i in items[who[0] : who[0] + 2]):
            continue
        last = found[before[-1]]
        if last.rule not in ("object", "infinitive") or not _same_form(items, at + 1, last) or _negated(items, last):
            # "Said that Veyra had left, as had Arlen": what is told may be what the other did too.
            continue
        first, end = last.content[-1]
        cut = _before(items, at)
        content = (*last.content[:-1], (first, min(end, cut)))
        if cut < first:
            continue
        found[before[-1]] = replace(last, content=content)
        sure = round(0.9 * last.confidence, 3)
        found.append(replace(last, source=who, content=content, confidence=sure, rule=AS_DID))
    return found


def _same_form(items: list[Item], verb: int, last: Given) -> bool:
    """Whether "did" or "has" stands for the cue: "has backed it, as has Arlen"."""
    if items[verb].lower not in ("has", "have", "had"):
        return True
    at = last.cue[0][0] if last.cue else 0
    return any(i.lower in ("has", "have", "had") for i in items[max(0, at - 2) : at + 1])


def _negated(items: list[Item], last: Given) -> bool:
    """Whether the first one did not do it: whether the other did, "did not back it, as did Arlen" leaves open."""
    at = last.cue[0][0] if last.cue else 0
    near = [i.lower for i in items[max(0, at - _NEAR) : at]]
    return any(word in _NONE or word.endswith(("n't", "n’t")) for word in near)


def _breaks(items: list[Item], at: int) -> bool:
    """Whether a clause begins there: behind a comma, or behind "and" with one."""
    return items[at - 1].lower in (",", ";") or (items[at].lower == "so" and items[at - 1].lower == "and")


def _before(items: list[Item], at: int) -> int:
    """The last word before it."""
    last = at - 1
    while last > 0 and (not (items[last].is_word or items[last].is_quote) or items[last].lower == "and"):
        last -= 1
    return last
