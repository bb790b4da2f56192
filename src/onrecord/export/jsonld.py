"""A record in schema.org's words, as JSON-LD: pages as ``NewsArticle``, statements as ``Claim``, actors, events.

A claim carries no rating and no review: nobody gave one. What schema.org has no word for, how surely and why something
is believed above all, stands under a prefix of our own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from onrecord.export.annotations import STANDS, address, urn
from onrecord.export.excerpt import Excerpt, Happening, Row
from onrecord.model import Event
from onrecord.store.rows import days

OWN = "onrecord"
VOCABULARY = "urn:x-onrecord:"
"""The prefix of our own words, and what it stands for."""

_TYPES = {"person": "Person", "state": "Country", "organisation": "Organization"}

Node = dict[str, Any]


def jsonld(excerpt: Excerpt) -> str:
    """The excerpt as one graph."""
    context = ["https://schema.org", {OWN: VOCABULARY}]
    graph = [_kept(node) for node in _nodes(excerpt)]
    return json.dumps({"@context": context, "@graph": graph}, ensure_ascii=False, indent=1) + "\n"


def _nodes(excerpt: Excerpt) -> Iterator[Node]:
    for row in excerpt.documents:
        yield _article(row)
    named = [row["name"] for row in excerpt.actors]
    named += [name for row in excerpt.statements for name in (row["speaker"], row["target"])]
    for name in dict.fromkeys(named):
        if name in excerpt.actor:
            yield _actor(excerpt.actor[name], excerpt)
    article = {row["id"]: row["document_id"] for row in excerpt.file.statements()}
    for row in excerpt.statements:
        yield _claim(row, excerpt, article)
    for happening in excerpt.happenings:
        if isinstance(happening.item, Event):
            yield _event(happening.item, happening)


def _article(row: Row) -> Node:
    earliest, latest = row["published"] or (None, None)
    return {
        "@type": "NewsArticle",
        "@id": address(row),
        "url": row["url"],
        "name": row["document"],
        "headline": row["title"],
        "abstract": row["standfirst"],
        "articleBody": row["text"],
        "dateline": row["dateline"],
        "inLanguage": row["language"],
        "wordCount": row["words"],
        "publisher": row["outlet"] and {"@type": "Organization", "name": row["outlet"]},
        "author": [{"@type": "Person", "name": name} for name in row["authors"]],
        "datePublished": earliest if earliest == latest else None,
        f"{OWN}:published": row["published"],
        f"{OWN}:publishedConfidence": row["published_confidence"],
        f"{OWN}:publishedWhy": row["published_why"],
    }


def _actor(row: Row, excerpt: Excerpt) -> Node:
    of = excerpt.actor.get(row["of"] or "") or {}
    belongs = {"@id": urn("actor", row["of"])} if of else row["of"]
    node: Node = {
        "@type": _TYPES.get(row["kind"], "Thing"),
        "@id": urn("actor", row["name"]),
        "name": row["name"],
        "alternateName": [form for form in row["forms"] if form != row["name"]],
        "description": row["offices"],
        f"{OWN}:of": belongs,
    }
    if row["kind"] == "person" and of.get("kind") == "organisation":
        node["affiliation"] = belongs
    return node


def _claim(row: Row, excerpt: Excerpt, article: dict[str, str]) -> Node:
    document = excerpt.document[row["document_id"]]
    earliest, latest = row["date"] or (None, None)
    here = {"@id": address(document)}
    node: Node = {
        "@type": "Claim",
        "@id": urn("statement", row["id"]),
        "text": row["content"],
        "author": _named(row["speaker"], excerpt),
        "about": _named(row["target"], excerpt),
        "appearance": here,
        "dateCreated": earliest if earliest == latest else None,
        "keywords": [row["act"], row["kind"]],
        f"{OWN}:said": row["date"],
        f"{OWN}:saidWhy": row["date_why"],
        f"{OWN}:hedge": row["hedge"],
        f"{OWN}:answers": row["answers"] and {"@id": urn("statement", row["answers"])},
        f"{OWN}:partOf": row["parent"] and {"@id": urn("statement", row["parent"])},
        f"{OWN}:positions": [f"{p['by']} {STANDS[p['stance']]} {p['issue']}" for p in row["positions"]],
    }
    for name, of in (("confidence", ""), ("act_confidence", "Act"), ("speaker_confidence", "Speaker")):
        node[f"{OWN}:confidence{of}"] = row[name]
    node |= {f"{OWN}:whyAct": row["act_why"], f"{OWN}:whySpeaker": row["speaker_why"], f"{OWN}:spans": row["spans"]}
    if row["repeats"] and (first := excerpt.document.get(article.get(row["repeats"], ""))):
        node["firstAppearance"] = {"@id": address(first)}
    return node


def _named(name: str | None, excerpt: Excerpt) -> Node | None:
    """A reference to an actor; what is none by its name alone."""
    if name is None:
        return None
    return {"@id": urn("actor", name)} if name in excerpt.actor else {"@type": "Thing", "name": name}


def _event(item: Event, happening: Happening) -> Node:
    earliest, latest = days(item.time.value) or (None, None)
    place = item.place or item.venue
    return {
        "@type": "Event",
        "@id": urn("event", item.id),
        "name": item.label,
        "startDate": earliest if earliest == latest else None,
        "location": place and {"@type": "Place", "name": place},
        "about": [{"@id": urn("actor", name)} for name in item.who],
        "subjectOf": {"@id": address(happening.document)},
        f"{OWN}:time": [earliest, latest],
        f"{OWN}:timeConfidence": item.time.confidence,
        f"{OWN}:timeWhy": item.time.why,
    }


def _kept(node: Node) -> Node:
    """A node without what is not known or empty."""
    return {name: value for name, value in node.items() if value is not None and value != [] and value != ""}
