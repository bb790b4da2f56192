"""How long views take over a large record.

    python -m bench.scale [STATEMENTS] [--times NUMBER] [--keep FILE]

A record of so many statements (5,000 by default) is made of the pages of one dispute in `texts/disputes` (never of one
held out): each page is kept again and again under days, ids and outlets of its own. It is compiled and written as a
build does. Then the rows of its views are copied so many times (20 by default) under ids of their own, so that the
views have 100,000 statements, which would take an hour to compile here. What is timed is by the clock, the file on disk
and warm: compiling, keeping, writing, and every view, whole and with a filter.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import onrecord
from onrecord._version import __version__
from onrecord.model import Document, Evidence, Interval, Judgement, Page, Reading
from onrecord.record import Codebook, compile
from onrecord.reference import Reference
from onrecord.store import RecordFile, Store

DISPUTES = Path(__file__).resolve().parent / "texts" / "disputes"
_APART = 45
"""So many days lie between one copy of a dispute and the next."""


def pages() -> tuple[list[tuple[Document, Reading]], Reference]:
    """The pages of one dispute with what is read in them, and its reference."""
    folder = next(f for f in sorted(DISPUTES.iterdir()) if (f / "gold.yaml").exists() and not f.name.startswith("held"))
    with onrecord.build([folder / "pages"], reference=folder / "reference.yaml") as built:
        record = built.record
    return list(zip(record.documents, record.readings, strict=True)), Reference.load(folder / "reference.yaml")


def copied(document: Document, reading: Reading, number: int) -> tuple[Document, Reading]:
    """A copy of a page, under an id, an outlet and days of its own."""
    id_ = sha256(f"{document.id}/{number}".encode()).hexdigest()[:16]
    by = timedelta(_APART * number)

    def later(time_: Judgement[Interval]) -> Judgement[Interval]:
        value = time_.value
        try:
            moved = replace(
                value,
                earliest=value.earliest and value.earliest + by,
                latest=value.latest and value.latest + by,
            )
        except OverflowError:
            return time_
        return Judgement(moved, time_.confidence, time_.evidence)

    def own(item: str | None) -> str | None:
        return item and f"{item}-{number}"

    outlet = Judgement(f"Outlet {number % 40}", 0.9, (Evidence("made", "made for the bench"),))
    said = tuple(
        replace(s, id=f"{s.id}-{number}", parent=own(s.parent), answers=own(s.answers), time=later(s.time))
        for s in reading.statements
    )
    copy = replace(
        reading,
        document=id_,
        published=later(reading.published),
        statements=said,
        events=tuple(replace(e, id=f"{e.id}-{number}", time=later(e.time)) for e in reading.events),
        deadlines=tuple(
            replace(d, id=f"{d.id}-{number}", statement=f"{d.statement}-{number}", falls=later(d.falls))
            for d in reading.deadlines
        ),
    )
    return replace(document, id=id_, name=f"{number}/{document.name.rpartition('/')[2]}", outlet=outlet), copy


def made(statements: int) -> Iterator[tuple[Document, Reading]]:
    """Copies until so many statements are there."""
    originals, _ = pages()
    number = found = 0
    while found < statements:
        for document, reading in originals:
            copy = copied(document, reading, number)
            found += len(copy[1].statements)
            yield copy
        number += 1


def timed(what: str, step: Callable[[], Any]) -> Any:
    """Runs a step and prints how long it took."""
    start = time.perf_counter()
    result = step()
    number = len(result) if isinstance(result, Sequence) else ""
    print(f"| {what} | {number} | {time.perf_counter() - start:.2f} |", flush=True)
    return result


def main(arguments: Sequence[str]) -> None:
    """Make the record, ask every view, add a page."""
    numbers = [int(a) for a in arguments if a.isdecimal()]
    times = int(arguments[arguments.index("--times") + 1]) if "--times" in arguments else 20
    statements = numbers[0] if numbers and not arguments[0].startswith("-") else 5_000
    kept = Path(arguments[arguments.index("--keep") + 1]) if "--keep" in arguments else None
    _, reference = pages()
    with tempfile.TemporaryDirectory() as folder:
        path = kept or Path(folder) / "scale.record"
        store = Store.make(path)
        store.say({"codebook": Codebook.load().yaml, "reference": reference.yaml})
        copies = list(made(statements))
        print("| what | rows | seconds |\n|---|---|---|")
        record = timed("compile", lambda: compile(*zip(*copies, strict=True), Codebook.load(), reference))
        timed("keep the pages", lambda: [keep(store, document, reading) for document, reading in copies])
        timed("write the record", lambda: store.write(record, __version__))
        multiplied(path, times)
        with RecordFile(store) as opened:
            views(opened)


_ROWS = {
    "statements": "id",
    "answers": "id",
    "utterances": "id",
    "events": "id",
    "deadlines": "id",
    "contrasts": None,
    "timeline": None,
}
_LINKS = {
    "position_statement": ("position", "statement"),
    "moment_document": ("moment", "document_id"),
    "moment_actor": ("moment", "actor"),
    "event_document": ("event", "document_id"),
    "event_actor": ("event", "actor"),
}


def multiplied(path: Path, times: int) -> None:
    """Copies the rows of the views of a record file, each under a place and an id of its own."""
    with closing(sqlite3.connect(path)) as db, db:
        number = {table: db.execute(f"SELECT max(seq) + 1 FROM {table}").fetchone()[0] or 0 for table in _ROWS}
        for copy in range(1, times):
            for table, key in _ROWS.items():
                columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
                taken = {"seq": f"seq + {copy * number[table]}", key or "": f"{key} || '-{copy}'"}
                chosen = ", ".join(taken.get(c, f'"{c}"') for c in columns)
                db.execute(f"INSERT INTO {table} SELECT {chosen} FROM {table} WHERE seq < {number[table]}")
            for table, (one, other) in _LINKS.items():
                by = {"moment": "timeline", "event": "events"}.get(one)
                first = f'"{one}" + {copy * number[by]}' if by else f'"{one}"'
                second = f"\"{other}\" || '-{copy}'" if other == "statement" else f'"{other}"'
                within = f'WHERE "{one}" < {number[by]}' if by else "WHERE statement NOT LIKE '%-%-%-%'"
                db.execute(f"INSERT OR IGNORE INTO {table} SELECT {first}, {second} FROM {table} {within}")


def keep(store: Store, document: Document, reading: Reading) -> None:
    """Keeps one page that was made."""
    store.keep(Page(document.id, document.name, "text/plain", document.id.encode()), document, reading, __version__)


def views(record: RecordFile) -> None:
    """Every view whole, and each with a filter that people use."""
    whole = (
        "documents",
        "statements",
        "actors",
        "positions",
        "changes",
        "answers",
        "utterances",
        "events",
        "deadlines",
    )
    for view in (*whole, "timeline", "checks", "stories", "outlets", "contrasts"):
        timed(view, getattr(record, view))
    actor = record.actors()[0]["name"]
    year = date(2011, 1, 1)
    timed(f"statements --actor {actor}", lambda: record.statements(actor=actor))
    timed("statements --act ACCUSE --since 2011", lambda: record.statements(act="ACCUSE", since=year))
    timed("statements --issue breaches --outlet", lambda: record.statements(issue="breaches", outlet="Outlet 3"))
    timed("answers --actor", lambda: record.answers(actor=actor))
    timed("answers --issue breaches", lambda: record.answers(issue="breaches"))
    timed("positions --actor", lambda: record.positions(actor=actor))
    timed("positions --outlet", lambda: record.positions(outlet="Outlet 3"))
    timed("timeline --actor", lambda: record.timeline(actor=actor))
    timed("utterances --outlet", lambda: record.utterances(outlet="Outlet 3"))
    timed("events --actor", lambda: record.events(actor=actor))


if __name__ == "__main__":
    main(sys.argv[1:])
