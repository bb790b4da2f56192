"""Governments called by who leads them: "the Tovey administration" is Veyra while Tovey is its president."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from onrecord.model import Evidence, Interval, Judgement, Mention, MentionKind, Span
from onrecord.reading.actors.cast import Cast
from onrecord.reading.grammar.token import Token
from onrecord.reading.lexicon import words
from onrecord.reading.referents.setting import judged
from onrecord.reference.rows import PersonRow

_RULE = "administration"
_CLOSED = ("auxiliaries", "prepositions", "subordinators", "coordinators", "adverbs", "past", "pronouns")
_NOUNS = frozenset({"administration", "government", "cabinet", "regime"})


def administration(cast: Cast, source: Span, tokens: list[Token], published: Interval) -> Judgement[str] | None:
    """The government that a source calls by its leader's name, or "the administration" where such a one was named."""
    for mention in cast.mentions.within(source):
        whole = mention.span.end == source.end and cast.text[source.start : mention.span.start].strip().lower() in (
            "",
            "the",
        )
        if whole and mention.refers and mention.refers.evidence[0].rule == _RULE:
            return mention.refers
    said = [t for t in tokens if t.is_word]
    if not said or said[-1].lower not in _NOUNS or any(t.lower in words("prepositions") for t in said):
        return None
    for mention in cast.mentions.within(source):
        if mention.kind is MentionKind.PERSON and _right_behind(cast, mention, said[-1].start):
            return _led(cast, _leader(cast, mention), source, published)
    if len(said) == 2 and said[0].lower == "the" and said[1].lower == "administration":
        for mention in cast.mentions.before(source.start):
            called = mention.refers is not None and mention.refers.evidence[0].rule == _RULE
            if called and mention.refers is not None:
                says = f'"{cast.text[source.start : source.end]}" is that of {mention.refers.value}, named before'
                return judged(mention.refers.value, 0.7, _RULE, says, source)
    return None


def administrations(cast: Cast, published: Interval) -> Iterator[Mention]:
    """A mention for every "the Tovey administration" of a text."""
    for mention in list(cast.mentions):
        if mention.kind is not MentionKind.PERSON:
            continue
        at = bisect_left(cast.tokens, mention.span.end, key=lambda t: t.start)
        if at >= len(cast.tokens) or cast.tokens[at].lower not in _NOUNS:
            continue
        first = bisect_left(cast.tokens, mention.span.start, key=lambda t: t.start)
        opened = first > 0 and cast.tokens[first - 1].lower == "the"
        span = Span(cast.tokens[first - opened].start, cast.tokens[at].end)
        found = _led(cast, _leader(cast, mention), span, published)
        kind = MentionKind.STATE if found.value in cast.reference.states else MentionKind.ORGANISATION
        why = (Evidence(_RULE, found.why, span),)
        yield Mention(span, kind, Judgement(found.value, found.confidence, why))
    yield from _by_surname(cast, published)


def _by_surname(cast: Cast, published: Interval) -> Iterator[Mention]:
    """A mention for every "the Tovey administration" of a text that names no Tovey, where the only Tovey of the
    reference who leads a state leads it then.
    """
    for before, name, noun in zip(cast.tokens, cast.tokens[1:], cast.tokens[2:], strict=False):
        if noun.lower != _RULE or before.lower != "the" or not name.is_capital or cast.mentions.touching(_of(name)):
            continue
        span = Span(before.start, noun.end)
        if led := _state_of(cast, _of_surname(cast, name.text), published):
            state, leader = led
            cast.take(state, span)
            why = (Evidence(_RULE, f"{leader} leads {state} at that time", span),)
            yield Mention(span, MentionKind.STATE, Judgement(state, 0.75, why))


def _of(token: Token) -> Span:
    return Span(token.start, token.end)


def again(cast: Cast) -> Iterator[Mention]:
    """A mention for "the administration" of a text where one was named before."""
    told: Judgement[str] | None = None
    for index, token in enumerate(cast.tokens[1:-1], 1):
        if token.lower != _RULE:
            continue
        before, behind = cast.tokens[index - 1], cast.tokens[index + 1]
        for mention in cast.mentions.touching(Span(token.start, token.end)):
            if mention.refers is not None and mention.refers.evidence[0].rule == _RULE:
                told = mention.refers
                break
        else:
            span = Span(before.start, token.end)
            ends = not behind.is_word or any(behind.lower in words(name) for name in _CLOSED)
            if told is not None and before.lower == "the" and ends and not cast.mentions.touching(span):
                says = f'"{cast.text[span.start : span.end]}" is that of {told.value}, named before'
                kind = MentionKind.STATE if told.value in cast.reference.states else MentionKind.ORGANISATION
                yield Mention(span, kind, Judgement(told.value, 0.7, (Evidence(_RULE, says, span),)))


def _right_behind(cast: Cast, mention: Mention, start: int) -> bool:
    """Whether a word stands right behind a mention, or behind whose it is: "Tovey's government"."""
    return cast.text[mention.span.end : start].strip() in ("", "'s", "’s", "'", "’")


def _leader(cast: Cast, mention: Mention) -> str:
    """Who leads, or the surname where the text gives no more."""
    return mention.refers.value if mention.refers else cast.text[mention.span.start : mention.span.end]


def _led(cast: Cast, leader: str, span: Span, published: Interval) -> Judgement[str]:
    """The state that somebody leads when the page comes out, else the administration as a body under its name."""
    row = cast.reference.people.get(leader)
    rows = [row] if row is not None else [] if " " in leader else _of_surname(cast, leader)
    if led := _state_of(cast, rows, published):
        state, name = led
        cast.take(state, span)
        return judged(state, 0.8, _RULE, f"{name} leads {state} at that time", span)
    side = cast.side(leader)
    body = cast.body(f"{leader} {_RULE}", span, side if side != leader else None)
    return judged(body.name, 0.7, _RULE, f"the one of {leader}", span)


def _state_of(cast: Cast, people: Sequence[PersonRow], published: Interval) -> tuple[str, str] | None:
    """The one state that any of some persons leads when the page comes out, with that person; None where none does, or
    two do.
    """
    states = cast.reference.states
    led = {
        office.of: row.name
        for row in people
        for office in (row.offices if published.known else ())
        if office.of in states and office.title == states[office.of].leader and not office.designate
        if office.term.meet(published) is not None
    }
    return next(iter(led.items())) if len(led) == 1 else None


def _of_surname(cast: Cast, surname: str) -> list[PersonRow]:
    """The persons of the reference with a surname."""
    return [row for row in cast.reference.people.values() if row.name.split()[-1] == surname]
