"""What the words of a time come to in writing: EDTF for dates, ISO 8601 for lengths of time and what repeats."""

from __future__ import annotations

from onrecord.model import Interval
from onrecord.model.edtf import Edtf, season_code
from onrecord.reading.timex import calendar
from onrecord.reading.timex.words import TimeWords

_LETTERS = {
    "second": "PT{}S", "minute": "PT{}M", "hour": "PT{}H", "day": "P{}D", "night": "P{}D", "week": "P{}W",
    "weekend": "P{}W", "fortnight": "P{}W", "month": "P{}M", "quarter": "P{}M", "year": "P{}Y", "decade": "P{}Y",
    "century": "P{}Y",
}  # fmt: skip
_TIMES = {"fortnight": 2, "quarter": 3, "decade": 10, "century": 100}
_ADVERBS = {
    "hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "fortnightly": "P2W", "monthly": "P1M",
    "quarterly": "P3M", "yearly": "P1Y", "annually": "P1Y",
}  # fmt: skip


def value(words: TimeWords, found: tuple[Interval, ...], *, about: bool = False) -> str:
    """The value of a time with the intervals it may mean; empty where it has none."""
    if found:
        return str(Edtf(found, approximate=about))
    if words.kind in ("duration", "age", "term"):
        return length(words)
    if words.kind == "set":
        return _repeated(words)
    if (words.part("era") or "").startswith("b") and (year := words.part("year")):
        # Our era has a year 0 in EDTF: 508 BC is -0507.
        return f"{1 - int(year):05d}" if int(year) > 1 else "0000"
    return _every_year(words) if words.part("year") is None else ""


def length(words: TimeWords) -> str:
    """A length of time: "P5Y"; "PXY" where it is not told how many."""
    unit = words.unit or "year"
    if words.kind == "age" and words.part("unit") is None:
        unit = "year"
    said = words.part("count")
    try:
        count = str(calendar.amount(said or "") * _TIMES.get(unit, 1))
    except ValueError:
        count = "X"
    return _LETTERS[unit].format(count)


def _repeated(words: TimeWords) -> str:
    """What comes again and again: "R/P1W"."""
    if words.part("adverb"):
        return "R/" + _ADVERBS[words.part("adverb") or "daily"]
    if words.part("weekday") or words.part("weekdays"):
        return "R/P1W"
    if words.part("season") or words.part("month"):
        return "R/P1Y"
    if words.part("part"):
        return "R/P1D"
    return "R/" + _LETTERS[words.unit or "day"].format(_TIMES.get(words.unit or "day", 1))


def _every_year(words: TimeWords) -> str:
    """A day, month or season of a year that is not told: "XXXX-07-04"."""
    if name := words.part("season"):
        return f"XXXX-{season_code(name.removesuffix('s'))}"
    month = words.part("month")
    if month is None or words.part("month2"):
        return ""
    day = words.part("day")
    return f"XXXX-{calendar.MONTHS[month]:02d}" + (f"-{int(day):02d}" if day else "")
