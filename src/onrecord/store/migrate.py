"""Records of an earlier schema, brought to the present one: nothing that they keep is lost."""

from __future__ import annotations

import sqlite3
import zlib
from hashlib import sha256

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from onrecord.store import schema

_PAGES = "id, name, media, original, added"


def migrate(connection: sqlite3.Connection, found: int) -> None:
    """Brings a record of schema ``found`` to the present one, wholly or not at all; its views wait for a build.

    The connection must be in no transaction. Raises sqlite3.Error where the file cannot be written, zlib.error where
    a page that it keeps is damaged.
    """
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = OFF")  # a table that others point to is replaced
    connection.execute("BEGIN IMMEDIATE")
    try:
        if found < 2:
            _originals(connection)
        if found < 3:
            _corrections(connection)
        if found < 4:
            _across(connection)
        if found < 5:
            _traces(connection)
        if found < 9:
            _more_traces(connection)
        if found < 10:
            _waiting(connection)
        values = [("schema", str(schema.SCHEMA)), ("compiled", "no")]
        connection.executemany("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", values)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _corrections(connection: sqlite3.Connection) -> None:
    """From 2 to 3: the log of corrections, and what became of each."""
    connection.execute("ALTER TABLE statements ADD COLUMN corrected TEXT")
    for table in (schema.corrections, schema.corrected):
        connection.execute(str(CreateTable(table).compile(dialect=sqlite.dialect())))
        for index in table.indexes:
            connection.execute(str(CreateIndex(index).compile(dialect=sqlite.dialect())))


def _originals(connection: sqlite3.Connection) -> None:
    """From 1 to 2: the bytes in a table of their own, and the tables of stories."""
    connection.execute("ALTER TABLE documents ADD COLUMN story TEXT")
    connection.execute("ALTER TABLE statements ADD COLUMN repeats TEXT")
    new = (schema.originals, schema.fingerprints, schema.bands, schema.alike, schema.stories)
    for table in new:
        connection.execute(str(CreateTable(table).compile(dialect=sqlite.dialect())))
    pages = str(CreateTable(schema.pages).compile(dialect=sqlite.dialect()))
    connection.execute(pages.replace("CREATE TABLE pages", "CREATE TABLE new_pages", 1))
    for (page,) in connection.execute("SELECT id FROM pages").fetchall():
        (packed,) = connection.execute("SELECT content FROM pages WHERE id = ?", (page,)).fetchone()
        content = zlib.decompress(packed)
        digest = sha256(content).hexdigest()
        connection.execute("INSERT OR IGNORE INTO originals VALUES (?, ?, ?)", (digest, len(content), packed))
        connection.execute(
            f"INSERT INTO new_pages ({_PAGES}) SELECT id, name, media, ?, added FROM pages WHERE id = ?",  # noqa: S608
            (digest, page),
        )
    connection.execute("DROP TABLE pages")
    connection.execute("ALTER TABLE new_pages RENAME TO pages")
    later = {"side", "utterance", "rank"}
    for table in (*new, schema.documents, schema.statements):
        for index in table.indexes:
            if later & {column.name for column in index.columns}:
                continue
            made = str(CreateIndex(index, if_not_exists=True).compile(dialect=sqlite.dialect()))
            connection.execute(made)


def _across(connection: sqlite3.Connection) -> None:
    """From 3 to 4: whose side speaks and which utterance it is, and the tables of what is gathered across documents."""
    connection.execute("ALTER TABLE statements ADD COLUMN side TEXT")
    connection.execute("ALTER TABLE statements ADD COLUMN utterance TEXT")
    new = (
        *(schema.utterances, schema.answers, schema.changes, schema.events, schema.deadlines, schema.outlets),
        *(schema.contrasts, schema.event_document, schema.event_actor, schema.deadline_document),
    )
    for table in new:
        connection.execute(str(CreateTable(table).compile(dialect=sqlite.dialect())))
    for table in (*new, schema.statements):
        for index in table.indexes:
            if "rank" in index.columns and table is schema.statements:
                continue
            made = str(CreateIndex(index, if_not_exists=True).compile(dialect=sqlite.dialect()))
            connection.execute(made)


def _traces(connection: sqlite3.Connection) -> None:
    """From 4 to 5: where each row belongs in its view, and what pages leave for others."""
    for table in (*schema.VIEWS, schema.documents):
        known = {row[1] for row in connection.execute(f"PRAGMA table_info({table.name})")}
        for column in (c.name for c in table.columns if c.name in ("rank", "key", "item", "held")):
            if column not in known:
                connection.execute(f"ALTER TABLE {table.name} ADD COLUMN {column} TEXT")
    for table in schema.TRACES:
        connection.execute(str(CreateTable(table, if_not_exists=True).compile(dialect=sqlite.dialect())))
    for table in (*schema.VIEWS, *schema.TRACES, schema.documents):
        for index in table.indexes:
            connection.execute(str(CreateIndex(index, if_not_exists=True).compile(dialect=sqlite.dialect())))


def _more_traces(connection: sqlite3.Connection) -> None:
    """From 5 to 9: more of what pages leave, for the next build to write; who speaks is counted so."""
    for table in schema.TRACES:
        connection.execute(f"DROP TABLE IF EXISTS {table.name}")
        connection.execute(str(CreateTable(table).compile(dialect=sqlite.dialect())))
        for index in table.indexes:
            connection.execute(str(CreateIndex(index).compile(dialect=sqlite.dialect())))
    connection.execute("DELETE FROM meta WHERE key = 'grows'")
    connection.execute("DROP INDEX IF EXISTS ix_statements_speaker")
    speaker = next(index for index in schema.statements.indexes if index.name == "ix_statements_speaker")
    connection.execute(str(CreateIndex(speaker).compile(dialect=sqlite.dialect())))


def _waiting(connection: sqlite3.Connection) -> None:
    """From 9 to 10: which documents wait for the views is found by an index."""
    for index in schema.documents.indexes:
        connection.execute(str(CreateIndex(index, if_not_exists=True).compile(dialect=sqlite.dialect())))
