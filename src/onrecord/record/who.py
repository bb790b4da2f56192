"""One actor, one name: persons spelled differently on different pages, brought under one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from onrecord.model import Actor, ActorKind, Evidence, Judgement, Reading, Statement
from onrecord.reference import Reference
from onrecord.reference.spelling import ALIKE, initial, likeness

Merged = dict[str, Judgement[str]]
"""From each name that means somebody under another name to the one that is kept, with the evidence."""


def same_names(
    readings: Sequence[Reading], reference: Reference, decided: Collection[frozenset[str]] = frozenset()
) -> Merged:
    """Names that mean somebody under another name: from each variant to the one that is kept.

    Two persons are one where their full names are spellings of each other and nothing that is known of both
    contradicts it: they belong to the same state or body. A surname alone never merges, nor do two of whom a person
    ``decided``. The reference's name is kept, else the one that more pages use, else the first in the alphabet.
    """
    people = [a for r in readings for a in r.actors if a.kind is ActorKind.PERSON and " " in a.name]
    pages = Counter(a.name for a in people)
    of: dict[str, set[str]] = {}
    for actor in people:
        of.setdefault(actor.name, set()).update({reference.side(actor.of)} if actor.of else set())
    ranked = sorted(pages, key=lambda n: (n not in reference.people, -pages[n], n))
    merged: Merged = {}
    kept: dict[str, list[str]] = {}
    for name in ranked:
        near = kept.setdefault(initial(name), [])
        if name not in reference.people:
            alike = (k for k in near if of[k] & of[name] and frozenset((k, name)) not in decided)
            same = next((k for k in alike if likeness(k, name) >= ALIKE), None)
            if same is not None:
                says = f"{name} is {same}: the same name in another spelling, of the same side"
                merged[name] = Judgement(same, 0.95, (Evidence("who is who", says),))
                continue
        near.append(name)
    return merged


def renamed(reading: Reading, merged: Merged) -> Reading:
    """A reading with every variant under the name that is kept, and the merge in the evidence."""
    if not any(name in merged for name in names_in(reading)):
        return reading

    def name(judged: Judgement[str] | None) -> Judgement[str] | None:
        if judged is None or judged.value not in merged:
            return judged
        kept = merged[judged.value]
        return Judgement(kept.value, round(kept.confidence * judged.confidence, 3), (*judged.evidence, *kept.evidence))

    def plain(one: str) -> str:
        return merged[one].value if one in merged else one

    def statement(one: Statement) -> Statement:
        return replace(one, speaker=name(one.speaker), target=name(one.target))

    return replace(
        reading,
        mentions=tuple(replace(m, refers=name(m.refers)) for m in reading.mentions),
        actors=tuple(replace(a, name=plain(a.name), of=plain(a.of) if a.of else None) for a in reading.actors),
        statements=tuple(statement(s) for s in reading.statements),
        events=tuple(replace(e, who=tuple(plain(w) for w in e.who)) for e in reading.events),
        deadlines=tuple(replace(d, bound=plain(d.bound) if d.bound else None) for d in reading.deadlines),
    )


def names_in(reading: Reading) -> set[str]:
    """Every name under which a reading holds an actor."""
    judged = [j for s in reading.statements for j in (s.speaker, s.target) if j]
    return {
        *(a.name for a in reading.actors),
        *(a.of for a in reading.actors if a.of),
        *(j.value for j in judged),
        *(w for e in reading.events for w in e.who),
        *(d.bound for d in reading.deadlines if d.bound),
    }


def cast_of(readings: Sequence[Reading], merged: Merged) -> tuple[Actor, ...]:
    """Every actor of all readings, one row each, those who speak most first; ``merged`` says who stands under whom."""
    under: dict[str, list[Judgement[str]]] = {}
    for variant, kept in merged.items():
        under.setdefault(kept.value, []).append(Judgement(variant, kept.confidence, kept.evidence))
    spoken = Counter(s.speaker.value for r in readings for s in r.statements if s.speaker)
    together: dict[str, list[Actor]] = {}
    for reading in readings:
        for actor in reading.actors:
            together.setdefault(actor.name, []).append(actor)
    found = []
    for name, rows in together.items():
        forms = Counter(form for row in rows for form in row.forms)
        of = next((row.of for row in rows if row.of), None)
        offices = next((row.offices for row in rows if row.offices), ())
        merges = tuple(sorted(under.get(name, ()), key=lambda j: j.value))
        found.append(Actor(name, rows[0].kind, of, offices, tuple(f for f, _ in forms.most_common()), merges))
    return tuple(sorted(found, key=lambda a: (-spoken[a.name], a.name)))
