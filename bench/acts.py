"""Acts and targets, on the sentences that come with the PLOVER codebook.

    python -m bench.acts [--list]

Reads every sentence of `shared/data/plover` whole, as a page of its own dated the day that the data gives it, with the
shipped reader, and asks what the marked event comes out as. Of all statements and events of the sentence that one is
taken that touches the marked source and the marked event words, its own verb before what is said. None, `unclassified`,
SAY and DENY are a miss; another act is a wrong prediction of that class. Older labels are read as today's: DEMAND is
REQUEST, DISAPPROVE and INVESTIGATE are ACCUSE, FIGHT is ASSAULT.

Verbal are the eight categories that POLECAT, which is coded in PLOVER, counts as verbal cooperation or verbal conflict
(Halterman et al., "PLOVER and POLECAT", 2023). PROTEST is not among them: in these sentences it is marches, strikes,
blockades and riots, things done. The material ones are scored by themselves, and all sixteen together once more, where
a sentence of one kind can be a wrong prediction of the other.

A target is right where it is who is marked, found by the reference in the marked words or under the marked code, or of
the same state; counted over the verbal items with one marked target, whatever their act came out as. The even items
are for development and `--list` shows what is missed among them; of the odd ones only totals are ever printed.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from onrecord.model import Act, ActorKind, DateCandidate, DateSource, Document, Part, PartKind, Reading, Span
from onrecord.reading import Reader, TrainedReader, read
from onrecord.reading.actors.cast import Cast
from onrecord.reading.actors.gazetteer import Gazetteer
from onrecord.reading.events.worth import WEIGHED
from onrecord.reference import Reference

DATA = Path(__file__).resolve().parent.parent.parent / "shared/data/plover/PLOVER_GSR_CAMEO.txt"
OLDER = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
VERBAL = tuple("AGREE CONSULT SUPPORT CONCEDE REQUEST ACCUSE REJECT THREATEN".split())
MATERIAL = tuple("COOPERATE AID RETREAT PROTEST SANCTION MOBILIZE COERCE ASSAULT".split())
# Acts that are no category of PLOVER: to find one is to have missed the event.
_NONE = (Act.SAY, Act.DENY, Act.UNCLASSIFIED)
_MARKED = re.compile(r"\((?P<kind>(?:SRC|TAR|EVT|LOC)(?:/\w+)?):\s*(?P<words>[^()]*)\)")


def shipped(reference: Reference) -> Reader:
    """The reader that `onrecord build` uses; the one place here where it is chosen."""
    return TrainedReader(reference)


@dataclass(frozen=True)
class Item:
    """One coded sentence: ``source`` and ``event`` are the marked spans, ``targets`` the names that are right."""

    text: str
    day: date
    act: str
    source: tuple[Span, ...]
    event: tuple[Span, ...]
    marked: str
    targets: frozenset[str]


@dataclass(frozen=True)
class Answer:
    """What the reading makes of a coded event."""

    act: Act | None
    target: str | None
    shown: str


def items(reference: Reference) -> Iterator[Item]:
    """Every sentence of the data, in its order."""
    rows = [row for row in json.loads(DATA.read_text(encoding="utf-8")) if row["event"] != "DOCUMENT"]
    gazetteer = Gazetteer(reference)
    states = _states(rows, reference, gazetteer)
    for row in rows:
        text = row["text"].strip()
        info = row["textInfo"] if isinstance(row["textInfo"], dict) else {}
        source = [a["actorText"] for a in row.get("source") or []]
        spans = {"SRC": [s for w in source for s in _spans(text, w)], "EVT": [], "TAR": []}
        for match in _MARKED.finditer(info.get("markup", "")):
            for kind in match["kind"].split("/"):
                spans.setdefault(kind, []).extend(_spans(text, match["words"].strip()))
        if not info:
            spans["EVT"] = [s for w in row["eventText"].split() for s in _spans(text, w)]
        aimed = row.get("target") or []
        right: set[str] = set()
        if isinstance(aimed, list) and len(aimed) == 1:
            right = {m.refers.value for m in Cast(aimed[0]["actorText"], reference, gazetteer).mentions if m.refers}
            right |= {states[aimed[0]["code"]]} if aimed[0].get("code") in states else set()
        yield Item(
            text,
            date.fromisoformat(row["date"]),
            OLDER.get(row["event"], row["event"]),
            tuple(spans["SRC"]),
            tuple(spans["EVT"]),
            aimed[0]["actorText"] if isinstance(aimed, list) and len(aimed) == 1 else "",
            frozenset(right),
        )


def _states(rows: Sequence[dict[str, Any]], reference: Reference, gazetteer: Gazetteer) -> dict[str, str]:
    """The state behind each code: the one that the reference finds most often in words marked with it."""
    found: dict[str, Counter[str]] = {}
    for row in rows:
        for actor in [*(row.get("source") or []), *(row.get("target") or [])]:
            if isinstance(actor, dict) and actor.get("code") not in ("IGO", "IMG", "NGO", None):
                cast = Cast(actor["actorText"], reference, gazetteer)
                sides = [cast.side(m.refers.value) for m in cast.mentions if m.refers]
                found.setdefault(actor["code"], Counter()).update(s for s in sides if s in reference.actors)
    return {code: counted.most_common(1)[0][0] for code, counted in found.items() if counted}


def _spans(text: str, words: str) -> list[Span]:
    """The first place of some words in a text, white space aside."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    match = re.search(pattern, text) if pattern else None
    return [Span(match.start(), match.end())] if match else []


def answer(item: Item, reading: Reading) -> Answer:
    """The statement or event of the sentence that is the coded one, as its act and target."""
    found: list[tuple[tuple[int, int, int, int], Answer]] = []
    for said in reading.statements:
        own = [*said.cue, *([said.source] if said.source else [])]
        rank = (_touch(own, item.source) + _touch([*said.cue, *said.content], item.event), _touch(said.cue, item.event))
        name = said.target.value if said.target else None
        found.append(((*rank, 1, -len(said.extent)), Answer(said.act.value, name, str(said.act.why))))
    for event in reading.events:
        rank = (_touch([event.span], item.source) + _touch([event.span], item.event), _touch([event.span], item.event))
        other = event.who[-1] if len(event.who) > 1 else None
        # An event that but a clue tells is mostly a statement's own verb once more.
        found.append(((*rank, event.rule != WEIGHED, -len(event.span)), Answer(event.act, other, event.label)))
    best = max((f for f in found if f[0][0]), key=lambda f: f[0], default=None)
    return best[1] if best else Answer(None, None, "nothing found")


def _touch(ours: Sequence[Span], marked: Sequence[Span]) -> int:
    """1 where any of the spans touches any of the others."""
    return int(any(a.touches(b) for a in ours for b in marked))


def aimed_right(item: Item, target: str | None, reading: Reading, reference: Reference) -> bool:
    """Whether a target is whom the data mark: by name, by its words, or by the state it is of."""
    if target is None:
        return False
    actor = next((a for a in reading.actors if a.name == target), None)
    side = reference.side((actor.of if actor else None) or target)
    surname = actor is not None and actor.kind is ActorKind.PERSON and target.split()[-1] in item.marked.split()
    return surname or target in item.marked or not item.targets.isdisjoint((target, side))


def table(name: str, acts: Sequence[str], pairs: Sequence[tuple[str, str | None]], *, rows: bool) -> None:
    """Print the mean F1 of some classes, and where ``rows``, precision, recall and F1 of each."""
    marks = []
    for act in acts:
        right = sum(gold == ours == act for gold, ours in pairs)
        gold, ours = sum(g == act for g, _ in pairs), sum(o == act for _, o in pairs)
        p, r, f1 = right / ours if ours else 0.0, right / gold if gold else 0.0, 2 * right / ((gold + ours) or 1)
        marks.append(f1)
        if rows:
            print(f"  {act:10} P {100 * p:5.1f}  R {100 * r:5.1f}  F1 {100 * f1:5.1f}  ({right} of {gold})")
    print(f"  {name}: macro F1 {100 * sum(marks) / len(marks):.1f}")


def main(show: bool) -> None:
    """Read all sentences and print the scores of both halves."""
    reference = Reference.load()
    reader = shipped(reference)
    halves: dict[str, list[tuple[Item, Answer, bool]]] = {"even, developed on": [], "odd, held back": []}
    keys = list(halves)
    for place, item in enumerate(items(reference)):
        given = DateCandidate(DateSource.METADATA, str(item.day), item.day.year, item.day.month, item.day.day)
        part = Part(PartKind.BODY, Span(0, len(item.text)))
        reading = read(Document(str(place), f"{place}.txt", item.text, (part,), dates=(given,)), reader, reference)
        ours = answer(item, reading)
        halves[keys[place % 2]].append((item, ours, aimed_right(item, ours.target, reading, reference)))
        if show and place % 2 == 0:
            _show(place, item, ours, halves[keys[0]][-1][2])
    for name, half in halves.items():
        print(name)
        pairs = [(i.act, None if a.act in _NONE or a.act is None else str(a.act)) for i, a, _ in half]
        table("verbal", VERBAL, [p for p in pairs if p[0] in VERBAL], rows=name == keys[0])
        table("material", MATERIAL, [p for p in pairs if p[0] in MATERIAL], rows=False)
        table("all sixteen", (*VERBAL, *MATERIAL), pairs, rows=False)
        one = [right for item, _, right in half if item.act in VERBAL and item.marked]
        print(f"  targets: {100 * sum(one) / len(one):.1f} ({sum(one)} of {len(one)})")


def _show(place: int, item: Item, ours: Answer, right: bool) -> None:
    """One missed item of the development half."""
    if str(ours.act) != item.act or (item.marked and not right):
        print(f"{place} {item.act} -> {ours.act}: {ours.shown}")
        print(f"    {item.marked or '-'} -> {ours.target}\n    {item.text}")


if __name__ == "__main__":
    main("--list" in sys.argv[1:])
