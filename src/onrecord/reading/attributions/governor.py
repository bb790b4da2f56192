"""Who a verb of saying belongs to by the grammar, where a clause stands between: "leaders who fled Arlen said"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace

from onrecord.model import Attribution, Span
from onrecord.reading.encoder.syntax import Parse
from onrecord.reading.grammar.item import VERBS

_FAR = 25
"""So many words a subject stands before its verb at most."""
_BETWEEN = frozenset(',.;:"“”\n')


def governed(parse: Parse, one: Attribution) -> Attribution:
    """An attribution whose source is the subject of its verb, where what the rules took is part of a clause inside it.

    Of "a statement from Arlen issued after Veyra's broadcast said" they take the broadcast, which is nearest.
    """
    if one.source is None or not one.cue or one.rule.startswith("trained") or one.source.end > one.cue[0].start:
        return one
    starts, ends = parse.words.starts, parse.words.ends
    verb = bisect_right(starts, one.cue[0].start) - 1
    taken = range(bisect_left(starts, one.source.start), bisect_left(starts, one.source.end))
    if not taken or any(parse.heads[i] == verb for i in taken):
        return one
    near = range(max(0, verb - _FAR), taken[-1])
    nouns = [i for i in near if parse.heads[i] == verb and parse.pos[i] in ("NOUN", "PROPN")]
    if not nouns:
        return one
    noun = nouns[-1]
    first = _onset(parse, noun)
    clause = next((i for i in range(noun + 1, taken[-1] + 1) if parse.pos[i] in VERBS or _relative(parse, i)), None)
    between = parse.words.text[ends[noun] : one.cue[0].start]
    if clause is None or _BETWEEN.intersection(between) or (first and parse.pos[first - 1] == "ADP"):
        return one
    source = Span(starts[first], ends[clause - 1])
    return one if any(source.touches(s) for s in one.content) else replace(one, source=source)


def _onset(parse: Parse, noun: int) -> int:
    """The first word of the noun phrase that ends in a noun."""
    first = noun
    while first and parse.pos[first - 1] in ("DET", "ADJ", "NOUN", "PROPN", "NUM") and parse.heads[first - 1] == noun:
        first -= 1
    return first


def _relative(parse: Parse, word: int) -> bool:
    return parse.surface(word, word + 1).lower() in ("who", "which", "that", "whom")
