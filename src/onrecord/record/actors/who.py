"""One actor, one name: persons and bodies that pages name otherwise, brought under one, each with why."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from onrecord.model import Actor, ActorKind, Document, Evidence, Judgement, Reading, Statement
from onrecord.record.actors.body import introduced, key
from onrecord.record.actors.person import Relation, relation, surname
from onrecord.reference import Reference
from onrecord.reference.spelling import initial

Merged = dict[str, Judgement[str]]
"""From each name that means somebody under another name to the one that is kept, with the evidence."""
_BY_ROLE = Relation("surname, role and state fit nobody else", 0.8)
_RULE = "who is who"
_ANOTHER = frozenset("deputy vice assistant former acting shadow ex outgoing incoming designate elect".split())
"""Words that make of an office another."""


@dataclass(slots=True)
class Known:
    """What all pages together say of one name: on how many, of which sides, in which roles."""

    pages: int = 0
    sides: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)


def namesakes(readings: Sequence[Reading], reference: Reference) -> list[Reading]:
    """The readings, where a surname alone names persons of several states, with the state behind it.

    "Petrov" of one state and "Petrov" of another are two; one of no known state stays as he is.
    """
    sides: dict[str, set[str]] = defaultdict(set)
    for reading in readings:
        for actor in lone(reading, reference):
            sides[actor.name].add(reference.side(actor.of or ""))
    several = {name for name, of in sides.items() if len(of) > 1}
    if not several:
        return list(readings)
    found = []
    for reading in readings:
        apart: Merged = {}
        for actor in lone(reading, reference):
            if actor.name in several:
                side = reference.side(actor.of or "")
                others = ", ".join(sorted(sides[actor.name] - {side}))
                why = Evidence(_RULE, f"{actor.name} of {side}, another than {actor.name} of {others}")
                apart[actor.name] = Judgement(f"{actor.name} ({side})", 1.0, (why,))
        found.append(renamed(reading, apart))
    return found


def lone(reading: Reading, reference: Reference) -> Iterator[Actor]:
    """The persons of a page who go by a surname alone, of a side that is known."""
    for actor in reading.actors:
        if actor.kind is ActorKind.PERSON and actor.of and " " not in actor.name and actor.name not in reference.people:
            yield actor


def same_names(
    documents: Sequence[Document],
    readings: Sequence[Reading],
    reference: Reference,
    decided: Collection[frozenset[str]] = frozenset(),
) -> Merged:
    """Names that mean somebody under another name: from each variant to the one that is kept.

    Persons are one where their full names can be of one (``person.relation``), they belong to the same state or body,
    and no third fits as well; one named by surname alone where role and side too are those of one person and no other.
    Bodies are one where their names come down to the same words of the same state (``body.key``), or one is the
    abbreviation that a page introduces. Nothing merges of which a person ``decided``. The reference's name is kept,
    else the one that more pages use, else the first in the alphabet.
    """
    every = [(actor, 1) for reading in readings for actor in reading.actors]
    shorts = introduced(documents) if any(_may_be_short(actor) for actor, _ in every) else {}
    return same_actors(every, shorts, reference, decided)


def _may_be_short(actor: Actor) -> bool:
    """Whether the name of an actor may be the abbreviation of another."""
    return actor.kind is ActorKind.ORGANISATION and actor.name.isupper()


def same_actors(
    every: Sequence[tuple[Actor, int]],
    shorts: Mapping[str, Mapping[str, Evidence]],
    reference: Reference,
    decided: Collection[frozenset[str]] = frozenset(),
) -> Merged:
    """The same of the actors of all pages, each with on how many pages it stands so, in the order of the pages;
    ``shorts`` are the abbreviations that pages introduce.
    """
    return {**_persons(every, reference, decided), **_bodies(every, shorts, reference, decided)}


def _persons(every: Sequence[tuple[Actor, int]], reference: Reference, decided: Collection[frozenset[str]]) -> Merged:
    known: dict[str, Known] = defaultdict(Known)
    for actor, pages in every:
        if actor.kind is ActorKind.PERSON:
            one = known[actor.name]
            one.pages += pages
            one.sides |= {reference.side(actor.of)} if actor.of else set()
            one.sides |= {reference.side(office.of) for office in actor.offices}
            titles = (*(role.title for role in actor.roles), *(office.title for office in actor.offices))
            one.roles |= {title.lower() for title in titles}
    ranked = sorted(known, key=lambda n: (n not in reference.people, -known[n].pages, n))
    merged: Merged = {}
    kept: dict[str, list[str]] = defaultdict(list)
    by_surname: dict[str, list[str]] = defaultdict(list)
    alike: dict[str, list[str]] = defaultdict(list)
    for name in filter(_is_full, ranked):
        alike[initial(name)].append(name)
    for name in filter(_is_full, ranked):
        first = initial(name)
        near = dict.fromkeys((*kept[first], *kept[initial(name.split()[0])]))
        fitting = []
        for other in near if name not in reference.people else ():
            tie = relation(other, name) if known[other].sides & known[name].sides else None
            shared = tie is not None and (not tie.needs_role or known[other].roles & known[name].roles)
            if tie is not None and shared and frozenset((other, name)) not in decided:
                fitting.append((tie, other))
        # A spelling speaks for itself; who gives less of a name may be any of those who give more.
        spelled = [one for one in fitting if one[0].sure]
        loose = [one for one in fitting if not _rivals(one[1], name, alike[first], known)]
        chosen = spelled[:1] or (loose if len(loose) == len(fitting) == 1 else [])
        if chosen:
            tie, other = chosen[0]
            merged[name] = _one(name, other, tie, known[other].sides & known[name].sides)
        else:
            kept[first].append(name)
            by_surname[surname(name)].append(name)
    for name in (n for n in ranked if not _is_full(n) and n not in reference.people):
        fitting_ = [
            other
            for other in by_surname[surname(name)]
            if known[other].sides & known[name].sides and _same_role(known[other].roles, known[name].roles)
        ]
        if len(fitting_) == 1 and frozenset((fitting_[0], name)) not in decided:
            merged[name] = _one(name, fitting_[0], _BY_ROLE, known[fitting_[0]].sides & known[name].sides)
    return merged


def _same_role(one: set[str], other: set[str]) -> bool:
    """Whether two hold what can be one office: "minister" may be a foreign minister, never his deputy."""
    for a in (frozenset(role.split()) for role in one):
        for b in (frozenset(role.split()) for role in other):
            if (a <= b or b <= a) and not (a ^ b) & _ANOTHER:
                return True
    return False


def _rivals(one: str, other: str, names: Sequence[str], known: dict[str, Known]) -> list[str]:
    """Those of the same side who can be one of two persons but not the other."""
    sides = known[one].sides & known[other].sides
    return [
        name
        for name in names
        if name not in (one, other)
        and known[name].sides & sides
        and (relation(name, one) is None) is not (relation(name, other) is None)
    ]


def _is_full(name: str) -> bool:
    """Whether a name is more than a surname; the state behind one does not count."""
    return " " in name.partition(" (")[0]


def _one(name: str, other: str, tie: Relation, sides: set[str]) -> Judgement[str]:
    says = f"{name} is {other}: {tie.says}; both of {', '.join(sorted(sides))}"
    return Judgement(other, tie.confidence, (Evidence(_RULE, says),))


def _bodies(
    every: Sequence[tuple[Actor, int]],
    shorts: Mapping[str, Mapping[str, Evidence]],
    reference: Reference,
    decided: Collection[frozenset[str]],
) -> Merged:
    rows = [actor for actor, _ in every if actor.kind is ActorKind.ORGANISATION]
    pages: Counter[str] = Counter()
    for actor, number in every:
        if actor.kind is ActorKind.ORGANISATION:
            pages[actor.name] += number
    if not pages:
        return {}
    of = {a.name: a.of for a in reversed(rows) if a.of}
    known = {row.name for row in reference.tables.organisations}
    keys = {name: key(name, of.get(name), reference) for name in pages}
    merged: Merged = {}
    kept: dict[object, str] = {}
    for name in sorted(pages, key=lambda n: (n not in known, -pages[n], n)):
        owner, words = keys[name]
        # Without an owner, "the ministry" of two pages may be of two states: only a name of several words is one.
        place = (owner, words) if words and (owner is not None or len(words) > 1) else name
        other = kept.setdefault(place, name)
        if other != name and name not in known and frozenset((other, name)) not in decided:
            whose = f" of {owner}" if owner else ""
            why = Evidence(_RULE, f"{name} is {other}: the same words{whose}")
            merged[name] = Judgement(other, 0.95, (why,))
    for name in (n for n in pages if n in shorts and n not in known and n not in merged):
        meant: dict[str, Evidence] = {}
        for full, why in shorts[name].items():
            owner, words = key(full, None, reference)
            for other in pages:
                if other != name and keys[other][1] == words and owner in (None, keys[other][0]):
                    meant.setdefault(merged[other].value if other in merged else other, why)
        if len(meant) == 1 and frozenset((next(iter(meant)), name)) not in decided:
            other, why = next(iter(meant.items()))
            merged[name] = Judgement(other, 0.95, (why,))
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
        deadlines=tuple(
            replace(d, bound=plain(d.bound) if d.bound else None, by=plain(d.by) if d.by else None)
            for d in reading.deadlines
        ),
    )


def names_in(reading: Reading) -> set[str]:
    """Every name under which a reading holds an actor."""
    judged = [j for s in reading.statements for j in (s.speaker, s.target) if j]
    return {
        *(a.name for a in reading.actors),
        *(a.of for a in reading.actors if a.of),
        *(j.value for j in judged),
        *(w for e in reading.events for w in e.who),
        *(name for d in reading.deadlines for name in (d.bound, d.by) if name),
    }


def cast_of(readings: Sequence[Reading], merged: Merged) -> tuple[Actor, ...]:
    """Every actor of all readings, one row each, those who speak most first; ``merged`` says who stands under whom."""
    under: dict[str, list[Judgement[str]]] = {}
    for variant, kept in merged.items():
        under.setdefault(kept.value, []).append(Judgement(variant, kept.confidence, kept.evidence))
    spoken = Counter(s.speaker.value for r in readings for s in r.statements if s.speaker)
    together: dict[str, list[tuple[Actor, int]]] = {}
    for reading in readings:
        for actor in reading.actors:
            together.setdefault(actor.name, []).append((actor, 1))
    found = [actor_of(rows, under.get(name, ())) for name, rows in together.items()]
    return tuple(sorted(found, key=lambda a: (-spoken[a.name], a.name)))


def actor_of(rows: Sequence[tuple[Actor, int]], under: Iterable[Judgement[str]]) -> Actor:
    """One actor from what pages have of it, each with on how many pages it stands so, in the order of the pages;
    ``under`` are the names that stand under its own.
    """
    first = rows[0][0]
    forms: Counter[str] = Counter()
    for row, pages in rows:
        for form in row.forms:
            forms[form] += pages
    of = next((row.of for row, _ in rows if row.of), None)
    offices = next((row.offices for row, _ in rows if row.offices), ())
    roles = tuple(dict.fromkeys(role for row, _ in rows for role in row.roles))
    merges = tuple(sorted(under, key=lambda j: j.value))
    return Actor(first.name, first.kind, of, offices, tuple(f for f, _ in forms.most_common()), merges, roles)
