"""One actor, one name: persons spelled differently on different pages, brought under one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import Actor, ActorKind, Evidence, Judgement, Reading, Statement
from onrecord.reference import Reference
from onrecord.reference.spelling import ALIKE, initial, likeness


def same_names(readings: Sequence[Reading], reference: Reference) -> dict[str, str]:
    """Names that mean somebody under another name: from each variant to the one that is kept.

    Two persons are one where their full names are spellings of each other and nothing that is known of both
    contradicts it: they belong to the same state or body. A surname alone never merges. The reference's
    name is kept, else the one that more pages use, else the first in the alphabet.
    """
    people = [a for r in readings for a in r.actors if a.kind is ActorKind.PERSON and " " in a.name]
    pages = Counter(a.name for a in people)
    of: dict[str, set[str]] = {}
    for actor in people:
        of.setdefault(actor.name, set()).update({reference.side(actor.of)} if actor.of else set())
    ranked = sorted(pages, key=lambda n: (n not in reference.people, -pages[n], n))
    merged: dict[str, str] = {}
    kept: dict[str, list[str]] = {}
    for name in ranked:
        near = kept.setdefault(initial(name), [])
        if name not in reference.people:
            same = next((k for k in near if of[k] & of[name] and likeness(k, name) >= ALIKE), None)
            if same is not None:
                merged[name] = same
                continue
        near.append(name)
    return merged


def renamed(reading: Reading, merged: dict[str, str]) -> Reading:
    """A reading with every variant under the name that is kept, and the merge in the evidence."""
    if not any(a.name in merged for a in reading.actors):
        return reading

    def name(judged: Judgement[str] | None) -> Judgement[str] | None:
        if judged is None or judged.value not in merged:
            return judged
        kept = merged[judged.value]
        step = Evidence("who is who", f"{judged.value} is {kept}: the same name in another spelling, of the same side")
        return Judgement(kept, round(0.95 * judged.confidence, 3), (*judged.evidence, step))

    def statement(one: Statement) -> Statement:
        return replace(one, speaker=name(one.speaker), target=name(one.target))

    return replace(
        reading,
        mentions=tuple(replace(m, refers=name(m.refers)) for m in reading.mentions),
        actors=tuple(replace(a, name=merged.get(a.name, a.name)) for a in reading.actors),
        statements=tuple(statement(s) for s in reading.statements),
        events=tuple(replace(e, who=tuple(merged.get(w, w) for w in e.who)) for e in reading.events),
        deadlines=tuple(replace(d, bound=merged.get(d.bound, d.bound) if d.bound else None) for d in reading.deadlines),
    )


def cast_of(readings: Sequence[Reading]) -> tuple[Actor, ...]:
    """Every actor of all readings, one row each, those who speak most first."""
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
        found.append(Actor(name, rows[0].kind, of, offices, tuple(f for f, _ in forms.most_common())))
    return tuple(sorted(found, key=lambda a: (-spoken[a.name], a.name)))
