"""Whom "her opponent" or "his running mate" means, where an election of the reference is on."""

from __future__ import annotations

from onrecord.model import Judgement, Span
from onrecord.reading.actors.cast import Cast
from onrecord.reading.actors.contest import mate, opponent
from onrecord.reading.grammar.token import Token
from onrecord.reading.lexicon import table
from onrecord.reading.referents.pronoun import owner_of
from onrecord.reading.referents.setting import Setting, judged


def rival(cast: Cast, source: Span, tokens: list[Token], setting: Setting) -> tuple[Judgement[str] | None] | None:
    """Whom "her opponent" or "his running mate" means in an election, in a tuple; None where it is no such phrase."""
    said = [t.lower for t in tokens if t.is_word]
    beside = said[-2:] == ["running", "mate"]
    rivals = table("families")["opponents"].split()
    if not said or said[0] not in ("his", "her") or not (beside or said[-1] in rivals):
        return None
    owner = owner_of(cast, tokens[0], setting)
    on = setting.published
    name = (mate if beside else opponent)(cast, owner.value, on) if owner else None
    if owner is None or name is None:
        return (None,)
    says = f'"{cast.text[source.start : source.end]}" is {name}, by the election in which {owner.value} stands'
    return (judged(name, round(0.9 * owner.confidence, 3), "contest", says, source),)
