"""A small record made by hand, and hand codings of it, for tests of what comes in from coders."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import handmade
import onrecord
from onrecord.model import Document
from onrecord.model.dna import CODED, CODED_VARIABLES, DATA, TABLES
from onrecord.record import Codebook
from onrecord.store import RecordFile, Store

BREACH = "breaches(Velmark, Tarn Accord)"
REFERENCE = """
states:
- {name: Sarnia, source: made up}
- {name: Velmark, source: made up}
people:
- {name: Orla Benning, gender: she, offices: [{title: foreign minister, of: Sarnia, start: 2015-01-01}], source: x}
- {name: Pavel Drunov, gender: he, offices: [{title: foreign minister, of: Velmark, start: 2015-01-01}], source: x}
agreements:
- {name: Tarn Accord, parties: [Sarnia, Velmark], signed: 1994-05-05, source: made up}
"""
SAID = "“Velmark has breached\u00a0the Tarn Accord,”"


def opened(*documents: Document) -> RecordFile:
    """The record of ``handmade``, kept in memory and open."""
    documents = documents or (handmade.document(),)
    store = Store.make(None)
    store.say({"codebook": Codebook.load().yaml, "reference": REFERENCE, "predicates": "breaches preserve"})
    handmade.keep(store, handmade.record(*documents))
    return RecordFile(store)


def sheet(path: Path, *rows: Sequence[str], head: str = "document,quote,actor,issue,stance,coder") -> Path:
    """A table of codings."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(head.split(","))
        writer.writerows(rows)
    return path


def dna(
    path: Path, texts: Sequence[tuple[str, str, int]], *statements: tuple[int, int, int, str, dict[str, object]]
) -> Path:
    """A .dna file: ``texts`` are title, text and seconds since 1970; a statement is the number of its text, start,
    stop, coder, and its variables.
    """
    with closing(sqlite3.connect(path)) as file:
        for name, columns in TABLES.items():
            file.execute(f"CREATE TABLE {name} ({columns})")
        coders = list(dict.fromkeys(["Somebody", *(s[3] for s in statements)]))
        file.executemany("INSERT INTO CODERS (ID, Name) VALUES (?, ?)", list(enumerate(coders, 1)))
        file.execute("INSERT INTO STATEMENTTYPES (ID, Label) VALUES (1, ?)", (CODED,))
        file.executemany(
            "INSERT INTO VARIABLES (ID, Variable, DataType, StatementTypeId) VALUES (?, ?, ?, 1)",
            [(n, name, data) for n, (name, data) in enumerate(CODED_VARIABLES.items(), 1)],
        )
        file.executemany(
            "INSERT INTO DOCUMENTS (Title, Text, Coder, Date) VALUES (?, ?, 1, ?)", [tuple(text) for text in texts]
        )
        for number, (text, start, stop, coder, values) in enumerate(statements, 1):
            file.execute(
                "INSERT INTO STATEMENTS (ID, StatementTypeId, DocumentId, Start, Stop, Coder) "
                "VALUES (?, 1, ?, ?, ?, ?)",
                (number, text, start, stop, coders.index(coder) + 1),
            )
            for variable, (name, data) in enumerate(CODED_VARIABLES.items(), 1):
                value = values.get(name, 1 if data == "boolean" else "")
                if data == "short text":
                    file.execute("INSERT OR IGNORE INTO ENTITIES (VariableId, Value) VALUES (?, ?)", (variable, value))
                    found = file.execute(
                        "SELECT ID FROM ENTITIES WHERE VariableId = ? AND Value = ?", (variable, value)
                    )
                    column, value = "Entity", found.fetchone()[0]
                else:
                    column = "Value"
                file.execute(
                    f"INSERT INTO {DATA[data]} (StatementId, VariableId, {column}) VALUES (?, ?, ?)",
                    (number, variable, value),
                )
        file.commit()
    return path


def courier(path: Path) -> Path:
    """The record of one page of the example, built at a path."""
    example = Path(onrecord.__file__).parent / "example"
    onrecord.build(example / "pages" / "courier-thirty-days.html", path, reference=example / "reference.yaml").close()
    return path
