"""What lies in a record file: the tables of truth, and the tables that are views of it.

Truth is what cannot be made again without the pages and the tables they were read with: ``originals``, ``pages``,
``documents`` (their column ``json``), ``readings``, ``corrections``, ``set_aside``, ``meta``. ``fingerprints``,
``bands`` and ``alike`` are an index over the documents, which grows with each. Everything else is written from the
compiled record, in one go, so that any tool that opens SQLite can ask it questions: relational columns
for filters, and in ``row`` the whole line as OnRecord gives it. Only types that PostgreSQL knows too.
"""

from __future__ import annotations

from onrecord.store.schema.actor import actor_document, actor_form, actors
from onrecord.store.schema.alike import alike, bands, fingerprints
from onrecord.store.schema.base import metadata
from onrecord.store.schema.compiled import compiled
from onrecord.store.schema.page import checks, contrasts, corrected, outlets, stories
from onrecord.store.schema.position import changes, position_statement, positions
from onrecord.store.schema.said import answers, statements, utterances
from onrecord.store.schema.time import (
    deadline_document,
    deadlines,
    event_actor,
    event_document,
    events,
    moment_actor,
    moment_document,
    timeline,
)
from onrecord.store.schema.trace import (
    blocks,
    deeds,
    hearings,
    links,
    marks,
    merged,
    moments,
    named,
    nearest,
    rivals,
    roles,
    runs,
    shorts,
    shows,
    sightings,
    spans,
    tellings,
    terms,
    ties,
    traces,
)
from onrecord.store.schema.truth import corrections, documents, meta, originals, pages, readings, set_aside

__all__ = [
    "SCHEMA",
    "TRACES",
    "VIEWS",
    "actor_document",
    "actor_form",
    "actors",
    "alike",
    "answers",
    "bands",
    "blocks",
    "changes",
    "checks",
    "compiled",
    "contrasts",
    "corrected",
    "corrections",
    "deadline_document",
    "deadlines",
    "deeds",
    "documents",
    "event_actor",
    "event_document",
    "events",
    "fingerprints",
    "hearings",
    "links",
    "marks",
    "merged",
    "meta",
    "metadata",
    "moment_actor",
    "moment_document",
    "moments",
    "named",
    "nearest",
    "originals",
    "outlets",
    "pages",
    "position_statement",
    "positions",
    "readings",
    "rivals",
    "roles",
    "runs",
    "set_aside",
    "shorts",
    "shows",
    "sightings",
    "spans",
    "statements",
    "stories",
    "tellings",
    "terms",
    "ties",
    "timeline",
    "traces",
    "utterances",
]

SCHEMA = 10
"""The version of this layout; it grows by one with every change that an older OnRecord cannot read."""

VIEWS = (
    corrected,
    deadline_document,
    event_actor,
    event_document,
    contrasts,
    outlets,
    deadlines,
    events,
    changes,
    answers,
    utterances,
    moment_actor,
    moment_document,
    position_statement,
    actor_document,
    actor_form,
    checks,
    timeline,
    positions,
    actors,
    statements,
    stories,
    compiled,
)
"""Every table that is only a view, in an order in which they can be emptied."""

TRACES = (
    blocks,
    deeds,
    hearings,
    links,
    marks,
    merged,
    moments,
    named,
    nearest,
    rivals,
    roles,
    runs,
    shorts,
    shows,
    sightings,
    spans,
    tellings,
    terms,
    ties,
    traces,
)
"""Every table of what pages leave for others, written with the views."""
