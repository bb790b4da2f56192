"""Claims of who is bound: parties to agreements, members of organisations, when they joined and left."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.model import Claim, Granularity, Mention, MentionKind, Span
from onrecord.reading.events.told import Told
from onrecord.reading.timex import find

_THE = r"\s+(?:the\s+)?(?:\d{4}\s+)?"
_NOW = r"(?:,?\s+(?:which|who)\s+(?:is|are)|,|\s+is|\s+are|\s+remains?)(?P<also>\s+(?:still|also|both))?"
# "Russia, a party to the CTBT", "is not a signatory of"; what stands between the two names, whole.
_STANDS = re.compile(
    rf"{_NOW}(?P<not>\s+not|\s+no\s+longer)?\s+(?:an?\s+)?(?:state\s+|full\s+|founding\s+|fellow\s+)?"
    rf"(?P<what>party|signatory|member)(?:\s+(?:state|country|nation))?\s+(?:to|of){_THE}",
    re.IGNORECASE,
)
# "has never ratified", "had not signed" is told of another time, so it is left out.
_DID = re.compile(
    rf"\s+(?:has\s+|have\s+)(?P<not>never\s+|not\s+(?:yet\s+)?|yet\s+to\s+)?(?P<what>ratif(?:y|ied)|sign(?:ed)?|join(?:ed)?){_THE}",
    re.IGNORECASE,
)
# "NATO member Turkey", "EU member state Hungary": the organisation first.
_MEMBER = re.compile(r"[\s-]+member(?:[\s-]+(?:state|country|nation))?\s+", re.IGNORECASE)
_NOT_YET = re.compile(
    r"\b(?:non|ex|former|future|prospective|aspiring|potential|would-be|possible|candidate|then|new|newest|pre)[\s-]+(?:the\s+)?$",
    re.IGNORECASE,
)
# "Finland joined NATO in 2023", with the time right behind.
_TURN = re.compile(
    rf"\s+(?:formally\s+|officially\s+|unilaterally\s+)?(?P<what>joined|acceded\s+to|left|withdrew\s+from|pulled\s+out\s+of|quit)"
    rf"{_THE}",
    re.IGNORECASE,
)
_AT = re.compile(r"\s+(?:treaty\s+|pact\s+|accord\s+|agreement\s+)?(?:in|on)\s+", re.IGNORECASE)
# A condition, a wish or a question claims nothing.
_UNREAL = re.compile(
    r"\b(?:if|whether|unless|would|could|should|may|might|wants?|hopes?|until|before|once|when|not|never)\b|\?",
    re.IGNORECASE,
)
# From the name to the start of its sentence, this far back, nothing may make the claim unreal.
_BACK = 60


def memberships(told: Told) -> Iterator[Claim]:
    """Claims that a state, their ``value``, is or is not a party to an agreement or a member of an organisation."""
    for sentence in told.sentences:
        inside = told.within(sentence)
        for one in inside:
            for other in inside:
                if one.span.end <= other.span.start <= one.span.end + 70:
                    yield from _between(told, sentence, one, other)


def _between(told: Told, sentence: Span, one: Mention, other: Mention) -> Iterator[Claim]:
    """What the words between two names claim."""
    if one.refers is None or other.refers is None:
        return
    words = told.text[one.span.end : other.span.start]
    before = told.text[max(sentence.start, one.span.start - _BACK) : one.span.start]
    whole = Span(one.span.start, other.span.end)
    bodies = (MentionKind.AGREEMENT, MentionKind.ORGANISATION)
    if one.kind is MentionKind.STATE and other.kind in bodies and _named(told, one):
        about, state = other.refers.value, one.refers.value
        if (match := _STANDS.fullmatch(words)) and not _UNREAL.search(before):
            what = match["what"].lower()
            if what == "member" or other.kind is MentionKind.AGREEMENT:
                what = "party" if what == "member" and other.kind is MentionKind.AGREEMENT else what
                yield Claim(whole, about, f"not a {what}" if match["not"] else f"a {what}", state)
        elif other.kind is MentionKind.AGREEMENT and (match := _DID.fullmatch(words)) and not _UNREAL.search(before):
            what = "signatory" if match["what"].lower().startswith("sign") else "party"
            said = "never a" if match["not"] else "once a"
            yield Claim(whole, about, f"{said} {what}", state)
        elif (match := _TURN.fullmatch(words)) and not _UNREAL.search(before):
            yield from _turned(told, sentence, whole, about, state, match["what"].lower())
    elif one.kind is MentionKind.ORGANISATION and other.kind is MentionKind.STATE and _named(told, other):
        possessive = told.text[other.span.end : other.span.end + 2] in ("'s", "’s")
        if _MEMBER.fullmatch(words) and not _NOT_YET.search(before) and not possessive:
            yield Claim(whole, one.refers.value, "a member", other.refers.value)


def _named(told: Told, mention: Mention) -> bool:
    """Whether a mention names a state itself: not its people, and not its capital for the government."""
    if mention.refers is None:
        return False
    state = told.reference.states.get(mention.refers.value)
    words = told.text[mention.span.start : mention.span.end].removeprefix("the ").removeprefix("The ")
    return state is not None and words in told.reference.state_names[state.name]


def _turned(told: Told, sentence: Span, whole: Span, about: str, state: str, what: str) -> Iterator[Claim]:
    """When a state joined or left, where the time stands right behind."""
    match = _AT.match(told.text, whole.end)
    if match is None:
        return
    for words in find(told.text, Span(match.end(), min(sentence.end, match.end() + 30))):
        found = told.when(words)
        if words.span.start != match.end() or found is None or found[0].granularity is Granularity.OPEN:
            return
        fact = "joined by" if what.startswith(("join", "acced")) else "left by"
        yield Claim(Span(whole.start, words.span.end), about, f"{fact} {state}", str(found[0]))
        return
