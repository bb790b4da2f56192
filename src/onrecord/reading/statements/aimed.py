"""Whom a statement is aimed at in the end: somebody named, somebody called by what he is, or whom its words reach."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model import Act, ActorKind, Evidence, Interval, Judgement, Span, Statement
from onrecord.model.actor import ACTORS
from onrecord.reading.actors.cast import Cast
from onrecord.reading.encoder.noun import THING, singular, stands_for
from onrecord.reading.lexicon import words
from onrecord.reading.referents.pronoun import head_noun
from onrecord.reading.referents.refer import who
from onrecord.reading.referents.setting import Setting
from onrecord.reading.statements.addressee import addressee
from onrecord.reading.statements.aim import by_cue, elsewhere, target
from onrecord.reading.statements.learnt import LEARNT, Learnt
from onrecord.reading.statements.reached import taken_up, written_to
from onrecord.reading.statements.spoken import Spoken
from onrecord.reading.statements.wording import Words

LIKELY, OVER_WEAK, OVER_SURE, OF_DENIAL = 0.4, 0.6, 0.9, 0.6
"""How likely words must be to call whom a statement is aimed at: where nobody else is told, where but the first one
named is, and where a place of his own tells him. On three files that the network has not learnt from (train/reported)
four in five targets are right so, as by the lexicon alone, which finds a third of them; from 0.3 on three in four are.
"""
_POINTING = frozenset(
    "one other another everyone everybody someone somebody anyone anybody us them me him her you".split()
)
_WEAK = frozenset({"first named", "antecedent"})
# Acts that are done to somebody.
_REACHING = frozenset({Act.REQUEST, Act.ACCUSE, Act.REJECT, Act.THREATEN, Act.AGREE, Act.SUPPORT, Act.CONCEDE})


def aimed(
    cast: Cast,
    item: Spoken,
    seen: Words,
    value: Act,
    came_from: str | None,
    back: str | None,
    published: Interval,
    earlier: Sequence[Statement],
) -> Judgement[str] | None:
    """Whom the act is aimed at: somebody named, those unnamed who stand in the addressee's place, or whomever the
    network has learnt to take for it.

    ``came_from`` is the side of the statement that this one answers, ``back`` the side whose doing it points back at.
    """
    alone = Setting(item.sentence, item.before, None, None, None, None, published)
    told = _told(cast, item, seen, value, target(seen, value, came_from, back), alone, earlier)
    if item.learnt is None or value in (Act.SAY, Act.UNCLASSIFIED):
        return told
    least = OF_DENIAL if value is Act.DENY else LIKELY
    found = _hit(cast, seen, item.learnt, least, alone)
    if told is None or found is None:
        return told or found
    weak = told.evidence[0].rule in _WEAK
    return found if found.confidence >= (OVER_WEAK if weak else OVER_SURE) else told


def _hit(cast: Cast, seen: Words, told: Learnt, least: float, alone: Setting) -> Judgement[str] | None:
    """Whom the likeliest words mean that may call whom a statement is aimed at, if he is not of the speaker's side."""
    for span, chance in told.aims:
        if chance < least:
            return None
        span = _bare(cast, span)
        found = _mentioned(cast, span) or (None if _points(cast, span) else who(cast, span, alone))
        if found is None or own(cast, found.value, seen) or _is_thing(cast, span, found.value):
            continue
        says = f'as the network has learnt it, "{cast.text[span.start : span.end]}" is whom it is aimed at'
        return Judgement(found.value, chance, (Evidence(LEARNT, says, span), *found.evidence))
    return None


def _bare(cast: Cast, span: Span) -> Span:
    """Words without the prepositions that they begin or end with."""
    kept = [t for t in cast.inside(span)[0] if t.is_word]
    while len(kept) > 1 and kept[0].lower in words("prepositions"):
        kept = kept[1:]
    while len(kept) > 1 and kept[-1].lower in words("prepositions"):
        kept = kept[:-1]
    return Span(kept[0].start, kept[-1].end) if kept else span


def _points(cast: Cast, span: Span) -> bool:
    """Whether words only point: "us", "herself", "each other", "everyone"."""
    lower = cast.text[span.start : span.end].lower()
    return lower.split()[-1] in words("pronouns") | words("possessives") | _POINTING or lower.endswith(
        ("self", "selves")
    )


def own(cast: Cast, name: str, seen: Words) -> bool:
    """Whether somebody is who speaks, or of his side."""
    return name == seen.speaker or (seen.side is not None and cast.side(name) == seen.side)


def _is_thing(cast: Cast, span: Span, name: str) -> bool:
    """Whether words without a name call no people: "the data", "the plan of the rebels", "the crisis"."""
    member = cast.members.get(name)
    head = head_noun(cast.text[span.start : span.end])
    people = stands_for(singular(head))
    unnamed = member is not None and member.kind is ActorKind.GROUP
    return unnamed and (people == THING or (people is None and head == singular(head)))


def _mentioned(cast: Cast, span: Span) -> Judgement[str] | None:
    """The last actor that some words name."""
    named = [m for m in cast.mentions.touching(span) if m.kind in ACTORS and m.refers]
    return named[-1].refers if named else None


def _told(
    cast: Cast,
    item: Spoken,
    seen: Words,
    value: Act,
    named: Judgement[str] | None,
    alone: Setting,
    earlier: Sequence[Statement],
) -> Judgement[str] | None:
    """Whom an act is aimed at by what the lexicon and the order of words tell, where ``named`` is told by name."""
    if value is Act.DENY or (named is not None and named.evidence[0].rule not in ("argument", "first named")):
        return named
    other = addressee(cast, seen, value, alone)
    if named is None or other is None:
        return named or other or _reached(cast, item, seen, value, earlier)
    place, own = named.evidence[0].span, other.evidence[0].span
    # Whoever is told before what is said: a name there is the better one ("told all inspectors of the Bureau").
    told = own is not None and own.end <= min(s.start for s in seen.spans)
    if told or elsewhere(seen, value) or (place is not None and own is not None and own.end > place.start):
        return named
    return other


def _reached(cast: Cast, item: Spoken, seen: Words, value: Act, earlier: Sequence[Statement]) -> Judgement[str] | None:
    """Whom words reach that hold nobody to aim at."""
    if value not in _REACHING:
        return None
    again = taken_up(cast, item, seen, earlier) if by_cue(seen, value) else None
    return again or written_to(cast, item, seen)
