"""When something was said: by the words beside it, by a dated event, by the occasion of the words before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from onrecord.model import Act, Evidence, Granularity, Interval, Judgement, MentionKind, Statement
from onrecord.model.span import surfaces
from onrecord.reading.actors.cast import Cast
from onrecord.reading.actors.issuer import ISSUED
from onrecord.reading.statements.entry import readings
from onrecord.reading.statements.spoken import Spoken, first, outside
from onrecord.reading.timex import Time, calls_agreement, terms
from onrecord.reading.timex.anchor import evidence, past, told_times, within

# Behind these a time bounds something else than the saying.
_BOUNDS = frozenset({"until", "before", "by", "after", "since", "from", "till"})
# A reference event counts as the occasion of a statement up to this long before the page.
_OCCASION = timedelta(60)


def when(
    cast: Cast,
    item: Spoken,
    speaker: Judgement[str] | None,
    value: Act,
    published: Judgement[Interval],
) -> Judgement[Interval]:
    """When it was said: by words beside the cue, by a dated event of the reference, by the page that somebody puts out
    for it, else before publication.
    """
    anchor = first(item.one).start if item.one.cue else (item.one.source or item.one.content[0]).start
    told = told_times(cast.text, published.value)
    beside = [t for span in outside(item) for t in within(told, span) if _dates(cast.text, t, item)]
    if item.one.rule == "object":
        # "Ordered Orvia on Thursday to withdraw": a time right before "to" is when it was ordered.
        inside = within(told, item.one.content[0])
        beside += [t for t in inside if cast.text[t.span.end : t.span.end + 4] == " to "]
    issued = speaker is not None and any(e.rule == "pronoun: a text speaks" for e in speaker.evidence)
    if issued and not beside and item.before is not None:
        beside = within(told, item.before)
    for one in sorted(beside, key=lambda t: abs(t.span.start - anchor)):
        time = past(one, published.value)
        if time is not None:
            why = evidence(cast.text, one, time)
            end = published.value.latest
            if end and time.latest and time.earliest and time.earliest <= end < time.latest:
                # "This year" is no later than the page.
                time = Interval(time.earliest, end, time.granularity)
            return Judgement(time, round(0.9 * published.confidence, 3), (why,))
    if known := _occasion(cast, item, speaker, value, published.value):
        return known
    day = published.value
    if item.one.rule == ISSUED and day.known and day.earliest == day.latest:
        why = Evidence(ISSUED, f"said by putting the page out, on {day}")
        return Judgement(day, published.confidence, (why,))
    latest = published.value.latest
    says = (
        f"no time is given: no later than the page, {published.value}"
        if latest
        else "no time is given, nor the page's date"
    )
    return Judgement(Interval(None, latest, Granularity.OPEN), 0.9, (Evidence("published", says),))


def _dates(text: str, time: Time, item: Spoken) -> bool:
    """Whether a time beside a cue says when it was said: not one in others' words, nor the end of another time, nor a
    part of a name ("the 2015 accord").
    """
    before = text[max(0, time.span.start - 8) : time.span.start].lower().split()
    if calls_agreement(text, time):
        return False
    bounded = _BOUNDS.intersection((*before[-1:], text[time.span.start : time.span.end].split()[0].lower()))
    return not bounded and not any(time.span in other for other in item.others)


def _occasion(
    cast: Cast, item: Spoken, speaker: Judgement[str] | None, value: Act, published: Interval
) -> Judgement[Interval] | None:
    """A dated event of the reference that this statement is: same actor, act, agreement and term, shortly before."""
    if speaker is None or not published.known or published.latest is None or published.earliest is None:
        return None
    named = {
        m.refers.value for m in cast.mentions.within(*item.one.content) if m.kind is MentionKind.AGREEMENT and m.refers
    }
    set_days = {days for c in item.one.content for _, days in terms(cast.text, c)}
    for row in cast.reference.events.values():
        if row.act != value or speaker.value not in row.who or row.agreement not in named:
            continue
        if (row.days is not None or set_days) and row.days not in set_days:
            continue
        if published.earliest - _OCCASION <= row.start and row.end <= published.latest:
            time = Interval(row.start, row.end)
            return Judgement(time, 0.85, (Evidence("dated event", f"{row.name}: {time}", None, row.source),))
    return None


def same_occasion(cast: Cast, out: list[Statement], spoken: Sequence[Spoken], published: Interval) -> list[Statement]:
    """Statements without a time of their own, said by somebody whose words the page dates to the day it came out."""
    dated: dict[str, Statement] = {}
    for statement in out:
        day = statement.time.value
        if (
            statement.speaker
            and day == published
            and day.known
            and statement.parent is None
            and readings(surfaces(cast.text, statement.cue))
        ):
            dated.setdefault(statement.speaker.value, statement)
    found = []
    for statement, item in zip(out, spoken, strict=True):
        first = dated.get(statement.speaker.value) if statement.speaker else None
        untimed = statement.time.evidence[0].rule == "published"
        if first is None or not untimed or item.parent is not None or first.extent.start > statement.extent.start:
            found.append(statement)
            continue
        says = "said on the same occasion as the words before, by the same speaker"
        why = (Evidence("same occasion", says, first.extent), *first.time.evidence)
        found.append(replace(statement, time=Judgement(first.time.value, 0.65, why)))
    return _not_after_parents(found)


def _not_after_parents(found: list[Statement]) -> list[Statement]:
    """Statements told inside others' words, without a time of their own: said no later than those words were."""
    times = {s.id: s.time for s in found}
    out = []
    for statement in found:
        outer = times.get(statement.parent) if statement.parent else None
        own = statement.time.value.latest
        untimed = statement.time.evidence[0].rule == "published"
        if outer is None or not untimed or outer.value.latest is None or (own and own <= outer.value.latest):
            out.append(statement)
            continue
        says = f"no time is given: no later than the words that it is told in, {outer.value}"
        time = Interval(None, outer.value.latest, Granularity.OPEN)
        out.append(replace(statement, time=Judgement(time, 0.9, (Evidence("published", says), *outer.evidence))))
        times[statement.id] = out[-1].time
    return out
