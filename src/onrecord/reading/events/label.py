"""What a happening is called, by who did what or by its name, and the event of that label."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model import (
    Event,
    Interval,
    Judgement,
    Mention,
    MentionKind,
    Span,
)
from onrecord.reading.events.deedframe import plural
from onrecord.reading.events.kind import Kind
from onrecord.reading.events.sight import Sight
from onrecord.reading.identity import identity
from onrecord.reading.lexicon import words

# Labels that end in one of these are followed by the other party.
_TAKES = words("prepositions") | {"hits", "attacks", "kills", "visits", "meets"}


def deed_label(kind: Kind, doers: Sequence[str], others: Sequence[str]) -> str:
    """What happened in a few words, by who did it: "Castaly withdraws forces", "Arlen and Veyra clash"."""
    verb, *rest = kind.says.split()
    others = [name for name in others if name not in doers]
    if len(doers) > 1:
        verb = plural(verb)
    if not others and rest and rest[-1] in words("prepositions"):
        rest = rest[:-1]
    taken = others if kind.says.split()[-1] in _TAKES else ()
    return " ".join([" and ".join(doers), verb, *rest, *taken])


def name_label(kind: Kind, who: Sequence[str]) -> str:
    """What happened by its name, with whom it concerned: "attack (Daravin)"."""
    return f"{kind.name} ({', '.join(who[:3])})"


def event(
    sight: Sight,
    trigger: Span,
    kind: Kind,
    label: str,
    who: Sequence[str],
    time: Judgement[Interval],
    named: Sequence[Mention],
    rule: str = "kind",
) -> tuple[Span, Event]:
    """The event with the words from who is named first to the word that tells it, or its time."""
    told = [m.span for m in named if m.refers and m.refers.value in who]
    dated = [e.span for e in time.evidence[:1] if e.span is not None and e.span in sight.span]
    spans = [trigger, *told, *dated]
    where = [m for m in named if m.kind is MentionKind.PLACE and m.refers and m.refers.value not in who]
    return trigger, Event(
        identity(sight.told.document, "event", trigger),
        Span(min(s.start for s in spans), max(s.end for s in spans)),
        kind.act,
        label,
        tuple(who),
        time,
        place=where[-1].refers.value if where and where[-1].refers else None,
        rule=rule,
        chance=sight.told.chance(trigger),
    )
