"""Time expressions on GUM's `<date>` elements: where they stand, and which interval each of them is.

    python -m bench.timex [train dev test] [--list]

Reads the documents of the splits named (train and dev by default; the rules are developed on these, the test part is
for totals alone), with the day in a document's header as the day on which it came out, and prints:

- spans: strict F1 (both ends as marked) and relaxed F1 (the two overlap), every marked one paired at most once;
- interval F1: pairs that overlap and whose earliest and latest day are the same. GUM ends a season in the month behind
  it (summer 2010 is 2010-06 to 2010-09), which is taken for the same; a side that GUM leaves open is not compared;
- value F1, as in TempEval-3 (pairs that overlap and have the same value): the same days, written as finely as GUM does
  (a year is not twelve months), and no allowance for seasons or open sides;
- documents a second of processor time, for finding and resolving, of one process.

What the reader takes for a length of time, a set or a time of the day is no date and is left out, and so is what
overlaps a `<time>` element. Where past or future is not settled, the reading that stands first is compared. `--list`
prints the misses, of train and dev only.
"""

from __future__ import annotations

import re
import sys
import time
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass

from bench.gum import FOLDER, Marked, Passage, passages
from onrecord.model import Interval
from onrecord.reading.timex import times

# Days as text, "" for a side that is open; a day of every year as "--07-04", before Christ as "-0400".
Days = tuple[str, str]
_MONTH = re.compile(r"(\d{4}|-)-(\d\d)(?:-01|-[23]\d)?$")
_PARTIAL = re.compile(r"(-?\d{1,6}|-)(?:-(\d\d))?(?:-(\d\d))?(?:T.*)?$")


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch that is, or is taken for, a date: its days, and its value as written."""

    start: int
    end: int
    days: Days | None
    value: str


@dataclass(slots=True)
class Score:
    """Counts over documents."""

    gold: int = 0
    found: int = 0
    strict: int = 0
    relaxed: int = 0
    days: int = 0
    value: int = 0

    def f1(self, right: int) -> float:
        """Precision and recall in one, in per cent."""
        return 200 * right / (self.gold + self.found) if self.gold + self.found else 0.0


def gold(passage: Passage) -> list[Found]:
    """The dates that are marked, those without a readable value left out."""
    rows = []
    for one in passage.marked:
        days = _marked_days(one)
        if one.element == "date" and days is not None:
            rows.append(Found(one.start, one.end, days, _written(one)))
    return rows


def _marked_days(one: Marked) -> Days | None:
    """The first and last day of an element, by `when` or by its ends."""
    low = one.given.get("when") or one.given.get("from") or one.given.get("notBefore")
    high = one.given.get("when") or one.given.get("to") or one.given.get("notAfter")
    first, last = _bounds(low) if low else ("", ""), _bounds(high) if high else ("", "")
    return None if first is None or last is None else (first[0], last[1])


def _bounds(text: str) -> Days | None:
    """The first and last day of a date that may lack its day, its month or its year."""
    match = _PARTIAL.match(text)
    if match is None:
        return None
    year, month, day = match.groups()
    if year == "-" or int(year) <= 0:
        whole = "-".join(p for p in ("-" if year == "-" else f"{int(year):05d}", month, day) if p)
        return whole, whole
    if day:
        return (f"{int(year):04d}-{month}-{day}",) * 2
    last = monthrange(int(year), int(month))[1] if month else 31
    return f"{int(year):04d}-{month or '01'}-01", f"{int(year):04d}-{month or '12'}-{last:02d}"


def _written(one: Marked) -> str:
    """The value as GUM writes it: one date, or two with a stroke."""
    days = _marked_days(one) or ("", "")
    if when := one.given.get("when"):
        return str(len(when.split("T")[0].lstrip("-").split("-"))) + "/".join(days)
    return "/".join(days)


def read(passage: Passage) -> list[Found]:
    """The dates that the reader finds."""
    today = Interval.day(passage.created) if passage.created else Interval()
    rows = []
    for one in times(passage.text, today):
        if one.dated:
            when = one.readings[0] if one.readings else None
            fine = {"day": "3", "month": "2", "year": "1"}.get(when.granularity, "") if when else "1"
            days = (str(when.earliest or ""), str(when.latest or "")) if when else _without_interval(one.value)
            rows.append(Found(one.span.start, one.span.end, days, fine + "/".join(days or ("?", "?"))))
    return rows


def _without_interval(value: str) -> Days | None:
    """The days of a value that no interval stands for, as GUM writes them: of every year, or before Christ."""
    if value.startswith("XXXX-2"):
        # A season by its number, spring first.
        first = 3 * (int(value[-2:]) - 20)
        return f"--{first:02d}", f"--{(first + 1) % 12 + 1:02d}"
    if value.startswith("XXXX"):
        return (value.replace("XXXX", "-", 1),) * 2
    # 508 BC is -0507 in EDTF, and -0508 in GUM.
    return (f"{int(value) - 1:05d}",) * 2 if value.startswith("-") else None


def _agree(marked: Days, days: Days | None) -> bool:
    """Whether two pairs of days are the same, sides that GUM leaves open and ends of seasons allowed for."""
    if days is None:
        return False
    ends = not marked[1] or marked[1] == days[1] or _season(marked) == days
    return ends and (not marked[0] or marked[0] == days[0])


def _season(marked: Days) -> Days | None:
    """A season as GUM writes it, with the month in which the next one begins taken off."""
    low, high = (_MONTH.match(side) for side in marked)
    if low is None or high is None or (int(high[2]) - int(low[2])) % 12 != 3 or int(low[2]) % 3:
        return None
    month = (int(high[2]) - 2) % 12 + 1
    if low[1] == "-":
        return f"--{low[2]}", f"--{month:02d}"
    return marked[0], f"{high[1]}-{month:02d}-{monthrange(int(high[1]), month)[1]:02d}"


def score(total: Score, passage: Passage, found: Sequence[Found], *, listed: bool) -> None:
    """Count one document into the totals."""
    marked = gold(passage)
    clock = [m for m in passage.marked if m.element == "time" or _marked_days(m) is None]
    rows = [f for f in found if not any(m.start < f.end and f.start < m.end for m in clock)]
    total.gold += len(marked)
    total.found += len(rows)
    left = list(rows)
    for one in marked:
        exact = next((f for f in left if (f.start, f.end) == (one.start, one.end)), None)
        near = exact or next((f for f in left if f.start < one.end and one.start < f.end), None)
        if near is not None:
            left.remove(near)
            same = _agree(one.days or ("", ""), near.days)
            total.strict += exact is not None
            total.relaxed += 1
            total.days += same
            total.value += same and one.value == near.value
        if listed and (exact is None or near is None or not _agree(one.days or ("", ""), near.days)):
            _print(passage, "missed" if near is None else "differs", one, near)
    for extra in left if listed else ():
        _print(passage, "extra", extra, None)


def _print(passage: Passage, why: str, one: Found, other: Found | None) -> None:
    """One line of the list of misses."""
    text = " ".join((passage.text[max(0, one.start - 40) : one.start] + "[[").split())
    text += passage.text[one.start : one.end] + "]]" + passage.text[one.end : one.end + 25]
    mine = f"  ours: {passage.text[other.start : other.end]!r} {other.value}" if other else ""
    print(f"{why:8} {passage.id.removeprefix('GUM_')}: {text!r} {one.value}{mine}")


def main(names: list[str], *, listed: bool) -> None:
    """Score the splits together and print a row of figures."""
    total = Score()
    spent = 0.0
    count = 0
    for name in names:
        for passage in passages(name):
            start = time.process_time()
            found = read(passage)
            spent += time.process_time() - start
            count += 1
            score(total, passage, found, listed=listed and name != "test")
    print(
        "| split | documents | dates | found | strict F1 | relaxed F1 | interval F1 | value F1 | documents a second |"
    )
    print("|---" * 9 + "|")
    figures = " | ".join(f"{total.f1(n):.1f}" for n in (total.strict, total.relaxed, total.days, total.value))
    print(f"| {', '.join(names)} | {count} | {total.gold} | {total.found} | {figures} | {count / spent:.0f} |")


if __name__ == "__main__":
    asked = [a for a in sys.argv[1:] if a != "--list"]
    if set(asked) - {"train", "dev", "test"}:
        sys.exit(__doc__)
    if not FOLDER.exists():
        sys.exit("shared/data/gum is not beside the project: nothing to score with")
    main(asked or ["train", "dev"], listed="--list" in sys.argv)
