"""How far coders agree on units that they both coded, chance taken into account; values are nominal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence

Pair = tuple[Hashable, Hashable]


def share(pairs: Sequence[Pair]) -> float | None:
    """The share of units to which both give the same value, in [0, 1]; None without a unit."""
    return sum(one == other for one, other in pairs) / len(pairs) if pairs else None


def kappa(pairs: Sequence[Pair]) -> float | None:
    """Cohen's kappa of two coders: (Po - Pe) / (1 - Pe), Po the share of units on which they agree, Pe the share on
    which they would if each gave values as often as they do, at random.

    1 is full agreement, 0 what chance gives. None without a unit, and where both give all units one value: then chance
    alone agrees fully. Source: J. Cohen, A coefficient of agreement for nominal scales, Educational and Psychological
    Measurement 20 (1960), 37-46.
    """
    observed = share(pairs)
    if observed is None:
        return None
    one, other = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    by_chance = sum(one[value] * other[value] for value in one)
    if by_chance == len(pairs) ** 2:
        return None
    expected = by_chance / len(pairs) ** 2
    return (observed - expected) / (1 - expected)


def alpha(units: Iterable[Sequence[Hashable]]) -> float | None:
    """Krippendorff's alpha for nominal data: 1 - Do / De, from the values that any number of coders give each unit.

    A unit with fewer than two values says nothing. 1 is full agreement, 0 what chance gives. None where no two values
    can be compared, and where all are the same. Source: K. Krippendorff, Computing Krippendorff's alpha-reliability
    (2011), section C: coincidences within units, each weighted by one less than the unit's values.
    """
    totals: Counter[Hashable] = Counter()
    apart = 0.0
    for values in units:
        if len(values) < 2:
            continue
        counts = Counter(values)
        totals.update(counts)
        apart += sum(n * (len(values) - n) for n in counts.values()) / (len(values) - 1)
    n = sum(totals.values())
    expected = n * n - sum(count * count for count in totals.values())
    return 1 - (n - 1) * apart / expected if expected else None
