"""What the shipped tables hold, and how finely the terms of office in them are known.

python -m bench.reference          # rows a table, and the terms by how finely they are known
python -m bench.reference gaps     # the stretches in the main offices for which no holder is known
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from onrecord.model import Granularity
from onrecord.reference.loader import NAMES, shipped
from onrecord.reference.rows import Tables

SINCE = date(1985, 1, 1)
# Shorter stretches are the time that it takes to find a successor.
LONGEST = 60
HEADS = ("president", "prime minister", "premier", "chancellor", "king", "emir", "supreme leader", "general secretary")
FOREIGN = ("foreign minister", "foreign secretary", "secretary of state", "external affairs minister")
CHIEFS = ("secretary general", "director general", "executive secretary", "managing director", "high representative")


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch between two holders of an office in which no holder is known."""

    title: str
    of: str
    before: str
    ended: date
    after: str
    began: date

    def __str__(self) -> str:
        return f"{self.title} of {self.of}: {self.before} to {self.ended}, {self.after} from {self.began}"


def gaps(tables: Tables) -> Iterator[Gap]:
    """Gaps of more than ``LONGEST`` days since ``SINCE`` in the main offices: heads of state and government, foreign
    ministers, heads of organisations. Terms are taken as wide as they can be, and those of acting holders count.
    """
    held: dict[tuple[str, str], list[tuple[date, date, str]]] = defaultdict(list)
    for person in tables.people:
        for office in person.offices:
            if office.title in (*HEADS, *FOREIGN, *CHIEFS) and not office.designate:
                term = office.term
                held[office.of, office.title].append((term.earliest or date.min, term.latest or date.max, person.name))
    for (of, title), terms in sorted(held.items()):
        ended, before = date.max, ""
        for first, last, name in sorted(terms):
            if first > max(ended, SINCE) and (first - ended).days > LONGEST:
                yield Gap(title, of, before, ended, name, first)
            if not before or last > ended:
                ended, before = last, name


def main(what: list[str]) -> None:
    """Print the table, or the gaps."""
    tables = shipped()
    if what == ["gaps"]:
        found = list(gaps(tables))
        print(*found, f"{len(found)} gaps of more than {LONGEST} days since {SINCE.year}", sep="\n")
        return
    print("| table | rows |\n|---|---|")
    for name in NAMES:
        print(f"| {name} | {len(getattr(tables, name)):,} |")
    sides = Counter(s.granularity for p in tables.people for o in p.offices for s in (o.start, o.end) if s)
    print("\n| terms of office | starts and ends | to the day | to the month | to the year |\n|---|---|---|---|---|")
    shares = [f"{sides[g] / sides.total():.0%}" for g in (Granularity.DAY, Granularity.MONTH, Granularity.YEAR)]
    terms = sum(len(p.offices) for p in tables.people)
    print(f"| {terms:,} | {sides.total():,} | {' | '.join(shares)} |")


if __name__ == "__main__":
    if sys.argv[1:] not in ([], ["gaps"]):
        sys.exit("usage: python -m bench.reference [gaps]")
    main(sys.argv[1:])
