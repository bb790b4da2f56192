"""Who takes part in what a verb or noun tells: named beside it, or known by a place, a weapon or the words before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from onrecord.model import (
    ActorKind,
    Mention,
    MentionKind,
    Span,
)
from onrecord.model.actor import BODIES
from onrecord.reading.actors.home import home
from onrecord.reading.events.sight import Sight
from onrecord.reading.events.told import Told
from onrecord.reading.grammar.clause import RELATIVE, Clause, is_verb
from onrecord.reading.grammar.item import itemize
from onrecord.reading.grammar.place import paragraph_start
from onrecord.reading.lexicon import words
from onrecord.reference import Reference

_OF = frozenset({"of", "by", "with", "between", "from", "for"})
THEY = frozenset({"they", "it", "he", "she"})
"""Pronouns that a clause opens with where it goes on with somebody."""
TAKING_OVER = frozenset({"and", "but", "or", "resumed"})
"""Openers of clauses that may have their subject from the one that they go on with."""
_BACK = 3
"""So many sentences at most go on with a pronoun for whom one before them names."""
POINTING = frozenset("the this that these those its their his her it they he she".split())
"""What is spoken of with one of these has been named before."""
CLOSE = 25
"""What goes with a word is named within so many characters behind it."""
_WHERE = frozenset({"in", "at", "near", "outside", "inside", "across", "off", "around", "along", "over"})


def head(sight: Sight, place: int) -> list[Mention]:
    """Who is named as the subject of a clause that has none of its own: what a relative or participle hangs on."""
    clause = sight.cut[place]
    if clause.on is None:
        return []
    on = sight.cut[clause.on]
    if clause.opener in RELATIVE or clause.opener == "participle":
        return sight.mentions(on.first, on.last)[-1:]
    if clause.opener in TAKING_OVER and not _has_subject(sight, clause):
        verb = next((i for i in range(on.first, on.last + 1) if is_verb(sight.items[i])), on.last + 1)
        return [*head(sight, clause.on), *sight.mentions(on.first, verb - 1)]
    return []


def words_of(sight: Sight, place: int) -> list[str]:
    """The words of the subject that a clause takes over from the one it hangs on."""
    clause = sight.cut[place]
    if clause.on is None:
        return []
    on = sight.cut[clause.on]
    if clause.opener in RELATIVE | {"that"} or clause.opener == "participle":
        return sight.lower(max(on.first, on.last - 6), on.last)
    if clause.opener in TAKING_OVER and not _has_subject(sight, clause):
        verb = next((i for i in range(on.first, on.last + 1) if is_verb(sight.items[i])), on.last + 1)
        return [*words_of(sight, clause.on), *sight.lower(on.first, verb - 1)]
    return []


def words_before(sight: Sight) -> list[str]:
    """What the sentence before speaks of, for a pronoun that goes on with it: its words up to its first verb."""
    before = sight.told.before(sight.span.start)
    if before is None or "\n" in sight.told.text[before.end : sight.span.start]:
        return []
    items = itemize(sight.told.text, before, [])
    verb = next((n for n, item in enumerate(items) if n and is_verb(item)), len(items))
    return [item.lower for item in items[:verb]]


def _has_subject(sight: Sight, clause: Clause) -> bool:
    """Whether something that can be a subject stands before the verb of a clause."""
    if is_verb(sight.items[clause.first]):
        return False
    for index in range(clause.first + 1, clause.last + 1):
        item = sight.items[index]
        if is_verb(item):
            return False
        dated = item.lower in words("times") or item.text[0].isdigit()
        if item.is_word and not item.is_adverb and not dated and item.lower not in words("prepositions"):
            return True
    return False


def unique(mentions: Iterable[Mention]) -> list[str]:
    """The names of those meant, each once, in order."""
    return list(dict.fromkeys(m.refers.value for m in mentions if m.refers))


def placed(sight: Sight, mention: Mention) -> bool:
    """Whether a state is named as the place of something alone: "in Corrowe"."""
    before = [w for w in sight.told.lead(mention.span.start, 12).split() if w.lower() != "the"]
    return mention.kind is MentionKind.STATE and bool(before) and before[-1].lower() in _WHERE


def prepositional(sight: Sight, mention: Mention) -> bool:
    """Whether who is named before a verb does not do it: "a strike on Ruhn killed two"."""
    before = sight.told.lead(mention.span.start, 12).lower().split()
    return bool(before) and before[-1] in words("prepositions") - _OF


@lru_cache(maxsize=4)
def _makers(reference: Reference) -> dict[str, str]:
    """The state of every weapon of a reference that one state alone has."""
    return {row.name: row.of for row in reference.tables.weapons if row.of}


def owners(sight: Sight, mentions: Iterable[Mention]) -> list[str]:
    """The states whose places and weapons are named."""
    reference = sight.told.reference
    of = _makers(reference)
    found = []
    for mention in mentions:
        if mention.refers is None:
            continue
        at = home(mention, reference)
        if mention.kind is MentionKind.STATE:
            found.append(mention.refers.value)
        elif at is not None and at.refers is not None:
            found.append(at.refers.value)
        elif mention.kind is MentionKind.WEAPON and mention.refers.value in of:
            found.append(of[mention.refers.value])
    return list(dict.fromkeys(found))


def lately(sight: Sight) -> list[Mention]:
    """The state or body named last before a sentence, in the two before it or on the line above them."""
    at = sight.told.number(sight.span)
    since = sight.told.sentences[max(0, at - 2)].start
    for mention in sight.told.mentions.before(sight.span.start):
        if mention.span.start < since:
            break
        aside = sight.told.text[mention.span.end : mention.span.end + 1] == "-" or _seat(sight, mention)
        if mention.kind in BODIES and mention.refers and not aside:
            return [mention]
    return []


def nearest(sight: Sight) -> list[Mention]:
    """The state or body that the paragraph names nearest to a sentence that names none, before it or in the next."""
    text = sight.told.text
    start = paragraph_start(text, sight.span.start)
    for mention in sight.told.mentions.before(sight.span.start):
        if mention.span.start < start:
            break
        if mention.kind in BODIES and mention.refers and not _seat(sight, mention):
            return [mention]
    ahead = sight.told.behind(sight.span.end)
    if ahead is None or "\n" in text[sight.span.end : ahead.start]:
        return []
    return [m for m in sight.told.within(ahead) if m.kind in BODIES and m.refers and not _seat(sight, m)][:1]


def _seat(sight: Sight, mention: Mention) -> bool:
    """Whether a state is named by its capital as a place alone: "took the case to Ruhn"."""
    row = sight.told.reference.states.get(mention.refers.value) if mention.refers else None
    surface = sight.told.text[mention.span.start : mention.span.end]
    led = sight.told.lead(mention.span.start, 12).lower().split()
    return row is not None and surface in (row.capital, *row.seats) and bool(led) and led[-1] in _WHERE | {"to", "from"}


def subject_before(sight: Sight, *, persons: bool) -> list[Mention]:
    """The state or body, or the person, that the sentence before speaks of first, for a pronoun that goes on with it.

    Of a sentence that begins with a pronoun itself it is that of the one before.
    """
    sentences = sight.told.sentences
    at = sight.told.number(sight.span)
    kinds = (MentionKind.PERSON,) if persons else BODIES
    for sentence in reversed(sentences[max(0, at - _BACK) : at]):
        if sight.told.text[sentence.start : sentence.end].split(" ", 1)[0].lower() in THEY:
            continue
        named = sight.told.within(sentence)
        first = [m for m in named if m.kind in kinds and m.refers and not prepositional(sight, m)][:1]
        # Who stands behind the verb is not who is spoken of: "The four announced that they leave Qalt".
        verb = any(_is_past(w) for m in first for w in sight.told.text[sentence.start : m.span.start].split())
        return [] if verb else first
    return []


def _is_past(word: str) -> bool:
    """Whether a word in the small is a verb that tells what was done."""
    return word in words("past") or word in words("auxiliaries") or (word.endswith("ed") and len(word) > 4)


def sides(told: Told, who: Iterable[str]) -> list[str]:
    """The states and bodies that actors belong to."""
    return list(dict.fromkeys(told.reference.side(name, told.published.value) for name in who))


def several(told: Told, who: Sequence[str]) -> bool:
    """Whether one who takes part is a body, which can meet by itself."""
    row = told.reference.actors.get(who[0])
    return row is not None and row.kind is ActorKind.ORGANISATION


def joins(sight: Sight, trigger: Span, behind: Iterable[Mention]) -> bool:
    """Whether a body or an agreement is named close behind a word, as what somebody joins or leaves."""
    kinds = (MentionKind.ORGANISATION, MentionKind.AGREEMENT)
    return any(m.kind in kinds and m.span.start - trigger.end < CLOSE and _listed(sight, m) for m in behind)


def _listed(sight: Sight, mention: Mention) -> bool:
    """Whether a body or an agreement is one of the reference: of others it is not sure that they are one."""
    tables = sight.told.reference
    return mention.refers is not None and (
        mention.refers.value in tables.actors or mention.refers.value in tables.agreements
    )
