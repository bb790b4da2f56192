"""Who speaks, grouped under the state or organisation that they speak for."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from onrecord.export.index import Index
from onrecord.export.wording import office
from onrecord.model import Actor


@dataclass(frozen=True, slots=True)
class Speaker:
    """An actor with the number of its statements; ``key`` is its name among the filters."""

    key: str
    name: str
    actor: Actor | None
    offices: tuple[str, ...]
    count: int
    share: str


@dataclass(frozen=True, slots=True)
class Side:
    """A state or organisation with all that are of it; ``key`` filters for them all."""

    key: str
    name: str
    count: int
    speakers: tuple[Speaker, ...]
    silent: tuple[Speaker, ...]


def sides(index: Index) -> tuple[Side, ...]:
    """Actors by side, those heard most first; who is named but says nothing stands apart as silent."""
    first = (entry.statement for entry in index.entries if entry.statement.id not in index.repeats)
    counts = Counter(said.speaker.value for said in first if said.speaker)
    most = max(counts.values(), default=1)
    members: defaultdict[str, list[str]] = defaultdict(list)
    for name in dict.fromkeys([*counts, *index.actors]):
        members[index.root(name)].append(name)
    ordered = sorted(members, key=lambda root: (-sum(counts[n] for n in members[root]), root))
    found: list[Side] = []
    number = 0
    for n, root in enumerate(ordered, 1):
        speakers: list[Speaker] = []
        for name in sorted(members[root], key=lambda name: (-counts[name], name != root, name)):
            number += 1
            actor = index.actors.get(name)
            offices = (tuple(map(office, actor.offices)) or tuple(map(str, actor.roles))) if actor else ()
            share = f"{100 * counts[name] / most:.1f}%"
            speakers.append(Speaker(f"a{number}", name, actor, offices, counts[name], share))
        found.append(
            Side(
                f"g{n}",
                root,
                sum(speaker.count for speaker in speakers),
                tuple(speaker for speaker in speakers if speaker.count),
                tuple(speaker for speaker in speakers if not speaker.count),
            )
        )
    return tuple(found)
