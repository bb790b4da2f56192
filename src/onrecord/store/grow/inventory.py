"""What the lines that are written name of items and pages, looked up in the views of these, which are there already."""

from __future__ import annotations

import json
from collections.abc import Collection

from sqlalchemy import func, select

from onrecord.model import Interval
from onrecord.record.events.happening import Seen
from onrecord.store import schema
from onrecord.store.codec import load
from onrecord.store.grow.ground import Ground
from onrecord.store.grow.trace import mark
from onrecord.store.items import Deed, Items, Leaf, Said
from onrecord.store.writer import among


def inventory(
    ground: Ground,
    statements: Collection[str],
    events: Collection[str] = (),
    deadlines: Collection[str] = (),
    pages: Collection[str] = (),
) -> Items:
    """Some statements, events and deadlines with their pages, and other pages."""
    items = Items()
    undated = _events(ground, items, set(events))
    held = ground.final(ground.marked({mark("event", one) for one in undated}))
    for document, reading in held.values():
        items.take_events(document, reading)
    owing = ground.final(ground.marked({mark("deadline", one) for one in deadlines}))
    setting = {one.statement for _, reading in owing.values() for one in reading.deadlines if one.statement}
    _statements(ground, items, {*statements, *setting})
    for document, reading in owing.values():
        items.take_deadlines(document, reading)
    every = (items.statement, items.event, items.deadline)
    _pages(ground, items, {*pages, *(one.page for kind in every for one in kind.values())})
    return items


def _statements(ground: Ground, items: Items, ids: Collection[str]) -> None:
    table = schema.statements
    columns = (table.c.id, table.c.document_id, table.c.speaker, table.c.act, table.c.target, table.c.content)
    shown = func.json_extract(table.c.row, "$.positions")
    query = select(*columns, table.c.earliest, table.c.latest, shown).where(among(table.c.id, ids))
    for id_, page, speaker, act, target, words, earliest, latest, positions in ground.connection.execute(query):
        sides = json.loads(positions) if positions != "[]" else []
        names = {name for name in (speaker, target) if name}
        items.statement[id_] = Said(
            page,
            speaker,
            act,
            words,
            Interval(earliest, latest),
            frozenset((one["issue"], one["stance"]) for one in sides),
            frozenset(names | {one["by"] for one in sides}),
        )


def _events(ground: Ground, items: Items, ids: set[str]) -> set[str]:
    """Enters those that have a day; gives the others."""
    table = schema.sightings
    query = select(table.c.document_id, table.c.words, table.c.json).where(among(table.c.event, ids))
    for page, words, text in ground.connection.execute(query):
        event = load(Seen, text).event
        items.event[event.id] = Deed(page, event.time.value, words, frozenset(event.who))
    return ids - set(items.event)


def _pages(ground: Ground, items: Items, ids: Collection[str]) -> None:
    table = schema.documents
    columns = (table.c.id, table.c.document, table.c.outlet, table.c.earliest, table.c.latest)
    for id_, name, outlet, earliest, latest in ground.connection.execute(
        select(*columns).where(among(table.c.id, ids))
    ):
        items.page[id_] = Leaf(id_, name, outlet, Interval(earliest, latest))
