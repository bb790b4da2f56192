"""A document as what happened in it is looked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import Evidence, Interval, Judgement, Mention, Span, Statement
from onrecord.reading.anchor import resolved
from onrecord.reading.order import Mentions
from onrecord.reading.timex import Named, Time, TimeWords
from onrecord.reference import Reference


@dataclass(frozen=True, slots=True)
class Told:
    """A document as events are found in it: text, sentences, mentions in order, when it was published, what is said."""

    document: str
    text: str
    sentences: Sequence[Span]
    mentions: Mentions
    published: Judgement[Interval]
    reference: Reference
    said: Sequence[Statement] = ()
    times: Sequence[Time] = ()

    def within(self, span: Span) -> list[Mention]:
        """The mentions inside a span, in order."""
        return self.mentions.within(span)

    def when(self, words: TimeWords) -> tuple[Interval, Evidence] | None:
        """The interval that a time of the text means, and why."""
        return resolved(self.text, words, self.published.value, self.said, self.times)


def named_events(mentions: Mentions, reference: Reference) -> tuple[Named, ...]:
    """The dated events that a text names."""
    rows = ((m.span, reference.events.get(m.refers.value)) for m in mentions if m.refers)
    return tuple(Named(s, r.name, Interval(r.start, r.end), r.source) for s, r in rows if r is not None)
