"""Words in quotation marks that two pages give alike: they are the same words, in whose mouth a page may put them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from onrecord.record.utterances.told import STOP, Gist, stem

RUN = 8
"""So many words in a row, said by the same side, are the same words, whenever a page gives them."""
OWN = 4
"""So many words of a run have a meaning of their own where it is known again at another time."""
QUOTED = 4
"""So many in quotation marks on both pages are the same words, if two of them have a meaning of their own."""
_PLAIN = 6
"""So many are, if one has, or at another time ``OWN``."""
_SEVERAL = 2
Key = tuple[str, tuple[str, ...]]


def keys(one: Gist) -> Iterator[Key]:
    """Under what a statement and others that give the same words find one another: runs of its side, and of quotes."""
    for at in range(len(one.words) - RUN + 1):
        yield one.by, one.words[at : at + RUN]
    for quote in one.quoted:
        yield from (("", run) for run in _runs(quote, one.proper))


def quoted_alike(one: Gist, other: Gist, *, later: bool = False) -> bool:
    """Whether both give the same words in quotation marks, enough of them not to be a phrase of everybody's.

    ``later`` is whether they are of different times: then a few words are a phrase that is always at hand ("peace and
    stability in the region"), and more must have a meaning of their own.
    """
    if not one.quoted or not other.quoted:
        return False
    theirs = {run for quote in other.quoted for run in _runs(quote, other.proper, later)}
    return any(run in theirs for quote in one.quoted for run in _runs(quote, one.proper, later))


@lru_cache(maxsize=4096)
def _runs(quote: str, proper: frozenset[str], later: bool = False) -> tuple[tuple[str, ...], ...]:
    """The runs of a quote that are enough to know it by: names and rules are in everybody's mouth."""
    words = quote.split()
    found = []
    for length, least in ((_PLAIN, OWN),) if later else ((QUOTED, _SEVERAL), (_PLAIN, 1)):
        runs = (tuple(words[at : at + length]) for at in range(len(words) - length + 1))
        found += [run for run in runs if meaning(run, proper) >= least]
    return tuple(found)


def meaning(words: Sequence[str], proper: frozenset[str]) -> int:
    """How many words with a meaning of their own there are, names not counted."""
    return len({stem(word) for word in words if word not in STOP and word not in proper})


def well_known(one: Gist) -> bool:
    """Whether a statement quotes enough to be known again by it alone."""
    return any(_runs(quote, one.proper) for quote in one.quoted)
