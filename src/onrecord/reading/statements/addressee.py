"""Those whom an act is aimed at without a name: "accused the rebels of lying", "demanded that protesters go home"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.model import Act, Evidence, Judgement, Span
from onrecord.reading.actors.cast import Cast
from onrecord.reading.encoder.noun import GROUP, HE, PERSON, SHE, singular, stands_for
from onrecord.reading.grammar.position import CLAUSE, OBJECT
from onrecord.reading.grammar.token import Token
from onrecord.reading.lexicon import words
from onrecord.reading.referents.across import across
from onrecord.reading.referents.refer import who
from onrecord.reading.referents.setting import Setting
from onrecord.reading.statements.aim import by_cue, places
from onrecord.reading.statements.wording import Words, word_list

_LONGEST = 7  # words of a noun phrase up to its head
# Groups that nothing is done to: they are held.
_GATHERINGS = frozenset(
    "meeting conference summit session assembly gathering congress reunion rally convention council".split()
)
_ACTING = (PERSON, GROUP, HE, SHE)
_NEAR = 3  # characters between a cue and what is said
_SURE = 0.6
_OF_NAME = 3
_GAP = 60  # whoever is told takes no more
# Prepositions that tie somebody to what is said wherever they stand in its first clause: "talks with the rebels".
_TYING = frozenset({"with", "against", "from", "by"})
# What these do is done with those behind them, not to them.
_WIELDED = frozenset("deploy send use dispatch mobilise mobilize call withdraw pull recall field arm raise".split())
_PARTICLES = frozenset({"down", "out", "off", "up", "back", "on"})
# What somebody does from here on is another matter.
_CLAUSE_ENDS = frozenset("if unless after before while because as when where who which whom whose although".split())


def addressee(cast: Cast, seen: Words, value: Act, setting: Setting) -> Judgement[str] | None:
    """Whoever a common noun names where the act has its addressee; None where none stands there."""
    if seen.cue_span is None or not by_cue(seen, value):
        return None
    first = min(seen.spans, key=lambda s: s.start)
    if _NEAR < first.start - seen.cue_span.end <= _GAP:
        # "Warned the rebels that": whoever is told stands before what is said.
        first = Span(seen.cue_span.end, first.start)
    if not 0 <= first.start - seen.cue_span.end <= _NEAR:
        return None
    order, tokens = places(seen, value), cast.inside(first)[0]
    at = _opening(tokens, order)
    if at is not None and (met := across(cast, tokens[at:], seen.side)) is not None:
        return met
    span = _phrase(tokens, at) or _name(tokens)
    where = f'right behind "{seen.cue}"'
    if span is None:
        span, where = _hit(tokens, value) or next(_tied(tokens, order), None), f'behind "{seen.cue}"'
    found = who(cast, span, setting) if span is not None else None
    if span is None or found is None or found.value == seen.speaker:
        return None
    step = Evidence("argument", f"{found.value} stands {where}", span)
    return Judgement(found.value, min(_SURE, found.confidence), (step, *found.evidence))


def _opening(tokens: Sequence[Token], places: Sequence[str]) -> int | None:
    """Where the noun phrase begins that opens what is said, if an addressee can stand in such a place."""
    at = next((i for i, t in enumerate(tokens) if t.is_word), len(tokens))
    if at == len(tokens):
        return None
    place = _place(tokens[at].lower)
    if place not in places:
        return None
    return at if place == OBJECT else at + 1


def _place(word: str) -> str:
    """The place that an opening word makes of what follows."""
    return CLAUSE if word == "that" else word if word in words("prepositions") | {"to", "as"} else OBJECT


def _phrase(tokens: Sequence[Token], first: int | None) -> Span | None:
    """The noun phrase for people that begins at ``first``.

    "To" without an article may begin an infinitive, and "its partners" are known by nobody else's name.
    """
    if first is None or first >= len(tokens):
        return None
    after = tokens[first].lower
    to = first > 0 and tokens[first - 1].lower == "to"
    if after in words("possessives") or (to and after not in words("determiners") and not _people(tokens, first)):
        return None
    ends = words("prepositions") | _CLAUSE_ENDS | {"to", "not", "that", "whether", "what", "how", "why"}
    head = None
    for index in range(first, min(first + _LONGEST, len(tokens))):
        token = tokens[index]
        if not token.is_word or token.lower in ends:
            break
        if singular(token.lower) not in _GATHERINGS and stands_for(singular(token.lower)) in _ACTING:
            head = index
        elif head is not None:
            break
    if head is None or (_modifies(tokens, head) and not (first and tokens[first - 1].lower == "that")):
        return None
    return Span(tokens[first].start, tokens[head].end)


def _name(tokens: Sequence[Token]) -> Span | None:
    """A name alone, of whoever is told: "asked Oda Kell whether"."""
    alone = all(t.is_word and t.text[0].isupper() and t.lower not in words("times") for t in tokens)
    return Span(tokens[0].start, tokens[-1].end) if alone and 0 < len(tokens) <= _OF_NAME else None


def _people(tokens: Sequence[Token], first: int) -> bool:
    """Whether several people are named at once, so that a "to" before them begins no infinitive: "to jailed rebels"."""
    at = first + (tokens[first].lower.endswith(("ing", "ed")) and first + 1 < len(tokens))
    word = tokens[at].lower
    return word != singular(word) and stands_for(singular(word)) in _ACTING


def _modifies(tokens: Sequence[Token], head: int) -> bool:
    """Whether a noun in the singular only tells of what kind the next one is: "a general strike"."""
    after = tokens[head + 1] if head + 1 < len(tokens) else None
    if after is None or not after.is_word or tokens[head].lower != singular(tokens[head].lower):
        return False
    lists = (
        "prepositions",
        "coordinators",
        "subordinators",
        "pronouns",
        "times",
        "adverbs",
        "auxiliaries",
        "determiners",
    )
    if after.lower in word_list("asking_nouns"):
        return False  # "A government offer" is the government's.
    closed = any(after.lower in words(name) for name in lists) or after.lower in ("to", "not", "who", "that")
    return not closed and not after.is_capital and not after.lower.endswith(("ed", "ing"))


def _tied(tokens: Sequence[Token], places: Sequence[str]) -> Iterator[Span]:
    """The noun phrases for several people behind a preposition of the first clause: "a truce with the rebels"."""
    for index, token in enumerate(tokens):
        if token.lower in _CLAUSE_ENDS or token.text in (",", ";", ":") or (index and token.lower == "that"):
            return
        if token.lower not in _TYING or token.lower not in places:
            continue
        span = _phrase(tokens, index + 1)
        if span and _several(tokens, span):
            yield span


def _several(tokens: Sequence[Token], span: Span) -> bool:
    """Whether a phrase is for several people, or for the one body of its kind: "rebels", "the government"."""
    first = next(t for t in tokens if t.start == span.start)
    head = next(t for t in tokens if t.end == span.end)
    body = first.lower == "the" and stands_for(head.lower) == GROUP
    return (body or head.lower != singular(head.lower)) and head.lower not in words("audiences")


def _hit(tokens: Sequence[Token], value: Act) -> Span | None:
    """Those whom a threat would hit: "to arrest demonstrators", "to bring down the government"."""
    said = [t for t in tokens if t.is_word][:3]
    if value is not Act.THREATEN or len(said) < 3 or said[0].lower != "to" or said[1].lower in _WIELDED:
        return None
    span = _phrase(tokens, tokens.index(said[1]) + (2 if said[2].lower in _PARTICLES else 1))
    return span if span and _several(tokens, span) else None
