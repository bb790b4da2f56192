"""Hand codings in a table of comma- or tab-separated values, one coding a row."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from onrecord.engine.coding.bound import MAX_CODINGS, MAX_VALUE, contents, words
from onrecord.engine.coding.field import Fields, day, name, stance
from onrecord.model import CodedText, HandCoding, HandCodings, LeftOut, OnRecordError


def read_sheet(path: Path, fields: Fields) -> HandCodings:
    """What is coded in a table whose first line names its columns; ``fields`` says which holds what.

    Needed are a column for the words (or ``start`` and ``end``) and one for the actor or organisation; where there is
    none for the document, the words tell. Raises OnRecordError where the file is no such table.
    """
    text = words(contents(path), path)
    head = text[: text.find("\n") + 1 or len(text)]
    mark = max(",;\t", key=head.count)
    csv.field_size_limit(10 * MAX_VALUE)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        columns = fields.among(reader.fieldnames or (), str(path))
        if not ("quote" in columns or ("start" in columns and "end" in columns and "document" in columns)):
            raise OnRecordError(f"{path} has no column of words (quote): name it with --columns quote=NAME")
        if not ("actor" in columns or "organisation" in columns):
            raise OnRecordError(f"{path} has no column of actors (actor): name it with --columns actor=NAME")
        texts: dict[str, CodedText] = {}
        codings: list[HandCoding] = []
        left: list[LeftOut] = []
        for row in reader:
            where = f"line {reader.line_num}"
            if len(codings) >= MAX_CODINGS:
                raise OnRecordError(f"{path} has more than {MAX_CODINGS:,} rows: divide it")
            if not any(isinstance(cell, str) and cell.strip() for cell in row.values()):
                continue
            try:
                about, coding = _read({f: row.get(c) or "" for f, c in columns.items()}, where)
            except ValueError as error:
                left.append(LeftOut(where, str(error)))
                continue
            texts.setdefault(about.id, about)
            codings.append(coding)
    except csv.Error as error:
        raise OnRecordError(f"{path}, line {reader.line_num}, is no line of a table: {error}") from None
    return HandCodings(tuple(texts.values()), tuple(codings), tuple(left))


def _read(row: dict[str, str], where: str) -> tuple[CodedText, HandCoding]:
    """The text that a row is on, and its coding. Raises ValueError with what is wrong."""

    def of(field: str) -> str:
        return row.get(field, "").strip()

    when = day(of("date"))
    named, title, url = of("document"), of("title"), of("url")
    about = CodedText("\0".join((named, title, url)), named or None, None, title or None, when, url=url or None)
    quote = row.get("quote", "").strip()
    if len(quote) > MAX_VALUE:
        raise ValueError(f"its words are more than {MAX_VALUE:,} characters")
    start, end = _offset(of("start")), _offset(of("end"))
    if not quote and (start is None or end is None or start >= end):
        raise ValueError("it has no words, nor offsets in their place")
    actor, body, concept = name(of("actor")), name(of("organisation")), name(of("issue"))
    if not (actor or body):
        raise ValueError("it names no actor")
    coding = HandCoding(
        coder=name(of("coder")),
        text=about.id,
        words=quote,
        where=where,
        start=start,
        end=end,
        people=(actor,) if actor else (),
        organisation=body or None,
        concept=concept or None,
        affirms=stance(of("stance")),
        day=when,
        note=of("note")[:MAX_VALUE],
    )
    return about, coding


def _offset(value: str) -> int | None:
    if not value:
        return None
    if not value.isdecimal() or len(value) > 9:
        raise ValueError(f"{value[:40]!r} is no place in a text: count its characters")
    return int(value)
