"""The file under a record: opened, checked, and every way in which that fails told in one line."""

from __future__ import annotations

import os
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Engine, create_engine, event, select
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import QueuePool, StaticPool

from onrecord.model import OnRecordError
from onrecord.store import schema
from onrecord.store.migrate import migrate

_MAGIC = b"SQLite format 3\0"
_APPLICATION = 0x4F6E5265
"""Written into the header of the file, so that ``file`` and others can tell what it is ("OnRe")."""

_BUSY_SECONDS = 15
"""How long to wait for another process to finish its write; a page is written in milliseconds, a compiled
record of some thousand pages in a few seconds."""

_FAULTS = {
    "locked": "is being written by another process: try again when that is done",
    "readonly": "cannot be written: the file or its folder is read-only",
    "unable to open": "cannot be opened: is its folder there, and are you allowed to write in it?",
    "full": "cannot be written: the disk is full",
    "malformed": "is damaged: build the record again from its pages",
    "not a database": "is no record, or a damaged one",
}


@contextmanager
def told(name: str) -> Iterator[None]:
    """Says in one line what a database could not do with the record of this name (raises OnRecordError)."""
    try:
        yield
    except DBAPIError as error:
        said = str(error.orig)
        fault = next((told for sign, told in _FAULTS.items() if sign in said), f"cannot be used: {said}")
        raise OnRecordError(f"{name} {fault}") from error
    except SQLAlchemyError as error:
        raise OnRecordError(f"{name} cannot be used: {' '.join(str(error).split())}") from error


def in_memory() -> Engine:
    """An empty record that lasts as long as it is held."""
    engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    _prepare(engine)
    _create(engine)
    return engine


def opened(path: Path) -> Engine:
    """The record at a path, which must be one.

    Raises OnRecordError where there is none, or the file is something else or made by a newer OnRecord.
    """
    _must_be_record(path)
    writable = os.access(path, os.W_OK)
    engine = _connect(path, "rw" if writable else "ro")
    try:
        found = _schema_of(engine, path)
        if found < schema.SCHEMA:
            engine.dispose()
            engine = _brought_up(path, found, writable)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _brought_up(path: Path, found: int, writable: bool) -> Engine:
    """A record of an earlier schema in the present one: in its file, or a copy in memory of one that is read-only."""
    fault = f"{path} was made by an older OnRecord (schema {found}) and cannot be brought up to date"
    try:
        if writable:
            with closing(sqlite3.connect(_address(path, "rw"), uri=True, timeout=_BUSY_SECONDS)) as connection:
                migrate(connection, found)
            return _connect(path, "rw")
        copy = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
        with closing(sqlite3.connect(_address(path, "ro"), uri=True)) as kept, copy.connect() as connection:
            held = connection.connection.driver_connection
            if not isinstance(held, sqlite3.Connection):
                raise TypeError("a copy in memory is no SQLite database")
            kept.backup(held)
            migrate(held, found)
            held.execute("PRAGMA foreign_keys = ON")
        _prepare(copy)
        return copy
    except (sqlite3.Error, zlib.error) as error:
        raise OnRecordError(f"{fault}: {error}") from None


def created(path: Path) -> Engine:
    """The record at a path, made empty where there is none yet. Raises OnRecordError as ``opened`` does."""
    if path.exists() and not _is_blank(path):
        return opened(path)
    if not path.parent.is_dir():
        raise OnRecordError(f"{path} cannot be made: there is no folder {path.parent}")
    engine = _connect(path, "rwc")
    with told(str(path)):
        _create(engine)
    return engine


def _is_blank(path: Path) -> bool:
    """Whether a file is there but holds nothing: what an interrupt before the first page leaves."""
    return path.is_file() and path.stat().st_size == 0


def _beginning(path: Path) -> bytes:
    """The bytes of a file by which an SQLite file is known."""
    with path.open("rb") as file:
        return file.read(len(_MAGIC))


def is_record(path: Path) -> bool:
    """Whether a file is a record, be it of another version: nothing is written over it."""
    try:
        if not path.is_file() or _beginning(path) != _MAGIC:
            return False
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as db:
            tables = db.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone()
    except sqlite3.OperationalError:
        return True  # Somebody is writing it.
    except (OSError, sqlite3.Error):
        return False
    return tables is not None


def _must_be_record(path: Path) -> None:
    if path.is_dir():
        raise OnRecordError(f"{path} is a folder, not a record")
    if not path.exists():
        raise OnRecordError(f"{path}: there is no such record; `onrecord build PAGES -o {path}` makes one")
    if not path.is_file():
        raise OnRecordError(f"{path} is not a file that could hold a record")
    try:
        start = _beginning(path)
    except OSError as error:
        raise OnRecordError(f"{path} cannot be read: {error.strerror}") from None
    if not start:
        raise OnRecordError(f"{path} is empty: build the record first")
    if start != _MAGIC:
        raise OnRecordError(f"{path} is not a record (a record is an SQLite file made by `onrecord build`)")


def _schema_of(engine: Engine, path: Path) -> int:
    """Which schema the record in a file has. Raises OnRecordError unless it is one that this version reads."""
    with told(str(path)), engine.connect() as connection:
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE name = 'meta'").all()
        known = select(schema.meta.c.value).where(schema.meta.c.key == "schema")
        found = connection.execute(known).scalar() if tables else None
    if found is None:
        raise OnRecordError(f"{path} is an SQLite file, but not a record")
    if not found.isdecimal():
        raise OnRecordError(f"{path} is damaged: build the record again from its pages")
    if int(found) > schema.SCHEMA:
        raise OnRecordError(
            f"{path} was made by a newer OnRecord (schema {found}, not {schema.SCHEMA}): upgrade this one"
        )
    return int(found)


def _connect(path: Path, mode: str) -> Engine:
    """An engine on a file that SQLite opens as read-only, read-write, or read-write and create."""

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(_address(path, mode), uri=True, timeout=_BUSY_SECONDS, check_same_thread=False)

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)
    _prepare(engine)
    return engine


def _address(path: Path, mode: str) -> str:
    return f"file:{quote(str(path.absolute()))}?mode={mode}"


def _prepare(engine: Engine) -> None:
    """Makes every transaction a true one: Python's driver alone would run statements outside of any."""

    @event.listens_for(engine, "connect")
    def on_connect(connection: sqlite3.Connection, _: Any) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def on_begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN")


def _create(engine: Engine) -> None:
    """Lays out an empty record, wholly or not at all."""
    with engine.begin() as connection:
        connection.exec_driver_sql(f"PRAGMA application_id = {_APPLICATION}")
        schema.metadata.create_all(connection)
        connection.execute(schema.meta.insert().values(key="schema", value=str(schema.SCHEMA)))
