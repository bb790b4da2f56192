"""How exactly the start or the end of a term is known, and a term of office written in one line."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer

from onrecord.model import Granularity, Interval

_KNOWN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_STATES = ("acting", "designate")
_LENGTHS = {Granularity.DAY: 10, Granularity.MONTH: 7, Granularity.YEAR: 4}
_LINE = re.compile(r"(?P<title>[^,]+), (?P<of>[^,]+), (?P<start>[^,/ ]+)/(?P<end>[^,/ ]+)")


def known(value: Any) -> Any:
    """When a term starts or ends: the day, or the month or year in which it is not known which day it was.

    Takes what YAML makes of ``1987-05-12``, ``1987-05`` and ``1987``. Raises ValueError for anything else.
    """
    if not isinstance(value, Interval):
        return _read(str(value).strip())
    if value.granularity not in _LENGTHS:
        raise ValueError(f"{value} is no day, month or year")
    return value


@lru_cache(maxsize=16384)
def _read(text: str) -> Interval:
    """A day, a month or a year as the days that it can be: most end one term and start another."""
    match = _KNOWN.fullmatch(text)
    try:
        if match is None:
            raise ValueError
        year, month, day = int(match[1]), int(match[2] or 1), int(match[3] or 1)
        if match[3]:
            return Interval.day(date(year, month, day))
        if match[2]:
            return Interval(date(year, month, 1), date(year, month, monthrange(year, month)[1]), Granularity.MONTH)
        return Interval(date(year, 1, 1), date(year, 12, 31), Granularity.YEAR)
    except ValueError:
        raise ValueError(f"{text!r} is no day, month or year: write 1987-05-12, 1987-05 or 1987") from None


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


def written(side: Interval) -> str:
    """A start or an end in the form that ``known`` reads."""
    return str(side.earliest)[: _LENGTHS[side.granularity]]


def in_one_line(title: str, of: str, start: Interval, end: Interval | None, *states: str) -> str:
    """An office in the form that ``taken_apart`` reads."""
    return f"{' '.join([*states, title])}, {of}, {written(start)}/{written(end) if end else '..'}"


Known = Annotated[Interval, BeforeValidator(known), PlainSerializer(written)]
KnownOrOpen = Annotated[
    Interval | None, BeforeValidator(known_or_open), PlainSerializer(lambda end: end and written(end))
]
