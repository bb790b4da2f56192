"""Pronouns and definite nouns of a whole text as mentions: of whoever the chain they stand in is named after."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from onrecord.model import Evidence, Judgement, Mention, MentionKind, Span
from onrecord.model.actor import ACTORS
from onrecord.reading.actors.byname import for_body, for_person
from onrecord.reading.actors.cast import Cast
from onrecord.reading.encoder.named import Named
from onrecord.reading.encoder.noun import Form, nouns
from onrecord.reading.encoder.rank import shipped
from onrecord.reading.encoder.syntax import Parse
from onrecord.reading.grammar.order import ANTECEDENT, DEMONYM, NAMING
from onrecord.reading.referents.link import Link, links
from onrecord.reading.referents.many import groups, several
from onrecord.reference import Reference

SURE = 0.6
"""How likely a link must be for the record; what is less likely stays unresolved. Chosen on GUM dev."""


_SUBJECTS = frozenset({"he", "she", "they", "it", "who"})


def referring(cast: Cast, parse: Parse, sentences: Sequence[Span]) -> Iterator[Mention]:
    """A mention for each pronoun and definite noun that leads to an actor by its name, where that is likely; the cast
    takes in for whom without a name "they" stands.
    """
    names, meant = over_words(cast.mentions, parse, cast.reference)
    phrases = nouns(parse, names, sentences)
    followed = links(parse, phrases, shipped())
    cast.groups = {group.pronoun: group for group in groups(parse, followed, phrases, SURE)}
    cast.several = tuple(several(parse, phrases))
    for link in followed:
        if link.name is None or link.chance < SURE or _owned(parse, link):
            continue
        found = meant.get((link.name.first, link.name.last)) or meant.get(_inner(names, link))
        if found is None or found.refers is None or found.kind not in ACTORS:
            continue
        if found.kind is MentionKind.PERSON and link.noun.form is Form.NOUN and link.noun.many:
            continue  # "The candidates" are not one of them.
        bodily = link.noun.form is Form.NOUN and for_body(link.noun.lemma) and not for_person(link.noun.lemma)
        if found.kind is MentionKind.PERSON and bodily:
            continue  # "The party" is nobody.
        yield Mention(link.noun.span(parse), found.kind, _judged(parse, link, found))


def _owned(parse: Parse, link: Link) -> bool:
    """Whether a phrase is a possessive or begins with one: "his government" is the speaker's (anaphora.py).

    "He's" owns nothing.
    """
    subject = parse.surface(link.noun.first, link.noun.last).lower() in _SUBJECTS
    return (link.noun.role == "owner" and not subject) or link.noun.determiner == "possessive"


def _judged(parse: Parse, link: Link, found: Mention) -> Judgement[str]:
    """Whom a link leads to, with what it goes back to."""
    name = found.refers.value if found.refers else ""
    words = parse.surface(link.noun.first, link.noun.last)
    back = parse.surface(link.back.first, link.back.last)
    says = f'"{words}" goes back to "{back}"' + ("" if back == name else f", which is {name}")
    return Judgement(name, round(min(0.9, link.chance), 3), (Evidence(ANTECEDENT, says, link.back.span(parse)),))


def over_words(
    mentions: Iterable[Mention], parse: Parse, reference: Reference
) -> tuple[list[Named], dict[tuple[int, int] | None, Mention]]:
    """The names among mentions over the words of a parse, the outermost of nested ones; the mention behind each."""
    starts, ends = parse.words.starts, parse.words.ends
    names: list[Named] = []
    meant: dict[tuple[int, int] | None, Mention] = {}
    for mention in sorted(mentions, key=lambda m: (m.span.start, -m.span.end)):
        rule = mention.refers.evidence[0].rule if mention.refers else "named"
        if rule not in NAMING:
            continue
        first, last = bisect_left(starts, mention.span.start), bisect_left(ends, mention.span.end) + 1
        if first >= last or last > len(ends) or (names and first < names[-1].last):
            continue
        kind = "NATIONALITY" if rule == DEMONYM else mention.kind.name
        means = mention.refers.value if mention.refers and rule != DEMONYM else None
        row = reference.people.get(means or "")
        names.append(Named(first, last, kind, means=means, sex=row.gender if row else None))
        meant[first, last] = mention
    return names, meant


def _inner(names: Sequence[Named], link: Link) -> tuple[int, int] | None:
    """The name inside the phrase around it: "Foreign Minister Ana Brill" holds "Ana Brill"."""
    name = link.name
    if name is None:
        return None
    at = bisect_left(names, name.first, key=lambda n: n.first)
    here = names[at : at + name.last - name.first]
    inside = [n for n in here if n.last <= name.last and n.first <= name.head < n.last]
    return (inside[-1].first, inside[-1].last) if inside else None
