"""How sure the day of publication is: the share of such answers that are expected to hold the true day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import exp, fsum, log, prod

from onrecord.reading.dating.constraint import Constraint
from onrecord.reading.dating.solver import Solution

_SUREST = 0.98
"""No date is surer than this: what all hints agree on may still be a page that copies them from one place."""

_SURELY = log(2)
"""A month or year names the year of a day without one where it weighs more than this."""

_TOO_LOW = 1.2
"""How much the log-odds of a date's being right, added up from its hints, are too low: with this they come near to the
share that is right on every eighth text of PolNeAR's train part under made-up heads (`bench.sureness`)."""


def sureness(hints: Sequence[Constraint], solution: Solution) -> float:
    """The probability, in (0, 1], that one of the days left is the true one, each hint independent of the others.

    Where a date of the page is among them, it is that of this date against every other date of the page and against
    none of them being right, and of the years or readings left against those given up. Where the text alone bounds the
    page, every bound must hold.
    """
    dates = [h for h in hints if h.candidate is not None]
    others = [h for h in hints if h.candidate is None]
    held = [h for h in dates if any(r.meet(t) for r in solution.regions for t in h.tiers[0].times)]
    right = _by_dates(held, dates, others, solution) if held else _by_bounds(hints, solution)
    # Of the readings of one date (its years, its day and month swapped) the share that was not given up.
    kept = min((_kept(hint, held, others, solution) for hint in held if len(hint.days) > 1), default=1.0)
    return round(max(0.01, min(_SUREST, _raised(right)) * kept), 3)


def _raised(sure: float) -> float:
    """A probability with its log-odds raised by as much as they are too low."""
    return sure / (sure + (1 - sure) * exp(-_TOO_LOW))


def _weight(hints: Sequence[Constraint], day: date) -> float:
    return fsum(h.weight(day) for h in hints)


def _by_dates(
    held: Sequence[Constraint], dates: Sequence[Constraint], others: Sequence[Constraint], solution: Solution
) -> float:
    """How sure the dates are that the solution goes by."""
    ends = [d for r in solution.regions for d in (r.earliest, r.latest) if d]
    rivals = {d for h in dates if h not in held for d in h.days}
    # The text speaks for and against dates by how much less it allows them than the days that it likes best.
    allowed = max((_weight(others, d) for d in (*ends, *(d for h in dates for d in h.days))), default=0.0)
    scored = {d: _weight(dates, d) + _weight(others, d) - allowed for d in (*ends, *rivals)}
    best = max((scored[d] for d in ends), default=0.0)
    against = fsum(exp(scored[d]) for d in rivals if d not in solution)
    return exp(best) / (exp(best) + against + 1)


def _kept(hint: Constraint, held: Sequence[Constraint], others: Sequence[Constraint], solution: Solution) -> float:
    """The share of the likelihood of one date's readings (its years, its day and month swapped) that is left.

    Where another date of the page names one of them, that is no chance. Days that the text rules out count together
    as one.
    """
    inside = [d for d in hint.days if d in solution]
    if not inside or agreed(hint, held, inside):
        return 1.0
    bounds = [h for h in others if h.rule != "weekday"]
    groups: dict[float, list[date]] = {}
    for day in hint.days:
        groups.setdefault(round(_weight(bounds, day), 6), []).append(day)
    best = max(_weight(others, d) for d in inside)
    likely = {d: exp(_weight(others, d) - best) for d in hint.days}
    top = max(groups)
    lost = fsum(likely[d] for d in groups[top] if d not in solution)
    lost += fsum(max(likely[d] for d in days) for level, days in groups.items() if level < top)
    left = fsum(likely[d] for d in inside)
    return left / (left + lost)


def agreed(hint: Constraint, dates: Sequence[Constraint], days: Sequence[date]) -> bool:
    """Whether another date of the page, which may mean other days, means one of these too, or surely a month or year
    that holds one.
    """
    return any(other is not hint and any(d in days for d in (*other.days, *_held(other, days))) for other in dates)


def _held(other: Constraint, days: Sequence[date]) -> list[date]:
    """Those of some days that lie in the one month or year that a date without a day gives, where that is sure."""
    first, whole = other.tiers[0], other.tiers[0].times[0]
    one = len(first.times) == 1 and whole.known and whole.earliest != whole.latest
    return [d for d in days if d in first] if one and first.weight > _SURELY else []


def _by_bounds(hints: Sequence[Constraint], solution: Solution) -> float:
    """How sure the bounds are between which the solution lies, each by those who draw it or draw it further out."""
    earliest, latest = solution.hull
    support = [h for h in hints if solution.holds(h)]
    against = fsum(h.tiers[0].weight for h in hints if not solution.holds(h))
    weight = fsum(h.tiers[0].weight for h in support)
    bounds = []
    if earliest is not None:
        bounds.append([h for h in support if any(t.earliest == earliest for t in h.tiers[0].times)])
    if latest is not None:
        bounds.append([h for h in support if any(t.latest == latest for t in h.tiers[0].times)])
    wrong = [prod(1 / (1 + exp(fsum(t.weight for t in h.tiers))) for h in by) for by in bounds if by]
    return prod(1 - w for w in wrong) / (1 + exp(against - weight) if against else 1)
