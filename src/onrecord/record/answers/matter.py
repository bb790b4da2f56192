"""What words speak of: families of words for the same matter, so that "inspectors" and "a visit" are found together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Set
from functools import lru_cache
from importlib.resources import files

import yaml

from onrecord.record.utterances.told import stem


def matters(stems: Set[str]) -> frozenset[int]:
    """The families of which any word is among some stems, by their numbers."""
    families = _families()
    return frozenset(number for one in stems for number in families.get(one, ()))


@lru_cache(maxsize=1)
def _families() -> dict[str, frozenset[int]]:
    """The families in which each stem stands: those of ``matters.yaml``."""
    text = (files("onrecord.record.answers") / "matters.yaml").read_text(encoding="utf-8")
    found: defaultdict[str, set[int]] = defaultdict(set)
    for number, words in enumerate(yaml.safe_load(text)):
        for word in words.split():
            found[stem(word)].add(number)
    return {one: frozenset(numbers) for one, numbers in found.items()}
