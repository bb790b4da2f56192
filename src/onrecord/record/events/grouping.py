"""Tellings of one thing brought together: each goes to the first group in which all are the same as it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")


def grouped(
    every: Iterable[T],
    keys: Callable[[T], Sequence[object]],
    same: Callable[[T, T], bool],
    later: Callable[[T, Sequence[T]], bool] | None = None,
) -> list[list[T]]:
    """The groups, in the order in which they were begun; each thing, in its order, goes to the first that takes it.

    Any two that are the ``same`` must have one of their ``keys`` in common. Groups of which ``later`` holds for a thing
    are tried for it behind the others.
    """
    groups: list[list[T]] = []
    at: defaultdict[object, set[int]] = defaultdict(set)
    for one in every:
        own = keys(one)
        near = sorted(set().union(*(at[key] for key in own)))
        if later is not None:
            near.sort(key=lambda n: later(one, groups[n]))
        fitting = next((n for n in near if all(same(one, other) for other in groups[n])), None)
        if fitting is None:
            fitting = len(groups)
            groups.append([])
        groups[fitting].append(one)
        for key in own:
            at[key].add(fitting)
    return groups
