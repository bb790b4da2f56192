"""What persons changed in documents and their items, put over what was read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from onrecord.model import Actor, ActorKind, Correction, CorrectionKind, Document, Reading, Subject
from onrecord.record.corrections.log import Log
from onrecord.record.corrections.sheet import ITEMS, Sheet
from onrecord.reference import Reference


def amended(
    documents: Sequence[Document],
    readings: Sequence[Reading],
    log: Log,
    resolve: Callable[[str], str],
    reference: Reference,
) -> tuple[tuple[Document, ...], tuple[Reading, ...]]:
    """Documents and readings with the corrections of the log, each of which is noted as applied or waiting.

    ``resolve`` gives the name under which an actor stands.
    """
    pages = {
        document.id: Sheet(document, reading, resolve) for document, reading in zip(documents, readings, strict=True)
    }
    for one in log.of(Subject.DOCUMENT):
        page = pages.get(one.item)
        if page is None:
            log.waits(one, "its page is not in this record")
        else:
            page.dated(one)
            log.applies(one, one.item)
    by_page: dict[str, list[Correction]] = defaultdict(list)
    for one in log.of(*ITEMS):
        at = one.anchors[0].document if one.anchors else ""
        if at in pages:
            by_page[at].append(one)
        else:
            log.waits(one, "its page is not in this record")
    for at, corrections in by_page.items():
        pages[at].attach(corrections, log)
    for at, corrections in by_page.items():
        pages[at].apply(corrections, log, pages)
    actors = [one for one in log.of(Subject.ACTOR) if one.kind is CorrectionKind.SET and one.changes[0].field != "name"]
    if by_page or actors:
        _cast([pages[at] for at in by_page], list(pages.values()), reference)
    for one in actors:
        _describe(one, list(pages.values()), log, resolve)
    changed = tuple(page.reading for page in pages.values())
    return tuple(page.document for page in pages.values()), _settled(changed) if by_page else changed


def _settled(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """The readings without ties to statements that are no more, and without rings of statements inside one another."""
    there = {s.id for reading in readings for s in reading.statements}
    found = []
    for reading in readings:
        parents = {s.id: s.parent for s in reading.statements}
        said = []
        for statement in reading.statements:
            answers = statement.answers if statement.answers in there and statement.answers != statement.id else None
            parent = statement.parent if statement.parent in parents else None
            if parent is not None and _ring(parents, statement.id):
                parent = parents[statement.id] = None
            changed = (answers, parent) != (statement.answers, statement.parent)
            said.append(replace(statement, answers=answers, parent=parent) if changed else statement)
        found.append(replace(reading, statements=tuple(said)))
    return tuple(found)


def _ring(parents: dict[str, str | None], start: str) -> bool:
    at, steps = parents.get(start), 0
    while at is not None and at != start and steps <= len(parents):
        at, steps = parents.get(at), steps + 1
    return at is not None


def _cast(touched: Sequence[Sheet], every: Sequence[Sheet], reference: Reference) -> None:
    """Sees to it that whoever a correction names is an actor of its page."""
    known: dict[str, Actor] = {}
    for page in every:
        for actor in page.reading.actors:
            known.setdefault(actor.name, replace(actor, forms=()))
    for page in touched:
        here = {actor.name for actor in page.reading.actors}
        judged = [j for s in page.reading.statements for j in (s.speaker, s.target) if j]
        names = [j.value for j in judged] + [w for e in page.reading.events for w in e.who]
        names += [d.bound for d in page.reading.deadlines if d.bound]
        new = [name for name in dict.fromkeys(names) if name not in here]
        if new:
            cast = tuple(known.get(name) or reference.actors.get(name) or _stranger(name) for name in new)
            page.reading = replace(page.reading, actors=page.reading.actors + cast)


def _stranger(name: str) -> Actor:
    """Somebody whom neither the pages nor the reference name: a person, or a group where no word is a name."""
    return Actor(name, ActorKind.PERSON if any(w[:1].isupper() for w in name.split()) else ActorKind.GROUP)


def _describe(one: Correction, pages: Sequence[Sheet], log: Log, resolve: Callable[[str], str]) -> None:
    """Sets what an actor is, or what it belongs to, on every page that names it."""
    name = resolve(one.item)
    there = False
    for page in pages:
        if not any(actor.name == name for actor in page.reading.actors):
            continue
        there = True
        actors = []
        for actor in page.reading.actors:
            for change in one.changes if actor.name == name else ():
                if change.field == "kind" and change.after:
                    actor = replace(actor, kind=ActorKind(change.after))
                elif change.field == "of":
                    actor = replace(actor, of=resolve(change.after) if change.after else None)
            actors.append(actor)
        page.reading = replace(page.reading, actors=tuple(actors))
    if there:
        log.applies(one, name)
    else:
        log.waits(one, f'nobody is called "{one.item}" in this record')
