"""How long views take over a large record, and what one page more costs, or one line corrected.

    python -m bench.scale [STATEMENTS] [--times NUMBER] [--apart DAYS] [--keep FILE]

A record of so many statements (5,000 by default) is made of the pages of one dispute in `texts/disputes` (never of one
held out): each page is kept again and again under days, ids and outlets of its own, and with a third of its words
turned into others, so that no copy tells what another tells. It is compiled and written as a build does; then a page
is added in the midst of it and at its end, and a correction is kept and taken back. For the views, the rows of a
smaller record are copied so many times (20 by default) under ids of their own; `--times 1` leaves the record as it is,
as for 100,000 statements that are compiled. Between one copy of the dispute and the next lie so many days (45): fewer
make a record that tells more of each week. With `--keep` the record stays in a file, and where that is there already
it is not made again: what grows then is a copy of it. What is timed is by the clock and by the processor (which other
programs do not slow so much), the file on disk and warm.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
import sys
import tempfile
import time
import zlib
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
from onrecord.record import Codebook
from onrecord.record.compile import compiled
from onrecord.reference import Reference
from onrecord.store import RecordFile, Store

DISPUTES = Path(__file__).resolve().parent / "texts" / "disputes"
_DISPUTE = "lauterne"
"""Of which dispute a record is made: always of the same, so that figures can be held against earlier ones."""
_APART = 45
"""So many days lie between one copy of a dispute and the next."""
_WORD = re.compile(r"\b[a-z]{4,}\b")


def pages() -> tuple[list[tuple[Document, Reading]], Reference]:
    """The pages of one dispute with what is read in them, and its reference."""
    folder = DISPUTES / _DISPUTE
    with onrecord.build([folder / "pages"], reference=folder / "reference.yaml") as built:
        record = built.record
    return list(zip(record.documents, record.readings, strict=True)), Reference.load(folder / "reference.yaml")


def copied(
    document: Document, reading: Reading, number: int, at: int | None = None, apart: int = _APART
) -> tuple[Document, Reading]:
    """A copy of a page, under an id, an outlet and days of its own; ``at`` says of which copy it has the days, of which
    one is ``apart`` so many from the next.
    """
    id_ = sha256(f"{document.id}/{number}".encode()).hexdigest()[:16]
    by = timedelta(apart * (number if at is None else at))

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

    def turned(found: re.Match[str]) -> str:
        word = found[0]
        if zlib.crc32(f"{word} {number}".encode()) % 3:
            return word
        return "".join(chr((ord(letter) - 97 + number) % 26 + 97) for letter in word)

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
            replace(d, id=f"{d.id}-{number}", statement=own(d.statement), falls=later(d.falls))
            for d in reading.deadlines
        ),
    )
    name = f"{number:04d}/{document.name.rpartition('/')[2]}"
    return replace(document, id=id_, name=name, outlet=outlet, text=_WORD.sub(turned, document.text)), copy


def made(statements: int, apart: int = _APART) -> Iterator[tuple[Document, Reading]]:
    """Copies until so many statements are there."""
    originals, _ = pages()
    number = found = 0
    while found < statements:
        for document, reading in originals:
            copy = copied(document, reading, number, apart=apart)
            found += len(copy[1].statements)
            yield copy
        number += 1


def timed(what: str, step: Callable[[], Any]) -> Any:
    """Runs a step and prints how long it took."""
    start, worked = time.perf_counter(), time.process_time()
    result = step()
    number = len(result) if isinstance(result, Sequence) else ""
    took = f"{time.perf_counter() - start:.2f} | {time.process_time() - worked:.2f}"
    print(f"| {what} | {number} | {took} |", flush=True)
    return result


def main(arguments: Sequence[str]) -> None:
    """Make the record, ask every view, add a page."""
    numbers = [int(a) for a in arguments if a.isdecimal()]
    times = int(arguments[arguments.index("--times") + 1]) if "--times" in arguments else 20
    apart = int(arguments[arguments.index("--apart") + 1]) if "--apart" in arguments else _APART
    statements = numbers[0] if numbers and not arguments[0].startswith("-") else 5_000
    kept = Path(arguments[arguments.index("--keep") + 1]) if "--keep" in arguments else None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "scale.record"
        print("| what | rows | seconds | of the processor |\n|---|---|---|---|")
        if kept is None or not kept.exists():
            make(kept or path, statements, apart)
        if kept is not None:
            shutil.copy(kept, path)
        grow(Store.open(path), apart)
        if times > 1:
            multiplied(path, times)
        with RecordFile(Store.open(path)) as opened:
            views(opened)


def make(path: Path, statements: int, apart: int) -> None:
    """Keeps the pages, compiles them and writes the record, as a build does once they are read."""
    store, codebook = Store.make(path), Codebook.load()
    _, reference = pages()
    store.say({"codebook": codebook.yaml, "reference": reference.yaml})
    copies = list(made(statements, apart))
    timed("keep the pages", lambda: [keep(store, document, reading) for document, reading in copies])
    held = store.documents(copies[0][1].reader, __version__)
    result = timed("compile", lambda: compiled(*held, codebook, reference, store.alike()))
    timed("write the record", lambda: store.write_whole(result, codebook, reference, __version__))
    store.close()


def grow(store: Store, apart: int) -> None:
    """What it costs to add one page, and to keep one correction."""
    codebook, reference = Codebook.parse(store.said("codebook") or ""), Reference.parse(store.said("reference") or "")
    # What is kept of before may have been made by the rules of then.
    reader = store.said("grows") or ""
    originals = [(document, replace(reading, reader=reader)) for document, reading in pages()[0]]
    last = len(store.made_by()) // len(originals)

    def added(document: Document, reading: Reading) -> bool:
        keep(store, document, reading)
        return store.grow(codebook, reference, reading.reader, __version__)

    for place, number, at in (("at the end", last + 1, last + 1), ("in the midst", last + 2, last // 2)):
        for document, reading in originals[:5]:
            page = copied(document, reading, number, at, apart)
            what = f"a page of {len(page[1].statements)} statements added {place}"
            if not timed(what, lambda page=page: added(*page)):
                print("(compiled whole)")
    with RecordFile(store) as record:
        said = record.statements(outlet="Outlet 3")[0]["id"]
        one = timed(
            "a correction kept", lambda: record.correct(said, act="deny", by="bench", why="to see how long it takes")
        )
        timed("and taken back", lambda: record.undo(one.id, by="bench", why="to see how long it takes"))


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
    timed("network: actors and issues", record.network)
    for mode in ("actors", "issues"):
        timed(f"network: {mode}, congruence", lambda mode=mode: record.network(mode=mode))
    timed(
        "network: actors, congruence, what chance would give left out",
        lambda: record.network(mode="actors", significant=0.05),
    )
    timed("polarisation", record.polarisation)
    timed("polarisation, year by year", lambda: record.polarisation(window="1y"))


if __name__ == "__main__":
    main(sys.argv[1:])
