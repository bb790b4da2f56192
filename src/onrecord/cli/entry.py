"""What the reference holds on a name, line by line, for a person to read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import date

from onrecord.model import Granularity, Interval
from onrecord.reference import Reference
from onrecord.reference.lookup import Entry
from onrecord.reference.rows import (
    AgreementRow,
    EventRow,
    FormerRow,
    MemberRow,
    OfficeRow,
    OrganisationRow,
    PersonRow,
    ProvisionRow,
    StateRow,
    WithdrawalRow,
)
from onrecord.reference.wording import MONTHS, day, quantity

_LABELS = {
    "aliases": "also called",
    "official": "in full",
    "former": "formerly",
    "alpha2": "ISO codes",
    "un": "in the UN",
    "in_force": "in force",
    "continued_by": "continued by",
    "act": "kind of act",
    "who": "took part",
    "of": "of",
}
# `alpha3` stands with `alpha2`; `nouns` and `homonyms` are for the reader in the machine.
_LEFT_OUT = frozenset({"name", "source", "alpha3", "nouns", "homonyms", "gender", "end", "family_first", "leader"})


def lines(entry: Entry, reference: Reference) -> Iterator[tuple[str, str]]:
    """The lines of an entry, each with its label: its own fields, what other tables say of it, its source last."""
    row = entry.row
    for field in fields(row):
        value = getattr(row, field.name)
        if value is None or value == () or field.name in _LEFT_OUT:
            continue
        yield from _field(field.name, value, row)
    yield from _elsewhere(row, reference)
    yield "source", row.source


def _field(name: str, value: object, row: object) -> Iterator[tuple[str, str]]:
    """One field of a row; lists of rows take a line each."""
    label = _LABELS.get(name, name)
    if name == "alpha2":
        yield label, f"{value}, {getattr(row, 'alpha3', None) or ''}".removesuffix(", ")
    elif isinstance(row, EventRow) and name == "start":
        yield "when", day(row.start) if row.start == row.end else f"{day(row.start)} to {day(row.end)}"
    elif name == "days":
        yield "sets", f"{value} days"
    elif isinstance(value, tuple) and value and not isinstance(value[0], str):
        told = [_told(one) for one in value]
        if name in ("members", "parties", "former"):
            yield label, ", ".join(told)
        else:
            yield from ((label if n == 0 else "", one) for n, one in enumerate(told))
    elif isinstance(value, tuple):
        yield label, ("; " if any("," in one for one in value) else ", ").join(value)
    else:
        yield label, _told(value)


def _told(value: object) -> str:
    """A value, or a row inside a row, in words."""
    if isinstance(value, date):
        return day(value)
    if isinstance(value, MemberRow | FormerRow):
        known = [f"{word} {day(d)}" for word, d in (("since", value.since), ("until", value.until)) if d]
        return f"{value.name} ({' '.join(known)})" if known else value.name
    if isinstance(value, ProvisionRow):
        said = [quantity(value.low, value.high, value.unit)] if (value.low, value.high) != (None, None) else []
        said += [f"by {day(value.by)}"] if value.by else []
        said += [value.area] if value.area else []
        return f"{value.name}: {', '.join(said)}{_article(value.article)}"
    if isinstance(value, WithdrawalRow):
        unit = f"{value.unit.removesuffix('s')}’s" if value.notice == 1 else f"{value.unit}’"
        return f"{value.notice} {unit} notice{_article(value.article)}"
    if isinstance(value, OfficeRow):
        start, end = _known(value.start), _known(value.end) if value.end else None
        return f"{value.name} of {value.of}, {f'{start} to {end}' if end else f'since {start}'}"
    return str(value)


_ARTICLE = re.compile(r"^(?:arts?\.|articles?)\s+", re.IGNORECASE)


def _article(number: str | None) -> str:
    """Where in an agreement something stands, however its number was written: "II.6", "Art. 11"."""
    return f" (Art. {_ARTICLE.sub('', number)})" if number else ""


def _known(when: Interval) -> str:
    """The start or end of a term, as finely as it is known."""
    if when.earliest is None or when.earliest == when.latest:
        return day(when.earliest) if when.earliest else "…"
    month = f"{MONTHS[when.earliest.month - 1]} " if when.granularity is Granularity.MONTH else ""
    return f"{month}{when.earliest.year}"


def _elsewhere(row: object, reference: Reference) -> Iterator[tuple[str, str]]:
    """What other rows say of this one."""
    tables = reference.tables
    if isinstance(row, StateRow):
        belongs = [_seen(body.name, m) for body in tables.organisations for m in body.members if m.name == row.name]
        if belongs:
            yield "belongs to", ", ".join(belongs)
        bound = [_seen(a.name, m) for a in tables.agreements for m in a.parties if m.name == row.name]
        if bound:
            yield "party to", ", ".join(bound)
        for label, field in (("signed only", "signatories"), ("outside", "outside")):
            names = [a.name for a in tables.agreements if row.name in getattr(a, field)]
            if names:
                yield label, ", ".join(names)
        arose = [s.name for s in tables.states if row.name in s.successors]
        if arose:
            yield "arose from", ", ".join(arose)
    if isinstance(row, StateRow | OrganisationRow):
        bodies = [body.name for body in tables.organisations if body.of == row.name]
        if bodies:
            yield "bodies", ", ".join(bodies)
        now = [
            f"{person.name}, {office.name}"
            for person in tables.people
            for office in person.offices
            if office.of == row.name and (office.term.latest is None or office.term.latest > reference.latest)
        ]
        yield from (("in office" if n == 0 else "", one) for n, one in enumerate(now))
    if isinstance(row, StateRow | OrganisationRow | PersonRow | AgreementRow):
        name = row.name
        events = [e for e in tables.events if e.agreement == name or name in e.who or (e.dispute == name)]
        for n, event in enumerate(sorted(events, key=lambda e: e.start)):
            yield "events" if n == 0 else "", f"{day(event.start)}: {event.name}"


def _seen(name: str, member: MemberRow) -> str:
    """A body or agreement as one of its members sees it."""
    return _told(MemberRow(name, member.since, member.until))
