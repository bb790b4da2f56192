"""What a person asks for, as conditions on tables; what cannot be meant is told with the nearest that can."""

from __future__ import annotations

import json
import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, or_, select

from onrecord.model import Misused, OnRecordError
from onrecord.store import schema
from onrecord.store.plain import folded

Condition = ColumnElement[bool]
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def choice(what: str, value: str, allowed: Iterable[str]) -> str:
    """The one of a fixed set that is meant, whatever its letter case. Raises Misused where none is."""
    by_key = {folded(str(one)): str(one) for one in allowed}
    if folded(value) in by_key:
        return by_key[folded(value)]
    hint = _hint(str(value), by_key) or ":"
    raise Misused(f'no {what} "{value}"{hint} it is one of {", ".join(by_key.values())}')


def overlap(earliest: Any, latest: Any, since: str | date | None, until: str | date | None) -> list[Condition]:
    """That an interval shares a day with the time from ``since`` to ``until``.

    A side that is not known may lie anywhere, so a row without a date stays in. Raises Misused for what
    is no date, and for an end before its beginning.
    """
    first, last = _day("since", since, end=False), _day("until", until, end=True)
    if first and last and first > last:
        raise Misused(f"since {since} lies after until {until}")
    conditions = []
    if first:
        conditions.append(or_(latest.is_(None), latest >= first))
    if last:
        conditions.append(or_(earliest.is_(None), earliest <= last))
    return conditions


def _day(what: str, value: str | date | None, *, end: bool) -> date | None:
    """The first or last day of what may be a day, a month or a year."""
    if value is None or isinstance(value, date):
        return date(value.year, value.month, value.day) if value else None
    given = _DAY.fullmatch(str(value).strip())
    try:
        year, month, day = given.groups() if given else ("", None, None)
        in_month = int(month or (12 if end else 1))
        return date(int(year), in_month, int(day or (monthrange(int(year), in_month)[1] if end else 1)))
    except ValueError:
        raise Misused(f'{what}: "{value}" is no date: give 2018, 2018-12 or 2018-12-06') from None


def actors(connection: Connection, value: str) -> Select[tuple[str]]:
    """The names of the actors that go by this name or wording, or of the one whose name ends so: a surname of which no
    page makes use alone. Raises OnRecordError where nobody does.
    """
    form, table = schema.actor_form, schema.actors
    if connection.execute(select(form.c.key).where(form.c.key == folded(value))).first() is None:
        ends = f" {folded(value)}"
        persons = connection.execute(select(table.c.name).where(table.c.kind == "person")).scalars()
        borne = [name for name in persons if folded(name).endswith(ends)]
        if len(borne) == 1:
            return select(table.c.name).where(table.c.name == borne[0])
        known = _pairs(connection, select(form.c.key, form.c.actor))
        near = _nearest(value, known)
        hint = f": did you mean {_called(connection, near, known[near])}?" if near else ""
        raise OnRecordError(f'no actor "{value}" in this record{hint}')
    return select(form.c.actor).where(form.c.key == folded(value))


def _called(connection: Connection, key: str, name: str) -> str:
    """An actor as it is offered to whoever misspelt a wording: its name, behind that wording where it is another word
    (the capital of a state).
    """
    table = schema.actors
    row = connection.execute(select(table.c.row).where(table.c.name == name)).scalar()
    forms = json.loads(row)["forms"] if row else []
    form = next((form for form in forms if folded(form) == key), None)
    return name if form is None or set(key.split()) <= set(folded(name).split()) else f"{form} ({name})"


def of_outlet(connection: Connection, value: str) -> Select[tuple[str]]:
    """The ids of the documents of an outlet. Raises OnRecordError where the record has none."""
    documents = schema.documents
    query = select(documents.c.outlet_key, documents.c.outlet).where(documents.c.outlet.is_not(None))
    known = _pairs(connection, query.distinct())
    if folded(value) not in known:
        raise OnRecordError(f'no outlet "{value}" in this record{_hint(value, known)}')
    return select(documents.c.id).where(documents.c.outlet_key == folded(value))


def of_document(connection: Connection, value: str) -> Select[tuple[str]]:
    """The ids of the documents of this name or id. Raises OnRecordError where the record has none."""
    documents = schema.documents
    named = or_(documents.c.document == value, documents.c.document.endswith(f"/{value}", autoescape=True))
    chosen = select(documents.c.id).where(documents.c.seq.is_not(None), or_(named, documents.c.id == value))
    if connection.execute(chosen).first() is None:
        names = connection.execute(select(documents.c.document).where(documents.c.seq.is_not(None))).scalars()
        raise OnRecordError(f'no document "{value}" in this record{_hint(value, {folded(n): n for n in names})}')
    return chosen


def on_issue(
    connection: Connection, value: str, predicates: Iterable[str], table: Table = schema.positions
) -> Condition:
    """That the issue of a table is this one, or starts like this. Raises OnRecordError where there is no such."""
    issue, key = table.c.issue, table.c.issue_key
    condition = key.startswith(folded(value), autoescape=True)
    if connection.execute(select(issue).where(condition)).first() is None:
        held = set(connection.execute(select(issue)).scalars()) | set(predicates)
        if not any(folded(name).startswith(folded(value)) for name in held):
            known = {folded(name): name for name in held | {name.partition("(")[0] for name in held}}
            raise OnRecordError(f'no issue "{value}" in this record{_hint(value, known)}')
    return condition


def by_person(connection: Connection, value: str) -> Select[tuple[str]]:
    """The ids of the corrections that a person made. Raises OnRecordError where nobody of this name corrected."""
    log = schema.corrections
    known: dict[str, list[str]] = {}
    for name in connection.execute(select(log.c.by).distinct()).scalars():
        known.setdefault(folded(name), []).append(name)
    if folded(value) not in known:
        hint = _hint(value, {key: names[0] for key, names in known.items()})
        raise OnRecordError(f'nobody called "{value}" corrected this record{hint}')
    return select(log.c.id).where(log.c.by.in_(known[folded(value)]))


def _pairs(connection: Connection, query: Select[Any]) -> dict[str, str]:
    return {row[0]: row[1] for row in connection.execute(query)}


def _hint(value: str, known: dict[str, str]) -> str:
    """The nearest of what is known, as the end of a sentence; nothing where nothing is near."""
    nearest = _nearest(value, known)
    return f": did you mean {known[nearest]}?" if nearest else ""


def _nearest(value: str, known: Iterable[str]) -> str | None:
    """The key that is nearest to what a person gave; None where none is near."""
    return next(iter(get_close_matches(folded(value), known, n=1, cutoff=0.5)), None)
