"""Some of several: "some of her followers", "one of them", "many of Kell's aides"."""

from __future__ import annotations

from onrecord.model import ActorKind, Judgement, MentionKind, Span
from onrecord.reading.actors.byname import for_person
from onrecord.reading.actors.cast import Cast
from onrecord.reading.encoder.noun import singular
from onrecord.reading.grammar.token import Token
from onrecord.reading.lexicon import table, words
from onrecord.reading.referents.setting import Setting, judged

_TWO = 3  # "the two rival candidates": so few words stand behind "two"
_REACH = 400
"""Two are told of within so many characters of the sentence before, if nobody else is."""
_THOSE = frozenset({"them", "these", "those", "the", "which", "whom"})


def whole_of(source: Span, tokens: list[Token]) -> Span | None:
    """Those of whom a phrase names some by whose they are: "her followers" of "some of her followers"."""
    if len(tokens) < 4 or tokens[0].lower not in table("families")["shares"].split() or tokens[1].lower != "of":
        return None
    owned = tokens[2].lower in words("possessives") or any(t.lower in ("'s", "’s") for t in tokens[2:-1])
    return Span(tokens[2].start, source.end) if owned else None


def pair(cast: Cast, source: Span, tokens: list[Token], setting: Setting) -> Judgement[str] | None:
    """The first of the only two persons told of right before: "the two", "both", "the two men"."""
    said = [t.lower for t in tokens if t.is_word]
    head = said[:1] == ["both"] or said[:2] == ["the", "two"]
    rest = said[1 + (said[:1] == ["the"]) :]
    men = len(rest) < _TWO and all(for_person(singular(word)) and word != singular(word) for word in rest[-1:])
    if not (head and men) and said not in (["the", "pair"], ["the", "duo"]):
        return None
    since = (setting.before or setting.sentence).start
    for start in (since, max(0, since - _REACH)):
        persons = [m for m in cast.mentions.within(Span(start, source.start)) if m.kind is MentionKind.PERSON]
        known = (cast.members.get(m.refers.value) for m in persons if m.refers)
        names = list(dict.fromkeys(m.name for m in known if m is not None and m.kind is ActorKind.PERSON))
        if len(names) == 2:
            says = f'"{cast.text[source.start : source.end]}" are {names[0]} and {names[1]}'
            return judged(names[0], 0.6, "joint", says, source)
        if len(names) > 2:
            return None
    return None


def two_before(cast: Cast, source: Span, setting: Setting) -> tuple[str, str] | None:
    """The two persons who are named together, and nobody else, in the sentence before "they"."""
    before = setting.before
    persons = [m for m in cast.mentions.within(before) if m.kind is MentionKind.PERSON and m.refers] if before else []
    names = list(dict.fromkeys(m.refers.value for m in persons if m.refers))
    own = Span(setting.sentence.start, max(setting.sentence.start, source.start))
    if len(names) != 2 or any(m.kind is MentionKind.PERSON for m in cast.mentions.within(own)):
        return None
    first = next(m for m in persons if m.refers and m.refers.value == names[0])
    second = next(m for m in persons if m.refers and m.refers.value == names[1])
    between = cast.text[first.span.end : second.span.start].strip().split()
    titles = words("titles") | words("roles") | words("ranks") | {"former", "then"}
    joined = between[:1] == ["and"] and all(w.lower().strip(".") in titles or w[0].isupper() for w in between[1:])
    return (names[0], names[1]) if joined else None


def of_those(tokens: list[Token]) -> bool:
    """Whether a phrase names some of those told of before: "one of them", "some of the ministers"."""
    shares = tokens[0].lower in ("one", "some", "both", "none")
    return len(tokens) > 2 and shares and tokens[1].lower == "of" and tokens[2].lower in _THOSE
