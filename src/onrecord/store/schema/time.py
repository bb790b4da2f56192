"""What happened and falls due: the timeline, events, deadlines, and what each belongs to."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Table, Text

from onrecord.store.schema.base import WIDE, metadata, place, rank, row

timeline = Table(
    "timeline",
    metadata,
    place(),
    Column("date", Text, nullable=False, comment="EDTF"),
    Column("earliest", Date, index=True),
    Column("latest", Date, index=True),
    Column("kind", Text, nullable=False),
    Column("what", Text, nullable=False),
    row(),
    rank(),
)

moment_document = Table(
    "moment_document",
    metadata,
    Column("moment", WIDE, ForeignKey("timeline.seq"), primary_key=True),
    Column("document_id", ForeignKey("pages.id"), primary_key=True),
)

moment_actor = Table(
    "moment_actor",
    metadata,
    Column("moment", WIDE, ForeignKey("timeline.seq"), primary_key=True),
    Column("actor", Text, primary_key=True),
)

events = Table(
    "events",
    metadata,
    place(),
    Column("id", Text, nullable=False, index=True),
    Column("act", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("agreement", Text),
    Column("earliest", Date, index=True),
    Column("latest", Date, index=True),
    row(),
    rank(),
)

event_document = Table(
    "event_document",
    metadata,
    Column("event", WIDE, ForeignKey("events.seq"), primary_key=True),
    Column("document_id", ForeignKey("pages.id"), primary_key=True, index=True),
)

event_actor = Table(
    "event_actor",
    metadata,
    Column("event", WIDE, ForeignKey("events.seq"), primary_key=True),
    Column("actor", Text, primary_key=True, index=True),
)

deadlines = Table(
    "deadlines",
    metadata,
    place(),
    Column("id", Text, nullable=False, index=True),
    Column("set_by", Text, index=True),
    Column("bound", Text, index=True),
    Column("became", Text, nullable=False),
    Column("earliest", Date, index=True),
    Column("latest", Date, index=True),
    row(),
    rank(),
)

deadline_document = Table(
    "deadline_document",
    metadata,
    Column("deadline", WIDE, ForeignKey("deadlines.seq"), primary_key=True),
    Column("document_id", ForeignKey("pages.id"), primary_key=True, index=True),
)
