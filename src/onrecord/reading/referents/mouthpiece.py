"""An unnamed spokesperson without a body beside it: of whoever one spoke for before ("a spokesman of Arlen ... He")."""

from __future__ import annotations

import re

from onrecord.model import ActorKind, Judgement, Span
from onrecord.model.actor import SIDES
from onrecord.reading.actors.cast import Cast
from onrecord.reading.actors.naming import a_newsroom
from onrecord.reading.grammar.token import Token
from onrecord.reading.referents.setting import SPOKEN_FOR, Setting, judged

_SPOKES = re.compile(r"\bspokes(?:man|woman|person)\b", re.IGNORECASE)
_UNNAMED = re.compile(
    r"\b(?i:an?|the|its|unnamed)\s+(?:[\w’'-]+\s+){0,4}?(?i:spokes(?:man|woman|person))\b(?!\s+[A-Z])"
)


def mouthpiece(cast: Cast, source: Span, tokens: list[Token], setting: Setting) -> Judgement[str] | None:
    """Whom "the spokesman", "a spokeswoman" speaks for: the body that one spoke for before, else that spoke last."""
    if len(tokens) != 2 or not _SPOKES.fullmatch(tokens[1].text) or tokens[0].lower not in ("the", "a"):
        return None
    if tokens[0].lower == "the" and not _UNNAMED.search(cast.text, 0, source.start):
        # "The Foreign Office confirmed it. The spokesperson said": of that office, where the page names no other.
        last = cast.members.get(setting.last or "")
        spoke = last is not None and last.kind is ActorKind.ORGANISATION and not a_newsroom(last.name)
        opening = cast.text[setting.sentence.start : source.start].strip()
        return (
            _last(cast, source, setting)
            if spoke and not opening and not _SPOKES.search(cast.text, 0, source.start)
            else None
        )
    if tokens[0].lower == "the" and setting.through:
        says = f'"{cast.text[source.start : source.end]}" is who spoke for {setting.through} before'
        return judged(setting.through, 0.65, SPOKEN_FOR, says, source)
    return _last(cast, source, setting)


def goes_on(cast: Cast, source: Span, setting: Setting) -> Judgement[str] | None:
    """Whom "he" or "she" speaks for right behind an unnamed spokesperson, where no person fits."""
    if setting.before is None:
        return None
    # "Kell, the ministry's spokesman, said nothing": whoever is named is no unnamed one.
    unnamed = _UNNAMED.search(cast.text, setting.before.start, source.start)
    named = unnamed is not None and cast.text[: unnamed.start()].rstrip()[-1:] == ","
    return _last(cast, source, setting) if unnamed and not named else None


def _last(cast: Cast, source: Span, setting: Setting) -> Judgement[str] | None:
    member = cast.members.get(setting.last or "")
    if member is None or member.kind not in SIDES:
        return None
    says = f'"{cast.text[source.start : source.end]}" speaks for {member.name}, which spoke last'
    return judged(member.name, 0.65, SPOKEN_FOR, says, source)
