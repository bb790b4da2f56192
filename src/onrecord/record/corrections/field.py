"""The fields that a person can correct, and their values as text: what a log keeps and a person types."""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.model import (
    Act,
    Actor,
    ActorKind,
    Deadline,
    Document,
    Event,
    Interval,
    Issue,
    Kind,
    Mention,
    Misused,
    OnRecordError,
    Position,
    Reading,
    Span,
    Stance,
    Statement,
    Subject,
)
from onrecord.model.edtf import edtf, parse

STANCES = {"affirms": Stance.AFFIRM, "denies": Stance.DENY, "neither": None}
"""Fields of a statement that say what it shows its holder to hold of an issue."""
ONE_SPAN = ("source", "hedge", "channel", "audience")
SPANS = ("cue", "content", *ONE_SPAN)
"""Fields of a statement that are words of the page."""
FIELDS: dict[Subject, tuple[str, ...]] = {
    Subject.STATEMENT: ("speaker", "act", "target", "time", "kind", *SPANS, "parent", "answers", *STANCES),
    Subject.MENTION: ("refers",),
    Subject.EVENT: ("time", "act", "label", "who", "agreement", "place"),
    Subject.DEADLINE: ("falls", "bound"),
    Subject.DOCUMENT: ("published", "outlet"),
    Subject.ACTOR: ("name", "kind", "of"),
    Subject.POSITION: (),
}
"""What can be set, by kind of item."""
SAME_AS = {"date": "time"}
"""Columns of the views that are called otherwise here."""
_PARTIES = frozenset({"speaker", "target", "who", "bound", "of"})
_NEEDED = frozenset({"act", "kind", "content", "label", "name"})
"""Fields that cannot be without a value."""
_SPAN = re.compile(r"(?:(\d{1,9}):)?(\d{1,9})-(\d{1,9})")
_ISSUE = re.compile(r"(?:(?P<by>[^()]+?):\s*)?(?P<predicate>[\w-]+)\((?P<arguments>[^()]*)\)")
_POSITION = re.compile(r"(?P<by>.+?): (?P<issue>[\w-]+\([^()]*\)) \((?P<stance>affirm|deny)\)")


class CorrectionError(OnRecordError):
    """A correction that cannot be made: one line that says what is wrong with which value.

    ``item`` is the id of the statement that is there already, where that is what is wrong.
    """

    def __init__(self, says: str, item: str | None = None) -> None:
        super().__init__(says)
        self.item = item


class Unmeant(CorrectionError, Misused):
    """A correction that is written wrongly, whatever the record holds: no such field, no date, no reason."""


def clean(subject: Subject, field: str, value: str | None) -> tuple[str, str | None]:
    """A field and its value in the form that a log keeps. Raises CorrectionError where either cannot be.

    Words of the page and other items must be offsets and ids by now (``draft`` turns what a person types into them).
    """
    field = SAME_AS.get(field, field)
    allowed = FIELDS[subject]
    if field not in allowed:
        called = {here: column for column, here in SAME_AS.items()}
        said = (
            f"it is one of {', '.join(called.get(name, name) for name in allowed)}"
            if allowed
            else "it can only be rejected"
        )
        raise Unmeant(f'a {subject} has no field "{field}": {said}')
    value = " ".join(value.split()) if value else None
    if not value:
        if field in _NEEDED or field in STANCES:
            raise Unmeant(f"{field} cannot be empty")
        return field, None
    if field == "act":
        return field, str(_one_of(field, value, Act))
    if field == "kind":
        return field, str(_one_of(field, value, ActorKind if subject is Subject.ACTOR else Kind))
    if field in ("time", "published", "falls"):
        return field, edtf(time(field, value))
    if field in SPANS:
        spans(field, value)
    elif field in STANCES:
        by, issue = held(value)
        return field, f"{by}: {issue}" if by else str(issue)
    elif field == "who":
        return field, "; ".join(dict.fromkeys(name.strip() for name in value.split(";") if name.strip()))
    return field, value


def parties(field: str, value: str | None) -> list[str]:
    """The names of actors that a value brings in."""
    if not value or field not in _PARTIES | set(STANCES):
        return []
    if field not in STANCES:
        return [name.strip() for name in value.split(";")]
    by, _ = held(value)
    return [by] if by else []


def _one_of(field: str, value: str, allowed: Iterable[str]) -> str:
    every = {str(one).casefold(): one for one in allowed}
    if value.casefold() not in every:
        raise Unmeant(f'{field}: "{value}" is none: it is one of {", ".join(map(str, every.values()))}')
    return every[value.casefold()]


def time(field: str, value: str) -> Interval:
    """An interval from EDTF. Raises CorrectionError where it is none, or leaves more than one open."""
    try:
        read = parse(value)
    except OnRecordError as error:
        raise Unmeant(f"{field}: {error}") from None
    if len(read.readings) != 1:
        raise Unmeant(f"{field}: {value} may be any of several times: give one")
    return read.readings[0]


def spans(field: str, value: str) -> tuple[Span, ...]:
    """Spans from offsets, ``12-40 55-60`` or ``3:12-40``. Raises CorrectionError where they are none."""
    found = []
    for part in value.split():
        match = _SPAN.fullmatch(part)
        if match is None or int(match[2]) >= int(match[3]):
            raise Unmeant(f'{field}: "{part}" is no stretch of text: write 12-40, the offsets of its two ends')
        found.append(Span(int(match[2]), int(match[3]), int(match[1]) if match[1] else None))
    if len(found) > 1 and field in ONE_SPAN:
        raise Unmeant(f"{field} is one stretch of text, not {len(found)}")
    if len({span.line for span in found}) > 1:
        raise Unmeant(f"{field}: its stretches must stand in one text")
    return tuple(found)


def offsets(spans: Iterable[Span | None]) -> str | None:
    """Spans as offsets; None where there are none."""
    said = [
        f"{'' if span.line is None else f'{span.line}:'}{span.start}-{span.end}" for span in spans if span is not None
    ]
    return " ".join(said) or None


def held(value: str) -> tuple[str | None, Issue]:
    """Holder, where one is given, and issue of ``[HOLDER: ]ISSUE``. Raises CorrectionError where it is no issue."""
    match = _ISSUE.fullmatch(value)
    arguments = [one.strip() for one in match["arguments"].split(",")] if match else []
    if match is None or not all(arguments):
        raise Unmeant(f'"{value}" is no issue: write it like breaches(Halvern, Skerran Strait Treaty)')
    return match["by"], Issue(match["predicate"], tuple(arguments))


def position_of(value: str) -> tuple[str, Issue, Stance] | None:
    """The position that ``HOLDER: ISSUE (STANCE)`` names, or None where it names none."""
    match = _POSITION.fullmatch(" ".join(value.split()))
    return (match["by"], held(match["issue"])[1], Stance(match["stance"])) if match else None


def named(by: str, issue: Issue, stance: Stance) -> str:
    """A position as ``HOLDER: ISSUE (STANCE)``."""
    return f"{by}: {issue} ({stance})"


def value_of(item: object, field: str) -> str | None:
    """The value of a field as it is, as text."""
    if isinstance(item, Position) or field in STANCES:
        return None
    if isinstance(item, Statement):
        judged = {"speaker": item.speaker, "target": item.target}
        if field in judged:
            one = judged[field]
            return one.value if one else None
        if field in SPANS:
            every = {"cue": item.cue, "content": item.content}
            return offsets(every[field] if field in every else (getattr(item, field),))
        plain = {"act": str(item.act.value), "time": edtf(item.time.value), "kind": str(item.kind)}
        return plain[field] if field in plain else getattr(item, field)
    if isinstance(item, Event):
        plain = {"act": str(item.act), "time": edtf(item.time.value), "who": "; ".join(item.who)}
        return plain[field] if field in plain else getattr(item, field)
    if isinstance(item, Deadline):
        return edtf(item.falls.value) if field == "falls" else item.bound
    if isinstance(item, Mention):
        return item.refers.value if item.refers else None
    if isinstance(item, Reading):
        return edtf(item.published.value)
    if isinstance(item, Document):
        return item.outlet.value if item.outlet else None
    if isinstance(item, Actor):
        return {"name": item.name, "kind": str(item.kind), "of": item.of}[field]
    raise TypeError(f"nothing of {type(item).__name__} can be corrected")
