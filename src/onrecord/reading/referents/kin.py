"""Who is meant by whose they are: "his wife", "Kell's lawyer", "her aides"."""

from __future__ import annotations

from onrecord.model import ActorKind, Judgement, MentionKind, Span
from onrecord.reading.actors.byname import for_person, plain
from onrecord.reading.actors.cast import Cast
from onrecord.reading.encoder.noun import HE, SHE, singular, stands_for
from onrecord.reading.grammar.token import Token
from onrecord.reading.lexicon import table, words
from onrecord.reading.referents.description import calls
from onrecord.reading.referents.pronoun import OWNERS, owner_of
from onrecord.reading.referents.setting import Setting, judged
from onrecord.reference import Naming

_COUNTRY = frozenset({"country", "nation", "homeland"})


def whose_by(
    cast: Cast, source: Span, tokens: list[Token], setting: Setting
) -> tuple[Judgement[str] | None, int] | None:
    """Whose somebody is by the opening of a phrase, and how many of its tokens say so; None where none does."""
    if len(tokens) > 1 and tokens[0].lower in OWNERS:
        return owner_of(cast, tokens[0], setting), 1
    for mention in cast.mentions.within(source):
        end = next((i for i, t in enumerate(tokens) if t.start >= mention.span.end), len(tokens))
        owns = end + 1 < len(tokens) and tokens[end].lower in ("'s", "’s") and tokens[end].start == mention.span.end
        before = cast.text[source.start : mention.span.start].lower().split()
        titled = all(word in words("titles") | words("roles") | {"the"} for word in before)
        if owns and titled and mention.kind is MentionKind.PERSON and mention.refers:
            return mention.refers, end + 1
    return None


def of_somebody(cast: Cast, source: Span, tokens: list[Token], setting: Setting) -> Judgement[str] | None:
    """The one person whom the text calls by the noun in "his wife" or "Kell's lawyer"."""
    told = whose_by(cast, source, tokens, setting)
    whose, first = told or (None, 0)
    if whose is None:
        return None
    said = [t for t in tokens[first:] if t.is_word]
    if not said or any(t.is_capital or t.lower in words("prepositions") for t in said):
        return None
    noun = plain(said[-1].text)
    anybody = table("families")["anybody"].split()
    if said[-1].lower != singular(said[-1].lower) or not for_person(noun) or noun in anybody:
        return None
    about = {plain(t.text) for t in said[:-1]} - set(table("families")["plain"].split())
    every = calls(cast, setting.published)
    called = {b.name for b in every.by_noun.get(noun, ()) if b.name != whose.value}
    fitting = {n for n in called if cast.members[n].kind is ActorKind.PERSON and about <= every.told[n]}
    if len(called) != 1 or len(fitting) != 1 or "ex" in {t.lower for t in said}:
        return None
    name, sex = next(iter(fitting)), stands_for(noun)
    if sex in (HE, SHE) and cast.members[name].gender not in (None, sex):
        return None
    says = f'"{cast.text[source.start : source.end]}" is {name}, the only one whom the text calls so'
    return judged(name, round(0.75 * whose.confidence, 3), "kin", says, source)


def possessed(cast: Cast, source: Span, tokens: list[Token], setting: Setting) -> Judgement[str] | None:
    """The person behind "Kell's office", "her office", "Kell's decision": what these say, their owner is held to say.

    Kell's people are others than Kell; "her country" is the state that she stands for.
    """
    if len(tokens) < 2:
        return None
    if tokens[0].lower in OWNERS and tokens[-1].lower in _COUNTRY and len([t for t in tokens if t.is_word]) == 2:
        return _country(cast, source, owner_of(cast, tokens[0], setting))
    if tokens[-1].lower != "office":
        owner, first = whose_by(cast, source, tokens, setting) or (None, 0)
        if owner is None or tokens[0].lower in OWNERS or _people(tokens[first:]):
            return None
        says = f'"{cast.text[source.start : source.end]}" is of {owner.value}'
        return judged(owner.value, 0.75, "office of a person", says, source)
    if len(tokens) == 2 and tokens[0].lower in ("his", "her"):
        return owner_of(cast, tokens[0], setting)
    for mention in cast.mentions.within(source):
        if mention.kind is MentionKind.PERSON and mention.refers:
            says = f"the {tokens[-1].lower} speaks for {mention.refers.value}"
            return judged(mention.refers.value, 0.75, "office of a person", says, source)
    if tokens[-1].lower == "office" and (tied := cast.tied(source) or _seated(cast, source, setting)):
        return judged(tied, 0.6, "office", f"the office is one of {tied}", source)
    return None


def _country(cast: Cast, source: Span, whose: Judgement[str] | None) -> Judgement[str] | None:
    """The state that somebody stands for, as "his country"; None where nobody knows it."""
    country = cast.side(whose.value) if whose is not None else None
    if whose is None or country is None or country == whose.value or country not in cast.reference.states:
        return None
    says = f'"{cast.text[source.start : source.end]}" is {country}, that of {whose.value}'
    return judged(country, round(0.9 * whose.confidence, 3), "country", says, source)


def _seated(cast: Cast, source: Span, setting: Setting) -> str | None:
    """The state in whose capital somebody speaks: "In Ruhn the prime minister's office said"."""
    before = cast.text[setting.sentence.start : source.start].rstrip(" ,")
    if not before.lower().startswith("in "):
        return None
    name = before[len("in ") :]
    capitals = {n.refers for n in cast.reference.names if n.naming is Naming.CAPITAL and n.words == name}
    return capitals.pop() if len(capitals) == 1 else None


def _people(tokens: list[Token]) -> bool:
    """Whether the noun of a phrase is for persons: "aides", "chief lawyer for the region", "lot"."""
    stop = next(
        (i for i, t in enumerate(tokens) if i and (t.text == "," or t.lower in words("prepositions"))), len(tokens)
    )
    said = [t for t in tokens[:stop] if t.is_word]
    others = table("families")["around"].split() + table("families")["led"].split()
    return bool(said) and (for_person(plain(said[-1].text)) or said[-1].lower in others)
