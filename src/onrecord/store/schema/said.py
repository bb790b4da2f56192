"""What is said: statements, utterances told on several pages, and answers."""

from __future__ import annotations

from sqlalchemy import Column, Date, Float, Index, Integer, Table, Text

from onrecord.store.schema.base import metadata, page, place, rank, row

statements = Table(
    "statements",
    metadata,
    place(),
    Column("id", Text, nullable=False, index=True),
    page(),
    Column("document", Text, nullable=False),
    Column("outlet", Text),
    Column("part", Text, nullable=False),
    Column("speaker", Text),
    Column("source", Text),
    Column("cue", Text),
    Column("content", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("act", Text, nullable=False, index=True),
    Column("target", Text, index=True),
    Column("earliest", Date, index=True),
    Column("latest", Date, index=True),
    Column("confidence", Float, nullable=False),
    row(),
    Column("repeats", Text, index=True),
    Column("corrected", Text),
    Column("side", Text, index=True),
    Column("utterance", Text, index=True),
    rank(),
    Index("ix_statements_speaker", "speaker", "repeats"),
)

utterances = Table(
    "utterances",
    metadata,
    place(),
    Column("id", Text, nullable=False, index=True),
    Column("speaker", Text, index=True),
    Column("act", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("appearances", Integer, nullable=False),
    Column("earliest", Date, index=True),
    Column("latest", Date, index=True),
    Column("confidence", Float, nullable=False),
    row(),
    rank(),
)

answers = Table(
    "answers",
    metadata,
    place(),
    Column("id", Text, nullable=False, index=True),
    Column("to", Text, nullable=False, index=True),
    Column("exchange", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("speaker", Text),
    Column("to_speaker", Text),
    Column("earliest", Date, index=True),
    Column("latest", Date, index=True),
    Column("confidence", Float, nullable=False),
    row(),
    rank(),
)
