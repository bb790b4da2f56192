"""What other pages said before a passage, found by what it has in common with it: rare words, names, figures."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.record.answers.passage import Passage

REACH = 45
"""After so many days nothing on another page is answered any more."""
_KEYS = 12
"""So many of the rarest words and names of a passage look for what it answers on other pages."""
_SHELF = 40
"""So many of the passages before it each of them may offer, the latest first."""
_MOST = 60
"""So many passages of other pages are weighed, those that share most first."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A passage as it is found among those of other pages, and finds them.

    ``keys`` are its words, whom and what it names, its figures, each with the letter of its kind; ``aimed`` the sides
    at which it is aimed, as keys of those that they seek. Days are counted from 1 January 1: ``days`` are those on
    which its page may have come out, where they are few; ``since`` and ``until`` when it may have been said.
    """

    document: str
    turn: int
    by: str
    days: tuple[int, ...]
    keys: tuple[str, ...]
    aimed: tuple[str, ...]
    since: int | None
    until: int | None

    @classmethod
    def of(cls, one: Passage) -> Heard:
        """A passage of some page."""
        return cls(
            one.document,
            one.turn,
            one.by,
            tuple(day.toordinal() for day in one.days),
            (*_keys("f", one.figures), *_keys("n", one.names), *_keys("w", one.stems)),
            _keys("a", one.targets),
            one.since.toordinal() if one.since else None,
            one.until.toordinal() if one.until else None,
        )

    @property
    def sought(self) -> tuple[str, ...]:
        """The keys by which it looks for what it answers."""
        return (f"a{self.by}", *self.keys)

    @property
    def offered(self) -> tuple[str, ...]:
        """The keys under which it is found."""
        return (*self.aimed, *self.keys)

    def after(self, other: Heard) -> bool:
        """Whether it was said after another for certain, wherever the pages tell of them."""
        return self.since is not None and other.until is not None and self.since > other.until


def heard(page: Iterable[Passage]) -> list[Heard]:
    """The passages of a page that may answer or be answered elsewhere: not a headline, nor of a page without a day."""
    return [Heard.of(one) for one in page if one.days and not one.headline]


Rare = list[tuple[int, str, list[tuple[int, int]]]]
"""How many passages of the weeks before have a key, which, and where they stand on its shelf; the rarest first."""


class Shelves:
    """Passages by their keys, in time."""

    def __init__(self, every: Iterable[Heard]) -> None:
        self._all = sorted(every, key=lambda one: (one.document, one.turn))
        self._having: defaultdict[str, list[int]] = defaultdict(list)
        for at, one in enumerate(self._all):
            for key in one.offered:
                self._having[key].append(at)
        self._shelves: dict[str, list[tuple[int, int]]] = {}
        self._rest: Shelves | None = None

    def without(self, gone: Iterable[Heard]) -> Shelves:
        """The same but for some of these passages, which are the ones that were given and not others like them."""
        out = {id(one) for one in gone}
        kept = Shelves(())
        kept._all, kept._rest = self._all, self
        for key in {key for one in self._all if id(one) in out for key in one.offered}:
            kept._having[key] = [at for at in self._having[key] if id(self._all[at]) not in out]
        return kept

    def _shelf(self, key: str) -> list[tuple[int, int]]:
        """What has a key, by day: put in order once it is asked for."""
        if self._rest and key not in self._having:
            return self._rest._shelf(key)
        if key not in self._shelves:
            self._shelves[key] = sorted((day, at) for at in self._having.get(key, ()) for day in self._all[at].days)
        return self._shelves[key]

    def rare(self, one: Heard) -> Rare:
        """The keys of a passage by which others are found, the rarest first.

        How rare one is in the weeks before: what other pages of the record hold makes no difference.
        """
        found: Rare = []
        for key in one.sought:
            shelf = self._shelf(key)
            spans = [
                (bisect_left(shelf, (max(1, day - REACH), -1)), bisect_right(shelf, (day, len(self._all))))
                for day in one.days
            ]
            if number := sum(end - start for start, end in spans):
                found.append((number, key, spans))
        return sorted(found)[:_KEYS]

    def before(self, one: Heard, rare: Rare | None = None) -> list[Heard]:
        """The passages of other sides, of the weeks before, that share most with one."""
        shared: Counter[int] = Counter()
        for _, key, spans in self.rare(one) if rare is None else rare:
            for start, end in spans:
                shared.update({at for _, at in self._shelf(key)[max(start, end - _SHELF) : end]})
        most = sorted(shared.items(), key=lambda item: (-item[1], -item[0]))[:_MOST]
        return [to for at, _ in most for to in [self._all[at]] if _answerable(one, to)]


def _answerable(one: Heard, to: Heard) -> bool:
    """Whether one may answer another: of another side and page, before it, and not long before."""
    if to.by == one.by or to.document == one.document or to.after(one):
        return False
    return any(0 <= day - other <= REACH for day in one.days for other in to.days)


def _keys(kind: str, values: Iterable[str]) -> tuple[str, ...]:
    return tuple(kind + value for value in sorted(values))
