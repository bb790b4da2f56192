"""How exactly the start or the end of a term is known, and a term of office written in one line."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer

from onrecord.model import Granularity, Interval, OnRecordError
from onrecord.model.edtf import edtf, parse

_KNOWN = (Granularity.DAY, Granularity.MONTH, Granularity.YEAR)
_STATES = ("acting", "designate")
_LINE = re.compile(r"(?P<title>[^,]+), (?P<of>[^,]+), (?P<start>[^,/ ]+)/(?P<end>[^,/ ]+)")


def known(value: Any) -> Any:
    """When a term starts or ends: the day, or the month or year in which it is not known which day it was.

    Takes what YAML makes of ``1987-05-12``, ``1987-05`` and ``1987``. Raises ValueError for anything else.
    """
    if isinstance(value, Interval):
        return value
    if isinstance(value, date):
        return Interval.day(value)
    text = str(value).strip()
    try:
        if len(text) == len("1987-05-12"):
            return Interval.day(date.fromisoformat(text))
        read = parse(text)
    except (ValueError, OnRecordError):
        read = None
    if read is None or read.uncertain or read.approximate or read.interval.granularity not in _KNOWN or "/" in text:
        raise ValueError(f"{text!r} is no day, month or year: write 1987-05-12, 1987-05 or 1987")
    return read.interval


def known_or_open(value: Any) -> Any:
    """The same for an end, which may be open: None or ``..``."""
    return None if value is None or value == ".." else known(value)


def taken_apart(line: str) -> dict[str, Any]:
    """The fields of an office written in one line: ``acting president, Russia, 1999-12-31/2000-05-07``.

    The title, with ``acting`` or ``designate`` before it where the person is no more than that; the state or body; the
    term, whose end is ``..`` while it runs. Raises ValueError where the line has another form.
    """
    match = _LINE.fullmatch(" ".join(line.split()))
    if match is None:
        raise ValueError(f"{line!r} is no office: write title, state or body, start/end (.. while it runs)")
    title = match["title"]
    held: dict[str, Any] = {"of": match["of"], "start": match["start"], "end": match["end"]}
    for state in _STATES:
        if title.startswith(state + " "):
            title, held[state] = title[len(state) + 1 :], True
    return held | {"title": title}


def in_one_line(title: str, of: str, start: Interval, end: Interval | None, *states: str) -> str:
    """An office in the form that ``taken_apart`` reads."""
    return f"{' '.join([*states, title])}, {of}, {edtf(start)}/{edtf(end) if end else '..'}"


Known = Annotated[Interval, BeforeValidator(known), PlainSerializer(edtf)]
KnownOrOpen = Annotated[Interval | None, BeforeValidator(known_or_open), PlainSerializer(lambda end: end and edtf(end))]
