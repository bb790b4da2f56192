"""Whose bodies and offices are, on a page that a state or an organisation puts out itself: its own."""

from __future__ import annotations

import re

from onrecord.model import Attribution, Judgement, Span
from onrecord.model.actor import BODIES
from onrecord.model.span import surfaces
from onrecord.reading.actors.cast import Cast
from onrecord.reading.actors.naming import Phrase
from onrecord.reading.grammar.item import MARKS
from onrecord.reading.grammar.place import line_start
from onrecord.reading.referents.holder import office_holder
from onrecord.reading.referents.setting import Setting, judged

# Bodies and offices that an official page names without their state.
_OF_STATE = re.compile(
    r"(?:[Tt]he|[Oo]ur)\s+(?:Ministry(?:\s+of\s+(?:Foreign|External)\s+Affairs|\s+of\s+Defen[cs]e)?|Foreign\s+Ministry|Government|"
    r"Cabinet|Embassy|Mission|ministry|government|embassy|mission|delegation)"
)
_OFFICE = re.compile(
    r"(?:[Tt]he|[Oo]ur)\s+(?:\w+\s+)?(?:Minister|President|Prime\s+Minister|Ambassador|Spokes\w+|minister|spokes\w+|"
    r"Secretary[\s-]General|High\s+Representative|Commissioner|Director[\s-]General)\b"
)
# The organs of an organisation, and its members together: "the Permanent Council", "Allies", "Heads of State and
# Government". Bare "members" and "ministers" open a sentence alone.
_ORGAN = re.compile(
    r"(?:[Tt]he|[Oo]ur|[Tt]his)\s+(?:[A-Z][\w-]+\s+){0,3}(?:Council|Assembly|Board|Committee|Commission|Conference|Secretariat|"
    r"Presidency|Bureau|Organi[sz]ation|Alliance|Union|League|Community|Agency|Mission|Association|Forum|Summit)"
)
_TOGETHER = re.compile(
    r"(?:(?:[Tt]he|[Oo]ur|[Aa]ll(?:\s+the)?|[Ww]e,?\s+the)\s+)?(?:(?:Foreign|Defen[cs]e|[Pp]articipating|[Mm]ember)\s+)?(?:Allies|Ministers|"
    r"Members|States\s+[Pp]arties|States|[Mm]ember[\s-][Ss]tates|[Mm]ember\s+[Cc]ountries|Heads\s+of\s+(?:State|Government)(?:\s+(?:and|or)\s+(?:of\s+)?Government)?|"
    r"Leaders|Participants|[Aa]llies)"
)
# What is reported or alleged is somebody else's word.
_PASSIVE = re.compile(
    r"(?:is|are|was|were|ha(?:s|ve)\s+been)\s+(?!(?:\w+ly\s+)?(?:report|alleg|claim|rumou?r|believ|said|known|understood))\w"
)

_QUESTION = re.compile(r"(?:Question|Q)\b[^:\n]{0,60}:")
_FIRST = frozenset({"i", "we", "my", "our"})


def own(cast: Cast, source: Span, phrase: Phrase, setting: Setting) -> Judgement[str] | None:
    """Who a body or an office that is named without its state or organisation is on a page that one puts out."""
    issuer = cast.publisher
    if issuer is None or _of_another(cast, source):
        return None
    surface = " ".join(cast.text[source.start : source.end].split())
    bodies = (_OF_STATE,) if issuer in cast.reference.states else (_ORGAN, _TOGETHER)
    if any(one.fullmatch(surface) for one in bodies):
        return judged(issuer, 0.75, "issuer", f'"{surface}" is that of {issuer}, which puts the page out', source)
    if phrase.name or not phrase.role or not _OFFICE.match(surface) or cast.tied(source) is not None:
        return None
    says = f'"{surface}" is an office of {issuer}, which puts the page out'
    return office_holder(cast, phrase.role, issuer, source, setting) or judged(issuer, 0.65, "issuer", says, source)


def unowned(cast: Cast, one: Attribution) -> bool:
    """Whether words of nobody are a passive in which whoever puts the page out speaks: "the remark is regretted"."""
    return cast.publisher is not None and _PASSIVE.match(surfaces(cast.text, one.cue)) is not None


def issuer_speaks(cast: Cast, source: Span | None, sentence: Span) -> bool:
    """Whether the page itself says "I" or "we", or a question on it "you": of a page that a body puts out, the body."""
    who = cast.text[source.start : source.end].lower() if source is not None else ""
    asked = who == "you" and _QUESTION.match(cast.text, line_start(cast.text, sentence.start)) is not None
    return (who in _FIRST or asked) and not any(c in MARKS for c in cast.text[sentence.start : sentence.end])


def _of_another(cast: Cast, source: Span) -> bool:
    """Whether a state or a body that the reference knows is named in a source."""
    named = (m.refers.value for m in cast.mentions.within(source) if m.refers and m.kind in BODIES)
    return any(name in cast.reference.actors for name in named)
