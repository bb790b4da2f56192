"""Weapons and agreements that a page calls by a noun where the reading left open which: "the rockets"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from onrecord.model import Document, Evidence, Judgement, Mention, MentionKind, Span
from onrecord.reading.grammar.order import Mentions
from onrecord.record.issues.force import SHIPS
from onrecord.reference import Reference

_WEAPON = re.compile(
    r"\b(?:missile|rocket|howitzer|gun|launcher|mine|drone|tank|torpedo|battery|warhead|mortar|weapon|system|interceptor|"
    r"cannon|bomber|submarine|artillery|brigade)(?:e?s)?\b|\bbatteries\b|\btorpedoes\b",
    re.IGNORECASE,
)
# Behind the noun for a weapon these make it something else: "missile base".
_KIND_OF = re.compile(
    r"\s+(?:ranges?|bases?|sites?|plants?|programmes?|programs?|factor\w+|silos?|inspect\w+|powers?|pact|treaty|deal|tests?|"
    r"crisis|row|attacks?|launch\w*)\b"
)
# What any ship that is a weapon may be called.
_SHIPS = frozenset({"ship", "warship", "vessel"})
# What any weapon may be called; by the other nouns only one goes whose name says so ("Harrow missile").
_ANY = frozenset({"weapon", "system", "gun", "launcher", "battery", "artillery", "warhead"})
_AGREEMENT = re.compile(
    r"\b(?:the|a|an|that|this|its|our|their)\s+(?:[\w-]+\s+)?"
    r"(?P<noun>treaty|agreement|accord|pact|convention|protocol|deal|truce|ceasefire|armistice)\b",
    re.IGNORECASE,
)
_WATCHED = re.compile(r"inspect|monitor|observ|visit|verif", re.IGNORECASE)
# "A breach of Dayton", "the Minsk deal": a place that an agreement is called by.
_BY_PLACE = re.compile(
    r"\b(?:breach(?:es)?\s+of|violat\w+(?:\s+of)?|br(?:eak|eaks|oke|oken|eaking)|under|scrap\w*|quit\w*|honou?r\w*|"
    r"observ(?:e|es|ed|ing)|abandon\w*|respect\w*|comply\s+with|(?:terms|spirit|letter|article\s+\w+)\s+of|"
    r"(?:protocol|accords?|agreements?|deal|truce|ceasefire|treaty|pact)\s+(?:of|at))\s+$",
    re.IGNORECASE,
)
_POINTED = re.compile(
    r"\b(?:the|its|their|those|these|his|her|our|all|such|any|every|an?|[a-z]\w*['’]s)\s+(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
_FEW = 5
"""An agreement of so many parties is theirs alone."""
_OWNER = 30
"""Within so many characters before a weapon its owner may stand: "Daravini heavy guns"."""


def called(document: Document, mentions: Mentions, reference: Reference) -> tuple[Mention, ...]:
    """A mention for each noun that can only mean one weapon or agreement; ``mentions`` are those of the reading."""
    found = (_weapons, _agreements, _by_place, _bodies)
    return tuple(mention for find in found for mention in find(document, mentions, reference))


def main_agreement(mentions: Mentions) -> str | None:
    """The agreement that a page is about: the one named most, if any is named."""
    named = Counter(m.refers.value for m in mentions if m.kind is MentionKind.AGREEMENT and m.refers)
    return named.most_common(1)[0][0] if named else None


@lru_cache(maxsize=4)
def watched(reference: Reference) -> frozenset[str]:
    """The agreements that lay down inspections."""
    rows = reference.tables.agreements
    return frozenset(r.name for r in rows if any(_WATCHED.search(" ".join((p.name, *p.aliases))) for p in r.provisions))


def _weapons(document: Document, mentions: Mentions, reference: Reference) -> Iterator[Mention]:
    named = [m for m in mentions if m.kind is MentionKind.WEAPON and m.refers]
    rows = {row.name: row for row in reference.tables.weapons}
    here = list(dict.fromkeys(m.refers.value for m in named if m.refers and m.refers.value in rows))
    states = _states(mentions)
    of_states = [row.name for row in reference.tables.weapons if row.of in states]
    here = here or of_states
    goes_by = {
        name: {
            _single(w) for alias in (name, *rows[name].aliases, rows[name].kind or "") for w in alias.lower().split()
        }
        for name in {*here, *of_states}
    }
    # "Heron frigate" can be called a frigate.
    own = {w for name in goes_by for alias in rows[name].aliases for w in alias.split()[-1:] if w.islower()}
    afloat = [name for name in goes_by if goes_by[name] & SHIPS]
    nouns = "|".join(sorted(map(re.escape, own | (_SHIPS if afloat and named else set()))))
    either = re.compile(rf"{_WEAPON.pattern}|\b(?:{nouns})s?\b", re.IGNORECASE) if nouns else _WEAPON
    for match in either.finditer(document.text):
        span = Span(match.start(), match.end())
        # "Heron missiles" is named already.
        beside = Span(max(0, span.start - 2), span.end)
        if any(m.refers and m.kind in (MentionKind.WEAPON, MentionKind.AGREEMENT) for m in mentions.touching(beside)):
            continue
        noun = _single(match[0].lower())
        fitting = [name for name in here if noun in goes_by[name]]
        if not fitting and noun not in _ANY and not _KIND_OF.match(document.text, span.end):
            # Of those that the page does not name, the only one that goes by the noun.
            others = [name for name in of_states if noun in goes_by[name]]
            fitting = others if len(others) == 1 else []
        if (
            not fitting
            and named
            and noun in _ANY
            and _POINTED.search(document.text[max(0, span.start - _OWNER) : span.start])
        ):
            fitting = here
        if not fitting and noun in _SHIPS and any(m.span.start < span.start for m in named):
            fitting = afloat if _POINTED.search(document.text[max(0, span.start - _OWNER) : span.start]) else []
        owner = _owned_by(span, document.text, mentions)
        if owner and (owned := [name for name in fitting if rows[name].of == owner]):
            fitting = owned
        elif owner and (len(fitting) > 1 or all(rows[name].of for name in fitting)):
            continue
        earlier = [
            m.refers.value for m in named if m.refers and m.span.start < span.start and m.refers.value in fitting
        ]
        chosen = earlier[-1] if earlier else fitting[0] if len(fitting) == 1 else None
        if chosen is not None:
            why = Evidence("noun", f'"{match[0]}" is {chosen}, which the page names', span)
            yield Mention(span, MentionKind.WEAPON, Judgement(chosen, 0.6, (why,)))


def _bodies(document: Document, mentions: Mentions, reference: Reference) -> Iterator[Mention]:
    """Bodies called by their noun on a page that names somebody of theirs alone: "the alliance" beside its chief."""
    sides = {reference.side(m.refers.value) for m in mentions if m.kind is MentionKind.PERSON and m.refers}
    named = {m.refers.value for m in mentions if m.kind is MentionKind.ORGANISATION and m.refers}
    bodies = [name for name in sorted(sides - named) if name in reference.organisation_rows]
    for body in bodies:
        nouns = "|".join(sorted(map(re.escape, reference.nouns.get(body, ()))))
        if not nouns or any(reference.nouns.get(other, frozenset()) & reference.nouns[body] for other in named):
            continue
        for match in re.finditer(rf"\b[Tt]he\s+(?:{nouns})\b", document.text):
            span = Span(match.start(), match.end())
            if not mentions.touching(span):
                why = Evidence("noun", f'"{match[0]}" is {body}, of which the page names somebody', span)
                yield Mention(span, MentionKind.ORGANISATION, Judgement(body, 0.6, (why,)))


def _by_place(document: Document, mentions: Mentions, reference: Reference) -> Iterator[Mention]:
    """Agreements called by the place they were made at, where the words before it can only mean an agreement."""
    forms = _forms(reference)
    for mention in mentions:
        words = document.words(mention.span)
        before = document.text[max(0, mention.span.start - _OWNER) : mention.span.start]
        if mention.kind in (MentionKind.PLACE, MentionKind.STATE) and words in forms and _BY_PLACE.search(before):
            why = Evidence("noun", f"{words} is what {forms[words]} is called by", mention.span)
            yield Mention(mention.span, MentionKind.AGREEMENT, Judgement(forms[words], 0.7, (why,)))


@lru_cache(maxsize=4)
def _forms(reference: Reference) -> dict[str, str]:
    """The agreements by every name of theirs."""
    return {n.words: n.refers for n in reference.names if n.kind is MentionKind.AGREEMENT}


def _owned_by(span: Span, text: str, mentions: Mentions) -> str | None:
    """The state that stands right before a noun: "Arlen's rockets", "Veyran heavy guns"."""
    for mention in mentions.touching(Span(max(0, span.start - _OWNER), span.start))[::-1]:
        between = text[mention.span.end : span.start]
        if mention.kind is MentionKind.STATE and mention.refers and re.fullmatch(r"(?:['’]s)?(?:\s\w+)?\s", between):
            return mention.refers.value
    return None


def _single(noun: str) -> str:
    """A noun in the singular, as far as its ending tells."""
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    return noun[:-2] if noun.endswith("oes") else noun.removesuffix("s")


def _states(mentions: Mentions) -> frozenset[str]:
    return frozenset(m.refers.value for m in mentions if m.kind is MentionKind.STATE and m.refers)


def possible(mentions: Mentions, reference: Reference) -> tuple[str, ...]:
    """The agreements of two states that a page names both, and those of few states of which it names all."""
    states = _states(mentions)
    few = [
        name
        for name, row in reference.agreements.items()
        if 2 < len(row.parties) <= _FEW and set(row.parties) <= states
    ]
    return (*_between(states, reference), *few)


def _between(states: frozenset[str], reference: Reference) -> list[str]:
    """The agreements of two states that are both among these."""
    return [name for name, both in _of_two(reference) if both <= states]


@lru_cache(maxsize=4)
def _of_two(reference: Reference) -> tuple[tuple[str, frozenset[str]], ...]:
    """The agreements of two states, with these."""
    parties = ((name, frozenset(row.parties)) for name, row in reference.agreements.items())
    return tuple((name, both) for name, both in parties if len(both) == 2)


def _agreements(document: Document, mentions: Mentions, reference: Reference) -> Iterator[Mention]:
    between = _between(_states(mentions), reference)
    if not between:
        return
    named = {m.refers.value for m in mentions if m.kind is MentionKind.AGREEMENT and m.refers}
    taken = {noun for name in named for noun in reference.nouns.get(name, ())}
    for match in _AGREEMENT.finditer(document.text):
        noun = match["noun"].lower()
        fitting = [name for name in between if noun in reference.nouns.get(name, frozenset())]
        span = Span(match.start("noun"), match.end("noun"))
        if noun in taken or len(fitting) != 1 or mentions.touching(span):
            continue
        why = Evidence(
            "noun", f'"{match[0]}" is {fitting[0]}, the only {noun} between states that the page names', span
        )
        yield Mention(span, MentionKind.AGREEMENT, Judgement(fitting[0], 0.6, (why,)))
