"""What lies in a record file: the tables of truth, and the tables that are views of it.

Truth is what cannot be made again without the pages and the tables they were read with: ``originals``, ``pages``,
``documents`` (their column ``json``), ``readings``, ``corrections``, ``set_aside``, ``meta``. ``fingerprints``,
``bands`` and ``alike`` are an index over the documents, which grows with each. Everything else is written from the
compiled record, in one go, so that any tool that opens SQLite can ask it questions: relational columns
for filters, and in ``row`` the whole line as OnRecord gives it. Only types that PostgreSQL knows too.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Date, Float, ForeignKey, Integer, LargeBinary, MetaData, Table, Text

SCHEMA = 4
"""The version of this layout; it grows by one with every change that an older OnRecord cannot read."""

metadata = MetaData()


def _place() -> Column[int]:
    """The place of a row in its view, which is also its key."""
    return Column("seq", Integer, primary_key=True, autoincrement=False)


def _row() -> Column[str]:
    """The whole row as one JSON object."""
    return Column("row", Text, nullable=False)


def _page() -> Column[str]:
    """Which page, and so which document, a row belongs to."""
    return Column("document_id", ForeignKey("pages.id"), nullable=False, index=True)


# ── truth ──────────────────────────────────────────────────────────────────────────────────────────────────

meta = Table(
    "meta",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

originals = Table(
    "originals",
    metadata,
    Column("hash", Text, primary_key=True, comment="SHA-256 of the bytes"),
    Column("size", Integer, nullable=False, comment="how many bytes they are"),
    Column("content", LargeBinary, nullable=False, comment="the bytes as found, compressed with zlib"),
)

pages = Table(
    "pages",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("media", Text, nullable=False),
    Column("original", ForeignKey("originals.hash"), nullable=False),
    Column("added", Text, nullable=False, comment="ISO 8601, UTC"),
    Column("url", Text),
    Column("retrieved", Text, comment="ISO 8601"),
    Column("encoding", Text),
    Column("declared", Text, comment="a JSON list of what its source says of it"),
)

readings = Table(
    "readings",
    metadata,
    Column("document_id", ForeignKey("pages.id"), primary_key=True),
    Column("reader", Text, nullable=False, comment="what read it, with its tables"),
    Column("version", Text, nullable=False, comment="the OnRecord that ran it"),
    Column("json", Text, nullable=False),
)

corrections = Table(
    "corrections",
    metadata,
    Column("seq", Integer, primary_key=True, comment="in the order in which they were made; rows are only ever added"),
    Column("id", Text, nullable=False, unique=True),
    Column("at", Text, nullable=False, comment="ISO 8601, UTC"),
    Column("by", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("item", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("json", Text, nullable=False, comment="the Correction, whole"),
)

set_aside = Table(
    "set_aside",
    metadata,
    Column("key", Text, primary_key=True, comment="which source: a hash of where it lay, not the place itself"),
    Column("name", Text, nullable=False),
    Column("page_id", Text),
    Column("reason", Text, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("id", ForeignKey("pages.id"), primary_key=True),
    Column("json", Text, nullable=False, comment="the Document; the columns after it are its view"),
    Column("seq", Integer, comment="null until the record is compiled with it"),
    Column("document", Text, index=True),
    Column("outlet", Text),
    Column("outlet_key", Text, index=True),
    Column("title", Text),
    Column("earliest", Date, index=True),
    Column("latest", Date, index=True),
    Column("language", Text),
    Column("words", Integer),
    Column("statements", Integer),
    Column("row", Text),
    Column("story", Text, index=True),
)

# ── the index of documents alike ───────────────────────────────────────────────────────────────────────────

fingerprints = Table(
    "fingerprints",
    metadata,
    Column("document_id", ForeignKey("pages.id"), primary_key=True),
    Column("scheme", Text, nullable=False, comment="how it was made"),
    Column("runs", LargeBinary, nullable=False, comment="the runs of words of the body: sorted 32-bit hashes"),
)

bands = Table(
    "bands",
    metadata,
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    Column("document_id", ForeignKey("pages.id"), primary_key=True, index=True),
)

alike = Table(
    "alike",
    metadata,
    Column("one", ForeignKey("pages.id"), primary_key=True),
    Column("other", ForeignKey("pages.id"), primary_key=True, index=True),
    Column("share", Float, nullable=False, comment="how much of the shorter stands in the longer"),
)

# ── views ──────────────────────────────────────────────────────────────────────────────────────────────────

compiled = Table(
    "compiled",
    metadata,
    Column("part", Text, primary_key=True, comment="which field of the Record"),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("json", Text, nullable=False),
)

statements = Table(
    "statements",
    metadata,
    _place(),
    Column("id", Text, nullable=False, index=True),
    _page(),
    Column("document", Text, nullable=False),
    Column("outlet", Text),
    Column("part", Text, nullable=False),
    Column("speaker", Text, index=True),
    Column("source", Text),
    Column("cue", Text),
    Column("content", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("act", Text, nullable=False, index=True),
    Column("target", Text, index=True),
    Column("earliest", Date, index=True),
    Column("latest", Date, index=True),
    Column("confidence", Float, nullable=False),
    _row(),
    Column("repeats", Text, index=True),
    Column("corrected", Text),
    Column("side", Text, index=True),
    Column("utterance", Text, index=True),
)

actors = Table(
    "actors",
    metadata,
    _place(),
    Column("name", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("of", Text),
    Column("statements", Integer, nullable=False),
    Column("documents", Integer, nullable=False),
    _row(),
)

positions = Table(
    "positions",
    metadata,
    _place(),
    Column("issue", Text, nullable=False),
    Column("issue_key", Text, nullable=False, index=True),
    Column("by", Text, nullable=False, index=True),
    Column("stance", Text, nullable=False),
    Column("earliest", Date),
    Column("latest", Date),
    Column("statements", Integer, nullable=False),
    Column("confidence", Float, nullable=False),
    _row(),
)

timeline = Table(
    "timeline",
    metadata,
    _place(),
    Column("date", Text, nullable=False, comment="EDTF"),
    Column("earliest", Date, index=True),
    Column("latest", Date, index=True),
    Column("kind", Text, nullable=False),
    Column("what", Text, nullable=False),
    _row(),
)

checks = Table(
    "checks",
    metadata,
    _place(),
    _page(),
    Column("document", Text, nullable=False),
    Column("says", Text, nullable=False),
    Column("about", Text, nullable=False, index=True),
    Column("fact", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("verdict", Text, nullable=False, index=True),
    Column("reference", Text),
    Column("source", Text),
    _row(),
)

stories = Table(
    "stories",
    metadata,
    _place(),
    Column("id", Text, nullable=False, index=True),
    Column("title", Text),
    Column("appearances", Integer, nullable=False),
    Column("statements", Integer, nullable=False),
    Column("earliest", Date, index=True),
    Column("latest", Date, index=True),
    _row(),
)

corrected = Table(
    "corrected",
    metadata,
    _place(),
    Column("id", Text, nullable=False, index=True),
    Column("state", Text, nullable=False),
    Column("item", Text, index=True),
    Column("document_id", ForeignKey("pages.id"), index=True),
    _row(),
)

utterances = Table(
    "utterances",
    metadata,
    _place(),
    Column("id", Text, nullable=False, index=True),
    Column("speaker", Text, index=True),
    Column("act", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("appearances", Integer, nullable=False),
    Column("earliest", Date, index=True),
    Column("latest", Date, index=True),
    Column("confidence", Float, nullable=False),
    _row(),
)

answers = Table(
    "answers",
    metadata,
    _place(),
    Column("id", Text, nullable=False, index=True),
    Column("to", Text, nullable=False, index=True),
    Column("exchange", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("speaker", Text),
    Column("to_speaker", Text),
    Column("earliest", Date, index=True),
    Column("latest", Date, index=True),
    Column("confidence", Float, nullable=False),
    _row(),
)

changes = Table(
    "changes",
    metadata,
    _place(),
    Column("by", Text, nullable=False, index=True),
    Column("issue", Text, nullable=False),
    Column("issue_key", Text, nullable=False, index=True),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("earliest", Date, index=True),
    Column("latest", Date, index=True),
    _row(),
)

events = Table(
    "events",
    metadata,
    _place(),
    Column("id", Text, nullable=False, index=True),
    Column("act", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("agreement", Text),
    Column("earliest", Date, index=True),
    Column("latest", Date, index=True),
    _row(),
)

deadlines = Table(
    "deadlines",
    metadata,
    _place(),
    Column("id", Text, nullable=False, index=True),
    Column("set_by", Text, index=True),
    Column("bound", Text, index=True),
    Column("became", Text, nullable=False),
    Column("earliest", Date, index=True),
    Column("latest", Date, index=True),
    _row(),
)

outlets = Table(
    "outlets",
    metadata,
    _place(),
    Column("outlet", Text, nullable=False),
    Column("outlet_key", Text, nullable=False, index=True),
    Column("documents", Integer, nullable=False),
    Column("statements", Integer, nullable=False),
    _row(),
)

contrasts = Table(
    "contrasts",
    metadata,
    _place(),
    Column("kind", Text, nullable=False, index=True),
    Column("outlet", Text, nullable=False),
    Column("outlet_key", Text, nullable=False, index=True),
    Column("document_id", ForeignKey("pages.id"), index=True),
    Column("other_id", ForeignKey("pages.id"), nullable=False, index=True),
    _row(),
)

# ── what belongs to what ───────────────────────────────────────────────────────────────────────────────────

actor_form = Table(
    "actor_form",
    metadata,
    Column("key", Text, primary_key=True, comment="a name or wording, folded for comparison"),
    Column("actor", Text, primary_key=True),
)

actor_document = Table(
    "actor_document",
    metadata,
    Column("actor", Text, primary_key=True),
    Column("document_id", ForeignKey("pages.id"), primary_key=True),
)

position_statement = Table(
    "position_statement",
    metadata,
    Column("position", ForeignKey("positions.seq"), primary_key=True),
    Column("statement", Text, primary_key=True, index=True),
)

moment_document = Table(
    "moment_document",
    metadata,
    Column("moment", ForeignKey("timeline.seq"), primary_key=True),
    Column("document_id", ForeignKey("pages.id"), primary_key=True),
)

moment_actor = Table(
    "moment_actor",
    metadata,
    Column("moment", ForeignKey("timeline.seq"), primary_key=True),
    Column("actor", Text, primary_key=True),
)

event_document = Table(
    "event_document",
    metadata,
    Column("event", ForeignKey("events.seq"), primary_key=True),
    Column("document_id", ForeignKey("pages.id"), primary_key=True, index=True),
)

event_actor = Table(
    "event_actor",
    metadata,
    Column("event", ForeignKey("events.seq"), primary_key=True),
    Column("actor", Text, primary_key=True, index=True),
)

deadline_document = Table(
    "deadline_document",
    metadata,
    Column("deadline", ForeignKey("deadlines.seq"), primary_key=True),
    Column("document_id", ForeignKey("pages.id"), primary_key=True, index=True),
)

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
