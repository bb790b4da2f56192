"""The day of publication: every hint collected, the solver's answer put in words, what does not fit named."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from onrecord.model import DateSource, Document, Evidence, Granularity, Interval, Judgement, Rejected
from onrecord.reading.cast import Cast
from onrecord.reading.dating.constraint import Constraint
from onrecord.reading.dating.declared import at_most, declared
from onrecord.reading.dating.happened import events, on_weekday, weekdays
from onrecord.reading.dating.office import offices
from onrecord.reading.dating.solver import Solution, solve
from onrecord.reading.dating.told import named_days, told

# No date is surer than this: what all hints agree on may still be a page that copies them from one place.
_SUREST = 0.98
# Rules in the order in which a chain tells them.
_ORDER = ("date", "dated event", "weekday", "named day", "term of office", "former office", "told date", "retrieved")


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
    if len(possible) > 1 and not _unbounded(dates, solution) and (more := list(on_weekday(weekday, possible))):
        hints += more
        solution = solve(hints)
    interval, open_why = _interval(solution, hints)
    rejected += _rejected(dates, hints, solution)
    if interval.earliest is None and interval.latest is None:
        why = open_why or ("every date on the page was thrown out" if rejected else _NOTHING)
        return Judgement(interval, 1.0, (Evidence("no date", why),)), tuple(rejected)
    chain = _chain(hints, solution, interval)
    return Judgement(interval, round(min(_SUREST, solution.sure), 3), chain), tuple(rejected)


def _until(document: Document, held: Sequence[Constraint], known: date) -> date:
    """The last day that a page not known to be older is tried for: the last that reference, terms or page speak of."""
    ends = [t.latest for h in held for t in h.tiers[0].times if t.latest]
    years = [c.year for c in document.dates if c.year and 1 <= c.year <= date.max.year]
    return max([known, *ends, *(date(year, 12, 31) for year in years)])


_NOTHING = "the page gives no date and nothing that bounds it"


def _interval(solution: Solution, hints: Sequence[Constraint]) -> tuple[Interval, str | None]:
    """What the solution leaves as one interval; a day without a year that nothing bounds leaves no end it stands at."""
    earliest, latest = solution.hull
    loose = _unbounded(hints, solution)
    if loose is None or loose.candidate is None:
        return Interval(earliest, latest, _granularity(earliest, latest)), None
    bounds = [h for h in hints if h.rule == "retrieved"]
    return (
        Interval(None, latest if bounds else None, Granularity.OPEN),
        f"the page gives {loose.candidate.text}, and nothing tells its year",
    )


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
        if candidate is None or any(r.meet(t) for r in solution.regions for t in hint.tiers[0].times):
            continue
        # A dateline of a day or two before agrees with the page that carries it.
        if candidate.source is DateSource.DATELINE and candidate.year is None and solution.holds(hint):
            continue
        found.append(Rejected(candidate, _against(hint, hints, solution)))
    return found


def _against(hint: Constraint, hints: Sequence[Constraint], solution: Solution) -> str:
    """What stands against a date: the terms of those named, a dateline, or whatever else weighs more."""
    days = hint.days or tuple(t.earliest for t in hint.tiers[0].times if t.earliest)
    others = [
        h
        for h in hints
        if h is not hint and solution.holds(h) and not any(h.weight(d) >= _most(h, solution) for d in days)
    ]
    names = ", ".join(dict.fromkeys(h.name for h in others if h.rule == "term of office"))
    if names:
        return f"outside the terms of office of {names} as the page names them"
    dateline = next((h for h in others if h.rule == "date: dateline"), None)
    if dateline is not None and dateline.candidate is not None:
        return f"the dateline says {dateline.candidate.text}"
    heaviest = max(others, key=lambda h: sum(t.weight for t in h.tiers), default=None)
    if heaviest is None:
        return "nothing else agrees with it"
    if any(abs((d - r).days) <= 1 for d in days for r in _ends(solution)):
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
    aside = [
        Evidence(f"left aside: {h.rule}", f"left aside, as it does not fit the rest: {e.says}", e.span, e.source)
        for h in ranked
        if h.candidate is None and not solution.holds(h)
        for e in h.evidence[-1:]
    ]
    return (*kept, *aside)


def _place(hint: Constraint) -> int:
    """Where in a chain a hint stands."""
    return next((n for n, rule in enumerate(_ORDER) if hint.rule.startswith(rule)), len(_ORDER))


def _matters(hint: Constraint, solution: Solution, interval: Interval, tightest: set[date]) -> bool:
    """Whether a hint that holds says anything of the answer: a bound far outside of it does not."""
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
