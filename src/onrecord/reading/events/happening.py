"""What happened: the dated events of one document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.model import (
    Act,
    Agreement,
    Event,
    Evidence,
    Granularity,
    Interval,
    Judgement,
    Mention,
    MentionKind,
    Span,
)
from onrecord.model.actor import ACTORS
from onrecord.reading.actors.home import home
from onrecord.reading.events.deed import Deed, deeds
from onrecord.reading.events.gathered import Gathered
from onrecord.reading.events.occurrence import occurrences
from onrecord.reading.events.ownclause import in_own_clause
from onrecord.reading.events.told import Told
from onrecord.reading.events.undated import in_title
from onrecord.reading.events.worth import worthy
from onrecord.reading.grammar.order import Places
from onrecord.reading.grammar.place import LONGEST_PARAGRAPH
from onrecord.reading.grammar.sentence import quotations
from onrecord.reading.identity import identity
from onrecord.reading.lexicon import table
from onrecord.reading.timex import find

# A meeting named by a slip ("minsters'") or by its body alone ("the CSTO meeting") is still a meeting.
_GATHERING = re.compile(r"\b(?:meeting|summit|talks|conference|council|session)\b", re.IGNORECASE)
# An object begins within this many characters of its verb: past an article and an adjective or two.
_NEAR = 25
# Whom somebody met stands within this many characters behind the verb.
_REACH = 60
# A length of time, or the bound of one, is not when something was done ("extended it by a week", "until 3 May"),
# nor is the day of a noun ("its report on the collapse of 3 May").
_LENGTHS = frozenset({"term", "span"})
_UNTIL = re.compile(r"\b(?:until|till|by|within)\b", re.IGNORECASE)
_BOUND = re.compile(r"\b(?:until|till|by|since|through|before|for|to|beyond|of|after)\s+(?:the\s+)?$", re.IGNORECASE)


_IT = re.compile(r"\bit\s+(?:was\s+|has\s+been\s+)?$", re.IGNORECASE)

# "Had Veyra apologised, ...": it had not.
_HAD = re.compile(r"\s*Had\s(?![^,.;]*\?)")
# Right before a verb these leave open whether it was done: "would quit the accord", "did not sign".
_OPEN = re.compile(
    r"\b(?:will|would|shall|should|may|might|can|could|must|to|not|never|cannot)\s+(?:\w+ly\s+)?(?:have\s+|be\s+)?$|n['’]t\s+$",
    re.IGNORECASE,
)


def events(told: Told) -> tuple[Event, ...]:
    """Every dated event of the text, in order; the same one told twice is given once."""
    found = Gathered()
    for before, sentence in zip([None, *told.sentences], told.sentences, strict=False):
        for event in (*_by_verb(told, sentence, before), *_meetings(told, sentence)):
            found.add(event)
    taken = Places(found, lambda event: (event.span,))
    quoted = quotations(told.text)
    framed: set[str] = set()
    for sentence in told.sentences:
        for event in _done(told, sentence, quoted):
            if not taken.touching(event.span):
                found.add(event)
                framed.add(event.id)
    for trigger, event in occurrences(told, quoted):
        beside = [e for e in found.touching(trigger, event.span) if e.span.touches(trigger) or _alike(e, event)]
        if any(e.time.value.granularity is not Granularity.OPEN for e in beside):
            continue
        if beside and event.time.evidence[0].rule == "news":
            # A week before the page is no day by which to tell anew what a frame has told of.
            continue
        frame = next((e for e in beside if e.id in framed and e.act is not event.act), None)
        if frame is not None:
            # What a frame tells of better has its day from here.
            event = replace(frame, time=event.time)
        # What has no day is told again here with its day.
        found.drop(beside)
        found.add(event)
    kept = [event for event in found if worthy(told, event)]
    return tuple(sorted(_without_stale(told, kept), key=lambda e: e.span.start))


def _without_stale(told: Told, found: list[Event]) -> Iterator[Event]:
    """The events without those told as news that the page tells again with their day, a headline's under any name."""
    out = told.published.value.latest
    # What the page tells with its day, once each: of whom, which act, when.
    dated: dict[str, set[tuple[Act, Interval]]] = {}
    for event in found:
        if event.time.value.known and event.time.evidence[0].rule != "news":
            for name in event.who:
                dated.setdefault(name, set()).add((event.act, event.time.value))
    for event in found:
        if event.time.evidence[0].rule != "news":
            yield event
            continue
        # A headline tells the latest that its page does.
        above = in_title(told, event.span)
        again = (one for name in event.who for one in dated.get(name, ()))
        if not any(
            (act is event.act or (above and out and day.latest and (out - day.latest).days <= 1))
            and day.meet(event.time.value)
            for act, day in again
        ):
            yield event


def _alike(one: Event, other: Event) -> bool:
    """Whether two tellings of a text are of one event, told in words that touch."""
    return one.act is other.act and one.time.value == other.time.value and one.span.touches(other.span)


def _done(told: Told, sentence: Span, quoted: list[Span]) -> Iterator[Event]:
    """What a sentence says was done, by the frames of deeds.yaml."""
    inside = [home(m, told.reference) or m for m in told.within(sentence)]
    for deed in deeds(told.text, sentence, quoted, inside):
        if deed.frame.own and any(span.touches(deed.verb) for span in _spoken(told, sentence)):
            continue
        if _HAD.match(told.text, deed.clause.start):
            continue
        time = _time_of(told, deed)
        if deed.frame.timed and time.value.granularity is Granularity.OPEN:
            continue
        who = tuple(dict.fromkeys(m.refers.value for m in (*deed.doers, deed.whom) if m and m.refers))
        yield Event(
            identity(told.document, "event", deed.verb),
            deed.span,
            deed.frame.act,
            deed.label,
            who,
            time,
            place=_place(told.within(deed.clause), deed.verb),
            chance=told.chance(deed.verb),
        )


def _time_of(told: Told, deed: Deed) -> Judgement[Interval]:
    """When a deed was done: by the time nearest to its verb in its clause, else no later than the page."""
    near = sorted(find(told.text, deed.clause), key=lambda w: abs(w.span.start - deed.verb.start))
    for words in near:
        bound = _BOUND.search(told.lead(words.span.start, 12)) or (
            "deadline" in deed.frame.label and _UNTIL.search(told.text[deed.verb.end : words.span.start])
        )
        if (deed.frame.own or "deadline" in deed.frame.label) and (words.kind in _LENGTHS or bound):
            continue
        found = None if in_own_clause(told.text, deed.verb, words.span) else told.done(words)
        if found is not None and found[0].granularity is not Granularity.OPEN and not _ahead(told, found[0]):
            return Judgement(found[0], 0.85, (found[1],))
    latest = told.published.value.latest
    says = f"no time is given: no later than the page, {told.published.value}"
    return Judgement(Interval(None, latest, Granularity.OPEN), 0.8, (Evidence("published", says),))


def _ahead(told: Told, time: Interval) -> bool:
    """Whether a deed would fall behind the page: then the time is another's."""
    latest = told.published.value.latest
    return bool(latest and time.earliest and time.earliest > latest)


def _spoken(told: Told, sentence: Span) -> list[Span]:
    """The stretches of a sentence in which somebody else than the page speaks."""
    return [span for one in told.spoken.touching(sentence) for span in one.content if span.touches(sentence)]


def _by_verb(told: Told, sentence: Span, before: Span | None) -> Iterator[Event]:
    """Events told by a verb of the lexicon, with a time in their clause."""
    for entry in table("events"):
        pattern = rf"\b{entry['pattern']}\b".replace(" ", r"\s+")
        for match in re.finditer(pattern, told.text[sentence.start : sentence.end], re.IGNORECASE):
            verb = Span(sentence.start + match.start(), sentence.start + match.end())
            if _OPEN.search(told.text[sentence.start : verb.start]):
                continue
            inside = told.within(sentence)
            agreement = _agreement(told, verb, inside, before) if entry.get("agreement") else None
            if entry.get("agreement") and (agreement is None or not _objects(entry, verb, inside)):
                continue
            timed = _time_after(told, verb, sentence)
            if entry["act"] == "CONSULT":
                yield from _met(told, verb, inside, timed)
            elif timed is not None and agreement is not None:
                span, time = timed
                row = told.reference.agreements.get(agreement)
                another = _another(told, entry, row, verb, time.value)
                who = _subjects(inside, verb) or (row.parties if row else ())
                yield Event(
                    identity(told.document, "event", verb),
                    Span(verb.start, span.end),
                    Act(entry["act"]),
                    _label(entry, "a paper" if another else agreement, who),
                    tuple(dict.fromkeys(who)),
                    time,
                    None if another else agreement,
                    chance=told.chance(verb),
                )


def _label(entry: dict[str, object], agreement: str, who: Sequence[str]) -> str:
    """What became of an agreement: "Lantern Treaty signed", "Osheli withdrew from Lantern Treaty"."""
    if not entry.get("active"):
        return f"{agreement} {entry['label']}"
    return f"{' and '.join(dict.fromkeys(who)) or 'a party'} {entry['label']} {agreement}"


def _another(told: Told, entry: dict[str, object], row: Agreement | None, verb: Span, time: Interval) -> bool:
    """Whether "it was signed on Monday" is of another paper than the agreement named last, signed long ago."""
    pronoun = _IT.search(told.lead(verb.start, 12)) is not None
    signed = row.signed if row is not None and entry.get("fact") == "signed" else None
    return pronoun and signed is not None and signed not in time


def _objects(entry: dict[str, object], verb: Span, inside: list[Mention]) -> bool:
    """Whether an agreement stands right behind a verb that needs it as its object."""
    near = (m.span.start - verb.end for m in inside if m.kind is MentionKind.AGREEMENT)
    return not entry.get("object") or any(0 <= gap <= _NEAR for gap in near)


def _subjects(inside: list[Mention], verb: Span) -> tuple[str, ...]:
    """The actors named before a verb."""
    return tuple(m.refers.value for m in inside if m.kind in ACTORS and m.refers and m.span.end <= verb.start)


def _agreement(told: Told, verb: Span, inside: list[Mention], before: Span | None) -> str | None:
    """The agreement that a verb is about: nearest before it in the sentence, behind it, or in the one before."""
    named = [m for m in inside if m.kind is MentionKind.AGREEMENT and m.refers]
    earlier = [m for m in named if m.span.end <= verb.start]
    chosen = earlier[-1] if earlier else named[0] if named else None
    if chosen is None and before is not None and _IT.search(told.lead(verb.start, 12)):
        last = [m for m in told.within(before) if m.kind is MentionKind.AGREEMENT and m.refers]
        chosen = last[-1] if last else None
    return chosen.refers.value if chosen and chosen.refers else None


def _time_after(told: Told, verb: Span, sentence: Span) -> tuple[Span, Judgement[Interval]] | None:
    """The time that belongs to a verb: the first behind it within its clause."""
    stop = min(sentence.end, verb.end + 60)
    cut = re.search(r"[;]|,? and (?:took|came|entered|was|were)\b", told.text[verb.end : stop])
    end = verb.end + cut.start() if cut else stop
    for words in find(told.text, Span(verb.end, end)):
        found = None if in_own_clause(told.text, verb, words.span) else told.when(words)
        if found is not None and not told.long_past(words, found[0]):
            return words.span, Judgement(found[0], 0.9, (found[1],))
    return None


def _met(
    told: Told,
    verb: Span,
    inside: list[Mention],
    timed: tuple[Span, Judgement[Interval]] | None,
) -> Iterator[Event]:
    """A meeting of actors: those before and behind the verb, at a dated event where one is named."""
    people = [m for m in inside if m.kind in ACTORS and m.refers]
    subject = [m for m in people if m.span.end <= verb.start]
    objects = [m for m in people if verb.end <= m.span.start <= verb.end + _REACH][:1]
    persons = [m for m in subject if m.kind is MentionKind.PERSON]
    if objects and told.text[verb.end : objects[0].span.start].strip().startswith(("on ", "in ", "at ")):
        objects = []
    # "A and B met" names both before the verb, "A met B" one on either side.
    met = [*subject[-1:], *objects] if objects else persons[-2:]
    who = tuple(dict.fromkeys(m.refers.value for m in met if m.refers))
    if len(who) < 2:
        return
    named = next((m for m in inside if m.kind is MentionKind.EVENT and m.refers), None)
    row = told.reference.events.get(named.refers.value) if named and named.refers else None
    time = timed[1] if timed else None
    if row is not None and time is None:
        during = Interval(row.start, row.end)
        until = Interval(None, told.published.value.latest)
        step = Evidence("dated event", f"{row.name} took place {during}", named.span if named else None, row.source)
        time = Judgement(during.meet(until) or during, 0.85, (step,))
    if time is None:
        return
    yield Event(
        identity(told.document, "event", verb),
        Span(met[0].span.start, max(met[-1].span.end, verb.end)),
        Act.CONSULT,
        f"{' and '.join(who)} meet",
        who,
        time,
        place=row.place if row else _place(inside, verb),
        venue=row.name if row else None,
        chance=told.chance(verb),
    )


def _place(inside: list[Mention], after: Span) -> str | None:
    """The first place named behind a span."""
    for mention in inside:
        if mention.kind is MentionKind.PLACE and mention.refers and mention.span.start >= after.end:
            return mention.refers.value
    return None


def _meetings(told: Told, sentence: Span) -> Iterator[Event]:
    """Meetings named by a noun: "at the foreign ministers' meeting yesterday"."""
    surface = told.text[sentence.start : sentence.end]
    for match in _GATHERING.finditer(surface):
        before = surface[max(0, match.start() - 40) : match.start()]
        if not re.search(r"\b(?:at|after|during|following)\b[^.,;]*$", before):
            continue
        noun = Span(sentence.start + match.start(), sentence.start + match.end())
        start = (
            sentence.start
            + max(0, match.start() - 40)
            + (re.search(r"\b(?:at|after|during|following)\b", before) or match).end()
        )
        words = next(iter(find(told.text, Span(noun.end, min(sentence.end, noun.end + 40)))), None)
        timed = told.when(words) if words else None
        if words is None or timed is None or timed[0].granularity is Granularity.OPEN:
            continue
        inside = told.within(sentence)
        bodies = [m for m in inside if m.kind is MentionKind.ORGANISATION and m.refers]
        held = [m for m in bodies if start <= m.span.start < noun.end] or _lately(told, sentence)
        if not held or held[-1].refers is None:
            continue
        name = held[-1].refers.value
        venue = " ".join(told.text[start : noun.end].split())
        yield Event(
            identity(told.document, "event", noun),
            Span(start + (told.text[start] == " "), words.span.end),
            Act.CONSULT,
            f"{name}: {re.sub(rf'^(?:the |a )?(?:{re.escape(name)} )?', '', venue)}",
            (name,),
            Judgement(timed[0], 0.8, (timed[1],)),
            place=_place([m for m in inside if m.span.start < words.span.start + 40], noun),
            venue=venue,
            chance=told.chance(noun),
        )


def _lately(told: Told, sentence: Span) -> list[Mention]:
    """The organisation named last before a sentence, where it was named within its paragraph or the one before."""
    since = sentence.start - 2 * LONGEST_PARAGRAPH
    for mention in told.mentions.before(sentence.start):
        if mention.span.start < since or told.text.count("\n\n", mention.span.end, sentence.start) > 1:
            break
        if mention.kind is MentionKind.ORGANISATION and mention.refers:
            return [mention]
    return []
