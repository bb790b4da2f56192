"""What happened and what falls due, sentence by sentence: news sentences about made-up states (`texts/happenings`).

    python -m bench.happenings [dev|kept|passages|passages-kept] [--list]

`dev` and `kept` are sentences of `happenings.yaml`, `passages` and `passages-kept` short passages of `passages.yaml`.
Each is a page of its own whose day is known. Of what the reading finds is counted:

- **found**: an event and a stretch of gold that touch, one to one; P / R / F1. What is found beside them is wrong, and
  so is everything in the sentences in which nothing happened ("hard"), counted apart.
- **act**, **day**, **who**: of those found, how many have an act of the gold (where it names one), a day in common
  with it (its time no more than a week wider, and closed), and how many of those who take part (states and bodies,
  persons by theirs) are right of those given, and of those there are.
- **due**: a deadline is right where its last day is the gold's; `by` and `bound` are counted on these.

What `may` be found is counted neither where it is nor where it is not. `--list` prints the misses of `dev` and
`passages`; of the kept halves there are totals alone.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from onrecord.model import (
    DateCandidate,
    DateSource,
    Deadline,
    Document,
    Event,
    Interval,
    Part,
    PartKind,
    Reading,
    Span,
    Statement,
)
from onrecord.reading import TrainedReader, read
from onrecord.reading.attributions.reader import Reader
from onrecord.record.actors.side import side
from onrecord.reference import Reference

FOLDER = Path(__file__).resolve().parent / "texts" / "happenings"
HALVES = ("dev", "kept", "passages", "passages-kept")
_WEEK = 7


def items(half: str) -> list[dict[str, Any]]:
    """The sentences or passages of a half with their gold."""
    name = "passages" if half.startswith("passages") else "happenings"
    every = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return [one for one in every if bool(one.get("kept")) == half.endswith("kept")]


def world(half: str) -> Reference:
    """The reference of the made-up world that a half is about."""
    return Reference.load(FOLDER / ("passages-reference.yaml" if half.startswith("passages") else "reference.yaml"))


def document(one: dict[str, Any]) -> Document:
    """The page of a sentence, whose metadata give its day."""
    day: date = one["page"]
    given = DateCandidate(DateSource.METADATA, day.isoformat(), day.year, day.month, day.day)
    text = str(one["text"])
    head = text.find("\n\n")
    title = (Part(PartKind.TITLE, Span(0, head)),) if head > 0 else ()
    body = Part(PartKind.BODY, Span(head + 2 if head > 0 else 0, len(text)))
    return Document("0123456789abcdef", "page.html", text, (*title, body), dates=(given,))


def score(half: str, reader: Reader, reference: Reference) -> tuple[Counter[str], list[str]]:
    """What was right, found and wanted in a half, by name, and a line for everything that was not."""
    count: Counter[str] = Counter()
    notes: list[str] = []
    for one in items(half):
        page = document(one)
        reading = read(page, reader, reference)
        notes += [f"{line} | {page.text}" for line in _happened(page, reading, one, reference, count)]
        notes += [f"{line} | {page.text}" for line in _fell_due(reading, one, reference, count)]
    return count, notes


def _happened(
    page: Document, reading: Reading, one: dict[str, Any], reference: Reference, count: Counter[str]
) -> Iterator[str]:
    left = list(reading.events)
    hard = not one.get("happened") and not one.get("due")
    for gold in one.get("happened", ()):
        start = page.text.index(gold["words"])
        span = Span(start, start + len(gold["words"]))
        days = _days(gold["day"])
        touching = sorted(
            (e for e in left if e.span.touches(span)), key=lambda e: (not _act(e, gold), not _day(e.time.value, days))
        )
        if gold.get("may"):
            left = [e for e in left if e not in touching]
            continue
        count["gold"] += 1
        if not touching:
            yield f"missed {'/'.join(gold['act'])} {gold['words']}"
            continue
        event = touching[0]
        # One happening told in two words of the same kind is no fault.
        left = [e for e in left if e is not event and not (e in touching and e.act is event.act)]
        count["right"] += 1
        count["acts"] += bool(gold["act"])
        count["act"] += bool(gold["act"]) and _act(event, gold)
        count["day"] += _day(event.time.value, days)
        have, want = {reference.side(n) for n in event.who}, set(gold["who"])
        count["who"] += len(have & want)
        count["have"] += len(have)
        count["want"] += len(want)
        if not _act(event, gold):
            yield f"act {event.act} ({event.label}), not {'/'.join(gold['act'])}"
        if not _day(event.time.value, days):
            yield f"day {event.time.value}, not {gold['day']}"
        if have != want:
            yield f"who {sorted(have)}, not {sorted(want)}"
    for event in left:
        count["hard wrong" if hard else "wrong"] += 1
        yield f"wrong {'(hard) ' if hard else ''}{event.act} {event.label} {event.time.value}"
    count["hard"] += hard


def _fell_due(reading: Reading, one: dict[str, Any], reference: Reference, count: Counter[str]) -> Iterator[str]:
    said = {s.id: s for s in reading.statements}
    of = {a.name: a.of for a in reading.actors if a.of}
    left = list(reading.deadlines)
    for gold in one.get("due", ()):
        days = _days(gold["falls"])
        count["due"] += 1
        hit = next((d for d in left if d.falls.value.latest and days[0] <= d.falls.value.latest <= days[1]), None)
        if hit is None:
            found = "; ".join(str(d.falls.value) for d in left)
            yield f"missed due {gold['falls']} ({found})"
            continue
        left.remove(hit)
        by, bound = (side(name, of, reference) if name else None for name in (_setter(hit, said), hit.bound))
        count["due right"] += 1
        count["by"] += by == gold["by"]
        count["bound"] += bound == gold["bound"]
        if (by, bound) != (gold["by"], gold["bound"]):
            yield f"due by {by} for {bound}, not {gold['by']} for {gold['bound']}"
    count["due wrong"] += len(left)
    for deadline in left:
        yield f"wrong due {deadline.falls.value}"


def _setter(deadline: Deadline, said: dict[str, Statement]) -> str | None:
    """Who sets a deadline."""
    statement = said.get(deadline.statement) if deadline.statement else None
    return statement.speaker.value if statement and statement.speaker else deadline.by


def _days(given: date | Sequence[date]) -> tuple[date, date]:
    return (given, given) if isinstance(given, date) else (given[0], given[1])


def _act(event: Event, gold: dict[str, Any]) -> bool:
    return not gold["act"] or str(event.act) in gold["act"]


def _day(time: Interval, days: tuple[date, date]) -> bool:
    """Whether a time holds a day of the gold's and says it about as closely."""
    if time.earliest is None or time.latest is None:
        return False
    close = (time.latest - time.earliest).days <= (days[1] - days[0]).days + _WEEK
    return close and time.earliest <= days[1] and days[0] <= time.latest


def main(arguments: Sequence[str]) -> None:
    """Print a row for each half."""
    listing = "--list" in arguments
    chosen = [a for a in arguments if not a.startswith("-")] or list(HALVES)
    head = "half | found P / R / F1 | act | day | who P / R | wrong in hard | due P / R / F1 | by | bound"
    print(f"| {head} |\n" + "|---" * (head.count("|") + 1) + "|")
    for half in chosen:
        reference = world(half)
        n, notes = score(half, TrainedReader(reference), reference)
        cells = [
            half,
            _prf(n["right"], n["wrong"] + n["hard wrong"], n["gold"]),
            f"{n['act']}/{n['acts']}",
            f"{n['day']}/{n['right']}",
            f"{n['who'] / (n['have'] or 1):.2f} / {n['who'] / (n['want'] or 1):.2f}",
            f"{n['hard wrong']} in {n['hard']}",
            _prf(n["due right"], n["due wrong"], n["due"]),
            f"{n['by']}/{n['due right']}",
            f"{n['bound']}/{n['due right']}",
        ]
        print("| " + " | ".join(cells) + " |", flush=True)
        if listing and not half.endswith("kept"):
            print("\n".join(f"  {line}" for line in notes))


def _prf(right: int, wrong: int, gold: int) -> str:
    precision, recall = right / (right + wrong or 1), right / (gold or 1)
    return f"{precision:.2f} / {recall:.2f} / **{2 * right / (right + wrong + gold or 1):.2f}**"


if __name__ == "__main__":
    main(sys.argv[1:])
