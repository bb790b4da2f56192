"""What happened, each event of the world once, however many pages tell of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.model import Act, Document, Event, Evidence, Happening, Interval, Judgement, Reading
from onrecord.reading.events.worth import WEIGHED
from onrecord.record.actors.side import side
from onrecord.record.events.grouping import grouped
from onrecord.record.utterances.told import stem
from onrecord.reference import Reference

_COARSEST = 31
"""Times of more days than this hold too much for two events to be one because both lie in it."""

_SHARED = 3
"""So many words in common make one event of two that are told of a day and the same sides under different kinds."""


@dataclass(frozen=True, slots=True)
class Seen:
    """An event as one page tells it, ready to be compared: ``sides`` are those who take part, ``words`` its own."""

    event: Event
    document: str
    out: date | None
    sides: frozenset[str]
    words: frozenset[str]


def seen(document: Document, reading: Reading, reference: Reference) -> tuple[Seen, ...]:
    """The events of one page; a pure function of the page alone."""
    of = {a.name: a.of for a in reading.actors if a.of}
    return tuple(
        Seen(
            event,
            document.id,
            reading.published.value.latest,
            frozenset(side(name, of, reference) for name in event.who),
            frozenset(stem(w.casefold()) for w in document.words(event.span).split() if len(w) > 3),
        )
        for event in reading.events
    )


def happenings(pages: Sequence[Sequence[Seen]]) -> tuple[Happening, ...]:
    """Every dated event, by time; what several pages tell stands once, with all that tell it."""
    return tuple(sorted(map(_happening, tellings(pages)), key=_when))


def tellings(pages: Sequence[Sequence[Seen]]) -> list[list[Seen]]:
    """The dated events of all pages, those together that are the same, the best dated first."""
    every = [one for page in pages for one in page if one.event.time.value.earliest and one.event.time.value.latest]
    every.sort(key=_order)
    return grouped(every, _near, same, lambda one, group: _kind(group) != one.event.act)


def _near(one: Seen) -> list[object]:
    """Under which keys an event is found by every other that may be ``same``: its months, its day, or its agreement."""
    event, time = one.event, one.event.time.value
    assert time.earliest and time.latest
    first, last = time.earliest.toordinal() // _COARSEST, time.latest.toordinal() // _COARSEST
    months: list[object] = [(event.act, month) for month in range(first, last + 1)]
    day: list[object] = [time.earliest] if time.earliest == time.latest else []
    agreed: list[object] = [(event.act, event.agreement)] if event.agreement and event.act is Act.AGREE else []
    return [*months, *day, *agreed]


def _kind(group: Sequence[Seen]) -> Act:
    """What kind of deed a group is taken for: that of the event that dates it best."""
    return group[0].event.act


def _order(one: Seen) -> tuple[int, date, str, int]:
    """The best dated first."""
    time = one.event.time.value
    assert time.earliest and time.latest
    return (time.latest - time.earliest).days, time.earliest, one.document, one.event.span.start


def _when(happening: Happening) -> tuple[date, date, str, str]:
    time = happening.time.value
    return time.earliest or date.min, time.latest or date.max, happening.label, happening.id


def same(one: Seen, other: Seen) -> bool:
    """Whether two pages (or two places of one) tell of the same event."""
    a, b = one.event, other.event
    # An agreement is signed once and enters into force once: pages that give another day have it wrong.
    if a.agreement and a.act is b.act is Act.AGREE and a.agreement == b.agreement:
        return a.label == b.label
    if not a.time.value.meets(b.time.value):
        return False
    if a.act is not b.act:
        return _alike(one, other)
    if a.agreement != b.agreement and a.agreement and b.agreement:
        return False
    if a.agreement and a.agreement == b.agreement:
        return a.label == b.label
    if a.place and b.place and a.place != b.place:
        return False
    coarse = max(_order(one)[0], _order(other)[0])
    if coarse > _COARSEST:
        return a.label == b.label and one.sides == other.sides
    if one.sides and other.sides and not one.sides & other.sides:
        return False
    if a.label == b.label:
        return True
    if WEIGHED in (a.rule, b.rule):
        # So much is done in words that the same sides and act make no one deed of two.
        return bool(one.sides & other.sides) and len(one.words & other.words) >= _SHARED
    return bool(one.sides & other.sides) and (coarse <= 7 or bool(one.words & other.words))


def _alike(one: Seen, other: Seen) -> bool:
    """Whether two deeds that count as different kinds are one: of a day, of the same sides, in the same words."""
    if _order(one)[0] or _order(other)[0] or not one.sides & other.sides:
        return False
    touching = one.document == other.document and one.event.span.touches(other.event.span)
    return touching or len(one.words & other.words) >= _SHARED


def _happening(group: list[Seen]) -> Happening:
    """One group as an event of the world: dated by those that date it best, with all who take part."""
    given = Counter(one.event.time.value for one in group)
    most = max(given.values())
    group = sorted(group, key=lambda one: given[one.event.time.value] < most)
    first = group[0].event
    time = first.time.value
    for one in group[1:]:
        time = time.meet(one.event.time.value) or time
    who = Counter(name for one in group for name in one.event.who)
    pages = len({one.document for one in group})
    step = Evidence("told", f"told by {pages} page{'' if pages == 1 else 's'}", first.span)
    labels = sorted((one.event.label for one in group), key=lambda label: (label.endswith("…"), -len(label), label))
    others = {one.event.time.value for one in group} - {time}
    return Happening(
        events=tuple(dict.fromkeys(one.event.id for one in group)),
        act=first.act,
        label=labels[0] if len(set(labels)) > 1 and first.label not in labels[:1] else first.label,
        who=tuple(name for name, _ in who.most_common()),
        time=Judgement(time, max(one.event.time.confidence for one in group), (*first.time.evidence, step)),
        agreement=next((one.event.agreement for one in group if one.event.agreement), None),
        place=next((one.event.place for one in group if one.event.place), None),
        venue=next((one.event.venue for one in group if one.event.venue), None),
        others=tuple(sorted((t for t in others if _apart(t, time)), key=str)),
    )


def _apart(one: Interval, other: Interval) -> bool:
    """Whether two times have no day in common."""
    return not one.meets(other)
