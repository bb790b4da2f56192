"""A record as a ``.dna`` file, which Discourse Network Analyzer 3 opens.

The first statement type holds what its networks are made of: who affirms or denies which issue in which statement, a
story on several pages counted once. The second holds everything that is read, each item on its words.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from onrecord.export.excerpt import Excerpt, Happening, Row
from onrecord.model import Deadline, Event, Span
from onrecord.model.dna import (
    ATTRIBUTES,
    CODED,
    CODED_VARIABLES,
    DATA,
    OUR_VARIABLES,
    OURS,
    TABLES,
    VERSION,
    SafeText,
    password_hash,
    short,
)
from onrecord.store.codec import dump
from onrecord.store.flat import edtf, stances

CODER, PASSWORD = "OnRecord", "onrecord"
"""Who the file says coded it, and what the program asks for when it is opened: no secret."""

_TYPES = {CODED: (CODED_VARIABLES, (239, 208, 51)), OURS: (OUR_VARIABLES, (126, 170, 214))}
_COLOURS = {"person": (44, 95, 138), "state": (153, 51, 51), "organisation": (76, 122, 68), "group": (110, 110, 110)}
_CODER = 1


def dna(excerpt: Excerpt) -> bytes:
    """The excerpt as the bytes of a ``.dna`` file; coder and password stand in ``CODER`` and ``PASSWORD``.

    A document stands on the last day on which it may have been published; its notes say where that is open, and how
    surely it is known.
    """
    with closing(sqlite3.connect(":memory:")) as file:
        file.execute("PRAGMA foreign_keys = ON")
        for name, columns in TABLES.items():
            file.execute(f"CREATE TABLE {name} ({columns})")
        _Written(file, excerpt).everything()
        file.commit()
        return file.serialize()


class _Written:
    """A file that is being written: its variables by name, its entities by value, its documents by id."""

    def __init__(self, file: sqlite3.Connection, excerpt: Excerpt) -> None:
        self.file = file
        self.excerpt = excerpt
        self.variables: dict[tuple[str, str], int] = {}
        self.entities: dict[tuple[int, str], int] = {}
        self.attributes: dict[int, list[int]] = {}
        self.places: dict[str, _Placed] = {}

    def everything(self) -> None:
        """Writes it all."""
        days = [day for row in self.excerpt.documents if (day := _day(row)[0])]
        made = max(days).isoformat() if days else ""
        self._rows("SETTINGS", [{"Property": "version", "Value": VERSION}, {"Property": "date", "Value": made}])
        salt = sha256(CODER.encode()).digest()[:16]
        self._row("CODERS", ID=_CODER, Name=CODER, Red=126, Green=170, Blue=214, Password=password_hash(PASSWORD, salt))
        for label, (variables, (red, green, blue)) in _TYPES.items():
            kind = self._row("STATEMENTTYPES", Label=label, Red=red, Green=green, Blue=blue)
            for name, data in variables.items():
                self._variable(label, name, data, kind)
        for row in self.excerpt.documents:
            self._document(row)
        self._codings()
        self._items()

    # ── what stands in the tables ──────────────────────────────────────────────────────────────────────────

    def _row(self, table: str, **values: Any) -> int:
        """Writes one row and gives its ID."""
        marks = ", ".join("?" * len(values))
        row = self.file.execute(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", [*values.values()])  # noqa: S608 - names of our own
        return row.lastrowid or 0

    def _rows(self, table: str, rows: Iterable[dict[str, Any]]) -> None:
        for row in rows:
            self._row(table, **row)

    def _variable(self, label: str, name: str, data: str, kind: int) -> None:
        variable = self._row("VARIABLES", Variable=name, DataType=data, StatementTypeId=kind)
        self.variables[label, name] = variable
        if data == "short text":
            self.attributes[variable] = [
                self._row("ATTRIBUTEVARIABLES", VariableId=variable, AttributeVariable=one) for one in ATTRIBUTES
            ]
            self._entity(variable, "")

    def _entity(self, variable: int, value: str) -> int:
        """The entity for a value, with an attribute value for each attribute, made where it is new."""
        key = variable, short(value)
        if key not in self.entities:
            red, green, blue = _COLOURS.get((self.excerpt.actor.get(value) or {}).get("kind", ""), (0, 0, 0))
            entity = self._row("ENTITIES", VariableId=variable, Value=key[1], Red=red, Green=green, Blue=blue)
            self.entities[key] = entity
            for attribute, said in zip(self.attributes[variable], self._attributes(value), strict=True):
                self._row("ATTRIBUTEVALUES", EntityId=entity, AttributeVariableId=attribute, AttributeValue=short(said))
        return self.entities[key]

    def _attributes(self, value: str) -> tuple[str, str, str]:
        """Type, alias and notes of an actor or an issue."""
        actor = self.excerpt.actor.get(value)
        if actor:
            notes = "; ".join(filter(None, [actor["of"] and f"of {actor['of']}", actor["offices"]]))
            return actor["kind"], "; ".join(form for form in actor["forms"] if form != value), notes
        if value in self.excerpt.words:
            return value.partition("(")[0], self.excerpt.words[value], ""
        return "", "", ""

    def _document(self, row: Row) -> None:
        day, notes = _day(row)
        placed = self.places[row["id"]] = _Placed(row, self.excerpt)
        notes = "; ".join(filter(None, [notes, f"page {row['id']}", row["url"], row["document"]]))
        placed.id = self._row(
            "DOCUMENTS",
            Title=short(row["title"] or row["document"]),
            Text=placed.text,
            Coder=_CODER,
            Author=short("; ".join(row["authors"])),
            Source=short(row["outlet"] or ""),
            Section="",
            Notes=short(notes),
            Type=short(row["agency"] or ""),
            Date=int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) if day else 0,
        )

    def _statement(self, label: str, place: tuple[int, int, int], values: dict[str, Any]) -> None:
        """One statement of a type, with a value for each variable of the type."""
        document, start, stop = place
        kind = [*_TYPES].index(label) + 1
        one = self._row("STATEMENTS", StatementTypeId=kind, DocumentId=document, Start=start, Stop=stop, Coder=_CODER)
        for name, data in _TYPES[label][0].items():
            variable = self.variables[label, name]
            value = values.get(name)
            if data == "short text":
                entity = self._entity(variable, value or "")
                self._row(DATA[data], StatementId=one, VariableId=variable, Entity=entity)
            else:
                plain = SafeText.of(value or "").text if data == "long text" else int(value or 0)
                self._row(DATA[data], StatementId=one, VariableId=variable, Value=plain)

    # ── what is read from the record ───────────────────────────────────────────────────────────────────────

    def _codings(self) -> None:
        """Each statement that takes a side, once for each issue that it speaks to."""
        said = {row["id"]: row for row in self.excerpt.statements}
        for coding in self.excerpt.codings:
            row = said[coding.statement]
            speaker, holder = row["speaker"] or "", coding.actor
            person = next((name for name in (speaker, holder) if self._person(name)), "")
            self._statement(
                CODED,
                self.places[row["document_id"]].of_statement(row),
                {
                    "person": person,
                    "organization": "" if self._person(holder) else holder,
                    "concept": coding.issue,
                    "agreement": coding.affirms,
                },
            )

    def _person(self, name: str) -> bool:
        return bool(name) and (self.excerpt.actor.get(name) or {}).get("kind") in ("person", "group")

    def _items(self) -> None:
        """Everything that is read, on its words."""
        for row in self.excerpt.documents:
            placed = self.places[row["id"]]
            if not placed.text:
                continue
            line = {name: value for name, value in row.items() if name not in ("text", "checks")}
            title = len(row["title"] or "") or len(placed.text)
            self._statement(
                OURS,
                (placed.id, 0, min(title, len(placed.text))),
                {
                    "item": "document",
                    "confidence": _hundredths(row["published_confidence"]),
                    "date": edtf(row["published"] or [None, None]),
                    "words": row["title"],
                    "why": row["published_why"],
                    "id": row["id"],
                    "row": json.dumps(line, ensure_ascii=False),
                },
            )
        for row in self.excerpt.statements:
            self._statement(OURS, self.places[row["document_id"]].of_statement(row), _of_statement(row))
        for happening in self.excerpt.happenings:
            place = self.places[happening.document["id"]].of(happening.item.span)
            if place:
                self._statement(OURS, place, _of_happening(happening))
        for row in self.excerpt.documents:
            for check in row["checks"]:
                self._check(row, check)

    def _check(self, document: Row, check: Row) -> None:
        place = self.places[document["id"]].of(Span(*check["span"]))
        if place:
            says = {"item": "check", "words": check["says"], "target": check["about"], "kind": check["verdict"]}
            why = f"{check['verdict']}: the page gives {check['value']}, the reference {check['reference']}"
            row = json.dumps(check, ensure_ascii=False)
            self._statement(OURS, place, says | {"why": f"{why} ({check['source']})", "row": row})


class _Placed:
    """A document's text made safe, with the lines below it from which a statement is read."""

    def __init__(self, row: Row, excerpt: Excerpt) -> None:
        self.id = 0
        parts = [SafeText.of(row["text"])]
        self._starts: dict[int | None, tuple[int, SafeText]] = {None: (0, parts[0])}
        self.text = parts[0].text
        lines = {said["line"] for said in excerpt.said_in[row["id"]]} - {None}
        for line in sorted(lines):
            safe = SafeText.of(row["lines"][line]["text"])
            self.text += "\n\n"
            self._starts[line] = (len(self.text), safe)
            self.text += safe.text

    def of(self, span: Span) -> tuple[int, int, int] | None:
        """The document and where the words stand in its text; None where they do not stand in it."""
        if span.line not in self._starts:
            return None
        begin, safe = self._starts[span.line]
        start, stop = begin + safe.at(span.start), begin + safe.at(span.end)
        return (self.id, start, stop) if start < stop else None

    def of_statement(self, row: Row) -> tuple[int, int, int]:
        """The same for what a statement says, from its first word to its last; else for what shows that it is said."""
        spans = row["spans"]
        every = spans["content"] or [*spans["cue"], *([spans["source"]] if spans["source"] else [])]
        place = self.of(Span(min(s for s, _ in every), max(e for _, e in every), row["line"]))
        assert place is not None
        return place


def _of_statement(row: Row) -> dict[str, Any]:
    why = [("speaker", row["speaker_why"]), ("act", row["act_why"]), ("date", row["date_why"])]
    return {
        **{name: row[name] for name in ("speaker", "target", "act", "kind", "channel", "audience", "id")},
        "item": "statement",
        "confidence": _hundredths(row["confidence"]),
        "hedged": row["hedge"] is not None,
        "date": edtf(row["date"] or [None, None]),
        "words": row["content"],
        "positions": stances(row["positions"]),
        "why": "; ".join(f"{what}: {said}" for what, said in why if said),
        "row": json.dumps(row, ensure_ascii=False),
    }


def _of_happening(happening: Happening) -> dict[str, Any]:
    item = happening.item
    judged = item.time if isinstance(item, Event) else item.falls
    told = {
        "confidence": _hundredths(judged.confidence),
        "date": str(judged.value),
        "why": judged.why,
        "id": item.id,
        "row": dump(item),
    }
    if isinstance(item, Event):
        return told | {"item": "event", "act": str(item.act), "words": item.label}
    return told | {"item": "deadline", "target": item.bound, "words": _due(item)}


def _due(item: Deadline) -> str:
    return f"{item.days} days" if item.days is not None else f"by {item.falls.value}"


def _hundredths(confidence: float | None) -> int:
    """A confidence in hundredths, never rounded up to certainty nor down to nothing; 0 where there is none."""
    if confidence is None:
        return 0
    return 100 if confidence == 1 else min(max(round(confidence * 100), 1), 99)


def _day(row: Row) -> tuple[date | None, str]:
    """The day on which a document stands, and what its notes say of it."""
    earliest, latest = row["published"] or (None, None)
    told = latest or earliest
    if told is None:
        return None, "DATE NOT KNOWN, 1970-01-01 stands for it"
    how = "published" if earliest == latest else "DATE OPEN, published"
    return date.fromisoformat(told), f"{how} {edtf([earliest, latest])} ({row['published_confidence']:g})"
