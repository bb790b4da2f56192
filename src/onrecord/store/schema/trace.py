"""What each page leaves for others: all that is needed of it where another page is added. Written with the views.

A trace is in the words of the stage that reads it, so that no stage reads a text or a reading again. ``marks`` is the
index over all of them: which pages have a name, a run of words, a term.
"""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, LargeBinary, Table, Text

from onrecord.store.schema.base import WIDE, metadata

traces = Table(
    "traces",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("document_id", ForeignKey("pages.id"), nullable=False, unique=True),
    Column("rank", Text, nullable=False, comment="where the page belongs among the pages"),
    Column("outlet", Text, index=True),
    Column("since", Integer, index=True, comment="the first day on which it may be out, counted from 1 January 1"),
    Column("out", Integer, index=True, comment="the last"),
    Column("tally", Text, nullable=False, comment="what it counts for in the line of its outlet"),
    Column("marks", LargeBinary, nullable=False, comment="its keys in marks: 64-bit numbers"),
)

marks = Table(
    "trace_marks",
    metadata,
    Column("key", WIDE, primary_key=True, autoincrement=False),
    Column("page", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

tellings = Table(
    "trace_tellings",
    metadata,
    Column("document_id", ForeignKey("pages.id"), primary_key=True),
    Column("json", Text, nullable=False, comment="its statements as they are compared with others"),
)

hearings = Table(
    "trace_hearings",
    metadata,
    Column("document_id", ForeignKey("pages.id"), primary_key=True),
    Column("json", Text, nullable=False, comment="its passages as they are found among those of other pages"),
)

spans = Table(
    "trace_spans",
    metadata,
    Column("document_id", ForeignKey("pages.id"), primary_key=True),
    Column("side", Text, primary_key=True),
    Column("since", Integer, nullable=False),
    Column("until", Integer, nullable=False),
    Column("json", Text, nullable=False, comment="what it says, as far as it tells whether another says the same"),
    Index("ix_trace_spans_side", "side", "since", "until"),
)

named = Table(
    "trace_named",
    metadata,
    Column("name", Text, primary_key=True),
    Column("page", Text, primary_key=True, comment="the rank of the page"),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("document_id", ForeignKey("pages.id"), nullable=False, index=True),
    Column("json", Text, nullable=False, comment="the Actor, as far as it tells who is who"),
    sqlite_with_rowid=False,
)

blocks = Table(
    "trace_blocks",
    metadata,
    Column("key", Text, primary_key=True),
    Column("name", Text, primary_key=True, index=True),
    sqlite_with_rowid=False,
)

shorts = Table(
    "trace_shorts",
    metadata,
    Column("short", Text, primary_key=True),
    Column("full", Text, primary_key=True),
    Column("page", Text, primary_key=True, comment="the rank of the page"),
    Column("place", Integer, nullable=False),
    Column("document_id", ForeignKey("pages.id"), nullable=False, index=True),
    Column("json", Text, nullable=False, comment="the Evidence"),
)

merged = Table(
    "trace_merged",
    metadata,
    Column("name", Text, primary_key=True),
    Column("under", Text, nullable=False, index=True),
    Column("json", Text, nullable=False, comment="the Judgement"),
)

roles = Table(
    "trace_roles",
    metadata,
    Column("actor", Text, primary_key=True),
    Column("page", Text, primary_key=True, comment="the rank of the page"),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("document_id", ForeignKey("pages.id"), nullable=False, index=True),
    Column("json", Text, nullable=False, comment="the Actor as its page has it"),
    sqlite_with_rowid=False,
)

rivals = Table(
    "trace_rivals",
    metadata,
    Column("one", Text, primary_key=True),
    Column("other", Text, primary_key=True),
    Column("document_id", ForeignKey("pages.id"), primary_key=True, index=True),
)

runs = Table(
    "trace_runs",
    metadata,
    Column("key", WIDE, primary_key=True, autoincrement=False, comment="words of a side, or of a quotation"),
    Column("out", Integer, primary_key=True, autoincrement=False),
    Column("shorter", Integer, primary_key=True, autoincrement=False, comment="less the more words the statement has"),
    Column("document", Text, primary_key=True, comment="the id of the page"),
    Column("place", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

ties = Table(
    "trace_ties",
    metadata,
    Column("one", Text, primary_key=True),
    Column("other", Text, primary_key=True, index=True),
    Column("score", Float, nullable=False),
    Column("why", Text, nullable=False),
    sqlite_with_rowid=False,
)

nearest = Table(
    "trace_nearest",
    metadata,
    Column("statement", Text, primary_key=True),
    Column("score", Float, nullable=False, comment="that of its strongest tie"),
    Column("why", Text, nullable=False),
    sqlite_with_rowid=False,
)

links = Table(
    "trace_links",
    metadata,
    Column("one", Text, primary_key=True),
    Column("one_page", ForeignKey("pages.id"), nullable=False, index=True),
    Column("to", Text, nullable=False, index=True),
    Column("to_page", ForeignKey("pages.id"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("sure", Float, nullable=False),
    Column("why", Text, nullable=False),
    Column("rank", Text, nullable=False, comment="where it belongs among the answers"),
)

shows = Table(
    "trace_shows",
    metadata,
    Column("family", Text, primary_key=True, comment="the issue, with those that are steps of it"),
    Column("rank", Text, primary_key=True, comment="in which order it counts"),
    Column("document_id", ForeignKey("pages.id"), nullable=False, index=True),
    Column("statement", Text, nullable=False, index=True),
    Column("answer", Integer, nullable=False, comment="1 where it shows only by what it answers"),
    Column("json", Text, nullable=False, comment="the position as the statement shows it"),
    sqlite_with_rowid=False,
)

sightings = Table(
    "trace_sightings",
    metadata,
    Column("document_id", ForeignKey("pages.id"), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("event", Text, nullable=False, index=True),
    Column("act", Text, nullable=False),
    Column("earliest", Integer, nullable=False),
    Column("latest", Integer, nullable=False),
    Column("agreement", Text, index=True),
    Column("words", Text, nullable=False, comment="the words of the page"),
    Column("json", Text, nullable=False, comment="the event as it is compared with others"),
    Index("ix_trace_sightings_time", "act", "earliest", "latest"),
    Index("ix_trace_sightings_day", "earliest", "latest"),
)

terms = Table(
    "trace_terms",
    metadata,
    Column("document_id", ForeignKey("pages.id"), primary_key=True),
    Column("counted", Text, nullable=False, comment="its deadlines before others date them"),
    Column("dues", Text, nullable=False, comment="its deadlines, and what it says became of any"),
)

deeds = Table(
    "trace_deeds",
    metadata,
    Column("document_id", ForeignKey("pages.id"), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("side", Text, primary_key=True),
    Column("day", Integer, nullable=False),
    Column("rank", Text, nullable=False),
    Column("json", Text, nullable=False, comment="the deed, which may be what a deadline asked for"),
    Index("ix_trace_deeds_side", "side", "day"),
)

moments = Table(
    "trace_moments",
    metadata,
    Column("document_id", ForeignKey("pages.id"), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("key", WIDE, nullable=False, index=True),
    Column("rank", Text, nullable=False),
    Column("json", Text, nullable=False, comment="the line of the timeline as this page alone has it"),
)
