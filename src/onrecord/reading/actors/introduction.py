"""Persons that a text introduces behind a role: "Defence Minister Oda Kell of Varland"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.model import Mention, MentionKind, Span
from onrecord.model.actor import BODIES
from onrecord.reading.actors.listed import held
from onrecord.reading.actors.naming import PARTICLES, second_half, take_apart
from onrecord.reading.encoder.noun import given_sex
from onrecord.reading.grammar.token import Token
from onrecord.reading.lexicon import words

if TYPE_CHECKING:
    from onrecord.reading.actors.cast import Cast

_STOP = re.compile(r"[.!?][\"”’']*\s+(?=[\"“‘A-Z])|\n\s*\n")
# Before these nothing belongs to the name: "said Mr Kell", "on 17 November Mr Kell resigned".
_COURTESY = frozenset({"mr", "mrs", "ms", "miss", "h.e"})
# Who works for somebody in office speaks for the same side.
_SERVING = re.compile(
    r"\b(?:aides?|advis[eo]rs?|assistant|spokes(?:man|woman|person)|chief\s+of\s+staff|envoy|press\s+secretary|deputy)\s+"
    r"(?:to|for|of)\s+"
)
# No sentence that tells whose spokesman speaks is longer, in characters.
_SENTENCE = 500
# No title that is cut short is longer than this, in letters: "Capt.".
_SHORT = 4
# Who is served stands within so many characters before who serves: "Kell press secretary Tam Hollis".
_SERVANT = 60
# So many words stand at most between an owner and the role: "its chief foreign policy adviser".
_OWNER_REACH = 4


def introduce(cast: Cast, cues: frozenset[int]) -> None:
    """Find persons that the text names behind a role: "Defence Minister Oda Kell of Varland".

    No name goes on over the beginning of a cue: "Varland MP Denies Claim" in a headline names nobody.
    """

    def free(token: Token) -> bool:
        return cast.free(token.start) and token.start not in cues

    for index, token in enumerate(cast.tokens[:-1]):
        role = token.lower in words("roles") or token.lower.strip(".") in words("titles") | words("ranks")
        apposed = cast.tokens[index + 1].text == "," and index + 3 < len(cast.tokens)
        short = cast.tokens[index + 1].text == "." and _may_be_short(token)
        following = index + 1 + (short or (apposed and cast.tokens[index + 3].is_capital))
        if role and cast.tokens[index + 1].lower == "of":
            following = _past_state(cast, index + 2)
        if not role or following >= len(cast.tokens):
            continue
        behind = cast.tokens[following]
        if not behind.is_capital or not free(behind) or behind.lower in words("roles") | words("portfolios"):
            continue
        if behind.lower in words("prepositions") | words("subordinators"):
            continue  # "President on Kell: ..." in a headline
        end = following
        stop = min(len(cast.tokens), following + 7)
        while end < stop and free(cast.tokens[end]) and _goes_on(cast.tokens, end):
            end += 1
        last = token if following <= index + 2 else cast.tokens[following - 1]
        if end - following > 5 or behind.start - last.end > 2 or "\n" in cast.text[token.end : behind.start]:
            continue
        start = index
        courtesy = token.lower.strip(".") in _COURTESY
        while start > 0 and index - start < 6 and _before_role(cast.tokens[start - 1]) and not courtesy:
            start -= 1
        span = Span(cast.tokens[start].start, cast.tokens[end - 1].end)
        phrase = take_apart(*cast.inside(span))
        if last is not token:
            # "Deputy minister of Varland Oda Kell": what the office is of stands between.
            office = take_apart(*cast.inside(Span(span.start, token.end)))
            phrase = replace(take_apart(*cast.inside(Span(behind.start, span.end))), role=office.role)
            if " " not in (phrase.name or "") or given_sex(phrase.name or "") is None:
                continue  # "The minister of Varland Monday said", "the chief of Varland's Naval Operations"
        if phrase.name and cast.by_name(phrase.name) is None:
            if cast.surnamed(phrase.name.lower()) and held(cast, phrase.name, phrase.role, cast.tied(span)) is None:
                continue  # "Mr Kell", where several Kells were named: see surname.py
            cast.person(phrase, span, cast.tied(span) or _tied_behind(cast, end) or _owned(cast, start, index))
        elif phrase.name and phrase.role and (member := cast.by_name(phrase.name)):
            member.roles.add(phrase.role)


def _past_state(cast: Cast, index: int) -> int:
    """The token behind the state or body that an office is of: "the minister of Varland Oda Kell"; else ``index``."""
    first = index + (index < len(cast.tokens) and cast.tokens[index].lower == "the")
    if first >= len(cast.tokens):
        return index
    opening = Span(cast.tokens[first].start, cast.tokens[first].end)
    named = [m for m in cast.mentions.touching(opening) if m.span.start == opening.start and m.kind in BODIES]
    return bisect_left(cast.tokens, named[0].span.end, key=lambda t: t.start) if named else index


def _may_be_short(token: Token) -> bool:
    """Whether a full stop behind a title may belong to it: "Gov.", not "the governor." at the end of a sentence."""
    return len(token.text) <= _SHORT and token.lower in words("titles") | words("ranks")


def apposed(cast: Cast) -> None:
    """Learn the offices that stand behind names: "Oda Kell, the defence minister of Varland, left"."""
    for mention in list(cast.mentions):
        member = cast.members.get(mention.refers.value) if mention.refers else None
        if mention.kind is not MentionKind.PERSON or member is None or member.name in cast.reference.actors:
            continue
        at = bisect_left(cast.tokens, mention.span.end, key=lambda t: t.start)
        if at >= len(cast.tokens) or cast.tokens[at].text != ",":
            continue
        end = at + 1
        while end - at < 7 and end + 1 < len(cast.tokens) and _before_role(cast.tokens[end]):
            if cast.tokens[end].lower in words("roles") and cast.tokens[end + 1].lower in (",", ".", "of"):
                break
            end += 1
        stop = end + 1
        while stop < len(cast.tokens) and stop - end < 6 and cast.tokens[stop].text not in ",.":
            stop += 1
        if (
            cast.tokens[end].lower not in words("roles")
            or stop == len(cast.tokens)
            or cast.tokens[stop].text not in ",."
        ):
            continue
        span = Span(cast.tokens[at + 1].start, cast.tokens[stop - 1].end)
        tokens, known = cast.inside(span)
        phrase = take_apart(tokens, known)
        tied = cast.tied(span)
        if phrase.name is None and phrase.role and tied and member.of in (None, tied):
            member.roles.add(phrase.role)
            member.of = tied


def served(cast: Cast, span: Span) -> str | None:
    """The state or body of whoever somebody works for: "Tam Hollis, an aide to President Oda Kell"."""
    for match in _SERVING.finditer(cast.text, span.start, span.end):
        for mention in cast.mentions.within(Span(match.end(), span.end)):
            member = cast.members.get(mention.refers.value) if mention.refers else None
            if mention.kind is MentionKind.PERSON and member is not None:
                return member.of
    return None


def serves_another(cast: Cast, mention: Mention) -> bool:
    """Whether a person is named only as whom somebody serves who is named right behind: "Kell aide Tam Hollis"."""
    ahead = cast.mentions.within(Span(mention.span.end, min(len(cast.text), mention.span.end + _SERVANT)))
    behind = next((m for m in ahead if m.kind is MentionKind.PERSON), None)
    between = cast.text[mention.span.end : behind.span.start].split() if behind is not None else []
    return bool(between) and all(word in words("roles") | words("ranks") for word in between)


def _tied_behind(cast: Cast, end: int) -> str | None:
    """The state or body of "... of Varland" right behind a name."""
    if end + 1 < len(cast.tokens) and cast.tokens[end].lower in ("of", "from"):
        stop = cast.tokens[min(len(cast.tokens) - 1, end + 5)].end
        return cast.tied(Span(cast.tokens[end].start, stop))
    return None


def _owned(cast: Cast, first: int, role: int) -> str | None:
    """The state or body that "its" before a role goes back to: the one that opens its sentence, else the one before;
    of a body called by its noun ("the council's secretary"), the last that goes by it.
    """
    owner = next((i for i in range(role - 1, first - 1, -1) if cast.tokens[i].lower in ("its", "'s", "’s")), None)
    if owner is None or role - owner > _OWNER_REACH:
        return None
    start = cast.tokens[owner].start
    if cast.tokens[owner].lower != "its":
        noun = cast.tokens[owner - 1].lower
        bodies = (m for m in _bodies_before(cast, start) if noun in cast.reference.nouns.get(m, frozenset()))
        return next(bodies, None)
    opens = _sentence_start(cast.text, start)
    return owner_before(cast, opens, start) or owner_before(cast, _sentence_start(cast.text, max(0, opens - 2)), opens)


def owner_before(cast: Cast, since: int, until: int) -> str | None:
    """The first state or body that a stretch of the text names, but as owner of something."""
    for mention in cast.mentions.within(Span(since, until)):
        if mention.refers and mention.kind in BODIES and cast.text[mention.span.end :][:1] not in ("'", "’"):
            return mention.refers.value
    return None


def _bodies_before(cast: Cast, position: int) -> Iterator[str]:
    """The states and bodies named before a position, the nearest first."""
    return (m.refers.value for m in cast.mentions.before(position) if m.refers and m.kind in BODIES)


def _sentence_start(text: str, position: int) -> int:
    """Where the sentence around a position begins, as far as full stops and paragraphs tell."""
    found = [m.end() for m in _STOP.finditer(text, max(0, position - _SENTENCE), position)]
    return found[-1] if found else max(0, position - _SENTENCE)


def _goes_on(tokens: list[Token], index: int) -> bool:
    """Whether a token belongs to a name that began before it."""
    token = tokens[index]
    if token.is_capital or token.text in ("-", "'", "’") or second_half(tokens, index):
        return True
    if token.lower in PARTICLES and index + 1 < len(tokens) and tokens[index + 1].is_capital:
        return True
    return token.text == "." and len(tokens[index - 1].text) == 1


def _before_role(token: Token) -> bool:
    """Whether a token can stand between an article and a role: adjectives, states, deputies."""
    if token.lower in ("'s", "’s", "-"):
        return True
    return token.is_word and token.lower not in words("prepositions") | words("auxiliaries") | words("subordinators")
