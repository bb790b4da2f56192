"""Those whom an act is aimed at without a name: "accused the rebels of lying", "demanded that protesters go home"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model import Act, Evidence, Judgement, Span
from onrecord.reading.actors.cast import Cast
from onrecord.reading.encoder.noun import GROUP, HE, PERSON, SHE, singular, stands_for
from onrecord.reading.grammar.position import CLAUSE, OBJECT
from onrecord.reading.grammar.token import Token
from onrecord.reading.lexicon import words
from onrecord.reading.referents.refer import who
from onrecord.reading.referents.setting import Setting
from onrecord.reading.statements.act import Words
from onrecord.reading.statements.aim import by_cue, elsewhere
from onrecord.reading.statements.frame import whom

_LONGEST = 7  # words of a noun phrase up to its head
_ACTING = (PERSON, GROUP, HE, SHE)
_NEAR = 3  # characters between a cue and what is said
_SURE = 0.6


def addressee(cast: Cast, seen: Words, value: Act, setting: Setting) -> Judgement[str] | None:
    """Whoever a common noun names where the act has its addressee; None where none stands there."""
    if seen.cue_span is None or not by_cue(seen, value) or elsewhere(seen, value):
        return None
    first = min(seen.spans, key=lambda s: s.start)
    if not 0 <= first.start - seen.cue_span.end <= _NEAR:
        return None
    span = _phrase(cast.inside(first)[0], whom(value))
    found = who(cast, span, setting) if span is not None else None
    if span is None or found is None or found.value == seen.speaker:
        return None
    step = Evidence("argument", f'{found.value} stands right behind "{seen.cue}"', span)
    return Judgement(found.value, min(_SURE, found.confidence), (step, *found.evidence))


def _phrase(tokens: Sequence[Token], places: Sequence[str]) -> Span | None:
    """The noun phrase for people that opens what is said, if an addressee can stand in such a place.

    "To" without an article may begin an infinitive, and "its partners" are known by nobody else's name.
    """
    at = next((i for i, t in enumerate(tokens) if t.is_word), len(tokens))
    if at == len(tokens):
        return None
    opening = tokens[at].lower
    leading = words("prepositions") | {"to"}
    place = CLAUSE if opening == "that" else opening if opening in leading else OBJECT
    if place not in places:
        return None
    first = at if place == OBJECT else at + 1
    after = tokens[first].lower if first < len(tokens) else ""
    if after in words("possessives") or (place == "to" and after not in words("determiners")):
        return None
    ends = leading | {"not", "who", "that"}
    head = None
    for index in range(first, min(first + _LONGEST, len(tokens))):
        token = tokens[index]
        if not token.is_word or token.lower in ends:
            break
        if stands_for(singular(token.lower)) in _ACTING:
            head = index
        elif head is not None:
            break
    return None if head is None else Span(tokens[first].start, tokens[head].end)
