"""What happened, told by any word for it, a verb in any voice or a noun, with its day: whoever did it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.model import Act, Event, Interval, Judgement, Span
from onrecord.reading.events.clue import clued
from onrecord.reading.events.daying import of_one_day, story_day
from onrecord.reading.events.kind import by_noun, by_verb, spelled, triggers, verb_end
from onrecord.reading.events.noun import AFTER, named_by_noun
from onrecord.reading.events.sight import Sight
from onrecord.reading.events.told import Told
from onrecord.reading.events.unnamed import unnamed
from onrecord.reading.events.verb import told_by_verb
from onrecord.reading.events.voice import tells
from onrecord.reading.grammar.clause import clauses
from onrecord.reading.grammar.item import itemize
from onrecord.reading.timex.anchor import within

_WORD = re.compile(r"[\w-]+")


def occurrences(told: Told, quoted: list[Span]) -> Iterator[tuple[Span, Event]]:
    """Every dated happening that a verb or noun of kinds.yaml tells, with the word that tells it."""
    page = frozenset(w.lower() for w in _WORD.findall(told.text))
    day: Judgement[Interval] | None = None
    last: Judgement[Interval] | None = None
    paragraph = 0
    for sentence in told.sentences:
        if "\n" in told.text[paragraph : sentence.start]:
            last = None
        paragraph = sentence.start
        surface = told.text[sentence.start : sentence.end].lower()
        seen = set(_WORD.findall(surface))
        times = within(told.times, sentence)
        here: Judgement[Interval] | None = None
        if times or seen & triggers() or told.hinted(sentence):
            items = itemize(told.text, sentence, quoted)
            named = [m for m in told.within(sentence) if m.refers]
            sight = Sight(told, sentence, items, clauses(items), times, named)
            told_here = list(_in(sight, page, day, last)) if seen & triggers() else []
            told_here += clued(sight, [trigger for trigger, _ in told_here], day, last)
            for trigger, event in (*told_here, *unnamed(sight, [trigger for trigger, _ in told_here], day)):
                if event.time.value.earliest == event.time.value.latest:
                    here = event.time
                yield trigger, event
        last = here or of_one_day(told, times) or last
        day = story_day(told, times) or day


def _in(
    sight: Sight, page: frozenset[str], day: Judgement[Interval] | None, last: Judgement[Interval] | None
) -> Iterator[tuple[Span, Event]]:
    """The happenings of one sentence; ``last`` is the day of those before it in its paragraph."""
    for place, clause in enumerate(sight.cut):
        done: set[Act] = set()
        for index in range(clause.first, clause.last + 1):
            for written, form, kind in by_verb().get(sight.items[index].lower, ()):
                end = verb_end(sight.items, index, written)
                if end is None or not tells(sight, clause, index, form):
                    continue
                found = told_by_verb(sight, place, index, end, form, kind, day, last)
                if found is not None:
                    done.add(kind.act)
                    yield found
                    break
        for index in range(clause.first, clause.last + 1):
            for written, _, kind in by_noun().get(sight.items[index].lower, ()):
                # What a verb of the clause is done to is told with it, not apart: "notified them of its withdrawal".
                object_ = bool(done) and not AFTER.intersection(sight.lower(max(clause.first, index - 4), index - 1))
                if object_ or kind.act in done or not spelled(sight.items, index, written):
                    continue
                found = named_by_noun(sight, place, index, index + len(written) - 1, kind, page, day)
                if found is not None:
                    done.add(kind.act)
                    yield found
                    break
