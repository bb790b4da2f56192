"""When a document was published: every hint is collected, what agrees is intersected, what does not is named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

from onrecord.model import (
    DateCandidate,
    DateSource,
    Document,
    Evidence,
    Granularity,
    Interval,
    Judgement,
    MentionKind,
    Office,
    Rejected,
    Span,
)
from onrecord.reading.cast import Cast
from onrecord.reading.timex import WEEKDAYS, find
from onrecord.reading.token import tokenize
from onrecord.reference import Reference

# How sure a date is by where it stands; a lone date line is often the clock of the page, not of the story.
_SURE = {DateSource.METADATA: 0.95, DateSource.DATELINE: 0.95, DateSource.URL: 0.9, DateSource.LINE: 0.7}
_RANK = (DateSource.DATELINE, DateSource.METADATA, DateSource.URL, DateSource.LINE)
# A page still reports "Thursday" within the week; a dateline and a posting differ by no more than that.
_WEEK = 6
_FORMER = frozenset({"former", "ex", "then", "late", "past", "previous", "onetime"})
# Words that name an office only together with its state or body: "EU diplomacy chief".
_GENERIC = frozenset({"chief", "leader", "head", "diplomat"})
# Words that make another office of one: a deputy minister is no minister.
_CHANGING = frozenset({"deputy", "vice", "acting", "elect", "shadow", "opposition", "assistant", "under", "designate"})


@dataclass(frozen=True, slots=True)
class Bound:
    """A hint that leaves only some times: any of ``times``, by ``evidence``."""

    times: tuple[Interval, ...]
    evidence: Evidence
    name: str


def publication(document: Document, cast: Cast) -> tuple[Judgement[Interval], tuple[Rejected, ...]]:
    """When the document came out, and the candidates thrown out with the reason.

    Where nothing tells, the interval is open on the sides that are not known.
    """
    bounds = list(_offices(cast))
    domain, used = _intersect(bounds)
    weekdays = _said_weekdays(document.text)
    full = [c for c in document.dates if c.year and c.month and c.day]
    partial = [c for c in document.dates if c.month and c.day and not c.year]
    rejected = []
    standing: list[tuple[DateCandidate, date]] = []
    for candidate in full:
        day = _day(candidate.year, candidate.month, candidate.day)
        why = _contradiction(day, domain, used, partial)
        if day is None or why:
            rejected.append(Rejected(candidate, why or "the calendar has no such day"))
        else:
            standing.append((candidate, day))
    if standing:
        standing.sort(key=lambda pair: _RANK.index(pair[0].source))
        candidate, day = standing[0]
        for other, its_day in standing[1:]:
            if its_day != day:
                rejected.append(Rejected(other, f"{candidate.text} ({candidate.source}) speaks with more weight"))
        agreeing = sum(its_day == day for _, its_day in standing[1:])
        sure = min(0.98, _SURE[candidate.source] + 0.05 * agreeing)
        step = Evidence(f"date: {candidate.source}", f"the page gives {candidate.text}", candidate.span)
        return Judgement(Interval.day(day), sure, (step, *(b.evidence for b in used))), tuple(rejected)
    found = _without_year(partial, _closed(domain, cast.reference.latest), used, weekdays) or _by_event(
        cast, domain, used, weekdays
    )
    if found is not None:
        return found, tuple(rejected)
    return _bounded(document, domain, used, rejected), tuple(rejected)


def _day(year: int | None, month: int | None, day: int | None) -> date | None:
    """A calendar day, or None where there is none."""
    try:
        return date(year or 0, month or 0, day or 0)
    except ValueError:
        return None


def _contradiction(
    day: date | None, domain: tuple[Interval, ...], used: list[Bound], partial: list[DateCandidate]
) -> str | None:
    """Why a full date cannot be the story's, or None."""
    if day is None:
        return None
    if used and not any(day in times for times in domain):
        names = ", ".join(dict.fromkeys(b.name for b in used if not any(day in t for t in b.times)))
        return f"outside the terms of office of {names or 'those named'} as the page names them"
    for other in partial:
        if other.source is DateSource.DATELINE and other.month and other.day:
            near = [_day(y, other.month, other.day) for y in (day.year - 1, day.year, day.year + 1)]
            if not any(d and abs((d - day).days) <= _WEEK for d in near):
                return f"the dateline says {other.text}"
    return None


def _offices(cast: Cast) -> Iterator[Bound]:
    """For each person named with an office: the times when they held it.

    Whoever is heard in the text speaks while in office; who is only spoken of may be history, so that their term
    gives a lower bound and no more.
    """
    seen: set[str] = set()
    for mention in cast.mentions:
        if mention.kind is not MentionKind.PERSON or mention.refers is None or mention.refers.value in seen:
            continue
        actor = cast.reference.actors.get(mention.refers.value)
        role = _role_before(cast, mention.span)
        if actor is None or role is None:
            continue
        words, start = role
        span = Span(start, mention.span.end)
        offices = _held(actor.offices, words, {cast.reference.side(name) for name in _tied(cast, span)}, cast.reference)
        if not offices:
            continue
        seen.add(actor.name)
        terms = tuple(o.term for o in offices)
        if actor.name not in cast.heard:
            begun = min((t.earliest for t in terms if t.earliest), default=None)
            says = f"{actor.name}, spoken of, first held the office on {begun}"
            since = Interval(begun, None, Granularity.OPEN)
            yield Bound((since,), Evidence("term of office", says, span, "reference"), actor.name)
            continue
        when = " or ".join(f"{t.earliest} to {t.latest or 'now'}" for t in terms)
        titles = ", ".join(dict.fromkeys(o.title for o in offices))
        says = f"{actor.name} is named as {titles}: {when}"
        yield Bound(terms, Evidence("term of office", says, span, "reference"), actor.name)


def _tied(cast: Cast, span: Span) -> list[str]:
    """The states and bodies named in a stretch."""
    kinds = (MentionKind.STATE, MentionKind.ORGANISATION)
    return [m.refers.value for m in cast.mentions.within(span) if m.kind in kinds and m.refers]


def _held(offices: Sequence[Office], words: set[str], tied: set[str], reference: Reference) -> list[Office]:
    """The offices that a role names: all words of the title in it, or a general word beside the office's own body.

    A role with a word that changes the office (deputy, acting, elect) names only an office with that word too.
    """
    found = []
    for office in offices:
        title = _folded(office.title)
        if (words & _CHANGING) - title or (tied and reference.side(office.of) not in tied):
            continue
        if title <= words or (words & _GENERIC and tied):
            found.append(office)
    return found


def _folded(title: str) -> set[str]:
    """The words of a title, in one spelling."""
    return {w.replace("defense", "defence") for w in title.lower().replace("-", " ").split()}


def _role_before(cast: Cast, span: Span) -> tuple[set[str], int] | None:
    """The words of an office right before a name, and where they begin; None where there is none or it is over."""
    tokens = tokenize(cast.text, max(0, span.start - 60), span.start)
    words: set[str] = set()
    start = span.start
    for token in reversed(tokens):
        gap = cast.text[token.end : start]
        if (not token.is_word and token.text != "-") or "\n" in gap or len(gap) > 1:
            break
        if token.lower in (
            "and",
            "by",
            "with",
            "that",
            "after",
            "to",
            "for",
            "as",
            "when",
            "from",
            "between",
            "said",
        ):
            break
        words.add(token.lower.replace("defense", "defence"))
        start = token.start
    if not words or words & _FORMER:
        return None
    return words, start


def _intersect(bounds: list[Bound]) -> tuple[tuple[Interval, ...], list[Bound]]:
    """What all bounds leave together; a bound that would leave nothing is left out."""
    domain: tuple[Interval, ...] = (Interval(None, None, Granularity.OPEN),)
    used = []
    for bound in bounds:
        met = tuple(m for a, b in product(domain, bound.times) if (m := a.meet(b)))
        if met:
            domain = met
            used.append(bound)
    return domain, used


def _closed(domain: tuple[Interval, ...], known_to: date) -> tuple[Interval, ...]:
    """Terms that still run, closed at the last day that the reference speaks of."""
    return tuple(
        Interval(t.earliest, t.latest or known_to, t.granularity)
        for t in domain
        if t.latest or t.earliest is None or t.earliest <= known_to
    )


def _said_weekdays(text: str) -> list[tuple[int, Span]]:
    """The weekdays on which the text says that things were said or happened."""
    found = []
    for words in find(text, Span(0, len(text))):
        name = words.part("weekday")
        if words.kind == "weekday" and name and words.part("which") is None and not _ahead(text, words.span):
            found.append((WEEKDAYS[name], words.span))
    return found


def _ahead(text: str, span: Span) -> bool:
    """Whether a weekday stands in words about what is to come."""
    before = text[max(0, span.start - 60) : span.start].lower()
    return any(f" {w} " in before for w in ("will", "next", "until", "by", "would", "before", "opens", "due"))


def _without_year(
    partial: list[DateCandidate],
    domain: tuple[Interval, ...],
    used: list[Bound],
    weekdays: list[tuple[int, Span]],
) -> Judgement[Interval] | None:
    """A month and day without a year: the years left by the offices and by the weekday of that day.

    A weekday on which something "was said" is taken as the dateline's own, as wires write; that it could be the
    day before is why this stays below the confidence of a full date.
    """
    candidate = next((c for s in _RANK for c in partial if c.source is s), None)
    lower = min((t.earliest for t in domain if t.earliest), default=None)
    if candidate is None or lower is None:
        return None
    upper = max(t.latest.year for t in domain if t.latest)
    days = [
        d
        for year in range(lower.year, upper + 1)
        if (d := _day(year, candidate.month, candidate.day)) and any(d in t for t in domain)
    ]
    chain = [Evidence(f"date: {candidate.source}", f"the page gives {candidate.text}, without a year", candidate.span)]
    for weekday, span in weekdays:
        fitting = [d for d in days if d.weekday() == weekday]
        if fitting and len(fitting) < len(days):
            name = list(WEEKDAYS)[weekday].capitalize()
            years = ", ".join(str(d.year) for d in fitting)
            chain.append(Evidence("weekday", f"it was a {name} in {years} of the years left", span))
            days = fitting
            break
    chain += [b.evidence for b in used]
    if not days:
        return None
    if len(days) == 1:
        return Judgement(Interval.day(days[0]), 0.88, tuple(chain))
    return Judgement(Interval(days[0], days[-1], Granularity.OPEN), 0.8, tuple(chain))


def _by_event(
    cast: Cast, domain: tuple[Interval, ...], used: list[Bound], weekdays: list[tuple[int, Span]]
) -> Judgement[Interval] | None:
    """A dated event that the text reports on as news: the page came out on the weekday told of, else not before it."""
    for mention in cast.mentions:
        row = cast.reference.events.get(mention.refers.value) if mention.refers else None
        if mention.kind is not MentionKind.EVENT or row is None:
            continue
        during = Interval(row.start, row.end)
        if not any(during.meet(t) for t in domain):
            continue
        source = Evidence("dated event", f"{row.name} took place {during}", mention.span, row.source)
        chain = (source, *(b.evidence for b in used))
        if _hindsight(cast.text, mention.span):
            continue
        days = [row.start + timedelta(n) for n in range((row.end - row.start).days + 1)]
        for weekday, span in weekdays:
            on = [d for d in days if d.weekday() == weekday]
            if len(on) == 1:
                name = list(WEEKDAYS)[weekday].capitalize()
                step = Evidence("weekday", f"the {name} of that event is {on[0]}", span)
                return Judgement(Interval.day(on[0]), 0.85, (step, *chain))
        left = [m for t in domain if (m := t.meet(Interval(row.start, None, Granularity.OPEN)))]
        return Judgement(left[0], 0.75, chain)
    return None


def _hindsight(text: str, span: Span) -> bool:
    """Whether words before an event look back at it from afar."""
    return bool(
        re.search(
            r"\b(?:since|after|before|until|last year|ago|once|in \d{4})\b", text[max(0, span.start - 60) : span.start]
        )
    )


def _bounded(
    document: Document, domain: tuple[Interval, ...], used: list[Bound], rejected: list[Rejected]
) -> Judgement[Interval]:
    """What is left where no date stands: the terms of office alone, a year alone, or nothing."""
    year = next((c.year for c in document.dates if c.year and not c.month), None)
    if year is not None:
        whole = Interval(date(year, 1, 1), date(year, 12, 31), Granularity.YEAR)
        met = [m for t in domain if (m := t.meet(whole))]
        if met:
            return Judgement(met[0], 0.6, (Evidence("year", f"the page gives {year} and no readable day"),))
    chain = tuple(b.evidence for b in used)
    if not chain:
        why = "the page gives no date and nothing that bounds it"
        partial = next((c for c in document.dates if c.day and not c.year), None)
        if partial is not None:
            why = f"the page gives {partial.text}, and nothing tells its year"
        elif rejected:
            why = "every date on the page was thrown out"
        return Judgement(Interval(None, None, Granularity.OPEN), 1.0, (Evidence("no date", why),))
    earliest = min((t.earliest for t in domain if t.earliest), default=None)
    latest = None if any(t.latest is None for t in domain) else max(t.latest for t in domain if t.latest)
    return Judgement(Interval(earliest, latest, Granularity.OPEN), 0.9, chain)
