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


def owner(cast: Cast, source: Span, tokens: list[Token], setting: Setting) -> tuple[Judgement[str] | None, int] | None:
    """Whose somebody is by the opening of a phrase, and how many of its tokens say so; None where none does."""
    if len(tokens) > 1 and tokens[0].lower in OWNERS:
        return owner_of(cast, tokens[0], setting), 1
    for mention in cast.mentions.within(source):
        end = next((i for i, t in enumerate(tokens) if t.start >= mention.span.end), len(tokens))
        owns = end + 1 < len(tokens) and tokens[end].lower in ("'s", "’s") and tokens[end].start == mention.span.end
        if owns and mention.kind is MentionKind.PERSON and mention.refers and mention.span.start == source.start:
            return mention.refers, end + 1
    return None


def of_somebody(cast: Cast, source: Span, tokens: list[Token], setting: Setting) -> Judgement[str] | None:
    """The one person whom the text calls by the noun in "his wife" or "Kell's lawyer"."""
    told = owner(cast, source, tokens, setting)
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
