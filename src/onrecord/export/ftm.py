"""A record as FollowTheMoney entities, one JSON object a line, for Aleph and its like.

Schemata and properties are those of FollowTheMoney 4. Pages are ``Article``, persons ``Person``, states ``PublicBody``,
organisations ``Organization``, what people said ``Note``, events and deadlines ``Event``. A position is an
``UnknownLink`` between who holds it and the statement, what a statement is aimed at one between speaker and target.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha1

from onrecord.export.annotations import comment
from onrecord.export.excerpt import Excerpt, Happening, Row
from onrecord.model import Deadline, Event
from onrecord.store.plain import one_line
from onrecord.store.rows import days

_SCHEMATA = {"person": "Person", "state": "PublicBody", "organisation": "Organization", "group": "LegalEntity"}
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WEB = re.compile(r"https?://[^\s/]+\.[^\s/]+", re.IGNORECASE)

Entity = dict[str, object]


def ftm(excerpt: Excerpt) -> str:
    """The entities as JSON lines; an id follows from what it names, so that they can be loaded anew over the old."""
    return "".join(one_line(entity) + "\n" for entity in _entities(excerpt))


def key(what: str, name: str) -> str:
    """The id of an entity."""
    return f"onrecord-{what}-{sha1(name.encode('utf-8', 'replace'), usedforsecurity=False).hexdigest()[:20]}"


def _entities(excerpt: Excerpt) -> Iterator[Entity]:
    for row in excerpt.documents:
        yield _article(row)
    # Whom filters leave out is named all the same where something that stays speaks of it.
    named = [row["name"] for row in excerpt.actors]
    named += [name for row in excerpt.statements for name in (row["speaker"], row["target"])]
    named += [position["by"] for row in excerpt.statements for position in row["positions"]]
    named += [name for happening in excerpt.happenings for name in _who(happening.item)]
    named += [actor["of"] for name in named if name and (actor := excerpt.actor.get(name))]
    known = [excerpt.actor[name] for name in dict.fromkeys(named) if name in excerpt.actor]
    for row in known:
        yield _actor(row)
    for row in known:
        if row["of"] and (excerpt.actor.get(row["of"]) or {}).get("kind") in ("state", "organisation"):
            ends = {"member": [key("actor", row["name"])], "organization": [key("actor", row["of"])]}
            yield _entity("Membership", key("of", f"{row['name']} {row['of']}"), ends | {"role": ["belongs to"]})
    for row in excerpt.statements:
        yield from _statement(row, excerpt.document[row["document_id"]], excerpt)
    for happening in excerpt.happenings:
        yield _event(happening, excerpt)


def _entity(schema: str, id_: str, properties: Mapping[str, Sequence[str | None]]) -> Entity:
    """An entity with the properties that have a value, each value fit for any reader of text."""
    kept = {
        name: cleaned
        for name, values in properties.items()
        if (cleaned := [clean for value in values if value and (clean := _CONTROL.sub("", value).strip())])
    }
    return {"id": id_, "schema": schema, "properties": kept}


def _article(row: Row) -> Entity:
    """A page. ``publishedAt`` has a day only where one is settled; the notes say between which days it lies."""
    earliest, latest = row["published"] or (None, None)
    told = f"published {earliest or '..'}/{latest or '..'}" if row["published"] else "date of publication not known"
    sure = f", confidence {row['published_confidence']:g}" if row["published"] else ""
    return _entity(
        "Article",
        key("document", row["id"]),
        {
            "fileName": [row["document"]],
            "title": [row["title"] or row["document"]],
            "publisher": [row["outlet"]],
            "author": row["authors"],
            "sourceUrl": [row["url"] if row["url"] and _WEB.match(row["url"]) else None],
            "publishedAt": [earliest if earliest == latest else None],
            "language": ["eng" if row["language"] == "en" else None],
            "mimeType": ["text/plain"],
            "bodyText": [row["text"]],
            "notes": [f"{told}{sure}: {row['published_why'] or 'no evidence'}"],
        },
    )


def _actor(row: Row) -> Entity:
    offices = [held for held in (row["offices"] or row["roles"]).split("; ") if held]
    return _entity(
        _SCHEMATA[row["kind"]],
        key("actor", row["name"]),
        {
            "name": [row["name"]],
            "weakAlias": [form for form in row["forms"] if form != row["name"]],
            "notes": [f"of {row['of']}" if row["of"] else None, *([] if row["kind"] == "person" else offices)],
            **({"position": offices} if row["kind"] == "person" else {}),
        },
    )


def _statement(row: Row, document: Row, excerpt: Excerpt) -> Iterator[Entity]:
    """A statement as a note on its speaker, and its links to target and positions."""
    article, note = key("document", document["id"]), key("statement", row["id"])
    about = [key("actor", name) for name in (row["speaker"], row["target"]) if name in excerpt.actor]
    yield _entity(
        "Note",
        note,
        {
            "name": [f"{row['speaker'] or 'unnamed'}: {row['act']}"],
            "description": [row["content"]],
            "entity": about,
            "keywords": [row["act"], row["kind"], "hedged" if row["hedge"] else None, row["target"]],
            "notes": [comment(row)],
            "proof": [article],
            "publisher": [row["outlet"]],
        },
    )
    when = _dates(row["date"])
    if len(about) == 2:
        ends = {"subject": about[:1], "object": about[1:]}
        role = {"role": [row["act"]], "description": [row["content"]], "proof": [article]}
        sure = {"summary": [f"statement {row['confidence']:g}, act {row['act_confidence']:g}"]}
        yield _entity("UnknownLink", key("aimed", row["id"]), ends | role | sure | when)
    for one in row["positions"]:
        if one["by"] not in excerpt.actor:
            continue
        words = excerpt.words.get(one["issue"], one["issue"])
        ends = {"subject": [key("actor", one["by"])], "object": [note]}
        role = {"role": [one["stance"]], "description": [words], "summary": [one["issue"]], "proof": [article]}
        yield _entity("UnknownLink", key("position", f"{row['id']} {one}"), ends | role | when)


def _event(happening: Happening, excerpt: Excerpt) -> Entity:
    item = happening.item
    judged = item.time if isinstance(item, Event) else item.falls
    if isinstance(item, Event):
        name, place = item.label, item.place or item.venue
    else:
        what = f"{item.days} days" if item.days is not None else f"{judged.value}"
        name, place = f"Deadline: {what}" + (f" for {item.bound}" if item.bound else ""), None
    return _entity(
        "Event",
        key("event", item.id),
        {
            "name": [name],
            "involved": [key("actor", one) for one in _who(item) if one in excerpt.actor],
            "location": [place],
            "notes": [f"{judged.value}, confidence {judged.confidence:g}: {judged.why}"],
            "proof": [key("document", happening.document["id"])],
            **_dates(days(judged.value)),
        },
    )


def _who(item: Event | Deadline) -> tuple[str, ...]:
    """Whom an event or a deadline concerns, by name."""
    return item.who if isinstance(item, Event) else (item.bound,) if item.bound else ()


def _dates(time: list[str | None] | None) -> dict[str, Sequence[str | None]]:
    """A day as ``date``; an interval as start and end, an open side left out."""
    earliest, latest = time or (None, None)
    if earliest and earliest == latest:
        return {"date": [earliest]}
    return {"startDate": [earliest], "endDate": [latest]}
