"""The day of publication: every hint collected, the solver's answer put in words, what does not fit named."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import fsum, log

from onrecord.model import CLOCK, DateSource, Document, Evidence, Granularity, Interval, Judgement, Rejected
from onrecord.reading.actors.cast import Cast
from onrecord.reading.dating.constraint import Constraint, after
from onrecord.reading.dating.declared import at_most, declared
from onrecord.reading.dating.happened import events, on_weekday, weekdays
from onrecord.reading.dating.office import offices
from onrecord.reading.dating.solver import Solution, solve
from onrecord.reading.dating.sureness import agreed, sureness
from onrecord.reading.dating.told import named_days, told

# A year is given up where another is twice as likely, one of two orders of day and month where the other is nine times:
# pages give years away in many ways, the order in none.
_YEAR_STAYS, _ORDER_STAYS = log(2), log(9)
# So many readings that were given up are named.
_NAMED = 6
# Rules in the order in which a chain tells them.
_ORDER = ("date", "dated event", "weekday", "named day", "term of office", "former office", "told date", "retrieved")


_AHEAD = 100
"""So many years after the last that the tables know are tried at most, whatever years a page gives for its own."""


def publication(document: Document, cast: Cast) -> tuple[Judgement[Interval], tuple[Rejected, ...]]:
    """When the document came out, and the candidates thrown out with the reason.

    Where nothing tells, the interval is open on the sides that are not known.
    """
    fetched = document.retrieved.date() if document.retrieved else None
    held = offices(cast)
    until = fetched or _until(document, held, cast.reference.latest)
    dates, rejected = declared(document, until)
    weekday = weekdays(document.text)
    hints = [*dates, *events(cast, weekday), *held, *told(document.text), *named_days(document.text, until)]
    if document.retrieved:
        hints.append(at_most(document.retrieved))
    solution = solve(hints)
    possible = sorted({d for c in dates for d in c.days if d in solution})
    if len(possible) > 1 and not _unbounded(dates, solution):
        filed = {d for c in dates if c.rule == f"date: {DateSource.DATELINE}" for d in c.days}
        if more := list(on_weekday(weekday, possible, filed)):
            hints += more
            solution = solve(hints)
    solution = _with_readings(dates, hints, solution)
    interval, open_why = _interval(solution, hints)
    rejected += _rejected(dates, hints, solution)
    if interval.earliest is None and interval.latest is None:
        why = open_why or ("every date on the page was thrown out" if rejected else _NOTHING)
        return Judgement(interval, 1.0, (Evidence("no date", why),)), tuple(rejected)
    chain = _chain(hints, solution, interval)
    return Judgement(interval, sureness(hints, solution), chain), tuple(rejected)


def _with_readings(dates: Sequence[Constraint], hints: Sequence[Constraint], solution: Solution) -> Solution:
    """The solution with every reading of its dates (another year, day and month swapped) that is nearly as likely."""
    more: list[date] = []
    for hint in dates:
        inside = [d for d in hint.days if d in solution]
        if not inside or len(inside) == len(hint.days) or agreed(hint, dates, inside):
            continue
        stays = _YEAR_STAYS if hint.candidate and hint.candidate.year is None else _ORDER_STAYS
        scored = {d: fsum(h.weight(d) for h in hints) for d in hint.days}
        best = max(scored[d] for d in inside)
        more += [d for d, score in scored.items() if d not in solution and best - score < stays]
    return solution.with_days(more) if more else solution


def _until(document: Document, held: Sequence[Constraint], known: date) -> date:
    """The last day that a date without a year is tried for: the last that reference, terms or page speak of.

    The present day is none of it: reading the same page gives the same answer on every day.
    """
    ends = [t.latest for h in held for t in h.tiers[0].times if t.latest]
    years = [c.year for c in document.dates if c.year and 1 <= c.year <= known.year + _AHEAD]
    return max([known, *ends, *(date(year, 12, 31) for year in years)])


_NOTHING = "the page gives no date and nothing that bounds it"


def _interval(solution: Solution, hints: Sequence[Constraint]) -> tuple[Interval, str | None]:
    """What the solution leaves as one interval; a day without a year that nothing bounds leaves no end it stands at."""
    earliest, latest = solution.hull
    loose = _unbounded(hints, solution)
    if loose is None or loose.candidate is None:
        if latest is not None and _goes_on(hints, latest):
            latest = None
        return Interval(earliest, latest, _granularity(earliest, latest)), None
    bounds = [h for h in hints if h.rule == "retrieved"]
    return (
        Interval(None, latest if bounds else None, Granularity.OPEN),
        f"the page gives {loose.candidate.text}, and nothing tells its year",
    )


def _goes_on(hints: Sequence[Constraint], latest: date) -> bool:
    """Whether only the end of the tables ends the years of a date without one: the next year does as well."""
    yearless = [h for h in hints if h.candidate is not None and h.candidate.year is None and len(h.days) > 1]
    others = [h for h in hints if h not in yearless]
    for hint in yearless:
        gap = (hint.days[-1] - hint.days[-2]).days
        if hint.days[-1] == latest and (gap <= 366 or (latest.month, latest.day) == (2, 29)):
            following = date.fromordinal(min(latest.toordinal() + gap, date.max.toordinal()))
            return all(h.weight(following) >= h.weight(latest) for h in others)
    return False


def _unbounded(hints: Sequence[Constraint], solution: Solution) -> Constraint | None:
    """A date without a year of which every year is left since the first that was tried: nothing bounds it."""
    for hint in hints:
        yearless = hint.candidate is not None and hint.candidate.year is None
        if yearless and len(solution.regions) > 1 and hint.days and solution.hull[0] == hint.days[0]:
            return hint
    return None


def _granularity(earliest: date | None, latest: date | None) -> Granularity:
    """How finely an interval tells the time: a day, a whole month, a whole year, or no unit."""
    if earliest is None or latest is None:
        return Granularity.OPEN
    if earliest == latest:
        return Granularity.DAY
    following = latest.toordinal() + 1
    ends = following > date.max.toordinal() or date.fromordinal(following).day == 1
    if earliest.day == 1 and ends and earliest.year == latest.year:
        if earliest.month == latest.month:
            return Granularity.MONTH
        if (earliest.month, latest.month) == (1, 12):
            return Granularity.YEAR
    return Granularity.OPEN


def _rejected(dates: Sequence[Constraint], hints: Sequence[Constraint], solution: Solution) -> list[Rejected]:
    """The dates of the page that are not the answer, each with what stands against it."""
    found = []
    for hint in dates:
        candidate = hint.candidate
        if candidate is None:
            continue
        if (last := _last_day(hint)) is not None:
            # A page's clock, or a change: a date of the page, but not that on which it came out.
            if not any(r.latest == last for r in solution.regions):
                what = "opened or saved" if candidate.place == CLOCK else "changed"
                against = _against(hint, hints, solution, (last,)) if solution.regions[-1].latest else None
                why = f"it is when the page was {what}, not when it came out"
                found.append(Rejected(candidate, f"{against}; {why}" if against else why))
            continue
        if any(r.meet(t) for r in solution.regions for t in hint.tiers[0].times):
            # A date that is right in one of its readings is thrown out in the other.
            swapped = [d for d in hint.days if d not in solution] if candidate.year and len(hint.days) > 1 else []
            against = ", ".join(dict.fromkeys(_speaking(hint, hints, solution, swapped))) or "other hints"
            found += [Rejected(candidate, f"read as {d}: against it speaks {against}") for d in swapped]
            continue
        # A dateline of a day or two before agrees with the page that carries it.
        if candidate.source is DateSource.DATELINE and candidate.year is None and solution.holds(hint):
            continue
        days = hint.days or tuple(t.earliest for t in hint.tiers[0].times if t.earliest)
        found.append(Rejected(candidate, _against(hint, hints, solution, days)))
    return found


def _last_day(hint: Constraint) -> date | None:
    """The day that a date of the page makes the last one possible, where it does no more than that."""
    times = hint.tiers[0].times if len(hint.tiers) == 1 and hint.candidate is not None else ()
    return times[0].latest if len(times) == 1 and times[0].earliest is None else None


def _against(hint: Constraint, hints: Sequence[Constraint], solution: Solution, days: Sequence[date]) -> str:
    """What stands against a date: the terms of those named, a dateline, or whatever else weighs more."""
    others = []
    for other in hints:
        if other is not hint and solution.holds(other):
            most = _most(other, solution)
            if not any(other.weight(d) >= most for d in days):
                others.append(other)
    names = ", ".join(dict.fromkeys(h.name for h in others if h.rule == "term of office"))
    if names:
        return f"outside the terms of office of {names} as the page names them"
    dateline = next((h for h in others if h.rule == "date: dateline"), None)
    if dateline is not None and dateline.candidate is not None:
        return f"the dateline says {dateline.candidate.text}"
    heaviest = max(others, key=lambda h: sum(t.weight for t in h.tiers), default=None)
    if heaviest is None:
        return "nothing else agrees with it"
    near = {after(r, n) for r in _ends(solution) for n in (-1, 0, 1)}
    if not near.isdisjoint(days):
        return f"{heaviest.name} speaks with more weight; a day apart, as clocks of two zones may be"
    if heaviest.candidate is not None:
        return f"{heaviest.name} speaks with more weight"
    return f"against it: {heaviest.evidence[-1].says}"


def _ends(solution: Solution) -> list[date]:
    """The first and last days of what is left."""
    return [d for r in solution.regions for d in (r.earliest, r.latest) if d]


def _most(hint: Constraint, solution: Solution) -> float:
    """The weight of a hint for the days that are left."""
    return max((hint.weight(d) for d in _ends(solution)), default=0.0)


def _chain(hints: Sequence[Constraint], solution: Solution, interval: Interval) -> tuple[Evidence, ...]:
    """What holds the answer up, the dates of the page first; then what does not fit it and was left aside."""
    ranked = sorted(hints, key=lambda h: (_place(h), -sum(t.weight for t in h.tiers)))
    tightest = _tightest(hints, solution)
    kept = [e for h in ranked if solution.holds(h) and _matters(h, solution, interval, tightest) for e in h.evidence]
    kept += [e for h in ranked for e in _given_up(h, hints, solution)]
    aside = [
        Evidence(f"left aside: {h.rule}", f"left aside, as it does not fit the rest: {e.says}", e.span, e.source)
        for h in ranked
        if h.candidate is None and not solution.holds(h)
        for e in h.evidence[-1:]
    ]
    return (*kept, *aside)


def _given_up(hint: Constraint, hints: Sequence[Constraint], solution: Solution) -> list[Evidence]:
    """The readings of a date that were given up for another one: its day and month swapped, or the likeliest year."""
    if hint.candidate is None or len(hint.days) < 2 or not any(d in solution for d in hint.days):
        return []
    lost = [d for d in hint.days if d not in solution]
    if hint.candidate.year is None:
        # Of the years only those that the text allows as well: the rest are named by what rules them out.
        bounds = [h for h in hints if h.candidate is None and h.rule != "weekday"]
        allowed = max(fsum(h.weight(d) for h in bounds) for d in hint.days if d in solution)
        lost = [d for d in lost if fsum(h.weight(d) for h in bounds) >= allowed]
    if not lost or len(lost) > _NAMED:
        return []
    against = ", ".join(dict.fromkeys(_speaking(hint, hints, solution, lost))) or "other hints"
    says = f"left aside: {hint.candidate.text} read as {' or '.join(map(str, lost))}, against which speaks {against}"
    return [Evidence("left aside: reading", says, hint.candidate.span)]


def _speaking(hint: Constraint, hints: Sequence[Constraint], solution: Solution, lost: Sequence[date]) -> list[str]:
    """The names of the hints that speak less for all of some days than for those that are left."""
    left = [d for d in hint.days if d in solution]
    return [h.name for h in hints if h is not hint and all(h.weight(d) < h.weight(left[0]) for d in lost)]


def _place(hint: Constraint) -> int:
    """Where in a chain a hint stands."""
    return next((n for n, rule in enumerate(_ORDER) if hint.rule.startswith(rule)), len(_ORDER))


def _matters(hint: Constraint, solution: Solution, interval: Interval, tightest: set[date]) -> bool:
    """Whether a hint that holds says anything of the answer: a bound far outside of it does not."""
    if (last := _last_day(hint)) is not None:
        return last in (interval.latest, *tightest)
    if hint.candidate is not None:
        return any(r.meet(t) for r in solution.regions for t in hint.tiers[0].times) or hint.rule == "date: dateline"
    firsts = [t.earliest for t in hint.tiers[0].times if t.earliest]
    lasts = [t.latest for t in hint.tiers[0].times if t.latest]
    if hint.rule not in ("told date", "retrieved", "former office", "term of office") or (firsts and lasts):
        return True
    # One that is open on a side says nothing where another goes further.
    return bool({*firsts, *lasts} & {interval.earliest, interval.latest, *tightest})


def _tightest(hints: Sequence[Constraint], solution: Solution) -> set[date]:
    """The bounds that choose among the years of a date without one, though none of the days left lies on them."""
    if all(h.candidate is None or h.candidate.year for h in hints):
        return set()
    times = [t for h in hints if h.candidate is None and solution.holds(h) for t in h.tiers[0].times]
    firsts = [t.earliest for t in times if t.earliest and t.latest is None]
    lasts = [t.latest for t in times if t.latest and t.earliest is None]
    return {*([max(firsts)] if firsts else []), *([min(lasts)] if lasts else [])}
